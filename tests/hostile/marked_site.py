"""A course each of whose texts is a payload: in the registry, in foreign rows, in an imported course, in blocks' options."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.languages import ONE_LANGUAGE, find_registry
from mkdocs_genai.project import Project
from mkdocs_genai.registry.fields import text_fault
from mkdocs_genai.registry.labels import ENGLISH
from mkdocs_genai.registry.problems import Problem

CONFIG = """\
site_name: Marked
theme: {name: material, font: false, features: [navigation.instant, search.highlight, search.suggest]}
plugins: [search, genai]
markdown_extensions: [pymdownx.superfences]
validation: {links: {not_found: info}}
"""
PER_PAGE = 125
_REFUSED = "refused"
_CODES = {"GA005", "GA006", "GA014", "GA015", "GA016", "GA029", "GA030", "GA031", "GA032", "GA042", "GA050"}
"""What may be wrong with a payload. Everything else would be a fault of this file."""


def write_site(root: Path, payloads: Sequence[str], *, every_block: bool = False) -> int:
    """Write a course whose build stops at no mistake; gives how many payloads the checks have refused."""
    values = dict(_fields(payloads))
    refused = 0
    for _ in range(6):
        rows = _write(root, values, payloads, every_block)
        project = Project(root, find_registry(root, "", root / "docs", ONE_LANGUAGE), root / "docs")
        wrong = [problem for problem in project.load(project.icons()).problems if problem.severity == "error"]
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
    if path[:2] == ("course", "labels"):
        return ENGLISH[path[2]]
    return "https://example.org/" if path[-1] in ("url", "more", "source") or path[-2] == "sources" else _REFUSED


def _place(problem: Problem, rows: Mapping[int, int]) -> tuple[str, ...]:
    """The place of a mistake as `_fields` has it; `rows` are the records of the CSV file by their lines."""
    name = Path(problem.position.file).stem
    where = tuple(problem.where.replace("[", ".").replace("]", "").strip(".").split("."))
    if name == "others":
        return (name, str(rows[problem.position.line]), *where)
    return where if name == "registry" else (name, *where)


def _fields(payloads: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text, by where it stands; in a file of its own, by that file's name first."""
    labels = list(ENGLISH)
    for number, payload in enumerate(payloads):
        area = ("areas", f"a{number}")
        for path in (
            ("title",), ("summary",), ("topics", "t", "title"), ("topics", "t", "summary"), ("topics", "u", "url"),
            ("call_to_action", "title"), ("call_to_action", "body"), ("call_to_action", "links", "0", "label"),
            ("call_to_action", "links", "1", "url"), ("comparisons", "c", "title"), ("comparisons", "c", "sources", "0"),
            *(("comparisons", "c", "columns", column, "title") for column in ("name", "size", "kinds", "more")),
            ("comparisons", "c", "columns", "size", "unit"), ("comparisons", "c", "columns", "size", "source"),
            *(("comparisons", "c", "rows", "r", cell) for cell in ("name", "kinds")),
            ("comparisons", "c", "rows", "r", "more", "label"), ("comparisons", "c", "rows", "r", "more", "url"),
        ):  # fmt: skip
            yield (*area, *path), payload
        for cell in ("name", "words", "kinds", "more"):
            yield ("foreign", str(number), cell), payload
            # A CSV file with a NUL is refused as a whole.
            yield ("others", str(number), cell), payload.replace("\0", "")
        if number < len(labels):
            yield ("course", "labels", labels[number]), payload
        for path in (("title",), ("topics", "t", "title")):
            # A file of a stranger is refused as a whole, with the first mistake in it.
            yield ("other", "areas", f"a{number}", *path), _REFUSED if text_fault(payload) else payload
        yield ("areas", "d", "comparisons", "w", "columns", f"c{number}", "title"), payload
    # Laying out a diagram takes 50 ms a word.
    for number, payload in enumerate(sorted(payloads, key=len)[:12]):
        yield ("areas", "d", "diagrams", "d", "nodes", f"n{number}", "label"), payload


def _tree(values: Mapping[tuple[str, ...], str], first: str | None) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in values.items():
        inside = path[1:] if path[0] == first else path
        if (first is None) == (path[0] in ("foreign", "others", "other")) or (first is not None and path[0] != first):
            continue
        node = tree
        for step in inside[:-1]:
            node = node.setdefault(step, {})
        node[inside[-1]] = value
    return tree


def _write(root: Path, values: Mapping[tuple[str, ...], str], payloads: Sequence[str], every_block: bool) -> dict[int, int]:
    """Write all files; gives the line at which each record of the CSV file begins."""
    docs = root / "docs"
    (docs / "imports").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    registry = _tree(values, None)
    numbers = range(len(payloads))
    for number in numbers:
        _complete(registry["areas"][f"a{number}"], number)
    area = registry["areas"]["d"]
    area |= {"title": "Diagrams", "page": "diagrams.md"}
    area["diagrams"]["d"] |= {"title": payloads[0] or "D", "edges": ["n0 --> n1"]}
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
        "f": {"title": "JSON", "columns": columns, "rows_from": {"file": "foreign.json"}},
        "o": {"title": "CSV", "columns": columns, "rows_from": {"file": "others.csv"}},
    }
    # JSON is YAML.
    (docs / "registry.yml").write_text(json.dumps(registry), "utf-8")
    foreign, others = _tree(values, "foreign"), _tree(values, "others")
    (docs / "foreign.json").write_text(json.dumps([foreign[str(number)] for number in numbers]), "utf-8")
    table = io.StringIO()
    writer = csv.DictWriter(table, ("name", "words", "kinds", "more"))
    writer.writeheader()
    rows: dict[int, int] = {}
    for number in numbers:
        rows[len(table.getvalue().replace("\r\n", "\n").replace("\r", "\n").split("\n"))] = number
        writer.writerow(others[str(number)])
    (docs / "others.csv").write_text(table.getvalue(), "utf-8", newline="")
    imported = _tree(values, "other") | {"version": 1, "course": {"title": payloads[1]}}
    for imported_area in imported["areas"].values():
        imported_area["topics"]["t"] |= {"status": "ready", "url": "https://example.org/"}
        imported_area |= {"url": "https://example.org/"}
    (docs / "imports" / "other.json").write_text(json.dumps(imported), "utf-8")
    _write_pages(docs, payloads, every_block)
    return rows


def _complete(area: dict[str, Any], number: int) -> None:
    """What an area needs besides its texts."""
    area["related"] = [f"other:a{number}"]
    area["call_to_action"]["links"] = [
        {**area["call_to_action"]["links"]["0"], "url": "index.md"},
        {**area["call_to_action"]["links"]["1"], "label": "More"},
    ]
    comparison = area["comparisons"]["c"]
    comparison["sources"] = list(comparison["sources"].values())
    types = {"name": "text", "size": "number", "kinds": "tags", "more": "link", "best": "rating"}
    for column, kind in types.items():
        comparison["columns"].setdefault(column, {"title": "Best"})["type"] = kind
    row = comparison["rows"]["r"]
    row |= {"size": 12, "best": 3, "kinds": [row["kinds"], "other"]}
    comparison["rows"]["s"] = {"name": "Other", "kinds": ["other"], "best": 4}
    area["topics"]["u"] |= {"title": "Elsewhere"}


def _write_pages(docs: Path, payloads: Sequence[str], every_block: bool) -> None:
    names = [block.NAME for block in BLOCKS if block.NAME not in ("concept-diagram", "area-cards", "area-map")]
    numbers = range(len(payloads))
    for first in range(0, len(payloads), PER_PAGE):
        chosen = numbers[first : first + PER_PAGE]
        lines = [f"# Page {first}", ""]
        for number in chosen:
            for name in names:
                if name == "comparison-chart" and number % 5 and not every_block:
                    continue  # a chart takes longer than all the rest, and has the same few texts
                argument = f"a{number}/c" if name.startswith("comparison") else f"a{number}"
                options = {"comparison-table": "    controls: all\n", "topic-list": f"    area: a{number}\n"}.get(name, "")
                header = name if name == "topic-list" else f"{name} | {argument}"
                lines.append(f"/// {header}\n{options}///\n")
            lines.append(f"[][area:a{number}] [][topic:a{number}/t] [][row:a{number}/c/r] [][topic:other:a{number}/t]\n")
        (docs / f"page-{first}.md").write_text("\n".join(lines), "utf-8")
        (docs / f"options-{first}.md").write_text("\n".join(_options(payloads, chosen, every_block)), "utf-8")
    (docs / "index.md").write_text("# Home\n", "utf-8")
    (docs / "cards.md").write_text("# Cards\n\n/// area-cards\n///\n", "utf-8")
    (docs / "plain.md").write_text("# Plain\n\nNothing at all.\n", "utf-8")
    (docs / "diagrams.md").write_text(
        "# Diagrams\n\n/// concept-diagram | d\n///\n\n/// comparison-table | f\n    controls: all\n///\n\n"
        "/// comparison-table | o\n    controls: all\n///\n\n/// comparison-table | w\n    controls: all\n///\n",
        "utf-8",
    )


def _options(payloads: Sequence[str], chosen: range, every_block: bool) -> Iterator[str]:
    """Blocks with a payload as their argument and as each of their options."""
    yield "# Options\n"
    for number in chosen:
        for index, block in enumerate(BLOCKS):
            if every_block or number % len(BLOCKS) == index:
                # An argument ends with its line.
                yield f"/// {block.NAME} | {' '.join(payloads[number].split())}\n///\n"
                known = "d/f" if block.NAME.startswith("comparison") else "d/d" if "diagram" in block.NAME else "d"
                yield f"/// {block.NAME} | {known}"
                yield from (f"    {option}: {json.dumps(payloads[number])}" for option in (*block.CHOICES, "unknown"))
                yield "///\n"
