"""What each type of column takes, and what it says of the rest."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.columns.base import RawCell, Value
from mkdocs_genai.columns.link import LinkValue
from mkdocs_genai.dates import PartialDate
from mkdocs_genai.problems import ProblemError


def parsed(kind: str, value: Any, *, foreign: bool = False, written: str | None = None) -> Value:
    """A cell of a column of that type."""
    return COLUMN_TYPES[kind]().value_of(RawCell(value, lambda *steps: written, foreign))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", " a *b* ", "a *b*"),
        ("text", ["a", 2, None], "a, 2"),
        ("number", 1_000_000_000, 1_000_000_000),
        ("number", 2**70, 2**70),
        ("number", "1.5e3", 1500),
        ("number", 0.1, 0.1),
        ("year", 2017, 2017),
        ("year", "1999", 1999),
        ("date", 2025, PartialDate(2025)),
        ("date", "2025-10", PartialDate(2025, 10)),
        ("date", "2025-3-9", PartialDate(2025, 3, 9)),
        ("date", datetime.date(2025, 10, 3), PartialDate(2025, 10, 3)),
        ("date", "2025-10-03T10:00:00Z", PartialDate(2025, 10, 3)),
        ("rating", 4.5, 4.5),
        ("boolean", False, False),
        ("boolean", "Yes", True),
        ("tags", "a", ("a",)),
        ("tags", ["a", "b", "a", 3], ("a", "b", "3")),
        ("link", "https://example.org/x/", LinkValue("example.org/x", "https://example.org/x/")),
        ("link", "https://arxiv.org/abs/1706.03762", LinkValue("arXiv:1706.03762", "https://arxiv.org/abs/1706.03762")),
        ("link", "[Docs](https://example.org)", LinkValue("Docs", "https://example.org")),
        ("link", {"label": "Docs", "url": "https://example.org"}, LinkValue("Docs", "https://example.org")),
    ],
)
def test_a_value_of_its_type_is_taken(kind: str, value: Any, expected: Value) -> None:
    assert parsed(kind, value) == expected


@pytest.mark.parametrize("kind", ["text", "number", "year", "date", "rating", "boolean", "tags", "link"])
@pytest.mark.parametrize("value", [None, "", "  ", []])
def test_nothing_is_unknown_in_every_type(kind: str, value: Any) -> None:
    assert parsed(kind, value) is None


def test_a_link_without_an_address_is_unknown() -> None:
    assert parsed("link", {"label": "Docs", "url": " "}) is None


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("number", "7B", "expected a number, found the text '7B'"),
        ("number", "9" * 401, f"expected a number, found the text '{'9' * 39}…'"),
        ("number", float("nan"), "expected a number, found the number nan"),
        ("number", True, "expected a number, found true"),
        ("year", 20177, "expected a year such as 2017, found the number 20177"),
        ("date", "2025-02-30", "2025-02-30 is not a valid date"),
        ("date", "soon", "expected a date such as 2025, 2025-10 or 2025-10-03, found the text 'soon'"),
        ("rating", 6, "expected a rating from 0 to 5, found the number 6"),
        ("boolean", 1, "expected true or false, found the number 1"),
        ("tags", [["a"]], "expected a list of words, found a list in it"),
        ("link", "javascript:alert(1)", "'javascript:alert(1)' begins with 'javascript:'; URLs begin with https://, "
         "http:// or mailto:"),
        ("link", {"url": "https://x.org", "lable": "X"}, "unknown key 'lable' in a link; did you mean 'label'?"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_a_problem(kind: str, value: Any, message: str) -> None:
    with pytest.raises(ProblemError) as found:
        parsed(kind, value)
    assert str(found.value) == message


def test_a_text_that_yaml_reads_otherwise_is_a_problem_in_our_rows_and_taken_as_written_in_others() -> None:
    with pytest.raises(ProblemError, match=r"YAML reads 1\.10 as the number 1\.1"):
        parsed("text", 1.1, written="1.10")
    assert parsed("text", 1.1, written="1.10", foreign=True) == "1.10"
    assert parsed("text", 7, written="7") == "7"
