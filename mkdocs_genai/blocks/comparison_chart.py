"""`/// comparison-chart | REF`: a comparison's values as a chart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..options import Option, as_written, text
from ..problems import ProblemError
from ..queries.selection import check_column, chosen_columns, chosen_rows
from ..registry.table import Table
from ..render.charts.base import COLOR, ChartData, ChartKind
from ..render.page import SearchWords
from ..render.renderer import Renderer
from ..render.shown_content import Shown, shown_cells
from ..suggestions import did_you_mean
from .arguments import entry_of
from .base import RegistryBlock, Show
from .comparison_options import SELECTION, selection_of, whole_comparison


class ComparisonChart(RegistryBlock):
    """A chart of the columns that its kind can draw.

    `kind` names the kind of chart, by default the first one that suits: a radar for three or more ratings, a scatter for two
    numbers, bars for one or for fewer ratings, a timeline for a year or date. `columns` chooses columns and their order, by
    default all that can be drawn; some kinds name them by `x` and `y`. `label` names the rows by another column than the first.
    `where`, `sort` and `limit` choose rows, as in a comparison-table, and `caption` takes the place of its title. A kind may
    have options of its own.
    """

    NAME = "comparison-chart"
    CHOICES = SELECTION | {"kind": Option(None, text), "caption": Option(None, text), "label": Option(None, text)}

    def on_init(self) -> None:
        """See Block."""
        super().on_init()
        self.kinds: Mapping[str, type[ChartKind]] = self.config["charts"]
        self.kind_options = dict.fromkeys(name for kind in self.kinds.values() for name in kind.choices())

    @classmethod
    def option_names(cls, config: Mapping[str, Any]) -> Collection[str]:
        """See RegistryBlock."""
        return dict.fromkeys([*cls.CHOICES, *(name for kind in config["charts"].values() for name in kind.choices())])

    def choices(self) -> Mapping[str, Option]:
        """See RegistryBlock: a kind's own options are parsed once it is known which kind it is."""
        return {name: Option(None, as_written) for name in self.kind_options} | self.CHOICES

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        area_id, comparison_id = entry_of(self, "comparisons")
        table = renderer.tables[area_id, comparison_id]
        kind, options, axes = self._kind(table)
        if (label := self.options["label"]) is not None:
            check_column("label", label, table, [label])
        color = options.get(COLOR)
        columns = tuple(dict.fromkeys([*axes, *([color] if color else [])]))
        chosen = {name: table.columns[name] for name in columns}
        rows = chosen_rows(selection_of(self), table, renderer.plain)
        chart = kind(renderer, ChartData(area_id, comparison_id, chosen, rows, options, self.options["caption"], label))
        self.chart = chart
        if not any(map(chart.is_drawn, rows)):
            raise ProblemError("GA061", f"no row has a value in {' and '.join(axes)}, so there is nothing to draw")
        shown = (table.header, *columns, *([label] if label else []))
        self.page.shown.cells.append(shown_cells(area_id, comparison_id, shown, rows))
        return lambda page: chart.markdown(page) if page.format == "md" else chart.render(page)

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """See RegistryBlock."""
        return whole_comparison(renderer, argument, home)

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        return self.chart.search_words()

    def _kind(self, table: Table) -> tuple[type[ChartKind], Mapping[str, Any], Sequence[str]]:
        """The kind, the values of its own options, and the columns that it draws. Raises ProblemError.

        Of several kinds, the first one that suits the columns; if there is none, the first one that can draw them.
        """
        candidates = self._candidates()
        chosen = chosen_columns(selection_of(self), table) if self.options["columns"] else None
        found, faults = [], []
        for kind in candidates:
            options = self._parsed_options(kind, table)
            if fault := _undrawable_axis(kind, options, table):
                faults.append(fault)
                continue
            columns = chosen or kind.default_columns(table.columns, options)
            found.append((kind, options, columns))
        if not found:
            raise faults[0]
        suited = [each for each in found if each[0].suits([table.columns[name] for name in each[2]])]
        if best := suited or [each for each in found if each[0].fits([table.columns[name] for name in each[2]])]:
            return best[0]
        columns = chosen or (found[0][2] if len(candidates) == 1 else ())
        raise ProblemError("GA061", _why_none_fits(candidates, table, columns), "columns" if chosen else "")

    def _candidates(self) -> list[type[ChartKind]]:
        """The kind that the author names, else all kinds that have the given options. Raises ProblemError."""
        named = self.options["kind"]
        if named is not None and named not in self.kinds:
            raise ProblemError("GA061", f"option 'kind': there is no kind '{named}'{did_you_mean(named, self.kinds)}", "kind")
        given = {name for name in self.kind_options if self.options[name] is not None}
        kinds = self.kinds.values() if named is None else [self.kinds[named]]
        candidates = [kind for kind in kinds if given <= kind.choices().keys()]
        if not candidates:
            which = f"the kind '{named}' does not have" if named else "no kind of chart has"
            raise ProblemError("GA061", f"{which} these options: {', '.join(sorted(given))}")
        return candidates

    def _parsed_options(self, kind: type[ChartKind], table: Table) -> dict[str, Any]:
        """The values of a kind's own options. Raises ProblemError."""
        parsed = {}
        for name, option in kind.choices().items():
            value = self.options[name]
            try:
                parsed[name] = option.default if value is None else option.parse(value)
            except ValueError as error:
                raise ProblemError("GA061", f"option '{name}': {error}", name) from error
        for name in kind.column_options():
            if (column := parsed[name]) is not None:
                check_column(name, column, table, [column])
        for name in kind.AXES:
            if parsed[name] and self.options["columns"]:
                raise ProblemError(
                    "GA061", f"the options 'columns' and '{name}' both choose columns; leave one of them out", name
                )
        return parsed


def _undrawable_axis(kind: type[ChartKind], options: Mapping[str, Any], table: Table) -> ProblemError | None:
    """The error for a column that an option names for an axis, and that the kind can't draw."""
    for name in kind.AXES:
        key = options[name]
        if key and not kind.can_draw(table.columns[key]):
            wrong = f"'{key}' is of type {table.columns[key].type}, but the kind '{kind.NAME}' draws {kind.DRAWS}"
            return ProblemError("GA061", f"option '{name}': {wrong}", name)
    return None


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
        return f"{what} draws {_columns_of(kinds[0])}, but found {', '.join(columns) or 'none'}"
    return f"no kind of chart draws these columns together: {', '.join(columns or drawable)}"


def _columns_of(kind: type[ChartKind]) -> str:
    """How many columns a kind draws."""
    if kind.LEAST == kind.MOST:
        return f"{kind.LEAST} column{'s' if kind.LEAST > 1 else ''}"
    return f"from {kind.LEAST} to {kind.MOST} columns"
