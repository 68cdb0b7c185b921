"""Parses YAML text and, after an error that can be corrected, goes on, so that all errors are found in one run.

    parse the text                                        (composed, composed_all)
    explain the error, and how its line could be mended   (yaml_errors)
    choose the mend with which the parser gets furthest   (best_mend)
    report the error, mend the line, and parse again      (accept)

Not in here: what the nodes mean (`yaml_values`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import yaml
from yaml.nodes import Node, SequenceNode

from .document import Document
from .yaml_depth import LOADER, mark_of
from .yaml_errors import explanations, unreadable
from .yaml_explanations import Explanation

Compose = Callable[[str], Node | None]
"""Gives the root node of a text, or None if the text is empty. Raises YAMLError."""

_MOST_PARSED_AGAIN = 2_000_000
"""The most characters that are parsed again; after each corrected error, the file is parsed again from its beginning."""


def composed(text: str) -> Node | None:
    """The root node of a text with one document, or None if it is empty. Raises YAMLError."""
    found: Node | None = yaml.compose(text, Loader=LOADER)
    return found


def composed_all(text: str) -> Node | None:
    """The root node of a text; of several documents that are not empty, a list of them. Raises YAMLError."""
    found = list(yaml.compose_all(text, Loader=LOADER))
    filled = [node for node in found if node.start_mark.index < node.end_mark.index]
    if len(filled) < 2:
        return next(iter(filled or found), None)
    return SequenceNode("tag:yaml.org,2002:seq", filled, filled[0].start_mark, filled[-1].end_mark)


def compose_mended(document: Document, compose: Compose) -> Node | None:
    """The root node of a document, whose lines are mended where they have to be; None if one of them can't be.

    The errors, and the lines as they were mended, are in the document.
    """
    return _Mending(document, compose, document.text.split("\n")).root()


class _Attempt(NamedTuple):
    """The result of parsing a text: its root node, or the error at which the parser stopped."""

    root: Node | None
    error: yaml.YAMLError | None

    @property
    def reached(self) -> tuple[int, int]:
        """The line and column, from 0, to which the parser came; with a text that is valid, further than with any other."""
        if self.error is None:
            return sys.maxsize, 0
        mark = mark_of(self.error)
        # Without a mark, there are characters that the parser can't read at all.
        return (int(mark.line), int(mark.column)) if mark else (-1, 0)


@dataclass
class _Mending:
    """A document's text, which is mended line by line until it can be parsed."""

    document: Document
    compose: Compose
    lines: list[str]
    """The lines, with those mended that had to be."""
    parsed: int = 0
    """How many characters were parsed."""

    def root(self) -> Node | None:
        """The root node; None if the text can't be mended."""
        attempt = self.parse(self.lines)
        while attempt.error is not None:
            explained = explanations(attempt.error, self.lines)
            if not explained:
                self.document.problems.append(unreadable(self.document.file, self.lines))
                return None
            self.document.stopped.append(attempt.reached[0])
            mend, attempt = self.best_mend(explained, attempt)
            if mend is None:
                self.report_last(explained)
                return None
            self.accept(mend)
        return attempt.root

    def parse(self, lines: Sequence[str]) -> _Attempt:
        """Try to parse some lines."""
        text = "\n".join(lines)
        self.parsed += len(text)
        try:
            return _Attempt(self.compose(text), None)
        except yaml.YAMLError as error:
            return _Attempt(None, error)

    def best_mend(self, explained: Sequence[Explanation], stopped: _Attempt) -> tuple[Explanation | None, _Attempt]:
        """The explanation whose mend lets the parser get furthest, and that attempt; None if no mend lets it get further."""
        best, furthest = None, stopped
        for each in explained:
            number = each.at[0]
            if each.mended is None or number in self.document.mended or self.parsed > _MOST_PARSED_AGAIN:
                continue
            attempt = self.parse([*self.lines[:number], each.mended, *self.lines[number + 1 :]])
            if best and attempt.reached == furthest.reached and _is_as_near(each, best, self.lines[number]):
                best = best._replace(sure=False)  # nobody can tell which of the two is meant
            # A mended line is longer, so a later column in it does not mean that the parser got further.
            is_in_mended_line = attempt.reached[0] == furthest.reached[0] == number
            if attempt.reached > furthest.reached and not is_in_mended_line:
                best, furthest = each, attempt
        return best, furthest

    def accept(self, mend: Explanation) -> None:
        """Report the error, and go on with the mended line."""
        number = mend.at[0]
        self.document.problems.append(mend.problem(self.document.file, self.document.lines))
        self.document.mended[number] = self.lines[number] = str(mend.mended)
        if not mend.sure:
            self.document.doubtful.add(number)

    def report_last(self, explained: Sequence[Explanation]) -> None:
        """Report an error that no mend gets the parser past."""
        shown = next((each for each in explained if each.mended is None), explained[-1])
        has_unused_mend = shown.mended is not None and shown.at[0] not in self.document.mended
        # After a mend, this error may be the mend's own fault, so it is not reported.
        if has_unused_mend or not self.document.mended:
            self.document.problems.append(shown.problem(self.document.file, self.document.lines))


def _is_as_near(one: Explanation, other: Explanation, text: str) -> bool:
    """Whether two explanations of the same place mend a line differently, and change its length by as much."""
    first, second = str(one.mended), str(other.mended)
    return one.at == other.at and first != second and abs(len(first) - len(text)) == abs(len(second) - len(text))
