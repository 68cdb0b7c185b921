"""The numbers of the page on search, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

from functools import cache

from .test_numbers import DOCS, prints
from .test_numbers_of_training import table

PAGE = "what-is-ai/search.md"
LINES = ("012", "345", "678", "036", "147", "258", "048", "246")
OTHER = {"X": "O", "O": "X"}


def outcome(board: str) -> int | None:
    """+1 where X has won, −1 where O has, 0 where nobody can move, None where the game goes on."""
    for line in LINES:
        first, second, third = (board[int(square)] for square in line)
        if first == second == third != " ":
            return 1 if first == "X" else -1
    return None if " " in board else 0


def after(board: str, player: str) -> list[str]:
    """The boards after each move, in the order in which one reads the squares."""
    return [board[:square] + player + board[square + 1 :] for square in range(9) if board[square] == " "]


@cache
def ways(board: str, player: str) -> int:
    """How many games go on from a board. Many ways lead to each, which is counted out once."""
    if outcome(board) is not None:
        return 1
    return sum(ways(each, OTHER[player]) for each in after(board, player))


@cache
def minimax(board: str, player: str) -> tuple[int, int]:
    """The value of a board, and how many boards are looked at for it, each as often as a way leads there."""
    if (found := outcome(board)) is not None:
        return found, 1
    values, boards = zip(*(minimax(each, OTHER[player]) for each in after(board, player)), strict=True)
    return (max if player == "X" else min)(values), 1 + sum(boards)


def pruned(board: str, player: str, low: int = -2, high: int = 2) -> tuple[int, int]:
    """The same by alpha-beta pruning: X has `low` for sure elsewhere, and O `high`."""
    if (found := outcome(board)) is not None:
        return found, 1
    best, boards = (-2, 1) if player == "X" else (2, 1)
    for each in after(board, player):
        value, looked_at = pruned(each, OTHER[player], low, high)
        boards += looked_at
        if player == "X":
            best = max(best, value)
            low = max(low, best)
        else:
            best = min(best, value)
            high = min(high, best)
        if low >= high:
            break
    return best, boards


def read_board() -> str:
    """The page's board."""
    text = (DOCS / PAGE).read_text("utf-8").partition("```text\n")[2].partition("```")[0]
    return "".join((row[0] + row[4:5] + row[8:9]).ljust(3) for row in (line.ljust(9) for line in text.splitlines())).ljust(9)


def test_the_end_of_a_game() -> None:
    board = read_board()
    assert (board.count("X"), board.count("O"), outcome(board)) == (3, 3, None)
    assert [minimax(each, "O")[0] for each in after(board, "X")] == [0, 0, 1]
    assert all(outcome(each) is None for each in after(board, "X"))
    answers = [[minimax(answer, "X")[0] for answer in after(each, "O")] for each in after(board, "X")]
    for name, (one, other) in zip(("middle:       ", "right:        ", "bottom right: "), answers, strict=True):
        assert f"{name} min({one:+d}, {other or 0:+d})".replace("+0", "0") in (DOCS / PAGE).read_text("utf-8")
    assert prints(PAGE, "It has {} boards, the first one included.", minimax(board, "X")[1])


def test_the_whole_game() -> None:
    empty = " " * 9
    value, boards = minimax(empty, "X")
    assert value == 0
    assert prints(PAGE, "looks at {:,} boards, and the value comes out as 0", boards)
    assert prints(PAGE, "There are {:,} ways to play it", ways(empty, "X"))
    same, fewer = pruned(empty, "X")
    assert same == value
    assert prints(PAGE, "it looks at {:,} boards, a thirtieth", fewer)
    assert round(boards / fewer) == 30
    assert 1000**40 == 10**120
    assert 1 + 4 + 4 * 3 + 4 * 3 * 2 + 4 * 3 * 2 == 65


ROADS = {"home-bakery": 2, "home-park": 5, "bakery-park": 2, "bakery-school": 7, "park-school": 3, "park-lake": 4}


def test_the_shortest_way() -> None:
    alt = (DOCS / PAGE).read_text("utf-8").partition("/// figure | search-route")[2]
    assert [f"{road.replace('-', ' to ')} {minutes}".lower() in alt.lower() for road, minutes in ROADS.items()] == [True] * 6
    known, final = {"home": 0}, {}
    for _, place, minutes, told in table(PAGE, "Step", "Place", "Minutes from home"):
        nearest = min(known, key=lambda each: known[each])
        assert (nearest, known[nearest]) == (place, int(minutes))
        final[place] = known.pop(nearest)
        if place == "school":
            break
        changed = {}
        for road, more in ROADS.items():
            pair = set(road.split("-"))
            if place in pair:
                (other,) = pair - {place}
                if other not in final and final[place] + more < known.get(other, 1000):
                    changed[other] = known[other] = final[place] + more
        assert told == ", ".join(f"{name} {minutes}" for name, minutes in changed.items())
    assert final["school"] == 7
    assert known == {"lake": 8}
