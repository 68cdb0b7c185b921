"""Problems in files that someone else keeps: one message for each cause, with a count and the first three places.

Such a file may have thousands of records with the same thing wrong, and nobody here can mend them one by one. Only the places
that are shown are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from ..columns.raw_cell import looks_unknown
from ..problems import Problem, listed

Locate = Callable[[str, str], Problem]
"""Makes a problem at its place, from a code and a message."""

_PLACES = 3
_QUOTED = 30
"""The most characters of a cell that is quoted beside its place."""

_UNDER = "write `on_error: unknown` under `rows_from`"
_WAYS_OUT = {
    "values": f"; to show such values as unknown {_UNDER}, and to leave their records out `on_error: skip`",
    "records": f"; to keep such records {_UNDER}, and to leave them out `on_error: skip`",
    "misfits": "; to leave such records out write `on_error: skip` under `rows_from`",
    "files": "; to leave such files out write `on_error: skip` under `rows_from`",
    "texts": f"; to show such a text as it is written, or without its link, {_UNDER}",
    "ids": "; name another field as `id`, or delete `id`, so that the columns tell the rows apart",
}


class Cause(NamedTuple):
    """Something that many records of a file may have wrong in the same way."""

    key: tuple[str, ...]
    many: str
    """The words after the number of faults, if there are several: `values do not fit this column`."""
    outcome: str = ""
    """What has been done with the records; empty if each is an error."""
    cure: Callable[[Sequence[str]], str] | None = None
    """Gives the end of a message, from the different texts of cells that do not fit, if they are texts."""
    way_out: str = ""
    """The end of a message where nothing else says what to do."""
    ending: str = ""
    """The end of each message, whatever else it says."""


class Fault(NamedTuple):
    """The fault of one record."""

    cause: Cause
    locate: Locate
    code: str
    message: str
    cell: str | None = None
    """The text of the cell that does not fit."""
    awaits_files: bool = False
    """See Problem."""


def left_out(on_error: str, what: str = "record") -> str:
    """The outcome of records, or of files, that are left out because of what is wrong with them."""
    return f"such a {what} is left out, as `on_error: {on_error}` says"


def way_out(of: Literal["values", "records", "misfits", "files", "texts", "ids"], on_error: str) -> str:
    """The end of a message that says what to do where nothing has been done yet."""
    return _WAYS_OUT[of] if on_error == "fail" else ""


def one_problem_a_cause(faults: Iterable[Fault]) -> list[Problem]:
    """A problem for each cause, at the first of its places; it is for information if something has been done about it."""
    by_cause: dict[tuple[tuple[str, ...], bool], list[Fault]] = {}
    for fault in faults:
        by_cause.setdefault((fault.cause.key, fault.awaits_files), []).append(fault)
    return [_problem(each) for each in by_cause.values()]


def _problem(faults: Sequence[Fault]) -> Problem:
    first = faults[0]
    message, cure = first.message, _cure(faults) + first.cause.ending
    found = [fault.locate(fault.code, message) for fault in faults[:_PLACES]]
    if len(faults) > 1:
        places = (f"{_quoted(fault.cell)}{_line(problem)}" for fault, problem in zip(faults, found, strict=False))
        more = ", …" if len(faults) > _PLACES else ""
        message = f"{message}; {len(faults)} {first.cause.many}: {', '.join(places)}{more}"
    if not first.cause.outcome:
        return replace(found[0], message=message + cure, awaits_files=first.awaits_files)
    return replace(found[0], message=f"{message}; {first.cause.outcome}{cure}", severity="info")


def _line(problem: Problem) -> str:
    return f"{problem.position.file}:{problem.position.line}"


def _quoted(cell: str | None) -> str:
    """A short cell, as it is quoted in front of its place."""
    return f"'{cell}' in " if cell is not None and len(cell) <= _QUOTED else ""


def _cure(faults: Sequence[Fault]) -> str:
    """The cure for cells that do not fit, such as naming texts that mean unknown (`n/a`)."""
    texts = dict.fromkeys(fault.cell for fault in faults if fault.cell)
    others = [text for text in texts if not looks_unknown(text)]
    cure = faults[0].cause.cure(others) if faults[0].cause.cure and (others or not texts) else ""
    if not (markers := [text for text in texts if looks_unknown(text)]):
        # A message that names an option, in backticks, has its cure.
        return cure or ("" if "`" in faults[0].message else faults[0].cause.way_out)
    quoted = ", ".join(f'"{marker}"' for marker in markers)
    what = listed([f"'{marker}'" for marker in markers]) + (" means" if len(markers) == 1 else " mean")
    return f"{cure}; if {what} unknown, write missing_values: [{quoted}] under `rows_from`"
