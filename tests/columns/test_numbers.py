"""Numbers as files have them: which are taken, what they are to programs, and how a column shows them."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mkdocs_genai.columns.number import NumberType
from mkdocs_genai.columns.number_grammar import Quantity
from mkdocs_genai.columns.rating import RatingType
from mkdocs_genai.columns.raw_cell import Dialect, RawCell
from mkdocs_genai.columns.year import YearType
from mkdocs_genai.problems import ProblemError

from ..table.support import Course, registry_of

POINT = Dialect()
COMMA = Dialect(decimal_char=",", group_char=".")


def quantity(value: Any, dialect: Dialect = POINT, *, spelled: str | None = None, **options: Any) -> Quantity:
    """A cell of a foreign file in a column of numbers."""
    raw = RawCell(value, lambda *steps: spelled, foreign=True, dialect=dialect)
    found = NumberType(**options).value_of(raw)
    assert isinstance(found, Quantity)
    return found


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5", "5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("1E−3", "0.001"),
        ("45.000", "45.000"),
        ("010", "10"),
        ("0755", "755"),
        ("-0", "0"),
        ("1,234", "1234"),
        ("1,234,567.5", "1234567.5"),
        ("1 234 567", "1234567"),
        ("1\u202f234,567".replace(",", ""), None),
        ("1\u202f234\u202f567.5", "1234567.5"),
        ("1'234'567", "1234567"),
        ("0.1", "0.1"),
        ("0.12345678901234567890123", "0.12345678901234567890123"),
    ],
)
def test_a_number_is_taken_with_all_its_digits(text: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(ProblemError):
            quantity(text)
    else:
        found = quantity(text)
        assert (found.plain, found.is_marked) == (f"{Decimal(amount):f}", False)
        assert float(found) == float(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("<1", "1"), (">1", "1"), ("≤ 1.5", "1.5"), ("≥1,000", "1000"), ("~5", "5"), ("≈5", "5"), ("ca. 5", "5")),
        *(("5 %", "5"), ("5%", "5"), ("10+", "10"), ("~10 %", "10"), ("-5 %", "-5")),
        *(("10-20", "10"), ("10–20", "10"), ("10 to 20", "10"), ("-5 – -3", "-5"), ("1,000-2,000", "1000"), ("5%-10%", "5")),
        *(("56.1 ± 0.8", "56.1"), ("1,250±10", "1250")),
    ],
)
def test_what_is_more_than_a_number_is_kept_as_written_and_counts_by_its_first_number(text: str, amount: str) -> None:
    found = quantity(text)
    assert found == Quantity(Decimal(amount), text, is_marked=True)
    assert NumberType().json_value(found) == NumberType().csv_text(found, str) == text
    assert NumberType().browser_value(found) == amount


@pytest.mark.parametrize(
    "text",
    ["1,23", "0,123", "1.2.3", "12 apples", "1,2345", "12,34,567", "1,234 567", "5.", "<=5", "±5", "5-", "--5", "5 6", "10to20",
     "1e9999", "1e400", "1e-500", "9" * 401, "٣", "$5", "2024-05-06", "0x1F", "5 kg", "1_0"],
)  # fmt: skip
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(ProblemError, match="expected a number, found the text"):
        quantity(text)


@pytest.mark.parametrize(
    ("text", "dialect", "amount", "written"),
    [
        ("1,5", COMMA, "1.5", "1.5"),
        ("1.234,50", COMMA, "1234.50", "1,234.50"),
        ("1.234", COMMA, "1234", "1,234"),
        (",5", COMMA, "0.5", ".5"),
        ("<1,5", COMMA, "1.5", "<1.5"),
        ("ca. 1.000,5 %", COMMA, "1000.5", "ca. 1,000.5 %"),
        ("1,5-2,5", COMMA, "1.5", "1.5-2.5"),
        ("1.234,5", Dialect(decimal_char=","), "1234.5", "1,234.5"),
        ("1;234.5", Dialect(group_char=";"), "1234.5", "1,234.5"),
        ("1,234.5", Dialect(group_char="."), "1234.5", "1,234.5"),
        ("1 234,5", COMMA, "1234.5", "1 234.5"),
    ],
)
def test_a_file_has_one_decimal_sign(text: str, dialect: Dialect, amount: str, written: str) -> None:
    found = quantity(text, dialect)
    assert (str(found.amount), found.text) == (amount, written)


@pytest.mark.parametrize("text", ["1.5", "1.23,4.5", "1,234.5"])
def test_the_other_decimal_sign_is_an_error(text: str) -> None:
    with pytest.raises(ProblemError):
        quantity(text, COMMA)


def test_an_error_says_how_to_name_the_other_decimal_sign() -> None:
    with pytest.raises(ProblemError, match=r'if the comma is this file\'s decimal sign, write `decimal_char: ","` under'):
        quantity("1,23")
    with pytest.raises(ProblemError, match=r"if the point is this file's decimal sign"):
        quantity("1.5", COMMA)
    with pytest.raises(ProblemError, match=r"the decimal sign is a point: write 1234\.5$"):
        NumberType().parse(RawCell("1.234,5"))


@pytest.mark.parametrize(
    ("value", "spelled", "plain"),
    [(8, "010", "10"), (45.0, "45.000", "45.000"), (1000, "1_000", "1000"), (0.1, None, "0.1"), (1e22, None, "1" + "0" * 22),
     (5.0, "5.0", "5.0"), (7, None, "7")],
)  # fmt: skip
def test_a_number_of_yaml_is_taken_as_it_is_spelled(value: float, spelled: str | None, plain: str) -> None:
    assert quantity(value, COMMA, spelled=spelled).plain == plain


def test_a_number_that_yaml_reads_on_another_base_is_an_error() -> None:
    with pytest.raises(ProblemError, match=r"^expected a number, found 12:30, which is read as the number 750$"):
        quantity(750, spelled="12:30")
    with pytest.raises(ProblemError, match=r"found the number inf$"):
        quantity(float("inf"))
    with pytest.raises(ProblemError, match=r"expected a number"):
        quantity(10**400)


def test_years_and_ratings_are_numbers_without_marks() -> None:
    assert YearType().parse(RawCell(8, lambda *steps: "02025", foreign=True)) == 2025
    assert YearType().parse(RawCell("2017.0")) == 2017
    assert RatingType().parse(RawCell("4,5", dialect=COMMA)) == Decimal("4.5")
    for kind, value in (
        (YearType(), "2,017"),
        (YearType(), "~2017"),
        (YearType(), "2017.5"),
        (RatingType(), "<4"),
        (RatingType(), "4,5"),
    ):
        with pytest.raises(ProblemError):
            kind.parse(RawCell(value))


def test_what_programs_get_of_a_rating() -> None:
    assert [RatingType().plain(Decimal(text)) for text in ("4.50", "4.0", "10")] == ["4.5", "4", "10"]
    assert [RatingType().json_value(Decimal(text)) for text in ("4.50", "4.0")] == [4.5, 4]


@pytest.mark.parametrize(
    ("text", "scale", "plain"),
    [
        ("0.0000024", 1_000_000, "2.4"),
        ("0.00000240", 1_000_000, "2.40"),
        ("5", 1_000_000, "5000000"),
        ("0.1", 3, "0.3"),
        ("7", 0.01, "0.07"),
        ("<0.000001", 1_000_000, "<1"),
        ("0.001-0.002", 1000, "1-2"),
    ],
)
def test_a_scale_multiplies_exactly(text: str, scale: float, plain: str) -> None:
    assert quantity(text, scale=scale).plain == plain


def test_numbers_survive_json_and_csv() -> None:
    chance = random.Random(7)
    for _ in range(3000):
        dialect = chance.choice((POINT, COMMA))
        digits = str(chance.randrange(10 ** chance.randrange(1, 25)))
        fraction = chance.choice(("", dialect.decimal_char + str(chance.randrange(10**5)).zfill(5)))
        number = chance.choice(("", "-", "−", "+")) + digits + fraction
        text = chance.choice(("{0}", "{0}", "{0}", "<{0}", "ca. {0}", "{0} %", "{0}+", "{0}–{0}", "{0} to {0}")).format(number)
        found = quantity(text, dialect)
        assert quantity(NumberType().csv_text(found, str)) == Quantity(found.amount, found.plain, found.is_marked)
        again = json.loads(json.dumps(NumberType().json_value(found)))
        assert quantity(again).amount == found.amount


def shown(root: Path, column: str, values: list[str], locale: str = "en", name: str = "n") -> list[str]:
    """The cells of a column of numbers, without what is hidden."""
    rows = ", ".join(f"r{index}: {{name: N, {name}: {value}}}" for index, value in enumerate(values))
    columns = f"{{name: N, {name}: {{title: T, type: number{column}}}}}"
    registry = registry_of(f"models: {{title: T, columns: {columns}, rows: {{{rows}}}}}")
    table = Course(root, registry, locale).block("comparison-table", "models")
    for hidden in table.select(".genai-hidden"):
        hidden.decompose()
    return [cell.get_text() for cell in table.select("tbody td")]


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("", ["1234567", "8225437", "1354752", "500"], ["1.23M", "8.23M", "1.35M", "500"]),
        ("", ["1234567", "500", "600"], ["1,234,567", "500", "600"]),
        ("", ["6.02e+23", "1.38e-23", "0"], ["6.02×10²³", "1.38×10⁻²³", "0"]),
        ("", ["10000001", "10000002", "10000003", "10000004"], ["10,000,001", "10,000,002", "10,000,003", "10,000,004"]),
        ("", ["1000000.25", "1000000.5"], ["1M", "1M"]),
        ("", ['"<1"', '"~5"', '"10-20"', "2"], ["<1", "~5", "10-20", "2"]),
        (", notation: compact", ["1500", "12"], ["1.5K", "12"]),
        (", notation: standard", ["1500000"], ["1,500,000"]),
        (", notation: scientific", ["1500"], ["1.5×10³"]),
        (", notation: as_written", ["1500000", '"1e3"', "+5", ".50"], ["1500000", "1e3", "+5", ".50"]),
        (", decimals: 1", ["1500000", "0.26"], ["1,500,000.0", "0.3"]),
        (", unit: kg", ["5"], ["5"]),
        (", currency: USD, decimals: 2, scale: 1000000", ["0.0000024", "0.000012346"], ["$2.40", "$12.35"]),
    ],
)  # fmt: skip
def test_a_column_has_one_style(tmp_path: Path, column: str, values: list[str], expected: list[str]) -> None:
    assert shown(tmp_path, column, values) == expected


@pytest.mark.parametrize("name", ["id", "movie-id", "catalog-number"])
def test_identifiers_are_not_compact(tmp_path: Path, name: str) -> None:
    assert shown(tmp_path, "", ["12345678", "23456789"], name=name) == ["12,345,678", "23,456,789"]


def test_what_is_written_is_shown_with_the_signs_of_the_language(tmp_path: Path) -> None:
    values = ['"~1.500"', "1.500", "1234.5"]
    assert shown(tmp_path, "", values, "de") == ["~1,500", "1,500", "1.234,5"]


def test_a_rounded_number_has_the_exact_one_beside_it(tmp_path: Path) -> None:
    columns = (
        "{name: N, n: {title: Price, type: number, unit: kg, decimals: 1},"
        " s: {title: S, type: number, notation: scientific, decimals: 1}, w: {title: W, type: number}}"
    )
    rows = "{a: {name: A, n: 1.26, s: 1.26, w: <1}, b: {name: B, n: 5, s: 15, w: 1.5}}"
    course = Course(tmp_path, registry_of(f"models: {{title: T, columns: {columns}, rows: {rows}}}"))
    table = course.block("comparison-table", "models")
    cells = [cell.get_text() for cell in table.select("tbody td")]
    assert cells == ["1.3 (1.26)", "1.3×10⁰ (1.26)", "<1", "5.0", "1.5×10¹", "1.5"]
    assert [str(cell.get("data-fill")) for cell in table.select("tbody td.genai-cell--numeric")][2] == ".0"
    assert [found["value"] for found in table.select("data")] == ["1.26", "1.26", "<1"]
    assert table.select_one("thead th[data-column=n]").get_text() == "Price (kg)"  # type: ignore[union-attr]
    assert course.json("models")["rows"][0]["cells"] == {"name": "A", "n": 1.26, "s": 1.26, "w": "<1"}


def test_conditions_and_order_go_by_the_first_number(tmp_path: Path) -> None:
    columns = "{name: N, n: {title: Price, type: number, scale: 10}}"
    rows = '{a: {name: A, n: "~5"}, b: {name: B, n: 4.0}, c: {name: C, n: "10-20"}, d: {name: D}}'
    course = Course(tmp_path, registry_of(f"models: {{title: T, columns: {columns}, rows: {rows}}}"))
    assert course.rows("sort: n") == ["b", "a", "c", "d"]
    assert course.rows("where: n >= 50") == ["a", "c"]
    assert course.rows("where: n = 40") == ["b"]
    assert "scale" not in course.json("models")["columns"][1]


def test_a_currency_is_one_of_iso_4217(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'usd' is not a currency's code of ISO 4217, such as EUR; write 'USD'"):
        NumberType(currency="usd")
    with pytest.raises(ValueError, match=r"'USDD' is not a currency's code of ISO 4217, such as EUR; did you mean 'SDD'"):
        NumberType(currency="USDD")
