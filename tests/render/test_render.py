"""Inline Markdown, icons, flowcharts and templates, each with constructed values."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_genai.problems import ProblemError
from mkdocs_genai.registry.diagram import Diagram
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_flowchart import flowchart

DIAGRAM = Diagram.model_validate(
    {"title": "Cycle", "nodes": {"end": {"label": "A", "shape": "circle"}, "b": "B"}, "edges": ["end -. by .-> b"]}
)


def test_an_icon_behind_a_symbolic_link_out_of_its_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "icons").mkdir()
    (tmp_path / "secret.svg").write_text("<svg/>", "utf-8")
    (tmp_path / "icons" / "a.svg").symlink_to(tmp_path / "secret.svg")
    (tmp_path / "icons" / "b.svg").write_text("<?xml version='1.0'?><svg/>", "utf-8")
    icons = Icons([tmp_path / "icons"], [tmp_path / "icons"])
    assert (icons.has("a"), icons.svg("a"), icons.svg("b")) == (False, None, "<svg/>")
    # Installers put links into a theme's folder.
    assert Icons([tmp_path / "icons"]).has("a")


def test_a_flowchart_uses_no_id_of_the_author() -> None:
    assert flowchart(DIAGRAM).split("\n") == [
        "flowchart TB",
        '  n0(("A"))',
        '  n1["B"]',
        '  n0 -.->|"by"| n1',
    ]


def test_each_kind_of_edge_has_its_arrow_in_a_flowchart() -> None:
    edges = ["a --> b", "a -.-> a", "a --- b", "a -- by --> b", "a -. by .-> b", "a -- by --- b"]
    diagram = Diagram.model_validate({"title": "Edges", "nodes": {"a": "A", "b": "B"}, "edges": edges})
    assert flowchart(diagram).split("\n")[3:] == [
        "  n0 --> n1",
        "  n0 -.-> n0",
        "  n0 --- n1",
        '  n0 -->|"by"| n1',
        '  n0 -.->|"by"| n1',
        '  n0 ---|"by"| n1',
    ]


def test_an_overridden_template_wins_and_escapes(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("<i>{{ message }}</i>", "utf-8")
    assert Templates([tmp_path]).render("fault.html", block="x", message="<b>") == "<i>&lt;b&gt;</i>"


def test_an_unknown_name_in_a_template_is_a_fault_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("\n{{ mesage }}", "utf-8")
    with pytest.raises(ProblemError, match=r"genai/fault\.html:2: 'mesage' is undefined"):
        Templates([tmp_path]).render("fault.html", block="x", message="y")


def test_what_jinja_itself_says_of_a_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("{% for letter in block %}{{ loop.previtem.x }}{% endfor %}", "utf-8")
    with pytest.raises(ProblemError, match=r"genai/fault\.html:1: there is no previous item"):
        Templates([tmp_path]).render("fault.html", block="x", message="y")


def test_a_bug_of_our_own_is_not_taken_for_one_of_a_template() -> None:
    class Ours:
        def __html__(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Templates(()).render("fault.html", block=Ours(), message="y")
