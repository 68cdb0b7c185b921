"""A quiz in a real browser: without JavaScript, by keyboard, with a memory that may be forbidden or full, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ..axe import Scheme, show, violations
from ..conftest import SITE_URL, MakeOnce, served, write_tree
from ..site.course import build_strictly
from .quiz_site import COURSE

pytestmark = [pytest.mark.browser, pytest.mark.uncounted]

Open = Callable[..., Page]
FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
BROKEN = "for (const key of ['/course/']) localStorage.setItem(`genai:${key}`, '[1, {')"
KEPT = "JSON.parse(localStorage.getItem('genai:/course/') ?? '{}')"


@pytest.fixture(scope="module")
def address(make_once: MakeOnce) -> Iterator[str]:
    """The address of the site."""

    def build(folder: Path) -> None:
        write_tree(folder, COURSE.replace("site_name: Art school", f"site_name: Art school\nsite_url: {SITE_URL}"))
        build_strictly(folder)

    with served(make_once("quiz", build) / "site") as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site in a browser of its own; none may complain."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(name: str = "paint/", *, script: str = "", width: int = 1000, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)  # type: ignore[arg-type] # as Playwright names them
        contexts.append(context)
        context.add_init_script(script)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(address + name)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#question_art_paint_{name}")


def feedback(page: Page, name: str) -> list[str]:
    """What is said of a question's choices, as it shows."""
    return question(page, name).locator(".genai-quiz__feedback:visible").all_inner_texts()


def check(page: Page, name: str) -> None:
    question(page, name).get_by_role("button", name="Check").click()


def score(page: Page) -> Locator:
    return page.locator(".genai-quiz__score")


def test_without_javascript_feedback_shows_with_the_choice_and_the_rest_is_folded(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    explanation = question(page, "why").locator(".genai-quiz__explanation")
    assert feedback(page, "why") == []
    expect(explanation).to_be_hidden()
    page.get_by_label("To enlarge").check()
    assert feedback(page, "why") == ["Not right. Where would they come from?"]
    expect(explanation).to_be_visible()
    page.get_by_label("So that the network").check()
    assert feedback(page, "why") == ["Right. Yes, step by step."]
    page.get_by_label("Red").check()
    page.get_by_label("Dog").check()
    assert feedback(page, "colors") == ["Right.", "Not right. An animal."]
    answer = question(page, "words").get_by_text("it is.")
    expect(answer).to_be_hidden()
    question(page, "words").get_by_text("Answer", exact=True).click()
    expect(answer).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)


def test_with_javascript_feedback_waits_for_the_check_and_there_is_a_score(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("To enlarge").check()
    assert feedback(page, "why") == []
    expect(score(page)).to_have_text("")
    check(page, "why")
    assert feedback(page, "why") == ["Not right. Where would they come from?"]
    expect(score(page)).to_have_text("0 of 3 right")
    page.get_by_label("So that the network").check()
    assert feedback(page, "why") == []
    check(page, "why")
    assert feedback(page, "why") == ["Right. Yes, step by step."]
    expect(score(page)).to_have_text("1 of 3 right")


def test_of_several_right_choices_each_is_needed_and_none_beside_them(open_page: Open) -> None:
    page = open_page()
    status = question(page, "colors").get_by_role("status")
    for chosen, said in (("Red", "Not right."), ("Blue", "Right."), ("Dog", "Not right.")):
        page.get_by_label(chosen).check()
        expect(status).to_have_text("")
        check(page, "colors")
        expect(status).to_have_text(said)


@pytest.mark.parametrize(("given", "said"), [("  NOISE ", "Right."), ("gaussian  noise", "Right."), ("nois", "Not right.")])
def test_a_blank_is_checked_by_enter_without_regard_to_upper_case(open_page: Open, given: str, said: str) -> None:
    page = open_page()
    blank = question(page, "fill").get_by_role("textbox")
    blank.press("Enter")
    expect(question(page, "fill").get_by_role("status")).to_have_text("")
    blank.fill(given)
    blank.press("Enter")
    expect(question(page, "fill").get_by_role("status")).to_have_text(said)
    assert question(page, "fill").locator("details").evaluate("each => each.open") == (said == "Right.")


def test_nothing_chosen_leads_to_the_choices(open_page: Open) -> None:
    page = open_page()
    check(page, "why")
    expect(question(page, "why").locator("input").first).to_be_focused()


def test_answers_are_kept_and_forgotten(open_page: Open) -> None:
    page = open_page()
    forget = page.get_by_role("button", name="Forget all my answers and marks")
    expect(forget).to_be_hidden()
    page.get_by_label("So that the network").check()
    check(page, "why")
    question(page, "words").get_by_role("textbox").fill("I think\nso.")
    page.reload()
    expect(page.get_by_label("So that the network")).to_be_checked()
    expect(score(page)).to_have_text("1 of 3 right")
    expect(question(page, "words").get_by_role("textbox")).to_have_value("I think\nso.")
    forget.click()
    expect(forget).to_be_hidden()
    expect(question(page, "why").locator("input").first).to_be_focused()
    assert page.evaluate(KEPT) == {}
    page.reload()
    expect(page.locator("input:checked:visible")).to_have_count(0)
    expect(score(page)).to_have_text("")


def test_an_answer_to_another_version_of_a_question_does_not_count(open_page: Open) -> None:
    page = open_page()
    for name in ("To enlarge", "Red"):
        page.get_by_label(name).check()
    page.evaluate(
        f"const kept = {KEPT}; kept['art/paint/why'].version = 'old';"
        " localStorage.setItem('genai:/course/', JSON.stringify(kept))"
    )
    page.reload()
    expect(page.get_by_label("Red")).to_be_checked()
    expect(page.get_by_label("To enlarge")).not_to_be_checked()


@pytest.mark.parametrize("script", [FORBIDDEN, FULL, BROKEN], ids=["forbidden", "full", "broken"])
def test_a_memory_that_does_not_work_is_no_error(open_page: Open, script: str) -> None:
    # Material itself asks for the palette in the memory, and fails without one.
    page = open_page(script=script if script != FORBIDDEN else "")
    if script == FORBIDDEN:
        page.evaluate(FORBIDDEN)
    page.get_by_label("So that the network").check()
    check(page, "why")
    expect(score(page)).to_have_text("1 of 3 right")
    page.get_by_role("button", name="Forget all my answers and marks").click()
    expect(score(page)).to_have_text("")


def test_it_works_after_instant_navigation_there_and_back(open_page: Open) -> None:
    page = open_page("")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    for _ in range(2):
        page.get_by_role("article").get_by_role("link", name="Painting").click()
        page.wait_for_url("**/paint/")
        expect(page.get_by_role("button", name="Check")).to_have_count(3)
        page.get_by_label("So that the network").check()
        check(page, "why")
        expect(score(page)).to_have_text("1 of 3 right")
        expect(question(page, "why").locator(".genai-quiz__feedback:visible")).to_have_count(1)
        page.go_back()
        expect(page.get_by_role("heading", name="Home")).to_be_visible()
    page.go_forward()
    expect(page.get_by_label("So that the network")).to_be_checked()
    assert page.evaluate("window.stayed")


def test_a_whole_quiz_is_answered_by_keyboard(open_page: Open) -> None:
    page = open_page()
    question(page, "why").locator("input").first.focus()
    place = question(page, "why").locator("input").evaluate_all("all => all.findIndex(each => 'right' in each.dataset)")
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(3):  # two hints, and the first checkbox
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("noise")
    page.keyboard.press("Enter")
    expect(score(page)).to_have_text("3 of 3 right")


def test_a_screen_reader_hears_questions_choices_and_what_is_said(open_page: Open) -> None:
    page = open_page()
    quiz = page.get_by_role("group", name="Quiz: Painting", exact=True)
    group = quiz.get_by_role("group", name="Why does training add noise to real images?")
    expect(group.get_by_role("radio")).to_have_count(3)
    expect(
        quiz.get_by_role("group", name="Which are colors? Several answers are right.").get_by_role("checkbox")
    ).to_have_count(3)
    blank = quiz.get_by_role("textbox", name="Your answer").first
    expect(blank).to_have_accessible_description("Training adds Your answer to images.")
    expect(group.locator("[aria-live=polite] .genai-quiz__feedback")).to_have_count(3)
    # What is hidden must not be read out with its choice.
    expect(group.get_by_role("radio").first).to_have_accessible_description("")


def test_on_paper_the_answers_are_at_the_end_and_nothing_gives_them_away_above(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("To enlarge").check()
    check(page, "why")
    expect(page.locator(".genai-quiz__answers")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".genai-quiz__answers")).to_be_visible()
    for part in (".genai-quiz__feedback", ".genai-quiz__explanation", "genai-quiz details", "genai-quiz button"):
        expect(page.locator(f"{part}:visible")).to_have_count(0)


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1000])
def test_axe_finds_nothing_and_it_fits_its_window(open_page: Open, width: int) -> None:
    page = open_page(width=width)
    page.get_by_label("To enlarge").check()
    page.get_by_label("Red").check()
    question(page, "fill").get_by_role("textbox").fill("noise")
    for name in ("why", "colors", "fill"):
        check(page, name)
    question(page, "why").locator("summary").first.click()
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        show(page, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert [(rule["id"], rule["nodes"]) for rule in violations(page, within="genai-quiz")] == []
        small = page.locator("genai-quiz :is(label, button, summary, input[type=text]):visible").evaluate_all(
            "all => all.filter(each => each.getBoundingClientRect().height < 24).map(each => each.outerHTML)"
        )
        assert small == []


def test_signs_and_borders_stay_in_forced_colors_and_from_right_to_left(open_page: Open) -> None:
    page = open_page(forced_colors="active")
    page.get_by_label("To enlarge").check()
    check(page, "why")
    sign = "getComputedStyle(document.querySelector('.genai-quiz__verdict--wrong'), '::before').content"
    assert page.evaluate(sign).startswith('"✗ "')
    page.evaluate("document.body.dir = 'rtl'")
    box, words = (question(page, "why").locator(part).first.bounding_box() for part in ("input", "label > span:last-child"))
    assert box
    assert words
    assert box["x"] > words["x"]
    # A label that is not translated yet keeps the order of its words: the number first, on the left.
    places = score(page).evaluate(
        """each => [0, each.textContent.length - 1].map(index => {
          const range = document.createRange()
          range.setStart(each.firstChild, index)
          range.setEnd(each.firstChild, index + 1)
          return range.getBoundingClientRect().left
        })"""
    )
    assert places[0] < places[1]
