"""From Markdown to HTML with a real registry: each block, wherever Markdown works, and every fault with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.blocks import RegistryExtension
from mkdocs_genai.blocks.base import Context
from mkdocs_genai.blocks.markdown_version import page_markdown
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.project.page_sources import PageSource
from mkdocs_genai.project.project import Project
from mkdocs_genai.queries.where import parse_where
from mkdocs_genai.registry.column import Column
from mkdocs_genai.registry.table import Row
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.page import Page
from mkdocs_genai.render.renderer import Renderer
from mkdocs_genai.targets import PageAddress, Target

from ..stub_site import StubSite, stub_page

REGISTRY = """\
course:
  title: Gardening school
  call_to_action: {title: Join us, body: Come *today*., links: [{label: Join, url: "https://example.org/join"}]}
areas:
  plants:
    title: Plants & pots
    summary: All that is green.
    page: plants/index.md
    requires: []
    related: [tools]
    topics:
      soil:
        title: Soil <b>
        summary: "Dig **deep**, see [roots](plants/roots.md) & <i>x</i>."
        page: plants/soil.md
        tags: [earth]
      roots: {title: Roots, url: "https://example.org/roots", requires: [soil], tags: [earth, water]}
      leaves: {title: Leaves}
    comparisons:
      trees:
        title: Trees compared
        columns: {name: Name, height: {title: Height, type: number, unit: m}, shade: Shade}
        rows:
          oak: {name: "*Oak*", height: 30, shade: deep}
          birch: {name: Birch, height: 20}
        as_of: 2026-11-01
        sources: ["https://arxiv.org/abs/2112.07804", "https://example.org/trees"]
    diagrams:
      cycle:
        title: From seed to plant
        nodes: {seed: {label: 'A "seed"', shape: circle}, plant: {label: Plant, topic: soil}}
        edges: ["seed -- grows --> plant"]
  tools: {title: Tools, topics: {saw: {title: Saw, url: "https://example.org/saw"}}}
"""
EXTENSIONS = [
    "admonition",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.details",
    "tables",
    "md_in_html",
    "pymdownx.blocks.html",
]
FILES = {"plants/index.md", "plants/soil.md", "plants/roots.md"}


class Site:
    """A registry, and pages that are converted with it."""

    def __init__(self, root: Path) -> None:
        (root / "registry.yml").write_text(REGISTRY, "utf-8")
        project = Project(root, root / "registry.yml")
        build = plain_build(project)
        loaded = build.loaded
        assert loaded.problems == []
        self._site = StubSite(self.resolve)
        self.faults = self._site.problems
        self.page = stub_page()
        self.renderer = Renderer(
            loaded.registry,
            loaded.tables,
            Templates(()),
            build.icons,
            Layouts(None),
            build.inline,
        )

    def convert(self, text: str, *, src_uri: str = "index.md", home: str | None = None) -> BeautifulSoup:
        """A page's HTML."""
        self.faults.clear()
        self.page = stub_page(src_uri, text, site=self._site, home=home)
        return self.convert_again(text)

    def convert_again(self, text: str) -> BeautifulSoup:
        """What the page's source does not have, as another plugin may give it."""
        extension = RegistryExtension(Context(self.renderer, lambda: self.page))
        html = markdown.Markdown(
            extensions=[*EXTENSIONS, extension], extension_configs={"pymdownx.tabbed": {"alternate_style": True}}
        ).convert(text)
        return BeautifulSoup(html, "html.parser")

    @staticmethod
    def resolve(target: Target) -> str | None:
        """A stand-in for a host's answer: files have addresses, and so has the web."""
        return str(target) if target.is_external or target.path in FILES else None


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site."""
    return Site(tmp_path)


CARDS = "/// topic-cards | plants\n///\n"


def test_a_card_is_one_link_on_its_title_and_escapes_what_is_no_markdown(site: Site) -> None:
    cards = site.convert(CARDS).select(".grid.cards > ul > li")
    assert [card["id"] for card in cards] == ["topic_plants_soil", "topic_plants_roots", "topic_plants_leaves"]
    assert [link.get_text() for link in cards[0].select("a.genai-card__link")] == ["Soil <b>"]
    assert cards[0].select_one("strong") is not None
    assert "<i>x</i>" in cards[0].get_text()
    assert [link["href"] for link in cards[0].select("a")] == ["plants/soil.md", "plants/roots.md"]
    assert [link["href"] for link in cards[1].select("a")] == ["https://example.org/roots"]
    assert not [link for card in cards for link in card.select("a a")]
    assert [card.select_one(".genai-status").get_text() for card in cards] == ["Ready", "Ready", "Planned"]  # type: ignore[union-attr]
    assert site.faults == []


def test_a_topic_without_a_page_leads_to_its_card_from_elsewhere_and_to_nothing_on_its_own_page(site: Site) -> None:
    elsewhere = site.convert(CARDS).select_one("#topic_plants_leaves a")
    assert elsewhere is not None
    assert elsewhere["href"] == "plants/index.md#topic_plants_leaves"
    assert site.convert(CARDS, src_uri="plants/index.md", home="plants").select_one("#topic_plants_leaves a") is None


def test_cards_are_chosen_by_options(site: Site) -> None:
    def titles(options: str) -> list[str]:
        return [card["id"] for card in site.convert(f"/// topic-cards | plants\n{options}///\n").select("li")]  # type: ignore[misc]

    assert titles("    tags: water\n") == ["topic_plants_roots"]
    assert titles("    status: planned\n") == ["topic_plants_leaves"]
    assert titles("    status: [ready, planned]\n    limit: 1\n") == ["topic_plants_soil"]


def test_a_list_of_topics_is_chosen_by_tags(site: Site) -> None:
    rows = site.convert("/// topic-list | plants\n    tags: earth, water\n///\n").select("tbody tr")
    assert [row.select_one("th").get_text() for row in rows] == ["Soil <b>", "Roots"]  # type: ignore[union-attr]
    assert site.faults == []


def test_a_part_that_is_converted_by_itself_is_not_taken_for_the_page(site: Site) -> None:
    page = stub_page()
    page.keeps_markdown = True
    extension = RegistryExtension(Context(site.renderer, lambda: page))
    for text in ("# A page", "A part, as mkdocstrings converts it."):
        markdown.Markdown(extensions=[extension]).convert(text)
    assert page.source == ["# A page"]


def test_a_table_has_a_caption_scopes_row_headers_and_its_sources(site: Site) -> None:
    page = site.convert("/// comparison-table | trees\n///\n", home="plants")
    table = page.select_one("table")
    assert table is not None
    assert table.caption is not None
    assert table.caption.get_text() == "Trees compared"
    assert [cell.get_text(" ", strip=True) for cell in table.select('thead th[scope="col"]')] == ["Name", "Height (m)", "Shade"]
    assert [cell.get_text() for cell in table.select('tbody th[scope="row"]')] == ["Oak", "Birch"]
    assert [row["id"] for row in table.select("tbody tr")] == ["row_plants_trees_oak", "row_plants_trees_birch"]
    (unknown,) = table.select("tbody tr")[1].select("td")[1].select('span[role="img"]')
    assert (unknown.get_text(), unknown["aria-label"]) == ("—", "unknown")
    assert "As of Nov 1, 2026" in page.get_text()
    assert [link["href"] for link in page.select(".genai-table__notes a")][:2] == [
        "https://arxiv.org/abs/2112.07804",
        "https://example.org/trees",
    ]
    assert {"comparison_plants_trees", "row_plants_trees_oak"} <= site.page.anchors


def test_a_repeated_table_repeats_no_id(site: Site) -> None:
    page = site.convert("/// comparison-table | plants/trees\n///\n\n/// comparison-table | plants/trees\n///\n")
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(page.select("table")) == 2
    assert len(ids) == len(set(ids))


def test_a_diagram_without_the_extra_is_a_fence_whose_labels_are_safe(site: Site) -> None:
    page = site.convert("/// concept-diagram | plants/cycle\n///\n")
    source = page.select_one("figure#diagram_plants_cycle > pre.mermaid > code")
    assert source is not None
    assert source.get_text().split("\n") == [
        "flowchart TB",
        '  n0(("A #quot;seed#quot;"))',
        '  n1["Plant"]',
        '  n0 -->|"grows"| n1',
        '  click n1 href "plants/soil.md"',
    ]


def test_related_areas_calls_and_area_cards(site: Site) -> None:
    page = site.convert("/// related-areas\n///\n\n/// call-to-action\n///\n\n/// area-cards\n///\n", home="plants")
    assert [item.get_text() for item in page.select(".genai-related li")] == ["Tools"]
    call = page.select_one(".admonition.genai-call")
    assert call is not None
    assert [link["href"] for link in call.select("a.md-button")] == ["https://example.org/join"]
    assert [card["id"] for card in page.select(".genai-cards li")] == ["area_plants", "area_tools"]
    assert site.faults == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("!!! note\n\n    /// topic-cards | plants\n    ///\n", ".admonition"),
        ('=== "One"\n\n    /// topic-cards | plants\n    ///\n', ".tabbed-block"),
        ("1.  First\n\n    /// topic-cards | plants\n    ///\n", "ol > li"),
        ("> /// topic-cards | plants\n> ///\n", "blockquote"),
        ("??? note\n\n    /// topic-cards | plants\n    ///\n", "details"),
        ('<div class="box" markdown>\n\n/// topic-cards | plants\n///\n\n</div>\n', "div.box"),
        ("Some words.\n/// topic-cards | plants\n///\nMore words.\n", "div.genai"),
    ],
    ids=["admonition", "tab", "list", "quote", "details", "HTML", "paragraph"],
)
def test_a_block_works_wherever_markdown_works(site: Site, text: str, inside: str) -> None:
    page = site.convert(text)
    assert len(page.select(f"{inside} .genai-card")) == 3
    assert "///" not in page.get_text()
    assert site.faults == []


@pytest.mark.parametrize(
    "fence", ["```\n{}```\n", "~~~ markdown\n{}~~~\n", "-   Item\n\n    ```\n    /// topic-cards | plants\n    ///\n    ```\n"]
)
def test_a_block_in_a_code_fence_stays_code(site: Site, fence: str) -> None:
    page = site.convert(fence.format(CARDS))
    assert page.select(".genai-card") == []
    assert "/// topic-cards | plants" in page.get_text()


@pytest.mark.parametrize(
    ("text", "line", "code", "message"),
    [
        ("# x\n\n/// topic-card | plants\n///\n", 3, "GA060",
         "/// topic-card | plants: no block is called 'topic-card'; did you mean 'topic-cards'?"),
        ("/// topic-cards | plant\n///\n", 1, "GA062",
         "/// topic-cards | plant: there is no area 'plant'; did you mean 'plants'?"),
        ("/// topic-cards\n///\n", 1, "GA062",
         "/// topic-cards: this page does not belong to an area, so name one: /// topic-cards | AREA; "
         "available: plants, tools"),
        ("/// topic-cards | plants\n    statsu: ready\n///\n", 2, "GA061",
         "/// topic-cards | plants: unknown option 'statsu'; did you mean 'status'?"),
        ("/// topic-cards | plants\n    status: redy\n///\n", 2, "GA061",
         "/// topic-cards | plants: option 'status': there is no 'redy'; did you mean 'ready'?"),
        ("/// topic-cards | plants\n    limit: 0\n///\n", 2, "GA061",
         "/// topic-cards | plants: option 'limit': expected a whole number of at least 1, found the number 0; "
         "without the option, all are shown"),
        ("/// topic-cards | plants\n    tags: erth\n///\n", 2, "GA061",
         "/// topic-cards | plants: option 'tags': no topic has the tag 'erth'; did you mean 'earth'?"),
        ("/// topic-cards | plants\n    - a list\n///\n", 2, "GA061",
         "/// topic-cards | plants: these are not valid options; write each as `name: value`, indented by four spaces"),
        ("/// topic-cards | plants\n    no: x\n///\n", 2, "GA061",
         "/// topic-cards | plants: these are not valid options; write each as `name: value`, indented by four spaces"),
        ("/// topic-cards | plants\nstatus: ready\n///\n", 2, "GA064",
         "/// topic-cards | plants: options are indented by four spaces; write four spaces in front of status: ready"),
        ("Before.\n/// topic-card | plants\n///\n", 2, "GA060",
         "/// topic-card | plants: no block is called 'topic-card'; did you mean 'topic-cards'?"),
        ("/// comparison-table\n///\n", 1, "GA062",
         "/// comparison-table: name a comparison: /// comparison-table | COMPARISON"),
        ("/// topic-cards | plants\n    tags: true\n///\n", 2, "GA061",
         "/// topic-cards | plants: option 'tags': expected words separated by commas, found true"),
        ("/// topic-cards | plants\n    tags: ','\n///\n", 2, "GA061",
         "/// topic-cards | plants: option 'tags': expected at least one word"),
        ("/// topic-cards | plants\n\nMore words.\n", 1, "GA063",
         "/// topic-cards | plants: the block is never closed; write /// in a line below it"),
        ("/// comparison-table | plants/treez\n///\n", 1, "GA062",
         "/// comparison-table | plants/treez: the area 'plants' has no comparison 'treez'; did you mean 'trees'?"),
        ("/// comparison-table | plants/trees\n    columns: name, hight\n///\n", 2, "GA061",
         "/// comparison-table | plants/trees: option 'columns': there is no column 'hight'; did you mean 'height'?"),
        ("/// comparison-table | plant/trees\n///\n", 1, "GA062",
         "/// comparison-table | plant/trees: there is no area 'plant'; did you mean 'plants'?"),
        ("/// concept-diagram | cycle\n///\n", 1, "GA062",
         "/// concept-diagram | cycle: this page does not belong to an area, so name one: /// concept-diagram | AREA/cycle"),
        ("/// related-areas | tools\n///\n", 1, "GA062",
         "/// related-areas | tools: the area 'tools' has no `related` areas in the registry"),
        ("/// quiz | plants/saw\n///\n", 1, "GA062",
         "/// quiz | plants/saw: the area 'plants' has no topic 'saw'; did you mean 'tools/saw'?"),
        ("Before.\n\nSee [x][topic:plants/sol] here.\n", 3, "GA062",
         "[topic:plants/sol]: the area 'plants' has no topic 'sol'; did you mean 'soil'?"),
        ("[x][row:plants/treez/oak]\n", 1, "GA062",
         "[row:plants/treez/oak]: the area 'plants' has no comparison 'treez'; did you mean 'trees'?"),
        ("[x][area:tools]\n", 1, "GA065",
         "[area:tools]: it has no page on which it could be shown; give it or its area a `page` in the registry"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_and_shows_in_the_page(site: Site, text: str, line: int, code: str, message: str) -> None:
    page = site.convert(text)
    assert [(fault.position.line, fault.code, fault.message) for fault in site.faults] == [(line, code, message)]
    shown = page.select(".genai-fault, .genai-fault-link")
    assert len(shown) == 1
    what = message.partition(": ")[2]
    assert what in shown[0].get_text() or what == shown[0].get("title")


def test_what_an_unclosed_block_swallows_is_still_there(site: Site) -> None:
    page = site.convert("/// topic-cards | plants\n\n## A heading\n\nMore *words*.\n")
    assert page.select_one("h2") is not None
    assert page.select_one("em") is not None


@pytest.mark.parametrize("end", ["///\n\n", ""])
def test_a_block_with_a_misspelt_name_takes_what_is_in_it_and_nothing_behind_it(site: Site, end: str) -> None:
    page = site.convert(f"/// topic-card | plants\n\n    limit: 1\n\n{end}More *words*.\n")
    assert [(fault.position.line, fault.code) for fault in site.faults] == [(1, "GA060")]
    assert page.select_one("em") is not None
    assert ("limit: 1" in page.get_text()) == (not end)


def test_a_fault_is_shown_even_if_the_course_s_template_for_it_is_broken(site: Site, tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("{{ mesage }}", "utf-8")
    site.renderer = replace(site.renderer, templates=Templates([tmp_path]))
    page = site.convert("/// topic-cards | plant\n///\n")
    assert [fault.message for fault in site.faults] == [
        "/// topic-cards | plant: there is no area 'plant'; did you mean 'plants'?"
    ]
    assert "did you mean 'plants'? (template genai/fault.html:1: 'mesage' is undefined" in page.get_text()


def test_the_line_is_right_with_the_same_block_in_a_fence_above_and_twice_below(site: Site) -> None:
    block = "/// topic-cards | plant\n///\n"
    site.convert(f"---\ntitle: x\n---\n\n```\n{block}```\n\n{block}\n\n!!! note\n\n    {block.replace('///', '///', 1)}")
    assert [fault.position.line for fault in site.faults] == [10, 16]


def test_other_blocks_and_unrelated_slashes_are_left_alone(site: Site) -> None:
    page = site.convert("/// note\n\n/// Adds one to x.\n\nhttps:///x\n")
    assert site.faults == []
    assert "/// note" in page.get_text()


@pytest.mark.parametrize("end", ["///\n", ""])
def test_a_block_of_another_extension_is_its_own_affair(site: Site, end: str) -> None:
    page = site.convert(f"Words.\n\n/// html | figcaption\nSaid below\n{end}")
    assert [caption.get_text(strip=True) for caption in page.select("figcaption")] == ["Said below"]
    assert site.faults == []


@pytest.mark.parametrize(
    ("link", "words", "href"),
    [
        ("[the soil][topic:plants/soil]", "the soil", "../plants/soil.md"),
        ("[][topic:plants/soil]", "Soil <b>", "../plants/soil.md"),
        ("[][topic:soil]", "Soil <b>", "../plants/soil.md"),
        ("[][topic:plants/roots]", "Roots", "https://example.org/roots"),
        ("[][topic:plants/leaves]", "Leaves", "../plants/index.md#topic_plants_leaves"),
        ("[**all**][area:plants]", "all", "../plants/index.md"),
        ("[][area:plants]", "Plants & pots", "../plants/index.md"),
        ("[][row:plants/trees/oak]", "Oak", "../plants/index.md#row_plants_trees_oak"),
        ("[oak](row:plants/trees/oak)", "oak", "../plants/index.md#row_plants_trees_oak"),
    ],
)
def test_links_to_the_registry_become_links_to_files(site: Site, link: str, words: str, href: str) -> None:
    found = site.convert(f"## A heading with {link}\n", src_uri="guide/start.md", home="plants").select_one("a")
    assert found is not None
    assert (found.get_text(), found["href"]) == (words, href)
    assert site.faults == []


def test_ordinary_reference_links_and_code_stay_what_they_are(site: Site) -> None:
    page = site.convert("[a][b] and `[x][topic:plants/soil]`\n\n[b]: https://example.org\n")
    assert [link["href"] for link in page.select("a")] == ["https://example.org"]
    assert "[x][topic:plants/soil]" in page.get_text()


@pytest.mark.parametrize(
    "text", ["!!! note\n\n    See [x][topic:plants/sol].\n", "- [x][topic:plants/sol]\n", "# [x][topic:plants/sol]\n"]
)
def test_an_unknown_link_is_reported_with_its_line_wherever_it_stands(site: Site, text: str) -> None:
    page = site.convert(f"Words.\n\n{text}")
    line = 5 if text.startswith("!!!") else 3
    assert [(fault.position.line, fault.code) for fault in site.faults] == [(line, "GA062")]
    assert [element.get_text() for element in page.select(".genai-fault-link")] == ["x"]


def test_every_fault_of_a_page_is_reported_in_one_run(site: Site) -> None:
    page = site.convert("/// topic-card | plants\n///\n\n/// topic-cards | plant\n///\n\n[][row:plants/trees/oka]\n")
    assert [(fault.position.line, fault.code) for fault in site.faults] == [(1, "GA060"), (4, "GA062"), (7, "GA062")]
    assert len(page.select(".genai-fault, .genai-fault-link")) == 3


def test_a_page_is_read_once_for_the_lines_of_all_its_faults(site: Site) -> None:
    text = "\n\n".join(f"[a][topic:x/{number}] /// [b](<topic:x/{number}>)" for number in range(300))
    reads: list[str] = []
    stub = StubSite()
    page = stub_page(site=stub)
    page.written = PageSource(lambda: reads.append(text) or text)  # type: ignore[func-returns-value]
    markdown.Markdown(extensions=[RegistryExtension(Context(site.renderer, lambda: page))]).convert(text)
    assert [fault.position.line for fault in stub.problems] == [line for line in range(1, 600, 2) for _ in "ab"]
    assert len(reads) == 1


def test_ids_that_many_things_ask_for_are_counted_on() -> None:
    class Asked(Page):
        count = 0

        def claim(self, anchor: str) -> str | None:
            self.count += 1
            return super().claim(anchor)

    place = Asked(PageAddress("index.md"), StubSite())
    assert [place.unique("a") for _ in range(100)] == ["a", *(f"a_{number}" for number in range(2, 101))]
    assert place.count < 200


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("`[a](b)` [a](b)", "`[a](b)` [a](new)"),
        ("``[a](b)` `` [a](b)", "``[a](b)` `` [a](new)"),
        ("``` [a](b) ` [a](b)", "``` [a](new) ` [a](new)"),
        (f"[a](b) {'`' * 20_000}", f"[a](new) {'`' * 20_000}"),
    ],
    ids=lambda text: text[:20],
)
def test_links_in_code_stay_as_they_are_in_a_page_s_markdown(site: Site, line: str, expected: str) -> None:
    page = stub_page()
    page.source = [line]
    assert page_markdown(site.renderer, page, page, lambda _: "new") == f"{expected}\n"


def test_a_condition_of_thousands_of_parts_is_understood() -> None:
    fits = parse_where(" and ".join(["n = One"] * 30_000), {"n": Column(title="N")}, str)
    assert [fits(Row("r", {"n": name})) for name in ("one", "two")] == [True, False]


def test_a_column_that_is_sorted_by_again_decides_nothing(site: Site) -> None:
    block = "/// comparison-table | plants/trees\n    sort: {}\n///\n"
    once, again = (site.convert(block.format(keys)).select("tbody") for keys in ("-name", "-name, name, name"))
    assert once == again
    assert site.faults == []


def test_what_follows_an_open_block_with_a_wrong_name_stays(site: Site) -> None:
    page = site.convert("/// topic-card | plants\nOne\n\n/// topic-card | plants\n\nTwo\n")
    assert [fault.position.line for fault in site.faults] == [1, 4]
    assert [text.get_text() for text in page.select("p")][-1] == "Two"
    assert "One" in page.get_text()


def test_what_an_option_spells_of_markdown_s_own_marks_is_shown_and_not_obeyed(site: Site) -> None:
    page = site.convert('<b>Raw</b>\n\n/// topic-cards | plants\n    "\\x02wzxhzdk:0\\x03": x\n///\n')
    (fault,) = site.faults
    assert "unknown option '\\u0002wzxhzdk:0\\u0003'" in fault.message
    assert page.select_one(".genai-fault") is not None
    assert len(page.select("b")) == 1
