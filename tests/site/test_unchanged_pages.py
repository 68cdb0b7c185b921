"""A page without a block, a link or an entry of the registry is the page that it is without the plugin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ..conftest import files_of
from .course import REGISTRY, Built, Course, with_llms

CONFIG = """
--- mkdocs.yml
site_name: Kitchen school
site_url: https://example.org/
site_description: A school.
site_author: Ada
theme: {name: THEME}
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - pymdownx.details
  - pymdownx.superfences
plugins: PLUGINS
"""
PLAIN = """
--- docs/plain.md
---
description: Plain.
---
# A page without anything {#here}

[A link](index.md), `code` and <b>HTML</b>, <https://example.org>, [ref][], [ref] and [other][ref]; a note.[^1]

!!! note "Mind"
    Words.

??? tip
    ```python
    print("/// topic-cards | baking")
    ```

- [x] done
- http://example.org/

| a | b |
|---|---|
| 1 | 2 |

[ref]: index.md "Title"
[^1]: The note.
--- docs/bare.md
Only a text.
--- docs/empty.md
"""
SHOWING = """
--- docs/index.md
# Home

/// area-cards
///
--- docs/frying.md
# Frying
--- docs/baking/index.md
# Baking

/// comparison-table | flours
///
--- docs/baking/oven.md
# Ovens

## Heat
--- docs/baking/deep/er/dough.md
# Dough
"""
HOME = "--- docs/index.md\n# Home\n\nNothing of the registry.\n"


def plain_pages(built: Built, names: tuple[str, ...]) -> dict[str, bytes]:
    found = {name: (built.site / name).read_bytes() for name in names}
    # MkDocs's own themes say on the home page when it was built.
    return {name: re.sub(rb"Build Date UTC : .*", b"", content) for name, content in found.items()}


@pytest.mark.parametrize(
    ("theme", "plugins"),
    [
        ("material, font: false", "[search, {}]"),
        ("material, font: false, features: [navigation.instant]", "[{}, search]"),
        ("material, font: false", "[search, mermaid2, {}]"),
        ("material, font: false", "[{}, search, mermaid2]"),
        ("mkdocs", "[search, {}]"),
        ("readthedocs", "[{}, search]"),
    ],
)
@pytest.mark.parametrize("home", [SHOWING, SHOWING + HOME], ids=["cards at home", "plain home"])
def test_the_page_is_the_same_to_the_byte(tmp_path: Path, theme: str, plugins: str, home: str) -> None:
    registry = REGISTRY.replace("icon: material/bread-slice\n", "").replace(", icon: material/grain", "")
    course_yml = "--- docs/registry/course.yml\ntitle: The kitchen\nsummary: Cooking.\n"
    # mermaid2 asks a CDN for Mermaid where nothing else brings it.
    local = "extra_javascript: [mermaid.js]\n" if "mermaid2" in plugins else ""
    found = []
    for number, own in enumerate(("genai", "")):
        course = Course(tmp_path / str(number))
        course.root.mkdir()
        config = CONFIG.replace("THEME", theme).replace(
            "PLUGINS", plugins.replace("{}", own).replace("[, ", "[").replace(", ]", "]")
        )
        tree = config + local + registry + course_yml + home + PLAIN + "--- docs/mermaid.js\n\n"
        built = course.build(tree)
        names = ("plain/index.html", "bare/index.html", "empty/index.html", "404.html")
        found.append(plain_pages(built, (*names, "index.html") if HOME in home else names))
    assert found[0] == found[1]


def test_the_style_sheet_and_the_scripts_are_for_pages_that_show_something(course: Course) -> None:
    config = CONFIG.replace("THEME", "material, font: false").replace("PLUGINS", "[genai]")
    built = course.build(config + "extra_css: [own.css]\n" + REGISTRY + SHOWING + PLAIN + "--- docs/own.css\n")
    sheets = {
        page: [str(link["href"]).rpartition("/")[2] for link in built.page(page).select('link[rel="stylesheet"]')]
        for page in ("index.html", "baking/index.html", "baking/oven/index.html", "frying/index.html", "plain/index.html")
    }
    # The course's own comes last, so that it wins.
    assert {page: found[-2:] for page, found in sheets.items() if "genai.css" in found} == {
        page: ["genai.css", "own.css"] for page in ("index.html", "baking/index.html", "baking/oven/index.html")
    }
    assert built.page("plain/index.html").select('[src*="genai"], [href*="genai"]') == []


def test_a_site_that_shows_nothing_has_no_style_sheet_and_no_script(course: Course) -> None:
    config = CONFIG.replace("THEME", "material, font: false").replace("PLUGINS", "[genai]")
    built = course.build(config + "--- docs/registry/baking.yml\ntitle: Baking\npage: index.md\n--- docs/index.md\n# Baking\n")
    assert [name for name in files_of(built.site) if name.endswith((".css", ".js")) and "genai" in name] == []


def test_with_markdown_versions_a_plain_page_says_where_its_own_is_and_no_more(course: Course) -> None:
    config = CONFIG.replace("THEME", "material, font: false").replace("PLUGINS", "[genai]")
    plain = course.build(config + REGISTRY + SHOWING + PLAIN).page("plain/index.html")
    told = course.build(with_llms(config) + REGISTRY + SHOWING + PLAIN).page("plain/index.html")
    (link,) = told.select('link[rel~="describedby"]')
    link.extract()
    assert "".join(str(told).split()) == "".join(str(plain).split())
