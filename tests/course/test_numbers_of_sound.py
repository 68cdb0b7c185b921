"""The numbers of the page on sound, computed again in plain Python, apart from what draws the figures; and its player."""

from __future__ import annotations

import io
import math
import wave
from array import array
from pathlib import Path

import numpy as np
import pytest

from overrides.figures import SOUNDS, sound
from overrides.figures.spectrograms import HOP, RATE, WINDOW, strengths

from .test_numbers import DOCS, prints, registered
from .test_numbers_of_training import table
from .test_pages import article

PAGE = "speech-audio/sound-as-numbers.md"
QUIZ = registered("speech-audio")["sound-as-numbers"]["quiz"]
SAMPLES = [math.cos(math.tau * place / 8) + 0.5 * math.cos(math.tau * 2 * place / 8) for place in range(8)]


def times_wave(samples: list[float], cycles: int) -> list[float]:
    """The products of samples and a wave that goes up and down so many times in all of them."""
    return [each * math.cos(math.tau * cycles * place / len(samples)) for place, each in enumerate(samples)]


def short(value: float) -> str:
    """A number with at most three decimals, as the page writes it."""
    return f"{round(value, 3) + 0.0:g}"


def test_two_waves_have_the_same_samples() -> None:
    for frequency, rate in ((7, 8), (9000, 16_000), (5000, 8000)):
        turns = [(place * frequency / rate, place * (rate - frequency) / rate) for place in range(16)]
        assert all(math.cos(math.tau * one) == pytest.approx(math.cos(math.tau * other)) for one, other in turns)
    assert QUIZ["alias"]["choices"]["right"]["text"] == f"{8000 - 5000:,} Hz"
    assert 2**16 == 65_536
    assert prints(PAGE, "A second with 16,000 samples, as is usual for speech, takes {:,} bytes.", 16_000 * 2)


def test_the_waves_in_eight_samples() -> None:
    assert prints(PAGE, f"eight samples of a sound: {', '.join(map(short, SAMPLES))}.")
    *rows, sums = table(PAGE, "Sample", "Times wave 1")
    for place, (sample, *products) in enumerate(rows):
        assert sample == short(SAMPLES[place])
        for cycles, product in enumerate(products, start=1):
            factor, result = math.cos(math.tau * cycles * place / 8), times_wave(SAMPLES, cycles)[place]
            assert product == f"{sample} · {short(factor)} = {short(result)}"
    assert len(rows) == 8
    assert sums == ["**Sum**", *(f"**{short(sum(times_wave(SAMPLES, cycles)))}**" for cycles in (1, 2, 3))]
    rising = [math.sin(math.tau * place / 8) for place in range(8)]
    assert sum(times_wave(rising, 1)) == pytest.approx(0)
    assert sum(times_wave([2, 0, -2, 0] * 2, 2)) == pytest.approx(8)


def test_windows() -> None:
    assert prints(PAGE, "256/8,000 = {:.3f} seconds", WINDOW / RATE)
    assert prints(PAGE, "8,000/256 = {:.2f} Hz apart", RATE / WINDOW)
    assert prints(PAGE, "frequencies half as exactly: {:.1f} Hz.", RATE / (WINDOW / 2))
    assert "201 for windows of 400 samples" in QUIZ["mel"]["choices"]["ear"]["feedback"]
    assert len(np.fft.rfft(np.zeros(400))) == 201


def test_the_mel_scale() -> None:
    def mel(hertz: float) -> float:
        return 2595 * math.log10(1 + hertz / 700)

    assert prints(
        PAGE, "200 → 300 Hz: {:.0f} → {:.0f} mel 3800 → 3900 Hz: {:.0f} → {:.0f} mel", *map(mel, (200, 300, 3800, 3900))
    )
    assert prints(
        PAGE,
        "So the lower step has {:.0f} mel, and the upper one, of as many hertz, has {:.0f}.",
        mel(300) - mel(200),
        mel(3900) - mel(3800),
    )
    first, seventh = (700 * (10 ** (mel(4000) * steps / 8 / 2595) - 1) for steps in (1, 7))
    assert prints(PAGE, "the first one is {:.0f} wide and the last one {:.0f}.", first, 4000 - seventh)


def test_the_spectrogram_shows_what_the_sound_is_made_of() -> None:
    found = strengths(sound.samples())
    strongest = found.argmax(0) * RATE / WINDOW
    moments = (np.arange(found.shape[1]) + 0.5) * HOP
    within = {name: (moments > begin + 500) & (moments < end - 500) for name, (begin, end) in sound.PARTS.items()}
    assert strongest[within["tone"]] == pytest.approx(440, abs=16)
    begin, end = sound.PARTS["rising tone"]
    rising = 300 + 3000 * (moments - begin) / (end - begin)
    assert strongest[within["rising tone"]] == pytest.approx(rising[within["rising tone"]], abs=50)
    assert strongest[within["ah"]] == pytest.approx(730, abs=60)
    assert strongest[within["ee"]] == pytest.approx(270, abs=60)
    high = found[1500 * WINDOW // RATE :, within["ee"]].argmax(0) * RATE / WINDOW + 1500
    assert high == pytest.approx(2290, abs=800)


def numbers(content: bytes) -> tuple[tuple[int, int, int], array[int]]:
    """A file's channels, bytes a sample and rate, and its samples."""
    with wave.open(io.BytesIO(content)) as reader:
        found = array("h", reader.readframes(reader.getnframes()))
        return (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()), found


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_what_its_code_computes(name: str) -> None:
    (form, computed), (written_form, written) = map(
        numbers, (SOUNDS[name](), (DOCS / f"assets/sounds/{name}.wav").read_bytes())
    )
    assert form == written_form == (1, 2, RATE)
    assert len(computed) == len(written)
    # Another processor may round a sample the other way.
    assert max(abs(one - other) for one, other in zip(computed, written, strict=True)) <= 1
    assert max(map(abs, written)) < 2**15 - 1


def test_pages_play_the_sounds_by_the_browser_s_own_controls(project_site: Path) -> None:
    pages = [page.relative_to(DOCS) for page in DOCS.glob("*/*.md") if ".course-sound" in page.read_text("utf-8")]
    played = []
    for page in pages:
        for player in article(project_site, page.as_posix()).select("audio"):
            file = (project_site / page.with_suffix("") / str(player["src"])).resolve()
            assert file.is_file()
            assert file.stat().st_size <= 60_000
            assert player.has_attr("controls")
            assert player["preload"] == "metadata"
            assert player["aria-label"]
            played.append(file.stem)
    assert sorted(played) == sorted(SOUNDS)
    assert {file.stem for file in (DOCS / "assets" / "sounds").iterdir()} == set(SOUNDS)
