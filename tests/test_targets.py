"""Targets of links, and their addresses."""

from __future__ import annotations

import pytest

from mkdocs_genai.targets import Target, url_of


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
