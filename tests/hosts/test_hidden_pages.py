"""What other plugins hide is in no file of the site, whatever they hide it with and in whatever order."""

from __future__ import annotations

import itertools
import json
import logging
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.hosts.mkdocs.hidden_pages import HiddenPages, hides
from mkdocs_genai.render.shown_content import PageContent, Shown
from mkdocs_genai.sharing.published_content import is_unlisted

from ..conftest import files_of, run_mkdocs, write_tree
from ..site.course import Built, Course, build_site

CONFIG = """
--- mkdocs.yml
site_name: Kitchen school
site_url: https://example.org/
theme: {name: material, font: false}
markdown_extensions: [md_in_html, smarty]
"""
REGISTRY = """
--- docs/registry/baking.yml
title: Baking
page: baking.md
topics:
  dough: {title: Dough, summary: Rests for SECRETHOURS., page: secret.md}
  oven: {title: Ovens, summary: Known to all.}
comparisons:
  hidden: {title: Prices, columns: {n: Name, v: Value}, rows: {r: {n: SECRETROW, v: SECRETCELL}}}
  part: {title: Fruit, columns: {n: Name, v: Value}, rows: {a: {n: Apple, v: SECRETVALUE}, b: {n: SECRETPEAR, v: y}}}
  free: {title: Nowhere shown, columns: {n: Name}, rows: {a: {n: Freely told}}}
"""
SECRET = """
--- docs/secret.md
---
META
---
# Dough

The answer is "SECRETANSWER" -- and it stands here for nobody else to see.

<div id="part" markdown>
Second SECRETPARAGRAPH of the page.

/// comparison-table | baking/hidden
///

/// comparison-table | baking/part
///

/// topic-cards | baking
    limit: 1
///
</div>
"""
OPEN = """
--- docs/index.md
---
META
---
# Home

It's "open" -- to everybody who comes here.
--- docs/baking.md
---
META
---
# Baking

It's "open" -- to everybody who comes here.

/// comparison-table | part
    columns: n
    where: n = Apple
///
"""


def leaks(site: Path) -> list[tuple[str, str]]:
    """The files of a site that have a secret word, each with the word."""
    words = [b"SECRETHOURS", b"SECRETROW", b"SECRETCELL", b"SECRETVALUE", b"SECRETPEAR", b"SECRETANSWER", b"SECRETPARAGRAPH"]
    found = [(name, word.decode()) for name in files_of(site) for word in words if word in (site / name).read_bytes()]
    return sorted(set(found))


def published(site: Path) -> dict[str, object]:
    """The comparisons that are published as JSON, each with its cells by row."""
    found: dict[str, object] = {}
    for file in sorted((site / "assets/genai").glob("*.json")):
        content = json.loads(file.read_text("utf-8"))
        found[content["comparison"]] = {row["id"]: row["cells"] for row in content["rows"]}
    return found


PASSWORD = "swordfish-and-a-battery-9"
WAYS = {
    "a page's password": ("{}", f"password: {PASSWORD}", "title: Open"),
    "a password for all": (f"{{global_password: {PASSWORD}}}", "title: Exam", "password: ''"),
    "a level": (f"{{password_inventory: {{team: {{anna: {PASSWORD}}}}}}}", "level: team", "title: Open"),
    "obfuscation": ("{}", "obfuscate: open", "title: Open"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("first", "minify"), [(True, False), (False, True)], ids=["above genai", "below genai, minified"])
def test_an_encrypted_page_is_in_no_file(tmp_path: Path, way: str, first: bool, minify: bool) -> None:
    options, closed, opened = WAYS[way]
    plugins = [f"encryptcontent: {options}", "genai: {llms: true}"]
    plugins = plugins if first else plugins[::-1]
    plugins += ["minify: {minify_html: true}"] if minify else []
    config = CONFIG + "plugins:\n  - search\n" + "".join(f"  - {plugin}\n" for plugin in plugins)
    write_tree(tmp_path, config + REGISTRY + SECRET.replace("META", closed) + OPEN.replace("META", opened))
    done = run_mkdocs("build", "-f", tmp_path / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    assert leaks(site) == []
    assert published(site) == {"free": {"a": {"n": "Freely told"}}, "part": {"a": {"n": "Apple"}}}
    # What hides nothing is there, typographic quotes and minified or not.
    assert {name for name in files_of(site) if name.endswith(".html.md")} == {"index.html.md", "baking/index.html.md"}
    assert "secret" not in (site / "llms.txt").read_text("utf-8")
    registry = json.loads((site / "registry.json").read_text("utf-8"))["areas"]["baking"]
    assert registry["topics"]["dough"] == {"title": "Dough", "status": "ready"}
    assert registry["topics"]["oven"]["summary"] == "Known to all."
    assert list(registry["comparisons"]) == ["part", "free"]
    page = BeautifulSoup((site / "secret/index.html").read_text("utf-8"), "html.parser")
    assert page.select('meta[property], meta[name="description"], link[rel~="describedby"], script[type$="json"]') == [
        *page.select("script#__config")
    ]
    assert "hidden pages" in done.stderr


def test_a_page_that_is_encrypted_in_part_is_hidden_as_a_whole(tmp_path: Path) -> None:
    config = CONFIG + "plugins: [search, encryptcontent, {genai: {llms: true}}]\n"
    meta = f"password: {PASSWORD}\ninject_id: part"
    write_tree(tmp_path, config + REGISTRY + SECRET.replace("META", meta) + OPEN.replace("META", "title: Open"))
    done = run_mkdocs("build", "-f", tmp_path / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    # That much of the page is open.
    assert leaks(tmp_path / "site") == [("secret/index.html", "SECRETANSWER")]


HOOK = """--- hooks/hides.py
from mkdocs.plugins import event_priority

def is_secret(page):
    return page.file.src_uri == "secret.md"

"""
HIDING = {
    "in on_page_content": "def on_page_content(html, page, **kwargs):\n    return '<p>No.</p>' if is_secret(page) else html\n",
    "in on_page_context": (
        "def on_page_context(context, page, **kwargs):\n    page.content = '' if is_secret(page) else page.content\n"
    ),
    "in on_post_page": (
        "def on_post_page(output, page, **kwargs):\n"
        "    head, body = output.split('<body', 1)\n"
        "    return f'{head}<body><p>No.</p>' if is_secret(page) else output\n"
    ),
    "with no page at all": "def on_post_page(output, page, **kwargs):\n    return '' if is_secret(page) else output\n",
}


@pytest.mark.parametrize("way", HIDING)
@pytest.mark.parametrize("metadata", ["true", "false"])
def test_a_page_that_a_hook_empties_is_in_no_file(course: Course, way: str, metadata: str) -> None:
    config = CONFIG + f"hooks: [hooks/hides.py]\nplugins: [{{genai: {{llms: true, metadata: {metadata}}}}}]\n"
    tree = config + REGISTRY + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open")
    built = course.build(tree + HOOK + HIDING[way])
    assert built.log == []
    assert leaks(built.site) == []
    assert "SECRET" not in (built.site / "llms.txt").read_text("utf-8")


def test_a_summary_that_an_open_page_shows_is_published(course: Course) -> None:
    config = CONFIG + "hooks: [hooks/hides.py]\nplugins: [genai]\n"
    page = "--- docs/cards.md\n# Cards\n\n/// topic-cards | baking\n///\n"
    tree = config + REGISTRY + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open") + page
    built = course.build(tree + HOOK + HIDING["in on_page_content"])
    assert leaks(built.site) == [("cards/index.html", "SECRETHOURS"), ("registry.json", "SECRETHOURS")]


UNLISTED = {"robots": "robots: [noindex, nofollow]", "robots as a text": "robots: NoIndex", "search": "search: {exclude: true}"}


@pytest.mark.parametrize("way", UNLISTED)
def test_an_unlisted_page_is_listed_nowhere_and_keeps_its_tables_files(course: Course, way: str) -> None:
    config = CONFIG + "plugins: [search, {genai: {llms: true}}]\n"
    tree = config + REGISTRY + SECRET.replace("META", UNLISTED[way]) + OPEN.replace("META", "title: Open")
    built = course.build(tree)
    assert built.log == []
    found = dict.fromkeys(name for name, word in leaks(built.site) if word in ("SECRETROW", "SECRETCELL"))
    assert sorted(found) == ["assets/genai/baking_hidden.csv", "assets/genai/baking_hidden.json", "secret/index.html"]
    assert [name for name, word in leaks(built.site) if word == "SECRETHOURS"] == ["secret/index.html"]
    assert built.page("secret/index.html").select('link[rel~="describedby"]') == []
    assert "secret" not in (built.site / "llms.txt").read_text("utf-8")


LEFT_OUT = {
    "a draft": "draft_docs: secret.md\nplugins: [genai]\n",
    "excluded": "exclude_docs: secret.md\nplugins: [genai]\n",
    "taken away above": "plugins: [{exclude: {glob: [secret.md]}}, genai]\n",
    "taken away below": "plugins: [genai, {exclude: {glob: [secret.md]}}]\n",
}


@pytest.mark.parametrize("way", LEFT_OUT)
def test_the_topic_of_a_page_that_is_not_in_the_site_is_a_draft(course: Course, way: str) -> None:
    cards = "--- docs/cards.md\n# Cards\n\n/// topic-cards | baking\n///\n\n[][topic:baking/dough]\n"
    tree = CONFIG + LEFT_OUT[way] + REGISTRY + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open")
    built = course.build(tree + cards)
    (warning,) = built.log
    reason = "is a draft" if way == "a draft" else "is excluded from the site"
    assert f"the page 'secret.md' {reason}, so nothing links to it" in warning
    assert "[GA033]" in warning
    page = built.page("cards/index.html")
    (dough, _) = page.select(".genai-card")
    assert "secret" not in str(dough)
    assert [status.get_text() for status in dough.select(".genai-status")] == ["Draft"]
    assert built.hrefs("cards/index.html", "article > p > a") == ["../baking/#topic_baking_dough"]
    registry = json.loads((built.site / "registry.json").read_text("utf-8"))["areas"]["baking"]
    assert registry["topics"]["dough"]["status"] == "draft"
    assert {word for _, word in leaks(built.site)} == {"SECRETHOURS"}, "the card says so"
    # Whoever says so is not told.
    registry_text = course.registry.read_text("utf-8").replace("page: secret.md", "page: secret.md, status: draft")
    course.registry.write_text(registry_text, "utf-8")
    assert course.build().log == []


def test_what_a_snippet_brings_into_a_draft_is_hidden_too(course: Course) -> None:
    config = CONFIG.replace("[md_in_html, smarty]", "[{pymdownx.snippets: {base_path: [ROOT]}}]").replace(
        "ROOT", str(course.root)
    )
    draft = (
        '--- docs/draft.md\n# Draft\n\n--8<-- "parts/table.md"\n--- parts/table.md\n/// comparison-table | baking/hidden\n///\n'
    )
    tree = config + "draft_docs: draft.md\nplugins: [genai]\n" + REGISTRY.replace(", page: secret.md", "") + OPEN + draft
    built = course.build(tree.replace("META", "title: Open"))
    assert built.log == []
    assert sorted(published(built.site)) == ["free", "part"]


def test_a_link_to_a_page_that_is_hidden_leads_to_its_html_and_to_a_draft_nowhere(course: Course) -> None:
    config = CONFIG + "draft_docs: draft.md\nhooks: [hooks/hides.py]\nplugins: [{genai: {llms: true}}]\n"
    registry = REGISTRY.replace("Known to all.", "'See [it](secret.md) and [this](draft.md).'")
    page = "--- docs/cards.md\n# Cards\n\n[It](secret.md)\n\n/// topic-cards | baking\n///\n--- docs/draft.md\n# Draft\n"
    tree = config + registry + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open") + page
    built = course.build(tree + HOOK + HIDING["in on_page_content"])
    (warning,) = built.log
    assert "the link 'draft.md' leads to a file that is not in docs_dir" in warning
    markdown = (built.site / "cards/index.html.md").read_text("utf-8")
    assert "[It](../secret/)" in markdown
    assert "See [it](../secret/) and this." in markdown
    assert [span.get_text() for span in built.page("cards/index.html").select(".genai-broken")] == ["this"]


def test_an_excluded_page_that_nobody_can_read_shows_nothing(course: Course) -> None:
    course.write(CONFIG + "exclude_docs: draft.md\nplugins: [genai]\n" + REGISTRY.replace(", page: secret.md", "") + OPEN)
    (course.root / "docs/draft.md").write_bytes(b"\xff/// comparison-table | baking/free\n///\n")
    assert sorted(published(course.build().site)) == ["free", "hidden", "part"]


def test_hidden_pages_are_named_once(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    config = CONFIG + "hooks: [hooks/hides.py]\nplugins: [genai]\n"
    tree = config + REGISTRY + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open")
    course.build(tree + HOOK + HIDING["in on_page_content"])
    said = [message for message in caplog.messages if "hidden" in message and "secret.md" in message]
    assert len(said) == 1


PAGE = '<h1 id="a">A title</h1><p>One two three four <b>five</b>&nbsp;six seven eight.</p><p id="t">More words of it here.</p>'


@pytest.mark.parametrize(
    ("output", "hidden"),
    [
        (f"<body>{PAGE}", False),
        (PAGE.replace('"', "").replace("</p>", " "), False),
        (PAGE.replace("seven", "se&shy;ven").replace("One", "ONE").replace(".", "&hellip;"), False),
        (PAGE.replace("More words", "More <a href='x'>words</a> and notes"), False),
        (PAGE.replace("of it here", "of 2026-01-01"), True),
        (PAGE.replace("A title", "1. Another title"), False),
        (PAGE.replace("five", "five (a remark)").replace("One two", "One <button>Copy</button> two"), False),
        (PAGE.replace("five</b>&nbsp;six", "five</b>six"), False),
        (PAGE.replace("seven", "se\u200bven"), False),
        (PAGE.replace('id="t"', ""), True),
        (PAGE.replace("three", "3"), True),
        (PAGE.replace("More words of it here.", "c2VjcmV0"), True),
        (f"<title>{PAGE}</title>", True),
        ("", True),
    ],
)
def test_letters_and_digits_decide_whether_a_page_is_hidden(output: str, hidden: bool) -> None:
    assert hides(PAGE, {"t", "not-in-the-page"}, output) is hidden


MORE = [
    ('<h1 id="h">T</h1><p><img alt="The answer" src="a.png"></p>', '<h1 id="h">T</h1><p>…</p>', True),
    ('<h1 id="h">T</h1><p><img alt="" src="a.png"></p>', '<h1 id="h">T</h1><p>…</p>', True),
    ('<h1>T</h1><p><a href="https://example.org/?token=x">Answers</a></p>', "<nav>Others</nav>", True),
    ('<h1>T</h1><p><a href="site:plain/">Plain</a></p>', '<p><a href="/course/plain/">Plain</a></p>', False),
    ('<h1>T</h1><p>Drawn:<img alt="" src="a.drawio"></p>', '<p>Drawn:<div data-mxgraph="{}"></div></p>', False),
    ('<h1>T</h1><p>All:</p><h6 id="x">t.md:1-22/name</h6>', '<h1>T</h1><p>All:</p><h2 id="tag:red">red</h2>', False),
    (
        '<h1>T</h1><p><img alt="A map" src="https://example.org/a.png"></p>',
        '<h1>T</h1><img alt="A map" src="../local.png">',
        False,
    ),
    ('<h1>T</h1><p><a href="#below">Below</a></p>', '<h1>T</h1><p><a href="#Below">Below</a></p>', False),
    ("<p>Words above.</p><h1>T</h1>", "<h1>T</h1>", True),
    (
        "<h1>T</h1><p>The answer is what? It is.</p><div>The answer it is</div>",
        "<p>The answer is what? It is.</p><b>x</b>",
        True,
    ),
    ('<h1 id="h">T</h1><!-- a note -->', "<p>…</p>", True),
    ('<h1 id="h">Tags</h1><!-- tags -->', '<h1 id="h">Tags</h1><ul><li>one</li></ul>', False),
    ("<!-- a note -->", "<p>…</p>", True),
    ('<h1>T</h1><p><input value="answer"></p>', "<h1>T</h1>", True),
    ("<h1>T</h1><p>A 1/2 of (c) it, on {{ date }}.</p>", "<h1>T</h1><p>A ½ of © it, on Monday.</p>", False),
    ("<h1>Title</h1>", "", False),
    ("", "", False),
]


@pytest.mark.parametrize(("html", "output", "hidden"), MORE, ids=[str(number) for number in range(len(MORE))])
def test_pictures_addresses_and_words_that_stand_elsewhere_count_too(html: str, output: str, hidden: bool) -> None:
    assert hides(html, set(), output) is hidden


def open_site(*more: str, config: str = "plugins: [{genai: {llms: true}}]\n") -> str:
    """A course without a hidden page, and more files."""
    registry = REGISTRY.replace(", page: secret.md", "")
    return CONFIG + config + registry + OPEN.replace("META", "title: Open") + "".join(more)


def test_the_summary_of_a_draft_s_topic_is_published_where_an_open_page_shows_its_card(course: Course) -> None:
    tree = (
        CONFIG
        + "draft_docs: secret.md\nplugins: [genai]\n"
        + REGISTRY.replace("page: secret.md", "page: secret.md, status: draft")
    )
    built = course.build(tree + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open"))
    assert built.log == []
    assert leaks(built.site) == []
    shown = course.build("--- docs/cards.md\n# Cards\n\n/// topic-cards | baking\n///\n")
    assert ("registry.json", "SECRETHOURS") in leaks(shown.site)


def test_the_summary_of_a_topic_without_a_page_is_hidden_where_only_hidden_pages_show_its_card(course: Course) -> None:
    cards = "--- docs/secret.md\n# Cards\n\n/// topic-cards | baking\n///\n\n/// area-cards\n///\n"
    built = course.build(
        open_site(cards, HOOK, HIDING["in on_page_content"], config="hooks: [hooks/hides.py]\nplugins: [genai]\n")
    )
    assert "SECRETHOURS" not in [word for _, word in leaks(built.site)]
    draft = course.build(open_site(cards, config="draft_docs: secret.md\nplugins: [genai]\n"))
    assert "SECRETHOURS" not in [word for _, word in leaks(draft.site)]


def test_a_faulty_block_on_a_hidden_page_opens_no_table(course: Course) -> None:
    faulty = "--- docs/secret.md\n# Dough\n\n/// comparison-table | baking/hidden\n    sort: nothing\n///\n"
    built = course.build(
        open_site(faulty, HOOK, HIDING["in on_page_content"], config="hooks: [hooks/hides.py]\nplugins: [genai]\n")
    )
    assert [line.rpartition(" ")[2] for line in built.log if "GA061" in line]
    assert sorted(published(built.site)) == ["free", "part"]
    chart = "--- docs/secret.md\n# Dough\n\n/// comparison-chart | baking/hidden\n///\n"
    assert sorted(published(course.build(chart).site)) == ["free", "part"]


def test_a_faulty_block_on_a_hidden_page_opens_no_summary(course: Course) -> None:
    faulty = "--- docs/secret.md\n# Cards\n\n/// topic-cards | baking\n    sort: nothing\n///\n\n/// area-cards | no\n///\n"
    registry = REGISTRY.replace(", page: secret.md", "").replace("page: baking.md\n", "summary: SECRETANSWER\n")
    built = course.build(
        open_site(faulty, HOOK, HIDING["in on_page_content"], registry, config="hooks: [hooks/hides.py]\nplugins: [genai]\n")
    )
    assert len([line for line in built.log if "GA061" in line]) == 2
    told = [word for name, word in leaks(built.site) if name == "registry.json"]
    assert "SECRETHOURS" not in told
    assert "SECRETANSWER" not in told


TAKING_OUT = {
    "in on_page_markdown": (
        "def on_page_markdown(markdown, page, **kwargs):\n    return 'No.' if is_secret(page) else markdown\n"
    ),
    "before we see the content": (
        "from mkdocs.plugins import event_priority\n\n@event_priority(150)\n"
        "def on_page_content(html, page, **kwargs):\n    return '<p>No.</p>' if is_secret(page) else html\n"
    ),
    "before we see the files": (
        "from mkdocs.plugins import event_priority\n\n@event_priority(150)\n"
        "def on_files(files, config):\n    files.remove(files.get_file_from_path('secret.md'))\n"
    ),
    "after we have seen the nav": (
        "from mkdocs.plugins import event_priority\nfrom mkdocs.structure.files import InclusionLevel\n\n@event_priority(-50)\n"
        "def on_nav(nav, config, files):\n"
        "    files.get_file_from_path('secret.md').inclusion = InclusionLevel.EXCLUDED\n"
    ),
}


@pytest.mark.parametrize("way", TAKING_OUT)
def test_a_table_that_another_plugin_takes_out_is_published_nowhere(course: Course, way: str) -> None:
    page = "--- docs/secret.md\n# Dough\n\n/// comparison-table | baking/hidden\n///\n"
    built = course.build(open_site(page, HOOK, TAKING_OUT[way], config="hooks: [hooks/hides.py]\nplugins: [genai]\n"))
    assert sorted(published(built.site)) == ["free", "part"]


PASSAGES = {
    "cards of topics": ("/// topic-cards | baking\n///\n", "SECRETHOURS"),
    "cards of areas": ("/// area-cards\n///\n", "SECRETANSWER"),
    "a glossary": ("/// glossary\n///\n", "SECRETPARAGRAPH"),
    "a link to a term": ("A [word][term:yeast] of it.\n", "SECRETPARAGRAPH"),
}
PASSAGE_REGISTRY = """
--- docs/registry/baking.yml
title: Baking
summary: SECRETANSWER
topics:
  dough: {title: Dough, summary: Rests for SECRETHOURS.}
terms:
  yeast: {title: Yeast, summary: SECRETPARAGRAPH}
"""
CUTTING = "def on_page_markdown(markdown, page, **kwargs):\n    return markdown.split('<!-- members -->')[0]\n"


@pytest.mark.parametrize("passage", PASSAGES)
def test_what_another_plugin_cuts_out_of_an_open_page_is_published_nowhere(course: Course, passage: str) -> None:
    written, secret = PASSAGES[passage]
    page = f"--- docs/index.md\n# Home\n\nOpen words.\n\n<!-- members -->\n\n{written}"
    tree = CONFIG + "hooks: [hooks/hides.py]\nplugins: [genai]\n" + PASSAGE_REGISTRY + page + "--- hooks/hides.py\n" + CUTTING
    cut = course.build(tree)
    assert cut.log == []
    assert secret not in [word for _, word in leaks(cut.site)]
    # MkDocs keeps a loaded hook in its process.
    whole = course.build(CONFIG + "plugins: [genai]\n")
    assert ("registry.json", secret) in leaks(whole.site)


def test_a_table_of_another_language_s_page_is_published_there(course: Course) -> None:
    languages = "languages: [{locale: en, name: E, default: true}, {locale: fr, name: F}]"
    config = f"plugins: [{{i18n: {{docs_structure: suffix, {languages}}}}}, genai]\n"
    page = "--- docs/secret.fr.md\n# Examen\n\n/// comparison-table | baking/hidden\n///\n"
    built = course.build(open_site(page, config=config))
    assert "hidden" not in published(built.site)
    assert (built.site / "fr/assets/genai/baking_hidden.csv").is_file()


SPEAKING = """
--- docs/registry/baking.yml
title: Baking
page: baking.md
topics: {dough: {title: Dough, page: secret.md}}
terms: {rest: {title: Rest, summary: SECRETPEAR}}
comparisons:
  hidden: {title: Prices, page: secret.md, columns: {n: Name}, rows: {r: {n: SECRETROW}}}
--- docs/index.md
# Home
--- docs/baking.md
# Baking
--- docs/baking.fr.md
# Cuisson
"""


@pytest.mark.parametrize("closed", ["secret.md", "secret.fr.md"])
def test_what_a_hidden_page_shows_is_not_published_in_another_language(course: Course, closed: str) -> None:
    languages = "languages: [{locale: en, name: E, default: true}, {locale: fr, name: F}]"
    config = f"plugins: [search, {{i18n: {{docs_structure: suffix, {languages}}}}}, encryptcontent, genai]\n"
    tree = CONFIG + config + SPEAKING
    for page in ("secret.md", "secret.fr.md"):
        text = f"---\npassword: {PASSWORD}\n---\n# Dough\n\n/// comparison-table | hidden\n///\n\n[A rest][term:rest]\n"
        tree += f"--- docs/{page}\n{text if page == closed else '# Dough'}\n"
    assert leaks(course.build(tree).site) == []


def test_a_page_that_a_hook_takes_out_last_of_all_publishes_nothing(course: Course) -> None:
    hook = "--- hooks/takes.py\ndef on_env(env, config, files):\n    files.remove(files.src_uris['secret.md'])\n"
    page = "--- docs/secret.md\n# Dough\n\n/// comparison-table | hidden\n///\n\n[A rest][term:rest]\n"
    built = course.build(CONFIG + "hooks: [hooks/takes.py]\nplugins: [genai]\n" + SPEAKING + page + hook)
    assert not (built.site / "secret" / "index.html").exists()
    assert leaks(built.site) == []


def test_a_block_that_another_plugin_writes_into_a_draft_publishes_nothing(course: Course) -> None:
    page = '--- docs/secret.md\n# Dough\n\n{% include-markdown "./part.inc" %}\n'
    page += "--- docs/part.inc\n/// comparison-table | hidden\n///\n"
    config = "exclude_docs: '*.inc'\ndraft_docs: secret.md\nplugins: [search, include-markdown, genai]\n"
    registry = SPEAKING.replace("page: secret.md}", "page: secret.md, status: draft}").partition("--- docs/baking.fr.md")[0]
    built = course.build(CONFIG + config + registry.replace("SECRETPEAR", "A pause") + page)
    assert leaks(built.site) == []


def test_of_a_hidden_topic_nothing_but_its_title_is_published(course: Course) -> None:
    registry = REGISTRY.replace(
        "page: secret.md", "page: secret.md, assumes: [SECRETCELL, b], tags: [secretpear], requires: [oven]"
    )
    page = "--- docs/secret.md\n---\ntitle: Exam\n---\n# Dough\n\nThe SECRETANSWER.\n"
    tree = CONFIG + "hooks: [hooks/hides.py]\nplugins: [genai]\n" + registry + page + OPEN.replace("META", "title: Open")
    built = course.build(tree + HOOK + HIDING["in on_page_content"])
    topic = json.loads((built.site / "registry.json").read_text("utf-8"))["areas"]["baking"]["topics"]["dough"]
    assert topic.keys() <= {"title", "status", "url"}
    header = built.page("secret/index.html").select_one(".genai-topic-header")
    assert header is not None
    assert "SECRETCELL" not in str(header)
    assert header.select_one(".genai-topic-header__required") is not None


def test_search_finds_no_block_of_an_unlisted_page_that_another_plugin_has_changed(course: Course) -> None:
    page = "--- docs/secret.md\n---\nrobots: none\n---\n# Dough\n\n/// comparison-table | baking/hidden\n///\n"
    hook = "--- hooks/hides.py\ndef on_page_content(html, **kwargs):\n    return html.replace('<table', '<table data-x')\n"
    built = course.build(open_site(page, hook, config="hooks: [hooks/hides.py]\nplugins: [search, genai]\n"))
    assert "SECRETROW" not in (built.site / "search/search_index.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("meta", "unlisted"),
    [
        ({}, False),
        ({"robots": None, "search": None}, False),
        ({"robots": "all", "search": {"boost": 2}}, False),
        ({"search": "no"}, False),
        ({"robots": "max-snippet:none-of-these"}, False),
        ({"search": {"exclude": False}}, False),
    ],
)
def test_only_what_says_so_is_unlisted(meta: dict[str, object], unlisted: bool) -> None:
    assert is_unlisted(meta) is unlisted


def test_a_draft_that_a_preview_shows_is_hidden_all_the_same() -> None:
    pages = HiddenPages()
    pages.leave_out("draft.md", Shown())
    pages.converted("draft.md", "<p>Words.</p>", PageContent(), (), unlisted=False)
    assert not pages.finished("draft.md", "<body><p>Words.</p></body>")
    assert pages.hidden == {"draft.md"}
    # It is no longer a draft in the next build.
    pages.forget_all_but({"draft.md"})
    assert pages.hidden == set()


def built_bytes(built: Built) -> dict[str, bytes]:
    return {name: (built.site / name).read_bytes() for name in files_of(built.site)}


def test_hidden_pages_are_the_same_in_every_order_of_plugins(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(["search", "tags", "genai"])):
        course = Course(tmp_path / str(number))
        course.root.mkdir()
        config = CONFIG + f"hooks: [hooks/hides.py]\nplugins: [{', '.join(order)}]\n"
        tree = config + REGISTRY + SECRET.replace("META", "title: Exam") + OPEN.replace("META", "title: Open")
        files = built_bytes(course.build(tree + HOOK + HIDING["in on_post_page"]))
        found.append({name: content for name, content in files.items() if not name.startswith("sitemap")})
    assert all(files == found[0] for files in found)


def test_a_page_that_is_gone_is_forgotten() -> None:
    pages = HiddenPages()
    for name in ("gone.md", "kept.md"):
        pages.leave_out(name, Shown())
    pages.forget_all_but(["kept.md"])
    assert set(pages.content) == {"kept.md"}


def test_a_site_without_a_registry_has_no_hidden_pages(tmp_path: Path) -> None:
    write_tree(tmp_path, "--- docs/index.md\n---\ntemplate: home.html\n---\n# Welcome\n\nWords that the template leaves out.\n")
    write_tree(tmp_path, "--- own/home.html\n<title>{{ page.title }}</title><body>Something else entirely.</body>\n")
    write_tree(
        tmp_path, "--- mkdocs.yml\nsite_name: x\ntheme: {name: material, font: false, custom_dir: own}\nplugins: [genai]\n"
    )
    assert not [line for line in build_site(tmp_path).log if "hidden" in line]
