"""What the registry names of the site: pages that are not in it, links to files that do not exist, and whose page is whose.

Before a build, that is looked up on the disk; in a build, once all plugins have made their files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import count

from ..problems import Problem
from ..registry.checks import COMPARED
from ..registry.inline_scanner import link_targets
from ..registry.load import Loaded
from ..registry.model import Registry
from ..registry.references import is_relative, relative_targets
from ..suggestions import did_you_mean
from ..targets import Target


def dead_links(
    loaded: Loaded,
    exists: Callable[[str], bool],
    pages: Callable[[], Collection[str]],
) -> Iterator[Problem]:
    """Links of the registry to files that do not exist, as warnings."""
    # To look for them takes longer than all else, and many links may be dead.
    names, compared = cache(lambda: dict.fromkeys(pages())), count()

    def dead(written: str) -> str | None:
        src_uri = Target.parse(written).path
        if exists(src_uri):
            return None
        suggestion = did_you_mean(src_uri, names(), limit=0, among_many=next(compared) < COMPARED)
        return f"the link '{written}' leads to a file that is not in docs_dir{suggestion}"

    for path, target in relative_targets(loaded.registry, loaded.tables):
        if message := dead(target):
            yield replace(loaded.sources.problem(Problem.at(path, "GA031", message)), severity="warning")
    for text in loaded.foreign_texts:
        for target in [text.text] if text.is_address else link_targets(text.text):
            if is_relative(target) and (message := dead(target)):
                yield replace(text.problem("GA031", message), severity="warning")


def left_out_pages(loaded: Loaded, reason: Callable[[str], str | None]) -> Iterator[Problem]:
    """Pages that the registry names and the site does not have, as warnings; `reason` says why it has not.

    A topic that is a draft may well have a page that is one.
    """
    for area_id, area in loaded.registry.areas.items():
        named: list[tuple[tuple[str, ...], str | None]] = [((), area.page)]
        named += [
            (("topics", topic_id), topic.page) for topic_id, topic in area.topics.items() if topic.effective_status == "ready"
        ]
        named += [(("comparisons", each_id), each.page) for each_id, each in area.comparisons.items()]
        for steps, page in named:
            if page and (why := reason(page)):
                cure = "give the topic `status: draft`, or publish the page" if "topics" in steps else "publish the page"
                message = f"the page '{page}' {why}, so nothing links to it; {cure}"
                found = loaded.sources.problem(Problem.at(("areas", area_id, *steps, "page"), "GA033", message))
                yield replace(found, severity="warning")


def page_homes(registry: Registry) -> dict[str, str]:
    """The area that each page belongs to: its own page, and its topics' deep dives."""
    homes: dict[str, str] = {}
    for area_id, area in registry.areas.items():
        for page in (area.page, *(topic.page for topic in area.topics.values())):
            if page is not None:
                homes[page] = area_id
    return homes
