"""What every test stands on: none reads or writes what the person running it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("sixdonts", deadline=None)  # a busy machine is not a fault
settings.load_profile("sixdonts")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, which does not exist yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("SIXDONTS_HOME", str(home))
    return home
