"""Where HTML goes: the page that is being made, as far as rendering needs to know it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ..identifiers import address_problem
from .publishable import Shown

Format = Literal["html", "md"]
"""The ending of a template's name: HTML, or Markdown for a page's Markdown version."""


@dataclass
class Place:
    """One page while it is made.

    `address_of` turns a target (`generative-ai/index.md#topic_…`, or an address with a scheme) into an address relative to
    this page, and gives None where nothing is there. `anchors` collects the ids that are put into the page.
    """

    src_uri: str
    address_of: Callable[[str], str | None]
    format: Format = field(default="html", kw_only=True)
    """What blocks are written as there."""
    anchors: set[str] = field(default_factory=set)
    resolve_in_drawing: Callable[[str], str | None] | None = None
    """The same for what is no HTML, where the host turns addresses in HTML into others once the page is made."""

    shown: Shown = field(default_factory=Shown)
    """What the page shows of the registry."""

    _resolved: dict[str, str | None] = field(default_factory=dict)
    """What has been asked for: cards, heads and data for machines lead to the same places."""
    _numbers: dict[str, int] = field(default_factory=dict)
    """The last number of each id that several things asked for."""

    def resolve(self, target: str) -> str | None:
        """What a link to a target has as its address; None where nothing is there, or where no link may lead.

        Unsafe addresses are mistakes, and a build stops at them. A preview goes on, and must not have them either.
        """
        if target not in self._resolved:
            self._resolved[target] = None if address_problem(target) else self.address_of(target)
        return self._resolved[target]

    def claim(self, anchor: str) -> str | None:
        """The anchor for the first thing on the page that asks for it, None for a repetition: ids are unique."""
        if anchor in self.anchors:
            return None
        self.anchors.add(anchor)
        return anchor

    def unique(self, name: str) -> str:
        """An id for internal use that nothing else on the page has."""
        candidate, number = name, self._numbers.get(name, 1)
        while self.claim(candidate) is None:
            number += 1
            candidate = f"{name}_{number}"
        self._numbers[name] = number
        return candidate
