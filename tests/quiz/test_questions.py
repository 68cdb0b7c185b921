"""Questions: the order of their choices, the version by which answers are kept, and translations."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup

from mkdocs_genai.registry.quiz import Question

from ..conftest import write_tree
from ..site.course import Course, build_site
from .quiz_site import CONFIG, COURSE, PAGES, REGISTRY

CHOICES: dict[str, Any] = {name: {"text": name.title(), "correct": name == "red"} for name in ("red", "green", "blue", "white")}


def question(**keys: Any) -> Question:
    return Question.model_validate({"prompt": "Which?", "choices": CHOICES} | keys)


def test_choices_have_an_order_of_their_own_in_each_question_whatever_order_they_are_written_in() -> None:
    orders = {name: list(question().in_shown_order(f"art/paint/{name}")) for name in "abcdefgh"}
    assert len({tuple(order) for order in orders.values()}) > 3
    turned = question(choices=dict(reversed(CHOICES.items())))
    assert list(turned.in_shown_order("art/paint/a")) == orders["a"]
    assert sorted(orders["a"]) == sorted(CHOICES)


def test_choices_stay_as_they_are_written_where_they_are_not_shuffled() -> None:
    assert list(question(shuffle=False).in_shown_order("art/paint/a")) == list(CHOICES)


def test_the_version_changes_with_what_is_asked_and_not_with_what_is_said_about_it() -> None:
    version = question().version
    assert question(explanation="So.", hints=["Think."], shuffle=False).version == version
    assert question(prompt="Which one?").version != version
    assert question(choices=CHOICES | {"red": {"text": "Red", "correct": True}, "blue": "Dark blue"}).version != version


def test_a_translation_says_only_what_differs_and_keeps_the_order(course: Course) -> None:
    config = CONFIG.replace("  features: [navigation.instant]\n", "").replace(
        "plugins: [search, ",
        "plugins: [search, {i18n: {docs_structure: suffix, languages: [{locale: en, default: true, build: true, name: English},"
        " {locale: de, build: true, name: Deutsch}]}}, ",
    )
    translation = """\
--- docs/registry.de/art.yml
topics:
  paint:
    quiz:
      why: {prompt: Warum Rauschen?, choices: {learn: {text: Um zu lernen}, other: Aus Freude}}
"""
    write_tree(course.root, config + REGISTRY + translation + PAGES)
    built = build_site(course.root)
    assert built.log == []
    english, german = built.page("paint/index.html"), built.page("de/paint/index.html")
    assert next(legend.get_text() for legend in german.select("legend")) == "Warum Rauschen?"
    assert values(german) == values(english)
    labels = [label.get_text() for label in german.select("fieldset")[0].select("label > span:last-child")]
    assert sorted(labels) == ["Aus Freude", "To enlarge <b>", "Um zu lernen"]
    assert [answer.get_text() for answer in german.select(".genai-quiz__feedback:has(> .genai-quiz__verdict--right)")[:1]] == [
        "Right. Yes, step by step."
    ]


def values(page: BeautifulSoup) -> list[tuple[str, bool]]:
    return [(str(box["value"]), box.has_attr("data-right")) for box in page.select("input[value]")]


def test_two_builds_have_the_same_bytes(course: Course) -> None:
    first = (course.build(COURSE).site / "paint/index.html").read_bytes()
    assert (course.build().site / "paint/index.html").read_bytes() == first
