"""Texts as Markdown mean what they meant: read back by two readers of Markdown, they have the same words and links."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import markdown
from markdown_it import MarkdownIt

import mkdocs_genai
from mkdocs_genai.columns.raw_cell import RawCell
from mkdocs_genai.problems import ProblemError
from mkdocs_genai.registry.column import Column
from mkdocs_genai.registry.model import Comparison, Registry, registry_model
from mkdocs_genai.registry.table import Row, Table
from mkdocs_genai.render.areas import Destination
from mkdocs_genai.render.cards import Card
from mkdocs_genai.render.charts import CHART_KINDS
from mkdocs_genai.render.charts.base import ChartData
from mkdocs_genai.render.column_marks import ColumnSummary, Foot
from mkdocs_genai.render.deep_dives import NeighborLink
from mkdocs_genai.render.diagrams import Arrow, render_diagram
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.inline_text import page_output
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.markdown_filters import line, link
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer
from mkdocs_genai.render.study_facts import StudyFacts
from mkdocs_genai.render.table_headings import Hint
from mkdocs_genai.render.table_rows import Body, Cell, GroupHeading, Grouping, SourceLink, TableRow
from mkdocs_genai.render.tables import render_table
from mkdocs_genai.render.takeaways import Keypoints, ResourceGroup, ShownResource
from mkdocs_genai.render.topics import LinkedTopic, TopicGroup, TopicRow

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
    source = line(words)
    for html in (markdown(source), COMMON.render(source)):
        assert words_of(html) == words
        assert [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)] == ["p"]


@pytest.mark.parametrize("url", ["a b.md", "x_(y).md", "<z>.md", "https://example.org/a|b?c=(d)#e"])
def test_an_address_with_any_sign_is_one_address(url: str) -> None:
    source = link("[words]", url)
    for html in (markdown(source), COMMON.render(source)):
        (found,) = BeautifulSoup(html, "html.parser").select("a")
        assert found.get_text() == "[words]"
        assert " " not in str(found["href"])


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
    rows = tuple(
        Row(name, {key: column.kind.value_of(RawCell(values.get(key))) for key, column in columns.items()})
        for name, values in cells.items()
    )
    return Renderer(REGISTRY, {("a", "c"): Table(columns, rows)}, Templates([]), Icons([]), Layouts(None))


PLACE = stub_page(
    "a/index.md", site=StubSite(lambda target: None if target.path.startswith("missing") else f"to/{target}"), format="md"
)

INLINE = [
    ("an *a* **b** `c|d` ``e`f``", "an a b c|d e`f", ["em", "strong", "code", "code"]),
    ("[d](e.md)!", "d!", ["a"]),
    ("![d](e.png) [![f](g.png) h](i.md)", "h", ["img", "a", "img"]),
    ("![gone](missing.png)", "gone", []),
    ("`<b>` <i> `a", "<b> <i> `a", ["code"]),
    ("- a\n- *b*", "- a- b", ["br", "em"]),
    ("[a [b](c.md) d](e.md) `[f](g.md)`", "a [b](c.md) d [f](g.md)", ["a", "code"]),
    ("[][topic:a/t] and [area][area:a]", "T* and area", ["a", "a"]),
    ("[gone](missing.md)", "gone", []),
    ("<b>HTML</b> &lt;", "<b>HTML</b> <", []),
    ("<https://example.org/x_y>", "https://example.org/x_y", ["a"]),
    ("**[d](e.md)** f\n\ng  \nh", "d fgh", ["strong", "a", "br", "br"]),
    ("a ` b", "a ` b", []),
]


@pytest.mark.parametrize(("source", "words", "tags"), INLINE)
def test_a_text_of_the_registry_keeps_its_emphasis_code_and_links(source: str, words: str, tags: list[str]) -> None:
    made = line(renderer_of({}).formatted(source, PLACE))
    for html in (markdown(made), COMMON.render(made)):
        assert words_of(html) == words
        assert [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)] == ["p", *tags]


def test_a_table_has_every_cell_in_its_column() -> None:
    cells: dict[str, dict[str, object]] = {
        "x": {"name": "`a|b` | *c*", "size": 1_500_000_000, "good": 4.5},
        "y": {"name": None, "size": None, "good": None},
    }
    made = render_table(renderer_of(cells), PLACE, ("a", "c"))
    # GitHub's way with a bar in code; Python-Markdown would show its backslash.
    page = BeautifulSoup(COMMON.render(made), "html.parser")
    assert [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")] == [
        ["Na|me", "Size (B)", "Good"],
        ["a|b | c", "1,500,000,000", "4.5 of 5"],
        ["—", "—", "—"],
    ]
    (title,) = page.select("p")
    assert title.get_text() == "C | *c*"


def test_a_chart_is_a_table_of_what_it_draws() -> None:
    renderer = renderer_of({"x": {"name": "X", "size": 1_500_000_000, "good": 4.5}})
    table = renderer.tables["a", "c"]
    drawn = ChartData("a", "c", {"good": table.columns["good"]}, table.rows, {})
    page = BeautifulSoup(COMMON.render(CHART_KINDS["bars"](renderer, drawn).markdown(PLACE)), "html.parser")
    cells = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")]
    assert cells == [["Na|me", "Good"], ["X", "4.5 of 5"]]


def test_a_diagram_is_its_arrows_and_what_no_arrow_meets() -> None:
    made = render_diagram(renderer_of({}), PLACE, "a", "d")
    items = [item.get_text() for item in BeautifulSoup(COMMON.render(made), "html.parser").select("li")]
    assert items == ["P (1) → Q", "P (2) ⇢ Q (by *hand*)", "P (1) — P (1)", "Q — P (1) (near)", "Alone"]
    assert made.count("[Q](to/a/t.md)") == 3


TITLES = [*TEXTS, "a * b | c < d [e] & f \\g", "<script>x</script>"]


@pytest.mark.parametrize("title", TITLES)
def test_words_stay_words_in_every_template(title: str) -> None:
    renderer = renderer_of({})
    templates = renderer.templates
    node, label = Destination(title, None), str
    topic = LinkedTopic(title, None, "ready", title)
    table: dict[str, object] = {
        "title": title,
        "columns": {"a": Column(title=title)},
        "hints": {"a": Hint("hint_a", title)},
        "group": Grouping(
            "a", Column(title=title), is_shown=False, out=page_output(renderer_of({}), PLACE, None), is_markdown=True
        ),
        "bodies": [Body(GroupHeading(Cell(title, None), title), [TableRow("r", None, (Cell(title, None),))])],
        "foot": Foot(title, {"a": ColumnSummary("count", title, title)}),
        "notes": "",
    }
    frame = {"trail": [Destination(title, "x.md")], "topic": topic, "required": [topic], "label": label}
    said = {"facts": [title], "assumes": [title], "objectives": line(title)}
    steps = {"previous": NeighborLink(title, title, "x.md"), "following": NeighborLink(title, title, None), "built_on": [topic]}
    values: dict[str, dict[str, object]] = {
        "cards": {"cards": [Card(None, title, None, None, "", "ready", title), Card(None, title, "x.md", None, title)]},
        "related-areas": {"links": [Destination(title, "x.md", title), node]},
        "call-to-action": {"title": title, "body": title, "links": [Destination(title, "x.md")]},
        "comparison-table": table,
        "comparison-chart": table,
        "comparison-notes": {
            "as_of": title,
            "count": title,
            "sources": [SourceLink("https://example.org", title)],
            "label": label,
        },
        "diagram": {"title": title, "arrows": [Arrow(node, node, "→", title)], "alone": [node], "notes": ""},
        "topic-list": {
            "caption": title,
            "grouped": True,
            "groups": [TopicGroup(node, (TopicRow(None, topic, (topic,), StudyFacts(title, title)),))],
            "timed": True,
            "leveled": True,
            "label": label,
        },
        "fault": {"block": title, "message": title},
        "topic-header": frame | said,
        "topic-footer": steps | {"keypoints": line(title), "label": label},
        "topic-objectives": {"objectives": [title], "label": label},
        "keypoints": {"groups": [Keypoints(None, title, (title,)), Keypoints(None, None, (title,))], "label": label},
        "resources": {
            "groups": [ResourceGroup(title, (ShownResource(None, title, "x.md", title, title),)), ResourceGroup(None, ())],
            "label": label,
        },
    }
    allowed = {"a", "blockquote", "li", "p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
    for name, given in values.items():
        made = templates.render_markdown(f"{name}.md", **given)
        for html in (COMMON.render(made), markdown(made, extensions=["tables"])):
            page = BeautifulSoup(html, "html.parser")
            assert {tag.name for tag in page.find_all(True)} <= allowed, (name, made)
            assert " ".join(title.split()) in words_of(html), (name, made)


def test_a_course_may_write_a_block_s_markdown(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.md").write_text("{{ message | md }} & {{ block }}", "utf-8")
    assert Templates([tmp_path]).render_markdown("fault.md", block="<b>", message="*x*") == r"\*x\* & <b>"
    (tmp_path / "genai" / "fault.md").write_text("{{ mesage }}", "utf-8")
    with pytest.raises(ProblemError, match=r"genai/fault\.md:1: 'mesage' is undefined"):
        Templates([tmp_path]).render_markdown("fault.md", block="", message="")


def test_each_block_has_both_templates() -> None:
    folder = Path(str(mkdocs_genai.__file__)).parent / "templates" / "genai"
    names = {path.stem for path in folder.glob("*.html")}
    only_html = {"banner", "card", "cell-notes", "diagram-caption", "diagram-fence", "head", "meanings"}
    assert {path.stem for path in folder.glob("*.md")} == names - only_html
