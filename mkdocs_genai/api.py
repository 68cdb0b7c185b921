"""The public API, for packages that extend mkdocs-genai; everything else may change between minor versions.

`Block`, `ColumnType` and `ChartKind` are the base classes of what an entry point adds, and each says in its docstring what a
subclass must have. Nothing inside the package imports this module.
"""

from __future__ import annotations

from . import options
from .blocks.arguments import area_of, entry_of
from .blocks.base import RegistryBlock as Block
from .blocks.base import Show
from .blocks.comparison_options import whole_comparison
from .columns.base import ColumnType, Output, Value
from .columns.raw_cell import RawCell
from .extensions import Extensions
from .options import Option
from .problems import Position, Problem, ProblemError
from .registry.column import Column
from .registry.model import Registry
from .registry.table import Row, Table
from .render.charts.base import ChartData, ChartKind, Series
from .render.charts.drawing import Bar, Dot, Drawing, Key, Label, Line, Mark, Point, Rule
from .render.inline_text import PageText
from .render.markdown_filters import md
from .render.page import Page, SearchWords
from .render.renderer import Renderer
from .render.shown_content import Shown, shown_cells

__all__ = [
    "Bar",
    "Block",
    "ChartData",
    "ChartKind",
    "Column",
    "ColumnType",
    "Dot",
    "Drawing",
    "Extensions",
    "Key",
    "Label",
    "Line",
    "Mark",
    "Option",
    "Output",
    "Page",
    "PageText",
    "Point",
    "Position",
    "Problem",
    "ProblemError",
    "RawCell",
    "Registry",
    "Renderer",
    "Row",
    "Rule",
    "SearchWords",
    "Series",
    "Show",
    "Shown",
    "Table",
    "Value",
    "area_of",
    "entry_of",
    "md",
    "options",
    "shown_cells",
    "whole_comparison",
]
