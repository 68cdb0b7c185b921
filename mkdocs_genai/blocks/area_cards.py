"""`/// area-cards`: a card for each area of the course."""

from __future__ import annotations

from markupsafe import Markup

from ..render.cards import render_area_cards
from ..render.markdown_blocks import area_items
from ..render.place import Place
from ..render.search import cards_words
from .base import BlockFault, RegistryBlock


class AreaCards(RegistryBlock):
    """Takes no options."""

    NAME = "area-cards"

    def render(self) -> Markup:
        """See RegistryBlock."""
        if self.argument:
            raise BlockFault("GA061", f"the block takes no argument, and '{self.argument}' is one; it shows all areas")
        return render_area_cards(self.renderer, self.page, self.renderer.registry.areas)

    def markdown(self, place: Place) -> str:
        """See RegistryBlock."""
        return area_items(self.renderer, place, self.renderer.registry.areas)

    def search_html(self) -> str:
        """See RegistryBlock."""
        areas = self.renderer.registry.areas.values()
        return cards_words(self.renderer, ((area.title, area.summary) for area in areas))
