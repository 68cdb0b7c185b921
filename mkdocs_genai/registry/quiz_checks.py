"""The rules of a quiz: a question can be answered, and its choices and answers differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..identifiers import one_line
from ..problems import KeyPath, Problem
from ..suggestions import did_you_mean
from .inline_scanner import scan
from .model import Registry
from .quiz import BLANK, Question


def quiz_problems(registry: Registry, pruned: set[KeyPath]) -> Iterator[Problem]:
    """The problems of the questions of all topics; `pruned` has the paths that validation has removed."""
    for area_id, area in registry.areas.items():
        for topic_id, topic in area.topics.items():
            for question_id, question in topic.quiz.items():
                path: KeyPath = ("areas", area_id, "topics", topic_id, "quiz", question_id)
                yield from _objectives(question, topic.objectives, path, pruned)
                if not {path, *((*path, key) for key in ("prompt", "choices", "answers", "answer"))} & pruned:
                    yield from _choices(question, path, pruned)
                    yield from _blank(question, path)


def unassessed_objectives(registry: Registry) -> Iterator[Problem]:
    """The objectives that no question of their topic assesses, for authors who ask for them."""
    for area_id, area in registry.areas.items():
        for topic_id, topic in area.topics.items():
            place: KeyPath = ("areas", area_id, "topics", topic_id, "objectives")
            assessed = {name for question in topic.quiz.values() for name in question.assesses}
            has_ids = isinstance(topic.objectives, dict)
            cure = (
                "; name it in the `assesses` of one" if has_ids else "; give it an id, and name that in the `assesses` of one"
            )
            for key in topic.objectives if has_ids else range(len(topic.objectives)):
                if key not in assessed:
                    message = f"no question of the topic assesses this objective{cure}"
                    yield Problem.at((*place, key), "GA053", message, at_key=has_ids, severity="warning")


def _objectives(
    question: Question, objectives: dict[str, str] | tuple[str, ...], path: KeyPath, pruned: set[KeyPath]
) -> Iterator[Problem]:
    """The problems of objectives that a question names and its topic does not have."""
    of_topic = (*path[:4], "objectives")
    if (*path, "assesses") in pruned or any(each[: len(of_topic)] == of_topic for each in pruned):
        return  # the removed value may be the objective
    known = objectives if isinstance(objectives, dict) else {}
    for index, name in enumerate(question.assesses):
        if name in known:
            continue
        cure = did_you_mean(name, known) if known else "; give the topic's `objectives` ids, as in {name-steps: Name the steps}"
        yield Problem.at((*path, "assesses", index), "GA054", f"the topic has no objective '{name}'{cure}")


def _choices(question: Question, path: KeyPath, pruned: set[KeyPath]) -> Iterator[Problem]:
    if question.choices is None:
        return
    place = (*path, "choices")
    if any(pruned_path[: len(place)] == place for pruned_path in pruned):
        return  # the removed value may be the correct choice
    if len(question.choices) < 2:
        message = "a question needs two choices at least; add some, or write `answer` for an open question"
        yield Problem.at(place, "GA052", message, at_key=True)
    elif not question.right:
        yield Problem.at(place, "GA052", "no choice is correct; give the right one `correct: true`", at_key=True)
    texts = (((*place, choice_id, "text"), choice.text) for choice_id, choice in question.choices.items())
    yield from _same(texts, "choice")


def _blank(question: Question, path: KeyPath) -> Iterator[Problem]:
    if question.answers is None:
        return
    place = (*path, "prompt")
    prompt = question.prompt
    count = prompt.count(BLANK)
    if count == 0:
        yield Problem.at(place, "GA052", f"a question with `answers` needs a blank in its prompt; write {BLANK} for it")
    elif count > 1:
        message = f"there are {count} blanks, and a question has one; make a question of each"
        yield Problem.at(place, "GA052", message, part=BLANK)
    elif any(each.start <= prompt.index(BLANK) < each.end for each in scan(prompt).links):
        yield Problem.at(place, "GA052", "the blank is inside a link or an image; write it outside", part=BLANK)
    texts = (((*path, "answers", index), answer) for index, answer in enumerate(question.answers))
    yield from _same(texts, "answer")


def _same(texts: Iterable[tuple[KeyPath, str]], what: str) -> Iterator[Problem]:
    """The texts that repeat an earlier one."""
    first: dict[str, KeyPath] = {}
    for path, text in texts:
        words = one_line(text).casefold()
        if words in first:
            yield Problem.at(path, "GA052", f"another {what} says the same: '{text}'; delete one, or say what differs")
        first.setdefault(words, path)
