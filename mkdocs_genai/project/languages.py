"""A site in several languages: how its pages and registries are named in each. Knows no host.

The names are those of mkdocs-static-i18n: a suffix (`soil.de.md`, `registry.de/`) or a folder for each language (`de/soil.md`,
`de/registry/`). In the registry a page goes by its plain name, `soil.md`, whatever the language.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError

_LOCALE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
"""A language in a site's names. What is none could name a file anywhere."""


class Languages(NamedTuple):
    """The language that is being built, out of all; none at all for a site in one language."""

    current: str = ""
    default: str = ""
    known: tuple[str, ...] = ()
    folders: bool = False
    """Whether each language has a folder, not a suffix."""
    fallback: bool = True
    """Whether the default language's pages stand in for those that are not translated."""

    @property
    def prefix(self) -> str:
        """Where in the site this language's own files are; empty for the default language."""
        return "" if self.current == self.default else f"{self.current}/"

    def each(self) -> Iterator[Languages]:
        """The same for every language, the default one first; for a site in one language just this."""
        if not self.known:
            yield self
        for language in sorted(self.known, key=lambda language: language != self.default):
            yield self._replace(current=language)

    def names(self, src_uri: str) -> list[str]:
        """How the file may be called, the best first."""
        if not self.known:
            return [src_uri]
        if self.fallback or self.current == self.default:
            languages = dict.fromkeys((self.current, self.default))
            return [*(self._localized(src_uri, language) for language in languages), src_uri]
        return [self._localized(src_uri, self.current)]

    def of_new(self, src_uri: str) -> str:
        """What a new page of the default language is called."""
        return self._localized(src_uri, self.default) if self.folders else src_uri

    def _localized(self, src_uri: str, language: str) -> str:
        if self.folders:
            return f"{language}/{src_uri}"
        path = PurePosixPath(src_uri)
        return path.with_name(f"{path.stem}.{language}{path.suffix}").as_posix()

    def plain(self, src_uri: str) -> str:
        """The name without its language, as the registry has it."""
        if self.folders:
            first, _, rest = src_uri.partition("/")
            return rest if rest and first in self.known else src_uri
        path = PurePosixPath(src_uri)
        stem, _, language = path.stem.rpartition(".")
        return path.with_name(stem + path.suffix).as_posix() if stem and language in self.known else src_uri

    def choose(self, src_uris: Iterable[str]) -> dict[str, str]:
        """Of all pages those of this language, by their plain names."""
        chosen: dict[str, str] = {}
        for src_uri in src_uris:
            names = self.names(plain := self.plain(src_uri))
            if src_uri in names and names.index(src_uri) <= names.index(chosen.get(plain, src_uri)):
                chosen[plain] = src_uri
        return chosen

    def registries(self, registry: Path, docs_dir: Path) -> list[Path]:
        """Where the registry of this language may be, the best first; the default language's stands in."""
        if not self.known or not registry.name:  # the root of all folders has no name
            return [registry]
        inside = registry.is_relative_to(docs_dir)
        if self.folders and inside:
            plain = self.plain(registry.relative_to(docs_dir).as_posix())
            found = [docs_dir / self._localized(plain, language) for language in (self.current, self.default)]
        else:
            found = [
                registry.with_name(f"{registry.stem}.{language}{registry.suffix}") for language in (self.current, self.default)
            ]
        return [*dict.fromkeys([*found, registry])]


ONE_LANGUAGE = Languages()


def languages_of(options: Mapping[str, Any], current: str | None = None) -> Languages:
    """What mkdocs-static-i18n's options say; `current` is the default language by default. Raises ValueError."""
    listed = options.get("languages") or []
    if not isinstance(listed, list):
        raise ValueError(f"expected a list, found {listed!r}")
    entries = [entry for entry in listed if isinstance(entry, Mapping) and entry.get("locale")]
    for entry in entries:
        if not _LOCALE.fullmatch(str(entry["locale"])):
            raise ValueError(f"{entry['locale']!r} is not a language code such as 'en' or 'pt-BR'")
    # "null" puts an entry into the switcher, and is never built.
    known = [str(entry["locale"]) for entry in entries if entry["locale"] != "null"]
    default = next((str(entry["locale"]) for entry in entries if entry.get("default")), None)
    if default is None:
        return ONE_LANGUAGE
    folders = options.get("docs_structure") == "folder"
    return Languages(current or default, default, tuple(known), folders, options.get("fallback_to_default") is not False)


def find_registry(root: Path, named: str, docs_dir: Path, languages: Languages) -> Path:
    """Where the registry of a language is; when mkdocs.yml does not say, `registry` inside docs_dir, a folder or one file."""
    folder = docs_dir / "registry"
    bases = [(root / named).absolute()] if named else [folder, folder.with_suffix(".yml")]
    places = zip(*(languages.registries(base, docs_dir) for base in bases), strict=True)
    return next((path for language in places for path in language if os.path.exists(path)), bases[0])


def site_locale(language: str) -> Locale:
    """The site's language, for numbers and dates; English where nobody knows it."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
