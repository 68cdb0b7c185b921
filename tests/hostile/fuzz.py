"""A coverage-guided fuzzer over loading, checking and rendering: `make fuzz`, or `python -m tests.hostile.fuzz SECONDS`.

Each input is one file of a project: an area, foreign rows as JSON, CSV or YAML, an imported course, or a page. What it finds
is kept in .cache/fuzz as `crash-…`; give such a file instead of SECONDS to see it again. What is mended becomes a test
in `test_findings.py`.
"""

from __future__ import annotations

import gc
import itertools
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mkdocs_genai"], enable_loader_override=False):
    from .harness import no_hang, outcome_of, unsafe_parts, write_files
    from .strategies import NASTY, REAL
    from .test_registries import KNOWN

KEPT = Path(".cache/fuzz")
_ROWS = (
    b"title: A\ncomparisons: {t: {title: T, columns: {n: N, k: {title: K, type: tags}, l: {title: L, type: link}, "
    b"y: {title: Y, type: number}, d: {title: D, type: date}}, rows_from: {file: rows.%s, at: %s}}}\n"
)
_PLACES = {
    b"A": "docs/registry/a.yml",
    b"C": "docs/registry/course.yml",
    b"J": "docs/registry/rows.json",
    b"V": "docs/registry/rows.csv",
    b"Y": "docs/registry/rows.yml",
    b"I": "docs/registry/imports/other.json",
    b"P": "docs/index.md",
}
_inputs = itertools.count(1)
_folder = Path(tempfile.mkdtemp(prefix="fuzz-"))


def files_of(content: bytes) -> dict[str, bytes]:
    """A project of an input: its first byte says which file the others are."""
    place = _PLACES.get(content[:1], _PLACES[b"A"])
    area = _ROWS % (place.rpartition(".")[2].encode(), b"a.b" if content[1:2] == b"{" else b"''") if "rows" in place else KNOWN
    files = dict.fromkeys(_PLACES.values(), b"") | {"docs/registry/a.yml": area, place: content[1:]}
    return {name: text for name, text in files.items() if text}


def look_at(content: bytes) -> None:
    """Raise at whatever must not happen."""
    files = files_of(content)
    for name in _PLACES.values():
        (_folder / name).unlink(missing_ok=True)
    write_files(files, _folder)
    # Code that counts its own branches is slower.
    with no_hang(files, factor=5):
        found = outcome_of(_folder)
    # Loading declares all that is there old, and Python looks at that when much is new, which never comes.
    if next(_inputs) % 200 == 0:
        gc.collect()
    # An author's page may have HTML of its own.
    if content[:1] != b"P" and (unsafe := unsafe_parts(found.html)):
        raise AssertionError(unsafe)


def write_seeds(folder: Path) -> None:
    """Write inputs to begin with: what the tests know."""
    folder.mkdir(parents=True, exist_ok=True)
    seeds = [b"A" + KNOWN, b"P/// comparison-table | a/t\n    where: year >= 2017 and not name = x\n    sort: -year\n///\n"]
    seeds += [b"A" + content for project in REAL for content in project.values()]
    seeds += [kind + text.encode() for kind in _PLACES for text in NASTY]
    seeds += [b'J[{"n": "x", "k": ["a"], "l": {"label": "x", "url": "y.md"}}]', b"Vn,k,l\n1,2,3\n", b"Y- {n: x}\n"]
    seeds += [b'I{"version": 1, "course": {"title": "x"}, "areas": {"a": {"title": "A", "url": "https://example.org/"}}}']
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)


def main(argument: str) -> None:
    """Run for so many seconds, or look at one file."""
    if not argument.isdigit():
        look_at(Path(argument).read_bytes())
        return
    seeds, found = KEPT / "seeds", KEPT / "found"
    write_seeds(seeds)
    found.mkdir(exist_ok=True)
    words = KEPT / "words"
    quoted = ("".join(f"\\x{byte:02x}" for byte in text.encode()) for text in NASTY if text)
    words.write_text("\n".join(f'"{word}"' for word in quoted) + "\n", "utf-8")
    options = [
        f"-max_total_time={argument}",
        "-max_len=4000",
        f"-dict={words}",
        f"-artifact_prefix={KEPT}/",
        "-rss_limit_mb=2000",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(seeds)], look_at)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "600")
