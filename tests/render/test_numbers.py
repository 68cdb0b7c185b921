"""Numbers that are written with what Babel has said once are as Babel writes each."""

from __future__ import annotations

import math
import random
import re
from decimal import Context, Decimal, localcontext

import pytest
from babel import Locale
from babel.numbers import format_compact_currency, format_compact_decimal, format_currency, format_decimal, get_decimal_symbol

from mkdocs_genai.numbers import Numbers, Style

LANGUAGES = (
    "en",
    "de",
    "es",
    "fr",
    "pl",
    "pt",
    "it",
    "ja",
    "zh",
    "ru",
    "ar",
    "fa",
    "hi",
    "bn",
    "sv",
    "de_CH",
    "en_IN",
    "he",
    "sl",
)
COMPACT = Style("compact")


def random_numbers(seed: int, count: int) -> list[Decimal]:
    """Integers and decimals of all sizes, some of them negative, without zeros at their end."""
    chance = random.Random(seed)
    numbers = []
    for _ in range(count):
        digits = chance.randrange(1, 10 ** chance.randrange(1, 16))
        number = Decimal(digits).scaleb(-chance.choice((0, 0, 0, 1, 2, 5)))
        numbers.append((number if chance.random() < 0.9 else -number).normalize())
    return numbers


def compact(value: Decimal, locale: Locale) -> str:
    """A compact number as Babel writes it, with the words for the number that is shown, which it chooses from 2.19 on."""
    text = format_compact_decimal(value, locale=locale, fraction_digits=2)
    found = re.search(r"\d[\d.,٫]*", text)
    assert found
    shown = Decimal(found[0].replace(get_decimal_symbol(locale), "."))
    zeros = round(math.log10(abs(value) / shown)) if shown else 0
    return format_compact_decimal(shown.scaleb(zeros).copy_sign(value), locale=locale, fraction_digits=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_thousand_numbers_are_as_babel_writes_them_rounded_once(language: str) -> None:
    locale = Locale.parse(language)
    numbers = Numbers(locale)
    for value in random_numbers(4, 20_000 // len(LANGUAGES) + 1):
        assert numbers.text(value) == format_decimal(value, locale=locale, decimal_quantization=False)
        assert numbers.text(value, COMPACT) == compact(value, locale)
        assert numbers.text(value, Style(decimals=2)) == format_decimal(value, format="#,##0.00", locale=locale) or (
            language in ("hi", "bn", "en_IN")
        )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["USD", "EUR", "JPY"])
def test_amounts_of_money_are_as_babel_writes_them(language: str, currency: str) -> None:
    locale = Locale.parse(language)
    numbers = Numbers(locale)
    for value in [*random_numbers(5, 60), Decimal("2.4"), Decimal(5)]:
        exact = format_currency(value, currency, locale=locale, decimal_quantization=False)
        assert numbers.text(value, Style(currency=currency)) == exact
        if abs(value) >= 1_000_000:
            compact = format_compact_currency(value, currency, locale=locale, fraction_digits=2)
            assert numbers.text(value, Style("compact", currency=currency)) == compact


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        ("1234567", COMPACT, "1.23M"),
        ("8225437", COMPACT, "8.23M"),
        ("1354752", COMPACT, "1.35M"),
        ("1425213", COMPACT, "1.43M"),
        ("999999999", COMPACT, "1B"),
        ("-999999", COMPACT, "-1M"),
        ("1500000", Style("compact", decimals=2), "1.50M"),
        ("0.00012", COMPACT, "0.00012"),
        ("45.000", Style(), "45.000"),
        ("0.125", Style(decimals=2), "0.12"),
        ("0.1251", Style(decimals=2), "0.13"),
        ("5", Style(decimals=1), "5.0"),
        ("6.02214076E+23", Style("scientific"), "6.02214076×10²³"),
        ("1000000", Style("scientific"), "1×10⁶"),
        ("0.00120", Style("scientific"), "1.20×10⁻³"),
        ("-0.00126", Style("scientific", decimals=1), "-1.3×10⁻³"),
        ("0", Style("scientific"), "0"),
        ("12.5", Style(decimals=0, currency="EUR"), "€12"),
        ("-0.0159", Style(currency="USD"), "-$0.0159"),
        ("1500", Style("compact", currency="USD"), "$1.5K"),
        ("5.5", Style("compact", currency="USD"), "$5.50"),
    ],
)
def test_a_number_in_a_style(value: str, style: Style, expected: str) -> None:
    assert Numbers(Locale("en")).text(Decimal(value), style) == expected


@pytest.mark.parametrize("language", ["en", "de", "hi"])
def test_no_digit_of_a_long_number_is_lost(language: str) -> None:
    digits = "1234567890" * 39
    numbers = Numbers(Locale(language))
    for value in (digits, f"-{digits}", f"0.{digits}"):
        shown = numbers.text(Decimal(value))
        assert "".join(char for char in shown if char.isdigit()) == value.strip("-").replace(".", "")
    assert numbers.text(Decimal(digits), COMPACT).startswith("1")


def test_a_compact_number_is_rounded_from_all_of_its_digits() -> None:
    with localcontext(Context(prec=60)):
        value = Decimal("1225000.0000000000000000000000000000000000001")
    assert Numbers(Locale("en")).text(value, COMPACT) == "1.23M"


@pytest.mark.parametrize(
    ("language", "texts", "fills"),
    [
        ("en", ["1", "2.5", "10.25", "-3"], [".00", "0", "", ".00"]),
        ("en", ["1,000", "20", "-1"], ["", "", ""]),
        ("en", ["5 %", "12.5 %", "7"], [".0", "", ".0 %"]),
        ("en", ["10+", "9", "<1"], ["", "+", "+"]),
        ("en", ["1.5", "2", "10-20", "3 to 4"], ["", ".0", "", ""]),
        ("en", ["1.23M", "1M", "9.5K"], ["", ".00", "0"]),
        ("en", ["1.5×10⁹", "1×10⁻⁷"], ["⁷", ".0"]),
        ("en", [], []),
        ("de", ["1.234,5", "2"], ["", ",0"]),
        ("de", ["1,5\u00a0Mio.", "2\u00a0Mrd."], ["", ",0"]),
        ("fr", ["1\u202f234", "0,5"], [",0", ""]),
    ],
)
def test_what_is_left_free_so_that_decimal_signs_are_aligned(language: str, texts: list[str], fills: list[str]) -> None:
    assert Numbers(Locale(language)).fills(texts) == fills


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "<1,000.5", "<1,000.5"),
        ("de", "<1,000.5", "<1.000,5"),
        ("de", "ca. .5–1.25 %", "ca. ,5–1,25 %"),
        ("de", "ca.5", "ca.5"),
    ],
)
def test_what_is_shown_as_written_has_the_signs_of_the_language(language: str, text: str, expected: str) -> None:
    assert Numbers(Locale(language)).as_written(text) == expected
