"""What is nearly a block or a link in places where the source does not tell the line, or the parser does."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_genai.blocks.near_blocks import NearBlocks
from mkdocs_genai.project.page_sources import PageSource

from ..stub_site import stub_page
from .test_blocks import Site

OPTIONS = {"topic-cards": ("tags", "limit"), "comparison-table": ("sort", "where"), "quiz": ("shuffle",), "related-areas": ()}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/// compairson table | trees", "/// comparison-table | trees"),
        ("/// comparison-table trees where: height > 3, sort: -height", "where: height > 3; sort: -height"),
        ("/// Related Area", "/// related-areas"),
        ("//// topic-cards: soil", "/// topic-cards | soil"),
        ("/topic-cards | soil", "/// topic-cards | soil"),
        ("!!! quiz | soil", "/// quiz | soil"),
        ("// quiz shuffle: true", "/// quiz, and below it, indented by four spaces, shuffle: true"),
        ("### /// topic-cards", "/// topic-cards"),
        ("/// topic-cards!", "/// topic-cards"),
        ("/// begin topic-cards | soil", "/// topic-cards | soil"),
        (":: topic-cards | soil", "/// topic-cards | soil"),
        ("+++ topic-cards", "/// topic-cards"),
        ("--- topic-cards soil", "/// topic-cards | soil"),
        ("*** topic-cards | soil", "/// topic-cards | soil"),
        ("/// topic-cards , limit: 2", "limit: 2"),
        ("\u00a0/// topic-cards | soil", "/// topic-cards | soil"),
        ("  \u3000 /// topic-cards", "/// topic-cards"),
        ("\u2003// topic-cards", "/// topic-cards"),
        ("&nbsp;&nbsp; /// topic-cards", "/// topic-cards"),
        ("\u200b/// topic-cards", "/// topic-cards"),
        ("\ufeff!!! topic-cards", "/// topic-cards"),
        ("//\u200b/ comparison\u00ad-table | trees", "/// comparison-table | trees"),
        ("{{ topic-cards }}", "/// topic-cards, and /// in a line below it"),
        (
            '{{ topic_cards("soils", limit=2) }}',
            "/// topic-cards | soils, and below it, indented by four spaces, limit: 2, and /// in a line below it",
        ),
        ('{{ topic_cards(area="soils") }}', "/// topic-cards | soils, and /// in a line below it"),
        ("{% comparison_table trees %}", "/// comparison-table | trees, and /// in a line below it"),
    ],
)
def test_the_right_form_is_written_out(line: str, meant: str) -> None:
    near = NearBlocks(OPTIONS).find(line)
    assert near is not None
    assert near.message.partition("; write ")[2].endswith(meant)


@pytest.mark.parametrize(
    "line",
    [
        '!!! quiz "What is soil?"',
        "??? quiz",
        "// quiz yourself",
        "/topic-cards/soil",
        "\u00a0",
        "\u00a0topic-cards",
        "&nbsp;// a remark about topic cards",
        "&lt;/// topic-cards",
        "!!! topic-box",
        "/// {{ block('topic-cards') }}",
        "{{ page.title }}",
        "{{ topic }}",
        "{% include 'topic-cards.md' %}",
        "// topic cards have many words",
        "// table-caption",
        "/// Adds one",
        "/// Adds topics",
        "/// take quiz",
        "-- topic-cards",
        "** topic-cards **",
        "::: package.topic-cards",
    ],
)
def test_what_may_be_something_else_is_left_alone(line: str) -> None:
    assert NearBlocks(OPTIONS).find(line) is None


def test_a_block_that_is_written_like_a_macro_is_told_at_its_line(site: Site) -> None:
    shown = site.convert("Words\n\n{{ topic_cards }}\n\nMore words\n")
    (fault,) = site.faults
    assert (fault.code, fault.position.line) == ("GA068", 3)
    assert shown.select(".genai-fault")


def test_what_the_source_does_not_have_is_said_to_be_another_plugin_s(site: Site) -> None:
    site.convert("words")
    page = site.page
    page.written = PageSource(lambda: "words")
    for text in ("/// topic cards\n///", "[x][topics:plants/soil]", "[x][topic:plants/nope]"):
        site.faults.clear()
        shown = site.convert_again(text)
        (fault,) = site.faults
        assert fault.position.line == 1
        assert "made by another plugin" in fault.message
        assert shown.select(".genai-fault, .genai-fault-link")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<div>\n/// topic-cards | plants\n///\n</div>\n\n<pre>\n/// topic-cards | plants\n///\n</pre>\n", [2]),
        ("<div>\n/// topic-cardz\n    // topic-cards\n<kbd>\n/// topic-cardz\n</kbd>\n/// unknown\n</div>\n", [2, 3]),
        ("<div>\n<!--\n// topic-cards\n-->\n<b>\u00a0</b>\n/// topic cards\n</div>\n", [6]),
        ("<div markdown>\n\n/// topic-cards | plants\n///\n\n</div>\n\n<section>\n/// unknown\n</section>\n", []),
        ("Words\n/// unknown\n/// topic-cards | plants\n///\n", []),
        ("/// unknown\n/// html | div\nx\n///\n", []),
        ("/// html | div\n// topic-cards | plants\n//\n\nwords\n///\n", [2]),
        ("/// topic-cards | plants\n    limit: 1\nkept\n///\n", [3]),
        ("/// topic-cards | plants\n\nkept\n///\n", [3]),
        ("/// topic-cards | plants\n/// unknown\nkept\n///\n", [1]),
        ("/// topic-card | plants\nkept\n///\n", [1]),
        ("/// topic-cards | plants ///\n", [1]),
        ("/// topic-cards | plants\n    limit: x\n\nNever closed.\n", [1, 2]),
        ("!!! comparison-table plants/trees\n    words\n", [1]),
        ("Words\n\n    /// topic-cards | plants\n        limit: 1\n///\n", [3]),
        ("Words\n\n    /// topic-cards | plants\n    ///\n\nWords\n///\n", []),
        ("/// topic-cards | plants\n    :limit: 1\n///\n", [2]),
        ("/// topic-cards | plants\n///\n\n/// topic-cards | plants\n\n/// area-map\n///\n", [4]),
    ],
)
def test_each_problem_is_reported_once_at_its_line(site: Site, text: str, lines: list[int]) -> None:
    page = site.convert(text)
    assert sorted(fault.position.line for fault in site.faults) == lines
    assert ("kept" in page.get_text()) == ("kept" in text)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("[x][topic:plants/soil and", "[x][topic:plants/soil]"),
        ("[x][topic:plants/soil)", "[x][topic:plants/soil]"),
        ("[x]topic:plants/soil]", "[x][topic:plants/soil]"),
        ("[x][topic:plants/soil 'Title']", "[x][topic:plants/soil]"),
        ("[x][page:plants/soil]", "[x][topic:plants/soil]"),
        ("[x][course:plants]", "[x][area:plants]"),
        ("[x][see:nothing]", None),
        ("[x][topic:plants/nothing and", "[x][topic:plants/nothing]"),
        ("[x] topic:plants/soil", None),
        ("[x][\u200btopic:plants/soil]", "[x][topic:plants/soil]"),
        ("[x][topic:plants\ufeff/soil]", "[x][topic:plants/soil]"),
        ("(topic:plants/soil)[x]", "[x][topic:plants/soil]"),
        ("(topics:plants/nothing)[x]", "[x][topic:plants/nothing]"),
        ("(row:3)[1] (note:see)[x] (topic:plants/soil)[^1]", None),
        ("[topic:plants/soil]()", "[][topic:plants/soil]"),
        ("[topic:plants/soil][]", "[][topic:plants/soil]"),
        ("[words]() [words][]", None),
        ("［x］［topic:plants/soil］", "[x][topic:plants/soil]"),
        ("[x]（topic：plants/soil）", "[x][topic:plants/soil]"),
        ("【topic:plants/soil】", "[][topic:plants/soil]"),
        ("［x］［y］ （area：plants） ［注］（见下文）", None),
        ('<a class="y" href="topic:plants/soil">x</a>', "[text][topic:plants/soil]"),
        ("<a href='topics:plants/soil'>x</a>", "[text][topic:plants/soil]"),
        ('<a href="tel:1">x</a> <a href="mailto:a@example.org">x</a> `<a href="topic:plants/soil">`', None),
        ("[x][diagram:plants/cycle]", "[x][area:plants], since no link leads to a diagram itself"),
        ("[x][diagrams:plants/nothing]", "[x][area:plants], since no link leads to a diagram itself"),
        ("[x](table:plants/nothing) [comparison: of two] [x][diagrams:nothing]", None),
    ],
)
def test_a_link_whose_brackets_kind_or_end_is_wrong_says_the_right_one(site: Site, written: str, right: str | None) -> None:
    site.convert(f"Words\n\n{written}\n")
    assert [(fault.position.line, fault.message.partition("; write ")[2]) for fault in site.faults] == (
        [(3, right)] if right else []
    )


@pytest.mark.parametrize("kind", ["comparison", "Comparisons", "comparision", "table", "chart"])
def test_a_link_to_a_comparison_is_told_what_it_may_lead_to(site: Site, kind: str) -> None:
    site.convert(f"[x][{kind}:trees]\n", src_uri="plants/index.md", home="plants")
    (fault,) = site.faults
    assert fault.message == (
        f"[x][{kind}:trees]: this is nearly a link to the registry; write [x][area:plants], or [text][row:plants/trees/ROW] "
        "for one of its rows, since no link leads to a comparison itself"
    )


HTML = """\
[x][topic:plants/soil] and `[y][topics:plants/soil]`

<div>
<p>`[y][topics:plants/soil]` [x][topic:plants/soil]</p>
<p>[<b>see
it</b>][topics:plants/soil]</p>
<a href="topic:plants/soil">x</a>
</div>

``` html
<section>
[x][topic:plants/soil]
</section>
```

<section>
[x][topic:plants/soil]
</section>

<pre>[x][topic:plants/soil] <a href="topic:plants/soil">x</a></pre>
"""


def test_links_inside_html_are_told_at_their_lines(site: Site) -> None:
    site.convert(HTML)
    stays = "a link inside HTML stays text, unless the tag says so; write <div markdown>, and blank lines below it"
    nearly = "this is nearly a link to the registry; write"
    assert [(fault.position.line, fault.message) for fault in site.faults] == [
        (7, f'<a href="topic:plants/soil">: {nearly} [text][topic:plants/soil]'),
        (4, f"[x][topic:plants/soil]: {stays}"),
        (5, f"[see it][topics:plants/soil]: {nearly} [see it][topic:plants/soil]; and {stays}"),
        (17, f"[x][topic:plants/soil]: {stays}"),
    ]


def test_html_that_another_plugin_makes_of_code_is_left_alone(site: Site) -> None:
    site.convert("words")
    site.convert_again("<div>\n/// topic-cardz\n// topic-cards\n[x][topic:plants/soil]\n</div>\n")
    assert site.faults == []
    site.page = stub_page("index.md", "words")
    site.page.markdown = "<div>\n/// topic-cardz\n[x][topic:plants/soil]\n</div>\n"
    site.convert_again(site.page.markdown)
    assert [(fault.code, fault.message.endswith("line is not known)")) for fault in site.page.faults] == [
        ("GA060", True),
        ("GA070", True),
    ]


def test_a_broken_link_that_has_nearly_the_right_form_says_the_right_one(site: Site) -> None:
    site.convert("[x][topic:Plants/Soil] [y](topic:plants\\soil) [z] (topic:plants/soil)\n")
    assert [fault.message.partition("; write ")[2] for fault in site.faults] == [
        "[z][topic:plants/soil]",
        "[x][topic:plants/soil]",
        "[y][topic:plants/soil]",
    ]
