"""`mkdocs-genai zensical build`: the site that MkDocs builds, from the same mkdocs.yml."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.hosts.zensical.derived_theme import write_theme
from mkdocs_genai.hosts.zensical.process import _stat
from mkdocs_genai.project.mkdocs_yml import read_project

from ..conftest import MakeOnce, files_of, write_tree
from ..site.course import build_site, dead_links
from .page_facts import differences
from .zensical import TREE, zensical


@pytest.fixture(scope="session")
def both(make_once: MakeOnce) -> Path:
    """A course, with the site of MkDocs in `site` and that of Zensical in `zensical`."""

    def build(folder: Path) -> None:
        write_tree(folder, TREE)
        done = zensical(folder, "build", "--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "site").rename(folder / "zensical")
        assert build_site(folder).log == []

    return make_once("both-hosts", build)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course, and an older site of it."""
    write_tree(tmp_path, TREE)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old", "utf-8")
    return tmp_path


def attempt(root: Path, *options: str) -> Result:
    """Run the command in this process, which is enough where Zensical is not to begin."""
    return CliRunner().invoke(main, ["zensical", "build", "-f", str(root / "mkdocs.yml"), *options])


def test_each_page_has_the_blocks_links_headings_anchors_and_metadata_that_it_has_under_mkdocs(both: Path) -> None:
    assert list(differences(both / "site", both / "zensical")) == []


def test_all_links_lead_somewhere(both: Path) -> None:
    assert [(page, link) for page, link in dead_links(both / "zensical") if page != "404.html"] == []


def test_what_is_no_page_is_the_same_file(both: Path) -> None:
    mkdocs, other = files_of(both / "site"), files_of(both / "zensical")
    names = {name for name in mkdocs if name.startswith("assets/genai/") and name.endswith((".json", ".csv"))}
    names |= {"registry.json", "registry.schema.json", "objects.inv"}
    assert len(names) == 5
    assert {name: other.get(name) for name in names} == {name: mkdocs[name] for name in names}
    assert [name for name in other if name.endswith(".yml")] == []


def test_the_navigation_has_the_areas(both: Path) -> None:
    page = BeautifulSoup((both / "zensical" / "frying" / "index.html").read_text("utf-8"), "html.parser")
    links = [link.get_text(strip=True) for link in page.select(".md-nav--primary a.md-nav__link") if not link.has_attr("for")]
    assert [words for words in links if words in ("Home", "Baking", "Dough", "Ovens", "Frying")][:4] == [
        *("Home", "Baking", "Dough", "Ovens")
    ]


def test_llms_txt_has_the_areas_pages_and_each_page_is_there_as_markdown(both: Path) -> None:
    text = (both / "zensical" / "llms.txt").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Baking", "## Frying", "## More pages"]
    assert "405" in (both / "zensical" / "frying" / "index.md").read_text("utf-8")


def test_search_finds_the_words_of_rows(both: Path) -> None:
    assert "Strong" in (both / "zensical" / "search.json").read_text("utf-8")


def test_search_leads_to_rows(both: Path) -> None:
    items = json.loads((both / "zensical" / "search.json").read_text("utf-8"))["items"]
    (page,) = [item for item in items if item["location"] == "frying/"]
    found = [item for item in items if item["location"].startswith("frying/#")]
    assert found == [
        {**page, "location": f"frying/#{anchor}", "level": 2, "title": title, "text": text}
        for anchor, title, text in (
            ("comparison_baking_flours", "Flours", ""),
            ("row_baking_flours_soft", "Soft", "405. Cakes"),
            ("row_baking_flours_strong", "Strong", "1050. Bread"),
        )
    ]


def test_without_an_address_there_is_no_llms_txt_and_what_is_too_large_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_genai.sharing.publications.MAX_BYTES", 10)
    write_tree(tmp_path, TREE.replace("site_url: https://example.org/\n", ""))
    done = attempt(tmp_path)
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "site" / "llms.txt").exists()
    assert (tmp_path / "site" / "registry.json").is_file()
    assert "INFO    -  'registry.json' leaves out the rows of " in done.output


def test_a_template_that_is_gone_goes_from_the_theme_too(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    own, theme = tmp_path / "overrides", tmp_path / "theme"
    write_tree(own, "--- home.html\nHome\n--- other.html\nOther\n")
    build = plain_build(read_project(tmp_path / "mkdocs.yml"))
    write_theme(theme, own, build)
    assert (theme / "other.html").is_file()
    (own / "other.html").unlink()
    write_theme(theme, own, build)
    assert (theme / "home.html").is_file()
    assert not (theme / "other.html").exists()


def test_a_file_that_vanishes_while_it_is_watched_is_a_change(tmp_path: Path) -> None:
    assert _stat(str(tmp_path / "gone")) == {}


def test_nothing_is_left_beside_the_site(both: Path) -> None:
    assert {path.name for path in both.iterdir()} - {"whole"} == {".cache", "docs", "mkdocs.yml", "site", "zensical"}


def test_a_broken_registry_leaves_the_old_site(root: Path) -> None:
    registry = root / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8").replace("title: Baking", "titel: Baking"), "utf-8")
    for _ in range(2):
        done = attempt(root)
        assert done.exit_code == 1
        assert done.output.startswith(
            "Error: 1 problem in the registry, so nothing was built:\n\ndocs/registry/baking.yml:1:1: "
        )
    assert (root / "site" / "index.html").read_text("utf-8") == "old"
    assert {path.name for path in root.iterdir()} == {"docs", "mkdocs.yml", "site"}


_FAULTS = {
    "an unknown area": "/// topic-cards | bakin\n///",
    "an unknown block": "/// topic-card | baking\n///",
    "a wrong option": "/// comparison-table | baking/flours\n    limit: many\n///",
    "an unknown comparison": "/// comparison-table | baking/flour\n///",
    "a block without its end": "/// topic-cards | baking",
    "a link to no topic": "[x][topic:baking/ovens]",
    "a link to no row": "[x][row:baking/flours/strongest]",
    "a link to no term": "[x][term:crumb]",
    "nearly a block": "// topic-cards | baking\n///",
    "nearly a link": "[x](topics:baking/oven)",
}


def test_each_fault_in_a_page_fails_each_strict_build_and_is_said_in_the_same_words(root: Path) -> None:
    for number, markdown in enumerate(_FAULTS.values()):
        (root / "docs" / f"fault{number}.md").write_text(f"# Fault\n\n{markdown}\n", "utf-8")
    outputs = []
    # From Zensical's cache of pages the second time, and the third time without what was found before.
    for _ in range(3):
        done = attempt(root, "--strict")
        assert done.exit_code == 1
        outputs.append(done.output)
        if len(outputs) == 2:
            (root / ".cache" / "genai" / "mkdocs.jsonl").unlink()
    assert outputs[1:] == outputs[:1] * 2
    said = [line.split(":")[0] for line in outputs[0].splitlines() if line.startswith("WARNING -  ")]
    assert said == [f"WARNING -  docs/fault{number}.md" for number in range(len(_FAULTS))]
    assert outputs[0].splitlines()[-1] == (
        "Error: aborted with 10 warnings in strict mode; the site has been built, and shows what is wrong"
    )
    assert page_of(root, "fault0/index.html").select(".genai-fault")
    assert (root / "site" / "registry.json").is_file()


def test_a_strict_build_does_not_begin_where_the_registry_has_warnings_and_names_pages_too(root: Path) -> None:
    (root / "docs" / "index.md").write_text("# Home\n\n/// topic-cards | bakin\n///\n", "utf-8")
    registry = root / "docs" / "registry" / "frying.yml"
    registry.write_text(f"{registry.read_text('utf-8')}summary: See [x](nowhere.md).\n", "utf-8")
    done = attempt(root, "--strict")
    assert done.exit_code == 1
    assert [line.split(":")[0] for line in done.output.splitlines() if line.startswith("WARNING")] == [
        "WARNING -  docs/index.md",
        "WARNING -  docs/registry/frying.yml",
    ]
    assert done.output.splitlines()[-1] == "Error: aborted with 2 warnings in strict mode, so nothing was built"
    assert (root / "site" / "index.html").read_text("utf-8") == "old"


def test_a_fault_that_a_snippet_brings_is_said_where_it_stands(root: Path) -> None:
    config = root / "mkdocs.yml"
    snippets = "markdown_extensions: [pymdownx.snippets: {base_path: [!relative $config_dir/parts]}]\n"
    config.write_text(f"{config.read_text('utf-8')}{snippets}", "utf-8")
    write_tree(root, '--- parts/part.md\nWords\n--- docs/frying.md\n# Frying\n\n--8<-- "part.md"\n')
    assert attempt(root, "--strict").exit_code == 0
    write_tree(root, "--- parts/part.md\nWords\n\n/// topic-cards | bakin\n///\n")
    for _ in range(2):
        done = attempt(root, "--strict")
        assert done.exit_code == 1
        assert done.output.startswith("WARNING -  parts/part.md:3:1: /// topic-cards | bakin: ")


@pytest.mark.parametrize("is_kept", [True, False], ids=["as it was", "gone"])
def test_files_have_what_pages_show_whoever_converts_them(root: Path, is_kept: bool) -> None:
    assert attempt(root).exit_code == 0
    names = ("search.json", "registry.json", "assets/genai/baking_flours.json")
    first = {name: (root / "site" / name).read_bytes() for name in names}
    if not is_kept:
        (root / ".cache" / "genai" / "mkdocs.jsonl").unlink()
    assert attempt(root).exit_code == 0
    assert {name: (root / "site" / name).read_bytes() for name in names} == first


def test_a_fault_in_a_page_is_shown_and_said_once_in_any_other_build(root: Path) -> None:
    (root / "docs" / "index.md").write_text("# Home\n\n/// topic-cards | bakin\n///\n", "utf-8")
    for _ in range(2):
        done = zensical(root, "build")
        assert done.returncode == 0
        assert (done.stdout + done.stderr).count("[GA062]") == 1
        page = BeautifulSoup((root / "site" / "index.html").read_text("utf-8"), "html.parser")
        assert len(page.select(".genai-fault")) == 1


@pytest.mark.parametrize("front_matter", ["Only words", "- a", "1: a", "true: a"])
def test_front_matter_that_is_no_mapping_of_names_is_named(root: Path, front_matter: str) -> None:
    (root / "docs" / "odd.md").write_text(f"---\n\n{front_matter}\n\n---\n\n# Odd\n", "utf-8")
    done = attempt(root)
    assert done.exit_code == 1
    assert "docs/odd.md:1:1: Zensical can't read this front matter: expected a mapping" in done.output


@pytest.mark.parametrize(
    ("front_matter", "position"), [("title: [\nother: 1", "4:1"), ("date: 2026-99-99", "1:1")], ids=["syntax", "a date"]
)
def test_a_page_that_zensical_can_not_read_is_named(root: Path, front_matter: str, position: str) -> None:
    (root / "docs" / "odd.md").write_text(f"---\n{front_matter}\n---\n# Odd\n", "utf-8")
    done = attempt(root)
    assert done.exit_code == 1
    assert f"docs/odd.md:{position}: the front matter is not valid YAML, and Zensical can't read it: " in done.output


def test_a_page_that_is_not_utf8_is_named_before_zensical_begins(root: Path) -> None:
    (root / "docs" / "odd.md").write_bytes(b"# Caf\xe9\n")
    done = attempt(root)
    assert done.exit_code == 1
    assert "docs/odd.md:1:1: is not UTF-8 text" in done.output
    assert (root / "site" / "index.html").read_text("utf-8") == "old"


def test_a_fault_in_the_nav_is_a_warning(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("area:*", "area:bakin") + "strict: true\n", "utf-8")
    done = attempt(root)
    assert done.exit_code == 1
    assert done.output.startswith("WARNING -  mkdocs.yml:5:17: nav[1]: ")
    assert "there is no area 'bakin'" in done.output


def test_a_page_of_the_nav_that_does_not_exist_is_a_warning(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("[index.md,", "[index.md, {Lists: listz.md}, https://example.org/a.md,"), "utf-8"
    )
    done = attempt(root, "--strict")
    assert done.exit_code == 1
    assert "nav[1].Lists: the page 'listz.md' does not exist in docs_dir [GA022]" in done.output
    assert "example.org/a.md" not in done.output.replace("listz.md}, https://example.org/a.md", "")


def test_a_custom_dir_that_is_not_there_is_named(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("font: false", "font: false, custom_dir: nowhere"), "utf-8")
    done = attempt(root)
    assert done.exit_code == 1
    assert "there is no folder 'nowhere' for `custom_dir`; create it, or delete the line" in done.output


_CHANGING = """--- docs/uses.md
# Harbor

[A steady heat][term:steady]
--- docs/words.md
# Words

/// glossary
///
--- docs/registry/terms.yml
title: Terms
icon: own/anchor
page: words.md
terms:
  steady: {title: Steady heat, summary: Heat that stays}
--- own/.icons/own/anchor.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1h9"/></svg>
--- own/main.html
{% extends "base.html" %}
{% block content %}{{ genai.topic_header }}{{ super() }}{% endblock %}
--- own/genai/topic-header.html
{{ nothing.of.it }}
--- docs/draft.md
# Draft

/// quizz
///

[A][topic:frying/nope]
--- docs/quiz.md
# Quiz

/// quiz | frying/pan
///
"""


_QUIZ = """\
topics:
  soup: {title: Soup, page: draft.md, status: draft}
  pan:
    title: Pan
    page: quiz.md
    quiz:
      hot:
        prompt: PROMPT
        hints: [HINT]
        choices: {a: {text: RIGHT, correct: true, feedback: BACK}, b: WRONG}
"""


def test_what_pages_show_of_other_files_is_made_anew_and_a_broken_header_or_a_draft_breaks_nothing(root: Path) -> None:
    write_tree(root, _CHANGING)
    config = root / "mkdocs.yml"
    settings = config.read_text("utf-8").replace("font: false", "font: false, custom_dir: own")
    config.write_text(f"{settings}draft_docs: /draft.md\n", "utf-8")
    area = root / "docs" / "registry" / "frying.yml"
    area.write_text(area.read_text("utf-8") + _QUIZ, "utf-8")
    done = zensical(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "draft.md" not in done.stdout + done.stderr
    assert "draft/" not in "".join(page.read_text("utf-8") for page in (root / "site").rglob("*.html"))
    assert "Harbor" in (root / "site" / "words" / "index.html").read_text("utf-8")
    search = (root / "site" / "search.json").read_text("utf-8")
    assert "PROMPT" in search
    assert [word for word in ("HINT", "RIGHT", "BACK", "WRONG") if word in search] == []
    write_tree(root, "--- own/genai/topic-header.html\n<p>Whole</p>")
    drawn = root / "own" / ".icons" / "own" / "anchor.svg"
    drawn.write_text(drawn.read_text("utf-8").replace("M1 1h9", "M2 2h8"), "utf-8")
    page = root / "docs" / "uses.md"
    page.write_text(page.read_text("utf-8").replace("Harbor", "Port"), "utf-8")
    assert zensical(root, "build").returncode == 0
    words = (root / "site" / "words" / "index.html").read_text("utf-8")
    assert "Port" in words
    assert "Harbor" not in words
    assert "M2 2h8" in (root / "site" / "index.html").read_text("utf-8")
    build_site(root)
    assert "draft/" not in "".join(page.read_text("utf-8") for page in (root / "site").rglob("*.html"))


def test_words_that_pages_show_in_english_are_named_each_time(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("font: false", "font: false, language: fr"), "utf-8")
    outputs = [attempt(root, "--strict").output for _ in range(2)]
    config.write_text(config.read_text("utf-8").replace("area:*", "area:bakin"), "utf-8")
    outputs.append(attempt(root, "--strict").output)
    said = [line for output in outputs for line in output.splitlines() if line.startswith("INFO")]
    assert said[0].startswith("INFO    -  pages in French show these labels in English, ")
    assert said == said[:1] * 3


def test_a_broken_template_of_a_frame_fails_a_strict_build_each_time(root: Path) -> None:
    write_tree(root, "--- own/genai/topic-footer.html\n{{ nothing.of.it }}")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("font: false", "font: false, custom_dir: own"), "utf-8")
    outputs = []
    for _ in range(2):
        done = attempt(root, "--strict")
        assert done.exit_code == 1
        outputs.append(done.output)
        (root / ".cache" / "genai" / "mkdocs.jsonl").unlink()
    assert "topic-footer.html" in outputs[0]
    assert outputs[1] == outputs[0]


def test_what_zensical_does_not_run_is_named(root: Path) -> None:
    config = root / "mkdocs.yml"
    changed = (
        config.read_text("utf-8").replace("search,", "search, gen-files, mermaid2,").replace("name: material", "name: mkdocs")
    )
    config.write_text(changed.replace("site_url: https://example.org/\n", "strict: true\n") + "hooks: [x.py]\n", "utf-8")
    (root / "docs" / "index.md").write_text("# Home\n\n/// topic-cards | bakin\n///\n", "utf-8")
    assert attempt(root).output.splitlines()[0] == (
        "INFO    -  not run by Zensical: the plugin gen-files, hooks, the theme mkdocs, llms.txt, for which it needs `site_url`"
    )


def test_a_zensical_that_is_too_old_is_told_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0.0.69")
    done = attempt(root)
    assert (done.exit_code, done.output) == (
        1,
        "Error: Zensical 0.0.69 is too old, 0.0.70 is the oldest that works: pip install --upgrade zensical\n",
    )


def test_a_second_language_inherits_all_but_its_own_lines(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    german = "INHERIT: mkdocs.yml\ndocs_dir: german\nsite_dir: site/de\ntheme: {language: de}\n"
    write_tree(tmp_path, f"--- mkdocs.de.yml\n{german}--- german/index.md\n# Start\n\n/// area-cards\n///")
    write_tree(tmp_path, "--- german/registry/baking.yml\ntitle: Backen\npage: index.md")
    for name in ("mkdocs.yml", "mkdocs.de.yml"):
        done = zensical(tmp_path, "build", "--strict", "-f", str(tmp_path / name))
        assert done.returncode == 0, done.stdout + done.stderr
        assert "not run by Zensical" not in done.stderr
    page = page_of(tmp_path, "de/index.html")
    assert page.html is not None
    assert page.html["lang"] == "de"
    assert [link.get_text() for link in page.select(".genai-card__link")] == ["Backen"]
    assert page_of(tmp_path, "index.html").html["lang"] == "en"  # type: ignore[index] # which each page has


def test_a_course_in_several_languages_is_told_how_to_build_them(root: Path) -> None:
    config = root / "mkdocs.yml"
    languages = "i18n: {languages: [{locale: en, default: true}, {locale: de}]}"
    config.write_text(config.read_text("utf-8").replace("[search,", f"[search, {languages},"), "utf-8")
    done = attempt(root)
    assert (done.exit_code, done.output) == (
        1,
        "Error: mkdocs.yml has several languages, by the plugin i18n, and Zensical builds one; "
        "give each language an mkdocs.yml of its own, without that plugin\n",
    )
    assert (root / "site" / "index.html").read_text("utf-8") == "old"


def test_without_zensical_one_is_told_to_install_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = attempt(root)
    assert (done.exit_code, done.output) == (1, "Error: Zensical is not installed; install it with: pip install zensical\n")


@pytest.fixture(scope="session")
def dressed(make_once: MakeOnce) -> Path:
    """A course with templates, labels, hidden pages and files of its own, built by Zensical."""

    def build(folder: Path) -> None:
        tree = TREE.replace("font: false", "font: false, custom_dir: own").replace(
            "page: frying.md", "page: frying.md\nsummary: Hot"
        )
        write_tree(folder, tree + _DRESS)
        done = zensical(folder, "build", "--strict")
        assert done.returncode == 0, done.stdout + done.stderr

    return make_once("dressed", build)


_DRESS = """--- own/main.html
{% extends "base.html" %}
{% block content %}{% if genai %}<aside>{{ genai.topic_header }}</aside>{% endif %}{{ super() }}{% endblock %}
--- own/wide.html
{% extends "base.html" %}
{% block content %}<main class="wide">{{ super() }}</main>{% endblock %}
--- own/genai/card.html
<li class="genai-card mine">{{ card.title }}</li>
--- own/genai/cards.md
no page
--- own/hook.py
raise SystemExit
--- own/.hidden
secret
--- own/extra.txt
with the site
--- docs/registry/course.yml
title: Kitchen
labels: {next_area: Go on}
--- docs/registry.json
{"mine": true}
--- docs/drawn.md
---
template: wide.html
search: {exclude: true}
---
# Drawn

/// concept-diagram | baking/day
///
"""


def page_of(root: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((root / "site" / name).read_text("utf-8"), "html.parser")


def test_a_template_of_the_course_places_the_frame_itself(dressed: Path) -> None:
    page = page_of(dressed, "baking/oven/index.html")
    assert len(page.select(".genai-topic-header")) == 1
    assert page.select("aside .genai-topic-header")
    # It has no place for the footer.
    assert len(page.select(".genai-steps")) == 1
    assert page.select_one(".genai-steps__step--next .genai-steps__direction").get_text(" ", strip=True) == "Go on →"  # type: ignore[union-attr]


def test_a_template_of_a_card_is_the_courses_own(dressed: Path) -> None:
    assert [card.get_text() for card in page_of(dressed, "index.html").select(".mine")] == ["Baking", "Frying"]


def test_a_template_that_a_page_names_is_the_courses_own_with_style_sheet(dressed: Path) -> None:
    page = page_of(dressed, "drawn/index.html")
    assert page.select("main.wide .genai-diagram")
    assert page.select("link[href$='assets/genai/genai.css']")


def test_only_what_is_for_the_site_is_in_it(dressed: Path) -> None:
    names = set(files_of(dressed / "site"))
    assert "extra.txt" in names
    assert not {name for name in names if "hook" in name or "hidden" in name or name.endswith(("cards.md", ".yml"))}


def test_a_file_of_the_author_is_not_replaced(dressed: Path) -> None:
    assert (dressed / "site" / "registry.json").read_text("utf-8") == '{"mine": true}\n'


def test_an_unlisted_page_is_listed_nowhere(dressed: Path) -> None:
    assert "drawn" not in (dressed / "site" / "llms.txt").read_text("utf-8")


def ten_broken_registries() -> Iterator[tuple[str, str, str]]:
    yield from (
        ("an unknown key", "title: Baking", "titel: Baking"),
        ("a missing page", "page: baking/oven.md", "page: baking/owen.md"),
        ("a missing topic", "requires: [dough]", "requires: [doug]"),
        ("an area that is not there", "related: [frying]", "related: [fry]"),
        ("a text for a number", "type: 405", "type: many"),
        ("a bracket without its other half", "related: [frying]", "related: [frying"),
        ("a column that is not there", "soft: {flour", "soft: {flower"),
        ("a key that is there twice", "title: Baking", "title: Baking\ntitle: Again"),
        ("an unsafe address", "icon: material/bread-slice", "icon: material/bread-slice\ncall_to_action: 5"),
        ("a tag", "title: Baking", "title: !!python/name:os.system"),
    )


@pytest.mark.parametrize(
    ("written", "broken"), [each[1:] for each in ten_broken_registries()], ids=[each[0] for each in ten_broken_registries()]
)
def test_each_broken_registry_stops_each_build(root: Path, written: str, broken: str) -> None:
    registry = root / "docs" / "registry" / "baking.yml"
    text = registry.read_text("utf-8")
    assert written in text
    registry.write_text(text.replace(written, broken, 1), "utf-8")
    outputs = [attempt(root, "--strict") for _ in range(2)]
    assert [done.exit_code for done in outputs] == [1, 1]
    assert outputs[0].output == outputs[1].output
    assert "docs/registry/baking.yml:" in outputs[0].output
    assert (root / "site" / "index.html").read_text("utf-8") == "old"


def test_what_an_excluded_page_shows_is_published_nowhere(root: Path) -> None:
    config, registry = root / "mkdocs.yml", root / "docs" / "registry" / "baking.yml"
    config.write_text(config.read_text("utf-8") + "exclude_docs: /secret.md\n", "utf-8")
    secret = "  hidden: {title: Prices, columns: {n: Name}, rows: {r: {n: SECRETROW}}}\n"
    registry.write_text(registry.read_text("utf-8").replace("comparisons:\n", f"comparisons:\n{secret}", 1), "utf-8")
    assert "SECRETROW" in registry.read_text("utf-8")
    (root / "docs" / "secret.md").write_text("# Dough\n\n/// comparison-table | baking/hidden\n///\n", "utf-8")
    done = zensical(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [name for name, content in files_of(root / "site").items() if b"SECRETROW" in content] == []
