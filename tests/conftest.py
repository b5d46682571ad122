"""What every test stands on: none reads or writes what the person running it keeps."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import settings

# The same place on every machine, in this process and in those that tests start; another one to try: SIXDONTS_TEST_TZ.
os.environ["TZ"] = os.environ.get("SIXDONTS_TEST_TZ", "Asia/Shanghai")
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile("sixdonts", deadline=None)  # a busy machine is not a fault
settings.load_profile("sixdonts")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, which does not exist yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("SIXDONTS_HOME", str(home))
    return home
