"""axe on a page, for what it finds wrong alone: to describe all that is right too takes it as long again."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_PALETTES = {"light": ("__palette_0", "default"), "dark": ("__palette_1", "slate")}
"""The switch of a palette on a page of Material, and the palette's name."""


_COLORS = """async ([known, within]) => {
  // What is behind a text: the surfaces that it is in, the outermost first. What is positioned may be over any other.
  const behind = new Map([[null, ""]])
  const surface = element => {
    if (!behind.has(element)) {
      const style = getComputedStyle(element)
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join()
      const place = style.position === "static" ? "" : `${element.localName}.${element.classList} ${style.position}`
      const plain = own === "rgba(0, 0, 0, 0),none,1,none" ? place : `${own} ${place}`
      behind.set(element, `${surface(element.parentElement)}/${plain}`.replace(/[/]+$/, ""))
    }
    return behind.get(element)
  }
  const look = element => {
    const style = getComputedStyle(element)
    return [style.color, style.fontSize, style.fontWeight, style.textShadow, surface(element)].join(" ")
  }
  const hasText = element => element.matches("input, select, textarea")
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
  // A link must differ from the words around it.
  const linkLook = link => {
    const style = getComputedStyle(link)
    const lines = [style.textDecorationLine, style.textDecorationStyle, style.borderBottom, style.fontStyle]
    return `${look(link)} ${lines} in ${look(link.parentElement)}`
  }
  const fresh = new Map()
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.closest(within) || !element.checkVisibility()) continue
    if (hasText(element)) fresh.set(look(element), element)
    if (element.matches("a[href], [role=link]")) fresh.set(linkLook(element), element)
  }
  known.forEach(each => fresh.delete(each))
  const options = {resultTypes: ["violations"], runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}}
  const found = fresh.size ? (await axe.run({include: [...fresh.values()]}, options)).violations : []
  return [found, [...fresh.keys()]]
}"""
"""Runs axe on one text of each look, and on one link of each look among words; gives what it finds, and the looks."""
COLOR_RULES = ("color-contrast", "link-in-text-block")
"""All rules that a palette alone can break."""


def violations(
    page: Page, *, tags: list[str] | None = None, within: str | None = None, without: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """The rules that a page breaks, each with its nodes; `tags` choose rules, `within` is a selector, `without` names rules."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    if tags:
        options["runOnly"] = {"type": "tag", "values": tags}
    context = {"include": [[within]]} if within else None
    _load(page)
    run = "async ([context, options]) => (await axe.run(context ?? document, options)).violations"
    found: list[dict[str, Any]] = page.evaluate(run, [context, options])
    return found


def color_violations(page: Page, known: set[str], *, within: str = "body") -> list[dict[str, Any]]:
    """As `violations`, for colors alone, which take axe longer than all other rules, and only of texts and links of a new look.

    The contrast of two texts of one color, size, weight and background is the same. `known` gets the looks of this page.
    """
    _load(page)
    found, looks = page.evaluate(_COLORS, [sorted(known), within])
    known.update(looks)
    return list(found)


def _load(page: Page) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)


def show(page: Page, width: int, scheme: Scheme) -> None:
    """Give a page of Material another width and palette, as a reader does, without loading it again."""
    page.set_viewport_size({"width": width, "height": 900})
    switch, name = _PALETTES[scheme]
    page.evaluate("id => document.getElementById(id).click()", switch)
    # Material takes this attribute away when no color changes any more.
    page.wait_for_function(
        "name => document.body.matches(`[data-md-color-scheme=${name}]:not([data-md-color-switching])`)", arg=name
    )
    # Material sets the sidebars' height in the frame after a resize.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
