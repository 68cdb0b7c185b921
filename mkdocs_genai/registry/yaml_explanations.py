"""An explanation of what may be wrong with a line of a file that is not valid YAML, and the corrected line."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..problems import Position, Problem

NO_INDENTATION = "\u00a0\u2007\u202f\u3000"
"""Characters that look like spaces but are letters to YAML; editors and web pages put them at the beginning of lines."""
NO_BREAK = "the line begins with no-break spaces, which only look like spaces; write spaces in their place"


class Explanation(NamedTuple):
    """A possible error: a message, the line and column that it is about, and the mended line.

    `mended` is None if nobody can tell. A mend is `sure` if it keeps all that is written, so that other problems of the line
    are worth reporting.
    """

    message: str
    at: tuple[int, int]
    mended: str | None = None
    sure: bool = False

    def problem(self, file: str, lines: list[str]) -> Problem:
        """The explanation as a problem."""
        line, column = self.at
        text = lines[line] if line < len(lines) else ""
        position = Position(file, line + 1, min(column, max(0, len(text) - 1)) + 1, text=text)
        return Problem(position, "", self.message, "GA002")


def original_column(text: str, mended: str, column: int) -> int:
    """The column in the file, from 0, for a column of the mended line."""
    same = _alike(text, mended)
    return column if column < same else max(same, column + len(text) - len(mended))


@lru_cache(1)  # one line may have thousands of errors
def _alike(text: str, mended: str) -> int:
    """How many characters both begin with."""
    return next((index for index, (one, other) in enumerate(zip(text, mended, strict=False)) if one != other), len(text))
