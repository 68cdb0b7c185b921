"""Changes a mkdocs.yml as text, so that its comments, tags and everything else stay as their author wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import Any, NamedTuple

import yaml

from ..problems import CommandError, KeyPath
from ..text_edits import Edit, edited
from .site_markdown import EXTENSION

_PLUGIN = "genai"


class _Item(NamedTuple):
    """The start and end of a list's entry in the text, and the column of its hyphen."""

    start: int
    end: int
    column: int


class ExpandedNav(NamedTuple):
    """A nav whose areas are named one by one."""

    nav: list[Any]
    areas: Mapping[KeyPath, list[Any]]
    """The replacement of each entry that stood for areas, by the entry's path."""


def without_plugin(text: str, docs_dir: str, nav: ExpandedNav | None) -> str:
    """A mkdocs.yml that has another docs_dir, and neither the plugin nor its Markdown extension.

    `nav` takes the place of its `nav`; None leaves that as it is. Raises CommandError where a line that must change can't be
    found, since another file has it.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = {key.value: (key, value) for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    edits = [*_without(text, entries, "plugins", _PLUGIN), *_without(text, entries, "markdown_extensions", EXTENSION)]
    if not edits:
        raise CommandError(f"mkdocs.yml does not list the plugin '{_PLUGIN}' itself; run this for the file that lists it")
    new: dict[str, Any] = {"docs_dir": docs_dir}
    if nav is not None:
        found = [_item(entries["nav"][1], path) for path in nav.areas] if "nav" in entries else [None]
        if None in found or [] in nav.areas.values():
            new["nav"] = nav.nav
        else:
            edits += [_instead(text, item, nav.areas[path]) for item, path in zip(found, nav.areas, strict=True) if item]
    added = ""
    for name, value in new.items():
        dumped = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=1000)
        if name in entries:
            key, node = entries[name]
            edits.append(Edit(key.start_mark.index, _end(text, node), dumped.rstrip("\n")))
        else:
            added += dumped
    text = edited(text, edits)
    return text if not added else f"{text.rstrip()}\n\n{added}"


def _item(listed: yaml.Node, path: KeyPath) -> _Item | None:
    """An entry of a list that has a line for each entry; None if it is written otherwise, or elsewhere."""
    item = None
    node: Any = listed
    for step in path:
        if isinstance(step, int):
            if not isinstance(node, yaml.SequenceNode) or node.flow_style:
                return None
            column, node = node.start_mark.column, node.value[step]
            item = _Item(node.start_mark.index, node.end_mark.index, column)
        else:
            if node.flow_style:
                return None
            node = node.value[0][1]
            item = item._replace(end=node.end_mark.index) if item else None
    return item


def _instead(text: str, item: _Item, entries: list[Any]) -> Edit:
    """The edit that replaces an entry by several, each in lines of its own; a comment after it stays after their first line."""
    dumped = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
    first, *others = indent(dumped, " " * item.column).rstrip().split("\n")
    end = text.find("\n", item.end)
    comment = text[item.end : end].rstrip() if end >= 0 else ""
    return Edit(item.start, item.end + len(comment), "\n".join([first.lstrip().removeprefix("- ") + comment, *others]))


def _without(text: str, entries: dict[str, tuple[yaml.Node, yaml.Node]], name: str, entry: str) -> Iterator[Edit]:
    """The edit that removes an entry from a list or mapping of plugins or extensions."""
    key, listed = entries.get(name, (None, None))
    if key is None or not isinstance(listed, yaml.SequenceNode | yaml.MappingNode):
        return
    spans = [_span(child) for child in listed.value]
    found = [index for index, child in enumerate(listed.value) if _name(child) == entry]
    if found and len(found) == len(spans):
        yield Edit(key.start_mark.index, _end(text, listed), f"{name}: []")
        return
    for index in found:
        start, end = spans[index]
        if listed.flow_style:
            yield Edit(start, spans[index + 1][0]) if index + 1 < len(spans) else Edit(spans[index - 1][1], end)
        else:
            yield Edit(text.rfind("\n", 0, start) + 1, text.find("\n", _last(text, start, end)) + 1)


def _name(entry: Any) -> str:
    """The name of a plugin or extension: an entry of a mapping, a mapping of one, or a name."""
    if isinstance(entry, tuple):
        return str(entry[0].value)
    return _name(entry.value[0]) if isinstance(entry, yaml.MappingNode) and len(entry.value) == 1 else str(entry.value)


def _span(entry: Any) -> tuple[int, int]:
    first, last = entry if isinstance(entry, tuple) else (entry, entry)
    return first.start_mark.index, last.end_mark.index


def _end(text: str, node: yaml.Node) -> int:
    return _last(text, node.start_mark.index, node.end_mark.index)


def _last(text: str, start: int, end: int) -> int:
    """The end of the last line of a node; its end in YAML may be below blank lines and comments."""
    lines = text[start:end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return start + len("\n".join(lines))
