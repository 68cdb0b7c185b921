"""The language of a build, as the theme or mkdocs-static-i18n has it."""

from __future__ import annotations

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig

from ..languages import ONE_LANGUAGE, Languages, languages_of, site_locale


def build_languages(config: MkDocsConfig) -> Languages:
    """All languages of the site, and which one is being built."""
    plugin = config.plugins.get("i18n")
    if plugin is None:
        return ONE_LANGUAGE
    # None before its first on_config, which comes after ours.
    return languages_of(plugin.config, getattr(plugin, "current_language", None))


def build_locale(config: MkDocsConfig) -> Locale:
    """The language of fixed words, numbers and dates."""
    language = build_languages(config).current or config.theme.get("language") or config.theme.get("locale") or "en"
    return site_locale(str(language))
