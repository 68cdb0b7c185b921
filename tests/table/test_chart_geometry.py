"""The geometry of charts, measured in their SVG: in a hundred generated comparisons no words cover others or leave the view."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from bs4 import BeautifulSoup, Tag

from mkdocs_genai.render.charts.arial_widths import arial_lines, arial_width
from mkdocs_genai.render.charts.drawing import NARROW, WIDE, Box, Point
from mkdocs_genai.render.charts.placement import Placement

from .support import Course

WORDS = {
    "en": ("model", "of the", "small", "large", "language", "image", "open weights", "transformer", "mini", "8x7B"),
    "de": ("Modell", "der", "kleine", "große", "Sprachverarbeitung", "Wiederholbarkeit", "Donaudampfschiff", "mit und"),
    "ar": ("نموذج", "اللغة", "الكبير", "صور", "توليد الكلام", "مفتوح", "الأوزان", "المحولات", "احتمالية", "صغير"),
    "ja": ("言語モデル", "画像生成", "音声", "オープン", "大規模", "変換器", "尤度", "小型", "多様性", "再現性", "🧪"),
}
OPTIONS = ("kind: radar", "kind: bars", "kind: bars\nx: n0", "kind: scatter", "kind: timeline\ncolor: group", "kind: dots")


def phrase(chance: random.Random, language: str, most: int) -> str:
    return " ".join(chance.choice(WORDS[language]) for _ in range(chance.randint(1, most)))


def cell(chance: random.Random, column: str) -> object:
    if chance.random() < 0.1:
        return None
    if column.startswith("r"):
        return chance.choice((0, 1, 2, 2.5, 3, 4, 5))
    if column.startswith("n"):
        return round(chance.choice((chance.random(), chance.uniform(-50, 900), 10 ** chance.uniform(-6, 12))), 7)
    if column == "day":
        year = chance.randint(1990, 2026)
        return chance.choice((year, f"{year}-0{chance.randint(1, 9)}", f"{year}-05-1{chance.randint(0, 9)}", f"~{year}"))
    return chance.choice("ABCDE")


def comparison(seed: int, language: str) -> dict[str, object]:
    chance = random.Random(seed)
    ratings = {f"r{index}": {"title": phrase(chance, language, 3), "type": "rating"} for index in range(chance.randint(3, 8))}
    numbers = {f"n{index}": {"title": phrase(chance, language, 5), "type": "number"} for index in range(2)}
    columns = {"name": "N", **ratings, **numbers, "day": {"title": "D", "type": "date"}, "group": "G"}
    rows = {}
    for index in range(chance.choice((1, 3, 4, 8, 25))):
        values = {column: value for column in list(columns)[1:] if (value := cell(chance, column)) is not None}
        rows[f"row-{index}"] = {"name": phrase(chance, language, 6), **values}
    known = {column: cell(random.Random(1), column) for column in list(columns)[1:]}
    rows["known"] = {"name": phrase(chance, language, 2), **known}
    return {"title": phrase(chance, language, 4), "columns": columns, "rows": rows}


def box_of(label: Tag) -> Box:
    """The room that words take, by the widths of their glyphs."""
    lines = [(line.get_text(), float(str(line["x"])), float(str(line["y"]))) for line in label.select("tspan")]
    size = float(str(label["font-size"]))
    is_bold = bool({"genai-chart__heading", "genai-chart__title"} & set(label["class"]))
    width = max(arial_width(text, size, bold=is_bold) for text, _, _ in lines)
    left = lines[0][1] - {"start": 0, "middle": width / 2, "end": width}[str(label["text-anchor"])]
    return Box(left + 0.1, lines[0][2] - 0.7 * size, left + width - 0.1, lines[-1][2] + 0.2 * size)


def faults(figure: BeautifulSoup) -> Iterator[str]:
    for svg in figure.select("svg[role=img]"):
        left, top, width, height = (float(number) for number in str(svg["viewbox"]).split())
        labels = [(label.get_text(" "), box_of(label)) for label in svg.select("text")]
        room = Box(left - 0.2, top - 0.2, left + width + 0.2, top + height + 0.2)
        for text, box in labels:
            if not room.holds(box):
                yield f"{text} leaves the view: {box} {room}"
        for (one, here), (other, there) in combinations(labels, 2):
            if here.overlaps(there):
                yield f"{one} covers {other}: {here} {there}"


@pytest.fixture(
    scope="module", params=["en", *(pytest.param(name, marks=pytest.mark.uncounted) for name in WORDS if name != "en")]
)
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Course:
    language = str(request.param)
    comparisons = {f"c{seed}": comparison(seed, language) for seed in range(25)}
    registry = {"areas": {"ai": {"title": "AI", "page": "index.md", "comparisons": comparisons}}}
    return Course(tmp_path_factory.mktemp(language), json.dumps(registry, ensure_ascii=False), language)


@pytest.mark.slow
@pytest.mark.parametrize("options", OPTIONS)
def test_no_words_cover_others_or_leave_the_view(many: Course, options: str) -> None:
    for number in range(OPTIONS.index(options) % 2, 25, 2):
        figure = many.block("comparison-chart", f"c{number}", options)
        assert many.faults == []
        assert list(faults(figure)) == [], number
        for room, most in (("narrow", NARROW), ("any", NARROW), ("wide", WIDE)):
            for svg in figure.select(f".genai-chart__drawings--{room} svg[role=img]"):
                # The words of an axis's end may stand out by half their width.
                assert float(str(svg["width"])) <= most + 60


def test_names_stand_beside_their_points_and_away_from_others() -> None:
    points = [(20.0 * (index % 5) + 100, 20.0 * (index // 5) + 100) for index in range(10)]
    frame = Box(0, 0, 400, 300)
    placement = Placement([Point(*point) for point in points], frame)
    placed = placement.place([(index, (f"Name {index}",)) for index in range(10)])
    boxes = [place.label.box for place in placed.values()]
    assert len(placed) > 6
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert not any(box.left < x < box.right and box.top < y < box.bottom for box in boxes for x, y in points)


def test_words_are_measured_by_their_glyphs() -> None:
    assert arial_width("illi", 10) < arial_width("mmmm", 10) / 3
    assert arial_width("言語", 10) > 20
    assert arial_width("e\u0301", 10) == arial_width("é", 10) == arial_width("e", 10)
    assert arial_width("🧪", 10) > arial_width("M", 10)
    assert arial_width("Ж", 10) > arial_width("ж", 10)
    assert arial_width("abc", 10, bold=True) > arial_width("abc", 10)


def test_words_are_broken_at_blanks_and_only_a_long_word_within() -> None:
    assert arial_lines("one two three", 60, 14) == ("one two", "three")
    assert arial_lines("言語モデル", 35, 14) == ("言語", "モデ", "ル")
    assert "".join(arial_lines("Donaudampfschiff", 50, 14)) == "Donaudampfschiff"
    assert arial_lines("👩\u200d🔬👩\u200d🔬", 45, 14) == ("👩\u200d🔬", "👩\u200d🔬")
