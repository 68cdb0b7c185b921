"""The numbers of the page on embeddings, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from overrides.figures.embeddings import cosine as cosine_of
from overrides.figures.embeddings import trainings

from .test_numbers import DOCS, prints, registered
from .test_numbers_of_training import table

PAGE = "nlp-llms/embeddings.md"
LEFT_OUT = {"the", "on", "in", "at", "to", "with"}


def counted() -> dict[str, Counter[str]]:
    """For each word of the page's sentences, how often others stand in one sentence with it."""
    lines = (DOCS / PAGE).read_text("utf-8").splitlines()
    begin = lines.index("    ```text") + 1
    sentences = lines[begin : lines.index("    ```", begin)]
    assert len(sentences) == 24
    lists: dict[str, Counter[str]] = {}
    for sentence in sentences:
        words = [word for word in sentence.split() if word not in LEFT_OUT]
        for place, word in enumerate(words):
            lists.setdefault(word, Counter()).update(words[:place] + words[place + 1 :])
    return lists


def cosine(one: dict[str, int], other: dict[str, int]) -> float:
    """The cosine of two lists of counts."""
    product = sum(count * other.get(word, 0) for word, count in one.items())
    return product / math.sqrt(sum(each**2 for each in one.values()) * sum(each**2 for each in other.values()))


def test_the_lists_of_four_words() -> None:
    lists = counted()
    assert prints(PAGE, "Then {} words remain.", len(lists))
    rows = table(PAGE, "Beside it", "cat", "dog", "train", "bus")
    for name, *shown in rows:
        assert shown == [str(lists[word][name]) for word in ("cat", "dog", "train", "bus")], name
    assert {name for name, *_ in rows} == set().union(*(lists[word] for word in ("cat", "dog", "train", "bus")))
    assert "dog" not in lists["cat"]
    assert [len(lists[one].keys() & lists[other]) for one, other in (("cat", "dog"), ("train", "bus"), ("cat", "train"))] == [
        3,
        6,
        0,
    ]


def test_the_cosines() -> None:
    lists = counted()
    assert [sum(each**2 for each in lists[word].values()) for word in ("cat", "dog", "train", "bus")] == [6, 6, 12, 13]
    assert prints(PAGE, "3 / (√6 · √6) = {:.2f} train, bus:", cosine(lists["cat"], lists["dog"]))
    assert prints(PAGE, "11 / (√12 · √13) = {:.2f} cat, train:", cosine(lists["train"], lists["bus"]))
    quiz = registered("nlp-llms")["embeddings"]["quiz"]
    assert quiz["cosine"]["choices"]["fifth"]["text"] == f"{cosine({'a': 2, 'b': 1}, {'a': 1, 'b': 2}):.1f}"
    assert "juice" not in lists["milk"]
    assert lists["milk"].keys() & lists["juice"] >= {"drinks", "child"}
    assert lists["bus"].keys() & lists["bed"] == set()


def test_a_step_of_word2vec() -> None:
    cat, drinks = (1.0, 0.0), (0.5, 0.5)

    def probability(one: tuple[float, float], other: tuple[float, float]) -> float:
        return 1 / (1 + math.exp(-one[0] * other[0] - one[1] * other[1]))

    guess = probability(cat, drinks)
    share = 1 - guess
    moved = (cat[0] + share * drinks[0], cat[1] + share * drinks[1])
    neighbor = (drinks[0] + share * cat[0], drinks[1] + share * cat[1])
    assert prints(PAGE, "1/(1 + e^−0.5) = {:.4f}", guess)
    assert prints(PAGE, "The slope of the loss for the score is 0.6225 − 1 = {:.4f}.", guess - 1)
    assert prints(PAGE, "(1, 0) + 0.3775·(0.5, 0.5) = ({:.3f}, {:.3f})", *moved)
    assert prints(PAGE, "(0.5, 0.5) + 0.3775·(1, 0) = ({:.3f}, {:.1f})", *neighbor)
    assert prints(PAGE, "the probability is now {:.3f}.", probability(moved, neighbor))
    # The slope of −log p for the score is p − 1.
    nudged = -math.log(1 / (1 + math.exp(-0.500001))) + math.log(guess)
    assert nudged / 1e-6 == pytest.approx(guess - 1, abs=1e-4)


def test_the_description_of_the_training() -> None:
    steps = list(trainings(200))
    train, cat, apart = (
        [cosine_of(step, *pair) for step in steps] for pair in (("train", "bus"), ("cat", "dog"), ("cat", "train"))
    )
    assert prints(PAGE, "Train and bus begin at {:.2f} and reach almost 1 after 50 steps.", train[0])
    assert prints(PAGE, "Cat and dog begin at {:.2f} and reach almost 1 after 100 steps.", cat[0])
    assert prints(PAGE, "begin at {:.2f}, fall to {:.2f} and end at {:.2f}.", apart[0], min(apart), apart[-1])
    assert train[50] > 0.94
    assert cat[100] > 0.94
