"""YAML files as plain values, with the position of every one of them.

Values are read with PyYAML's safe loader through `compose`, so that nothing is constructed but text, numbers, booleans,
dates, nulls, lists and mappings, and so that every value knows its line and column.

Not in here: what the values mean (`model`), and which files there are (`layers`).
"""

from __future__ import annotations

import codecs
import datetime
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode

from ..problems import Path, Position, Problem, dotted
from .document import Document, key_text
from .yaml_depth import LOADER, MAX_DEPTH, too_deep_line
from .yaml_errors import syntax_problem

Scalar = str | int | float | bool | datetime.date | None

MAX_ALIASED_VALUES = 100_000
"""How many values aliases may add to a file, before it counts as an alias bomb."""

_MOST_READ_AGAIN = 2_000_000
"""Characters that are read once more, from the file's beginning for each mistake that is mended."""

_LONGEST = 1300
"""Bits of an integer, some 400 digits; a longer one, as 0xff…f may be, is taken as text."""

_BARE_WORD = re.compile(r"[a-z0-9./:_-]*")
"""An id, a path, an address or a number: nothing that goes on behind a blank."""

_CUT_OFF = re.compile(r"[ \t]+(#[^\s#])")

_TEXT_TAG = "tag:yaml.org,2002:str"
_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")
)
_HALF = re.compile("[\ud800-\udfff]")
_TRIES = 3
AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To open a file as it is, and not to wait for what has just become a pipe; not every system has both."""
_OTHER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Characters that end a line to YAML, and to no editor; lines would be counted in two ways."""
_construct_scalar = SafeConstructor().construct_object


def leads_out(path: FilePath, folder: FilePath) -> bool:
    """Whether a symbolic link takes a path out of its folder."""
    # Not Path.resolve, which fails at circular links.
    return not FilePath(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def show(file: FilePath, root: FilePath) -> str:
    """A file's path relative to `root`, with forward slashes; the whole path where it lies on another drive of Windows."""
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        pass
    try:
        return FilePath(os.path.relpath(file, root)).as_posix()
    except ValueError:
        return file.as_posix()


def has_file(folder: FilePath, path: str) -> bool:
    """Whether a folder has a file at a path that is written exactly so.

    Windows and macOS also find `Soil.md` by the name `soil.md`. Most web servers and Linux, where sites are published, do not.
    """
    if not os.path.isfile(folder / path):
        return False
    if path.swapcase() == path or not os.path.isfile(folder / path.swapcase()):
        return True  # the file system tells upper from lower case
    for part in FilePath(path).parts:
        _, folders, files = next(os.walk(folder), ("", [], []))
        if part != ".." and part not in (*folders, *files):
            return False
        folder /= part
    return True


def is_utf8(name: str) -> bool:
    """Whether a file's name is UTF-8 text. Where it is not, Python has halves of characters, which can't be written."""
    return not _HALF.search(name)


def misnamed(shown: str) -> Problem | None:
    """What is wrong with the name of a page or a registry file that can have no address."""
    return None if is_utf8(shown) else Problem(Position(shown), "", "has a name that is not UTF-8 text; rename it", "GA001")


def read_text(path: FilePath, shown: str, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file, or None and a problem."""

    def fault(code: str, message: str) -> None:
        problems.append(Problem(Position(shown), "", message, code))

    try:
        # A pipe or device would block the build for ever.
        if not path.is_file():
            fault("GA001", "is not a file" if path.exists() else "there is no such file")
            return None
        content = _content(path)
        if content is None:
            fault("GA001", "changed while it was read; try again when it has been written completely")
            return None
    except OSError as error:
        fault("GA001", f"can't be read: {error.strerror or error}")
        return None
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"is not UTF-8 text (byte 0x{content[error.start]:02x} on line {line}); save it as UTF-8"
        problems.append(Problem(Position(shown, line), "", message, "GA006"))
        return None


def _content(path: FilePath) -> bytes | None:
    """A file's content as it is at one time, or None when it goes on to change, or is no file any more. Raises OSError."""
    for _ in range(_TRIES):
        with os.fdopen(os.open(path, os.O_RDONLY | AT_ONCE), "rb") as file:
            before = os.fstat(file.fileno())
            content = file.read(before.st_size) if stat.S_ISREG(before.st_mode) else None
            after = os.fstat(file.fileno())
        if content is None:
            return None
        if len(content) == before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return content
    return None


def read_document(path: FilePath, shown: str) -> Document:
    """Read and parse one YAML file; what is wrong with it is in the document's `problems`."""
    unread = Document(shown)
    text = read_text(path, shown, unread.problems)
    return unread if text is None else parse_document(text, shown)


def parse_document(text: str, shown: str) -> Document:
    """Parse YAML text; what is wrong with it as YAML is in the document's `problems`."""
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
        document.value = _Constructor(document).construct(document.root, ())
    return document


def _compose(text: str, document: Document) -> Node | None:
    """The root node; after a mistake that is plainly mended, parsing goes on behind it, so that all are found in one run."""
    lines: list[str] = []
    while True:
        try:
            root: Node | None = yaml.compose(text, Loader=LOADER)
            return root
        except yaml.YAMLError as error:
            lines = lines or list(document.lines)
            problem, line = syntax_problem(error, document.file, lines)
        number = problem.position.line - 1
        if number in document.mended:
            return None  # it only follows from the first mistake there
        document.problems.append(problem)
        if line is None or len(document.mended) * len(text) > _MOST_READ_AGAIN:
            return None
        document.mended[number] = lines[number] = line
        text = "\n".join(lines)


class _Constructor:
    """Plain values out of nodes; what a registry does not take is added to the document's problems."""

    def __init__(self, document: Document) -> None:
        self.document = document
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
            self._look_for_a_comment(node, path)
            return self._scalar(node)
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
        """How many values a mapping or list holds that was constructed, with those inside."""
        if id(node) not in self.sizes:
            inside = [child for child in _child_nodes(node) if not isinstance(child, ScalarNode) and id(child) in self.done]
            self.sizes[id(node)] = len(node.value) + sum(map(self._size, inside))
        return self.sizes[id(node)]

    def _look_for_a_comment(self, node: ScalarNode, path: Path) -> None:
        """Warn of a text that a # cuts off, as in `title: Rules of C #1`; a comment has a blank behind its #."""
        if node.style or _BARE_WORD.fullmatch(node.value):
            return
        end = node.end_mark
        line = self.document.lines[end.line] if end.line < len(self.document.lines) else ""
        if cut := _CUT_OFF.match(line, end.column):
            column = cut.start(1) + 1
            position = Position(self.document.file, end.line + 1, column, len(line.rstrip()) - column + 1, line)
            message = (
                "a # begins a comment, so the text ends before it; put the text in quotes, or write '# ' if a comment is meant"
            )
            self.document.problems.append(Problem(position, dotted(path), message, "GA007", "warning"))

    def _scalar(self, node: ScalarNode) -> Scalar:
        if node.tag == _TEXT_TAG:
            return str(node.value)
        try:
            value = _construct_scalar(node)
        except (ConstructorError, ValueError, OverflowError, LookupError, AttributeError):
            # For instance the date 2025-13-45, which only looks like one; PyYAML looks at no value that has a tag.
            return str(node.value)
        too_long = isinstance(value, int) and value.bit_length() > _LONGEST  # Python refuses to write it out
        return value if isinstance(value, Scalar) and not too_long else str(node.value)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        value: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._fault(key_node, path, "GA004", "a key must be a word, not a list or a mapping")
                continue
            if key_node.tag == "tag:yaml.org,2002:merge":
                self._fault(key_node, path, "GA004", "YAML's merge key '<<' is not supported; write the keys out")
                continue
            key = key_text(key_node)
            if key in value:
                first_lines = first_lines or _first_lines(node)
                message = f"the key '{key}' is a duplicate; it is already on line {first_lines[key]}"
                self._fault(key_node, (*path, key), "GA003", message)
                continue
            value[key] = self.construct(value_node, (*path, key))
        return value

    def _fault(self, node: Node, path: Path, code: str, message: str) -> None:
        position = self.document.position_of(node)
        self.document.problems.append(Problem(position, dotted(path), message, code))

    def _bomb(self, path: Path) -> None:
        if not self.is_bomb:
            self.is_bomb = True
            message = f"aliases multiply into more than {MAX_ALIASED_VALUES:,} values; write the values out"
            self.document.problems.append(self.document.problem(path, "GA005", message, key=True))


def _first_lines(node: MappingNode) -> dict[str, int]:
    """The line in which each key of a mapping stands first."""
    keys = (key for key, _ in reversed(node.value) if isinstance(key, ScalarNode))
    return {key_text(key): key.start_mark.line + 1 for key in keys}


def _child_nodes(node: Node) -> Iterator[Node]:
    return (value for _, value in node.value) if isinstance(node, MappingNode) else iter(node.value)
