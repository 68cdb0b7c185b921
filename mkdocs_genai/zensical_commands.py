"""`mkdocs-genai zensical`: Zensical with all that the plugin does under MkDocs, from the same mkdocs.yml."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from .command_options import check_exists, config_option
from .hosts.zensical.process import build, serve


@click.group()
def zensical() -> None:
    """Build or preview the site with Zensical, from the same mkdocs.yml."""


@zensical.command("build")
@config_option
@click.option("-s", "--strict", is_flag=True, help="Fail if there is a warning.")
def build_command(config_file: Path, strict: bool) -> None:
    """Build the site with Zensical. If the registry has errors, the old site stays."""
    check_exists(config_file)
    sys.exit(build(config_file, _say, strict=strict))


@zensical.command("serve")
@config_option
@click.option("-a", "--dev-addr", "address", metavar="<IP:PORT>", help="IP address and port (default: localhost:8000).")
def serve_command(config_file: Path, address: str | None) -> None:
    """Preview the site with Zensical while you write. Problems are shown on the pages, and here."""
    check_exists(config_file)
    # So that Zensical ends, too, when this is ended.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(serve(config_file, _say, address))
    except KeyboardInterrupt:
        sys.exit(0)


def _say(words: str) -> None:
    click.echo(words, err=True)
