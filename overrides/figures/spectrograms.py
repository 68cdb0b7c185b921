"""Sounds as files, and their spectrograms."""

from __future__ import annotations

import io
import wave
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .drawing import document, label, line
from .grids import frame, shades

Numbers = NDArray[np.float64]
Parts = Mapping[str, tuple[int, int]]
"""The first sample of each part of a sound, and the one after its last."""

RATE = 8000
WINDOW, HOP = 256, 200
LOUDEST, QUIETEST = 0, -42
"""What is drawn strongest and what no longer, in decibels."""


def joined(parts: Parts, sounds: Mapping[str, Numbers]) -> Numbers:
    """The parts at their places. Each fades in and out, so that it does not click."""
    found = np.zeros(max(end for _, end in parts.values()))
    for name, (begin, end) in parts.items():
        slope = np.minimum(1, np.arange(end - begin) / 400)
        found[begin:end] = 0.6 * sounds[name] * slope * slope[::-1]
    return found


def wav_of(samples: Numbers) -> bytes:
    """A sound as a file of 16 bits a sample."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(np.rint(32767 * samples).astype("<i2").tobytes())
    return file.getvalue()


def strengths(samples: Numbers) -> Numbers:
    """How strong each of 129 frequencies is in each window, in decibels below the strongest: frequencies × windows."""
    sound = np.concatenate((np.zeros(WINDOW // 2), samples, np.zeros(WINDOW)))
    starts = range(HOP // 2, len(samples), HOP)
    windows = np.array([sound[start : start + WINDOW] for start in starts]) * np.hanning(WINDOW)
    powers = abs(np.fft.rfft(windows)) ** 2
    return np.asarray(10 * np.log10(np.maximum(powers / powers.max(), 1e-9)).T)


def spectrogram(samples: Numbers, parts: Parts) -> str:
    """The strengths, low frequencies at the bottom, two neighboring ones a cell, with the parts' names above."""
    shares = (strengths(samples)[:128] - QUIETEST) / (LOUDEST - QUIETEST)
    rows = np.maximum(shares[0::2], shares[1::2])[::-1]
    left, top, cell = 46, 30, (372 / rows.shape[1], 4)
    width, height = cell[0] * rows.shape[1], cell[1] * rows.shape[0]
    drawn = [label((0, 16), "Hz"), shades(rows, (left, top), cell, 1), frame((left, top), (width, height))]
    for hertz in (0, 1000, 2000, 3000, 4000):
        y = top + height * (1 - hertz / 4000)
        drawn += [line((left - 4, y), (left, y), series=0), label((left - 7, y + 4.5), f"{hertz:,}", anchor="end")]
    for place in range(0, len(samples) + 1, RATE // 2):
        x = left + width * place / len(samples)
        drawn += [
            line((x, top + height), (x, top + height + 4), series=0),
            label((x, top + height + 18), f"{place / RATE:g}", anchor="middle"),
        ]
    for name, (begin, end) in parts.items():
        middle = left + width * (begin + end) / 2 / len(samples)
        drawn.append(label((middle, top - 8), name, series=0, anchor="middle", bold=True))
    return document(top + height + 42, [*drawn, label((left + width / 2, top + height + 36), "seconds", anchor="middle")])
