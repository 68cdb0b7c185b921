"""The engines that can lay a diagram out, and the best one of those that are installed.

Both take Mermaid's source and give its SVG, and both lay out as Mermaid does, with dagre. merman is a port of Mermaid to Rust,
which takes milliseconds; there are wheels of it for most machines, but not for all. mermaidx runs Mermaid itself in an embedded
JavaScript engine, anywhere, at about a second a diagram.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from ..registry.checks import LARGEST_DIAGRAM


class Drawing(Protocol):
    """What both engines give."""

    def svg(self) -> str:
        """The drawing as SVG."""


class Engine(NamedTuple):
    """What lays diagrams out."""

    render: Callable[[str], Drawing]
    """Draws a flowchart's source. Raises whatever the engine raises."""
    font_size: int
    """In CSS pixels, at which it measures letters about as wide as a wide font (DejaVu Sans) has them at 16."""
    largest: int
    """The most nodes, arrows and words that it is given, for which merman takes a second, and Mermaid itself up to a minute."""
    advice: str = ""
    """What the log says where it is used, which is how to get a better one; empty for the best."""


FASTER = 'pip install "mkdocs-genai[diagrams-fast]"'
ADVICE = f"diagrams are laid out by Mermaid, which takes a second or more for each; {FASTER} takes milliseconds"
NO_ENGINE = f"the registry's diagrams are drawn in the browser by Mermaid; {FASTER} draws them during the build"


def merman(render: Callable[[str], Drawing]) -> Engine:
    """The engine of mmdr, given its function `render`."""
    return Engine(render, font_size=20, largest=LARGEST_DIAGRAM)


def mermaid(render: Callable[[str], Drawing]) -> Engine:
    """The engine of mermaidx, given its function `render`."""
    return Engine(render, font_size=16, largest=500, advice=ADVICE)


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
