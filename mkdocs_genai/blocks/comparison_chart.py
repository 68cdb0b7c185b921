"""`/// comparison-chart | REF`: a comparison's ratings as a chart."""

from __future__ import annotations

from markupsafe import escape

from ..problems import ProblemError
from ..registry.cells import Table
from ..render.charts import render_chart
from ..render.place import Place
from ..render.publishable import shown_cells
from ..render.search_words import SearchWords
from ..render.tables import render_chart_numbers
from .arguments import entry_of
from .base import RegistryBlock, Show
from .selection import SELECTION, chosen_columns, chosen_rows, note_comparison


class ComparisonChart(RegistryBlock):
    """A radar for three or more rating columns, bars for fewer.

    `columns` chooses rating columns and their order, all of them by default; `where`, `sort` and `limit` choose rows, as in a
    comparison-table.
    """

    NAME = "comparison-chart"
    CHOICES = SELECTION

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        area_id, comparison_id = entry_of(self, "comparisons")
        table = renderer.tables[area_id, comparison_id]
        columns, rows = self._columns(table), chosen_rows(self, table)
        if not any(row.cells[column] is not None for row in rows for column in columns):
            raise ProblemError("GA061", f"no row has a rating in {', '.join(columns)}, so there is nothing to draw")
        self.page.shown.cells.append(shown_cells(area_id, comparison_id, (table.header, *columns), rows))

        def show(place: Place) -> str:
            render = render_chart if place.format == "html" else render_chart_numbers
            return render(renderer, place, area_id, comparison_id, columns, rows)

        return show

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
