"""Each page as Markdown, and llms.txt: built for real, read back, and every link followed."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from mkdocs.exceptions import Abort

from ..conftest import SITE_URL
from ..site.course import DIAGRAM, PAGES, PLAIN, REGISTRY, Built, Course, with_llms
from ..site.course import configured as plainly_configured
from ..site.test_languages import tree
from .test_head import json_ld, pages

PLAIN_LLMS = with_llms(PLAIN)
COURSE = PLAIN_LLMS + REGISTRY + PAGES


def configured(*lines: str) -> str:
    """The course with Markdown versions, and with more lines in its mkdocs.yml."""
    return with_llms(plainly_configured(*lines))


COMMON = MarkdownIt("commonmark").enable("table")


def markdown_of(built: Built, name: str) -> str:
    """A page's Markdown, by the name of its HTML."""
    return (built.site / f"{name}.md").read_text("utf-8")


def read(markdown: str) -> BeautifulSoup:
    """Markdown as a reader of CommonMark sees it."""
    return BeautifulSoup(COMMON.render(markdown), "html.parser")


def rows(page: BeautifulSoup) -> list[list[str]]:
    """The cells of all tables."""
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tr")]


def dead(site: Path, root: str) -> list[tuple[str, str]]:
    """Links of all Markdown of a site that lead nowhere, or to a heading that is not there; `root` is the site's address."""
    found = []
    for file in [*site.rglob("*.md"), site / "llms.txt"]:
        here = file.relative_to(site).as_posix()
        for element in read(file.read_text("utf-8")).select("a[href], img[src]"):
            target = str(element.get("href") or element.get("src"))
            parts = urlsplit(target.removeprefix(root) if root and target.startswith(root) else target)
            if parts.scheme or parts.netloc:
                continue
            base = "" if root and target.startswith(root) else posixpath.dirname(here)
            there = site / posixpath.normpath(posixpath.join(base, unquote(parts.path))) if parts.path else file
            if there.is_dir():
                there /= "index.html"
            if not there.is_file():
                found.append((here, target))
            elif parts.fragment and not parts.fragment.startswith("__"):
                twin = there.with_suffix("") if there.suffix == ".md" else there
                if f'id="{unquote(parts.fragment)}"' not in twin.read_text("utf-8"):
                    found.append((here, target))
    return found


MORE = """
--- docs/all.md
/// topic-cards | baking
///

/// comparison-table | baking/flours
    columns: flour, for
    sort: -flour
///

/// concept-diagram | baking/day
///

/// topic-list
///

/// area-map
///
--- docs/a/b.md
# Deep *down*

See [the oven](../baking/oven.md#heat "Hot"), [][row:baking/flours/strong], [it][topic:baking/cakes] and [home][h],
a ![p](p.png), `[code](../baking/oven.md)`, <https://example.org>, [up](#deep-down), [here](topic:baking/oven) and [abroad](https://example.org/x).

[h]: ../index.md
--- docs/a/p.png
x
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small course, with all kinds of blocks."""
    course = Course(tmp_path_factory.mktemp("mirror"))
    course.write(configured("validation: {links: {anchors: warn}}\n") + MORE)
    course.registry.write_text(course.registry.read_text("utf-8") + DIAGRAM, "utf-8")
    found = course.build()
    assert found.log == []
    return found


def test_each_page_has_its_markdown_and_says_so(built: Built) -> None:
    found = pages(built.site)
    for name, page in found.items():
        (link,) = page.select('link[rel~="alternate"][type="text/markdown"]')
        assert posixpath.join(posixpath.dirname(name), str(link["href"])) == f"{name}.md"
        assert markdown_of(built, name).startswith("#")
    assert {file.relative_to(built.site).as_posix() for file in built.site.rglob("*.md")} == {f"{name}.md" for name in found}


def test_blocks_are_lists_tables_and_arrows(built: Built) -> None:
    markdown = markdown_of(built, "all/index.html")
    assert "///" not in markdown
    assert markdown == (
        "# All\n\n"
        "- [Dough](../baking/deep/er/dough/index.html.md) (Ready, 1 min): Flour & *water*.\n"
        "- [Ovens](../baking/oven/index.html.md) (Ready, 1 min)\n"
        "- [Cakes](../baking/index.html.md) (Planned)\n\n"
        "**Flours**\n\n"
        "| Flour | Good for |\n| --- | --- |\n| Strong | Bread |\n| Soft | [Cakes](../baking/index.html.md) |\n\n"
        "**A day**\n\n- Mix → [Rest](../baking/deep/er/dough/index.html.md) (one hour)\n\n"
        "**The topics of the course**\n\n"
        "[Baking](../baking/index.html.md) (2 of 3 ready)\n\n"
        "| Topic | Status | Time | Learn first |\n| --- | --- | --- | --- |\n"
        "| [Dough](../baking/deep/er/dough/index.html.md) | Ready | 1 min | — |\n"
        "| [Ovens](../baking/oven/index.html.md) | Ready | 1 min | [Dough](../baking/deep/er/dough/index.html.md) |\n"
        "| [Cakes](../baking/index.html.md) | Planned | — | — |\n\n"
        "**How the areas build on each other**\n\n"
        "- [Baking](../baking/index.html.md) (2 of 3 ready)\n- [Frying](../frying/index.html.md)\n"
    )


def test_links_of_the_author_lead_to_the_markdown_of_other_pages(built: Built) -> None:
    markdown = markdown_of(built, "a/b/index.html")
    assert '[the oven](../../baking/oven/index.html.md#heat "Hot")' in markdown
    assert "[Strong](../../baking/index.html.md), [it](../../baking/index.html.md) and [home][h]" in markdown
    assert "![p](../p.png)" in markdown
    assert (
        "`[code](../baking/oven.md)`, <https://example.org>, [up](#deep-down), [here](../../baking/oven/index.html.md)"
        in markdown
    )
    assert "[h]: ../../index.html.md" in markdown
    assert "[abroad](https://example.org/x)" in markdown


def test_a_deep_dive_says_where_it_belongs(built: Built) -> None:
    after = markdown_of(built, "baking/oven/index.html").partition("\n---\n")[2]
    assert after.strip().split("\n") == [
        "- Where this topic belongs: [Map](../../index.html.md), [Baking](../index.html.md)",
        "- Status: Ready",
        "- Topic 2 of 2",
        "- 1 min",
        "- Learn first: [Dough](../deep/er/dough/index.html.md)",
        "- Previous: [Dough](../deep/er/dough/index.html.md)",
        "- Next area: [Frying](../../frying/index.html.md)",
    ]


def test_llms_txt_lists_every_page_once(built: Built) -> None:
    content = (built.site / "llms.txt").read_text("utf-8")
    page = read(content)
    assert [heading.get_text() for heading in page.select("h1, h2")] == ["Kitchen school", "Baking", "Frying", "More pages"]
    assert sorted(str(link["href"]) for link in page.select("a")) == sorted(f"{name}.md" for name in pages(built.site))
    assert "- [Dough](baking/deep/er/dough/index.html.md): Flour & water.\n" in content


def test_no_link_of_any_markdown_is_dead(built: Built, project_site: Path) -> None:
    assert dead(built.site, "") == []
    assert dead(project_site, SITE_URL) == []


def test_the_course_site_s_markdown_says_what_its_pages_say(project_site: Path) -> None:
    # A hook puts the gallery's examples into its HTML alone.
    files = sorted(file for file in project_site.rglob("*.html.md") if file.parent.name != "gallery")
    assert len(files) > 20
    for file in files:
        text = file.read_text("utf-8")
        html = file.with_suffix("").read_text("utf-8")
        tables = BeautifulSoup(html, "html.parser").select("genai-table table") if "<genai-table" in html else []
        said = " ".join(cell for row in rows(read(text)) for cell in row)
        for cell in [cell for table in tables for cell in table.select("tbody th[scope=row]")]:
            assert " ".join(cell.get_text(" ").split()) in said, file
        outside = re.sub(r"^( *)(`{3,}).*?^\1\2$", "", text, flags=re.DOTALL | re.MULTILINE)
        assert re.findall(r"^\s*/{3} (?:topic|area|comparison|concept|related|call)-.*", outside, re.MULTILINE) == [], file


NESTED = """
# Nested

!!! note "A note"

    Before
    /// topic-cards | baking
        limit: 1
    ///
    After

1. An item

    /// topic-cards | baking
        limit: 1
    ///

> /// topic-cards | baking
>     limit: 1
> ///

Code:

    /// topic-cards | baking
        limit: 1
    ///

```text
/// topic-cards | baking
    limit: 1
///
```

//// Topic-Cards | baking
    limit: 1
////

    more code

/// topic-cards | nothing
///
"""
CARD = "- [Dough](../baking/deep/er/dough/index.html.md) (Ready, 1 min): Flour & *water*."


def test_blocks_are_found_where_markdown_finds_them_and_nowhere_else(course: Course) -> None:
    built = course.build(
        configured("markdown_extensions: [admonition, pymdownx.superfences]\n") + f"--- docs/nested.md{NESTED}"
    )
    markdown = markdown_of(built, "nested/index.html")
    assert len(built.page("nested/index.html").select(".genai-card")) == 4
    code = "/// topic-cards | baking\n    limit: 1\n///\n"
    indented = "".join(f"    {line}\n" for line in code.splitlines())
    assert markdown == (
        f'# Nested\n\n!!! note "A note"\n\n    Before\n\n    {CARD}\n\n    After\n\n1. An item\n\n    {CARD}\n\n> {CARD}\n\n'
        f"Code:\n\n{indented}\n```text\n{code}```\n\n{CARD}\n\n    more code\n\n"
        "> /// topic-cards | nothing: there is no area 'nothing'; available: baking, frying\n"
    )


def test_a_link_to_an_unknown_entry_is_its_words(course: Course) -> None:
    built = course.build(configured() + "--- docs/gone.md\n# Gone\n\nSee [that][topic:baking/nothing].\n")
    assert markdown_of(built, "gone/index.html") == "# Gone\n\nSee that.\n"


def test_code_that_begins_a_page_stays_code(course: Course) -> None:
    block = "/// topic-cards | baking\n    limit: 1\n///\n"
    code = "".join(f"    {line}\n" for line in block.splitlines())
    markdown = markdown_of(course.build(configured() + f"--- docs/code.md\n{code}\nBehind it:\n\n{block}"), "code/index.html")
    assert markdown.endswith(f"{code}\nBehind it:\n\n{CARD}\n")


def test_lists_of_nothing_say_so(course: Course) -> None:
    registry = REGISTRY.replace("links: [{label: Ovens, page: baking/oven.md}]", "links: [{label: Ovens, url: nowhere.md}]")
    page = "--- docs/none.md\n# None\n\n/// topic-list\n    status: draft\n///\n\n/// call-to-action | baking\n///\n"
    markdown = markdown_of(course.build(PLAIN_LLMS + registry + PAGES + page), "none/index.html")
    assert markdown == "# None\n\nThe topics of the course (Draft): none yet.\n\n> **Come**\n"


def test_what_an_author_includes_is_there(course: Course) -> None:
    config = configured("markdown_extensions:\n  - pymdownx.snippets: {base_path: ['!ROOT/parts']}\n")
    page = (
        '--- docs/with.md\n# With\n\n--8<-- "part.md"\n--- parts/part.md\nPart: [oven](baking/oven.md)\n\n/// area-cards\n///\n'
    )
    built = course.build((config + page).replace("!ROOT", str(course.root)))
    assert "Part: [oven](../baking/oven/index.html.md)\n\n- [Baking](" in markdown_of(built, "with/index.html")


def test_hostile_words_of_the_registry_stay_words(course: Course) -> None:
    bad = "a](javascript:x) | <script>x</script> `*_"
    registry = REGISTRY.replace("flour: Soft,", f'flour: "{bad}",').replace("title: Cakes", f'title: "{bad}"')
    page = read(markdown_of(course.build(PLAIN_LLMS + registry + PAGES), "baking/index.html"))
    assert page.find("script") is None
    assert [str(link["href"]) for link in page.select("a") if "javascript" in str(link["href"])] == []
    assert any(item.get_text() == f"{bad} (Planned)" for item in page.select("li"))
    assert rows(page)[1][0] == bad


@pytest.mark.parametrize("address", ["", "site_url: https://example.org/c/\n"])
def test_pages_without_folders_have_markdown_too(course: Course, address: str) -> None:
    built = course.build(configured("use_directory_urls: false\n", address))
    assert (built.site / "baking" / "oven.html.md").is_file()
    assert dead(built.site, "https://example.org/c/" if address else "") == []


def test_an_address_that_a_plugin_sets_without_its_slash_is_whole(course: Course) -> None:
    hook = "--- hooks/sets.py\ndef on_config(config):\n    config.site_url = 'https://example.org/c/1.0'\n"
    built = course.build(configured("hooks: [hooks/sets.py]\n") + hook)
    assert "(https://example.org/c/1.0/baking/oven/index.html.md)" in (built.site / "llms.txt").read_text("utf-8")


def test_a_page_s_name_may_be_too_long_for_its_markdown(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    name = "k" * 249
    tree = COURSE.replace("site_name:", "use_directory_urls: false\nsite_name:") + f"--- docs/{name}.md\n# Long\n"
    with pytest.raises(Abort):
        course.build(tree)
    assert caplog.messages[-1] == f"'{name}.html.md' can't be written into the site: File name too long"


@pytest.mark.parametrize("title", ["null", "''", "<br>"])
def test_a_page_without_any_title_goes_by_its_file_s_name(course: Course, title: str) -> None:
    built = course.build(COURSE + f"--- docs/plain.md\n---\ntitle: {title}\n---\nWords.\n")
    assert "- [plain](plain/index.html.md)" in (built.site / "llms.txt").read_text("utf-8").splitlines()
    assert (built.site / "plain/index.html.md").read_text("utf-8") == "# plain\n\nWords.\n"


@pytest.mark.parametrize("text", ["", "\n \n", "---\ntitle: Blank\n---\n"], ids=["nothing", "blanks", "front matter alone"])
def test_a_page_without_a_word_has_markdown_too(course: Course, text: str) -> None:
    course.write(COURSE)
    (course.root / "docs/blank.md").write_text(text, "utf-8")
    assert markdown_of(course.build(), "blank/index.html") == "# Blank\n\n\n"


def test_a_course_s_own_llms_txt_stays(course: Course) -> None:
    assert course.build(COURSE + "--- docs/llms.txt\nMine\n").site.joinpath("llms.txt").read_text("utf-8") == "Mine\n"


def test_there_is_none_by_default(course: Course) -> None:
    built = course.build(PLAIN + REGISTRY + PAGES)
    assert [*built.site.rglob("*.md"), *built.site.glob("llms.txt")] == []
    assert built.page("index.html").select('link[rel~="alternate"]') == []


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_each_language_of_a_site_has_its_own(course: Course, structure: str) -> None:
    built = course.build(tree(structure).replace("  - genai\n", "  - genai: {llms: true}\n"))
    assert built.log == []
    for language, area, topic in (("", "Baking", "Dough"), ("de/", "Backen", "Teig"), ("ar/", "Baking", "Dough")):
        content = (built.site / language / "llms.txt").read_text("utf-8")
        assert next(heading.get_text() for heading in read(content).select("h2")) == area
        markdown = markdown_of(built, f"{language}baking/dough/index.html")
        assert "See [Ovens](../oven/index.html.md)," in markdown
        page = built.page(f"{language}baking/index.html")
        assert next(term["name"] for term in json_ld(page)["teaches"]) == topic
        assert json_ld(page)["inLanguage"] == (language.rstrip("/") or "en")
        assert json_ld(built.page(f"{language}index.html"))["@type"] == "Course"
    assert dead(built.site, "") == []
    for folder in (built.site / "de", built.site / "ar"):
        assert dead(folder, "") == []
