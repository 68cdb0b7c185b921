"""`/// area-cards`: a card for each area of the course."""

from __future__ import annotations

from markupsafe import Markup

from ..render.cards import render_area_cards
from ..render.markdown_blocks import area_items
from ..render.page import SearchWords
from ..render.search_words import cards_words
from .base import AsMarkdown, RegistryBlock


class AreaCards(RegistryBlock):
    """Takes no argument and no options, since it shows all areas."""

    NAME = "area-cards"
    ARGUMENT = False

    def render(self) -> Markup:
        """See RegistryBlock."""
        self.page.shown.areas.update(self.renderer.registry.areas)
        return render_area_cards(self.renderer, self.page, self.renderer.registry.areas)

    def markdown(self) -> AsMarkdown:
        """See RegistryBlock."""
        renderer = self.renderer
        return lambda page: area_items(renderer, page, renderer.registry.areas)

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        areas = self.renderer.registry.areas.values()
        return cards_words(self.renderer, ((area.title, area.summary) for area in areas))
