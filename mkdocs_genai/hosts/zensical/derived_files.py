"""What Zensical is run with: the derived mkdocs.yml and the derived custom_dir, beside the course's own mkdocs.yml.

They have to be there, because Zensical takes only folders below its configuration, and are deleted when it ends. Their names
are the same each time, because Zensical's cache of pages goes by them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...nav import expand_nav
from ...problems import CommandError
from ...project.mkdocs_yml import Listed, SiteSettings, read_listed, read_nav, read_project, read_settings
from ...sharing.llms_txt import pages_by_area
from .checked_course import CheckedCourse, zensical_project
from .derived_config import Additions, derived_config, not_run, snippets_in
from .derived_theme import write_theme


class ZensicalCourse:
    """A course as its mkdocs.yml has it now. Raises CommandError for a mkdocs.yml that can't be used."""

    def __init__(self, mkdocs_yml: Path) -> None:
        self.mkdocs_yml = mkdocs_yml
        self.settings: SiteSettings = read_settings(mkdocs_yml)
        project = read_project(mkdocs_yml)
        if project.languages.known:
            raise CommandError(
                f"{mkdocs_yml.name} has several languages, by the plugin i18n, and Zensical builds one; "
                "give each language an mkdocs.yml of its own, without that plugin"
            )
        snippets = snippets_in(mkdocs_yml, project.docs_dir or project.root)
        self.checked = CheckedCourse(replace(zensical_project(project, self.settings.registry), snippets=snippets))
        self._listed: Listed = read_listed(mkdocs_yml)
        nav = read_nav(mkdocs_yml)[1]
        self.nav = None if nav is None else expand_nav(nav, self.checked.build.renderer.registry, lambda path, message: None)

    @property
    def llms(self) -> dict[str, list[str]] | None:
        """The pages of llms.txt by the section's title; None where the site has none."""
        build = self.checked.build
        if not self.settings.llms or not build.project.site_url:
            return None
        listed = [name for name in build.pages if name not in self.checked.closed]
        areas, others = pages_by_area(build.renderer.registry, listed)
        sections: dict[str, list[str]] = {}
        for title, found in areas:
            sections.setdefault(title, []).extend(found)
        return sections | ({build.renderer.label("other_pages"): others} if others else {})

    @property
    def left(self) -> list[str]:
        """What Zensical does not do of what mkdocs.yml asks for."""
        found = not_run(self._listed.plugins, self._listed.hooks, self._listed.theme)
        if self.settings.llms and not self.checked.build.project.site_url:
            found.append("llms.txt, for which it needs `site_url`")
        return found

    def options(self, **more: str) -> dict[str, Any]:
        """The options of our Markdown extension; for those that are not of mkdocs.yml see Given."""
        found = {"registry": self.settings.registry, "metadata": self.settings.metadata, "stamp": self.checked.stamp}
        return found | {name: value for name, value in more.items() if value}

    def watched(self) -> list[str]:
        """The folders of snippets, which Zensical does not watch by itself; not one that has the site in it."""
        project = self.checked.build.project
        docs_dir = project.docs_dir or project.root
        folders = [Path(os.path.abspath(folder)) for folder in (project.snippets.folders() if project.snippets else ())]
        inside = [folder for folder in folders if folder.is_dir() and folder.is_relative_to(project.root)]
        around = (docs_dir, self.settings.site_dir)
        found = [folder for folder in inside if not any(path.is_relative_to(folder) for path in around)]
        return [folder.relative_to(project.root).as_posix() for folder in found if not folder.is_relative_to(docs_dir)]

    def excluded(self) -> list[str]:
        """The registry's files and folders in docs_dir, which are not for the site."""
        project = self.checked.build.project
        docs_dir = project.docs_dir or project.root
        paths = sorted({*project.registry_paths(), *self.checked.build.loaded.files})
        inside = [path for path in paths if path.is_relative_to(docs_dir) and path.suffix != ".md"]
        return [path.relative_to(docs_dir).as_posix() for path in inside]


class DerivedFiles:
    """The files of one run; `purpose` keeps those of a preview from those of a build. For `scripts` see `write_theme`."""

    def __init__(self, mkdocs_yml: Path, purpose: str, scripts: Sequence[str] = ()) -> None:
        self.config = mkdocs_yml.absolute().with_name(f".genai-zensical-{purpose}.yml")
        self._theme = self.config.with_suffix("")
        self._scripts = scripts

    def write(self, course: ZensicalCourse, options: dict[str, Any]) -> None:
        """Write what has changed. Raises CommandError and OSError."""
        build = course.checked.build
        write_theme(self._theme, course.settings.custom_dir, build, self._scripts)
        additions = Additions(self._theme.name, options, course.excluded(), course.nav, course.llms, course.watched())
        text = derived_config(course.mkdocs_yml, build.project.docs_dir or build.project.root, additions)
        if not self.config.is_file() or self.config.read_text("utf-8") != text:
            beside = self.config.with_suffix(".new")
            beside.write_bytes(text.encode())
            os.replace(beside, self.config)

    def remove(self) -> None:
        """Delete them."""
        self.config.unlink(missing_ok=True)
        # What another program has open stays, and is written over by the next run.
        shutil.rmtree(self._theme, ignore_errors=True)
