"""Sound as numbers: a sound that the page plays, its spectrogram, two waves with the same samples, and the mel scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from .drawing import Plot, document, line
from .spectrograms import RATE, Numbers, joined, spectrogram, wav_of

PITCH = 120
FORMANTS = {
    "ah": ((730, 60, 1.0), (1090, 70, 0.5), (2440, 110, 0.06)),
    "ee": ((270, 45, 1.0), (2290, 90, 0.2), (3010, 110, 0.1)),
}
"""The peaks of two vowels: frequency, as Peterson and Barney (1952) measured with men, width and strength."""
PARTS = {"tone": (0, 6400), "rising tone": (7200, 13600), "ah": (14400, 19200), "ee": (20000, 24800)}
"""The first sample of each part of the sound, and the one after its last."""


def vowel(name: str, length: int) -> Numbers:
    """A voice at a steady pitch: its overtones, those near a formant the strongest."""
    times, found = np.arange(length) / RATE, np.zeros(length)
    for overtone in range(PITCH, 3900, PITCH):
        strength = sum(peak / (1 + ((overtone - middle) / width) ** 2) for middle, width, peak in FORMANTS[name])
        found += strength * np.sin(2 * np.pi * overtone * times)
    return found / abs(found).max()


def samples() -> Numbers:
    """A tone of 440 Hz, one that rises from 300 to 3,300 Hz, an *ah* and an *ee*, with pauses."""
    times = np.arange(6400) / RATE
    rise = 300 * times + 3000 / (2 * times[-1]) * times**2
    sounds = {
        "tone": 0.7 * np.sin(2 * np.pi * 440 * times),
        "rising tone": 0.7 * np.sin(2 * np.pi * rise),
        "ah": vowel("ah", 4800),
        "ee": vowel("ee", 4800),
    }
    return joined(PARTS, sounds)


def mel(hertz: float) -> float:
    """A frequency on the mel scale, by the usual formula."""
    return 2595 * math.log10(1 + hertz / 700)


def aliases() -> str:
    """Waves of 1 and of 7 Hz, which have the same eight samples a second."""
    plot = Plot(x=(0, 1), y=(-1, 1), bottom=210)
    plot.axes((0, 0.25, 0.5, 0.75, 1), (-1, 0, 1), "seconds", "pressure")
    times = np.arange(0, 1.0001, 1 / 112)
    for frequency, series in ((7, 2), (1, 1)):
        plot.curve(zip(times, np.cos(2 * np.pi * frequency * times), strict=True), series, width=2.5 if series == 1 else 1.5)
    plot.dots([(number / 8, math.cos(2 * math.pi * number / 8)) for number in range(9)], 0)
    plot.label((0.5, 1.12), "1 Hz", 1, "end")
    plot.label((0.56, 1.12), "7 Hz", 2)
    return document(254, plot.parts)


def mel_scale() -> str:
    """The mel scale up to 4,000 Hz, with eight steps of equal height."""
    plot = Plot(x=(0, 4000), y=(0, 2200), left=46, right=402)
    plot.axes((0, 1000, 2000, 3000, 4000), (0, 500, 1000, 1500, 2000), "Hz", "mel")
    for number in range(1, 9):
        height = mel(4000) * number / 8
        hertz = 700 * (10 ** (height / 2595) - 1)
        plot.parts.append(line(plot.at((hertz, 0)), plot.at((hertz, height)), series=2, dash="2 4"))
        plot.dots([(hertz, height)], 2, hollow=True)
    plot.curve([(hertz, mel(hertz)) for hertz in range(0, 4001, 100)], 1)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "sound-aliases": aliases,
    "sound-spectrogram": lambda: spectrogram(samples(), PARTS),
    "sound-mel-scale": mel_scale,
}
SOUNDS: Mapping[str, Callable[[], bytes]] = {"tone-rise-ah-ee": lambda: wav_of(samples())}
"""What computes each sound, by the name of its file."""
