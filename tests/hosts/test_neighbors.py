"""What other plugins do to pages. `make matrix` builds a course with all of them; here are those that come with Material."""

from __future__ import annotations

import json

import pytest
from mkdocs.exceptions import Abort

from ..site.course import Course, configured, dead_links

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
