"""axe, with all its rules, on every page of the course site; what plain Material does not pass is shown to be its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ..axe import COLOR_RULES, Scheme, color_violations, show, violations
from ..conftest import served, write_tree
from ..site.course import build_strictly

pytestmark = [pytest.mark.browser, pytest.mark.uncounted]

Finding = tuple[str, str]
"""A rule, and the first class of an element that breaks it, or its tag."""

PLAIN = """\
--- mkdocs.yml
site_name: Plain
theme: {name: material, font: false, features: [content.code.copy]}
markdown_extensions: [pymdownx.superfences]
--- docs/index.md
# Home

```
one
```

```
two
```
"""
"""Two buttons that copy code are two landmarks of one name."""


def findings(page: Page, known: set[str]) -> set[Finding]:
    """What axe finds with everything unfolded; see `color_violations` for the looks that are known."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = set()
    for rule in [*violations(page, without=COLOR_RULES), *color_violations(page, known)]:
        for node in rule["nodes"]:
            element = page.locator(node["target"][0]).first
            found.add((rule["id"], element.evaluate("each => each.classList[0] ?? each.tagName")))
    return found


@pytest.fixture(scope="module")
def plain_findings(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[Finding]:
    """What axe finds on a page of plain Material, which has none of our blocks, templates or colors."""
    root = tmp_path_factory.mktemp("plain")
    write_tree(root, PLAIN)
    page = browser.new_page()
    with served(build_strictly(root)) as url:
        page.goto(url)
        page.wait_for_selector(".md-code__nav")
        found = findings(page, set())
    page.close()
    return found


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The looks whose contrast was measured on a page before."""
    return set()


WINDOWS: list[tuple[int, Scheme]] = [(320, "light"), (1280, "dark")]
"""A phone in light, and a desktop in dark."""
SHARES = 4
"""So that several processes share the pages."""


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_that_is_not_material_s_own(
    browser: Browser, project_url: str, project_site: Path, plain_findings: set[Finding], known: set[str], share: int
) -> None:
    found = {}
    names = [file.relative_to(project_site).as_posix() for file in sorted(project_site.rglob("*.html"))]
    # The pages of codes are made by one function; a few stand for all.
    few = ("use/codes/ga002", "use/codes/ga010", "use/codes/ga061")
    names = [name for name in names if not name.startswith("use/codes/ga") or name.startswith(few)]
    page = browser.new_page(reduced_motion="reduce")
    for number, name in enumerate(names[share::SHARES]):
        page.goto(project_url + name.removesuffix("index.html"))
        # A page opens as the one before it was left.
        for width, scheme in WINDOWS[:: -1 if number % 2 else 1]:
            show(page, width, scheme)
            if own := findings(page, known) - plain_findings:
                found[name, width, scheme] = own
    page.close()
    assert found == {}


@pytest.mark.parametrize(
    ("style", "count"),
    [
        (".fresh { color: #ccc }", 1),
        (".fresh { opacity: .2 }", 1),
        (".around { background: #444 }", 1),
        (".fresh { background: #000; padding: 1px }", 1),
        (".other { color: #ccc }", 0),
        ("", 0),
    ],
)
def test_the_contrast_of_a_text_is_measured_wherever_something_of_its_look_is_new(
    browser: Browser, style: str, count: int
) -> None:
    page = browser.new_page()
    known: set[str] = set()
    html = "<!doctype html><style>body { color: #333; background: #fff } STYLE</style><p>Known"
    page.set_content(html)
    assert color_violations(page, known) == []
    assert len(known) == 1
    page.set_content(html.replace("STYLE", style) + "<div class=around><p class=fresh>Fresh</div>")
    assert len(color_violations(page, known)) == count
    page.close()


@pytest.mark.parametrize(
    ("style", "count"),
    [
        (".fresh { text-decoration: none }", 1),
        (".fresh { font-weight: bold; text-decoration: none }", 0),
        (".other { text-decoration: none }", 0),
    ],
)
def test_a_link_among_words_is_measured_wherever_something_of_its_look_is_new(browser: Browser, style: str, count: int) -> None:
    page = browser.new_page()
    known: set[str] = set()
    html = """<!doctype html><style>body { color: #222; background: #fff } a { color: #00d } STYLE</style>
<p>Words around <a href="#">a link</a> of the page."""
    page.set_content(html)
    assert color_violations(page, known) == []
    fresh = "<p class=around>Other words around <a class=fresh href='#'>another</a> of the page."
    page.set_content(html.replace("STYLE", style) + fresh)
    assert len(color_violations(page, known)) == count
    page.close()
