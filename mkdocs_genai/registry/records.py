"""Reads records from files that someone else maintains, each with its file and its path in it.

    find the files that `rows_from` names                 (globs)
    read each, in its encoding                            (text_files, encodings)
    parse it by its suffix                                (data_files)
    take the records at `at`                              (dotted_path)

Not in here: what columns make of the records (`foreign_rows`), and which ids they get (`row_ids`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from ..columns.raw_cell import Dialect, Spelling, no_spelling
from ..problems import KeyPath, Position, Problem, ProblemError, dotted
from ..suggestions import describe, did_you_mean
from .csv_file import FileFormat
from .data_files import DataFile, parse_data
from .dotted_path import NOTHING, Found, Picked, find, items, pick, where_it_ends
from .encodings import decoded
from .globs import find_files, is_pattern, watched_folder
from .grouped_problems import Cause, Fault, left_out, one_problem_a_cause, way_out
from .rows_from import OnError, RowsFrom
from .text_files import display_path, read_bytes

ParseData = Callable[[Path, str, str, FileFormat], DataFile]
"""Parses a file's text; the last arguments are how problems name the file, and how the author says it is written."""


class DataFiles(NamedTuple):
    """Where the files that `rows_from` names come from."""

    parse: ParseData = parse_data
    made: Mapping[Path, bytes] = {}
    """The content of files that other plugins make, and that are not on the disk."""

    def read(self, path: Path, shown: str) -> bytes | Problem:
        """A file's content, or why it can't be read; `shown` is the file's name in problems."""
        return self.made[path] if path in self.made else read_bytes(path, shown)


ON_DISK = DataFiles()
_NO_RECORDS = "GA044"
"""The code of a file, or of an item of it, in which no record is."""
_IN_EACH_RECORD = ("GA003", "GA004")
"""Codes of faults of YAML that a program makes in each record alike."""
KEY = "$key"
"""The field that is the record's key, in the innermost mapping that the way to the record went through."""
_FILE = "$file"
"""The field that is the name of the record's file, without its suffix."""
_FOLDER = "$folder"
"""The field that is the name of the folder in which the record's file is."""
_OF_THE_FILE = ((_FILE,), (_FOLDER,))
_NOT_INSIDE = ((KEY,), *_OF_THE_FILE)
"""The paths of fields that are not in the content of a record."""


class Record(NamedTuple):
    """One record: its fields, its key if a mapping has it, its path in its file, and that file."""

    value: dict[str, Any]
    key: str | None
    path: KeyPath
    file: DataFile
    dialect: Dialect

    def pick(self, steps: str) -> Picked:
        """The value of a field by its dotted path, `$key`, `$file` or `$folder`; and its path in the record."""
        if steps == KEY and KEY not in self.value:
            return NOTHING if self.key is None else Picked(self.key, (KEY,))
        if steps in (_FILE, _FOLDER) and steps not in self.value:
            path = PurePosixPath(self.file.source.file)
            return Picked(path.stem if steps == _FILE else path.parent.name, (steps,))
        return pick(self.value, steps)

    def spelling(self, picked: Picked) -> Spelling:
        """A function that gives a field, or an item of it, as the file spells it."""
        written, path = self.file.source.written, self.path
        if picked.path in _NOT_INSIDE:
            return no_spelling
        return lambda *steps: written((*path, *picked.path_of(steps)))


@dataclass
class Records:
    """The records of one or several files, the files, and the problems of reading them."""

    files: list[Path] = field(default_factory=list)
    """The files, and for a pattern the folder in which more may appear."""
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ambiguous: dict[str, Problem] = field(default_factory=dict)
    """See DataFile."""
    lost: int = 0
    """How many records, and files of one record each, can't be used at all."""

    def position(self, record: Record, path: KeyPath) -> Position:
        """The position of a field of a record."""
        source = record.file.source
        if path in _OF_THE_FILE:
            return Position(source.file)
        if path == (KEY,):
            return source.position(record.path, at_key=True)
        return source.position((*record.path, *path))

    def problem(self, record: Record, path: KeyPath, code: str, message: str) -> Problem:
        """A problem in a record, at its own file and line."""
        is_table = record.file.separator is not None
        where = dotted(path if is_table or path in _NOT_INSIDE else (*record.path, *path))
        return Problem(self.position(record, path), where, message, code)


def read_records(
    rows_from: RowsFrom, folder: Path, root: Path, comparison_path: KeyPath, files: DataFiles = ON_DISK
) -> Records:
    """Read the files that `rows_from` names, relative to `folder`; problems name files relative to `root`."""
    name = rows_from.file
    watched = [watched_folder(folder, name) if is_pattern(name) else folder / name]
    try:
        paths = find_files(folder, name, files.made, rows_from.format)
    except ProblemError as error:
        return Records(watched, problems=[Problem.at((*comparison_path, "rows_from", "file"), error.code, str(error))])
    reader = _Reader(rows_from, comparison_path)
    for path in paths:
        reader.add_file(*_parsed(path, display_path(path, root), rows_from, files))
    reader.report_faults()
    reader.found.files = [*watched, *(path for path in paths if path not in watched)]
    return reader.found


class _Reader:
    """Collects the records of all files that one `rows_from` names, and what is wrong with them."""

    def __init__(self, rows_from: RowsFrom, comparison_path: KeyPath) -> None:
        self.found = Records()
        self._rows_from = rows_from
        self._path = comparison_path
        self._is_one_of_many = is_pattern(rows_from.file)
        self._faults: list[Fault] = []
        self._without_records: list[tuple[str, Problem]] = []
        """The files in which no record is, each with a problem at `rows_from`."""
        self._has_more = False
        """Whether any file is not one of these."""

    def add_file(self, parsed: DataFile | None, problems: Sequence[Problem]) -> None:
        """Add a file, None if it can't be read, and the problems of the file as a whole."""
        errors = [each for each in problems if each.severity == "error"]
        is_left_out = self._is_one_of_many and bool(errors) and self._rows_from.on_error != "fail"
        if self._is_one_of_many:
            self._add_unusable(errors)
            problems = [each for each in problems if each not in errors]
        self.found.problems += problems
        if parsed is not None and not is_left_out and (parsed.value is not None or not errors):
            self._add_records(parsed)
        else:
            self._has_more = True
            self.found.lost += self._is_one_of_many

    def _add_records(self, parsed: DataFile) -> None:
        found, on_error = self.found, self._rows_from.on_error
        records, others, problems = _records_in(parsed, self._rows_from, self._path, is_one_of_many=self._is_one_of_many)
        without = [(parsed.source.file, each) for each in problems if each.code == _NO_RECORDS]
        self._without_records += without
        self._has_more |= not without
        found.records += records
        # A fault that many files have, such as a superfluous `at`, is reported at the first one.
        superfluous = [each for each in problems if each.code != _NO_RECORDS]
        found.problems += [each for each in superfluous if all(each.path != other.path for other in found.problems)]
        self._faults += [_unusable("record", each, self._path, on_error) for each in parsed.misfits]
        self._faults += [_not_a_record(parsed, each, self._path, on_error) for each in others]
        found.lost += len(parsed.misfits) + len(others)
        found.ambiguous |= {column: each for column, each in parsed.ambiguous.items() if column not in found.ambiguous}

    def _add_unusable(self, errors: Sequence[Problem]) -> None:
        """Add the errors of one of several files: all of them, or the first where the file is left out."""
        on_error = self._rows_from.on_error
        told = errors if on_error == "fail" else errors[:1]
        self._faults += [_unusable("file", each, self._path, on_error) for each in told]

    def report_faults(self) -> None:
        """Add the problems of records and files that can't be used, once all files have been added."""
        if self._has_more:
            for file, problem in self._without_records:
                message = problem.message.replace(f" in {file}", "")
                self._add_unusable([Problem(Position(file), "", message, problem.code)])
                self.found.lost += 1
        else:  # `at` is wrong, or the pattern, rather than each of the files
            self.found.problems += [problem for _, problem in self._without_records[:1]]
        self.found.problems += one_problem_a_cause(self._faults)


def _parsed(path: Path, shown: str, rows_from: RowsFrom, files: DataFiles) -> tuple[DataFile | None, list[Problem]]:
    """A file, None if it can't be read, and the problems of the file as a whole."""
    content = files.read(path, shown)
    text = content if isinstance(content, Problem) else decoded(content, shown, rows_from.encoding)
    if isinstance(text, Problem):
        return None, [text]
    parsed = files.parse(path, text, shown, rows_from.file_format)
    return parsed, _each_cause_once(parsed.source.problems)


def _each_cause_once(problems: Sequence[Problem]) -> list[Problem]:
    """Problems of a file, of which those in one field of many records are one: a key that each has twice, or a tag."""
    return one_problem_a_cause(
        Fault(_cause_in_a_file(each), partial(_reworded, each), each.code, each.message) for each in problems
    )


def _cause_in_a_file(problem: Problem) -> Cause:
    field = problem.where.rpartition(".")[2]
    key = (problem.code, field) if problem.code in _IN_EACH_RECORD else (problem.code, problem.where, problem.message)
    return Cause(key, "places have such a fault")


def _reworded(problem: Problem, code: str, message: str) -> Problem:
    return replace(problem, code=code, message=message)


def _records_in(
    parsed: DataFile, rows_from: RowsFrom, comparison_path: KeyPath, *, is_one_of_many: bool
) -> tuple[list[Record], list[Found], list[Problem]]:
    """The records of a file, the items among them that are not records, and problems of the place that `rows_from` names."""
    superfluous = _superfluous(parsed, rows_from)
    problems = [Problem.at((*comparison_path, "rows_from", key), "GA027", message) for key, message in superfluous.items()]
    at = None if "at" in superfluous else rows_from.at
    # A list of several that has nothing in it (`items:`) has no records.
    ends = [end for end in find(parsed.value, at) if end.value is not None or end.items_of is None]
    found = [item for end in ends for item in _records_at(end, is_record=is_one_of_many or parsed.is_record)]
    dialect = rows_from.dialect(parsed.separator)
    records = [Record(each.value, each.key, each.path, parsed, dialect) for each in found if isinstance(each.value, dict)]
    others = [each for each in found if not isinstance(each.value, dict)]
    if records or (ends and not others):
        return records, others, problems
    message = _no_records_message(parsed, at, ends)
    return [], [], [*problems, Problem.at((*comparison_path, "rows_from", "at" if at else "file"), _NO_RECORDS, message)]


def _no_records_message(parsed: DataFile, at: str | None, ends: Sequence[Found]) -> str:
    """The message for a file without records; `ends` are the values to which the path `at` leads."""
    value = ends[0].value if len(ends) == 1 else [end.value for end in ends] or None
    found = describe(value) + (" without records" if isinstance(value, list | dict) else "")
    step, keys = where_it_ends(parsed.value, at) if at and not ends else ("", [])
    hint = did_you_mean(step, keys) if keys else _proposed_at(value) if at is None else ""
    return f"expected a list or a mapping of records in {parsed.source.file}, found {found}{hint}"


def _proposed_at(value: Any) -> str:
    """The end of a message for a mapping in which one list has the records, as in `{"count": 2, "results": […]}`."""
    lists = [key for key, item in value.items() if _has_records(item)] if isinstance(value, dict) else []
    return f"; its records are in `at: {lists[0]}`" if len(lists) == 1 else ""


def _has_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _superfluous(parsed: DataFile, rows_from: RowsFrom) -> dict[str, str]:
    """The keys of `rows_from` that mean nothing for this kind of file, each with its message."""
    if parsed.separator is not None:
        return {"at": "a CSV file is a single table, so it takes no `at`; delete it"} if rows_from.at is not None else {}
    given = {"delimiter": rows_from.delimiter, "comment_char": rows_from.comment_char, "skip_rows": rows_from.skip_rows}
    return {key: f"only CSV and TSV files have a `{key}`; delete it" for key, said in given.items() if said is not None}


def _records_at(end: Found, *, is_record: bool) -> Iterator[Found]:
    """The records where a path ends: the items of a list or mapping.

    A mapping is a record itself if it is one of several items, or if its file has no more than one (`is_record`).
    """
    is_mapping = isinstance(end.value, dict)
    if isinstance(end.value, list) or (is_mapping and not is_record and end.items_of is None):
        yield from items(end)
    else:
        yield end


def _unusable(what: Literal["record", "file"], problem: Problem, comparison_path: KeyPath, on_error: OnError) -> Fault:
    """The fault of a record, or of one of several files, of which nothing can be used."""
    outcome = "" if on_error == "fail" else left_out(on_error, what)
    # Whoever has to mend them is told each different thing.
    words = problem.message if what == "file" and on_error == "fail" else ""
    cause = Cause((*map(str, comparison_path), f"unusable {what}", problem.code, words), f"{what}s have such a fault", outcome)
    cause = cause._replace(ending=way_out("files" if what == "file" else "misfits", on_error))
    return Fault(cause, lambda code, words: replace(problem, message=words), problem.code, problem.message)


def _not_a_record(parsed: DataFile, found: Found, comparison_path: KeyPath, on_error: OnError) -> Fault:
    message = f"expected a record with fields, found {describe(found.value)}"
    if _has_records(found.value) and found.key is not None:
        message += f"; if its items are the records, write `at: {'.'.join(map(str, found.path))}`"
    outcome = "" if on_error == "fail" else left_out(on_error)
    cause = Cause((*map(str, comparison_path), "not a record"), "items are not records", outcome)
    cause = cause._replace(ending=way_out("misfits", on_error))
    where = dotted(found.path)
    return Fault(
        cause, lambda code, words: Problem(parsed.source.position(found.path), where, words, code), _NO_RECORDS, message
    )
