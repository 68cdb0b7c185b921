"""Templates of themes, which MkDocs lists and compiles anew in each build: three quarters of a small site's time."""

from __future__ import annotations

import functools
import os
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
import pytest

from mkdocs_genai.render import jinja as ours

INSTALLED = (sysconfig.get_path("purelib") + os.sep, str(Path(ours.__file__).parents[1]) + os.sep)
"""Where templates do not change while tests run: among other packages, and in our own."""


@contextmanager
def done_once() -> Iterator[None]:
    """Have this process list and compile installed templates once, and not for each build; a course's own as ever."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jinja2.Environment, "compile", _compiling_once(jinja2.Environment.compile))
        patched.setattr(jinja2.FileSystemLoader, "list_templates", _list_templates)
        yield


def _compiling_once(compile_: Any) -> Any:
    codes: dict[object, Any] = {}

    def compiled(
        self: jinja2.Environment, source: Any, name: str | None = None, filename: str | None = None, *others: Any, **more: Any
    ) -> Any:
        if others or more or not filename or not filename.startswith(INSTALLED):
            return compile_(self, source, name, filename, *others, **more)
        escaped = self.autoescape(name) if callable(self.autoescape) else self.autoescape
        # What else the code of a template depends on.
        settings = (type(self), escaped, self.trim_blocks, self.lstrip_blocks, *self.extensions)
        key = (source, name, filename, settings)
        if key not in codes:
            codes[key] = compile_(self, source, name, filename)
        return codes[key]

    return compiled


def _list_templates(self: jinja2.FileSystemLoader) -> list[str]:
    """As Jinja does, but for names that begin with a dot: Material has 14,000 icons there, which MkDocs leaves out."""
    return sorted({name for folder in self.searchpath for name in _listed(str(folder))})


def _listed(folder: str) -> list[str]:
    return _listed_once(folder) if folder.startswith(INSTALLED) else _walked(folder)


def _walked(folder: str) -> list[str]:
    found = []
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(path, name).relative_to(folder).as_posix() for name in files if not name.startswith(".")]
    return found


_listed_once = functools.cache(_walked)
