"""`/// comparison-table | REF`: a comparison as a table."""

from __future__ import annotations

from ..options import Option, flag, one_of, text, words_or_none_or_all
from ..problems import ProblemError
from ..queries.selection import chosen_columns, chosen_details, chosen_rows
from ..render.page import SearchWords
from ..render.renderer import Renderer
from ..render.search_words import table_words
from ..render.shown_content import Shown, shown_cells
from ..render.table_controls import CONTROLS
from ..render.tables import TableView, render_table
from ..targets import row_anchor
from .arguments import entry_of
from .base import RegistryBlock, Show
from .comparison_options import ARRANGEMENT, SELECTION, selection_of, whole_comparison


class ComparisonTable(RegistryBlock):
    """What the table shows, and what its reader may do.

    `columns` chooses columns and their order; the first one heads the rows. `where` chooses rows (see `where`), `sort` orders
    them (`sort: -year, name`: by value, descending after a hyphen, unknown values last), and `limit` takes the first ones.

    `group` puts rows of equal values of a column below a heading. The columns of `details` open below each row.

    `controls` gives the reader any of sort, search, filter, columns, compare, download and fullscreen, or `all`, or `none`.
    By default, a table of up to 8 rows can be sorted, and a longer one has all of them. A control that would do nothing is left
    out.

    `caption` is the caption in place of the comparison's title. `highlight: best` marks the best value of each column that says
    what is `better`. A table that is `wide` has the room of the page's contents as well.
    """

    NAME = "comparison-table"
    CHOICES = (
        SELECTION
        | ARRANGEMENT
        | {
            "controls": Option(None, words_or_none_or_all(CONTROLS)),
            "caption": Option(None, text),
            "highlight": Option(None, one_of(("best",))),
            "wide": Option(False, flag),
        }
    )

    words: SearchWords | None = None

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer, controls = self.renderer, self.options["controls"]
        key = entry_of(self, "comparisons")
        table = renderer.tables[key]
        selection = selection_of(self)
        details = chosen_details(selection, table)
        columns, rows = chosen_columns(selection, table), chosen_rows(selection, table, renderer.plain)
        group = self.options["group"]
        every = tuple(dict.fromkeys([*columns, *details, *([group] if group else [])]))
        self.page.shown.cells.append(shown_cells(*key, every, rows))
        highlight = bool(self.options["highlight"])
        if highlight and not any(table.columns[key].better for key in columns):
            raise ProblemError("GA061", "option 'highlight': no column says which of its values is `better`", "highlight")
        if not self.page.is_drawn and not renderer.templates.has_own:
            return lambda page: ""  # rendering a valid table with the plugin's own template finds no more faults
        # A row that the page has already shown is found there.
        anchors = self.page.anchors
        new = [row for row in rows if row_anchor(*key, row.id) not in anchors]
        self.words = table_words(renderer, key, every, new)
        view = TableView(
            columns,
            rows,
            controls,
            self.options["caption"],
            self.options["sort"],
            highlight,
            self.options["wide"],
            group,
            details,
        )
        return lambda page: render_table(renderer, page, key, view)

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """See RegistryBlock."""
        return whole_comparison(renderer, argument, home)

    def search_words(self) -> SearchWords | None:
        """See RegistryBlock."""
        return self.words
