"""What stands around a page's content, and in its head. It goes into the page's `meta`, which Zensical gives its templates.

The templates of `derived_theme` print it; a course's own may do so as under MkDocs, as `genai.topic_header` and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from markupsafe import escape

from ...build import Build
from ...problems import ProblemError
from ...render.deep_dives import DeepDives, TopicFrame
from ...render.json_ld import SiteFacts, StructuredData
from ...render.metadata import WrittenFacts, render_head
from ...render.page import Page
from ...targets import home_page
from .site import FrameSite

META = "genai"
"""The key in a page's `meta`, and the name under which templates of a course know it."""


class Frames:
    """The frames of one build's pages; `metadata` says whether heads describe pages that the registry names.

    For `written` see ZensicalSite.
    """

    def __init__(self, build: Build, written: frozenset[str], description: str | None, *, metadata: bool) -> None:
        self._build = build
        self._site = FrameSite(build.project, quiet=True)
        self._site.written = written
        self._description = description
        self._metadata = metadata
        self._home_page = home_page(build.project.has_page)

    @cached_property
    def _deep_dives(self) -> DeepDives:
        return DeepDives(self._build.renderer.registry)

    @cached_property
    def _things(self) -> StructuredData:
        build, project = self._build, self._build.project
        facts = SiteFacts(project.site_name, self._home_page, self._description, project.site_url)
        return StructuredData(build.renderer, facts)

    def put(self, meta: dict[str, Any], title: str | None, made: Page, *, shows: bool) -> None:
        """Put a converted page's frame, and a description if it has none, into its `meta`; `title` is Zensical's.

        `shows` says whether the page shows something of the registry.
        """
        page = made.on_site(self._site)
        try:
            frame = self._deep_dives.frame(self._build.renderer, page, self._home_page)
            frame = self._with_head(frame, page, title, meta)
        except ProblemError as fault:
            made.fault(None, fault.code, str(fault))
            return
        needs_style = bool(frame.topic_header or frame.topic_footer or shows)
        if frame.description:
            # Escaped, because the theme prints it unescaped into an attribute.
            meta["description"] = str(escape(frame.description))
        if needs_style or frame.head:
            meta[META] = {
                "topic_header": str(frame.topic_header),
                "topic_footer": str(frame.topic_footer),
                "head": str(frame.head),
                "styled": needs_style,
            }

    def _with_head(self, frame: TopicFrame, page: Page, title: str | None, meta: Mapping[str, Any]) -> TopicFrame:
        """The frame with the elements of the page's head."""
        site_url = self._build.project.site_url
        if not self._metadata:
            return frame
        written = WrittenFacts(title, meta, urljoin(site_url, page.address.url) if site_url else None)
        head, description = render_head(self._things, page, written, describe=False, cards=False)
        return frame._replace(head=head, description=description)
