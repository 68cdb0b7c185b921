"""`mkdocs-genai new`: a course, a registry for a site that is there already, an area, or a topic."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .command_options import config_option, project_of, say_written
from .editor_schemas import kinds_of, schema_file
from .project.mkdocs_yml import read_listed, read_nav
from .registry_from_nav import new_registry, registry_from_nav
from .scaffold import Added, new_area, new_course, new_topic


@click.group()
def new() -> None:
    """Create a course, registry, area or topic. No file is overwritten; areas and topics are added to registry files."""


_title_option = click.option("--title", help="The title; derived from the id by default.")


@new.command("course")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_title_option
def new_course_command(folder: Path, title: str | None) -> None:
    """Write a complete small course into FOLDER."""
    say_written(new_course(folder, title))
    name = folder.as_posix()
    quoted = f'"{name}"' if " " in name else name
    click.echo(f"Preview it: cd {quoted} && mkdocs serve")


@new.command("registry")
@config_option
@click.option(
    "--from-nav", is_flag=True, help="Make the areas and topics of the site's navigation, or of its pages without one."
)
def new_registry_command(config_file: Path, from_nav: bool) -> None:
    """Write a registry for a site that is there already, and change neither its pages nor mkdocs.yml.

    With --from-nav, each section of the navigation becomes an area, and its pages become topics, titled as their headings.
    The built page of a topic has a header and a footer that show its place in the course.
    """
    project = project_of(config_file)
    site_name, nav = read_nav(config_file)
    if from_nav:
        found = registry_from_nav(project, site_name, nav)
        say_written(found.files)
        for page in found.left_out:
            click.echo(f"left out: {page}")
    else:
        say_written(new_registry(project, site_name))
    if "genai" not in read_listed(config_file).plugins:
        click.echo("Add it to your site, under `plugins:` in mkdocs.yml: - genai")
    click.echo("Then show an area in a page, with these two lines:\n/// topic-cards | AREA\n///")


@new.command("area")
@click.argument("area_id", metavar="ID")
@config_option
@_title_option
def new_area_command(area_id: str, config_file: Path, title: str | None) -> None:
    """Write an area: its registry entry and its page."""
    project = project_of(config_file)
    _say_added(new_area(project, area_id, title))
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
    _say_added(new_topic(project_of(config_file), area_id, topic_id, title))


def _say_added(added: Added) -> None:
    say_written(added.changed, "changed")
    say_written(added.new)
