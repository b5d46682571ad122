"""A desk on the disk, with a clock that stands still: no screen, no command."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.desk import Desk
from tests.moments import local

MONDAY = local(2026, 11, 23, 9, 30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The desk of somebody who begins today."""
    return Desk(tmp_path / "desk", clock=lambda: MONDAY)
