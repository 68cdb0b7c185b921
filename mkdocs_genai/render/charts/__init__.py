"""Charts of comparisons, drawn at build time: each kind is a class in one file, all listed here.

Nothing in a chart is told by color alone: lines differ in dashes and markers too, and have their names beside them. The numbers
are in each drawing's description.
"""

from __future__ import annotations

from collections.abc import Mapping

from .bars import Bars
from .base import ChartKind
from .radar import Radar

CHART_KINDS: Mapping[str, type[ChartKind]] = {"radar": Radar, "bars": Bars}
"""The built-in kinds by name. Where the author names no kind, the first one that can draw the columns is taken.

Nothing but the defaults of `RegistryExtension` reads it: kinds of other packages join it in a mapping that is handed down.
"""
