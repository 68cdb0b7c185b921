"""`/// glossary | [AREA]`: the terms of the course or of an area, by letter."""

from __future__ import annotations

from ..problems import ProblemError
from ..registry.glossary import course_terms
from ..render.page import SearchWords
from ..render.renderer import Renderer
from ..render.shown_content import Shown
from ..render.terms import glossary_words, render_glossary
from .arguments import area_of
from .base import RegistryBlock, Show


class GlossaryBlock(RegistryBlock):
    """Takes no options. On a page that belongs to no area, a block without an argument has all terms of the course."""

    NAME = "glossary"

    def show(self) -> Show:
        """See RegistryBlock."""
        area_id = area_of(self) if self.argument or self.page.home else None
        renderer = self.renderer
        self.terms = terms = list(course_terms(renderer.registry, area_id))
        if not terms:
            where = f"the area '{area_id}'" if area_id else "the course"
            raise ProblemError("GA062", f"{where} has no `terms` in the registry")
        self.page.shown.terms.update(found.id for found in terms)
        return lambda page: render_glossary(renderer, page, terms)

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """See RegistryBlock."""
        return Shown(terms={found.id for found in course_terms(renderer.registry, argument or home)})

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        return glossary_words(self.renderer, self.terms)
