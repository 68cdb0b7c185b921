"""Fixtures of the tests of quizzes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..site.course import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """An empty folder for a course."""
    return Course(tmp_path)
