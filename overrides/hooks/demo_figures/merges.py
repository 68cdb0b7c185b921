"""What four merges make of the words of the page's worked example, step by step."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

WORDS = {"cat": 6, "cats": 4, "hat": 5, "chat": 2}


def merges() -> str:
    """The static part."""
    cuts = [list(word) for word in WORDS]
    steps = [_step("Letters", cuts)]
    for _ in range(4):
        counts: Counter[tuple[str, str]] = Counter()
        for tokens, times in zip(cuts, WORDS.values(), strict=True):
            for pair in pairwise(tokens):
                counts[pair] += times
        (pair, times), *_ = counts.most_common(1)
        cuts = [_glued(tokens, *pair) for tokens in cuts]
        steps.append(_step(f"{_token(pair[0])} + {_token(pair[1])} ({times} times)", cuts))
    text = " ".join(word for word, times in WORDS.items() for _ in range(times))
    return f'<div data-text="{text}"><ol class="demo__steps" start="0">{"".join(steps)}</ol></div>'


def _glued(tokens: list[str], left: str, right: str) -> list[str]:
    # The example has no word in which a merge could meet its own result.
    return " ".join(tokens).replace(f"{left} {right}", left + right).split()


def _step(title: str, cuts: list[list[str]]) -> str:
    words = " ".join(f'<span class="demo__word">{"".join(map(_token, tokens))}</span>' for tokens in cuts)
    left = sum(len(tokens) * times for tokens, times in zip(cuts, WORDS.values(), strict=True))
    return f"<li>{title}: {left} tokens<br>{words}</li>"


def _token(token: str) -> str:
    return f'<span class="demo__token">{token}</span>'
