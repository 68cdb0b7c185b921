"""All that happens to a registry in a build, without a host: load, check, report, render every block."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import markdown
from bs4 import BeautifulSoup

from mkdocs_genai.blocks import BLOCKS, RegistryExtension
from mkdocs_genai.blocks.base import Context
from mkdocs_genai.hosts.plain import find_problems, plain_build
from mkdocs_genai.problem_formats import FORMATS
from mkdocs_genai.problems import Problem, report
from mkdocs_genai.project.languages import ONE_LANGUAGE, find_registry
from mkdocs_genai.project.project import Project
from mkdocs_genai.project.site_checks import page_homes
from mkdocs_genai.registry.json_schema import Names, json_schema
from mkdocs_genai.registry.load import Loaded
from mkdocs_genai.render.deep_dives import DeepDives
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer
from mkdocs_genai.sharing.publications import publications
from mkdocs_genai.sharing.table_files import table_files
from mkdocs_genai.targets import Target

from ..stub_site import StubSite, stub_page

SECONDS = 12.0
"""Of the processor's time, not of the clock's. The slowest input takes 1.2 of them on a quiet machine; where cores are shared,
the same work takes three times as long, and a hang takes minutes."""
SECONDS_PER_100_KB = 2.0
"""In addition, since an error may be looked for by reading again."""

Files = Mapping[str, bytes]
"""By their path relative to the project's root."""


class HangError(BaseException):
    """Something takes too long. No Exception, so that nothing takes it for an error of the input."""


@contextlib.contextmanager
def no_hang(files: Files, *, factor: float = 1.0) -> Iterator[None]:
    """Stop what takes longer than reading, checking and reporting a project of this size can.

    `factor` is for slower things than what a user runs. Where lines are counted by tracing them, as on Python 3.11, much takes
    three times as long.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangError

    size = sum(map(len, files.values()))
    factor *= 4 if sys.gettrace() else 1
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, factor * (SECONDS + SECONDS_PER_100_KB * size / 100_000))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_TEMPLATES = Templates(())
"""Kept, since compiling them takes longer than all else."""


@dataclass
class Outcome:
    """What came of it."""

    loaded: Loaded
    problems: list[Problem]
    html: str


def write_files(files: Files, root: Path) -> None:
    """Write a project's files, and an icon."""
    for name, content in {**files, "icons/leaf.svg": b"<svg/>"}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def outcome_of(root: Path, *, layouts: Layouts | None = None) -> Outcome:
    """Load, check, report and render the project in `root`, also what is broken, as the preview does."""
    docs_dir = root / "docs"
    project = Project(root, find_registry(root, "", docs_dir, ONE_LANGUAGE), docs_dir, (root / "icons",))
    problems = find_problems(project)
    for form in FORMATS.values():
        form(problems).encode("utf-8")
    report(problems).encode("utf-8")
    build = plain_build(project)
    loaded, icons, inline = build.loaded, build.icons, build.inline
    registry = loaded.registry
    if not loaded.problems:  # as the preview does, for editors
        json.dumps(json_schema("registry", Names(registry, icons.names(), project.pages()))).encode("utf-8")
    renderer = Renderer(registry, loaded.tables, _TEMPLATES, icons, layouts or Layouts(None), inline)
    site = StubSite(_resolved)
    page = stub_page(site=site)
    md = markdown.Markdown(extensions=["tables", RegistryExtension(Context(renderer, lambda: page))])
    for _, content, *_ in [
        *table_files(registry, loaded.tables, inline),
        *publications(project, renderer, _resolved),
    ]:
        assert isinstance(content, bytes) or content.encode("utf-8")
    html: list[str] = []
    for source in _pages(loaded, docs_dir):
        page = stub_page("index.md", source, site=site)
        html.append(md.reset().convert(source))
    problems += site.problems
    frames = DeepDives(registry)
    for src_uri in page_homes(registry):
        frame = frames.frame(renderer, stub_page(src_uri, site=site), "index.md")
        html += [str(frame.topic_header), str(frame.topic_footer)]
    html.append(renderer.templates.render("banner.html", problems=problems))
    report(problems).encode("utf-8")
    "".join(html).encode("utf-8")
    return Outcome(loaded, problems, "\n".join(html))


def _resolved(target: Target) -> str | None:
    return None if target.path.endswith("missing.md") else str(target)


def _pages(loaded: Loaded, docs_dir: Path) -> Iterator[str]:
    """A page with every block that the registry knows, and the project's own pages."""
    lines: list[str] = []
    for block in BLOCKS.values():
        if "comparison" in block.NAME or "diagram" in block.NAME:
            kind = "diagrams" if "diagram" in block.NAME else "comparisons"
            names = [f"{area_id}/{name}" for area_id, area in loaded.registry.areas.items() for name in getattr(area, kind)]
        elif block.NAME == "quiz":
            names = [f"{area_id}/{name}" for area_id, area in loaded.registry.areas.items() for name in area.topics]
        else:
            names = ["", *loaded.registry.areas]
        lines += [f"/// {block.NAME}{' | ' if name else ''}{name}\n///\n" for name in names]
    for area_id, area in loaded.registry.areas.items():
        lines += [f"[][area:{area_id}]", *(f"[][topic:{area_id}/{topic_id}]" for topic_id in area.topics)]
    yield "\n".join(lines)
    for path in sorted(docs_dir.rglob("*.md")):
        yield path.read_text("utf-8", errors="replace")


_ELEMENTS = re.compile(
    "a|article|bdi|blockquote|br|button|caption|circle|code|data|dd|defs|desc|details|div|dl|dt|em|fieldset|figcaption|figure|g|genai-done"
    "|genai-done-button|genai-quiz|genai-table|h[1-6]|hr|img|input|label|legend|li|line|link|marker|nav|ol|p|path|polygon|pre|rect"
    "|script|small|span|strong|sup|summary|svg|table|tbody|td|text|textarea|th|thead|time|title|tr|tspan|ul|use"
)
_SCRIPTS = tuple(f"assets/genai/genai{name}.js" for name in ("", "-back", "-hints", "-quiz", "-done"))
_STYLE = "assets/genai/genai-quiz.css"


def unsafe_parts(html: str) -> list[str]:
    """What no block may put into a page, as a parser sees it: scripts, handlers, addresses that do something."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        if not _ELEMENTS.fullmatch(element.name):
            found.append(str(element)[:200])
        if element.name == "script" and (element.get("src") not in _SCRIPTS or element.get_text()):
            found.append(str(element)[:200])
        if element.name == "link" and element.get("href") != _STYLE:
            found.append(str(element)[:200])
        for name, value in element.attrs.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "action"):
                found.append(f"{element.name} {name}={value}")
            if name in ("href", "xlink:href", "src") and not _is_safe(str(value)):
                found.append(f"{element.name} {name}={value}")
    return found


def _is_safe(address: str) -> bool:
    # Browsers drop these wherever they stand.
    address = address.translate({ord(char): None for char in "\t\r\n"}).strip("".join(map(chr, range(33))))
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return True  # no browser goes there either
    return scheme in ("", "http", "https", "mailto") and not address.startswith("//")
