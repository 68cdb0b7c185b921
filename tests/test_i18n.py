"""The labels in all languages, and a course's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from babel import Locale

import mkdocs_genai
from mkdocs_genai.i18n import english_words, label_fault, load_labels, unchecked_labels

LOCALES = sorted((Path(mkdocs_genai.__file__).parent / "locales").iterdir())


def placeholders(labels: dict[str, str]) -> dict[str, list[str]]:
    return {key: sorted(re.findall(r"\{\w+\}", words)) for key, words in labels.items()}


@pytest.mark.parametrize("file", LOCALES, ids=lambda file: file.stem)
def test_each_language_has_keys_and_placeholders_of_english_in_its_order(file: Path) -> None:
    assert file.suffix == ".yml"
    labels = yaml.safe_load(file.read_text("utf-8"))
    english = dict(load_labels("en"))
    assert list(labels) == [key for key in english if key in labels]
    assert all(isinstance(words, str) and words and words.strip() == words for words in labels.values())
    assert placeholders(labels) == placeholders({key: words for key, words in english.items() if key in labels})


def test_a_label_that_nobody_has_checked_in_a_language_is_english() -> None:
    assert load_labels("de")["partly"] == load_labels("en")["partly"] == "Partly"
    assert list(load_labels("de")) == list(load_labels("en"))


def test_an_author_is_told_of_labels_that_pages_show_in_english_in_the_order_of_all() -> None:
    assert {"partly", "quiz_check"} <= unchecked_labels("de")
    assert "yes" not in unchecked_labels("de")
    assert unchecked_labels("fi") == set(load_labels("en"))
    assert unchecked_labels("en") == set()
    assert english_words(Locale("fr"), set()) is None
    assert english_words(Locale("fr"), {"quiz_check", "partly"}) == (
        "pages in French show these labels in English, because no reader of the language has checked a translation yet; "
        "write your own words under `labels` in course.yml: partly, quiz_check"
    )


def test_a_language_that_is_not_there_is_english() -> None:
    assert load_labels("de")["yes"] == "Ja"
    assert load_labels("fi") == load_labels("en")


@pytest.mark.parametrize(
    ("key", "words", "fault"),
    [
        ("topics_of", "In {area}", None),
        ("topics_of", "Without any", None),
        ("table_search", "Search {all", None),
        ("table_count", "{total}, {shown}", None),
        ("table_count", "{all}", "'{all}' is not a placeholder of this label; available: {shown} and {total}"),
        ("topics_of", "{area:d}", "'{area:d}' is not a placeholder of this label; available: {area}"),
        ("topics_of", "{area!r}", "'{area!r}' is not a placeholder of this label; available: {area}"),
        ("topics_of", "{area", "has an unbalanced brace"),
    ],
)
def test_a_label_of_a_course_may_use_the_placeholders_of_the_english_one(key: str, words: str, fault: str | None) -> None:
    assert label_fault(key, words) == fault
