"""Results of search that lead to rows: what is added to Zensical's search.json, and what is left as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mkdocs_genai.hosts.zensical.search_results import UNKNOWN, add_results, with_results
from mkdocs_genai.render.page import SearchSection

ROW = SearchSection("row_a_b_c", "A & B", "1. 2")


def item(location: str, **more: Any) -> dict[str, Any]:
    """An item as Zensical writes it."""
    return {"location": location, "level": 1, "title": "Page", "text": "", "path": ["Page"], "tags": ["x"]} | more


def test_a_result_stands_behind_those_of_its_page() -> None:
    items = [item("oil/"), item("oil/#heat", level=2), item("tea/")]
    found = with_results({"config": {}, "items": items}, {"oil/": [ROW]})
    row = item("oil/#row_a_b_c", level=2, title="A & B", text="1. 2")
    assert found == {"config": {}, "items": [items[0], items[1], row, items[2]]}
    assert with_results(found, {"oil/": [ROW]}) == found


@pytest.mark.parametrize(
    ("written", "url"),
    [("", "./"), ("Öfen/", "%C3%96fen/"), ("%C3%96fen/", "%C3%96fen/"), ("oil.html", "oil.html")],
    ids=["home", "a letter", "a letter that is escaped", "a file"],
)
def test_pages_are_known_by_their_addresses(written: str, url: str) -> None:
    found = with_results({"items": [item(written)]}, {url: [ROW]})
    assert [each["location"] for each in found["items"]] == [written, f"{written}#row_a_b_c"]


def test_a_page_that_search_does_not_find_gets_no_result() -> None:
    assert with_results({"items": [item("tea/")]}, {"oil/": [ROW]}) == {"items": [item("tea/")]}


@pytest.mark.parametrize(
    "written",
    ["[]", "{}", '{"items": 5}', '{"items": ["oil/"]}', '{"items": [{"location": "oil/"}]}', "no JSON"],
)
def test_another_search_json_is_left_as_it_is(tmp_path: Path, written: str) -> None:
    (tmp_path / "search.json").write_text(written, "utf-8")
    assert add_results(tmp_path, {"oil/": [ROW]}) == UNKNOWN
    assert (tmp_path / "search.json").read_text("utf-8") == written


def test_a_search_json_gets_them_once(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    file.write_text(json.dumps({"items": [item("oil/")]}), "utf-8")
    for _ in range(2):
        assert add_results(tmp_path, {"oil/": [ROW]}) == ""
        assert len(json.loads(file.read_text("utf-8"))["items"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["search.json"]


def test_a_site_without_search_gets_none(tmp_path: Path) -> None:
    assert add_results(tmp_path, {"oil/": [ROW]}) == ""
    assert list(tmp_path.iterdir()) == []
