"""`eject`: copies of real courses, which MkDocs then builds strictly without the plugin."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.cli import main
from mkdocs_genai.problems import CommandError
from mkdocs_genai.project.mkdocs_yml_edits import without_plugin

from ..conftest import files_of, write_tree
from ..site.course import build_site, build_strictly, dead_links

ROOT = Path(__file__).parents[2]
LINES = """\
validation:
  nav: {omitted_files: warn, not_found: warn}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
COURSE = f"""\
--- mkdocs.yml
site_name: Orchard
theme: material
plugins:
  - search
  # The course itself.
  - genai:
      registry: docs/registry

  - tags
{LINES}nav: [index.md, "area:*"]
--- docs/registry/fruit.yml
title: Fruit
page: fruit/index.md
topics:
  apples:
    title: Apples
    summary: Round, and a [pome][term:pome].
    page: fruit/apples.md
    objectives: [Tell an apple from a pear]
    keypoints: [Apples keep long.]
    resources: {{book: {{title: A book, url: "https://example.org/book", type: book}}}}
    quiz:
      round:
        prompt: Which is round?
        choices: {{a: {{text: Apple, correct: true, feedback: It is.}}, b: {{text: Pear, feedback: Not quite.}}}}
  pears: {{title: Pears, summary: Less round., requires: [apples]}}
terms:
  pome: {{title: Pome, summary: A fruit with a core., topic: apples}}
comparisons:
  kinds:
    title: Kinds of fruit
    columns:
      name: Name
      sweet: {{title: Sweet, type: rating, max: 5}}
      crisp: {{title: Crisp, type: rating, max: 5}}
      keeps: {{title: Keeps, type: rating, max: 5}}
    rows:
      apple: {{name: Apple | sour, sweet: 3, crisp: 5, keeps: 5}}
      pear: {{name: Pear, sweet: 5, crisp: 2, keeps: 1}}
diagrams:
  year:
    title: A year
    nodes: {{bud: Bud, fruit: {{label: Fruit, topic: apples}}}}
    edges: ["bud -- sun --> fruit"]
related: [nuts]
call_to_action: {{title: Pick, links: [{{label: Apples, page: fruit/apples.md}}]}}
--- docs/registry/nuts.yml
title: Nuts
summary: Hard ones.
page: nuts.md
--- docs/index.md
---
tags: [home]
---
# Orchard

/// area-map
///

/// area-cards
///

/// glossary
///

See [][row:fruit/kinds/pear], a [fruit][term:pome] and [nuts](nuts.md).
--- docs/fruit/index.md
# Fruit

> /// topic-cards
> ///

/// comparison-table | kinds
///

/// comparison-chart | kinds
///

/// concept-diagram | year
///

/// topic-list
///

/// related-areas
///

/// call-to-action
///

``` text
/// topic-cards
///
```
--- docs/fruit/apples.md
Apples
======

Back to [the table](index.md).

/// quiz
///

/// resources
///

/// keypoints
///
--- docs/nuts.md
# Nuts

Nothing of the plugin.
--- docs/picture.txt
as it is
"""

GERMAN = """\
--- docs/registry.de/fruit.yml
topics: {pears: {title: Birnen}}
--- docs/fruit/index.de.md
# Fruit

/// topic-list
///

/// comparison-table | kinds
///
"""


def run(*arguments: object) -> Result:
    """Run `mkdocs-genai`."""
    return CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)


def eject(root: Path, folder: str = "plain") -> Result:
    """Eject the course of a folder into another one beside its docs_dir."""
    return run("eject", root / folder, "-f", root / "mkdocs.yml")


def build_without_plugin(root: Path) -> Path:
    """Build what was ejected, and the plugin's own sources are gone; gives the site's folder."""
    shutil.rmtree(root / "docs" / "registry")
    ejected = (root / "mkdocs.ejected.yml").read_text("utf-8")
    assert "genai" not in ejected
    (root / "mkdocs.yml").write_text(ejected, "utf-8")
    return build_strictly(root)


def page(site: Path, name: str) -> BeautifulSoup:
    """A page of a site, parsed."""
    return BeautifulSoup((site / name).read_text("utf-8"), "html.parser")


def test_every_block_and_link_becomes_markdown_that_builds_strictly_without_the_plugin(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    before = files_of(tmp_path)
    outcome = eject(tmp_path)
    assert outcome.exit_code == 0, outcome.output
    assert "wrote 3 pages and 2 drawings into" in outcome.output
    assert files_of(tmp_path).items() >= before.items()
    assert {name for name in BLOCKS if f"/// {name}" not in COURSE} == set()
    site = build_without_plugin(tmp_path)
    assert dead_links(site) == []
    everywhere = "".join(file.read_text("utf-8") for file in site.rglob("*.html"))
    assert re.findall(r'class="genai|href="(?:topic|area|row|term):', everywhere) == []
    fruit = page(site, "fruit/index.html")
    assert [cell.get_text() for cell in fruit.select("#row_fruit_kinds_apple")[0].parent.parent.select("td")] == [  # type: ignore[union-attr]
        "Apple | sour", "3 of 5", "5 of 5", "5 of 5",
    ]  # fmt: skip
    assert fruit.select_one("blockquote a[href='apples/']") is not None
    assert fruit.select_one("code") is not None
    assert "/// topic-cards" in fruit.select("code")[-1].get_text()
    apples = page(site, "fruit/apples/index.html").get_text()
    assert all(words in apples for words in ("Tell an apple from a pear", "Which is round?", "Apples keep long.", "A book"))
    assert page(site, "index.html").select_one("a[href='fruit/#row_fruit_kinds_pear']") is not None
    nav = [link.get_text(" ", strip=True) for link in page(site, "index.html").select(".md-nav--primary a.md-nav__link")]
    assert [words for words in nav if words in ("Fruit", "Apples", "Nuts")] == ["Fruit", "Apples", "Nuts"]


def test_front_matter_comments_and_what_is_not_the_plugin_s_stay_as_they_were(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    eject(tmp_path)
    assert (tmp_path / "plain" / "index.md").read_text("utf-8").startswith("---\ntags: [home]\n---\n# Orchard\n")
    assert (tmp_path / "plain" / "picture.txt").read_text("utf-8") == "as it is\n"
    assert not (tmp_path / "plain" / "registry").exists()
    config = (tmp_path / "mkdocs.ejected.yml").read_text("utf-8")
    assert "plugins:\n  - search\n  # The course itself.\n\n  - tags\nvalidation:" in config
    assert LINES in config
    assert config.endswith("docs_dir: plain\n")


def test_a_drawing_is_a_picture_of_its_own_with_its_colors_and_its_legend(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    eject(tmp_path)
    folder = tmp_path / "plain" / "assets" / "drawings" / "fruit" / "index"
    diagram, chart = (folder / f"{name}.svg" for name in ("diagram_fruit_year", "chart_fruit_kinds"))
    text = (tmp_path / "plain" / "fruit" / "index.md").read_text("utf-8")
    assert "![A year](../assets/drawings/fruit/index/diagram_fruit_year.svg)" in text
    svg = "{http://www.w3.org/2000/svg}"
    for file in (diagram, chart):
        root = ElementTree.parse(file).getroot()
        style = root.find(f"{svg}style")
        assert style is not None
        used = {name for each in root.iter() for name in each.get("class", "").split() if "__" in name}
        unstyled = {
            "genai-diagram__node",
            "genai-chart__label",
            "genai-diagram__svg",
            "genai-diagram__words",
            "genai-diagram__link",
        }
        assert {name for name in used - unstyled if f".{name.split('--')[0]}" not in (style.text or "")} == set()
        assert list(root.iter(f"{svg}a")) == []
    words = [each.text for each in ElementTree.parse(chart).getroot().iter(f"{svg}text") if each.text]
    assert words[-2:] == ["Apple | sour", "Pear"]
    height = float(ElementTree.parse(chart).getroot().get("height", "0"))
    assert all(float(each.get("y", "0")) < height for each in ElementTree.parse(chart).getroot().iter(f"{svg}text"))


def test_each_language_has_its_own_words(tmp_path: Path) -> None:
    languages = "  - i18n: {languages: [{locale: en, name: E, default: true}, {locale: de, name: D}]}\n"
    tree = COURSE.replace("  - tags\n", languages).replace('nav: [index.md, "area:*"]\n', "")
    write_tree(tmp_path, tree)
    write_tree(
        tmp_path,
        GERMAN,
    )
    outcome = eject(tmp_path)
    assert outcome.exit_code == 0, outcome.output
    german = (tmp_path / "plain" / "fruit" / "index.de.md").read_text("utf-8")
    assert "Birnen](index.md#topic_fruit_pears) | Geplant" in german
    assert "Pears](index.md#topic_fruit_pears) | Planned" in (tmp_path / "plain" / "fruit" / "index.md").read_text("utf-8")
    assert not (tmp_path / "plain" / "registry.de").exists()


CONTAINERS = """\
--- docs/nuts.md
# Nuts

Where

:   Here:

    /// related-areas | fruit
    ///

Later[^1].

[^1]: In a footnote:

    /// keypoints | fruit
    ///
"""


def test_a_block_in_a_definition_or_a_footnote_is_no_code(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE.replace("plugins:\n", "markdown_extensions: [def_list, footnotes]\nplugins:\n"))
    write_tree(tmp_path, CONTAINERS)
    assert eject(tmp_path).exit_code == 0
    nuts = page(build_without_plugin(tmp_path), "nuts/index.html")
    assert nuts.select("article pre") == []
    assert [each.get_text() for each in nuts.select("dd li a")] == ["Nuts"]
    assert [each.get_text(strip=True) for each in nuts.select(".footnote ul li")] == ["Apples keep long."]


def test_lists_stay_lists_and_words_of_cells_stay_as_they_are(tmp_path: Path) -> None:
    tree = COURSE.replace("pears: {title: Pears, summary: Less round.,", "pears: {title: Pears, summary: If $x < y$.,")
    tree = tree.replace("name: Pear,", 'name: "Pear `a|b`",').replace("keypoints: [", "keypoints: [Apples are round., ")
    write_tree(tmp_path, tree)
    eject(tmp_path)
    site = build_without_plugin(tmp_path)
    fruit, apples = page(site, "fruit/index.html"), page(site, "fruit/apples/index.html")
    assert fruit.select_one("#row_fruit_kinds_pear").parent.select_one("code").get_text() == "a|b"  # type: ignore[union-attr]
    assert "If $x < y$." in fruit.get_text()
    points = [each.get_text(strip=True) for each in apples.select("article li") if each.get_text().startswith("Apples are")]
    assert points == ["Apples are round."] * 2
    answers = next(each for each in apples.select("article p strong") if each.get_text() == "Answers")
    assert answers.parent.get_text() == "Answers"  # type: ignore[union-attr]
    assert [each.get_text(strip=True) for each in answers.find_next("ol").select("li li")] == [  # type: ignore[union-attr]
        "A: Not quite.", "B: It is.",
    ]  # fmt: skip


ELSEWHERE = f"""\
--- base.yml
site_name: !ENV [NAME_OF_SITE, Elsewhere]
theme: material
use_directory_urls: false
nav: [Start.md, "area:*"]
{LINES}--- site/mkdocs.yml
INHERIT: ../base.yml
docs_dir: ../content # beside it
hooks: [hook.py]
plugins: {{search: {{}}, genai: {{registry: !ENV [REGISTRY, ../course.yml]}}}}
--- site/hook.py
def on_page_markdown(markdown, page, **kwargs):
    return markdown.replace("NAME", "Ada")
--- course.yml
areas:
  pond: {{title: Pond, page: pond.md, topics: {{duck: {{title: Duck, page: duck.md}}}}}}
--- content/Start.md
# Start

Of NAME: [][topic:pond/duck]
--- content/pond.md
# Pond

/// topic-list
///
--- content/duck.md
# Duck
"""


def test_a_course_may_be_laid_out_in_any_way(tmp_path: Path) -> None:
    write_tree(tmp_path, ELSEWHERE)
    config = tmp_path / "site" / "mkdocs.yml"
    outcome = run("eject", tmp_path / "plain", "-f", config)
    assert outcome.exit_code == 0, outcome.output
    edited = (tmp_path / "site" / "mkdocs.ejected.yml").read_text("utf-8")
    assert edited.startswith(
        "INHERIT: ../base.yml\ndocs_dir: ../plain # beside it\nhooks: [hook.py]\nplugins: {search: {}}\n\nnav:\n- Start.md\n"
    )
    config.write_text(edited, "utf-8")
    (tmp_path / "course.yml").unlink()
    site = build_strictly(tmp_path / "site")
    assert page(site, "Start.html").select_one("article p a[href='duck.html']") is not None
    assert "Of Ada" in page(site, "Start.html").get_text()
    assert [each.get_text() for each in page(site, "pond.html").select("article td:first-child")] == ["Duck"]


def test_lists_of_two_blocks_stay_two_lists(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    write_tree(tmp_path, "--- docs/nuts.md\n# Nuts\n\n/// topic-cards | fruit\n///\n/// topic-cards | fruit\n///\n")
    assert eject(tmp_path).exit_code == 0
    nuts = page(build_without_plugin(tmp_path), "nuts/index.html")
    assert [len(each.find_all("li", recursive=False)) for each in nuts.select("article > ul")] == [2, 2]


def test_a_page_without_a_heading_begins_with_its_header_and_a_readme_is_a_home(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE.replace("docs/index.md", "docs/README.md").replace("[index.md,", "[README.md,"))
    write_tree(tmp_path, "--- docs/fruit/apples.md\n---\ntitle: Apples\n---\n/// quiz\n///\n")
    assert eject(tmp_path).exit_code == 0
    apples = page(build_without_plugin(tmp_path), "fruit/apples/index.html")
    header, question = apples.select("article > ul")[0], apples.select("article > ol")[0]
    assert [each.get_text() for each in header.select("li:first-child a")] == ["Map", "Fruit"]
    assert question.get_text().strip().startswith("Which is round?")


NAV = """\
nav:
  # The beginning
  - index.md # home
  # All areas
  - "area:*" # by learning order
  - More: # what else
      - Other words: area:nuts # with a title
      - Out: https://example.org/
"""


def test_a_nav_keeps_its_comments(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE.replace('nav: [index.md, "area:*"]\n', NAV))
    assert eject(tmp_path).exit_code == 0
    assert """\
nav:
  # The beginning
  - index.md # home
  # All areas
  - Fruit: # by learning order
    - Fruit: fruit/index.md
    - Apples: fruit/apples.md
  - More: # what else
      - Other words: # with a title
        - Nuts: nuts.md
      - Out: https://example.org/
""" in (tmp_path / "mkdocs.ejected.yml").read_text("utf-8")
    build_without_plugin(tmp_path)


@pytest.mark.parametrize(
    ("nav", "area", "after"),
    [
        ("- {Mine: area:nuts}\n- index.md\n", "url: https://example.org/", "- Mine: https://example.org/\n- index.md\n"),
        (
            "- index.md\n- area:nuts\n- area:fruit\n- area:*\n",
            "page: nuts.md",
            "- index.md\n- Nuts:\n  - Nuts: nuts.md\n- Fruit:\n",
        ),
    ],
)
def test_a_nav_that_is_written_on_one_line_or_loses_an_entry_is_written_anew(
    tmp_path: Path, nav: str, area: str, after: str
) -> None:
    write_tree(tmp_path, COURSE.replace('nav: [index.md, "area:*"]\n', f"nav:\n{nav}").replace("page: nuts.md", area))
    assert eject(tmp_path).exit_code == 0
    assert f"nav:\n{after}" in (tmp_path / "mkdocs.ejected.yml").read_text("utf-8")


def test_an_empty_folder_may_be_there_already(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    (tmp_path / "plain").mkdir()
    assert eject(tmp_path).exit_code == 0
    assert (tmp_path / "plain" / "nuts.md").is_file()


def test_what_could_not_be_taken_along_is_said(tmp_path: Path) -> None:
    tree = COURSE.replace("theme: material\n", "theme: {name: material, custom_dir: overrides}\n").replace(
        "  - tags\n", "  - macros\n"
    )
    write_tree(tmp_path, tree)
    page = tmp_path / "docs" / "nuts.md"
    page.write_text("# Nuts\n\n{{ nuts }}\n", "utf-8")
    templates = {"main.html": "{{ genai.topic_header }}", "guarded.html": "{% if genai %}{{ genai.topic_footer }}{% endif %}"}
    for name, text in {**templates, "genai/cards.html": "{# genai. #}"}.items():
        file = tmp_path / "overrides" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    left = [line for line in eject(tmp_path).output.splitlines() if line.startswith("left: ")]
    assert left == [
        "left: docs/nuts.md is a template of a macros plugin, so it was copied as it is",
        "left: overrides/main.html uses `genai`, which only the plugin defines; put it in {% if genai %}",
    ]


OWN_TEMPLATES = "--- mkdocs.yml\n" + COURSE.partition("--- mkdocs.yml\n")[2].partition("--- docs/")[0].replace(
    "theme: material", "theme: {name: material, custom_dir: overrides}"
)


@pytest.mark.parametrize(
    ("prepare", "folder", "message"),
    [
        ("--- plain/mine.txt\nmine\n", "plain", "plain exists already and is not an empty folder; name a new one"),
        ("--- mkdocs.ejected.yml\nsite_name: M\n", "plain", "mkdocs.ejected.yml exists already; delete it"),
        ("--- other.txt\n\n", "docs/plain", "the folder is inside docs_dir"),
        ("--- docs/nuts.md\n# Nuts\n\n/// topic-crads | fruit\n///\n", "plain", "nothing was written; mend these first"),
        (OWN_TEMPLATES + "--- overrides/genai/cards.md\n{% if %}\n", "plain", "[GA066]"),
        (OWN_TEMPLATES + "--- overrides/genai/topic-header.md\n{% if %}\n", "plain", "[GA066]"),
        ("--- mkdocs.yml\nINHERIT: b.yml\n--- b.yml\nsite_name: B\nplugins: [genai]\n", "plain", "does not list the plugin"),
    ],
)  # fmt: skip
def test_a_copy_that_can_t_be_made_leaves_everything_as_it_was(tmp_path: Path, prepare: str, folder: str, message: str) -> None:
    write_tree(tmp_path, COURSE)
    write_tree(tmp_path, prepare)
    before = files_of(tmp_path)
    outcome = eject(tmp_path, folder)
    assert outcome.exit_code == 1
    assert message in outcome.output
    assert files_of(tmp_path) == before


def test_a_file_that_can_t_be_copied_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, COURSE)
    before = files_of(tmp_path)

    def refuse(file: Path, to: Path) -> None:
        raise OSError(13, "Permission denied", str(file))

    monkeypatch.setattr(shutil, "copyfile", refuse)
    outcome = eject(tmp_path)
    assert outcome.exit_code == 1
    assert "can't be copied: Permission denied" in outcome.output
    assert files_of(tmp_path) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins: [search, genai]\n", "plugins: [search]\n"),
        ("plugins: [genai, search]\n", "plugins: [search]\n"),
        ("plugins: [genai]\n", "plugins: []\n"),
        ("plugins:\n  - genai # the course\n", "plugins: []\n"),
        ("plugins:\n  genai: {llms: true}\n  search: {}\n", "plugins:\n  search: {}\n"),
        ("plugins:\n- search\n- genai\n\n# below\nextra: {}\n", "plugins:\n- search\n\n# below\nextra: {}\n"),
        ("markdown_extensions:\n  - mkdocs_genai.blocks: {registry: r}\n  - tables\n", "markdown_extensions:\n  - tables\n"),
    ],
)
def test_only_the_plugin_s_own_lines_of_mkdocs_yml_are_taken_out(before: str, after: str) -> None:
    config = "site_name: S # mine\ndocs_dir: pages # theirs\n"
    assert without_plugin(config + before, "plain", None) == "site_name: S # mine\ndocs_dir: plain # theirs\n" + after


def test_a_mkdocs_yml_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(CommandError, match="does not list the plugin"):
        without_plugin("- genai\n", "plain", None)


@pytest.mark.slow
def test_a_new_course_and_this_project_s_own_build_strictly_without_the_plugin(tmp_path: Path) -> None:
    starter = tmp_path / "starter"
    assert run("new", "course", starter).exit_code == 0
    assert eject(starter).exit_code == 0
    assert dead_links(build_without_plugin(starter)) == []
    own = tmp_path / "own"
    for name in ("docs", "overrides", "mkdocs_genai", "tests/plugins"):
        shutil.copytree(ROOT / name, own / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", own / "mkdocs.yml")
    outcome = eject(own)
    assert outcome.exit_code == 0, outcome.output
    assert "left:" not in outcome.output
    config = own / "mkdocs.ejected.yml"
    shutil.move(config, own / "mkdocs.yml")
    # Without Internet, mermaid2 warns of a script that the plugin would have replaced by a local one.
    assert [line for line in build_site(own).log if "MERMAID2" not in line] == []
