"""Charts: which kind, what they say in words, what is unknown, and that nothing in them depends on color."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.options import Option, count, text
from mkdocs_genai.registry.column import Column
from mkdocs_genai.render.charts import CHART_KINDS
from mkdocs_genai.render.charts.base import ChartKind
from mkdocs_genai.render.charts.drawing import Drawing, Line, Point
from mkdocs_genai.render.charts.radar import radar_points

from .support import REGISTRY, Course, registry_of

THREE = "columns: a, b, c"


def shown(figure: BeautifulSoup, role: str, room: str = "wide") -> list[str]:
    """The words of a role in the drawings for a room."""
    return [label.get_text() for label in figure.select(f".genai-chart__drawings--{room} text.genai-chart__{role}")]


def legend(figure: BeautifulSoup, room: str = "wide") -> list[str]:
    return [key.get_text(" ", strip=True) for key in figure.select(f".genai-chart__drawings--{room} .genai-chart__key")]


def kind_of(figure: BeautifulSoup) -> str:
    (found,) = figure.select("figure.genai-chart")
    return str(found["class"][1]).removeprefix("genai-chart--")


def test_three_columns_make_a_radar_with_all_numbers_in_words(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", THREE)
    svg, narrow = figure.select("figure.genai-chart--radar svg[role=img]")
    caption, description = figure.select_one("figcaption"), svg.select_one("desc")
    assert caption is not None
    assert description is not None
    assert caption.get_text() == "Figure 1 Ratings"
    assert description.get_text() == (
        "One: Quality 3 of 3, Diversity 1 of 3, Speed 3 of 3. "
        "Two <b>: Quality 1 of 3, Diversity unknown, Speed 3 of 3. "
        "Three: Quality 3 of 3, Diversity 3 of 3, Speed 1 of 3. "
        "None at all: Quality unknown, Diversity unknown, Speed unknown"
    )
    assert svg["aria-labelledby"] == description["id"]
    assert narrow["aria-labelledby"] != svg["aria-labelledby"]
    assert course.faults == []


def test_what_is_in_the_description_is_not_read_out_twice(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", THREE)
    for extra in figure.select(".genai-chart__legend, .genai-chart__missing"):
        assert extra["aria-hidden"] == "true"
    assert figure.select("[tabindex], script") == []


def test_lines_have_markers_of_their_own_and_names_in_the_legend(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", THREE)
    assert legend(figure) == ["One", "Two <b>", "Three"]
    markers = [
        str(marker["class"][1]) for marker in figure.select(".genai-chart__drawings--wide svg[role] .genai-chart__marker")
    ]
    assert [markers.count(f"genai-chart--{number}") for number in (1, 2, 3)] == [3, 2, 3]
    shapes = {str(marker["d"]) for marker in figure.select(".genai-chart__marker")}
    assert len(shapes) == 3


def test_rows_of_a_radar_without_a_value_or_without_any_are_named(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", THREE)
    assert {sentence.get_text() for sentence in figure.select(".genai-chart__missing")} == {
        "All values unknown: None at all",
        "Diversity unknown: Two <b>",
    }


def test_a_line_has_a_gap_where_a_rating_is_unknown(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", THREE)
    paths = [str(path["d"]) for path in figure.select(".genai-chart__drawings--wide svg[role] path.genai-chart__line")]
    assert [path.count("M") for path in paths] == [1, 1, 1]
    assert [path.endswith("Z") for path in paths] == [True, False, True]


@pytest.mark.parametrize(
    ("reference", "options", "kind"),
    [
        ("ratings", "", "radar"),
        ("ratings", "columns: a, b", "bars"),
        ("models", "", "bars"),
        ("models", "columns: size", "bars"),
        ("models", "columns: size, score", "scatter"),
        ("models", "columns: year, size", "scatter"),
        ("models", "x: year\ny: score", "scatter"),
        ("models", "columns: released", "timeline"),
        ("models", "x: size\ncolor: open", "scatter"),
        ("numbers", "", "scatter"),
        ("years", "", "timeline"),
    ],
)
def test_the_kind_is_the_first_that_suits_the_columns(tmp_path: Path, reference: str, options: str, kind: str) -> None:
    more = (
        "      numbers: {title: Numbers, columns: {n: N, a: {title: A, type: number}, b: {title: B, type: number}}, "
        "rows: {r: {n: x, a: 1, b: 2}}}\n"
        "      years: {title: Years, columns: {n: N, y: {title: Y, type: year}}, rows: {r: {n: x, y: 1999}}}\n"
    )
    course = Course(tmp_path, REGISTRY + more)
    assert kind_of(course.block("comparison-chart", reference, options)) == kind
    assert course.faults == []


def test_bars_of_one_column_have_names_values_and_a_scale(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", "columns: a")
    assert len(figure.select(".genai-chart__drawings--wide rect")) == 3
    assert shown(figure, "label") == ["One", "Two <b>", "Three", "None at all"]
    assert shown(figure, "value") == ["3 of 3", "1 of 3", "3 of 3"]
    assert shown(figure, "unknown") == ["unknown"]
    assert shown(figure, "tick") == ["0", "1", "2", "3"]
    assert shown(figure, "title") == ["Quality"]


def test_bars_of_ratings_with_one_scale_stand_together(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", "columns: b, c\nlimit: 2")
    assert shown(figure, "value") == ["Diversity: 1 of 3", "Speed: 3 of 3", "Speed: 3 of 3"]
    assert shown(figure, "unknown") == ["Diversity: unknown"]
    assert shown(figure, "heading") == ["One", "Two <b>"]


def test_bars_of_columns_with_different_scales_are_a_drawing_each(course: Course) -> None:
    figure = course.block("comparison-chart", "models", "kind: bars\ncolumns: size, score")
    assert [name.get_text() for name in figure.select(".genai-chart__drawings--wide .genai-chart__name")] == ["Size", "Score"]
    first, second = figure.select(".genai-chart__drawings--wide svg desc")
    assert "Score" not in first.get_text()
    assert second.get_text().startswith("Alpha 10: Score 5 of 5. ")


def test_bars_begin_at_zero_on_both_sides(tmp_path: Path) -> None:
    rows = "{a: {n: A, v: -4}, b: {n: B, v: 2}, c: {n: C, v: 0}}"
    comparison = f"{{title: T, columns: {{n: N, v: {{title: V, type: number}}}}, rows: {rows}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    figure = course.block("comparison-chart", "t")
    down, up, none = [
        (float(str(bar["x"])), float(str(bar["width"]))) for bar in figure.select(".genai-chart__drawings--wide rect")
    ]
    assert down[0] + down[1] == pytest.approx(up[0])
    assert down[1] == pytest.approx(2 * up[1], abs=0.2)
    assert none == (up[0], 0)
    assert shown(figure, "tick") == ["-4", "-3", "-2", "-1", "0", "1", "2"]


def test_a_scatter_lists_rows_that_have_no_place(course: Course) -> None:
    figure = course.block("comparison-chart", "models", "kind: scatter\nx: year\ny: score\ncolor: open")
    assert sorted(shown(figure, "label")) == ["Alpha 10", "Béta 9", "gamma"]
    assert legend(figure) == ["Open", "Yes", "No", "unknown"]
    marks = figure.select(".genai-chart__drawings--wide svg[role] .genai-chart__marker")
    assert sorted(str(mark["class"][1]) for mark in marks) == ["genai-chart--1", "genai-chart--2", "genai-chart--3"]
    missing = figure.select(".genai-chart__drawings--wide .genai-chart__missing")
    assert [each.get_text() for each in missing] == ["Year unknown: Delta", "Score unknown: Delta"]
    assert "Delta: Year unknown, Score unknown, Open unknown" in figure.select("desc")[0].get_text()
    assert set(shown(figure, "title")) == {"Year", "Score"}


def test_names_that_find_no_place_have_numbers_in_the_legend(tmp_path: Path) -> None:
    rows = ", ".join(f"r{n}: {{n: The long name of model {n}, a: {n % 7}, b: {n // 7}}}" for n in range(60))
    numbers = "a: {title: A, type: number}, b: {title: B, type: number}"
    comparison = f"{{title: T, columns: {{n: N, {numbers}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    figure = course.block("comparison-chart", "t")
    for room in ("wide", "narrow"):
        placed = shown(figure, "number", room)
        assert len(placed) > 5
        assert len(shown(figure, "label", room)) + len(legend(figure, room)) == 60
        assert {key.split(" ")[0] for key in legend(figure, room)} >= set(placed)


def test_a_name_that_finds_no_place_even_for_its_number_is_in_the_legend_alone(tmp_path: Path) -> None:
    rows = ", ".join(f"r{n}: {{n: Model {n}, a: 1, b: 1}}" for n in range(300))
    numbers = "a: {title: A, type: number}, b: {title: B, type: number}"
    comparison = f"{{title: T, columns: {{n: N, {numbers}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    keys = legend(course.block("comparison-chart", "t"), "narrow")
    assert [key for key in keys if key.startswith("Model")] != []


def test_a_point_whose_number_has_no_place_is_found_by_its_values(tmp_path: Path) -> None:
    rows = ", ".join(f"r{n}: {{n: The name {n}, a: 1.0{n % 3}, b: 2, c: {'one' if n % 2 else 'two'}}}" for n in range(60))
    columns = "{n: N, a: {title: A, type: number}, b: {title: B, type: number}, c: C}"
    course = Course(tmp_path, registry_of(f"t: {{title: T, columns: {columns}, rows: {{{rows}}}}}"))
    figure = course.block("comparison-chart", "t", "x: a\ny: b\ncolor: c")
    lists = figure.select(".genai-chart__drawings--wide .genai-chart__legend")
    signs, names = ([key.get_text(" ", strip=True) for key in each.select("li")] for each in lists)
    assert signs == ["C", "two", "one"]
    numbers = [name.split(" ", 1)[0] for name in names if name[0].isdigit()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)] == sorted(shown(figure, "number"), key=int)
    without = names[len(numbers) :]
    assert len(without) > 5
    assert {name.rpartition(" (")[2] for name in without} == {"1.00; 2)", "1.01; 2)", "1.02; 2)"}


def test_a_logarithmic_scale_has_powers_of_ten_and_says_so(tmp_path: Path) -> None:
    rows = "a: {n: A, p: 0.2, s: 1}, b: {n: B, p: 30, s: 2}, c: {n: C, p: 700, s: 3}"
    numbers = "p: {title: Price, type: number, currency: USD}, s: {title: Score, type: number}"
    comparison = f"{{title: T, columns: {{n: N, {numbers}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    figure = course.block("comparison-chart", "t", "log: x")
    assert shown(figure, "tick")[:5] == ["$0.10", "$1", "$10", "$100", "$1,000"]
    assert shown(figure, "title") == ["Price (logarithmic scale)", "Score"]
    close = course.block("comparison-chart", "t", "log: y")
    assert shown(close, "tick")[-4:] == ["1", "2", "5", "10"]


def test_a_timeline_is_in_the_order_of_time_and_has_lines_along_periods(course: Course) -> None:
    figure = course.block("comparison-chart", "models", "columns: released\ncolor: open\ncaption: When they came")
    assert shown(figure, "label") == ["Alpha 10 (2025)", "gamma (Oct 2025)", "Béta 9 (Oct 3, 2025)"]
    assert len(figure.select(".genai-chart__drawings--wide .genai-chart__period")) == 2
    assert figure.select_one("figcaption").get_text() == "Figure 1 When they came"  # type: ignore[union-attr]
    assert [each.get_text() for each in figure.select(".genai-chart__drawings--wide .genai-chart__missing")] == [
        "Released unknown: Delta"
    ]
    assert shown(figure, "tick")[0] == "Jan 2025"


def test_a_timeline_of_decades_has_round_years(tmp_path: Path) -> None:
    rows = ", ".join(f"r{year}: {{n: Of {year}, y: {year}}}" for year in (1912, 1950, 1977, 1978, 2023))
    comparison = f"{{title: T, columns: {{n: N, y: {{title: Year, type: year}}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    figure = course.block("comparison-chart", "t")
    assert shown(figure, "tick") == ["1920", "1940", "1960", "1980", "2000", "2020"]
    one = course.block("comparison-chart", "t", "limit: 1")
    assert shown(one, "tick") == ["1911", "1912", "1913"]


def test_dots_are_a_matrix_of_as_many_as_the_scale_has_steps(course: Course) -> None:
    figure = course.block("comparison-chart", "ratings", "kind: dots")
    dots = figure.select(".genai-chart__drawings--wide .genai-chart__dot")
    assert len(dots) == 2 * (3 + 3 + 3 + 5) + 3 + 3
    assert len(figure.select(".genai-chart__drawings--wide .genai-chart__dot--full")) == (3 + 1 + 3 + 5) + (1 + 3) + (
        3 + 3 + 1 + 2
    )
    assert len(figure.select(".genai-chart__drawings--wide .genai-chart__half")) == 1
    assert shown(figure, "heading") == ["Quality", "Diversity", "Speed", "Ease"]
    assert shown(figure, "unknown") == ["unknown"] * 6
    narrow = shown(figure, "heading", "narrow")
    assert narrow == ["One", "Two <b>", "Three", "None at all"]


def test_rows_have_the_names_of_another_column(course: Course) -> None:
    figure = course.block("comparison-chart", "models", "columns: size\nlabel: paper")
    assert shown(figure, "label") == ["The paper", "Béta 9", "gamma", "Delta"]


def test_what_is_read_from_right_to_left_is_mirrored(tmp_path: Path) -> None:
    course = Course(tmp_path, locale="ar")
    for options in ("columns: a", "kind: dots"):
        svg = course.block("comparison-chart", "ratings", options).select(".genai-chart__drawings--wide svg[role]")[0]
        width = float(str(svg["viewbox"]).split()[2])
        names = svg.select("text.genai-chart__label tspan")
        assert all(float(str(name["x"])) > width / 2 for name in names)
    timeline = course.block("comparison-chart", "models", "columns: year")
    ticks = timeline.select(".genai-chart__drawings--wide text.genai-chart__tick tspan")
    assert [tick.get_text() for tick in sorted(ticks, key=lambda tick: -float(str(tick["x"])))] == ["2019", "2020", "2021"]
    scatter = course.block("comparison-chart", "models", "x: year\ny: score")
    ticks = scatter.select(".genai-chart__drawings--wide text.genai-chart__tick[text-anchor=middle] tspan")
    assert next(tick.get_text() for tick in sorted(ticks, key=lambda tick: -float(str(tick["x"])))) == "2019"
    radar = course.block("comparison-chart", "ratings").select_one(".genai-chart__drawings--wide svg[role]")
    assert radar is not None
    second = next(word for word in radar.select("text.genai-chart__heading tspan") if word.get_text() == "Diversity")
    left, _, width, _ = map(float, str(radar["viewbox"]).split())
    assert float(str(second["x"])) < left + width / 2
    closed = str(radar.select("path.genai-chart__line")[0]["d"]).strip("MZ").split()
    assert float(closed[2]) < float(closed[0])
    halves = course.block("comparison-chart", "ratings", "kind: dots").select(".genai-chart__half")
    assert all("a6 6 0 0 1 0 12" in str(half["d"]) for half in halves)


def test_many_rows_get_a_radar_each_of_a_phones_width(tmp_path: Path) -> None:
    more = "".join(f"          more-{index}: {{name: More {index}, a: 1, b: 2, c: 3}}\n" for index in range(3))
    course = Course(tmp_path, REGISTRY.replace("          none: {name: None at all}\n", more))
    figure = course.block("comparison-chart", "ratings", THREE)
    titles = [title.get_text() for title in figure.select(".genai-chart__drawings--any svg > title")]
    assert titles == ["One", "Two <b>", "Three", "More 0", "More 1", "More 2"]
    ids = [str(element["id"]) for element in figure.select("[id]")]
    assert len(ids) == len(set(ids))


def test_titles_that_have_no_room_around_a_radar_have_numbers_in_its_legend(tmp_path: Path) -> None:
    title = "Donaudampfschifffahrtsgesellschaftskapitänsmützenqualität"
    figure = Course(tmp_path, REGISTRY.replace("title: Quality", f"title: {title}")).block("comparison-chart", "ratings", THREE)
    assert shown(figure, "heading") == ["1", "2", "3"]
    assert f"1 {title}" in legend(figure)


def test_different_scales_share_no_numbers_at_the_rings(course: Course) -> None:
    assert shown(course.block("comparison-chart", "ratings", THREE), "tick") == ["1", "2", "3"]
    assert shown(course.block("comparison-chart", "ratings"), "tick") == []


@pytest.mark.parametrize("kind", list(CHART_KINDS))
def test_the_same_values_give_the_same_bytes(course: Course, kind: str) -> None:
    reference = "models" if kind in ("scatter", "timeline") else "ratings"
    drawn = str(course.block("comparison-chart", reference, f"kind: {kind}"))
    assert drawn == str(course.block("comparison-chart", reference, f"kind: {kind}"))
    assert course.faults == []


class Points(ChartKind):
    """A point for each row, at the value of one number, as another package might draw it."""

    NAME = "points"
    DRAWS = "numbers"
    CHOICES: ClassVar = {"of": Option(None, text), "radius": Option(5, count)}

    @staticmethod
    def can_draw(column: Column) -> bool:
        return column.type == "number"

    @classmethod
    def default_columns(cls, columns: Mapping[str, Column], options: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name for name in columns if name == options["of"])

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        points = tuple(Point(float(row.cells["size"]), self.data.options["radius"]) for row in self.rows)
        view = (0, 0, 9, 9)
        return [Drawing(anchor, "Points", self.description(self.series), view, lines=(Line(1, (), points),))]


class Rings(Points):
    """A kind with another option."""

    NAME = "rings"
    CHOICES: ClassVar = {"of": Option(None, text), "width": Option(1, count)}


MORE: Mapping[str, Mapping[str, Any]] = {"charts": {**CHART_KINDS, "points": Points, "rings": Rings}}


def test_a_kind_of_another_package_has_columns_and_options_of_its_own(course: Course) -> None:
    figure = course.block("comparison-chart", "models", "of: size\nradius: 3\nlimit: 1", **MORE)
    assert course.faults == []
    (marker,) = figure.select("figure.genai-chart--points .genai-chart__marker")
    assert str(marker["transform"]).endswith(" 3)")
    assert [desc.get_text()[:15] for desc in figure.select("desc")] == ["Alpha 10: Size "]


@pytest.mark.parametrize(
    ("reference", "options", "message"),
    [
        ("models", "of: size\nradius: x", "option 'radius': expected a whole number of at least 1, found the text 'x'"),
        ("models", "kind: points", "the kind 'points' draws from 1 to 100 columns, but found none"),
        ("models", "kind: bars\nof: size", "the kind 'bars' does not have these options: of"),
        ("models", "radius: 1", "the kind 'points' draws from 1 to 100 columns, but found none"),
        ("models", "radius: 1\nwidth: 1", "no kind of chart has these options: radius, width"),
        ("ratings", "kind: radar\nof: a", "the kind 'radar' does not have these options: of"),
    ],
)
def test_what_a_kind_of_another_package_can_not_draw_is_said(
    course: Course, reference: str, options: str, message: str
) -> None:
    assert course.messages("comparison-chart", reference, options, **MORE) == [message]


_ALL = (
    "columns of `type: rating` or columns of `type: number`, `rating`, `year` or `date` or columns of `type: rating` or "
    "`type: number` or one column of `type: year` or `type: date` or columns of `type: rating` with a `max` of at most 10"
)


@pytest.mark.parametrize(
    ("reference", "options", "message"),
    [
        ("ratings", "kind: rader", "option 'kind': there is no kind 'rader'; did you mean 'radar'?"),
        ("ratings", "kind: radar\ncolumns: a, b", "the kind 'radar' draws from 3 to 24 columns, but found a, b"),
        ("models", "kind: timeline\ncolumns: year, released", "the kind 'timeline' draws 1 column, but found year, released"),
        ("ratings", "kind: scatter\ncolumns: a", "the kind 'scatter' draws 2 columns, but found a"),
        ("plain", "kind: radar", "the kind 'radar' draws columns of `type: rating`, but the comparison has none"),
        ("plain", "", f"a chart draws {_ALL}, but the comparison has none"),
        ("models", "columns: year, released, size", "no kind of chart draws these columns together: year, released, size"),
        (
            "ratings",
            "kind: radar\ncolumns: name, a",
            "option 'columns': 'name' is of type text, but the kind 'radar' draws columns of `type: rating`: a, b, c, d",
        ),
        ("ratings", "columns: aa", "option 'columns': there is no column 'aa'; available: name, a, b, c, d"),
        ("ratings", "columns: b\nwhere: name contains all", "no row has a value in b, so there is nothing to draw"),
        (
            "models",
            "kind: scatter\nx: year\ny: size\nwhere: name = delta",
            "no row has a value in year and size, so there is nothing to draw",
        ),
        ("models", "x: sise", "option 'x': there is no column 'sise'; did you mean 'size'?"),
        ("models", "x: size desc", "option 'x': there is no column 'size desc'; write x: size"),
        ("models", "label: nam", "option 'label': there is no column 'nam'; did you mean 'name'?"),
        (
            "models",
            "kind: bars\nx: name",
            "option 'x': 'name' is of type text, but the kind 'bars' draws columns of `type: rating` or `type: number`",
        ),
        ("models", "kind: scatter\ncolumns: size, score\nx: size",
         "the options 'columns' and 'x' both choose columns; leave one of them out"),
        ("models", "kind: radar\ncolor: open", "the kind 'radar' does not have these options: color"),
        ("models", "kind: scatter\nlog: z", "option 'log': there is no 'z'; available: x, y"),
        ("models", "kind: scatter\nx: year\ny: size\nlog: x", "option 'log': 'year' has values that are not numbers above 0"),
    ],
)  # fmt: skip
def test_what_can_not_be_drawn_is_said(course: Course, reference: str, options: str, message: str) -> None:
    assert course.messages("comparison-chart", reference, options) == [message]


def test_what_is_too_much_for_a_drawing_is_said(tmp_path: Path) -> None:
    rows = ", ".join(f"r{n}: {{n: Row {n}, v: {'1e310' if n == 8 else n}}}" for n in range(9))
    columns = "{n: N, v: {title: V, type: number}}"
    comparison = f"{{t: {{title: T, columns: {columns}, rows: {{{rows}}}}}}}"
    course = Course(tmp_path, registry_of(comparison))
    assert course.messages("comparison-chart", "t", "") == [
        "'Row 8' has a value in 'v' that is too large to be drawn; correct it, or leave its row out by `where`"
    ]
    assert course.messages("comparison-chart", "t", "kind: scatter\ncolumns: v, v\ncolor: n") == [
        "option 'columns': 'v' is listed twice"
    ]


def test_more_categories_than_there_are_markers_are_an_error(tmp_path: Path) -> None:
    rows = ", ".join(f"r{n}: {{n: Row {n}, y: {2000 + n}}}" for n in range(9))
    columns = "{n: N, y: {title: Y, type: year}}"
    comparison = f"{{t: {{title: T, columns: {columns}, rows: {{{rows}}}}}}}"
    course = Course(tmp_path, registry_of(comparison))
    assert course.messages("comparison-chart", "t", "kind: timeline\ncolor: n") == [
        "option 'color': 'n' has 9 different values, but at most 8 can be told apart"
    ]


def test_kinds_are_listed_by_their_names() -> None:
    assert list(CHART_KINDS) == [kind.NAME for kind in CHART_KINDS.values()]


def test_axes_of_a_radar_go_clockwise_from_the_top() -> None:
    assert radar_points([1, 0.5, 1, 0], 100) == [(0, -100), (50, 0), (0, 100), (0, 0)]
    assert radar_points([0.1, 1, 1], 100) == [(0, -10), (86.6, 50), (-86.6, 50)]


def _timeline(tmp_path: Path, *values: str) -> BeautifulSoup:
    rows = ", ".join(f"r{number}: {{n: Row {number}, d: {value}}}" for number, value in enumerate(values))
    comparison = f"{{title: T, columns: {{n: N, d: {{title: D, type: date}}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    return course.block("comparison-chart", "t")


def test_approximate_dates_and_periods_are_as_long_as_they_say(tmp_path: Path) -> None:
    figure = _timeline(tmp_path, '"2000"', '"~2010"', "2000/2020", "2005-03/2005-04-10")
    assert shown(figure, "label") == ["Row 0 (2000)", "Row 2 (2000/2020)", "Row 3 (2005-03/2005-04-10)", "Row 1 (~2010)"]
    lines = figure.select(".genai-chart__drawings--wide .genai-chart__period")
    lengths = [float(str(line["x2"])) - float(str(line["x1"])) for line in lines]
    year, period, decade = lengths
    assert year == pytest.approx(decade, abs=0.2)
    assert period == pytest.approx(21 * year, abs=2)


def test_a_timeline_of_a_day_has_months_around_it(tmp_path: Path) -> None:
    assert shown(_timeline(tmp_path, "2024-02-29"), "tick") == ["Feb 2024", "Mar 2024"]


def test_a_timeline_of_years_of_which_no_two_round_ones_are_inside_ends_at_round_ones(tmp_path: Path) -> None:
    assert shown(_timeline(tmp_path, "2001-02", "2003-11-30"), "tick") == ["2002", "2003"]


@pytest.mark.parametrize(
    ("options", "values", "ticks"),
    [
        ("", "[2e18, 5e18]", ["0", "1×10¹⁸", "2×10¹⁸", "3×10¹⁸", "4×10¹⁸", "5×10¹⁸"]),
        ("", "[0.25, 0.5]", ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
        (", notation: standard", "[1500000, 3000000]", ["0", "500,000", "1M", "1.5M", "2M", "2.5M", "3M"]),
        (", currency: EUR", "[1, 30]", ["€0", "€5", "€10", "€15", "€20", "€25", "€30"]),
        (", currency: EUR", "[1, 3]", ["€0.00", "€0.50", "€1.00", "€1.50", "€2.00", "€2.50", "€3.00"]),
        ("", "[0, 0]", ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ("", "[-3, -3]", ["-3.0", "-2.5", "-2.0", "-1.5", "-1.0", "-0.5", "0.0"]),
    ],
)
def test_ticks_are_at_round_numbers_in_the_style_of_the_column(
    tmp_path: Path, options: str, values: str, ticks: list[str]
) -> None:
    rows = ", ".join(
        f"r{number}: {{n: Row {number}, v: {value}}}" for number, value in enumerate(values.strip("[]").split(", "))
    )
    comparison = f"{{title: T, columns: {{n: N, v: {{title: V, type: number{options}}}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    assert shown(course.block("comparison-chart", "t"), "tick") == ticks


def test_an_axis_of_negative_numbers_that_are_near_zero_ends_there(tmp_path: Path) -> None:
    numbers = "a: {title: A, type: number}, b: {title: B, type: number}"
    rows = "r: {n: R, a: -1, b: 5}, s: {n: S, a: -9, b: 5}"
    comparison = f"{{title: T, columns: {{n: N, {numbers}}}, rows: {{{rows}}}}}"
    course = Course(tmp_path, registry_of(f"t: {comparison}"))
    assert "0" in shown(course.block("comparison-chart", "t"), "tick")[:6]


def test_figures_of_a_page_are_numbered(course: Course) -> None:
    page = course.convert("/// comparison-chart | ratings\n///\n\n/// comparison-chart | ratings\n    kind: dots\n///\n")
    assert [number.get_text() for number in page.select("figcaption .genai-chart__figure")] == ["Figure 1", "Figure 2"]
