"""The banner above each page of a preview, while the registry has problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from ..problems import Problem, ProblemError, report
from .jinja import Templates


def render_banner(templates: Templates, problems: Sequence[Problem], say: Callable[[str], None]) -> str:
    """The problems as HTML; empty if there are none.

    If the course's own template has an error, they are shown as plain text, with that error below them, and `say` is called
    with it.
    """
    if not problems:
        return ""
    try:
        return f"{templates.render('banner.html', problems=problems)}\n"
    except ProblemError as fault:
        say(f"{fault.code}: {fault}")
        return Markup("<pre>{}\n\n{}: {}</pre>\n").format(report(problems), fault.code, fault)
