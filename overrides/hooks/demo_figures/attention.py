"""How a tiny model weighs the words of two sentences, as two tables; train_attention.py made the queries and keys."""

from __future__ import annotations

import json
import math
from operator import mul
from pathlib import Path
from typing import Any

SENTENCES: list[dict[str, Any]] = json.loads(
    Path(__file__).parents[3].joinpath("docs/assets/demos/attention.json").read_text("utf-8")
)


def attention() -> str:
    """The static part."""
    return "".join(map(_table, SENTENCES))


def weights(query: list[float], keys: list[list[float]]) -> list[float]:
    """How a query weighs the words of the keys."""
    powers = [math.exp(sum(map(mul, query, key)) / math.sqrt(len(query))) for key in keys]
    return [power / sum(powers) for power in powers]


def _table(sentence: dict[str, Any]) -> str:
    words, keys = sentence["words"], sentence["keys"]
    head = "".join(f'<th scope="col"><span class="demo__upright">{word}</span></th>' for word in words)
    rows = "".join(
        f'<tr data-query="{_numbers(query)}" data-key="{_numbers(keys[place])}" data-next="{_next(sentence["next"][place])}">'
        f'<th scope="row">{words[place]}</th>{_cells(weights(query, keys[: place + 1]), len(words))}</tr>'
        for place, query in enumerate(sentence["queries"])
    )
    title = f"How much each word (row) looks at each word (column), in percent: “{' '.join(words)}”"
    return (
        f'<table class="demo__table demo__weights"><caption>{title}</caption>'
        f'<thead><tr><th scope="col">Word</th>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _cells(found: list[float], count: int) -> str:
    """A cell for each word that is weighed, and empty ones for those that are hidden; `w0` to `w4` are shades."""
    cells = "".join(f'<td class="w{math.floor(4.99 * weight)}">{100 * weight:.0f}</td>' for weight in found)
    return cells + "<td></td>" * (count - len(found))


def _numbers(vector: list[float]) -> str:
    return " ".join(map(str, vector))


def _next(likely: list[list[Any]]) -> str:
    return ", ".join(f"{word} {100 * share:.0f}%" for word, share in likely)
