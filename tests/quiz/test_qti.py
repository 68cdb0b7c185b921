"""`export --quiz qti`: what is written, read by a parser of our own that knows which children QTI allows where."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner

from mkdocs_genai.cli import main

from ..conftest import write_tree
from .quiz_site import COURSE, PAGES, REGISTRY

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
INLINE = ("em", "strong", "code")
CHILDREN: dict[str, tuple[str, ...]] = {
    "assessmentItem": ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"),
    "responseDeclaration": ("correctResponse", "mapping"),
    "outcomeDeclaration": ("defaultValue",),
    "correctResponse": ("value",),
    "defaultValue": ("value",),
    "mapping": ("mapEntry",),
    "itemBody": ("rubricBlock", "p", "choiceInteraction", "extendedTextInteraction"),
    "rubricBlock": ("p",),
    "p": (*INLINE, "textEntryInteraction"),
    "choiceInteraction": ("prompt", "simpleChoice"),
    "extendedTextInteraction": ("prompt",),
    "simpleChoice": (*INLINE, "feedbackInline"),
    "prompt": INLINE,
    "feedbackInline": INLINE,
    "modalFeedback": INLINE,
    "em": INLINE,
    "responseProcessing": ("responseCondition", "setOutcomeValue"),
    "responseCondition": ("responseIf",),
    "responseIf": ("match", "setOutcomeValue"),
    "match": ("variable", "correct"),
    "setOutcomeValue": ("baseValue", "variable", "mapResponse"),
    "assessmentTest": ("testPart",),
    "testPart": ("assessmentSection",),
    "assessmentSection": ("assessmentItemRef",),
}
"""The children that an element may have, in the schema's order where it has one. What is exported here was once validated
against the schema of QTI 2.1.1 itself, which no package registry has."""
NAMING = ("variable", "correct", "setOutcomeValue", "mapResponse")
"""Elements that name a variable, which must be declared."""
IN_ORDER = ("assessmentItem", "responseDeclaration", "choiceInteraction", "responseIf")


def exported(root: Path, tree: str) -> dict[str, Element]:
    write_tree(root, tree)
    done = CliRunner().invoke(
        main, ["export", "--quiz", "qti", "-f", str(root / "mkdocs.yml"), "-o", str(root / "quiz.zip")], catch_exceptions=False
    )
    assert (done.exit_code, done.output) == (0, "")
    with zipfile.ZipFile(root / "quiz.zip") as package:
        return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}


def check(element: Element) -> None:
    """Fail where an element has children that QTI does not allow there."""
    assert element.tag.startswith(QTI)
    name = element.tag.removeprefix(QTI)
    children = [child.tag.removeprefix(QTI) for child in element]
    allowed = CHILDREN.get(name, ())
    assert set(children) <= set(allowed), name
    if name in IN_ORDER:
        assert children == sorted(children, key=allowed.index), name
    for child in element:
        check(child)


def words(element: Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def test_the_package_lists_each_question_and_a_test_of_them(tmp_path: Path) -> None:
    files = exported(tmp_path, COURSE)
    manifest = files.pop("imsmanifest.xml")
    resources = {str(each.get("href")): each for each in manifest.iter(f"{PACKAGE}resource")}
    assert set(resources) == set(files)
    assert {str(each.get("type")) for each in resources.values()} == {"imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"}
    names = [str(each.get("identifier")) for each in resources.values()]
    assert len(names) == len(set(names)) == 5
    test = resources["tests/T_art_paint.xml"]
    assert [each.get("identifierref") for each in test.iter(f"{PACKAGE}dependency")] == names[:4]
    references = files["tests/T_art_paint.xml"].iter(f"{QTI}assessmentItemRef")
    assert [str(each.get("href")).removeprefix("../") for each in references] == list(files)[:4]


def test_each_file_has_the_structure_of_qti(tmp_path: Path) -> None:
    for name, root in exported(tmp_path, COURSE).items():
        if name != "imsmanifest.xml":
            check(root)
            declared = {each.get("identifier"): each for each in root if each.tag.endswith("Declaration")}
            named = [each for kind in NAMING for each in root.iter(QTI + kind)]
            used = {str(each.get("identifier")) for each in named}
            used |= {str(each.get("outcomeIdentifier")) for each in root.iter() if each.get("outcomeIdentifier")}
            assert used <= set(declared)


def test_a_question_with_choices_keeps_feedback_and_explanation(tmp_path: Path) -> None:
    files = exported(tmp_path, COURSE)
    item = files["items/Q_art_paint_why.xml"]
    interaction = item.find(f".//{QTI}choiceInteraction")
    assert interaction is not None
    assert (interaction.get("maxChoices"), interaction.get("shuffle")) == ("1", "true")
    assert words(item.find(f".//{QTI}prompt")) == "Why does training add noise to real images?"
    assert [value.text for value in item.iter(f"{QTI}value")] == ["C_learn", "0"]
    choices = {str(each.get("identifier")): words(each) for each in interaction.iter(f"{QTI}simpleChoice")}
    assert choices == {
        "C_learn": "So that the network learns to remove itYes, step by step.",
        "C_larger": "To enlarge <b>Where would they come from?",
        "C_other": "For fun",
    }
    assert words(item.find(f"{QTI}modalFeedback")) == "The network predicts the noise."
    several = files["items/Q_art_paint_colors.xml"]
    interaction = several.find(f".//{QTI}choiceInteraction")
    assert interaction is not None
    assert (interaction.get("maxChoices"), interaction.get("shuffle")) == ("0", "false")
    assert [value.text for value in several.iter(f"{QTI}value")] == ["C_red", "C_blue", "0"]


def test_a_blank_takes_each_answer_and_an_open_question_has_its_answer_for_whoever_scores_it(tmp_path: Path) -> None:
    files = exported(tmp_path, COURSE)
    fill = files["items/Q_art_paint_fill.xml"]
    entries = [(each.get("mapKey"), each.get("caseSensitive")) for each in fill.iter(f"{QTI}mapEntry")]
    assert entries == [("noise", "false"), ("Gaussian noise", "false")]
    (entry,) = fill.iter(f"{QTI}textEntryInteraction")
    assert (entry.tail, entry.get("expectedLength")) == (" to ", "14")
    rubric = files["items/Q_art_paint_words.xml"].find(f".//{QTI}rubricBlock")
    assert words(rubric) == "See the area: it is.As said."


@pytest.mark.parametrize(
    ("prompt", "before", "inside"),
    [
        ("___ is it.", "", "p"),
        ("An *image* of ___.", "An ", "p"),
        ("Write `for x ___ y:` here.", "Write ", "code"),
        ("*Deep* `down` ![alt ~](a.png) it is ___<br>now.", "", "p"),
    ],
)
def test_a_blank_may_be_anywhere_in_a_prompt(tmp_path: Path, prompt: str, before: str, inside: str) -> None:
    tree = COURSE.replace("Training adds ___ to *images*.", prompt)
    item = exported(tmp_path, tree + "--- docs/a.png\n\n")["items/Q_art_paint_fill.xml"]
    (paragraph,) = item.iter(f"{QTI}p")
    assert (paragraph.text or "") == before
    (parent,) = [each for each in item.iter() if any(child.tag == f"{QTI}textEntryInteraction" for child in each)]
    assert parent.tag == QTI + inside


def test_the_file_is_the_same_each_time_and_goes_to_standard_output(tmp_path: Path) -> None:
    exported(tmp_path, COURSE)
    done = CliRunner().invoke(main, ["export", "--quiz", "qti", "-f", str(tmp_path / "mkdocs.yml")])
    assert done.stdout_bytes == (tmp_path / "quiz.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(done.stdout_bytes)) as package:
        assert package.testzip() is None


def test_a_course_without_a_quiz_has_nothing_to_export(tmp_path: Path) -> None:
    registry = REGISTRY.partition("    quiz:")[0] + "  photo: {title: Photography}\n"
    write_tree(tmp_path, COURSE.partition("--- docs")[0] + registry + PAGES.replace("/// quiz\n///\n", ""))
    done = CliRunner().invoke(main, ["export", "--quiz", "qti", "-f", str(tmp_path / "mkdocs.yml")])
    assert (done.exit_code, done.output) == (1, "Error: there is nothing to export: no topic has a `quiz`\n")
