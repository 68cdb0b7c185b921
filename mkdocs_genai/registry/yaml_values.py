"""Constructs plain values from the nodes of a YAML file, and reports what a registry does not support in them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..problems import KeyPath, Position, Problem, dotted
from .document import Document, key_text
from .yaml_explanations import NO_BREAK
from .yaml_indentation import TOO_FAR, indent, odd_item, unlike_others

Scalar = str | int | float | bool | datetime.date | None

MAX_ALIASED_VALUES = 100_000
"""The most values that aliases may add to a file; more are refused as an alias bomb."""

CONTAINS_ITSELF = "an alias contains itself; write another value in its place"

_LONGEST = 1300
"""The most bits of an integer, some 400 digits; a longer one, such as 0xff…f, is read as text."""

_BARE_WORD = re.compile(r"[a-z0-9./:_-]*")
"""An id, a path, a URL or a number, which can't continue after a space."""

_ANCHOR = re.compile(r"&(\S+)")
_LONE_END = re.compile(r"""((?:(?<!\d)|(?<=\.\d\d\d))"|[]}]|(?<![\dsxzß])')$""")
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#])")

_TEXT_TAG = "tag:yaml.org,2002:str"
_MERGE_TAG = "tag:yaml.org,2002:merge"
_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)


class Constructor:
    """Constructs plain values from nodes; adds a problem for what a registry does not support."""

    def __init__(self, document: Document, *, foreign: bool) -> None:
        self.document = document
        self.foreign = foreign
        self.done: dict[int, Any] = {}
        self.paths: dict[int, KeyPath] = {}
        """Where each list and mapping that is done was first."""
        self.active: set[int] = set()
        self.sizes: dict[int, int] = {}
        self.aliased = 0
        self.is_bomb = False
        # It keeps every node that it was given, so there is one for each file.
        self._scalars = SafeConstructor()

    def construct(self, node: Node, path: KeyPath) -> Any:
        """The plain value of a node at a path; what is wrong is added to the problems of the document."""
        identity = id(node)
        if identity in self.active:
            problem = self.document.problem(path, "GA005", CONTAINS_ITSELF, at_key=True)
            self.document.problems.append(problem)
            return None
        if identity in self.done and not isinstance(node, ScalarNode):
            self.document.aliases[path] = self.paths[identity]
            return None if self._count_aliased(self._size(node), path) else self.done[identity]
        if node.tag not in _STANDARD_TAGS:
            name = node.tag.replace("tag:yaml.org,2002:", "!!")
            if node.tag != _MERGE_TAG:
                own = "write a plain value" if name.startswith("!!") else "put text that begins with ! in quotes"
                cure = "have the file exported without tags, for example as JSON" if self.foreign else own
                self._fault(node, path, "GA004", f"the YAML tag '{name}' is not supported; {cure}")
                return None
        if isinstance(node, ScalarNode):
            if not self.foreign:
                self._look_for_an_anchor(node, path)
                self._look_for_a_comment(node, path)
                self._look_for_the_other_half(node, path)
                self._look_for_an_item(node, path)
            scalar = self._scalar(node)
            # True and true are the same value, and a text shows which of the two is written.
            if isinstance(scalar, bool) or (scalar is not node.value and str(scalar) != node.value):
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
        self.paths[identity] = path
        return value

    def _size(self, node: Node) -> int:
        """The number of values in a constructed mapping or list, nested ones included."""
        if id(node) not in self.sizes:
            inside = [child for child in _child_nodes(node) if not isinstance(child, ScalarNode) and id(child) in self.done]
            self.sizes[id(node)] = len(node.value) + sum(map(self._size, inside))
        return self.sizes[id(node)]

    def _look_for_a_comment(self, node: ScalarNode, path: KeyPath) -> None:
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

    def _look_for_an_anchor(self, node: ScalarNode, path: KeyPath) -> None:
        """Refuse an anchor that no alias names, as in `title: &More soil`, which YAML reads as `soil`."""
        start = node.start_mark
        line = self.document.lines[start.line] if start.line < len(self.document.lines) else ""
        anchor = None if start.line in self.document.mended else _ANCHOR.match(line, start.column)
        if anchor and f"*{anchor[1]}" not in self.document.text:
            message = "text that begins with & has a special meaning in YAML; put it in quotes"
            self._fault(node, path, "GA002", message)

    def _look_for_the_other_half(self, node: ScalarNode, path: KeyPath) -> None:
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

    def _look_for_an_item(self, node: ScalarNode, path: KeyPath) -> None:
        """Refuse a text into which the next item of a list runs, because its dash is indented further."""
        first, last = node.start_mark.line, node.end_mark.line
        is_item = path and isinstance(path[-1], int) and not node.style and first not in self.document.mended
        for number in range(first + 1, last + 1) if is_item else ():
            line = self.document.line_text(number + 1)
            if line.lstrip().startswith("- ") and (number < last or node.end_mark.column > indent(line)):
                odd = odd_item(first, number, self.document.lines)
                line = self.document.line_text(odd + 1)
                position = Position(self.document.file, odd + 1, indent(line) + 1, len(line.strip()), line)
                message = TOO_FAR if odd == number else unlike_others(line)
                self.document.problems.append(Problem(position, dotted(path), message, "GA002"))
                return

    def _scalar(self, node: ScalarNode) -> Scalar:
        if node.tag == _TEXT_TAG:
            return str(node.value)
        try:
            value = self._scalars.construct_object(node)
        except (ConstructorError, ValueError, OverflowError, LookupError, AttributeError):
            # For instance 2025-13-45, which only looks like a date; PyYAML does not check values that have a tag.
            return str(node.value)
        too_long = isinstance(value, int) and value.bit_length() > _LONGEST  # Python refuses to write it out
        return value if isinstance(value, Scalar) and not too_long else str(node.value)

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Any]:
        value: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        if self.foreign:
            self._merge(node, path)
        second = self._second_entry(node, path)
        for key_node, value_node in node.value:
            if key_node is second:
                break
            if not isinstance(key_node, ScalarNode):
                self._fault(key_node, path, "GA004", "a key must be a word, not a list or a mapping")
                continue
            if key_node.tag == _MERGE_TAG:
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

    def _second_entry(self, node: MappingNode, path: KeyPath) -> Node | None:
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

    def _merge(self, node: MappingNode, path: KeyPath) -> None:
        """Put what `<<` names into a mapping, in place of that key: its own keys win, and then the first mapping of several."""
        if all(key.tag != _MERGE_TAG for key, _ in node.value):
            return
        merged = [value for key, value in node.value if key.tag == _MERGE_TAG]
        node.value = [(key, value) for key, value in node.value if key.tag != _MERGE_TAG]
        known = {key_text(key) for key, _ in node.value if isinstance(key, ScalarNode)}
        for source in (each for value in merged for each in (value.value if isinstance(value, SequenceNode) else [value])):
            if not isinstance(source, MappingNode):
                self._fault(source, path, "GA004", "YAML's merge key '<<' takes a mapping, or a list of mappings")
            elif id(source) in self.active:
                self._fault(source, path, "GA005", CONTAINS_ITSELF)
            else:
                self._merge(source, path)
                pairs = [pair for pair in source.value if isinstance(pair[0], ScalarNode) and key_text(pair[0]) not in known]
                if not self._count_aliased(len(pairs), path):
                    known.update(key_text(key) for key, _ in pairs)
                    node.value += pairs

    def _fault(self, node: Node, path: KeyPath, code: str, message: str) -> None:
        position = self.document.position_of(node)
        self.document.problems.append(Problem(position, dotted(path), message, code))

    def _count_aliased(self, values: int, path: KeyPath) -> bool:
        """Count values that an alias adds; whether there are too many now."""
        self.aliased += values
        is_bomb = self.aliased > MAX_ALIASED_VALUES
        if is_bomb and not self.is_bomb:
            self.is_bomb = True
            message = f"aliases multiply into more than {MAX_ALIASED_VALUES:,} values; write the values out"
            self.document.problems.append(self.document.problem(path, "GA005", message, at_key=True))
        return is_bomb


def _first_lines(node: MappingNode) -> dict[str, int]:
    """The line of the first occurrence of each key of a mapping."""
    keys = (key for key, _ in reversed(node.value) if isinstance(key, ScalarNode))
    return {key_text(key): key.start_mark.line + 1 for key in keys}


def _child_nodes(node: Node) -> Iterator[Node]:
    return (value for _, value in node.value) if isinstance(node, MappingNode) else iter(node.value)
