"""Registries in layers: what a later layer replaces and adds, and whose line a mistake is said to be in."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from mkdocs_genai.cli import main
from mkdocs_genai.project import read_project
from mkdocs_genai.registry.load import Loaded
from mkdocs_genai.registry.problems import report

from ..conftest import ROOT, write_tree
from ..site.course import Course

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

ONE_FILE = """\
areas:
  gardening:
    title: Gardening
    page: index.md
    topics: {sun: {title: Sun}}
    comparisons: {tools: {title: Tools, columns: {name: Name, use: Use}, rows: {}}}
    diagrams: {year: {title: A year, nodes: {sow: Sow}}}
"""


def loaded(course: Course) -> Loaded:
    project = read_project(course.config)
    return project.load(project.icons())


def said(course: Course) -> list[str]:
    """Where each mistake is, and the first words about it."""
    return [str(problem) for problem in loaded(course).problems]


def run(course: Course, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-f", str(course.config)], catch_exceptions=False)


def test_a_later_layer_replaces_and_adds_by_id(course: Course) -> None:
    course.write(CONFIG + BASE + LOCAL)
    found = loaded(course)
    assert report(found.problems) == ""
    registry = found.registry
    assert (registry.course.title, registry.course.summary) == ("Ours", "Of all")
    assert registry.course.labels == {"map": "Map", "planned": "Soon"}
    assert list(registry.areas) == ["cooking", "gardening", "baking"]
    area = registry.areas["gardening"]
    # Keys of an area one by one, what has no ids inside as a whole.
    assert (area.title, area.summary, area.related) == ("Gardening", "Our plants", ("cooking",))
    assert {key: (topic.title, topic.summary, topic.tags) for key, topic in area.topics.items()} == {
        "soil": ("Our soil", None, ()),
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


def test_each_mistake_is_said_of_its_own_layer_and_line(course: Course) -> None:
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
        "local/gardening.yml:4:34: topics.rain.requires[0]: there is no topic 'son'; known are soil, sun [GA021]",
        "local/gardening.yml:10:13: comparisons.tools.rows.hoe.nam: no column is called 'nam'; did you mean 'name'? [GA040]",
        "local/gardening.yml:12:66: diagrams.year.edges[1]: there is no node 'drink'; known are sow, reap, eat [GA024]",
    ]


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


def test_what_a_broken_layer_hides_is_no_mistake_of_the_others(course: Course) -> None:
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


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with a registry in it, and one in a folder of it; importing it fails."""
    folder = tmp_path / "site-packages"
    write_tree(folder, BASE.replace("--- base/", "--- garden_data/") + BASE.replace("--- base/", "--- garden_data/more/set-2/"))
    (folder / "garden_data" / "__init__.py").write_text("raise RuntimeError('imported')\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    return folder / "garden_data"


@pytest.mark.parametrize("name", ["package:garden_data", "package:garden_data/more/set-2", "package:garden_data/gardening.yml"])
def test_a_layer_may_be_data_of_an_installed_package(course: Course, package: Path, name: str) -> None:
    course.write(CONFIG.replace("base", name) + LOCAL)
    if name.endswith(".yml"):
        (package / "gardening.yml").write_text(ONE_FILE, "utf-8")
    built = course.build()
    assert built.log == []
    assert "Hoe" in built.page("index.html").get_text()
    assert not any("garden" in path.name for path in built.site.rglob("*.yml"))


def test_mistakes_in_a_package_name_its_file(course: Course, package: Path) -> None:
    course.write(CONFIG.replace("base", "package:garden_data") + LOCAL)
    (package / "gardening.yml").write_text("title: Gardening\npgae: x.md\n", "utf-8")
    assert "../site-packages/garden_data/gardening.yml:2:1: pgae: unknown key; did you mean 'page'? [GA010]" in said(course)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("package:no_such_package", "no package 'no_such_package' is installed here; install it with pip, or mend the name"),
        ("package:garden_data/nowhere", "no package 'garden_data' that has 'nowhere' is installed here"),
    ],
)
def test_a_package_that_is_not_there_is_one_mistake(course: Course, package: Path, name: str, words: str) -> None:
    course.write(CONFIG.replace("base", name) + LOCAL)
    (line,) = said(course)
    assert line.startswith(f"{name}:1:1: {words}")


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ("[base, 3]", "expected a path or package:NAME, or a list of these; found 3"),
        ("[base, base]", "a layer is named twice"),
        ("[package:a/../../b]", "'package:a/../../b' is no package; write package:NAME or package:NAME/FOLDER"),
        ("[package:os.path]", "'package:os.path' is no package; write package:NAME or package:NAME/FOLDER"),
    ],
)
def test_layers_that_are_none_are_refused_by_build_and_check(
    course: Course, layers: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    course.write(CONFIG.replace("[base, local]", layers) + BASE)
    done = run(course, "check")
    assert (done.exit_code, words in done.output) == (2, True), done.output
    with pytest.raises(Abort):
        course.build()
    assert f"Config value 'plugins': Plugin 'genai' option 'registry': {words}" in caplog.text


def test_what_is_new_goes_to_the_last_layer_that_is_a_path(course: Course, package: Path) -> None:
    course.write(CONFIG.replace("[base, local]", '[base, local, "package:garden_data"]') + BASE + LOCAL)
    (course.root / "local" / "gardening.yml").unlink()
    assert run(course, "new", "topic", "gardening/moss").exit_code == 0
    assert (course.root / "local" / "gardening.yml").read_text("utf-8").startswith("topics:\n  moss:\n    title: Moss\n")
    assert run(course, "new", "area", "fishing").exit_code == 0
    assert (course.root / "local" / "fishing.yml").is_file()
    for arguments in (["topic", "gardening/soil"], ["area", "cooking"]):
        done = run(course, "new", *arguments)
        assert (done.exit_code, done.output) == (
            1,
            f"Error: '{arguments[1]}' exists already, in one of the registry's layers; nothing was written\n",
        )
    only = CONFIG.replace("[base, local]", '"package:garden_data"')
    course.write(only)
    for command in (["new", "area", "x"], ["import", "x", "https://example.org/"]):
        assert "all layers of the registry are packages" in run(course, *command).output


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
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(part | {"topics": {"soil": {}}}, schema)
    course.write(CONFIG.replace("[base, local]", "base"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(part, json.loads(run(course, "schema").output))


def test_a_preview_watches_every_layer(course: Course, package: Path) -> None:
    course.write(CONFIG.replace("base", "package:garden_data") + LOCAL)
    config = load_config(str(course.config), site_dir=str(course.root / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(course.root))
    config.plugins.on_serve(server, config=config, builder=lambda: None)
    server.server_close()
    assert {str(course.root / "local"), str(package)} <= set(server._watched_paths)


def test_the_example_of_the_docs(course: Course) -> None:
    base, local = ((SNIPPETS / name).read_text("utf-8") for name in ("base.yml", "local.yml"))
    config = (SNIPPETS / "layers.yml").read_text("utf-8").replace("package:school_data", "base")
    course.write(
        f"--- mkdocs.yml\nsite_name: X\ntheme: {{name: material, font: false}}\n{config}--- base/gardening.yml\n{base}"
    )
    course.write(f"--- docs/registry/gardening.yml\n{local}\n--- docs/index.md\n# Home\n\n/// topic-cards | gardening\n///\n")
    built = course.build()
    assert built.log == []
    cards = built.page("index.html").select(".genai-card__title")
    assert [card.get_text(strip=True) for card in cards] == ["The soil of our garden", "Sun", "Moss"]
