"""A column type from outside: it is one class, and works wherever cells do."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar

import markdown
import pytest
from bs4 import BeautifulSoup
from pydantic import Field

from mkdocs_genai.blocks import RegistryExtension
from mkdocs_genai.blocks.base import Context
from mkdocs_genai.build import Build
from mkdocs_genai.columns import COLUMN_TYPES, ColumnTypes
from mkdocs_genai.columns.base import EQUALITY, ORDER, ColumnType, Operator, PlainWords, Sort, Value
from mkdocs_genai.columns.raw_cell import RawCell
from mkdocs_genai.extensions import BUILT_IN
from mkdocs_genai.problems import ProblemError
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.json_schema import json_schema
from mkdocs_genai.render.tables import TableView, render_table
from mkdocs_genai.sharing.table_files import table_files
from tests.stub_site import StubSite, stub_page


class Version(ColumnType):
    """A version such as 1.10; `prefix` is shown before it."""

    SORT: ClassVar[Sort] = "code"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)

    prefix: Annotated[str | None, Field(description="What is shown before a version.")] = None

    def parse(self, raw: RawCell) -> tuple[int, ...]:
        """See ColumnType."""
        text = raw.spelled or str(raw.value)
        if not all(part.isdecimal() for part in text.split(".")):
            raise ProblemError("GA042", f"expected a version such as 1.10, found {text}")
        return tuple(int(part) for part in text.split("."))

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return (self.prefix or "") + ".".join(str(part) for part in value)

    def sort_key(self, value: Value, plain: PlainWords) -> Value:
        """See ColumnType."""
        return value


class Channel(ColumnType):
    """Where a version comes from: as little as a type can be."""

    prefix: Annotated[int | None, Field(description="Nobody knows what for.")] = None

    def parse(self, raw: RawCell) -> str:
        """See ColumnType."""
        return str(raw.value)


TYPES: ColumnTypes = {**COLUMN_TYPES, "version": Version, "channel": Channel}
AREA = """\
title: Tools
page: index.md
comparisons:
  own:
    title: Own
    columns:
      name: Name
      since: {title: Since, type: version, prefix: v}
      from: {title: From, type: channel}
    rows:
      new: {name: New, since: 1.10, from: beta}
      old: {name: Old, since: {value: 1.9, note: "On *faces* only", source: "https://example.org/old"}, from: stable}
      odd: {name: Odd}
  others:
    title: Others
    columns: {name: Name, since: {title: Since, type: version, field: v}}
    rows_from: {file: rows.csv}
"""


class Site:
    """A course with columns of these types."""

    def __init__(self, root: Path, area: str = AREA) -> None:
        folder = root / "docs" / "registry"
        folder.mkdir(parents=True)
        (folder / "tools.yml").write_text(area, "utf-8")
        (folder / "rows.csv").write_text("name,v\nFar,2.0\nNear,10.1\n", "utf-8")
        (root / "docs" / "index.md").write_text("# Tools\n", "utf-8")
        self.site = StubSite(str)
        extensions = replace(BUILT_IN, columns=TYPES)
        self.build = Build(Project(root, folder, root / "docs"), self.site, extensions=extensions)
        self.loaded, self.renderer = self.build.loaded, self.build.renderer
        self.page = stub_page("index.md", "", site=self.site, home="tools")

    def problems(self) -> list[str]:
        """What is wrong with the registry."""
        return [f"{problem.message} [{problem.code}]" for problem in self.loaded.problems]

    def table(self, name: str, options: str = "") -> BeautifulSoup:
        """A table's HTML."""
        extension = RegistryExtension(Context(self.renderer, lambda: self.page))
        text = f"/// comparison-table | tools/{name}\n    controls: all\n{options}///\n"
        return BeautifulSoup(markdown.Markdown(extensions=[extension]).convert(text), "html.parser")

    def rows(self, name: str, options: str) -> list[str]:
        """The ids of the rows that a table shows."""
        found = [str(row["data-row"]) for row in self.table(name, f"    {options}\n").select("tbody tr")]
        assert self.site.problems == []
        return found

    def file(self, name: str) -> str:
        """One of the files of tables."""
        files = dict(table_files(self.loaded.registry, self.loaded.tables, self.build.inline))
        return files[f"assets/genai/tools_{name}"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_its_values_are_parsed_in_own_rows_and_in_those_of_others(site: Site) -> None:
    assert site.problems() == []
    tables = site.loaded.tables
    assert [row.cells["since"] for row in tables["tools", "own"].rows] == [(1, 10), (1, 9), None]
    assert [row.cells["since"] for row in tables["tools", "others"].rows] == [(2, 0), (10, 1)]


def test_it_sorts_and_is_compared_by_its_value(site: Site) -> None:
    assert site.rows("own", "sort: -since") == ["new", "old", "odd"]
    assert site.rows("others", "sort: since") == ["far", "near"]
    assert site.rows("own", "where: since > 1.9") == ["new"]
    assert site.rows("own", "where: since <= 1.10") == ["new", "old"]
    assert site.rows("own", "where: since any (1.9, 2.0)") == ["old"]
    assert site.rows("own", "where: from != beta") == ["old", "odd"]
    assert site.rows("own", "sort: from") == ["new", "old", "odd"]


def test_the_page_shows_it_and_tells_the_browser_how_it_sorts(site: Site) -> None:
    table = site.table("own")
    _, head, channel = table.select("thead th")
    assert (head["data-sort"], head["data-type"], channel["data-sort"]) == ("code", "version", "text")
    cells = table.select("tbody td:nth-of-type(1)")
    assert [cell.get_text() for cell in cells] == ["v1.10", "v1.91", "—"]
    assert [cell.get("data-value", cell.get_text()) for cell in cells] == ["v1.10", "v1.9", ""]


def test_files_search_and_the_markdown_version_have_it(site: Site) -> None:
    site.table("own")
    ((_, words),) = site.page.search
    assert [section.text for section in words.sections[1:]] == ["v1.10. beta", "v1.9 On faces only. stable", ""]
    assert [row["cells"]["since"] for row in json.loads(site.file("own.json"))["rows"]] == [[1, 10], [1, 9], None]
    lines = list(csv.reader(io.StringIO(site.file("own.csv"), newline="")))
    assert [line[1] for line in lines] == ["Since", "v1.10", "v1.9", ""]
    rows = site.loaded.tables["tools", "own"].rows
    shown = render_table(
        site.renderer, stub_page(site=site.site, format="md"), ("tools", "own"), TableView(["name", "since"], rows)
    )
    source = "[example.org/old](https://example.org/old)"
    assert [line for line in shown.splitlines() if line.startswith("| ")][2:] == [
        "| New | v1.10 |",
        f"| Old | v1.9 (On *faces* only; {source}) |",
        "| Odd | — |",
    ]


def test_its_errors_are_those_of_any_type(tmp_path: Path) -> None:
    area = (
        AREA.replace("since: 1.10", "since: soon")
        .replace("prefix: v", "prefx: v")
        .replace("{title: From, type: channel}", "{title: From, type: chanel}")
        .replace("columns: {name: Name, since", "columns: {name: {title: Name, prefix: x}, since")
    )
    assert sorted(Site(tmp_path, area).problems()) == [
        "'chanel' is not allowed here; expected one of text, number, year, date, rating, boolean, tags, link, version, channel;"
        " did you mean 'channel'? [GA014]",
        "`prefix` belongs to a column of type version or channel, but this one is of type text [GA027]",
        "expected a version such as 1.10, found soon [GA042]",
        "unknown key; did you mean 'prefix'? [GA010]",
    ]


def test_an_option_that_two_types_have_is_checked_by_the_columns_own(tmp_path: Path) -> None:
    problems = Site(tmp_path, AREA.replace("type: channel}", "type: channel, prefix: x}")).problems()
    assert problems == ["expected a whole number, found the text 'x' [GA012]"]


def test_the_schema_for_editors_has_it() -> None:
    column = json_schema("area", types=TYPES)["$defs"]["Column"]["properties"]
    assert column["type"]["enum"][-2:] == ["version", "channel"]
    assert column["prefix"]["description"] == "What is shown before a version."


def test_a_type_without_a_parser_says_so() -> None:
    with pytest.raises(NotImplementedError):
        ColumnType().value_of(RawCell("x"))


def test_what_it_raises_names_the_value(tmp_path: Path) -> None:
    class Broken(Channel):
        def parse(self, raw: RawCell) -> str:
            return str(raw.value.lower())

    with pytest.raises(AttributeError) as found:
        Broken().value_of(RawCell(7))
    assert found.value.__notes__ == ["This happened when Broken read the value 7 of a cell."]
