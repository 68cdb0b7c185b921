"""Finds the one line in the wrong place that causes several problems of a file.

A line that is indented wrongly, has changed places with the one below, or is missing, often leaves valid YAML: the lines below
then belong to something else, and each of their keys is a problem. So the lines around the problems are moved, one at a time,
and the registry is read anew: a move that makes several problems disappear, and brings no new one, is reported to the
author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from ..identifiers import proposed_id
from ..problems import Position, Problem
from .document import Document
from .yaml_file import parse_document
from .yaml_indentation import indent, opens, says_something, usual_step
from .yaml_mending import composed

_AROUND = (0, -1, 1, -2)
"""The lines around a problem that may be in the wrong place, the likeliest first."""
_MOST_PLACES = 12
"""The most problems of a file around which lines are moved."""
_FEW_PLACES = 3
"""The most places above which lines are also inserted; each insertion has many candidates."""
_MOST_PROBLEMS = 30
"""One line in the wrong place does not cause more problems than these."""
_MOST_READ = 120_000
"""The most characters that are read again, shared by all files that have problems."""
_FEWEST_READ = 20_000
"""The most characters that are read again for one file, however many others have problems."""
_LEAST_READ = 6_000
"""The cost of reading a small registry, in characters of a large one."""
_WINDOW = 8
"""The lines above and below those that are moved, by which it is judged whether they fit."""
_PARSED = 8
"""How many characters are parsed in the time in which one is read with all checks."""
_MOST_EXPLAINED = 40_000
"""The longest file that may be invalid in another place too; to say why takes far longer than to see that it is."""
_SECTIONS = (
    "topics", "comparisons", "columns", "rows", "diagrams", "nodes", "edges", "links", "call_to_action", "sources", "related",
    "requires", "overlaps", "tags", "course", "areas", "labels", "rows_from",
)  # fmt: skip
"""The keys whose values are lines of their own, and whose own line may be missing."""
_TITLE = re.compile(r" *(?:title|label): *[\"']?([^\"'#]+)")
_FIRST_VALUE = re.compile(r" *[\w-]+: *[\"']?([^\W\d][^\"'#{}\[\]]*)")
_FILLED = re.compile(r"( *(?:- )?[\w-]+:)( *)([^\s|>#\"'\[{].*)")
_DASH = re.compile(r"( *)- (?=[\w-]+:)")
_STEPS = ((-2, 2, -4, 4, -1, 1, -3, 3), (-1, 1, -3, 3, -2, 2, -4, 4))
"""By how many spaces a line is moved that is indented by an even number, or by an odd one, the likeliest first."""


class Moved(NamedTuple):
    """A line in the wrong place: its problem, and its file's text with the line in the right place."""

    problem: Problem
    text: str


class _Move(NamedTuple):
    """A move of lines, counted from 0: `put` replaces `first` to `end`, and something must begin in the lines `beginning`."""

    first: int
    end: int
    put: tuple[str, ...]
    beginning: tuple[int, ...]
    message: str
    inserted: int = 0
    """The number of lines that are put in at `first`."""
    is_bold: bool = False
    """Whether it changes so much that only a file without any problem left shows that it is meant."""

    def applied(self, lines: Sequence[str]) -> list[str]:
        """The file's lines with these moved."""
        return [*lines[: self.first], *self.put, *lines[self.end :]]

    def irregularity(self, lines: Sequence[str], step: int) -> int:
        """How many more of the lines around are not indented as most are after the move; below 0 if fewer are."""
        start, end = max(0, self.first - _WINDOW), self.end + _WINDOW
        after = [*lines[start : self.first], *self.put, *lines[self.end : end]]
        return _irregular(after, step) - _irregular(lines[start:end], step)


def misplaced_line(
    document: Document, problems: Sequence[Problem], registry_size: int, problems_with: Callable[[str], Sequence[Problem]]
) -> Moved | None:
    """The line of a file that causes several of a registry's problems; None if there is no such line.

    `problems_with` gives the registry's problems with another text for the file, and takes longer for a larger registry.
    """
    here = [problem for problem in problems if problem.position.file == document.file]
    may_be_one = len(here) > 1 or any(problem.code == "GA016" for problem in here) or (here and document.root is None)
    if len(problems) > _MOST_PROBLEMS or not may_be_one:
        return None
    before = Counter(map(_identity, problems))
    found, fewest = None, len(problems) - (len(here) > 1)
    for move, text in _parsed_moves(document, problems, here, registry_size):
        after = problems_with(text)
        new = Counter(_identity(problem, document.file, move) for problem in after) - before
        is_mended = all(problem.position.file != document.file for problem in after)
        if len(after) < fewest and not new and (is_mended or not move.is_bold):
            line = document.lines[move.first]
            position = Position(document.file, move.first + 1, indent(line) + 1, len(line.strip()), line)
            found, fewest = Moved(Problem(position, "", move.message, "GA002"), text), len(after)
            if is_mended:
                break
    return found


def _parsed_moves(
    document: Document, problems: Sequence[Problem], here: Sequence[Problem], registry_size: int
) -> Iterator[tuple[_Move, str]]:
    """The moves that make the file better YAML, or no worse, each with the file's text; until too much has been read."""
    numbers = [*document.stopped[:_MOST_PLACES], *(problem.position.line - 1 for problem in here)]
    lacking = {problem.lacks for problem in problems if problem.lacks}
    is_valid = document.root is not None and not document.mended
    read, most = 0, max(_FEWEST_READ, _MOST_READ // len({problem.position.file for problem in problems}))
    for move in _moves(document.lines, dict.fromkeys(numbers[: 2 * _MOST_PLACES]), lacking):
        text = "\n".join(move.applied(document.lines))
        if (read := read + len(text) // _PARSED) > most:
            return
        if (is_valid or len(text) > _MOST_EXPLAINED) and not _is_valid(text):
            continue
        moved = parse_document(text, document.file)
        if len(moved.problems) >= len(document.problems) > 0 or not _beginnings(moved.root).issuperset(move.beginning):
            continue
        if (read := read + max(registry_size, _LEAST_READ)) > most:
            return
        yield move, text


def _is_valid(text: str) -> bool:
    """Whether a text is YAML as it is; to look for what is wrong with it takes far longer."""
    try:
        composed(text)
    except yaml.YAMLError:
        return False
    return True


def _identity(problem: Problem, file: str = "", move: _Move | None = None) -> tuple[str, int, str]:
    """What identifies a problem before and after a move in a file; its path and words may change with the line."""
    line = problem.position.line
    if move and problem.position.file == file and line > move.first + 1:
        line -= move.inserted
    return problem.position.file, line, problem.code


def _beginnings(root: Node | None) -> set[int]:
    """The lines in which keys, items and texts begin."""
    found: set[int] = set()
    known: set[int] = set()
    left = [root] if root is not None else []
    while left:
        node = left.pop()
        if id(node) not in known:  # an alias has the node of its anchor
            known.add(id(node))
            found.add(node.start_mark.line)
            if isinstance(node, MappingNode):
                left += [each for pair in node.value for each in pair]
            elif isinstance(node, SequenceNode):
                left += node.value
    return found


def _moves(lines: list[str], numbers: Iterable[int], lacking: Collection[str]) -> list[_Move]:
    """The moves of the lines around some lines, each once.

    First come moves after which lines are indented as most are, and among these, keys of sections that entries lack.
    """
    found: dict[tuple[int, int, tuple[str, ...]], _Move] = {}
    places = list(numbers)
    for kind in (_indented_otherwise, _swapped, _without_a_part, _blocks_indented_otherwise, _id_put_in, _section_put_in):
        for number in places if kind is not _section_put_in else places[:_FEW_PLACES]:
            for move in kind(lines, number):
                found.setdefault((move.first, move.end, move.put), move)
    step = usual_step(lines)
    return sorted(
        found.values(),
        key=lambda move: (move.irregularity(lines, step), not move.inserted or move.put[0].strip(" :") not in lacking),
    )


def _irregular(lines: Sequence[str], step: int) -> int:
    """How many lines are indented differently than the line above them suggests."""
    wrong = 0
    for above, below in pairwise(filter(says_something, lines)):
        deeper = indent(below) - indent(above)
        if opens(above):
            wrong += not (deeper == step or (deeper == 0 and below.lstrip().startswith("- ")))
        else:
            wrong += deeper > (2 if above.lstrip().startswith("- ") else 0)
    return wrong


def _without_a_part(lines: list[str], number: int) -> Iterator[_Move]:
    """Lines without their dash, or without the text between a key and what belongs to it."""
    for near in _near(lines, number):
        text = lines[near]
        if dash := _DASH.match(text):
            message = "a dash begins this line, unlike the lines that it belongs with; delete the dash"
            for bare in (f"{dash[1]}{text[dash.end() :]}", f"{dash[1]}  {text[dash.end() :]}"):
                yield _Move(near, near + 1, (bare,), (near,), message, is_bold=True)
        if filled := _FILLED.fullmatch(text):
            message = (
                f"'{filled[3]}' can't stand behind '{filled[1].strip()}', because lines that belong to it follow; delete it"
            )
            yield _Move(near, near + 1, (filled[1],), (near,), message, is_bold=True)


def _id_put_in(lines: list[str], number: int) -> Iterator[_Move]:
    """Lines with the id of an entry above them."""
    for near in _near(lines, number):
        named = _TITLE.match(lines[near]) or _FIRST_VALUE.match(lines[near])
        if named and (entry_id := proposed_id(named[1])):
            yield _put_in(lines, near, entry_id)


def _section_put_in(lines: list[str], number: int) -> Iterator[_Move]:
    """Lines with the key of a section above them."""
    yield from (_put_in(lines, near, key) for near in _near(lines, number) for key in _SECTIONS)


def _put_in(lines: list[str], number: int, key: str) -> _Move:
    width = max(0, indent(lines[number]) - 2)
    message = f"a line '{key}:' is missing above this one"
    return _Move(number, number, (f"{' ' * width}{key}:",), (number, number + 1), message, inserted=1, is_bold=True)


def _near(lines: list[str], number: int) -> list[int]:
    return [number + step for step in _AROUND if 0 <= number + step < len(lines) and says_something(lines[number + step])]


def _indented_otherwise(lines: list[str], number: int) -> Iterator[_Move]:
    for near in _near(lines, number):
        for step in _STEPS[indent(lines[near]) % 2]:
            if (width := indent(lines[near]) + step) >= 0:
                message = f"{_indented(lines[near])}, and belongs with lines that are indented by {width}"
                yield _Move(near, near + 1, (" " * width + lines[near].lstrip(),), (near,), message)


def _blocks_indented_otherwise(lines: list[str], number: int) -> Iterator[_Move]:
    """A line moved with all that belongs to it."""
    for near in _near(lines, number):
        own = indent(lines[near])
        end = next((n for n in range(near + 1, len(lines)) if says_something(lines[n]) and indent(lines[n]) <= own), len(lines))
        for step in _STEPS[own % 2]:
            if end - near > 1 and own + step >= 0:
                inside = tuple(" " * step + line if step > 0 else line[-step:] for line in lines[near:end])
                message = f"{_indented(lines[near])}; indent it by {own + step}, and the lines that belong to it alike"
                yield _Move(near, end, inside, (near,), message, is_bold=True)


def _swapped(lines: list[str], number: int) -> Iterator[_Move]:
    for near in _near(lines, number):
        if near + 1 < len(lines) and says_something(lines[near + 1]):
            message = "this line and the one below it are in the wrong order; swap them"
            yield _Move(near, near + 2, (lines[near + 1], lines[near]), (near, near + 1), message)


def _indented(text: str) -> str:
    width = indent(text)
    return f"this line is indented by {width} space{'' if width == 1 else 's'}"
