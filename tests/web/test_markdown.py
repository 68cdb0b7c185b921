"""Texts as Markdown mean what they meant: read back by two readers of Markdown, they have the same words and links."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown import markdown
from markdown_it import MarkdownIt

from mkdocs_genai.registry.model import Comparison, Registry, registry_model
from mkdocs_genai.registry.table import Row, Table
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.markdown_blocks import comparison, diagram
from mkdocs_genai.render.markdown_text import at_start, escaped, linked, text
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer

from ..stub_site import StubSite, stub_page

COMMON = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = [
    "plain",
    "*not* _emphasis_ __here__ **or** `code` ``there``",
    "snake_case_name and _private",
    "<b onclick=x>bold</b> & &amp; &copy; AT&T",
    "[no](link) [no][ref] ![no](image) [^no]",
    "# no heading",
    "- no item",
    "+ none",
    "> no quotation",
    "1. no item",
    "2024) none",
    "~~not struck~~ ~a",
    "back\\slash \\* c:\\dir",
    "a | b || c",
    "#hashtag -dash",
    "5 < 6 > 4",
    "\\",
    "`",
    "äöü 汉字 עברית",
]


def words_of(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


@pytest.mark.parametrize("words", TEXTS)
def test_plain_words_stay_what_they_are(words: str) -> None:
    source = at_start(escaped(words))
    for html in (markdown(source), COMMON.render(source)):
        assert words_of(html) == words
        assert [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)] == ["p"]


@pytest.mark.parametrize("url", ["a b.md", "x_(y).md", "<z>.md", "https://example.org/a|b?c=(d)#e"])
def test_an_address_with_any_sign_is_one_address(url: str) -> None:
    source = linked(escaped("[words]"), url)
    for html in (markdown(source), COMMON.render(source)):
        (link,) = BeautifulSoup(html, "html.parser").select("a")
        assert link.get_text() == "[words]"
        assert " " not in str(link["href"])


FOUND = registry_model().model_validate(
    {
        "areas": {
            "a": {
                "title": "A [1]",
                "page": "a/index.md",
                "topics": {"t": {"title": "T*", "page": "a/t.md"}},
                "comparisons": {
                    "c": {
                        "title": "C | *c*",
                        "columns": {
                            "name": "Na|me",
                            "size": {"title": "Size", "type": "number", "unit": "B"},
                            "good": {"title": "Good", "type": "rating", "max": 5},
                        },
                        "rows": {"x": {"name": "x"}},
                    }
                },
                "diagrams": {
                    "d": {
                        "title": "D",
                        "nodes": {"p": "P", "p2": "P", "q": {"label": "Q", "topic": "t"}, "alone": "Alone"},
                        "edges": ["p --> q", "p2 -. by *hand* .-> q", "p --- p", "q -- near --- p"],
                    }
                },
            }
        }
    },
)


REGISTRY = Registry(course=FOUND.course, areas=FOUND.areas)


def renderer_of(cells: dict[str, dict[str, object]]) -> Renderer:
    found: Comparison = REGISTRY.areas["a"].comparisons["c"]
    columns = {**found.columns}
    rows = tuple(Row(name, {key: values.get(key) for key in columns}) for name, values in cells.items())
    return Renderer(REGISTRY, {("a", "c"): Table(columns, rows)}, Templates([]), Icons([]), Layouts(None))


PLACE = stub_page("a/index.md", site=StubSite(lambda target: None if target.path.startswith("missing") else f"to/{target}"))

INLINE = [
    ("an *a* **b** `c|d` ``e`f``", "an a b c|d e`f", ["em", "strong", "code", "code"]),
    ("[d](e.md)!", "d!", ["a"]),
    ("![d](e.md)", "!d", ["a"]),
    ("[][topic:a/t] and [area][area:a]", "T* and area", ["a", "a"]),
    ("[gone](missing.md)", "gone", []),
    ("<b>HTML</b> &lt;", "<b>HTML</b> <", []),
    ("<https://example.org/x_y>", "https://example.org/x_y", ["a"]),
    ("**[d](e.md)** f\n\ng", "d f g", ["strong", "a"]),
    ("a ` b", "a ` b", []),
]


@pytest.mark.parametrize(("source", "words", "tags"), INLINE)
def test_a_text_of_the_registry_keeps_its_emphasis_code_and_links(source: str, words: str, tags: list[str]) -> None:
    made = text(renderer_of({}), source, PLACE)
    for html in (markdown(made), COMMON.render(made)):
        assert words_of(html) == words
        assert [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)] == ["p", *tags]


def test_a_table_has_every_cell_in_its_column() -> None:
    cells: dict[str, dict[str, object]] = {
        "x": {"name": "`a|b` | *c*", "size": 1_500_000_000, "good": 4.5},
        "y": {"name": None, "size": None, "good": None},
    }
    made = comparison(renderer_of(cells), PLACE, "a", "c", ["name", "size", "good"], renderer_of(cells).tables["a", "c"].rows)
    # GitHub's way with a bar in code; Python-Markdown would show its backslash.
    page = BeautifulSoup(COMMON.render(made), "html.parser")
    assert [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")] == [
        ["Na|me", "Size (B)", "Good"],
        ["a|b | c", "1,500,000,000", "4.5 of 5"],
        ["—", "—", "—"],
    ]
    (title,) = page.select("p")
    assert title.get_text() == "C | *c*"


def test_a_diagram_is_its_arrows_and_what_no_arrow_meets() -> None:
    made = diagram(renderer_of({}), PLACE, REGISTRY.areas["a"].diagrams["d"], "a")
    items = [item.get_text() for item in BeautifulSoup(COMMON.render(made), "html.parser").select("li")]
    assert items == ["P (1) → Q", "P (2) ⇢ Q (by *hand*)", "P (1) — P (1)", "Q — P (1) (near)", "Alone"]
    assert made.count("[Q](to/a/t.md)") == 3
