"""What each type of column takes, and what it says of the rest."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest

from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.columns.base import Value
from mkdocs_genai.columns.link import LinkValue
from mkdocs_genai.columns.number_grammar import Quantity
from mkdocs_genai.columns.raw_cell import RawCell
from mkdocs_genai.dates import PartialDate
from mkdocs_genai.problems import ProblemError

FOUND_ALSO = (
    "expected one link or several, with commas between them, found also '{}'; write words as in [words](https://…) or "
    "{{url: …, label: …}}, and %20 for a space in a URL"
)
UNKNOWN = "; if it means unknown, leave the cell out, or list it under the column's `missing_values`"
DOCS = LinkValue("Docs", "https://example.org")
A = LinkValue("a.org", "https://a.org")


def parsed(kind: str, value: Any, *, foreign: bool = False, written: str | None = None) -> Value:
    """A cell of a column of that type."""
    return COLUMN_TYPES[kind]().value_of(RawCell(value, lambda *steps: written, foreign))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", " a *b* ", "a *b*"),
        ("text", ["a", 2, None], "a, 2"),
        ("number", 2**70, Quantity(Decimal(2**70), str(2**70))),
        ("number", "1.5e3", Quantity(Decimal(1500), "1.5e3")),
        ("number", 0.1, Quantity(Decimal("0.1"), "0.1")),
        ("year", 2017, 2017),
        ("year", "1999", 1999),
        ("date", 2025, PartialDate(2025)),
        ("date", "2025-10", PartialDate(2025, 10)),
        ("date", "2025-3-9", PartialDate(2025, 3, 9)),
        ("date", datetime.date(2025, 10, 3), PartialDate(2025, 10, 3)),
        ("date", "2025-10-03T00:00Z", PartialDate(2025, 10, 3, "00:00Z", "2025-10-03T00:00Z")),
        ("date", "2025-10-03 10:00", PartialDate(2025, 10, 3, "10:00", "2025-10-03 10:00")),
        ("date", datetime.datetime(2025, 10, 3, 9, 5), PartialDate(2025, 10, 3, "09:05:00", "2025-10-03T09:05:00")),
        ("date", "~2025", PartialDate(2025, written="~2025")),
        ("date", "2025-10/2026", PartialDate(2025, 10, written="2025-10/2026")),
        ("rating", 4.5, 4.5),
        ("boolean", False, False),
        ("boolean", "Yes", True),
        ("boolean", "true", True),
        ("tags", "a", ("a",)),
        ("tags", ["a", "b", "a", 3], ("a", "b", "a", "3")),
        ("link", "https://example.org/x/", (LinkValue("example.org/x", "https://example.org/x/"),)),
        ("link", "https://arxiv.org/abs/1706.03762", (LinkValue("arXiv:1706.03762", "https://arxiv.org/abs/1706.03762"),)),
        ("link", "[Docs](https://example.org)", (DOCS,)),
        ("link", "[Docs]( <https://example.org> )", (DOCS,)),
        ("link", {"label": "Docs", "url": "https://example.org"}, (DOCS,)),
        ("link", "[](https://example.org)", (LinkValue("example.org", "https://example.org"),)),
        ("link", "[x [1]](https://example.org/a_(b))", (LinkValue("x [1]", "https://example.org/a_(b)"),)),
        ("link", "[c](https://example.org/a_(b) (c))", (LinkValue("c", "https://example.org/a_(b)%20(c)"),)),
        ("link", {"url": "https://a.org/a b"}, (LinkValue("a.org/a b", "https://a.org/a%20b"),)),
        (
            "link",
            "https://example.org/?to=https://a.org",
            (LinkValue("example.org/?to=https://a.org", "https://example.org/?to=https://a.org"),),
        ),
        ("link", "a page.md", (LinkValue("a page.md", "a page.md"),)),
        ("link", "files/my paper (2).pdf", (LinkValue("files/my paper (2).pdf", "files/my paper (2).pdf"),)),
        ("link", "[x](it's a page.md)", (LinkValue("x", "it's a page.md"),)),
        ("link", "https://a.org, https://a.org;", (A, A)),
        ("link", "[Docs](https://example.org),", (DOCS,)),
        ("link", "[Docs](https://example.org), [Docs](https://example.org), https://a.org", (DOCS, DOCS, A)),
        (
            "link",
            "https://a.org;https://b.org | https://c.org\nmailto:d@e.org",
            (
                A,
                LinkValue("b.org", "https://b.org"),
                LinkValue("c.org", "https://c.org"),
                LinkValue("d@e.org", "mailto:d@e.org"),
            ),
        ),
        ("link", "<https://a.org>, <https://b.org/?a=b>", (A, LinkValue("b.org/?a=b", "https://b.org/?a=b"))),
        ("link", ["https://a.org", None, {"label": "Docs", "url": "https://example.org"}], (A, DOCS)),
    ],
)
def test_a_value_of_its_type_is_taken(kind: str, value: Any, expected: Value) -> None:
    assert parsed(kind, value) == expected


@pytest.mark.parametrize("kind", ["text", "number", "year", "date", "rating", "boolean", "tags", "link"])
@pytest.mark.parametrize("value", [None, "", "  ", []])
def test_nothing_is_unknown_in_every_type(kind: str, value: Any) -> None:
    assert parsed(kind, value) is None


def test_a_link_without_an_address_is_unknown() -> None:
    assert parsed("link", {"label": "Docs", "url": " "}) is None


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("number", "7B", "expected a number, found the text '7B'"),
        ("number", "9" * 401, f"expected a number, found the text '{'9' * 39}…'"),
        ("number", float("nan"), f"expected a number, found the number nan{UNKNOWN}"),
        ("number", True, "expected a number, found true"),
        ("year", 20177, "expected a year such as 2017, found the number 20177"),
        ("date", "2025-02-30", "2025-02-30 is not a valid date"),
        ("date", "2025-10-03 24:00", "expected a date such as 2025, 2025-10 or 2025-10-03, found the text '2025-10-03 24:00'"),
        ("date", "2025-13/2026", "2025-13 is not a valid date"),
        ("date", "2025-00", "2025-00 is not a valid date"),
        ("date", "2025-10-00", "2025-10-00 is not a valid date"),
        ("date", "2026/2025-12", "2026/2025-12 ends before it begins"),
        ("date", "10/03/2025", "expected a date such as 2025, 2025-10 or 2025-10-03, found the text '10/03/2025'"),
        ("date", "13/03/2025", "expected a date such as 2025, 2025-10 or 2025-10-03, found the text '13/03/2025'; if all "
         'dates are written like this, give the column `format: "%d/%m/%Y"`'),
        ("date", True, "expected a date such as 2025, 2025-10 or 2025-10-03, found true"),
        ("date", "soon", "expected a date such as 2025, 2025-10 or 2025-10-03, found the text 'soon'"),
        ("rating", 6, "expected a rating from 0 to 5, found the number 6"),
        ("boolean", 1, "expected true or false, found the number 1; if that is what they mean, give the column "
         '`true_values: ["1"]`'),
        ("boolean", " ✅ ", "expected true or false, found the text '✅'; if that is what they mean, give the column "
         '`true_values: ["✅"]`'),
        ("boolean", [1], "expected true or false, found a list"),
        ("boolean", "partly", "`partly` needs a note that says what is not so; write {value: partly, note: …}"),
        ("number", "N/A", f"expected a number, found the text 'N/A'{UNKNOWN}"),
        ("tags", [["a"]], "expected a list of words, found a list in it"),
        ("tags", "soil; water,", 'a text is one word of the list; write [soil, water], or ["soil; water,"] for one word'),
        ("link", "javascript:alert(1)", "'javascript:alert(1)' begins with 'javascript:'; URLs begin with https://, "
         "http:// or mailto:"),
        ("link", "[x](https://x.org) (PDF)", FOUND_ALSO.format("(PDF)")),
        ("link", "https://x.org/a (PDF)", FOUND_ALSO.format("(PDF)")),
        ("link", "https://x.org/a and more, https://y.org", FOUND_ALSO.format("and more, https://y.org")),
        ("link", "https://y.org, HTTP://x.org/a\N{NO-BREAK SPACE}(PDF)", FOUND_ALSO.format("(PDF)")),
        ("link", "mailto:a@x.org for short", FOUND_ALSO.format("for short")),
        ("link", "<https://x.org> (PDF)", FOUND_ALSO.format("(PDF)")),
        ("link", "https://x.org/a, files/b.pdf", FOUND_ALSO.format("files/b.pdf")),
        ("link", "https://x.org/a[PDF](https://x.org/b)", FOUND_ALSO.format("[PDF](https://x.org/b)")),
        ("link", ["https://x.org/a [PDF]"], FOUND_ALSO.format("[PDF]")),
        ("link", "![x](https://x.org/a)", "expected a link, found an image; write [words](https://…) or {url: …, label: …} for "
         "a link to it"),
        ("link", "[![x](x.svg)](https://x.org)", "a link's label can't be an image; write words, as in [words](https://x.org)"),
        ("link", "[x](https://x.org 'The \"X\"')", "a link in a cell has no title; write [x](https://x.org)"),
        ("link", '[x]( <x y.md>  "X")', "a link in a cell has no title; write [x](<x y.md>)"),
        ("link", "(https://x.org)", "expected a URL, found the text '(https://x.org)'; write [words](https://…) or "
         "{url: …, label: …}"),
        ("link", {"url": "[x](https://x.org)"}, "expected a URL, found the text '[x](https://x.org)'; write [words](https://…) "
         "or {url: …, label: …}"),
        ("link", "[x](https://x.org", "expected a URL or a Markdown link such as [text](https://…), found the text "
         "'[x](https://x.org'"),
        ("link", ["https://x.org", 3], "expected a URL, or a mapping with `label` and `url`, found the number 3"),
        ("link", "-", f"expected a URL, found the text '-'{UNKNOWN}"),
        ("link", {"url": "https://x.org", "lable": "X"}, "unknown key 'lable' in a link; did you mean 'label'?"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_a_problem(kind: str, value: Any, message: str) -> None:
    with pytest.raises(ProblemError) as found:
        parsed(kind, value)
    assert str(found.value) == message


@pytest.mark.parametrize("kind", ["number", "year", "rating", "boolean", "date"])
@pytest.mark.parametrize("foreign", [False, True])
def test_a_message_names_what_is_written(kind: str, foreign: bool) -> None:
    with pytest.raises(ProblemError, match=r"found on\b"):
        parsed(kind, True, written="on", foreign=foreign)
    with pytest.raises(ProblemError, match=r"found 0x10\b(?!.*YAML)"):
        parsed("boolean" if kind == "number" else kind, 16, written="0x10", foreign=foreign)
    with pytest.raises(ProblemError, match=r"found (true|True)(?!, which)"):
        parsed("number" if kind == "boolean" else kind, True, written="True", foreign=foreign)


def test_a_word_of_yaml_that_means_true_elsewhere_has_its_cure() -> None:
    cure = '; if that is what they mean, give the column `true_values: ["on"]`'
    with pytest.raises(ProblemError, match=re.escape(f"expected true or false, found on{cure}")):
        parsed("boolean", True, written="on")


def test_a_text_that_yaml_reads_otherwise_is_a_problem_in_our_rows_and_taken_as_written_in_others() -> None:
    with pytest.raises(ProblemError, match=r"YAML reads 1\.10 as the number 1\.1"):
        parsed("text", 1.1, written="1.10")
    assert parsed("text", 1.1, written="1.10", foreign=True) == "1.10"
    assert parsed("text", 7, written="7") == "7"


def cell(kind: str, value: Any, record: dict[str, Any] | None = None, **options: Any) -> Value:
    """A cell of a foreign file, where `n/a` means unknown, in a column with these options."""
    fields = {name: RawCell(each, missing=("n/a",)) for name, each in (record or {}).items()}
    raw = RawCell(value, foreign=True, missing=("n/a", "-999"), field=lambda name: fields.get(name, RawCell(None)))
    return COLUMN_TYPES[kind].model_validate(options).value_of(raw)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("number", "n/a", None),
        ("number", -999, None),
        ("text", " n/a ", None),
        ("text", ["a", "n/a"], "a"),
        ("tags", ["n/a", "a"], ("a",)),
        ("link", "n/a", None),
        ("link", ["n/a", "https://a.org"], (A,)),
    ],
)
def test_only_texts_that_a_column_lists_mean_unknown(kind: str, value: Any, expected: Value) -> None:
    assert cell(kind, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), (1, True), ("ja", True), ("no", True), ("0", False), ("some", "partly"), (True, True)]
)
def test_a_column_says_which_texts_are_true_false_and_partly(value: Any, expected: Value) -> None:
    lists = {"true_values": ["1", " ja", "no"], "false_values": ["0"], "partly_values": ["some"]}
    assert COLUMN_TYPES["boolean"].model_validate(lists).value_of(RawCell(value, foreign=True)) == expected


def test_partly_is_a_value_with_a_note_and_between_no_and_yes() -> None:
    kind = COLUMN_TYPES["boolean"]()
    partly = kind.value_of(RawCell("Partly", is_noted=True))
    values = [True, partly, False]
    assert sorted(values, key=lambda value: kind.sort_key(value, str)) == [False, partly, True]
    assert [kind.browser_value(value) for value in values] == ["1", "0.5", "0"]
    assert [(kind.json_value(value), kind.csv_text(value, str)) for value in values] == [
        (True, "true"),
        ("partly", "partly"),
        (False, "false"),
    ]
    assert list(map(kind.test("=", "partly", str), values)) == [False, True, False]


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Oct 3 2025", "%b %d %Y", "2025-10-03"),
        ("OCT.  03 2025", "%b %d %Y", "2025-10-03"),
        ("Friday, 3 October 2025", "%A, %d %B %Y", "2025-10-03"),
        ("Sept 2025", "%b %Y", "2025-09"),
        ("20251003", "%Y%m%d", "2025-10-03"),
        ("202511", ["%Y%m%d", "%Y%m"], "2025-11"),
        ("2025113", "%Y%m%d", "expected a date like '%Y%m%d', found the text '2025113'"),
        ("113.2025", "%d%m.%Y", "expected a date like '%d%m.%Y', found the text '113.2025'"),
        ("3.10.29", "%d.%m.%y", "2029-10-03"),
        ("3.10.30", "%d.%m.%y", "1930-10-03"),
        ("100% 2025", "100%% %Y", "2025"),
        ("2025-02-30", "%Y-%m-%d", "2025-02-30 is not a valid date"),
        ("Okt 3 2025", "%b %d %Y", "expected a date like '%b %d %Y', found the text 'Okt 3 2025'"),
        ("2025-10-03", "%b %d %Y", "2025-10-03"),
        ("Oct 3 2025", ["%B %Y", "%b %d %Y"], "2025-10-03"),
        ("October 2025", ("%B %Y", "%b %d %Y"), "2025-10"),
        ("31/12/2025", ["%m/%d/%Y", "%d/%m/%Y"], "2025-12-31"),
        ("31/31/2025", ["%m/%d/%Y", "%d/%m/%Y"], "2025-31-31 is not a valid date"),
        ("soon", ["%B %Y", "%b %d %Y"], "expected a date like '%B %Y' or '%b %d %Y', found the text 'soon'"),
    ],
)
def test_a_pattern_gives_dates_with_english_names_of_months(text: str, pattern: Any, expected: str) -> None:
    try:
        found = str(cell("date", text, format=pattern))
    except ProblemError as error:
        found = str(error)
    assert found == expected


def test_texts_sort_as_chromium_sorts_them() -> None:
    """The list is what its Intl.Collator makes of these texts in English, with numbers by value and by base letters."""
    ordered = [
        "_a",
        "-a",
        "“a”",
        "(a)",
        "#a",
        "+1",
        "=",
        "€5",
        "1",
        "1-a",
        "2",
        "03",
        "10",
        "a",
        "A b",
        "a-b",
        "a/b",
        "a1",
        "a10",
    ]
    ordered += ["ab", "æ", "Álp", "alq", "Łz", "m", "Øa", "ob", "ß", "st", "я", "あ"]
    kind = COLUMN_TYPES["text"]()
    assert sorted(sorted(ordered), key=lambda value: kind.sort_key(value, str)) == ordered
    others = ["\u200b", "1", "ↀ", "٣", "²", "$", "☃", "\U0010fffe", "a"]
    assert len(sorted(others, key=lambda value: kind.sort_key(value, str))) == len(others)
    assert kind.sort_key("٣", str) == kind.sort_key("3", str)
    assert kind.sort_key("\u200b", str) < kind.sort_key("a", str)


@pytest.mark.parametrize(
    ("texts", "cure"),
    [
        ([], ""),
        (["Oct 3 2025", "May 3 2025"], '; if all dates are written like this, give the column `format: "%b %d %Y"`'),
        (["3/10/2025", "13/10/2025"], '; if all dates are written like this, give the column `format: "%d/%m/%Y"`'),
        (["3/10/2025", "4/10/2025"], ""),
        (["202511", "202512"], '; if all dates are written like this, give the column `format: "%Y%m"`'),
        (["251103", "251104"], ""),
        (["3/10/2025", "Oct 3 2025"], ""),
        (["Oct 3, 2025", "Sun, 5 October 2025"], '; give the column `format: ["%b %d, %Y", "%a, %d %B %Y"]` to read all'),
        (["Oct 3, 2025", "October 2025", "2025-10 (?)"], '; give the column `format: ["%b %d, %Y", "%B %Y"]` to read 2 of 3 '
         "different ones"),
        (["Oct 3, 2025", "a", "b", "31 February 2025"], ""),
        (["a", "b"], ""),
    ],
)  # fmt: skip
def test_a_message_proposes_the_forms_that_dates_have(texts: list[str], cure: str) -> None:
    assert COLUMN_TYPES["date"]().cure(texts) == cure


def test_a_rating_with_the_other_decimal_sign_has_its_cure() -> None:
    with pytest.raises(ProblemError, match=re.escape("found the text '4,5'; if the comma is this file's decimal sign, write")):
        cell("rating", "4,5")


def test_words_that_mean_yes_and_no_are_to_be_listed_where_they_are_few() -> None:
    kind = COLUMN_TYPES["boolean"]()
    assert "list those that mean true as the column's `true_values`" in kind.cure(["PASS", "FAIL"])
    assert kind.cure(["maybe"]) == kind.cure(list("abcde")) == ""


def test_dates_sort_by_their_beginning_and_stay_as_they_are_written() -> None:
    kind = COLUMN_TYPES["date"]()
    written = ["2025-10-03 10:00", "2024/2026", "~2025-02", "2025-10-03", "2025"]
    dates = [kind.value_of(RawCell(text)) for text in written]
    assert [kind.json_value(date) for date in dates] == written
    assert sorted(str(kind.browser_value(date)) for date in dates) == [
        "2024",
        "2025",
        "2025-02",
        "2025-10-03",
        "2025-10-03T10:00",
    ]
    assert sorted(dates, key=lambda date: kind.sort_key(date, str)) == [dates[1], dates[4], dates[2], dates[3], dates[0]]
    assert list(map(kind.test("<=", "2024", str), dates)) == [False, True, False, False, False]
    assert list(map(kind.test("=", "~2025", str), dates)) == [True, False, True, True, True]


def test_a_text_is_split_where_the_column_says_so() -> None:
    assert cell("tags", "tea, salad ,,tea", delimiter=",") == ("tea", "salad", "tea")
    assert cell("tags", ["tea, salad"], delimiter=",") == ("tea, salad",)
    assert cell("tags", "tea, salad") == ("tea, salad",)


def test_categories_are_the_texts_that_are_allowed() -> None:
    sizes = ["low", "medium", "high"]
    assert cell("text", " high ", categories=sizes) == "high"
    assert cell("tags", ["low", "high"], categories=sizes) == ("low", "high")
    for kind, value in (("text", "hihg"), ("tags", ["low", "hihg"])):
        with pytest.raises(
            ProblemError, match="'hihg' is not one of the column's categories, which are low, medium, high; did"
        ):
            cell(kind, value, categories=sizes)


def test_a_column_sorts_by_ordered_categories() -> None:
    plain, ordered = (
        COLUMN_TYPES["text"].model_validate({"categories": ["low", "high"], "categories_ordered": each})
        for each in (False, True)
    )
    assert (plain.sort, plain.export, plain.browser_value("low")) == ("text", "value", None)
    assert (ordered.sort, ordered.export, ordered.browser_value("high")) == ("number", "words", "1")
    assert sorted(["high", "low"], key=lambda value: ordered.sort_key(value, str)) == ["low", "high"]
    assert ordered.is_worth_filtering(["low", "high"])
    assert not ordered.is_worth_filtering(["low", "low"])


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"slug": "a b/c?", "path": "x/y z"}, "https://example.org/a%20b%2Fc%3F/x/y%20z"),
        ({"slug": 7, "path": True}, "https://example.org/7/true"),
        ({"slug": "n/a", "path": "x"}, ""),
        ({"slug": "a"}, ""),
    ],
)
def test_an_address_may_be_made_of_fields(record: dict[str, Any], expected: str) -> None:
    links = cell("link", "Rose", record, value_url="https://example.org/{slug}/{+path}")
    assert links == (LinkValue("Rose", expected),)


def test_words_stay_where_a_field_of_the_address_is_unknown() -> None:
    kind, words = COLUMN_TYPES["link"](), (LinkValue("A & B", ""),)
    assert cell("link", "", {"slug": ""}, value_url="https://example.org/{slug}") is None
    assert (kind.json_value(words), kind.csv_text(words, str)) == ({"label": "A & B", "url": None}, "A & B")
    assert list(kind.addresses(words)) == []


@pytest.mark.parametrize("text", ["one\r\ntwo", "one\rtwo", "one\vtwo", "one\x85two", "one\ntwo"])
def test_a_line_break_is_one_however_it_is_written(text: str) -> None:
    assert cell("text", text) == "one\ntwo"


def test_an_address_is_not_made_of_lists() -> None:
    with pytest.raises(ProblemError, match="expected a single value in 'slug', found a list"):
        cell("link", "Rose", {"slug": ["a"]}, value_url="https://example.org/{slug}")


def test_a_column_gives_links_their_label() -> None:
    record = {"name": "Rose & co", "slug": "rose"}
    url = "https://example.org/{slug}"
    made = cell("link", None, record, value_url=url, label="About {name}")
    assert made == (LinkValue("About Rose & co", "https://example.org/rose"),)
    assert cell("link", "https://a.org, [Docs](https://example.org)", label="More") == (
        LinkValue("More", "https://a.org"),
        DOCS,
    )
    assert cell("link", "https://a.org", label="{nothing}") == (A,)
    assert cell("link", "n/a", record, value_url=url) is None


def test_a_cell_with_several_links_is_a_list_for_programs() -> None:
    kind = COLUMN_TYPES["link"]()
    assert kind.json_value((DOCS,)) == {"label": "Docs", "url": "https://example.org"}
    assert [link["url"] for link in kind.json_value((DOCS, A))] == ["https://example.org", "https://a.org"]
    assert kind.csv_text((DOCS, A), str) == "https://example.org; https://a.org"
    assert kind.plain((DOCS, A)) == "Docs, a.org"
    assert list(map(kind.test("=", "docs", str), [(DOCS, A), (A,)])) == [True, False]


def test_tags_sort_by_their_words() -> None:
    kind = COLUMN_TYPES["tags"]()
    tags = [("b",), ("a", "10"), ("a", "9")]
    assert sorted(tags, key=lambda value: kind.sort_key(value, str)) == [("a", "9"), ("a", "10"), ("b",)]


def test_a_cell_that_stands_alone_has_no_other_fields() -> None:
    assert RawCell("x").field("slug") == RawCell(None)
