"""Pages of our own site that are made of the plugin's code, so that they can't drift from it.

The reference comes from `registry/model.py` and `all_options.py`, the pages of codes from `codes.yml`, and their examples from
the cases that the tests check word for word.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from all_options import block_options, commands, plugin_options  # beside this file, where MkDocs looks for a hook's imports
from babel import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mkdocs_genai.codes import Code, load_codes
from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.i18n import load_labels
from mkdocs_genai.registry import (
    authorship,
    call_to_action,
    diagram,
    groups,
    learning,
    model,
    quiz,
    registry_json_format,
    sources,
    terms,
)

log = get_plugin_logger("reference")

_TESTS = Path(__file__).parents[2] / "tests"
_PACKAGE = Path(model.__file__).parents[1]
_CASES = ("docs/broken", "registry/broken")
"""Cases made for the docs come first."""
_SHORT = 16
"""Up to so many lines, a file is shown whole, and so are the other files of its case together."""
_AROUND = 5

_THINGS: dict[str, type[BaseModel]] = {
    "Area": model.Area,
    "Topic": model.Topic,
    "Question": quiz.Question,
    "Choice": quiz.Choice,
    "Minutes": learning.Minutes,
    "Resource": learning.Resource,
    "Term": terms.Term,
    "Comparison": model.Comparison,
    "Column": model.Column,
    "Source": sources.Source,
    "Cell with a note": model.NotedCell,
    "Rows from a file": model.RowsFrom,
    "Diagram": diagram.Diagram,
    "Node": diagram.Node,
    "Call to action": call_to_action.CallToAction,
    "Link": call_to_action.Link,
    "Course": model.Course,
    "Author": authorship.Author,
    "Group": groups.Group,
    "Registry in one file": model.RegistryFile,
}
_PUBLISHED: dict[str, type[BaseModel]] = {
    "The file": registry_json_format.Published,
    "A course": registry_json_format.PublishedCourse,
    "An area": registry_json_format.PublishedArea,
    "A topic": registry_json_format.PublishedTopic,
    "A term": registry_json_format.PublishedTerm,
    "A comparison": registry_json_format.PublishedComparison,
    "A row": registry_json_format.PublishedRow,
}
_WORDS = {
    "Text": "text",
    "InlineMarkdown": "text with inline Markdown",
    "Icon": "icon",
    "PageName": "page",
    "Url": "address",
    "WebUrl": "address that begins with http:// or https://",
    "File": "path",
    "Sign": "single character",
    "Encoding": "name of an encoding",
    "Id": "id",
    "Ids": "list of ids",
    "Reference": "id",
    "References": "list of ids",
    "TopicReference": "id",
    "TopicReferences": "list of ids",
    "AreaReference": "id",
    "AreaReferences": "list of ids",
    "OwnAreaReferences": "list of ids",
    "AreaIds": "list of ids",
    "Any": "what the type of the column takes",
    "Texts": "list of texts",
    "Forms": "text, or list of texts",
    "PlainText": "text",
    "Delimiter": "text",
    "int": "whole number",
    "float": "number",
    "int | float": "number",
    "bool": "`true` or `false`",
    "str": "text",
    "Day": "date, such as 2026-11-01",
    "datetime.date": "date, such as 2026-11-01",
    "Edges": "list of texts",
    "InlineTexts": "list of texts with inline Markdown",
    "Objectives": "texts with inline Markdown by id, or a list of them",
    "StudyTime": "whole number, or a mapping of [minutes](#minutes)",
    "License": "SPDX identifier or address",
    "Authors": "list of [authors](#author), or their names",
    "PlainTexts": "list of texts",
    "dict[Id, Term]": "[terms](#term) by id",
    "dict[Id, Resource]": "[resources](#resource) by id",
    "Links": "list of [links](#link)",
    "Sources": "list of [sources](#source), or their addresses",
    "dict[Id, dict[str, Any]]": "rows by id, each a mapping of cells by column id",
    "dict[str, Text]": "texts by [label](#labels)",
    "dict[Id, NodeOrLabel]": "[nodes](#node) by id, or labels",
    "dict[Id, ColumnOrTitle]": "[columns](#column) by id, or their titles",
    "dict[Id, Topic]": "[topics](#topic) by id",
    "dict[Id, Question]": "[questions](#question) by id",
    "Choices": "[choices](#choice) by id, or their texts",
    "Answers": "list of texts",
    "Hints": "list of texts with inline Markdown",
    "dict[Id, Comparison]": "[comparisons](#comparison) by id",
    "dict[Id, Diagram]": "[diagrams](#diagram) by id",
    "Groups": "[groups](#group) by id",
    "dict[Id, Area]": "[areas](#area) by id",
}
"""How an annotation reads; one that is not in here is a warning, which stops a strict build, so that none is forgotten."""


_PROPERTIES = {
    "--genai-accent": "links in diagrams, icons, outlines of what a link has led to",
    "--genai-text": "text in diagrams and charts",
    "--genai-text-muted": "notes, status, arrows",
    "--genai-line": "borders and rules",
    "--genai-surface": "the background of tables",
    "--genai-surface-raised": "headings of tables, nodes, tags",
    "--genai-radius": "round corners",
    "--genai-hue-1": "the first area of the course, on the map, on cards and in the trail of its deep dives",
    "--genai-hue-2": "the second",
    "--genai-hue-3": "the third",
    "--genai-hue-4": "the fourth",
    "--genai-hue-5": "the fifth",
    "--genai-hue-6": "the sixth",
    "--genai-hue-7": "the seventh",
    "--genai-hue-8": "the eighth",
    "--genai-series-1": "the first thing in a chart",
    "--genai-series-2": "the second",
    "--genai-series-3": "the third",
    "--genai-series-4": "the fourth",
}
"""What each custom property is for; here too, none may be forgotten."""


class Example(NamedTuple):
    """A file with a problem, as far as it is shown, and the message that it gets.

    `others` are the case's other YAML files and templates, and `command` is what reports it where a build does not.
    """

    file: str
    first: int
    lines: list[str]
    line: int
    message: str
    others: dict[str, list[str]]
    command: str


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    for src_uri, content in pages().items():
        files.append(File.generated(config, src_uri, content=content))
    return files


def pages() -> dict[str, str]:
    """The pages by their names; for Zensical, which runs no hooks, `tests/zensical_site.py` writes them into docs_dir."""
    found = {"use/reference.md": _reference(), "use/codes/index.md": _codes(), "use/templates.md": _templates()}
    return found | {f"use/codes/{name.lower()}.md": _code(name, code) for name, code in load_codes().items()}


def _reference() -> str:
    return "\n".join(_reference_lines()) + "\n"


def _reference_lines() -> Iterator[str]:
    yield from _head("All options", "Every option of the plugin and its blocks, every key of the registry, every command.")
    yield "All options on one page, made of the plugin's own code when this site is built: [the plugin's](#plugin), those of"
    yield "[blocks](#blocks), the keys of the [registry](#registry) and of [registry.json](#registry-json), the"
    yield "[labels](#labels), and the [commands](#commands). [Templates and custom properties](templates.md) and [codes of"
    yield "errors](codes/index.md) have pages of their own.\n"
    yield from plugin_options()
    yield from block_options()
    yield "## The registry { #registry }\n\nFor a guided tour see [The registry](registry.md).\n"
    yield "An *id* is made of lower-case letters, digits and hyphens. A *page* is a Markdown file, relative to `docs_dir`."
    yield "An *icon* is a path inside the theme's `.icons` folder, without `.svg`. Each area file holds one [area](#area);"
    yield "`course.yml` holds the [course](#course).\n"
    for title, found in _THINGS.items():
        anchor = _anchor(title)
        yield f"### {title} {{ #{anchor} }}\n\n{found.__doc__}\n"
        for name, field in found.model_fields.items():
            # No link: its underline would hide the underscores.
            key = f"`{name}`{{ #{anchor}-{name} }}"
            yield f"- {key} ({_takes(found, name, field)}{_default(field)}): {field.description}"
        yield ""
        if found is model.Column:
            yield from _column_types()
    locales = [file.stem for file in (_PACKAGE / "locales").iterdir() if file.stem != "en"]
    languages = sorted(Locale(language).get_display_name("en") or language for language in locales)
    yield "## Labels { #labels }\n\nThe words that the plugin prints, in English. They are translated into"
    yield f"{', '.join(languages)}, and follow the theme's language. Those that no reader of a language has checked yet"
    yield "are English there, and the build names them. To replace some by your own words, write these under `labels` in"
    yield "`course.yml`, and keep the placeholders in braces, which are filled in.\n"
    yield from (f"- `{key}`: {words}" for key, words in load_labels("en").items())
    yield from _published()
    yield from commands()


def _column_types() -> Iterator[str]:
    """The types of columns, and the keys that a column has for its type."""
    yield "#### Types of columns { #column-types }\n"
    anchors: set[str] = set()  # two types may have an option of the same name
    for type_name, kind in COLUMN_TYPES.items():
        yield f"- `{type_name}`{{ #column-types-{type_name} }}: {kind.__doc__}"
        for name, field in kind.model_fields.items():
            key = field.alias or name
            anchor = "" if key in anchors else f"{{ #column-{key} }}"
            anchors.add(key)
            yield f"    - `{key}`{anchor} ({_takes(kind, name, field)}{_default(field)}): {field.description}"
    yield ""


def _published() -> Iterator[str]:
    """The keys of registry.json."""
    yield "\n## registry.json { #registry-json }\n"
    yield "What a site [publishes](other-courses.md#what-your-site-publishes) for other courses and tools."
    yield "`registry.schema.json` beside it says the same to programs. Mappings are by id, in the course's order.\n"
    for title, found in _PUBLISHED.items():
        yield f"### {title} {{ #published-{_anchor(title)} }}\n"
        for name, field in found.model_fields.items():
            yield f"- `{name}`{'; required' if field.is_required() else ''}: {field.description}"
        yield ""


def _takes(found: type[BaseModel], name: str, field: FieldInfo) -> str:
    annotation = _annotation(found, name).removesuffix(" | None")
    alias = getattr(sys.modules[found.__module__], annotation, None)
    if alias in _THINGS.values():
        anchor = _anchor_of(alias)
        return f"[{anchor.replace('-', ' ')}](#{anchor})"
    choices = get_args(alias) if name != "type" else tuple(COLUMN_TYPES)
    words = ", ".join(f"`{choice}`" for choice in choices) if all(isinstance(c, str) for c in choices) and choices else ""
    limits = {type(item).__name__.lower(): getattr(item, type(item).__name__.lower(), None) for item in field.metadata}
    between = f" from {limits['ge']} to {limits['le']}" if {"ge", "le"} <= limits.keys() else ""
    if not words and annotation not in _WORDS:
        log.warning("the reference has no words for '%s', the type of '%s.%s'", annotation, found.__name__, name)
    return (words or _WORDS.get(annotation, f"`{annotation}`")) + between


def _annotation(found: type[BaseModel], name: str) -> str:
    """A key's type as it is written in the code: what comes first in `Annotated[…, Field(…)]`."""
    written = ast.parse(found.__annotations__[name], mode="eval").body
    match written:
        case ast.Subscript(slice=ast.Tuple(elts=[first, *_])):
            return ast.unparse(first)
    raise TypeError(f"no meaning beside the type of {found.__name__}.{name}")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "; required"
    default = field.get_default(call_default_factory=True)
    if isinstance(default, bool):
        return f"; default `{str(default).lower()}`"
    return f"; default `{default}`" if isinstance(default, str) else ""


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _anchor_of(found: type[Any]) -> str:
    return next(_anchor(title) for title, known in _THINGS.items() if known is found)


def _templates() -> str:
    lines = _head("Templates and custom properties", "Every template that may be overridden, and what it is given.")
    lines.append("This page is made of the plugin's own files at build time.")
    lines.append("How to use them: [Look](look.md).\n\n## Templates\n\nWhat each is given:\n")
    for file in sorted((_PACKAGE / "templates" / "genai").iterdir()):
        given = re.match(r"{#(.*?)#}", file.read_text("utf-8"), re.DOTALL)
        lines.append(f"- `{file.name}`: {' '.join(given[1].split()) if given else 'nothing'}")
    sheet = (_PACKAGE / "assets" / "genai.css").read_text("utf-8")
    lines.append("\n## Custom properties\n\nOf CSS, set on `body`, with their defaults:\n")
    properties = dict(reversed(re.findall(r"^ +(--genai-[a-z0-9-]+): (.*);$", sheet, re.MULTILINE)))
    if properties.keys() != _PROPERTIES.keys():
        log.warning("the custom properties of genai.css are others than those that are documented: %s", [*properties])
    lines += [f"- `{name}`: {_PROPERTIES.get(name, '')} (`{value}`)" for name, value in reversed(properties.items())]
    return "\n".join(lines) + "\n"


def _codes() -> str:
    lines = _head("Codes of errors", "Every error that mkdocs-genai reports has a stable code, with its cause and cure.")
    lines.append("Each message ends with a code such as `[GA010]`. The codes are stable: search for them, and link to them.\n")
    lines.append("| Code | What it says |\n|---|---|")
    lines += [f"| [{name}]({name.lower()}.md) | {code.title} |" for name, code in load_codes().items()]
    return "\n".join(lines) + "\n"


def _code(name: str, code: Code) -> str:
    lines = _head(f"{name}: {code.title}", f"Cause and cure of {name}, {code.title[0].lower()}{code.title[1:]}.")
    lines.append(f"**Cause.** {code.cause}\n\n**Cure.** {code.cure}\n")
    if example := _example(name):
        options = f'title="{example.file}" linenums="{example.first}" hl_lines="{example.line - example.first + 1}"'
        lines.append("## For example\n")
        for file, text in example.others.items():
            lines.append("\n".join([f'````{{.{_language(file)} title="{file}"}}', *text, "````\n"]))
        if any(example.lines):
            said = f"is reported{example.command} as\n"
            lines.append("\n".join([f"````{{.{_language(example.file)} {options}}}", *example.lines, "````\n", said]))
        lines.append("\n".join(["````text", example.message, "````\n"]))
    lines.append("[All codes](index.md) · [Troubleshooting](../troubleshooting.md) · [All options](../reference.md)")
    return "\n".join(lines) + "\n"


@cache
def _cases() -> list[tuple[str, str]]:
    """Files and report of each case; of a folder's, those with the fewest problems first, and of these the shortest."""
    cases: list[tuple[str, str]] = []
    for folder in _CASES:
        texts = [file.read_text("utf-8") for file in (_TESTS / folder).glob("*.txt")]
        for text in sorted(texts, key=lambda text: (text.count("[GA"), len(text), text)):
            files, _, report = text.partition("--- report\n")
            cases.append((files, report))
    return cases


def _example(name: str) -> Example | None:
    found = [
        (tree, message)
        for tree, report in _cases()
        for message in re.split(r"\n(?! )", report.rstrip("\n"))
        if f"[{name}]" in message
    ]
    if not found:
        return None
    # One that shows its line says more, if there is one.
    tree, message = next((pair for pair in found if "\n" in pair[1]), found[0])
    file, line = message.split(":")[0], int(message.split(":")[1])
    lines = _files(tree).get(file, [])
    first = 1 if len(lines) <= _SHORT else max(1, line - _AROUND)
    shown = lines if len(lines) <= _SHORT else lines[first - 1 : line + _AROUND]
    files = _files(tree)
    others = {other: text for other, text in files.items() if other.endswith((".yml", ".html")) and other != file}
    if sum(map(len, others.values())) > _SHORT:
        others = {}
    command = " by `mkdocs-genai check --objectives`" if "objectives" in files else ""
    return Example(file, first, shown, line, message, others, command)


def _language(file: str) -> str:
    return "yaml" if file.endswith((".yml", ".yaml")) else "text"


def _files(tree: str) -> dict[str, list[str]]:
    """The lines of each file of a case."""
    parts = [part.partition("\n") for part in tree.removeprefix("--- ").rstrip("\n").split("\n--- ")]
    return {name: content.rstrip("\n").split("\n") for name, _, content in parts}


def _head(title: str, description: str) -> list[str]:
    """The front matter and the heading of a page."""
    return ["---", f'title: "{title}"', f'description: "{description}"', "---\n", f"# {title}\n"]
