"""What may be set outside of the registry, as Markdown made of the code: options of the plugin and of blocks, and the commands.

`reference.py` puts it into the reference. What an option of a block means is said once, in docs/use/blocks.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.plugins import get_plugin_logger

from mkdocs_genai import plugin
from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.cli import main
from mkdocs_genai.render.charts import CHART_KINDS

log = get_plugin_logger("reference")

_BLOCKS_PAGE = Path(__file__).parents[2] / "docs" / "use" / "blocks.md"


def plugin_options() -> Iterator[str]:
    """The options under `genai` in mkdocs.yml, with what the class says of each."""
    yield "## Options of the plugin { #plugin }\n\nUnder `genai` in the `plugins` of `mkdocs.yml`:\n"
    tree = ast.parse(Path(plugin.__file__).read_text("utf-8"))
    (config,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == plugin.GenaiConfig.__name__)
    for field, said in zip(config.body, config.body[1:], strict=False):
        match field, said:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(meaning))):
                value = plugin.GenaiConfig()[name]
                default = f" (default `{str(value).lower()}`)" if isinstance(value, bool) else ""
                yield f"- `{name}`{{ #plugin-{name} }}{default}: {' '.join(meaning.split())}"
    yield ""


def block_options() -> Iterator[str]:
    """The argument and the options of each block, in the words of the page about blocks."""
    yield "## Options of blocks { #blocks }\n\nEach block is shown on the page [Blocks](blocks.md). On an area's own page"
    yield "and on its topics' pages, the area need not be named.\n"
    meanings, arguments = _meanings(), _arguments()
    for name, block in BLOCKS.items():
        if name not in arguments:
            log.warning("docs/use/blocks.md does not say what the argument of the block '%s' is", name)
        yield f"- [`{name}`](blocks.md#{name}). {arguments.get(name, '')}{' Options:' if block.CHOICES else ''}"
        for option in block.CHOICES:
            if option not in meanings[name]:
                log.warning("docs/use/blocks.md does not say what the option '%s' of the block '%s' does", option, name)
            yield f"    - `{option}`{{ #block-{name}-{option} }}: {meanings[name].get(option, '')}"
    yield "\nThe kinds of a `comparison-chart`:\n"
    for kind in CHART_KINDS.values():
        own = ", ".join(f"`{option}`" for option in kind.choices())
        yield f"- `{kind.NAME}`{{ #chart-{kind.NAME} }} draws {kind.DRAWS}{f'; options of its own: {own}' if own else ''}"
    yield ""


def commands() -> Iterator[str]:
    """Every command, as `--help` tells."""
    yield "\n## Commands { #commands }\n\nWhat `--help` says. See [Commands](commands.md) for examples.\n"
    for command in main.commands.values():
        yield from _command(command, "mkdocs-genai")


def _command(command: click.Command, parent: str) -> Iterator[str]:
    name = f"{parent} {command.name}"
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _command(each, name)
        return
    usage = " ".join([name, *command.collect_usage_pieces(click.Context(command))])
    anchor = "-".join(name.split()[1:])
    yield f"### {' '.join(name.split()[1:])} {{ #command-{anchor} }}\n\n`{usage}`\n"
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n")) + "\n"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            names = ", ".join(f"`{each}`" for each in parameter.opts)
            values = ", ".join(f"`{each}`" for each in getattr(parameter.type, "choices", ()))
            yield f"- {names}{f' ({values})' if values else ''}: {parameter.help or ''}"
    yield ""


def _arguments() -> dict[str, str]:
    """What the page about blocks says of each block's argument."""
    found = {}
    for name, part in _parts():
        if said := re.search(r"\b(Argument: .*?\.|No argument)(?=[\s,])", part, re.DOTALL):
            found[name] = _moved(said[1]).removesuffix(".") + "."
    return found


def _meanings() -> dict[str, dict[str, str]]:
    """What the page about blocks says of each option, by block."""
    found = {}
    for block, part in _parts():
        items = re.findall(r"^- `([a-z]+)`: (.*(?:\n  .*)*)", part, re.MULTILINE)
        found[block] = {name: _moved(text) for name, text in items}
    return found


def _parts() -> Iterator[tuple[str, str]]:
    """The parts of the page about blocks, by their headings."""
    for part in re.split(r"^## ", _BLOCKS_PAGE.read_text("utf-8"), flags=re.MULTILINE):
        yield part.partition("\n")[0].strip(), part


def _moved(text: str) -> str:
    """A text of the page about blocks in one line, with links that lead back to that page."""
    return " ".join(text.split()).replace("](#", "](blocks.md#")
