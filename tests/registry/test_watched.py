"""A registry that notes which areas are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mkdocs_genai.registry.area_usage import recording_reads
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
    ],
    ids=["an area", "get", "in", "iteration", "keys", "values", "items"],
)
def test_whatever_asks_for_areas_is_noted(ask: Callable[[Any], Any], answer: object, noted: list[str | None]) -> None:
    asked: list[str | None] = []
    registry = recording_reads(Registry(areas=AREAS), asked.append)
    asked.clear()
    assert ask(registry.areas) == answer
    assert asked == noted
