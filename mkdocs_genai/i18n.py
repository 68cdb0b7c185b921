"""The plugin's labels in several languages, from `locales/`; a course can replace single ones under `labels`.

Which of them a page shows is decided in `render/renderer.py` (`Renderer.label`).
"""

from __future__ import annotations

import importlib.resources
import string
from collections.abc import Collection, Mapping
from functools import lru_cache

import yaml
from babel import Locale

_LOCALES = importlib.resources.files("mkdocs_genai") / "locales"


@lru_cache
def load_labels(language: str) -> Mapping[str, str]:
    """Read the labels of a language such as `de`.

    A label is English if the plugin does not have the language, or if no reader of the language has checked a translation yet.
    """
    file = _LOCALES / f"{language}.yml"
    if not file.is_file():
        return load_labels("en")
    labels: dict[str, str] = yaml.safe_load(file.read_text("utf-8"))
    return labels if language == "en" else {**load_labels("en"), **labels}


@lru_cache
def unchecked_labels(language: str) -> frozenset[str]:
    """The labels that `load_labels` gives in English, because no reader of the language has checked a translation yet."""
    file = _LOCALES / f"{language}.yml"
    checked = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else ()
    return frozenset(load_labels("en")) - frozenset(checked)


def english_words(locale: Locale, labels: Collection[str]) -> str | None:
    """What an author is told of labels that pages in another language show in English; None without any."""
    if not labels:
        return None
    listed = ", ".join(label for label in load_labels("en") if label in labels)
    return (
        f"pages in {locale.get_language_name('en')} show these labels in English, because no reader of the language has checked"
        f" a translation yet; write your own words under `labels` in course.yml: {listed}"
    )


def label_fault(key: str, words: str) -> str | None:
    """What is wrong with the placeholders in a course's own label; only those of the English label are valid."""
    known = _placeholders(load_labels("en")[key])
    if not known:
        return None
    try:
        unknown = [name for name in _placeholders(words) if name not in known]
    except ValueError:
        return "has an unbalanced brace"
    listed = " and ".join(f"{{{name}}}" for name in known)
    return f"'{{{unknown[0]}}}' is not a placeholder of this label; available: {listed}" if unknown else None


def _placeholders(words: str) -> list[str]:
    """The names in braces, with what is written behind them: `{value:d}` is not `{value}`. Raises ValueError."""
    parts = string.Formatter().parse(words)
    return [
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in parts
        if name is not None
    ]
