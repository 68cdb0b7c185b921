"""The same content as sites of several makes: by this plugin, by hand in Markdown, by peers, and without the content."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

CARDS = 10
ROWS = 50

_CONFIG = """\
site_name: Benchmark
theme: {{name: material, font: false}}
plugins:
  - search
{plugins}
markdown_extensions: [attr_list, md_in_html, tables{extensions}]
"""


def _summary(page: int, card: int, *, marked_up: bool = True) -> str:
    words = f"What *topic* {card} of page {page} is about, with `code` in it."
    return words if marked_up else _plain(words)


def _row(page: int, row: int, *, marked_up: bool = True) -> tuple[str, str, str, int]:
    how = f"It **works** in way {row}"
    return f"Row {row} of page {page}", how if marked_up else _plain(how), "Text, code and more", 1980 + row % 40


def _plain(text: str) -> str:
    return text.replace("*", "").replace("`", "")


def _hand_cards(page: int, pages: int, *, marked_up: bool = True) -> str:
    cards = [
        f"-   **[Topic {card}](page{(page + card) % pages}.md)**\n\n    {_summary(page, card, marked_up=marked_up)}\n"
        for card in range(CARDS)
    ]
    return '<div class="grid cards" markdown>\n\n' + "\n".join(cards) + "\n</div>\n"


def _hand_table(page: int, rows: int, *, marked_up: bool = True) -> str:
    lines = ["| Name | How | Good for | Since |", "|---|---|---|---|"]
    for row in range(rows):
        name, how, good, since = _row(page, row, marked_up=marked_up)
        lines.append(f"| {name} | {how} | {good} | {since} |")
    return "\n".join(lines) + "\n"


def empty(root: Path, pages: int, rows: int = ROWS) -> None:
    """The site without the content."""
    _site(root, pages, lambda page: "")


def by_hand(root: Path, pages: int, rows: int = ROWS, *, marked_up: bool = True) -> None:
    """Cards and table written in Markdown; the summaries and a column have markup."""

    def body(page: int) -> str:
        return f"{_hand_cards(page, pages, marked_up=marked_up)}\n{_hand_table(page, rows, marked_up=marked_up)}"

    _site(root, pages, body)


def plain_by_hand(root: Path, pages: int, rows: int = ROWS) -> None:
    """The same without markup in the texts."""
    by_hand(root, pages, rows, marked_up=False)


def cards_by_hand(root: Path, pages: int, rows: int = ROWS) -> None:
    """Cards alone, in Markdown."""
    _site(root, pages, lambda page: _hand_cards(page, pages))


def by_genai(root: Path, pages: int, rows: int = ROWS, *, table: bool = True, marked_up: bool = True) -> None:
    """Cards and table out of a registry."""
    blocks = "/// topic-cards\n///\n" + ("\n/// comparison-table | t\n///\n" if table else "")
    _site(root, pages, lambda page: blocks, plugins="  - genai: {registry: registry}")
    registry = root / "registry"
    registry.mkdir()
    for page in range(pages):
        topics = [
            f"  t{card}: {{title: Topic {card}, url: page{(page + card) % pages}.md, "
            f"summary: {json.dumps(_summary(page, card, marked_up=marked_up))}}}"
            for card in range(CARDS)
        ]
        lines = [f"title: Page {page}", f"page: page{page}.md", "topics:", *topics]
        if table:
            lines += ["comparisons:", *_registry_table(page, rows, marked_up=marked_up)]
        (registry / f"a{page}.yml").write_text("\n".join(lines) + "\n", "utf-8")


def plain_by_genai(root: Path, pages: int, rows: int = ROWS) -> None:
    """The same without markup in the texts."""
    by_genai(root, pages, rows, marked_up=False)


def cards_by_genai(root: Path, pages: int, rows: int = ROWS) -> None:
    """Cards alone, out of a registry."""
    by_genai(root, pages, rows, table=False)


def _registry_table(page: int, rows: int, *, marked_up: bool) -> list[str]:
    columns = "{name: Name, how: How, good: Good for, since: {title: Since, type: year}}"
    lines = ["  t:", "    title: Table", f"    columns: {columns}", "    rows:"]
    for row in range(rows):
        name, how, good, since = _row(page, row, marked_up=marked_up)
        lines.append(f"      r{row}: {{name: {name}, how: {how}, good: {json.dumps(good)}, since: {since}}}")
    return lines


def by_macros(root: Path, pages: int, rows: int = ROWS) -> None:
    """Cards and table by Jinja in the page, out of a YAML file."""
    body = (
        '{% set page = content["p" ~ NUMBER] %}<div class="grid cards" markdown>\n\n{% for card in page.cards %}'
        "-   **[{{ card.title }}]({{ card.page }})**\n\n    {{ card.summary }}\n\n{% endfor %}</div>\n\n"
        "| Name | How | Good for | Since |\n|---|---|---|---|\n"
        "{% for row in page.rows %}| {{ row.name }} | {{ row.how }} | {{ row.good }} | {{ row.since }} |\n{% endfor %}"
    )
    content = {
        f"p{page}": {
            "cards": [
                {"title": f"Topic {card}", "page": f"page{(page + card) % pages}.md", "summary": _summary(page, card)}
                for card in range(CARDS)
            ],
            "rows": [dict(zip(("name", "how", "good", "since"), _row(page, row), strict=True)) for row in range(rows)],
        }
        for page in range(pages)
    }
    plugins = "  - macros: {include_yaml: [{content: content.yml}]}"
    _site(root, pages, lambda page: body.replace("NUMBER", str(page)), plugins=plugins)
    (root / "content.yml").write_text(json.dumps(content), "utf-8")


def by_table_reader(root: Path, pages: int, rows: int = ROWS) -> None:
    """Cards by hand, the table out of a CSV file."""
    _site(
        root,
        pages,
        lambda page: f'{_hand_cards(page, pages)}\n{{{{ read_csv("table{page}.csv") }}}}\n',
        plugins="  - table-reader: {data_path: tables}",
    )
    (root / "tables").mkdir()
    for page in range(pages):
        lines = ["Name,How,Good for,Since"]
        lines += [f'{name},{how},"{good}",{since}' for name, how, good, since in (_row(page, row) for row in range(rows))]
        (root / "tables" / f"table{page}.csv").write_text("\n".join(lines) + "\n", "utf-8")


def cards_by_neoteroi(root: Path, pages: int, rows: int = ROWS) -> None:
    """Cards alone, by neoteroi's fence."""

    def body(page: int) -> str:
        cards = [
            f"- title: Topic {card}\n  url: ../page{(page + card) % pages}/\n  content: {json.dumps(_summary(page, card))}\n"
            for card in range(CARDS)
        ]
        return "::cards::\n\n" + "".join(cards) + "\n::/cards::\n"

    _site(root, pages, body, extensions=", neoteroi.cards")


def _site(root: Path, pages: int, body: Callable[[int], str], *, plugins: str = "", extensions: str = "") -> None:
    docs = root / "docs"
    docs.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_CONFIG.format(plugins=plugins, extensions=extensions), "utf-8")
    (docs / "index.md").write_text("# Home\n", "utf-8")
    for page in range(pages):
        (docs / f"page{page}.md").write_text(f"# Page {page}\n\nSome words.\n\n{body(page)}", "utf-8")


MAKES: dict[str, Callable[[Path, int, int], None]] = {
    "empty": empty,
    "hand": by_hand,
    "genai": by_genai,
    "macros": by_macros,
    "table-reader": by_table_reader,
    "hand, plain texts": plain_by_hand,
    "genai, plain texts": plain_by_genai,
    "hand, cards alone": cards_by_hand,
    "genai, cards alone": cards_by_genai,
    "neoteroi, cards alone": cards_by_neoteroi,
}
