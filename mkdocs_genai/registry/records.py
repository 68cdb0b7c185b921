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
    found = Records()
    at_file: KeyPath = (*comparison_path, "rows_from", "file")
    name = rows_from.file
    found.files = [watched_folder(folder, name) if is_pattern(name) else folder / name]
    try:
        paths = find_files(folder, name, files.made, rows_from.format)
    except ProblemError as error:
        found.problems = [Problem.at(at_file, error.code, str(error))]
        return found
    found.files += [path for path in paths if path not in found.files]
    faults: list[Fault] = []
    for path in paths:
        parsed, problems = _parsed(path, display_path(path, root), rows_from, files)
        if problems and is_pattern(name) and rows_from.on_error != "fail":
            faults.append(_unusable("file", problems[0], comparison_path, rows_from.on_error))
            found.lost += 1
            continue
        found.problems += problems
        if parsed is not None and (parsed.value is not None or not problems):
            records, others, problems = _records_in(parsed, rows_from, comparison_path, is_one_of_many=is_pattern(name))
            found.records += records
            # A fault that many files have, such as a missing `at`, is reported at the first one.
            found.problems += [each for each in problems if all(each.path != other.path for other in found.problems)]
            faults += [_unusable("record", each, comparison_path, rows_from.on_error) for each in parsed.misfits]
            faults += [_not_a_record(parsed, each, comparison_path, rows_from.on_error) for each in others]
            found.lost += len(parsed.misfits) + len(others)
            found.ambiguous |= {column: each for column, each in parsed.ambiguous.items() if column not in found.ambiguous}
    found.problems += one_problem_a_cause(faults)
    return found


def _parsed(path: Path, shown: str, rows_from: RowsFrom, files: DataFiles) -> tuple[DataFile | None, list[Problem]]:
    """A file, None if it can't be read, and the problems of the file as a whole."""
    content = files.read(path, shown)
    text = content if isinstance(content, Problem) else decoded(content, shown, rows_from.encoding)
    if isinstance(text, Problem):
        parsed, problems = None, [text]
    else:
        parsed = files.parse(path, text, shown, rows_from.file_format)
        problems = _each_cause_once(parsed.source.problems)
    cure = way_out("files", rows_from.on_error) if is_pattern(rows_from.file) else ""
    return parsed, [replace(each, message=each.message + cure) for each in problems]


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
    return [], [], [*problems, Problem.at((*comparison_path, "rows_from", "at" if at else "file"), "GA044", message)]


def _no_records_message(parsed: DataFile, at: str | None, ends: Sequence[Found]) -> str:
    """The message for a file without records; `ends` are the values to which the path `at` leads."""
    value = ends[0].value if len(ends) == 1 else [end.value for end in ends] or None
    found = describe(value) + (" without records" if isinstance(value, list | dict) else "")
    step, keys = where_it_ends(parsed.value, at) if at and not ends else ("", [])
    hint = did_you_mean(step, keys) if keys else ""
    return f"expected a list or a mapping of records in {parsed.source.file}, found {found}{hint}"


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
    cause = Cause((*map(str, comparison_path), f"unusable {what}", problem.code), f"{what}s have such a fault", outcome)
    cause = cause._replace(way_out=way_out("files" if what == "file" else "misfits", on_error))
    return Fault(cause, lambda code, words: replace(problem, message=words), problem.code, problem.message)


def _not_a_record(parsed: DataFile, found: Found, comparison_path: KeyPath, on_error: OnError) -> Fault:
    message = f"expected a record with fields, found {describe(found.value)}"
    outcome = "" if on_error == "fail" else left_out(on_error)
    cause = Cause((*map(str, comparison_path), "not a record"), "items are not records", outcome)
    where = dotted(found.path)
    return Fault(cause, lambda code, words: Problem(parsed.source.position(found.path), where, words, code), "GA044", message)
