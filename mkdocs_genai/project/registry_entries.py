"""New entries in a registry file that its author wrote: lines are put in, and all others stay byte for byte as they are.

The YAML is parsed for the positions of its values alone. A writer of YAML would write the whole file anew, with its own
indentation and line ends, and comments would belong to other entries than before. What comes out is parsed again, and
compared with what was meant: where an alias or an odd layout would lead to something else, nothing is changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from ..problems import CommandError
from ..registry.document import Document, key_text
from ..registry.yaml_file import parse_document
from ..registry.yaml_indentation import indent
from ..text_edits import Edit, edited

_NULL = "tag:yaml.org,2002:null"
_INVALID = "is not valid YAML; `mkdocs-genai check` says where"
_BY_HAND = "can't be changed without changing something else in it; write the entry '{key}' by hand"


class Edited(NamedTuple):
    """A file's text with the entry in it, and the entry as it is now."""

    text: str
    entry: Mapping[str, Any]


def with_entry(text: str, where: Sequence[str], key: str, entry: Mapping[str, Any]) -> Edited:
    """Add an entry to the mapping at `where`, at its end. A planned topic of that name gets the entry's page and status.

    Raises CommandError, whose message continues after the file's name.
    """
    plain, returns = _with_plain_ends(text)
    document = parse_document(plain, "")
    if any(problem.severity == "error" for problem in document.problems):
        raise CommandError(_INVALID)
    value = {} if document.value is None else document.value
    there = _mapping_at(value, where).get(key)
    if there is not None:
        if where[-1] != "topics" or not _is_planned(there):
            raise CommandError(f"has '{key}' already; nothing was changed")
        entry = {**there, "page": entry["page"], "status": entry["status"]}
        edits = _planned_edits(document, [*where, key], entry)
    else:
        edits = [_new_entry(document, where, key, entry)]
    changed = _applied(text, returns, edits)
    if parse_document(_with_plain_ends(changed)[0], "").value != _expected(value, where, key, entry):
        raise CommandError(_BY_HAND.format(key=key))
    return Edited(changed, entry)


def _mapping_at(value: Any, where: Sequence[str]) -> Mapping[str, Any]:
    """The mapping to which an entry is added; an empty one where there is none yet. Raises CommandError."""
    for steps in range(len(where) + 1):
        if value is None:
            return {}
        if not isinstance(value, dict):
            at = f" at {'.'.join(where[:steps])}" if steps else ""
            raise CommandError(f"has no mapping{at}, and needs one there; `mkdocs-genai check` says where")
        if steps < len(where):
            value = value.get(where[steps])
    found: Mapping[str, Any] = value
    return found


def _is_planned(topic: Any) -> bool:
    """Whether an entry is a topic that has a title, and nothing to read yet."""
    return isinstance(topic, dict) and "title" in topic and "page" not in topic and "url" not in topic


def _expected(value: Any, where: Sequence[str], key: str, entry: Mapping[str, Any]) -> Any:
    """The file's expected new value. A mapping on the way may be an alias of another one, which must not change with it."""
    value = value or {}
    if not where:
        return {**value, key: dict(entry)}
    first, *rest = where
    return {**value, first: _expected(value.get(first), rest, key, entry)}


def _new_entry(document: Document, where: Sequence[str], key: str, entry: Mapping[str, Any]) -> Edit:
    """The edit that inserts an entry, and the mappings that are missing on the way to it."""
    steps, value = [*where, key], entry
    node = document.root
    in_flow = False
    while isinstance(node, MappingNode):
        child = _child(node, steps[0])
        in_flow = in_flow or bool(node.flow_style)
        if child is None or _is_empty(child[1]):
            break
        node, steps = child[1], steps[1:]
    for step in reversed(steps[1:]):
        value = {step: value}
    if not isinstance(node, MappingNode):  # a file without anything but comments
        return Edit(len(document.text), len(document.text), _line_break(document.text) + _block(steps[0], value, 0))
    child = _child(node, steps[0])
    if child is not None:
        return _filled(document, child, value, in_flow=in_flow)
    if in_flow:
        end = node.value[-1][1].end_mark.index if node.value else node.start_mark.index + 1
        return Edit(end, end, f"{', ' if node.value else ''}{_flow({steps[0]: value})[1:-1]}")
    column = node.value[0][0].start_mark.column
    index = _behind(document, node, column)
    return Edit(index, index, _line_break(document.text[:index]) + _block(steps[0], value, column))


def _filled(document: Document, child: tuple[Node, Node], value: Mapping[str, Any], *, in_flow: bool) -> Edit:
    """The edit that puts a mapping in place of an empty value, `~` or `{}`."""
    key, empty = child
    start, end = empty.start_mark.index, empty.end_mark.index
    if in_flow:
        return Edit(start, end, f"{'' if document.text[start - 1] == ' ' else ' '}{_flow(value)}")
    column = key.start_mark.column
    block = "".join(_block(name, each, column + 2) for name, each in value.items()).rstrip("\n")
    line_end = document.text.find("\n", end)
    line_end = len(document.text) if line_end < 0 else line_end
    comment = document.text[end:line_end].strip()
    return Edit(key.end_mark.index, line_end, f":{comment and ' '}{comment}\n{block}")


def _planned_edits(document: Document, path: Sequence[str], entry: Mapping[str, Any]) -> list[Edit]:
    """The edits that insert the page of a planned topic after its title, and replace its status."""
    node: Any = document.root
    for step in path:
        node = _children(node)[step][1]
    # What the value has stands in the text, since YAML's merge keys are not supported.
    title, status = _children(node)["title"], _children(node).get("status")
    new = {"page": entry["page"]} | ({} if status else {"status": entry["status"]})
    edits = [Edit(status[1].start_mark.index, status[1].end_mark.index, str(entry["status"]))] if status else []
    if node.flow_style:
        index = title[1].end_mark.index
        return [*edits, Edit(index, index, f", {_flow(new)[1:-1]}")]
    index = _line_start(document, _last_line(document, *title) + 1)
    lines = "".join(_block(name, each, title[0].start_mark.column) for name, each in new.items())
    return [*edits, Edit(index, index, _line_break(document.text[:index]) + lines)]


def _child(node: Node | None, step: str) -> tuple[Node, Node] | None:
    return _children(node).get(step)


def _children(node: Node | None) -> dict[str, tuple[Node, Node]]:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {key_text(key): (key, value) for key, value in pairs if isinstance(key, ScalarNode)}


def _is_empty(node: Node) -> bool:
    return node.tag == _NULL or (isinstance(node, MappingNode) and not node.value)


def _behind(document: Document, node: MappingNode, column: int) -> int:
    """Where a new last entry goes: after the present last one, and after the comments that are indented like it."""
    line = _last_line(document, *node.value[-1]) + 1
    lines = document.lines
    while line < len(lines) and lines[line].lstrip(" ").startswith("#") and indent(lines[line]) >= max(column, 1):
        line += 1
    return _line_start(document, line)


def _last_line(document: Document, key: Node, value: Node) -> int:
    """The last line of an entry, from 0. A block node ends where the next begins, so its last child is used."""
    if value.start_mark.index < key.start_mark.index:  # an alias of a node further up
        return int(key.end_mark.line)
    if isinstance(value, ScalarNode) and value.style in ("|", ">"):
        line, last = value.start_mark.line + 1, int(value.start_mark.line)
        while line < len(document.lines) and (
            not document.lines[line].strip() or indent(document.lines[line]) > key.start_mark.column
        ):
            last = line if document.lines[line].strip() else last
            line += 1
        return last
    if isinstance(value, CollectionNode) and not value.flow_style:
        last_key, last_value = value.value[-1] if isinstance(value, MappingNode) else (key, value.value[-1])
        return _last_line(document, last_key, last_value)
    return max(int(key.end_mark.line), int(value.end_mark.line))


def _line_start(document: Document, line: int) -> int:
    return min(sum(len(text) + 1 for text in document.lines[:line]), len(document.text))


def _line_break(before: str) -> str:
    """A line break if the author has left the last line without one."""
    return "\n" if before and not before.endswith("\n") else ""


def _block(key: str, value: Any, column: int) -> str:
    written = yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=float("inf"))
    return "".join(f"{' ' * column}{line}\n" for line in written.splitlines())


def _flow(value: Mapping[str, Any]) -> str:
    options: dict[str, Any] = {"default_flow_style": True, "allow_unicode": True, "sort_keys": False, "width": float("inf")}
    return str(yaml.safe_dump(dict(value), **options)).rstrip("\n")


def _with_plain_ends(text: str) -> tuple[str, list[int]]:
    """The text with one kind of line end, and the indexes of those that were two characters."""
    plain: list[str] = []
    returns: list[int] = []
    length = 0
    for part in text.removeprefix("\ufeff").split("\r\n"):
        plain.append(part)
        length += len(part)
        returns.append(length)
        length += 1
    return "\n".join(plain), returns[:-1]


def _applied(text: str, returns: Sequence[int], edits: Sequence[Edit]) -> str:
    """The author's text with edits whose indexes are those of the text with plain line ends."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    end = "\r\n" if 2 * len(returns) > text.count("\n") else "\n"
    moved = (
        Edit(start + bisect_left(returns, start), stop + bisect_left(returns, stop), new.replace("\n", end))
        for start, stop, new in edits
    )
    return mark + edited(text, moved)
