"""A registry that records which areas are read, so that a host knows which pages depend on them.

Reads are recorded by the methods of dict that `_Areas` overrides: `[]`, `get`, `in`, iteration, `keys`, `values` and `items`,
with all that Python does by these, such as `sorted` or `{**areas}`. A read by another method, such as `reversed` or `==`, would
not be recorded. `len` and the truth value need not be, because the number of areas is part of the `structure`.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView
from typing import Any

from .model import Area, Registry

NoteArea = Callable[[str | None], None]
"""Called with the id of an area that was read; with None if all were."""


def recording_reads(registry: Registry, note: NoteArea) -> Registry:
    """The registry, as one that calls `note` for each area that is read."""
    return registry.model_copy(update={"areas": _Areas(registry.areas, note)})


def structure(registry: Registry) -> Any:
    """The part of the registry that the order and links of a whole course depend on; equal if only contents differ.

    These are computed once for all pages, so they are not recorded as reads of a single page.
    """
    areas = [
        (
            area_id,
            area.page,
            area.url,
            area.requires,
            [(topic_id, topic.page, topic.url, topic.status, topic.requires) for topic_id, topic in area.topics.items()],
            [(comparison_id, comparison.page) for comparison_id, comparison in area.comparisons.items()],
        )
        for area_id, area in registry.areas.items()
    ]
    return registry.course, registry.imports, areas


class _Areas(dict[str, Area]):
    def __init__(self, areas: dict[str, Area], note: NoteArea) -> None:
        super().__init__(areas)
        self._note = note

    def __getitem__(self, area_id: str) -> Area:
        self._note(area_id)
        return super().__getitem__(area_id)

    def get(self, area_id: str, default: Any = None) -> Any:
        """See dict."""
        self._note(area_id)
        return super().get(area_id, default)

    def __contains__(self, area_id: object) -> bool:
        self._note(str(area_id))
        return super().__contains__(area_id)

    def __iter__(self) -> Iterator[str]:
        self._note(None)
        return super().__iter__()

    def keys(self) -> KeysView[str]:  # type: ignore[override] # a dict's own type is not public
        """See dict."""
        self._note(None)
        return super().keys()

    def values(self) -> ValuesView[Area]:  # type: ignore[override] # as above
        """See dict."""
        self._note(None)
        return super().values()

    def items(self) -> ItemsView[str, Area]:  # type: ignore[override] # as above
        """See dict."""
        self._note(None)
        return super().items()
