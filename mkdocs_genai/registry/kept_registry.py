"""A registry that was found sound in an earlier process, and need not be checked again: its files are as they were.

pydantic, which checks what YAML says, takes as long to import as all else of this plugin. What is kept is JSON, which can hold
nothing but data, under a digest of the files. Rows are not in it, but as the files have them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import Any

import yaml

from .diagram import Direction
from .layers import Content
from .model import Area, CallToAction, Column, Comparison, Course, Diagram, Edge, Link, Node, Registry, RowsFrom, Topic
from .whole_file import digest_of, read_sealed, read_whole, write_sealed

_CHECKS = ("diagram", "fields", "model", "pydantic_models", "texts")
"""The modules that say what is sound. Others than these may find otherwise, in another version or under a developer's hands."""


def digest_of_layers(contents: Iterable[Content]) -> str | None:
    """What stands for all that layers hold, and for what has checked it; None where anything is wrong with one of them."""
    parts: list[Any] = [yaml.__version__]
    for content in contents:
        origins = content.sources.origins
        if content.problems or content.missing or not all(origin.document.digest for origin in origins.values()):
            return None
        parts.append([(place, origin.document.digest) for place, origin in origins.items()])
    try:
        parts += [read_whole(file) for file in _checking()]
    except OSError:
        return None  # of this package only what it was compiled to is there
    return digest_of(json.dumps(parts))


def _checking() -> Iterator[FilePath]:
    """The files that say what is sound."""
    yield from (FilePath(__file__).with_name(f"{name}.py") for name in _CHECKS)
    # What pip knows of pydantic takes longer to read, and its import far longer.
    pydantic = find_spec("pydantic")
    yield from (FilePath(folder, "version.py") for folder in (pydantic and pydantic.submodule_search_locations) or ())


class KeptRegistry:
    """Keeps one registry in `file`; one that is kept was sound when its files had the digest that is asked for."""

    def __init__(self, file: FilePath) -> None:
        self._file = file

    def read(self, digest: str, value: dict[str, Any]) -> Registry | None:
        """The registry of the files of a digest, whose plain value has its rows; None where it is not known."""
        try:
            found, course, areas = json.loads(read_sealed(self._file))
            if found != digest:
                return None
            return Registry(_course(course), {area_id: _area(area, value["areas"][area_id]) for area_id, area in areas.items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None  # nothing was kept, or what was is of no use

    def write(self, digest: str, registry: Registry) -> None:
        """Keep a sound registry, and no other."""
        areas = {area_id: _without_rows(area) for area_id, area in registry.areas.items()}
        try:
            write_sealed(self._file, json.dumps((digest, registry.course, areas), default=str))
        except OSError:
            return  # a read-only checkout, or no room; every process checks anew


def _without_rows(area: Area) -> Area:
    comparisons = {comparison_id: comparison._replace(rows=None) for comparison_id, comparison in area.comparisons.items()}
    return area._replace(comparisons=comparisons)


# From here on, the way back: JSON has lists where there were tuples.


def _course(kept: list[Any]) -> Course:
    title, summary, url, areas, call, labels = kept
    return Course(title, summary, url, tuple(areas), _call(call), labels)


def _area(kept: list[Any], value: dict[str, Any]) -> Area:
    title, summary, icon, page, topics, comparisons, diagrams, related, requires, call = kept
    return Area(
        title,
        summary,
        icon,
        page,
        {topic_id: _topic(topic) for topic_id, topic in topics.items()},
        {name: _comparison(comparison, value["comparisons"][name].get("rows")) for name, comparison in comparisons.items()},
        {diagram_id: _diagram(*diagram) for diagram_id, diagram in diagrams.items()},
        tuple(related),
        tuple(requires),
        _call(call),
    )


def _topic(kept: list[Any]) -> Topic:
    title, summary, icon, page, url, status, requires, tags = kept
    return Topic(title, summary, icon, page, url, status, tuple(requires), tuple(tags))


def _comparison(kept: list[Any], rows: dict[str, dict[str, Any]] | None) -> Comparison:
    title, columns, page, _, rows_from, as_of, sources = kept
    return Comparison(
        title,
        {column_id: Column(*column) for column_id, column in columns.items()},
        page,
        rows,
        rows_from and RowsFrom(*rows_from),
        as_of and datetime.date.fromisoformat(as_of),
        tuple(sources),
    )


def _diagram(title: str, nodes: dict[str, Any], direction: Direction, edges: list[Any]) -> Diagram:
    return Diagram(
        title, {node_id: Node(*node) for node_id, node in nodes.items()}, direction, tuple(Edge(*edge) for edge in edges)
    )


def _call(kept: list[Any] | None) -> CallToAction | None:
    if kept is None:
        return None
    title, body, links = kept
    return CallToAction(title, body, tuple(Link(*link) for link in links))
