"""`/// quiz | [TOPIC]`: a topic's questions."""

from __future__ import annotations

from markupsafe import escape

from ..problems import ProblemError
from ..render.page import SearchSection, SearchWords
from ..render.quiz import render_quiz
from ..targets import question_anchor
from .arguments import topic_of
from .base import RegistryBlock, Show


class QuizBlock(RegistryBlock):
    """Takes no options."""

    NAME = "quiz"

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        self.key = key = topic_of(self)
        self.questions = renderer.registry.areas[key.area].topics[key.topic].quiz
        if not self.questions:
            raise ProblemError("GA062", f"the topic '{key.topic}' has no `quiz`; add one to it in the registry")
        return lambda page: render_quiz(renderer, page, key)

    def search_words(self) -> SearchWords:
        """See RegistryBlock: the questions alone, so that no search shows an answer."""
        plain = self.renderer.plain
        return SearchWords(
            "",
            [
                SearchSection(question_anchor(*self.key, question_id), escape(plain(question.prompt)), "")
                for question_id, question in self.questions.items()
            ],
        )
