"""The house's rules: imports point down, none is hidden, only the plugin knows MkDocs; functions and modules are short."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from mkdocs_genai.codes import load_codes
from mkdocs_genai.columns import COLUMN_TYPES

PACKAGE = Path(__file__).parents[1] / "mkdocs_genai"
FLOORS = (
    ("__init__", "text_edits"),
    (
        "codes",
        "problems",
        "suggestions",
        "options",
        "addresses",
        "identifiers",
        "fields",
        "targets",
        "i18n",
        "numbers",
        "dates",
    ),
    ("columns",),
    ("registry",),
    ("queries",),
    ("project", "nav"),
    ("render",),
    ("sharing",),
    ("blocks",),
    ("extensions", "build"),
    ("hosts", "editor_schemas"),
    (
        "plugin",
        "problem_formats",
        "scaffold",
        "registry_from_nav",
        "eject",
        "environment",
        "command_options",
        "new_commands",
        "zensical_commands",
        "cli",
    ),
    ("api",),
)
"""The packages and modules of each floor, from the ground. A module imports from floors below and from its own; no import
may lead in a circle, and so on the ground floor and the top floor each module imports what stands before it."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "starter" not in path.parts)

NAMES = {".".join(("mkdocs_genai", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in MODULES}


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


def depends_on(module: Path) -> set[str]:
    """The modules of the package that a module imports; `from .a import b` is of `a.b` where that is a module, else of `a`."""
    found: set[str] = set()
    package = ["mkdocs_genai", *module.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
            for alias in node.names:
                names = (f"{base}.{alias.name}", base, f"{base}.__init__")
                found.add(next(name for name in names if name in NAMES))
    return found


def floor(name: str) -> int:
    """On which floor a module or package stands."""
    first = name.removeprefix("mkdocs_genai").lstrip(".").split(".")[0] or "__init__"
    return next(number for number, names in enumerate(FLOORS) if first in names)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(module: Path) -> None:
    own = floor(".".join(module.relative_to(PACKAGE).with_suffix("").parts))
    upward = [name for name in depends_on(module) if floor(name) > own]
    assert upward == []


def test_only_the_plugin_and_its_hosts_know_mkdocs() -> None:
    knowing = {module for module in MODULES if any(name.split(".")[0] == "mkdocs" for name in imported(module))}
    assert {module for module in knowing if PACKAGE / "hosts" / "mkdocs" not in module.parents} == {PACKAGE / "plugin.py"}


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
    assert [module.name for module in MODULES if "mkdocs_genai.codes" in imported(module)] == ["problem_formats.py"]


def test_no_modules_import_each_other() -> None:
    # Raises CycleError, which names the modules.
    TopologicalSorter({name: depends_on(module) for name, module in NAMES.items()}).prepare()


def test_no_import_is_hidden_from_these_tests_and_none_changes_the_process() -> None:
    tricks = re.compile(r"\b(import_module|__import__|TYPE_CHECKING|atexit|meta_path|import gc|os\.umask|os\.link)\b")
    assert {module.name for module in MODULES if tricks.search(module.read_text("utf-8"))} == set()


def test_every_code_is_used_and_every_used_code_is_listed() -> None:
    used = {code for module in MODULES for code in re.findall(r"GA\d{3}", module.read_text("utf-8"))}
    assert used == set(load_codes())


def test_nobody_but_the_columns_asks_for_the_type_of_a_column() -> None:
    asking = re.compile(r"""column\.type (==|!=|in|not in) ["(_]|LinkValue|isinstance\([^)]*PartialDate""")
    others = [module for module in MODULES if "columns" not in module.parts]
    assert [module.name for module in others if asking.search(module.read_text("utf-8"))] == []
    # These four are words of HTML, too.
    names = re.compile(rf'"({"|".join(set(COLUMN_TYPES) - {"text", "number", "link", "date"})})"')
    scripts = sorted((PACKAGE / "assets").glob("*.js"))
    assert [script.name for script in scripts if names.search(script.read_text("utf-8"))] == []


def public_names(module: Path) -> set[str]:
    """The names of a module's own classes, types and constants, but for those that begin with an underscore."""
    found: set[str] = set()
    for node in ast.parse(module.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {each.id for each in targets if isinstance(each, ast.Name)}
    return {name for name in found if name[0].isupper()}


def test_no_two_public_classes_types_or_constants_have_one_name() -> None:
    owners: dict[str, list[str]] = {}
    for name, module in NAMES.items():
        for public in public_names(module):
            owners.setdefault(public, []).append(name)
    assert {public: names for public, names in owners.items() if len(names) > 1} == {}


def functions(module: Path) -> Iterator[ast.FunctionDef]:
    """All functions and methods of a module, and functions in these."""
    return (node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    """The number of a function's lines, without those of its docstring and its decorators."""
    first = function.body[0]
    is_documented = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if is_documented else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def parameters(function: ast.FunctionDef) -> list[str]:
    """The names of a function's parameters but for `self` and `cls`."""
    given = function.args
    named = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]


def test_functions_have_at_most_40_lines() -> None:
    long = {f"{module.stem}.{each.name}" for module in MODULES for each in functions(module) if length(each) > 40}
    assert long == set()


def test_functions_have_at_most_five_parameters() -> None:
    many = {each.name for module in MODULES for each in functions(module) if len(parameters(each)) > 5}
    # urllib gives an HTTPRedirectHandler's method six.
    assert many == {"redirect_request"}


def test_modules_have_at_most_350_lines() -> None:
    long = {module.stem for module in MODULES if len(module.read_text("utf-8").splitlines()) > 350}
    assert long == set()


def changed_names(function: ast.FunctionDef) -> set[str]:
    """The names of the values that a function changes by a method or an operator of lists and sets."""
    methods = {"append", "extend", "insert", "add", "update", "remove", "discard", "clear"}
    found: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods:
            found.append(node.func.value)
        elif isinstance(node, ast.AugAssign):
            found.append(node.target)
    return {value.id for value in found if isinstance(value, ast.Name)}


def collections_given(function: ast.FunctionDef) -> set[str]:
    """The names of a function's parameters that are lists or sets."""
    given = function.args
    annotated = ((each.arg, each.annotation) for each in (*given.posonlyargs, *given.args, *given.kwonlyargs))
    return {name for name, kind in annotated if kind is not None and ast.unparse(kind).startswith(("list[", "set["))}


def test_no_function_appends_to_a_list_that_it_was_given() -> None:
    found = {module.stem for module in MODULES for each in functions(module) if changed_names(each) & collections_given(each)}
    # Markdown gives a BlockProcessor the blocks to take its own from.
    assert found == {"faulty_blocks"}


def test_files_that_comments_name_are_there() -> None:
    folders = "|".join(sorted({path.relative_to(PACKAGE).parts[0] for path in MODULES if path.parent != PACKAGE} | {"assets"}))
    named = re.compile(rf"`((?:{folders})/[\w/-]+\.(?:py|js|css|html))`")
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".js", ".css", ".html")]
    gone = [
        (file.name, name) for file in files for name in named.findall(file.read_text("utf-8")) if not (PACKAGE / name).is_file()
    ]
    assert gone == []
