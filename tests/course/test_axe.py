"""axe, with all its rules, on every page of the course site; what plain Material does not pass is shown to be its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from ..axe import Scheme, show, violations
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


def findings(page: Page) -> set[Finding]:
    """What axe finds with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = set()
    for rule in violations(page):
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
        found = findings(page)
    page.close()
    return found


WINDOWS: list[tuple[int, Scheme]] = [(320, "light"), (1280, "dark")]
"""A phone in light, and a desktop in dark."""


@pytest.mark.parametrize("part", ["course", "documentation"])
def test_axe_finds_nothing_that_is_not_material_s_own(
    browser: Browser, project_url: str, project_site: Path, plain_findings: set[Finding], part: str
) -> None:
    found = {}
    page = browser.new_page(reduced_motion="reduce")
    for file in sorted(project_site.rglob("*.html")):
        name = file.relative_to(project_site).as_posix()
        if name.startswith("use/") != (part == "documentation"):
            continue
        # The pages of codes are made by one function; a few stand for all.
        if name.startswith("use/codes/ga") and not name.startswith(("use/codes/ga002", "use/codes/ga010", "use/codes/ga061")):
            continue
        page.goto(project_url + name.removesuffix("index.html"))
        for width, scheme in WINDOWS:
            show(page, width, scheme)
            if own := findings(page) - plain_findings:
                found[name, width, scheme] = own
    page.close()
    assert found == {}
