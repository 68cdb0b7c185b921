"""A course's quizzes as QTI 2.1, which learning platforms import: an item for each question, and a test for each quiz.

QTI's names are kept. Texts have the inline markup that QTI shares with HTML; links and images become their words. Hints are
left out: only an adaptive item could give them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ..problems import CommandError
from ..registry.learning_order import TopicKey
from ..registry.quiz import BLANK, BLANK_SIGN, Question
from ..render.inline_text import PageText
from ..render.page import Page
from ..render.renderer import Renderer
from ..targets import PageAddress, Site

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
_INLINE = ("em", "strong", "code", "kbd", "sub", "sup")
"""Elements that QTI has as HTML has them."""

Fill = Callable[[Element, str], None]
"""Puts inline Markdown into an element."""


class _Item(NamedTuple):
    """A question, and what its item is called."""

    name: str
    title: str
    question: Question


def qti_package(renderer: Renderer, site: Site) -> bytes:
    """The content package, as a zip file. Raises CommandError."""
    page = Page(PageAddress(""), site)
    files: dict[str, bytes] = {}
    manifest = Element("manifest", {"xmlns": _PACKAGE, "identifier": "quizzes"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for key, title, items in _quizzes(renderer):

        def fill(element: Element, markdown: str, home: str = key.area) -> None:
            _Texts(element).add(PageText(renderer, page, home).html(markdown))

        for item in items:
            files[f"items/{item.name}.xml"] = _written(_item(item, fill))
            _resource(resources, "item", item.name)
        name = f"T_{key.area}_{key.topic}"
        files[f"tests/{name}.xml"] = _written(_test(name, title, items))
        test = _resource(resources, "test", name)
        for item in items:
            SubElement(test, "dependency", {"identifierref": item.name})
    if not files:
        raise CommandError("there is nothing to export: no topic has a `quiz`")
    return _zipped({"imsmanifest.xml": _written(manifest)} | files)


def _quizzes(renderer: Renderer) -> Iterator[tuple[TopicKey, str, list[_Item]]]:
    for area_id, area in renderer.registry.areas.items():
        for topic_id, topic in area.topics.items():
            if topic.quiz:
                items = [
                    _Item(f"Q_{area_id}_{topic_id}_{question_id}", f"{topic.title} {number}", question)
                    for number, (question_id, question) in enumerate(topic.quiz.items(), 1)
                ]
                yield TopicKey(area_id, topic_id), topic.title, items


def _resource(resources: Element, kind: str, name: str) -> Element:
    href = f"{kind}s/{name}.xml"
    resource = SubElement(resources, "resource", {"identifier": name, "type": f"imsqti_{kind}_xmlv2p1", "href": href})
    SubElement(resource, "file", {"href": href})
    return resource


def _test(name: str, title: str, items: list[_Item]) -> Element:
    test = Element("assessmentTest", {"xmlns": _QTI, "identifier": name, "title": title})
    part = SubElement(test, "testPart", {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"})
    section = SubElement(part, "assessmentSection", {"identifier": "section", "title": title, "visible": "true"})
    for item in items:
        SubElement(section, "assessmentItemRef", {"identifier": item.name, "href": f"../items/{item.name}.xml"})
    return test


def _item(item: _Item, fill: Fill) -> Element:
    """The item of a question, whose children stand in the schema's order: declarations, body, processing, feedback."""
    question = item.question
    attributes = {"identifier": item.name, "title": item.title, "adaptive": "false", "timeDependent": "false"}
    root = Element("assessmentItem", {"xmlns": _QTI} | attributes)
    _declare(root, question)
    body = SubElement(root, "itemBody")
    if question.kind == "answer":
        _open(body, question, fill)
        return root
    if question.kind == "answers":
        _blank(body, question, fill)
    else:
        _choices(body, question, fill)
    _process(SubElement(root, "responseProcessing"), question)
    if question.explanation:
        shown = {"outcomeIdentifier": "EXPLANATION", "identifier": "explanation", "showHide": "show"}
        fill(SubElement(root, "modalFeedback", shown), question.explanation)
    return root


def _declare(root: Element, question: Question) -> None:
    """Declare the response, with what is right, and the outcomes."""
    cardinality = "multiple" if len(question.right) > 1 else "single"
    base_type = "identifier" if question.kind == "choices" else "string"
    response = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base_type}
    declaration = SubElement(root, "responseDeclaration", response)
    if right := [_choice(choice_id) for choice_id in question.right] or (question.answers or ())[:1]:
        correct = SubElement(declaration, "correctResponse")
        for value in right:
            SubElement(correct, "value").text = value
    if question.answers:
        mapping = SubElement(declaration, "mapping", {"defaultValue": "0"})
        for answer in question.answers:
            SubElement(mapping, "mapEntry", {"mapKey": answer, "mappedValue": "1", "caseSensitive": "false"})
    outcomes = [("SCORE", "single", "float")]
    outcomes += [("FEEDBACK", cardinality, "identifier")] if question.kind == "choices" else []
    outcomes += [("EXPLANATION", "single", "identifier")] if question.kind != "answer" and question.explanation else []
    for name, many, kind in outcomes:
        outcome = SubElement(root, "outcomeDeclaration", {"identifier": name, "cardinality": many, "baseType": kind})
        if name == "SCORE":
            SubElement(SubElement(outcome, "defaultValue"), "value").text = "0"


def _choice(choice_id: str) -> str:
    """A choice's identifier, which must not begin with a digit."""
    return f"C_{choice_id}"


def _choices(body: Element, question: Question, fill: Fill) -> None:
    most = "0" if len(question.right) > 1 else "1"
    shuffle = "true" if question.shuffle else "false"
    interaction = SubElement(
        body, "choiceInteraction", {"responseIdentifier": "RESPONSE", "shuffle": shuffle, "maxChoices": most}
    )
    fill(SubElement(interaction, "prompt"), question.prompt)
    for choice_id, choice in (question.choices or {}).items():
        element = SubElement(interaction, "simpleChoice", {"identifier": _choice(choice_id)})
        fill(element, choice.text)
        if choice.feedback:
            shown = {"outcomeIdentifier": "FEEDBACK", "identifier": _choice(choice_id), "showHide": "show"}
            fill(SubElement(element, "feedbackInline", shown), choice.feedback)


def _blank(body: Element, question: Question, fill: Fill) -> None:
    paragraph = SubElement(body, "p")
    fill(paragraph, question.prompt.replace(BLANK, BLANK_SIGN))
    longest = max(map(len, question.answers or ()))
    entry = Element("textEntryInteraction", {"responseIdentifier": "RESPONSE", "expectedLength": str(longest)})
    for element in paragraph.iter():
        if element.text and BLANK_SIGN in element.text:
            element.text, _, entry.tail = element.text.partition(BLANK_SIGN)
            element.insert(0, entry)
            return
        for index, child in enumerate(element):
            if child.tail and BLANK_SIGN in child.tail:
                child.tail, _, entry.tail = child.tail.partition(BLANK_SIGN)
                element.insert(index + 1, entry)
                return


def _open(body: Element, question: Question, fill: Fill) -> None:
    """An open question; its answer is for whoever scores it."""
    rubric = SubElement(body, "rubricBlock", {"view": "scorer tutor"})
    for text in (question.answer, question.explanation):
        if text:
            fill(SubElement(rubric, "p"), text)
    fill(SubElement(SubElement(body, "extendedTextInteraction", {"responseIdentifier": "RESPONSE"}), "prompt"), question.prompt)


def _process(processing: Element, question: Question) -> None:
    """Score and feedback; the template's name is for platforms that know no rules."""
    is_text = question.kind == "answers"
    processing.set("template", f"{_TEMPLATES}/{'map_response' if is_text else 'match_correct'}")
    if is_text:
        SubElement(_outcome(processing, "SCORE"), "mapResponse", {"identifier": "RESPONSE"})
    else:
        condition = SubElement(SubElement(processing, "responseCondition"), "responseIf")
        match = SubElement(condition, "match")
        SubElement(match, "variable", {"identifier": "RESPONSE"})
        SubElement(match, "correct", {"identifier": "RESPONSE"})
        SubElement(_outcome(condition, "SCORE"), "baseValue", {"baseType": "float"}).text = "1"
        SubElement(_outcome(processing, "FEEDBACK"), "variable", {"identifier": "RESPONSE"})
    if question.explanation:
        SubElement(_outcome(processing, "EXPLANATION"), "baseValue", {"baseType": "identifier"}).text = "explanation"


def _outcome(parent: Element, name: str) -> Element:
    return SubElement(parent, "setOutcomeValue", {"identifier": name})


class _Texts(HTMLParser):
    """Puts the words of HTML into an element, with the elements that QTI has too."""

    def __init__(self, element: Element) -> None:
        super().__init__()
        self._open = [element]

    def add(self, html: str) -> None:
        """Put HTML into the element."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        if tag in _INLINE:
            self._open.append(SubElement(self._open[-1], tag))
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag in ("br", "li"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        if tag in _INLINE:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        element = self._open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + data
        else:
            element.text = (element.text or "") + data


def _written(root: Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode").encode() + b"\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    """Files as a zip file that is the same whenever it is made."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()
