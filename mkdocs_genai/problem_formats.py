"""Formats problems as text for people, and as JSON, GitHub annotations and SARIF for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from . import __version__
from .codes import load_codes
from .problems import Position, Problem, counted, report, with_excerpt


def as_text(problems: Sequence[Problem], show: Callable[[Problem], str] = with_excerpt) -> str:
    """Each problem with its line, and a count of those that are more than information."""
    serious = [problem for problem in problems if problem.severity != "info"]
    files = len({problem.position.file for problem in serious})
    summary = f"{counted(len(serious), 'problem')} in {counted(files, 'file')}" if serious else "no problems found"
    # Where nothing says how serious a problem is, it is an error or a warning.
    told = [replace(each, message=f"note: {each.message}") if each.severity == "info" else each for each in problems]
    return f"{report(told, show)}\n\n{summary}" if problems else summary


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects."""
    return json.dumps(
        [
            {
                "code": problem.code,
                "severity": problem.severity,
                "file": problem.position.file,
                "line": problem.position.line,
                "column": problem.position.column,
                "length": problem.position.length,
                "path": problem.where,
                "message": problem.message,
            }
            for problem in problems
        ],
        indent=2,
        ensure_ascii=False,
    )


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    at = problem.position
    fields = {
        "file": at.file,
        "line": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + at.length),
        "title": f"{problem.code} {load_codes()[problem.code].title}",
    }
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in fields.items())
    where = f"{problem.where}: " if problem.where else ""
    return f"::{'notice' if problem.severity == 'info' else problem.severity} {listed}::{_escaped(where + problem.message)}"


def _escaped(text: str, also: str = "") -> str:
    """GitHub's escapes, which are percent-encoded like in URLs."""
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, which code scanning reads."""
    used = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "name": code,
            "shortDescription": {"text": load_codes()[code].title},
            "fullDescription": {"text": load_codes()[code].cause},
            "help": {"text": load_codes()[code].cure},
        }
        for code in used
    ]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": used.index(problem.code),
            "level": "note" if problem.severity == "info" else problem.severity,
            "message": {"text": f"{problem.where}: {problem.message}" if problem.where else problem.message},
            "locations": [{"physicalLocation": _physical_location(problem.position)}],
        }
        for problem in problems
    ]
    driver = {"name": "mkdocs-genai", "semanticVersion": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def _physical_location(at: Position) -> dict[str, Any]:
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.length}
    return {"artifactLocation": {"uri": at.file}, "region": region}


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
