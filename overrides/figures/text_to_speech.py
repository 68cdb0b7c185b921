"""Text to speech: what a filter makes of single pulses, and the word *why*, spoken by pulses through three filters."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .drawing import Plot, document, line
from .spectrograms import RATE, Numbers, joined, spectrogram, wav_of

FORMANTS = {"oo": (300, 870, 2240), "ah": (730, 1090, 2440), "ee": (270, 2290, 3010)}
"""The first three formants of vowels, as Peterson and Barney (1952) measured them with men."""
WIDTHS = (80, 100, 140)
"""How wide the formants' peaks are, in Hz."""
VOWELS = {
    "buzz": ((), (120, 120)),
    "ah": (("ah", "ah"), (120, 120)),
    "why": (("oo", "ah", "ah", "ee", "ee"), (135, 85)),
    "why?": (("oo", "ah", "ah", "ee", "ee"), (95, 190)),
}
"""For each part of the sound, the vowels through which it goes, and the pitch at its beginning and end."""
LENGTH = 5600
PARTS = {name: (place * 6400, place * 6400 + LENGTH) for place, name in enumerate(VOWELS)}


def ring(pulses: Sequence[float], same: float, before: float) -> list[float]:
    """A filter with two numbers, as the page writes it: each output is the input plus shares of the last two outputs."""
    found = [0.0, 0.0]
    for pulse in pulses:
        found.append(pulse + same * found[-1] + before * found[-2])
    return found[2:]


def shares(frequency: float, width: float) -> tuple[float, float]:
    """The two numbers of the filter that lets one frequency through, with a peak of some width."""
    fading = math.exp(-math.pi * width / RATE)
    return 2 * fading * math.cos(math.tau * frequency / RATE), -(fading**2)


def pulses(pitches: Numbers) -> Numbers:
    """The pulses of a voice at a pitch that changes. One between two samples is shared by both."""
    found = np.zeros(len(pitches) + 1)
    turns = np.concatenate(([0.0], np.cumsum(pitches / RATE)))
    for place in np.flatnonzero(np.diff(np.floor(turns))):
        behind = (turns[place + 1] % 1) / (turns[place + 1] - turns[place])
        found[place] += behind
        found[place + 1] += 1 - behind
    return found[:-1]


def spoken(vowels: Sequence[str], pitch: tuple[float, float]) -> Numbers:
    """Pulses, made dull as the vocal folds' are, through a filter for each formant, whose frequencies glide."""
    source = ring(list(pulses(np.linspace(*pitch, LENGTH))), 0.8, 0)
    steps = np.linspace(0, max(len(vowels) - 1, 0), LENGTH)
    for number, width in enumerate(WIDTHS if vowels else ()):
        middles = np.interp(steps, range(len(vowels)), [FORMANTS[vowel][number] for vowel in vowels])
        found = [0.0, 0.0]
        for value, middle in zip(source, middles, strict=True):
            same, before = shares(middle, width)
            found.append((1 - same - before) * value + same * found[-1] + before * found[-2])
        source = found[2:]
    sound = np.array(source)
    sound -= sound.mean()
    return sound / abs(sound).max()


def samples() -> Numbers:
    """The buzz alone, an *ah*, and *why* as a statement and as a question."""
    return joined(PARTS, {name: spoken(*how) for name, how in VOWELS.items()})


def ringing() -> str:
    """Two pulses, and what the filter of the page makes of them."""
    plot = Plot(x=(0, 36), y=(-1, 1.5))
    plot.axes((0, 6, 12, 18, 24, 30, 36), (-1, -0.5, 0, 0.5, 1, 1.5), "sample", "pressure")
    found = ring([float(place in (0, 20)) for place in range(37)], 0.9, -0.81)
    for place in (0, 20):
        plot.parts.append(line(plot.at((place, 0)), plot.at((place, 1)), series=2, width=3))
        plot.label((place + 0.5, 1.28), "pulse", 2)
    plot.curve(enumerate(found), 1, width=1.5)
    plot.dots(enumerate(found), 1, radius=2)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "text-to-speech-ringing": ringing,
    "text-to-speech-why": lambda: spectrogram(samples(), PARTS),
}
SOUNDS: Mapping[str, Callable[[], bytes]] = {"buzz-ah-why": lambda: wav_of(samples())}
"""What computes each sound, by the name of its file."""
