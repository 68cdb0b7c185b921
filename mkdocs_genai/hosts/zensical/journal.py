"""What was found on pages when they were converted: faults, what they show of the registry, and their results of search.

Zensical converts a page again only when it has changed, and by itself says nothing of any other. So its process writes down
what it finds, in a file beside its cache of pages, and `mkdocs-genai zensical` reads that when Zensical is done. Each line is
a page as it was at one time. A line that is damaged, or of another time, counts as none: its page is converted to be checked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from ...problems import Problem
from ...project.page_sources import PageSource
from ...project.write_files import check_writable, write_file
from ...render.page import Page, SearchSection
from ...render.shown_content import PageContent, Shown

_CODE = re.compile(r"GA\d{3}")
_ID = re.compile(r"[\w.:-]+")


class Conversion(NamedTuple):
    """A page as it was converted: its name, and what changes when it must be converted again."""

    src_uri: str
    digest: str

    @classmethod
    def of(cls, src_uri: str, source: PageSource, stamp: str) -> Conversion:
        """That of a page as it is now; for `stamp` see CheckedCourse. What snippets bring counts, too."""
        seen = "\0".join((stamp, source.text, source.given)).encode(errors="surrogatepass")
        return cls(src_uri, hashlib.sha256(seen).hexdigest())


@dataclass
class Findings:
    """What was found on a page."""

    problems: set[Problem] = field(default_factory=set)
    content: PageContent = field(default_factory=PageContent)
    sections: dict[str, SearchSection] = field(default_factory=dict)
    """The results of search by their anchors."""
    english: set[str] = field(default_factory=set)
    """The labels that are in English on a page in another language."""

    @classmethod
    def of(cls, page: Page, english: Collection[str]) -> Findings:
        """What was found on a page that has been converted."""
        sections = (section for _, words in page.search for section in words.sections)
        return cls(set(page.faults), page.content, {section.anchor: section for section in sections}, set(english))

    def joined(self, other: Findings) -> Findings:
        """Both together, because Zensical may convert a part of a page by itself, as markdown-exec does."""
        return Findings(
            self.problems | other.problems,
            PageContent(*map(_both, self.content.parts, other.content.parts)),
            self.sections | other.sections,
            self.english | other.english,
        )

    @property
    def is_plain(self) -> bool:
        """Whether it has nothing but words where others rely on that: messages go to a terminal, results into pages."""
        words = (part for section in self.sections.values() for part in (section.title, section.text))
        return (
            all(_CODE.fullmatch(problem.code) and problem.severity == "warning" for problem in self.problems)
            and all(_ID.fullmatch(section.anchor) for section in self.sections.values())
            and not any(sign in part for part in words for sign in "<>")
        )


Known = Mapping[Conversion, Findings]

_LINE: TypeAdapter[tuple[Conversion, Findings]] = TypeAdapter(tuple[Conversion, Findings])


class Journal:
    """The file of a course, `.cache/genai/NAME.jsonl`; `name` is that of its mkdocs.yml."""

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        self._name = name
        self._file = root / ".cache" / "genai" / f"{name}.jsonl"

    def prepared(self) -> str:
        """Its name, once Zensical can write into it; empty where no file can be, or a link leads out of the project."""
        try:
            check_writable(self._file, [self._root])
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        except OSError:
            return ""
        return self._name

    def note(self, conversion: Conversion, findings: Findings) -> None:
        """Write a line down. Where that can't be done, there is none."""
        with suppress(OSError), self._file.open("ab") as file:
            file.write(_written(conversion, findings))

    def read(self) -> dict[Conversion, Findings]:
        """All lines that are as expected."""
        found: dict[Conversion, Findings] = {}
        for line in self._file.read_bytes().splitlines() if self.prepared() else ():
            with suppress(ValidationError):
                conversion, findings = _LINE.validate_json(line)
                if findings.is_plain:
                    found[conversion] = found[conversion].joined(findings) if conversion in found else findings
        return found

    def keep(self, found: Known, known: Known) -> None:
        """Write anew what was found, where that is not what is `known` from the file."""
        if found != known and self.prepared():
            write_file(self._file, b"".join(_written(*each) for each in found.items()).decode(), [self._root])


def _both(one: Shown, other: Shown) -> Shown:
    cells = list(dict.fromkeys([*one.cells, *other.cells]))
    return Shown(cells, one.topics | other.topics, one.areas | other.areas, one.terms | other.terms)


def _written(conversion: Conversion, findings: Findings) -> bytes:
    return _LINE.dump_json((conversion, findings), exclude_defaults=True) + b"\n"
