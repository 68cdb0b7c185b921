"""The gallery of our own site: every block, column type and kind of chart, with what an author writes and what comes of it.

    on_files          the page is made of BLOCKS, COLUMN_TYPES and CHART_KINDS, each with its text out of docs/snippets/gallery
    on_page_content   the examples are rendered from that folder's registry, which is no part of the course

What has no example is a warning, which stops a strict build.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.build import Build, Caches
from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.problems import Problem, report
from mkdocs_genai.project.project import Project
from mkdocs_genai.render.charts import CHART_KINDS
from mkdocs_genai.render.mermaid_engines import BEST_ENGINE
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.targets import PageAddress, Target, url_of

log = get_plugin_logger("gallery")

_PAGE = "use/gallery.md"
_EXAMPLE = Path(__file__).parents[2] / "docs" / "snippets" / "gallery"
_REGISTRY = "docs/registry/baking.yml"
_WRITTEN = {
    "topic-cards": "topics",
    "topic-list": "topics",
    "comparison-table": "comparison",
    "comparison-chart": "comparison",
    "concept-diagram": "diagrams",
    "related-areas": "related",
    "call-to-action": "call_to_action",
    "area-cards": "area",
    "area-map": "area",
    "glossary": "terms",
}
"""What of the registry each block shows: a section of the file. Other examples have sections of their own names."""
_PARENTS = {0: "", 2: "comparisons:\n", 4: "topics:\n  sourdough:\n"}
"""What a section of the registry stands under, by its indentation."""

_INTRODUCTION = """---
title: "Gallery"
description: "Every block, every type of column and every kind of chart, each with its source and its result."
---

# Gallery

Everything that the plugin can put into a page, with the text that you write for it: a part of the registry, and the
block that shows it. Copy what you need. This page is generated from the plugin's code, so nothing is missing.

All examples belong to one small course about baking. The blocks are on the page of the area `baking`, so they don't have to
name it. The course's own pages are not part of this site, so links to them lead [here](#the-example).
"""

_END = """
## The whole example { #the-example }

A course is a folder of files like these, and `genai` under `plugins` in `mkdocs.yml`; see [Use it in your course](index.md).

```yaml title="docs/registry/course.yml"
--8<-- "gallery/docs/registry/course.yml"
```

```yaml title="docs/registry/grains.yml"
--8<-- "gallery/docs/registry/grains.yml"
```

```yaml title="docs/registry/ovens.yml"
--8<-- "gallery/docs/registry/ovens.yml"
```

The third area is `docs/registry/baking.yml`; its parts are shown above. All keys are in the [reference](reference.md).
"""


class _GallerySite:
    """The site in which the examples are shown: the files of ours, without pages of their own."""

    def __init__(self, files: Files, page: MkDocsPage) -> None:
        self._files = files
        self._page = page

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: a page of the example is not in the site; a file such as a script is."""
        del page
        if target.path.endswith(".md"):
            return f"#{target.anchor or 'the-example'}" if target.path == "index.md" else "#the-example"
        file = self._files.get_file_from_path(target.path) if target.path and not target.is_external else None
        return url_of(target, lambda _: file.url_relative_to(self._page.file) if file else None)

    svg_url = url

    def pages(self) -> list[str]:
        """See Site."""
        return []

    def source(self, src_uri: str) -> str | None:
        """See Site."""
        del src_uri
        return None

    def report(self, problem: Problem) -> None:
        """See Site."""
        log.warning("%s", report([problem]))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    for src_uri, text in pages().items():
        files.append(File.generated(config, src_uri, content=text))
    return files


def pages() -> dict[str, str]:
    """The page's Markdown, in which what comes of the examples has no place yet."""
    return {_PAGE: "\n".join(_lines()) + "\n"}


@event_priority(200)  # before the plugin looks at the page: the examples are a part of it
def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put what comes of each example in its place."""
    if page.file.src_uri == _PAGE:
        for name, example in _examples(files, page, config):
            html = html.replace(_place(name), f'<div class="course-example">{example}</div>')
    return html


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield "## Blocks { #blocks }\n"
    for name in BLOCKS:
        yield f"### {name} {{ #block-{name} }}\n\nAll options: [{name}](blocks.md#{name}).\n"
        yield from _example(name, _WRITTEN.get(name, name))
    yield "## Types of columns { #column-types }\n"
    for name, kind in COLUMN_TYPES.items():
        meaning = " ".join((inspect.getdoc(kind) or "").partition("\n\n")[0].split())
        yield f"### {name} {{ #type-{name} }}\n\n{meaning} All options: [{name}](reference.md#column-types-{name}).\n"
        yield from _example(name, name)
    yield "## Kinds of charts { #chart-kinds }\n"
    for name, chart in CHART_KINDS.items():
        takes = "[comparison-chart](blocks.md#comparison-chart)"
        yield f"### {name} {{ #chart-{name} }}\n\nDraws {chart.DRAWS}. All options: {takes}.\n"
        yield from _example(name, name)
    yield _END


def _example(name: str, section: str) -> Iterator[str]:
    blocks, registry = _sections("docs/index.txt"), _sections(_REGISTRY)
    if name not in blocks or section not in registry:
        log.warning("the gallery has no example of '%s': it is a section of the files in docs/snippets/gallery", name)
        return
    written = registry[section]
    parents = _PARENTS[len(written) - len(written.lstrip(" "))]
    yield f'```yaml title="{_REGISTRY}"\n{parents}{written}```\n'
    yield f'```markdown title="docs/index.md"\n{blocks[name]}```\n'
    yield _place(name) + "\n"


def _place(name: str) -> str:
    return f"<!-- example: {name} -->"


def _sections(name: str) -> dict[str, str]:
    """The parts of a file of the example, between the marks that pymdownx.snippets knows."""
    text = (_EXAMPLE / name).read_text("utf-8")
    return {
        part: text.partition(f"[start:{part}]\n")[2].partition(f"[end:{part}]")[0].rpartition("\n")[0] + "\n"
        for part in re.findall(r"\[start:(\S+)\]", text)
    }


def _examples(files: Files, page: MkDocsPage, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The HTML of each."""
    icons = tuple(Path(folder, ".icons") for folder in config.theme.dirs)
    project = Project(_EXAMPLE, _EXAMPLE / "docs" / "registry", icon_folders=icons)
    layouts = Layouts(BEST_ENGINE, log.info)
    build = Build(project, _GallerySite(files, page), Caches(layouts=layouts))
    if build.loaded.problems:
        log.warning("%s", report(build.loaded.problems))
    made = build.page(PageAddress("index.md", url=page.url))
    md = Markdown(extensions=[build.extension(made)])
    for name, block in _sections("docs/index.txt").items():
        yield name, md.reset().convert(block)
