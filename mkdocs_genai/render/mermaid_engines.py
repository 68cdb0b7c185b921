"""The layout engines for diagrams, and the best installed one.

Both turn Mermaid's source into its SVG, with the same layout algorithm, dagre. merman is a port of Mermaid to Rust and takes
milliseconds; it has wheels for most platforms, but not for all. mermaidx runs Mermaid itself in an embedded JavaScript engine
on any platform, and takes about a second for each diagram.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from ..registry.diagram import LARGEST_DIAGRAM


class EngineDrawing(Protocol):
    """The result of both engines."""

    def svg(self) -> str:
        """The drawing as SVG."""


class Engine(NamedTuple):
    """A layout engine."""

    render: Callable[[str], EngineDrawing]
    """Draws a flowchart's source. Raises whatever the engine raises."""
    letter: float
    """The width in CSS pixels that it keeps for each letter n at a font size of 16, at least."""
    line: float
    """The height that it keeps for each line of a label at that font size, at least."""
    largest: int
    """The most nodes, edges and words of a diagram, for which merman takes a second, and Mermaid itself up to a minute."""
    advice: str = ""
    """The log message about a better engine; empty for the best."""


FASTER = 'pip install "mkdocs-genai[diagrams-fast]"'
ADVICE = f"diagrams are laid out by Mermaid, which takes a second or more for each; {FASTER} takes milliseconds"
NO_ENGINE = f"the registry's diagrams are drawn in the browser by Mermaid; {FASTER} draws them during the build"


def merman(render: Callable[[str], EngineDrawing]) -> Engine:
    """The engine of mmdr, given its function `render`."""
    return Engine(render, letter=6.8, line=17.5, largest=LARGEST_DIAGRAM)


def mermaid(render: Callable[[str], EngineDrawing]) -> Engine:
    """The engine of mermaidx, given its function `render`."""
    return Engine(render, letter=9, line=17.5, largest=500, advice=ADVICE)


BEST_ENGINE: Engine | None
"""The fastest engine that can be imported, None where none can: both are extras, and one may be installed and not work here."""
try:
    import mmdr
except ImportError:
    try:
        import mermaidx
    except ImportError:
        BEST_ENGINE = None
    else:
        BEST_ENGINE = mermaid(mermaidx.render)
else:
    BEST_ENGINE = merman(mmdr.render)
