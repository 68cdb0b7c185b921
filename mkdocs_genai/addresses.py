"""Which URLs and paths are safe to link to, in a registry and elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from .problems import Problem

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Characters that are invalid in a URL."""


def is_too_long(path: str) -> bool:
    """Whether a path is too long for a file name, so that the operating system refuses even to look for it."""
    return len(path.encode()) > 1000 or any(len(part.encode()) > 255 for part in path.split("/"))


@lru_cache(10_000)  # each block that shows a URL checks it, and so does validation
def address_problem(url: str) -> Problem | None:
    """Why a URL must not be linked to; None if it may.

    Browsers drop tabs and line breaks inside a URL, and spaces around it, so none of them may hide a scheme.
    """
    seen = url.strip(" ")
    if reason := _unsafe(seen):
        return Problem.at((), "GA030", reason)
    if SCHEME.match(seen):
        return None
    path = unquote(seen.partition("#")[0])
    if path.startswith("/"):
        return Problem.at(
            (),
            "GA029",
            "begins with '/'; write it relative to docs_dir, so that the site also works in a subfolder of its host",
        )
    if ".." in path.split("/"):
        return Problem.at((), "GA029", "leads out of docs_dir; write a path inside docs_dir")
    if is_too_long(path):
        return Problem.at((), "GA030", "is too long for a file name")
    return None


def _unsafe(seen: str) -> str | None:
    if any(char in seen for char in '<>"`\\') or _NO_ADDRESS.search(seen):
        return "has characters that a URL can't have"
    if scheme := SCHEME.match(seen):
        name = scheme.group().lower()
        if name not in ("http:", "https:", "mailto:"):
            return f"begins with '{name}'; URLs begin with https://, http:// or mailto:"
        if " " in seen:
            return "contains a space"
        if name == "mailto:":
            return None if seen[len(name) :] else "has no mailbox"
        try:
            return None if urlsplit(seen).hostname else "has no host"
        except ValueError:
            return "is malformed"
    if seen.startswith("//"):
        return "begins with '//'; write https: in front of it"
    return None
