"""The plugin's static files: style sheets, scripts, and Mermaid where it is needed."""

from __future__ import annotations

import copy
import importlib.resources
import importlib.util
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from ...project.themes import style_sheets
from ..copied_assets import ALL_SCRIPTS, FOLDER, shows_something

log = get_plugin_logger("genai")

SOURCES = Path(str(importlib.resources.files("mkdocs_genai"))) / "assets"
"""The folder of the style sheets and scripts in the package."""
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MERMAID_LOADER = "assets/genai/mermaid-loader.js"
"""mkdocs-mermaid2-plugin loads Mermaid from a CDN unless an extra_javascript file has `mermaid` in its name."""
_MERMAID = "assets/genai/mermaid.min.js"


def announce_mermaid(config: MkDocsConfig) -> None:
    """Add a local Mermaid to extra_javascript, if it is installed, before mkdocs-mermaid2-plugin looks for one."""
    if importlib.util.find_spec("mermaidx") and _MERMAID_LOADER not in config.extra_javascript:
        config.extra_javascript.append(_MERMAID_LOADER)


def withdraw_mermaid(config: MkDocsConfig) -> None:
    """Remove it again, because only pages with a Mermaid fence load Mermaid."""
    if _MERMAID_LOADER in config.extra_javascript:
        config.extra_javascript.remove(_MERMAID_LOADER)


def needs_mermaid(html: str, config: MkDocsConfig) -> bool:
    """Whether a page needs Mermaid in the browser, and the course does not load one itself."""
    # With the `<` of the element, because in code it is escaped.
    drawn = any(f'<{tag} class="mermaid"' in html for tag in ("pre", "div"))
    converted = "mermaid2" in config.plugins and any(f'<{tag} class="language-mermaid' in html for tag in ("code", "div"))
    return (drawn or converted) and not any("mermaid" in str(script) for script in config.extra_javascript)


def mermaid_script(page: MkDocsPage) -> str:
    """The element that loads a local Mermaid, if one is installed.

    It is inside the article, because Material's instant navigation runs no other scripts of the next page.
    """
    if importlib.util.find_spec("mermaidx") is None:
        return ""
    loader = minified(_MERMAID_LOADER).replace(posixpath.basename(_MERMAID), get_relative_url(_MERMAID, page.url))
    return f"\n<script>\n{loader}</script>"


def shows_other_pages(context: TemplateContext) -> bool:
    """Whether a page shows parts of others, as a list of posts of Material's blog does."""
    return any(map(shows_something, _posts(context)))


def lists_mermaid(context: TemplateContext, config: MkDocsConfig) -> bool:
    """Whether a list of posts of Material's blog has a Mermaid fence."""
    return any(needs_mermaid(html, config) for html in _posts(context))


def _posts(context: TemplateContext) -> list[str]:
    """The HTML of the posts that a page of Material's blog lists."""
    posts: Iterable[MkDocsPage] = context.get("posts") or ()  # type: ignore[assignment] # the blog's own
    return [post.content or "" for post in posts]


def style_sheet_uris(config: MkDocsConfig) -> list[str]:
    """The plugin's style sheets for the theme."""
    return [f"{FOLDER}/{sheet}" for sheet in style_sheets(config.theme.dirs)]


def own_uris(config: MkDocsConfig) -> list[str]:
    """The plugin's style sheets for the theme, and its scripts."""
    return [*style_sheet_uris(config), *ALL_SCRIPTS]


def with_style_sheets(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration with the style sheets, for the template of a page that shows something of the registry.

    They come before the course's own style sheets, so that those override them.
    """
    styled = copy.copy(config)
    sheets = style_sheet_uris(config)
    styled["extra_css"] = [*sheets, *(sheet for sheet in config.extra_css if sheet not in sheets)]
    return styled


def minified(src_uri: str) -> str:
    """A static file without comments and indentation, which are a tenth of a page's size.

    Comments are on lines of their own, and no string spans several lines; tests check both.
    """
    text = (SOURCES / src_uri.rpartition("/")[2]).read_text("utf-8")
    text = _CSS_COMMENT.sub("", text) if src_uri.endswith(".css") else text
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def mermaid_library() -> tuple[str, bytes] | None:
    """The local Mermaid's path in the site, and its content; None if none is installed."""
    spec = importlib.util.find_spec("mermaidx")
    if spec is None or spec.origin is None:
        log.info(
            "Mermaid fences are drawn in the browser by Mermaid from a CDN; "
            "install mkdocs-genai[diagrams] to serve it from the site"
        )
        return None
    return _MERMAID, (Path(spec.origin).parent / "assets" / "mermaid.js").read_bytes()
