"""A course of tables for the tests of tables and charts, converted without a host."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from textwrap import indent
from typing import Any

import markdown
from babel import Locale
from bs4 import BeautifulSoup

from mkdocs_genai.blocks import RegistryExtension
from mkdocs_genai.blocks.base import Context
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.project.project import Project
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer
from mkdocs_genai.sharing.table_files import table_files

from ..stub_site import StubSite, stub_page

REGISTRY = """\
course: {title: Course}
areas:
  ai:
    title: AI
    page: index.md
    comparisons:
      models:
        title: Models
        columns:
          name: Model
          size: {title: Size, type: number}
          year: {title: Year, type: year}
          released: {title: Released, type: date}
          open: {title: Open, type: boolean}
          media: {title: Media, type: tags}
          score: {title: Score, type: rating}
          paper: {title: Paper, type: link}
          note: Note
        rows:
          alpha: {name: Alpha 10, size: 9007199254740993, year: 2020, released: 2025, open: true, media: [text, image],
                  score: 5, paper: "[The paper](https://example.org/a)", note: "See [*this*](https://example.org/x), now"}
          beta: {name: "*Béta* 9", size: 9007199254740992, year: 2019, released: "2025-10-03", open: false, media: [image],
                 score: 2, note: plain}
          gamma: {name: gamma, size: 0.0000001, year: 2021, released: "2025-10", media: [video], score: 3.5, note: =1+1}
          delta: {name: Delta}
      ratings:
        title: Ratings
        columns:
          name: Name
          a: {title: Quality, type: rating, max: 3}
          b: {title: Diversity, type: rating, max: 3}
          c: {title: Speed, type: rating, max: 3}
          d: {title: Ease, type: rating}
        rows:
          one: {name: One, a: 3, b: 1, c: 3, d: 5}
          two: {name: Two <b>, a: 1, c: 3}
          three: {name: Three, a: 3, b: 3, c: 1, d: 2.5}
          none: {name: None at all}
      plain: {title: Plain, columns: {x: X}, rows: {r: {x: y}}}
"""


def registry_of(comparisons: str) -> str:
    """A registry of one area, whose comparisons are given as YAML."""
    return f"areas:\n  ai:\n    title: AI\n    page: index.md\n    comparisons:\n{indent(comparisons, ' ' * 6)}\n"


class Course:
    """A registry, and pages that are converted with it."""

    def __init__(self, root: Path, registry: str = REGISTRY, locale: str = "en") -> None:
        (root / "registry.yml").write_text(registry, "utf-8")
        project = Project(root, root / "registry.yml")
        build = plain_build(project)
        loaded = build.loaded
        assert [str(problem) for problem in loaded.problems] == []
        self._site = StubSite()
        self.faults = self._site.problems
        self.page = stub_page()
        self.renderer = Renderer(
            loaded.registry, loaded.tables, Templates(()), build.icons, Layouts(None), build.inline,
            Locale.parse(locale),
        )  # fmt: skip

    def convert(self, text: str, **extensions: Any) -> BeautifulSoup:
        """A page's HTML; `extensions` are blocks and charts by name, where they are not the built-in ones."""
        self.faults.clear()
        self.page = stub_page("index.md", text, site=self._site, home="ai")
        extension = RegistryExtension(Context(self.renderer, lambda: self.page), **extensions)
        return BeautifulSoup(markdown.Markdown(extensions=[extension]).convert(text), "html.parser")

    def block(self, name: str, reference: str, options: str = "", **extensions: Any) -> BeautifulSoup:
        """One block's HTML; each option is a line."""
        lines = "".join(f"    {line}\n" for line in options.splitlines())
        return self.convert(f"/// {name} | {reference}\n{lines}///\n", **extensions)

    def rows(self, options: str = "") -> list[str]:
        """The ids of the rows that a table of models shows."""
        return [str(row["data-row"]) for row in self.block("comparison-table", "models", options).select("tbody tr")]

    def messages(self, name: str, reference: str, options: str, **extensions: Any) -> list[str]:
        """What is wrong with a block."""
        self.block(name, reference, options, **extensions)
        assert {fault.code for fault in self.faults} <= {"GA061"}
        return [fault.message.partition(": ")[2] for fault in self.faults]

    def files(self) -> dict[str, str]:
        """The published files."""
        return dict(table_files(self.renderer.registry, self.renderer.tables, self.renderer.inline))

    def csv(self, comparison: str) -> list[list[str]]:
        """A comparison's CSV, as its lines' cells."""
        return list(csv.reader(io.StringIO(self.files()[f"assets/genai/ai_{comparison}.csv"], newline="")))

    def json(self, comparison: str) -> Any:
        """A comparison's JSON."""
        return json.loads(self.files()[f"assets/genai/ai_{comparison}.json"])
