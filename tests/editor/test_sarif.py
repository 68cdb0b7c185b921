"""SARIF output against the schema of SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from click.testing import CliRunner

from mkdocs_genai.cli import main


def test_sarif_output_follows_the_schema(node_modules: Path, tmp_path: Path) -> None:
    registry = tmp_path / "registry"
    registry.mkdir()
    (registry / "gardening.yml").write_text("titel: Gardening\ntopics: [soil]\n", "utf-8")
    result = CliRunner().invoke(main, ["check", str(registry), "--format", "sarif"])
    log = json.loads(result.output)
    schema = json.loads((node_modules / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.validate(log, schema)
    results = log["runs"][0]["results"]
    assert [found["ruleId"] for found in results] == ["GA010", "GA012"]
    assert [found["locations"][0]["physicalLocation"]["region"]["startLine"] for found in results] == [1, 2]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rules[found["ruleIndex"]]["id"] for found in results] == ["GA010", "GA012"]
