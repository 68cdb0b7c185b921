"""Audits the built course site: `python -m tests.audit SITE`, or `make audit`.

Lighthouse looks at three pages; all pages are weighed, and the form of every address that leads elsewhere is checked. What was
found is written for the docs, missed scores included. The exit status is 1 if a goal is missed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from ..browsers import find_browser
from ..conftest import ENVIRONMENT, ROOT
from . import links, weight

WRITTEN = ROOT / "docs" / "snippets" / "costs" / "audit.md"
_SCORES = re.compile(r"^/(\S*)  performance (\d+|–)  accessibility (\d+)  best-practices (\d+)  seo (\d+)$", re.MULTILINE)


def main(site: Path) -> int:
    """See the module."""
    pages, whole, misses = weight.of_pages(site), weight.of_site(site), list(links.faults(site))
    misses += [f"{name}: {size} bytes, more than {weight.PAGE_GOAL}" for name, size in pages.items() if size > weight.PAGE_GOAL]
    if whole > weight.SITE_GOAL:
        misses.append(f"the site has {whole} bytes, more than {weight.SITE_GOAL}")
    elsewhere = links.count(site)
    for name, size in list(pages.items())[:3]:
        print(f"/{name.removesuffix('index.html')}  {size / 1000:.0f} kB sent")
    print(f"{len(pages)} pages, {whole / 1e6:.1f} MB on the disk, {elsewhere} addresses elsewhere")
    print(*misses, sep="\n", end="\n" if misses else "")
    command = ["node", str(ROOT / "tests" / "audit" / "lighthouse.mjs"), str(site)]
    done = subprocess.run(
        command, env={"CHROME_PATH": find_browser(), **ENVIRONMENT}, stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, end="")
    if misses or not _SCORES.search(done.stdout):
        return 1
    WRITTEN.write_text(written(pages, whole, elsewhere, done.stdout), "utf-8")
    return done.returncode


def written(pages: dict[str, int], whole: int, elsewhere: int, lighthouse: str) -> str:
    """What the docs say of an audit, given the pages' sizes, the heaviest first, and what Lighthouse's program prints."""
    sizes = [f"{size / 1000:.0f} kB" for size in pages.values()]
    scores = _SCORES.findall(lighthouse)
    return "\n".join(
        [
            f"The course site was audited on {datetime.now(UTC):%Y-%m-%d} (`make audit`).",
            "",
            *(
                f"- `/{page}`: performance {speed}, accessibility {access}, best practices {practices}, search engines {search}"
                for page, speed, access, practices, search in scores
            ),
            "",
            "The scores are Lighthouse's, of 100, on its slow phone. A dash: the machine was too busy to judge that.",
            f"A page with all that it loads, fonts included, has {sizes[0]} at most as it is sent; "
            f"half of the pages have at most {sizes[len(sizes) // 2]}.",
            f"The {len(pages)} pages and all files beside them have {whole / 1e6:.1f} MB on the disk.",
            f"No page loads anything from another host, and each of the {elsewhere} addresses elsewhere is well formed.",
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
