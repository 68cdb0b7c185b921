"""Checks the files and pages that the registry names: links to missing files, and pages that are not in the site.

The command line checks against the files on disk; a build checks once all plugins have added their files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import count

from ..fields import Role
from ..identifiers import one_line
from ..problems import Problem
from ..registry.checks import COMPARED
from ..registry.grouped_problems import one_problem_a_cause
from ..registry.inline_scanner import link_targets
from ..registry.load import Loaded
from ..registry.model import Registry
from ..registry.model_values import values_of
from ..registry.references import is_relative, relative_targets
from ..suggestions import did_you_mean
from ..targets import INDEX_PAGES, Target
from .page_sources import Pages


def dead_links(
    loaded: Loaded,
    exists: Callable[[str], bool],
    pages: Callable[[], Collection[str]],
) -> Iterator[Problem]:
    """Links of the registry to files that do not exist, as warnings."""
    # Suggestions take longer than everything else, and many links may be dead.
    names, compared = cache(lambda: dict.fromkeys(pages())), count()

    def dead(written: str) -> str | None:
        src_uri = Target.parse(written).path
        if exists(src_uri):
            return None
        if _HOST.match(written):
            return f"the link '{written}' leads to a file that is not in docs_dir; write https://{written} if it is on the web"
        suggestion = did_you_mean(src_uri, names(), limit=0, among_many=next(compared) < COMPARED)
        return f"the link '{written}' leads to a file that is not in docs_dir{suggestion}"

    for path, target in relative_targets(loaded.registry, loaded.tables, loaded.texts):
        if message := dead(target):
            yield loaded.sources.problem(Problem.at(path, "GA031", message, severity="warning"))
    faults = [
        text.fault("GA031", message)
        for text in loaded.foreign_texts
        for target in ([text.text] if text.is_address else link_targets(text.text))
        if is_relative(target) and (message := dead(target))
    ]
    found = one_problem_a_cause(faults)
    yield from (replace(each, severity="warning") if each.severity == "error" else each for each in found)


def missing_pages(loaded: Loaded, pages: Collection[str]) -> Iterator[Problem]:
    """Pages that the registry names and the site does not have, where only a build knows what other plugins make."""
    names = dict.fromkeys(pages)
    for path, page in values_of(loaded.registry, Role.PAGE):
        if page not in names:
            suggestion = did_you_mean(page, names, limit=0)
            message = f"there is no page '{page}' in docs_dir, and no plugin makes one{suggestion}"
            yield loaded.sources.problem(Problem.at(path, "GA022", message))


def differing_headings(
    loaded: Loaded, pages: Pages, left_out: Collection[str], file_of: Callable[[str], str], words: Callable[[str], str]
) -> Iterator[Problem]:
    """Pages whose first heading is not the title that the registry gives their topic or area, as warnings at the heading.

    The site's home page greets in its own words, and nobody sees the pages that are `left_out` of the site. `file_of` gives a
    page's file as messages name it, `words` the plain words of Markdown.
    """
    names = dict.fromkeys(page for page in pages if page not in left_out)
    # A title that a comment cuts off is not the one that was meant.
    cut_off = {(problem.position.file, problem.where) for problem in loaded.problems if problem.code == "GA007"}
    for area_id, area in loaded.registry.areas.items():
        titled: list[tuple[tuple[str, ...], str, str | None]] = [((), area.title, area.page)]
        titled += [(("topics", topic_id), topic.title, topic.page) for topic_id, topic in area.topics.items()]
        for steps, title, page in titled:
            if page not in names or page in INDEX_PAGES or (heading := pages[page].written_heading) is None:
                continue
            found = one_line(words(heading.text))
            if _compared(found) == _compared(title):
                continue
            # Only now, since finding a place in a file means reading it again.
            at_title = loaded.sources.problem(Problem.at(("areas", area_id, *steps, "title"), "GA038", ""))
            if (at_title.position.file, at_title.where) in cut_off:
                continue
            if _compared(found) == _compared(words(title)):
                message = f"a title is plain text, so that its Markdown is shown as it is written; write '{found}'"
                yield replace(at_title, message=message, severity="warning")
            else:
                name = "/".join((area_id, *steps[1:]))
                message = (
                    f"the heading is '{found}', and the title of '{name}' in the registry is '{title}'; make them the same"
                )
                yield Problem(pages[page].position(file_of(page), heading.line), "", message, "GA038", "warning")


_HOST = re.compile(r"(?:www\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,}/|(?:com|org|net|edu|io|ai|dev|app)$))", re.IGNORECASE)
"""The beginning of a URL whose https:// is missing: a folder's name rarely ends like a host's."""
_SAME = str.maketrans(dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("‐‑–—", "-"))
"""Typographic signs, each with the one on a keyboard."""


def _compared(title: str) -> str:
    return one_line(unicodedata.normalize("NFC", title).translate(_SAME).replace("…", "..."))


def left_out_pages(loaded: Loaded, reason: Callable[[str], str | None]) -> Iterator[Problem]:
    """Pages that the registry names and the site does not have, as warnings; `reason` says why.

    The page of a topic that is a draft may be a draft too.
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
                path = ("areas", area_id, *steps, "page")
                yield loaded.sources.problem(Problem.at(path, "GA033", message, severity="warning"))


def page_homes(registry: Registry) -> dict[str, str]:
    """The area that each page belongs to: its own page, and its topics' deep dives."""
    homes: dict[str, str] = {}
    for area_id, area in registry.areas.items():
        for page in (area.page, *(topic.page for topic in area.topics.values())):
            if page is not None:
                homes[page] = area_id
    return homes
