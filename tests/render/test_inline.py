"""Inline Markdown of the registry is what the site's own Markdown makes of it, on one paragraph and with nothing unsafe."""

from __future__ import annotations

import random
import re
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup
from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from pymdownx.emoji import to_alt

from mkdocs_genai.registry.inline_scanner import is_plain, link_targets
from mkdocs_genai.registry.model import Registry
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.inline import ConvertedTexts
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer

from ..stub_site import StubSite, stub_page

EXTENSIONS = [
    "attr_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.caret",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.snippets",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
REGISTRY = Registry.model_validate(
    {"areas": {"a": {"title": "A <1>", "page": "a/index.md", "topics": {"t": {"title": "T*", "page": "a/t.md"}}}}}
)
PLACE = stub_page(
    "a/index.md",
    site=StubSite(
        lambda target: None if target.path.startswith("missing") else str(target) if target.is_external else f"to/{target}"
    ),
)


def site(**options: object) -> Markdown:
    """A Markdown with what sites often have; formulas as a keyword."""
    return Markdown(
        extensions=[*EXTENSIONS, "pymdownx.arithmatex"],
        extension_configs={
            "pymdownx.emoji": {"emoji_generator": to_alt},
            "pymdownx.arithmatex": options or {"generic": True},
        },
    )


def renderer(inline: ConvertedTexts | None = None) -> Renderer:
    return Renderer(REGISTRY, {}, Templates([]), Icons([]), Layouts(None), ConvertedTexts(site) if inline is None else inline)


def page(text: str, inline: ConvertedTexts | None = None) -> BeautifulSoup:
    """A text as a page has it."""
    return BeautifulSoup(str(renderer(inline).formatted(text, PLACE)), "html.parser")


def tags(text: str, inline: ConvertedTexts | None = None) -> list[str]:
    return [tag.name for tag in page(text, inline).find_all(True)]


@pytest.mark.parametrize(
    ("text", "tag", "words"),
    [
        ("an *a*", "em", "an a"),
        ("a **b**", "strong", "a b"),
        ("a `c`", "code", "a c"),
        ("x~1~", "sub", "x1"),
        ("x^2^", "sup", "x2"),
        ("==new==", "mark", "new"),
        ("++ctrl+c++", "kbd", "Ctrl+C"),
        ("~~old~~", "del", "old"),
        ("$x^2$", "span", r"\(x^2\)"),
        ("`#!python x = 1`", "code", "x = 1"),
        ("one<br>two<BR />three", "br", "one\ntwo\nthree"),
        ("one  \ntwo", "br", "one\n\ntwo"),
        ("https://example.org/a", "a", "https://example.org/a"),
    ],
)
def test_texts_have_what_the_site_s_extensions_make_of_them(text: str, tag: str, words: str) -> None:
    assert tag in tags(text)
    assert ConvertedTexts(site)[text].plain.split() == words.split()


def test_an_emoji_is_one() -> None:
    assert page("so :smile: it is").get_text() == "so 😄 it is"


@pytest.mark.parametrize(
    "text",
    [
        "1. FC Köln",
        "# of items",
        '--8<-- "x.md"',
        "- one",
        "> so",
        "    code",
        "[^1]: note",
        "*[A]: b",
        "[TOC]",
        "a | b\n--|--",
    ],
)
def test_nothing_is_a_block(text: str) -> None:
    assert tags(text) == []


def test_lines_that_all_begin_with_a_hyphen_are_a_list() -> None:
    html = page("- *one*\n- [ ] two")
    assert [item.get_text(strip=True) for item in html.select("ul > li")] == ["one", "two"] or len(html.select("ul > li")) == 2
    assert tags("- one\ntwo") == []
    assert ConvertedTexts(site)["- one\n- two"].plain.split() == ["one", "two"]


def test_a_blank_line_breaks_the_line() -> None:
    assert tags("one\n\ntwo") == ["br"]


@pytest.mark.parametrize("text", ["<b onclick=x>bold</b> & <script>y</script>", "<!-- c", "<div markdown>a</div>"])
def test_html_is_shown_as_text(text: str) -> None:
    assert tags(text) == []
    assert page(text).get_text() == text


def test_links_do_not_nest() -> None:
    for inner in ("[b](c.md)", "*[b](c.md)*", "[b][topic:c/d]", "<https://b.org>"):
        text = f"[a {inner} d](e.md)"
        (link,) = page(text).select("a")
        assert (link["href"], "b" in link.get_text()) == ("to/e.md", True)


def test_links_and_images_lead_where_the_page_says() -> None:
    html = page(
        '[one](b.md "B"){.x} ![two](c.png){width=20} [![three](d.png)](e.md) [](f.md) [g](missing.md) ![h](missing.png)'
    )
    assert [link["href"] for link in html.select("a")] == ["to/b.md", "to/e.md", "to/f.md"]
    assert (html.select("a")[0]["title"], html.select("a")[0]["class"]) == ("B", ["x"])
    assert [(image["src"], image["alt"]) for image in html.select("img")] == [("to/c.png", "two"), ("to/d.png", "three")]
    assert html.select("img")[0]["width"] == "20"
    assert html.select("a")[2].get_text() == "f.md"
    assert [(broken["title"], broken.get_text()) for broken in html.select(".genai-broken")] == [
        ("missing.md", "g"),
        ("missing.png", "h"),
    ]


def test_a_link_without_words_has_the_title_of_its_entry() -> None:
    text = "[][topic:a/t], [][area:a], [so][area:a] and [][topic:x/y]"
    assert page(text).get_text() == "T*, A <1>, so and topic:x/y"
    assert renderer().plain_line(text) == "T*, A <1>, so and topic:x/y"
    assert ConvertedTexts(site)[text].plain == ", , so and "


def test_words_have_entities_and_images_as_one_reads_them() -> None:
    assert (
        ConvertedTexts(site)["AT&T &copy; `a &amp; b` ![alt](x.png) <a@b.org> &lt;"].plain == "AT&T © a &amp; b alt a@b.org <"
    )


def test_an_attribute_list_keeps_what_is_harmless() -> None:
    (word,) = page('*x*{#i .c title="t" lang=de dir=rtl rel=nofollow target=_blank loading=lazy}').select("em")
    assert sorted(word.attrs) == ["class", "dir", "id", "lang", "loading", "rel", "target", "title"]
    assert page("*x*{title= .c}").select_one("em[title]")
    assert page("a text\n{: .c lang=de }").select_one("span.c[lang=de]")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("*x*{onmouseover=alert(1)}", "GA034", "'onmouseover'"),
        ("*x*{style=color:red}", "GA034", "'style'"),
        ("*x*{onclick= y}", "GA034", "'onclick'"),
        ("[x](a.md){href=javascript:alert(1)}", "GA034", "'href'"),
        (r"$\href{javascript:alert(1)}{x}$", "GA030", "in a formula"),
        (r"$\href {page.md}{x}$", "GA030", "in a formula"),
        (r"$\href$", "GA030", "in a formula"),
        (r"$\let\h=\href{https://example.org}\h{javascript:x}{y}$", "GA034", r"'\let'"),
        (r"$\newcommand\h\href{https://example.org}\h{javascript:x}{y}$", "GA034", r"'\newcommand'"),
        (r"$\mmlToken{mi}[href='javascript:x']{y}$", "GA034", r"'\mmlToken'"),
        (r"$\style{background:url(https://example.org/x.png)}{y}$", "GA034", r"'\style'"),
        (r"$\includegraphics{https://example.org/x.png}$", "GA034", r"'\includegraphics'"),
        (r"$\bbox[background:url(https://example.org/x.png)]{y}$", "GA034", "sizes, borders and colors"),
        (r"$\bbox[background:#1(x)]{y}$", "GA034", r"'\bbox'"),
        ("x" * 5001 + "*y*", "GA005", "longer than 5,000 characters"),
        ("[" * 201, "GA005", "more than 200 opening brackets"),
    ],
)
def test_what_a_text_must_not_have_is_a_problem_and_is_not_shown(text: str, code: str, words: str) -> None:
    (problem,) = ConvertedTexts(site)[text].problems
    assert (problem.code, words in problem.message) == (code, True)
    assert tags(text) == []
    assert page(text).get_text() == text


def test_a_formula_may_link_to_the_web_and_code_may_say_anything() -> None:
    formulas = (r"$\href{https://example.org}{x}$", r"$\bbox[5px, border: 2px solid #f00]{x}$", r"$\def\x{y}\displaystyle\x$")
    for text in (*formulas, r"`\href{javascript:x}` *y*", r"`\let\style\bbox` *y*"):
        assert ConvertedTexts(site)[text].problems == ()


class Formulas(InlineProcessor, Extension):
    """An extension that makes a script of what stands between percent signs, as some do, with its text as it is."""

    def __init__(self) -> None:
        InlineProcessor.__init__(self, "%(.+?)%")
        Extension.__init__(self)

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(self, "formulas", 189)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        name = {"link": "a", "frame": "iframe"}.get(m[1].partition(" ")[0], "script")
        attributes = {"type": "math/tex"} if name == "script" else dict([m[1].partition(" ")[2].split("=", 1)])
        element = Element(name, attributes)
        element.text = AtomicString(m[1])
        return element, m.start(), m.end()


def formulas() -> ConvertedTexts:
    return ConvertedTexts(lambda: Markdown(extensions=[Formulas()]))


def test_a_formula_in_a_script_can_not_end_it() -> None:
    html = page("%a < b%", formulas())
    assert [(script["type"], script.get_text()) for script in html.select("script")] == [("math/tex", "a < b")]
    (problem,) = formulas()["%</script><script>alert(1)</script>%"].problems
    assert problem.code == "GA034"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("%link href=javascript:alert(1)%", "GA030", "'javascript:alert(1)', which a Markdown extension"),
        ("%link href=../up.md%", "GA029", "leads out of docs_dir"),
        ("%link onclick=x%", "GA034", "'onclick'"),
        ("%frame src=javascript:alert(1)%", "GA030", "begins with 'javascript:'"),
        ("%frame srcdoc=x%", "GA034", "'srcdoc'"),
    ],
)
def test_what_an_extension_makes_is_checked(text: str, code: str, words: str) -> None:
    (problem,) = formulas()[text].problems
    assert (problem.code, words in problem.message) == (code, True)


def test_images_of_other_hosts_are_found() -> None:
    text = "![a](https://example.org/a.png) and ![b](b.png)"
    assert ConvertedTexts(site)[text].remote_images == ("https://example.org/a.png",)
    assert [image["src"] for image in page(text).select("img")] == ["https://example.org/a.png", "to/b.png"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Models that create new content, 50 % of them: so-called ones. Why?", True),
        ("ein größeres Übel", True),
        ("", True),
        ("a_b", False),
        ("it's", False),
        ("a.b", False),
        (":smile:", False),
        ("a -- b", False),
        ("a\nb", False),
    ],
)
def test_a_text_is_plain_that_has_no_sign_of_markup(text: str, plain: bool) -> None:
    assert is_plain(text) == plain
    if plain:
        assert Markdown(extensions=EXTENSIONS).convert(text).removeprefix("<p>").removesuffix("</p>") == text


LINKS = [
    ("[a](b.md)", ["b.md"]),
    ("[a](<b.md>) [a]( <b c.md> 't' )", ["b.md", "b c.md"]),
    ("[a](b.md \"title\") [a](b.md 'ti)tle')", ["b.md", "b.md"]),
    ("[a](b_(c).md) [a](b's.md)", ["b_(c).md", "b's.md"]),
    ("[[a] b](c.md) [a] b] [c](d.md)", ["c.md", "d.md"]),
    ("[a](b [a] (b) a] [[b", []),
    ("![a](b.png) [![c](d.png)](e.md) [f ![g](h.png) i](j.md)", ["b.png", "e.md", "d.png", "j.md", "h.png"]),
    ("[a [b](c.md) d](e.md) [a <https://b.org> c](f.md)", ["e.md", "f.md"]),
    ("[a][topic:b/c] [][area:d] [e f] [row:g/h/i] ![j][topic:k/l]", ["topic:b/c", "area:d", "row:g/h/i"]),
    ("<https://example.org/x_y> <a@example.org>", ["https://example.org/x_y", "mailto:a@example.org"]),
    ("`[a](b)` ``[a](b)` [c](d)`` \\`[e](f)\\` \\[g](h)", ["f"]),
    ("[a](java&#115;cript:x) [b](c\\_d.md) [e](&#x66;.md)", ["javascript:x", "c_d.md", "f.md"]),
    ("[`a]`](b.md) [*c*](d.md#e) [f](#g)", ["b.md", "d.md#e", "#g"]),
]


@pytest.mark.parametrize(("text", "targets"), LINKS)
def test_the_scanner_finds_the_links_of_a_text(text: str, targets: list[str]) -> None:
    assert link_targets(text) == targets
    assert sorted(ConvertedTexts()[text].targets) == sorted(targets)


@pytest.mark.uncounted
def test_the_scanner_finds_what_the_conversion_finds() -> None:
    chance = random.Random(8)
    signs = ("[", "]", "](", ")", "(", "`", "\\", "*", "<", ">", " ")
    pieces = (*signs, "a", "b.md", "<https://c.d>", "[e](f.md)", "[][area:g]", "![h](i.png)")
    texts = {"".join(chance.choices(pieces, k=chance.randint(2, 9))) for _ in range(20_000)}
    inline = ConvertedTexts()
    # Code and brackets inside of an address are none to the scanner.
    compared = {text for text in texts if not re.search(r"\]\([^)]*[`\[]", text)}
    assert sum(len(link_targets(text)) > 1 for text in compared) > 1000
    assert {text for text in compared if sorted(link_targets(text)) != sorted(inline[text].targets)} == set()
