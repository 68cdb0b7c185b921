"""A browser that notes whatever a page does beyond being shown, and a server with a strict policy."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from ..web_server import QuietHandler, listening

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_WATCH = """
window.ran = []
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => window.ran.push(name)
// Material puts what Mermaid draws into a closed shadow root.
window.roots = [document]
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function () {
  const root = attach.call(this, {mode: "open"})
  window.roots.push(root)
  return root
}
document.addEventListener("securitypolicyviolation", event =>
  window.ran.push(`policy: ${event.violatedDirective} ${event.sample}`))
"""
_UNSAFE = """() => {
  const found = []
  for (const element of window.roots.flatMap(root => [...root.querySelectorAll("*")])) {
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
        || (element.localName === "meta" && element.httpEquiv)
        || (element.localName === "img" && (element.closest(".genai") || element.getRootNode() !== document)))
      found.push(element.outerHTML.slice(0, 200))
  }
  return [...found, ...window.ran]
}"""


def _policy(page: Path, styles: str) -> str:
    """A policy that allows no script but files of the site, and those that the theme itself has inline on a page like this."""
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE.findall(page.read_bytes()))
    allowed = " ".join(f"'sha256-{found}'" for found in hashes)
    return f"default-src 'self'; script-src 'self' 'report-sample' {allowed}; style-src {styles}; img-src 'self' data:"


USE = """async () => {
  // A browser shows the full screen only to a reader's own click, and logs any other.
  const full = JSON.parse(document.querySelector("genai-table")?.dataset.words ?? "{}").fullscreen
  for (const table of [...document.querySelectorAll("genai-table")].slice(0, 4)) {
    // What the controls do comes when a reader does.
    table.dispatchEvent(new PointerEvent("pointerover", {bubbles: true}))
    for (let frame = 0; !table.tool; frame++) {
      if (frame > 600) throw new Error("the tools of a table did not come")
      await new Promise(requestAnimationFrame)
    }
    for (const field of table.querySelectorAll("input[type=search]")) {
      field.value = "a"
      field.dispatchEvent(new Event("input", {bubbles: true}))
    }
    for (const name of ["button:not(thead button)", "thead button", "input[type=checkbox]", "button:not(thead button)"])
      for (const control of [...table.querySelectorAll(name)].slice(0, 8)) if (control.textContent !== full) control.click()
  }
}"""
"""Uses the controls of the first tables; the others have the same ones."""


_FOUND = """words => [...document.querySelectorAll(".md-search-result mark")]
  .some(mark => mark.textContent.toLowerCase() === words)"""
_SHOW_ALL = """async () => {
  const box = document.querySelector(".md-search__scrollwrap")
  let shown = -1
  while (shown < box.querySelectorAll("article").length) {
    shown = box.querySelectorAll("article").length
    for (const more of box.querySelectorAll("details:not([open])")) more.open = true
    box.scrollTop = box.scrollHeight
    await new Promise(done => setTimeout(done, 100))
  }
  return shown
}"""


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

    def search(self, words: str) -> None:
        """Type into Material's search, and have all results shown, which come as a reader scrolls."""
        field = self.page.locator("[data-md-component=search-query]").first
        field.fill(words)
        field.press("End")  # Material listens to keys
        self.page.wait_for_function(_FOUND, arg=words)
        self.page.evaluate(_SHOW_ALL)

    def close(self) -> None:
        self.page.context.close()

    def harm(self) -> list[str]:
        return [*self.page.evaluate(_UNSAFE), *self.seen]


@contextlib.contextmanager
def served_strictly(site: Path, styles: str = "'self'") -> Iterator[str]:
    """Serve a site with such a policy; what the theme has inline differs by a page's depth."""
    policies = {depth: _policy(site / name, styles) for depth, name in enumerate(("index.html", "plain/index.html"))}

    class Handler(QuietHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policies[int(self.path.count("/") > 1)])
            super().end_headers()

    with listening(Handler, site) as address:
        yield f"{address}/"
