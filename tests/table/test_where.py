"""The grammar of `where`: what it lets through, and how it says what it does not understand."""

from __future__ import annotations

import pytest

from .support import Course

ORDERED = "is for columns of type number, year, date or rating"
ONE_VALUE = ", or put the value in quotes if all of it is one value"
OPERATORS = "expected one of = != >= <= > < contains any all is"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("year >= 2020", "alpha gamma"),
        ("year <= 2020", "alpha beta"),
        ("year > 2020", "gamma"),
        ("year < 2020", "beta"),
        ("year ≥ 2021", "gamma"),
        ("year = 2020", "alpha"),
        ("year == 2020", "alpha"),
        ("year != 2020", "beta gamma delta"),
        ("not year = 2020", "beta gamma delta"),
        ("year any (2019, 2021)", "beta gamma"),
        ("size > 9007199254740992", "alpha"),
        ("size < 1e-6", "gamma"),
        ("score >= 3.5", "alpha gamma"),
        ("released <= 2025", "alpha beta gamma"),
        ("released >= 2025-10", "beta gamma"),
        ("released = 2025-10", "beta gamma"),
        ("released < 2025-10", "alpha"),
        ("open = yes", "alpha"),
        ("open = false", "beta"),
        ("open != yes", "beta gamma delta"),
        ("open is unknown", "gamma delta"),
        ("open is known", "alpha beta"),
        ("media contains image", "alpha beta"),
        ("media = Image", "alpha beta"),
        ("media contains imag or name = delta", "delta"),
        ("media any (video, text)", "alpha gamma"),
        ("media all (text, image)", "alpha"),
        ("media != image", "gamma delta"),
        ("name = béta 9", "beta"),
        ("name contains ALPHA", "alpha"),
        ('name = "Alpha 10"', "alpha"),
        ("note contains this, now", "error"),
        ('note contains "this, now"', "alpha"),
        ("note contains example.org", "none"),
        ("paper contains the paper", "alpha"),
        ("paper contains example.org/a", "alpha"),
        ("year = 2019 or year = 2020 and open = yes", "alpha beta"),
        ("(year = 2019 or year = 2020) and open = no", "beta"),
        ("not (open = yes or open = no)", "gamma delta"),
        ("YEAR = 2019", "error"),
        ("year = 2019 OR year = 2021", "beta gamma"),
    ],
)
def test_a_condition_chooses_rows(course: Course, condition: str, expected: str) -> None:
    rows = course.rows(f"where: {condition!r}")
    if expected in ("error", "none"):
        assert rows == []
        assert len(course.faults) == 1
    else:
        assert rows == expected.split()
        assert course.faults == []


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("yaer >= 2017", "there is no column 'yaer'; did you mean 'year'?"),
        ("year", f"{OPERATORS} after 'year', found the end"),
        ("year contain 20", f"{OPERATORS} after 'year', found 'contain'; did you mean 'contains'?"),
        ("year >=", "expected a value after 'year >=', found the end"),
        ("year >= soon", "expected a year such as 2017, found the text 'soon'"),
        ("score >= 9", "expected a rating from 0 to 5, found the text '9'"),
        ("released = 2025-13", "2025-13 is not a valid date"),
        ("open = maybe", "expected true or false, found the text 'maybe'"),
        ("name >= b", f"'>=' {ORDERED}, but 'name' is of type text; use =, !=, contains, any or all"),
        ("open >= yes", f"'>=' {ORDERED}, but 'open' is of type boolean; use =, != or any"),
        ("size contains 5", "'contains' is for columns of type text, tags or link, but 'size' is of type number; use =, !=, "
         ">=, <=, >, < or any"),
        ("size = ''", "expected a value, found empty text"),
        ("media any image", "expected values in parentheses, as in 'media any (one, two)', found 'image'"),
        ("media any (image", "expected ')', found the end"),
        ("media any (image, )", "expected a value after the comma, found ')'"),
        ("(year = 2019", "expected ')', found the end"),
        ("year = 2019 open = yes", f"write 'and' in front of 'open'{ONE_VALUE}"),
        ("year > 2019; open = yes", f"write 'and' in place of ';'{ONE_VALUE}"),
        ("year > 2019;open = yes", f"write 'and' in place of ';'{ONE_VALUE}"),
        ("year > 2019 & open = yes", f"write 'and' in place of '&'{ONE_VALUE}"),
        ("year > 2019 | open is known", f"write 'or' in place of '|'{ONE_VALUE}"),
        ("name = beta + note contains this", f"write 'and' in place of '+'{ONE_VALUE}"),
        ("name = beta; media any (image, text)", f"write 'and' in place of ';'{ONE_VALUE}"),
        ("year > 2019; nothing = 5", "expected a year such as 2017, found the text '2019; nothing'"),
        ("year = 2019, 2020", "expected 'and', 'or' or the end, found ','; write 'and' in place of the comma"),
        ("open is yes", "expected 'known' or 'unknown' after 'open is', found 'yes'; for a value write ="),
        ('name = "Alpha', "found a quote that is never closed"),
        ("", "expected a column, found the end"),
        ("= 5", "expected a column, found '='"),
        ("year = 1999", "no row matches 'year = 1999'"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said(course: Course, condition: str, message: str) -> None:
    assert course.messages("comparison-table", "models", f"where: {condition!r}") == [f"option 'where': {message}"]
