"""What blocks show, as Markdown: cards as lists, tables as tables, diagrams as their arrows, charts as their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..columns.base import Note, Output
from ..registry.destinations import area_target, page_target, topic_target
from ..registry.diagram import Diagram, Node
from ..registry.learning_order import TopicKey
from ..registry.model import CallToAction, Column
from ..registry.table import Row
from ..targets import Target
from .areas import related_destinations
from .diagrams import node_target
from .markdown_text import at_start, escaped, linked, table, text
from .page import Page
from .page_text import page_output
from .renderer import Renderer
from .tables import all_sources, source
from .topics import LinkedTopic, linked_topic, required_links

_UNKNOWN = "—"
_ARROWS = {(False, True): "→", (True, True): "⇢", (False, False): "—", (True, False): "┄"}
"""By whether the line is dotted, and whether it has a head."""


def topic_items(renderer: Renderer, place: Page, area_id: str, topic_ids: Iterable[str]) -> str:
    """Topics as a list, with how far each is."""
    topics = renderer.registry.areas[area_id].topics
    items = []
    for topic_id in topic_ids:
        topic = topics[topic_id]
        status = renderer.label(topic.effective_status)
        target = topic_target(renderer.registry, area_id, topic_id)
        items.append(_item(renderer, place, topic.title, target, topic.summary, area_id, f" ({escaped(status)})"))
    return "\n".join(items)


def area_items(renderer: Renderer, place: Page, area_ids: Iterable[str]) -> str:
    """Areas as a list."""
    areas = renderer.registry.areas
    return "\n".join(
        _item(renderer, place, areas[area_id].title, area_target(renderer.registry, area_id), areas[area_id].summary, area_id)
        for area_id in area_ids
    )


def _item(
    renderer: Renderer, place: Page, title: str, target: Target | None, summary: str | None, home: str, after: str = ""
) -> str:
    words = text(renderer, summary, place, home)
    head = linked(escaped(title), place.resolve(target))
    return f"- {at_start(head)}{after}" + (f": {words}" if words else "")


def related_items(renderer: Renderer, place: Page, references: Iterable[str]) -> str:
    """Links to areas, of this course or of imported ones."""
    items = []
    for area in related_destinations(renderer, place, references):
        course = f" ({escaped(area.course)})" if area.course else ""
        items.append(f"- {at_start(linked(escaped(area.title), area.href))}{course}")
    return "\n".join(items)


def call_to_action(renderer: Renderer, place: Page, call: CallToAction, home: str | None) -> str:
    """The call as a quotation."""
    parts = [f"**{escaped(call.title)}**"]
    if call.body:
        parts.append(at_start(text(renderer, call.body, place, home)))
    links = [(link.label, place.resolve(page_target(link.page, link.url))) for link in call.links]
    if any(url for _, url in links):
        parts.append("\n".join(f"- {linked(escaped(label), url)}" for label, url in links if url))
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).split("\n"))


def comparison(
    renderer: Renderer, place: Page, area_id: str, comparison_id: str, columns: Sequence[str], rows: Sequence[Row]
) -> str:
    """A comparison as a table, its title above, and below it since when it is true and from where it comes."""
    found = renderer.registry.areas[area_id].comparisons[comparison_id]
    known = renderer.tables[area_id, comparison_id].columns
    chosen = {key: known[key] for key in columns}
    out = page_output(renderer, place, area_id)
    header = [escaped(column.heading) for column in chosen.values()]
    cells = [[_cell(row, key, column, out) for key, column in chosen.items()] for row in rows]
    numbers = [column.kind.IS_NUMERIC for column in chosen.values()]
    parts = [f"**{escaped(found.title)}**", table(header, cells, numbers)]
    notes = [f"{escaped(renderer.label('as_of'))} {found.as_of}."] if found.as_of else []
    if urls := all_sources(found.sources, chosen):
        links = ", ".join(linked(escaped(source(url).text), url) for url in urls)
        notes.append(f"{escaped(renderer.label('sources'))}: {links}.")
    return "\n\n".join([*parts, " ".join(notes)]).rstrip()


def _cell(row: Row, key: str, column: Column, out: Output) -> str:
    """A value with all that is known of it; numbers are not shortened, and notes stand behind it in parentheses."""
    value = row.cells[key]
    shown = _UNKNOWN if value is None else column.kind.markdown(value, out)
    return f"{shown} {_note(row.notes[key], out)}" if key in row.notes else shown


def _note(note: Note, out: Output) -> str:
    words = out.text.markdown(note.text) if note.text else ""
    cited = linked(escaped(source(note.source).text), note.source) if note.source else ""
    return f"({'; '.join(filter(None, [words, cited]))})"


def diagram(renderer: Renderer, place: Page, drawn: Diagram, home: str | None) -> str:
    """A diagram as its arrows, each with what it says; a dotted one has gaps. Nodes without an arrow stand alone."""
    alike: dict[str, list[str]] = {}
    for node_id, found in drawn.nodes.items():
        alike.setdefault(found.label, []).append(node_id)

    def node(node_id: str) -> str:
        found: Node = drawn.nodes[node_id]
        target = node_target(renderer, found, home)
        same = alike[found.label]
        number = f" ({same.index(node_id) + 1})" if len(same) > 1 else ""
        return linked(escaped(found.label) + number, place.resolve(target))

    items = [
        f"- {at_start(node(edge.source))} {_ARROWS[edge.dotted, edge.head]} {node(edge.target)}"
        + (f" ({escaped(edge.label)})" if edge.label else "")
        for edge in drawn.edges
    ]
    ends = {end for edge in drawn.edges for end in (edge.source, edge.target)}
    items += [f"- {at_start(node(node_id))}" for node_id in drawn.nodes if node_id not in ends]
    return f"**{escaped(drawn.title)}**\n\n" + "\n".join(items)


def topic_tables(renderer: Renderer, place: Page, chosen: Mapping[str, Sequence[str]], caption: str) -> str:
    """Topics with status and what to learn first, a table for each area."""
    if not any(chosen.values()):
        return f"{escaped(caption)}: {escaped(renderer.label('no_topics'))}"
    header = [escaped(renderer.label(key)) for key in ("topic", "status", "learn_first")]
    parts = [f"**{escaped(caption)}**"]
    for area_id, topic_ids in chosen.items():
        if not topic_ids:
            continue
        if len(chosen) > 1:
            target = area_target(renderer.registry, area_id)
            title = escaped(renderer.registry.areas[area_id].title)
            parts.append(at_start(linked(title, place.resolve(target))))
        parts.append(table(header, _topic_rows(renderer, place, area_id, topic_ids)))
    return "\n\n".join(parts)


def _topic_rows(renderer: Renderer, place: Page, area_id: str, topic_ids: Sequence[str]) -> Iterator[list[str]]:
    for topic_id in topic_ids:
        key = TopicKey(area_id, topic_id)
        topic = linked_topic(renderer, place, key)
        required = ", ".join(_topic(other) for other in required_links(renderer, place, key))
        yield [_topic(topic), escaped(topic.status_label), required or _UNKNOWN]


def _topic(topic: LinkedTopic) -> str:
    return linked(escaped(topic.title), topic.href)


def fault(block: str, message: str) -> str:
    """What is wrong with a block, in its place."""
    return f"> {escaped(block)}: {escaped(message)}"
