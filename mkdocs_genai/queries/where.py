"""The grammar of `where`, which selects rows: `where: year >= 2017 and media any (image, video)`.

    condition   COLUMN = VALUE      COLUMN != VALUE       the same, without regard to upper case; for tags: has the tag
                COLUMN >= VALUE     COLUMN <= VALUE       at least, at most: numbers, years, dates, ratings (also > and <)
                COLUMN contains VALUE                     text and links: has these letters; tags: has the tag
                COLUMN any (VALUE, VALUE)                 is, or has, at least one of them
                COLUMN all (VALUE, VALUE)                 has all of them: text, links and tags
                COLUMN is known     COLUMN is unknown     whether there is a value at all
    joined by   and, or, not, and parentheses; `and` binds more strongly than `or`

A value may have several words; quotes are needed only around commas, parentheses, signs and the words above. A boolean is yes
or no. Dates are compared as precisely as the condition is written, so that 2025-10-03 is at most 2025. An unknown cell fits no
condition but `is unknown`, `!=` and what `not` makes of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ..columns.base import CONTAINS, EQUALITY, ORDER, Operator, PlainWords, Test
from ..problems import ProblemError, listed
from ..registry.column import Column
from ..registry.table import Row
from ..suggestions import did_you_mean, nearest

Condition = Callable[[Row], bool]

_TOKEN = re.compile(
    r"""\s*(?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | (?P<sign>===|!==|=>|=<|<>|>=|<=|!=|==|[=<>≥≤≠(),])
    | (?P<word>[^\s=<>!≥≤≠(),"'][^\s=<>≥≤≠(),]*) | (?P<wrong>\S) )""",
    re.VERBOSE,
)
_SAME = {"==": "=", "≥": ">=", "≤": "<=", "≠": "!="}
_SIGNS_OF_OTHER_LANGUAGES = {"===": "=", "!==": "!=", "=>": ">=", "=<": "<=", "<>": "!=", "&&": "and", "||": "or"}
"""Signs and joints of other languages, each with the one that is meant."""
_OPERATORS_OF_OTHER_LANGUAGES = {
    **{"in": "any", "has": "contains", "include": "contains", "includes": "contains", "like": "contains"},
    **{"greater": ">", "more": ">", "above": ">", "over": ">", "less": "<", "below": "<", "under": "<"},
}
_SINGLE: dict[str, Operator] = {operator: operator for operator in (*EQUALITY, *ORDER, CONTAINS)}
_SEVERAL: dict[str, Operator] = {"any": "=", "all": CONTAINS}
"""Operators that take several values, each with the operator that tests one of them."""
_OPERATORS = (*_SINGLE, *_SEVERAL, "is")
_JOINTS = ("and", "or", "not")
_JOINING_SIGN = re.compile(r"[;&|+/]")
"""Signs that join two conditions in other languages; they may also be part of a value."""
_DEEPEST = 50


class _Token(NamedTuple):
    text: str
    kind: str  # sign, word, quoted or end

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.lower() in words

    def is_sign(self, *signs: str) -> bool:
        return self.kind == "sign" and self.text in signs

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"'{self.text}'"


def parse_where(text: str, columns: Mapping[str, Column], words: PlainWords) -> Condition:
    """Parse a condition into a test of rows. Raises ProblemError."""
    parser = _Parser(_tokens(text), columns, words)
    condition = parser.either()
    if parser.next.kind != "end":
        cure = "; write 'and' in place of the comma" if parser.next.is_sign(",") else ""
        raise ProblemError("GA061", f"expected 'and', 'or' or the end, found {parser.next}{cure}")
    return condition


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text.rstrip()):
        kind = match.lastgroup or ""
        if (found := match[kind]) in _SIGNS_OF_OTHER_LANGUAGES and kind in ("sign", "word"):
            raise ProblemError("GA061", f"write '{_SIGNS_OF_OTHER_LANGUAGES[found]}' in place of '{found}'")
        if kind == "wrong":
            what = "a quote that is never closed" if match["wrong"] in "\"'" else f"'{match['wrong']}'"
            raise ProblemError("GA061", f"found {what}")
        if kind == "sign":
            tokens.append(_Token(_SAME.get(match["sign"], match["sign"]), kind))
        else:
            tokens.append(_Token(match[kind], "word" if kind == "word" else "quoted"))
    return [*tokens, _Token("", "end")]


class _Parser:
    """A recursive descent parser: each method consumes its part of the tokens."""

    def __init__(self, tokens: list[_Token], columns: Mapping[str, Column], words: PlainWords) -> None:
        self.tokens = tokens
        self.taken = 0
        self.columns = columns
        self.words = words
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.taken]

    def take(self) -> _Token:
        self.taken += 1
        return self.tokens[self.taken - 1]

    def either(self) -> Condition:
        conditions = [self.both()]
        while self.next.is_word("or"):
            self.take()
            conditions.append(self.both())
        return conditions[0] if len(conditions) == 1 else lambda row: any(condition(row) for condition in conditions)

    def both(self) -> Condition:
        conditions = [self.single()]
        while self.next.is_word("and"):
            self.take()
            conditions.append(self.single())
        return conditions[0] if len(conditions) == 1 else lambda row: all(condition(row) for condition in conditions)

    def single(self) -> Condition:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ProblemError("GA061", f"more than {_DEEPEST} conditions are nested inside each other")
        condition = self.nested()
        self.depth -= 1
        return condition

    def nested(self) -> Condition:
        if self.next.is_word("not"):
            self.take()
            condition = self.single()
            return lambda row: not condition(row)
        if self.next.is_sign("("):
            self.take()
            condition = self.either()
            self.expect(")")
            return condition
        return self.comparison()

    def expect(self, sign: str) -> None:
        if not self.next.is_sign(sign):
            raise ProblemError("GA061", f"expected '{sign}', found {self.next}")
        self.take()

    def comparison(self) -> Condition:
        column_id = self.column()
        operator = self.operator(column_id)
        if operator == "is":
            wants_unknown = self.is_unknown(column_id)
            return lambda row: (row.cells[column_id] is None) == wants_unknown
        column = self.columns[column_id]
        _check_operator(operator, column_id, column)
        if operator in _SINGLE:
            test = self.test(_SINGLE[operator], column, self.value(f"'{column_id} {operator}'"))
            return lambda row: test(row.cells[column_id])
        tests = [self.test(_SEVERAL[operator], column, value) for value in self.values(column_id, operator)]
        together = any if operator == "any" else all
        return lambda row: together(test(row.cells[column_id]) for test in tests)

    def column(self) -> str:
        """The id of a column."""
        name = self.take()
        if name.kind not in ("word", "quoted"):
            raise ProblemError("GA061", f"expected a column, found {name}")
        if name.text in self.columns:
            return name.text
        is_value = self.taken > 2 and self.tokens[self.taken - 2].is_word("or") and self.next.kind == "end"
        cure = "; for one of several values, write COLUMN any (VALUE, VALUE)" if is_value else None
        raise ProblemError("GA061", f"there is no column '{name.text}'{cure or did_you_mean(name.text, self.columns)}")

    def operator(self, column_id: str) -> str:
        """One of `_OPERATORS`."""
        sign = self.take()
        operator = sign.text.lower()
        if operator in _OPERATORS and sign.kind != "quoted":
            return operator
        if operator == "between":
            cure = f"write {column_id} >= LOWEST and {column_id} <= HIGHEST"
            raise ProblemError("GA061", f"'between' is not an operator; {cure}")
        meant = _OPERATORS_OF_OTHER_LANGUAGES.get(operator) or nearest(sign.text, _OPERATORS)
        hint = f"; did you mean '{meant}'?" if meant else ""
        raise ProblemError("GA061", f"expected one of {' '.join(_OPERATORS)} after '{column_id}', found {sign}{hint}")

    def is_unknown(self, column_id: str) -> bool:
        """The word after `is`: true for `unknown`, false for `known`."""
        word = self.take()
        if word.is_word("known", "unknown"):
            return word.is_word("unknown")
        if word.is_word("not") and self.next.is_word("known", "unknown"):
            opposite = "known" if self.next.is_word("unknown") else "unknown"
            raise ProblemError("GA061", f"write '{column_id} is {opposite}'")
        raise ProblemError("GA061", f"expected 'known' or 'unknown' after '{column_id} is', found {word}; for a value write =")

    def values(self, column_id: str, operator: str) -> list[str]:
        if not self.next.is_sign("("):
            raise ProblemError(
                "GA061", f"expected values in parentheses, as in '{column_id} {operator} (one, two)', found {self.next}"
            )
        self.take()
        values = [self.value(f"'{column_id} {operator} ('")]
        while self.next.is_sign(","):
            self.take()
            values.append(self.value("the comma"))
        self.expect(")")
        return values

    def value(self, after: str) -> str:
        """A value in quotes, or words up to the next sign or joint."""
        if self.next.kind == "quoted":
            return self.take().text
        found: list[str] = []
        while self.next.kind == "word" and not self.next.is_word(*_JOINTS):
            found.append(self.take().text)
            if self._is_operator() and (cure := _joint_cure(found, self.columns)):
                raise ProblemError("GA061", f"{cure}, or put the value in quotes if all of it is one value")
        if not found:
            raise ProblemError("GA061", f"expected a value after {after}, found {self.next}")
        return " ".join(found)

    def _is_operator(self) -> bool:
        """Whether the next token is the operator of a further condition."""
        after = self.tokens[min(self.taken + 1, len(self.tokens) - 1)]
        return (
            self.next.is_sign(*_SINGLE)
            or self.next.is_word(CONTAINS)
            or (self.next.is_word(*_SEVERAL) and after.is_sign("("))
            or (self.next.is_word("is") and after.is_word("known", "unknown"))
        )

    def test(self, operator: Operator, column: Column, text: str) -> Test:
        """The test of a cell."""
        try:
            return column.kind.test(operator, text, self.words)
        except ProblemError as fault:
            raise ProblemError("GA061", str(fault)) from fault


def _joint_cure(value: Sequence[str], columns: Collection[str]) -> str:
    """The cure if the words of a value end with the column of a further condition; empty if they do not."""
    *before, last = value
    joined, column = "", last
    if signs := list(_JOINING_SIGN.finditer(last)):
        joined, column = signs[-1][0], last[signs[-1].end() :]
        before = [*before, last[: signs[-1].start()]]
    elif before and (sign := _JOINING_SIGN.fullmatch(before[-1][-1:])):
        joined = sign[0]
    if not before or column not in columns:
        return ""
    joint = "or" if joined == "|" else "and"
    return f"write '{joint}' in place of '{joined}'" if joined else f"write 'and' in front of '{column}'"


def _check_operator(operator: str, column_id: str, column: Column) -> None:
    single = _SEVERAL.get(operator) or _SINGLE[operator]
    if single in column.kind.OPERATORS:
        return
    types = [name for name, kind in column.TYPES.items() if single in kind.OPERATORS]
    own = [name for name in _OPERATORS[:-1] if (_SEVERAL.get(name) or name) in column.kind.OPERATORS]
    raise ProblemError(
        "GA061",
        f"'{operator}' is for columns of type {listed(types, 'or')}, but '{column_id}' is of type {column.type}; "
        f"use {listed(own, 'or')}",
    )
