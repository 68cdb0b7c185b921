"""Runs the course's notebooks: `python -m tests.course.notebooks` writes their outputs anew.

It does what the notebooks need of Jupyter: it runs the code cells from top to bottom in one namespace, and keeps what they
print and the value of a last expression, as text.
"""

from __future__ import annotations

import ast
import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from ..conftest import ROOT

FOLDER = ROOT / "docs" / "assets" / "notebooks"
Notebook = dict[str, Any]


def read(file: Path) -> Notebook:
    """A notebook's JSON."""
    found: Notebook = json.loads(file.read_text("utf-8"))
    return found


def executed(notebook: Notebook) -> Notebook:
    """The notebook with the outputs that its cells have now."""
    namespace: dict[str, Any] = {}
    cells, number = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            found = _outputs("".join(cell["source"]), namespace, number)
            cells.append({**cell, "execution_count": number, "outputs": found})
        else:
            cells.append(cell)
    return {**notebook, "cells": cells}


def _outputs(source: str, namespace: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """What a cell prints, and the value of its last line if that is an expression."""
    tree, value = ast.parse(source), None
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(StringIO()) as printed:
        exec(compile(tree, f"cell {number}", "exec"), namespace)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), namespace)
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(keepends=True)})
    if value is not None:
        text = {"text/plain": repr(value).splitlines(keepends=True)}
        found.append({"data": text, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return found


def printed_lines(cell: dict[str, Any]) -> list[str]:
    """What a cell has printed, line by line."""
    texts = ["".join(output["text"]) for output in cell["outputs"] if output["output_type"] == "stream"]
    return "".join(texts).splitlines()


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.ipynb")):
        path.write_text(json.dumps(executed(read(path)), ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
