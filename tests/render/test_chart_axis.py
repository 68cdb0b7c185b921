"""Axes whose words have no room, and the room that words take in a chart."""

from __future__ import annotations

from mkdocs_genai.render.charts.arial_widths import arial_width
from mkdocs_genai.render.charts.axis import Axis, Tick, fitting_axis


def axis(most: int) -> Axis:
    """An axis from 0 to 1 with a tick at both ends and between."""
    return Axis(0, 1, tuple(Tick(number / most, str(number)) for number in range(most + 1)))


def test_an_axis_has_as_many_ticks_as_there_is_room_for_and_two_at_least() -> None:
    assert len(fitting_axis(axis, 1000, lambda words: 10).ticks) > 4
    assert len(fitting_axis(axis, 130, lambda words: 40).ticks) == 3
    assert len(fitting_axis(axis, 10, lambda words: 40).ticks) == 2


def test_characters_of_chinese_are_wider_than_letters_and_emoji_wider_still() -> None:
    assert arial_width("👍", 10) >= arial_width("生", 10) > arial_width("É", 10)
