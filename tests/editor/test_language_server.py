"""A real YAML language server, over its protocol, on a registry with the schema that we write."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient  # type: ignore[attr-defined]

from mkdocs_genai.cli import main

COURSE = """\
site_name: A course
theme: {name: material}
plugins: [genai]
"""
AREA = """\
# yaml-language-server: $schema=../../schemas/area.schema.json
title: Gardening
page: index.md
topics:
  soil:
    title: Soil
  seeds:
    title: Seeds
    stauts: draft
    requires: [soil]

"""


@pytest.fixture
def registry_file(tmp_path: Path) -> Path:
    """A small course with a problem, and its schema."""
    (tmp_path / "mkdocs.yml").write_text(COURSE, "utf-8")
    (tmp_path / "docs" / "registry").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Gardening\n", "utf-8")
    file = tmp_path / "docs" / "registry" / "gardening.yml"
    file.write_text(AREA, "utf-8")
    command = ["schema", "--write", "-f", str(tmp_path / "mkdocs.yml")]
    assert CliRunner().invoke(main, command).exit_code == 0
    return file


class Answers:
    """What the server said about the file."""

    def __init__(self) -> None:
        self.diagnostics: list[types.Diagnostic] = []
        self.keys: list[str] = []
        self.topics: list[str] = []
        self.hover = ""


async def _ask(server: Path, file: Path) -> Answers:
    answers = Answers()
    client = BaseLanguageClient("mkdocs-genai-tests", "1")
    published = asyncio.Event()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _publish(params: types.PublishDiagnosticsParams) -> None:
        if params.diagnostics:
            answers.diagnostics = list(params.diagnostics)
            published.set()

    @client.feature(types.WORKSPACE_CONFIGURATION)
    def _configuration(params: types.ConfigurationParams) -> list[dict[str, Any]]:
        settings = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
        return [settings if item.section == "yaml" else {} for item in params.items]

    node = str(Path(sys.executable).parent / "node")
    await client.start_io(node, str(server), "--stdio")
    root = file.parents[2].as_uri()
    capabilities = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(configuration=True),
        text_document=types.TextDocumentClientCapabilities(publish_diagnostics=types.PublishDiagnosticsClientCapabilities()),
    )
    await client.initialize_async(types.InitializeParams(capabilities=capabilities, root_uri=root))
    client.initialized(types.InitializedParams())
    document = types.TextDocumentIdentifier(file.as_uri())
    text = file.read_text("utf-8")
    item = types.TextDocumentItem(file.as_uri(), types.LanguageKind.Yaml, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await asyncio.wait_for(published.wait(), 30)
    # On the empty last line, in the topic's mapping.
    at = types.Position(10, 4)
    opened = text.rstrip("\n") + "\n    \n"
    change = types.TextDocumentContentChangeWholeDocument(opened)
    versioned = types.VersionedTextDocumentIdentifier(uri=file.as_uri(), version=2)
    client.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [change]))
    keys = await client.text_document_completion_async(types.CompletionParams(document, at))
    answers.keys = _labels(keys)
    inside_requires = types.Position(9, 15)
    answers.topics = _labels(await client.text_document_completion_async(types.CompletionParams(document, inside_requires)))
    hover = await client.text_document_hover_async(types.HoverParams(document, types.Position(5, 6)))
    answers.hover = hover.contents.value if hover and isinstance(hover.contents, types.MarkupContent) else str(hover)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return answers


def _labels(found: Any) -> list[str]:
    return [item.label for item in (found.items if isinstance(found, types.CompletionList) else found or [])]


@pytest.fixture
def answers(node_modules: Path, registry_file: Path) -> Answers:
    """The server's answers about the course."""
    server = node_modules / "yaml-language-server" / "bin" / "yaml-language-server"
    # In a thread of its own: Playwright, which other tests keep open, has an event loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as executor:
        return executor.submit(asyncio.run, _ask(server, registry_file)).result()


def test_the_editor_underlines_a_typo_offers_the_keys_and_explains_them(answers: Answers) -> None:
    underlined = [(found.range.start.line, found.message) for found in answers.diagnostics]
    assert underlined == [(8, "Property stauts is not allowed.")]
    assert {"summary", "icon", "page", "status", "tags"} <= set(answers.keys)
    assert "soil" in answers.topics
    assert "The topic's name, as the card's link and the page's heading say it." in answers.hover
