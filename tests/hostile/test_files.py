"""Files that are none, can't be read, change or have no room: a message with its code, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_genai.cli import main
from mkdocs_genai.editor_schemas import project_schema
from mkdocs_genai.hosts.plain import find_problems, plain_build
from mkdocs_genai.problem_formats import FORMATS
from mkdocs_genai.problems import report
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.project.project import Project

from ..conftest import COUNTED, ENVIRONMENT, ROOT, files_of, run_mkdocs, write_tree
from ..site.course import COURSE as SMALL
from ..site.course import DIAGRAM, build_site
from . import broken_files

UNPRIVILEGED = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"]
"""Root may read and write everything, until it is told not to."""


def unprivileged(*command: object) -> subprocess.CompletedProcess[str]:
    """Run a command as one who may not read and write everything."""
    prefix = UNPRIVILEGED if os.geteuid() == 0 else []
    if prefix and not shutil.which("setpriv"):
        pytest.skip("root reads everything here, and there is no setpriv")
    return subprocess.run(
        [*prefix, *map(str, command)],
        cwd=ROOT,
        env=ENVIRONMENT | COUNTED,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    done = unprivileged(sys.executable, "-m", "tests.hostile.broken_files", tmp_path_factory.mktemp("broken"))
    assert done.returncode == 0, done.stderr
    found: dict[str, tuple[str, str]] = json.loads(done.stdout)
    return found


FINE = {
    # A folder `a.yml` is one that `rows_from` may name files in.
    "docs/registry/a.yml folder",
    # UTF-16 with its mark is what Excel writes.
    "docs/registry/rows.csv wide",
    # A folder is no template and no page; the plugin's own template is there.
    "overrides/genai/card.html folder",
    "overrides/genai/card.html pipe",
    "overrides/genai/card.html loop",
    "overrides/genai/card.html nul",
    "docs/index.md nul",
    "overrides/.icons/leaf.svg nul",
}
"""What is no problem of a file."""


@pytest.mark.parametrize("file", broken_files.FILES)
def test_a_spoiled_file_is_reported_with_a_code_and_no_traceback(file: str, outcomes: dict[str, tuple[str, str]]) -> None:
    for name, (reported, built) in outcomes.items():
        if name.startswith(file):
            assert "Traceback" not in reported + built, (name, reported, built)
            if name not in FINE:
                assert re.search(r"\[GA\d{3}\]", reported), (name, reported)
            assert built == "built" or re.search(r"\[GA\d{3}\]", built), (name, built)


def test_what_is_wrong_with_a_file_is_said_in_words(outcomes: dict[str, tuple[str, str]]) -> None:
    said = {name: reported.partition("\n")[0] for name, (reported, _) in outcomes.items()}
    assert said["docs/registry/a.yml locked"] == "docs/registry/a.yml:1:1: can't be read: Permission denied [GA001]"
    assert said["docs/registry/a.yml locked_folder"] == "docs/registry:1:1: can't be read: Permission denied [GA001]"
    assert said["docs/registry/a.yml shut_folder"] == said["docs/registry/a.yml locked"]
    for folder in ("locked_folder", "shut_folder"):
        assert said[f"overrides/genai/card.html {folder}"] == "overrides/genai:1:1: can't be read: Permission denied [GA001]"
    assert said["docs/registry/a.yml pipe"] == "docs/registry/a.yml:1:1: is not a file [GA001]"
    assert said["docs/registry/imports/o.json locked_folder"] == (
        "docs/registry/imports:1:1: can't be read: Permission denied [GA001]"
    )
    assert said["docs/index.md locked"] == "docs/index.md:1:1: can't be read: Permission denied [GA001]"
    assert said["docs/registry/rows.csv nul"] == (
        "docs/registry/rows.csv:1:2: a control character (U+0000) that no text has; delete it, or name the file's "
        "`encoding` under `rows_from` [GA006]"
    )
    assert said["overrides/genai/card.html latin"] == (
        "docs/index.md:3:1: /// topic-cards | a: template cards.html, or one that it includes, is not UTF-8 text;"
        " save it as UTF-8 [GA066]"
    )
    built = outcomes["docs/index.md locked"][1]
    assert built == "nothing was built:\n\ndocs/index.md:1:1: can't be read: Permission denied [GA001]"


def test_a_picture_that_is_no_file_stops_the_build_with_its_name(tmp_path: Path) -> None:
    write_tree(tmp_path, broken_files.COURSE)
    (tmp_path / "docs" / "picture.png").symlink_to("picture.png")
    assert broken_files.built(tmp_path) == "nothing was built:\n\ndocs/picture.png:1:1: is not a readable file [GA001]"


@pytest.mark.parametrize("rows", ["[" * 10_000, "[" * 900 + "]" * 900, '[{"n": ' + "[" * 400 + "1" + "]" * 400 + "}]"])
def test_deeply_nested_rows_are_refused(tmp_path: Path, rows: str) -> None:
    write_tree(tmp_path, broken_files.COURSE.replace("rows.csv}", "rows.json}"))
    (tmp_path / "docs/registry/rows.json").write_text(rows, "utf-8")
    project = Project(tmp_path, tmp_path / "docs/registry", tmp_path / "docs")
    (problem,) = plain_build(project).loaded.problems
    assert problem.position.file == "docs/registry/rows.json"
    assert "nested" in problem.message


def test_a_course_that_may_not_be_written_to_is_built(tmp_path: Path) -> None:
    course = tmp_path / "course"
    write_tree(course, SMALL + "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n")
    registry = course / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8") + DIAGRAM, "utf-8")
    before = files_of(course)
    folders = [course, *(path for path in course.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = unprivileged(
        sys.executable, "-m", "mkdocs", "build", "--strict", "-f", course / "mkdocs.yml", "-d", tmp_path / "site"
    )
    for folder in folders:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert files_of(course) == before
    assert "genai-diagram__svg" in (tmp_path / "site/day/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "file"),
    [(["schema", "--write"], "schemas/area.schema.json"), (["new", "topic", "a/soil"], "docs/registry/a.yml")],
)
def test_a_disk_without_room_leaves_all_files_as_they_were(tmp_path: Path, arguments: list[str], file: str) -> None:
    write_tree(tmp_path, broken_files.COURSE)
    before = files_of(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        done = CliRunner().invoke(main, [*arguments, "-f", str(tmp_path / "mkdocs.yml")], catch_exceptions=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (done.exit_code, done.output) == (1, f"Error: {tmp_path}/{file} can't be written: File too large\n")
    assert files_of(tmp_path) == before


def test_a_report_is_printed_whatever_the_terminal_can_show(tmp_path: Path) -> None:
    write_tree(tmp_path, broken_files.COURSE.replace("title: A\n", 'titel: "→ ä 😀"\n'))
    command = [str(Path(sys.executable).parent / "mkdocs-genai"), "check", "-f", str(tmp_path / "mkdocs.yml")]
    for encoding in ("ascii", "cp1252"):
        variables = ENVIRONMENT | {"PYTHONIOENCODING": encoding}
        done = subprocess.run(command, env=variables, capture_output=True, check=False)
        assert done.returncode == 1
        assert b"GA010" in done.stdout
        assert b"Traceback" not in done.stderr
    done_build = run_mkdocs("build", "-f", tmp_path / "mkdocs.yml", PYTHONIOENCODING="ascii")
    assert done_build.returncode == 1
    assert "Traceback" not in done_build.stderr


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="file names are Unicode there")
@pytest.mark.parametrize(("folder", "name"), [("docs", b"\xfcber.md"), ("docs/registry", b"\xfcber.yml")])
def test_a_name_that_is_no_text_is_reported(tmp_path: Path, folder: str, name: bytes) -> None:
    write_tree(tmp_path, broken_files.COURSE)
    Path(tmp_path, folder, os.fsdecode(name)).write_text("title: A\n", "utf-8")
    Path(tmp_path, "docs", os.fsdecode(b"\xfc.png")).touch()
    words = f"{folder}/\\udcfcber{Path(os.fsdecode(name)).suffix}:1:1: has a name that is not UTF-8 text; rename it [GA001]"
    project = read_project(tmp_path / "mkdocs.yml")
    problems = find_problems(project)
    assert report(problems) == words
    for form in FORMATS.values():
        form(problems).encode()
    assert broken_files.built(tmp_path).endswith(words)
    build = plain_build(project)
    project_schema(build, "area")


def test_a_name_of_a_file_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    write_tree(tmp_path, broken_files.COURSE)
    Path(tmp_path, "docs/registry/\x1b[31m\n.yml").touch()
    (said,) = {problem.position.file for problem in find_problems(read_project(tmp_path / "mkdocs.yml"))}
    assert said == r"docs/registry/\u001b[31m\u000a.yml"


OWN = "'{}' is another file of the site, so the plugin's own is not written"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("registry.json.md", OWN.format("registry.json")),
        ("objects.inv.md", OWN.format("objects.inv")),
        ("assets/genai/genai.css.md", OWN.format("assets/genai/genai.css")),
        ("assets", OWN.format("assets/genai/genai.js")),
        ("llms.txt.md", ""),
        ("index.html.md.md", ""),
        ("index.html.md/picture.png", ""),
    ],
)
def test_a_page_in_the_place_of_a_file_of_ours_stays_and_is_spoken_of(tmp_path: Path, file: str, said: str) -> None:
    config = "site_name: X\ntheme: mkdocs\nplugins: [{genai: {llms: true}}]\n"
    write_tree(tmp_path, f"--- mkdocs.yml\n{config}--- docs/index.md\n# H\n--- docs/registry.yml\nareas: {{a: {{title: A}}}}\n")
    (tmp_path / "docs" / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "docs" / file).write_text("# Mine\n", "utf-8")
    built = build_site(tmp_path)
    assert bool(built.log) == bool(said)
    assert said in "".join(built.log)
    place = built.site / (f"{file[:-3]}/index.html" if file.endswith(".md") else file)
    assert "Mine" in place.read_text("utf-8")


@pytest.mark.parametrize(("folder", "mode"), broken_files.LOCKED)
def test_a_folder_that_is_locked_is_reported_if_the_site_would_lack_something(
    outcomes: dict[str, tuple[str, str]], folder: str, mode: int
) -> None:
    words = broken_files.LOCKED[folder, mode]
    reported, built = outcomes[f"{folder} {mode}"]
    if not words:
        assert (reported, built) == ("", "built")
    assert words in reported
    assert words in built
    assert "Traceback" not in reported + built
