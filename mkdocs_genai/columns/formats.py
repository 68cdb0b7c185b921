"""What a column type needs of a language to say a value as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ..dates import Dates
from ..numbers import Numbers


class Formats(Protocol):
    """The formats and labels of a language."""

    @property
    def numbers(self) -> Numbers:
        """Formats numbers."""

    @property
    def dates(self) -> Dates:
        """Formats dates."""

    @property
    def label(self) -> Callable[[str], str]:
        """Gives a label by its key."""
