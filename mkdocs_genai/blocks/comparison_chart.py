"""`/// comparison-chart | REF`: a comparison's values as a chart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..options import Option, as_written, text
from ..problems import ProblemError
from ..registry.table import Table
from ..render.charts.base import ChartData, ChartKind
from ..render.page import SearchWords
from ..render.publishable import shown_cells
from ..suggestions import did_you_mean
from .arguments import entry_of
from .base import RegistryBlock, Show
from .comparison_options import SELECTION, chosen_columns, chosen_rows, note_comparison


class ComparisonChart(RegistryBlock):
    """A chart of the columns that its kind can draw.

    `kind` names the kind of chart, by default the first one that fits: a radar for three or more rating columns, bars for
    fewer. `columns` chooses columns and their order, by default all that can be drawn; `where`, `sort` and `limit` choose rows,
    as in a comparison-table, and `caption` is the caption in place of its title. A kind may have options of its own.
    """

    NAME = "comparison-chart"
    CHOICES = SELECTION | {"kind": Option(None, text), "caption": Option(None, text)}

    def on_init(self) -> None:
        """See Block."""
        super().on_init()
        self.kinds: Mapping[str, type[ChartKind]] = self.config["charts"]
        self.kind_options = {name for kind in self.kinds.values() for name in kind.CHOICES}

    @classmethod
    def option_names(cls, config: Mapping[str, Any]) -> Collection[str]:
        """See RegistryBlock."""
        return {*cls.CHOICES, *(name for kind in config["charts"].values() for name in kind.CHOICES)}

    def choices(self) -> Mapping[str, Option]:
        """See RegistryBlock: a kind's own options are parsed once it is known which kind it is."""
        return {name: Option(None, as_written) for name in self.kind_options} | self.CHOICES

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        area_id, comparison_id = entry_of(self, "comparisons")
        table = renderer.tables[area_id, comparison_id]
        kind, options, columns = self._kind(table)
        chosen = {name: table.columns[name] for name in columns}
        rows = chosen_rows(self, table)
        self.chart = chart = kind(renderer, ChartData(area_id, comparison_id, chosen, rows, options, self.options["caption"]))
        if not chart.rows:
            raise ProblemError("GA061", f"no row has a value in {', '.join(columns)}, so there is nothing to draw")
        self.page.shown.cells.append(shown_cells(area_id, comparison_id, (table.header, *columns), rows))
        return lambda page: chart.markdown(page) if page.format == "md" else chart.render(page)

    def note_shown(self) -> None:
        """See RegistryBlock."""
        note_comparison(self)

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        return self.chart.search_words()

    def _kind(self, table: Table) -> tuple[type[ChartKind], Mapping[str, Any], Sequence[str]]:
        """The first kind that fits, the values of its own options, and the columns that it draws. Raises ProblemError."""
        candidates = self._candidates()
        chosen = chosen_columns(self, table) if self.options["columns"] else None
        for kind in candidates:
            options = self._parsed_options(kind)
            columns = chosen or kind.default_columns(table.columns, options)
            if kind.fits([table.columns[name] for name in columns]):
                return kind, options, columns
        raise ProblemError("GA061", _why_none_fits(candidates, table, columns), "columns" if chosen else "")

    def _candidates(self) -> list[type[ChartKind]]:
        """The kind that the author names, else all kinds that have the given options. Raises ProblemError."""
        named = self.options["kind"]
        if named is not None and named not in self.kinds:
            raise ProblemError("GA061", f"option 'kind': there is no kind '{named}'{did_you_mean(named, self.kinds)}", "kind")
        given = {name for name in self.kind_options if self.options[name] is not None}
        kinds = self.kinds.values() if named is None else [self.kinds[named]]
        candidates = [kind for kind in kinds if given <= kind.CHOICES.keys()]
        if not candidates:
            which = f"the kind '{named}' does not have" if named else "no kind of chart has"
            raise ProblemError("GA061", f"{which} these options: {', '.join(sorted(given))}")
        return candidates

    def _parsed_options(self, kind: type[ChartKind]) -> dict[str, Any]:
        """The values of a kind's own options. Raises ProblemError."""
        parsed = {}
        for name, option in kind.CHOICES.items():
            value = self.options[name]
            try:
                parsed[name] = option.default if value is None else option.parse(value)
            except ValueError as error:
                raise ProblemError("GA061", f"option '{name}': {error}", name) from error
        return parsed


def _why_none_fits(kinds: Sequence[type[ChartKind]], table: Table, columns: Sequence[str]) -> str:
    """Why no kind can draw the columns that the author chose, or that the comparison has."""
    what = f"the kind '{kinds[0].NAME}'" if len(kinds) == 1 else "a chart"
    draws = " or ".join(dict.fromkeys(kind.DRAWS for kind in kinds))
    drawable = [name for name, column in table.columns.items() if any(kind.can_draw(column) for kind in kinds)]
    if not drawable:
        return f"{what} draws {draws}, but the comparison has none"
    for name in columns:
        if name not in drawable:
            found = table.columns[name].type
            return f"option 'columns': '{name}' is of type {found}, but {what} draws {draws}: {', '.join(drawable)}"
    if len(kinds) == 1:
        return f"{what} needs {kinds[0].LEAST} or more columns, but found {', '.join(columns) or 'none'}"
    return f"no kind of chart draws these columns together: {', '.join(columns or drawable)}"
