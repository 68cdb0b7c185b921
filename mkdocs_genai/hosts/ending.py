"""How a build's process ends."""

from __future__ import annotations

import atexit
import gc
import sys


def end_at_once() -> None:
    """Spare this process a last look at its memory.

    As it ends, Python looks several times for circles among all that is left, and takes them apart, although the system takes
    back all of it anyway. For a site of a hundred pages that takes as long as its registry takes to load.
    """
    atexit.register(_keep_all)


def _keep_all() -> None:
    # What lays diagrams out brings novasvg, which is bound with nanobind, which reports whatever is left of it as leaks.
    (gc.unfreeze if "novasvg" in sys.modules else gc.freeze)()
