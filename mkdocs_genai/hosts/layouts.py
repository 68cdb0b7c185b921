"""Layouts of diagrams in a build, which says what takes long, and what can't be kept."""

from __future__ import annotations

from mkdocs.plugins import get_plugin_logger

from ..project import Project
from ..render.layout import Layouts

log = get_plugin_logger("genai")


def layouts_of(project: Project) -> Layouts:
    """The layouts that a project keeps."""
    return Layouts(
        project.cache,
        on_work=lambda title: log.info("laying out the diagram '%s'", title),
        on_unkept=lambda reason: log.info("layouts can't be kept in .cache (%s); each build makes them anew", reason),
    )
