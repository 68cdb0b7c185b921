"""A registry that notes which areas are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mkdocs_genai
from mkdocs_genai.registry.area_usage import recording_reads, structure
from mkdocs_genai.registry.model import Area, Registry

AREAS = {"a": Area(title="A"), "b": Area(title="B")}


@pytest.mark.parametrize(
    ("ask", "answer", "noted"),
    [
        (lambda areas: areas["a"].title, "A", ["a"]),
        (lambda areas: areas.get("c"), None, ["c"]),
        (lambda areas: "b" in areas, True, ["b"]),
        (list, ["a", "b"], [None]),
        (lambda areas: list(areas.keys()), ["a", "b"], [None]),
        (lambda areas: list(areas.values()), list(AREAS.values()), [None]),
        (lambda areas: dict(areas.items()), AREAS, [None]),
        (sorted, ["a", "b"], [None]),
        (dict.fromkeys, {"a": None, "b": None}, [None]),
        (lambda areas: set().union(areas), {"a", "b"}, [None]),
        (lambda areas: [*areas], ["a", "b"], [None]),
        (lambda areas: {**areas}, AREAS, [None, "a", "b"]),
        (lambda areas: {} | areas, AREAS, [None, "a", "b"]),
    ],
    ids=["an area", "get", "in", "iteration", "keys", "values", "items", "sorted", "fromkeys", "union", "*", "**", "|"],
)
def test_whatever_asks_for_areas_is_noted(ask: Callable[[Any], Any], answer: object, noted: list[str | None]) -> None:
    asked: list[str | None] = []
    registry = recording_reads(Registry(areas=AREAS), asked.append)
    asked.clear()
    assert ask(registry.areas) == answer
    assert asked == noted


def test_the_package_reads_areas_by_no_other_methods() -> None:
    reading = re.compile(r"\bareas\.(get|keys|values|items|copy|pop|popitem|setdefault)\(|\b(reversed)\([\w.]*\bareas\)")
    package = Path(mkdocs_genai.__file__).parent
    used = {match[1] or match[2] for file in package.rglob("*.py") for match in reading.finditer(file.read_text("utf-8"))}
    assert {"get", "values", "items"} <= used <= {"get", "keys", "values", "items"}


def test_the_number_of_areas_is_not_noted_but_a_part_of_the_structure() -> None:
    asked: list[str | None] = []
    registry = recording_reads(Registry(areas=AREAS), asked.append)
    asked.clear()
    assert (len(registry.areas), bool(registry.areas)) == (2, True)
    assert asked == []
    assert structure(Registry(areas=AREAS)) != structure(Registry(areas={"a": AREAS["a"]}))
