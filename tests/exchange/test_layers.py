"""Registries in layers: what a later layer replaces and adds, and whose line a problem is said to be in."""

from __future__ import annotations

import json

import jsonschema
import pytest

from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.problems import report
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.registry.load import Loaded

from ..conftest import ROOT, write_tree
from ..site.course import Course
from .support import run

SNIPPETS = ROOT / "docs" / "snippets" / "layers"
CONFIG = """
--- mkdocs.yml
site_name: A course
theme: {name: material, font: false}
plugins:
  - genai: {registry: [base, local]}
--- docs/index.md
# Home

/// comparison-table | gardening/tools
///
"""
BASE = """
--- base/course.yml
title: The base
summary: Of all
labels: {map: Map, planned: Planned}
--- base/gardening.yml
title: Gardening
summary: Plants
page: index.md
topics:
  soil: {title: Soil, summary: Earth, tags: [ground]}
  sun: {title: Sun}
comparisons:
  tools:
    title: Tools
    columns: {name: Name, use: Use}
    rows:
      spade: {name: Spade, use: Digging}
      rake: {name: Rake, use: Raking}
diagrams:
  year: {title: A year, nodes: {sow: Sow, reap: Reap}, edges: [sow --> reap]}
related: [cooking]
--- base/cooking.yml
title: Cooking
"""
LOCAL = """
--- local/course.yml
title: Ours
labels: {planned: Soon}
--- local/gardening.yml
summary: Our plants
topics:
  soil: {title: Our soil}
  rain: {title: Rain, requires: [sun]}
comparisons:
  tools:
    columns: {use: {title: Good for}}
    rows:
      rake: {name: A rake, use: Leaves}
      hoe: {name: Hoe, use: Weeds}
diagrams:
  year: {nodes: {reap: Harvest, eat: Eat}, edges: [sow --> reap, reap --> eat]}
--- local/baking.yml
title: Baking
related: [gardening]
"""


def loaded(course: Course) -> Loaded:
    project = read_project(course.config)
    return plain_build(project).loaded


def said(course: Course) -> list[str]:
    """Where each problem is, and the first words about it."""
    return [str(problem) for problem in loaded(course).problems]


def test_a_later_layer_replaces_and_adds_key_by_key(course: Course) -> None:
    course.write(CONFIG + BASE + LOCAL)
    found = loaded(course)
    assert report(found.problems) == ""
    registry = found.registry
    assert (registry.course.title, registry.course.summary) == ("Ours", "Of all")
    assert registry.course.labels == {"map": "Map", "planned": "Soon"}
    assert list(registry.areas) == ["cooking", "gardening", "baking"]
    area = registry.areas["gardening"]
    assert (area.title, area.summary, area.related) == ("Gardening", "Our plants", ("cooking",))
    assert {key: (topic.title, topic.summary, topic.tags) for key, topic in area.topics.items()} == {
        "soil": ("Our soil", "Earth", ("ground",)),
        "sun": ("Sun", None, ()),
        "rain": ("Rain", None, ()),
    }
    tools = area.comparisons["tools"]
    assert (tools.title, [column.title for column in tools.columns.values()]) == ("Tools", ["Name", "Good for"])
    rows = found.tables["gardening", "tools"].rows
    assert {row.id: row.cells for row in rows} == {
        "spade": {"name": "Spade", "use": "Digging"},
        "rake": {"name": "A rake", "use": "Leaves"},
        "hoe": {"name": "Hoe", "use": "Weeds"},
    }
    year = area.diagrams["year"]
    assert [node.label for node in year.nodes.values()] == ["Sow", "Harvest", "Eat"]
    assert len(year.edges) == 2


def test_a_layer_says_only_what_differs_in_topics_columns_rows_cells_and_nodes(course: Course) -> None:
    below = """
--- base/baking.yml
title: Baking
page: index.md
topics:
  dough: {title: Dough, page: dough.md, requires: [flour], tags: [soft], status: draft}
  flour: {title: Flour, url: "https://example.org/flour"}
comparisons:
  breads:
    title: Breads
    columns: {name: Name, taste: {title: Taste, type: rating, max: 3}, shop: {title: Shop, type: link}}
    rows:
      rye: {name: Rye, taste: 2, shop: {label: Shop, url: "https://example.org/rye"}}
      rice: {name: Rice, taste: {value: 1, note: Bland}, shop: "https://example.org/rice"}
diagrams:
  bread: {title: Bread, nodes: {dough: {label: Dough, shape: circle, topic: dough}, loaf: Loaf}, edges: [dough --> loaf]}
call_to_action: {title: Bake, body: Today}
"""
    above = """
--- local/baking.yml
topics:
  dough: {title: Teig}
  flour: {title: Mehl, page: flour.md}
comparisons:
  breads:
    columns: {name: {title: Name, required: true}, taste: Geschmack}
    rows:
      rye: {name: Roggen, taste: {note: Kräftig}, shop: {label: Laden}}
      rice: {taste: {note: Fad}, name: Reis}
diagrams:
  bread: {nodes: {dough: Teig, loaf: {area: baking}}}
call_to_action: {title: Backen}
"""
    course.write(CONFIG.replace("/// comparison-table | gardening/tools\n///\n", "") + below + above)
    course.write("--- docs/dough.md\n# D\n--- docs/flour.md\n# F\n")
    found = loaded(course)
    assert report(found.problems) == ""
    area = found.registry.areas["baking"]
    dough, flour = area.topics.values()
    assert (dough.title, dough.page, dough.requires, dough.tags) == ("Teig", "dough.md", ("flour",), ("soft",))
    # Of two keys that exclude each other, the later layer's counts.
    assert (flour.title, flour.page, flour.url) == ("Mehl", "flour.md", None)
    name, taste, _ = area.comparisons["breads"].columns.values()
    assert (name.title, name.required, taste.title, taste.type, taste.scale_max) == ("Name", True, "Geschmack", "rating", 3)
    rye, rice = found.tables["baking", "breads"].rows
    assert (rye.cells["name"], rye.cells["taste"], rye.notes["taste"].text) == ("Roggen", 2, "Kräftig")
    assert rye.cells["shop"] == (("Laden", "https://example.org/rye"),)
    assert (rice.cells["name"], rice.cells["taste"], rice.notes["taste"].text) == ("Reis", 1, "Fad")
    nodes = area.diagrams["bread"].nodes
    assert (nodes["dough"].label, nodes["dough"].shape, nodes["dough"].topic) == ("Teig", "circle", "dough")
    assert (nodes["loaf"].label, nodes["loaf"].area) == ("Loaf", "baking")
    # What has no id is replaced whole.
    assert area.call_to_action is not None
    assert (area.call_to_action.title, area.call_to_action.body) == ("Backen", None)


def test_each_problem_is_said_of_its_own_layer_and_line(course: Course) -> None:
    base = BASE.replace("{title: Sun}", "{title: Sun, stauts: draft}").replace("use: Digging", "usee: Digging")
    local = LOCAL.replace("requires: [sun]", "requires: [son]").replace("name: Hoe", "nam: Hoe")
    local = local.replace("reap --> eat", "reap --> drink").replace("planned: Soon", "plannd: Soon")
    local += "--- local/frying.yml\ntopics: {oil: {title: Oil}}\n"
    course.write(CONFIG + base + local)
    assert said(course) == [
        "base/gardening.yml:6:21: topics.sun.stauts: unknown key; did you mean 'status'? [GA010]",
        "base/gardening.yml:12:28: comparisons.tools.rows.spade.usee: no column is called 'usee'; did you mean 'use'? [GA040]",
        "local/course.yml:2:10: labels.plannd: no label is called 'plannd'; did you mean 'planned'? [GA050]",
        "local/frying.yml:1:1: the key 'title' is missing [GA011]",
        "local/gardening.yml:4:34: topics.rain.requires[0]: "
        "the area 'gardening' has no topic 'son'; available: soil, sun [GA021]",
        "local/gardening.yml:10:13: comparisons.tools.rows.hoe.nam: no column is called 'nam'; did you mean 'name'? [GA040]",
        "local/gardening.yml:12:66: diagrams.year.edges[1]: there is no node 'drink'; available: sow, reap, eat [GA024]",
    ]


def test_what_the_last_of_three_layers_has_in_a_thing_s_place_stands_there(course: Course) -> None:
    three = CONFIG.replace("[base, local]", "[base, local, last]")
    course.write(three + BASE + LOCAL + "--- last/gardening.yml\ntopics: [rain]\n")
    (line,) = said(course)
    assert line.startswith(
        "last/gardening.yml:1:1: topics: expected a mapping with an id for each entry (`some-id: …`), found a"
    )


def test_files_of_rows_are_beside_the_layer_that_names_them(course: Course) -> None:
    rows = (
        "--- {0}/gardening.yml\ncomparisons: {{tools: {{title: T, columns: {{name: N}}, rows_from: {{file: data/t.csv}}}}}}\n"
    )
    course.write(CONFIG + BASE + "--- base/data/t.csv\nname\nBase\n--- local/data/t.csv\nname\nLocal\n")
    course.write(rows.format("local"))
    # Rows of one kind take the place of the other kind.
    tools = loaded(course).tables["gardening", "tools"]
    assert [row.cells["name"] for row in tools.rows] == ["Local"]
    course.write(rows.format("base").replace("comparisons", "title: G\ncomparisons"))
    course.write("--- local/gardening.yml\ncomparisons: {tools: {title: Ours}}\n")
    found = loaded(course)
    assert [row.cells["name"] for row in found.tables["gardening", "tools"].rows] == ["Base"]
    assert course.root / "base/data/t.csv" in found.files
    course.write("--- local/gardening.yml\ncomparisons: {tools: {rows: {a: {name: A}}}}\n")
    assert [row.cells["name"] for row in loaded(course).tables["gardening", "tools"].rows] == ["A"]


@pytest.mark.parametrize("layers", [["base.yml", "local"], ["base", "local.yml"], ["base.yml", "local.yml"]])
def test_files_and_folders_are_layers_alike(course: Course, layers: list[str]) -> None:
    files = {
        "base": BASE,
        "local": "--- local/gardening.yml\ntopics: {soil: {title: x, stauts: draft}}\n",
        "base.yml": "--- base.yml\ncourse: {title: T}\nareas:\n  gardening: {title: Gardening, pgae: a.md, topics: {}}\n",
        "local.yml": "--- local.yml\nareas:\n  gardening:\n    topics: {soil: {title: x, stauts: draft}}\n",
    }
    course.write(CONFIG.replace("[base, local]", json.dumps(layers)) + "".join(files[layer] for layer in layers))
    found = {line.partition(": ")[0] for line in said(course)}
    local = "local/gardening.yml:1:27" if layers[1] == "local" else "local.yml:3:31"
    assert found == {local} | ({"base.yml:3:33"} if layers[0] == "base.yml" else set())


def test_what_a_broken_layer_hides_is_no_problem_of_the_others(course: Course) -> None:
    course.write(CONFIG + BASE + LOCAL)
    course.write("--- base/gardening.yml\ntitle: [\n")
    assert [line.partition(":")[0] for line in said(course)] == ["base/gardening.yml"]
    course.write("--- base/gardening.yml\ntitle: Gardening\n--- mkdocs.yml\nplugins: [genai: {registry: [nowhere, local]}]\n")
    assert said(course) == [
        "nowhere:1:1: there is no registry here; write one, or name its folder or file under `genai: registry:` in mkdocs.yml"
        " [GA001]"
    ]


def test_a_file_without_content_takes_nothing_away_in_silence(course: Course) -> None:
    course.write(CONFIG + BASE + "--- local/gardening.yml\n# later\n")
    (line,) = said(course)
    assert line.startswith("local/gardening.yml:1:1: has no value; expected a mapping")
    course.write("--- local/gardening.yml\ntopics:\n")
    (line,) = said(course)
    assert line.startswith("local/gardening.yml:1:1: topics: has no value; expected a mapping")


def test_an_alias_in_a_layer_is_not_changed_by_another(course: Course) -> None:
    course.write(CONFIG + "--- base/a.yml\ntitle: A\ntopics: &shared {x: {title: X}}\n")
    course.write("--- base.yml\nareas: {a: &a {title: A, topics: {x: {title: X}}}, b: *a}\n")
    course.write("--- local/a.yml\ntopics: {y: {title: Y}}\n--- mkdocs.yml\nplugins: [genai: {registry: [base.yml, local]}]\n")
    areas = loaded(course).registry.areas
    assert (list(areas["a"].topics), list(areas["b"].topics)) == (["x", "y"], ["x"])


def test_imported_courses_of_all_layers_are_known(course: Course) -> None:
    course.write(CONFIG + BASE + LOCAL)
    content = {"version": 1, "course": {"title": "X"}, "areas": {"a": {"title": "Base's A"}}}
    write_tree(course.root, f"--- base/imports/x.json\n{json.dumps(content)}\n--- base/imports/y.json\n{json.dumps(content)}")
    content["areas"] = {"b": {"title": "B"}}
    write_tree(course.root, f"--- local/imports/x.json\n{json.dumps(content)}")
    imports = loaded(course).registry.imports
    assert {name: list(found.areas) for name, found in imports.items() if found} == {"x": ["b"], "y": ["a"]}


def test_editors_accept_parts_of_areas_in_layers_only(course: Course) -> None:
    part = {"topics": {"soil": {"title": "Soil"}}, "comparisons": {"tools": {"rows": {}}}}
    course.write(CONFIG + BASE + LOCAL)
    schema = json.loads(run(course, "schema").output)
    jsonschema.validate(part, schema)
    jsonschema.validate(part | {"topics": {"soil": {"summary": "Earth"}}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(part | {"call_to_action": {"body": "Dig"}}, schema)
    course.write(CONFIG.replace("[base, local]", "base"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(part, json.loads(run(course, "schema").output))


def test_what_learners_are_told_and_terms_are_translated_key_by_key(course: Course) -> None:
    below = """
--- base/gardening.yml
title: Gardening
topics:
  soil:
    title: Soil
    minutes: 5
    objectives: {feel: Feel clay, see: See sand}
    resources: {book: {title: A book, url: "https://example.org/book", type: book}}
terms: {loam: {title: Loam, summary: Good soil, aliases: [loams]}}
"""
    above = """
--- local/gardening.yml
topics:
  soil:
    objectives: {see: Sand sehen}
    resources: {book: {title: Ein Buch}}
terms: {loam: {summary: Guter Boden}}
"""
    course.write(CONFIG + below + above)
    found = loaded(course)
    assert report(found.problems) == ""
    area = found.registry.areas["gardening"]
    soil, loam = area.topics["soil"], area.terms["loam"]
    assert (soil.minutes, soil.objectives) == (5, {"feel": "Feel clay", "see": "Sand sehen"})
    assert (soil.resources["book"].title, soil.resources["book"].type) == ("Ein Buch", "book")
    assert (loam.title, loam.summary, loam.aliases) == ("Loam", "Guter Boden", ("loams",))
