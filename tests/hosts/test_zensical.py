"""The blocks as a Markdown extension. Zensical itself builds a course in `make matrix`; here is what it hands to extensions."""

from __future__ import annotations

import importlib
import logging
import re
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from mkdocs_genai.cli import main
from mkdocs_genai.extensions import Extensions
from mkdocs_genai.hosts.copied_assets import COPIED, copy_assets
from mkdocs_genai.hosts.zensical import CourseExtension, extension
from mkdocs_genai.hosts.zensical.extension import LIMITS, _say_once
from mkdocs_genai.hosts.zensical.journal import Journal
from mkdocs_genai.hosts.zensical.shared_build import SharedBuild
from mkdocs_genai.problems import CommandError
from mkdocs_genai.project.site_markdown import EXTENSION

from ..conftest import ROOT, write_tree
from ..site.course import DIAGRAM, PAGES, REGISTRY

_AREA, _, _OTHER = REGISTRY.replace("icon: material/bread-slice\n", "").replace(", icon: material/grain", "").partition("---\n")
REGISTRY_WITH_DIAGRAM = _AREA.replace("related: [frying]", f"{DIAGRAM.strip()}\nrelated: [frying]") + _OTHER


class _Context(Extension):
    """What Zensical puts first: a preprocessor that knows the page and mkdocs.yml."""

    def __init__(self, root: Path, src_uri: str, url: str, **config: Any) -> None:
        super().__init__()
        self.page = SimpleNamespace(path=src_uri, url=url, meta={})
        defaults: dict[str, Any] = {
            **{"extra_css": [], "watch": [], "exclude_docs": None, "theme_dirs": [], "theme": {}},
            **{"markdown_extensions": [], "mdx_configs": {}},
        }
        self.settings = {"root_dir": str(root), "docs_dir": "docs", "use_directory_urls": True, **defaults, **config}

    def extendMarkdown(self, md: Markdown) -> None:
        step = Preprocessor(md)
        step.page, step.config = self.page, self.settings  # type: ignore[attr-defined]
        step.run = lambda lines: lines  # type: ignore[method-assign]
        md.preprocessors.register(step, "rendering_context", 0)


def convert(root: Path, src_uri: str, url: str, **config: Any) -> BeautifulSoup:
    return convert_in(_Context(root, src_uri, url, **config), registry="docs/registry")


def convert_in(context: _Context, **options: Any) -> BeautifulSoup:
    """Convert the page of a context. A context has a configuration of its own, as each build of Zensical has."""
    source = Path(context.settings["root_dir"], "docs", context.page.path).read_text("utf-8")
    md = Markdown(extensions=[context, CourseExtension(**options)])
    return BeautifulSoup(md.convert(source), "html.parser")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course without any plugin."""
    _say_once.cache_clear()
    monkeypatch.setattr(extension, "_SHARED", SharedBuild())
    diagram = (
        "--- docs/a/b.md\n# B\n\n/// concept-diagram | baking/day\n///\n\n[][topic:baking/oven] and [][topic:baking/cakes]\n"
    )
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: Kitchen\n" + REGISTRY_WITH_DIAGRAM + PAGES + diagram)
    return tmp_path


def test_blocks_link_to_sources_which_the_host_turns_into_addresses(root: Path) -> None:
    html = convert(root, "baking/index.md", "baking/")
    assert [link["href"] for link in html.select("a.genai-card__link")] == ["deep/er/dough.md", "oven.md"]
    assert [link["href"] for link in html.select(".genai-related a")] == ["../frying.md"]
    assert len(html.select("table tbody tr")) == 2


def test_prose_links_to_the_registry(root: Path) -> None:
    html = convert(root, "a/b.md", "a/b/")
    assert [(link.get_text(), link["href"]) for link in html.select("p > a")] == [
        ("Ovens", "../baking/oven.md"),
        ("Cakes", "../baking/index.md#topic_baking_cakes"),
    ]


@pytest.mark.parametrize(
    ("url", "directory_urls", "href"),
    [("a/b/", True, "../../baking/deep/er/dough/"), ("a/b.html", False, "../baking/deep/er/dough.html")],
)
def test_a_drawing_links_to_addresses_which_the_host_leaves_alone(
    root: Path, url: str, directory_urls: bool, href: str
) -> None:
    html = convert(root, "a/b.md", url, use_directory_urls=directory_urls)
    assert [link.get("xlink:href") for link in html.select("svg a")] == [href]


def test_a_drawing_on_a_page_at_the_top_links_to_addresses_too(root: Path) -> None:
    (root / "docs" / "top.md").write_text("# Top\n\n/// concept-diagram | baking/day\n///\n", "utf-8")
    html = convert(root, "top.md", "top/")
    assert [link.get("xlink:href") for link in html.select("svg a")] == ["../baking/deep/er/dough/"]


def test_what_does_not_work_and_what_is_to_do_is_said_once(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        convert(root, "baking/index.md", "baking/")
    limits, *advice = [record.getMessage().removeprefix("genai: ") for record in caplog.records]
    assert limits == LIMITS
    assert [re.findall("`(.*?)`", line) for line in advice] == [
        ["mkdocs-genai assets"],
        ["extra_css: [assets/genai/genai.css]"],
        ["watch: [docs/registry]"],
        ["exclude_docs: /registry"],
    ]


def test_once_all_is_done_only_the_limits_are_said(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = CliRunner().invoke(main, ["assets", "-f", str(root / "mkdocs.yml")])
    assert done.output.splitlines() == [f"wrote {root}/docs/{name}" for name in COPIED]
    assert copy_assets(root / "docs", [root]) == []
    config = {"extra_css": ["assets/genai/genai.css"], "watch": ["docs/registry"], "exclude_docs": "/registry"}
    html = convert(root, "baking/oven.md", "baking/oven/", **config)
    assert [record.getMessage() for record in caplog.records] == [f"genai: {LIMITS}"]
    assert [script["src"] for script in html.select("script")] == ["../assets/genai/genai-done.js"]
    table = convert(root, "frying.md", "frying/", **config)
    assert [script["src"] for script in table.select("script")] == ["assets/genai/genai-back.js", "assets/genai/genai.js"]


def test_links_of_the_registry_lead_where_they_say(root: Path) -> None:
    registry = root / "docs" / "registry" / "frying.yml"
    links = "[a](https://example.org/x), [b](#c) and [d](baking/oven.md#heat)"
    registry.write_text(f'title: Frying\npage: frying.md\nsummary: "{links}"\n', "utf-8")
    (root / "docs" / "a" / "b.md").write_text("/// area-cards\n///\n", "utf-8")
    found = convert(root, "a/b.md", "a/b/").select("#area_frying a")
    assert [link["href"] for link in found[1:]] == ["https://example.org/x", "#c", "../baking/oven.md#heat"]


def test_a_dead_link_of_the_registry_is_a_warning_at_its_line(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    registry = root / "docs" / "registry" / "frying.yml"
    registry.write_text("title: Frying\npage: frying.md\nsummary: See [x](nowhere.md).\n", "utf-8")
    convert(root, "index.md", "")
    assert any(record.getMessage().startswith("docs/registry/frying.yml:3:10: summary: the link 'nowhere.md' leads to a file")
               for record in caplog.records)  # fmt: skip


def test_a_drawing_leads_elsewhere_and_not_to_a_page_that_is_gone(root: Path) -> None:
    registry = root / "docs" / "registry" / "baking.yml"
    registry.write_text(
        registry.read_text("utf-8")
        .replace("cakes: {title: Cakes}", 'cakes: {title: Cakes, url: "https://example.org/cakes"}')
        .replace("mix: Mix", "mix: {label: Mix, topic: cakes}"),
        "utf-8",
    )
    links = ["https://example.org/cakes", "../../baking/deep/er/dough/"]
    assert [link.get("xlink:href") for link in convert(root, "a/b.md", "a/b/").select("svg a")] == links
    # A preview reads the registry when that has changed, and knows nothing of a page that is taken away meanwhile.
    (root / "docs" / "baking" / "deep" / "er" / "dough.md").unlink()
    assert [link.get("xlink:href") for link in convert(root, "a/b.md", "a/b/").select("svg a")] == links[:1]


def test_numbers_are_english_in_a_language_that_nobody_knows(root: Path) -> None:
    html = convert(root, "frying.md", "frying/", theme={"language": "tlh"})
    assert [cell.get_text(strip=True) for cell in html.select("tbody td")[::2]] == ["405", "1,050"]


def test_a_changed_registry_is_read_again(root: Path) -> None:
    assert convert(root, "index.md", "").select_one(".genai-card__link").get_text() == "Baking"  # type: ignore[union-attr]
    registry = root / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8").replace("title: Baking", "title: The bakery"), "utf-8")
    assert convert(root, "index.md", "").select_one(".genai-card__link").get_text() == "The bakery"  # type: ignore[union-attr]


def break_registry(root: Path) -> None:
    registry = root / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8").replace("title: Baking", "titel: Baking"), "utf-8")


def test_a_registry_with_problems_is_said_once_and_its_valid_part_shown(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    break_registry(root)
    context = _Context(root, "index.md", "")
    for _ in range(2):
        html = convert_in(context, registry="docs/registry")
        assert html.select_one(".genai-banner li code").get_text() == "docs/registry/baking.yml:1:1"  # type: ignore[union-attr]
        assert html.select_one("h1") is not None
    (said,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert said.startswith(
        "problems in the registry, so pages show the valid part of it:\n\ndocs/registry/baking.yml:1:1: titel"
    )
    # What is wrong with pages only follows from that.
    assert not any("GA062" in record.getMessage() for record in caplog.records)


def test_a_registry_that_breaks_leaves_the_last_good_one(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    convert(root, "index.md", "")
    break_registry(root)
    html = convert(root, "index.md", "")
    assert html.select(".genai-banner")
    assert html.select_one(".genai-card__link").get_text() == "Baking"  # type: ignore[union-attr]
    assert any("so pages show the last good version of it" in record.getMessage() for record in caplog.records)
    registry = root / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8").replace("titel: Baking", "title: Bread"), "utf-8")
    html = convert(root, "index.md", "")
    assert not html.select(".genai-banner")
    assert html.select_one(".genai-card__link").get_text() == "Bread"  # type: ignore[union-attr]


def test_the_banner_is_a_list_where_its_own_template_is_broken(root: Path) -> None:
    write_tree(root, "--- own/genai/banner.html\n{{ nothing.of.it }}")
    break_registry(root)
    html = convert(root, "index.md", "", theme={"custom_dir": "own"})
    assert html.select_one("pre").get_text().startswith("docs/registry/baking.yml:1:1: titel")  # type: ignore[union-attr]


def test_a_wrong_option_is_a_problem_of_mkdocs_yml(root: Path) -> None:
    html = convert_in(_Context(root, "index.md", ""), registry=["docs/registry", "docs/registry"])
    (item,) = html.select(".genai-banner li")
    assert item.get_text(" ", strip=True).startswith("mkdocs.yml:1:1 registry : a layer is named twice")


def test_the_registry_is_looked_at_once_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    stat = Path.stat

    def count(path: Path, **options: Any) -> Any:
        looked.append(path)
        return stat(path, **options)

    registry = root / "docs" / "registry" / "baking.yml"
    context, again = _Context(root, "index.md", ""), _Context(root, "index.md", "")
    monkeypatch.setattr(Path, "stat", count)
    convert_in(context, registry="docs/registry")
    first = looked.count(registry)
    convert_in(context, registry="docs/registry")
    assert looked.count(registry) == first
    convert_in(again, registry="docs/registry")
    assert looked.count(registry) > first


def test_what_stands_around_a_page_is_in_its_meta(root: Path) -> None:
    context = _Context(root, "baking/deep/er/dough.md", "baking/deep/er/dough/", site_url="https://example.org/")
    convert_in(context, registry="docs/registry")
    around = context.page.meta["genai"]
    header, footer = (BeautifulSoup(around[part], "html.parser") for part in ("topic_header", "topic_footer"))
    assert [link["href"] for link in header.select("a")] == ["../../../../", "../../../"]
    assert footer.select_one("[rel=next]")["href"] == "../../../oven/"  # type: ignore[index]
    head = BeautifulSoup(around["head"], "html.parser")
    assert head.select_one("[property='og:url']")["content"] == "https://example.org/baking/deep/er/dough/"  # type: ignore[index]
    assert context.page.meta["description"] == "Flour &amp; water."
    assert around["styled"] is True


def test_heads_are_left_out_on_request(root: Path) -> None:
    context = _Context(root, "baking/deep/er/dough.md", "baking/deep/er/dough/")
    convert_in(context, registry="docs/registry", metadata=False)
    assert context.page.meta["genai"]["head"] == ""
    assert "description" not in context.page.meta


def test_a_page_without_the_registry_has_nothing_around_it(root: Path) -> None:
    (root / "docs" / "plain.md").write_text("# Plain\n\nWords.\n", "utf-8")
    context = _Context(root, "plain.md", "plain/")
    convert_in(context, registry="docs/registry")
    assert context.page.meta == {}


def test_a_broken_template_of_a_frame_is_said_at_the_page(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_tree(root, "--- own/genai/topic-header.html\n{{ nothing.of.it }}")
    context = _Context(root, "baking/oven.md", "baking/oven/", theme={"custom_dir": "own"})
    convert_in(context, registry="docs/registry")
    assert context.page.meta == {}
    assert any("docs/baking/oven.md:1:1" in record.getMessage() for record in caplog.records)


def test_a_course_that_was_checked_reports_nothing_and_has_what_is_written_later(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    context = _Context(root, "frying.md", "frying/")
    html = convert_in(context, registry="docs/registry", stamp="1")
    assert [record.getMessage() for record in caplog.records] == []
    links = [link["href"] for link in html.select(".genai-table__notes a")]
    assert links == ["assets/genai/baking_flours.json", "assets/genai/baking_flours.csv"]
    break_registry(root)
    # The registry is that of the same stamp; what is wrong now is in the banner that was given.
    html = convert_in(_Context(root, "frying.md", "frying/"), registry="docs/registry", stamp="1", banner="<b>broken</b>")
    assert html.select_one("b").get_text() == "broken"  # type: ignore[union-attr]
    assert html.select(".genai-table__notes")


def test_what_is_found_on_a_page_is_written_down(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_tree(
        root, "--- docs/fault.md\n# Fault\n\n/// topic-cards | bakin\n///\n--- own/genai/topic-header.html\n{{ no.such }}"
    )
    journal = Journal(root, "mkdocs")
    options = {"registry": "docs/registry", "stamp": "1", "journal": journal.prepared()}
    for src_uri in ("fault.md", "frying.md", "baking/oven.md"):
        convert_in(_Context(root, src_uri, "", theme={"custom_dir": "own"}), **options)
    found = {conversion.src_uri: findings for conversion, findings in journal.read().items()}
    assert [str(problem.position) for problem in found["fault.md"].problems] == ["docs/fault.md:3:1"]
    assert [str(problem.position) for problem in found["baking/oven.md"].problems] == ["docs/baking/oven.md:1:1"]
    assert list(found["frying.md"].sections) == [
        *("comparison_baking_flours", "row_baking_flours_soft", "row_baking_flours_strong")
    ]
    assert [cells.comparison for cells in found["frying.md"].content.shown.cells] == ["flours"]
    assert caplog.records == []


def test_a_page_that_the_host_makes_has_no_source(root: Path) -> None:
    options = {"registry": "docs/registry", "stamp": "1", "journal": Journal(root, "mkdocs").prepared()}
    md = Markdown(extensions=[_Context(root, "made.md", "made/"), CourseExtension(**options)])
    assert "genai-fault" in md.convert("# Made\n\n/// topic-cards | bakin\n///\n")


def test_a_fault_that_a_snippet_brings_is_said_where_it_stands(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_tree(root, '--- docs/index.md\n--8<-- "part.md"\n--- docs/part.md\n# Home\n\n/// topic-cards | bakin\n///\n')
    snippets = {"base_path": [str(root / "docs")]}
    context = _Context(
        root, "index.md", "", markdown_extensions=["pymdownx.snippets"], mdx_configs={"pymdownx.snippets": snippets}
    )
    md = Markdown(
        extensions=[context, "pymdownx.snippets", CourseExtension(registry="docs/registry")],
        extension_configs={"pymdownx.snippets": snippets},
    )
    assert "genai-fault" in md.convert((root / "docs" / "index.md").read_text("utf-8"))
    assert caplog.records[-1].getMessage().startswith("docs/part.md:3:1: /// topic-cards | bakin: there is no area 'bakin'")


def test_a_fault_in_a_page_is_said_with_its_line_and_shown(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    (root / "docs" / "index.md").write_text("# Home\n\n/// topic-cards | bakin\n///\n", "utf-8")
    html = convert(root, "index.md", "")
    assert html.select(".genai-fault")
    assert caplog.records[-1].getMessage().startswith("docs/index.md:3:1: /// topic-cards | bakin: there is no area 'bakin'")


def test_a_fault_has_the_line_of_the_page_as_it_is_now(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = root / "docs" / "fault.md"
    for above in ("", "\n\n"):
        page.write_text(f"{above}/// topic-cards | bakin\n///\n", "utf-8")
        convert(root, "fault.md", "fault/")
    found = [record.getMessage().split(" ")[0] for record in caplog.records if "GA062" in record.getMessage()]
    assert found == ["docs/fault.md:1:1:", "docs/fault.md:3:1:"]


def test_another_host_is_told_to_use_the_plugin() -> None:
    md = Markdown(extensions=[CourseExtension()])
    with pytest.raises(ValueError, match="with MkDocs, put `genai` under `plugins`"):
        md.convert("# A page")


def test_an_unknown_option_is_refused() -> None:
    with pytest.raises(KeyError):
        CourseExtension(registri="docs/registry")


def test_the_extension_goes_by_the_name_that_the_docs_say() -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["markdown.extensions"]
    module, _, name = points[EXTENSION].partition(":")
    assert getattr(importlib.import_module(module), name) is CourseExtension


def test_an_extension_that_can_not_be_used_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Extensions:
        raise CommandError("the package x adds the block 'y', which can't be loaded")

    monkeypatch.setattr("mkdocs_genai.hosts.zensical.shared_build.load_extensions", fail)
    assert convert(root, "index.md", "").select(".genai-card")
    assert any("the package x adds the block 'y'" in record.getMessage() for record in caplog.records)
