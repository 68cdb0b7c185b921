"""Courses for the texts that a course has once, for heads, for diagrams that a browser draws, and for problems."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

from mkdocs_genai.addresses import address_problem
from mkdocs_genai.i18n import load_labels
from mkdocs_genai.identifiers import text_problem
from mkdocs_genai.registry.diagram import LARGEST_DIAGRAM
from mkdocs_genai.registry.learning import Access, ResourceType

from ..conftest import write_tree
from .marked_site import CONFIG, SEARCH, SHAPES

_NO_SEARCH = CONFIG.replace(SEARCH, "")
"""Search reads long pages for longer than all else takes."""
_FRAME = "{{ genai.topic_header }}{{ super() }}{{ genai.topic_footer }}"
ONCE = f"""
--- mkdocs.yml
{_NO_SEARCH.replace("font: false", "font: false, custom_dir: overrides")}
--- overrides/main.html
{{% extends "base.html" %}}{{% block content %}}{_FRAME}{{% endblock %}}
--- docs/plain.md
# Plain
--- docs/index.md
# Home

/// area-cards
///

/// area-map
///

/// topic-list
    controls: all
///

/// glossary
///
--- docs/a.md
# A

[][term:w]

/// topic-cards | a
///

/// topic-list
    area: b
///

/// call-to-action | a
///

/// comparison-table | a/c
    controls: all
    details: [l]
///

/// comparison-table | a/e
///

/// comparison-chart | a/c
///

/// comparison-chart | a/c
    kind: radar
///

/// comparison-chart | a/c
    x: k
    y: l
    log: x
///

/// quiz | a/t
///

/// resources | a/t
///
--- docs/t.md
# T
--- docs/u.md
# U
--- docs/b.md
# B
"""
_LEARNING: dict[str, Any] = {
    "minutes": 3,
    "assumes": ["P"],
    "objectives": ["O"],
    "keypoints": ["K"],
    "resources": {
        "other": {"title": "R", "url": "https://example.org/"},
        **{
            kind: {"title": "R", "url": "https://example.org/", "type": kind, "access": access}
            for kind, access in zip(get_args(ResourceType), cycle(get_args(Access)), strict=False)
        },
    },
    "quiz": {
        "one": {"prompt": "Q", "choices": {"x": "X", "y": {"text": "Y", "correct": True}}, "hints": ["H"]},
        "several": {"prompt": "Q", "choices": {"x": {"text": "X", "correct": True}, "y": {"text": "Y", "correct": True}}},
        "open": {"prompt": "Q", "answer": "A"},
    },
}
"""All that a topic may tell a learner."""
_AREAS: dict[str, Any] = {
    "a": {
        "title": "A",
        "page": "a.md",
        "topics": {
            "t": {"title": "T", "page": "t.md", "status": "ready", "level": "beginner", "tags": ["g"], **_LEARNING},
            "u": {"title": "U", "page": "u.md", "status": "draft", "level": "intermediate", "requires": ["t"]},
            "v": {"title": "V", "level": "advanced"},
        },
        "terms": {"w": {"title": "W", "summary": "S", "topic": "t"}, "x": {"title": "X", "summary": "S"}},
        "comparisons": {
            "c": {
                "title": "C",
                "columns": {
                    "n": "N",
                    "b": {"title": "B", "type": "boolean", "description": "D"},
                    "r": {"title": "R", "type": "rating", "source": "https://example.org/"},
                    "s": {"title": "S", "type": "rating"},
                    "q": {"title": "Q", "type": "rating"},
                    "k": {"title": "K", "type": "number"},
                    "l": {"title": "L", "type": "number"},
                },
                "rows": {
                    "w": {"n": "W"},
                    "x": {"n": "X", "b": True, "r": 2, "s": 1, "q": 1, "k": 1, "l": 1},
                    "y": {"n": "Y", "b": False, "r": {"value": 3, "note": "N"}, "k": 900, "l": 2},
                    "z": {"n": "Z", "b": {"value": "partly", "note": "N"}, "r": 1, "s": 1, "q": 2, "l": 3},
                },
                "as_of": "2026-01-01",
                "sources": ["https://example.org/"],
            },
            "e": {
                "title": "E",
                "columns": {
                    "n": "N",
                    **{key: {"title": key, "type": "number", "summary": key} for key in ("min", "max", "mean", "sum", "count")},
                },
                "rows": {"x": {"n": "X", "min": 1, "max": 1, "mean": 1, "sum": 1, "count": 1}},
            },
        },
    },
    "b": {"title": "B", "page": "b.md", "requires": ["a"], "overlaps": ["a"]},
    "c": {"title": "C", "url": "https://example.org/"},
}


def texts(payloads: Sequence[str]) -> list[str]:
    """Those that a text may be, in one line, and as they come out of it."""
    lines = (" ".join(payload.split()) for payload in payloads)
    return [line for line in lines if line and not text_problem(line)]


def write_once(root: Path, payloads: Sequence[str]) -> list[str]:
    """A course that says all payloads in each label and in its own title; gives a word of each, which some page must show."""
    write_tree(root, ONCE)
    joined = " ".join(texts(payloads))
    labels: dict[str, str] = {}
    for name, words in load_labels("en").items():
        fields = "".join(part.partition("}")[0].join("{}") for part in words.split("{")[1:])
        # Braces are doubled where some are filled in.
        said = joined.replace("{", "{{").replace("}", "}}") if fields else joined
        labels[name] = f"label-{name} {fields} {said}"
    call = {"title": f"call-title {joined}", "links": [{"label": f"call-label {joined}", "url": "https://example.org/"}]}
    course = {"title": f"course-title {joined}", "labels": labels, "call_to_action": call}
    (root / "docs" / "registry.yml").write_text(json.dumps({"course": course, "areas": _AREAS}), "utf-8")
    return ["course-title", "call-title", "call-label", *(f"label-{name}" for name in labels)]


HEADS = """
--- mkdocs.yml
site_name: Heads
site_url: https://example.org/
theme: {name: null, custom_dir: theme}
plugins: [{genai: {llms: true}}]
validation: {omitted_files: ignore}
nav: [index.md, plain.md, "area:*"]
--- theme/main.html
<!doctype html>
{# Titles and descriptions as Material prints them. #}
<html><head><title>{{ page.title | striptags }}</title>
<meta name="description" content="{{ page.meta.description }}">
{% block extrahead %}{% endblock %}</head>
<body><a href="">{{ page.title }}</a>{{ genai.topic_header }}{{ page.content }}{{ genai.topic_footer }}</body></html>
--- docs/index.md
# Home
--- docs/plain.md
# Plain
"""
"""A theme with nothing but a head, since Material's navigation of hundreds of pages takes long."""


def write_heads(root: Path, payloads: Sequence[str]) -> list[str]:
    """A course in which each payload is the title and the summary of a page's area or topic; gives the names of these pages."""
    write_tree(root, HEADS)
    said = texts(payloads)
    areas, names = {}, []
    for number in range(len(said) // 3):
        area, t, u = ({"title": text, "summary": _no_link(text)} for text in said[3 * number : 3 * number + 3])
        topics = {"t": {**t, "page": f"{number}/t.md"}, "u": {**u, "page": f"{number}/u.md", "requires": ["t"]}}
        areas[f"a{number}"] = {**area, "page": f"{number}/index.md", "topics": topics}
        for page in ("index", "t", "u"):
            file = root / "docs" / str(number) / f"{page}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"# Page\n\n[][area:a{number}] [][topic:a{number}/t]\n", "utf-8")
            names.append(f"{number}/index.html" if page == "index" else f"{number}/{page}/index.html")
    (root / "docs" / "registry.yml").write_text(json.dumps({"areas": areas}), "utf-8")
    return names


def _no_link(text: str) -> str:
    """A text without links, also in formulas, which inline Markdown would refuse."""
    return text.replace("](", "] (").replace("][", "] [").replace("<", "\\<").replace("\\href", "\\ href")


def write_fences(root: Path, payloads: Sequence[str], mermaid: Path) -> int:
    """A course whose diagrams a browser draws, with each payload in a node and at an arrow; gives the number of diagrams."""
    write_tree(
        root,
        f"--- mkdocs.yml\n{CONFIG}extra_javascript: [mermaid.min.js]\n--- docs/index.md\n# Home\n--- docs/plain.md\n# Plain\n",
    )
    (root / "docs" / "mermaid.min.js").write_bytes(mermaid.read_bytes())
    diagrams, topics = {}, {}
    for number, chunk in enumerate(_chunks(texts(payloads))):
        nodes = {f"n{index}": {"label": text, "shape": SHAPES[index % 6]} for index, text in enumerate(chunk)}
        edges = [f"n{index} -- {text} --> n{(index + 1) % len(chunk)}" for index, text in enumerate(chunk) if _is_label(text)]
        for index, text in enumerate(chunk):
            if not address_problem(text):
                topics[f"t{number}-{index}"] = {"title": "T", "url": text}
                nodes[f"n{index}"]["topic"] = f"t{number}-{index}"
        diagrams[f"d{number}"] = {"title": chunk[0], "nodes": nodes, "edges": edges}
    area = {"title": "A", "page": "index.md", "diagrams": diagrams, "topics": topics}
    (root / "docs" / "registry.yml").write_text(json.dumps({"areas": {"a": area}}), "utf-8")
    blocks = "".join(f"/// concept-diagram | a/{name}\n///\n\n" for name in diagrams)
    (root / "docs" / "index.md").write_text(f"# Home\n\n{blocks}", "utf-8")
    return len(diagrams)


def _is_label(text: str) -> bool:
    return not text.startswith("-") and "-->" not in text


def _chunks(labels: list[str]) -> Iterator[list[str]]:
    """As many labels in a diagram as it may have; each is there twice, with a node and an arrow."""
    chunk: list[str] = []
    for label in labels:
        if sum(2 + 2 * len(each.split()) for each in [*chunk, label]) > LARGEST_DIAGRAM:
            yield chunk
            chunk = []
        chunk.append(label)
    yield chunk


def write_problems(root: Path, payloads: Sequence[str]) -> int:
    """A course that quotes each payload in problems of many kinds; gives the number of payloads."""
    write_tree(root, f"--- mkdocs.yml\n{_NO_SEARCH}--- docs/index.md\n# Home\n--- docs/plain.md\n# Plain\n")
    areas = {}
    for number, payload in enumerate(payloads):
        areas[f"a{number}"] = {
            "title": "A", payload: "x", "page": payload, "icon": payload, "related": [payload], "requires": [payload],
            "topics": {"t": {"title": "T", "status": payload, "url": payload, "requires": [payload], "tags": [payload]}},
            "comparisons": {
                "c": {"title": "C", "columns": {"n": {"title": "N", "type": payload}}, "rows": {"r": {"n": 1, payload: 2}}},
                "d": {"title": "D", "columns": {"n": {"title": "N", "type": "number"}}, "rows": {payload: {"n": payload}}},
                "e": {"title": "E", "columns": {"n": "N"}, "rows_from": {"file": payload, "at": payload}},
                payload: {"title": "F"},
            },
            "diagrams": {"d": {"title": "D", "nodes": {"a": {"label": "A", "topic": payload}}, "edges": [payload]}},
        }  # fmt: skip
    course = {"labels": {payload: payload for payload in payloads}}
    (root / "docs" / "registry.yml").write_text(json.dumps({"course": course, "areas": areas}), "utf-8")
    return len(areas)


EXTENDED = """
--- mkdocs.yml
site_name: Extended
theme: {name: material, font: false}
plugins: [genai]
markdown_extensions:
  - attr_list
  - md_in_html
  - pymdownx.arithmatex: {generic: GENERIC}
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.emoji:
      emoji_generator: !!python/name:pymdownx.emoji.to_alt
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.tilde
--- docs/plain.md
# Plain
--- docs/index.md
# Home

/// comparison-table | a/t
///
--- docs/registry.yml
areas:
  a:
    title: A
    page: index.md
    comparisons:
      t:
        title: T
        columns: {name: N, text: {title: X, markdown: true}}
        rows_from: {file: t.json, on_error: unknown}
"""
"""A site with all that Markdown texts may have, and formulas in either form."""


def write_extended(root: Path, payloads: Sequence[str], *, generic: bool) -> None:
    """A course with a row of a table for each payload, as inline Markdown."""
    write_tree(root, EXTENDED.replace("GENERIC", str(generic).lower()))
    rows = [{"name": f"Row {number}", "text": payload} for number, payload in enumerate(payloads)]
    (root / "docs" / "t.json").write_text(json.dumps(rows), "utf-8")
