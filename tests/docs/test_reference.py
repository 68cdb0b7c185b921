"""All options are on one page, each with its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bs4 import BeautifulSoup, Tag
from pydantic import BaseModel

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.cli import main
from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.plugin import GenaiConfig
from mkdocs_genai.registry.model import Area, Comparison, Course, Topic
from mkdocs_genai.registry.rows_from import RowsFrom
from mkdocs_genai.render.charts import CHART_KINDS


@pytest.fixture(scope="module")
def reference(project_site: Path) -> BeautifulSoup:
    return BeautifulSoup((project_site / "use" / "reference" / "index.html").read_text("utf-8"), "html.parser")


def meaning_of(reference: BeautifulSoup, anchor: str) -> str:
    """The words of the list's item that has the anchor, without those of what it contains."""
    found = reference.find(id=anchor)
    assert isinstance(found, Tag), anchor
    item = found.find_parent("li")
    assert item is not None, anchor
    return "".join(child.get_text() for child in item.children if not (isinstance(child, Tag) and child.name == "ul"))


def test_every_option_of_the_plugin_is_on_the_page(reference: BeautifulSoup) -> None:
    options = [*GenaiConfig()]
    assert options == ["registry", "metadata", "llms"]
    assert [name for name in options if len(meaning_of(reference, f"plugin-{name}")) < 40] == []


def test_every_option_of_a_block_is_on_the_page_with_its_meaning(reference: BeautifulSoup) -> None:
    anchors = {f"block-{name}-{option}": option for name, block in BLOCKS.items() for option in block.CHOICES}
    assert [each for each, option in anchors.items() if len(meaning_of(reference, each)) < len(option) + 15] == []
    assert [name for name in CHART_KINDS if "draws" not in meaning_of(reference, f"chart-{name}")] == []


def test_every_key_of_the_registry_is_on_the_page(reference: BeautifulSoup) -> None:
    models: dict[str, type[BaseModel]] = {
        "area": Area,
        "topic": Topic,
        "comparison": Comparison,
        "rows-from-a-file": RowsFrom,
        "course": Course,
    }
    anchors = [f"{title}-{name}" for title, model in models.items() for name in model.model_fields]
    anchors += [f"column-types-{name}" for name in COLUMN_TYPES]
    assert [each for each in anchors if len(meaning_of(reference, each)) < 10] == []


def test_every_command_is_on_the_page_with_all_that_it_takes(reference: BeautifulSoup) -> None:
    for name, command in commands(main):
        heading = reference.find(id=f"command-{'-'.join(name)}")
        assert isinstance(heading, Tag), name
        usage = heading.find_next_sibling("p")
        assert isinstance(usage, Tag)
        assert usage.get_text().startswith(f"mkdocs-genai {' '.join(name)} [OPTIONS]")
        options = {each for parameter in command.params if isinstance(parameter, click.Option) for each in parameter.opts}
        items = heading.find_next_sibling("ul")
        assert isinstance(items, Tag)
        assert {code.get_text() for code in items.select("code") if code.get_text().startswith("-")} == options


def commands(group: click.Group, *parents: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands that can be run, with their names."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *parents, name)
        else:
            yield (*parents, name), command
