"""The numbers of the pages on building with AI, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
import yaml

from .test_numbers import DOCS, prints, softmax
from .test_numbers_of_training import is_printed, table

RETRIEVAL = "building-with-ai/retrieval.md"
LITTLE = frozenset(re.findall(r"\w+", "are not in the at and on may can be for such as must i my into"))
ONE_FORM = {"children": "child", "opens": "open"}


def words(text: str) -> list[str]:
    """The words of a text that count, each in one form."""
    plain = [word.strip(".,?").lower() for word in text.split()]
    return [ONE_FORM.get(word, word.removesuffix("s")) for word in plain if word not in LITTLE]


PASSAGES = {name: words(text) for name, text in table(RETRIEVAL, "Name", "Passage")}
QUESTION = words("May I bring my dog into the reading room?")
MEAN = sum(map(len, PASSAGES.values())) / len(PASSAGES)


def rarity(word: str) -> float:
    """The weight of a word of the question."""
    having = [name for name, found in PASSAGES.items() if word in found]
    return math.log(len(PASSAGES) / len(having)) if having else 0


def levelled(count: int, length: int) -> float:
    """What BM25 takes in place of a count."""
    return count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / MEAN))


def by_words(name: str, counts: Callable[[int, int], float]) -> float:
    """The score of a passage by the words that it shares with the question."""
    found = PASSAGES[name]
    return sum(counts(found.count(word), len(found)) * rarity(word) for word in QUESTION)


def tf_idf(name: str) -> float:
    """The score with plain counts."""
    return by_words(name, lambda count, _: count)


def bm25(name: str) -> float:
    """The score with counts that level off."""
    return by_words(name, levelled)


LISTS = {"A": (0.6, 0.8, 0), "B": (0.96, 0.28, 0), "C": (0, 1, 0), "D": (0, 0, 1), "E": (0, 0, 1), "F": (1, 0, 0)}


def cosine(name: str) -> float:
    """The cosine with the list of the question."""
    return sum(one * other for one, other in zip(LISTS[name], (0.8, 0.6, 0), strict=True))


def test_passages_are_scored_by_their_words() -> None:
    assert QUESTION == ["bring", "dog", "reading", "room"]
    assert (MEAN, len(PASSAGES["B"]), len(PASSAGES["C"])) == (5, 5, 9)
    assert prints(RETRIEVAL, "dog, reading: ln(6/2) = {:.3f} room: ln(6/3) = {:.3f}", rarity("dog"), rarity("room"))
    assert rarity("reading") == rarity("dog")
    assert prints(
        RETRIEVAL,
        "A: 1.099 + 1.099 + 0.693 = {:.3f} B: 1.099 + 0.693 = {:.3f} C: 1.099 + 2 · 0.693 = {:.3f}",
        *map(tf_idf, "ABC"),
    )
    assert prints(
        RETRIEVAL,
        "one occurrence counts 2.2/2.92 = {:.3f}, and two count 4.4/3.92 = {:.3f}.",
        *(levelled(n, 9) for n in (1, 2)),
    )
    assert levelled(1, 5) == 1
    assert prints(RETRIEVAL, "So *K* is {:.1f} for B and {:.2f} for C.", *(1.2 * (0.25 + 0.75 * n / MEAN) for n in (5, 9)))
    assert prints(RETRIEVAL, "C falls to {:.3f}, and B, which keeps its {:.3f}", bm25("C"), bm25("B"))
    assert 2.19 < levelled(1000, 5) < 2.2
    assert [(tf_idf(name), bm25(name)) for name in "DEF"] == [(0, 0)] * 3


def test_passages_are_scored_by_lists() -> None:
    assert all(math.hypot(*numbers) == 1 for numbers in LISTS.values())
    assert prints(RETRIEVAL, "0.48 + 0.48 = {:.2f} B = (0.96, 0.28, 0) 0.77 + 0.17 = {:.2f}", cosine("A"), cosine("B"))
    assert prints(RETRIEVAL, "C = (0, 1, 0) {:.2f} F = (1, 0, 0) {:.2f}", cosine("C"), cosine("F"))


def test_precision_and_recall_at_k() -> None:
    for (name, *shown), score in zip(table(RETRIEVAL, "Score", "Precision at 2"), (tf_idf, bm25, cosine), strict=True):
        ranked = sorted(PASSAGES, key=score, reverse=True)
        computed = []
        for k in (2, 3):
            helping = len(set(ranked[:k]) & set("ABF"))
            computed += [helping / k, helping / 3]
        assert all(map(is_printed, computed, shown)), name


def test_a_text_is_cut() -> None:
    text = "Dogs are not allowed in the library. This rule does not hold for guide dogs, which are welcome in every room."
    cut = re.split(" ", text)
    pieces = [" ".join(cut[begin : begin + 8]) for begin in range(0, len(cut), 8)]
    assert prints(RETRIEVAL, " ".join(f'{number}. "{piece}"' for number, piece in enumerate(pieces, 1)))
    counts = [math.ceil((1000 - overlap) / (200 - overlap)) for overlap in (0, 50)]
    assert prints(RETRIEVAL, "1,000 words in pieces of 200 are {} passages, and {} if each", *counts)


PROMPTING = "building-with-ai/prompting.md"
CHOICES = yaml.safe_load((DOCS / "registry/building-with-ai.yml").read_text("utf-8"))["topics"]["prompting"]["quiz"]


def interval(right: int, asked: int) -> tuple[float, float, float, float]:
    """A share with two more right and two more wrong answers, its standard error, and the interval around it."""
    share = (right + 2) / (asked + 4)
    error = math.sqrt(share * (1 - share) / (asked + 4))
    return share, error, share - 1.96 * error, share + 1.96 * error


def test_the_intervals_of_two_prompts() -> None:
    share, error, low, high = interval(17, 20)
    assert prints(
        PROMPTING, "share = 19/24 = {:.3f} standard error = √({:.3f} · {:.3f} / 24) = {:.3f}", share, share, 1 - share, error
    )
    assert prints(PROMPTING, "interval = 0.792 ± 1.96 · 0.083 = {:.2f} to {:.2f}", low, high)
    assert prints(PROMPTING, "So B may be right on {:.0f}% of all emails, or on {:.0f}%.", 100 * low, 100 * high)
    assert prints(PROMPTING, "For A, the same steps give {:.2f} to {:.2f}.", *interval(13, 20)[2:])
    for asked in (20, 100, 400):
        ends = [100 * end for share in (0.65, 0.85) for end in interval(round(share * asked), asked)[2:]]
        assert prints(
            PROMPTING, f"With {asked} emails, A reaches from {{:.0f}} to {{:.0f}}% and B from {{:.0f}} to {{:.0f}}%.", *ends
        )
    perfect = CHOICES["perfect"]["choices"]
    share, error, low, high = interval(20, 20)
    assert perfect["low"]["text"] == f"It may well be as low as {100 * low:.0f}%"
    assert perfect["low"]["feedback"].startswith(f"{share:.3f} − 1.96 · {error:.3f} = {low:.2f}.")
    assert high > 1
    assert 1 / 3 < 0.95**20 < 0.37


def coins(heads: int, tosses: int) -> float:
    """The probability of at least so many heads or at least so many tails, with more than half of either."""
    return 2 * sum(math.comb(tosses, each) * 0.5**tosses for each in range(heads, tosses + 1))


def test_the_sign_test() -> None:
    both, neither, a_alone, b_alone = 12, 2, 1, 5
    assert (both + a_alone, both + b_alone, both + neither + a_alone + b_alone) == (13, 17, 20)
    assert [math.comb(6, each) for each in (5, 6)] == [6, 1]
    assert prints(PROMPTING, "(6 + 1) / 64 = {:.2f} either prompt so lucky: 14/64 = {:.2f}", coins(5, 6) / 2, coins(5, 6))
    assert prints(PROMPTING, "the same sum would give {:.4f}.", coins(25, 30))
    assert coins(4, 4) == 1 / 8
    rows = table(PROMPTING, "Email", "Right", "Prompt A", "Prompt B")
    assert [(right == a, right == b) for _, right, a, b in rows] == [(True, True), (False, True)] * 2 + [(True, False)]


def best_of(prompts: int, asked: int) -> float:
    """The expected best share of right answers, if each prompt is right with probability 0.7."""
    chances = [math.comb(asked, right) * 0.7**right * 0.3 ** (asked - right) for right in range(asked + 1)]
    up_to = [min(1.0, sum(chances[: right + 1])) ** prompts for right in range(asked + 1)]
    return sum(right * (now - before) for right, (before, now) in enumerate(pairwise([0.0, *up_to]))) / asked


def test_the_winner_of_twenty_prompts() -> None:
    assert best_of(1, 20) == pytest.approx(0.7)
    assert prints(PROMPTING, "the winner will show about {:.0f}%", 100 * best_of(20, 20))
    assert prints(PROMPTING, "On 100, it will still show about {:.0f}%.", 100 * best_of(20, 100))


TOOLS = "building-with-ai/tools.md"
TOKENS = ("Sure", '{"cups":', "two", "2", "12", "}")


def next_states(state: str, text: str) -> set[str]:
    """What the page's table allows: the states to which a token leads."""
    rows = table(TOOLS, "State", "Allowed tokens", "Next state")
    return {then for name, token, then in rows if (name, token) == (state, f"`{text}`")}


def test_the_table_of_states_is_the_grammar() -> None:
    def fits(text: str) -> bool:
        """Whether a text is an order, or can become one."""
        return re.fullmatch(r'\{"cups":(\d{1,2}\}?)?', text) is not None

    texts = {"begin": "", "number": '{"cups":', "after 2": '{"cups":2', "two digits": '{"cups":12', "end": '{"cups":2}'}
    for state, text in texts.items():
        for token in TOKENS:
            # A brace after nothing, or digits before the name, fit as little as a third digit.
            assert bool(next_states(state, token)) == fits(text + token), (state, token)


def test_masks_and_what_they_distort() -> None:
    number = dict(zip(TOKENS, softmax(0, 0, 3, 2, 1, 0), strict=True))
    after_two = dict(zip(TOKENS, softmax(0, 0, 0, 0, 0, 3), strict=True))
    after_twelve = dict(zip(TOKENS, softmax(0, 0, 0, 3, 0, 0), strict=True))
    two, twelve = number["2"], number["12"]
    assert prints(TOOLS, "chance {:.3f} {:.3f} {:.3f} {:.3f} ```", number["two"], two, twelve, number["Sure"])
    assert prints(TOOLS, "2: {:.3f} / ({:.3f} + {:.3f}) = {:.2f}", two, two, twelve, two / (two + twelve))
    assert prints(TOOLS, "12: {:.3f} / ({:.3f} + {:.3f}) = {:.2f}", twelve, two, twelve, twelve / (two + twelve))
    assert prints(TOOLS, "With the masks, {:.0f}% of all answers", 100 * twelve / (two + twelve))
    close, again, cut = after_two["}"], after_two["2"], after_twelve["}"]
    assert prints(TOOLS, "a probability of {:.2f}. After `12` it gives it only {:.2f}:", close, cut)
    own = (two * close, two * again * close, twelve * cut)
    assert prints(TOOLS, "2}}: {:.3f} · {:.2f} = {:.3f}", two, close, own[0])
    assert prints(TOOLS, "22}}: {:.3f} · {:.2f} · {:.2f} = {:.3f}", two, again, close, own[1])
    assert prints(TOOLS, "12}}: {:.3f} · {:.2f} = {:.3f}", twelve, cut, own[2])
    assert own[2] / sum(own) < 0.02
    assert twelve / (two + twelve) > 10 * own[2] / sum(own)


def test_a_call_that_helps_and_eight_tries() -> None:
    assert prints(TOOLS, "falls from −ln 0.1 = {:.2f} to −ln 0.9 = {:.2f}", -math.log(0.1), -math.log(0.9))
    assert prints(TOOLS, "0.61⁸ = {:.0f}% of cases", 100 * 0.61**8)


def test_the_json_on_the_page_is_json() -> None:
    blocks = re.findall(r"```json\n(.*?)```", (DOCS / TOOLS).read_text("utf-8"), re.DOTALL)
    order, tool, call = map(json.loads, blocks)
    assert order == {"cups": 2}
    assert call["params"]["name"] == tool["name"]
    assert set(call["params"]["arguments"]) == set(tool["inputSchema"]["required"])
