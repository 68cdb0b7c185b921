"""`mkdocs-genai new`: a course, a registry for a site that is there already, an area, or a topic."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .command_options import config_option, project_of, say_written
from .editor_schemas import kinds_of, schema_file
from .project.mkdocs_yml import read_listed, read_nav
from .registry_from_nav import new_registry, registry_from_nav
from .scaffold import new_area, new_course, new_topic


@click.group()
def new() -> None:
    """Create a course, registry, area or topic. No file is ever overwritten."""


_title_option = click.option("--title", help="The title; derived from the id by default.")


@new.command("course")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_title_option
def new_course_command(folder: Path, title: str | None) -> None:
    """Write a complete small course into FOLDER."""
    say_written(lambda: new_course(folder, title))
    name = folder.as_posix()
    quoted = f'"{name}"' if " " in name else name
    click.echo(f"Preview it: cd {quoted} && mkdocs serve")


@new.command("registry")
@config_option
@click.option(
    "--from-nav", is_flag=True, help="Make the areas and topics of the site's navigation, or of its pages without one."
)
def new_registry_command(config_file: Path, from_nav: bool) -> None:
    """Write a registry for a site that is there already. Its pages and mkdocs.yml stay as they are.

    With --from-nav, each section of the navigation becomes an area, and its pages become topics, titled as their headings.
    """
    project = project_of(None, config_file)
    left_out: list[str] = []

    def write() -> list[Path]:
        site_name, nav = read_nav(config_file)
        if not from_nav:
            return new_registry(project, site_name)
        found = registry_from_nav(project, site_name, nav)
        left_out.extend(found.left_out)
        return found.files

    say_written(write)
    for page in left_out:
        click.echo(f"left out: {page}")
    if "genai" not in read_listed(config_file).plugins:
        click.echo("Add it to your site, under `plugins:` in mkdocs.yml: - genai")
    click.echo("Then show an area in a page: /// topic-cards | AREA")


@new.command("area")
@click.argument("area_id", metavar="ID")
@config_option
@_title_option
def new_area_command(area_id: str, config_file: Path, title: str | None) -> None:
    """Write an area: its registry entry and its page."""
    project = project_of(None, config_file)
    say_written(lambda: new_area(project, area_id, title))
    if not any(os.path.lexists(schema_file(project.root, kind)) for kind in kinds_of(project)):
        click.echo("For completion in your editor, run: mkdocs-genai schema --write")


@new.command("topic")
@click.argument("reference", metavar="AREA/ID")
@config_option
@_title_option
def new_topic_command(reference: str, config_file: Path, title: str | None) -> None:
    """Write a topic: its entry at the end of the area's topics, and its page. A topic that is planned gets its page."""
    area_id, slash, topic_id = reference.partition("/")
    if not slash:
        raise click.UsageError(f"'{reference}' is not a topic; write AREA/ID")
    say_written(lambda: new_topic(project_of(None, config_file), area_id, topic_id, title))
