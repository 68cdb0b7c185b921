"""The course's notebooks: what they store is what they compute, the pages have the same numbers, and a link opens each."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import nbformat
import pytest

from .notebooks import FOLDER, executed, printed_lines, read
from .test_numbers import DOCS
from .test_pages import article

NOTEBOOKS = sorted(FOLDER.iterdir())
TEXTS = {page.relative_to(DOCS).as_posix(): page.read_text("utf-8") for page in DOCS.glob("*/*.md")}
PAGES = {file: [page for page, text in TEXTS.items() if f"/{file.name})" in text] for file in NOTEBOOKS}
"""The pages that link to each notebook."""
NUMBER = re.compile(r"-?(?:\d[\d,]*)?\.?\d+")


def numbers(text: str) -> list[str]:
    """All numbers of a text, without what separates thousands and without a leading zero."""
    found = (number.replace(",", "") for number in NUMBER.findall(text.replace("−", "-")))
    return [re.sub(r"^(-?)0\.", r"\1.", number) for number in found]


def test_numbers_are_found_however_a_page_writes_them() -> None:
    assert numbers("0.97, .97 and −18.67 of 2,981 (1, 0.5): 7") == [".97", ".97", "-18.67", "2981", "1", ".5", "7"]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_stores_what_it_computes(file: Path) -> None:
    assert executed(read(file)) == read(file)
    assert any(cell.get("outputs") for cell in read(file)["cells"])


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_jupyter_can_read_a_notebook_and_it_needs_nothing_but_python(file: Path) -> None:
    nbformat.validate(read(file))
    code = "\n".join("".join(cell["source"]) for cell in read(file)["cells"] if cell["cell_type"] == "code")
    imported = {
        name
        for node in ast.walk(ast.parse(code))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names)
    assert file.stat().st_size <= 20_000


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_the_page_has_the_numbers_of_cells_with_the_tag_page(project_site: Path, file: Path) -> None:
    (page,) = PAGES[file]
    shown = f" {' '.join(numbers(article(project_site, page).get_text(' ')))} "
    lines = [line for cell in read(file)["cells"] if "page" in cell["metadata"].get("tags", ()) for line in printed_lines(cell)]
    assert len(lines) >= 5
    missing = [line for line in lines if f" {' '.join(numbers(line))} " not in shown]
    assert missing == []


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_page_s_link_opens_the_very_file(project_site: Path, file: Path) -> None:
    (page,) = PAGES[file]
    (link,) = article(project_site, page).select("a[href$='.ipynb']")
    opened = (project_site / Path(page).with_suffix("") / str(link["href"])).resolve()
    assert opened.read_bytes() == file.read_bytes()
    assert link["download"] == file.name
