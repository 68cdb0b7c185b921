"""Reads a project from its mkdocs.yml without MkDocs and without the theme, for the command line."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pathspec.gitignore import GitIgnoreSpec
from yaml_env_tag import construct_env_tag

from ..identifiers import text_problem
from ..problems import CommandError, Position, Problem, report
from ..registry.yaml_depth import mark_of
from ..registry.yaml_file import parse_document
from .languages import find_registry, languages_of, site_locale
from .layer_paths import find_all_layers, find_layers, layer_names, own_layer
from .plugin_options import plugin_problems
from .project import UNNAMED_COURSE, Project, excluded_docs, site_address
from .site_markdown import EXTENSION, installed_markdown
from .snippets import SNIPPETS, Snippets, snippets_of

_NEARLY_ALL_AREAS = re.compile(r"\bareas?\s*:\s+\*")
"""Near misses of `area:*`, which stands for all areas."""
_TEMPLATES = ("macros", "markdownextradata")
"""Plugins to which a page is a template."""
_MAKERS = ("gen-files", "mkdocs-jupyter", "mknotebooks", "monorepo", "multirepo", "api-autonav", "mkdocs-simple-hooks", "hooks")
"""Plugins, and hooks, that make pages or other files."""
_CHANGERS = (*_TEMPLATES, "include-markdown", "table-reader", "placeholder", "markdown-exec")
"""Plugins that change the Markdown of pages."""


def read_project(mkdocs_yml: Path) -> Project:
    """The project of a mkdocs.yml, read without MkDocs and without the theme. Raises CommandError."""
    config = _read_config(mkdocs_yml, depth=0)
    root = mkdocs_yml.parent.absolute()
    docs_dir = _path(mkdocs_yml, "docs_dir", config.get("docs_dir") or "docs")
    theme = _theme_folders(mkdocs_yml, config.get("theme"))
    with _naming(mkdocs_yml, "exclude_docs or draft_docs"):
        excluded = excluded_docs(str(config.get("exclude_docs") or ""))
        drafts = GitIgnoreSpec.from_lines(str(config.get("draft_docs") or "").splitlines())
    plugins, extensions = _entries(config.get("plugins")), _entries(config.get("markdown_extensions"))
    with _naming(mkdocs_yml, "i18n: languages"):
        languages = languages_of(_options(plugins, "i18n"))
    with _naming(mkdocs_yml, "genai: registry"):
        named = layer_names((_options(plugins, "genai") | _options(extensions, EXTENSION)).get("registry"))
    layers = find_layers(root, named, docs_dir, languages)
    others = _other_plugins(plugins, hooks=bool(config.get("hooks")), url_download=_downloads(extensions))
    return Project(
        root,
        own_layer(layers) or find_registry(root, "", docs_dir, languages),
        docs_dir,
        theme.icons,
        theme.overrides,
        excluded=excluded,
        drafts=drafts,
        site_name=str(config.get("site_name") or UNNAMED_COURSE),
        site_url=_site_url(mkdocs_yml, config),
        directory_urls=config.get("use_directory_urls") is not False,
        languages=languages,
        locale=site_locale(theme.language),
        layers=layers,
        layers_of=find_all_layers(root, named, docs_dir, languages),
        markdown=lambda: installed_markdown(extensions)(),
        snippets=_snippets(extensions, root),
        config_file=mkdocs_yml.absolute(),
        checks_anchors=_checks_anchors(config.get("validation")),
        nav=_nav(config) or (),
        problems=() if _is_zensical(extensions) else tuple(plugin_problems(mkdocs_yml, plugins)),
        not_looked_into=others,
        has_made_files=any(name in _MAKERS for name in others),
        has_macros=any(name in _TEMPLATES for name in others),
    )


def _site_url(mkdocs_yml: Path, config: dict[str, Any]) -> str | None:
    """The site's URL. Raises CommandError for one that is not a URL."""
    site_url = config.get("site_url")
    if site_url and not site_address(site_url):
        raise CommandError(f"{mkdocs_yml}: the site_url '{site_url}' is not a URL; begin it with https://")
    return site_address(site_url)


def _checks_anchors(validation: Any) -> bool:
    """Whether a `validation:` warns of links to anchors that do not exist; it may say so for links alone."""
    said = validation if isinstance(validation, dict) else {}
    links = said.get("links")
    return (links.get("anchors") if isinstance(links, dict) and "anchors" in links else said.get("anchors")) == "warn"


@contextmanager
def _naming(mkdocs_yml: Path, key: str) -> Iterator[None]:
    """Turn a ValueError for the value of a key into a CommandError that names the file and the key."""
    try:
        yield
    except ValueError as error:
        raise CommandError(f"{mkdocs_yml}: {key}: {error}") from error


class _Theme(NamedTuple):
    """Where templates and icons are, the course's own and icons of Material if that is the theme; and its language."""

    overrides: tuple[Path, ...]
    icons: tuple[Path, ...]
    """Empty where the theme's icons are not known, so that none can be missing."""
    language: str


def _theme_folders(mkdocs_yml: Path, theme: Any) -> _Theme:
    """The folders of a `theme:`, which is a mapping or a name."""
    options = theme if isinstance(theme, dict) else {"name": theme}
    overrides = (_path(mkdocs_yml, "custom_dir", options["custom_dir"]),) if options.get("custom_dir") else ()
    for folder in overrides:
        if not folder.is_dir():
            raise CommandError(
                f"{mkdocs_yml}: theme: there is no folder '{options['custom_dir']}' for `custom_dir`; "
                "create it, or delete the line"
            )
    language = str(options.get("language") or options.get("locale") or "en")
    # Found by name and not imported, because a check must work without the theme.
    if options.get("name") in ("material", "materialx") and (spec := importlib.util.find_spec("material")) and spec.origin:
        folders = (*overrides, Path(spec.origin).parent / "templates")
        return _Theme(overrides, tuple(folder / ".icons" for folder in folders), language)
    return _Theme(overrides, (), language)


def _other_plugins(plugins: list[tuple[str, Any]], **others: bool) -> tuple[str, ...]:
    """The plugins that make or change pages, each once, and `others` by their names in mkdocs.yml, if the site has them."""
    names = dict.fromkeys(_plugin_name(name) for name, _ in plugins)
    made = (name for name in names if name in (*_MAKERS, *_CHANGERS))
    return (*made, *(name for name, is_there in others.items() if is_there))


def _is_zensical(extensions: list[tuple[str, Any]]) -> bool:
    """Whether the site is Zensical's, which has no plugins."""
    return any(name == EXTENSION for name, _ in extensions)


def _downloads(extensions: list[tuple[str, Any]]) -> bool:
    """Whether snippets may be downloaded."""
    return bool(_options(extensions, SNIPPETS).get("url_download"))


def _snippets(extensions: list[tuple[str, Any]], root: Path) -> Snippets | None:
    """The snippets that the options of pymdownx.snippets allow; a folder that a tag names is the project's."""
    options = next((options or {} for name, options in extensions if name == SNIPPETS), None)
    if options is None:
        return None
    return snippets_of(options, root)


def _plugin_name(name: str) -> str:
    """The name without the theme's, which may stand before it: `material/search`."""
    return name.removeprefix("material/")


def read_nav(mkdocs_yml: Path) -> tuple[str, list[Any] | None]:
    """The site's name, and its nav, None where it has none. Raises CommandError."""
    config = _read_config(mkdocs_yml, depth=0)
    return str(config.get("site_name") or UNNAMED_COURSE), _nav(config)


def _nav(config: dict[str, Any]) -> list[Any] | None:
    nav = config.get("nav")
    return nav if isinstance(nav, list) else None


class SiteSettings(NamedTuple):
    """The settings of a mkdocs.yml for the site as a whole, and for the plugin."""

    site_dir: Path
    custom_dir: Path | None
    description: str | None
    strict: bool
    registry: list[str]
    """The registry's layers as they are named there; empty for the default one."""
    metadata: bool
    llms: bool


def read_settings(mkdocs_yml: Path) -> SiteSettings:
    """Read the settings for the whole site. Raises CommandError."""
    config = _read_config(mkdocs_yml, depth=0)
    theme, description = config.get("theme"), config.get("site_description")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    entries = _entries(config.get("plugins")), _entries(config.get("markdown_extensions"))
    options = _options(entries[0], "genai") | _options(entries[1], EXTENSION)
    with _naming(mkdocs_yml, "genai: registry"):
        named = layer_names(options.get("registry"))
    return SiteSettings(
        _path(mkdocs_yml, "site_dir", config.get("site_dir") or "site"),
        _path(mkdocs_yml, "custom_dir", custom_dir) if custom_dir else None,
        str(description) if description else None,
        strict=config.get("strict") is True,
        registry=named,
        metadata=options.get("metadata") is not False,
        llms=options.get("llms") is True,
    )


class Listed(NamedTuple):
    """The lists of a mkdocs.yml: the theme, plugins and Markdown extensions, and the number of hooks."""

    theme: str
    plugins: tuple[str, ...]
    extensions: tuple[str, ...]
    hooks: int


def read_listed(mkdocs_yml: Path) -> Listed:
    """Read the lists of a mkdocs.yml, in their order. Raises CommandError."""
    config = _read_config(mkdocs_yml, depth=0)
    theme = config.get("theme")
    return Listed(
        str((theme.get("name") if isinstance(theme, dict) else theme) or "mkdocs"),
        _names(config.get("plugins", ["search"])),
        _names(config.get("markdown_extensions")),
        len(_names(config.get("hooks"))),
    )


def _joined(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """An inherited configuration with the lines above it: mappings are joined, all else is replaced, as MkDocs does."""
    both = {key for key, value in above.items() if isinstance(value, dict) and isinstance(below.get(key), dict)}
    return below | {key: _joined(below[key], value) if key in both else value for key, value in above.items()}


def _names(entries: Any) -> tuple[str, ...]:
    """The names of plugins or extensions, where these are a list or a mapping, with options or without."""
    each = entries if isinstance(entries, list | dict) else ()
    return tuple(str(next(iter(entry), "") if isinstance(entry, dict) else entry) for entry in each)


class ConfigLoader(yaml.SafeLoader):
    """Resolves `!ENV`; other tags, such as `!!python/name:`, become None."""


ConfigLoader.add_constructor("!ENV", construct_env_tag)
ConfigLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def _read_config(path: Path, depth: int) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path.as_posix()} can't be read: {getattr(error, 'strerror', None) or error}") from error
    try:
        config = yaml.load(text, Loader=ConfigLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError) as error:
        # PyYAML does not catch Python's errors for invalid dates, numbers and booleans, and for too deep nesting.
        raise CommandError(f"{path.as_posix()} is not valid YAML:{_explained(error, text, path.as_posix())}") from error
    if not isinstance(config, dict):
        raise CommandError(f"{path.as_posix()} is not a MkDocs configuration: expected a mapping")
    if "INHERIT" in config and depth < 10:
        return _joined(_read_config(_path(path, "INHERIT", config["INHERIT"]), depth + 1), config)
    return config


def _explained(error: Exception, text: str, shown: str) -> str:
    """The error in words that say what to write instead, as for a registry's file; PyYAML's own where there are none.

    After a space, YAML takes the `*` of `area: *`, which is meant for all areas, for the beginning of an alias.
    """
    if (mark := mark_of(error)) and "while scanning an alias" in str(error):
        line = text.splitlines()[mark.line]
        if nearly := _NEARLY_ALL_AREAS.search(line):
            position = Position(shown, mark.line + 1, nearly.start() + 1, len(nearly[0]), line)
            message = "for the areas of the registry, write area:* without a space"
            return f"\n{report([Problem(position, '', message, 'GA002')])}"
    found = [problem for problem in parse_document(text, shown).problems if problem.code == "GA002"]
    return f"\n{report(found)}" if found else f" {error}"


def _path(mkdocs_yml: Path, key: str, value: Any) -> Path:
    """A path that mkdocs.yml names. Raises CommandError for control characters in it."""
    if wrong := text_problem(str(value)):
        raise CommandError(f"{mkdocs_yml}: {key} {wrong.message}")
    return mkdocs_yml.parent.absolute() / str(value)


def _options(entries: list[tuple[str, Any]], wanted: str) -> dict[str, Any]:
    """The options of a plugin or an extension among those from `_entries`; empty if it has none."""
    return next((options for name, options in entries if name == wanted and isinstance(options, dict)), {})


def _entries(listed: Any) -> list[tuple[str, Any]]:
    """Plugins or extensions in mkdocs.yml with their options, where these are a list or a mapping."""
    entries = [listed] if isinstance(listed, dict) else listed if isinstance(listed, list) else []
    mappings = [entry if isinstance(entry, dict) else {entry: None} for entry in entries if isinstance(entry, dict | str)]
    return [(str(name), options) for mapping in mappings for name, options in mapping.items()]
