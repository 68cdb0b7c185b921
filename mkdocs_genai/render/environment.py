"""The only Jinja environment: with autoescape, and with an error for every name that a template is not given."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup


class TemplateFault(Exception):
    """A mistake in a template that a course overrides; the text names its file and line."""


class Templates:
    """Templates by file name; one in `overrides/genai/` wins over the plugin's own."""

    def __init__(self, overrides: Sequence[Path]) -> None:
        self._env = jinja2.Environment(
            loader=jinja2.ChoiceLoader(
                [
                    jinja2.FileSystemLoader([folder / "genai" for folder in overrides]),
                    jinja2.PackageLoader("mkdocs_genai", "templates/genai"),
                ]
            ),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, name: str, /, **context: Any) -> Markup:
        """Render a template. Raises TemplateFault for a mistake in it."""
        try:
            return Markup(self._env.get_template(name).render(context).strip())  # noqa: S704
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFault(f"{_short(error.filename or name)}:{error.lineno}: {error.message}") from error
        except jinja2.TemplateError as error:
            # Jinja writes the template's own file and line into the traceback, also for an included one.
            frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
            where = f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else name
            missing = isinstance(error, jinja2.TemplateNotFound)
            raise TemplateFault(f"{where}: {'there is no template ' if missing else ''}{error.message}") from error


def _short(filename: str) -> str:
    """A template's file as authors know it: `genai/card.html`."""
    return "/".join(Path(filename).parts[-2:])
