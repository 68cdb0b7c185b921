"""What pages tell machines in their heads: descriptions, Open Graph, and JSON-LD that fits schema.org."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from pyld import jsonld

from ..conftest import ROOT, served
from ..node import PATH, node_modules_of
from ..site.course import COURSE, PAGES, PLAIN, REGISTRY, Built, Course, configured

ADDRESS = "site_url: https://example.org/course/\nsite_description: A school.\nsite_author: Ada\n"
REQUIRED = {
    "Course": {"name", "description", "provider"},
    "LearningResource": {"name"},
    "DefinedTerm": {"name"},
    "DefinedTermSet": {"name"},
    "Organization": {"name"},
    "CreativeWork": {"@id"},
}
"""What search engines ask of each type, and schema.org of all. The three of a course are those that Google requires of one:
developers.google.com/search/docs/appearance/structured-data/course."""
PROFILE = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
REQUIRED_BY_PROFILE: dict[str, type | tuple[type, ...]] = {"name": str, "description": str, "keywords": list}
RECOMMENDED_BY_PROFILE: dict[str, type | tuple[type, ...]] = {
    **{"author": list, "competencyRequired": list, "educationalLevel": str, "identifier": str, "inLanguage": str},
    **{"learningResourceType": str, "license": str, "teaches": (dict, list), "timeRequired": str, "url": str},
}
"""Of what Bioschemas recommends of a training material, what the registry knows, and its types."""


def json_ld(page: BeautifulSoup) -> dict[str, Any]:
    """The JSON-LD of a page, which has one."""
    (script,) = page.select('head script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(script.get_text())
    return found


def meta(page: BeautifulSoup) -> dict[str, str]:
    """The description and Open Graph of a page, each once."""
    found = [
        (str(element.get("name") or element.get("property")), str(element["content"]))
        for element in page.select('head meta[name="description"], head meta[name^="twitter:"], head meta[property]')
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def things(found: object) -> Iterator[dict[str, Any]]:
    """All things in JSON-LD, those inside others too."""
    if isinstance(found, dict):
        if "@type" in found:
            yield found
        found = list(found.values())
    if isinstance(found, list):
        for value in found:
            yield from things(value)


def pages(site: Path) -> dict[str, BeautifulSoup]:
    """All pages but the one for errors, by their path."""
    files = sorted(file for file in site.rglob("*.html") if file.name != "404.html")
    return {file.relative_to(site).as_posix(): BeautifulSoup(file.read_text("utf-8"), "html.parser") for file in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small course, with an address."""
    course = Course(tmp_path_factory.mktemp("head"))
    more = '--- docs/about.md\n---\ntitle: Us\n---\n\n![x](x.png)\n\nWe *bake* & `fry` "well" <b>here</b>.\n--- docs/x.png\n'
    found = course.build(configured(ADDRESS) + more)
    assert found.log == []
    return found


def test_each_page_has_a_description_and_open_graph(built: Built) -> None:
    found = {name: meta(page) for name, page in pages(built.site).items()}
    # Material prints the site's own description on a page that nobody describes.
    assert found.pop("about/index.html") == {"description": "A school."}
    assert found["baking/oven/index.html"].pop("description") == "A school."
    assert all(page["og:site_name"] == "Kitchen school" and page["og:locale"] == "en_US" for page in found.values())
    described = [page for page in found.values() if "og:description" in page]
    assert all(page["og:description"] == page["description"] for page in described)
    told = {
        name: (page["og:type"], page["og:title"], page.get("og:description"), page["og:url"]) for name, page in found.items()
    }
    assert told == {
        "index.html": ("website", "Kitchen school", "A school.", "https://example.org/course/"),
        "frying/index.html": ("article", "Frying", None, "https://example.org/course/frying/"),
        "baking/index.html": ("article", "Baking", "Bread, see the oven.", "https://example.org/course/baking/"),
        "baking/oven/index.html": ("article", "Ovens", None, "https://example.org/course/baking/oven/"),
        "baking/deep/er/dough/index.html": (
            *("article", "Dough", "Flour & water."),
            "https://example.org/course/baking/deep/er/dough/",
        ),
    }


def test_the_course_its_areas_and_topics_are_known_by_what_they_are(built: Built) -> None:
    home, area, topic = (json_ld(built.page(name)) for name in ("index.html", "baking/index.html", "baking/oven/index.html"))
    assert (home["@type"], home["name"], home["provider"]["name"]) == ("Course", "Kitchen school", "Kitchen school")
    assert [part["url"] for part in home["hasPart"]] == [
        "https://example.org/course/baking/",
        "https://example.org/course/frying/",
    ]
    assert (area["@type"], area["isPartOf"]["@type"]) == ("LearningResource", "Course")
    assert [term["name"] for term in area["teaches"]] == ["Dough", "Ovens", "Cakes"]
    assert [part["name"] for part in area["hasPart"]] == ["Dough", "Ovens"]
    assert (topic["@type"], topic["isPartOf"]["name"]) == ("LearningResource", "Baking")
    assert topic["teaches"]["inDefinedTermSet"]["name"] == "Baking"
    assert [(term["@type"], term["name"], term["url"]) for term in topic["competencyRequired"]] == [
        ("DefinedTerm", "Dough", "https://example.org/course/baking/deep/er/dough/")
    ]


def test_no_title_of_the_registry_ends_the_title_of_its_page(course: Course) -> None:
    page = course.build(COURSE + "--- docs/baking/oven.md\n# The end of `</title>` is not here\n\n## Heat\n").page(
        "baking/oven/index.html"
    )
    assert page.title is not None
    assert "is not here - Kitchen school" in page.title.get_text()


def test_a_language_with_a_territory_says_so(course: Course) -> None:
    config = PLAIN.replace("font: false", "font: false, language: pt-BR")
    assert meta(course.build(config + REGISTRY + PAGES).page("index.html"))["og:locale"] == "pt_BR"


def test_a_topic_of_an_area_without_a_page_is_part_of_the_course(course: Course) -> None:
    course.write(COURSE + "--- docs/pan.md\n# Pans\n")
    (course.root / "docs/registry/tools.yml").write_text("title: Tools\ntopics: {pan: {title: Pans, page: pan.md}}\n", "utf-8")
    assert json_ld(course.build().page("pan/index.html"))["isPartOf"]["@type"] == "Course"


def test_without_an_address_things_are_named_from_the_page(course: Course) -> None:
    page = course.build(COURSE).page("baking/oven/index.html")
    assert json_ld(page)["competencyRequired"][0]["url"] == "../deep/er/dough/"
    assert "og:url" not in meta(page)


@pytest.fixture(scope="module")
def all_json_ld(built: Built, project_site: Path) -> dict[str, dict[str, Any]]:
    """The JSON-LD of the small course and of the course site."""
    found = {f"{site}/{name}": page for site in (built.site, project_site) for name, page in pages(site).items()}
    return {name: json_ld(page) for name, page in found.items() if page.select('script[type="application/ld+json"]')}


def test_each_thing_has_what_its_type_requires(all_json_ld: dict[str, dict[str, Any]]) -> None:
    found = [thing for page in all_json_ld.values() for thing in things(page)]
    assert {thing["@type"] for thing in found} == set(REQUIRED)
    assert [thing for thing in found if not REQUIRED[thing["@type"]] <= thing.keys() or "" in thing.values()] == []


def test_a_course_is_what_google_requires_of_one(all_json_ld: dict[str, dict[str, Any]]) -> None:
    courses = [thing for page in all_json_ld.values() for thing in things(page) if thing["@type"] == "Course"]
    assert courses
    for course in courses:
        assert isinstance(course["name"], str)
        assert isinstance(course["description"], str)
        assert course["provider"]["@type"] == "Organization"
        assert isinstance(course["provider"]["name"], str)


LEARNING = """--- docs/registry/course.yml
authors: [Ada, {name: Bakers, type: organization, url: "https://example.org/bakers"}]
license: CC-BY-4.0
keywords: [bread]
--- docs/registry/bread.yml
title: Bread
summary: All about it.
page: bread/index.md
topics:
  dough:
    title: Dough
    summary: Flour and water.
    page: bread/dough.md
    level: beginner
    minutes: 7
    assumes: [Patience]
    tags: [flour]
  oven: {title: Ovens, page: bread/oven.md, status: draft}
--- docs/bread/index.md
# Bread
--- docs/bread/dough.md
# Dough
--- docs/bread/oven.md
# Ovens
"""


def test_pages_with_what_it_requires_conform_to_the_profile_of_training_materials(course: Course) -> None:
    built = course.build(configured(ADDRESS) + LEARNING)
    topic, area, bare = (json_ld(built.page(f"bread/{name}index.html")) for name in ("dough/", "", "oven/"))
    for page in (topic, area):
        assert page["@type"] == "LearningResource"
        assert page["dct:conformsTo"] == {"@id": PROFILE, "@type": "CreativeWork"}
        assert page["@id"] == page["identifier"] == page["url"]
        assert {name for name, kind in REQUIRED_BY_PROFILE.items() if not isinstance(page.get(name), kind)} == set()
    assert {name for name, kind in RECOMMENDED_BY_PROFILE.items() if not isinstance(topic.get(name), kind)} == set()
    assert (topic["keywords"], area["keywords"]) == (["flour", "bread"], ["Dough", "Ovens", "bread"])
    assert (topic["creativeWorkStatus"], bare["creativeWorkStatus"]) == ("Active", "Under development")
    # Nothing is known of what this one is about.
    assert "dct:conformsTo" not in bare


def test_without_an_address_a_page_has_no_identifier(course: Course) -> None:
    topic = json_ld(course.build(configured() + LEARNING).page("bread/dough/index.html"))
    assert topic["dct:conformsTo"]["@id"] == PROFILE
    assert "identifier" not in topic


def test_a_consumer_of_json_ld_reads_every_word(all_json_ld: dict[str, dict[str, Any]]) -> None:
    for name, page in all_json_ld.items():
        read = jsonld.expand(page | {"@context": {"@vocab": "https://schema.org/", "@base": "https://example.org/x/"}})
        assert [thing["@type"][0].startswith("https://schema.org/") for thing in read] == [True], name
        # What a processor can't read, it drops.
        assert json.dumps(read).count("@type") == json.dumps(page).count("@type"), name


def compile_types(folder: Path, found: list[dict[str, Any]]) -> str:
    """What the TypeScript compiler says of JSON-LD, with schema.org's vocabulary as types; nothing, if all is well."""
    (folder / "node_modules").symlink_to(node_modules_of(Path(__file__).parent))
    kinds = 'import {WithContext, Course, LearningResource, WebPage} from "schema-dts"\n'
    kinds += "type Known = WithContext<Course> | WithContext<LearningResource> | WithContext<WebPage>\n"
    lines = [
        f"export const n{number}: Known = {json.dumps({key: value for key, value in thing.items() if key != 'dct:conformsTo'})}"
        for number, thing in enumerate(found)
    ]
    (folder / "things.ts").write_text(kinds + "\n".join(lines) + "\n", "utf-8")
    node = shutil.which("node", path=PATH)
    assert node is not None
    command = [node, "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "things.ts"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_schema_org_knows_every_property_and_its_values(all_json_ld: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    found = list(all_json_ld.values())
    wrong = found[0] | {"teacher": "Ada"}
    said = compile_types(tmp_path, [*found, wrong])
    # The wrong one shows that the compiler would say so.
    assert "teacher" in said
    errors = [line for line in said.splitlines() if line.startswith("things.ts")]
    assert [line.partition(",")[0] for line in errors] == [f"things.ts({len(found) + 3}"], said


HOSTILE = "</script><script>document.title = 1</script><!-- \" ' & -->"


def test_no_text_of_the_registry_ends_the_script_or_the_attribute(course: Course) -> None:
    text = json.dumps(f"A {HOSTILE}")
    registry = REGISTRY.replace("Flour & *water*.", text).replace("title: Dough", f"title: {text}")
    page = course.build(PLAIN + registry + PAGES).page("baking/deep/er/dough/index.html")
    assert json_ld(page)["teaches"]["name"] == f"A {HOSTILE}"
    assert meta(page)["description"] == f"A {HOSTILE}"
    assert len(page.select("head script:not([src])")) == len(
        course.build(COURSE).page("index.html").select("head script:not([src])")
    )


def test_a_strict_policy_for_scripts_has_nothing_against_json_ld(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        '<link rel="icon" href="data:,"><script type="application/ld+json">{"@type": "Course"}</script><script>1</script>',
        "utf-8",
    )
    with served(tmp_path) as url:
        page = browser.new_page()
        page.add_init_script(
            "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective))"
        )
        page.goto(url)
        # The other script shows that the policy holds.
        assert page.evaluate("refused.filter(directive => directive.startsWith('script'))") == ["script-src-elem"]
        page.close()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_get_the_same_head(course: Course, theme: str) -> None:
    registry = REGISTRY.replace("icon: material/bread-slice\n", "").replace(", icon: material/grain", "")
    config = PLAIN.replace("name: material, font: false", f"name: {theme}") + ADDRESS
    for name, page in pages(course.build(config + registry + PAGES).site).items():
        if name != "search.html":
            assert meta(page).get("description") == meta(page).get("og:description")
            assert json_ld(page)["@type"] in REQUIRED


TEMPLATES = """
--- overrides/main.html
{% extends "base.html" %}
{% block extrahead %}<meta name="mine" content="1">{% endblock %}
--- overrides/bare.html
{% extends "base.html" %}
--- overrides/child.html
{% extends "main.html" %}
--- overrides/itself.html
{% extends "base.html" %}
{% block extrahead %}<!-- before -->{{ genai.head }}<!-- after -->{% endblock %}
--- docs/bare.md
---
template: bare.html
---
# Bare
--- docs/child.md
---
template: child.html
---
# Child
--- docs/itself.md
---
template: itself.html
---
# Itself
"""


def test_every_template_of_a_course_gets_the_head_once_without_knowing_of_it(course: Course) -> None:
    config = PLAIN.replace("font: false", "font: false, custom_dir: overrides")
    names = {"baking/deep/er/dough.md": "bare.md", "baking/oven.md": "child.md"}
    registry = REGISTRY.replace("frying.md", "itself.md")
    for old, new in names.items():
        registry = registry.replace(old, new)
    pages_of_areas = "--- docs/baking/index.md\n# Baking\n--- docs/index.md\n# Home\n"
    found = pages(course.build(config + registry.replace("#heat", "") + pages_of_areas + TEMPLATES).site)
    assert {name: json_ld(page)["@type"] for name, page in found.items() if name[0] in "bci" and name.count("/") == 1} == {
        "bare/index.html": "LearningResource",
        "child/index.html": "LearningResource",
        "itself/index.html": "LearningResource",
        "baking/index.html": "LearningResource",
    }
    assert len(found["index.html"].select('meta[name="mine"]')) == 1


def test_an_author_s_own_description_stays(course: Course) -> None:
    page = "--- docs/baking/oven.md\n---\ndescription: Hot.\n---\n# Ovens\n\n## Heat\n"
    assert meta(course.build(COURSE + page).page("baking/oven/index.html"))["og:description"] == "Hot."


FINDING = """--- hooks/finds.py
from mkdocs.plugins import event_priority

@event_priority(PRIORITY)
def on_page_context(context, page, **kwargs):
    page.meta.setdefault("description", "Found elsewhere.")
"""


@pytest.mark.parametrize("priority", [150, 0, -100])
def test_a_description_that_another_plugin_finds_stays(course: Course, priority: int) -> None:
    built = course.build(configured("hooks: [hooks/finds.py]\n") + FINDING.replace("PRIORITY", str(priority)))
    found = meta(built.page("baking/deep/er/dough/index.html"))
    assert (found["description"], found["og:description"]) == ("Found elsewhere.", "Found elsewhere.")


OWN = """--- overrides/main.html
{% extends "base.html" %}
{% block extrahead %}<meta property="og:title" content="Mine"><meta name="twitter:card" content="player">{% endblock %}
"""


def test_the_course_s_own_open_graph_stays_alone(course: Course) -> None:
    config = PLAIN.replace("font: false", "font: false, custom_dir: overrides")
    found = meta(course.build(config + REGISTRY + PAGES + OWN).page("baking/index.html"))
    assert (found["og:title"], found["twitter:card"], found["og:type"]) == ("Mine", "player", "article")


ASKING = """--- hooks/asks.py
def on_env(env, config, files):
    env.loader.searchpath.append(config.docs_dir)
"""


def test_another_plugin_may_ask_the_theme_s_loader(course: Course) -> None:
    assert course.build(configured("hooks: [hooks/asks.py]\n") + ASKING).log == []


def test_the_docs_option_turns_the_head_off(course: Course) -> None:
    config = (ROOT / "docs" / "snippets" / "quiet.yml").read_text("utf-8")
    built = course.build(f"--- mkdocs.yml\n{config}{REGISTRY}{PAGES}")
    for page in pages(built.site).values():
        assert page.select('meta[property], script[type="application/ld+json"], meta[name="description"]') == []
