"""When a site carries Mermaid, which engine lays its diagrams out, and what it does without one."""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path

import pytest

from mkdocs_genai.hosts.mkdocs import build_and_serve
from mkdocs_genai.render.mermaid_engines import ADVICE, NO_ENGINE

from ..conftest import engine_named, files_of, run_mkdocs, write_tree
from .course import COURSE, DIAGRAM, PLAIN, REGISTRY, Built, Course, configured

FENCES = """\
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
"""
FENCE = "--- docs/extra.md\n# Extra\n\n```mermaid\nflowchart LR\na --> b\n```\n"


def scripts(built: Built, page: str) -> list[str]:
    """The scripts of a page, less Material's own."""
    sources = [str(script["src"]) for script in built.page(page).select("script[src]")]
    return [source for source in sources if "assets/javascripts/" not in source]


def test_a_fence_brings_mermaid_along(course: Course) -> None:
    built = course.build(configured(FENCES) + FENCE)
    assert built.log == []
    assert (built.site / "assets" / "genai" / "mermaid.min.js").stat().st_size > 1_000_000
    (loader,) = built.page("extra/index.html").select("article script")
    assert '"../assets/genai/mermaid.min.js"' in loader.get_text()
    assert [page for page in ("index.html", "baking/index.html") if "mermaid" in str(built.page(page))] == []


def test_mermaid2_finds_the_local_mermaid_and_leaves_pages_without_a_fence_alone(course: Course) -> None:
    both = [configured(FENCES).replace("[genai]", plugins) + FENCE for plugins in ("[mermaid2, genai]", "[genai, mermaid2]")]
    for tree in both:
        built = course.build(tree)
        assert built.log == []
        assert len(built.page("extra/index.html").select("pre.mermaid, div.mermaid")) == 1
        assert "unpkg" not in (built.site / "extra/index.html").read_text("utf-8")
        assert "mermaid" not in (built.site / "baking/index.html").read_text("utf-8")


def test_a_list_of_posts_has_mermaid_where_one_has_a_fence(course: Course) -> None:
    post = "--- docs/blog/index.md\n# Blog\n--- docs/blog/posts/first.md\n---\ndate: 2026-01-01\n---\n# First\n\n"
    post += "```mermaid\nflowchart LR\na --> b\n```\n\n<!-- more -->\n"
    built = course.build(configured(FENCES).replace("[genai]", "[blog, genai]") + post)
    loaders = [script for script in built.page("blog/index.html").select("script") if "mermaid.min.js" in script.get_text()]
    assert ['"../assets/genai/mermaid.min.js"' in loader.get_text() for loader in loaders] == [True]


def test_words_about_mermaid_bring_nothing(course: Course) -> None:
    page = '--- docs/extra.md\n# Extra\n\n`<pre class="mermaid">`, `class="mermaid"` and `class="genai-card"`\n'
    built = course.build(configured(FENCES) + page)
    assert [name for name in files_of(built.site) if "mermaid" in name] == []
    assert built.page("extra/index.html").select('article script, link[href*="genai"]') == []


def test_a_site_without_fences_has_no_mermaid(course: Course) -> None:
    built = course.build(configured(FENCES))
    assert [name for name in files_of(built.site) if "mermaid" in name] == []
    assert [source for source in scripts(built, "baking/index.html") if "mermaid" in source] == []


@pytest.fixture
def without_mermaid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python does not find the extra."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "mermaidx" else real(name, *rest))


@pytest.mark.parametrize(
    ("lines", "page", "says"),
    [
        ([FENCES], FENCE, True),
        ([FENCES, "extra_javascript: [mermaid.js]\n"], FENCE + "--- docs/mermaid.js\n\n", False),
        ([FENCES], "", False),
    ],
    ids=["a fence", "a course's own Mermaid", "no fence"],
)
def test_without_the_extra_a_course_is_told_of_it_when_it_needs_it(
    course: Course, without_mermaid: None, caplog: pytest.LogCaptureFixture, lines: list[str], page: str, says: bool
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    built = course.build(configured(*lines) + page)
    assert any("install mkdocs-genai[diagrams]" in record.getMessage() for record in caplog.records) == says
    assert [name for name in files_of(built.site) if "assets/genai/mermaid" in name] == []


@pytest.mark.parametrize(
    ("module", "drawn", "said"),
    [("mmdr", 1, []), ("mermaidx", 1, [ADVICE]), (None, 0, [NO_ENGINE])],
    ids=["the best engine", "the slow engine", "no engine"],
)
def test_the_log_says_once_which_engine_draws_the_diagrams_unless_it_is_the_best(
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: str | None,
    drawn: int,
    said: list[str],
) -> None:
    monkeypatch.setattr(build_and_serve, "BEST_ENGINE", engine_named(module) if module else None)
    course.write(COURSE + "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n\n/// area-map\n///\n")
    course.registry.write_text(course.registry.read_text("utf-8") + DIAGRAM, "utf-8")
    caplog.set_level(logging.INFO, "mkdocs")
    built = course.build()
    assert len(built.page("day/index.html").select(".genai-diagram__scroll:not(.genai-pair__narrow) svg")) == drawn
    assert [
        record.getMessage().removeprefix("genai: ")
        for record in caplog.records
        if "diagrams-fast" in record.getMessage() and record.levelname == "INFO"
    ] == said


def test_the_engine_is_no_matter_to_a_course_without_diagrams(
    course: Course, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(build_and_serve, "BEST_ENGINE", None)
    caplog.set_level(logging.INFO, "mkdocs")
    course.build(configured())
    assert [record for record in caplog.records if "diagrams-fast" in record.getMessage()] == []


def test_without_the_extra_a_diagram_is_a_fence_for_the_browser(bare_python: Path, tmp_path: Path) -> None:
    page = "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n"
    write_tree(tmp_path, COURSE + page)
    registry = tmp_path / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8") + DIAGRAM, "utf-8")
    done = run_mkdocs("build", "--strict", "-f", tmp_path / "mkdocs.yml", python=bare_python)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(NO_ENGINE) == 1
    assert "Mermaid fences are drawn in the browser" in done.stderr
    built = Built(tmp_path / "site", [])
    (fence,) = built.page("day/index.html").select("figure#diagram_baking_day > pre.mermaid > code")
    assert fence.get_text().splitlines() == [
        "flowchart TB",
        '  n0["Mix"]',
        '  n1["Rest"]',
        '  n0 -->|"one hour"| n1',
        '  click n1 href "../baking/deep/er/dough/"',
    ]
    assert built.page("day/index.html").select("svg.genai-diagram__svg") == []


def test_the_extra_is_not_missed_by_a_course_without_diagrams(bare_python: Path, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        PLAIN + REGISTRY + "--- docs/index.md\n# Home\n--- docs/frying.md\n# Frying\n--- docs/baking/index.md\n# Baking\n",
    )
    write_tree(tmp_path, "--- docs/baking/oven.md\n# Ovens\n\n## Heat\n--- docs/baking/deep/er/dough.md\n# Dough\n")
    done = run_mkdocs("build", "--strict", "-f", tmp_path / "mkdocs.yml", python=bare_python)
    assert done.returncode == 0, done.stderr
    assert "browser" not in done.stderr
