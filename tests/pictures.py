"""Takes the pictures of README.md from the built course site, light and dark: `python -m tests.pictures`.

They show examples of the gallery. README.md has a part of the registry that these are made of.
"""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from .browsers import ARGUMENTS, find_browser
from .conftest import ROOT, served

GALLERY = "use/gallery/"
COLUMNS = (("topic-cards", "comparison-table", "quiz"), ("comparison-chart", "concept-diagram"))
"""The blocks that are shown, in two columns."""
SCHEMES = {"light": "default", "dark": "slate"}
WIDTH, HEIGHT, SCALE, QUALITY = 1000, 620, 1.5, 70
COMPOSE = """([columns, scheme]) => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  const picture = document.createElement("div");
  picture.id = "picture";
  picture.className = "md-typeset";
  for (const blocks of columns) {
    const column = document.createElement("div");
    for (const block of blocks) {
      let part = document.getElementById(`block-${block}`);
      while (!part.matches(".course-example")) part = part.nextElementSibling;
      column.append(part);
    }
    picture.append(column);
  }
  document.body.replaceChildren(picture);
}"""
STYLE = """
body { background: var(--md-default-bg-color) }
#picture { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; padding: .6rem 1rem; font-size: .7rem }
#picture .course-example > * { margin-block: 0 .8rem }
#picture .genai-cards { grid-template-columns: 1fr 1fr }
#picture :is(.genai-table__table :is(th, td)) { min-width: 0; padding: .6em .7em }
#picture .genai-quiz__question ~ .genai-quiz__question { display: none }
"""


def take(page: Page, url: str, scheme: str, file: Path) -> None:
    """Write one picture."""
    page.goto(f"{url}{GALLERY}")
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content=STYLE)
    page.evaluate(COMPOSE, [COLUMNS, scheme])
    box = page.locator("#picture").bounding_box()
    assert box is not None
    clip = {**box, "scale": 1}
    session = page.context.new_cdp_session(page)
    shot = session.send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    )
    file.write_bytes(base64.b64decode(shot["data"]))
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


def main() -> None:
    """See the module."""
    path = find_browser()
    with served(ROOT / "site") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE)
        for name, scheme in SCHEMES.items():
            take(page, url, scheme, ROOT / "docs" / "assets" / f"blocks-{name}.webp")
        browser.close()


if __name__ == "__main__":
    main()
