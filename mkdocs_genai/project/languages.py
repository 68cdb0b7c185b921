"""Sites in several languages: the names of pages and registries in each language. Knows no host.

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
"""A valid language code. Anything else could lead out of the folder when it becomes part of a path."""


class Languages(NamedTuple):
    """The languages of a site, and the one that is being built; without any for a site in one language."""

    current: str = ""
    default: str = ""
    known: tuple[str, ...] = ()
    folders: bool = False
    """Whether each language has a folder, not a suffix."""
    fallback: bool = True
    """Whether the default language's pages stand in for those that are not translated."""

    @property
    def prefix(self) -> str:
        """The folder of this language in the site; empty for the default language."""
        return "" if self.current == self.default else f"{self.current}/"

    def each(self) -> Iterator[Languages]:
        """The settings with each language as the one that is built, the default one first; a site in one language has one."""
        if not self.known:
            yield self
        for language in sorted(self.known, key=lambda language: language != self.default):
            yield self._replace(current=language)

    def names(self, src_uri: str) -> list[str]:
        """The possible names of a file in docs_dir, the preferred first."""
        if not self.known:
            return [src_uri]
        if self.fallback or self.current == self.default:
            languages = dict.fromkeys((self.current, self.default))
            return [*(self._localized(src_uri, language) for language in languages), src_uri]
        return [self._localized(src_uri, self.current)]

    def of_new(self, src_uri: str) -> str:
        """The name of a new page of the default language."""
        return self._localized(src_uri, self.default) if self.folders else src_uri

    def _localized(self, src_uri: str, language: str) -> str:
        if self.folders:
            return f"{language}/{src_uri}"
        path = PurePosixPath(src_uri)
        return path.with_name(f"{path.stem}.{language}{path.suffix}").as_posix()

    def plain(self, src_uri: str) -> str:
        """The name without the language, as in the registry."""
        if self.folders:
            first, _, rest = src_uri.partition("/")
            return rest if rest and first in self.known else src_uri
        path = PurePosixPath(src_uri)
        stem, _, language = path.stem.rpartition(".")
        return path.with_name(stem + path.suffix).as_posix() if stem and language in self.known else src_uri

    def choose(self, src_uris: Iterable[str]) -> dict[str, str]:
        """The pages of this language among all pages, by their plain names."""
        chosen: dict[str, str] = {}
        for src_uri in src_uris:
            names = self.names(plain := self.plain(src_uri))
            if src_uri in names and names.index(src_uri) <= names.index(chosen.get(plain, src_uri)):
                chosen[plain] = src_uri
        return chosen

    def registries(self, registry: Path, docs_dir: Path) -> list[Path]:
        """The possible paths of this language's registry, the preferred first; the default language's is the fallback."""
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
    """The languages in mkdocs-static-i18n's options; `current` is the default language by default. Raises ValueError."""
    listed = options.get("languages") or []
    if not isinstance(listed, list):
        raise ValueError(f"expected a list, found {listed!r}")
    entries = [entry for entry in listed if isinstance(entry, Mapping) and entry.get("locale")]
    for entry in entries:
        if not _LOCALE.fullmatch(str(entry["locale"])):
            raise ValueError(f"{entry['locale']!r} is not a language code such as 'en' or 'pt-BR'")
    # "null" is an entry of the language switcher that is not built.
    known = [str(entry["locale"]) for entry in entries if entry["locale"] != "null"]
    default = next((str(entry["locale"]) for entry in entries if entry.get("default")), None)
    if default is None:
        return ONE_LANGUAGE
    folders = options.get("docs_structure") == "folder"
    return Languages(current or default, default, tuple(known), folders, options.get("fallback_to_default") is not False)


def find_registry(root: Path, named: str, docs_dir: Path, languages: Languages) -> Path:
    """The path of a language's registry; by default `registry` inside docs_dir, a folder or one file."""
    folder = docs_dir / "registry"
    bases = [(root / named).absolute()] if named else [folder, folder.with_suffix(".yml")]
    candidates = zip(*(languages.registries(base, docs_dir) for base in bases), strict=True)
    return next((path for language in candidates for path in language if os.path.exists(path)), bases[0])


def site_locale(language: str) -> Locale:
    """The locale of the site's language, for numbers and dates; English if Babel does not know the language."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
