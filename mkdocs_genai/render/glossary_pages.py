"""Where terms are: the pages that have a glossary, and the pages that use a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..project.page_sources import Pages
from ..project.site_checks import page_homes
from ..registry.glossary import course_terms
from ..registry.model import Registry


def glossary_pages(registry: Registry, sources: Pages) -> Mapping[str, Sequence[str]]:
    """The pages whose glossary has a term, by the term's id; no page is read for a registry without terms."""
    found: dict[str, list[str]] = {}
    homes = page_homes(registry)
    for src_uri in sorted(sources) if next(course_terms(registry), None) else ():
        for head in sources[src_uri].block_heads:
            if head.name == "glossary":
                for each in course_terms(registry, head.argument or homes.get(src_uri)):
                    found.setdefault(each.id, []).append(src_uri)
    return found


def term_uses(sources: Pages) -> Mapping[str, Sequence[str]]:
    """The pages whose own text uses a term, by the term's id."""
    found: dict[str, dict[str, None]] = {}
    for src_uri in sorted(sources):
        for link in sources[src_uri].links:
            if link.reference.startswith("term:"):
                found.setdefault(link.reference.removeprefix("term:"), {})[src_uri] = None
    return {term_id: list(pages) for term_id, pages in found.items()}
