"""What other plugins do to pages. `make matrix` builds a course with all of them; here are those that come with Material."""

from __future__ import annotations

import json

import pytest
from mkdocs.exceptions import Abort

from mkdocs_genai.hosts.mkdocs.notebooks import blocks_and_links

from ..site.course import PLAIN, Course, build_site, configured, dead_links

BLOG = """--- docs/blog/index.md
# Blog
--- docs/blog/posts/first.md
---
date: 2026-01-01
---
# First

/// topic-cards | baking
///

[][topic:baking/oven]

<!-- more -->

More.
"""
HOOK = """--- hooks/rewrite.py
def on_page_content(html, **kwargs):
    return html.replace('<div class="genai">', "<div class='genai' >").replace("<td ", "<td data-rewritten ")
"""


def test_a_post_of_the_blog_links_rightly_from_the_pages_that_list_it(course: Course) -> None:
    built = course.build(configured().replace("[genai]", "[blog, genai]") + BLOG)
    assert built.log == []
    assert built.hrefs("blog/index.html", "a.genai-card__link")[:2] == ["../baking/deep/er/dough/", "../baking/oven/"]
    post = built.hrefs("blog/2026/01/01/first/index.html", "a.genai-card__link")
    assert post[1] == "../../../../../baking/oven/"
    assert dead_links(built.site) == []


def test_search_reads_what_is_there_where_another_plugin_writes_all_html_anew(course: Course) -> None:
    built = course.build(configured("hooks: [hooks/rewrite.py]\n").replace("[genai]", "[search, genai]") + HOOK)
    assert built.log == []
    entries = json.loads((built.site / "search/search_index.json").read_text("utf-8"))["docs"]
    (baking,) = [entry["text"] for entry in entries if entry["location"] == "baking/"]
    assert "Strong" in baking
    assert built.page("baking/index.html").select("td[data-rewritten]")


MADE = """--- hooks/made.py
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority(50)
def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made\\n\\n/// topic-cards | baking\\n///\\n"))

def on_env(env, config, files):
    files.append(File.generated(config, "templates.txt", content="\\n".join(env.list_templates())))
"""


def test_another_plugin_may_make_pages_and_ask_for_the_templates(course: Course) -> None:
    built = course.build(configured("hooks: [hooks/made.py]\n") + MADE)
    assert built.log == []
    assert built.hrefs("made/index.html", "a.genai-card__link")[1] == "../baking/oven/"
    assert "main.html" in (built.site / "templates.txt").read_text("utf-8").splitlines()


def test_the_plugin_can_not_be_its_own_neighbor(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        course.build(configured().replace("[genai]", "[genai, genai]"))
    assert caplog.records[-1].getMessage() == "'genai' is listed twice under plugins in mkdocs.yml; delete one of the two"


def test_a_copy_of_the_style_sheet_in_docs_dir_gives_way_to_the_plugins_own(course: Course) -> None:
    built = course.build(configured() + "--- docs/assets/genai/genai.css\nbody { --copy: outdated }\n")
    assert built.log == []
    assert "outdated" not in (built.site / "assets/genai/genai.css").read_text("utf-8")


SOIL = "--- docs/registry/soils.yml\ntitle: Soils\npage: soils.md\ntopics: {clay: {title: Clay, page: made/clay.md}}\n"
SOILS = "--- docs/soils.md\n# Soils\n\n/// topic-cards\n///\n"
GEN_FILES = """--- gen.py
import mkdocs_gen_files

with mkdocs_gen_files.open("made/clay.md", "w") as page:
    page.write("# Clay\\n")
with mkdocs_gen_files.open("registry/sands.yml", "w") as area:
    area.write("title: Sands\\n")
"""
MADE_FILES = """--- hooks/files.py
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made/clay.md", content="# Clay\\n"))
    files.append(File.generated(config, "registry/sands.yml", content="title: Sands\\ntopics: {dune: {title: Dune}}\\n"))
    files.append(File.generated(config, "registry/rows.csv", content="name\\n"))
"""


@pytest.mark.parametrize("plugins", ["[genai, gen-files: {scripts: [gen.py]}]", "[gen-files: {scripts: [gen.py]}, genai]"])
def test_pages_and_areas_that_gen_files_makes_count(course: Course, plugins: str) -> None:
    built = course.build(configured().replace("[genai]", plugins) + SOIL + SOILS + GEN_FILES)
    assert built.log == []
    assert built.hrefs("soils/index.html", "a.genai-card__link") == ["../made/clay/"]
    assert "Sands" in built.page("index.html").get_text()
    assert not (built.site / "registry").exists()


def test_pages_and_areas_that_a_hook_makes_count(course: Course) -> None:
    nav = "nav: [index.md, area:*]\n"
    built = course.build(configured("hooks: [hooks/files.py]\n", nav) + SOIL + SOILS + MADE_FILES)
    assert built.log == []
    assert built.hrefs("soils/index.html", "a.genai-card__link") == ["../made/clay/"]
    assert "Sands" in built.page("index.html").get_text()
    assert "made/clay/" in built.hrefs("index.html", ".md-nav__link[href]")
    assert not (built.site / "registry").exists()


def test_a_page_that_no_plugin_makes_stops_the_build_when_all_files_are_known(
    course: Course, caplog: pytest.LogCaptureFixture
) -> None:
    hook = MADE_FILES.replace("made/clay.md", "made/silt.md")
    with pytest.raises(Abort):
        course.build(configured("hooks: [hooks/files.py]\n") + SOIL + SOILS + hook)
    words = "topics.clay.page: there is no page 'made/clay.md' in docs_dir, and no plugin makes one"
    assert f"docs/registry/soils.yml:3:36: {words}" in caplog.records[-1].getMessage()


def test_a_preview_shows_a_page_that_no_plugin_makes_as_an_error(course: Course) -> None:
    course.write(configured("hooks: [hooks/files.py]\n") + SOIL + SOILS + MADE_FILES.replace("made/clay.md", "made/silt.md"))
    built = build_site(course.root, "serve")
    assert "there is no page 'made/clay.md'" in built.log[0]
    assert "there is no page 'made/clay.md'" in built.page("soils/index.html").get_text()


def test_a_registry_that_is_made_wholly_is_read(course: Course) -> None:
    course.write(f"{PLAIN}hooks: [hooks/files.py]\n")
    built = course.build("--- docs/index.md\n# Home\n\n/// topic-cards | sands\n///\n" + MADE_FILES)
    assert built.log == []
    assert "Dune" in built.page("index.html").get_text()


NOTEBOOK = """--- docs/nb.ipynb
{
 "cells": [
  {"cell_type": "code", "id": "a0", "execution_count": null, "outputs": [], "metadata": {}, "source": ["1"]},
  {
   "cell_type": "markdown",
   "id": "a1",
   "metadata": {},
   "source": [
    "# Notebook\\n",
    "\\n",
    "[oven][topic:baking/oven]\\n",
    "/// topic-cards | baking\\n",
    "///\\n",
    "/// topic-card | baking\\n",
    "/// unknown\\n",
    "/// note\\n"
   ]
  },
  {"cell_type": "markdown", "id": "a2", "metadata": {}, "source": "plain"}
 ],
 "metadata": {"language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
"""


def test_a_block_in_a_notebook_is_reported_at_its_line_and_the_notebook_may_be_a_topic_s_page(course: Course) -> None:
    topic = "--- docs/registry/soils.yml\ntitle: Soils\ntopics: {clay: {title: Clay, page: nb.ipynb}}\n"
    built = course.build(configured().replace("[genai]", "[mkdocs-jupyter, genai]") + topic + NOTEBOOK)
    reports = [line.split("\n")[0] for line in built.log if "genai" in line]
    assert reports == [
        f"WARNING genai: docs/nb.ipynb:{place}: {written}: a notebook is made without the site's Markdown, so this stays text; "
        "write it in a Markdown page [GA069]"
        for place, written in (
            ("11:12", "[topic:baking/oven]"),
            ("12:6", "/// topic-cards | baking"),
            ("14:6", "/// topic-card | baking"),
        )
    ]
    assert built.page("nb/index.html").select(".genai-topic-header")


@pytest.mark.parametrize("broken", ["{", "[]", '{"cells": 1}'])
def test_a_broken_notebook_is_whoever_s_makes_pages_of_it(broken: str) -> None:
    assert list(blocks_and_links(broken, {"topic-cards"})) == []


ONLY_IN_A_POST = """--- docs/registry/salt.yml
title: Salt
comparisons: {kinds: {title: Kinds of salt, columns: {n: Name}, rows: {r: {n: Rock}}}}
--- docs/blog/posts/second.md
---
date: 2026-02-02
---
# Second

/// comparison-table | salt/kinds
///
"""


def test_a_post_of_the_blog_is_in_the_site_as_any_page(course: Course) -> None:
    tree = configured().replace("[genai]", "[blog, {genai: {llms: true}}]") + BLOG + ONLY_IN_A_POST
    built = course.build(tree)
    assert built.log == []
    assert (built.site / "assets/genai/salt_kinds.csv").is_file()
    assert (built.site / "blog/2026/02/02/second/index.html.md").is_file()


@pytest.mark.parametrize("is_first", [True, False])
def test_a_page_that_another_plugin_takes_out_is_in_no_nav(course: Course, is_first: bool) -> None:
    plugins = ["genai", "{exclude: {glob: [baking/deep/er/dough.md]}}"]
    listed = ", ".join(plugins if is_first else plugins[::-1])
    built = course.build(configured('nav: [index.md, "area:*"]\n').replace("[genai]", f"[{listed}]"))
    assert [line for line in built.log if "GA033" not in line] == []
    assert not [link for link in built.hrefs("index.html", ".md-nav a") if "dough" in link]


def test_another_plugin_may_read_where_a_template_is(course: Course) -> None:
    asking = "--- hooks/asks.py\ndef on_env(env, config, files):\n    assert env.loader.get_source(env, 'main.html')[1]\n"
    assert course.build(configured("hooks: [hooks/asks.py]\n") + asking).log == []
