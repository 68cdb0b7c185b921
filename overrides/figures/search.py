"""Search: the end of a game of tic-tac-toe as a tree, and the shortest way through five places."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from .drawing import Point, color, document, label, line, rounded

BOARD = "XOXO..OX."
"""Nine squares, row by row; X has to move."""
ROWS = ((0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))
ROADS: Mapping[tuple[str, str], int] = {
    ("home", "bakery"): 2,
    ("home", "park"): 5,
    ("bakery", "park"): 2,
    ("bakery", "school"): 7,
    ("park", "school"): 3,
    ("park", "lake"): 4,
}
PLACES: Mapping[str, Point] = {
    "home": (40, 120),
    "bakery": (140, 40),
    "park": (230, 120),
    "school": (370, 40),
    "lake": (370, 170),
}

_SQUARE = 16
"""A square of a small board."""


def has_won(board: str, player: str) -> bool:
    """Whether a player has three in a row."""
    return any(all(board[square] == player for square in row) for row in ROWS)


def moves(board: str, player: str) -> list[str]:
    """The boards after each move of a player; none where the game is over."""
    if has_won(board, "X") or has_won(board, "O"):
        return []
    return [f"{board[:square]}{player}{board[square + 1 :]}" for square, sign in enumerate(board) if sign == "."]


def value(board: str, player: str) -> int:
    """What a board is worth for X where a player has to move: +1, 0 or −1."""
    after = [value(each, "O" if player == "X" else "X") for each in moves(board, player)]
    if after:
        return max(after) if player == "X" else min(after)
    return has_won(board, "X") - has_won(board, "O")


def shortest(start: str, goal: str) -> tuple[int, Sequence[str]]:
    """The minutes of the shortest way, and its places."""
    nearest = [(0, (start,))]
    while True:
        minutes, way = heapq.heappop(nearest)
        if way[-1] == goal:
            return minutes, way
        for ends, more in ROADS.items():
            if way[-1] in ends:
                (other,) = set(ends) - {way[-1]}
                heapq.heappush(nearest, (minutes + more, (*way, other)))


def tree() -> str:
    """The boards that can follow, and their values."""
    levels = (12, 116, 220, 324)
    ends = [(level + 62, level + 92) for level in levels[:-1]]
    parts = _drawn(BOARD, "X", (210, levels[0]))
    for branch, first in enumerate(moves(BOARD, "X")):
        x = 70 + 140 * branch
        parts += [line((210, ends[0][0]), (x, ends[0][1]), series=0), *_drawn(first, "O", (x, levels[1]))]
        for side, answer in zip((x - 34, x + 34), moves(first, "O"), strict=True):
            (last,) = moves(answer, "X")
            parts += [line((x, ends[1][0]), (side, ends[1][1]), series=0), *_drawn(answer, "X", (side, levels[2]))]
            parts += [line((side, ends[2][0]), (side, ends[2][1]), series=0), *_drawn(last, "O", (side, levels[3]))]
    return document(396, parts)


def _drawn(board: str, player: str, at: Point) -> list[str]:
    """A small board, the middle of its upper edge at a point, with its value below."""
    left, top, whole = at[0] - 1.5 * _SQUARE, at[1] - 8, 3 * _SQUARE
    grid = [f"M{rounded(left + part * _SQUARE)} {rounded(top)}v{whole}" for part in (1, 2)]
    grid += [f"M{rounded(left)} {rounded(top + part * _SQUARE)}h{whole}" for part in (1, 2)]
    signs: dict[int, list[str]] = {}
    for square, sign in enumerate(board):
        if sign != ".":
            series = 0 if BOARD[square] == sign else 1 if sign == "X" else 2
            x, y = left + (square % 3 + 0.5) * _SQUARE, top + (square // 3 + 0.5) * _SQUARE
            signs.setdefault(series, []).append(_sign(sign, (x, y)))
    worth = {1: "+1", 0: "0", -1: "−1"}[value(board, player)]
    return [
        _path(grid, 0, 1),
        *(_path(drawn, series, 2.6 if series else 1.6) for series, drawn in signs.items()),
        label((at[0], top + whole + 15), worth, series=0, anchor="middle", bold=True),
    ]


def _sign(sign: str, at: Point) -> str:
    """An X or an O as lines, which every font and every size of letters leaves as they are."""
    if sign == "O":
        return f"M{rounded(at[0] - 5)} {rounded(at[1])}a5 5 0 1 0 10 0a5 5 0 1 0-10 0"
    left, top = rounded(at[0] - 4), rounded(at[1] - 4)
    return f"M{left} {top}l8 8m-8 0l8-8"


def _path(drawn: Iterable[str], series: int, width: float) -> str:
    return f'<path {color(series)} fill="none" stroke="currentColor" stroke-width="{rounded(width)}" d="{"".join(drawn)}"/>'


def route() -> str:
    """The places, the roads with their minutes, and the shortest way to school."""
    _, way = shortest("home", "school")
    bold = {frozenset(pair) for pair in pairwise(way)}
    parts = []
    for (one, other), minutes in ROADS.items():
        start, end = PLACES[one], PLACES[other]
        is_bold = frozenset((one, other)) in bold
        parts.append(line(start, end, series=1 if is_bold else 0, width=4 if is_bold else 1.5))
        across, down = end[0] - start[0], end[1] - start[1]
        away = 13 / math.hypot(across, down)
        middle = ((start[0] + end[0]) / 2 + down * away, (start[1] + end[1]) / 2 - across * away + 5)
        parts.append(label(middle, f"{minutes}", series=1 if is_bold else 0, anchor="middle", bold=is_bold))
    for name, (x, y) in PLACES.items():
        dot = '<circle class="drawn-hollow" fill="#fff" stroke="currentColor" stroke-width="2"'
        parts.append(f'<g {color(0)}>{dot} cx="{rounded(x)}" cy="{rounded(y)}" r="7"/></g>')
        parts.append(label((x, y + 24 if y > 100 else y - 14), name, series=0, anchor="middle"))
    return document(210, parts)


FIGURES: Mapping[str, Callable[[], str]] = {"search-tree": tree, "search-route": route}
