"""A small picture under noise at five steps of DDPM's schedule, and the schedule as a curve."""

from __future__ import annotations

import base64
import math
import struct
import zlib

SIZE, SEED, STEPS = 32, 7, 1000
SHOWN = (0, 100, 250, 500, 1000)


def noise() -> str:
    """The static part."""
    digits = picture()
    epsilon = normal(SEED, len(digits))
    levels = schedule()
    shown = "".join(
        f'<li><img class="demo__picture" width="{SIZE}" height="{SIZE}" alt="{_words(step)}" '
        f'src="{_png(noised(digits, epsilon, levels[step]))}">step {step}</li>'
        for step in SHOWN
    )
    points = " ".join(f"{step / 5:g},{100 - 100 * math.sqrt(levels[step]):.1f}" for step in range(0, STEPS + 1, 20))
    curve = (
        '<svg class="demo__curve" viewBox="-6 -6 212 128" role="img" '
        'aria-label="How much of the picture is left: √ᾱ falls from 1 at step 0 to nearly 0 at step 1,000.">'
        f'<path d="M0 0V100H200"/><polyline points="{points}"/>'
        f'<circle cx="50" cy="{100 - 100 * math.sqrt(levels[250]):.1f}" r="4"/>'
        '<text x="200" y="6" text-anchor="end">√ᾱ, from 1 to 0</text>'
        '<text x="200" y="116" text-anchor="end">step 1,000</text></svg>'
    )
    return f'<div data-picture="{digits}" data-seed="{SEED}"><ul class="demo__strip">{shown}</ul>{curve}</div>'


def picture() -> str:
    """A cat's face, as a hexadecimal digit a pixel, from 0 for black to f for white."""
    return "".join(_digit(x + 0.5, y + 0.5) for y in range(SIZE) for x in range(SIZE))


def _digit(x: float, y: float) -> str:
    """One pixel; the face is the same on both sides of its middle."""
    across, down = abs(x - SIZE / 2), y - 19
    if math.hypot(across - 4.5, down + 2) < 1.7 or (across < 1.6 and 1 <= down < 3):
        return "0"  # eyes and nose
    if 6 < across < 14.5 and abs(down - 3.5 - (across - 10) / 5) < 0.6:
        return "2" if math.hypot(across / 1.1, down) < 10 else "f"  # whiskers
    if math.hypot(across / 1.1, down) < 10:
        return "d"  # the head
    # An ear is a triangle whose tip is up; the inner ear is a smaller one.
    for tip, shade in ((-16, "7"), (-18, "d")):
        if tip < down < 0 and abs(across - 7.5) < (down - tip) * 0.42:
            return shade
    return "3"


def schedule() -> list[float]:
    """ᾱ at each step from 0 on, with a share of noise that grows in a straight line from 0.0001 to 0.02."""
    levels = [1.0]
    for step in range(STEPS):
        levels.append(levels[-1] * (1 - (1e-4 + (0.02 - 1e-4) * step / (STEPS - 1))))
    return levels


def normal(seed: int, count: int) -> list[float]:
    """Normally distributed numbers, by the generator mulberry32 and the transform of Box and Muller, as the module has them."""
    uniform = _uniform(seed, 2 * count)
    return [
        math.sqrt(-2 * math.log(one)) * math.cos(2 * math.pi * other)
        for one, other in zip(uniform[::2], uniform[1::2], strict=True)
    ]


def _uniform(seed: int, count: int) -> list[float]:
    found, mask = [], 2**32 - 1
    for _ in range(count):
        seed = (seed + 0x6D2B79F5) & mask
        mixed = ((seed ^ seed >> 15) * (seed | 1)) & mask
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) & mask
        found.append(((mixed ^ mixed >> 14) + 0.5) / 2**32)
    return found


def noised(digits: str, epsilon: list[float], left: float) -> bytes:
    """The picture's gray levels under noise, where `left` is ᾱ."""
    signal, share = math.sqrt(left), math.sqrt(1 - left)
    values = (signal * (2 * int(digit, 16) / 15 - 1) + share * each for digit, each in zip(digits, epsilon, strict=True))
    return bytes(math.floor(255 * min(1.0, max(0.0, (value + 1) / 2)) + 0.5) for value in values)


def _words(step: int) -> str:
    words = {0: "A cat’s face", 100: "The face with grain", 250: "The face under noise, still plain to see"}
    return words.get(step, "The face can hardly be made out" if step == 500 else "Nothing but noise to the eye")


def _png(levels: bytes) -> str:
    """Gray levels as the address of a picture."""
    rows = b"".join(b"\0" + levels[start : start + SIZE] for start in range(0, len(levels), SIZE))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    png = b"\x89PNG\r\n\x1a\n"
    for name, content in chunks:
        png += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
