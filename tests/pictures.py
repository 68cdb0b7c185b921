"""Takes the pictures of README.md from the built course site, light and dark: `python -m tests.pictures`.

Each shows what an author writes, which is the registry's own text, beside what becomes of it, which is the site's own HTML.
"""

from __future__ import annotations

import base64
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import YamlLexer

from .browsers import ARGUMENTS, find_browser
from .conftest import ROOT, served

AREA = "generative-ai"
COMPARISON = "families"
TOPICS = ROWS = 2
"""How many topics and rows are shown, the first ones."""
SCHEMES = {"light": "default", "dark": "slate"}
WIDTH, HEIGHT, SCALE, QUALITY = 1040, 620, 1.5, 70
COMPOSE = """([yaml, topics, comparison, rows, scheme]) => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  const cards = document.querySelector(".genai-cards");
  [...cards.querySelectorAll(".genai-card")].slice(topics).forEach((card) => card.remove());
  const table = document.querySelector(`[id="comparison_${comparison[0]}_${comparison[1]}"]`).closest(".genai");
  [...table.querySelectorAll("tbody tr")].slice(rows).forEach((row) => row.remove());
  const picture = document.createElement("div");
  picture.id = "picture";
  picture.className = "md-typeset";
  picture.innerHTML = `<div class="highlight"><pre><code>${yaml}</code></pre></div><div></div>`;
  picture.lastChild.append(cards.closest(".genai"), table);
  document.body.replaceChildren(picture);
}"""
STYLE = """
html, body { font-size: 125% }
body { background: var(--md-default-bg-color) }
#picture { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; padding: .6rem; box-sizing: border-box }
#picture .highlight, #picture pre { margin: 0; height: 100% }
#picture pre > code { white-space: pre-wrap; font-size: .56rem; height: 100%; box-sizing: border-box }
#picture > :last-child { font-size: .68rem }
#picture > :last-child > * { margin: 0 0 .8rem; }
#picture .genai-cards { grid-template-columns: 1fr 1fr }
"""


def excerpt(file: Path) -> str:
    """An area's file, shortened: its first topics, and the first rows of a comparison."""
    text = file.read_text("utf-8")
    lines = text.splitlines()

    def entries(*path: str) -> dict[str, list[str]]:
        """The lines of each entry of the mapping at a path."""
        node: yaml.Node | None = yaml.compose(text)
        for name in path:
            assert isinstance(node, yaml.MappingNode)
            node = next(value for key, value in node.value if key.value == name)
        assert isinstance(node, yaml.MappingNode)
        return {
            key.value: [line for line in lines[key.start_mark.line : _end(value)] if line.strip()] for key, value in node.value
        }

    area, comparison = entries(), entries("comparisons", COMPARISON)
    parts = [
        *(area[key] for key in ("title", "icon", "page")),
        ["topics:"],
        *list(entries("topics").values())[:TOPICS],
        ["comparisons:", f"  {COMPARISON}:"],
        *(comparison[key] for key in ("title", "columns")),
        ["    rows:"],
        *list(entries("comparisons", COMPARISON, "rows").values())[:ROWS],
    ]
    return "\n".join(line for part in parts for line in part)


def _end(node: yaml.Node) -> int:
    """The line behind a value. A block ends where the next entry begins, all else where it is written."""
    is_block = node.end_mark.line > node.start_mark.line and not isinstance(node, yaml.ScalarNode)
    return int(node.end_mark.line) + (0 if is_block or node.end_mark.column == 0 else 1)


def take(page: Page, url: str, scheme: str, file: Path) -> None:
    """Write one picture."""
    page.goto(f"{url}{AREA}/")
    page.wait_for_load_state("networkidle")
    code = highlight(excerpt(ROOT / "docs" / "registry" / f"{AREA}.yml"), YamlLexer(), HtmlFormatter(nowrap=True))
    page.add_style_tag(content=STYLE)
    page.evaluate(COMPOSE, [code, TOPICS, [AREA, COMPARISON], ROWS, scheme])
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
            take(page, url, scheme, ROOT / "docs" / "assets" / f"registry-and-page-{name}.webp")
        browser.close()


if __name__ == "__main__":
    main()
