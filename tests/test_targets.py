"""Targets of links, and their addresses."""

from __future__ import annotations

import pytest

from mkdocs_genai import targets
from mkdocs_genai.targets import Target, is_entry_anchor, url_of


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("a/b.md", Target("a/b.md")),
        ("a%20b.md#c%20d", Target("a b.md", "c%20d")),
        ("#here", Target("", "here")),
        ("#", Target("")),
        ("https://example.org/a#b", Target("https://example.org/a#b", is_external=True)),
        ("mailto:a@example.org", Target("mailto:a@example.org", is_external=True)),
        ("/from/the/root#a", Target("/from/the/root#a", is_external=True)),
        ("a/b:c.md", Target("a/b:c.md")),
        ("a.md#b:c", Target("a.md", "b:c")),
    ],
)
def test_a_written_address_is_read_once(written: str, target: Target) -> None:
    assert Target.parse(written) == target
    assert Target.parse(str(target)) == target


def test_only_files_are_looked_for_and_anchors_stay() -> None:
    urls = {"a b.md": "a/"}
    targets = [
        Target("a b.md", "c"),
        Target("a b.md"),
        Target("gone.md", "c"),
        Target("", "here"),
        Target.parse("https://a.b/c"),
    ]
    assert [url_of(target, urls.get) for target in targets] == ["a/#c", "a/", None, "#here", "https://a.b/c"]


def test_entries_have_anchors_that_no_heading_has() -> None:
    anchors = [
        targets.topics_anchor(["a"]),
        *(of("a") for of in (targets.term_anchor, targets.use_anchor, targets.area_anchor)),
        *(of("a", "x") for of in (targets.topic_anchor, targets.keypoints_anchor, targets.quiz_anchor, targets.diagram_anchor)),
        *(of("a", "x") for of in (targets.comparison_anchor, targets.chart_anchor)),
        *(of("a", "x", "y") for of in (targets.row_anchor, targets.question_anchor, targets.resource_anchor)),
    ]
    assert [anchor for anchor in anchors if not is_entry_anchor(anchor)] == []
    assert [anchor for anchor in ("", "topics", "use-it", "heading_2", "_x") if is_entry_anchor(anchor)] == []
