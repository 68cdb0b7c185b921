"""Fixtures of the tests of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The course of tables."""
    return Course(tmp_path)
