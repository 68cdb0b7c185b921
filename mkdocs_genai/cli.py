"""The command line. Exit status 0: fine, 1: problems found, 2: wrong usage."""

from __future__ import annotations

import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from . import __version__
from .command_options import config_option, output_option, project_of, registry_alone, say_written
from .editor_schemas import SCHEMA_KINDS, kinds_of, project_schema, schema_text, write_schemas
from .eject import eject
from .environment import describe_environment
from .hosts.copied_assets import copy_assets
from .hosts.plain import find_problems, plain_build, site_url
from .new_commands import new
from .problem_formats import FORMATS, as_text
from .problems import CommandError, Problem, counted, listed
from .project.mkdocs_yml import read_listed
from .project.project import Project
from .registry.imported import printable
from .registry.json_schema import SchemaKind, json_schema
from .registry.load import HOW_TO_BEGIN
from .registry.text_files import path_from_here
from .sharing.import_course import import_course, imported_file
from .sharing.publications import registry_json
from .sharing.qti import qti_package
from .zensical_commands import zensical

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


@main.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@config_option
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
    """Report every problem in the registry. If it has no errors, also report those in the pages' blocks and links to it.

    By default, mkdocs.yml names the registry. With PATH (a registry's folder or file), only that registry is checked.
    """
    project = registry_alone(path) if path is not None else project_of(config_file, ", or a registry as PATH")
    problems = find_problems(project, objectives=objectives)
    if path is None and project.not_looked_into:
        makers = listed(project.not_looked_into)
        click.echo(f"not looked into: what {makers} may make or change; the build reports it", err=True)
    if path is None and not project.has_registry:
        click.echo(HOW_TO_BEGIN, err=True)
    if form != "text" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    output = as_text(problems, _colored) if form == "text" and sys.stdout.isatty() else FORMATS[form](problems)
    if output:
        click.echo(output)
    sys.exit(1 if any(problem.severity != "info" for problem in problems) else 0)


def _colored(problem: Problem) -> str:
    """A problem for a terminal, with its position in bold and its marker in color."""
    at = str(problem.position)
    head = click.style(at, bold=True) + str(problem).removeprefix(at)
    line, _, marker = problem.excerpt().rpartition("\n")
    return f"{head}\n{line}\n{click.style(marker, fg=_COLORS[problem.severity])}" if line else head


@main.command()
@click.argument("kind", type=click.Choice(SCHEMA_KINDS), required=False)
@config_option
@output_option
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
        _write_schemas(project_of(config_file), kind)
        return
    kind = kind or "area"
    if os.path.isfile(config_file):
        project = project_of(config_file)
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
        raise click.ClickException(f"{path_from_here(Path(error.filename))} can't be written: {error.strerror}") from error
    say_written(written)
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
@config_option
def info(config_file: Path) -> None:
    """Print versions, plugins and the platform, for a bug report. The output contains no paths."""
    try:
        plugins = read_listed(config_file)
    except CommandError:
        plugins = None
    click.echo(describe_environment(plugins))


@main.command()
@config_option
@output_option
@click.option("--quiz", type=click.Choice(["qti"]), help="The quizzes instead, as a QTI 2.1 package (a zip file).")
def export(config_file: Path, output: Path | None, quiz: str | None) -> None:
    """Print registry.json, which lists what other courses can link to.

    Each build puts the same file into the site. If the registry has errors, only the problems are printed.
    """
    project = project_of(config_file)
    build = plain_build(project)
    if not build.loaded.usable:
        click.echo(FORMATS["text"](build.loaded.problems), err=True)
        sys.exit(1)
    address = partial(site_url, project)
    _output(qti_package(build.renderer, build.site) if quiz else registry_json(project, build.renderer, address), output)


@main.command("import")
@click.argument("name", metavar="NAME")
@click.argument("address", metavar="[ADDRESS]", required=False)
@config_option
@click.option("--base", metavar="URL", help="The URL of the course, for a file whose URLs are relative.")
def import_command(name: str, address: str | None, config_file: Path, base: str | None) -> None:
    """Import what another course publishes, so that pages can link to its areas, topics and rows.

    ADDRESS is the URL of its registry.json or of its site, or a file. Without it, the course is fetched again from where it
    was last imported. References to the course begin with NAME and a colon. If the import fails, the previous one stays.
    """
    project = project_of(config_file)
    try:
        outcome = import_course(project, name, address, base)
    except CommandError as fault:
        before = imported_file(project, name)
        kept = f"{path_from_here(before)} is kept as it was" if before.exists() else "nothing was imported"
        raise click.ClickException(f"{fault}\n{kept}") from fault
    areas = outcome.course.areas.values()
    content = f"{counted(len(areas), 'area')}, {counted(sum(len(area.topics) for area in areas), 'topic')}"
    verb = "wrote" if outcome.changed else "nothing new in"
    click.echo(f"{verb} {path_from_here(outcome.file)}: {printable(outcome.course.course.title)}, {content}")
    for entry in outcome.gone[:_MOST_GONE]:
        click.echo(f"no longer published: {entry}")
    if len(outcome.gone) > _MOST_GONE:
        click.echo(f"and {len(outcome.gone) - _MOST_GONE} more")
    if outcome.gone:
        click.echo("run `mkdocs-genai check` to see which links lead there")


_MOST_GONE = 10


@main.command()
@config_option
def assets(config_file: Path) -> None:
    """Write the style sheet and the scripts into docs_dir, for a host that does not run MkDocs plugins (Zensical).

    MkDocs does not need this, because the plugin does it. Run it again after each update of mkdocs-genai.
    """
    project = project_of(config_file)
    try:
        written = copy_assets(project.docs_dir or project.root, project.folders)
    except OSError as error:
        raise click.ClickException(f"{path_from_here(Path(error.filename))} can't be written: {error.strerror}") from error
    say_written(written)


@main.command("eject")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@config_option
def eject_command(folder: Path, config_file: Path) -> None:
    """Write a copy of docs_dir into FOLDER that needs no plugin, for a site that gives it up.

    Blocks and links become plain Markdown, and diagrams and charts SVG files. mkdocs.ejected.yml, which is written beside
    mkdocs.yml, builds the copy. The course itself stays as it is, so deleting both undoes it.
    """
    project = project_of(config_file)
    problems = [problem for problem in find_problems(project) if problem.severity != "info"]
    if problems:
        click.echo(FORMATS["text"](problems), err=True)
        raise click.ClickException("nothing was written; mend these first")
    done = eject(project, config_file, folder)
    drawings = f" and {counted(done.drawings, 'drawing')}" if done.drawings else ""
    click.echo(f"wrote {counted(done.pages, 'page')}{drawings} into {path_from_here(folder)}, and copied the other files")
    click.echo(f"wrote {path_from_here(done.config)}")
    for left in done.left:
        click.echo(f"left: {left}")
    click.echo(f"Look at it: mkdocs serve -f {path_from_here(done.config)}")


main.add_command(new)
main.add_command(zensical)
