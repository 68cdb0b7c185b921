"""The lines of a text file, and where in them a part of the text is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from ..problems import Position


@dataclass
class TextLines:
    """A text file, by its name as problems show it."""

    file: str
    text: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """The index in the text at which each line begins."""
        starts, index = [], 0
        for line in self.lines:
            starts.append(index)
            index += len(line) + 1
        return starts

    def line_text(self, line: int) -> str:
        """The text of a line, counted from 1; empty beyond the end."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def start_of(self, line: int) -> int:
        """The index in the text at which a line begins, counted from 1."""
        return self._starts[line - 1]

    def span(self, start: int, end: int) -> Position:
        """The position of the text from one index to another, as far as it is on the first line."""
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1]
        text = self.lines[line - 1]
        return Position(self.file, line, column + 1, max(1, min(end - start, len(text) - column)), text)
