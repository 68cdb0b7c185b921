"""Layers that are data of installed packages, and what commands and previews do with layers."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from ..conftest import ROOT, write_tree
from ..site.course import Course
from .support import run
from .test_layers import BASE, CONFIG, LOCAL, said

SNIPPETS = ROOT / "docs" / "snippets" / "layers"
ONE_FILE = """\
areas:
  gardening:
    title: Gardening
    page: index.md
    topics: {sun: {title: Sun}}
    comparisons: {tools: {title: Tools, columns: {name: Name, use: Use}, rows: {}}}
    diagrams: {year: {title: A year, nodes: {sow: Sow}}}
"""


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


def test_problems_in_a_package_name_its_file(course: Course, package: Path) -> None:
    course.write(CONFIG.replace("base", "package:garden_data") + LOCAL)
    (package / "gardening.yml").write_text("title: Gardening\npgae: x.md\n", "utf-8")
    assert "../site-packages/garden_data/gardening.yml:2:1: pgae: unknown key; did you mean 'page'? [GA010]" in said(course)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("package:no_such_package", "no package 'no_such_package' is installed; install it with pip, or correct the name"),
        ("package:garden_data/nowhere", "no package 'garden_data' that has 'nowhere' is installed"),
        ("package:garden_script", "no package 'garden_script' is installed"),
    ],
)
def test_a_package_that_is_not_there_is_one_problem(
    course: Course, package: Path, name: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A module that was run and not imported, such as __main__ of a console script, has no spec.
    monkeypatch.setitem(sys.modules, "garden_script", ModuleType("garden_script"))
    course.write(CONFIG.replace("base", name) + LOCAL)
    (line,) = said(course)
    assert line.startswith(f"{name}:1:1: {words}")


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ("[base, 3]", "expected a path or package:NAME, or a list of these; found 3"),
        ("[base, base]", "a layer is named twice"),
        ("[package:a/../../b]", "'package:a/../../b' is not a package; write package:NAME or package:NAME/FOLDER"),
        ("[package:os.path]", "'package:os.path' is not a package; write package:NAME or package:NAME/FOLDER"),
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
