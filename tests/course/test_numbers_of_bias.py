"""The numbers of the page on bias, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math
from statistics import NormalDist

import yaml

from .test_numbers import DOCS, prints
from .test_numbers_of_training import table

PAGE = "safety-society/bias.md"
QUIZ = yaml.safe_load((DOCS / "registry/safety-society.yml").read_text("utf-8"))["topics"]["using-well"]["quiz"]
GROUPS = {name: [int(count) for count in counts] for name, *counts in table(PAGE, "Group", "Managed, accepted")}


def test_the_shares_of_two_groups() -> None:
    right = {name: hits + rejections for name, (hits, _, _, rejections) in GROUPS.items()}
    total = {name: sum(counts) for name, counts in GROUPS.items()}
    assert prints(PAGE, "There were {} from the town and {} from villages", *total.values())
    everyone = sum(total.values())
    assert prints(
        PAGE,
        "{} of {} decisions were right, which is {:.0f}%.",
        sum(right.values()),
        everyone,
        100 * sum(right.values()) / everyone,
    )
    assert prints(PAGE, "By group, it is {:.0f}% and {:.0f}%.", *(100 * right[name] / total[name] for name in GROUPS))
    town, village = GROUPS.values()
    for name, kinds, among in (
        ("accepted", (0, 2), (0, 1, 2, 3)),
        ("recall", (0,), (0, 1)),
        ("false alarms", (2,), (2, 3)),
        ("precision", (0,), (0, 2)),
    ):
        pairs = [(sum(group[kind] for kind in kinds), sum(group[kind] for kind in among)) for group in (town, village)]
        assert prints(PAGE, " ".join([name, *(f"{part}/{whole} {100 * part / whole:.0f}%" for part, whole in pairs)])), name
    share, asked = (10 + 2) / (20 + 4), 24
    reach = 1.96 * math.sqrt(share * (1 - share) / asked)
    assert prints(
        PAGE,
        "goes from {:.0f} to {:.0f}%. Say so",
        100 * (share - reach),
        100 * (share + reach),
    )


def wrong(threshold: float, harder: float) -> float:
    """The share of wrong decisions in a group for which the test is harder by some points."""
    return (NormalDist(60 - harder, 10).cdf(threshold) + 1 - NormalDist(40 - harder, 10).cdf(threshold)) / 2


def best(share: float) -> float:
    """The threshold with the fewest wrong decisions, to a tenth."""
    return min((n / 10 for n in range(300, 601)), key=lambda each: (1 - share) * wrong(each, 0) + share * wrong(each, 12))


def test_a_threshold_that_was_trained_on_one_group() -> None:
    alone = best(0)
    assert prints(
        PAGE,
        "that is {:.0f} points. Then {:.0f}% of decisions are wrong for the town, and {:.0f}% for the villages.",
        alone,
        100 * wrong(alone, 0),
        100 * wrong(alone, 12),
    )
    assert prints(PAGE, "With one village child in ten examples, it moves to {:.1f}", best(0.1))
    assert prints(PAGE, "With as many examples from each group, both have {:.0f}%.", 100 * wrong(best(0.5), 0))
    assert math.isclose(wrong(best(0.5), 0), wrong(best(0.5), 12))
    assert prints(PAGE, "A test without trams gives both groups {:.0f}%.", 100 * wrong(alone, 0))


def test_equal_recall_and_false_alarms_leave_other_shares_unequal() -> None:
    (hits, misses, false_alarms, rejections), village = GROUPS["Town"], GROUPS["Village"]
    able, unable = sum(village[:2]), sum(village[2:])
    recall, alarms = hits / (hits + misses), false_alarms / (false_alarms + rejections)
    assert prints(PAGE, "a recall of {:.0f}% and false alarms of {:.0f}% for each.", 100 * recall, 100 * alarms)
    found, let_in = recall * able, alarms * unable
    assert prints(PAGE, "that means {:.0f} of {} and {:.0f} of {}:", found, able, let_in, unable)
    assert prints(PAGE, "village (16 + 6)/50 = {:.0f}% precision", 100 * (found + let_in) / (able + unable))
    assert prints(
        PAGE,
        "town 48/(48 + 8) = {:.0f}% village 16/(16 + 6) = {:.0f}%",
        100 * hits / (hits + false_alarms),
        100 * found / (found + let_in),
    )
    assert prints(
        PAGE,
        "{:.0f}% of the town's applicants would manage, and {:.0f}% of the villages'.",
        hits + misses,
        100 * able / (able + unable),
    )


USING = "safety-society/using-well.md"


def test_claims_that_are_all_right_and_writers_who_are_innocent() -> None:
    assert prints(USING, "0.9 · 0.9 · 0.9 · 0.9 · 0.9 = {:.2f}", 0.9**5)
    assert prints(USING, "all five are right in only {:.0f}% of cases:", 100 * 0.9**5)
    guilty, innocent = 0.8 * 10, 0.1 * 90
    assert prints(USING, "80% of 10 = {:.0f} flagged, by a student 10% of 90 = {:.0f}", guilty, innocent)
    assert prints(USING, "nine of their writers, {:.0f}%, did nothing wrong", 100 * innocent / (guilty + innocent))
    assert prints(USING, "and {:.0f}% where half are.", 100 * 0.1 / (0.1 + 0.8))
    flagged = QUIZ["flagged"]["choices"]["half"]["feedback"]
    assert flagged == f"{0.05 * 95:.2f} of {0.05 * 95 + 0.8 * 5:.2f}, which is {100 * 4.75 / 8.75:.0f}%."
