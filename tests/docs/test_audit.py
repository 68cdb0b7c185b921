"""What `make audit` counts and finds, on small sites."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from ..audit import links, weight
from ..audit.__main__ import WRITTEN, written
from ..conftest import write_tree


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/abs/2006.11239",
        "https://en.wikipedia.org/wiki/Attention_(machine_learning)",
        "https://example.org/a%20b?page=2#part",
        "mailto:bread@example.org",
        "http://127.0.0.1:8000/",
        f"http://{links.WITHOUT_HTTPS[0]}/",
    ],
)
def test_a_good_address_has_no_fault(address: str) -> None:
    assert links.fault_of(address) is None


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("http://example.org/", "begins with http:, not https:"),
        ("javascript:alert(1)", "begins with javascript:, not https:"),
        ("//example.org/", "begins with :, not https:"),
        ("https://example/", "has no plain host"),
        ("https://me@example.org/", "has no plain host"),
        ("https://example.org:8443/", "has no plain host"),
        ("https://example.org/a b", "has a character that must be percent-encoded"),
        ("https://example.org/100%", "has a character that must be percent-encoded"),
        ("https://example.org/?utm_source=x", "tracks who follows it"),
        ("https://example.org/page.", "has a sign of the sentence around it"),
        ("https://example.org/page)", "has a sign of the sentence around it"),
        ("mailto:bread", "is no e-mail address"),
    ],
)
def test_a_bad_address_is_named_with_its_fault(address: str, fault: str) -> None:
    assert links.fault_of(address) == fault


SITE = """
--- index.html
<link rel="stylesheet" href="a%20b.css?x"><link rel="canonical" href="https://example.org/">
<script src="https://cdn.example.org/x.js"></script><img src="data:image/png;base64,AA"><img src="dot.png">
<a href="page/">A page</a> <a href="http://example.org/">Elsewhere</a> <a href="https://example.org/">Elsewhere</a>
--- page/index.html
<link rel="stylesheet" href="../a%20b.css"><link rel="stylesheet" href="../a%20b.css"><a href="https://example.org/">Elsewhere</a>
--- a b.css
body { color: red }
--- dot.png
no real picture
"""


def test_a_site_s_addresses_are_all_looked_at(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    assert list(links.faults(tmp_path)) == [
        "index.html: loads https://cdn.example.org/x.js from another host",
        "index.html: http://example.org/ begins with http:, not https:",
    ]
    assert links.count(tmp_path) == 2


def test_a_page_weighs_what_is_sent_with_it_each_file_once(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    sheet, picture = weight.sent(tmp_path / "a b.css"), weight.sent(tmp_path / "dot.png")
    assert picture == len("no real picture\n")
    assert weight.of_pages(tmp_path) == {
        "index.html": weight.sent(tmp_path / "index.html") + sheet + picture,
        "page/index.html": weight.sent(tmp_path / "page/index.html") + sheet,
    }
    assert weight.of_site(tmp_path) == sum(file.stat().st_size for file in tmp_path.rglob("*.*"))


def test_a_page_weighs_as_much_as_the_fonts_that_its_characters_need(tmp_path: Path) -> None:
    faces = {"any": "", "latin": "unicode-range:U+0000-00FF,U+0131", "greek": "unicode-range: U+0370-03ff;"}
    for number, name in enumerate(faces):
        (tmp_path / f"{name}.woff2").write_bytes(bytes(10 ** (number + 3)))
    sheet = tmp_path / "own.css"
    sheet.write_text("".join(f"@font-face {{src:url('{name}.woff2');{more}}}" for name, more in faces.items()), "utf-8")
    page = tmp_path / "index.html"
    for words, fonts in (("Words", 11_000), ("λόγος", 111_000)):
        page.write_text(f"<link rel=stylesheet href=own.css><p>{words}", "utf-8")
        assert weight.of_page(page) == weight.sent(sheet) + len(gzip.compress(page.read_bytes(), 9, mtime=0)) + fonts
        weight.sent.cache_clear()


def test_the_docs_have_the_last_audit_with_its_date() -> None:
    others = "accessibility 100  best-practices 100  seo 100"
    scores = f"/  performance 97  {others}\n/area/  performance –  {others}\n"
    made = written({"a": 90_000, "b": 60_000, "c": 30_000}, 8_400_000, 149, scores)
    assert "- `/`: performance 97, accessibility 100, best practices 100, search engines 100\n" in made
    assert "- `/area/`: performance –, accessibility 100, best practices 100, search engines 100\n" in made
    assert "has 90 kB at most as it is sent; half of the pages have at most 60 kB." in made
    digits = re.compile(r"\d+(\.\d+)?")
    assert [digits.sub("0", line) for line in WRITTEN.read_text("utf-8").splitlines() if not line.startswith("- ")] == [
        digits.sub("0", line) for line in made.splitlines() if not line.startswith("- ")
    ]


def test_the_course_site_has_good_addresses_and_no_heavy_page(project_site: Path) -> None:
    assert list(links.faults(project_site)) == []
    assert [name for name, size in weight.of_pages(project_site).items() if size > weight.PAGE_GOAL] == []
    assert weight.of_site(project_site) <= weight.SITE_GOAL
