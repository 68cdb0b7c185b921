"""axe on a page, for what it finds wrong alone: to describe all that is right too takes it as long again."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
_PALETTES = {"light": ("__palette_0", "default"), "dark": ("__palette_1", "slate")}
"""The switch of a palette on a page of Material, and the palette's name."""


def violations(page: Page, *, tags: list[str] | None = None, within: str | None = None) -> list[dict[str, Any]]:
    """The rules that a page breaks, each with its nodes; `tags` choose rules, and `within` is a selector."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if tags:
        options["runOnly"] = {"type": "tag", "values": tags}
    context = {"include": [[within]]} if within else None
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    run = "async ([context, options]) => (await axe.run(context ?? document, options)).violations"
    found: list[dict[str, Any]] = page.evaluate(run, [context, options])
    return found


def show(page: Page, width: int, scheme: Scheme) -> None:
    """Give a page of Material another width and palette, as a reader does, without loading it again."""
    page.set_viewport_size({"width": width, "height": 900})
    switch, name = _PALETTES[scheme]
    page.evaluate("id => document.getElementById(id).click()", switch)
    # Material takes this attribute away when no color changes any more.
    page.wait_for_function(
        "name => document.body.matches(`[data-md-color-scheme=${name}]:not([data-md-color-switching])`)", arg=name
    )
