"""What the commands have in common: their options, the project that they work on, and how they name what they wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from .problems import CommandError
from .project.mkdocs_yml import read_project
from .project.project import Project
from .registry.text_files import path_from_here

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The mkdocs.yml that names the registry.",
)
output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead of standard output."
)


def registry_alone(path: Path) -> Project:
    """The project of a registry without a mkdocs.yml. Raises UsageError."""
    if not os.path.exists(path):
        raise click.UsageError(f"{path.as_posix()} does not exist")
    return Project(Path.cwd(), path.absolute())


def project_of(config_file: Path, otherwise: str = "") -> Project:
    """The project of a mkdocs.yml; for `otherwise` see `check_exists`. Raises UsageError."""
    check_exists(config_file, otherwise)
    try:
        return read_project(config_file)
    except CommandError as fault:
        raise click.UsageError(str(fault)) from fault


def check_exists(config_file: Path, otherwise: str = "") -> None:
    """Raise UsageError where there is no such mkdocs.yml; `otherwise` is what may be given in its place."""
    if not os.path.isfile(config_file):
        raise click.UsageError(f"{config_file.as_posix()} does not exist; name a configuration with -f{otherwise}")


def say_written(files: Iterable[Path], verb: str = "wrote") -> None:
    """Say which files were written, or, with the verb, what else was done to them."""
    for file in files:
        click.echo(f"{verb} {path_from_here(file)}")
