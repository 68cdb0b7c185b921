"""Describes the environment for a bug report: versions, plugins and the platform. Contains no paths."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, entry_points, requires, version

import yaml

from . import __version__
from .project.mkdocs_yml import Listed

_HOSTS = ("mkdocs", "properdocs", "zensical", "mkdocs-material", "mkdocs-materialx")
"""Packages that can build a course, which are listed beside the package's own requirements."""


def describe_environment(listed: Listed | None) -> str:
    """The description as lines of Markdown; `listed` is what mkdocs.yml lists, None if it can't be read."""
    system = " ".join(filter(None, (platform.system(), platform.release(), platform.machine(), *platform.libc_ver())))
    lines = [
        f"- mkdocs-genai {__version__}",
        f"- Python {platform.python_version()} ({platform.python_implementation()})",
        f"- {system}",
        f"- packages: {', '.join(_installed((*_HOSTS, *_required())))}",
        f"- PyYAML's C extension: {'yes' if yaml.__with_libyaml__ else 'no'}",
    ]
    if listed is None:
        return "\n".join([*lines, "- no readable mkdocs.yml"])
    plugins = (_with_package(name, "mkdocs.plugins", (f"{listed.theme}/{name}", name)) for name in listed.plugins)
    return "\n".join(
        [
            *lines,
            f"- theme: {_with_package(listed.theme, 'mkdocs.themes', (listed.theme,))}",
            f"- plugins: {', '.join(plugins) or 'none'}",
            f"- Markdown extensions: {', '.join(listed.extensions) or 'none'}",
            f"- hooks: {listed.hooks}",
        ]
    )


def _required() -> Iterator[str]:
    """The packages that this one requires, extras included."""
    for requirement in requires("mkdocs-genai") or ():
        yield re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def _installed(names: Iterable[str]) -> Iterator[str]:
    for name in sorted(set(names), key=str.lower):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def _with_package(name: str, group: str, entries: Iterable[str]) -> str:
    """A plugin or theme with its package: the first entry point that exists, as MkDocs chooses."""
    for entry in entries:
        for found in entry_points(group=group, name=entry):
            return f"{name} ({found.dist.name} {found.dist.version})" if found.dist else name
    return f"{name} (not installed)"
