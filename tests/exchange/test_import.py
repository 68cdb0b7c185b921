"""`mkdocs-genai import`: what is taken from another course works like the own one's, and nothing kept is lost."""

from __future__ import annotations

import json

import jsonschema
import pytest

from ..conftest import ROOT, SITE_URL, served
from ..site.course import COURSE, PLAIN, Course, configured, dead_links
from .support import OTHER, answering, kept, registry, run

SNIPPETS = ROOT / "docs" / "snippets" / "other-courses"
LINKS = """
--- docs/registry/frying.yml
title: Frying
page: frying.md
summary: After [][topic:garden:gardening/soil].
related: [baking, garden:gardening]
--- docs/frying.md
# Frying

[][area:garden:gardening], [soil][topic:garden:gardening/soil] and [][row:garden:gardening/tools/spade].

/// related-areas
///
"""


def test_links_to_an_imported_course_work_like_local_ones(course: Course, other: Course) -> None:
    site = other.build(OTHER).site
    course.write(COURSE + LINKS)
    with served(site) as url:
        done = run(course, "import", "garden", url)
    assert done.output == f'wrote {kept(course)}: The "school" of <gardening>, 1 area, 2 topics\n'
    assert run(course, "check").output == "no problems found\n"
    # The other course's server is gone by now.
    built = course.build()
    assert built.log == []
    links = built.page("frying/index.html").select(".md-content p a, .genai-related a")
    assert [(link.get_text(), str(link["href"])) for link in links] == [
        ("Gardening <i>", url),
        ("soil", f"{url}#topic_gardening_soil"),
        ("A spade", f"{url}#row_gardening_tools_spade"),
        ("Baking", "../baking/"),
        ("Gardening <i>", url),
    ]
    related = built.page("frying/index.html").select(".genai-related li")
    assert [item.get_text() for item in related] == ["Baking", 'Gardening <i> (The "school" of <gardening>)']
    card = built.page("index.html").select("#area_frying a")
    assert [(link.get_text(), str(link["href"])) for link in card if "garden" in str(link["href"])] == [
        ("Soil & mulch", f"{url}#topic_gardening_soil")
    ]
    assert dead_links(built.site) == []
    assert not list(built.site.rglob("imports*"))


def test_topics_and_nodes_may_lead_to_another_course(course: Course) -> None:
    topic = {"title": "Soil", "status": "planned", "url": "soil/"}
    areas = {"gardening": {"title": "Gardening", "url": "./", "topics": {"soil": topic}}}
    course.write(COURSE)
    with answering({"/registry.json": (200, {}, registry(areas=areas))}) as url:
        run(course, "import", "garden", url)
    frying = """
--- docs/registry/frying.yml
title: Frying
page: frying.md
topics: {oil: {title: Oil, requires: [baking/dough, garden:gardening/soil]}}
diagrams:
  way:
    title: The way
    nodes: {a: {label: A, topic: "garden:gardening/soil"}, b: {label: B, area: "garden:gardening"}}
    edges: [a --> b]
--- docs/frying.md
# Frying

/// topic-list
///

/// concept-diagram | way
///
"""
    built = course.build(frying)
    assert built.log == []
    page = built.page("frying/index.html")
    required = page.select(".md-content table td a")
    assert [(link.get_text(), link["href"]) for link in required] == [
        ("Dough", "../baking/deep/er/dough/"),
        ("Soil (X)", f"{url}/soil/"),
    ]
    assert {str(link.get("href") or link.get("xlink:href")) for link in page.select("svg a")} == {f"{url}/soil/", f"{url}/"}
    course.write(frying.replace("/soil", "/soill").replace('garden:gardening"', 'gardn:gardening"'))
    found = [line.partition(": ")[2] for line in run(course, "check").output.splitlines() if "[GA" in line]
    unknown = "the area 'garden:gardening' has no topic 'soill'; did you mean 'soil'? [GA021]"
    assert found == [
        f"topics.oil.requires[1]: {unknown}",
        f"diagrams.way.nodes.a.topic: {unknown}",
        "diagrams.way.nodes.b.area: no course 'gardn' is imported; did you mean 'garden'? [GA020]",
    ]


def test_the_example_of_the_docs(course: Course, project_url: str) -> None:
    command = (SNIPPETS / "import.sh").read_text("utf-8").replace("https://example.org/", project_url).split()
    area, page = ((SNIPPETS / name).read_text("utf-8") for name in ("gardening.yml", "links.txt"))
    course.write(f"{PLAIN}--- docs/registry/gardening.yml\n{area}\n--- docs/index.md\n# Gardening\n\n{page}")
    assert run(course, *command[1:]).exit_code == 0
    built = course.build()
    assert built.log == []
    links = built.page("index.html").select(".md-content p a, .genai-related a")
    # The project's site says with site_url where it is.
    assert [str(link["href"]).removeprefix(SITE_URL) for link in links] == [
        "generative-ai/",
        "generative-ai/text-generation/",
        "generative-ai/#row_generative-ai_families_diffusion",
        "computer-vision/",
    ]
    assert [link.get_text() for link in links[:1]] == ["Generative AI"]


def test_importing_again_changes_nothing_until_the_course_does(course: Course, other: Course) -> None:
    site = other.build(OTHER).site
    course.write(COURSE)
    with served(site) as url:
        run(course, "import", "garden", f"{url}registry.json")
        first = kept(course).read_bytes()
        again = run(course, "import", "garden")
        assert (again.exit_code, again.output.split(":")[0]) == (0, f"nothing new in {kept(course)}")
        assert kept(course).read_bytes() == first
        other.build(OTHER.replace("sun: {title: Sun}", "rain: {title: Rain}"))
        changed = run(course, "import", "garden")
    assert changed.exit_code == 0
    assert changed.output.splitlines()[1:] == [
        "no longer published: topic gardening/sun",
        "run `mkdocs-genai check` to see which links lead there",
    ]
    assert json.loads(kept(course).read_text("utf-8"))["areas"]["gardening"]["topics"].keys() == {"soil", "rain"}


def test_of_much_that_is_gone_the_first_is_named(course: Course) -> None:
    course.write(COURSE)
    topics = {f"t{number}": {"title": "T", "status": "ready"} for number in range(10, 23)}
    for areas in ({"a": {"title": "A", "topics": topics}}, {"a": {"title": "A"}}):
        (course.root / "other.json").write_bytes(registry(areas=areas))
        done = run(course, "import", "garden", course.root / "other.json", "--base", "https://example.org/")
    assert done.output.splitlines()[1:] == [
        *(f"no longer published: topic a/t{number}" for number in range(10, 20)),
        "and 3 more",
        "run `mkdocs-genai check` to see which links lead there",
    ]


def test_two_courses_that_import_each_other(course: Course, other: Course) -> None:
    course.write(configured(f"site_url: {SITE_URL}\n"))
    other.write(OTHER)
    assert run(other, "import", "kitchen", course.build().site).exit_code == 0
    other.write("--- docs/registry/gardening.yml\ntitle: Gardening\npage: index.md\nrelated: ['kitchen:baking']\n")
    with served(other.build("--- docs/index.md\n# G\n\n/// related-areas\n///\n").site) as url:
        assert run(course, "import", "garden", url).exit_code == 0
    course.write(
        LINKS.replace("[topic:garden:gardening/soil]", "[area:garden:gardening]").replace(
            " and [][row:garden:gardening/tools/spade]", ""
        )
    )
    for each in (course, other):
        built = each.build()
        assert built.log == []
        # What is another course's is not published as one's own.
        published = (built.site / "registry.json").read_text("utf-8")
        assert "garden:" not in published
        assert "kitchen:" not in published
    before = kept(course).read_bytes()
    # The other course moves away.
    moved = run(course, "import", "garden")
    assert moved.exit_code == 1
    refused = f"Error: {url}registry.json can't be read: Connection refused\n{kept(course)} is kept as it was\n"
    assert moved.output == refused
    assert kept(course).read_bytes() == before
    assert course.build().log == []


def test_editors_complete_imported_areas(course: Course) -> None:
    course.write(COURSE)
    with answering({"/registry.json": (200, {}, registry())}) as url:
        run(course, "import", "x", url)
    schema = json.loads(run(course, "schema").output)
    area = {"title": "T", "related": ["x:a", "baking"]}
    jsonschema.validate(area, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(area | {"related": ["x:b"]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(area | {"requires": ["x:a"]}, schema)


def test_a_page_is_told_of_an_unknown_name_with_the_nearest(course: Course) -> None:
    block = "/// topic-cards | garden:gardening\n///\n"
    links = "[x][topic:garden:gardening/sol], [x][area:gardn:gardening], [x][topic:none:a/b]"
    page = f"--- docs/frying.md\n# Frying\n\n{block}\n{links}\n"
    course.write(COURSE + page)
    areas = {"gardening": {"title": "G", "topics": {"soil": {"title": "S", "status": "draft"}}}}
    with answering({"/registry.json": (200, {}, registry(areas=areas))}) as url:
        run(course, "import", "garden", url)
    course.write(page.replace("sol]", "soil]"))
    found = [line.partition(": ")[2] for line in run(course, "check").output.splitlines() if "[GA" in line]
    assert found == [
        "/// topic-cards | garden:gardening: there is no area 'garden:gardening'; blocks show only areas "
        "of this course, but links can name another course's [GA062]",
        "[area:gardn:gardening]: no course 'gardn' is imported; did you mean 'garden'? [GA062]",
        "[topic:garden:gardening/soil]: the course 'garden' does not publish a URL for it [GA065]",
        "[topic:none:a/b]: no course 'none' is imported; available: garden [GA062]",
    ]


def test_terms_of_another_course_show_their_meaning(course: Course) -> None:
    terms = {
        "loam": {"title": "Loam", "summary": "Good <soil>", "url": "https://example.org/#term_loam"},
        "silt": {"title": "Silt"},
    }
    kept(course).parent.mkdir(parents=True)
    kept(course).write_bytes(registry(areas={}, terms=terms))
    links = "[Earth][term:garden:loam], [][term:garden:silt], [x][term:garden:lome]."
    course.write(COURSE + f"--- docs/frying.md\n# Frying\n\n{links}\n")
    built = course.build()
    (warning,) = [line for line in built.log if "lome" in line]
    assert "the course 'garden' has no term 'lome'; did you mean 'loam'?" in warning
    page = built.page("frying/index.html")
    loam, silt = page.select(".genai-term")
    assert (loam.name, loam["href"], loam.get("id")) == ("a", "https://example.org/#term_loam", None)
    assert (silt.name, silt.get_text(), silt["popovertarget"]) == ("button", "Silt", "meaning_garden_silt")
    assert [found.get_text() for found in page.select(".genai-meaning")] == ["Loam: Good <soil> Glossary", "Silt"]
