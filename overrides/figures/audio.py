"""Audio and music: a melody through codebooks that correct each other, its spectrogram, and the delays of MusicGen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .drawing import GRID, Plot, document, label, line
from .grids import frame, shades
from .spectrograms import RATE, wav_of

Numbers = NDArray[np.float64]

NOTES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11, "c": 12}
"""Semitones above the C of 261.6 Hz."""
LENGTH = 2400
"""Samples of a note, 0.3 seconds."""
MELODY, SCALE = "CCGGAAG", "CDEFGABc"
"""What is sent through the codec, the beginning of a French folk song; and what its codebooks are fitted to."""
PIECE, ENTRIES, CODEBOOKS = 16, 32, 8
"""Samples that become one token of each codebook, entries of a codebook, and how many codebooks there are."""


def played(notes: str) -> Numbers:
    """Notes of a plucked string: overtones that get weaker, the high ones faster."""
    times = np.arange(LENGTH) / RATE
    found = []
    for note in notes:
        pitch = 440 * 2 ** ((NOTES[note] - 9) / 12)
        tones = [np.sin(2 * np.pi * k * pitch * times) * np.exp(-2 * k * times) / k**1.5 for k in (1, 2, 3, 4)]
        found.append(
            np.sum(tones, axis=0) * np.minimum(1, np.arange(LENGTH) / 60) * np.minimum(1, np.arange(LENGTH)[::-1] / 120)
        )
    return np.asarray(0.5 * np.concatenate(found))


def nearest(pieces: Numbers, codebook: Numbers) -> NDArray[np.int_]:
    """The number of the nearest entry for each piece."""
    distances = (pieces**2).sum(1)[:, None] - 2 * pieces @ codebook.T + (codebook**2).sum(1)
    return np.asarray(distances.argmin(1))


def _fitted(pieces: Numbers) -> Numbers:
    """Entries that begin as evenly chosen pieces and are moved to the means of the pieces next to them."""
    found = pieces[np.linspace(0, len(pieces) - 1, ENTRIES).astype(int)]
    for _ in range(40):
        chosen = nearest(pieces, found)
        means = [pieces[chosen == entry].mean(0) if (chosen == entry).any() else found[entry] for entry in range(ENTRIES)]
        found = np.array(means)
    return found


@cache
def codebooks() -> list[Numbers]:
    """The codebooks, each fitted to what the ones before leave of the scale."""
    rest, found = played(SCALE).reshape(-1, PIECE), []
    for _ in range(CODEBOOKS):
        found.append(_fitted(rest))
        rest = rest - found[-1][nearest(rest, found[-1])]
    return found


def restored(count: int) -> Numbers:
    """The melody as the first codebooks give it back."""
    rest = played(MELODY).reshape(-1, PIECE)
    sums = np.zeros_like(rest)
    for codebook in codebooks()[:count]:
        part = codebook[nearest(rest - sums, codebook)]
        sums = sums + part
    return sums.reshape(-1)


def error(count: int) -> float:
    """How strong the error is, as a share of the melody's strength."""
    melody = played(MELODY)
    return float(np.sqrt(((melody - restored(count)) ** 2).sum() / (melody**2).sum()))


def waves() -> str:
    """24 milliseconds of the melody, with what one, two and eight codebooks make of it."""
    begin, length, parts = 2 * LENGTH, 192, []
    melody = played(MELODY)[begin : begin + length]
    for place, count in enumerate((1, 2, 8)):
        plot = Plot(x=(0, 24), y=(-1, 1), left=6, right=414, top=30 + place * 106, bottom=110 + place * 106)
        words = f"{count} codebook{'s' if count > 1 else ''}"
        plot.parts += [
            line(plot.at((0, 0)), plot.at((24, 0))),
            label((6, plot.top - 8), words, series=2, bold=True),
            label((414, plot.top - 8), f"error {100 * error(count):.0f}%", series=0, anchor="end"),
        ]
        found = restored(count)[begin : begin + length]
        plot.curve([(sample / 8, height) for sample, height in enumerate(melody) if sample % 2 == 0], 1, width=1.5)
        plot.curve([(sample / 8, height) for sample, height in enumerate(found)], 2, width=2, dashed=False)
        parts += plot.parts
    parts.append(label((414, 340), "24 milliseconds →", anchor="end"))
    return document(348, parts)


def strengths(sound: Numbers) -> Numbers:
    """A spectrogram up to 2,000 Hz in decibels below the strongest: 64 frequencies × windows."""
    starts = range(0, len(sound) - 256, 200)
    powers = np.array([abs(np.fft.rfft(sound[start : start + 256] * np.hanning(256))) ** 2 for start in starts])
    return np.asarray(10 * np.log10(np.maximum(powers / powers.max(), 1e-9)).T[:64])


def spectrograms() -> str:
    """The melody, and what one codebook makes of it."""
    parts = []
    for place, (words, sound) in enumerate((("the melody", played(MELODY)), ("1 codebook", restored(1)))):
        found = strengths(sound)
        rows = np.maximum((np.maximum(found[0::2], found[1::2])[::-1] + 36) / 36, 0)
        rows = rows[:, : rows.shape[1] // 2 * 2].reshape(32, -1, 2).max(2)
        left, top, cell = 46 + place * 194, 30, (4.3, 5)
        size = (cell[0] * rows.shape[1], cell[1] * 32)
        parts += [
            label((left + size[0] / 2, 16), words, series=0, anchor="middle", bold=True),
            shades(rows, (left, top), cell, 1),
            frame((left, top), size),
            label((left, top + size[1] + 18), "0"),
            label((left + size[0], top + size[1] + 18), "2.1 seconds", anchor="end"),
        ]
    for hertz in (0, 1000, 2000):
        parts.append(label((40, 30 + 160 * (1 - hertz / 2000) + 4.5), f"{hertz:,}", anchor="end"))
    return document(216, [label((0, 16), "Hz"), *parts])


def delays() -> str:
    """Which frame's token each codebook gives in each step, with the four tokens of frame 3 marked."""
    left, top, cell, steps = 96, 44, 36, 9
    parts = [label((left, 16), "step", series=None)]
    grid = "".join(f"M{left} {top + row * cell}h{steps * cell}" for row in range(5))
    grid += "".join(f"M{left + column * cell} {top}v{4 * cell}" for column in range(steps + 1))
    marked = np.zeros((4, steps))
    for codebook in range(4):
        marked[codebook, codebook + 2] = 0.4
        parts.append(label((left - 8, top + (codebook + 0.5) * cell + 4.5), f"codebook {codebook + 1}", anchor="end"))
        for number in range(1, steps + 1 - codebook):
            middle = left + (codebook + number - 0.5) * cell
            parts.append(label((middle, top + (codebook + 0.5) * cell + 4.5), str(number), series=0, anchor="middle"))
    for step in range(1, steps + 1):
        parts.append(label((left + (step - 0.5) * cell, top - 8), str(step), anchor="middle"))
    drawn = f'<path class="drawn-grid" color="{GRID}" fill="none" stroke="currentColor" d="{grid}"/>'
    return document(top + 4 * cell + 8, [shades(marked, (left, top), (cell, cell), 1), drawn, *parts])


FIGURES: Mapping[str, Callable[[], str]] = {
    "audio-codebooks": waves,
    "audio-spectrograms": spectrograms,
    "audio-delays": delays,
}
SOUNDS: Mapping[str, Callable[[], bytes]] = {
    "melody": lambda: wav_of(played(MELODY)),
    "melody-1-codebook": lambda: wav_of(restored(1)),
    "melody-8-codebooks": lambda: wav_of(restored(8)),
}
