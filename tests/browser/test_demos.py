"""The demonstrations in a real browser: by keyboard, pointer and touch, at each width, in each palette and in forced colors."""

from __future__ import annotations

from typing import Literal, cast

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, expect

from ..axe import COLOR_RULES, Scheme, color_violations, show, violations
from .conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "attention": "nlp-llms/attention/",
    "iou": "computer-vision/evaluation/",
    "merges": "nlp-llms/tokenization/",
    "noise": "generative-ai/images/",
    "sampling": "generative-ai/text-generation/",
}
LOOKS: list[tuple[Scheme, Literal["active", "none"]]] = [("light", "none"), ("dark", "none"), ("light", "active")]
"""Palettes, and whether the reader's own colors are forced on them. Chromium forces none that a palette has just changed."""
CONTROLS = "input, select, textarea, button, [tabindex]"
TARGETS = "button, select, input, textarea, [data-part]"
TOO_SMALL = """
targets => targets.filter((each) => {
  const { width, height } = each.getBoundingClientRect()
  return Math.min(width, height) < 24
}).map((each) => each.outerHTML)
"""
"""What a finger does not find, or what is not there to be found."""
PAST_THE_EDGE = """
figure => [...figure.querySelectorAll("*")].filter((each) => {
  if (each.closest(".demo__spoken")) return false
  const { left, right } = each.getBoundingClientRect()
  return left < 0 || right > document.documentElement.clientWidth
}).map((each) => each.outerHTML.slice(0, 80))
"""


def opened(open_page: OpenPage, project_url: str, name: str, width: int = 1280) -> Locator:
    """A demonstration that has started, since it is in sight."""
    page = open_page(project_url + PAGES[name], width=width)
    demo = page.locator(f"#demo-{name}")
    demo.scroll_into_view_if_needed()
    expect(demo.locator(CONTROLS).first).to_be_attached()
    return demo


def box(locator: Locator) -> FloatRect:
    """Where an element is."""
    locator.scroll_into_view_if_needed()
    found = locator.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_demonstration_fits_every_window_and_axe_finds_nothing(open_page: OpenPage, project_url: str, name: str) -> None:
    demo = opened(open_page, project_url, name)
    page = demo.page
    known: set[str] = set()
    for width in (320, 390, 768, 1440):
        for scheme, forced in LOOKS:
            page.emulate_media(forced_colors=forced)
            show(page, width, scheme)
            assert demo.evaluate(PAST_THE_EDGE) == []
            assert demo.locator(TARGETS).count()
            assert demo.locator(TARGETS).evaluate_all(TOO_SMALL) == []
            if width in (320, 1440):
                wrong = color_violations(page, known, within=f"#demo-{name}")
                # What has the same shape in all colors breaks the other rules in all of them.
                if (scheme, forced) == LOOKS[0]:
                    wrong += violations(page, within=f"#demo-{name}", without=COLOR_RULES)
                assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in wrong] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_who_arrives_by_instant_navigation_finds_it_started_each_time(
    open_page: OpenPage, project_url: str, name: str
) -> None:
    page = open_page(project_url + "what-is-ready/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    for _ in range(2):
        page.locator(f"article a[href$='/{PAGES[name]}']").first.evaluate("link => link.click()")
        page.wait_for_url(f"**/{PAGES[name]}")
        demo = page.locator(f"#demo-{name}")
        demo.scroll_into_view_if_needed()
        expect(demo.locator(CONTROLS).first).to_be_visible()
        expect(demo.locator(".demo__spoken")).to_have_count(1)
        # The style sheet is there too.
        expect(demo.locator(".demo__spoken")).to_have_css("position", "absolute")
        page.go_back()
        page.wait_for_url("**/what-is-ready/")
        expect(page.locator("h1")).to_contain_text("What is ready")
    assert page.evaluate("window.stayed")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_stored_and_print_has_no_controls(open_page: OpenPage, project_url: str, name: str) -> None:
    demo = opened(open_page, project_url, name)
    keys = "JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])"
    before = demo.page.evaluate(keys)
    demo.locator(CONTROLS).first.press("Enter" if name == "attention" else "ArrowRight")
    expect(demo.locator(".demo__spoken")).not_to_be_empty()
    assert demo.page.evaluate(keys) == before
    demo.page.emulate_media(media="print")
    expect(demo.locator("input:visible, select:visible, textarea:visible, .demo__button:visible")).to_have_count(0)
    expect(demo.locator("figcaption")).to_be_visible()


def test_sliders_change_the_shares_and_say_so_once(open_page: OpenPage, project_url: str) -> None:
    demo = opened(open_page, project_url, "sampling")
    temperature, k, p = (demo.get_by_role("slider", name=name) for name in ("Temperature", "Top-k", "Top-p"))
    expect(demo.get_by_role("row", name="mat")).to_contain_text("43.0%")
    for _ in range(3):
        k.press("ArrowLeft")
    expect(k).to_have_attribute("aria-valuetext", "5 of 8")
    expect(demo.get_by_role("row", name="table")).to_contain_text("left out")
    expect(demo.locator(".demo__spoken")).to_have_text("5 of 8 words can be drawn; mat has 44.8%.")
    temperature.press("Home")
    expect(demo.get_by_role("row", name="mat")).to_contain_text("99.7%")
    p.press("Home")
    expect(demo.get_by_role("row", name="mat")).to_contain_text("100.0%")
    demo.get_by_role("button").press("Enter")
    expect(demo.locator(".demo__result")).to_have_text(", ".join(["mat"] * 20) + " (1 different)")


def test_merges_are_learned_from_what_a_reader_types(open_page: OpenPage, project_url: str) -> None:
    demo = opened(open_page, project_url, "merges")
    result, steps = demo.locator(".demo__result"), demo.get_by_role("listitem")
    expect(result).to_have_text("57 letters, 4 merges, 19 tokens.")
    expect(steps).to_have_count(4)
    demo.get_by_label("Text to learn from").fill("play plays <b>played</b>")
    slider = demo.get_by_role("slider", name="Merges, at most")
    slider.press("Home")
    expect(steps).to_have_count(0)
    for _ in range(9):
        slider.press("ArrowRight")
    expect(steps.first).to_have_text("p + l (3 times): 19 tokens are left")
    expect(result).to_have_text("22 letters, 4 merges, 11 tokens. No pair occurs twice any more.")
    demo.get_by_label("New words to cut").fill("played")
    expect(demo.locator(".demo__tokens").last.locator(".demo__token")).to_have_text(["play", "e", "d"])


def test_noise_follows_the_step_and_the_schedule(open_page: OpenPage, project_url: str) -> None:
    demo = opened(open_page, project_url, "noise")
    result, step = demo.locator(".demo__result"), demo.get_by_role("slider", name="Step")
    expect(result).to_have_text("0.7239 · picture + 0.6899 · noise. A white pixel, 1, with the noise −1.2 is now −0.10.")
    drawn = "each => each.toDataURL()"
    canvas = demo.locator("canvas")
    was = canvas.evaluate(drawn)
    demo.get_by_role("combobox").select_option("Cosine, from 2021")
    expect(result).to_contain_text("0.9203 · picture")
    assert canvas.evaluate(drawn) != was
    step.press("End")
    expect(result).to_contain_text("0.0000 · picture + 1.0000 · noise.")
    step.press("Home")
    expect(result).to_contain_text("1.0000 · picture + 0.0000 · noise.")
    expect(demo.get_by_role("img", name="The picture at step 0")).to_be_visible()


def test_boxes_are_moved_and_resized_by_keyboard(open_page: OpenPage, project_url: str) -> None:
    demo = opened(open_page, project_url, "iou")
    result = demo.locator(".demo__result")
    demo.get_by_role("combobox").select_option("(1, 0) to (5, 4)")
    expect(result).to_contain_text("IoU = 12 / 20 = 0.600.")
    demo.get_by_role("combobox").press("Tab")
    for _ in range(2):
        demo.page.keyboard.press("Tab")
    focused = demo.locator(":focus")
    expect(focused).to_have_attribute("aria-label", "The predicted box, (1, 0) to (5, 4): arrow keys move it")
    demo.page.keyboard.press("ArrowRight")
    expect(result).to_contain_text("IoU = 10 / 22 = 0.455.")
    demo.page.keyboard.press("Tab")
    demo.page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("aria-label", "Corner of the predicted box at (5.5, 4.5): arrow keys resize the box")
    expect(result).to_contain_text("IoU = 10 / 24 = 0.417.")


def test_boxes_are_dragged_by_mouse(open_page: OpenPage, project_url: str) -> None:
    demo = opened(open_page, project_url, "iou")
    mouse, unit = demo.page.mouse, box(demo.locator("svg"))["width"] / 12.2
    body = box(demo.locator("[data-box=predicted] [data-part=body]"))
    mouse.move(body["x"] + 1.2 * unit, body["y"] + 2 * unit)
    mouse.down()
    mouse.move(body["x"] - 0.8 * unit, body["y"] + 4 * unit, steps=5)
    mouse.up()
    expect(demo.locator(".demo__result")).to_contain_text("IoU = 16 / 16 = 1.000. Generalized IoU = 1.000 − 0 / 16 = 1.000.")
    mouse.move(body["x"], body["y"])
    corner = box(demo.locator("[data-box=predicted] [data-part=corner]"))
    middle = corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2
    mouse.move(*middle)
    mouse.down()
    mouse.move(middle[0] + 4 * unit, middle[1] - 4 * unit, steps=5)
    mouse.up()
    expect(demo.locator(".demo__result")).to_contain_text("IoU = 16 / 64 = 0.250.")


def test_boxes_are_dragged_by_touch_and_the_page_does_not_scroll_meanwhile(browser: Browser, project_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(project_url + PAGES["iou"])
    demo = page.locator("#demo-iou")
    demo.scroll_into_view_if_needed()
    expect(demo.locator("select")).to_be_attached()
    unit = box(demo.locator("svg"))["width"] / 12.2
    body = box(demo.locator("[data-box=predicted] [data-part=body]"))
    scrolled = cast(float, page.evaluate("scrollY"))
    x, y = body["x"] + 2 * unit, body["y"] + 2 * unit
    fingers = context.new_cdp_session(page)
    for step in range(5):
        kind = "touchMove" if step else "touchStart"
        point = {"x": x, "y": y - step * unit / 2}
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(demo.locator("[data-box=predicted] [data-part=body]")).to_have_attribute(
        "aria-label", "The predicted box, (2, 4) to (6, 8): arrow keys move it"
    )
    assert page.evaluate("scrollY") == scrolled
    context.close()


def test_a_word_that_is_picked_shows_its_weights(open_page: OpenPage, project_url: str) -> None:
    demo = opened(open_page, project_url, "attention")
    sentence = demo.get_by_role("group", name="Pick a word of: the old keys to the cabinet are")
    result = demo.locator(".demo__result").first
    expect(result).to_contain_text("“cabinet” looks most at “keys”")
    expect(result).to_contain_text("weight 100%. The model’s guess for the next word: are 97%, is 1%.")
    expect(demo.locator(".demo__spoken")).to_be_empty()
    sentence.get_by_role("button", name="old").press("Enter")
    expect(sentence.get_by_role("button", pressed=True)).to_have_text("old 64%")
    expect(sentence.get_by_role("button", name="keys")).to_have_text("keys hidden")
    expect(result).to_contain_text("“old” looks most at itself")
    row = demo.locator("table").first.locator("tbody tr.demo__picked")
    expect(row).to_have_count(1)
    expect(row.locator("td").nth(1)).to_have_text("64")
    expect(demo.locator(".demo__spoken")).to_contain_text("“old” looks most at itself")
