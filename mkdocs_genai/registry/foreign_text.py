"""Texts and URLs of files that someone else keeps, which are checked where the site is known.

Not in here: finding what is wrong with them (`load`, `project.site_checks`, `render.inline`).
"""

from __future__ import annotations

from typing import NamedTuple

from .grouped_problems import Cause, Fault, Locate


class ForeignText(NamedTuple):
    """A cell of a foreign file that may have markup, or is only a URL."""

    text: str
    is_address: bool
    home: str
    """The area that shows it."""
    cause: Cause
    """The cause of faults in the texts of its column."""
    problem: Locate

    def fault(self, code: str, message: str, *, awaits_files: bool = False) -> Fault:
        """A fault of the text; for `awaits_files` see Problem.

        A remote image is an error whatever `on_error` says, because the page would load it.
        """
        cause = self.cause._replace(key=(*self.cause.key, code), outcome="") if code == "GA035" else self.cause
        return Fault(cause, self.problem, code, message, awaits_files=awaits_files)
