"""The house's rules: imports point down, only the plugin knows MkDocs, and the list of codes is the list of codes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from mkdocs_genai.registry.codes import CODES

PACKAGE = Path(__file__).parents[1] / "mkdocs_genai"
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
    """How high a module of the package stands; its top-level modules are above all layers."""
    first = name.removeprefix("mkdocs_genai").lstrip(".").split(".")[0]
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


def test_no_module_is_imported_by_its_name_or_changes_the_process() -> None:
    tricks = re.compile(r"\b(import_module|__import__|atexit|meta_path|import gc|os\.umask|os\.link)\b")
    # pygal, and the hook of the import system that it leaves, go with the points of charts.
    found = {module.name for module in MODULES if tricks.search(module.read_text("utf-8"))}
    assert found - {"plots.py"} == set()


def test_every_code_is_used_and_every_used_code_is_listed() -> None:
    used = {
        code for module in MODULES if module.name != "codes.py" for code in re.findall(r"GA\d{3}", module.read_text("utf-8"))
    }
    assert used == set(CODES)
