"""A cell's long form: a value with a note and a source of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.table.support import Course, registry_of

REGISTRY = registry_of("""\
models:
  title: Models
  columns:
    name: Name
    score: {title: Score, type: rating}
    paper: {title: Paper, type: link}
    how: How
  rows:
    a: {name: Alpha, score: {value: 4, note: "On *faces* only", source: "https://arxiv.org/abs/2006.11239"}, how: fast}
    b:
      name: {value: Beta, note: A *new* name}
      score: {value: 4, note: "On *faces* only", source: "https://arxiv.org/abs/2006.11239"}
      paper: {value: {label: Paper, url: "https://example.org/b"}, source: "https://example.org/about"}
      how: {value: "*slow*", note: "See [Alpha][row:ai/models/a]"}
    c: {name: Gamma, score: {value: null, note: Not published}, how: fast}
""")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path, REGISTRY)


def test_each_note_has_a_number_in_its_cells_and_stands_once_under_the_table(course: Course) -> None:
    table = course.block("comparison-table", "models")
    links = table.select("tbody .genai-note a[role=doc-noteref]")
    assert [(link.get_text(), link["aria-label"]) for link in links] == [
        (number, f"Note {number}") for number in ("1", "2", "1", "3", "4", "5")
    ]
    notes = table.select("ol.genai-table__cell-notes > li")
    assert [f"#{note['id']}" for note in notes] == list(dict.fromkeys(str(link["href"]) for link in links))
    assert [" ".join(note.get_text(" ", strip=True).split()) for note in notes] == [
        "On faces only arXiv:2006.11239 ↩︎ ↩︎",
        "A new name ↩︎",
        "example.org/about ↩︎",
        "See Alpha ↩︎",
        "Not published ↩︎",
    ]
    back = notes[0].select("a[role=doc-backlink]")
    assert [(link["href"], link["aria-label"]) for link in back] == [
        ("#row_ai_models_a", "Back to Alpha"),
        ("#row_ai_models_b", "Back to Beta"),
    ]


def test_a_note_is_no_part_of_what_a_cell_sorts_by(course: Course) -> None:
    cells = course.block("comparison-table", "models").select('[data-row="b"] > *')
    assert [cell["data-value"] for cell in cells] == ["Beta", "4", "Paper", "slow"]


def test_a_table_twice_on_a_page_has_ids_of_its_own_and_one_without_notes_has_none(course: Course) -> None:
    page = course.convert("/// comparison-table | models\n///\n\n/// comparison-table | models\n///\n")
    ids = [str(found["id"]) for found in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert course.block("comparison-table", "models", "columns: how, paper\nlimit: 1").select("ol, sup") == []


def test_json_has_notes_beside_values_and_csv_has_a_column_more(course: Course) -> None:
    first, second, third = course.json("models")["rows"]
    faces = {"note": "On *faces* only", "source": "https://arxiv.org/abs/2006.11239"}
    assert (first["cells"]["score"], first["notes"]) == (4, {"score": faces})
    assert second["notes"]["paper"] == {"source": "https://example.org/about"}
    assert (third["cells"]["score"], third["notes"]) == (None, {"score": {"note": "Not published"}})
    lines = course.csv("models")
    assert lines[0] == ["Name", "Name (note)", "Score", "Score (note)", "Paper", "Paper (note)", "How", "How (note)"]
    assert lines[1] == ["Alpha", "", "4", "On faces only https://arxiv.org/abs/2006.11239", "", "", "fast", ""]


def test_search_finds_the_words_of_notes(course: Course) -> None:
    course.block("comparison-table", "models")
    ((_, words),) = course.page.search
    assert [section.title for section in words.sections[1:]] == ["Alpha", "Beta", "Gamma"]
    assert words.sections[2].text == "A new name. 4 On faces only. Paper. slow See Alpha"
    assert words.sections[-1].text == "Not published. fast"
