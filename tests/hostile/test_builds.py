"""Generated registries as sites that MkDocs builds: a preview goes on with what is sound of them, and no page has what runs."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from . import strategies
from .harness import Files, unsafe_parts, write_files
from .test_registries import LOOK

CONFIG = b"""\
site_name: Generated
theme: {name: mkdocs}
plugins: [search, genai]
markdown_extensions: [tables]
"""


@settings(LOOK, max_examples=max(20, LOOK.max_examples // 5))
@given(st.one_of(strategies.registries(), strategies.mutations()))
def test_a_preview_is_made_of_any_registry(files: Files) -> None:
    pages = {f"docs/{name}.md": b"# Page\n" for name in ("index", "a/index", "other")}
    blocks = b"\n".join(b"/// %s\n///\n" % name for name in (b"area-cards", b"topic-list", b"area-map"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_files(pages | {"docs/index.md": b"# Home\n\n" + blocks} | dict(files) | {"mkdocs.yml": CONFIG}, root)
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        config.plugins.on_startup(command="serve", dirty=False)
        logging.disable()
        try:
            build(config)
        finally:
            logging.disable(logging.NOTSET)
            config.plugins.on_shutdown()
        for page in (root / "site").rglob("*.html"):
            blocks_made = BeautifulSoup(page.read_text("utf-8"), "html.parser").select("div.genai")
            assert unsafe_parts("".join(map(str, blocks_made))) == [], page
