"""A site of tables for tests in a browser: its files, and a server that can be as strict as a server can be."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs_genai.render.table_controls import LONG

from ..site.course import build_site
from ..web_server import QuietHandler, listening

ROWS = 2000
GROUPED = LONG + 10
"""Rows of a table that is just long enough to be laid out in parts."""

COLUMNS = """
    columns:
      name: Model
      size: {title: Parameters, type: number}
      released: {title: Released, type: date}
      open: {title: Open weights, type: boolean}
      media: {title: Media, type: tags}
      score: {title: Score, type: rating}
      license: License
      note: {title: Note, markdown: true}
      paper: {title: Paper, type: link}
"""

REGISTRY = f"""\
title: Models
page: index.md
comparisons:
  few:
    title: Few models
    rows_from: {{file: few.json}}{COLUMNS}
    as_of: 2026-11-01
    sources: ["https://arxiv.org/abs/2112.07804"]
  many:
    title: Many models
    page: many.md
    rows_from: {{file: many.json}}{COLUMNS}
  families:
    title: Families
    columns:
      family: Family
      mechanism: How it generates
      quality: {{title: Quality, type: rating, max: 3}}
      diversity: {{title: Diversity, type: rating, max: 3}}
      speed: {{title: Speed, type: rating, max: 3}}
    rows:
      gan: {{family: GANs, mechanism: Generator vs discriminator, quality: 3, diversity: 1, speed: 3}}
      vae: {{family: VAEs, mechanism: "Encode, decode", quality: {{value: 1, note: On faces only}},
            diversity: 3, speed: {{value: 3, note: "[Measured](https://example.org) at night"}}}}
      diffusion: {{family: Diffusion, mechanism: Denoise pure noise, quality: 3, diversity: 3, speed: 1}}
"""

WORDS = """\
  words:
    title: Words
    page: words.md
    columns:
      name: Name
      constructor: Constructor
      wins: {title: Wins, type: number}
      kind: Kind
    rows:
      constructor: {name: X, constructor: M, wins: 1, kind: groß}
      a: {name: In der Straße, constructor: F, wins: 2, kind: Groß}
      b: {name: Strasse der, constructor: G, wins: 2, kind: GROSS}
      c: {name: C, constructor: A, wins: 3, kind: old}
      d: {name: D, constructor: A, wins: 4, kind: Old}
      e: {name: E, constructor: A, wins: 5, kind: Old}
      f: {name: F, constructor: A, wins: 6, kind: old}
      g: {name: G, constructor: A, wins: 7, kind: GROSS}
      h: {name: H, constructor: A, kind: Groß}
"""

MARKS = """\
  marks:
    title: Prices
    page: marks.md
    columns:
      name: {title: Model, summary: count}
      price: {title: Price for one million tokens of input, type: number, currency: USD, decimals: 2, better: lower,
              summary: mean}
      size: {title: Parameters, type: number, heat: true, summary: sum}
      score: {title: Score, type: rating, better: higher, summary: mean}
      released: {title: Released, type: date, summary: max}
      kind: Kind
    rows:
      a: {name: Alpha, price: 2, size: 1500, score: 4, released: 2025-10, kind: open}
      b: {name: Beta, price: 0.5, size: 7000, score: 5, released: 2024, kind: open}
      c: {name: Gamma, price: {value: 0.5, note: At night}, size: 40, score: 2, kind: closed}
      d: {name: Delta, kind: closed}
"""

KINDS = """\
  kinds:
    title: Kinds
    page: kinds.md
    rows_from: {file: kinds.csv}
    columns:
      name: Name
      number: {title: Number, type: number}
      year: {title: Year, type: year}
      date: {title: Date, type: date}
      rating: {title: Rating, type: rating}
      boolean: {title: Boolean, type: boolean}
      effort: {title: Effort, categories: [low, medium, high], categories_ordered: true}
      tags: {title: Tags, type: tags, delimiter: ","}
      link: {title: Link, type: link}
"""

KINDS_CSV = """\
name,number,year,date,rating,boolean,effort,tags,link
A,<5,2001,~2024,3,yes,high,"x, y",https://b.example/
B,"1,200",1999,2024-02,1.5,partly,low,y,https://a.example/
C,−3,,2023/2025,5,no,medium,,
D,10-20,2020,2024-02-01,,,low,x,https://c.example/
E,5 %,1850,,0,no,high,z,https://A.example/b
F,4.9999999999999999999,2001,2022-12-31 10:00,3,yes,,"x, z",
"""
"""Values of each type as others write them, among them unknown ones."""

PAGES = {
    "grouped.md": """\
# Grouped

/// comparison-table | models/few
    columns: name, size, open, media, score
    group: license
    details: note, paper
    controls: all
///

/// comparison-table | models/many
    group: open
    details: note
    sort: -open, name
    limit: GROUPED
///
""",
    "kinds.md": "# Kinds\n\n/// comparison-table | models/kinds\n    controls: all\n///\n",
    "marks.md": "# Marks\n\n/// comparison-table | models/marks\n    controls: all\n    highlight: best\n    wide: true\n///\n",
    "words.md": "# Words\n\n/// comparison-table | models/words\n    sort: -constructor\n    controls: all\n///\n",
    "index.md": """\
# Tables

[To the VAEs][row:models/families/vae], [other page](other.md), [Öko 3](#row_models_few_öko-3)

## First table

/// comparison-table | few
///

## Second table

/// comparison-table | families
    controls: all
///
""",
    "other.md": "# Other\n\n[back](index.md), [][row:models/families/vae], [many](many.md)\n",
    "many.md": "# Many\n\n/// comparison-table | models/many\n///\n",
    "charts.md": """\
# Charts

/// comparison-chart | models/families
///

/// comparison-chart | models/families
    columns: speed
///
""",
}

MATERIAL = """\
site_name: Tables
site_url: ADDRESS
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.tracking, search.highlight, search.suggest, navigation.top]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins: [search, genai]
nav: [index.md, other.md, many.md, charts.md, words.md, marks.md, kinds.md, grouped.md]
"""

BARE = """\
site_name: Tables
site_url: ADDRESS
theme: {name: null, custom_dir: theme, locale: de}
plugins: [genai]
nav: [index.md, other.md, many.md, charts.md, words.md, marks.md, kinds.md, grouped.md]
"""

BARE_PAGE = """\
<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{{ page.title }}</title>
{% for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">{% endfor %}
</head><body class="md-typeset"><main>{{ page.content }}</main></body></html>
"""

LABELS = """\
title: Kurs
labels:
  {yes: Ja, no: Nein, unknown: unbekannt, rating: "{value} von {max}", as_of: Stand, sources: Quellen, table_files: Daten,
   table_search: Tabelle durchsuchen, table_filter: Filtern, table_columns: Spalten, table_column: Spalte,
   table_compare: Vergleichen, table_select: "{row} auswählen", table_selected: "{count} ausgewählt",
   table_side_by_side: Nebeneinander, table_download: Als CSV, table_export: Mitnehmen, table_reset: Zurücksetzen,
   table_count: "{shown} von {total} Zeilen"}
"""


def models(count: int) -> list[dict[str, Any]]:
    """Records with everything that real ones have: nulls, big integers, mixed dates, scalars or lists, Markdown."""
    pick = random.Random(5)
    names = ["GPT", "Llama", "Qwen", "Gemma", "Öko", "éclair"]
    tags = ["text", "image", "audio", "video", "code"]
    return [
        {
            "name": f"{names[index % 6]} {index // 2 + 1 if index % 3 else 200 - index}" if index != 3 else "Öko 3",
            "size": pick.choice([None, 1_000_000_000, 2**60 + index % 7, 2**60 + 3, 1e-7, 7_500_000_000, 12]),
            "released": pick.choice([None, "2025", "2025-10", "2025-10-03", "2023-01-09"]),
            "open": pick.choice([True, False, None]),
            "media": pick.choice([None, pick.sample(tags, 2), pick.choice(tags)]),
            "score": pick.choice([None, 1, 2, 3, 3.5, 5]),
            "license": pick.choice(["MIT", "Apache-2.0", "Proprietary", None]),
            "note": pick.choice([None, "See [the *paper*](https://arxiv.org/abs/2112.07804), now", "=1+1", 'a "quote"']),
            "paper": pick.choice([None, "https://example.org/a"]),
        }
        for index in range(count)
    ]


def build(root: Path, config: str, address: str, labels: str = "", *, rows: int = ROWS) -> None:
    """Build the site into `root/site`, with so many rows in its long table.

    Material's instant navigation works only under the address that the site knows.
    """
    registry = root / "docs" / "registry"
    registry.mkdir(parents=True)
    (root / "theme").mkdir()
    (root / "theme" / "main.html").write_text(BARE_PAGE, "utf-8")
    (root / "mkdocs.yml").write_text(config.replace("ADDRESS", address), "utf-8")
    (registry / "models.yml").write_text(REGISTRY + WORDS + MARKS + KINDS, "utf-8")
    (registry / "kinds.csv").write_text(KINDS_CSV, "utf-8")
    (registry / "few.json").write_text(json.dumps(models(40)), "utf-8")
    (registry / "many.json").write_text(json.dumps(models(rows)), "utf-8")
    if labels:
        (registry / "course.yml").write_text(labels, "utf-8")
    for name, text in PAGES.items():
        (root / "docs" / name).write_text(text.replace("GROUPED", str(GROUPED)), "utf-8")
    # MkDocs itself speaks English alone, unless packages for translations are installed.
    assert [line for line in build_site(root).log if "No translations" not in line] == []


class _Handler(QuietHandler):
    policy = ""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/sub"))

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def serve(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve a folder, which may be built later, under a sub-path; gives its address."""
    handler = type("Handler", (_Handler,), {"policy": policy})
    with listening(handler, folder) as address:
        yield f"{address}/sub/"
