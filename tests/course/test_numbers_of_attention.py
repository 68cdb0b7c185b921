"""The numbers of the page on attention, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math
import re

import pytest

from overrides.figures.attention import EXAMPLE, looks, trained

from .test_numbers import DOCS, prints, softmax
from .test_numbers_of_training import table

PAGE = "nlp-llms/attention.md"
List = tuple[float, float]


def lists() -> dict[str, tuple[List, List, List]]:
    """The queries, keys and values of the page's table."""
    found = {}
    for name, *cells in table(PAGE, "Token", "Query", "Key", "Value"):
        query, key, value = ((float(one), float(other)) for one, other in (cell.strip("()").split(", ") for cell in cells))
        found[name] = (query, key, value)
    return found


def product(one: List, other: List) -> float:
    """The sum of the products, position by position."""
    return one[0] * other[0] + one[1] * other[1]


def shares(query: List, seen: list[str]) -> list[float]:
    """What a query makes of the tokens that it may look at."""
    return softmax(*(product(query, lists()[name][1]) / math.sqrt(2) for name in seen))


def mix(taken: list[float], seen: list[str]) -> List:
    """The mix of the values."""
    values = [lists()[name][2] for name in seen]
    first, second = (sum(share * value[place] for share, value in zip(taken, values, strict=True)) for place in (0, 1))
    return first, second


SEEN = ["cat", "milk", "it"]


def test_what_it_takes_in() -> None:
    query = lists()["it"][0]
    scores = [product(query, lists()[name][1]) / math.sqrt(2) for name in SEEN]
    powers = [math.exp(score) for score in scores]
    taken = shares(query, SEEN)
    assert prints(PAGE, "cat: (2·2 + 0·0) / √2 = {:.3f} milk: (2·0 + 0·2) / √2 = {:.0f} it: (2·1 + 0·1) / √2 = {:.3f}", *scores)
    assert prints(PAGE, "which gives {:.2f}, {:.0f} and {:.2f}, and divide by the sum, {:.2f}:", *powers, sum(powers))
    assert prints(PAGE, "cat: {:.3f} milk: {:.3f} it: {:.3f}", *taken)
    assert prints(PAGE, "0.768·(1, 0) + 0.045·(0, 1) + 0.187·(0.5, 0.5) = ({:.3f}, {:.3f})", *mix(taken, SEEN))


def test_the_exercise_swaps_cat_and_milk() -> None:
    taken, swapped = shares((2, 0), SEEN), shares((0, 2), SEEN)
    assert swapped == pytest.approx([taken[1], taken[0], taken[2]])
    assert shares((0, 0), SEEN) == pytest.approx([1 / 3] * 3)


def test_the_description_of_the_masked_shares() -> None:
    rows = [shares(lists()[name][0], SEEN[: place + 1]) for place, name in enumerate(SEEN)]
    assert rows[0] == [1]
    assert prints(PAGE, "Milk takes {:.3f} from cat and {:.3f} from itself.", *rows[1])
    assert prints(PAGE, "It takes {:.3f} from cat, {:.3f} from milk and {:.3f} from itself.", *rows[2])


def test_why_scores_are_divided() -> None:
    assert prints(PAGE, "in the ratio e⁸, about {:,.0f} to 1", math.exp(8))
    assert prints(PAGE, "and the ratio is e, about {:.1f} to 1.", math.e)


def test_the_number_of_pairs() -> None:
    pairs = [sum(range(1, tokens + 1)) for tokens in (1000, 2000)]
    assert prints(PAGE, "1,000 tokens has {:,} pairs of tokens, and one of 2,000 tokens has {:,},", *pairs)


def test_the_tiny_model_learns_to_find_the_animal() -> None:
    text = " ".join((DOCS / PAGE).read_text("utf-8").split())
    told = re.search(r"such as \*(.+?)\*, and is asked", text)
    assert told is not None
    assert told[1] == ", ".join(f"{paint} {animal}" for animal, paint in EXAMPLE)
    assert trained(0).size == 28
    found = {steps: looks(trained(steps)) for steps in (0, 10, 100)}
    assert (found[0] == 0.25).all()
    places = {animal: place for place, (animal, _) in enumerate(EXAMPLE)}
    for steps, (low, high) in {10: (0.645, 0.705), 100: (0.965, 0.985)}.items():
        hits = [found[steps][row, places[animal]] for row, animal in enumerate(("cat", "dog", "cow", "hen"))]
        assert low < min(hits) <= max(hits) < high
