"""Agents: how likely a run of many steps is to succeed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .drawing import Plot, document

STEPS = 40


def checked(chance: float) -> float:
    """The chance of a step that may be tried a second time where a test has caught it."""
    return 1 - (1 - chance) ** 2


def runs() -> str:
    """The chance of a whole run by its number of steps, for four chances of one step."""
    plot = Plot(x=(0, STEPS), y=(0, 100), right=316)
    plot.axes((0, 10, 20, 30, 40), (0, 25, 50, 75, 100), "steps", "runs that succeed, %")
    named = {0.99: "99%", 0.95: "95%", 0.9: "90%"}
    for series, (chance, name) in enumerate(named.items(), start=2):
        plot.curve([(steps, 100 * chance**steps) for steps in range(STEPS + 1)], series)
        plot.label((STEPS + 1, 100 * chance**STEPS - 1.5), f"{name} a step", series)
    twice = checked(0.95)
    plot.curve([(steps, 100 * twice**steps) for steps in range(STEPS + 1)], 1)
    plot.label((STEPS + 1, 100 * twice**STEPS + 1), "95%, checked", 1)
    plot.label((STEPS + 1, 100 * twice**STEPS - 6.5), "and repeated", 1)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"agents-runs": runs}
