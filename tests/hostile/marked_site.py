"""A course each of whose texts is a payload: in the registry, in foreign rows, in an imported course, in blocks' options."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import yaml

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.identifiers import text_problem
from mkdocs_genai.problems import Problem
from mkdocs_genai.project.languages import ONE_LANGUAGE, find_registry
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.diagram import Shape

SEARCH = r'search: {separator: "\\W+"}, '
"""Finds all words, also those with signs around them."""
CONFIG = f"""\
site_name: Marked
theme: {{name: material, font: false, features: [navigation.instant, search.highlight, search.suggest]}}
plugins: [{SEARCH}{{genai: {{llms: true}}}}]
markdown_extensions: [pymdownx.superfences]
validation: {{links: {{not_found: info}}}}
"""
PER_PAGE = 135
SHAPES = get_args(Shape)
_IMPORTED_ROW = ("areas", "a", "comparisons", "c", "rows", "r", "title")
_HALVES = re.compile(r"(?<!\\)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")
_REFUSED = "refused"
_CODES = {
    "GA005",
    "GA006",
    "GA014",
    "GA015",
    "GA016",
    "GA025",
    "GA029",
    "GA030",
    "GA031",
    "GA032",
    "GA034",
    "GA035",
    "GA042",
    "GA050",
}
"""What may be wrong with a payload. Everything else would be a fault of this file."""


def write_site(root: Path, payloads: Sequence[str], *, together: int = 1) -> int:
    """Write a course whose build stops at no problem; gives how many payloads the checks have refused.

    Every `together` payloads share an area, whose texts they take in turns: each text takes that part of all payloads.
    """
    areas = [payloads[first : first + together] for first in range(0, len(payloads), together)]
    values = dict(_fields(areas))
    refused = 0
    for _ in range(20):
        rows = _write(root, values, areas)
        project = Project(root, find_registry(root, "", root / "docs", ONE_LANGUAGE), root / "docs")
        wrong = [problem for problem in plain_build(project).loaded.problems if problem.severity == "error"]
        if not wrong:
            return refused
        for problem in wrong:
            assert problem.code in _CODES, problem
            place = _place(problem, rows)
            ends = [place[:end] for end in range(len(place), 0, -1)]
            known = [path for path in (*ends, (*place, "url"), (*place, "label")) if path in values]
            assert known, problem.message
            at = next((path for path in known if values[path] != _safe(path)), None)
            if at is not None:
                values[at] = _safe(at)
                refused += 1
    raise AssertionError([f"{problem} {problem.position.line}"[:300] for problem in wrong[:5]])


def _safe(path: tuple[str, ...]) -> str:
    return "https://example.org/" if path[-1] in ("url", "more", "source") or path[-2] == "sources" else _REFUSED


def _place(problem: Problem, rows: Mapping[int, int]) -> tuple[str, ...]:
    """The place of a problem as `_fields` has it; `rows` are the records of the CSV file by their lines."""
    name = Path(problem.position.file).stem
    where = tuple(problem.where.replace("[", ".").replace("]", "").strip(".").split("."))
    if name == "others":
        return (name, str(rows[problem.position.line]), *where)
    return where if name == "registry" else (name, *where)


def _fields(areas: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text, by where it stands; in a file of its own, by that file's name first."""
    for number, payloads in enumerate(areas):
        area = ("areas", f"a{number}")
        turns = itertools.cycle(payloads)
        for path in (
            ("title",), ("summary",), ("topics", "t", "title"), ("topics", "t", "summary"), ("topics", "u", "url"),
            ("call_to_action", "title"), ("call_to_action", "body"), ("call_to_action", "links", "0", "label"),
            ("call_to_action", "links", "1", "url"), ("comparisons", "c", "title"), ("comparisons", "c", "sources", "0"),
            *(("comparisons", "c", "columns", column, "title") for column in ("name", "size", "kinds", "more")),
            ("comparisons", "c", "columns", "size", "unit"), ("comparisons", "c", "columns", "size", "source"),
            *(("comparisons", "c", "rows", "r", cell) for cell in ("name", "kinds")),
            ("comparisons", "c", "rows", "r", "more", "label"), ("comparisons", "c", "rows", "r", "more", "url"),
            ("diagrams", "d", "title"), ("diagrams", "d", "nodes", "a", "label"), ("diagrams", "d", "edges", "0"),
            *(("topics", "t", "quiz", "q", key) for key in ("prompt", "explanation")),
            ("topics", "t", "quiz", "open", "answer"),
            *(("topics", "t", "quiz", "q", "choices", "x", key) for key in ("text", "feedback")),
        ):  # fmt: skip
            yield (*area, *path), next(turns)
        for cell in ("name", "words", "kinds", "more"):
            yield ("foreign", str(number), cell), next(turns)
            yield ("more", str(number), cell), next(turns)
            # A CSV file with a NUL is refused as a whole.
            yield ("others", str(number), cell), next(turns).replace("\0", "")
        for path in (("course", "title"), ("areas", "a", "title"), ("areas", "a", "topics", "t", "title"), _IMPORTED_ROW):
            # A file of a stranger is refused as a whole, with the first problem in it.
            payload = next(turns)
            yield (f"other{number}", *path), _REFUSED if text_problem(payload) else payload
        yield ("areas", "d", "comparisons", "w", "columns", f"c{number}", "title"), next(turns)
    # The one that Mermaid lays out, at 50 ms a word.
    for number, payload in enumerate(sorted(itertools.chain(*areas), key=len)[:12]):
        yield ("areas", "d", "diagrams", "d", "nodes", f"n{number}", "label"), payload


def _trees(values: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """The content of each file, by its name; the registry's is `areas`."""
    trees: dict[str, Any] = {}
    for path, value in values.items():
        node = trees
        for step in path[:-1]:
            node = node.setdefault(step, {})
        node[path[-1]] = value
    return trees


def _write(root: Path, values: Mapping[tuple[str, ...], str], groups: Sequence[Sequence[str]]) -> dict[int, int]:
    """Write all files; gives the line at which each record of the CSV file begins."""
    docs = root / "docs"
    (docs / "imports").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    trees = _trees(values)
    areas = trees["areas"]
    numbers = range(len(groups))
    for number in numbers:
        _complete(areas[f"a{number}"], number)
    area = areas["d"]
    area |= {"title": "Diagrams", "page": "diagrams.md"}
    area["diagrams"]["d"] |= {"title": "D", "edges": ["n0 --> n1"]}
    columns = {
        "name": "Name",
        "words": "Words",
        "kinds": {"title": "Kinds", "type": "tags"},
        "more": {"title": "More", "type": "link"},
    }
    wide = area["comparisons"]["w"]["columns"]
    for column in wide.values():
        column["type"] = "boolean"
    yes, no = dict.fromkeys(wide, True), dict.fromkeys(wide, False)
    area["comparisons"]["w"] |= {"title": "Columns", "rows": {"yes": yes, "no": no}}
    area["comparisons"] |= {
        "f": {"title": "JSON", "columns": columns, "rows_from": {"file": "foreign.json", "on_error": "unknown"}},
        "o": {"title": "CSV", "columns": columns, "rows_from": {"file": "others.csv", "on_error": "unknown"}},
        "m": {"title": "YAML", "columns": columns, "rows_from": {"file": "more.yml", "on_error": "unknown"}},
    }
    # JSON is YAML, but for characters that it escapes in two halves.
    text = _HALVES.sub(lambda match: str(json.loads(f'"{match[0]}"')), json.dumps({"areas": areas}))
    (docs / "registry.yml").write_text(text, "utf-8")
    (docs / "foreign.json").write_text(json.dumps(list(trees["foreign"].values())), "utf-8")
    (docs / "more.yml").write_text(yaml.safe_dump(list(trees["more"].values())), "utf-8")
    table = io.StringIO()
    writer = csv.DictWriter(table, ("name", "words", "kinds", "more"))
    writer.writeheader()
    rows: dict[int, int] = {}
    for number, record in enumerate(trees["others"].values()):
        rows[len(table.getvalue().replace("\r\n", "\n").replace("\r", "\n").split("\n"))] = number
        writer.writerow(record)
    (docs / "others.csv").write_text(table.getvalue(), "utf-8", newline="")
    for number in numbers:
        imported = trees[f"other{number}"]
        area = imported["areas"]["a"]
        area["topics"]["t"] |= {"status": "ready", "url": "https://example.org/"}
        area["comparisons"]["c"] |= {"title": "C"}
        area["comparisons"]["c"]["rows"]["r"] |= {"url": "https://example.org/"}
        area["url"] = "https://example.org/"
        (docs / "imports" / f"other{number}.json").write_text(json.dumps({"version": 1} | imported), "utf-8")
    _write_pages(docs, groups)
    return rows


def _complete(area: dict[str, Any], number: int) -> None:
    """What an area needs besides its texts."""
    area["related"] = [f"other{number}:a"]
    diagram = area["diagrams"]["d"]
    label = " ".join(diagram["edges"]["0"].split())
    diagram["edges"] = ["a --> b" if label == _REFUSED else f"a -- {label} --> b"]
    diagram["nodes"] = {"a": {**diagram["nodes"]["a"], "shape": SHAPES[number % len(SHAPES)], "topic": "u"}, "b": "B"}
    area["call_to_action"]["links"] = [
        {**area["call_to_action"]["links"]["0"], "url": "index.md"},
        {**area["call_to_action"]["links"]["1"], "label": "More"},
    ]
    comparison = area["comparisons"]["c"]
    comparison["page"] = f"page-{number // PER_PAGE * PER_PAGE}.md"
    comparison["sources"] = list(comparison["sources"].values())
    types = {"name": "text", "size": "number", "kinds": "tags", "more": "link", "best": "rating"}
    for column, kind in types.items():
        comparison["columns"].setdefault(column, {"title": "Best"})["type"] = kind
    row = comparison["rows"]["r"]
    row |= {"size": 12, "best": 3, "kinds": [row["kinds"], "other"]}
    comparison["rows"]["s"] = {"name": "Other", "kinds": ["other"], "best": 4}
    area["topics"]["u"] |= {"title": "Elsewhere"}
    quiz = area["topics"]["t"]["quiz"]
    quiz["q"]["choices"]["y"] = {"text": "Y", "correct": True}
    quiz["open"]["prompt"] = "Why?"


def _write_pages(docs: Path, groups: Sequence[Sequence[str]]) -> None:
    names = [block.NAME for block in BLOCKS.values() if block.NAME not in ("area-cards", "area-map")]
    numbers = range(len(groups))
    for first in range(0, len(groups), PER_PAGE):
        chosen = numbers[first : first + PER_PAGE]
        lines = [f"# Page {first}", ""]
        for number in chosen:
            for name in names:
                kind = {"comparison": "/c", "concept": "/d", "quiz": "/t"}.get(name.partition("-")[0], "")
                argument = f"a{number}{kind}"
                options = {"comparison-table": "    controls: all\n", "topic-list": f"    area: a{number}\n"}.get(name, "")
                header = name if name == "topic-list" else f"{name} | {argument}"
                lines.append(f"/// {header}\n{options}///\n")
            lines.append(f"[][area:a{number}] [][topic:a{number}/t] [][row:a{number}/c/r]")
            lines.append(f"[][topic:other{number}:a/t] [][row:other{number}:a/c/r]\n")
        (docs / f"page-{first}.md").write_text("\n".join(lines), "utf-8")
        (docs / f"options-{first}.md").write_text("\n".join(_options(groups, chosen)), "utf-8")
    (docs / "index.md").write_text("# Home\n", "utf-8")
    (docs / "cards.md").write_text("# Cards\n\n/// area-cards\n///\n", "utf-8")
    (docs / "plain.md").write_text("# Plain\n\nNothing at all.\n", "utf-8")
    (docs / "diagrams.md").write_text(
        "# Diagrams\n\n/// concept-diagram | d\n///\n\n"
        + "".join(f"/// comparison-table | {name}\n    controls: all\n///\n\n" for name in "fomw"),
        "utf-8",
    )


def _options(groups: Sequence[Sequence[str]], chosen: range) -> Iterator[str]:
    """Blocks with a payload as their argument and as each of their options, and now and then as their argument alone."""
    yield "# Options\n"
    for number in chosen:
        turns = itertools.cycle(groups[number])
        for index, block in enumerate(BLOCKS.values()):
            # An argument ends with its line.
            argument = " ".join(next(turns).split())
            yield f"/// {block.NAME} | {argument}"
            yield from (f"    {option}: {json.dumps(next(turns))}" for option in (*block.CHOICES, "unknown"))
            yield "///\n"
            if number % len(BLOCKS) == index:
                yield f"/// {block.NAME} | {argument}\n///\n"
