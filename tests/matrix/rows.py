"""What is built: with which packages, by which command, from which files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..site.course import DIAGRAM, PAGES, REGISTRY
from ..site.test_languages import tree as languages_tree

_SITES = Path(__file__).parent / "sites"
_MATERIAL = "mkdocs-material>=9.5.39,<10"
_NEIGHBORS = (
    *("mkdocs-awesome-nav", "mkdocs-git-revision-date-localized-plugin", "mkdocs-glightbox", "mkdocs-macros-plugin"),
    *("mkdocs-minify-plugin", "mkdocs-redirects", "mkdocs-static-i18n"),
)
_GUARDS = (
    *("mkdocs-encryptcontent-plugin", "mkdocs-exclude", "mkdocs-gen-files", "mkdocs-htmlproofer-plugin"),
    *("mkdocs-include-markdown-plugin", "mkdocs-llmstxt"),
)
_DAY = "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n\n/// topic-list\n///\n"
_LEARNING = """--- docs/registry/tasting.yml
title: Tasting
topics:
  salt:
    title: Salt
    page: salt.md
    quiz:
      much: {prompt: How much?, choices: {some: {text: Some, correct: true}, none: Nothing}}
      where: {prompt: It is in the ___., answers: [sea]}
terms: {brine: {title: Brine, summary: Water with salt}}
--- docs/salt.md
# Salt

It begins with [brine][term:brine].

/// quiz
///

/// glossary
///
"""
_FILES = REGISTRY.replace("related: [frying]", f"{DIAGRAM.strip()}\nrelated: [frying]") + PAGES + _DAY + _LEARNING
_CHINESE = (
    ("baking/deep/er/dough.md", "烘焙/deep/er/面团 1.md"),
    ("baking/oven.md", "烘焙/烤箱.md"),
    ("baking/index.md", "烘焙/index.md"),
)


@dataclass(frozen=True)
class Environment:
    """Packages beside the plugin; `lowest` takes the lowest versions that it and they allow."""

    name: str
    packages: tuple[str, ...]
    lowest: bool = False
    shown: tuple[str, ...] = ("mkdocs", "mkdocs-material")
    """Packages whose versions the table shows."""


@dataclass(frozen=True)
class Row:
    """One site: its files as `write_tree` takes them, and the command that builds it strictly."""

    name: str
    environment: Environment
    tree: str
    command: tuple[str, ...] = ("mkdocs", "build", "--strict")
    prepare: tuple[str, ...] = ()
    """A command before that."""
    site: str = "site"
    search: str = "search/search_index.json"
    languages: int = 1
    theme_icons: bool = True
    may_fail: bool = False
    """Whether this is a look at what comes next, which nobody has seen work yet."""
    secret: str = ""
    """A word that stands on hidden pages alone."""


def _plain(theme: str, more: str = "") -> str:
    return f"--- mkdocs.yml\nsite_name: Kitchen\ntheme: {{name: {theme}}}\nplugins: [search, genai]\n{more}{_FILES}"


def _without_icons(tree: str) -> str:
    """Only Material has those icons."""
    return re.sub(r"(, )?icon: material/\S+?(?=[}\n])\n?", "", tree)


def _public(name: str) -> str:
    tree = (_SITES / f"{name}.txt").read_text("utf-8") + _FILES.lstrip("\n")
    if name == "chinese":
        for path, chinese in _CHINESE:
            tree = tree.replace(path, chinese)
    return tree.replace("--- docs/", "--- src/") if "docs_dir: src" in tree else tree


_HIGHEST = Environment("material", (_MATERIAL,))
_LOWEST = Environment("material-lowest", (_MATERIAL,), lowest=True)
_PROPERDOCS = Environment("properdocs", ("properdocs", _MATERIAL), shown=("properdocs", "mkdocs-material"))
_MATERIALX = Environment("materialx", ("mkdocs-materialx",), shown=("mkdocs", "mkdocs-materialx"))
_ZENSICAL = Environment("zensical", ("zensical==0.0.73",), shown=("zensical",))
_NEWEST_ZENSICAL = Environment("zensical-newest", ("zensical",), shown=("zensical",))
_QUIZZES = Environment("quizzes", (_MATERIAL, "mkdocs-quiz"), shown=("mkdocs-material", "mkdocs-quiz"))
_BESIDE = Environment("neighbors", (_MATERIAL, *_NEIGHBORS), shown=("mkdocs-material", *_NEIGHBORS))
_GUARDED = Environment("guards", (_MATERIAL, *_GUARDS), shown=("mkdocs-material", *_GUARDS))

_BOTH_QUIZZES = """--- docs/registry/asking.yml
title: Asking
topics: {sum: {title: Sums, quiz: {two: {prompt: "2 + 2 = ___", answers: ["4"]}}}}
--- docs/asking.md
# Asking

/// quiz | asking/sum
///

<quiz>
What is 2 + 2?
- [x] 4
- [ ] 3
</quiz>
"""
_ZENSICAL_BUILD = ("mkdocs-genai", "zensical", "build", "--strict")
_ZENSICAL_YML = """markdown_extensions: [{mkdocs_genai.blocks: {registry: docs/registry}}]
extra_css: [assets/genai/genai.css]
watch: [docs/registry]
exclude_docs: /registry
"""

ROWS = (
    Row("MkDocs, Material, highest", _HIGHEST, _plain("material, font: false")),
    Row("MkDocs, Material, lowest", _LOWEST, _plain("material, font: false")),
    Row("MkDocs, theme mkdocs", _HIGHEST, _without_icons(_plain("mkdocs")), theme_icons=False),
    Row("MkDocs, theme readthedocs", _HIGHEST, _without_icons(_plain("readthedocs")), theme_icons=False),
    Row("ProperDocs, Material", _PROPERDOCS, _plain("material"), ("properdocs", "build", "--strict", "-f", "mkdocs.yml")),
    Row("MkDocs, MaterialX", _MATERIALX, _plain("materialx"), search="search/fragment"),
    Row("Zensical", _ZENSICAL, _plain("material"), _ZENSICAL_BUILD, search="search.json"),
    Row("Zensical, newest", _NEWEST_ZENSICAL, _plain("material"), _ZENSICAL_BUILD, search="search.json", may_fail=True),
    Row(
        "Zensical, extension alone",
        _ZENSICAL,
        _plain("material", _ZENSICAL_YML),
        ("zensical", "build", "--strict"),
        ("mkdocs-genai", "assets"),
        search="search.json",
    ),
    Row(
        "Beside mkdocs-quiz",
        _QUIZZES,
        _plain("material, font: false").replace("genai]", "mkdocs_quiz, genai]") + _BOTH_QUIZZES,
    ),
    Row("Languages, by suffix", _BESIDE, languages_tree("suffix"), languages=3, theme_icons=False),
    Row("Languages, by folder", _BESIDE, languages_tree("folder"), languages=3, theme_icons=False),
    Row("Like a guide in Chinese", _BESIDE, _public("chinese")),
    Row("Like lecture notes", _BESIDE, _public("instant"), site="public"),
    Row("Like handouts", _BESIDE, _public("offline")),
    Row("Like a department's course", _BESIDE, _public("inherited")),
    Row("Like a workshop with news", _BESIDE, _public("workshop")),
    Row("Like an exam", _GUARDED, _public("exam"), secret="ANSWER"),
)
