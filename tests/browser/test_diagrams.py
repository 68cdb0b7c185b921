"""Diagrams in a real browser: drawn at build time, and drawn there by the local Mermaid."""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..axe import Scheme
from ..conftest import SITE_URL, run_mkdocs, served, write_tree
from ..layout.test_geometry import generated
from ..site.course import build_strictly
from .conftest import OpenPage

pytestmark = pytest.mark.browser

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
WAYS = pytest.mark.parametrize("way", ["straight", "by instant navigation"])


@SCHEMES
@pytest.mark.parametrize("width", [320, 1280])
def test_nodes_of_a_diagram_lead_to_their_deep_dives(open_page: OpenPage, project_url: str, width: int, scheme: Scheme) -> None:
    page = open_page(project_url + "generative-ai/", width=width, scheme=scheme)
    expect(page.locator("svg.genai-diagram__svg:visible")).to_have_count(2)
    links = page.locator("#diagram_generative-ai_concept svg:visible a")
    assert [" ".join(text.split()) for text in links.all_text_contents()] == [
        "Foundation Model",
        "Text",
        "Image",
        "Audio",
        "Video",
        "Code",
        "Multimodal",
    ]
    links.filter(has_text="Code").click()
    page.wait_for_url(re.compile(r"/generative-ai/code-generation/(#.*)?$"))


def test_the_keyboard_reaches_the_nodes_of_a_diagram(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url + "generative-ai/")
    link = page.locator("#diagram_generative-ai_concept svg:visible a").filter(has_text="Multimodal")
    link.focus()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/generative-ai/multimodal/(#.*)?$"))


@pytest.mark.parametrize(
    ("width", "room", "drawn"),
    [(320, None, False), (768, None, True), (1440, None, True), (1440, 560, False), (1440, 600, True)],
)
def test_the_map_is_a_drawing_where_its_letters_can_be_read_and_else_a_list(
    open_page: OpenPage, project_url: str, width: int, room: int | None, drawn: bool
) -> None:
    page = open_page(project_url, width=width)
    if room:
        page.locator("#diagram_course").evaluate("(element, room) => { element.parentElement.style.width = `${room}px` }", room)
    assert page.locator("#diagram_course .genai-map__lines").is_visible() is drawn
    areas = page.locator("#diagram_course .genai-map__area")
    assert areas.first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 10.9
    page.add_style_tag(
        content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }"
    )
    fits = "found => found.map(each => each.scrollWidth - each.clientWidth <= 1 && each.scrollHeight - each.clientHeight <= 1)"
    assert all(areas.evaluate_all(fits))
    edges = "found => found.map(each => each.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])"
    boxes = areas.evaluate_all(edges)
    for one, other in itertools.combinations(boxes, 2):
        assert max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3]) > 0
    assert page.locator("#diagram_course").evaluate("each => each.scrollWidth - each.clientWidth") <= 0


THEME = """\
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.tracking]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
"""
FENCE = f"""
--- mkdocs.yml
site_name: Fences
site_url: {SITE_URL}
{THEME}
plugins: [search, genai, mermaid2]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
--- docs/registry/a.yml
title: A
page: index.md
--- docs/index.md
# Home

[To the diagram](diagram.md)
--- docs/diagram.md
# Diagram

```mermaid
flowchart LR
  one[One < two] --> two
```
"""
FALLBACK = f"""
--- mkdocs.yml
site_name: Fallback
site_url: {SITE_URL}
{THEME}
plugins: [search, genai]
extra_javascript: [mermaid.js]
--- docs/registry/a.yml
title: A
page: index.md
topics: {{t: {{title: T}}}}
diagrams:
  d:
    title: A diagram
    nodes: {{one: {{label: One < two}}, two: {{label: two, topic: t}}}}
    edges: ["one --> two"]
--- docs/index.md
# Home

[To the diagram](diagram.md)

/// topic-cards
///
--- docs/diagram.md
# Diagram

/// concept-diagram | a/d
///
"""


@pytest.fixture(scope="module")
def fence_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a Mermaid fence, configured as the course site is."""
    root = tmp_path_factory.mktemp("fence")
    write_tree(root, FENCE)
    with served(build_strictly(root)) as url:
        yield url


@pytest.fixture(scope="module")
def fallback_url(bare_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that is built without the extra `diagrams`, and brings its own Mermaid."""
    root = tmp_path_factory.mktemp("fallback")
    write_tree(root, FALLBACK)
    mermaidx = importlib.util.find_spec("mermaidx")
    assert mermaidx is not None
    assert mermaidx.origin is not None
    shutil.copy(Path(mermaidx.origin).parent / "assets" / "mermaid.js", root / "docs")
    done = run_mkdocs("build", "--strict", "-f", root / "mkdocs.yml", python=bare_python)
    assert done.returncode == 0, done.stderr
    with served(root / "site") as url:
        yield url


def open_diagram(open_page: OpenPage, url: str, way: str, scheme: Scheme) -> Page:
    """The page `diagram/`, reached as a reader would, once it is drawn."""
    if way == "straight":
        page = open_page(f"{url}diagram/", scheme=scheme)
    else:
        page = open_page(url, scheme=scheme)
        page.wait_for_load_state("networkidle")
        page.evaluate("window.stayed = true")
        page.get_by_role("link", name="To the diagram").click()
        page.wait_for_url("**/diagram/")
        assert page.evaluate("window.stayed")
    nodes = page.locator("div.mermaid svg .node")
    expect(nodes).to_have_count(2)
    assert sorted(text.strip() for text in nodes.all_text_contents()) == ["One < two", "two"]
    return page


@pytest.mark.slow
@SCHEMES
@WAYS
def test_a_mermaid_fence_is_drawn_by_the_local_mermaid(open_page: OpenPage, fence_url: str, way: str, scheme: Scheme) -> None:
    open_diagram(open_page, fence_url, way, scheme)


@pytest.mark.slow
@SCHEMES
@WAYS
def test_without_the_extra_the_browser_draws_the_registry_s_diagram_with_its_links(
    open_page: OpenPage, fallback_url: str, way: str, scheme: Scheme
) -> None:
    page = open_diagram(open_page, fallback_url, way, scheme)
    page.locator("div.mermaid svg a", has_text="two").click()
    page.wait_for_url("**/course/#topic_a_t")


def test_a_page_without_a_fence_does_not_load_mermaid(open_page: OpenPage, fence_url: str) -> None:
    page = open_page(fence_url)
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in loaded if name.endswith("mermaid.min.js")] == []


PRINTED = f"""
--- mkdocs.yml
site_name: Printed
site_url: {SITE_URL}
{THEME}
plugins: [search, genai, print-site]
--- docs/registry/a.yml
title: A
page: a/index.md
topics: {{soil: {{title: Soil, page: a/soil.md}}}}
comparisons: {{t: {{title: T, columns: {{name: N}}, rows: {{r: {{name: R}}}}}}}}
diagrams:
  d: {{title: D, nodes: {{x: Seed, y: {{label: Ground, topic: soil}}}}, edges: [x --> y]}}
--- docs/index.md
# Home
--- docs/a/index.md
# A

/// topic-cards
///

/// concept-diagram | d
///

/// comparison-table | t
///

[To the row][row:a/t/r]
--- docs/a/soil.md
# Soil
"""


@pytest.mark.parametrize("features", ["[navigation.instant, navigation.tracking]", "[]"])
def test_links_on_the_page_of_print_site_lead_to_their_places_on_it(open_page: OpenPage, tmp_path: Path, features: str) -> None:
    write_tree(tmp_path, PRINTED.replace("[navigation.instant, navigation.tracking]", features))
    with served(build_strictly(tmp_path)) as url:
        page = open_page(f"{url}print_page/")
        for link, anchor in (
            (page.locator("#a svg a", has_text="Ground"), "a-soil"),
            (page.locator("a.genai-card__link"), "a-soil"),
            (page.get_by_role("link", name="To the row"), "row_a_t_r"),
        ):
            link.click()
            page.wait_for_url(f"**/print_page/#{anchor}")
            expect(page.locator(f"#{anchor}")).to_be_visible()
        page.close()


DRAWN = f"""
--- mkdocs.yml
site_name: Drawn
site_url: {SITE_URL}
{THEME}
plugins: [search, genai]
--- docs/t.md
# T
"""
MEASURED = """
([width, spaced]) => {
  const spacing = "letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important"
  if (spaced) document.body.insertAdjacentHTML("beforeend", `<style>* { ${spacing} }</style>`)
  const found = []
  for (const svg of document.querySelectorAll(".genai-diagram__svg")) {
    if (!svg.checkVisibility()) continue
    const all = name => [...svg.querySelectorAll(`.genai-diagram__${name}`)]
    const pairs = all("node").map(node => [node.querySelector("text"), node.firstElementChild])
    const gaps = all("gap")
    pairs.push(...all("label").map((label, index) => [label, gaps[index]]))
    for (const [text, shape] of pairs) {
      const words = text.getBBox(), box = shape.getBBox()
      if (words.width > box.width + 1 || words.height > box.height + 3) found.push(text.textContent)
    }
  }
  return [document.querySelectorAll(".genai-diagram").length, document.documentElement.scrollWidth > width, found]
}
"""


@pytest.mark.parametrize("width", [320, 1440])
def test_words_are_inside_their_boxes_with_any_text_spacing_and_tab_stops_are_where_it_scrolls(
    open_page: OpenPage, tmp_path: Path, width: int
) -> None:
    write_tree(tmp_path, DRAWN)
    diagrams = {f"d{seed}": generated(seed) for seed in range(10)}
    area = {"title": "A", "page": "index.md", "topics": {"t": {"title": "T", "page": "t.md"}}, "diagrams": diagrams}
    (tmp_path / "docs/registry").mkdir()
    (tmp_path / "docs/registry/a.yml").write_text(json.dumps(area, ensure_ascii=False), "utf-8")
    (tmp_path / "docs/index.md").write_text(
        "# A\n\n" + "".join(f"/// concept-diagram | {name}\n///\n\n" for name in diagrams), "utf-8"
    )
    with served(build_strictly(tmp_path)) as url:
        page = open_page(url, width=width)
        for spaced in (False, True):
            assert page.evaluate(MEASURED, [width, spaced]) == [10, False, []]
        scrolled = page.locator(".genai-diagram__scroll:visible").evaluate_all(
            """found => found.map(one => [
                one.scrollWidth > one.clientWidth, Boolean(one.querySelector(".genai-diagram__stop")?.checkVisibility())
            ])"""
        )
        assert all(scrolls == stops for scrolls, stops in scrolled), scrolled
        page.close()
