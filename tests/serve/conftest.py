"""Fixtures of previews."""

from __future__ import annotations

from ..site.conftest import course

__all__ = ["course"]
