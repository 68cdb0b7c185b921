"""A stranger's registry.json, whatever is in it: it is taken as harmless text and addresses, or refused in words."""

from __future__ import annotations

import copy
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_genai.registry.imported import parse_published, urls
from mkdocs_genai.registry.registry_json_format import at_address

pytestmark = pytest.mark.uncounted

SOUND: dict[str, Any] = {
    "version": 1,
    "course": {"title": "X", "summary": "S", "url": "https://example.com/"},
    "areas": {
        "a": {
            "title": "A",
            "url": "a/",
            "topics": {
                "t": {"title": "T", "status": "ready", "tags": ["x"], "requires": ["a/u"], "url": "https://example.org"}
            },
            "comparisons": {"c": {"title": "C", "rows": {"r": {"title": "R", "url": "a/#r"}}}},
        }
    },
}
NASTY = st.sampled_from(
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjavascript:alert(1)",
        "java\nscript:x",
        "data:text/html,<script>",
        "//example.com",
        "https:",
        "https://",
        "http://[",
        "https://exa mple.com",
        "a b/ c",
        "../x",
        "%2e%2e/x",
        "?x=<y>",
        "mailto:",
        "mailto:a@b",
        "file:///etc/passwd",
        "<script>alert(1)</script>",
        "\x1b[31m",
        "\u202eabc",
        "\ud800",
        "x" * 3000,
        "",
        " ",
        "__proto__",
        "..",
        "a/b",
        "constructor",
    ]
)
VALUES = st.one_of(
    NASTY,
    st.text(max_size=20),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(NASTY, max_size=3),
    st.dictionaries(st.text(max_size=5), NASTY, max_size=3),
)


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A sound registry.json with some values, and some keys, replaced."""
    content = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        node: Any = content
        while True:
            key = draw(st.sampled_from(list(node))) if isinstance(node, dict) and node else None
            if key is None:
                break
            if not isinstance(node[key], dict) or draw(st.integers(0, 5)) == 0:
                if draw(st.booleans()):
                    node[key] = draw(VALUES)
                else:
                    node[draw(NASTY)] = node.pop(key)
                break
            node = node[key]
    return json.dumps(content)


LOOK = settings(derandomize=True, max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def look_at(text: str) -> None:
    course, problems = parse_published(text, "registry.json")
    assert (course is None) == bool(problems)
    for problem in problems:
        assert str(problem).isprintable(), problem
        assert len(str(problem)) < 600
    if course is None:
        return
    moved = at_address(course, "https://example.net/x/registry.json")
    for _, url in urls(moved):
        assert urlsplit(url).scheme in ("http", "https", "mailto"), url
        assert not set(url) & set("<>\"'\\ \n\t"), url


@LOOK
@given(changed())
def test_a_changed_registry_is_harmless_or_refused(text: str) -> None:
    look_at(text)


@LOOK
@given(st.recursive(VALUES, lambda inner: st.dictionaries(st.text(max_size=8), inner, max_size=4)).map(json.dumps))
def test_any_json_is_refused_in_words(text: str) -> None:
    look_at(text)


@LOOK
@given(st.text(max_size=200))
def test_any_text_is_refused_in_words(text: str) -> None:
    look_at(text)


def test_ten_thousand_problems_are_told_as_some() -> None:
    areas = {f"A{number}": {"title": number} for number in range(10_000)}
    course, problems = parse_published(json.dumps(SOUND | {"areas": areas}), "registry.json")
    assert course is None
    assert len(problems) == 20
