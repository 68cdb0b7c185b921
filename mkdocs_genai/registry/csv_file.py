"""Reads CSV and TSV into records, as Excel and others write them anywhere, and gives the position of each cell.

The separator is what `delimiter` says, or what a first line `sep=;` says, or what gives most lines as many cells as the header:
see `_found_separator`. Excel writes semicolons where the comma is the decimal sign.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..identifiers import one_line
from ..problems import KeyPath, Position, Problem
from .text_lines import TextLines

SEPARATORS = "\t;|,"
"""The separators that are looked for. Of two that fit equally well the first is taken, because the later ones are more frequent
inside values."""
_QUOTED = re.compile(r' *"(?:[^"]|"")*"?')
_SPACES_AFTER = re.compile(rf"[ \t]+(?=[{SEPARATORS}\n]|\Z)")
_QUOTED_CELL = re.compile(rf'(?:^|(?<=[{SEPARATORS}])) *"(?:[^"]|"")*"(?=[{SEPARATORS}\n]|\Z)', re.MULTILINE)
_MOST_ABOVE = 20
"""The most lines above a header that are looked at."""
_SAMPLE = 200
"""The number of lines that are looked at for the separator."""


class FileFormat(NamedTuple):
    """The author's options for how a file is written, named as in Frictionless and CSVW; all but `kind` are for CSV."""

    kind: str | None = None
    """The kind of file by its usual suffix, such as `csv`; None if its own suffix tells."""
    delimiter: str | None = None
    comment_char: str | None = None
    skip_rows: int | None = None
    """How many lines are above the header."""


AS_FOUND = FileFormat()


class CsvFile:
    """A CSV file; its value is the list of its records, each with its cells by the names in the header."""

    def __init__(self, lines: TextLines, comment: str | None) -> None:
        self.file = lines.file
        self.value: list[dict[str, str]] = []
        self.problems: list[Problem] = []
        self.misfits: list[Problem] = []
        """The problems of records with more cells than the header has names, which are left out of `value`."""
        self.ambiguous: dict[str, Problem] = {}
        """The problems of names that the header has twice, which are reported if a column uses one."""
        self.header: list[str] = []
        self.separator = ","
        self._lines = lines
        self._has_comments = comment is not None
        self._first_lines: list[int] = []
        """The line on which each record begins."""

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """The position of a cell, by the number of its record and its name; of the record's first cell without a name.

        A cell that a short record does not have is shown at the record's end.
        """
        line = self._first_lines[int(path[0])] if path else 1
        index = self.header.index(str(path[1])) if path[1:] and path[1] in self.header else 0
        return self._cell_position(line, index)

    def written(self, path: KeyPath) -> str | None:
        """The spelling of a cell; None, because its value is how it is spelled."""

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """Take the header and the records, each with its line. Raises csv.Error."""
        for line, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if not self.header:
                self._take_header(line, cells)
                if self.problems:
                    return
                continue
            filled = len(cells)
            while filled > len(self.header) and not cells[filled - 1].strip():
                filled -= 1
            if filled > len(self.header):
                sign = "a tab" if self.separator == "\t" else f"'{self.separator}'"
                message = f"the record has {filled} values separated by {sign}, but the header names {len(self.header)}"
                cure = "put a value that contains the sign in quotes, or name another one by `delimiter`"
                self.misfits.append(Problem(self._cell_position(line, len(self.header)), "", f"{message}; {cure}", "GA044"))
                continue
            record = dict(zip(self.header, cells, strict=False))
            record.pop("", None)
            self.value.append(record)
            self._first_lines.append(line)
        if len(self.misfits) > max(1, len(self.value)):
            self._refuse_header()

    def _take_header(self, line: int, cells: list[str]) -> None:
        self.header = [one_line(cell) for cell in cells]
        for name in sorted(name for name, times in Counter(self.header).items() if name and times > 1):
            again = self.header.index(name, self.header.index(name) + 1)
            message = f"the header has '{name}' twice, so nobody can tell which of the two is meant"
            self.ambiguous[name] = Problem(self._cell_position(line, again), "", message, "GA003")
        if len(self.header) == 1 and self.header[0].startswith("#") and not self._has_comments:
            cure = 'if it is a comment, write `comment_char: "#"`, and otherwise `comment_char` with another character'
            self.fault(line, "GA044", f"the file begins with '#' where its first line must name the columns; {cure}")

    def rows_above(self, names: Collection[str]) -> int | None:
        """How many lines are above one that has these cells, if it is not the header but stands soon below it."""
        for number in range(1, min(_MOST_ABOVE, len(self._lines.lines))):
            line = self._lines.lines[number]
            cells = {one_line(cell.strip('"')) for cell in line.split(_found_separator([line], 0, None))}
            if cells.issuperset(names):
                return number
        return None

    def _refuse_header(self) -> None:
        """Take no records from a file if most of them do not fit its supposed header."""
        first = self.misfits[0]
        count = f"{len(self.misfits)} of {len(self.misfits) + len(self.value)} records are like this"
        lines = self._lines.lines
        begins = next((number for number in range(1, min(_MOST_ABOVE, len(lines) - 1)) if _is_table(lines[number:])), None)
        if len(self.header) > 1 and not self.value and _is_table(lines[first.position.line - 1 :]):
            cure = "if the first value of each is the name of its row, write a name for these, too, into the header"
        elif begins is not None:
            cure = f"if line {begins + 1} names the columns, write `skip_rows: {begins}` under `rows_from`"
        else:
            cure = "write how many lines are above the header as `skip_rows`"
        self.problems.append(replace(first, message=f"{first.message}; {count}; {cure}"))
        self.value, self.misfits = [], []

    def fault(self, line: int, code: str, message: str, cell: int = 0) -> None:
        """Note a problem at a cell of a record that begins on a line."""
        self.problems.append(Problem(self._cell_position(line, cell), "", message, code))

    def explain(self, error: csv.Error, line: int) -> None:
        """Note why the record that begins on a line is not valid, at its first cell with a wrong quote."""
        unclosed = "unexpected end" in str(error)
        words = "a quote is opened here and never closed" if unclosed else "a quote inside a quoted value must be written twice"
        known = unclosed or "expected after" in str(error)
        text, start, index = self._lines.text, self._lines.start_of(line), 0
        while (quoted := _QUOTED.match(text, start)) is None or text[quoted.end() : quoted.end() + 1] in (self.separator, "\n"):
            start, index = _end_of_cell(text, start, self.separator) + 1, index + 1
            if start > len(text):
                index = 0
                break
        if quoted and _SPACES_AFTER.match(text, quoted.end()):
            words = "spaces stand between a closing quote and what separates the values; delete them"
        self.fault(line, "GA002", f"not valid CSV: {words if known else error}", index)

    def _cell_position(self, line: int, index: int) -> Position:
        text, start = self._lines.text, self._lines.start_of(line)
        for _ in range(index):
            end = _end_of_cell(text, start, self.separator)
            if text[end : end + 1] != self.separator:
                return self._lines.span(end, end)
            start = end + 1
        return self._lines.span(start, _end_of_cell(text, start, self.separator))


def _is_table(lines: Sequence[str]) -> bool:
    """Whether each line but blank ones has as many cells, more than one; what is in quotes does not count."""
    found = [line for line in _QUOTED_CELL.sub("x", "\n".join(lines[:_SAMPLE])).split("\n") if line.strip()]
    separator = _found_separator(found, 0, None)
    widths = {line.count(separator) for line in found}
    return len(found) > 1 and len(widths) == 1 and min(widths) > 0 and bool(lines[0].strip())


def _end_of_cell(text: str, start: int, separator: str) -> int:
    """The index at which the cell that begins at `start` ends: a separator or a line's end outside of quotes."""
    quoted = _QUOTED.match(text, start)
    after = quoted.end() if quoted else start
    return min((end for end in (text.find(separator, after), text.find("\n", after)) if end >= 0), default=len(text))


def read_csv(text: str, shown: str, file_format: FileFormat = AS_FOUND, separator: str | None = None) -> CsvFile:
    """A CSV file; what is wrong is in its `problems`. `separator` is the usual one of its kind, if it has one."""
    lines = TextLines(shown, text)
    file = CsvFile(lines, file_format.comment_char)
    if "\0" in text:
        index = text.index("\0")
        message = "a control character (U+0000) that no text has; delete it, or name the file's `encoding` under `rows_from`"
        file.problems.append(Problem(lines.span(index, index + 1), "", message, "GA006"))
        return file
    first, named = _excel_separator(lines.lines)
    first = file_format.skip_rows or first
    source = _RecordLines(lines.lines, first, file_format.comment_char)
    file.separator = (
        file_format.delimiter or named or separator or _found_separator(lines.lines, first, file_format.comment_char)
    )
    try:
        is_spaced = _has_spaced_quotes(text, file.separator)
        file.read(source.records(csv.reader(source, strict=True, delimiter=file.separator, skipinitialspace=is_spaced)))
    except csv.Error as error:
        if file.separator == "\t" and (unquoted := _without_quoting(lines, file_format, first)):
            return unquoted
        file.explain(error, source.first)
    if not file.header and not file.problems:
        file.fault(1, "GA044", "the file is empty; its first line must name the columns")
    return file


def _without_quoting(lines: TextLines, file_format: FileFormat, first: int) -> CsvFile | None:
    """A tab-separated file in which quotes are characters as any other, as in `"Weird Al" Yankovic`.

    None if one of its cells is in quotes, or if its lines do not fit the header.
    """
    file = CsvFile(lines, file_format.comment_char)
    file.separator = "\t"
    source = _RecordLines(lines.lines, first, file_format.comment_char)
    rows = list(source.records(csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE)))
    if any(_QUOTED.fullmatch(cell) and cell.endswith('"') for _, cells in rows for cell in cells):
        return None
    file.read(rows)
    return None if file.problems or file.misfits else file


def _has_spaced_quotes(text: str, separator: str) -> bool:
    """Whether the file's quotes stand behind spaces, as in `A, "one, two"`: each that does encloses a whole cell."""
    sign = re.escape(separator)
    if not re.search(rf'{sign} +"', text):
        return False
    cells = re.findall(rf'( *"(?:[^"]|"")*"|[^{sign}\n]*)(?:{sign}|\n|\Z)', text)
    spaced = [cell for cell in cells if cell.startswith(" ") and cell.lstrip().startswith('"')]
    return bool(spaced) and all(_QUOTED.fullmatch(cell) for cell in spaced)


class _RecordLines:
    """Gives a CSV reader its lines, without comments between records, and knows on which line each record begins."""

    def __init__(self, lines: list[str], first: int, comment: str | None) -> None:
        self.first = first + 1
        """The line of the record that is being read, counted from 1."""
        self._lines = lines
        self._next = first
        self._comment = comment
        self._begins = True

    def __iter__(self) -> Iterator[str]:
        while self._next < len(self._lines):
            line = self._lines[self._next]
            self._next += 1
            if self._begins:
                if self._comment and line.startswith(self._comment):
                    continue
                self._begins, self.first = False, self._next
            yield line + "\n"

    def records(self, reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
        """The records of the reader that has these lines, each with its line. Raises csv.Error."""
        for cells in reader:
            yield self.first, cells
            self._begins = True


def _excel_separator(lines: list[str]) -> tuple[int, str | None]:
    """The number of lines to leave out, and the separator, where the first line names one for Excel (`sep=;`)."""
    name, _, sign = lines[0].strip('"').partition("=")
    return (1, sign) if name.lower() == "sep" and len(sign) == 1 else (0, None)


def _found_separator(lines: list[str], first: int, comment: str | None) -> str:
    """The separator by which most lines have as many cells as the header, which must have several; else the comma.

    Of several such separators the one that gives more cells is taken, and of these the first. What is in quotes does not count.
    """
    sample = _QUOTED_CELL.sub("x", "\n".join(lines[first : first + _SAMPLE]))
    found = [line for line in sample.split("\n") if line.strip() and not (comment and line.startswith(comment))]
    best, separator = (0, 0), ","
    for sign in SEPARATORS:
        widths = [line.count(sign) + 1 for line in found]
        fit = (widths.count(widths[0]), widths[0]) if widths and widths[0] > 1 else (0, 0)
        if fit > best:
            best, separator = fit, sign
    return separator
