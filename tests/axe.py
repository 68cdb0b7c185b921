"""axe on a page, for what it finds wrong alone: to describe all that is right too takes it as long again."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, *, tags: list[str] | None = None, within: str | None = None) -> list[dict[str, Any]]:
    """The rules that a page breaks, each with its nodes; `tags` choose rules, and `within` is a selector."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if tags:
        options["runOnly"] = {"type": "tag", "values": tags}
    context = {"include": [[within]]} if within else None
    found: list[dict[str, Any]] = Axe().run(page, context=context, options=options).response["violations"]
    return found
