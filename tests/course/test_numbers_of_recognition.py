"""The numbers of the page on speech recognition, computed again in plain Python, apart from what draws the figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

from overrides.figures import speech_recognition

from .test_numbers import DOCS, prints, registered
from .test_numbers_of_training import table

PAGE = "speech-audio/speech-recognition.md"
QUIZ = registered("speech-audio")["speech-recognition"]["quiz"]


def texts(question: str) -> list[str]:
    """The choices of a question."""
    return [choice["text"] for choice in QUIZ[question]["choices"].values()]


def merged(labels: str) -> str:
    """Labels without their equal neighbors."""
    return "".join(label for label, _ in groupby(labels))


def fewest(human: Sequence[str], model: Sequence[str]) -> tuple[int, str]:
    """The fewest edits, and which they are: the definition, tried in all ways."""
    if not human or not model:
        return len(human) + len(model), "D" * len(human) + "I" * len(model)
    same = human[-1] == model[-1]
    ways = [(human[:-1], model[:-1], "" if same else "S"), (human[:-1], model, "D"), (human, model[:-1], "I")]
    found = [(edits + len(edit), done + edit) for one, other, edit in ways for edits, done in [fewest(one, other)]]
    return min(found, key=lambda each: each[0])


def transcripts() -> tuple[list[str], list[str]]:
    """What was said and what was written, as the page prints them."""
    lines = (DOCS / PAGE).read_text("utf-8").partition("human:")[2].partition("\n\n")[0].splitlines()
    return lines[0].split(), [word for word in lines[1].split()[1:] if word != "–"]


def test_frames() -> None:
    assert 10 / 0.020 == 500
    assert prints(PAGE, "Ten seconds at 20 milliseconds a frame are {:.0f} frames.", 10 / 0.020)


def test_labels_collapse() -> None:
    for labels, middle, text in table(PAGE, "Frame labels", "After merging"):
        assert (f"`{merged(labels.strip('`'))}`", merged(labels.strip("`")).replace("_", "")) == (middle, text)
        assert labels.count("l") == 4
    assert prints(PAGE, "Both rows hold four frames of *l*.")
    labels = QUIZ["collapse"]["prompt"].split("`")[1]
    right, blanks_first, unmerged = texts("collapse")
    assert (right, unmerged) == (merged(labels).replace("_", ""), labels.replace("_", ""))
    assert blanks_first == merged(labels.replace("_", ""))
    assert f"`{merged(labels)}`" in QUIZ["collapse"]["choices"]["catt"]["feedback"]
    assert merged("hello") == "helo"


def test_word_error_rates() -> None:
    human, model = transcripts()
    edits, kinds = fewest(human, model)
    assert (edits, sorted(kinds)) == (2, ["D", "S"])
    assert prints(PAGE, "S = 1, D = 1, I = 0, N = {} WER = 2/6 ≈ {:.3f}", len(human), edits / len(human))
    edits, kinds = fewest(["yes"], ["yes", "thank", "you", "very", "much"])
    assert kinds == "IIII"
    assert prints(PAGE, "The WER is {}, or {}%.", edits, 100 * edits)
    assert list(map(float, texts("words"))) == [3 / 6, 3 / 8, round(1 / 6, 3)]
    edits, _ = fewest(["no"], ["no", "I", "do", "not"])
    assert texts("above")[:2] == [f"{100 * edits}%", f"{100 * edits / 4:.0f}%"]
    assert texts("cell") == [str(min(2 + 1, 3 + 1, 1 + 1)), str(2 + 1), "1"]


def test_the_table_of_edits() -> None:
    human, model = transcripts()
    assert (list(speech_recognition.HUMAN), list(speech_recognition.MODEL)) == (human, model)
    found = speech_recognition.edits(human, model)
    rows, columns = range(len(human) + 1), range(len(model) + 1)
    assert found == [[fewest(human[:row], model[:column])[0] for column in columns] for row in rows]
    way = speech_recognition.path(human, model)[::-1]
    assert [edit for _, edit in way if edit] == ["S", "D"]
    values = [found[row][column] for (row, column), _ in way]
    assert values == [0, 0, 0, 1, 1, 2, 2]
    assert all(math.dist(one, other) <= math.sqrt(2) for (one, _), (other, _) in pairwise(way))
    alt = (DOCS / PAGE).read_text("utf-8").partition("    alt: ")[2].partition("\n")[0]
    assert ", ".join((" ".join(human), "")) in alt
    assert f"{' '.join(model)}." in alt
    told = "passes {}, {} and {}, then {} for sat and sit, {} for on, {} one cell down for the missing the, and {} for mat."
    assert told.format(*values) in alt


def test_a_way_may_begin_or_end_with_extra_words() -> None:
    extra = speech_recognition.path(["yes"], ["oh", "yes"])
    assert extra == [((1, 2), ""), ((0, 1), "I"), ((0, 0), "")]
    assert [edit for _, edit in speech_recognition.path(["oh", "yes"], ["yes"])] == ["", "D", ""]
