"""What tests of courses that know each other share: another course, a server that answers as told, the command."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from mkdocs_genai.cli import main

from ..site.course import Course
from ..web_server import QuietHandler, listening

OTHER = """
--- mkdocs.yml
site_name: Gardening school
theme: {name: material, font: false}
plugins: [genai]
--- docs/registry/course.yml
title: The "school" of <gardening>
--- docs/registry/gardening.yml
title: Gardening <i>
page: index.md
topics: {soil: {title: Soil & mulch}, sun: {title: Sun}}
comparisons:
  tools: {title: Tools, columns: {name: Name}, rows: {spade: {name: "A *spade*"}}}
--- docs/index.md
# Gardening

/// topic-cards
///
/// comparison-table | tools
///
"""


def run(course: Course, *arguments: object) -> Result:
    command = [*map(str, arguments), "-f", str(course.config)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def kept(course: Course, name: str = "garden") -> Path:
    return course.root / "docs" / "registry" / "imports" / f"{name}.json"


class Answers(QuietHandler):
    """Answers each path as a test says: status, headers and content."""

    answers: dict[str, tuple[int, dict[str, str], bytes]]

    def do_GET(self) -> None:
        status, headers, content = self.answers.get(self.path, (404, {}, b"nothing"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # it may have read enough
            self.wfile.write(content)


def answering(answers: dict[str, tuple[int, dict[str, str], bytes]]) -> contextlib.AbstractContextManager[str]:
    return listening(type("Handler", (Answers,), {"answers": answers}), Path())


def registry(**parts: Any) -> bytes:
    """A registry.json."""
    return json.dumps({"version": 1, "course": {"title": "X"}, "areas": {"a": {"title": "A", "url": "a/"}}} | parts).encode()
