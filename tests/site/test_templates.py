"""Templates that a course overrides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables

from mkdocs_genai.render.markdown_filters import FILTERS

from ..conftest import ROOT
from .course import COURSE, Course, with_llms

TEMPLATES = sorted((ROOT / "mkdocs_genai" / "templates" / "genai").iterdir())
OVERRIDDEN = COURSE.replace("font: false", "font: false, custom_dir: overrides")


def test_an_overridden_template_is_used_by_its_neighbors_and_escapes_all_the_same(course: Course) -> None:
    card = '--- overrides/genai/card.html\n<li class="mine">{{ card.title }}</li>\n'
    built = course.build(OVERRIDDEN.replace("title: Dough", 'title: "<b>Dough"').replace("# Dough", "# &lt;b>Dough") + card)
    assert built.log == []
    mine = built.page("baking/index.html").select("li.mine")
    assert [card.get_text() for card in mine] == ["<b>Dough", "Ovens", "Cakes"]


def test_a_template_of_tables_may_go_through_rows_and_cells(course: Course) -> None:
    row = '<li id="{{ row.anchor }}">{% for cell in row.cells %}<b>{{ cell.html }}</b>{% endfor %}</li>'
    rows = f"{{% for body in bodies %}}{{% for row in body.rows %}}{row}{{% endfor %}}{{% endfor %}}"
    template = f"--- overrides/genai/comparison-table.html\n<ul>{rows}</ul>\n"
    tree = (OVERRIDDEN + template).replace("for: Good for}", "for: Good for, since: {title: Since, type: year}}")
    tree = tree.replace('[Cakes][topic:cakes]"}', '[Cakes][topic:cakes]", since: 1962}').replace(
        "for: Bread}", "for: Bread, since: 800}"
    )
    built = course.build(tree)
    assert built.log == []
    found = built.page("baking/index.html").select("li[id^=row_]")
    assert [[cell.get_text() for cell in row.select("b")] for row in found] == [
        ["Soft", "405", "Cakes", "1962"],
        ["Strong", "1,050", "Bread", "800"],
    ]
    assert [row["id"] for row in found] == ["row_baking_flours_soft", "row_baking_flours_strong"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "<li>\n{{ card.titel }}",
            "genai/card.html:2: Card has no 'titel'; did you mean 'title'? [GA066]",
        ),
        (
            "{{ crad.title }}",
            "genai/card.html:1: 'crad' is undefined; the template's first line lists its context [GA066]",
        ),
        ("{{ card.title + 1 }}", 'genai/card.html:1: can only concatenate str (not "int") to str [GA066]'),
        ("{{ card.title.foo() }}", "genai/card.html:1: "),
        ("{% if %}", "genai/card.html:1: Expected an expression, got 'end of statement block' [GA066]"),
        ("{{ card.title | shout }}", "genai/card.html:1: No filter named 'shout'. [GA066]"),
        ('{% include "nowhere.html" %}', "genai/card.html:1: "),
    ],
)
def test_a_problem_in_a_template_is_a_fault_that_names_its_line(course: Course, template: str, message: str) -> None:
    built = course.build(OVERRIDDEN + f"--- overrides/genai/card.html\n{template}\n")
    pages = ["index.md", "baking/index.md", "baking/oven.md", "baking/deep/er/dough.md"]
    assert {line.split(":")[1].strip() for line in built.log} == {f"docs/{page}" for page in pages}
    assert len(built.log) == len(pages)
    assert all(message in line for line in built.log), built.log
    fault = built.page("baking/index.html").select_one(".genai-fault")
    assert fault is not None
    assert "genai/card.html" in fault.get_text()


def test_a_problem_in_the_frame_of_a_deep_dive_is_a_fault_of_its_page(course: Course) -> None:
    built = course.build(OVERRIDDEN + "--- overrides/genai/topic-header.html\n{{ titel }}\n")
    assert sorted(built.log) == [
        f"WARNING genai: docs/{page}:1:1: template genai/topic-header.html:1: 'titel' is undefined; "
        "the template's first line lists its context [GA066]"
        for page in ("baking/deep/er/dough.md", "baking/oven.md")
    ]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_a_template_says_first_what_it_is_given(template: Path) -> None:
    source = template.read_text("utf-8")
    said = re.match(r"{#(.*?)#}", source, re.DOTALL)
    assert said is not None
    environment = Environment(autoescape=True)
    environment.filters |= FILTERS
    given = find_undeclared_variables(environment.parse(source))
    assert {name for name in given if not re.search(rf"\b{name}\b", said[1])} == set()


FRAMES = {
    "": (1, 1),
    "{{ genai.topic_header }}{{ super() }}": (1, 1),
    "{{ super() }}{{ genai.topic_footer }}": (1, 1),
    "{% include 'around.html' %}{{ super() }}": (1, 1),
    "{{ super() }}{% include 'missing.html' ignore missing %}": (1, 1),
}


@pytest.mark.parametrize("content", FRAMES)
def test_what_stands_around_a_topic_s_page_shows_once_whether_a_template_places_it_or_not(course: Course, content: str) -> None:
    template = f"{{% extends 'base.html' %}}{{% block content %}}{content or '{{ super() }}'}{{% endblock %}}"
    around = "--- overrides/around.html\n{{ genai.topic_header }}{{ genai.topic_footer }}\n"
    built = course.build(f"{OVERRIDDEN}--- overrides/main.html\n{template}\n{around}")
    assert built.log == []
    page = built.page("baking/oven/index.html")
    assert (len(page.select(".genai-topic-header")), len(page.select(".genai-steps"))) == FRAMES[content]


def test_an_area_s_page_has_the_way_to_its_first_topic(course: Course) -> None:
    built = course.build(COURSE)
    assert built.hrefs("baking/index.html", ".genai-steps a") == ["deep/er/dough/"]
    assert built.page("frying/index.html").select(".genai-steps") == []
    search = built.page("baking/oven/index.html")
    heading, header = search.select_one("h1"), search.select_one(".genai-topic-header")
    assert heading is not None
    assert header is not None
    assert header in heading.find_all_previous()


def test_an_error_in_a_template_of_markdown_is_a_fault_of_its_page(course: Course) -> None:
    templates = "".join(f"--- overrides/genai/{name}.md\n{{{{ titel }}}}\n" for name in ("cards", "topic-header"))
    built = course.build(with_llms(OVERRIDDEN) + templates)
    names = {line.partition("template genai/")[2].partition(":")[0] for line in built.log}
    assert names == {"cards.md", "topic-header.md"}
    assert all("the template's first line lists its context [GA066]" in line for line in built.log)
    assert "'titel' is undefined" in (built.site / "baking/index.html.md").read_text("utf-8")
