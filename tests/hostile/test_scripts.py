"""Payloads in every text and option, in a real browser, on a real site: nothing runs, and nothing is asked for."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..conftest import write_tree
from ..site.course import build_site
from . import payloads, small_sites
from .marked_site import CONFIG, PER_PAGE, write_site
from .small_sites import write_extended, write_fences, write_heads, write_once, write_problems
from .watched import USE, Watched, served_strictly

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.uncounted]

ALL = os.environ.get("PAYLOADS") == "all"
"""`make hostile` takes them all."""
COUNT = 540
"""Some 35 are no text, or a link that inline Markdown refuses."""
COUNT_IN_PROBLEMS = COUNT if ALL else COUNT // 3
"""Each is quoted by more than ten problems, all of which are printed by the same lines."""
IN_AN_AREA = 1 if ALL else 3
"""Payloads that share the texts of one area, since most of the time is the building of blocks for each."""
TOGETHER = 50
"""Heads of pages that are looked at at once."""
SEARCHES = ("alert", "script", "javascript", "onerror", "svg", "ran")


def batches() -> list[list[str]]:
    if not ALL:
        return [payloads.some(COUNT)]
    everything = [*reversed(payloads.own()), *payloads.published()]
    return [everything[first : first + COUNT] for first in range(0, len(everything), COUNT)]


@pytest.mark.parametrize("batch", batches(), ids=lambda batch: f"{len(batch)} payloads")
def test_nothing_runs_and_nothing_is_asked_for(batch: list[str], browser: Browser, tmp_path: Path) -> None:
    write_site(tmp_path, batch, together=IN_AN_AREA)
    site = build_site(tmp_path).site
    names = ["", *(f"{page.parent.name}/" for page in sorted(site.glob("*/index.html")))]
    assert len(names) > 2 * len(batch) / IN_AN_AREA / PER_PAGE
    with served_strictly(site) as url, contextlib.closing(Watched(browser, url)) as watched:
        for name in names:
            watched.open(name)
            watched.page.evaluate(USE)
            assert watched.harm() == [], name
        words = Counter(word for payload in batch for word in set(re.findall(r"\w+", payload.lower())))
        for word in (word for word in SEARCHES if words[word] > 20):
            watched.search(word)
            assert watched.harm() == [], word


@pytest.mark.parametrize("generic", [True, False])
def test_what_extensions_of_markdown_make_of_a_text_does_nothing(browser: Browser, tmp_path: Path, *, generic: bool) -> None:
    """Formulas in each of their two forms, emoji, keys, marked words, attribute lists."""
    batch = payloads.extended()
    assert len(batch) >= 500
    write_extended(tmp_path, batch, generic=generic)
    site = build_site(tmp_path).site
    with served_strictly(site) as url, contextlib.closing(Watched(browser, url)) as watched:
        watched.open("")
        assert watched.page.locator("tbody tr").count() == len(batch)
        cells = watched.page.locator("tbody td")
        for tag in ("mark", "kbd", "code", "sup", "sub", "ul"):
            assert cells.locator(tag).count(), tag
        # Formulas that a script of the site would typeset.
        formulas = cells.locator(".arithmatex" if generic else "script[type^='math/tex']").all_text_contents()
        assert formulas
        assert not [text for text in formulas if re.search(r"href|url|mmlToken|evil", text)]
        watched.page.evaluate(USE)
        assert watched.harm() == []


def test_labels_and_what_a_course_says_once_do_nothing(browser: Browser, tmp_path: Path) -> None:
    batch = payloads.some(COUNT)
    unseen: list[set[str]] = []
    for half in (batch[::2], batch[1::2]):
        words = write_once(tmp_path, half)
        site = build_site(tmp_path).site
        html = ""
        with served_strictly(site) as url, contextlib.closing(Watched(browser, url)) as watched:
            for page in ("", "a/", "t/", "u/", "b/"):
                watched.open(page)
                html += (site / page / "index.html").read_text("utf-8")
                watched.page.evaluate(USE)
                assert watched.harm() == [], page
        html += (site / "llms.txt").read_text("utf-8")
        unseen.append({word for word in words if f"{word} " not in html})
    assert unseen == [set(), set()]


def test_heads_of_pages_hold_every_text(browser: Browser, tmp_path: Path) -> None:
    """Descriptions, Open Graph, JSON-LD, and the ways through the course."""
    names = write_heads(tmp_path, payloads.some(COUNT))
    assert len(names) >= 500
    site = build_site(tmp_path).site
    with served_strictly(site) as url, contextlib.closing(Watched(browser, url)) as watched:
        for first in range(0, len(names), TOGETHER):
            # To a browser, what belongs into a head is the same in a body.
            together = "".join((site / name).read_text("utf-8") for name in names[first : first + TOGETHER])
            (site / "plain" / f"{first}.html").write_text(together, "utf-8")
            watched.open(f"plain/{first}.html")
            assert watched.page.locator("script[type='application/ld+json']").count() == together.count('"application/ld+json"')
            assert watched.harm() == []


def test_diagrams_that_a_browser_draws_show_every_text(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.find_spec("mermaidx")
    assert spec
    assert spec.origin
    monkeypatch.setattr("mkdocs_genai.hosts.mkdocs.build_and_serve.BEST_ENGINE", None)  # as where the extras are not installed
    count = write_fences(tmp_path, payloads.some(COUNT), Path(spec.origin).parent / "assets" / "mermaid.js")
    site = build_site(tmp_path).site
    # Mermaid writes styles into what it draws.
    with served_strictly(site, "'self' 'unsafe-inline'") as url, contextlib.closing(Watched(browser, url)) as watched:
        watched.open("")
        watched.page.wait_for_function("count => window.roots.length > count", arg=count)
        assert watched.harm() == []
        shown = watched.page.evaluate("window.roots.slice(1).map(root => root.textContent).join()")
        assert [text for text in small_sites.texts(payloads.some(COUNT)) if text not in shown] == []


def test_problems_quote_every_text(browser: Browser, tmp_path: Path) -> None:
    count = write_problems(tmp_path, payloads.some(COUNT_IN_PROBLEMS))
    site = build_site(tmp_path, "serve").site
    with served_strictly(site) as url, contextlib.closing(Watched(browser, url)) as watched:
        watched.open("")
        assert watched.page.locator(".genai-banner li").count() > 10 * count
        assert watched.harm() == []


def test_the_same_payloads_do_harm_where_they_are_taken_for_more_than_text(browser: Browser, tmp_path: Path) -> None:
    """What finds nothing above does find it."""
    write_tree(
        tmp_path,
        f"--- mkdocs.yml\n{CONFIG}--- docs/registry.yml\ncourse: {{}}\n--- docs/plain.md\n# Plain\n--- docs/index.md\nx",
    )
    (tmp_path / "docs" / "raw.md").write_text("\n\n".join(text for text in payloads.some(60) if "refresh" not in text), "utf-8")
    with served_strictly(build_site(tmp_path).site) as url, contextlib.closing(Watched(browser, url)) as watched:
        watched.open("plain/")
        assert watched.harm() == []
        watched.open("raw/")
        harm = "\n".join(watched.harm())
    for sign in ("policy: script-src", "policy: img-src", "onclick=ran(1)"):
        assert sign in harm
