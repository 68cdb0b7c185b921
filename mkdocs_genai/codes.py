"""Title, cause and cure of each problem code, from `codes.yml`; for machine-readable reports and the docs."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import yaml


class Code(NamedTuple):
    """The meaning of a code: a short title, the cause, and the cure."""

    title: str
    cause: str
    cure: str


@lru_cache
def load_codes() -> Mapping[str, Code]:
    """Read all codes, in the order of the file."""
    text = (importlib.resources.files("mkdocs_genai") / "codes.yml").read_text("utf-8")
    return {code: Code(**texts) for code, texts in yaml.safe_load(text).items()}
