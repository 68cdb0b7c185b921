"""Inline Markdown, icons, flowcharts, layouts and templates, each with constructed values."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.registry.diagram import Shape
from mkdocs_genai.registry.model import Diagram
from mkdocs_genai.render.environment import TemplateFault, Templates
from mkdocs_genai.render.flowchart import flowchart
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.inline import InlineMarkdown
from mkdocs_genai.render.layout import LayoutFault, Layouts

from ..conftest import thing_of

DIAGRAM = thing_of(
    Diagram, {"title": "Cycle", "nodes": {"end": {"label": "A", "shape": "circle"}, "b": "B"}, "edges": ["end -. by .-> b"]}
)


def inline(text: str) -> BeautifulSoup:
    """A text's HTML, with each link to its own address."""
    converted = InlineMarkdown()[text]
    return BeautifulSoup(converted.html(lambda link: f'<a href="{link.target}">{link.html}</a>'), "html.parser")


@pytest.mark.parametrize(("text", "tag"), [("an *a*", "em"), ("a **b**", "strong"), ("a `c`", "code"), ("[d](e.md)", "a")])
def test_emphasis_code_and_links_are_rendered(text: str, tag: str) -> None:
    assert len(inline(text).select(tag)) == 1


def test_html_is_shown_as_text() -> None:
    page = inline("<b onclick=x>bold</b> & <script>y</script>")
    assert page.find(True) is None
    assert page.get_text() == "<b onclick=x>bold</b> & <script>y</script>"


def test_links_do_not_nest() -> None:
    for text in ("[a [b](c.md) d](e.md)", "[*a [b](c.md) d*](e.md)", "[a [b][topic:c/d] d](e.md)"):
        (link,) = inline(text).select("a")
        assert (link["href"], "b" in link.get_text()) == ("e.md", True)


def test_targets_are_the_addresses_as_meant() -> None:
    assert InlineMarkdown()["[a](b.md) [c][topic:d/e] [f](java&#115;cript:x)"].targets == [
        "b.md",
        "topic:d/e",
        "javascript:x",
    ]


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


def test_a_compact_layout_is_narrower_and_breaks_no_word() -> None:
    pytest.importorskip("mermaidx", reason="the extra `diagrams` is not installed")
    nodes = {"a": "Spectrogram of a long recording", "b": "Vocoder", "c": "Two words"}
    diagram = thing_of(Diagram, {"title": "Sound", "nodes": nodes, "edges": ["a --> b", "a --> c"]})
    layouts = Layouts(None)
    compact = layouts.of(diagram, compact=True)
    assert compact.width < layouts.of(diagram).width * 0.8
    assert compact.nodes[0].lines == ("Spectrogram", "of a long", "recording")


def test_every_shape_of_a_node_has_its_place() -> None:
    pytest.importorskip("mermaidx", reason="the extra `diagrams` is not installed")
    nodes = {shape: {"label": "Some words", "shape": shape} for shape in get_args(Shape)}
    placed = Layouts(None).of(thing_of(Diagram, {"title": "Shapes", "nodes": nodes})).nodes
    assert [node.shape for node in placed] == list(nodes)
    assert all(node.half_width > 30 and node.half_height > 10 for node in placed)
    assert {node.shape for node in placed if node.outline} == {"cylinder", "parallelogram", "diamond"}


def test_a_diagram_that_mermaid_can_not_lay_out_is_a_fault_with_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(source: str) -> None:
        raise RuntimeError("Parse error on line 2\nand much more")

    monkeypatch.setitem(sys.modules, "mermaidx", SimpleNamespace(render=render))
    with pytest.raises(LayoutFault, match=r"^Parse error on line 2$"):
        Layouts(None, available=True).of(DIAGRAM)


def test_a_corrupt_kept_layout_is_computed_anew_and_no_half_file_is_left(tmp_path: Path) -> None:
    pytest.importorskip("mermaidx", reason="the extra `diagrams` is not installed")
    layout = Layouts(tmp_path).of(DIAGRAM)
    (kept,) = tmp_path.glob("*.json")
    kept.write_text("{", "utf-8")
    worked: list[str] = []
    assert Layouts(tmp_path, on_work=worked.append).of(DIAGRAM) == layout
    assert worked == ["Cycle"]
    assert sorted(tmp_path.iterdir()) == [tmp_path / ".gitignore", kept]
    again: list[str] = []
    assert Layouts(tmp_path, on_work=again.append).of(DIAGRAM) == layout
    assert again == []


@pytest.mark.parametrize(
    "change",
    [
        {"width": None},
        {"nodes": []},
        {"edges": []},
        {"nodes": [{"id": "nowhere", "shape": "circle", "x": 0, "y": 0, "half_width": 1, "half_height": 1, "lines": []}]},
    ],
)
def test_a_kept_layout_that_is_another_s_is_computed_anew(tmp_path: Path, change: dict[str, object]) -> None:
    pytest.importorskip("mermaidx", reason="the extra `diagrams` is not installed")
    layout = Layouts(tmp_path).of(DIAGRAM)
    (kept,) = tmp_path.glob("*.json")
    for text in (json.dumps(json.loads(kept.read_text("utf-8")) | change), "[" * 100_000):
        kept.write_text(text, "utf-8")
        assert Layouts(tmp_path).of(DIAGRAM) == layout


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root writes everywhere")
def test_a_folder_that_can_not_be_written_is_no_mistake(tmp_path: Path) -> None:
    pytest.importorskip("mermaidx", reason="the extra `diagrams` is not installed")
    tmp_path.chmod(0o500)
    assert Layouts(tmp_path / "cache").of(DIAGRAM).nodes


def test_a_file_in_place_of_the_folder_is_no_mistake(tmp_path: Path) -> None:
    pytest.importorskip("mermaidx", reason="the extra `diagrams` is not installed")
    (tmp_path / "cache").write_text("", "utf-8")
    assert Layouts(tmp_path / "cache").of(DIAGRAM).nodes


def test_an_overridden_template_wins_and_escapes(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("<i>{{ message }}</i>", "utf-8")
    assert Templates([tmp_path]).render("fault.html", block="x", message="<b>") == "<i>&lt;b&gt;</i>"


def test_an_unknown_name_in_a_template_is_a_fault_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("\n{{ mesage }}", "utf-8")
    with pytest.raises(TemplateFault, match=r"genai/fault\.html:2: 'mesage' is undefined"):
        Templates([tmp_path]).render("fault.html", block="x", message="y")


def test_what_jinja_itself_says_of_a_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "genai").mkdir()
    (tmp_path / "genai" / "fault.html").write_text("{% for letter in block %}{{ loop.previtem.x }}{% endfor %}", "utf-8")
    with pytest.raises(TemplateFault, match=r"genai/fault\.html:1: there is no previous item"):
        Templates([tmp_path]).render("fault.html", block="x", message="y")


def test_a_mistake_of_our_own_is_not_taken_for_one_of_a_template() -> None:
    class Ours:
        def __html__(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Templates(()).render("fault.html", block=Ours(), message="y")
