"""The only Jinja environment, which raises an error for every name that is not in a template's context.

HTML templates have autoescape. Markdown templates use filters instead (`markdown_filters`), because what must be escaped in
Markdown depends on the context.
"""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..problems import ProblemError
from ..registry.text_files import leads_out
from ..suggestions import did_you_mean
from .markdown_filters import FILTERS, MarkdownText, anchor

TEMPLATES_FOLDER = "genai"
"""The folder of a course's own templates in its `overrides/`."""

_ENGINE = ("jinja2", "markupsafe")
"""Packages whose frames in a traceback do not show the position of a template's error."""


class _Missing(jinja2.StrictUndefined):
    """An undefined name, whose error suggests the nearest name in the context."""

    def __init__(self, hint: str | None = None, obj: Any = jinja2.utils.missing, *args: Any, **others: Any) -> None:
        super().__init__(hint, obj, *args, **others)
        # Jinja documents these attributes for subclasses that change the message.
        if self._undefined_hint is None:
            self._undefined_hint = _what_is_missing(obj, str(self._undefined_name))


def _what_is_missing(obj: Any, name: str) -> str:
    if obj is jinja2.utils.missing:
        return f"'{name}' is undefined; the template's first line lists its context"
    names = getattr(type(obj), "model_fields", None) or getattr(obj, "_fields", None)
    names = names or [known for known in dir(obj) if not known.startswith("_")]
    return f"{type(obj).__name__} has no '{name}'{did_you_mean(name, names, limit=24)}"


def template_faults(overrides: Sequence[Path]) -> Iterator[tuple[Path, str, str]]:
    """Problems of a course's template folders (path, code, message), for which Jinja would silently use other templates."""
    link = "GA029", "is a symbolic link that leads out of its folder; copy its target"
    locked = "GA001", f"can't be read: {os.strerror(errno.EACCES)}"
    for folder in overrides:
        top = folder / TEMPLATES_FOLDER
        if leads_out(top, folder):
            yield top, *link
            continue
        unlisted: list[OSError] = []
        for path, folders, files in os.walk(top, onerror=unlisted.append):
            if not os.access(path, os.X_OK):
                folders.clear()
                yield Path(path), *locked
                continue
            found = [Path(path, name) for name in sorted((*folders, *files))]
            yield from ((each, *link) for each in found if each.is_symlink() and leads_out(each, folder))
        yield from ((Path(error.filename), *locked) for error in unlisted if isinstance(error, PermissionError))


class _Overrides(jinja2.FileSystemLoader):
    """A course's templates; a symbolic link out of their folder is an error."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """See Jinja. Raises ProblemError."""
        for folder in map(Path, self.searchpath):
            if leads_out(folder / Path(*jinja2.loaders.split_template_path(template)), folder.parent):
                raise _problem(f"{TEMPLATES_FOLDER}/{template} is a symbolic link that leads out of its folder; copy the file")
        return super().get_source(environment, template)


class Templates:
    """Templates by file name; one in `overrides/genai/` wins over the plugin's own.

    Markdown has no ids but those of headings; with `keeps_anchors`, Markdown templates write an empty link for each.
    """

    def __init__(self, overrides: Sequence[Path], *, keeps_anchors: bool = False) -> None:
        # Not Path.is_dir, which raises where a folder is locked.
        self.has_own = any(os.path.isdir(folder / TEMPLATES_FOLDER) for folder in overrides)
        """Whether the course has templates of its own, which may fail where the plugin's do not."""
        self._env = jinja2.Environment(
            loader=jinja2.ChoiceLoader(
                [
                    _Overrides([folder / TEMPLATES_FOLDER for folder in overrides]),
                    jinja2.PackageLoader("mkdocs_genai", "templates/genai"),
                ]
            ),
            autoescape=jinja2.select_autoescape(disabled_extensions=("md",), default=True),
            # Each build has its own environment, so templates need not be reloaded, and all of the few are cached.
            auto_reload=False,
            cache_size=-1,
            undefined=_Missing,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters |= FILTERS | ({"anchor": anchor} if keeps_anchors else {})

    def render(self, name: str, /, **context: Any) -> Markup:
        """Render a template of HTML. Raises ProblemError for an error in it."""
        return Markup(self._render(name, context))  # noqa: S704 - rendered with autoescape

    def render_markdown(self, name: str, /, **context: Any) -> MarkdownText:
        """Render a template of Markdown. Raises ProblemError for an error in it."""
        return MarkdownText(self._render(name, context))

    def _render(self, name: str, context: dict[str, Any]) -> str:
        try:
            return self._env.get_template(name).render(context).strip()
        except jinja2.TemplateSyntaxError as error:
            raise _problem(f"{_short(error.filename or name)}:{error.lineno}: {error.message}") from error
        except jinja2.TemplateNotFound as error:
            raise _problem(f"{_template_line(error) or name}: there is no template {error.message}") from error
        except UnicodeDecodeError as error:
            raise _problem(f"{name}, or one that it includes, is not UTF-8 text; save it as UTF-8") from error
        except OSError as error:
            raise _problem(f"{_short(error.filename or name)} can't be read: {error.strerror or error}") from error
        except ProblemError:
            raise
        except Exception as error:
            # A template is an author's code, which may raise anything; an error of our own is raised unchanged.
            if not isinstance(error, jinja2.TemplateError) and _template_line(error) is None:
                raise
            raise _problem(f"{_template_line(error) or name}: {error}") from error


def _problem(message: str) -> ProblemError:
    return ProblemError("GA066", f"template {message}")


def _template_line(error: Exception) -> str | None:
    """File and line of the template that raised an error: Jinja adds them to the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent.name not in _ENGINE]
    return f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames[-1].filename.endswith((".html", ".md")) else None


def _short(filename: str) -> str:
    """A template's file as authors name it: `genai/card.html`."""
    return "/".join(Path(filename).parts[-2:])
