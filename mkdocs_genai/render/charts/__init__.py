"""Charts of comparisons, drawn at build time: each kind is a class in one file, all listed here.

Color is never the only difference: lines also have different dashes and markers, and the legend or a name beside them says what
they are. The values are in each drawing's description.
"""

from __future__ import annotations

from collections.abc import Mapping

from .bars import Bars
from .base import ChartKind
from .dots import Dots
from .radar import Radar
from .scatter import Scatter
from .timeline import Timeline

CHART_KINDS: Mapping[str, type[ChartKind]] = {
    "radar": Radar,
    "scatter": Scatter,
    "bars": Bars,
    "timeline": Timeline,
    "dots": Dots,
}
"""The built-in kinds by name. If the author names no kind, the first one that suits the columns is used.

`extensions` adds those of other packages, in a mapping that is passed down.
"""
