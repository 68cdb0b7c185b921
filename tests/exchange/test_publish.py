"""What a built site tells other courses and tools: registry.json with its schema, and objects.inv."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import jsonschema
import pytest
import sphobjinv
from bs4 import BeautifulSoup
from click.testing import CliRunner

from mkdocs_genai.cli import main
from mkdocs_genai.registry.json_schema import published_schema

from ..conftest import ENVIRONMENT, ROOT, SITE_URL, write_tree
from ..site.course import COURSE, Course, build_strictly, configured

SNIPPETS = ROOT / "docs" / "snippets" / "other-courses"
SCHEMA = ROOT / "mkdocs_genai" / "assets" / "registry.schema.json"
ADDRESSED = configured(f"site_url: {SITE_URL}\n")
ELSEWHERE = """
--- docs/registry/cooking.yml
title: "Cooking <b>"
summary: See [][topic:baking/dough] &amp; *more*.
page: cooking/index.md
topics:
  steam: {title: Steam, url: "https://example.com/steam"}
  old: {title: Old, url: baking/oven.md, requires: [baking/oven], tags: [heat]}
comparisons:
  pans: {title: Pans, page: cooking/pans & pots.md, columns: {pan: Pan}, rows: {iron: {pan: "*Iron* pan"}}}
--- docs/cooking/index.md
# Cooking &lt;b>

/// topic-cards
///
--- docs/cooking/pans & pots.md
# Pans

/// comparison-table | cooking/pans
///
"""


def published(site: Path) -> Any:
    return json.loads((site / "registry.json").read_text("utf-8"))


def test_registry_json_has_all_that_can_be_linked_to(course: Course) -> None:
    built = course.build(COURSE + ELSEWHERE)
    assert built.log == []
    found = published(built.site)
    assert found["areas"]["cooking"] == {
        "title": "Cooking <b>",
        "summary": "See Dough & more.",
        "url": "cooking/",
        "topics": {
            "steam": {"title": "Steam", "status": "ready", "url": "https://example.com/steam"},
            "old": {
                "title": "Old",
                "status": "ready",
                "tags": ["heat"],
                "requires": ["baking/oven"],
                "url": "baking/oven/",
            },
        },
        "comparisons": {
            "pans": {
                "title": "Pans",
                "url": "cooking/pans%20%26%20pots/#comparison_cooking_pans",
                "rows": {"iron": {"title": "Iron pan", "url": "cooking/pans%20%26%20pots/#row_cooking_pans_iron"}},
            }
        },
    }
    assert (found["version"], found["course"]) == (1, {"title": "Kitchen school"})
    assert found["areas"]["baking"]["topics"]["cakes"] == {
        "title": "Cakes",
        "status": "planned",
        "url": "baking/#topic_baking_cakes",
    }


def urls_in(value: Any) -> Iterator[str]:
    for key, item in value.items():
        if key == "url" and isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield from urls_in(item)


@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_every_address_leads_to_a_place_in_the_site(course: Course, directory_urls: str) -> None:
    built = course.build(configured(f"use_directory_urls: {directory_urls}\n") + ELSEWHERE)
    inventory = sphobjinv.Inventory(built.site / "objects.inv")
    urls = [*urls_in(published(built.site)), *(item.uri for item in inventory.objects)]
    assert len(urls) > 20
    for url in urls:
        path, anchor = urldefrag(unquote(url))
        if not url.startswith("https://example.com/"):
            page = f"{path}index.html" if path.endswith("/") else path
            assert not anchor or built.page(page).find(id=anchor), url


def test_the_schema_is_that_of_the_model() -> None:
    # After a change of the model: python -m tests.exchange.test_publish
    assert json.loads(SCHEMA.read_text("utf-8")) == published_schema()


def test_what_is_published_fits_the_schema_beside_it(course: Course) -> None:
    site = course.build(COURSE + ELSEWHERE).site
    found = published(site)
    schema = json.loads((site / found["$schema"]).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    broken_parts: list[dict[str, Any]] = [
        {"version": 2},
        {"course": {}},
        {"areas": {"Baking": {"title": "Baking"}}},
        {"areas": {"a": {"title": None}}},
    ]
    for broken in broken_parts:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(found | broken, schema)


@pytest.mark.parametrize("config", ["", f"site_url: {SITE_URL}\n", f"site_url: {SITE_URL}\nuse_directory_urls: false\n"])
def test_export_prints_what_a_build_publishes(course: Course, config: str) -> None:
    built = course.build(configured(config) + ELSEWHERE)
    done = CliRunner().invoke(main, ["export", "-f", str(course.config)], catch_exceptions=False)
    assert done.exit_code == 0
    assert done.stdout_bytes == (built.site / "registry.json").read_bytes()
    absolute = [url for url in urls_in(json.loads(done.stdout)) if url.startswith(SITE_URL)]
    assert bool(absolute) == bool(config)


def test_export_of_a_broken_registry_says_what_is_wrong_and_prints_nothing(course: Course) -> None:
    course.write(COURSE + "--- docs/registry/cooking.yml\ntitel: Cooking\n")
    done = CliRunner().invoke(main, ["export", "-f", str(course.config)], catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "docs/registry/cooking.yml:1:1: titel: unknown key; did you mean 'title'? [GA010]" in done.stderr


def test_export_refuses_a_site_url_that_is_none(course: Course) -> None:
    course.write(configured("site_url: example.org\n"))
    done = CliRunner().invoke(main, ["export", "-f", str(course.config)], catch_exceptions=False)
    assert done.exit_code == 2
    assert "the site_url 'example.org' is not a URL; begin it with https://" in done.stderr


def test_a_file_of_the_author_stays_and_is_spoken_of(course: Course) -> None:
    built = course.build(COURSE + '--- docs/registry.json\n{"mine": true}\n')
    assert published(built.site) == {"mine": True}
    assert built.log == ["WARNING genai: 'registry.json' is another file of the site, so the plugin's own is not written"]


def test_sphinx_resolves_areas_topics_and_rows(course: Course, project_site: Path, tmp_path: Path) -> None:
    site = course.build(ADDRESSED + ELSEWHERE).site
    ours = (SNIPPETS / "conf.txt").read_text("utf-8").replace("None", repr(str(project_site / "objects.inv")))
    write_tree(
        tmp_path / "manual",
        f"""
--- conf.py
{ours}
intersphinx_mapping["kitchen"] = ("{SITE_URL}", "{site / "objects.inv"}")
--- index.rst
Manual
======

See :external+kitchen:ref:`area:baking`, :ref:`topic:baking/dough`, :ref:`words <topic:baking/cakes>`,
:external+kitchen:std:ref:`row:baking/flours/strong` and :ref:`topic:cooking/steam`.

{(SNIPPETS / "manual.txt").read_text("utf-8")}
""",
    )
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(tmp_path / "manual"), str(tmp_path / "html")]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((tmp_path / "html" / "index.html").read_text("utf-8"), "html.parser")
    found = {str(link["href"]).removeprefix(SITE_URL): link.get_text() for link in page.select("a.reference.external")}
    # A topic elsewhere is its card: Sphinx puts the site's address in front of all that an inventory has.
    assert found == {
        "baking/": "Baking",
        "baking/deep/er/dough/": "Dough",
        "baking/#topic_baking_cakes": "words",
        "baking/#row_baking_flours_strong": "Strong",
        "cooking/#topic_cooking_steam": "Steam",
        "https://example.org/generative-ai/text-generation/": "Text generation",
        "https://example.org/generative-ai/#row_generative-ai_families_diffusion": "how diffusion compares",
    }


def test_mkdocstrings_resolves_them_too(project_url: str, tmp_path: Path) -> None:
    config = (SNIPPETS / "mkdocstrings.yml").read_text("utf-8").replace("https://example.org/", project_url)
    page = (SNIPPETS / "mkdocstrings.txt").read_text("utf-8")
    write_tree(
        tmp_path,
        f"""
--- mkdocs.yml
site_name: A manual
theme: mkdocs
{config}
--- docs/index.md
{page}
See [the area][area:generative-ai] and [diffusion][row:generative-ai/families/diffusion].
""",
    )
    build_strictly(tmp_path)
    html = BeautifulSoup((tmp_path / "site" / "index.html").read_text("utf-8"), "html.parser")
    assert {str(link["href"]).removeprefix(project_url): link.get_text() for link in html.select("a.autorefs-external")} == {
        "generative-ai/text-generation/": "how text is generated",
        "generative-ai/": "the area",
        "generative-ai/#row_generative-ai_families_diffusion": "diffusion",
    }


def test_a_site_with_mkdocstrings_has_both_inventories(course: Course) -> None:
    both = COURSE.replace("plugins: [genai]", "plugins: [genai, mkdocstrings]")
    site = course.build(both).site
    assert (site / "assets/genai/objects.inv").is_file()
    names = {item.name for item in sphobjinv.Inventory(site / "assets/genai/objects.inv").objects}
    assert "topic:baking/dough" in names


FOREIGN = """
--- docs/registry/rocks.yml
title: Rocks
page: rocks.md
comparisons:
  finds: {title: Finds, rows_from: {file: finds.csv}, columns: {name: Name, place: Place, kind: Kind}}
--- docs/rocks.md
# Rocks

/// comparison-table | finds
    limit: 2
    columns: name, place
///

/// comparison-table | finds
    where: kind = lava
///
"""


def with_finds(root: Path, pages: str, count: int = 5, place: str = "Etna") -> Path:
    """A site with a table of a file that someone else maintains."""
    lines = [f"Find {number},{place},{'lava' if number == count - 1 else 'granite'}" for number in range(count)]
    write_tree(root, configured() + pages)
    (root / "docs/registry/finds.csv").write_text("\n".join(["name,place,kind", *lines]) + "\n", "utf-8")
    return build_strictly(root)


def test_of_a_foreign_file_only_the_rows_that_pages_show_are_published(tmp_path: Path) -> None:
    site = with_finds(tmp_path, FOREIGN)
    table = json.loads((site / "assets/genai/rocks_finds.json").read_text("utf-8"))
    assert [(row["cells"]["name"], row["cells"]["kind"]) for row in table["rows"]] == [
        ("Find 0", "granite"),
        ("Find 1", "granite"),
        ("Find 4", "lava"),
    ]
    assert len(published(site)["areas"]["rocks"]["comparisons"]["finds"]["rows"]) == 3
    assert len((site / "assets/genai/rocks_finds.csv").read_text("utf-8").splitlines()) == 4


def test_a_foreign_file_that_no_page_shows_is_published_whole(tmp_path: Path) -> None:
    site = with_finds(tmp_path, FOREIGN.partition("\n/// comparison-table")[0] + "\n")
    assert len(published(site)["areas"]["rocks"]["comparisons"]["finds"]["rows"]) == 5


def test_what_is_too_large_for_an_import_is_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("mkdocs_genai.sharing.publications.MAX_BYTES", 60_000)
    monkeypatch.setattr("mkdocs_genai.hosts.mkdocs.published_files._LARGE", 50_000)
    caplog.set_level("INFO", "mkdocs")
    pages = FOREIGN.replace("limit: 2", "limit: 2000")
    site = with_finds(tmp_path, pages, count=1000)
    comparisons = published(site)["areas"]
    assert comparisons["rocks"]["comparisons"]["finds"]["rows_left_out"] == 1000
    assert "rows" not in comparisons["rocks"]["comparisons"]["finds"]
    assert comparisons["baking"]["comparisons"]["flours"]["rows"].keys() == {"soft", "strong"}
    told = [record.getMessage() for record in caplog.records if "registry.json" in record.getMessage()]
    assert told == ["genai: 'registry.json' leaves out the rows of rocks/finds, because imports take at most 0 MB"]
    large = [record.getMessage() for record in caplog.records if "large;" in record.getMessage()]
    assert large == [
        "genai: 'assets/genai/rocks_finds.json' is 0.1 MB large; tables can show fewer rows with `where` or `limit`"
    ]


def test_a_course_without_rows_that_is_too_large_is_published_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_genai.sharing.publications.MAX_BYTES", 10)
    site = with_finds(tmp_path, FOREIGN)
    assert published(site)["areas"]["rocks"]["comparisons"]["finds"] == {
        "title": "Finds",
        "url": "rocks/#comparison_rocks_finds",
        "rows_left_out": 3,
    }


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(published_schema(), ensure_ascii=False, indent=1) + "\n", "utf-8")
