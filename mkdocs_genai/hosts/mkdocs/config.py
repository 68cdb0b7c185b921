"""Reads a project from MkDocs's configuration, and defines the type of the plugin's option `registry`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from pathspec.gitignore import GitIgnoreSpec

from ...build import Build
from ...project.languages import ONE_LANGUAGE, Languages, find_registry, languages_of, site_locale
from ...project.layer_paths import find_all_layers, find_layers, layer_names, own_layer
from ...project.project import Project, excluded_docs, site_address
from ...project.site_markdown import SiteMarkdown
from ...project.snippets import SNIPPETS, snippets_of
from .markdown_extension import PluginExtension


class LayersOption(Type[Any]):
    """One layer of a registry, or a list of layers."""

    def __init__(self) -> None:
        super().__init__((str, list), default="")

    def run_validation(self, value: object) -> Any:
        """See Type. Raises ValidationError."""
        found = super().run_validation(value)
        try:
            layer_names(found)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return found


def project_of(config: MkDocsConfig, registry: Any, written_docs_dir: Path) -> Project:
    """The project of a build; `registry` is the plugin's option. Raises PluginError.

    The registry is looked for where its author has it: in docs_dir as mkdocs.yml names it.
    """
    if "genai #2" in config.plugins:
        raise PluginError("'genai' is listed twice under plugins in mkdocs.yml; delete one of the two")
    root = Path(config.config_file_path).parent.absolute()
    docs_dir = Path(config.docs_dir)
    languages = build_languages(config)
    names = layer_names(registry)
    layers = find_layers(root, names, written_docs_dir, languages)
    return Project(
        root,
        own_layer(layers) or find_registry(root, "", written_docs_dir, languages),
        docs_dir,
        tuple(Path(folder, ".icons") for folder in config.theme.dirs),
        (Path(config.theme.custom_dir),) if config.theme.custom_dir else (),
        excluded=excluded_docs(None) + config.exclude_docs if config.exclude_docs else excluded_docs(None),
        drafts=config.draft_docs or GitIgnoreSpec.from_lines([]),
        site_name=config.site_name,
        site_url=site_address(config.site_url),
        languages=languages,
        locale=build_locale(config),
        snippets=snippets_of(config.mdx_configs.get(SNIPPETS) or {}, root) if SNIPPETS in config.markdown_extensions else None,
        layers=layers,
        layers_of=find_all_layers(root, names, written_docs_dir, languages),
        written_docs_dir=written_docs_dir,
        config_file=Path(config.config_file_path).absolute(),
    )


def site_markdown(config: MkDocsConfig) -> SiteMarkdown:
    """The site's own Markdown, with the extensions that other plugins have added so far, and without our own."""
    others = [each for each in config.markdown_extensions if not isinstance(each, PluginExtension)]
    return SiteMarkdown(tuple(others), config.mdx_configs or {})


def registry_files(files: Files, build: Build) -> list[File]:
    """The files that belong to a registry, in any language, so that they are not published."""
    project = build.project
    layers = [each for path in project.registry_paths() for each in (str(path), os.path.realpath(path))]
    read = {os.path.normcase(path) for path in (*layers, *map(str, build.loaded.files))}
    folders = tuple(os.path.normcase(os.path.join(path, "")) for path in layers)

    def is_read(path: str) -> bool:
        path = os.path.normcase(os.path.normpath(path))
        return path in read or path.startswith(folders)

    docs_dir = project.written_docs_dir or project.root

    def paths(file: File) -> Iterator[str]:
        # A generated or copied file counts by the path that it would have in docs_dir, and a link by where it leads.
        yield os.path.join(docs_dir, file.src_uri)
        if file.abs_src_path is not None:
            yield file.abs_src_path
            yield os.path.realpath(file.abs_src_path)

    return [file for file in files if not file.is_documentation_page() and any(map(is_read, paths(file)))]


def build_languages(config: MkDocsConfig) -> Languages:
    """All languages of the site, and which one is being built."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        return ONE_LANGUAGE
    # None before its first on_config, which comes after ours.
    return languages_of(plugin.config, getattr(plugin, "current_language", None))


def build_locale(config: MkDocsConfig) -> Locale:
    """The language of labels, numbers and dates."""
    language = build_languages(config).current or config.theme.get("language") or config.theme.get("locale") or "en"
    return site_locale(str(language))
