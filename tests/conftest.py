"""What every test stands on: none reads or writes what the person running it keeps."""

from __future__ import annotations

import gc
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

from content.words import use

# The same place on every machine, in this process and in those that tests start; another one to try: SIXDONTS_TEST_TZ.
os.environ["TZ"] = os.environ.get("SIXDONTS_TEST_TZ", "Asia/Shanghai")
if hasattr(time, "tzset"):
    time.tzset()

# Compiled once, as an installed program is: else every worker and every process that a test starts compiles all again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("sixdonts", deadline=None, max_examples=50)  # a busy machine is not a fault
settings.load_profile("sixdonts")


gc.set_threshold(50_000, 10, 10)  # an app under test is a great many objects: looked through seldom, a third less time


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()  # what all tests stand on is not looked through again and again


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, which does not exist yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("SIXDONTS_HOME", str(home))
    use("zh")  # whatever the test before spoke
    return home


HEAVY_SECONDS = 4.0  # of the processor, with the processes it starts: a fast test needs far less (CONTRIBUTING.md)
BEGAN = pytest.StashKey[float]()


def cpu_seconds() -> float:
    """What this process and those it started and saw end have taken of the processor."""
    return sum(os.times()[:4])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[BEGAN] = cpu_seconds()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    if call.when == "teardown":
        item.user_properties.append(("cpu", cpu_seconds() - item.stash[BEGAN]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests took of the processor, and which of those that run every time took too much."""
    ended = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if hasattr(report, "user_properties")
    ]
    taken = {one.nodeid: seconds for one in ended for name, seconds in one.user_properties if name == "cpu"}
    terminalreporter.write_line(f"{len(taken)} tests took {sum(taken.values()):.0f} s of the processor")
    for nodeid, seconds in taken.items():
        if seconds > HEAVY_SECONDS and "not slow" in terminalreporter.config.option.markexpr:
            terminalreporter.write_line(f"too heavy for every time, {seconds:.1f} s: {nodeid}", red=True)
