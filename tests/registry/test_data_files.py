"""Files that somebody else keeps, of each kind that is read: which records are found, and where each value is."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from mkdocs_genai.columns.raw_cell import Dialect
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.problems import Position, report
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.data_files import parse_data, why_not_read
from mkdocs_genai.registry.dotted_path import Picked, pick
from mkdocs_genai.registry.records import DataFiles, Records, read_records
from mkdocs_genai.registry.rows_from import RowsFrom


def read(folder: Path, file: str, **options: Any) -> Records:
    """The records that a `rows_from` finds in a registry's folder."""
    return read_records(RowsFrom(file=file, **options), folder, folder, ("t",))


def found_in(folder: Path, content: str | bytes, file: str, **options: Any) -> list[dict[str, Any]]:
    """The records of a file with some content, in which nothing is wrong."""
    path = folder / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    records = read(folder, file, **options)
    assert report(records.problems) == ""
    return [record.value for record in records.records]


def problem_of(folder: Path, content: str | bytes, file: str, **options: Any) -> tuple[int, int, int, str]:
    """Line, column, length and message of the only problem of a file with some content."""
    (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    (problem,) = read(folder, file, **options).problems
    return (*problem.position[1:4], problem.message)


LEAVE_OUT = "; to leave such records out write `on_error: skip` under `rows_from`"
DEEP = "values are nested more than 100 levels deep; write them with fewer levels"
NUL = "a control character (U+0000) that no text has; delete it, or name the file's `encoding` under `rows_from`"
AB = [{"name": "A", "n": "1"}, {"name": "B", "n": "2"}]


@pytest.mark.parametrize(
    ("file", "content", "options"),
    [
        ("t.csv", "name,n\nA,1\nB,2\n", {}),
        ("t.csv", "name;n\nA;1\nB;2\n", {}),
        ("t.csv", "name|n\nA|1\nB|2\n", {}),
        ("t.csv", "name\tn\nA\t1\nB\t2\n", {}),
        ("t.tsv", "name\tn\nA\t1\nB\t2", {}),
        ("t.CSV", "name,n\r\nA,1\r\nB,2\r\n", {}),
        ("t.csv", "sep=;\nname;n\nA;1\nB;2\n", {}),
        ("t.csv", '"sep=|"\nname|n\nA|1\nB|2\n', {}),
        ("t.csv", b"\xef\xbb\xbfname,n\nA,1\nB,2\n", {}),
        ("t.csv", "name\tn\nA\t1\nB\t2\n".encode("utf-16"), {}),
        ("t.csv", "name,n\nA,1\nB,2\n".encode("utf-16-be"), {"encoding": "utf-16-be"}),
        ("t.csv", "\nname,n,,\n,,,\nA,1,,\nB,2\n", {}),
        ("t.txt", "name,n\nA,1\nB,2\n", {"format": "csv"}),
        ("t", "name\tn\nA\t1\nB\t2\n", {"format": "tsv"}),
        ("t.csv", '{"name": "A", "n": "1"}\n{"name": "B", "n": "2"}\n', {"format": "jsonl"}),
        ("t.geojson", '[{"name": "A", "n": "1"}, {"name": "B", "n": "2"}]', {"format": "json"}),
        ("t.csv", " name , n\nA,1,\nB,2,,,\n", {}),
        ("t.csv", "# of today\n# by hand\nname,n\nA,1\n# more\nB,2\n", {"comment_char": "#"}),
        ("t.csv", "name:n\nA:1\nB:2\n", {"delimiter": ":"}),
    ],
)
def test_a_table_is_read_as_its_program_writes_it(
    tmp_path: Path, file: str, content: str | bytes, options: dict[str, Any]
) -> None:
    assert found_in(tmp_path, content, file, **options) == AB


@pytest.mark.parametrize(
    ("content", "records"),
    [
        ("name;Price, EUR\nA;1,5\n", [{"name": "A", "Price, EUR": "1,5"}]),
        ('"name, full, official";n\nA;1\n', [{"name, full, official": "A", "n": "1"}]),
        ('name,"note; remark; hint"\nA,"x; y; z"\n', [{"name": "A", "note; remark; hint": "x; y; z"}]),
        ("name\nA; b\nC; d\n", [{"name": "A; b"}, {"name": "C; d"}]),
        ('name,text\nA,"one\ntwo, three"\nB,""""\n', [{"name": "A", "text": "one\ntwo, three"}, {"name": "B", "text": '"'}]),
        ('"Price\n(EUR)",n\n1,2\n', [{"Price (EUR)": "1", "n": "2"}]),
        ('name,size\nA,5" disk\n', [{"name": "A", "size": '5" disk'}]),
    ],
)
def test_the_separator_is_what_fits_most_lines_outside_of_quotes(
    tmp_path: Path, content: str, records: list[dict[str, str]]
) -> None:
    assert found_in(tmp_path, content, "t.csv") == records


@pytest.mark.parametrize(
    ("content", "options", "dialect"),
    [
        ("a,b\n1,2\n", {}, Dialect(".", ",")),
        ("a;b\n1;2\n", {}, Dialect(",", ".")),
        ("a;b\n1;2\n", {"decimal_char": "."}, Dialect(".", ",")),
        ("a\tb\n1\t2\n", {"decimal_char": ",", "group_char": " "}, Dialect(",", " ")),
    ],
)
def test_a_file_separated_by_semicolons_has_decimal_commas(
    tmp_path: Path, content: str, options: dict[str, Any], dialect: Dialect
) -> None:
    (tmp_path / "t.csv").write_text(content, "utf-8")
    assert [record.dialect for record in read(tmp_path, "t.csv", **options).records] == [dialect]


def test_a_cell_knows_its_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('name,text,n\nA,"one\ntwo",1\n"B ""b""",x\n', "utf-8")
    records = read(tmp_path, "t.csv")
    first, second = records.records
    assert records.position(first, ("text",)) == Position("t.csv", 2, 3, 4, 'A,"one')
    assert records.position(first, ("n",)) == Position("t.csv", 3, 6, 1, 'two",1')
    assert records.position(second, ("name",)) == Position("t.csv", 4, 1, 9, '"B ""b""",x')
    assert records.position(second, ("n",)) == Position("t.csv", 4, 12, 1, '"B ""b""",x')
    assert records.position(second, ()) == records.position(second, ("name",))
    assert first.spelling(Picked(None, ("n",)))() is None
    assert records.problem(first, ("n",), "GA042", "x").where == "n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('a,b\n1,"2\n', (2, 3, 2, "not valid CSV: a quote is opened here and never closed")),
        ('a,b\nx,"2" y\n', (2, 3, 5, "not valid CSV: a quote inside a quoted value must be written twice")),
        (
            'a,b\n"x, y" ,2\n',
            (2, 1, 7, "not valid CSV: spaces stand between a closing quote and what separates the values; delete them"),
        ),
        (f"a,b\n1,{'x' * 200_000}\n", (2, 1, 1, "not valid CSV: field larger than field limit (131072)")),
        (
            "a,b\n1,\0\n",
            (
                2,
                3,
                1,
                NUL,
            ),
        ),
        ("", (1, 1, 1, "the file is empty; its first line must name the columns")),
        (
            "a\tb\n1\t2\t3\n",
            (
                2,
                5,
                1,
                "the record has 3 values separated by a tab, but the header names 2; put a value that contains the sign "
                f"in quotes, or name another one by `delimiter`{LEAVE_OUT}",
            ),
        ),
        (
            "# of today\na;b\n",
            (
                1,
                1,
                10,
                "the file begins with '#' where its first line must name the columns; if it is a comment, write "
                '`comment_char: "#"`, and otherwise `comment_char` with another character',
            ),
        ),
    ],
)
def test_a_table_that_is_not_valid_is_shown_at_the_cell(
    tmp_path: Path, content: str, expected: tuple[int, int, int, str]
) -> None:
    assert problem_of(tmp_path, content, "t.csv") == expected


@pytest.mark.parametrize("file", ["t.jsonl", "t.ndjson"])
def test_json_lines_have_a_record_a_line(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_text('{"name": "A", "n": 1.10}\n\n{"name": "B", "n": [1, {"x": 2.50}]}\n', "utf-8")
    records = read(tmp_path, file)
    assert [record.value for record in records.records] == [{"name": "A", "n": 1.1}, {"name": "B", "n": [1, {"x": 2.5}]}]
    first, second = records.records
    assert first.spelling(Picked(None, ("n",)))() == "1.10"
    assert second.spelling(Picked(None, ("n", 1)))("x") == "2.50"
    assert records.position(second, ("n", 1, "x"))[1:4] == (3, 30, 4)
    assert records.position(second, ("n",))[1:4] == (3, 15, 3)
    assert records.position(second, ("m",))[1:3] == (3, 1)
    assert records.files == [tmp_path / file]


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        (
            "t.jsonl",
            '{"a": 1}\n{"a": }\n{"a": 2}\n',
            (2, 7, 1, f"not valid JSON: a value is expected here; put text in double quotes{LEAVE_OUT}"),
        ),
        ("t.jsonl", "\n", (1, 1, 1, "not valid JSON: the file is empty")),
        ("t.jsonl", '{"a": 1, "a": 2}\n', (1, 10, 3, f"the key 'a' is a duplicate; it is already on line 1{LEAVE_OUT}")),
        ("t.jsonl", '{"a": 1}\n7\n', (2, 1, 1, f"expected a record with fields, found the number 7{LEAVE_OUT}")),
        ("t.json", f"[{'9' * 5000}]", (1, 1, 1, "not valid JSON: a number is too long")),
        (
            "t.json",
            "[" * 120 + "]" * 120,
            (1, 1, 1, DEEP),
        ),
        ("t.json", "[" * 100_000, (1, 1, 1, DEEP)),
        ("t.toml", "a = 1\nb = \n", (2, 5, 1, "not valid TOML: invalid value")),
        ("t.toml", "[[r]]\na = x", (2, 5, 1, "not valid TOML: invalid value")),
        ("t.toml", "[[r]]\na", (2, 1, 1, "not valid TOML: expected '=' after a key in a key/value pair")),
        ("t.toml", f"a = {'9' * 5000}", (1, 1, 1, "not valid TOML: a number is too long")),
        (
            "t.toml",
            f"a = {'[' * 120}{']' * 120}",
            (1, 1, 1, DEEP),
        ),
        (
            "t.toml",
            f"a = {'[' * 9000}{']' * 9000}",
            (1, 1, 1, DEEP),
        ),
        (
            "t.md",
            "# Tools\n",
            (1, 1, 1, "has no front matter; write `key: value` lines between two lines `---` at its beginning"),
        ),
        ("t.md", "---\na: 1\nb: x: y\n---\n", (3, 5, 1, "there is a ': ' in text without quotes; put the text in quotes")),
    ],
)
def test_what_is_not_valid_is_shown_where_it_is(
    tmp_path: Path, file: str, content: str, expected: tuple[int, int, int, str]
) -> None:
    assert problem_of(tmp_path, content, file) == expected


TOML = '''\
# Tools
title = "All"
[meta]
by = {name = "Ann"}
[[tools]]
name = "A"
size = 1.10  # cm
"in stock" = 1_000
text = """
name = "no key"
"""
day = 2025-01-02
at = 10:30:00
long = 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
[[tools.parts]]
name = "X"
[[tools.parts]]
name = "Y"
[[tools]]
name = "B"
size.cm = 2.50
'''


@pytest.mark.parametrize("content", ['{"a": {\n// x\n"n": 1}}', "[1,\n/* x */ 2]", '{"n": 1\n// x\n}'])
def test_a_comment_in_json_is_named(tmp_path: Path, content: str) -> None:
    found = problem_of(tmp_path, content, "t.json")
    assert found == (2, 1, 1, "not valid JSON: JSON has no comments; name a copy of the file without them")


def test_toml_has_records_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(TOML, "utf-8")
    records = read(tmp_path, "t.toml", at="tools")
    first, second = records.records
    assert (first.value["at"], first.value["in stock"], first.value["text"]) == ("10:30:00", 1000, 'name = "no key"\n')
    assert second.value == {"name": "B", "size": {"cm": 2.5}}
    spelled = [first.spelling(Picked(None, (key,)))() for key in ("name", "size", "in stock", "day", "nowhere")]
    assert spelled == [None, "1.10", "1_000", "2025-01-02", None]
    assert records.position(first, ("size",)) == Position("t.toml", 7, 1, 17, "size = 1.10  # cm")
    assert records.position(first, ("parts", 1, "name")).line == 18
    assert records.position(second, ()).line == 19
    assert records.position(second, ("size", "cm")).line == 21


def test_a_number_of_toml_that_is_too_long_is_text(tmp_path: Path) -> None:
    (record,) = found_in(tmp_path, f"[[t]]\na = 0x{'f' * 400}\n", "t.toml", at="t")
    assert record == {"a": f"0x{'f' * 400}"}


def test_front_matter_is_a_record_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "soil.md").write_text("---\nname: Soil\nph: 6.50\n---\n\n# Soil\n\nname: no\n", "utf-8")
    records = read(tmp_path, "soil.md")
    (record,) = records.records
    assert record.value == {"name": "Soil", "ph": 6.5}
    assert records.position(record, ("ph",)) == Position("soil.md", 3, 5, 4, "ph: 6.50")
    assert record.spelling(Picked(None, ("ph",)))() == "6.50"
    assert record.pick("$file") == Picked("soil", ("$file",))
    assert records.position(record, ("$file",)) == Position("soil.md")
    assert record.spelling(Picked(None, ("$file",)))() is None


def test_a_foreign_text_may_have_odd_quotes_and_comments(tmp_path: Path) -> None:
    assert found_in(tmp_path, "- name: C #1\n- name: Soil]\n", "t.yml") == [{"name": "C"}, {"name": "Soil]"}]


LANDSCAPE = {
    "categories": {"food": [{"name": "A", "tags": {"x": 1}}, [{"name": "B"}]], "tools": [{"name": "C"}]},
    "lists": [[{"name": "D"}], [[{"name": "E"}]]],
    "areas": [{"name": "North", "items": [{"name": "F"}]}, {"name": "South"}, {"items": [{"name": "G"}]}],
    "by.key": {"h": {"name": "H"}, "i": {"name": "I"}},
    "years": {"2020": {"j": {"name": "J"}}, "2021": {"j": {"name": "K"}}},
    "nothing": [],
}


MERGED = """\
base: &base {size: 1.10, parts: [2.50]}
more: &more
  colour: red
  size: 7
spade:
  <<: *base
  name: Spade
fork: {name: Fork, <<: [*base, *more]}
rake:
  <<: {size: 3, <<: *more}
hoe: {parts: 1, <<: [], <<: *more, size: 9}
copy: *base
"""


def test_merge_keys_are_followed_as_yaml_says(tmp_path: Path) -> None:
    base, more, spade, fork, rake, hoe, _ = found_in(tmp_path, MERGED, "t.yml")
    assert spade == {"name": "Spade", "size": 1.1, "parts": [2.5]} == {**base, "name": "Spade"}
    assert fork == {"name": "Fork", "size": 1.1, "parts": [2.5], "colour": "red"}
    assert rake == {"size": 3, "colour": "red"}
    assert hoe == {"parts": 1, "colour": "red", "size": 9}
    assert more == {"colour": "red", "size": 7}


def test_what_is_merged_or_an_alias_keeps_its_spelling_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "t.yml").write_text(MERGED, "utf-8")
    records = read(tmp_path, "t.yml")
    for number in (2, 3, 6):
        record = records.records[number]
        assert record.spelling(record.pick("size"))() == "1.10"
        assert record.spelling(record.pick("parts"))(0) == "2.50"
        assert records.position(record, ("size",)).line == 1
    rake = records.records[4]
    assert rake.spelling(rake.pick("colour"))() is None


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("a: &a\n  <<: *a\n", 1, "an alias contains itself; write another value in its place"),
        ("a:\n  <<: [{n: 1}, 5]\n", 2, "YAML's merge key '<<' takes a mapping, or a list of mappings"),
        (
            f"x: &x {{{', '.join(f'k{number}: 1' for number in range(500))}}}\ny:\n" + "- <<: *x\n" * 210,
            203,
            "aliases multiply into more than 100,000 values; write the values out",
        ),
    ],
)
def test_a_merge_key_that_names_no_mapping_is_an_error(tmp_path: Path, content: str, line: int, message: str) -> None:
    (tmp_path / "t.yml").write_text(content, "utf-8")
    problem = read(tmp_path, "t.yml", at="y" if "y:" in content else "a").problems[0]
    assert (problem.position.line, problem.message) == (line, message)


@pytest.mark.parametrize(
    ("content", "records"),
    [
        ("---\nname: A\n---\nname: B\n", [{"name": "A"}, {"name": "B"}]),
        ("%YAML 1.2\n---\nname: A\n...\n---\n---\nname: B\n---\n", [{"name": "A"}, {"name": "B"}]),
        ("- name: A\n---\n- name: B\n- name: C\n", [{"name": "A"}, {"name": "B"}, {"name": "C"}]),
        ("---\na: {name: A}\n---\n", [{"name": "A"}]),
    ],
)
def test_several_documents_of_yaml_are_a_list(tmp_path: Path, content: str, records: list[dict[str, Any]]) -> None:
    assert found_in(tmp_path, content, "t.yml") == records


def test_a_value_of_a_later_document_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "t.yml").write_text("n: 1.10\n---\nn: 1.20\n", "utf-8")
    records = read(tmp_path, "t.yml")
    second = records.records[1]
    assert second.spelling(second.pick("n"))() == "1.20"
    assert records.position(second, ("n",)).line == 3


def test_what_is_wrong_in_a_later_document_is_shown_there(tmp_path: Path) -> None:
    found = problem_of(tmp_path, "n: 1\n---\nn: 2\nm: x: y\n", "t.yml")
    assert found == (4, 5, 1, "there is a ': ' in text without quotes; put the text in quotes")


def test_an_empty_list_of_records_has_none(tmp_path: Path) -> None:
    content = "groups:\n- {name: A, items: [{n: 1}]}\n- {name: B, items: }\n- {name: C}\n"
    assert found_in(tmp_path, content, "t.yml", at="groups.items") == [{"n": 1}]


ODD = "[{name: A}, x, , {name: B}, 5, [], 2025-01-02]"


@pytest.mark.parametrize(
    ("on_error", "outcome"),
    [
        ("fail", LEAVE_OUT),
        ("unknown", "; such a record is left out, as `on_error: unknown` says"),
        ("skip", "; such a record is left out, as `on_error: skip` says"),
    ],
)
def test_what_is_not_a_record_is_told_once(tmp_path: Path, on_error: str, outcome: str) -> None:
    (tmp_path / "t.yml").write_text(ODD.replace(", ,", ", ~,"), "utf-8")
    records = read(tmp_path, "t.yml", on_error=on_error)
    assert [record.value for record in records.records] == [{"name": "A"}, {"name": "B"}]
    (problem,) = records.problems
    places = "t.yml:1, t.yml:1, t.yml:1, …"
    assert problem.message == f"expected a record with fields, found the text 'x'; 4 items are not records: {places}{outcome}"
    assert problem.severity == ("error" if on_error == "fail" else "info")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("t.json", '{"count": 2, "results": [{"a": 1}]}', "expected a list or a mapping of records in t.json, found a mapping "
         "without records; its records are in `at: results`"),
        ("t.json", '{"meta": {"a": 1}, "data": [{"a": 1}]}', "expected a record with fields, found a list; if its items are "
         "the records, write `at: data`" + LEAVE_OUT),
        ("t.json", '{"a": 1}\n{"a": 2}\n', "has a JSON value on each line; write `format: jsonl` under `rows_from`"),
        ("t.jsonl", '[\n  {"a": 1},\n  {"a": 2}\n]\n', "is a single JSON value, and not one a line; write `format: json` under "
         "`rows_from`"),
    ],
)  # fmt: skip
def test_records_that_are_elsewhere_in_a_file_are_named(tmp_path: Path, file: str, content: str, message: str) -> None:
    assert problem_of(tmp_path, content, file)[3] in (message, message.removesuffix(LEAVE_OUT))


def test_a_name_that_a_header_has_twice_is_an_error_where_it_is_used(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,note,n,note\nA,x,1,y\n", "utf-8")
    columns = {"registry.yml": "areas: {a: {title: A, comparisons: {t: {title: T, rows_from: {file: t.csv}, columns: {"}
    for used, message in (("n: N", ""), ("n: {title: N, field: note}", "the header has 'note' twice")):
        (tmp_path / "registry.yml").write_text(f"{columns['registry.yml']}name: Name, {used}}}}}}}}}}}\n", "utf-8")
        problems = plain_build(Project(tmp_path, tmp_path / "registry.yml")).loaded.problems
        assert [problem.message.partition(",")[0] for problem in problems] == ([message] if message else [])


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("categories.*", [("A", "food"), ("B", "food"), ("C", "tools")]),
        ("categories.food", [("A", None), ("B", None)]),
        ("categories.food.0", [(None, "name"), (None, "tags")]),
        ("lists", [("D", None), ("E", None)]),
        ("lists.*", [("D", None), ("E", None)]),
        ("areas.items", [("F", None), ("G", None)]),
        ("areas.*.items", [("F", None), ("G", None)]),
        ("by.key", [("H", "h"), ("I", "i")]),
        ("by.key.*", [("H", "h"), ("I", "i")]),
        ("years.*", [(None, "2020"), (None, "2021")]),
        ("years.*.*", [("J", "j"), ("K", "j")]),
        ("nothing", []),
    ],
)
def test_a_path_leads_through_lists_and_mappings(tmp_path: Path, at: str, found: list[tuple[str | None, str | None]]) -> None:
    (tmp_path / "t.yml").write_text(repr(LANDSCAPE), "utf-8")
    records = read(tmp_path, "t.yml", at=at)
    if at == "categories.food.0":
        # The values of this mapping are no records, and one of them is a text.
        assert [record.key for record in records.records] == ["tags"]
        assert [problem.code for problem in records.problems] == ["GA044"]
        return
    assert records.problems == []
    assert [(record.value.get("name"), record.key) for record in records.records] == found
    assert [record.pick("$key")[0] for record in records.records] == [key for _, key in found]


def test_a_record_s_key_has_a_position_and_gives_way_to_a_field_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text('{"a": {"n": 1},\n "b": {"$key": 2, "$file": 3}}', "utf-8")
    records = read(tmp_path, "t.json")
    first, second = records.records
    assert first.pick("$key") == Picked("a", ("$key",))
    assert records.position(first, ("$key",))[1:4] == (1, 2, 3)
    assert records.position(second, ()) == records.position(second, ("$key",))
    assert records.problem(first, ("$key",), "GA042", "x").where == "$key"
    assert [second.pick(name)[0] for name in ("$key", "$file")] == [2, 3]
    assert second.spelling(Picked(None, ("n",)))() is None


@pytest.mark.parametrize(
    ("value", "steps", "picked"),
    [
        ({"a.b": 1, "a": {"b": 2}}, "a.b", (1, ("a.b",))),
        ({"a": {"b.c": {"d": 3}}}, "a.b.c.d", (3, ("a", "b.c", "d"))),
        ({"a": [{"b": 1}, {"b": None}, {"c": 2}, {"b": 3}]}, "a.b", ([1, 3], ("a",))),
        ({"a": {"x": {"b": 1}, "y": {"b": 2}}}, "a.*.b", ([1, 2], ("a",))),
        ({"a": [1, None]}, "a.*", ([1, None], ("a",))),
        ({"a": [1, 2]}, "a.1", (2, ("a", 1))),
        ({"a": [1, 2]}, "a.7", (None, ())),
        ({"a": [1, 2]}, "a." + "9" * 5000, (None, ())),
        ({"a": 1}, "a.b", (None, ())),
        ({"a": [{"b": [1]}, {"b": [2]}]}, "a.b", ([1, 2], ("a",))),
        ({"a": 1}, ".".join("a" * 10_000), (None, ())),
    ],
)
def test_a_field_is_picked_by_its_path(value: Any, steps: str, picked: tuple[Any, Any]) -> None:
    assert pick(value, steps)[:2] == picked


def test_each_item_of_lists_has_its_own_path() -> None:
    picked = pick({"a": [{"b": [1, [2]]}, {"c": 0}, {"b": 3}]}, "a.b")
    assert picked == Picked([1, 2, 3], ("a",), (("a", 0, "b", 0), ("a", 0, "b", 1, 0), ("a", 2, "b")))
    assert picked.path_of([]) == ("a",)
    assert picked.path_of([1]) == ("a", 0, "b", 1, 0)
    assert pick({"a": [5, 6]}, "a").path_of([1]) == ("a", 1)


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    """A registry's folder with a folder of files that are records."""
    folder = tmp_path / "registry"
    (folder / "data" / "more").mkdir(parents=True)
    (folder / "data" / ".hidden").mkdir()
    for name, text in {
        "a.yml": "title: A\n",
        "data/b.yml": "name: B\n",
        "data/a.yaml": "name: A\n",
        "data/c.md": "---\nname: C\n---\n",
        "data/.d.yml": "name: D\n",
        "data/.hidden/e.yml": "name: E\n",
        "data/more/f.yml": "items: [{name: F}, {name: G}]\n",
        "data/notes.txt": "x\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("pattern", "options", "stems"),
    [
        ("data/*.y*ml", {}, ["a", "b"]),
        ("data/?.*", {}, ["a", "b", "c"]),
        ("**/*.yml", {"at": "items"}, ["f", "f"]),
        ("data/**/f.yml", {}, ["f"]),
    ],
)
def test_each_file_that_a_pattern_matches_is_a_record(
    projects: Path, pattern: str, options: dict[str, Any], stems: list[str]
) -> None:
    records = read(projects, pattern, **options)
    assert [record.pick("$file")[0] for record in records.records] == stems
    # A new file is noticed, because its folder is watched.
    assert records.files[0] == (projects if pattern.startswith("**") else projects / "data")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (
            "*.yml",
            "no file in the registry's folder matches '*.yml'; YAML files beside the registry are areas, so put data into a "
            "folder",
        ),
        ("data/**.yml", "'data/**.yml' is not a pattern: '**' stands alone between slashes, as in 'data/**/*.yml'"),
        ("data/*.csv", "no file in the registry's folder matches 'data/*.csv'"),
        (
            "data/n*",
            "'data/n*' matches 'data/notes.txt': files of the kind .txt are not read (YAML, JSON, JSON Lines, TOML, CSV, "
            "TSV, and Markdown with front matter are); say under `rows_from` what is in it, as in `format: csv`",
        ),
        ("out/*.yml", "'out/s.yml', which 'out/*.yml' matches, leads out of the registry's folder"),
    ],
)
def test_a_pattern_stays_in_the_registry(projects: Path, pattern: str, message: str) -> None:
    outside = projects.parent / "outside"
    outside.mkdir()
    (outside / "s.yml").write_text("name: secret\n", "utf-8")
    os.symlink(outside, projects / "out", target_is_directory=True)
    records = read(projects, pattern)
    assert [problem.message for problem in records.problems] == [message]
    assert records.records == []
    assert records.files[0] == (projects / pattern).parent


def test_a_pattern_in_a_folder_that_is_not_there_yet_waits_for_it(projects: Path) -> None:
    assert read(projects, "data/later/on/*.yml").files == [projects / "data"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    assert found_in(tmp_path, "- name: A\n", "what?.yml") == [{"name": "A"}]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("t.xlsx", "files of the kind .xlsx are not read .*; open it in your spreadsheet program, and save it there as CSV"),
        ("t.parquet", "export it as CSV or JSON"),
        ("t.html", "save its table as CSV"),
        ("t.geojson", "write `format: json` under `rows_from`"),
        ("t", "files without a suffix are not read .*; say under `rows_from` what is in it, as in `format: csv`"),
    ],
)
def test_what_is_not_read_is_named_with_the_way_out(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    (problem,) = read(tmp_path, name).problems
    assert problem.code == "GA014"
    assert problem.path == ("t", "rows_from", "file")
    assert why_not_read(tmp_path / name) == problem.message
    assert re.search(words, problem.message)


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (
            "name\nGärtner\n".encode("cp1252"),
            {},
            "is not UTF-8 text (byte 0xe4 on line 2); save it as UTF-8, or name its encoding by `encoding`; it looks like "
            "`encoding: windows-1252`, in which it has 'Gärtner'",
        ),
        (
            "name\nПривет мир\n".encode("cp1251"),
            {},
            "is not UTF-8 text (byte 0xcf on line 2); save it as UTF-8, or name its encoding by `encoding`",
        ),
        (
            "name,url\nМосква,https://example.org/moscow-and-its-surroundings\n".encode("cp1251"),
            {},
            "is not UTF-8 text (byte 0xcc on line 2); save it as UTF-8, or name its encoding by `encoding`",
        ),
        (
            "name\n“Quoted”\n".encode("cp1252"),
            {"encoding": "latin-1"},
            "has the byte 0x93, which is not a letter or sign in latin-1; write `encoding: windows-1252`",
        ),
        ("name\nA\n".encode("utf-16-le"), {}, "is not UTF-8 text; it looks like `encoding: utf-16-le`"),
        ("name\nA\n".encode("utf-16-be"), {}, "is not UTF-8 text; it looks like `encoding: utf-16-be`"),
        (b"name\n\x81\n", {}, "is not UTF-8 text (byte 0x81 on line 2); save it as UTF-8, or name its encoding by `encoding`"),
        (
            b"name\n\x81\n",
            {"encoding": "windows-1252"},
            "is not windows-1252 text; name another `encoding`, or save it as UTF-8",
        ),
        (b"name\nA\n", {"encoding": "utf-16"}, "is not utf-16 text; name another `encoding`, or save it as UTF-8"),
    ],
)
def test_an_encoding_is_named_and_never_guessed(tmp_path: Path, content: bytes, options: dict[str, Any], message: str) -> None:
    assert problem_of(tmp_path, content, "t.csv", **options)[3] == message


def test_a_named_encoding_is_used_for_each_kind(tmp_path: Path) -> None:
    for file, text in (("t.csv", "name\nGärtner\n"), ("t.json", '[{"name": "Gärtner"}]'), ("t.yml", "- name: Gärtner\n")):
        assert found_in(tmp_path, text.encode("cp1252"), file, encoding="windows-1252") == [{"name": "Gärtner"}]


@pytest.mark.parametrize(
    ("file", "content", "options", "key"),
    [
        ("t.yml", "- a: 1\n", {"delimiter": ";"}, "delimiter"),
        ("t.json", "[]", {"comment_char": "#"}, "comment_char"),
        ("t.csv", "a\n1\n", {"at": "x"}, "at"),
    ],
)
def test_an_option_that_means_nothing_for_a_kind_is_an_error(
    tmp_path: Path, file: str, content: str, options: dict[str, Any], key: str
) -> None:
    (tmp_path / file).write_text(content, "utf-8")
    (problem,) = read(tmp_path, file, **options).problems
    assert (problem.code, problem.path) == ("GA027", ("t", "rows_from", key))


def test_the_list_of_all_lines_has_the_position_of_the_file(tmp_path: Path) -> None:
    parsed = parse_data(tmp_path / "t.jsonl", '{"a": 1}\n', "t.jsonl")
    assert parsed.source.position(()) == Position("t.jsonl")


@pytest.mark.parametrize(
    ("at", "hint"), [("a.bc", "; did you mean 'bcd'?"), ("a.x.y", "; available: bcd"), ("z.a", "; available: a")]
)
def test_where_a_path_ends_is_told(tmp_path: Path, at: str, hint: str) -> None:
    (tmp_path / "t.yml").write_text("a: {bcd: [{name: A}]}\n", "utf-8")
    (problem,) = read(tmp_path, "t.yml", at=at).problems
    assert problem.message == f"expected a list or a mapping of records in t.yml, found nothing{hint}"


@pytest.mark.parametrize(
    ("options", "key", "message"),
    [
        (
            "delimiter: ab",
            "delimiter",
            "'ab' is not a single sign; write one such as ';', which is not a letter, digit or quote",
        ),
        (
            r"delimiter: \t",
            "delimiter",
            r"'\t' is not a single sign; write one such as ';', which is not a letter, digit or quote; a tab is written "
            r'"\t", in double quotes',
        ),
        (
            "encoding: latin-99",
            "encoding",
            "'latin-99' is not an encoding that is known; write one such as 'windows-1252' or 'utf-16'",
        ),
        (
            "decimal_char: ',', group_char: ','",
            "",
            "`decimal_char` and `group_char` are the same, so nobody can tell which of the two is meant",
        ),
    ],
)
def test_how_a_file_is_written_is_checked(tmp_path: Path, options: str, key: str, message: str) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "t.csv").write_text("n\nA\n", "utf-8")
    area = f"title: A\ncomparisons:\n  t: {{title: T, columns: {{n: N}}, rows_from: {{file: t.csv, {options}}}}}\n"
    (tmp_path / "registry" / "a.yml").write_text(area, "utf-8")
    (problem,) = plain_build(Project(tmp_path, tmp_path / "registry")).loaded.problems
    assert (problem.where, problem.message) == ("comparisons.t.rows_from" + (f".{key}" if key else ""), message)


def test_a_folder_of_files_of_another_suffix_is_read_as_the_author_says(tmp_path: Path) -> None:
    for name in ("roses", "herbs"):
        (tmp_path / "beds" / name).mkdir(parents=True)
        (tmp_path / "beds" / name / "about.txt").write_text(f"---\ntitle: The {name}\n---\nText.\n", "utf-8")
    records = read(tmp_path, "beds/*/about.txt", format="md")
    assert report(records.problems) == ""
    assert [[record.pick(field).value for field in ("$folder", "$file", "title")] for record in records.records] == [
        ["herbs", "about", "The herbs"],
        ["roses", "about", "The roses"],
    ]
    first = records.records[0]
    assert first.spelling(first.pick("$folder"))() is None
    assert records.position(first, ("$folder",)) == Position("beds/herbs/about.txt")
    assert records.problem(first, ("$folder",), "GA042", "").where == "$folder"


def test_a_file_that_another_plugin_makes_is_read_as_the_author_says(tmp_path: Path) -> None:
    made = {tmp_path / "t.txt": b"name\nA\n"}
    rows_from = RowsFrom(file="t.txt", format="csv")
    records = read_records(rows_from, tmp_path, tmp_path, ("t",), DataFiles(made=made))
    assert [record.value for record in records.records] == [{"name": "A"}]


def test_records_that_do_not_fit_the_header_are_one_message(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n1,2,3\n1,2,3,4\n1,2\n", "utf-8")
    (problem,) = read(tmp_path, "t.csv").problems
    assert (problem.severity, problem.code, problem.position[1:3]) == ("error", "GA044", (3, 5))
    assert problem.message.endswith(f"; 2 records have such a fault: t.csv:3, t.csv:4{LEAVE_OUT}")
    records = read(tmp_path, "t.csv", on_error="skip")
    (problem,) = records.problems
    assert problem.severity == "info"
    assert problem.message.endswith("; such a record is left out, as `on_error: skip` says")
    assert (len(records.records), records.lost) == (2, 2)


def test_lines_above_a_header_are_one_message_and_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Harvest of 2025\nSource,Diary\n\nname,n,unit\nA,1,kg\nB,2,kg\n", "utf-8")
    for options in ({}, {"on_error": "skip"}):
        records = read(tmp_path, "t.csv", **options)
        (problem,) = records.problems
        assert (problem.severity, problem.position[1:3], records.records) == ("error", (2, 8), [])
        assert "; 4 of 4 records are like this; if line 4 names the columns, write `skip_rows: 3` under" in problem.message
    records = read(tmp_path, "t.csv", skip_rows=3)
    assert [record.value["name"] for record in records.records] == ["A", "B"]
    assert records.position(records.records[1], ("n",))[1:3] == (6, 3)
    (tmp_path / "t.json").write_text("[]", "utf-8")
    (problem,) = read(tmp_path, "t.json", skip_rows=3).problems
    assert problem.message == "only CSV and TSV files have a `skip_rows`; delete it"


def test_a_line_that_is_not_valid_is_a_record_that_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"a": 1}\n{"a"\n{"a": 1, "a": 2}\n{a}\n', "utf-8")
    first, second = sorted(read(tmp_path, "t.jsonl").problems)
    assert (first.code, second.code) == ("GA002", "GA003")
    assert "; 2 records have such a fault: t.jsonl:2, t.jsonl:4; to leave such records out write" in first.message
    records = read(tmp_path, "t.jsonl", on_error="unknown")
    assert [problem.severity for problem in records.problems] == ["info", "info"]
    assert ([record.value for record in records.records], records.lost) == ([{"a": 1}], 3)


def test_a_file_of_several_that_is_not_valid_is_left_out_as_a_record_is(tmp_path: Path) -> None:
    for name, text in {"a": "x: 1\n", "b": "x: 1\nx: 2\n", "c": "y: 1\ny: 2\n", "d": 'x: "\n'}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "e.txt").write_bytes(b"x: \xff\n")
    problems = read(tmp_path, "?.txt", format="yaml").problems
    assert [problem.code for problem in problems] == ["GA003", "GA003", "GA002", "GA006"]
    assert all(each.message.endswith("to leave such files out write `on_error: skip` under `rows_from`") for each in problems)
    records = read(tmp_path, "?.txt", format="yaml", on_error="unknown")
    assert ([record.value for record in records.records], records.lost) == ([{"x": 1}], 4)
    assert [problem.code for problem in records.problems] == ["GA003", "GA002", "GA006"]
    assert {problem.severity for problem in records.problems} == {"info"}
    assert records.problems[0].message == (
        "the key 'x' is a duplicate; it is already on line 1; 2 files have such a fault: b.txt:2, c.txt:2; such a file is left"
        " out, as `on_error: unknown` says"
    )


def test_a_fault_that_each_record_has_is_one_message_and_others_stay(tmp_path: Path) -> None:
    records = "".join(f"- name: n{number}\n  v: 1\n  v: 2\n  w: !x 3\n" for number in range(5))
    (tmp_path / "t.yml").write_text(f"{records}- name: last\n  name: again\n", "utf-8")
    problems = read(tmp_path, "t.yml").problems
    assert [(problem.code, problem.position.line) for problem in problems] == [("GA003", 3), ("GA004", 4), ("GA003", 22)]
    places = "5 places have such a fault: t.yml:3, t.yml:7, t.yml:11, …"
    assert problems[0].message == f"the key 'v' is a duplicate; it is already on line 2; {places}"


def test_what_many_files_lack_is_told_once(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.json").write_text("{}", "utf-8")
    (problem,) = read(tmp_path, "?.json", at="records").problems
    assert problem.message == "expected a list or a mapping of records in a.json, found nothing"


def test_a_file_of_several_without_records_is_left_out_too(tmp_path: Path) -> None:
    for name, text in {"a": "---\nn: A\n---\n", "b": "---\n---\n# B\n", "c": "# C\n", "d": "# D\n"}.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    found = read(tmp_path, "?.md")
    assert [record.value["n"] for record in found.records] == ["A"]
    assert [problem.position.file for problem in found.problems] == ["c.md", "b.md"]
    assert (
        "; 2 files have such a fault: c.md:1, d.md:1; to leave such files out write `on_error: skip`"
        in found.problems[0].message
    )
    found = read(tmp_path, "?.md", on_error="skip")
    assert ({problem.severity for problem in found.problems}, found.lost) == ({"info"}, 3)


def test_a_file_of_which_something_is_only_mentioned_is_used(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nn: one\u2028two\n---\n", "utf-8")
    (tmp_path / "b.md").write_text("---\nn: B\n---\n", "utf-8")
    for on_error in ("fail", "unknown", "skip"):
        found = read(tmp_path, "?.md", on_error=on_error)
        assert [record.value["n"] for record in found.records] == ["one two", "B"]
        (problem,) = found.problems
        assert (problem.severity, "left out" in problem.message, "on_error" in problem.message) == ("info", False, False)


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ('name, about\nA, "one, two"\nB, three\nC, "four ""five"""\n', ["one, two", "three", 'four "five"']),
        ('name, about\nA, "one" said he\nB, three\nC, "four"\n', ['"one" said he', "three", '"four"']),
        ('name,about\nA,"one, ""two"""\nB,three\nC, four\n', ['one, "two"', "three", "four"]),
    ],
)
def test_quotes_behind_spaces_enclose_cells_where_all_of_them_do(tmp_path: Path, content: str, values: list[str]) -> None:
    assert [record["about"].strip() for record in found_in(tmp_path, content.encode(), "t.csv")] == values


def test_a_ragged_file_without_a_header_says_what_may_be_above_it(tmp_path: Path) -> None:
    message = problem_of(tmp_path, "a\n1,2\n1,2,3\n1,2\n1,2,3\n", "t.csv")[3]
    assert message.endswith("; 4 of 4 records are like this; write how many lines are above the header as `skip_rows`")


def test_quotes_of_a_tab_separated_file_that_enclose_no_cell_are_characters(tmp_path: Path) -> None:
    content = 'name\tborn\n"Weird Al" Yankovic\t1959\nJohn "Jack" Smith\t1960\n"Odd\t1961\n'
    assert [record["name"] for record in found_in(tmp_path, content, "t.tsv")] == [
        '"Weird Al" Yankovic',
        'John "Jack" Smith',
        '"Odd',
    ]
    for more in ('"Whole"\t1962\n', "a\tb\tc\n"):
        assert problem_of(tmp_path, content + more, "t.tsv")[3].startswith(
            "not valid CSV: a quote inside a quoted value must be"
        )
