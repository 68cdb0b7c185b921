"""Python's collector, which looks through all objects for circles that nothing else refers to, while a site is built."""

from __future__ import annotations

import gc

_SELDOM = 100_000
"""How many more objects than before let Python look for circles, while a site is built. By itself it does so for 700, which is
after each page; what 300 pages leave behind is some 10 MB."""


class Collector:
    """Holds the collector back. How it is set is the process's, not the plugin's, so that it is set back after each build."""

    _has_built = False
    """Whether this process has built anything before."""

    def __init__(self) -> None:
        self._threshold = gc.get_threshold()
        self.process_ends = False
        """Whether the process is to end with the build, as it is for who types `mkdocs build`."""

    @classmethod
    def clear(cls) -> None:
        """Look at what earlier builds of this process have left: their registries hang in circles of pages and Markdown.

        Python would not: it does so when much is new, which nothing is that was frozen, or there when a registry was loaded.
        """
        if cls._has_built and gc.isenabled():
            gc.unfreeze()
            gc.collect()
        cls._has_built = True

    def hold_back(self) -> None:
        """Leave alone what is there, and look at the rest seldom; 0 has Python never look, and stays.

        A registry lives until the build ends, and so does most of what is made of it. To look through all of it again and again
        takes as long as its blocks.
        """
        gc.freeze()
        first, *others = self._threshold
        gc.set_threshold(first and max(_SELDOM, first), *others)

    def set_back(self) -> None:
        """What is left of a build is as other things are, for a process that goes on after it."""
        # Python would look at once, for some 25 ms after 100 pages.
        (gc.freeze if self.process_ends else gc.unfreeze)()
        gc.set_threshold(*self._threshold)
