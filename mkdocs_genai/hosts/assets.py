"""The files that the plugin brings along: style sheets, scripts, and Mermaid where it is needed."""

from __future__ import annotations

import importlib.resources
import importlib.util
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from ..render.tables import SCRIPTS
from ..themes import style_sheets
from .brought import FOLDER
from .places import Places
from .site_files import SiteFiles

log = get_plugin_logger("genai")

_ASSETS = importlib.resources.files("mkdocs_genai") / "assets"
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MERMAID_LOADER = "assets/genai/mermaid-loader.js"
"""mkdocs-mermaid2-plugin asks a CDN unless an extra_javascript file has `mermaid` in its name."""
_MERMAID = "assets/genai/mermaid.min.js"


def announce(config: MkDocsConfig) -> None:
    """Name the style sheets and, where Mermaid is installed, its loader, before other plugins look."""
    sheets = [f"{FOLDER}/{sheet}" for sheet in style_sheets(config.theme.dirs)]
    # First, so that the course's own win; and once: mkdocs-static-i18n builds each language with the same configuration.
    config.extra_css[:] = [*sheets, *(sheet for sheet in config.extra_css if sheet not in sheets)]
    if importlib.util.find_spec("mermaidx") and _MERMAID_LOADER not in config.extra_javascript:
        config.extra_javascript.append(_MERMAID_LOADER)


def add(files: Files, config: MkDocsConfig, site: SiteFiles) -> None:
    """Put the style sheets and the scripts among the site's files.

    Not before all plugins have seen the files: mkdocs-static-i18n takes none without a place on disk.
    """
    own = (*(f"{FOLDER}/{sheet}" for sheet in style_sheets(config.theme.dirs)), *SCRIPTS)
    places = Places(file for file in files if file.src_uri not in own)
    for src_uri in own:
        # A copy that `mkdocs-genai assets` has written may be old.
        if copy := files.src_uris.get(src_uri):
            files.remove(copy)
        if not places.has_room(src_uri):
            log.warning("%s", f"something of docs_dir is in the place of the plugin's '{src_uri}', which the site lacks")
            continue
        files.append(site.file(src_uri, slim(src_uri)))


def slim(src_uri: str) -> str:
    """One of our files as readers get it: without its comments and indentation, which are a tenth of what a page weighs.

    They stand in lines of their own, and no text of ours goes over several lines; tests look at both.
    """
    text = (_ASSETS / src_uri.rpartition("/")[2]).read_text("utf-8")
    text = _CSS_COMMENT.sub("", text) if src_uri.endswith(".css") else text
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def bring_mermaid(files: Files, config: MkDocsConfig, *, needed: bool) -> None:
    """Bring Mermaid along when a page has a Mermaid fence, and only then."""
    spec = importlib.util.find_spec("mermaidx")
    if spec is None or spec.origin is None:
        if needed and not any("mermaid" in str(script) for script in config.extra_javascript):
            log.info("Mermaid fences are drawn in the browser, by a Mermaid from a CDN; mkdocs-genai[diagrams] brings it along")
        return
    if not needed:
        config.extra_javascript.remove(_MERMAID_LOADER)
        return
    library = Path(spec.origin).parent / "assets" / "mermaid.js"
    files.append(File.generated(config, _MERMAID, abs_src_path=str(library)))
    files.append(File.generated(config, _MERMAID_LOADER, abs_src_path=str(_ASSETS / "mermaid-loader.js")))
