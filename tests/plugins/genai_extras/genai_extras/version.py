"""`type: version`: a version such as 1.10, which comes after 1.9."""

from __future__ import annotations

import re
from typing import ClassVar

from mkdocs_genai.api import ColumnType, ProblemError, RawCell, Value

_VERSION = re.compile(r"\d{1,6}(\.\d{1,6})*")


class Version(ColumnType):
    """Numbers with dots between them, compared one after the other; a value is a tuple of them."""

    OPERATORS: ClassVar = ("=", "!=", ">=", "<=", ">", "<")
    SORT: ClassVar = "code"
    IS_SHORT: ClassVar = True

    def parse(self, raw: RawCell) -> tuple[int, ...]:
        """See ColumnType; `spelled` is 1.10, where YAML has the number 1.1."""
        spelled = raw.value if isinstance(raw.value, str) else raw.spelled or str(raw.value)
        if not _VERSION.fullmatch(spelled):
            raise ProblemError("GA042", f"expected a version such as 1.10, found '{spelled}'")
        return tuple(int(part) for part in spelled.split("."))

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return ".".join(map(str, value))

    def browser_value(self, value: Value) -> str:
        """See ColumnType: digits in front make the order of letters that of versions."""
        return ".".join(f"{part:06}" for part in value)

    def sort_key(self, value: Value, plain: object) -> Value:
        """See ColumnType."""
        return value
