"""The lines below a block's first line, as their author wrote them: finds the one that is not an option, and its correction.

pymdownx gives the options as one YAML mapping, or nothing where that is not valid, and takes the last of two equal names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

import yaml

from ..problems import ProblemError
from ..registry.yaml_indentation import indent

_NAMED = re.compile(r"(?P<quote>[\"']?)(?P<name>[A-Za-z][\w-]*)(?P=quote)\s*:(?:\s+(?P<value>.*))?")
"""An option: a name, a colon and a value, which may be missing."""
_GLUED = re.compile(r"(?P<name>[A-Za-z][\w-]*):(?P<value>[^\s/].*)")
"""An option without the space after the colon; `//` would make it a URL."""
_OTHERWISE = re.compile(r"(?:[-*+]\s+)?(?P<name>[A-Za-z][\w-]*)\s*[\s=:-]\s*(?P<value>\S.*)")
"""Other forms in which an option may be written: `name = value`, `name - value` or `- name: value`."""
_END = re.compile(r"/{2,}")
_GENERIC = "these are not valid options; write each as `name: value`, indented by four spaces"


def option_fault(lines: Sequence[str], names: Collection[str], *, are_valid: bool) -> tuple[int, ProblemError] | None:
    """The first line of a block's options that is wrong, counted from 0, and the error to report there; None if all are right.

    `lines` are the options as they are written, `names` the names that the block knows, and `are_valid` says whether YAML reads
    all lines together as a mapping. Valid lines may be wrong too: YAML takes the last of two equal names, and cuts off what
    stands after ` #`.
    """
    seen: set[str] = set()
    margin = indent(lines[0]) if lines else 0
    for number, line in enumerate(lines):
        if _END.fullmatch(line.strip()):
            message = "the /// that ends the block is indented too far; indent it no further than the block's first line"
            return number, ProblemError("GA063", message)
        match = _NAMED.fullmatch(line.strip())
        if match is None or indent(line) != margin:
            continue
        name, value = match["name"], (match["value"] or "").strip()
        if name in seen:
            return number, ProblemError("GA061", f"option '{name}' is listed twice; delete one of the two lines")
        seen.add(name)
        if " #" in value and value[0] not in "\"'#[{":
            return number, ProblemError("GA061", f"option '{name}': ' #' begins a comment; {_in_quotes(name, value)}")
    if are_valid:
        return None
    cures = ((number, _cure(line.strip(), names)) for number, line in enumerate(lines))
    if found := next(((number, cure) for number, cure in cures if cure), None):
        return found[0], ProblemError("GA061", found[1])
    other = next((number for number, line in enumerate(lines) if indent(line) != margin), 0)
    return other, ProblemError("GA061", "this line is not indented like the option above it; indent each option by four spaces")


def outside_fault(lines: Sequence[str], names: Collection[str]) -> tuple[int, str] | None:
    """The first line of content in a block that takes none, counted from 0, and the error to report there.

    `lines` are those below the block's first line, up to the next block. None where there is nothing but options.
    """
    lines = _own(lines)
    number = 0
    while number < len(lines) and indent(lines[number]) >= 4:
        number += 1
    is_apart = number < len(lines) and not lines[number].strip()
    while number < len(lines) and not lines[number].strip():
        number += 1
    if number == len(lines):
        return None
    line = lines[number].strip()
    match = _NAMED.fullmatch(line) or _GLUED.fullmatch(line) or _OTHERWISE.fullmatch(line)
    if match is None or match["name"].lower() not in names:
        return number, "the block takes no content; move it out of the block, which ends with ///"
    written = f"{match['name'].lower()}: {(match['value'] or '').strip()}"
    if is_apart and indent(lines[number]) >= 4:
        return number, "options go directly below the block's first line; delete the blank line above"
    return number, f"options are indented by four spaces; write four spaces in front of {written}"


def option_line(lines: Sequence[str], name: str) -> int:
    """How many lines below a block's first line an option is; 0, the first line itself, where it is not found."""
    named = re.compile(rf"[\s\"']*{re.escape(name)}(?![\w-])")
    found = (number for number, line in enumerate(_own(lines), 1) if named.match(line))
    return next(found, 0)


def _own(lines: Sequence[str]) -> list[str]:
    """The lines that come before the block's end, of those below its first line."""
    return list(takewhile(lambda line: indent(line) >= 4 or not _END.fullmatch(line.strip()), lines))


def _cure(line: str, names: Collection[str]) -> str | None:
    """The correction of a line that YAML can't read as a name with a value; None if it can."""
    try:
        read = yaml.safe_load(line)
    except (yaml.YAMLError, ValueError):
        read = None
    if isinstance(read, dict) and all(isinstance(name, str) for name in read):
        return None
    if match := _GLUED.fullmatch(line):
        return f"a space is missing after the colon: '{match['name']}: {match['value']}'"
    if (match := _NAMED.fullmatch(line)) and match["value"] and not isinstance(read, dict):
        name, value = match["name"], match["value"]
        cure = f"write {name}: -{value[1:].strip()}" if value.startswith("- ") else _in_quotes(name, value)
        return f"option '{name}': YAML can't read this value; {cure}"
    if (match := _OTHERWISE.fullmatch(line)) and match["name"].lower() in names:
        return f"an option is a name, a colon and a value; write '{match['name'].lower()}: {match['value']}'"
    return _GENERIC


def _in_quotes(name: str, value: str) -> str:
    quote = "'" if '"' in value else '"'
    return f"put the value in quotes: {name}: {quote}{value}{quote}"
