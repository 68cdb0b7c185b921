"""Numbers that are written with what Babel has said once are as Babel writes each."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from mkdocs_genai.numbers import Numbers, plain_number

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
ODD = (0, 1, 0.5, 1.0, 999, 1000, 9999.5, 0.1 + 0.2, 999_999, 1_000_000, 1_500_000, 2_000_000, 5_000_000, 999_999_999, 2e12)


def _numbers() -> list[int | float]:
    chance = random.Random(4)
    whole = [chance.randrange(10 ** chance.randrange(1, 16)) for _ in range(150)]
    round_ones = [chance.randrange(1, 100) * 10**power for power in range(5, 13) for _ in range(4)]
    return [
        *ODD,
        *whole,
        *round_ones,
        *(chance.random() * 10 ** chance.randrange(-4, 15) for _ in range(100)),
        -5,
        -2.5,
        -3_000_000,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_as_babel_writes_them(language: str) -> None:
    locale = Locale.parse(language)
    numbers = Numbers(locale)
    for value in _numbers():
        exact = format_decimal(Decimal(plain_number(value)), locale=locale, decimal_quantization=False)
        assert numbers.exact(value) == exact
        if abs(value) < 1_000_000:
            continue
        # Four digits count, so that 999,999,999 is 1B.
        rounded = int(Decimal(f"{value:.3e}"))
        assert numbers.shown(value) == format_compact_decimal(rounded, locale=locale, fraction_digits=2)
