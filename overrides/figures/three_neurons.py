"""A network of three neurons that learns the distance of x from 0: one example by hand, a training, and many starts."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .drawing import DASHES, Plot, Point, color, document, label, line

Numbers = NDArray[np.float64]

X: Numbers = np.array([-2.0, -1, 0, 1, 2])
Y: Numbers = np.abs(X)
START = (0.5, 0.0, -0.5, 1.5, 0.5, 1.0, 0.0)
"""Weight and bias of each hidden neuron, the weights of both in the output neuron, and the output neuron's bias."""
RATE = 0.05


class Passes(NamedTuple):
    """What comes out of the neurons, and the slopes of the loss for what came in and for the seven weights."""

    hidden: tuple[Numbers, Numbers]
    output: Numbers
    loss: Numbers
    backward: tuple[Numbers, Numbers, Numbers]
    """For the output and for both hidden neurons' sums."""
    slopes: tuple[Numbers, ...]


def passes(weights: Numbers, x: Numbers, y: Numbers) -> Passes:
    """Run forward and backward. `weights` may have an axis for many networks behind that of the seven weights."""
    w1, b1, w2, b2, v1, v2, c = weights[..., None]
    sums = w1 * x + b1, w2 * x + b2
    hidden = np.maximum(sums[0], 0), np.maximum(sums[1], 0)
    output = v1 * hidden[0] + v2 * hidden[1] + c
    blame = 2 * (output - y) / x.size
    one, two = (blame * v * (each > 0) for v, each in zip((v1, v2), sums, strict=True))
    slopes = (one * x, one, two * x, two, blame * hidden[0], blame * hidden[1], blame)
    loss = ((output - y) ** 2).mean(-1)
    return Passes(hidden, output, loss, (blame, one, two), tuple(each.sum(-1) for each in slopes))


def train(weights: Numbers, steps: int) -> Numbers:
    """The weights after some steps of gradient descent on all five examples."""
    for _ in range(steps):
        weights = weights - RATE * np.array(passes(weights, X, Y).slopes)
    return weights


def losses_of_many_starts(starts: int = 1000, steps: int = 4000) -> Numbers:
    """The last losses of networks whose weights start anywhere from −1 to 1."""
    chance = random.Random(1)  # noqa: S311 - the same in every run
    weights = np.array([[chance.uniform(-1, 1) for _ in range(starts)] for _ in START])
    return passes(train(weights, steps), X, Y).loss


def _neuron(at: Point, name: str, forward: str, backward: str) -> list[str]:
    x, y = at
    return [
        f'<g {color(0)}><circle class="drawn-hollow" fill="#fff" stroke="currentColor" stroke-width="1.5" '
        f'cx="{x:g}" cy="{y:g}" r="33"/></g>',
        label((x, y - 8), name, series=0, anchor="middle"),
        label((x, y + 7), forward, series=1, anchor="middle", bold=True),
        label((x, y + 21), backward, series=2, anchor="middle"),
    ]


def _weight(ends: tuple[Point, Point], share: float, value: float, slope: float) -> list[str]:
    (x1, y1), (x2, y2) = ends
    x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
    return [
        line(ends[0], ends[1], series=0, width=1.2),
        label((x, y - 8), _signed(value), series=1, anchor="middle", bold=True),
        label((x, y + 19), _signed(slope), series=2, anchor="middle"),
    ]


def _signed(value: float) -> str:
    return f"{float(value) + 0.0:g}".replace("-", "−")


def one_example() -> str:
    """The network with what one example makes of it: forward and backward."""
    found = passes(np.array(START), np.array([2.0]), np.array([2.0]))
    first_bias, second_bias, bias = (_signed(START[place]) for place in (1, 3, 6))
    d = [float(slope) for slope in found.slopes]
    left, first, second, right = (34.0, 130.0), (190.0, 62.0), (190.0, 198.0), (346.0, 130.0)
    output, one, two = (float(each[0]) for each in found.backward)
    parts = [
        *_weight((left, first), 0.45, START[0], d[0]),
        *_weight((left, second), 0.45, START[2], d[2]),
        *_weight((first, right), 0.55, START[4], d[4]),
        *_weight((second, right), 0.55, START[5], d[5]),
        *_neuron(first, "first", _signed(found.hidden[0][0]), _signed(one)),
        *_neuron(second, "second", _signed(found.hidden[1][0]), _signed(two)),
        *_neuron(right, "output", _signed(found.output[0]), _signed(output)),
        *_neuron(left, "x", "2", "")[:3],
        label((190, 22), f"bias {first_bias}", series=1, anchor="middle", bold=True),
        label((236, 22), _signed(d[1]), series=2),
        label((190, 246), f"bias {second_bias}", series=1, anchor="middle", bold=True),
        label((236, 246), _signed(d[3]), series=2),
        label((346, 90), f"bias {bias}", series=1, anchor="middle", bold=True),
        label((382, 90), _signed(d[6]), series=2),
        label((346, 180), "should be 2", anchor="middle"),
        label((346, 197), f"loss {_signed(found.loss)}", anchor="middle"),
        label((0, 280), "bold: forward, values and weights", series=1, bold=True),
        label((0, 299), "light: backward, slopes", series=2),
    ]
    return document(308, parts)


def learned_curves() -> str:
    """What the network answers to each x, before and during the training."""
    plot = Plot(x=(-2.2, 2.2), y=(-0.5, 2.5), right=340)
    plot.axes((-2, -1, 0, 1, 2), (0, 1, 2), "x", "output")
    inputs = np.linspace(-2, 2, 81)
    places = {0: 1.02, 10: 1.42, 100: 1.78, 2000: 2.14}
    for series, (steps, place) in zip((4, 3, 2, 1), places.items(), strict=True):
        outputs = passes(train(np.array(START), steps), inputs, inputs).output
        plot.curve(zip(inputs.tolist(), outputs.tolist(), strict=True), series)
        plot.label((2.28, place), f"{steps:,} steps" if steps else "start", series)
    plot.dots(zip(X.tolist(), Y.tolist(), strict=True), 0)
    return document(274, plot.parts)


def many_starts() -> str:
    """How many of 1,000 starts end with which loss."""
    losses = losses_of_many_starts()
    plot = Plot(x=(-0.03, 0.6), y=(0, 500))
    plot.axes((0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6), (0, 100, 200, 300, 400, 500), "loss after 4,000 steps", "networks")
    for step in range(12):  # bars stand in the middle of their losses, since many end at 0.4
        count = int(np.count_nonzero(abs(losses - step / 20) < 1 / 40))
        if count:
            (x1, y), (x2, bottom) = plot.at((step / 20 - 1 / 40, count)), plot.at((step / 20 + 1 / 40, 0))
            series = 1 if step == 0 else 2
            plot.parts += [
                f'<g {color(series)}><rect fill="{"currentColor" if step == 0 else "none"}" stroke="currentColor" '
                f'stroke-width="1.5" stroke-dasharray="{DASHES[0] if step == 0 else DASHES[1]}" x="{x1 + 1:.1f}" y="{y:.1f}" '
                f'width="{x2 - x1 - 2:.1f}" height="{bottom - y:.1f}"/></g>',
                label(((x1 + x2) / 2, y - 6), str(count), series=series, anchor="middle"),
            ]
    plot.label((0.04, 300), "found the V", 1)
    plot.label((0.25, 350), "stuck", 2)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "three-neurons-example": one_example,
    "three-neurons-learning": learned_curves,
    "three-neurons-starts": many_starts,
}
