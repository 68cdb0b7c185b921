"""`/// comparison-table | REF`: a comparison as a table."""

from __future__ import annotations

from markupsafe import Markup

from ..registry.problems import did_you_mean
from ..render.tables import render_table
from .base import BlockFault, Option, RegistryBlock
from .options import count, words
from .references import entry_of


class ComparisonTable(RegistryBlock):
    """Options: `columns` chooses columns and their order, `limit` takes the first rows."""

    NAME = "comparison-table"
    CHOICES = {"columns": Option(None, words), "limit": Option(None, count)}

    def render(self) -> Markup:
        """See RegistryBlock."""
        area_id, comparison_id = entry_of(self, "comparisons")
        table = self.renderer.tables[area_id, comparison_id]
        columns = self.options["columns"]
        for name in columns or ():
            if name not in table.columns:
                message = f"option 'columns': there is no column '{name}'{did_you_mean(name, table.columns)}"
                raise BlockFault("GA061", message)
        rows = table.rows[: self.options["limit"]]
        return render_table(self.renderer, self.page, area_id, comparison_id, columns=columns, rows=rows)
