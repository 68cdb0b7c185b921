"""`/// comparison-chart | REF`: a comparison's ratings as a chart."""

from __future__ import annotations

from markupsafe import Markup, escape

from ..problems import ProblemError
from ..registry.cells import Table
from ..render.charts import render_chart
from ..render.markdown_blocks import comparison
from ..render.page import SearchWords
from ..render.publishable import shown_cells
from .arguments import entry_of
from .base import AsMarkdown, RegistryBlock
from .selection import SELECTION, chosen_columns, chosen_rows, note_comparison


class ComparisonChart(RegistryBlock):
    """A radar for three or more rating columns, bars for fewer.

    `columns` chooses rating columns and their order, all of them by default; `where`, `sort` and `limit` choose rows, as in a
    comparison-table.
    """

    NAME = "comparison-chart"
    CHOICES = SELECTION

    def render(self) -> Markup:
        """See RegistryBlock."""
        area_id, comparison_id = entry_of(self, "comparisons")
        table = self.renderer.tables[area_id, comparison_id]
        self.columns, self.rows = columns, rows = self._columns(table), chosen_rows(self, table)
        if not any(row.cells[column] is not None for row in rows for column in columns):
            raise ProblemError("GA061", f"no row has a rating in {', '.join(columns)}, so there is nothing to draw")
        self.page.shown.cells.append(shown_cells(area_id, comparison_id, (table.header, *columns), rows))
        return render_chart(self.renderer, self.page, area_id, comparison_id, columns, rows)

    def markdown(self) -> AsMarkdown:
        """See RegistryBlock: the numbers that are drawn."""
        area_id, comparison_id = entry_of(self, "comparisons")
        renderer = self.renderer
        columns = (renderer.tables[area_id, comparison_id].header, *self.columns)
        rated = [row for row in self.rows if any(row.cells[column] is not None for column in self.columns)]
        return lambda page: comparison(renderer, page, area_id, comparison_id, columns, rated)

    def note_shown(self) -> None:
        """See RegistryBlock."""
        note_comparison(self)

    def search_words(self) -> SearchWords:
        """See RegistryBlock: the title alone; the rows are found where their table is."""
        area_id, comparison_id = entry_of(self, "comparisons")
        title = escape(self.renderer.registry.areas[area_id].comparisons[comparison_id].title)
        return SearchWords(f"<p>{title}</p>")

    def _columns(self, table: Table) -> list[str]:
        ratings = [name for name, column in table.columns.items() if column.type == "rating"]
        if not ratings:
            raise ProblemError("GA061", "a chart draws columns of `type: rating`, and the comparison has none")
        if not self.options["columns"]:
            return ratings
        chosen = chosen_columns(self, table)
        for name in chosen:
            if name not in ratings:
                known = ", ".join(ratings)
                kind = table.columns[name].type
                message = f"option 'columns': '{name}' is of type {kind}, and a chart draws ratings: {known}"
                raise ProblemError("GA061", message)
        return list(chosen)
