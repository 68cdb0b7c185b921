"""Resolves a block's argument to an entry of the registry: REF is an id in the page's own area, or `area/id`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from ..identifiers import in_area, is_id
from ..problems import ProblemError
from ..registry.learning_order import TopicKey, learning_order, topics_by_page
from ..registry.references import no_topic
from ..suggestions import did_you_mean
from .base import RegistryBlock


def area_of(block: RegistryBlock) -> str:
    """The area that a block names, or the page's own. Raises ProblemError."""
    areas = block.renderer.registry.areas
    if not block.argument:
        if block.page.home is None:
            raise ProblemError(
                "GA062", f"this page does not belong to an area, so name one: /// {block.NAME} | AREA{did_you_mean('', areas)}"
            )
        return block.page.home
    if block.argument not in areas:
        raise _no_area(block.argument, areas)
    return block.argument


def _no_area(area_id: str, areas: Collection[str]) -> ProblemError:
    elsewhere = "; blocks show only areas of this course, but links can name another course's"
    hint = elsewhere if ":" in area_id else did_you_mean(area_id, areas)
    return ProblemError("GA062", f"there is no area '{area_id}'{hint}", awaits_files=is_id(area_id))


def topic_of(block: RegistryBlock) -> TopicKey:
    """The topic that a block names, or whose deep dive the page is. Raises ProblemError."""
    if not block.argument:
        if key := topics_by_page(block.renderer.registry).get(block.page.src_uri):
            return key
        raise ProblemError("GA062", f"this is not the page of a topic, so name one: /// {block.NAME} | AREA/TOPIC")
    return _topic_of(block)


def entry_of(block: RegistryBlock, kind: Literal["comparisons", "diagrams"]) -> tuple[str, str]:
    """The ids of the area and of the comparison or diagram that a block names. Raises ProblemError."""
    areas = block.renderer.registry.areas
    singular = kind.removesuffix("s")
    area_id, entry_id = in_area(block.argument, block.page.home)
    if not block.argument:
        home = block.page.home
        choices = did_you_mean("", getattr(areas[home], kind)) if home else ""
        raise ProblemError("GA062", f"name a {singular}: /// {block.NAME} | {singular.upper()}{choices}")
    if area_id is None:
        raise ProblemError("GA062", f"this page does not belong to an area, so name one: /// {block.NAME} | AREA/{entry_id}")
    if area_id not in areas:
        raise _no_area(area_id, areas)
    entries = getattr(areas[area_id], kind)
    if entry_id not in entries:
        message = f"the area '{area_id}' has no {singular} '{entry_id}'{did_you_mean(entry_id, entries)}"
        raise ProblemError("GA062", message)
    return area_id, entry_id


def topics_of(block: RegistryBlock, kind: Literal["keypoints", "resources"]) -> list[TopicKey]:
    """The topics with keypoints or resources that a block is about: the one that it names, else the page's own.

    On an area's own page, and with the name of an area, these are all topics of that area. Raises ProblemError.
    """
    areas = block.renderer.registry.areas
    if block.argument in areas and not (block.page.home and block.argument in areas[block.page.home].topics):
        found = _keys(block, block.argument)
    elif block.argument:
        found = [_topic_of(block)]
    else:
        home = area_of(block)
        own = [key for key in _keys(block, home) if areas[home].topics[key.topic].page == block.page.src_uri]
        found = own or _keys(block, home)
    said = [key for key in found if getattr(areas[key.area].topics[key.topic], kind)]
    if not said:
        where = "/".join(found[0]) if len(found) == 1 else block.argument or block.page.home
        raise ProblemError("GA062", f"'{where}' has no `{kind}` in the registry")
    return said


def _keys(block: RegistryBlock, area_id: str) -> list[TopicKey]:
    registry = block.renderer.registry
    return [TopicKey(area_id, topic_id) for topic_id in learning_order(registry, area_id)]


def _topic_of(block: RegistryBlock) -> TopicKey:
    areas = block.renderer.registry.areas
    area_id, topic_id = in_area(block.argument, block.page.home)
    if area_id is None:
        raise ProblemError("GA062", f"this page does not belong to an area, so name one: /// {block.NAME} | AREA/{topic_id}")
    if area_id not in areas:
        raise _no_area(area_id, areas)
    if topic_id not in areas[area_id].topics:
        raise ProblemError("GA062", no_topic(areas, area_id, topic_id))
    return TopicKey(area_id, topic_id)
