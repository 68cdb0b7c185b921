"""Explains YAML errors at the beginnings of lines: tabs, wrong indentation, missing colons and dashes.

Lines and columns are counted from 0. `here` is where the parser gives up, and `start` is where what it was reading begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ..identifiers import proposed_id
from .yaml_explanations import Explanation

FAR = 60
"""How many lines above a complaint its cause may be."""

_FARTHEST = 8
"""The most spaces by which a line above a complaint may be indented wrongly."""

_TAB = "a tab is used as indentation, but YAML takes only spaces"
TOO_FAR = "this line is indented further than the line above it, so it would belong to that text; indent both alike"

_EMPTIED = re.compile(r"( *(?:- )?[\w-]+:) *(\{ *\}|\[ *\]) *$")
_BARE_KEY = re.compile(r"( *(?:- )?[\w-]+)((?: .*)?)")
_BARE_WORD = re.compile(r"( *(?:- )?[\w-]+)( *)")
_KEY = re.compile(r" *(?:- )?([\w-]+):(?: |$)")
_ENTRY = re.compile(r" *(?:- \{|(?:- )?[\w-]+:(?: |$))")
_VALUE = re.compile(r": *([^:,{}\[\]]+)")
_GLUED_DASH = re.compile(r"( *-)(?=[^\s-])")
_OPENS = re.compile(r":(?: +[|>][-+0-9]*)? *$")


def tabs(here: tuple[int, int], lines: list[str]) -> Iterator[Explanation]:
    """A tab instead of spaces: how many spaces it stands for is seen by the lines around it."""
    line = here[0]
    text, bare = lines[line], lines[line].lstrip()
    above, below = _above(line, lines), _below(line, lines)
    widths = [max(below, above + 2), above + 2, below] if above >= 0 and opens(lines[_line_above(line, lines)]) else []
    widths += [above, below, *_indents(line, lines)]
    for width in dict.fromkeys(widths):
        if width >= 0 and _leads_to(text, width, line, lines):
            yield Explanation(_TAB, here, " " * width + bare)
    yield Explanation(_TAB, here, text.replace("\t", "  "))


def out_of_shape(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explanation]:
    """Errors in the shape of lines: an indentation, a missing colon or dash, brackets that say that nothing is below."""
    line = min(here[0], len(lines) - 1)
    above = _line_above(line, lines)
    suspects = list(dict.fromkeys(number for number in (line, above, start[0]) if number >= 0))
    yield from glued_lines(suspects, lines)
    if emptied := _EMPTIED.match(lines[above]) if above >= 0 else None:
        message = f"{emptied[2]} means that this is empty, but lines that belong to it follow; delete the {emptied[2]}"
        yield Explanation(message, (above, emptied.start(2)), emptied[1], sure=True)
    for number in range(line - 1, max(-1, line - FAR), -1):
        # Words without a colon run on into the lines below, until one does not fit.
        if bare := (_BARE_KEY if number == above else _BARE_WORD).fullmatch(lines[number]):
            message = "a line without 'key: value'; is a colon missing, or the space after it?"
            yield Explanation(message, (number, indent(lines[number])), f"{bare[1]}:{bare[2]}")
    yield from _dashes(line, suspects, lines)
    yield from _badly_indented(line, [*suspects, *_opener(start[0], line, lines), *_first_deeper(line, lines)], lines)
    message = "this line does not fit the lines above it; check its indentation, and look for quotes that are not closed"
    yield Explanation(message, here)


def _dashes(line: int, suspects: Iterable[int], lines: list[str]) -> Iterator[Explanation]:
    """Dashes that are missing, that lack their space, or that one line alone has."""
    lone = _lone_dash(line, lines)
    if lone is not None:
        yield _without_dash(lone, lines)
    for number in suspects:
        text = lines[number]
        if dash := _GLUED_DASH.match(text):
            message = "a space is missing after the dash of a list's item"
            yield Explanation(message, (number, dash.end(1)), f"{dash[1]} {text[dash.end(1) :]}", sure=True)
        elif lone is None and not text.lstrip().startswith("- ") and _has_items_beside(number, lines):
            message = "a '- ' is missing at the beginning of this line, which is an item of a list"
            yield Explanation(message, (number, indent(text)), f"{' ' * indent(text)}- {text.lstrip()}", sure=True)


def _without_dash(number: int, lines: list[str]) -> Explanation:
    """The explanation of a dash among keys: it is superfluous, or stands in place of an entry's id."""
    text, own = lines[number], indent(lines[number])
    item = text[own + 1 :].lstrip()
    if _KEY.match(item) and (opens(item) or _below(number, lines) <= own):
        message = "a dash begins this line, unlike the lines that it belongs with; delete the dash"
        return Explanation(message, (number, own), " " * own + item, sure=True)
    value = _VALUE.search(item)
    entry_id = (proposed_id(value[1].strip("\"' ")) if value else "") or "some-id"
    where = "in its place" if item.startswith("{") else "on a line of its own in its place"
    message = f"a dash begins this entry, unlike the entries beside it; write an id and a colon {where}, such as `{entry_id}:`"
    mended = f"{' ' * own}{entry_id}: {item}" if item.startswith("{") else f"{' ' * own}{entry_id}:"
    return Explanation(message, (number, own), mended)


def _lone_dash(line: int, lines: list[str]) -> int | None:
    """The line with a dash among those that a line belongs with, where these are keys and most have none."""
    width = indent(lines[line])
    beside = [line]
    for step in (range(line - 1, -1, -1), range(line + 1, len(lines))):
        for number in step:
            if says_something(lines[number]):
                if indent(lines[number]) < width:
                    break
                beside += [number] if indent(lines[number]) == width else []
    dashed = [number for number in beside if lines[number].startswith("- ", width)]
    is_lone = len(dashed) == 1 and len(beside) > 1 and all(_ENTRY.match(lines[number]) for number in beside)
    return dashed[0] if is_lone else None


def _opener(start: int, line: int, lines: list[str]) -> list[int]:
    """The line above those among which a line does not fit, where that is indented less than both."""
    above = _line_above(start, lines)
    return [above] if above >= 0 and opens(lines[above]) and indent(lines[above]) < indent(lines[line]) else []


def _first_deeper(line: int, lines: list[str]) -> list[int]:
    """The first of the lines above that are all indented further than a line, which may be what is out of line."""
    deeper: list[int] = []
    for number in range(line - 1, -1, -1):
        if says_something(lines[number]):
            if indent(lines[number]) <= indent(lines[line]):
                break
            deeper.append(number)
    return deeper[-1:]


def _indents_of_keys(lines: Iterable[str]) -> dict[str, Counter[int]]:
    """How often each key of a file is indented by how many spaces."""
    found: dict[str, Counter[int]] = {}
    for text in lines:
        if key := _KEY.match(text):
            found.setdefault(key[1], Counter())[indent(text)] += 1
    return found


def _is_unusual(text: str, indents_of: Mapping[str, Counter[int]]) -> bool:
    """Whether a file has a line's key more than once, but nowhere else with this indentation."""
    key = _KEY.match(text)
    found = indents_of[key[1]] if key else Counter[int]()
    return found.total() > 2 and found[indent(text)] == 1


def _is_one_step_in(number: int, lines: Sequence[str], step: int) -> bool:
    """Whether a line is indented further than its parent by as much as most lines of the file."""
    parent = next((indent(lines[n]) for n in range(number - 1, -1, -1) if indent(lines[n]) < indent(lines[number])), 0)
    return indent(lines[number]) - parent == step


def usual_step(lines: Iterable[str]) -> int:
    """By how many spaces most lines of a file are indented further than their parents."""
    said = [indent(text) for text in lines if says_something(text)]
    steps = Counter([2, *(after - before for before, after in pairwise(said) if after > before)])
    return max(steps, key=steps.__getitem__)


def _badly_indented(line: int, suspects: Iterable[int], lines: list[str]) -> Iterator[Explanation]:
    """The suspected lines with other indentations that would fit; `line` is where the parser gives up."""
    even, step, indents_of = _is_even(lines), usual_step(lines), _indents_of_keys(lines)

    def likely(number: int) -> tuple[bool, bool, bool]:
        is_odd = even and indent(lines[number]) % 2 > 0
        return not is_odd, not _is_unusual(lines[number], indents_of), _is_one_step_in(number, lines, step)

    for number in sorted(dict.fromkeys(suspects), key=likely):
        text, own = lines[number], indent(lines[number])
        others = [indent(lines[line]), *_indents(number, lines), _below(number, lines)]
        # The keys of a list item are indented by two more than its dash.
        others += [width - 2 for width in others if text.startswith("- ", own)]
        others = [width for width in dict.fromkeys(others) if width >= 0 and width != own]
        for width in sorted(others, key=lambda width: (abs(width - own), even and width % 2)):
            if not _leads_to(text, width, number, lines) or (number != line and abs(width - own) > _FARTHEST):
                continue
            message = unlike_others(text)
            if number == line and _above(line, lines) == width < own:
                message = TOO_FAR
            yield Explanation(message, (number, own), " " * width + text.lstrip(), sure=True)


def glued_lines(numbers: Iterable[int], lines: list[str]) -> Iterator[Explanation]:
    """The explanations of lines `key:value`."""
    for number in numbers:
        text = lines[number] if 0 <= number < len(lines) else ""
        key, colon, rest = text.strip().partition(":")
        if colon and rest and not rest.startswith((" ", "/")) and " " not in key.removeprefix("- "):
            message = f"a space is missing after the colon of '{key.removeprefix('- ')}:'"
            yield Explanation(message, (number, text.index(":")), text.replace(":", ": ", 1), sure=True)


def _has_items_beside(number: int, lines: list[str]) -> bool:
    """Whether a list item of the same indentation is next to a line, above or below; deeper lines between them don't count."""
    width = indent(lines[number])
    for step in (range(number + 1, len(lines)), range(number - 1, -1, -1)):
        beside = next((lines[other] for other in step if lines[other].strip() and indent(lines[other]) <= width), "")
        if beside.startswith(" " * width + "- "):
            return True
    return False


def _leads_to(text: str, width: int, number: int, lines: list[str]) -> bool:
    """Whether the line below may follow a line indented by `width`: deeper if that line opens something, else not."""
    below = _below(number, lines)
    return below > width or below < 0 if opens(text) else below <= width or text.lstrip().startswith("- ")


def odd_item(first: int, second: int, lines: list[str]) -> int:
    """Which of two list items with different indentation is wrong: the one that is unlike the items of the other lists."""
    offsets = Counter(
        indent(below) - indent(above)
        for above, below in pairwise(filter(says_something, lines))
        if opens(above) and below.lstrip().startswith("- ")
    )
    outer = indent(lines[_line_above(first, lines)])
    usual, other = (offsets[indent(lines[number]) - outer] - (number == first) for number in (first, second))
    return first if other > usual else second


def unlike_others(text: str) -> str:
    """The message for a line that is indented differently than its siblings."""
    return f"this line is indented by {_spaces(indent(text))}, unlike the lines that it belongs with; indent them alike"


def opens(text: str) -> bool:
    """Whether lines that are indented further belong to a line: entries, or text of several lines."""
    return _OPENS.search(text) is not None


def _indents(line: int, lines: list[str]) -> list[int]:
    """The indentations of the nodes that may contain a line, the nearest first."""
    found: list[int] = []
    for number in range(line - 1, max(-1, line - FAR), -1):
        width = indent(lines[number])
        if lines[number].strip() and (not found or width < found[-1]):
            found += [width + 2, width] if lines[number].startswith("- ", width) else [width]
    return found


def _line_above(line: int, lines: list[str]) -> int:
    """The line before one that is neither empty nor a comment; -1 where there is none."""
    return next((number for number in range(line - 1, -1, -1) if says_something(lines[number])), -1)


def _above(line: int, lines: list[str]) -> int:
    number = _line_above(line, lines)
    return indent(lines[number]) if number >= 0 else -1


def _below(line: int, lines: list[str]) -> int:
    return next((indent(text) for text in lines[line + 1 :] if says_something(text)), -1)


def says_something(text: str) -> bool:
    """Whether a line is neither empty nor a comment."""
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _is_even(lines: list[str]) -> bool:
    """Whether most lines are indented by two spaces, or by four, and so on."""
    return sum(indent(text) % 2 for text in lines) * 4 < len(lines)


def _spaces(width: int) -> str:
    return "1 space" if width == 1 else f"{width} spaces"


def indent(text: str) -> int:
    """The number of spaces that a line begins with."""
    return len(text) - len(text.lstrip(" "))
