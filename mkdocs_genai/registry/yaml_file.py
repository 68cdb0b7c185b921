"""Reads YAML files into plain values with their positions.

Uses `compose` of PyYAML's safe loader, so that only text, numbers, booleans, dates, nulls, lists and mappings are constructed,
and every value has its line and column.

Not in here: what the values mean (`model`), and which files there are (`layers`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode

from ..problems import Path, Position, Problem, dotted
from .document import Document, key_text
from .text_files import read_text
from .yaml_depth import LOADER, MAX_DEPTH, too_deep_line
from .yaml_errors import explanations, unreadable
from .yaml_explanation import NO_BREAK, Explanation
from .yaml_indentation import TOO_FAR, indent

Scalar = str | int | float | bool | datetime.date | None

MAX_ALIASED_VALUES = 100_000
"""The most values that aliases may add to a file; more are refused as an alias bomb."""

_MOST_READ_AGAIN = 2_000_000
"""The most characters that are parsed again; after each corrected error, the file is parsed again from its beginning."""

_LONGEST = 1300
"""The most bits of an integer, some 400 digits; a longer one, such as 0xff…f, is read as text."""

_BARE_WORD = re.compile(r"[a-z0-9./:_-]*")
"""An id, a path, a URL or a number, which can't continue after a space."""

_ANCHOR = re.compile(r"&(\S+)")
_LONE_END = re.compile(r"""((?:(?<!\d)|(?<=\.\d\d\d))"|[]}]|(?<![\dsxzß])')$""")
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#])")

_TEXT_TAG = "tag:yaml.org,2002:str"
_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)
_OTHER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Characters that end a line in YAML but in no editor, so that line numbers would differ."""
_construct_scalar = SafeConstructor().construct_object


def read_document(path: FilePath, shown: str) -> Document:
    """Read and parse one YAML file; what is wrong with it is in the document's `problems`."""
    text = read_text(path, shown)
    return Document(shown, problems=[text]) if isinstance(text, Problem) else parse_document(text, shown)


def parse_document(text: str, shown: str, *, foreign: bool = False) -> Document:
    """Parse YAML text; what is wrong with it as YAML is in the document's `problems`.

    In a `foreign` file, which someone else maintains, texts are taken as they are, even if a quote or a comment in them is odd.
    """
    document = Document(shown, text if text.isascii() else text.translate(_OTHER_BREAKS))
    text = document.text
    too_deep = too_deep_line(text)
    if too_deep is not None:
        position = Position(shown, too_deep + 1, text=document.line_text(too_deep + 1)[:200])
        message = f"values are nested more than {MAX_DEPTH} levels deep"
        document.problems.append(Problem(position, "", message, "GA005"))
        return document
    document.root = _compose(text, document)
    if document.root is not None:
        document.value = _Constructor(document, foreign=foreign).construct(document.root, ())
    return document


def _compose(text: str, document: Document) -> Node | None:
    """The root node. After an error that can be corrected, parsing goes on, so that all errors are found in one run."""
    lines = text.split("\n")
    read = len(text)
    root, error = _parse(text)
    while error:
        explained = explanations(error, lines)
        if not explained:
            document.problems.append(unreadable(document.file, lines))
            return None
        chosen: Explanation | None = None
        after: yaml.YAMLError | None
        reached, after = _stopped_at(error), None
        document.stopped.append(reached[0])
        for each in explained:
            line = each.at[0]
            if each.mended is None or line in document.mended or read > _MOST_READ_AGAIN:
                continue
            tried = "\n".join([*lines[:line], each.mended, *lines[line + 1 :]])
            read += len(tried)
            node, next_error = _parse(tried)
            further = (len(lines) + 1, 0) if next_error is None else _stopped_at(next_error)
            # A mended line is longer, so that in itself a later column says nothing.
            if chosen and each.at == chosen.at and further == reached and _is_as_near(each, chosen, lines[line]):
                chosen = chosen._replace(sure=False)  # nobody can tell which of the two is meant
            if further > reached and not further[0] == reached[0] == line:
                chosen, reached, root, after = each, further, node, next_error
        if chosen is None:
            untold = next((each for each in explained if each.mended is None), explained[-1])
            # Behind a mend it may only follow from that.
            if not document.mended or (untold.mended is not None and untold.at[0] not in document.mended):
                document.problems.append(untold.problem(document.file, document.lines))
            return None
        document.problems.append(chosen.problem(document.file, document.lines))
        number = chosen.at[0]
        document.mended[number] = lines[number] = str(chosen.mended)
        if not chosen.sure:
            document.doubtful.add(number)
        error = after
    return root


def _is_as_near(one: Explanation, other: Explanation, text: str) -> bool:
    """Whether two ways to mend a line differ, and change its length by as much."""
    first, second = str(one.mended), str(other.mended)
    return first != second and abs(len(first) - len(text)) == abs(len(second) - len(text))


def _parse(text: str) -> tuple[Node | None, yaml.YAMLError | None]:
    """The root node of a text, or why it can't be parsed."""
    try:
        return yaml.compose(text, Loader=LOADER), None
    except yaml.YAMLError as error:
        return None, error


def _stopped_at(error: yaml.YAMLError) -> tuple[int, int]:
    """The line and column, from 0, to which the parser came; it can't read the characters where it has none."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (int(mark.line), int(mark.column)) if mark else (-1, 0)


class _Constructor:
    """Constructs plain values from nodes; adds a problem for what a registry does not support."""

    def __init__(self, document: Document, *, foreign: bool) -> None:
        self.document = document
        self.foreign = foreign
        self.done: dict[int, Any] = {}
        self.active: set[int] = set()
        self.sizes: dict[int, int] = {}
        self.aliased = 0
        self.is_bomb = False

    def construct(self, node: Node, path: Path) -> Any:
        identity = id(node)
        if identity in self.active:
            problem = self.document.problem(path, "GA005", "an alias contains itself", key=True)
            self.document.problems.append(problem)
            return None
        if identity in self.done and not isinstance(node, ScalarNode):
            self.aliased += self._size(node)
            if self.aliased > MAX_ALIASED_VALUES:
                self._bomb(path)
                return None
            return self.done[identity]
        if node.tag not in _STANDARD_TAGS:
            name = node.tag.replace("tag:yaml.org,2002:", "!!")
            if node.tag != "tag:yaml.org,2002:merge":
                cure = "write a plain value" if name.startswith("!!") else "put text that begins with ! in quotes"
                self._fault(node, path, "GA004", f"the YAML tag '{name}' is not supported; {cure}")
                return None
        if isinstance(node, ScalarNode):
            if not self.foreign:
                self._look_for_an_anchor(node, path)
                self._look_for_a_comment(node, path)
                self._look_for_the_other_half(node, path)
                self._look_for_an_item(node, path)
            scalar = self._scalar(node)
            if scalar is not node.value and str(scalar) != node.value:
                self.document.spellings[path] = node.value
            return scalar
        self.active.add(identity)
        value: Any
        if isinstance(node, MappingNode):
            value = self._mapping(node, path)
        else:
            value = [self.construct(item, (*path, index)) for index, item in enumerate(node.value)]
        self.active.discard(identity)
        self.done[identity] = value
        return value

    def _size(self, node: Node) -> int:
        """The number of values in a constructed mapping or list, nested ones included."""
        if id(node) not in self.sizes:
            inside = [child for child in _child_nodes(node) if not isinstance(child, ScalarNode) and id(child) in self.done]
            self.sizes[id(node)] = len(node.value) + sum(map(self._size, inside))
        return self.sizes[id(node)]

    def _look_for_a_comment(self, node: ScalarNode, path: Path) -> None:
        """Warn of text that a # cuts off, as in `title: Rules of C #1`; an intended comment has a space after its #."""
        if node.style or _BARE_WORD.fullmatch(node.value):
            return
        end = node.end_mark
        if end.line in self.document.mended:
            return
        line = self.document.lines[end.line] if end.line < len(self.document.lines) else ""
        if cut := _CUT_OFF.match(line, end.column):
            column = cut.start(1) + 1
            position = Position(self.document.file, end.line + 1, column, len(line.rstrip()) - column + 1, line)
            message = (
                "a # begins a comment, so the text ends before it; put the text in quotes, or write '# ' if a comment is meant"
            )
            self.document.problems.append(Problem(position, dotted(path), message, "GA007", "warning"))

    def _look_for_an_anchor(self, node: ScalarNode, path: Path) -> None:
        """Refuse an anchor that no alias names, as in `title: &More soil`, which YAML reads as `soil`."""
        start = node.start_mark
        line = self.document.lines[start.line] if start.line < len(self.document.lines) else ""
        anchor = None if start.line in self.document.mended else _ANCHOR.match(line, start.column)
        if anchor and f"*{anchor[1]}" not in self.document.text:
            message = "text that begins with & has a special meaning in YAML; put it in quotes"
            self._fault(node, path, "GA002", message)

    def _look_for_the_other_half(self, node: ScalarNode, path: Path) -> None:
        """Refuse a quote or bracket at a text's end that nothing opens, as in `title: Soil"`; inches and feet have one."""
        found = None if node.style else _LONE_END.search(node.value)
        if not found:
            return
        sign = found[1]
        opening = {"]": "[", "}": "{"}.get(sign, sign)
        if opening in node.value[: found.start(1)]:
            return
        key, brace, _ = str(path[-1] if path else "").partition(f" {opening}")
        if brace:
            self._fault(node, path, "GA002", f"a colon is missing after '{key}'")
            return
        message = f"the text ends with a {sign} but has no opening {opening}; add that, or delete the {sign}"
        self._fault(node, path, "GA009", message)

    def _look_for_an_item(self, node: ScalarNode, path: Path) -> None:
        """Refuse a text into which the next item of a list runs, because its dash is indented further."""
        first, last = node.start_mark.line, node.end_mark.line
        is_item = path and isinstance(path[-1], int) and not node.style and first not in self.document.mended
        for number in range(first + 1, last + 1) if is_item else ():
            line = self.document.line_text(number + 1)
            if line.lstrip().startswith("- ") and (number < last or node.end_mark.column > indent(line)):
                position = Position(self.document.file, number + 1, indent(line) + 1, len(line.strip()), line)
                self.document.problems.append(Problem(position, dotted(path), TOO_FAR, "GA002"))
                return

    def _scalar(self, node: ScalarNode) -> Scalar:
        if node.tag == _TEXT_TAG:
            return str(node.value)
        try:
            value = _construct_scalar(node)
        except (ConstructorError, ValueError, OverflowError, LookupError, AttributeError):
            # For instance 2025-13-45, which only looks like a date; PyYAML does not check values that have a tag.
            return str(node.value)
        too_long = isinstance(value, int) and value.bit_length() > _LONGEST  # Python refuses to write it out
        return value if isinstance(value, Scalar) and not too_long else str(node.value)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        value: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        second = self._second_entry(node, path)
        for key_node, value_node in node.value:
            if key_node is second:
                break
            if not isinstance(key_node, ScalarNode):
                self._fault(key_node, path, "GA004", "a key must be a word, not a list or a mapping")
                continue
            if key_node.tag == "tag:yaml.org,2002:merge":
                self._fault(key_node, path, "GA004", "YAML's merge key '<<' is not supported; write the keys out")
                continue
            key = key_text(key_node)
            if key != str(key_node.value):
                self._fault(key_node, (*path, key), "GA002", NO_BREAK)
            if key in value:
                first_lines = first_lines or _first_lines(node)
                message = f"the key '{key}' is a duplicate; it is already on line {first_lines[key]}"
                self._fault(key_node, (*path, key), "GA003", message)
                self.document.doubled.add((*path, key))
                if value[key] is not None:
                    continue
            value[key] = self.construct(value_node, (*path, key))
        return value

    def _second_entry(self, node: MappingNode, path: Path) -> Node | None:
        """The key at which another entry seems to begin, whose id is missing: from there on, several keys are there again."""
        keys = [(key_text(key), key) for key, _ in node.value if isinstance(key, ScalarNode)]
        first = dict(reversed(keys))
        again = [key for name, key in keys if first[name] is not key] if len(first) < len(keys) else []
        names = list(dict.fromkeys(map(key_text, again)))
        # An entry that has only its first key in common with the one above begins with it.
        is_text = bool(node.value) and isinstance(node.value[0][1], ScalarNode)
        is_next = len(names) == 1 and is_text and names[0] == keys[0][0] != keys[1][0]
        if not path or not (len(names) > 1 or is_next):
            return None
        line = first[names[0]].start_mark.line + 1
        message = (
            f"the keys {', '.join(map(repr, names))} are duplicates; they are already on the lines from {line} on"
            if names[1:]
            else f"the key '{names[0]}' is a duplicate; it is already on line {line}"
        )
        hint = "; if another entry begins here, the line with its id is missing"
        self._fault(again[0], (*path, names[0]), "GA003", message + hint)
        # Nobody knows which entry is missing in the mapping around this one.
        self.document.doubled |= {path, *((*path, name) for name in names)}
        return again[0]

    def _fault(self, node: Node, path: Path, code: str, message: str) -> None:
        position = self.document.position_of(node)
        self.document.problems.append(Problem(position, dotted(path), message, code))

    def _bomb(self, path: Path) -> None:
        if not self.is_bomb:
            self.is_bomb = True
            message = f"aliases multiply into more than {MAX_ALIASED_VALUES:,} values; write the values out"
            self.document.problems.append(self.document.problem(path, "GA005", message, key=True))


def _first_lines(node: MappingNode) -> dict[str, int]:
    """The line of the first occurrence of each key of a mapping."""
    keys = (key for key, _ in reversed(node.value) if isinstance(key, ScalarNode))
    return {key_text(key): key.start_mark.line + 1 for key in keys}


def _child_nodes(node: Node) -> Iterator[Node]:
    return (value for _, value in node.value) if isinstance(node, MappingNode) else iter(node.value)
