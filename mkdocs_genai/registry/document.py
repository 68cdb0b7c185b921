"""One YAML file with the position of every value in it.

Not in here: reading it (`yaml_file`).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..problems import KeyPath, Position, Problem, dotted
from .text_lines import TextLines
from .yaml_depth import LOADER
from .yaml_explanations import NO_INDENTATION, original_column


@dataclass
class Document(TextLines):
    """One YAML file."""

    value: Any = None
    """The plain value: dicts with text keys, lists, and scalars."""
    problems: list[Problem] = field(default_factory=list)
    mended: dict[int, str] = field(default_factory=dict)
    """Lines, by number from 0, that were corrected before they were parsed; the error is reported."""
    doubtful: set[int] = field(default_factory=set)
    """Mended lines, by number from 0, whose mend is a guess; other problems on them are dropped."""
    stopped: list[int] = field(default_factory=list)
    """The lines, from 0, at which the parser stopped before a line was corrected."""
    doubled: set[KeyPath] = field(default_factory=set)
    """The paths of keys that are there twice."""
    spellings: dict[KeyPath, str] = field(default_factory=dict)
    """The scalars that the file spells differently than Python does, such as 1.10, yes or 2025-10-03."""
    aliases: dict[KeyPath, KeyPath] = field(default_factory=dict)
    """The paths of lists and mappings written as an alias, each with the path that has its spellings."""
    _root: Node | None = None
    _forgotten: bool = False
    _children: dict[int, dict[str, tuple[Node, Node]]] = field(default_factory=dict)

    @property
    def root(self) -> Node | None:
        """The root node; None when the file could not be parsed."""
        if self._forgotten:
            self._root, self._forgotten = yaml.compose(self.text, Loader=LOADER), False
        return self._root

    @root.setter
    def root(self, node: Node | None) -> None:
        self._root = node

    def forget(self) -> None:
        """Free the nodes of a valid file, which use much memory and only give positions; they are parsed again if needed."""
        if not self.problems and not self.mended:
            self.value, self._root, self._forgotten, self._children = None, None, True, {}

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """The position of the value at `path`, or of its key; of the last part that exists if the path does not."""
        node, key_node = self.root, self.root
        for step in path:
            found = self._child(node, step)
            if found is None:
                break
            # An alias has the node of its anchor, which is further up in the file; so the list that has the alias is shown.
            key_node, node = (key_node, found[1]) if found[0] is found[1] and _is_before(found[1], node) else found
        chosen = key_node if at_key and path else node
        # An empty value has no text to mark, and a mapping or list is shown at its key.
        if (
            (chosen is not None and is_empty(chosen))
            or _is_before(node, key_node)
            or (path and chosen is node and not isinstance(chosen, ScalarNode))
        ):
            chosen = key_node
        return self.position_of(chosen)

    def position_in(self, path: KeyPath, part: str) -> Position:
        """The position of a part of the text at `path`; of the whole text if the file spells the part differently."""
        whole = self.position(path)
        end_line, end_column = self._end(path)
        for number in range(whole.line, end_line + 1):
            text = self.line_text(number)
            # Not to the end of the line, which may have thousands of other texts.
            stop = self._original(number - 1, end_column) if number == end_line else len(text)
            column = text.find(part, whole.column - 1 if number == whole.line else 0, stop)
            if part and column >= 0:
                return Position(self.file, number, column + 1, len(part), text)
        return whole

    def position_of(self, node: Node | None) -> Position:
        """The span of a node's first line."""
        if node is None:
            return Position(self.file, text=self.line_text(1))
        start, end = node.start_mark, node.end_mark
        text = self.line_text(start.line + 1)
        first = self._original(start.line, start.column)
        stop = self._original(end.line, end.column) if end.line == start.line else len(text)
        return Position(self.file, start.line + 1, first + 1, max(1, stop - first), text)

    def _original(self, line: int, column: int) -> int:
        return original_column(self.lines[line], self.mended[line], column) if line in self.mended else column

    def written(self, path: KeyPath) -> str | None:
        """A scalar as it is written in the file if Python writes it differently (`1.10`, where its value is 1.1), else None."""
        for length in range(len(path), 0, -1) if self.aliases and path not in self.spellings else ():
            if first := self.aliases.get(path[:length]):
                return self.written((*first, *path[length:]))
        return self.spellings.get(path)

    def problem(self, path: KeyPath, code: str, message: str, *, at_key: bool = False, part: str = "") -> Problem:
        """A problem at the value of `path`, at its key, or at a part of its text."""
        return Problem(self.place(path, at_key=at_key, part=part), dotted(path), message, code)

    def place(self, path: KeyPath, *, at_key: bool = False, part: str = "") -> Position:
        """The position of the value at `path`, of its key, or of a part of its text."""
        return self.position_in(path, part) if part else self.position(path, at_key=at_key)

    def doubtful_paths(self) -> Iterator[KeyPath]:
        """The paths of all values in doubtful lines."""
        return _paths_in(self.root, self.doubtful, ()) if self.doubtful else iter(())

    def _node(self, path: KeyPath) -> Node | None:
        node = self.root
        for step in path:
            found = self._child(node, step)
            if found is None:
                return None
            node = found[1]
        return node

    def _end(self, path: KeyPath) -> tuple[int, int]:
        """The line of a value's end, from 1, and the column, from 0."""
        node = self._node(path)
        return (node.end_mark.line + 1, node.end_mark.column) if node is not None else (0, 0)

    def _child(self, node: Node | None, step: str | int) -> tuple[Node, Node] | None:
        if isinstance(node, MappingNode):
            children = self._children.get(id(node))
            if children is None:
                children = {}
                for key, value in node.value:
                    if isinstance(key, ScalarNode) and (key_text(key) not in children or is_empty(children[key_text(key)][1])):
                        children[key_text(key)] = key, value
                self._children[id(node)] = children
            return children.get(str(step))
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step]
        return None


def _is_before(node: Node | None, other: Node | None) -> bool:
    return node is not None and other is not None and node.start_mark.index < other.start_mark.index


def is_empty(node: Node) -> bool:
    """Whether a value is not written at all; of two equal keys, the one with a value is meant."""
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def key_text(node: ScalarNode) -> str:
    """A key as it is written: `no` is the id no, and 2017 the id 2017, though YAML reads them as false and a number."""
    return str(node.value).lstrip(NO_INDENTATION)


def _paths_in(node: Node | None, lines: Set[int], path: KeyPath) -> Iterator[KeyPath]:
    """The paths below a node whose keys or values begin in some lines."""
    if isinstance(node, MappingNode):
        inside: list[tuple[str | int, Node, int]] = [
            (key_text(key), value, key.start_mark.line) for key, value in node.value if isinstance(key, ScalarNode)
        ]
    elif isinstance(node, SequenceNode):
        inside = [(index, value, value.start_mark.line) for index, value in enumerate(node.value)]
    else:
        return
    for step, value, line in inside:
        if line in lines or (isinstance(value, ScalarNode) and value.start_mark.line in lines):
            yield (*path, step)
        if value.start_mark.index > node.start_mark.index:  # an alias has the node of its anchor
            yield from _paths_in(value, lines, (*path, step))
