"""Sites in several languages: what each publishes, imports and has in layers."""

from __future__ import annotations

import json
from urllib.parse import urldefrag

import pytest
import sphobjinv
from click.testing import CliRunner

from mkdocs_genai.cli import main

from ..conftest import SITE_URL
from ..site.course import Course
from ..site.test_languages import named, tree

IMPORTED = json.dumps(
    {"version": 1, "course": {"title": "X"}, "areas": {"a": {"title": "Area A", "url": "https://example.com/a/"}}}
)


@pytest.mark.parametrize("structure", ["suffix", "folder"])
@pytest.mark.parametrize("site_url", ["", SITE_URL])
def test_addresses_of_each_language_lead_to_its_pages(course: Course, structure: str, site_url: str) -> None:
    files = tree(structure)
    built = course.build(files.replace("site_name: Bakery", f"site_name: Bakery\nsite_url: {site_url}") if site_url else files)
    for language in ("", "de/", "ar/"):
        folder = built.site / language
        area = json.loads((folder / "registry.json").read_text("utf-8"))["areas"]["baking"]
        urls = [area["url"], *(topic["url"] for topic in area["topics"].values()), area["comparisons"]["flours"]["url"]]
        assert all(url.startswith(f"{site_url}{language}" if site_url else "baking/") for url in urls)
        relative = [url.removeprefix(f"{site_url}{language}") if site_url else url for url in urls]
        relative += [item.uri for item in sphobjinv.Inventory(folder / "objects.inv").objects]
        for url in relative:
            path, anchor = urldefrag(url)
            page = built.page(f"{language}{path}index.html")
            assert not anchor or page.find(id=anchor), (language, url)


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_a_course_is_imported_once_for_all_languages(course: Course, structure: str) -> None:
    page = named(structure, "de", "index.md")
    course.write(tree(structure) + f"--- {page}\n# Backen\n\n[][area:x:a]\n")
    course.write(f"--- {named(structure, '', 'registry/baking.yml').rpartition('/')[0]}/imports/x.json\n{IMPORTED}\n")
    run = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert (run.exit_code, run.output) == (0, "no problems found\n")
    built = course.build()
    assert built.log == []
    (link,) = built.page("de/index.html").select("article p a")
    assert (link.get_text(), link["href"]) == ("Area A", "https://example.com/a/")


def test_each_layer_is_taken_in_the_language_that_it_has(course: Course) -> None:
    both = tree("suffix").replace("  - genai\n", "  - genai: {registry: [base, docs/registry]}\n")
    course.write(both + "--- base/more.yml\ntitle: More\n--- base.de/more.yml\ntitle: Mehr\n")
    built = course.build()
    assert built.log == []
    titles = [
        [card.get_text(strip=True) for card in built.page(page).select(".genai-card__title")]
        for page in ("index.html", "de/index.html")
    ]
    assert titles == [["More", "Baking"], ["Mehr", "Backen"]]
