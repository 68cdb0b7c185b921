"""Charts of comparisons, drawn at build time: each kind is a class in one file, all listed here.

Color is never the only difference: lines also have different dashes and markers, and their names beside them. The values are in
each drawing's description.
"""

from __future__ import annotations

from collections.abc import Mapping

from .bars import Bars
from .base import ChartKind
from .radar import Radar

CHART_KINDS: Mapping[str, type[ChartKind]] = {"radar": Radar, "bars": Bars}
"""The built-in kinds by name. If the author names no kind, the first one that can draw the columns is used.

Only the default of `RegistryExtension`: `extensions` adds the kinds of other packages in a mapping that is passed down.
"""
