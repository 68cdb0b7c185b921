"""Fixtures of courses that know each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..site.course import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """An empty folder for a course."""
    return Course(tmp_path / "course")


@pytest.fixture
def other(tmp_path: Path) -> Course:
    """An empty folder for another course."""
    return Course(tmp_path / "other")
