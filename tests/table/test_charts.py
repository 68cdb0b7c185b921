"""Charts: which kind, what they say in words, and that nothing in them depends on color."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from mkdocs_genai.options import Option, count, text
from mkdocs_genai.registry.model import Column
from mkdocs_genai.render.charts import CHART_KINDS
from mkdocs_genai.render.charts.bars import row_bars
from mkdocs_genai.render.charts.base import ChartKind
from mkdocs_genai.render.charts.drawing import Drawing, Line, Point
from mkdocs_genai.render.charts.radar import radar_points

from .support import REGISTRY, Course

THREE = "columns: a, b, c"


def test_three_columns_make_a_radar_with_all_numbers_in_words(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", THREE)
    (svg,) = figure.select("figure.genai-chart--radar svg[role=img]")
    title, description = svg.select_one("title"), svg.select_one("desc")
    assert title is not None
    assert description is not None
    assert title.get_text() == "Ratings"
    assert description.get_text() == (
        "One: Quality 3 of 3, Diversity 1 of 3, Speed 3 of 3. "
        "Two <b>: Quality 1 of 3, Diversity unknown, Speed 3 of 3. "
        "Three: Quality 3 of 3, Diversity 3 of 3, Speed 1 of 3"
    )
    assert (svg["aria-labelledby"], svg["aria-describedby"]) == (title["id"], description["id"])
    assert course.faults == []


def test_lines_have_names_and_markers_of_their_own(course: Course) -> None:
    svg = course.block("comparison-chart", "ratings", THREE)
    names = [label.get_text() for label in svg.select("text.genai-chart__label:not(.genai-chart__label--axis)")]
    assert names == ["One", "Two <b>", "Three"]
    markers = [marker["xlink:href"] for marker in svg.select("use")]
    assert [markers.count(f"#chart_ai_ratings_m{number}") for number in (1, 2, 3)] == [3, 2, 3]
    defined = {f"#{shape['id']}" for shape in svg.select("defs [id]")}
    assert set(markers) <= defined


def test_a_line_has_a_gap_where_a_rating_is_unknown(course: Course) -> None:
    paths = [str(path["d"]) for path in course.block("comparison-chart", "ratings", THREE).select("path.genai-chart__line")]
    assert [path.count("M") for path in paths] == [1, 1, 1]
    assert [path.endswith("Z") for path in paths] == [True, False, True]


def test_fewer_columns_make_bars(course: Course) -> None:
    one = course.block("comparison-chart", "ratings", "columns: a")
    assert len(one.select("figure.genai-chart--bars rect")) == 3
    assert [text.get_text() for text in one.select("svg text")] == ["3 of 3", "1 of 3", "3 of 3", "One", "Two <b>", "Three"]
    two = course.block("comparison-chart", "ratings", "columns: b, c\nlimit: 2")
    labels = [text.get_text() for text in two.select("text.genai-chart__label:not(.genai-chart__label--axis)")]
    assert labels == ["Diversity: 1 of 3", "Speed: 3 of 3", "Diversity: unknown", "Speed: 3 of 3"]


def test_many_rows_get_a_radar_each(tmp_path: Path) -> None:
    more = "".join(f"          more-{index}: {{name: More {index}, a: 1, b: 2, c: 3}}\n" for index in range(3))
    course = Course(tmp_path, REGISTRY.replace("          none: {name: None at all}\n", more))
    figure = course.block("comparison-chart", "ratings", THREE)
    titles = [title.get_text() for title in figure.select("svg > title")]
    assert titles == ["One", "Two <b>", "Three", "More 0", "More 1", "More 2"]
    ids = [str(element["id"]) for element in figure.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_long_title_of_a_column_is_cut_off_at_its_axis_and_whole_in_words(tmp_path: Path) -> None:
    title = "How much of what it was asked for it gives without anything that nobody has asked for at all"
    figure = Course(tmp_path, REGISTRY.replace("title: Quality", f"title: {title}")).block("comparison-chart", "ratings", THREE)
    (label,) = [label for label in figure.select("text.genai-chart__label--axis") if label.get_text(strip=True).endswith("…")]
    assert len(label.select("tspan")) == 3
    assert f"{title} 3 of 3" in figure.select_one("desc").get_text()  # type: ignore[union-attr]


def test_different_scales_share_no_numbers_at_the_rings(course: Course) -> None:
    assert course.block("comparison-chart", "ratings", THREE).select(".genai-chart__scale") != []
    assert course.block("comparison-chart", "ratings").select(".genai-chart__scale") == []


def test_the_same_ratings_give_the_same_bytes(course: Course) -> None:
    assert str(course.block("comparison-chart", "ratings")) == str(course.block("comparison-chart", "ratings"))


def test_the_author_may_name_the_kind(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", "kind: bars\nlimit: 1")
    assert len(figure.select("figure.genai-chart--bars rect")) == 4
    assert course.faults == []


class Dots(ChartKind):
    """A dot for each row, at the value of one number, as another package might draw it."""

    NAME = "dots"
    DRAWS = "numbers"
    CHOICES: ClassVar = {"of": Option(None, text), "radius": Option(5, count)}

    @staticmethod
    def can_draw(column: Column) -> bool:
        return column.type == "number"

    @classmethod
    def default_columns(cls, columns: Mapping[str, Column], options: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name for name in columns if name == options["of"])

    def drawings(self, anchor: str) -> list[Drawing]:
        points = tuple(Point(float(row.cells["size"]), self.data.options["radius"]) for row in self.rows)
        view = (0, 0, 9, 9)
        return [Drawing(anchor, "Dots", self.description(self.series), view, lines=(Line(1, "", points, None),))]


class Rings(Dots):
    """A kind with another option."""

    NAME = "rings"
    CHOICES: ClassVar = {"of": Option(None, text), "width": Option(1, count)}


DOTS: Mapping[str, Mapping[str, Any]] = {"charts": {**CHART_KINDS, "dots": Dots, "rings": Rings}}


def test_a_kind_of_another_package_has_columns_and_options_of_its_own(course: Course) -> None:
    figure = course.block("comparison-chart", "models", "of: size\nradius: 3\nlimit: 1", **DOTS)
    assert course.faults == []
    assert [use["y"] for use in figure.select("figure.genai-chart--dots use")] == ["3"]
    assert [desc.get_text() for desc in figure.select("desc")] == ["Alpha 10: Size 9.007199254740993×10¹⁵"]


@pytest.mark.parametrize(
    ("reference", "options", "message"),
    [
        ("models", "of: size\nradius: x", "option 'radius': expected a whole number of at least 1, found the text 'x'"),
        ("models", "kind: dots", "the kind 'dots' needs 1 or more columns, but found none"),
        ("models", "kind: bars\nof: size", "the kind 'bars' does not have these options: of"),
        ("models", "columns: size, score", "no kind of chart draws these columns together: size, score"),
        ("models", "columns: size, name",
         "option 'columns': 'name' is of type text, but a chart draws columns of `type: rating` or numbers: size, score"),
        ("models", "radius: 1", "the kind 'dots' needs 1 or more columns, but found none"),
        ("models", "radius: 1\nwidth: 1", "no kind of chart has these options: radius, width"),
        ("ratings", "kind: radar\nof: a", "the kind 'radar' does not have these options: of"),
    ],
)  # fmt: skip
def test_what_a_kind_of_another_package_can_not_draw_is_said(
    course: Course, reference: str, options: str, message: str
) -> None:
    assert course.messages("comparison-chart", reference, options, **DOTS) == [message]


@pytest.mark.parametrize(
    ("reference", "options", "message"),
    [
        ("ratings", "kind: rader", "option 'kind': there is no kind 'rader'; did you mean 'radar'?"),
        ("ratings", "kind: radar\ncolumns: a, b", "the kind 'radar' needs 3 or more columns, but found a, b"),
        ("plain", "kind: bars", "the kind 'bars' draws columns of `type: rating`, but the comparison has none"),
        ("plain", "", "a chart draws columns of `type: rating`, but the comparison has none"),
        (
            "ratings",
            "columns: name, a",
            "option 'columns': 'name' is of type text, but a chart draws columns of `type: rating`: a, b, c, d",
        ),
        ("ratings", "columns: aa", "option 'columns': there is no column 'aa'; available: name, a, b, c, d"),
        ("ratings", "columns: b\nwhere: name contains all", "no row has a value in b, so there is nothing to draw"),
    ],
)
def test_what_can_not_be_drawn_is_said(course: Course, reference: str, options: str, message: str) -> None:
    assert course.messages("comparison-chart", reference, options) == [message]


def test_kinds_are_listed_by_their_names() -> None:
    assert list(CHART_KINDS) == [kind.NAME for kind in CHART_KINDS.values()]


def test_axes_of_a_radar_go_clockwise_from_the_top() -> None:
    assert radar_points([1, 0.5, 1, 0], 100) == [(0, -100), (50, 0), (0, 100), (0, 0)]
    assert radar_points([0.1, 1, 1], 100) == [(0, -10), (86.6, 50), (-86.6, 50)]


def test_bars_are_as_long_as_their_values_and_leave_a_lane_free_for_their_rows_name() -> None:
    (first, second), (third, fourth) = row_bars([[1, 0.5], [0, 0.25]])
    assert [first.length, second.length, third.length, fourth.length] == [230.8, 115.4, 0, 57.7]
    assert len({bar.height for bar in (first, second, third, fourth)}) == 1
    assert first.y > first.height
    assert second.y > first.y + first.height
    assert third.y > second.y + 2 * second.height
    assert fourth.y - third.y == pytest.approx(second.y - first.y, abs=0.11)
