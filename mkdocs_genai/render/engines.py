"""The engines that can lay a diagram out, and which of them there is.

Both take Mermaid's source and give its SVG, and both lay out as Mermaid does, with dagre. merman is a port of Mermaid to Rust,
which takes milliseconds; there are wheels of it for most machines, but not for all. mermaidx runs Mermaid itself in an embedded
JavaScript engine, anywhere, at about a second a diagram.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import NamedTuple

from ..registry.checks import LARGEST_DIAGRAM


class Engine(NamedTuple):
    """What lays diagrams out."""

    module: str
    font_size: int
    """In CSS pixels, at which it measures letters about as wide as a wide font (DejaVu Sans) has them at 16."""
    largest: int
    """The most nodes, arrows and words that it is given, for which merman takes a second, and Mermaid itself up to a minute."""
    advice: str = ""
    """What the log says where it is used, which is how to get a better one; empty for the best."""

    def svg(self, source: str) -> str:
        """The SVG of a flowchart's source. Raises whatever the engine raises."""
        rendered: str = import_module(self.module).render(source).svg()
        return rendered


FASTER = 'pip install "mkdocs-genai[diagrams-fast]"'
MERMAN = Engine("mmdr", font_size=20, largest=LARGEST_DIAGRAM)
QUICKJS = Engine(
    "mermaidx",
    font_size=16,
    largest=500,
    advice=f"diagrams are laid out by Mermaid itself, a second or more for each; {FASTER} makes that milliseconds",
)
NO_ENGINE = f"diagrams of the registry are drawn in the browser, by Mermaid; {FASTER} draws them as the site is built"


def best_engine() -> Engine | None:
    """The fastest engine that can be imported, None where none can."""
    for engine in (MERMAN, QUICKJS):
        # Tried with the first diagram, not with this module: each takes as long to import as the rest of the plugin. An engine
        # may be installed and not work on this machine, so that to look for it is not enough.
        with suppress(ImportError):
            import_module(engine.module)
            return engine
    return None
