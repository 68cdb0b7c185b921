"""A site without a host, for tests that convert pages themselves."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_genai.problems import Problem
from mkdocs_genai.project.page_sources import PageSource
from mkdocs_genai.render.page import Page
from mkdocs_genai.targets import PageAddress, Target


class StubSite:
    """A site that has what `url` has an address of, and collects what is wrong with pages."""

    def __init__(self, url: Callable[[Target], str | None] = str) -> None:
        self._url = url
        self.problems: list[Problem] = []

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site."""
        del page
        return self._url(target)

    svg_url = url

    def pages(self) -> list[str]:
        """See Site."""
        return []

    def source(self, src_uri: str) -> str | None:
        """See Site."""
        return None

    def report(self, problem: Problem) -> None:
        """See Site."""
        self.problems.append(problem)


def stub_page(src_uri: str = "index.md", text: str = "", *, site: StubSite | None = None, home: str | None = None) -> Page:
    """A page that is about to be converted."""
    return Page(PageAddress(src_uri, f"docs/{src_uri}"), site or StubSite(), home, PageSource(lambda: text))
