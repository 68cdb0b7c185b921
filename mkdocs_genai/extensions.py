"""The blocks, column types and kinds of charts that there are: the built-in ones, and those of installed packages.

A package adds one by an entry point whose name is what authors write; docs/use/extend.md shows one of each. Entry points are
loaded once, when a build or a command begins, and handed down as a value: no module reads them from a global.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any

from .blocks import BLOCKS
from .blocks.base import RegistryBlock
from .columns import COLUMN_TYPES
from .columns.base import ColumnType
from .identifiers import is_id
from .problems import CommandError
from .render.charts import CHART_KINDS
from .render.charts.base import ChartKind

BLOCK = "mkdocs_genai.block"
COLUMN = "mkdocs_genai.column"
CHART = "mkdocs_genai.chart"


@dataclass(frozen=True)
class Extensions:
    """The classes that do the work, by the names that authors write."""

    blocks: Mapping[str, type[RegistryBlock]]
    columns: Mapping[str, type[ColumnType]]
    charts: Mapping[str, type[ChartKind]]
    packages: tuple[str, ...] = ()
    """The packages that add some, with their versions."""


BUILT_IN = Extensions(BLOCKS, COLUMN_TYPES, CHART_KINDS)


def load_extensions() -> Extensions:
    """The built-in classes and those of all installed packages.

    Raises CommandError, which names the package, if an entry point can't be loaded, is not such a class, or takes a name that
    is taken already.
    """
    installed = entry_points()
    return Extensions(
        {**BLOCKS, **_loaded(installed.select(group=BLOCK), RegistryBlock, BLOCKS)},
        {**COLUMN_TYPES, **_loaded(installed.select(group=COLUMN), ColumnType, COLUMN_TYPES)},
        {**CHART_KINDS, **_loaded(installed.select(group=CHART), ChartKind, CHART_KINDS)},
        tuple(sorted({_release(each) for group in _KINDS for each in installed.select(group=group)})),
    )


def _loaded(entries: EntryPoints, base: type, built_in: Mapping[str, Any]) -> dict[str, Any]:
    """The classes of one group's entry points, in the order of their names."""
    owners = dict.fromkeys(built_in, "mkdocs-genai itself")
    found: dict[str, Any] = {}
    # By name and package, so that the order of sys.path decides nothing.
    for entry in sorted(entries, key=lambda entry: (entry.name, _package(entry))):
        if entry.name in owners:
            cure = "give it another name" if entry.name in built_in else "uninstall one of the two"
            raise _fault(entry, f"but {owners[entry.name]} has that name already; {cure}")
        owners[entry.name] = f"the package {_package(entry)}"
        found[entry.name] = _load(entry, base)
    return found


def _load(entry: EntryPoint, base: type) -> Any:
    if not is_id(entry.name):
        raise _fault(entry, "which is not a valid name: use lower-case letters, digits and hyphens")
    try:
        loaded = entry.load()
    except Exception as error:  # the package's own code runs here, and may raise anything
        raise _fault(entry, f"which can't be loaded: {type(error).__name__}: {error}") from error
    if not (isinstance(loaded, type) and issubclass(loaded, base)):
        raise _fault(entry, f"but {entry.value} is not a subclass of mkdocs_genai.api.{_PUBLIC[base]}")
    name = getattr(loaded, "NAME", entry.name)
    if name != entry.name:
        raise _fault(entry, f"but the NAME of {entry.value} is '{name}'; give both the same name")
    return loaded


_PUBLIC: dict[type, str] = {RegistryBlock: "Block", ColumnType: "ColumnType", ChartKind: "ChartKind"}
_KINDS = {BLOCK: "block", COLUMN: "column type", CHART: "kind of chart"}


def _release(entry: EntryPoint) -> str:
    return f"{_package(entry)} {entry.dist.version if entry.dist else ''}"


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "(unknown)"


def _fault(entry: EntryPoint, reason: str) -> CommandError:
    what = f"the package {_package(entry)} adds the {_KINDS[entry.group]} '{entry.name}'"
    return CommandError(f"{what}, {reason}")
