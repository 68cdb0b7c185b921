"""A mkdocs.yml for Zensical, made of the course's own, which has no line for Zensical.

It is changed as YAML's nodes, not as values, so that tags such as `!!python/name:` and `!ENV` stay as they are, for Zensical.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ...problems import CommandError
from ...project.mkdocs_yml import ConfigLoader
from ...project.site_markdown import EXTENSION
from ...project.snippets import SNIPPETS, Snippets, snippets_of

PLUGIN = "genai"
RUN_BY_ZENSICAL = frozenset(
    {"api-autonav", "autorefs", "awesome-nav", "blog", "callouts", "exclude", "gh-admonitions", "glightbox", "include-markdown"}
    | {"literate-nav", "llmstxt", "macros", "markdown-exec", "markdownextradata", "meta", "mike", "minify", "mkdocs-audio"}
    | {
        "mkdocs-autoapi",
        "mkdocs-nav-weight",
        "mkdocs-video",
        "mkdocstrings",
        "offline",
        "privacy",
        "redirects",
        "rss",
        "search",
    }
    | {"social", "table-reader", "tags"}
)
"""The plugins of which Zensical 0.0.73 does the work itself."""
_MERMAID = "mermaid2"
"""A plugin whose work Zensical's theme does: it draws fences of Mermaid."""
_OTHER_THEMES = ("mkdocs", "readthedocs", "materialx", "None")
"""The themes in place of which Zensical has its own."""
_SPECIAL = re.compile(r"([\\*?\[\]#! ])")
"""What means something in a pattern of `exclude_docs`."""


class Additions(NamedTuple):
    """What a derived mkdocs.yml has beside the course's own lines."""

    theme_dir: str
    options: Mapping[str, Any]
    """Those of our Markdown extension."""
    excluded: Sequence[str]
    """Files and folders of docs_dir that are not for the site."""
    nav: list[Any] | None = None
    """In place of the course's; None where it has none."""
    llms: Mapping[str, list[str]] | None = None
    """The pages of llms.txt by the section's title; None for none."""
    watched: Sequence[str] = ()
    """Folders whose files the preview is to show when they change, beside docs_dir."""


def derived_config(mkdocs_yml: Path, docs_dir: Path, additions: Additions) -> str:
    """The derived mkdocs.yml. Raises CommandError."""
    root = _resolved(mkdocs_yml, docs_dir)
    _set(root, "theme", _theme(_get(root, "theme"), additions.theme_dir))
    plugins = [entry for entry in _entries(_get(root, "plugins")) if _name(entry) != PLUGIN]
    if additions.llms is not None and not any(_name(entry) == "llmstxt" for entry in plugins):
        plugins.append(_node({"llmstxt": {"sections": additions.llms}}))
    _set(root, "plugins", _list(plugins))
    extensions = _entries(_get(root, "markdown_extensions"))
    ours = _node({EXTENSION: dict(additions.options)})
    if not any(_name(entry) == EXTENSION for entry in extensions):
        extensions.append(ours)
    _set(root, "markdown_extensions", _list([ours if _name(entry) == EXTENSION else entry for entry in extensions]))
    if additions.nav is not None:
        _set(root, "nav", _node(additions.nav))
    if additions.watched:
        _set(root, "watch", _list([*_entries(_get(root, "watch")), *map(_node, additions.watched)]))
    excluded = _get(root, "exclude_docs")
    lines = [
        str(excluded.value).rstrip("\n") if excluded else "",
        *(f"/{_SPECIAL.sub(_escape, name)}" for name in additions.excluded),
    ]
    _set(root, "exclude_docs", _node("\n".join(filter(None, lines))))
    for name in ("hooks", "INHERIT"):
        _remove(root, name)
    return str(yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=1000))


def snippets_in(mkdocs_yml: Path, docs_dir: Path) -> Snippets | None:
    """What pages may include, from folders as Zensical is given them. Raises CommandError."""
    entries = _entries(_get(_resolved(mkdocs_yml, docs_dir), "markdown_extensions"))
    named = next((entry for entry in entries if _name(entry) == SNIPPETS), None)
    if named is None:
        return None
    read = yaml.load(yaml.serialize(named, Dumper=yaml.SafeDumper), Loader=ConfigLoader)  # noqa: S506 - a SafeLoader
    options = read.get(SNIPPETS) if isinstance(read, dict) else None
    return snippets_of(options or {}, mkdocs_yml.parent.absolute())


def _resolved(mkdocs_yml: Path, docs_dir: Path) -> yaml.MappingNode:
    root = _merged(mkdocs_yml, depth=0)
    _resolve_relative(root, mkdocs_yml.parent.absolute(), docs_dir)
    return root


def not_run(plugins: Sequence[str], hooks: int, theme: str) -> list[str]:
    """What a mkdocs.yml lists and Zensical does not run or have, in words."""
    names = [name.removeprefix("material/") for name in plugins]
    others = [f"the plugin {name}" for name in names if name not in {*RUN_BY_ZENSICAL, PLUGIN, _MERMAID}]
    made = [*others, *(["hooks"] if hooks else []), *([f"the theme {theme}"] if theme in _OTHER_THEMES else [])]
    return list(dict.fromkeys(made))


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[1]}"


def _merged(mkdocs_yml: Path, depth: int) -> yaml.MappingNode:
    """A mkdocs.yml with the lines that it inherits: mappings are joined, everything else is replaced, as MkDocs does."""
    try:
        root = yaml.compose(mkdocs_yml.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError(f"{mkdocs_yml.as_posix()} can't be read: {error}") from error
    if not isinstance(root, yaml.MappingNode):
        raise CommandError(f"{mkdocs_yml.as_posix()} is not a MkDocs configuration: expected a mapping")
    inherited = _get(root, "INHERIT")
    if inherited is None or depth == 10:
        return root
    return _joined(_merged(mkdocs_yml.parent / str(inherited.value), depth + 1), root)


def config_files(mkdocs_yml: Path) -> list[Path]:
    """A mkdocs.yml, and those that it inherits from, as far as they can be read."""
    found = [mkdocs_yml]
    while len(found) < 10:
        try:
            root = yaml.compose(found[-1].read_text("utf-8-sig"), Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            break
        inherited = _get(root, "INHERIT") if isinstance(root, yaml.MappingNode) else None
        if inherited is None:
            break
        found.append(found[-1].parent / str(inherited.value))
    return found


def _joined(below: yaml.MappingNode, above: yaml.MappingNode) -> yaml.MappingNode:
    for key, value in above.value:
        old = _get(below, key.value)
        both = isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode)
        _set(below, key.value, _joined(old, value) if both else value)  # type: ignore[arg-type] # which both are
    return below


def _resolve_relative(node: yaml.Node, root: Path, docs_dir: Path) -> None:
    """Make paths of MkDocs's tag `!relative`, which Zensical does not know. Alone, it is the page's folder: here docs_dir."""
    if isinstance(node, yaml.ScalarNode) and node.tag == "!relative":
        start, _, rest = str(node.value).partition("/")
        node.tag = "tag:yaml.org,2002:str"
        node.value = str((root if start == "$config_dir" else docs_dir) / rest)
    for child in _children(node):
        _resolve_relative(child, root, docs_dir)


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _theme(theme: yaml.Node | None, theme_dir: str) -> yaml.Node:
    """The theme with our custom_dir, and Zensical's own in place of those that it does not have."""
    made = theme if isinstance(theme, yaml.MappingNode) else _mapping({"name": theme.value} if theme else {})
    name = _get(made, "name")
    if name is None or name.value in _OTHER_THEMES:
        _set(made, "name", _node("material"))
    _set(made, "custom_dir", _node(theme_dir))
    return made


def _entries(listed: yaml.Node | None) -> list[yaml.Node]:
    """Plugins or extensions, each as in a list, where they are a list or a mapping."""
    if isinstance(listed, yaml.MappingNode):
        return [_mapping_of(pair) for pair in listed.value]
    return list(listed.value) if isinstance(listed, yaml.SequenceNode) else []


def _name(entry: yaml.Node) -> str:
    return str(entry.value[0][0].value if isinstance(entry, yaml.MappingNode) and entry.value else entry.value)


def _get(root: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in root.value if key.value == name), None)


def _set(root: yaml.MappingNode, name: str, value: yaml.Node) -> None:
    pairs = [(key, value if key.value == name else old) for key, old in root.value]
    root.value = pairs if _get(root, name) is not None else [*pairs, (_node(name), value)]


def _remove(root: yaml.MappingNode, name: str) -> None:
    root.value = [pair for pair in root.value if pair[0].value != name]


def _node(value: Any) -> yaml.Node:
    """A value as YAML's node."""
    return yaml.compose(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), Loader=yaml.SafeLoader)  # type: ignore[return-value]


def _mapping(value: dict[str, Any]) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", [(_node(key), _node(each)) for key, each in value.items()])


def _mapping_of(pair: tuple[yaml.Node, yaml.Node]) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", [pair])


def _list(entries: list[yaml.Node]) -> yaml.SequenceNode:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", entries)
