"""The fixed words in other languages."""

from __future__ import annotations

import re

import pytest

from mkdocs_genai.registry.labels import ENGLISH
from mkdocs_genai.registry.translations import TRANSLATIONS, label


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_each_word_has_the_same_blanks_to_fill_as_in_english(language: str) -> None:
    words = TRANSLATIONS[language]
    blanks = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}
    assert blanks == {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in ENGLISH.items()}
    assert all(text.strip() == text and text for text in words.values())


def test_a_language_without_words_here_is_english() -> None:
    assert label("yes", "de") == "Ja"
    assert label("yes", "fi") == "Yes"
