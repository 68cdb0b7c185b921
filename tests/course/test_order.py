"""The order of topics, and the navigation and the map that follow from the registry."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_genai.nav import expand_nav
from mkdocs_genai.problems import KeyPath
from mkdocs_genai.registry.learning_order import cycles, learning_order
from mkdocs_genai.registry.model import Area, Registry, Topic
from mkdocs_genai.render.course_map import course_map
from mkdocs_genai.render.map_rows import MapLine


def topics(**requires: list[str]) -> dict[str, Topic]:
    """Topics by id, each with what it requires."""
    return {name: Topic(title=name.upper(), page=f"{name}.md", requires=tuple(required)) for name, required in requires.items()}


@pytest.mark.parametrize(
    ("areas", "order"),
    [
        ({"x": topics(a=[], b=[], c=[])}, ["a", "b", "c"]),
        ({"x": topics(a=["c"], b=[], c=[])}, ["c", "a", "b"]),
        ({"x": topics(a=["b"], b=["c"], c=[], d=["a"])}, ["c", "b", "a", "d"]),
        ({"x": topics(a=["y/p"], b=[]), "y": topics(p=["x/b"])}, ["b", "a"]),
        ({"x": topics(a=["b"], b=["a"], c=[])}, ["b", "a", "c"]),
        ({"x": topics(a=["unknown", "y/unknown"], b=[])}, ["a", "b"]),
    ],
    ids=["as written", "required first", "a chain", "by way of another area", "a cycle", "unknown topics"],
)
def test_topics_stand_after_what_they_require(areas: dict[str, dict[str, Topic]], order: list[str]) -> None:
    registry = Registry(areas={area_id: Area(title=area_id, topics=found) for area_id, found in areas.items()})
    assert learning_order(registry, "x") == order


def test_a_chain_of_thousands_of_topics_is_ordered() -> None:
    chain = {f"t{number}": Topic(title="T", requires=(f"t{number + 1}",)) for number in range(3000)}
    registry = Registry(areas={"x": Area(title="X", topics={**chain, "t3000": Topic(title="T")})})
    assert learning_order(registry, "x") == [f"t{number}" for number in range(3000, -1, -1)]


REGISTRY = Registry(
    areas={
        "one": Area(
            title="Area one",
            page="one/index.md",
            topics={
                "late": Topic(title="Late", page="one/late.md", requires=("early",)),
                "early": Topic(title="Early", page="one/early.md"),
                "planned": Topic(title="Planned"),
                "elsewhere": Topic(title="Elsewhere", url="https://example.org/"),
            },
        ),
        "two": Area(title="Area two", topics={"only": Topic(title="Only", page="two/only.md")}),
        "empty": Area(title="No pages"),
    }
)
ONE: list[Any] = [{"Area one": "one/index.md"}, {"Early": "one/early.md"}, {"Late": "one/late.md"}]
TWO: list[Any] = [{"Only": "two/only.md"}]


def _no_fault(path: KeyPath, message: str) -> None:
    pytest.fail(f"{path}: {message}")


@pytest.mark.parametrize(
    ("nav", "expanded"),
    [
        (["index.md", "area:*"], ["index.md", {"Area one": ONE}, {"Area two": TWO}]),
        (["area:two", "area:*"], [{"Area two": TWO}, {"Area one": ONE}]),
        ([{"Mine": "area:one"}], [{"Mine": ONE}]),
        ([{"All": "area:*"}], [{"All": [{"Area one": ONE}, {"Area two": TWO}]}]),
        ([{"Part": ["a.md", "area:two"]}, "area:*"], [{"Part": ["a.md", {"Area two": TWO}]}, {"Area one": ONE}]),
        (
            ["index.md", {"A": "a.md"}, {"B": [{"C": "c.md"}, "https://example.org/"]}],
            ["index.md", {"A": "a.md"}, {"B": [{"C": "c.md"}, "https://example.org/"]}],
        ),
        (["area:empty"], []),
    ],
    ids=["all", "the rest", "titled", "all titled", "inside a section", "none", "no pages"],
)
def test_the_nav_names_areas_and_the_registry_fills_them(nav: list[Any], expanded: list[Any]) -> None:
    assert expand_nav(nav, REGISTRY, _no_fault) == expanded


def test_an_area_that_lives_elsewhere_is_a_link_of_the_nav() -> None:
    url = "https://example.org/"
    areas = {
        "away": Area(title="Away & far", url=url, topics={"plan": Topic(title="Planned")}),
        "partly": Area(title="Partly", url=url, topics={"here": Topic(title="Here", page="here.md")}),
    }
    partly = {"Partly": [{"Partly": url}, {"Here": "here.md"}]}
    assert expand_nav(["area:*"], Registry(areas=areas), _no_fault) == [{"Away &amp; far": url}, partly]
    assert expand_nav([{"There": "area:away"}], Registry(areas=areas), _no_fault) == [{"There": url}]


def test_an_unknown_area_in_the_nav_suggests_the_nearest() -> None:
    faults: list[tuple[KeyPath, str]] = []
    assert expand_nav(["area:onne"], REGISTRY, lambda path, message: faults.append((path, message))) == []
    assert faults == [((0,), "there is no area 'onne'; did you mean 'one'?")]


@pytest.mark.parametrize(
    ("entry", "meant"),
    [
        ("Area:one", "area:one"),
        ("areas:one", "area:one"),
        ("area :one", "area:one"),
        ("area=one", "area:one"),
        ("AREA:*", "area:*"),
        ({"area": "one"}, "area:one"),
        ({"Area": "onne"}, "area:one"),
        ({"My title": "Area: one"}, "area:one"),
        ("area: one", None),
        ({"area": None}, "area:ID, or area:* for all"),
        ({"area": 7}, None),
        ({"area": {"one": "one/index.md"}}, None),
        (7, None),
        ("Area one", None),
        ({"Area": "one/index.md"}, None),
        ({"Area": "elsewhere"}, None),
        ({"area": ["one/index.md"]}, None),
    ],
)
def test_what_is_nearly_an_area_in_the_nav_is_told(entry: Any, meant: str | None) -> None:
    faults: list[str] = []
    expand_nav([entry], REGISTRY, lambda path, message: faults.append(message))
    assert faults == ([f"this is nearly an area of the registry; write {meant}"] if meant else [])


@pytest.mark.parametrize(
    ("entry", "instead"),
    [
        ("topic:one/early", "one/early.md"),
        ({"My title": "topic:one/early"}, "one/early.md"),
        ("Topics: one/early", "one/early.md"),
        ({"topic": "one/early"}, "one/early.md"),
        ({"Part": ["topic:one/early"]}, "one/early.md"),
        ("topic:one/planned", "area:one"),
        ("topic:one/nothing", "area:ID, or the path of a page"),
        ("row:one/trees/oak", "area:ID, or the path of a page"),
        ("term:word", "area:ID, or the path of a page"),
        ("arae:one", "area:one"),
        ({"Topic": "one/early.md"}, None),
        ({"Topic": "elsewhere"}, None),
        ("one/early", None),
        ({"Phone": "tel:+4912"}, None),
        ({"Mail": "mailto:one@example.org"}, None),
        ({"Site": "https://example.org/topic:one/early"}, None),
    ],
)
def test_a_link_to_the_registry_in_the_nav_is_told_the_page_or_the_area(entry: Any, instead: str | None) -> None:
    faults: list[str] = []
    expanded = expand_nav([entry], REGISTRY, lambda path, message: faults.append(message))
    words = "a nav has pages and areas, and nothing else of the registry; write"
    assert faults == ([f"{words} {instead}"] if instead else [])
    assert str(entry) not in str(expanded) or instead is None


def test_the_map_leaves_out_arrows_that_follow_from_others() -> None:
    areas = {
        "a": Area(title="A"),
        "b": Area(title="B", requires=("a",), related=("c",)),
        "c": Area(title="C", requires=("a", "b", "c", "unknown"), overlaps=("a", "c", "unknown")),
    }
    assert course_map(Registry(areas=areas)).lines == (MapLine("a", "b"), MapLine("b", "c"), MapLine("c", "a", dashed=True))


def test_the_map_follows_ways_that_meet_again() -> None:
    requires = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c"), "e": ("a", "d")}
    areas = {name: Area(title=name, requires=required) for name, required in requires.items()}
    edges = [line[:2] for line in course_map(Registry(areas=areas)).lines]
    assert edges == [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")]


def test_the_map_leaves_out_what_closes_a_cycle() -> None:
    requires = {"a": ("c",), "b": ("a",), "c": ("b",)}
    areas = {name: Area(title=name, requires=required) for name, required in requires.items()}
    edges = [line[:2] for line in course_map(Registry(areas=areas)).lines]
    assert edges == [("c", "a"), ("b", "c")]


def test_a_long_circle_is_told_by_its_ends() -> None:
    required = {number: [(0, (number + 1) % 10_000)] for number in range(10_000)}
    [(key, index, cycle)] = cycles(required)
    assert (key, index) == (9999, 0)
    assert cycle == [*range(20), None, *range(9980, 10_000), 0]
    short = {number: [(0, (number + 1) % 30)] for number in range(30)}
    assert [cycle for _, _, cycle in cycles(short)] == [[*range(30), 0]]
