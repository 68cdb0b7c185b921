"""The rows of comparison tables: their cells, the notes on cells, and the groups of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from ..columns.base import ColumnType, Note, Output, Value
from ..columns.link import name_of
from ..registry.column import Column
from ..registry.table import Row, TableKey
from ..targets import row_anchor
from .column_marks import Marks
from .inline_text import page_output
from .markdown_filters import MarkdownText
from .page import Page
from .renderer import Renderer
from .table_headings import class_attribute

_VALUE = Markup('%s data-value="%s"')
_FILL = Markup(' data-fill="%s"')
_UNKNOWN = Markup('<span role="img" aria-label="%s">—</span>')
_BEST = Markup('<span class="genai-best" role="img" aria-label="%s"></span>')
_NOTE_LINK = Markup('%s<sup class="genai-note"><a href="#%s" role="doc-noteref" aria-label="%s">%s</a></sup>')


class Cell(NamedTuple):
    """A cell for a table's template.

    `html` is HTML on pages and Markdown in Markdown versions; `value` is its sort value, None if that is its text.
    `attributes` are its HTML attributes: its column's class, and the sort value if that is not the text of the cell.
    """

    html: str
    value: str | None
    attributes: str = ""


class SourceLink(NamedTuple):
    """A source under the table: its URL, and its text."""

    url: str
    text: str


class CellNote(NamedTuple):
    """A note under the table, with the rows that it is about: pairs of an id and the text of the link back."""

    number: int
    anchor: str
    html: Markup
    source: SourceLink | None
    rows: list[tuple[str, str]]


class TableRow(NamedTuple):
    """A row, the first cell of which is its header."""

    id: str
    anchor: str | None
    cells: tuple[Cell, ...]
    title: str = ""
    """Its name in plain words, for the link to its anchor and the sign of its details."""
    details: tuple[Cell, ...] = ()
    """The cells that open below it."""


class GroupHeading(NamedTuple):
    """A group's heading: its value, and how many rows there are below it."""

    cell: Cell
    number: str


class Grouping(NamedTuple):
    """The column by whose values rows are grouped, with its id, and whether it is one of the table's columns as well."""

    key: str
    column: Column
    is_shown: bool
    out: Output
    is_markdown: bool

    def key_of(self, row: Row) -> Any:
        """What a row has in common with the others of its group."""
        value = row.cells[self.key]
        return None if value is None else self.column.kind.group_key(value)

    def heading(self, value: Value, count: int) -> GroupHeading:
        """The heading of rows that have this value."""
        kind, number = self.column.kind, self.out.numbers.exact(count)
        if value is None:
            return GroupHeading(Cell(self.out.label("unknown"), "", _VALUE % ("", "")), number)
        if self.is_markdown:
            return GroupHeading(Cell(MarkdownText(kind.markdown(value, self.out)), None), number)
        return GroupHeading(
            _with_attributes(Cell(kind.html(value, self.out), kind.browser_value(value)), Markup(), None, None), number
        )


class Body(NamedTuple):
    """Rows that a browser lays out at once, and the heading of the group that begins with them."""

    heading: GroupHeading | None
    rows: list[TableRow]


class Notes:
    """The notes of a table's cells, numbered in order; cells with the same text share a note."""

    def __init__(self, renderer: Renderer, page: Page, key: TableKey) -> None:
        self.found: dict[Note, CellNote] = {}
        self._renderer = renderer
        self._page = page
        self._key = key

    def add(self, note: Note, row: Row, out: Output) -> CellNote:
        """The note under the table for a note on one of the row's cells."""
        area_id, comparison_id = self._key
        if note not in self.found:
            number = len(self.found) + 1
            anchor = self._page.unique(f"note_{area_id}_{comparison_id}_{number}")
            html = out.inline.html(note.text) if note.text else Markup()
            self.found[note] = CellNote(number, anchor, html, source_link(note.source) if note.source else None, [])
        rows, anchor = self.found[note].rows, row_anchor(area_id, comparison_id, row.id)
        if not rows or rows[-1][0] != anchor:
            title = self._renderer.row_title(self._renderer.tables[self._key], row)
            rows.append((anchor, self._renderer.label("note_back").format(row=title)))
        return self.found[note]


def table_rows(
    renderer: Renderer, page: Page, key: TableKey, rows: Sequence[Row], marks: Mapping[str, Marks]
) -> tuple[list[TableRow], str]:
    """The rows, with the columns that marks are given for, and the notes of their cells."""
    table, out = renderer.tables[key], page_output(renderer, page, key[0])
    kinds = {name: table.kinds[name] for name in marks}
    anchors = [page.claim(row_anchor(*key, row.id)) for row in rows]
    if page.format == "md":
        every_cell, titles, below = _markdown_rows(kinds, rows, out, marks), [""] * len(rows), ""
    else:
        notes = Notes(renderer, page, key)
        every_cell = _html_cells(kinds, rows, out, notes, marks)
        titles = [renderer.row_title(table, row) for row in rows]
        below = _cell_notes(renderer, notes)
    shown = zip(rows, anchors, every_cell, titles, strict=True)
    return [TableRow(row.id, anchor, cells, title) for row, anchor, cells, title in shown], below


def with_details(row: TableRow, columns: int) -> TableRow:
    """A row whose cells after so many columns are its details."""
    return row._replace(cells=row.cells[:columns], details=row.cells[columns:])


def table_bodies(shown: Sequence[TableRow], rows: Sequence[Row], group: Grouping | None, size: int) -> list[Body]:
    """The rows in parts of at most `size`, where each group begins a new part; `shown` has each of `rows` for the template."""
    if group is None:
        return _parts(None, shown, size)
    runs = [list(run) for _, run in groupby(zip(rows, shown, strict=True), key=lambda pair: group.key_of(pair[0]))]
    groups = [(group.heading(run[0][0].cells[group.key], len(run)), [row for _, row in run]) for run in runs]
    return [part for heading, members in groups for part in _parts(heading, members, size)]


def _parts(heading: GroupHeading | None, rows: Sequence[TableRow], size: int) -> list[Body]:
    return [Body(None if start else heading, list(rows[start : start + size])) for start in range(0, len(rows), size)]


def _html_cells(
    kinds: Mapping[str, ColumnType], rows: Sequence[Row], out: Output, notes: Notes, marks: Mapping[str, Marks]
) -> list[tuple[Cell, ...]]:
    """The cells of each row as HTML; their notes are added to `notes`."""
    lines = [[_cell(row, key, kind, out, notes) for key, kind in kinds.items()] for row in rows]
    best = _BEST % out.label("best")
    columns = [(_cell_classes(kind, marks[key], len(rows)), marks[key].best) for key, kind in kinds.items()]
    filled = [
        _fills(key, kind, rows, [line[index] for line in lines], out) if kind.IS_NUMERIC else {}
        for index, (key, kind) in enumerate(kinds.items())
    ]
    return [
        tuple(
            [
                _with_attributes(cell, classes[number], fills.get(number), best if number in bests else None)
                for cell, (classes, bests), fills in zip(cells, columns, filled, strict=True)
            ]
        )
        for number, cells in enumerate(lines)
    ]


def _fills(key: str, kind: ColumnType, rows: Sequence[Row], cells: Sequence[Cell], out: Output) -> dict[int, Markup]:
    """`data-fill` by row: padding, drawn by CSS, that lines up decimal signs.

    The style sheet draws it invisibly, so that it is neither copied nor read aloud.
    """
    known = [number for number, row in enumerate(rows) if row.cells[key] is not None]
    texts = [
        kind.localized(rows[number].cells[key], out, out.inline.plain) if "<" in cells[number].html else cells[number].html
        for number in known
    ]
    fills = out.numbers.fills(texts)
    attributes = {fill: _FILL % fill for fill in set(fills)}
    return {number: attributes[fill] for number, fill in zip(known, fills, strict=True) if fill}


def _cell_classes(kind: ColumnType, marks: Marks, count: int) -> list[Markup]:
    """The attributes `class` of a column's cells; only a few types have one, since a table may have many thousand cells."""
    names = ["genai-cell--numeric"] if kind.IS_NUMERIC else []
    return [class_attribute([*names, *marks.classes(index)]) for index in range(count)]


def _cell(row: Row, key: str, kind: ColumnType, out: Output, notes: Notes) -> Cell:
    value = row.cells[key]
    if value is None:
        cell = Cell(_UNKNOWN % out.label("unknown"), "")
    else:
        cell = Cell(kind.html(value, out), kind.browser_value(value))
    if (said := row.notes.get(key)) is None:
        return cell
    note = notes.add(said, row, out)
    label = out.label("note").format(number=note.number)
    # The note's number is not part of the sort value.
    sorted_by = kind.words(value, out.inline.plain) if cell.value is None else cell.value
    return Cell(_NOTE_LINK % (cell.html, note.anchor, label, note.number), sorted_by)


def _with_attributes(cell: Cell, classes: Markup, fill: Markup | None, best: Markup | None) -> Cell:
    """A cell with its attributes. The best mark goes before the value, so as not to shift right-aligned digits."""
    html = cell.html if best is None else best + cell.html
    attributes = classes if _says(html, cell.value) else _VALUE % (classes, cell.value)
    return Cell(html, cell.value, attributes + fill if fill else attributes)


def _says(html: str, value: str | None) -> bool:
    """Whether a browser finds a cell's value in its content: it is its text, or that of an element `data` or `time`."""
    if value is None or value == html:
        return True
    return html.startswith((f'<data value="{value}"', f'<time datetime="{value}"'))


def _cell_notes(renderer: Renderer, notes: Notes) -> Markup:
    return renderer.templates.render("cell-notes.html", notes=list(notes.found.values())) if notes.found else Markup()


def _markdown_rows(
    kinds: Mapping[str, ColumnType], rows: Sequence[Row], out: Output, marks: Mapping[str, Marks]
) -> list[tuple[Cell, ...]]:
    """The cells of each row in Markdown, where a best value says so in words."""
    best = MarkdownText(f" ({out.label('best')})")
    return [
        tuple(
            cell._replace(html=cell.html + best) if number in marks[key].best else cell
            for key, cell in zip(kinds, markdown_cells(row, kinds, out), strict=True)
        )
        for number, row in enumerate(rows)
    ]


def markdown_cells(row: Row, kinds: Mapping[str, ColumnType], out: Output) -> tuple[Cell, ...]:
    """A row's cells in Markdown, where numbers have all their digits, and notes follow the value in parentheses."""
    return tuple(Cell(MarkdownText(_markdown_cell(row, key, kind, out)), None) for key, kind in kinds.items())


def _markdown_cell(row: Row, key: str, kind: ColumnType, out: Output) -> str:
    value, note = row.cells[key], row.notes.get(key)
    shown = "—" if value is None else kind.markdown(value, out)
    if note is None:
        return shown
    words = out.inline.markdown(note.text) if note.text else ""
    cited = out.inline.linked(source_link(note.source).text, note.source) if note.source else ""
    return f"{shown} ({'; '.join(filter(None, [words, cited]))})"


def source_link(url: str, title: str | None = None) -> SourceLink:
    """A source's link; without a title, its text is its arXiv number, or its host and path."""
    name = title or name_of(url)
    if title or name.startswith("arXiv:"):
        return SourceLink(url, name)
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    return SourceLink(url, host + (parts.path if len(parts.path) <= 30 else "").rstrip("/"))
