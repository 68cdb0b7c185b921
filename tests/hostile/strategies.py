"""Registries that nobody would write: plausible ones with hostile values, and real ones with something broken in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..conftest import ROOT

Value = Any
"""What YAML can say."""

NASTY = (
    "<script>ran(1)</script>",
    '"><img src=x onerror=ran(2)>',
    "</td></table><svg onload=ran(3)>",
    "[a](javascript:ran(4))",
    "[a](java&#x0a;script:ran(5))",
    "[a](<data:text/html,x>)",
    "[a][topic:a/b]",
    "[][row:a/b/c]",
    "![a](https://x.invalid/a.png)",
    "<https://x.invalid>",
    "<mailto:a@b.c>",
    "*a **b `c` d** e*",
    "`" * 3 + "a",
    "[" * 30,
    "\x02wzxhzdk:0\x03",
    "\x02genai:0\x03",
    "{{ 7*7 }}{% raw %}",
    "{0.__class__}{value}",
    "%(x)s %s",
    "]]>--><!--",
    "a\nb\n\nc",
    "\u202eevil\u2066",
    "e\u0301\ufeff\u00ad",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u2028\u2029\x85",
    "NaN",
    ".inf",
    "1e999",
    "-0",
    "0x" + "f" * 400,
    "9" * 500,
    "2025-02-30",
    "2025-10",
    "0000-00-00",
    "12:30:45",
    "=1+1",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\x",
    "//x.invalid/y",
    "https://[::1",
    "https://x.invalid:99999999/",
    "a/b/c",
    "a -- x --> b",
    "a -.-> b",
    "a --> b",
    "index.md",
    "leaf",
    "a",
    "b",
    "-",
    "",
    " ",
    "~",
    "no",
    "#",
    "a: b",
    "- a",
    "&a *a",
    "!!python/object:os.system x",
)

TEXTS: SearchStrategy[str] = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("".join),
)
LINES = TEXTS.map(lambda text: " ".join(text.split()))
IDS = st.one_of(st.sampled_from(("a", "b", "c", "0", "no", "2017", "-", "a-b")), TEXTS.filter(bool))
SCALARS: SearchStrategy[Value] = st.one_of(
    TEXTS, st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.integers(10**18, 10**40)
)
VALUES: SearchStrategy[Value] = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)), max_leaves=6
)


def mostly(usual: SearchStrategy[Value]) -> SearchStrategy[Value]:
    """What belongs there, or now and then anything."""
    return st.integers(0, 11).flatmap(lambda dice: usual if dice else VALUES)


def _things(**keys: SearchStrategy[Value]) -> SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({}, optional={key: mostly(value) for key, value in keys.items()})


def _titled(**keys: SearchStrategy[Value]) -> SearchStrategy[dict[str, Value]]:
    return st.builds(lambda title, others: {"title": title, **others}, mostly(TEXTS), _things(**keys))


def _by_id(value: SearchStrategy[Value]) -> SearchStrategy[dict[str, Value]]:
    return st.dictionaries(IDS, mostly(value), max_size=3)


_PAGES = st.sampled_from(("index.md", "missing.md", "a/b.md", "../x.md", "/x.md"))
_URLS = st.one_of(TEXTS, st.sampled_from(("https://x.invalid/?a=1&b=2", "mailto:a@b.c", "index.md#a", "javascript:ran(6)")))
_REFERENCES = st.lists(st.one_of(IDS, st.sampled_from(("a/a", "b/a", "a/b/c"))), max_size=3)
_LINK = st.builds(lambda label, rest: {"label": label, **rest}, TEXTS, _things(url=_URLS, page=_PAGES))
_CALL = _titled(body=TEXTS, links=st.lists(_LINK, max_size=2))
_ICONS = st.one_of(st.just("leaf"), TEXTS)
_CHOICES = _by_id(st.one_of(TEXTS, _things(text=TEXTS, correct=st.booleans(), feedback=TEXTS)))
_QUESTION = st.builds(
    lambda prompt, rest: {"prompt": prompt, **rest},
    st.one_of(TEXTS, TEXTS.map(lambda text: f"{text} ___")),
    st.one_of(
        _things(choices=_CHOICES, explanation=TEXTS, hints=st.lists(TEXTS, max_size=2)),
        _things(answers=st.lists(TEXTS, max_size=2), explanation=TEXTS),
        _things(answer=TEXTS, hints=st.lists(TEXTS, max_size=2)),
    ),
)
_TOPIC = _titled(
    summary=TEXTS, icon=_ICONS, page=_PAGES, url=_URLS, status=st.sampled_from(("draft", "ready", "x")),
    requires=_REFERENCES, tags=st.lists(IDS, max_size=3), quiz=_by_id(_QUESTION),
)  # fmt: skip
_TYPES = ("text", "number", "year", "date", "rating", "boolean", "tags", "link")
_CELLS: SearchStrategy[Value] = st.one_of(
    SCALARS, st.integers(0, 5), st.lists(TEXTS, max_size=2), _URLS, st.fixed_dictionaries({"label": TEXTS, "url": _URLS})
)


@st.composite
def _comparisons(draw: DrawFn) -> dict[str, Value]:
    columns = {
        f"c{number}": draw(mostly(_titled(type=st.just(kind), unit=TEXTS, max=st.integers(0, 9), source=_URLS, field=TEXTS)))
        for number, kind in enumerate(draw(st.lists(st.sampled_from(_TYPES), min_size=1, max_size=4)))
    }
    comparison: dict[str, Value] = {
        "title": draw(TEXTS),
        "columns": columns,
        **draw(_things(as_of=st.dates(), page=_PAGES, sources=st.lists(_URLS, max_size=2))),
    }
    if draw(st.booleans()):
        comparison["rows"] = draw(_by_id(st.fixed_dictionaries(dict.fromkeys(columns, _CELLS))))
    else:
        name = st.sampled_from(("rows.json", "rows.csv", "rows.yml", "missing.csv", "../rows.csv", "a.yml"))
        comparison["rows_from"] = draw(_things(file=name, at=TEXTS, id=TEXTS)) | {"file": draw(name)}
    return comparison


@st.composite
def _diagrams(draw: DrawFn) -> dict[str, Value]:
    shapes = st.sampled_from(("circle", "stadium", "diamond", "cylinder", "parallelogram"))
    node = st.builds(lambda label, rest: {"label": label, **rest}, TEXTS, _things(shape=shapes, topic=IDS, area=IDS))
    ends = st.sampled_from(("a", "b", "x"))
    edge = st.builds(lambda a, by, b: f"{a} {by} {b}", ends, st.sampled_from(("-->", "-.->")), ends)
    labelled = st.builds(lambda a, label, b: f"{a} -- {label} --> {b}", ends, TEXTS, ends)
    return draw(
        st.builds(
            lambda nodes, rest: {"title": "D", "nodes": {"a": "A", "b": nodes}, **rest},
            mostly(node),
            _things(direction=st.sampled_from(("LR", "TB")), edges=st.lists(st.one_of(edge, labelled), max_size=3)),
        )
    )


AREA = _titled(
    summary=TEXTS, icon=_ICONS, page=_PAGES, topics=_by_id(_TOPIC), comparisons=_by_id(_comparisons()),
    diagrams=_by_id(_diagrams()), related=_REFERENCES, requires=_REFERENCES, call_to_action=_CALL,
)  # fmt: skip
_LABELS = ("rating", "topics_of", "table_select", "planned", "unknown", "as_of", "x")
COURSE = _things(
    title=TEXTS, summary=TEXTS, url=_URLS, areas=st.lists(IDS, max_size=3), call_to_action=_CALL,
    labels=st.dictionaries(st.sampled_from(_LABELS), TEXTS, max_size=3),
)  # fmt: skip


def _as_yaml(value: Value) -> bytes:
    # A float of NumPy's or a text that YAML can't say would be a fault of the test.
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()


@st.composite
def registries(draw: DrawFn) -> dict[str, bytes]:
    """A project whose registry is built as it should be, of values that should not be."""
    files = {
        "docs/registry/a.yml": _as_yaml(draw(AREA)),
        "docs/registry/b.yml": _as_yaml(draw(AREA)),
        "docs/registry/course.yml": _as_yaml(draw(mostly(COURSE))),
        "docs/index.md": b"# Home\n",
    }
    records = st.lists(st.dictionaries(TEXTS | st.sampled_from(("c0", "c1")), VALUES, max_size=3), max_size=3)
    if draw(st.booleans()):
        files["docs/registry/rows.json"] = json.dumps(draw(records), default=str).encode("utf-8", "replace")
    if draw(st.booleans()):
        files["docs/registry/rows.csv"] = "\n".join(draw(st.lists(TEXTS, max_size=4))).encode()
    if draw(st.booleans()):
        files["docs/registry/rows.yml"] = _as_yaml(draw(records))
    return files


def _real() -> list[dict[str, bytes]]:
    found = [{f"docs/registry/{file.name}": file.read_bytes() for file in sorted((ROOT / "docs/registry").glob("*.yml"))}]
    for case in sorted((ROOT / "tests/registry/broken").glob("*.txt")):
        tree, _, _ = case.read_text("utf-8").partition("--- report\n")
        parts = (part.partition("\n") for part in tree.removeprefix("--- ").split("\n--- "))
        found.append({name: content.encode() for name, _, content in parts if name.startswith("docs/")})
    # One case is a course without a registry.
    return [files for files in found if any(not name.endswith(".md") for name in files)]


REAL = _real()
"""The course's own registry, and those whose problems other tests know."""

_SNIPPETS = (
    *(text.encode() for text in NASTY),
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\t", b"  ", b"\n- ", b": ", b" #", b"'", b'"', b"[", b"{", b"}",
    b"|", b">", b"&a ", b"*a", b"!!binary x", b"<<: *a", b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b"\xf0\x9f", b"null",
)  # fmt: skip


@st.composite
def mutations(draw: DrawFn) -> dict[str, bytes]:
    """A real project with some bytes put in, taken out, doubled or moved."""
    files = dict(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 4))):
        # A page is its author's, with HTML of its own.
        name = draw(st.sampled_from(sorted(name for name in files if not name.endswith(".md"))))
        content = files[name]
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        change: Callable[[bytes], bytes] = draw(
            st.sampled_from(
                (
                    lambda part: b"",
                    lambda part: part * 2,
                    lambda part: part[::-1],
                    lambda part: part.upper(),
                    lambda part: part.replace(b" ", b"").replace(b"\n", b""),
                )
            )
        )
        middle = draw(st.sampled_from(_SNIPPETS)) if draw(st.booleans()) else change(content[start:end])
        files[name] = content[:start] + middle + content[end:]
    return files


_OPTIONS = ("columns", "sort", "where", "limit", "controls", "tags", "status", "area", "attrs", "x")


@st.composite
def pages(draw: DrawFn) -> str:
    """A page of blocks whose names, arguments and options are anything."""
    names = (
        "comparison-table",
        "comparison-chart",
        "topic-cards",
        "topic-list",
        "call-to-action",
        "concept-diagram",
        "topic-crads",
    )
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        argument = draw(st.one_of(st.sampled_from(("a", "a/t", "a/d")), LINES))
        lines.append(f"/// {draw(st.sampled_from(names))} | {argument}")
        for option in draw(st.lists(st.sampled_from(_OPTIONS), max_size=3)):
            value = draw(st.one_of(LINES, VALUES.map(lambda value: json.dumps(value, default=str)), CONDITIONS))
            lines.append(f"    {option}: {value}")
        lines += ["///", "", draw(st.sampled_from(("[][row:a/t/r]", "[x][topic:", "[][area:a]")))]
    return "\n".join(lines)


CONDITIONS = st.lists(
    st.sampled_from(
        ("name", "year", "=", ">=", "contains", "any", "(", ")", ",", "and", "or", "not", "is", "known", "'", "x", "5")
    ),
    max_size=8,
).map(" ".join)
