"""The command line: check, schema, info, export, import, new. Exit status 0: fine, 1: problems found, 2: wrong usage."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from . import __version__
from .editor_schemas import KINDS, kinds_of, project_schema, schema_file, schema_text, write_schemas
from .environment import describe_environment
from .formats import FORMATS
from .hosts.copied_assets import copy_assets
from .hosts.plain import find_problems, plain_build, site_url
from .problems import CommandError, Problem
from .project.mkdocs_yml import read_listed, read_nav, read_project
from .project.project import Project
from .registry.imported import printable
from .registry.json_schema import SchemaKind, json_schema
from .registry.load import HOW_TO_BEGIN
from .registry_from_nav import new_registry, registry_from_nav
from .scaffold import new_area, new_course, new_topic
from .sharing.import_course import import_course, imported_file
from .sharing.publications import registry_json
from .sharing.qti import qti_package

_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


class _Commands(click.Group):
    """The commands; why one of them did nothing is told in its words."""

    def invoke(self, ctx: click.Context) -> Any:
        """See Group."""
        try:
            return super().invoke(ctx)
        except CommandError as fault:
            raise click.ClickException(str(fault)) from fault


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Check a course's registry, export it for editors and other courses, and write new parts of it."""
    for stream in (sys.stdout, sys.stderr):
        # Not every terminal, and no pipe of Windows, can say all that a course may.
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace")


_config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The mkdocs.yml that names the registry.",
)
_output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead of standard output."
)


@main.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@_config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="text for people; json, github (workflow annotations) or sarif (2.1.0) for programs.",
)
@click.option("--objectives", is_flag=True, help="Also report objectives of topics that no question assesses.")
def check(path: Path | None, config_file: Path, form: str, objectives: bool) -> None:
    """Report every problem in the registry, and in the pages' blocks and links to it.

    By default, mkdocs.yml names the registry. With PATH (a registry's folder or file), only that registry is checked.
    """
    project = _project(path, config_file)
    problems = find_problems(project, objectives=objectives)
    output = FORMATS[form](problems)
    if form == "text" and path is None and os.path.lexists(project.root / ".cache" / "genai"):
        click.echo(".cache/genai is no longer used; you may delete it", err=True)
    if path is None and project.not_looked_into:
        click.echo(
            f"not looked into: what {_listed(project.not_looked_into)} may make or change; the build reports it", err=True
        )
    if path is None and not project.has_registry:
        click.echo(HOW_TO_BEGIN, err=True)
    if form != "text" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if form == "text" and sys.stdout.isatty():
        output = _colored(output, problems)
    if output:
        click.echo(output)
    sys.exit(1 if any(problem.severity != "info" for problem in problems) else 0)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _project(path: Path | None, config_file: Path) -> Project:
    if path is not None:
        if not os.path.exists(path):
            raise click.UsageError(f"{path.as_posix()} does not exist")
        return Project(Path.cwd(), path.absolute())
    if not os.path.isfile(config_file):
        raise click.UsageError(f"{config_file.as_posix()} does not exist; name a configuration with -f, or a registry as PATH")
    try:
        return read_project(config_file)
    except CommandError as fault:
        raise click.UsageError(str(fault)) from fault


def _colored(output: str, problems: list[Problem]) -> str:
    for problem in problems:
        head = str(problem)
        color = _COLORS[problem.severity]
        output = output.replace(head, click.style(str(problem.position), bold=True) + head[len(str(problem.position)) :], 1)
        if excerpt := problem.excerpt():
            marker = excerpt.rsplit("\n", 1)[1]
            output = output.replace(excerpt, excerpt.removesuffix(marker) + click.style(marker, fg=color), 1)
    return output


@main.command()
@click.argument("kind", type=click.Choice(KINDS), required=False)
@_config_option
@_output_option
@click.option("--write", is_flag=True, help="Write schemas/area.schema.json and schemas/course.schema.json beside mkdocs.yml.")
def schema(kind: SchemaKind | None, config_file: Path, output: Path | None, write: bool) -> None:
    """Print the JSON Schema of a registry file, for editors.

    KIND is area (the default), course (for course.yml) or registry (for a registry in a single file). Where mkdocs.yml is
    found, the schema knows the course's own ids, pages and icons, so that an editor can offer them.

    With --write, write the schemas that the registry's files name in their first lines, if they are missing or out of date.
    """
    if write:
        if output:
            raise click.UsageError("use either --write or --output, not both")
        _write_schemas(_project(None, config_file), kind)
        return
    kind = kind or "area"
    if os.path.isfile(config_file):
        project = _project(None, config_file)
        build = plain_build(project)
        found = project_schema(build, kind)
    else:
        found = json_schema(kind)
    _output(schema_text(found), output)


def _write_schemas(project: Project, kind: SchemaKind | None) -> None:
    build = plain_build(project)
    try:
        written = write_schemas(build, [kind] if kind else kinds_of(project))
    except OSError as error:
        raise click.ClickException(f"{_shown(Path(error.filename))} can't be written: {error.strerror}") from error
    for file in written:
        click.echo(f"wrote {_shown(file)}")
    if not written:
        click.echo("all schemas are up to date")


def _output(found: str | bytes, output: Path | None) -> None:
    # As UTF-8 and with the same line ends everywhere.
    content = found.encode() if isinstance(found, str) else found
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"{output.as_posix()} can't be written: {error.strerror}") from error


@main.command()
@_config_option
def info(config_file: Path) -> None:
    """Print versions, plugins and the platform, for a bug report. The output contains no paths."""
    try:
        listed = read_listed(config_file)
    except CommandError:
        listed = None
    click.echo(describe_environment(listed))


@main.command()
@_config_option
@_output_option
@click.option("--quiz", type=click.Choice(["qti"]), help="The quizzes instead, as a QTI 2.1 package (a zip file).")
def export(config_file: Path, output: Path | None, quiz: str | None) -> None:
    """Print registry.json, which lists what other courses can link to.

    Each build puts the same file into the site. If the registry has errors, only the problems are printed.
    """
    project = _project(None, config_file)
    build = plain_build(project)
    if not build.loaded.usable:
        click.echo(FORMATS["text"](build.loaded.problems), err=True)
        sys.exit(1)
    address = partial(site_url, project)
    _output(qti_package(build.renderer, build.site) if quiz else registry_json(project, build.renderer, address), output)


@main.command("import")
@click.argument("name", metavar="NAME")
@click.argument("address", metavar="[ADDRESS]", required=False)
@_config_option
@click.option("--base", metavar="URL", help="The URL of the course, for a file whose URLs are relative.")
def import_command(name: str, address: str | None, config_file: Path, base: str | None) -> None:
    """Import what another course publishes, so that pages can link to its areas, topics and rows.

    ADDRESS is the URL of its registry.json or of its site, or a file. Without it, the course is fetched again from where it
    was last imported. References to the course begin with NAME and a colon. If the import fails, the previous one stays.
    """
    project = _project(None, config_file)
    try:
        outcome = import_course(project, name, address, base)
    except CommandError as fault:
        before = imported_file(project, name)
        kept = f"{_shown(before)} is kept as it was" if before.exists() else "nothing was imported"
        raise click.ClickException(f"{fault}\n{kept}") from fault
    areas = outcome.course.areas.values()
    counted = f"{_count(len(areas), 'area')}, {_count(sum(len(area.topics) for area in areas), 'topic')}"
    verb = "wrote" if outcome.changed else "nothing new in"
    click.echo(f"{verb} {_shown(outcome.file)}: {printable(outcome.course.course.title)}, {counted}")
    for entry in outcome.gone[:_MOST_GONE]:
        click.echo(f"no longer published: {entry}")
    if len(outcome.gone) > _MOST_GONE:
        click.echo(f"and {len(outcome.gone) - _MOST_GONE} more")
    if outcome.gone:
        click.echo("run `mkdocs-genai check` to see which links lead there")


_MOST_GONE = 10


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


@main.command()
@_config_option
def assets(config_file: Path) -> None:
    """Write the style sheet and the scripts into docs_dir, for a host that does not run MkDocs plugins (Zensical).

    MkDocs does not need this, because the plugin does it. Run it again after each update of mkdocs-genai.
    """
    project = _project(None, config_file)
    try:
        written = copy_assets(project.docs_dir or project.root, project.folders)
    except OSError as error:
        raise click.UsageError(f"{_shown(Path(error.filename))} can't be written: {error.strerror}") from error
    for file in written:
        click.echo(f"wrote {_shown(file)}")


@main.group()
def new() -> None:
    """Create a course, area or topic. No file is ever overwritten."""


_title_option = click.option("--title", help="The title; derived from the id by default.")


@new.command("course")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_title_option
def new_course_command(folder: Path, title: str | None) -> None:
    """Write a complete small course into FOLDER."""
    _written(lambda: new_course(folder, title))
    name = folder.as_posix()
    quoted = f'"{name}"' if " " in name else name
    click.echo(f"Preview it: cd {quoted} && mkdocs serve")


@new.command("registry")
@_config_option
@click.option(
    "--from-nav", is_flag=True, help="Make the areas and topics of the site's navigation, or of its pages without one."
)
def new_registry_command(config_file: Path, from_nav: bool) -> None:
    """Write a registry for a site that is there already. Its pages and mkdocs.yml stay as they are.

    With --from-nav, each section of the navigation becomes an area, and its pages become topics, titled as their headings.
    """
    project = _project(None, config_file)
    left_out: list[str] = []

    def write() -> list[Path]:
        site_name, nav = read_nav(config_file)
        if not from_nav:
            return new_registry(project, site_name)
        found = registry_from_nav(project, site_name, nav)
        left_out.extend(found.left_out)
        return found.files

    _written(write)
    for page in left_out:
        click.echo(f"left out: {page}")
    if "genai" not in read_listed(config_file).plugins:
        click.echo("Add it to your site, under `plugins:` in mkdocs.yml: - genai")
    click.echo("Then show an area in a page: /// topic-cards | AREA")


@new.command("area")
@click.argument("area_id", metavar="ID")
@_config_option
@_title_option
def new_area_command(area_id: str, config_file: Path, title: str | None) -> None:
    """Write an area: its registry entry and its page."""
    project = _project(None, config_file)
    _written(lambda: new_area(project, area_id, title))
    if not any(os.path.lexists(schema_file(project.root, kind)) for kind in kinds_of(project)):
        click.echo("For completion in your editor, run: mkdocs-genai schema --write")


@new.command("topic")
@click.argument("reference", metavar="AREA/ID")
@_config_option
@_title_option
def new_topic_command(reference: str, config_file: Path, title: str | None) -> None:
    """Write a topic: its entry at the end of the area's topics, and its page. A topic that is planned gets its page."""
    area_id, slash, topic_id = reference.partition("/")
    if not slash:
        raise click.UsageError(f"'{reference}' is not a topic; write AREA/ID")
    _written(lambda: new_topic(_project(None, config_file), area_id, topic_id, title))


def _written(write: Callable[[], list[Path]]) -> None:
    for file in write():
        click.echo(f"wrote {_shown(file)}")


def _shown(file: Path) -> str:
    """A file as problems name it: relative to where the command runs, with forward slashes on every system."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_absolute() and file.is_relative_to(here) else file).as_posix()
