"""Node packages for the editor's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..node import node_modules_of


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder of the installed Node packages."""
    return node_modules_of(Path(__file__).parent)
