"""The rules between things: references lead somewhere, pages and icons exist, links are safe.

Each rule is one method that yields mistakes at paths; positions come later. A mistake that validation has already found,
or that only follows from one, is not listed again: `pruned` holds what validation took out.

Not in here: the shape of things (`model`), and rows and cells (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .labels import ENGLISH
from .messages import Mistake
from .model import Area, CallToAction, Registry, unsafe_url
from .problems import Path, did_you_mean


@dataclass(frozen=True)
class Site:
    """What the registry's checks ask of the site around it; the host answers."""

    has_page: Callable[[str], bool]
    pages: Callable[[], Collection[str]]
    """All pages, for suggestions only."""
    has_icon: Callable[[str], bool]
    icons: Callable[[], Collection[str]]
    """All icons, for suggestions only: there are thousands."""
    link_targets: Callable[[str], Iterable[str]]
    """The addresses of the links in inline Markdown."""


ReferenceKind = Literal["topic", "area", "row"]
REFERENCE = re.compile(r"(topic|area|row):(.*)")
"""A link target that names an entry of the registry."""


class Resolved(NamedTuple):
    """An entry that a reference names; ids that do not apply are empty."""

    kind: ReferenceKind
    area: str
    topic: str = ""
    comparison: str = ""
    row: str = ""


class Checker:
    """The rules, over one registry."""

    def __init__(self, registry: Registry, site: Site, pruned: set[Path]) -> None:
        self.registry = registry
        self.site = site
        self.pruned = pruned

    def mistakes(self) -> Iterator[Mistake]:
        """Every mistake of every rule."""
        yield from self._course()
        yield from self._pages()
        for area_id, area in self.registry.areas.items():
            place: Path = ("areas", area_id)
            yield from self._area(area_id, area, place)
            yield from self._diagrams(area_id, area, place)
            yield from self._icons(area, place)
        yield from self._circles()
        for path, markdown in inline_texts(self.registry):
            yield from self._links(path, markdown)

    def _course(self) -> Iterator[Mistake]:
        for index, area_id in enumerate(self.registry.course.areas):
            yield from self._area_exists(area_id, ("course", "areas", index))
        for label in self.registry.course.labels:
            if label not in ENGLISH:
                message = f"no label is called '{label}'{did_you_mean(label, ENGLISH)}"
                yield Mistake(("course", "labels", label), "GA050", message, True)
        yield from self._call_pages(self.registry.course.call_to_action, ("course", "call_to_action"))

    def _call_pages(self, call: object, place: Path) -> Iterator[Mistake]:
        for index, link in enumerate(getattr(call, "links", ())):
            if link.page is not None:
                yield from self._page_exists(link.page, (*place, "links", index, "page"))

    def _pages(self) -> Iterator[Mistake]:
        owners: dict[str, Path] = {}
        for area_id, area in self.registry.areas.items():
            own: list[tuple[Path, str | None]] = [(("areas", area_id), area.page)]
            own += [(("areas", area_id, "topics", topic_id), topic.page) for topic_id, topic in area.topics.items()]
            for place, page in own:
                if page is None:
                    continue
                if page in owners:
                    first = "/".join(str(step) for step in owners[page][1::2])
                    message = f"'{page}' is already the page of '{first}'"
                    yield Mistake((*place, "page"), "GA026", message)
                    continue
                owners[page] = place
                yield from self._page_exists(page, (*place, "page"))
            for kind in ("comparisons", "diagrams"):
                for entry_id, entry in getattr(area, kind).items():
                    if entry.page is not None:
                        yield from self._page_exists(entry.page, ("areas", area_id, kind, entry_id, "page"))

    def _page_exists(self, page: str, path: Path) -> Iterator[Mistake]:
        if not self.site.has_page(page):
            message = f"there is no page '{page}' in docs_dir{did_you_mean(page, self.site.pages(), limit=0)}"
            yield Mistake(path, "GA022", message)

    def _area_exists(self, area_id: str, path: Path) -> Iterator[Mistake]:
        if area_id not in self.registry.areas and ("areas", area_id) not in self.pruned and path not in self.pruned:
            yield Mistake(path, "GA020", f"there is no area '{area_id}'{did_you_mean(area_id, self.registry.areas)}")

    def _area(self, area_id: str, area: Area, place: Path) -> Iterator[Mistake]:
        for key in ("related", "requires"):
            for index, other in enumerate(getattr(area, key)):
                path: Path = (*place, key, index)
                yield from self._area_exists(other, path)
                if other == area_id:
                    yield Mistake(path, "GA014", "an area can't name itself here")
        for topic_id, topic in area.topics.items():
            for index, reference in enumerate(topic.requires):
                path = (*place, "topics", topic_id, "requires", index)
                yield from self._topic_exists(reference, area_id, path)
                if self._topic_key(reference, area_id) == (area_id, topic_id):
                    yield Mistake(path, "GA014", "a topic can't require itself")
        yield from self._call_pages(area.call_to_action, (*place, "call_to_action"))

    @staticmethod
    def _topic_key(reference: str, area_id: str) -> tuple[str, str]:
        first, slash, second = reference.partition("/")
        return (first, second) if slash else (area_id, first)

    def _topic_exists(self, reference: str, area_id: str, path: Path) -> Iterator[Mistake]:
        area_key, topic_key = self._topic_key(reference, area_id)
        topics: Path = ("areas", area_key, "topics")
        if path in self.pruned or {topics, topics[:2], (*topics, topic_key)} & self.pruned:
            return
        area = self.registry.areas.get(area_key)
        if area is None:
            suggestion = did_you_mean(area_key, self.registry.areas)
            yield Mistake(path, "GA021", f"there is no topic '{reference}': no area is called '{area_key}'{suggestion}")
        elif topic_key not in area.topics:
            yield Mistake(path, "GA021", self._no_topic(reference, area_key, topic_key, area_id))

    def _no_topic(self, reference: str, area_key: str, topic_key: str, home: str) -> str:
        """What is said of an unknown topic; it may be another area's, so all areas are asked for the nearest name."""
        area = self.registry.areas[area_key]
        suggestion = did_you_mean(topic_key, area.topics)
        for other_id, other in self.registry.areas.items():
            if other_id != area_key and topic_key in other.topics:
                suggestion = f"; did you mean '{other_id}/{topic_key}'?"
        place = "" if area_key == home and "/" not in reference else f" in the area '{area_key}'"
        return f"there is no topic '{topic_key}'{place}{suggestion}"

    def _diagrams(self, area_id: str, area: Area, place: Path) -> Iterator[Mistake]:
        for diagram_id, diagram in area.diagrams.items():
            here: Path = (*place, "diagrams", diagram_id)
            for node_id, node in diagram.nodes.items():
                if node.topic is not None:
                    yield from self._topic_exists(node.topic, area_id, (*here, "nodes", node_id, "topic"))
                if node.area is not None:
                    yield from self._area_exists(node.area, (*here, "nodes", node_id, "area"))
            if (*here, "nodes") in self.pruned:
                continue
            for index, edge in enumerate(diagram.edges):
                for end in dict.fromkeys((edge.source, edge.target)):
                    if end not in diagram.nodes and not {(*here, "nodes", end), (*here, "edges", index)} & self.pruned:
                        message = f"there is no node '{end}'{did_you_mean(end, diagram.nodes)}"
                        yield Mistake((*here, "edges", index), "GA024", message)

    def _icons(self, area: Area, place: Path) -> Iterator[Mistake]:
        named: list[tuple[Path, str | None]] = [((*place, "icon"), area.icon)]
        named += [((*place, "topics", topic_id, "icon"), topic.icon) for topic_id, topic in area.topics.items()]
        for path, icon in named:
            if icon is not None and not self.site.has_icon(icon):
                message = f"there is no icon '{icon}'{did_you_mean(icon, self.site.icons(), limit=0)}"
                yield Mistake(path, "GA023", message)

    def _circles(self) -> Iterator[Mistake]:
        """Circular prerequisites, each circle once, at the topic that closes it."""
        graph: dict[tuple[str, str], list[tuple[int, tuple[str, str]]]] = {}
        for area_id, area in self.registry.areas.items():
            for topic_id, topic in area.topics.items():
                required = [(index, self._topic_key(name, area_id)) for index, name in enumerate(topic.requires)]
                graph[area_id, topic_id] = [(index, key) for index, key in required if key != (area_id, topic_id)]
        finished: set[tuple[str, str]] = set()
        for start in graph:
            trail: dict[tuple[str, str], None] = {}
            stack: list[tuple[tuple[str, str], Iterator[tuple[int, tuple[str, str]]]]] = []
            if start not in finished:
                stack.append((start, iter(graph[start])))
                trail[start] = None
            while stack:
                topic_key, rest = stack[-1]
                step = next(rest, None)
                if step is None:
                    stack.pop()
                    finished.add(topic_key)
                    trail.pop(topic_key, None)
                    continue
                index, required_key = step
                if required_key in trail:
                    circle = list(trail)[list(trail).index(required_key) :]
                    names = " → ".join("/".join(key) for key in (*circle, required_key))
                    path: Path = ("areas", topic_key[0], "topics", topic_key[1], "requires", index)
                    yield Mistake(path, "GA028", f"topics require each other in a circle: {names}")
                elif required_key in graph and required_key not in finished:
                    trail[required_key] = None
                    stack.append((required_key, iter(graph[required_key])))

    def _links(self, path: Path, markdown: str) -> Iterator[Mistake]:
        if "[" not in markdown and "<" not in markdown:
            return
        for target in self.site.link_targets(markdown):
            if match := REFERENCE.fullmatch(target):
                found = resolve(self.registry, match[1], match[2], str(path[1]) if path[0] == "areas" else None)
                if isinstance(found, str):
                    yield Mistake(path, "GA032", f"the link [{target}] leads nowhere: {found}")
            elif reason := unsafe_url(target):
                yield Mistake(path, "GA030", f"the link's address '{target}' {reason}")
            elif ".." in target.split("/"):
                yield Mistake(path, "GA029", f"the link '{target}' leaves docs_dir; it is relative to docs_dir")


def resolve(registry: Registry, kind: str, reference: str, home: str | None) -> Resolved | str:
    """The entry that `topic:…`, `area:…` or `row:…` names, or what is wrong with the reference.

    `home` is the area whose name may be left out, if any.
    """
    parts = reference.split("/")
    if kind == "area":
        if reference in registry.areas:
            return Resolved("area", reference)
        return f"there is no area '{reference}'{did_you_mean(reference, registry.areas)}"
    wanted = 2 if kind == "topic" else 3
    if len(parts) == wanted - 1 and home is not None:
        parts = [home, *parts]
    if len(parts) != wanted:
        form = "area/topic" if kind == "topic" else "area/comparison/row"
        return f"'{reference}' is not of the form {form}"
    area_id, name = parts[0], parts[1]
    area = registry.areas.get(area_id)
    if area is None:
        return f"there is no area '{area_id}'{did_you_mean(area_id, registry.areas)}"
    if kind == "topic":
        if name in area.topics:
            return Resolved("topic", area_id, topic=name)
        return f"the area '{area_id}' has no topic '{name}'{did_you_mean(name, area.topics)}"
    if name not in area.comparisons:
        return f"the area '{area_id}' has no comparison '{name}'{did_you_mean(name, area.comparisons)}"
    rows = area.comparisons[name].rows
    if rows is not None and parts[2] not in rows:
        return f"the comparison '{area_id}/{name}' has no row '{parts[2]}'{did_you_mean(parts[2], rows)}"
    return Resolved("row", area_id, comparison=name, row=parts[2])


def relative_targets(registry: Registry, link_targets: Callable[[str], Iterable[str]]) -> Iterator[tuple[Path, str]]:
    """Every link of the registry to a file of docs_dir, with the path of the text or key that has it."""
    for path, markdown in inline_texts(registry):
        for target in link_targets(markdown) if "[" in markdown else ():
            if _is_relative(target):
                yield path, target
    calls: list[tuple[Path, CallToAction | None]] = [(("course", "call_to_action"), registry.course.call_to_action)]
    for area_id, area in registry.areas.items():
        calls.append((("areas", area_id, "call_to_action"), area.call_to_action))
        for topic_id, topic in area.topics.items():
            if topic.url is not None and _is_relative(topic.url):
                yield ("areas", area_id, "topics", topic_id, "url"), topic.url
    for place, call in calls:
        for index, link in enumerate(call.links if call else ()):
            if link.url is not None and _is_relative(link.url):
                yield (*place, "links", index, "url"), link.url


def _is_relative(target: str) -> bool:
    """Whether an address is a file of docs_dir; one that leaves it is a mistake of its own."""
    return not target.startswith(("#", "/")) and ":" not in target.split("/")[0] and ".." not in target.split("/")


def inline_texts(registry: Registry) -> Iterator[tuple[Path, str]]:
    """Every text of the registry that is inline Markdown, with its path; foreign rows are not the registry's."""
    course = registry.course
    if course.summary:
        yield ("course", "summary"), course.summary
    if course.call_to_action and course.call_to_action.body:
        yield ("course", "call_to_action", "body"), course.call_to_action.body
    for area_id, area in registry.areas.items():
        place: Path = ("areas", area_id)
        if area.summary:
            yield (*place, "summary"), area.summary
        if area.call_to_action and area.call_to_action.body:
            yield (*place, "call_to_action", "body"), area.call_to_action.body
        for topic_id, topic in area.topics.items():
            if topic.summary:
                yield (*place, "topics", topic_id, "summary"), topic.summary
        for comparison_id, comparison in area.comparisons.items():
            text_columns = [key for key, column in comparison.columns.items() if column.type == "text"]
            for row_id, row in (comparison.rows or {}).items():
                for column in text_columns:
                    if isinstance(cell := row.get(column), str):
                        yield (*place, "comparisons", comparison_id, "rows", row_id, column), cell
