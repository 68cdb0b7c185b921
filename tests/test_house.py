"""The house's rules: imports point down, only the plugin knows MkDocs, and the list of codes is the list of codes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mkdocs_genai.codes import load_codes

PACKAGE = Path(__file__).parents[1] / "mkdocs_genai"
GROUND = ("codes", "i18n")
"""Modules that import nothing of ours, so that every layer may import them."""
LAYERS = ("registry", "render", "blocks")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "starter" not in path.parts)


def imported(module: Path) -> set[str]:
    """The absolute names of all that a module imports, wherever in it."""
    names: set[str] = set()
    package = ["mkdocs_genai", *module.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names.add(".".join([*base, *([node.module] if node.module else [])]))
    return names


def layer(name: str) -> int:
    """How high a module of the package stands; its top-level modules are above all layers, but for those of the ground."""
    first = name.removeprefix("mkdocs_genai").lstrip(".").split(".")[0]
    if first in GROUND:
        return -1
    return LAYERS.index(first) if first in LAYERS else len(LAYERS) if first else -1


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(module: Path) -> None:
    own = layer("mkdocs_genai." + ".".join(module.relative_to(PACKAGE).with_suffix("").parts))
    upward = [name for name in imported(module) if name.startswith("mkdocs_genai") and layer(name) > own]
    assert upward == []


def test_only_the_plugin_and_its_hosts_know_mkdocs() -> None:
    knowing = {module for module in MODULES if any(name.split(".")[0] == "mkdocs" for name in imported(module))}
    assert {module for module in knowing if module.parent.name != "hosts"} == {PACKAGE / "plugin.py"}


def test_no_module_is_imported_inside_a_function() -> None:
    hidden = [
        (module.name, node.module if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for module in MODULES
        for function in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_only_reports_need_the_texts_of_codes() -> None:
    assert [module.name for module in MODULES if "mkdocs_genai.codes" in imported(module)] == ["formats.py"]


def test_every_code_is_used_and_every_used_code_is_listed() -> None:
    used = {code for module in MODULES for code in re.findall(r"GA\d{3}", module.read_text("utf-8"))}
    assert used == set(load_codes())
