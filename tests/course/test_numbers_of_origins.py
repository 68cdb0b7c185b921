"""The numbers of the page on what is real and what is generated, computed again."""

from __future__ import annotations

import hashlib
import math

import pytest

from overrides.figures import real_or_generated

from .test_numbers import prints, registered
from .test_numbers_of_training import table

PAGE = "safety-society/real-or-generated.md"
QUIZ = registered("safety-society")["real-or-generated"]["quiz"]


def alarms(generated: int, found: float = 0.9, false: float = 0.05) -> tuple[float, float]:
    """Right and false alarms among 1,000 pictures."""
    return generated * found, (1000 - generated) * false


def test_what_an_alarm_means() -> None:
    right, false = alarms(20)
    assert prints(PAGE, "generated: 90% of 20 = {:.0f} real: 5% of 980 = {:.0f}", right, false)
    assert prints(PAGE, "{:.0f} of {:.0f} are right: {:.0%}", right, right + false, right / (right + false))
    assert 0.7 < false / (right + false) < 0.75
    rows = table(PAGE, "Generated", "Right alarms")
    assert [row[0] for row in rows] == ["2%", "20%", "50%"]
    for share, *cells in rows:
        generated = int(share.rstrip("%")) * 10
        right, false = alarms(generated)
        missed = generated - right
        rest = missed / (1000 - right - false)
        assert cells == [f"{right:.0f}", f"{false:.0f}", f"{right / (right + false):.0%}", f"{rest:.1%}"]


def test_odds() -> None:
    ratio = 90 / 5
    assert prints(PAGE, "is 90/5 = {:.0f} times as frequent", ratio)
    assert prints(PAGE, "they were 20 to 980, or 1 to {:.0f}.", 980 / 20)
    assert prints(PAGE, "Afterward, they are {:.0f} to 49.", ratio)
    assert prints(PAGE, "which makes {:.0f} to 49, or {:.0%}", ratio**2, ratio**2 / (ratio**2 + 49))
    right, false = alarms(10, 0.8, 0.04)
    assert (right, round(false)) == (8, 40)
    assert QUIZ["alarm"]["choices"]["sixth"]["feedback"] == "8 right ones and about 40 false ones, so 8 of 48."


def green(word: str, before: str) -> bool:
    """Half of all words, by a key and the word before."""
    return hashlib.sha256(f"{real_or_generated.KEY} {before} {word}".encode()).digest()[0] % 2 == 0


def test_the_watermark_in_a_sentence() -> None:
    texts = [real_or_generated.written(marked) for marked in (False, True)]
    plain, marked = (sum(green(word, before) for word, before in zip(text, ["", *text], strict=False)) for text in texts)
    assert len(texts[0]) == len(texts[1]) == 25
    assert prints(PAGE, "Without a watermark, {} words are green. With a watermark, {} are", plain, marked)
    changed = [(one, other) for one, other in zip(*texts, strict=True) if one != other]
    assert {("old", "ancient"), ("boat", "vessel"), ("early", "alone")} <= set(changed)
    assert len(changed) > 3
    forced = [words[0] for words in real_or_generated.CHOICES if len(words) == 1]
    assert {"and", "where", "had"} <= set(forced)
    assert all(len(words) in (1, 2, 3) for words in real_or_generated.CHOICES)


def test_how_far_green_words_stand_out() -> None:
    assert prints(PAGE, "√25/2 = {}", math.sqrt(25) / 2)
    assert prints(PAGE, "({} − 12.5)/2.5 = {:.0f} standard deviations", 20, real_or_generated.score(20, 25))
    chance = sum(math.comb(25, count) for count in range(20, 26)) / 2**25
    assert prints(PAGE, "about once in {:.0f} cases", round(1 / chance, -1))
    assert [real_or_generated.score(0.8 * length, length) for length in (100, 400)] == pytest.approx([6, 12])
    assert prints(PAGE, "then 100 words are 6 standard deviations above the half, and 400 words are 12")
    kept = 0.5 * 0.5 * 100
    left = kept * 0.8 + (100 - kept) * 0.5
    assert prints(PAGE, "{:.0f} · 0.8 + {:.0f} · 0.5 = {} are green", kept, 100 - kept, left)
    assert prints(PAGE, "{:.1f} standard deviations, and the watermark is gone", real_or_generated.score(left, 100))
    assert real_or_generated.score(400 * left / 100, 400) == pytest.approx(3)
    first = next(length for length in range(1, 100) if real_or_generated.score(0.8 * length, length) > 4)
    assert prints(PAGE, "passes the threshold of 4 standard deviations at {} words", first)
    assert real_or_generated.score(48, 64) == 4
    assert QUIZ["green-count"]["choices"]["four"]["text"] == "4"


def checksum(*pixels: int) -> int:
    """The sum of the pixels times their places, by 33."""
    return sum(place * pixel for place, pixel in enumerate(pixels, start=1)) % 33


def test_a_signature() -> None:
    assert prints(PAGE, "1·9 + 2·1 + 3·4 + 4·6 = {} remainder by 33: {}", 9 + 2 + 12 + 24, checksum(9, 1, 4, 6))
    signature = checksum(9, 1, 4, 6) ** 7 % 33
    assert prints(PAGE, "takes the remainder, {}.", signature)
    assert prints(PAGE, "{}³ = {:,} remainder by 33: {}", signature, signature**3, signature**3 % 33)
    assert prints(PAGE, "The checksum is {}, and the signature still says 14.", checksum(8, 1, 4, 6))
    # The keys fit whatever the checksum is.
    assert all((number**7 % 33) ** 3 % 33 == number for number in range(33))
    assert prints("registry/safety-society.yml", "19³ = {:,} leaves {}.", 19**3, 19**3 % 33)
    assert prints("registry/safety-society.yml", "33 · 207 is {:,}", 33 * 207)
