"""Pages in a real browser, which must neither complain nor ask anything of other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ..axe import Scheme

OpenPage = Callable[..., Page]

_OPEN_SHADOWS = """
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function () { return attach.call(this, {mode: "open"}) }
"""
"""Material puts what Mermaid draws into a closed shadow root, where no test could see it."""


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, and fails afterwards if one of them logged an error or sent a request elsewhere."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_page(url: str, *, width: int = 1280, scheme: Scheme = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts, reduced_motion="reduce"
        )
        contexts.append(context)
        context.add_init_script(_OPEN_SHADOWS)
        page = context.new_page()
        here = urlsplit(url).netloc

        def note_request(address: str) -> None:
            # Others, such as data: and blob:, have no host.
            if urlsplit(address).netloc not in ("", here):
                problems.append(f"request: {address}")

        context.on("request", lambda request: note_request(request.url))
        page.on("console", lambda said: problems.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on(
            "response",
            lambda response: problems.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
        )
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
