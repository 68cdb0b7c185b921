"""Whole sites of other courses, built by the real MkDocs with nothing but the plugin added."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import files_of, run_mkdocs, write_tree
from .course import ANCHORS, COURSE, DIAGRAM, PAGES, PLAIN, REGISTRY, Course, configured, dead_links


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_foreign_course_needs_nothing_but_the_plugin(course: Course, directory_urls: bool) -> None:
    built = course.build(configured(ANCHORS, f"use_directory_urls: {str(directory_urls).lower()}\n"))
    assert built.log == []
    end = "/" if directory_urls else ".html"
    index = "" if directory_urls else "index.html"
    name = "/index.html" if directory_urls else ".html"
    card = "a.genai-card__link"
    assert built.hrefs("index.html", card) == [f"baking/{index}", f"frying{end}"]
    assert built.hrefs("baking/index.html", card) == [f"deep/er/dough{end}", f"oven{end}"]
    assert built.hrefs("baking/index.html", "a.md-button") == [f"oven{end}"]
    up = "../../../" if directory_urls else "../../"
    home = f"{up}{index}" if directory_urls else f"{up}index.html"
    assert built.hrefs(f"baking/deep/er/dough{name}", card)[1:] == [f"{up}oven{end}", f"{home}#topic_baking_cakes"]
    # A link in the registry's own text, seen from another page than the one it was written for.
    assert built.hrefs("index.html", "#area_baking .genai-card__summary a") == [f"baking/oven{end}#heat"]
    assert len(built.page("baking/index.html").select("table tbody tr")) == 2
    assert dead_links(built.site) == []


def test_a_diagram_is_drawn_with_links_that_fit_its_page(course: Course) -> None:
    course.write(COURSE + "--- docs/a/b/c.md\n# C\n\n/// concept-diagram | baking/day\n///\n")
    course.registry.write_text(course.registry.read_text("utf-8") + DIAGRAM, "utf-8")
    built = course.build()
    assert built.log == []
    page = built.page("a/b/c/index.html")
    (svg,) = page.select("svg.genai-diagram__svg")
    assert [caption.get_text(" ", strip=True) for caption in page.select("figcaption")] == ["Figure 1 A day"]
    assert [link.get("href") or link.get("xlink:href") for link in svg.select("a")] == ["../../../baking/deep/er/dough/"]


def test_the_registry_is_never_copied_into_the_site(course: Course) -> None:
    rows = "--- docs/registry/rows/knives.csv\nname\nPairing\n--- docs/registry/README.txt\nHow we keep this registry\n"
    table = "comparisons:\n  k: {title: K, columns: {name: Name}, rows_from: {file: rows/knives.csv}}\n"
    built = course.build(PLAIN + REGISTRY.rstrip("\n") + f"\n{table}" + PAGES + rows)
    assert built.log == []
    assert [
        name for name in files_of(built.site) if name.startswith("registry/") or name.endswith((".yml", "knives.csv"))
    ] == []


def test_what_others_write_wrong_is_information_where_the_course_says_so(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    table = (
        "comparisons:\n  k:\n    title: K\n    columns: {name: Name, size: {title: Size, type: number}}\n"
        "    rows_from: {file: knives.csv, on_error: unknown}\n"
    )
    rows = "--- docs/registry/knives.csv\nname,size\nPairing,long\nBread,20\n"
    with caplog.at_level("INFO", "mkdocs"):
        built = course.build(PLAIN + REGISTRY.rstrip("\n") + f"\n{table}" + PAGES + rows)
    assert built.log == []
    told = [record.getMessage() for record in caplog.records if "on_error" in record.getMessage()]
    assert [line.partition("\n")[0] for line in told] == [
        "genai: docs/registry/knives.csv:2:9: size: expected a number, found the text 'long'; such a value is unknown, as "
        "`on_error: unknown` says [GA042]"
    ]


def test_the_registry_may_be_one_file_and_still_is_not_copied(course: Course) -> None:
    one = "--- docs/registry.yml\ncourse: {areas: [b, a]}\nareas:\n  a: {title: A}\n  b: {title: B}\n"
    built = course.build(PLAIN + one + "--- docs/index.md\n# Home\n\n/// area-cards\n///\n")
    assert built.log == []
    assert [card["id"] for card in built.page("index.html").select(".genai-card")] == ["area_b", "area_a"]
    assert not (built.site / "registry.yml").exists()


@pytest.mark.parametrize("named", ["data/all.yml", "./data/all.yml", "data"])
def test_the_registry_may_lie_outside_docs_dir(course: Course, named: str) -> None:
    config = PLAIN.replace("[genai]", f"[genai: {{registry: {named}}}]")
    file = "all.yml" if named.endswith(".yml") else "a.yml"
    text = "areas:\n  a: {title: A}\n" if named.endswith(".yml") else "title: A\n"
    built = course.build(config + f"--- data/{file}\n{text}--- docs/index.md\n# Home\n\n/// area-cards\n///\n")
    assert built.log == []
    assert [card["id"] for card in built.page("index.html").select(".genai-card")] == ["area_a"]


@pytest.mark.parametrize("named", ["mkdocs.yml", "../elsewhere/../mkdocs.yml"])
def test_the_registry_is_found_from_whatever_folder_mkdocs_runs_in(tmp_path: Path, named: str) -> None:
    write_tree(tmp_path, COURSE.replace("[genai]", "[genai: {registry: docs/registry}]"))
    (tmp_path / "elsewhere").mkdir()
    cwd = tmp_path / "elsewhere" if named.startswith("..") else tmp_path
    done = run_mkdocs("build", "--strict", "-f", named, cwd=cwd)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "site" / "baking" / "index.html").is_file()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_get_the_same_html_and_a_style_sheet_more(course: Course, theme: str) -> None:
    # Only Material has those icons.
    registry = REGISTRY.replace("icon: material/bread-slice\n", "").replace(", icon: material/grain", "")
    built = course.build(PLAIN.replace("name: material, font: false", f"name: {theme}") + registry + PAGES)
    assert built.log == []
    assert len(built.page("baking/index.html").select(".genai-card")) == 3
    sheets = [href for href in built.hrefs("index.html", "link[rel=stylesheet]") if "genai" in href]
    assert sheets == ["assets/genai/genai.css", "assets/genai/genai-plain.css"]
    assert dead_links(built.site) == []


def test_material_gets_no_style_sheet_of_other_themes(course: Course) -> None:
    built = course.build(configured("extra_css: [own.css]\n") + "--- docs/own.css\nbody {}\n")
    sheets = built.hrefs("index.html", "link[rel=stylesheet]")
    assert sheets[-2:] == ["assets/genai/genai.css", "own.css"]
    assert not (built.site / "assets/genai/genai-plain.css").exists()
