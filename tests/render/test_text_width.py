"""The width of texts and the lines of labels."""

from __future__ import annotations

import pytest

from mkdocs_genai.render.text_width import balanced_lines, text_width


@pytest.mark.parametrize(
    ("label", "longest", "lines"),
    [
        ("Foundation  Model\nof language", 11.5, ("Foundation Model", "of language")),
        ("one two three four", 8, ("one two", "three four")),
        ("日本語のラベル", 5, ("日本語の", "ラベル")),
        ("GPT 生成", 3.5, ("GPT", "生成")),
        ("👨\u200d👩\u200d👧👍🏽", 4.6, ("👨\u200d👩\u200d👧", "👍🏽")),
        ("Donaudampf", 4, ("Donau", "dampf")),
    ],
)
def test_a_label_is_broken_between_words_and_elsewhere_only_where_it_must_be(
    label: str, longest: float, lines: tuple[str, ...]
) -> None:
    assert balanced_lines(label, longest) == lines


def test_marks_take_no_room_and_emoji_more_than_letters() -> None:
    assert text_width("e\u0301") == text_width("e")
    assert text_width("👍🏽") == text_width("👍") > text_width("生") > text_width("É") > text_width("é")
    assert text_width("ש") > text_width("i")
