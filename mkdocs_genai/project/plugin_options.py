"""Checks what mkdocs.yml says about the plugin: that it is among the plugins, and that its options are at the right level.

For `check`; a build only uses the check that MkDocs does not make, for options at the top level of mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..problems import KeyPath, Problem
from ..registry.document import Document
from ..registry.text_files import display_path
from ..registry.yaml_file import read_document
from ..suggestions import describe, did_you_mean, nearest

_OPTIONS = ("registry", "metadata", "llms")
_SWITCHES = ("metadata", "llms")


def plugin_problems(mkdocs_yml: Path, plugins: list[tuple[str, Any]]) -> Iterator[Problem]:
    """The problems; `plugins` are all effective names and options, including those of a file that mkdocs.yml inherits."""
    document = _document(mkdocs_yml)
    yield from _at_the_top(document)
    listed = document.value.get("plugins") if isinstance(document.value, dict) else None
    options = [value for name, value in plugins if name == "genai"]
    if not options:
        names = [name for name, _ in plugins]
        misspelt = nearest("genai", names)
        message = (
            f"there is no plugin '{misspelt}'; did you mean 'genai'?"
            if misspelt
            else "the plugin 'genai' is not listed, so the site shows nothing of the registry; add `- genai` under `plugins`"
        )
        path: KeyPath = next((steps for name, steps in _paths(listed) if name == misspelt), ("plugins",))
        yield document.problem(path, "GA051", message)
    steps = next((steps for name, steps in _paths(listed) if name == "genai"), ("plugins",))
    yield from _beside(document, listed)
    if options and options[0] is not None and not isinstance(options[0], dict):
        message = f"expected options such as `llms: true` below 'genai', found {describe(options[0])}"
        yield document.problem(steps, "GA012", message)
    for name, value in options[0].items() if options and isinstance(options[0], dict) else ():
        if name not in _OPTIONS:
            message = f"the plugin has no option '{name}'{did_you_mean(str(name), _OPTIONS)}"
            yield document.problem((*steps, str(name)), "GA010", message, at_key=True)
        elif name in _SWITCHES and not isinstance(value, bool):
            yield document.problem((*steps, name), "GA014", f"expected true or false, found {value!r}")


def misplaced_options(mkdocs_yml: Path) -> list[Problem]:
    """Options of the plugin at the top level of mkdocs.yml, which MkDocs knows nothing of."""
    return list(_at_the_top(_document(mkdocs_yml)))


def _document(mkdocs_yml: Path) -> Document:
    return read_document(mkdocs_yml, display_path(mkdocs_yml, mkdocs_yml.parent))


def _at_the_top(document: Document) -> Iterator[Problem]:
    """Options among MkDocs's own keys; MkDocs's own warning does not say where they belong."""
    for name in document.value if isinstance(document.value, dict) else ():
        if name in _OPTIONS:
            message = f"'{name}' is an option of the plugin 'genai'; write it below `- genai:`, and indent it further than that"
            yield replace(document.problem((name,), "GA051", message, at_key=True), severity="warning")


def _beside(document: Document, listed: Any) -> Iterator[Problem]:
    """Options that are indented like the plugin's name, so that they are other keys of the same item, or plugins themselves."""
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        for name, value in entry.items() if isinstance(entry, dict) and "genai" not in entry else ():
            if name in _OPTIONS and value is not None and not isinstance(value, dict):
                message = f"'{name}' is an option of the plugin 'genai'; write it below `- genai:`, indented and without a dash"
                yield document.problem(("plugins", index, name), "GA051", message, at_key=True)
        others = [name for name in entry if name != "genai"] if isinstance(entry, dict) and "genai" in entry else []
        if others:
            message = f"'{others[0]}' is indented like 'genai', so it is not an option of it; indent it by two more spaces"
            yield document.problem(("plugins", index, str(others[0])), "GA051", message, at_key=True)


def _paths(listed: Any) -> Iterator[tuple[str, KeyPath]]:
    """The path of each plugin in a mkdocs.yml, whether they are a list or a mapping."""
    if isinstance(listed, dict):
        yield from ((str(name), ("plugins", name)) for name in listed)
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield from ((str(name), ("plugins", index, name)) for name in entry)
        else:
            yield str(entry), ("plugins", index)
