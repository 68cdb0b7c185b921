"""The numbers of the page on text to speech, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math
from statistics import mean

import numpy as np
import pytest
import yaml

from overrides.figures import text_to_speech
from overrides.figures.spectrograms import HOP, RATE, WINDOW, strengths

from .test_numbers import DOCS, prints
from .test_numbers_of_sound import short
from .test_numbers_of_training import table

PAGE = "speech-audio/text-to-speech.md"
REGISTERED = yaml.safe_load((DOCS / "registry" / "speech-audio.yml").read_text("utf-8"))
QUIZ = REGISTERED["topics"]["text-to-speech"]["quiz"]


def filtered(pulses: list[float], same: float, before: float) -> list[float]:
    """The definition: a value is the pulse and shares of the last value and of the one before it."""
    found: list[float] = []
    for pulse in pulses:
        last, one_before = [0.0, 0.0, *found][-1], [0.0, 0.0, *found][-2]
        found.append(pulse + same * last + before * one_before)
    return found


def test_from_four_sounds_to_samples() -> None:
    frames = 12 + 10 + 7 + 15
    assert prints(PAGE, "s 12 + ee 10 + m 7 + ee 15 = {} frames {} · 12.5 ms = {:.2f} seconds", frames, frames, frames * 0.0125)
    assert prints(
        PAGE, "from 4 sounds to {} frames, from there to {:,} numbers, and at the end to {:,.0f} samples",
        frames, frames * 80, frames * 0.0125 * 24_000,
    )  # fmt: skip
    nodes = REGISTERED["diagrams"]["text-to-speech"]["nodes"]
    assert nodes["frames"]["label"] == f"{frames} frames of a mel spectrogram"
    assert nodes["samples"]["label"] == f"{frames * 0.0125 * 24_000:,.0f} samples"
    assert [choice["text"] for choice in QUIZ["frames"]["choices"].values()] == [
        f"{160 * 0.0125 * 24_000:,.0f}", f"{160 * 80:,}", f"{24_000:,}",
    ]  # fmt: skip


def test_what_the_filter_makes_of_a_pulse() -> None:
    found = filtered([1, 0, 0, 0, 0, 0, 0], 0.9, -0.81)
    rows = table(PAGE, "Sample", "Pulse", "0.9 · last")
    assert len(rows) == 7
    for place, cells in enumerate(rows):
        last, before = [0.0, 0.0, *found][place + 1], [0.0, 0.0, *found][place]
        assert cells == [str(place), short(place == 0), *map(short, (0.9 * last, -0.81 * before, found[place]))]
    assert prints(PAGE, "8,000/6 = {:,.0f} Hz", 8000 / 6)
    assert prints(PAGE, "0.9 · 0.9 · 0.9 · 0.9 · 0.9 · 0.9 = {:.3f}", 0.9**6)
    assert found[6] == pytest.approx(0.9**6)
    assert text_to_speech.ring([1, 0, 0, 0, 0, 0, 0], 0.9, -0.81) == pytest.approx(found)
    assert prints(PAGE, "gets weaker, from 1 to {:.2f} to {:.2f}.", found[6], filtered([1.0] + [0.0] * 12, 0.9, -0.81)[12])
    # The exercises: a wave that never fades, and one of four samples.
    choices = {name: choice["text"].replace("−", "-") for name, choice in QUIZ["ring"]["choices"].items()}
    assert choices["wave"] == ", ".join(map(short, filtered([1, 0, 0, 0, 0, 0, 0], 1, -1)))
    assert choices["fading"] == ", ".join(map(short, found))
    assert choices["growing"] == ", ".join(map(short, filtered([1, 0, 0, 0, 0, 0, 0], 1, 1)))
    assert [round(each, 3) for each in filtered([1, 0, 0, 0, 0], 0, -0.81)] == [1, 0, -0.81, 0, 0.656]


def test_the_mean_of_two_readings_is_flat() -> None:
    for guess in (100, 150, 200):
        low, high = abs(guess - 100), abs(guess - 200)
        assert prints(PAGE, "guess {}: ({}² + {}²) / 2 = {:,.0f}", guess, low, high, mean((low**2, high**2)))
    assert QUIZ["flat"]["choices"]["mean"]["text"] == f"{mean((120, 240))} Hz"
    assert "3,600" in QUIZ["flat"]["choices"]["mean"]["feedback"]
    assert "7,200" in QUIZ["flat"]["choices"]["low"]["feedback"]
    assert [mean(((guess - 120) ** 2, (guess - 240) ** 2)) for guess in (180, 120)] == [3600, 7200]


def test_the_codes_of_a_voice() -> None:
    assert prints(PAGE, "75 · 8 = {} codes out of 1,024 each", 75 * 8)
    assert prints(PAGE, "takes {:.0f} bits, that is {:,} bits a second", math.log2(1024), 75 * 8 * 10)
    assert prints(PAGE, "24,000 samples of 16 bits would be {:,}", 24_000 * 16)
    assert prints(PAGE, "3 · 600 = {:,} codes", 3 * 600)


def test_a_mean_opinion_score() -> None:
    assert prints(PAGE, "Ratings of 5, 4, 4, 5 and 3 give {}.", mean((5, 4, 4, 5, 3)))


def test_the_spoken_word_has_the_formants_and_the_pitches_of_its_vowels() -> None:
    samples = text_to_speech.samples()
    found, frequencies = strengths(samples), np.arange(WINDOW // 2 + 1) * RATE / WINDOW
    moments = (np.arange(found.shape[1]) + 0.5) * HOP

    def strongest(name: str, share: float, low: float, high: float) -> float:
        begin, end = text_to_speech.PARTS[name]
        column = int(abs(moments - (begin + share * (end - begin))).argmin())
        within = (frequencies >= low) & (frequencies <= high)
        return float(frequencies[within][found[within, column].argmax()])

    assert strongest("ah", 0.5, 0, 4000) == pytest.approx(730, abs=60)
    assert prints(PAGE, "the second one climbs from 870 to 2,290 Hz")
    assert [text_to_speech.FORMANTS[vowel][1] for vowel in ("oo", "ee")] == [870, 2290]
    for name in ("why", "why?"):
        assert strongest(name, 0.4, 500, 4000) == pytest.approx(730, abs=120)
        assert strongest(name, 0.9, 1500, 2700) == pytest.approx(2290, abs=200)
    for name, (_, pitch) in text_to_speech.VOWELS.items():
        begin, end = text_to_speech.PARTS[name]
        count = np.sum(text_to_speech.pulses(np.linspace(*pitch, end - begin)))
        assert count == pytest.approx(mean(pitch) * (end - begin) / RATE, abs=1)
