"""Blocks, column types and kinds of charts of other packages: installed as those of users are, or broken in some way."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.extensions import BUILT_IN, load_extensions
from mkdocs_genai.problems import CommandError

from ..conftest import ROOT, files_of, write_tree

PACKAGE = Path(__file__).parent / "genai_extras"
SITE = """\
--- mkdocs.yml
site_name: Tools
theme: {name: material}
plugins: [search, {genai: {llms: true}}]
--- docs/index.md
# Tools

/// topic-count | tools
///

/// topic-count | tools
    ready: false
///

/// comparison-table | tools/releases
    where: since >= 1.9
    sort: -since
///

/// comparison-chart | tools/releases
    kind: stars
///
--- docs/registry/tools.yml
title: Tools
page: index.md
topics:
  saw: {title: Saw}
  axe: {title: Axe, url: "https://example.org/axe"}
comparisons:
  releases:
    title: Releases
    columns:
      name: Name
      since: {title: Since, type: version}
      ease: {title: Ease, type: rating}
    rows:
      saw: {name: Saw, since: 1.9, ease: 2}
      axe: {name: Axe, since: 1.10, ease: 5}
      old: {name: Old, since: 0.9, ease: 1}
"""
SNIPPETS = ROOT / "docs/snippets/extend"
"""The examples of the docs that use the package."""
GARDENING = f"""\
--- docs/gardening.md
# Gardening

{(SNIPPETS / "topic-count.txt").read_text("utf-8")}
{(SNIPPETS / "stars.txt").read_text("utf-8")}
/// comparison-table | gardening/apps
    sort: -since
///
--- docs/registry/gardening.yml
title: Gardening
topics: {{soil: {{title: Soil}}}}
{(SNIPPETS / "column.yml").read_text("utf-8")}"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the package is installed into."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*command, "--target", folder, PACKAGE], check=True)
    return folder


MKDOCS = ("-m", "mkdocs")
OURS = ("-c", "from mkdocs_genai.cli import main; main()")


def run(installed: Path, root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run([sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that uses all three, built strictly."""
    root = tmp_path_factory.mktemp("site")
    write_tree(root, SITE + GARDENING)
    result = run(installed, root, *MKDOCS, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return root / "site"


def test_a_block_of_another_package_is_in_the_page_and_in_its_markdown_version(site: Path) -> None:
    page = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert [found.get_text() for found in page.select("div.genai > p")] == [
        "Tools has 2 topics, 1 of them ready.",
        "Tools has 2 topics.",
    ]
    assert "Tools has 2 topics, 1 of them ready." in (site / "index.html.md").read_text("utf-8")


def test_a_column_type_of_another_package_chooses_and_sorts_rows_by_its_values(site: Path) -> None:
    page = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    assert [row["data-row"] for row in page.select("tbody tr")] == ["axe", "saw"]
    assert [cell.get_text() for cell in page.select("tbody td:nth-child(2)")] == ["1.10", "1.9"]
    rows = json.loads((site / "assets/genai/tools_releases.json").read_text("utf-8"))["rows"]
    assert rows[1]["cells"]["since"] == [1, 10]


def test_a_kind_of_chart_of_another_package_is_drawn(site: Path) -> None:
    page = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    (figure,) = page.select("figure.genai-chart--stars")
    assert [text.get_text() for text in figure.select("text")] == ["Saw", "★★☆☆☆", "Axe", "★★★★★", "Old", "★☆☆☆☆"]


def test_the_examples_of_the_docs_fit_together(site: Path) -> None:
    page = BeautifulSoup((site / "gardening" / "index.html").read_text("utf-8"), "html.parser")
    assert page.select(".genai-fault") == []
    assert [text.get_text() for text in page.select("figure text")] == ["Rootbook", "★★★★☆", "Sprout", "unknown"]
    assert [row["data-row"] for row in page.select("tbody tr")] == ["sprout", "rootbook"]


def test_the_docs_show_all_files_of_the_package() -> None:
    shown = re.findall(r"[a-z_]+\.\w+", (SNIPPETS / "tree.txt").read_text("utf-8"))
    assert set(shown) == {Path(name).name for name in files_of(PACKAGE) if not name.endswith(".pyc")}


def test_check_and_schema_know_what_other_packages_bring(installed: Path, tmp_path: Path) -> None:
    write_tree(tmp_path, SITE.replace("since: 0.9", "since: new"))
    result = run(installed, tmp_path, *OURS, "check")
    assert result.returncode == 1
    assert "docs/registry/tools.yml:16:31: " in result.stdout
    assert "expected a version such as 1.10, found 'new' [GA042]" in result.stdout
    found = json.loads(run(installed, tmp_path, *OURS, "schema", "area").stdout)
    assert "version" in found["$defs"]["Column"]["properties"]["type"]["enum"]


HIDING = """\
--- mkdocs.yml
site_name: Tools
plugins: [genai: {llms: true}]
HOOKS
--- hides.py
def on_page_content(html, page, **event):
    return "<p>Not yet.</p>" if page.file.src_uri == "exam.md" else html
--- docs/index.md
# Tools
--- docs/exam.md
# Exam

/// row-names | tools/asked
///
--- docs/registry/tools.yml
title: Tools
comparisons:
  asked: {title: Asked, columns: {name: Name, use: Use}, rows: {saw: {name: SECRETSAW, use: SECRETUSE}}}
  free: {title: Free, columns: {name: Name}, rows: {axe: {name: Axe}}}
"""


@pytest.mark.parametrize(
    ("hooks", "published"),
    [("", ["asked", "free"]), ("hooks: [hides.py]", ["free"]), ("draft_docs: exam.md", ["free"])],
    ids=["open", "emptied", "a draft"],
)
def test_cells_that_a_block_of_another_package_shows_are_published_only_where_its_page_is_not_hidden(
    installed: Path, tmp_path: Path, hooks: str, published: list[str]
) -> None:
    write_tree(tmp_path, HIDING.replace("HOOKS", hooks))
    add_package(tmp_path, "more_extras", "mkdocs_genai.block", "row-names = genai_extras.row_names:RowNames")
    result = run(installed, tmp_path, *MKDOCS, "build", "--strict", "--quiet")
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    registry = json.loads((tmp_path / "site/registry.json").read_text("utf-8"))
    assert list(registry["areas"]["tools"]["comparisons"]) == published
    files = (tmp_path / "site").rglob("*")
    told = sorted(file.name for file in files if file.is_file() and b"SECRET" in file.read_bytes())
    names = ["index.html", "index.html.md", "registry.json", "tools_asked.csv", "tools_asked.json"]
    assert told == ([] if hooks else names)


def add_package(folder: Path, name: str, group: str, entry: str, module: str = "") -> None:
    """Make a package that is installed in a folder."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{entry}\n", "utf-8")
    (folder / f"{name}.py").write_text(module, "utf-8")


BROKEN = [
    ("column", "kelvin = broken_one:Kelvin", "raise OSError('no ice')", "which can't be loaded: OSError: no ice"),
    ("column", "kelvin = broken_one:Kelvin", "", "which can't be loaded: AttributeError"),
    ("column", "kelvin = broken_one:Kelvin", "Kelvin = 1", "is not a subclass of mkdocs_genai.api.ColumnType"),
    ("block", "kelvin = broken_one:Kelvin", "class Kelvin: pass", "is not a subclass of mkdocs_genai.api.Block"),
    ("column", "text = broken_one:Kelvin", "", "but mkdocs-genai itself has that name already; give it another name"),
    ("chart", "bars = broken_one:Kelvin", "", "but mkdocs-genai itself has that name already; give it another name"),
    ("block", "Topic_Count = broken_one:Kelvin", "", "which is not a valid name"),
    (
        "chart",
        "ice = broken_one:Kelvin",
        "from mkdocs_genai.api import ChartKind\nclass Kelvin(ChartKind):\n    NAME = 'snow'\n",
        "but the NAME of broken_one:Kelvin is 'snow'",
    ),
]


@pytest.mark.parametrize(("group", "entry", "module", "said"), BROKEN)
def test_an_entry_point_that_can_not_be_used_is_an_error_that_names_the_package(
    group: str, entry: str, module: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_package(tmp_path, "broken_one", f"mkdocs_genai.{group}", entry, module)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "broken_one", raising=False)
    with pytest.raises(CommandError) as found:
        load_extensions()
    assert str(found.value).startswith("the package broken_one adds the ")
    assert said in str(found.value)
    monkeypatch.delitem(sys.modules, "broken_one", raising=False)


def test_two_packages_with_the_same_name_are_an_error_that_names_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one_kelvin", "two_kelvin"):
        module = "from mkdocs_genai.api import ColumnType\nclass Kelvin(ColumnType): pass\n"
        add_package(tmp_path, name, "mkdocs_genai.column", f"kelvin = {name}:Kelvin", module)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(CommandError, match=r"the package two_kelvin .* but the package one_kelvin has that name already"):
        load_extensions()


def test_without_other_packages_there_is_what_is_built_in() -> None:
    assert load_extensions() == BUILT_IN


def test_a_build_stops_at_a_broken_extension(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    packages = tmp_path / "packages"
    packages.mkdir()
    add_package(packages, "broken_one", "mkdocs_genai.block", "kelvin = broken_one:Kelvin")
    for command in ((*MKDOCS, "build"), (*OURS, "check")):
        result = run(packages, tmp_path, *command)
        assert result.returncode == 1
        assert "the package broken_one adds the block 'kelvin', which can't be loaded" in result.stderr
        assert "Traceback" not in result.stderr
