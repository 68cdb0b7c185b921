"""`mkdocs-genai info`: what the report of a bug says about where it happened."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_genai import __version__
from mkdocs_genai.cli import main


def lines_of(mkdocs_yml: Path) -> list[str]:
    """What the command prints, with no word on standard error."""
    result = CliRunner().invoke(main, ["info", "-f", str(mkdocs_yml)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def test_versions_plugins_and_platform_are_there_and_no_path_is(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "theme: {name: material, custom_dir: overrides}\nplugins: [search, genai: {registry: secret}, nowhere]\n"
        "markdown_extensions: {toc: {permalink: true}, admonition: }\nhooks: [secret/hook.py]\n",
        "utf-8",
    )
    lines = lines_of(tmp_path / "mkdocs.yml")
    material = f"mkdocs-material {version('mkdocs-material')}"
    assert lines[:2] == [f"- mkdocs-genai {__version__}", f"- Python {platform.python_version()} (CPython)"]
    assert lines[2].startswith(f"- {platform.system()} ")
    assert f"mkdocs {version('mkdocs')}, {material}, " in lines[3]
    assert "pydantic " in lines[3]
    assert lines[5:] == [
        f"- theme: material ({material})",
        # Material brings a search of its own, which MkDocs takes under this theme.
        f"- plugins: search ({material}), genai (mkdocs-genai {version('mkdocs-genai')}), nowhere (not installed)",
        "- Markdown extensions: toc, admonition",
        "- hooks: 1",
    ]
    text = "\n".join(lines)
    assert [path for path in (tmp_path, Path.home(), sys.prefix, "secret", "overrides") if f"{path}" in text] == []


def test_what_mkdocs_takes_by_default_is_named(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    mkdocs = f"mkdocs {version('mkdocs')}"
    assert lines_of(tmp_path / "mkdocs.yml")[5:] == [
        f"- theme: mkdocs ({mkdocs})",
        f"- plugins: search ({mkdocs})",
        "- Markdown extensions: none",
        "- hooks: 0",
    ]
    (tmp_path / "mkdocs.yml").write_text("plugins: []\n", "utf-8")
    assert lines_of(tmp_path / "mkdocs.yml")[6] == "- plugins: none"


@pytest.mark.parametrize("content", [None, "plugins: [\n", "- a list\n"])
def test_a_mkdocs_yml_that_can_not_be_read_is_no_reason_to_say_nothing(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "mkdocs.yml").write_text(content, "utf-8")
    lines = lines_of(tmp_path / "mkdocs.yml")
    assert lines[0] == f"- mkdocs-genai {__version__}"
    assert lines[5:] == ["- no readable mkdocs.yml"]
