"""TOML is read with the position and the spelling of each value, wherever in the file it is."""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from mkdocs_genai.problems import KeyPath, Position, dotted
from mkdocs_genai.registry.toml_file import read_toml

TEXTS_WITH_KEYS = '''\
[[m]]
price = 1.10
notes = ["""
price = 9.99
[m]
""", \'\'\'
price = 8.88
"""\'\'\']
example = { text = """
price = 7.77 # "
""", n = 1.50 }
"quoted.key" = """\\
  a \\""" price = 6.66
  """""
"it's" = 5.50
'''
NESTED_LISTS = """\
links = [
 ["x", "y"],
 [[1.10], [ 2_0, [] ]],  # ] [
]
price = 1.10
id = 12345678901234567.89
a = [[1.0, 2.0],
[3.0]] # [no.table]
b = 4.0
"""
INLINE = """\
models = [{ name = "B", price = 2.00 }, { py = {min = 3.10, max."a.b" = 3.20}, "n}" = +5 }]
prices = [1.50, 2.00,
  # a comment, 9.99 ] }
  3.00, # "
]
[t]
empty = {}
none = []
texts = ["1.10", '2.20', "]", '}', "#", "\\"", '\\', "", '']
"""
KEYS = """\
a.b."c.d".'e f' = 1.10
a . "g" = 2.20
"a\\"\\u00e9\\\\" = 3.30
1.10 = 4.40
"" = 5.50
"#" = 6.60 # 7.70
[ "x.y" . 'z]' ]
3 = 8.80
[[ "x.y".list ]]
'[[n]]' = 9.90
[[x.list]]
[[x.list.inner]]
n = 1.00
[[x.list.inner]]
n = 2.00
[x.list.table]
n = 3.00
[[x.list]]
[[x.list.inner]]
n = 4.00
[p.q]
n = 5.00
[p]
n = 6.00
"""
SPELLINGS = """\
numbers = [+5, -0, 1_000, 0x1F_ff, 0o17, 0b1_0, 1e3, 1E-3, -6.626e-3_4, 1_0.2_0, 6.02e+23, +0.0, 1e400]
special = [inf, +inf, -inf, nan, +nan, -nan]
truth = [true, false]
dates = [2025-01-02, 2025-01-02 07:32:00, 2025-01-02T07:32:00.50Z, 2025-01-02t07:32:00-07:00,2025-01-02 07:32:00z]
date = 2025-01-02 # 03:04:05
tight=[{a=1.10,b=[2.20]},{a=2025-01-02 07:32:00,b=[]}]
"""
DOCUMENTS = (TEXTS_WITH_KEYS, NESTED_LISTS, INLINE, KEYS, SPELLINGS)

BARE = ("1.10", "+5", "1_000", "0x1F", "-0", "6.02e+23", "inf", "true", "2025-01-02 07:32:00.50", "2025-01-02", "10:30:00.50")
QUOTED = (
    *('""', "''", '"["', "']'", '"#"', r'"\""', r"'\'", '"1.10"', '"""\na = 1.10\n"""', "'''\n[a]\n'''"),
    *('""" "" """""', r'"""\""""""', "'''''['''", '""""#"\\\n"""'),
)
KEYS_OF_ENTRIES = ("a", "1.10", '"b.c"', "'[d]'", 'e . "f#"', '"="')


def random_value(choose: random.Random, depth: int = 0) -> str:
    """A value as TOML writes it, with comments and line ends in its lists."""
    kind = choose.randrange(4 if depth < 3 else 2)
    if kind < 2:
        return choose.choice((BARE, QUOTED)[kind])
    values = [random_value(choose, depth + 1) for _ in range(choose.randrange(4))]
    if kind == 2:
        gap = choose.choice(("", " ", "\n", ' # ] 9.99, "\n  '))
        return f"[{gap}{f'{gap},{gap}'.join(values)}{gap}]"
    return f"{{{', '.join(f'{key} = {value}' for key, value in zip(random_keys(choose), values, strict=False))}}}"


def random_keys(choose: random.Random) -> list[str]:
    return choose.sample(KEYS_OF_ENTRIES, len(KEYS_OF_ENTRIES))


def random_document(choose: random.Random) -> str:
    """A document of lists of tables in lists of tables, with a comment behind some of their entries."""
    outer, inner, innermost = "[[r]]", "[[ r . 'x' ]] # [y]", '[[r."x".z]]'
    lines = ["# [["]
    for header in (
        outer,
        *(each for part in choose.choices(([outer], [inner, innermost], [outer, inner]), k=4) for each in part),
    ):
        entries = zip(random_keys(choose), (random_value(choose) for _ in range(4)), strict=False)
        lines += [header, *(f"{key} = {value}{choose.choice(('', '  # = 9.99'))}" for key, value in entries)]
    return "\n".join(lines)


def scalars(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """The values in a value that are no lists and tables, with their paths."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from scalars(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from scalars(each, (*path, index))
    else:
        yield path, value


def is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and (one == other or (isinstance(one, float) and math.isnan(one) and math.isnan(other)))


def assert_is_spelled_as_parsed(text: str) -> None:
    """Assert that each value is spelled as the parser has found it, and stands where its position says."""
    file = read_toml(text, "t.toml")
    floats: list[str] = []

    def parse_float(spelled: str) -> float:
        floats.append(spelled)
        return float(spelled)

    values = dict(scalars(tomllib.loads(text, parse_float=parse_float)))
    assert [path for path, _ in scalars(file.value)] == list(values)
    for path, value in values.items():
        spelled = file.written(path)
        assert (spelled is None) == isinstance(value, str), path
        if spelled is not None:
            position = file.position(path)
            assert is_same(tomllib.loads(f"v = {spelled}")["v"], value), path
            assert spelled in position.text[position.column - 1 :][: position.length], path
    assert sorted(floats) == sorted(str(file.written(path)) for path, value in values.items() if isinstance(value, float))


def spellings(text: str) -> dict[str, str]:
    """The spelling of each value of a document that is not text, by its dotted path."""
    file = read_toml(text, "t.toml")
    written = {dotted(path): file.written(path) for path, _ in scalars(file.value)}
    return {path: spelled for path, spelled in written.items() if spelled is not None}


def places(text: str, *paths: KeyPath) -> str:
    """The line and the column of each of some paths."""
    file = read_toml(text, "t.toml")
    return " ".join(str(file.position(path)).removeprefix("t.toml:") for path in paths)


@pytest.mark.parametrize("text", DOCUMENTS)
def test_a_value_is_spelled_as_the_parser_finds_it(text: str) -> None:
    assert_is_spelled_as_parsed(text)
    assert_is_spelled_as_parsed(text.replace("\n", "\r\n"))


def test_a_value_of_any_document_is_spelled_as_the_parser_finds_it() -> None:
    choose = random.Random(1)
    for _ in range(200):
        assert_is_spelled_as_parsed(random_document(choose))


def test_no_key_is_found_inside_a_text() -> None:
    assert spellings(TEXTS_WITH_KEYS) == {"m[0].price": "1.10", "m[0].example.n": "1.50", "m[0].it's": "5.50"}
    assert places(TEXTS_WITH_KEYS, ("m", 0, "price"), ("m", 0, "notes", 1), ("m", 0, "example", "n")) == "2:1 6:6 11:6"
    assert places(TEXTS_WITH_KEYS, ("m", 0, "quoted.key"), ("m", 0, "it's")) == "12:1 15:1"


def test_no_header_is_found_inside_a_list() -> None:
    assert spellings(NESTED_LISTS) == {
        **{"links[1][0][0]": "1.10", "links[1][1][0]": "2_0", "price": "1.10", "id": "12345678901234567.89"},
        **{"a[0][0]": "1.0", "a[0][1]": "2.0", "a[1][0]": "3.0", "b": "4.0"},
    }
    assert places(NESTED_LISTS, ("links", 1), ("price",), ("id",), ("a", 1, 0), ("b",)) == "3:2 5:1 6:1 8:2 9:1"


def test_a_number_in_a_list_or_an_inline_table_is_known_as_it_is_spelled() -> None:
    assert spellings(INLINE) == {
        **{"models[0].price": "2.00", "models[1].py.min": "3.10", "models[1].py.max.a.b": "3.20", "models[1].n}": "+5"},
        **{"prices[0]": "1.50", "prices[1]": "2.00", "prices[2]": "3.00"},
    }
    assert places(INLINE, ("models",), ("models", 1), ("models", 1, "py", "min"), ("prices", 2)) == "1:1 1:41 1:49 4:3"


def test_a_table_without_a_header_of_its_own_is_where_its_name_is_first() -> None:
    assert places(KEYS, ("a",), ("x",), ("x", "list", 1), ("x.y",), ("a", "b", "no")) == "1:1 11:1 18:1 7:1 1:1"
    assert places(KEYS, ("p",), ("p", "q"), ("no",), ()) == "23:1 21:1 1:1 1:1"
    assert read_toml("a = 1\n[ b ]  # c \n", "t").position(("b",)) == Position("t", 2, 1, 10, "[ b ]  # c ")


def test_a_value_of_which_others_make_text_is_that_text_as_it_is_written() -> None:
    long = "9" * 400
    text = f"day = 07:32:00.50\nlists = [[{{n = {long}}}], [+1{long}, 0x{'f_F' * 200}]]\n"
    assert read_toml(text, "t").value == {
        "day": "07:32:00.50",
        "lists": [[{"n": long}], [f"+1{long}", f"0x{'f_F' * 200}"]],
    }
