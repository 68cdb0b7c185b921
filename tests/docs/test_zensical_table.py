"""The table of what works under Zensical is true."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ..conftest import ENVIRONMENT, ROOT, MakeOnce, write_tree
from ..hosts.zensical import TREE, zensical

PAGE = (ROOT / "docs" / "use" / "zensical.md").read_text("utf-8")
ROWS = re.findall(r"^\| (?!What \|)([^|]+) \| (yes|no) \| (yes|no) \|$", PAGE, re.MULTILINE)
ALONE = (ROOT / "docs" / "snippets" / "zensical" / "mkdocs.yml").read_text("utf-8").partition("[start:zensical]\n")[2]
MORE = """--- docs/more.md
# More

/// quiz | baking/dough
///

/// glossary
///

/// comparison-chart | baking/flours
    kind: bars
///

/// topic-list
///

[Oven][topic:baking/oven]
--- docs/words.md
# Words alone
--- own/genai/topic-list.html
<p class="mine">All of it</p>
--- docs/registry/course.yml
title: Kitchen
labels: {figure: "Drawing {number}"}
terms: {crumb: {title: Crumb, summary: Soft.}}
"""
QUIZ = "\n    quiz: {why: {prompt: Why?, choices: {a: {text: So, correct: true}, b: Never}}}\n"


def tree() -> str:
    """The course, with a quiz, a term, templates and labels of its own."""
    dough = "dough: {title: Dough, summary: Flour & *water*., page: baking/deep/er/dough.md, icon: material/grain}"
    assert dough in TREE
    page = "    page: baking/deep/er/dough.md\n    icon: material/grain"
    whole = f"dough:\n    title: Dough\n    summary: Flour & *water*.\n{page}{QUIZ}"
    found = TREE.replace(dough, whole).replace("font: false", "font: false, custom_dir: own")
    return found + MORE


@pytest.fixture(scope="module")
def built(make_once: MakeOnce) -> tuple[Path, Path]:
    """The course's sites: with our command, and by Zensical alone."""

    def build(folder: Path) -> None:
        write_tree(folder / "ours", tree())
        done = zensical(folder / "ours", "build", "--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        write_tree(folder / "alone", tree())
        with (folder / "alone" / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write(ALONE)
        command = [sys.executable, "-m", "zensical", "build", "-f", str(folder / "alone" / "mkdocs.yml")]
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    folder = make_once("zensical-table", build)
    return folder / "ours" / "site", folder / "alone" / "site"


def has(page: str, *selectors: str) -> Callable[[Path], bool]:
    """Whether a page has an element of each."""

    def holds(site: Path) -> bool:
        soup = BeautifulSoup((site / page / "index.html").read_text("utf-8"), "html.parser")
        return all(soup.select(selector) for selector in selectors)

    return holds


def has_files(*names: str) -> Callable[[Path], bool]:
    """Whether the site has all these files."""
    return lambda site: all((site / name).is_file() for name in names)


def has_words(file: str, *words: str) -> Callable[[Path], bool]:
    """Whether a file of the site has some words."""
    return lambda site: all(each in (site / file).read_text("utf-8") for each in words)


def styles_only_what_needs_it(site: Path) -> bool:
    return has("more", "link[href$='genai.css']")(site) and not has("words", "link[href$='genai.css']")(site)


CHECKS: dict[str, Callable[[Path], bool]] = {
    "Blocks: cards, tables, charts, diagrams, calls to action": lambda site: (
        has("baking", ".genai-card", ".genai-table table", ".genai-call")(site)
        and has("drawn", ".genai-diagram svg")(site)
        and has("more", ".genai-chart svg")(site)
    ),
    "Links to the registry": has("more", "p > a[href$='baking/oven/']"),
    "Quiz and glossary": has("more", ".genai-quiz", "#term_crumb"),
    "Icons of the theme": has("baking", ".genai-card .genai-icon svg"),
    "`area:ID` and `area:*` in `nav`": has("words", ".md-nav a[href='../baking/oven/']"),
    "Breadcrumb, header and footer of a topic's page": has("baking/oven", ".genai-trail", ".genai-steps"),
    "Metadata in heads, with JSON-LD": has(
        "baking/oven", "head script[type='application/ld+json']", "meta[property='og:title']"
    ),
    "Style sheet only where a page needs it": styles_only_what_needs_it,
    "Tables as JSON and CSV": has_files("assets/genai/baking_flours.json", "assets/genai/baking_flours.csv"),
    "registry.json and objects.inv": has_files("registry.json", "registry.schema.json", "objects.inv"),
    "llms.txt and pages as Markdown, by Zensical's own `llmstxt`; needs `site_url`": has_files("llms.txt", "more/index.md"),
    "Own templates of blocks": has("more", ".mine"),
    "Own labels": has_words("drawn/index.html", "Drawing 1"),
    "Search finds the words of rows": has_words("search.json", "Strong"),
    "Search leads to the row itself": has_words("search.json", "#row_baking_flours_strong"),
    "Several languages in one site, by static-i18n": has_files("de/index.html"),
}


def test_each_row_is_checked() -> None:
    assert [what for what, _, _ in ROWS] == list(CHECKS)


@pytest.mark.parametrize(("what", "ours", "alone"), ROWS, ids=[row[0] for row in ROWS])
def test_each_row_is_true(built: tuple[Path, Path], what: str, ours: str, alone: str) -> None:
    with_command, without = built
    assert (CHECKS[what](with_command), CHECKS[what](without)) == (ours == "yes", alone == "yes")
