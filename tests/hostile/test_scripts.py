"""Payloads in every text and option, in a real browser, on a real site: nothing runs, and nothing is asked for."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import http.server
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from ..conftest import run_mkdocs, write_tree
from . import payloads
from .marked_site import CONFIG, PER_PAGE, write_site

pytestmark = pytest.mark.browser

ALL = os.environ.get("PAYLOADS") == "all"
"""`make hostile` takes them all, and each of them in every block."""
COUNT = 500

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_WATCH = """
window.ran = []
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => window.ran.push(name)
document.addEventListener("securitypolicyviolation", event =>
  window.ran.push(`policy: ${event.violatedDirective} ${event.sample}`))
"""
_UNSAFE = """() => {
  const found = []
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || name === "formaction")
        found.push(`${element.localName} ${name}=${value}`)
      if (["href", "xlink:href", "src", "action", "data"].includes(name)) {
        let scheme = "https:"
        try { scheme = new URL(value, document.baseURI).protocol } catch {}
        if (!["http:", "https:", "mailto:"].includes(scheme)) found.push(`${element.localName} ${name}=${value}`)
      }
    }
    if (["iframe", "object", "embed", "base", "frame", "applet", "math", "video", "audio"].includes(element.localName)
        || (element.localName === "meta" && element.httpEquiv) || (element.localName === "img" && element.closest(".genai")))
      found.push(element.outerHTML.slice(0, 200))
  }
  return [...found, ...window.ran]
}"""


def _policy(page: Path) -> str:
    """A policy that allows no script but files of the site, and those that the theme itself has inline on a page like this."""
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page.read_bytes()))
    allowed = " ".join(f"'sha256-{found}'" for found in hashes)
    return f"default-src 'self'; script-src 'self' 'report-sample' {allowed}; style-src 'self'; img-src 'self' data:"


_USE = """() => {
  for (const table of [...document.querySelectorAll("genai-table")].slice(0, 4)) {
    for (const field of table.querySelectorAll("input[type=search]")) {
      field.value = "a"
      field.dispatchEvent(new Event("input", {bubbles: true}))
    }
    for (const name of ["button:not(thead button)", "thead button", "input[type=checkbox]", "button:not(thead button)"])
      for (const control of [...table.querySelectorAll(name)].slice(0, 8)) control.click()
  }
}"""
"""Uses the controls of the first tables; the others have the same ones."""


class Watched:
    """A browser that notes whatever a page does beyond being shown."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.seen: list[str] = []
        context = browser.new_context()
        context.add_init_script(_WATCH)
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self.seen.append(f"console: {said.text}") if said.type != "log" else None)
        self.page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on(
            "response", lambda answer: self.seen.append(f"{answer.status}: {answer.url}") if answer.status > 399 else None
        )
        context.on("page", lambda page: self.seen.append(f"window: {page.url}"))
        context.route("**/*", self._request)

    def _dialog(self, dialog: Any) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, route: Any) -> None:
        address = route.request.url
        if urlsplit(address).scheme in ("data", "blob") or address.startswith(self.url):
            route.continue_()
        else:
            self.seen.append(f"request: {address}")
            route.abort()

    def open(self, name: str) -> None:
        self.page.goto(self.url + name)
        self.page.wait_for_load_state("load")

    def close(self) -> None:
        self.page.context.close()

    def harm(self) -> list[str]:
        return [*self.page.evaluate(_UNSAFE), *self.seen]


@contextlib.contextmanager
def served_strictly(site: Path) -> Iterator[str]:
    """Serve a site with such a policy; what the theme has inline differs by a page's depth."""
    policies = {depth: _policy(site / name) for depth, name in enumerate(("index.html", "plain/index.html"))}

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policies[int(self.path != "/" and self.path.endswith("/"))])
            super().end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Tests say what they have to say themselves."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def batches() -> list[list[str]]:
    if not ALL:
        return [payloads.some(COUNT)]
    everything = [*reversed(payloads.own()), *payloads.published()]
    return [everything[first : first + COUNT] for first in range(0, len(everything), COUNT)]


@pytest.mark.parametrize("batch", batches(), ids=lambda batch: f"{len(batch)} payloads")
def test_nothing_runs_and_nothing_is_asked_for(batch: list[str], browser: Browser, tmp_path: Path) -> None:
    write_site(tmp_path, batch, every_block=ALL)
    done = run_mkdocs("build", "-f", tmp_path / "mkdocs.yml")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    site = tmp_path / "site"
    names = ["", *(f"{page.parent.name}/" for page in sorted(site.glob("*/index.html")))]
    assert len(names) > 2 * len(batch) / PER_PAGE
    with served_strictly(site) as url, contextlib.closing(Watched(browser, url)) as watched:
        for name in names:
            watched.open(name)
            watched.page.evaluate(_USE)
            assert watched.harm() == [], name
        watched.page.locator("[data-md-component=search-query]").first.fill("alert")
        watched.page.locator(".md-search-result__item").first.wait_for()
        assert watched.harm() == []


def test_the_same_payloads_do_harm_where_they_are_taken_for_more_than_text(browser: Browser, tmp_path: Path) -> None:
    """What finds nothing above does find it."""
    write_tree(
        tmp_path,
        f"--- mkdocs.yml\n{CONFIG}--- docs/registry.yml\ncourse: {{}}\n--- docs/plain.md\n# Plain\n--- docs/index.md\nx",
    )
    (tmp_path / "docs" / "raw.md").write_text("\n\n".join(text for text in payloads.some(60) if "refresh" not in text), "utf-8")
    done = run_mkdocs("build", "--quiet", "-f", tmp_path / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    with served_strictly(tmp_path / "site") as url, contextlib.closing(Watched(browser, url)) as watched:
        watched.open("plain/")
        assert watched.harm() == []
        watched.open("raw/")
        harm = "\n".join(watched.harm())
    for sign in ("policy: script-src", "policy: img-src", "onclick=ran(1)"):
        assert sign in harm
