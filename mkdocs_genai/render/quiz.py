"""Renders a topic's quiz: questions that can be answered without JavaScript, and the answers at their end, for print.

Feedback stands beside each choice and is shown by the style sheet once its choice is checked. `assets/genai-quiz.js` adds a
button to check an answer, a score, and a memory. Both are linked inside the block, so that no other page has them.
"""

from __future__ import annotations

import string
from typing import NamedTuple

from markupsafe import Markup, escape

from ..registry.learning_order import TopicKey
from ..registry.quiz import BLANK, BLANK_SIGN, Question
from ..targets import Target, question_anchor, quiz_anchor
from .done_marks import FORGET_WORDS
from .inline_text import PageText
from .markdown_filters import MarkdownText
from .page import Page
from .renderer import Renderer

QUIZ_ASSETS = ("assets/genai/genai-quiz.js", "assets/genai/genai-quiz.css")
"""The script and the style sheet. The script imports the one of marks."""
_WORDS = ("quiz_check", "quiz_right", "quiz_wrong", "quiz_score", *FORGET_WORDS)
"""The labels that the script needs."""


class ShownChoice(NamedTuple):
    """A choice, as its template gets it."""

    id: str
    letter: str
    """The letter by which the answers name it."""
    text: str
    correct: bool
    feedback: str
    """Empty if there is none."""


class ShownQuestion(NamedTuple):
    """A question, as its template gets it."""

    anchor: str
    prompt: str
    """In HTML, the blank is an input."""
    kind: str
    several: bool
    """Whether more than one choice is correct."""
    choices: list[ShownChoice]
    hints: list[str]
    answers: list[str]
    """The accepted answers to a blank, for the script; empty for a question of another kind."""
    answer: str
    """The answer in words: the correct choices, the accepted answers to a blank, or the answer to an open question."""
    explanation: str
    name: str
    """The name under which the reader's answers are kept."""
    version: str


def render_quiz(renderer: Renderer, page: Page, key: TopicKey) -> str:
    """The quiz of a topic."""
    topic = renderer.registry.areas[key.area].topics[key.topic]
    script, style = (page.resolve(Target(asset)) for asset in QUIZ_ASSETS)
    first = page.format == "html" and page.claim("genai_quiz_script") is not None
    return renderer.render(
        page,
        "quiz",
        anchor=page.unique(quiz_anchor(*key)),
        title=renderer.label("quiz_of").format(topic=topic.title),
        questions=[_shown(renderer, page, key, question_id, topic.quiz[question_id]) for question_id in topic.quiz],
        script=script,
        style=style,
        first=first,
        words=renderer.labels_json(_WORDS, "quiz_"),
        label=renderer.label,
    )


def _shown(renderer: Renderer, page: Page, key: TopicKey, question_id: str, question: Question) -> ShownQuestion:
    name = "/".join((*key, question_id))
    anchor = page.unique(question_anchor(*key, question_id))

    def text(markdown: str | None) -> str:
        return PageText(renderer, page, key.area).formatted(markdown)

    choices = [
        ShownChoice(choice_id, string.ascii_uppercase[index % 26], text(choice.text), choice.correct, text(choice.feedback))
        for index, (choice_id, choice) in enumerate(question.in_shown_order(name).items())
    ]
    prompt = question.prompt
    return ShownQuestion(
        anchor=anchor,
        prompt=_with_blank(renderer, page, anchor, text(prompt.replace(BLANK, BLANK_SIGN)))
        if question.answers
        else text(prompt),
        kind=question.kind,
        several=len(question.right) > 1,
        choices=choices,
        hints=[text(hint) for hint in question.hints],
        answers=list(question.answers or ()),
        answer=_answer(page, question, choices, text(question.answer)),
        explanation=text(question.explanation),
        name=name,
        version=question.version,
    )


def _with_blank(renderer: Renderer, page: Page, anchor: str, prompt: str) -> str:
    """A prompt with a sign or input in place of its blank."""
    if page.format == "md":
        return MarkdownText(prompt.replace(BLANK_SIGN, r"\_\_\_"))
    blank = Markup(
        '<input type="text" class="genai-quiz__blank" aria-label="{}" aria-describedby="{}_prompt" autocomplete="off"'
        ' spellcheck="false">'
    )
    return prompt.replace(BLANK_SIGN, blank.format(renderer.label("quiz_own"), anchor))


def _answer(page: Page, question: Question, choices: list[ShownChoice], answer: str) -> str:
    """The answer to a question, in words."""
    if question.kind == "answer":
        return answer
    if question.answers:
        joined = " / ".join(question.answers)
        return joined if page.format == "md" else escape(joined)
    right = [(choice.letter, choice.text) for choice in choices if choice.correct]
    if page.format == "md":
        return MarkdownText("; ".join(f"{letter}: {text}" for letter, text in right))
    return Markup("; ").join(Markup("{}: {}").format(letter, text) for letter, text in right)
