"""A reader's own marks on topics: elements that stay empty until `assets/genai-done.js` finds in the browser what is marked.

What is marked is kept in the reader's browser alone, so that all that a page can say is of which topics to ask. A topic can be
marked on its deep dive, so that others have no mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ..registry.learning_order import TopicKey
from ..targets import Target
from .page import Page
from .renderer import Renderer

DONE_SCRIPT = "assets/genai/genai-done.js"
"""The module of the marks, which keeps what a reader has marked and answered; the one of quizzes imports it."""
FORGET_WORDS = ("forget", "forget_sure")
"""The labels of the button that deletes all that is kept."""
_WORDS = ("done_mark", "done_unmark", *FORGET_WORDS)

_MARK = Markup('<genai-done class="genai-done" data-topics="%s" data-words="%s"></genai-done>')
_BUTTON = Markup('<genai-done-button class="genai-done-button" data-topic="%s" data-words="%s"></genai-done-button>')
_SCRIPT = Markup('<script type="module" async src="%s"></script>')


def render_topic_done(renderer: Renderer, page: Page, key: TopicKey) -> Markup:
    """The element that shows a topic's mark; empty if the topic can't have one."""
    return _mark(renderer, page, [key], "done")


def render_area_done(renderer: Renderer, page: Page, area_id: str, topic_ids: Iterable[str] | None = None) -> Markup:
    """The element that shows how many of an area's topics, or of some of them, are marked; empty if none can be."""
    chosen = renderer.registry.areas[area_id].topics if topic_ids is None else topic_ids
    return _mark(renderer, page, [TopicKey(area_id, topic_id) for topic_id in chosen], "done_count")


def render_done_button(renderer: Renderer, page: Page, key: TopicKey) -> Markup:
    """The button on a topic's deep dive, with its script."""
    if page.format == "md" or not (script := page.resolve(Target(DONE_SCRIPT))):
        return Markup()
    words = renderer.labels_json(_WORDS, "done_")
    return (_BUTTON + _SCRIPT) % ("/".join(key), words, script)


def render_done_script(page: Page, marks: Iterable[str]) -> Markup:
    """The script, if there is any mark that needs it."""
    script = page.resolve(Target(DONE_SCRIPT)) if any(marks) else None
    return _SCRIPT % script if script else Markup()


def _mark(renderer: Renderer, page: Page, keys: Iterable[TopicKey], label: str) -> Markup:
    if page.format == "md" or not page.resolve(Target(DONE_SCRIPT)):
        return Markup()
    topics = [(key, renderer.registry.areas[key.area].topics[key.topic].page) for key in keys]
    markable = ["/".join(key) for key, name in topics if name and page.resolve(Target(name))]
    return _MARK % (" ".join(markable), renderer.label(label)) if markable else Markup()
