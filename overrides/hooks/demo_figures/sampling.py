"""The shares of next words at temperature 1, as a table with bars."""

from __future__ import annotations

import math

SCORES = {
    "mat": 4.0,
    "floor": 3.4,
    "sofa": 3.0,
    "bed": 2.5,
    "roof": 1.6,
    "table": 1.2,
    "keyboard": 0.4,
    "moon": -1.0,
}
"""Our own choice, made up for the example."""


def sampling() -> str:
    """The static part."""
    powers = {word: math.exp(score) for word, score in SCORES.items()}
    total = sum(powers.values())
    rows = "".join(
        f'<tr><th scope="row">{word}</th><td>{f"{score:.1f}".replace("-", "−")}</td>'
        f"<td><span>{100 * powers[word] / total:.1f}%</span> "
        '<svg class="demo__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * powers[word] / total:.1f}" height="8"/></svg></td></tr>'
        for word, score in SCORES.items()
    )
    head = '<tr><th scope="col">Word</th><th scope="col">Score</th><th scope="col">Share</th></tr>'
    head = f"<caption>The cat sat on the …</caption><thead>{head}</thead>"
    return f'<table class="demo__table demo__shares">{head}<tbody>{rows}</tbody></table>'
