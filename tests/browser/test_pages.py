"""The course site in a real browser, at three widths, in both palettes, under a sub-path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ..conftest import run_mkdocs, served

Scheme = Literal["light", "dark"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = ["", "generative-ai/", "generative-ai/image-audio-video/", "what-is-ready/"]

pytestmark = pytest.mark.browser


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; what goes wrong on one is collected in `page.problems`, and there must be nothing of it."""
    contexts = []
    problems: list[str] = []

    def open_page(url: str, *, width: int = 1280, scheme: Scheme = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts, reduced_motion="reduce"
        )
        # Material puts a drawn diagram into a closed shadow root, where no test could see it.
        context.add_init_script(
            "const attach = Element.prototype.attachShadow;"
            "Element.prototype.attachShadow = function () { return attach.call(this, {mode: 'open'}) }"
        )
        contexts.append(context)
        page = context.new_page()
        base = url.split("/course/")[0]
        page.on(
            "request", lambda sent: problems.append(sent.url) if not sent.url.startswith((base, "data:", "blob:")) else None
        )
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(
    open_page: Callable[..., Page], project_url: str, name: str, width: int, scheme: Scheme
) -> None:
    page = open_page(project_url + name, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def violations(page: Page) -> list[tuple[str, list[Any]]]:
    """What axe finds."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page: Callable[..., Page], project_url: str, name: str, scheme: Scheme) -> None:
    assert violations(open_page(project_url + name, scheme=scheme)) == []


def test_axe_finds_nothing_on_a_phone(open_page: Callable[..., Page], project_url: str) -> None:
    assert violations(open_page(project_url + "generative-ai/", width=320)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagrams_are_there_with_their_links_also_after_instant_navigation(
    open_page: Callable[..., Page], project_url: str, scheme: Scheme
) -> None:
    page = open_page(project_url, scheme=scheme)
    page.locator("a.genai-card__link", has_text="Generative AI").click()
    page.wait_for_url("**/generative-ai/")
    page.wait_for_selector("#diagram_generative-ai_concept svg:visible")
    assert page.locator("svg.genai-diagram__svg:visible").count() == 2
    page.locator("#diagram_generative-ai_concept a:visible", has_text="Code").click()
    page.wait_for_url("**/generative-ai/code-generation/")


def test_a_click_anywhere_on_a_card_follows_its_link(open_page: Callable[..., Page], project_url: str) -> None:
    page = open_page(project_url + "generative-ai/")
    page.locator("#topic_generative-ai_text-generation").click(position={"x": 20, "y": 60})
    page.wait_for_url("**/generative-ai/text-generation/")


def test_without_javascript_every_word_of_the_registry_is_there(open_page: Callable[..., Page], project_url: str) -> None:
    page = open_page(project_url + "generative-ai/", scripts=False)
    words = page.locator("article").inner_text()
    for expected in (
        "Multimodal generation",
        "Generator vs discriminator arms race",
        "Smooth latent spaces, representation learning",
        "Speech & Audio AI",
        "AI School camps for kids",
    ):
        assert expected in words
    nodes = page.locator("svg.genai-diagram__svg").first.text_content() or ""
    assert all(label in nodes for label in ("Foundation Model", "Text", "Image", "Audio", "Video", "Code", "Multimodal"))


FENCES = """\
site_name: Fences
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [search, genai, mermaid2]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


@pytest.fixture(scope="module")
def fences_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with a Mermaid fence beside the registry's own diagrams."""
    root = tmp_path_factory.mktemp("fences")
    (root / "docs" / "registry").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(FENCES, "utf-8")
    (root / "docs" / "registry" / "a.yml").write_text("title: A\npage: index.md\n", "utf-8")
    (root / "docs" / "index.md").write_text("# Home\n\n[To the fence](fence.md)\n", "utf-8")
    fence = "# Fence\n\n```mermaid\nflowchart LR\n  one --> two\n```\n"
    (root / "docs" / "fence.md").write_text(fence, "utf-8")
    done = run_mkdocs("build", "--strict", "-f", root / "mkdocs.yml", "-d", root / "site")
    assert done.returncode == 0, done.stderr
    with served(Path(root, "site")) as url:
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("way", ["straight", "by a link"])
def test_a_mermaid_fence_is_drawn_by_the_local_mermaid(
    open_page: Callable[..., Page], fences_url: str, way: str, scheme: Scheme
) -> None:
    page = open_page(fences_url + ("fence/" if way == "straight" else ""), scheme=scheme)
    if way == "by a link":
        page.locator("article a", has_text="To the fence").click()
        page.wait_for_url("**/fence/")
    page.wait_for_selector("div.mermaid svg")
    assert page.locator("div.mermaid svg .node").count() == 2
