"""A quiz in a page: its HTML, its Markdown, what search finds, and where it must not show."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup
from click.testing import CliRunner

from mkdocs_genai.cli import main
from mkdocs_genai.render.done_marks import DONE_SCRIPT
from mkdocs_genai.render.quiz import QUIZ_ASSETS

from ..conftest import write_tree
from ..hosts.test_zensical import convert
from ..site.course import Built, Course, dead_links
from .quiz_site import CONFIG, COURSE, PAGES, REGISTRY


def quiz(built: Built) -> BeautifulSoup:
    found = built.page("paint/index.html")
    assert len(found.select("genai-quiz")) == 1
    return found


def test_each_kind_of_question_has_what_can_be_answered_without_a_script(course: Course) -> None:
    built = course.build(COURSE)
    assert built.log == []
    single, several, fill, words = quiz(built).select(".genai-quiz__questions > li")
    assert [str(box["type"]) for box in single.select("input")] == ["radio"] * 3
    assert len({str(box["name"]) for box in single.select("input")}) == 1
    assert [str(box["type"]) for box in several.select("input")] == ["checkbox"] * 3
    assert str(single.legend) == "<legend>Why does training add <code>noise</code> to <em>real</em> images?</legend>"
    ids = [str(box["value"]) for box in single.select("input")]
    feedback = [" ".join(part.get_text().split()) for part in single.select(".genai-quiz__feedback")]
    assert dict(zip(ids, feedback, strict=True)) == {
        "learn": "Right. Yes, step by step.",
        "larger": "Not right. Where would they come from?",
        "other": "Not right.",
    }
    assert [hint.get_text() for hint in single.select("details")] == ["HintThink backwards.", "HintNoise can be removed."]
    assert [part.get_text() for part in single.select(".genai-quiz__explanation")] == ["The network predicts the noise."]
    assert [choice.get_text() for choice in several.select("label > span:last-child")] == ["Red", "Blue", "Dog"]
    blank = fill.select_one("input[type=text]")
    assert blank
    assert str(blank.parent).replace(str(blank), "___").endswith(">Training adds ___ to <em>images</em>.</div>")
    assert json.loads(str(fill["data-answers"])) == ["noise", "Gaussian noise"]
    assert [part.get_text() for part in fill.select("details")] == ["Answernoise / Gaussian noiseOften Gaussian."]
    assert words.textarea
    assert words.textarea["aria-describedby"] == "question_art_paint_words_prompt"
    assert [link["href"] for link in words.select("details a")] == ["../art/"]


def test_the_answers_are_at_the_end_for_print(course: Course) -> None:
    page = quiz(course.build(COURSE))
    right = next(label.get_text().split()[0] for label in page.select("label") if "So that" in label.get_text())
    assert [line.get_text() for line in page.select(".genai-quiz__answers li")] == [
        f"{right}: So that the network learns to remove it — The network predicts the noise.",
        "A: Red; B: Blue",
        "noise / Gaussian noise — Often Gaussian.",
        "See the area: it is. — As said.",
    ]


def test_the_same_quiz_twice_has_ids_of_its_own_and_one_script(course: Course) -> None:
    again = "--- docs/art.md\n# Art\n\n/// quiz | paint\n///\n\n/// quiz | art/paint\n///\n"
    page = course.build(COURSE + again).page("art/index.html")
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len({str(box["name"]) for box in page.select("genai-quiz input[name]")}) == 4
    assert [str(script["src"]) for script in page.select("script[src*=quiz]")] == ["../assets/genai/genai-quiz.js"]
    assert [str(link["href"]) for link in page.select("link[href*=quiz]")] == ["../assets/genai/genai-quiz.css"]


def test_only_a_page_with_a_quiz_has_its_script_and_its_style(course: Course) -> None:
    site = course.build(COURSE).site
    assert {file.relative_to(site).as_posix() for file in site.rglob("*.html") if "genai-quiz" in file.read_text("utf-8")} == {
        "paint/index.html"
    }
    assert all((site / asset).is_file() for asset in (*QUIZ_ASSETS, DONE_SCRIPT))


def test_links_are_right_without_directories_and_on_the_print_page(course: Course) -> None:
    tree = COURSE.replace("plugins: [search, {genai: {llms: true}}]", "use_directory_urls: false\nplugins: [genai, print-site]")
    assert dead_links(course.build(tree).site) == []


def test_the_markdown_version_has_the_answers_at_the_end(course: Course) -> None:
    text = (course.build(COURSE).site / "paint/index.html.md").read_text("utf-8")
    quiz, _, answers = text.partition("**Answers**")
    assert "1. Why does training add `noise` to *real* images?\n" in quiz
    assert "2. Which are colors? Several answers are right.\n    - A: Red\n    - B: Blue\n    - C: Dog\n" in quiz
    assert "    - Hint: Noise can be *removed*.\n" in quiz
    assert "3. Training adds \\_\\_\\_ to *images*.\n" in quiz
    assert "So that" in quiz
    assert "Yes" not in quiz
    assert (
        "The network predicts the noise.\n    - B: Yes, **step** by step.\n    - C: Where would they come from?\n2. " in answers
    )
    assert "    - C: An animal.\n3. " in answers
    assert [line for line in answers.splitlines() if line[:1].isdigit()][1:] == [
        "2. A: Red; B: Blue",
        "3. noise / Gaussian noise — Often *Gaussian*.",
        "4. See [the area](../art/index.html.md): it *is*. — As said.",
    ]


def test_search_finds_questions_and_no_answers(course: Course) -> None:
    index = (course.build(COURSE).site / "search/search_index.json").read_text("utf-8")
    docs = {doc["location"]: doc for doc in json.loads(index)["docs"]}
    assert docs["paint/#question_art_paint_why"]["title"] == "Why does training add noise to real images?"
    assert docs["paint/#question_art_paint_fill"]["title"] == "Training adds ___ to images."
    assert not any(words in index for words in ("learns to remove", "Gaussian", "Think backwards"))


def test_a_quiz_of_a_hidden_page_shows_nowhere_else(course: Course) -> None:
    hidden = PAGES.replace("# Painting", "---\nsearch: {exclude: true}\n---\n# Painting")
    site = course.build(CONFIG + REGISTRY + hidden).site
    files = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert [name for name, content in files.items() if b"learns to remove" in content] == ["paint/index.html"]
    assert [name for name, content in files.items() if b"training add" in content] == ["paint/index.html"]


def test_registry_json_has_no_quiz(course: Course) -> None:
    assert "noise" not in (course.build(COURSE).site / "registry.json").read_text("utf-8")


def test_a_host_that_runs_no_plugins_shows_it_with_copied_files(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    assert CliRunner().invoke(main, ["assets", "-f", str(tmp_path / "mkdocs.yml")]).exit_code == 0
    assert all((tmp_path / "docs" / asset).is_file() for asset in (*QUIZ_ASSETS, DONE_SCRIPT))
    page = convert(tmp_path, "paint.md", "paint/", theme={"language": "en"})
    assert len(page.select("genai-quiz fieldset")) == 2
    assert [str(script["src"]) for script in page.select("script")] == ["assets/genai/genai-quiz.js"]


def test_a_host_without_the_files_shows_it_without_a_script(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    page = convert(tmp_path, "paint.md", "paint/", theme={"language": "en"})
    assert len(page.select("div.genai-quiz fieldset")) == 2
    assert page.select("script, link, genai-quiz") == []


def test_texts_of_a_quiz_are_data(course: Course) -> None:
    evil = "'<script>alert(1)</script>\" onclick=x'"
    registry = REGISTRY.replace("For fun", evil).replace("An animal.", evil).replace("Gaussian noise]", f"{evil}]")
    page = quiz(course.build(CONFIG + registry + PAGES))
    assert len(page.select("genai-quiz script")) == 1
    assert json.loads(str(page.select("[data-answers]")[0]["data-answers"]))[1] == '<script>alert(1)</script>" onclick=x'
    assert [element for element in page.select("genai-quiz *") if any(name.startswith("on") for name in element.attrs)] == []
