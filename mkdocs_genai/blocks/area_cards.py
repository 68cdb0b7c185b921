"""`/// area-cards`: a card for each area of the course."""

from __future__ import annotations

from ..problems import ProblemError
from ..render.cards import render_area_cards
from ..render.search_words import SearchWords, cards_words
from .base import RegistryBlock, Show


class AreaCards(RegistryBlock):
    """Takes no options."""

    NAME = "area-cards"

    def show(self) -> Show:
        """See RegistryBlock."""
        if self.argument:
            raise ProblemError("GA061", f"the block takes no argument, and '{self.argument}' is one; it shows all areas")
        renderer = self.renderer
        self.page.shown.areas.update(renderer.registry.areas)
        return lambda place: render_area_cards(renderer, place, renderer.registry.areas)

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        areas = self.renderer.registry.areas.values()
        return cards_words(self.renderer, ((area.title, area.summary) for area in areas))
