"""`/// row-names | [AREA/]COMPARISON`: the names of a comparison's rows, which a hidden page keeps to itself."""

from __future__ import annotations

from markupsafe import Markup

from mkdocs_genai.api import Block, Page, Renderer, Show, Shown, entry_of, md, shown_cells, whole_comparison


class RowNames(Block):
    """One sentence; the cells that it is made of are noted as shown, and all that it could show is told."""

    NAME = "row-names"
    ARGUMENT = True

    def show(self) -> Show:
        """See Block."""
        area_id, comparison_id = entry_of(self, "comparisons")
        table = self.renderer.tables[area_id, comparison_id]
        self.page.shown.cells.append(shown_cells(area_id, comparison_id, [table.header], table.rows))
        names = ", ".join(self.renderer.row_title(table, row) for row in table.rows)

        def write(page: Page) -> str:
            return md(names) if page.format == "md" else Markup("<p>{}</p>").format(names)

        return write

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """See Block."""
        return whole_comparison(renderer, argument, home)
