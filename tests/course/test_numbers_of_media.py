"""The numbers of the pages on images, video and sound, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math
from itertools import pairwise, product

import numpy as np
import pytest
import yaml

from overrides.figures import audio, images, video
from overrides.figures.spectrograms import RATE

from .test_numbers import DOCS, left_at_each_step, prints
from .test_numbers_of_training import table

IMAGES = "generative-ai/images.md"
VIDEO = "generative-ai/video.md"
AUDIO = "generative-ai/audio-music.md"
QUIZ = {
    name: topic["quiz"]
    for name, topic in yaml.safe_load((DOCS / "registry" / "generative-ai.yml").read_text("utf-8"))["topics"].items()
    if "quiz" in topic
}


def test_a_white_pixel_turns_dark_in_noise() -> None:
    left = left_at_each_step()
    factors = {step: (math.sqrt(left[step - 1]), math.sqrt(1 - left[step - 1])) for step in (100, 250, 500)}
    pixel = {step: signal - 1.2 * noise for step, (signal, noise) in factors.items()}
    assert prints(IMAGES, "At step 100 it is {:.4f} · 1 + {:.4f} · (−1.2) = {:.2f},", *factors[100], pixel[100])
    assert prints(IMAGES, "At step 500 it is {:.4f} · 1 + {:.4f} · (−1.2) = {:.2f},", *factors[500], pixel[500])
    assert prints(IMAGES, "({:.2f} + {:.2f}) / {:.2f} = 1.", pixel[500], 1.2 * factors[500][1], factors[500][0])
    assert prints(IMAGES, "Try step 250 yourself with the numbers of the table ({:.2f}).", pixel[250])
    assert prints(IMAGES, "ᾱ = 0.98 · 0.96 = {:.4f}.", 0.98 * 0.96)
    assert prints(IMAGES, "At step 500 about {:.0f}% of the image's strength is left", 100 * factors[500][0])
    assert math.sqrt(left[-1]) < 0.01


def white_share(pixel: float, time: float) -> float:
    """How likely a pixel is white, which is 1 or −1 equally often, by how likely the noises are that it would take."""
    white, black = ((pixel - (1 - time) * color) / time for color in (1, -1))
    likely, unlikely = (math.exp(-(noise**2) / 2) for noise in (white, black))
    return likely / (likely + unlikely)


def way(pixel: float, steps: int) -> list[float]:
    """A pixel's way from noise in equal steps, each of them toward the mean of white and black."""
    found = [pixel]
    for step in range(steps):
        left = (steps - step) / steps
        guess = 2 * white_share(found[-1], left) - 1
        found.append(found[-1] + (guess - found[-1]) / (steps - step))
    return found


def test_the_best_guess_of_a_pixel() -> None:
    assert pytest.approx([0.6, 0.6]) == [0.5 * 1 + 0.5 * 0.2, 0.5 * -1 + 0.5 * 2.2]
    assert prints(IMAGES, "is {:.0f} times as likely as noise near 2.2", math.exp((2.2**2 - 0.2**2) / 2))
    white = white_share(0.6, 0.5)
    assert prints(IMAGES, "the guess is {:.3f} · 1 + {:.3f} · (−1) = {:.2f}.", white, 1 - white, 2 * white - 1)
    assert white_share(0.8, 1) == 0.5


def test_the_steps_from_noise() -> None:
    rows = table(IMAGES, "Steps", "The pixel on its way")
    assert [row[1] for row in rows] == [" → ".join(f"{each:.2f}" for each in way(0.8, int(row[0]))) for row in rows]
    assert [row[2] for row in rows] == ["gray", "light gray", "white"]
    for steps in (1, 2, 3, 4):
        assert images.flow(0.8, steps) == pytest.approx(way(0.8, steps))
    assert prints(IMAGES, "The first step leads to {:.2f}.", way(0.8, 3)[1])
    assert QUIZ["images"]["three-tenths"]["choices"]["right"]["text"] == f"{0.8 - 0.3 * 0.8:.2f}"


def test_all_paths_from_noise_end_as_a_color_and_those_of_diffusion_move_late() -> None:
    for start in images.STARTS:
        paths = (images.diffusion(start), images.flow(start, 200))
        assert [path[-1] for path in paths] == pytest.approx([math.copysign(1, start)] * 2, abs=1e-3)
        late, early = (abs(path[len(path) // 2] - start) for path in paths)
        assert late < 0.1
        assert early > late


def test_guidance() -> None:
    for scale, shown in ((0, (1, 0)), (1, (0.8, 0.6)), (3, (0.4, 1.8)), (7.5, (-0.5, 4.5))):
        computed = tuple(one + scale * (other - one) for one, other in ((1, 0.8), (0, 0.6)))
        assert computed == pytest.approx(shown)
        assert images.guided(scale) == pytest.approx(shown)
        assert prints(IMAGES, "({:g}, {:g})", *shown)
    assert math.hypot(-0.5, 4.5) > 4 * math.hypot(0.8, 0.6)


def test_sizes_of_pictures() -> None:
    assert prints(IMAGES, "it has {:,} numbers", 512 * 512 * 3)
    assert prints(IMAGES, "has {:,} numbers instead of 786,432: {} times fewer.", 64 * 64 * 4, 512 * 512 * 3 // (64 * 64 * 4))
    assert prints(IMAGES, "2 × 2 patches makes {} tokens.", (32 // 2) ** 2)
    assert prints(IMAGES, "wrote {:,} such tokens", 32 * 32)


def test_the_tokens_of_a_picture_are_the_nearest_entries() -> None:
    squares, book, tokens = images.patches().tolist(), images.codebook().tolist(), images.tokens().tolist()
    assert (len(squares), len(book), len(set(tokens))) == (64, 16, 16)
    for square, token in zip(squares, tokens, strict=True):
        assert math.dist(square, book[token]) == pytest.approx(min(math.dist(square, entry) for entry in book))
    for token, entry in enumerate(book):
        nearest = [square for square, each in zip(squares, tokens, strict=True) if each == token]
        assert np.mean(nearest, axis=0) == pytest.approx(np.array(entry))
    assert prints(IMAGES, "takes 64 · 4 = {} bits in place of 1,024 · 4 = {:,} for", 64 * 4, 1024 * 4)


def test_the_shuffled_clip_has_the_same_frames_and_larger_changes() -> None:
    clip, shuffled = video.clip().tolist(), video.shuffled().tolist()
    assert sorted(clip) == sorted(shuffled)
    assert clip != shuffled
    changes = []
    for frames in (clip, shuffled):
        flat = [[pixel for row in frame for pixel in row] for frame in frames]
        steps = [abs(one - other) for before, after in pairwise(flat) for one, other in zip(before, after, strict=True)]
        changes.append(sum(steps) / len(steps))
    assert [video.change(video.clip()), video.change(video.shuffled())] == pytest.approx(changes)
    assert prints(VIDEO, "by {:.3f} in the clip, and by {:.3f} in the shuffled one, three times as much.", *changes)
    assert changes[1] / changes[0] == pytest.approx(3, abs=0.1)


def test_the_tokens_of_a_clip() -> None:
    assert prints(VIDEO, "that makes {} · 786,432 = {:,} numbers", 5 * 24, 5 * 24 * 512 * 512 * 3)
    assert prints(VIDEO, "(48/12) · (24/12) · (4/2) = {} tokens", 48 // 12 * 24 // 12 * 4 // 2)
    assert video.clip().shape == (24, 24, 48)
    assert prints(VIDEO, "12 · 12 · 2 = {} pixels", 12 * 12 * 2)
    assert prints(VIDEO, "frames: 16 · 16 / 8 = {} tokens in each: (768/8/2)² = 48² = {:,}", 16 * 16 // 8, (768 // 8 // 2) ** 2)
    assert prints(VIDEO, "tokens in all: 32 · 2,304 = {:,}", 32 * 2304)
    choices = QUIZ["video"]["tokens"]["choices"]
    assert choices["right"]["text"] == f"{8 * (32 // 2) ** 2:,}"
    assert choices["one"]["text"] == str((32 // 2) ** 2)
    assert choices["pixels"]["text"] == f"{8 * 32 * 32:,}"


def test_the_pairs_of_tokens() -> None:
    tokens = 32 * 2304
    assert prints(VIDEO, "2,304² ≈ {:.1f} million pairs", 2304**2 / 1e6)
    assert prints(VIDEO, "73,728² ≈ {:.1f} billion", tokens**2 / 1e9)
    assert prints(VIDEO, "and 32² = {:,} times as many pairs", 32**2)
    assert prints(VIDEO, "73,728 · 73,728 ≈ {:,.0f} million pairs", tokens**2 / 1e6)
    assert prints(VIDEO, "73,728 · (2,304 + 32) ≈ {:.0f} million pairs", tokens * (2304 + 32) / 1e6)
    assert video.pairs(16) == (tokens**2, tokens * (2304 + 32))
    short = 8 * 2304
    both = (short**2 / 1e6, short * (2304 + 8) / 1e6)
    assert prints(VIDEO, "{:,} tokens, and {:.0f} and {:.0f} million pairs", short, *both)
    assert video.pairs(4) == (short**2, short * (2304 + 8))


def test_small_errors_of_continued_clips_multiply() -> None:
    assert prints(VIDEO, "it is 1.02³⁰ = {:.2f} times as bright", 1.02**30)


BOOKS = [[float(entry.replace("−", "-")) for entry in row[2].split(", ")] for row in table(AUDIO, "Codebook", "To be matched")]


def through_codebooks(number: float) -> list[tuple[float, float, float]]:
    """For each codebook what it has to match, the nearest entry and what is left over."""
    found, rest = [], number
    for book in BOOKS:
        entry = min(book, key=lambda each: abs(each - rest))
        found.append((rest, entry, rest - entry))
        rest -= entry
    return found


def test_a_number_through_three_codebooks() -> None:
    rows = table(AUDIO, "Codebook", "To be matched")
    computed = through_codebooks(0.43)
    assert [[row[1], row[3], row[4]] for row in rows] == [[f"{round(each, 3):g}" for each in step] for step in computed]
    entries = [entry for _, entry, _ in computed]
    assert entries == [0.6, -0.15, -0.012]
    assert prints(AUDIO, "0.6 − 0.15 − 0.012 = {:.3f}.", sum(entries))
    assert prints(AUDIO, "wrong by {:.2f}, all three together by {:.3f}.", abs(computed[0][2]), abs(computed[2][2]))
    assert prints(
        AUDIO, "And {} stored entries give 4 · 4 · 4 = {} different sums.", sum(map(len, BOOKS)), math.prod(map(len, BOOKS))
    )
    assert len({round(sum(each), 6) for each in product(*BOOKS)}) == 64
    exercise = [entry for _, entry, _ in through_codebooks(0.07)]
    assert exercise == [0.2, -0.15, 0.012]
    assert prints(AUDIO, "0.2, −0.15 and 0.012, so {:.3f}.", sum(exercise))
    assert prints(AUDIO, "Then try 0.8, which the three tokens miss by {:.3f}.", through_codebooks(0.8)[-1][2])


def test_each_codebook_leaves_less_of_the_melody() -> None:
    melody = audio.played(audio.MELODY)
    for count in (1, 2, 8):
        rest = melody - audio.restored(count)
        share = math.sqrt(sum(each**2 for each in rest.tolist()) / sum(each**2 for each in melody.tolist()))
        assert audio.error(count) == pytest.approx(share)
        # As a share in percent; on other processors a piece between two entries may fall to the other one.
        assert share * 100 == pytest.approx({1: 29, 2: 15, 8: 2}[count], abs=0.6)
    errors = [audio.error(count) for count in range(1, audio.CODEBOOKS + 1)]
    assert errors == sorted(errors, reverse=True)
    assert {book.shape for book in audio.codebooks()} == {(32, 16)}
    for words in ("error is 29%", "an error of 15%", "the error is 2%"):
        assert prints(AUDIO, words)


def test_the_codebooks_were_not_fitted_to_the_melody() -> None:
    assert audio.MELODY not in audio.SCALE
    assert prints(AUDIO, "Our codebooks have {} entries each", audio.ENTRIES)


def test_bits_and_tokens_of_sound() -> None:
    frames, bits = RATE // audio.PIECE, RATE * 16
    assert prints(
        AUDIO, "It takes {} tokens of 5 bits a second, so {:,} bits instead of the {:,} for", frames, frames * 5, bits
    )
    assert prints(AUDIO, "With eight codebooks it takes {:,} bits and", 8 * frames * 5)
    assert audio.ENTRIES == 2**5
    assert prints(AUDIO, "thirty seconds of music have {:,}.", 30 * 32_000)
    assert prints(AUDIO, "Thirty seconds are {:,} frames and {:,} tokens", 30 * 50, 30 * 50 * 4)
    assert prints(AUDIO, "has {:.0f} bits, and a second of music has 4 · 50 · 11 = {:,}.", math.log2(2048), 4 * 50 * 11)
    assert prints(AUDIO, "Thirty seconds take 1,500 + 3 = {:,} steps.", 1500 + 3)
    assert prints(AUDIO, "285 · 21.5 ≈ {:,.0f} of them", round(285 * 21.5, -2))
    assert prints(AUDIO, "285 · 44,100 ≈ {:.1f} million samples", 285 * 44_100 / 1e6)
    quiz = QUIZ["audio-music"]
    assert quiz["steps"]["choices"]["right"]["text"] == str(10 * 50 + 8 - 1)
    assert quiz["steps"]["choices"]["tokens"]["text"] == f"{10 * 50 * 8:,}"
    assert f"= {32**8:,}." in quiz["entries"]["choices"]["power"]["feedback"]
    assert quiz["third"]["choices"]["right"]["text"] == f"{0.5 - (0.6 - 0.15):.2f}"


def test_the_haze_of_one_codebook_lies_between_the_melody_s_lines() -> None:
    clean, rough = (audio.strengths(sound) for sound in (audio.played(audio.MELODY), audio.restored(1)))
    silent = clean < -36
    assert (rough[silent] > -36).mean() > 0.2
