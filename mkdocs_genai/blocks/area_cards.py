"""`/// area-cards`: a card for each area of the course."""

from __future__ import annotations

from ..render.cards import render_area_cards
from ..render.page import SearchWords
from ..render.renderer import Renderer
from ..render.search_words import cards_words
from ..render.shown_content import Shown
from .base import RegistryBlock, Show


class AreaCards(RegistryBlock):
    """Takes no argument and no options, since it shows all areas."""

    NAME = "area-cards"
    ARGUMENT = False

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        self.page.shown.areas.update(renderer.registry.areas)
        return lambda page: render_area_cards(renderer, page, renderer.registry.areas)

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """See RegistryBlock."""
        del argument, home
        return Shown(areas=set(renderer.registry.areas))

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        renderer = self.renderer
        return cards_words(
            renderer,
            (
                (renderer.planned(area.title) if area.is_planned else area.title, area.summary)
                for area in renderer.registry.areas.values()
            ),
        )
