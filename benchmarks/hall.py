"""The hall of a session: from a key at the desk to the painted wall, and what following costs while nothing happens."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import Row, environment, paired, seconds

PROGRAM = "import sys; sys.argv[0] = 'sixdonts'; from tui.__main__ import main; main()"
PAINTED = 0.120
WATCHED = 5.0
ONE_PERCENT = 0.01


def prepared(home: Path) -> Path:
    """A home with a session under way, a material of two pages on the wall."""
    from datetime import time as clock_time

    from content.contest_events import PRESET_A
    from content.lessons import lessons
    from content.session_events import StepBegan, StepKind
    from desk.desk import Desk
    from desk.meetings import add_meeting
    from desk.session import LiveSession
    from desk.session_start import begin, plan
    from storage.records import Profile

    desk = Desk(home)
    desk.journal.save_profile(Profile(name="member", member_no="001", branch="branch", is_secretary=True))
    times = {"from_time": clock_time(9, 30), "to_time": clock_time(10, 30)}
    meeting = add_meeting(desk, datetime.now().astimezone().date(), title="benchmark", **times)
    live = LiveSession(desk, meeting.uid)
    planned = plan(desk, lessons()[1], (), PRESET_A)
    begin(desk, live, meeting, planned)
    place = next(at for at, step in enumerate(planned.steps) if step.kind is StepKind.READING)
    live.do(StepBegan(place=place))
    live.turn_to("step")
    live.close()
    desk.close()
    return home


class Windows:
    """A desk and a hall, each in a pseudo-terminal."""

    def __init__(self, home: Path) -> None:
        import pexpect

        def opened(*arguments: str) -> Any:
            child = pexpect.spawn(
                sys.executable, ["-c", PROGRAM, *arguments], env=environment(home), dimensions=(24, 80),
                encoding="utf-8", timeout=60,
            )  # fmt: skip
            child.delaybeforesend = None
            return child

        self.desk, self.hall = opened(), opened("hall")
        for key, words in (("", "F12设置"), ("\x1b[19~", "报送情况"), ("0", "benchmark"), ("4", "翻页")):
            self.desk.send(key)
            self.desk.expect_exact(words)
        self.hall.expect(r"1/([2-9])")
        self.page, self.pages = 1, str(self.hall.match.group(1))

    def turn(self) -> float:
        """Seconds from the key that turns a page to the wall that shows it."""
        self.page = 3 - self.page
        self._drain()
        time.sleep(0.3)  # the poll before it is over, wherever it stood

        def press() -> None:
            self.desk.send("\x1b[C" if self.page == 2 else "\x1b[D")
            self.hall.expect_exact(f"{self.page}/{self.pages}")

        return seconds(press)

    def idle(self) -> float:
        """What the hall takes of a processor, of each second in which nothing happens."""
        self._drain()
        before = self._processor()
        time.sleep(WATCHED)
        return (self._processor() - before) / WATCHED

    def _processor(self) -> float:
        import os

        fields = Path(f"/proc/{self.hall.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _drain(self) -> None:
        """Read what both have drawn, so that neither waits for a full pipe."""
        import pexpect

        for child in (self.desk, self.hall):
            try:
                while True:
                    child.read_nonblocking(65536, timeout=0)
            except pexpect.TIMEOUT:
                pass

    def close(self) -> None:
        """End both."""
        for child in (self.desk, self.hall):
            child.close(force=True)


def hall_rows(folder: Path, pairs: int) -> Iterator[partial[Row]]:
    """How soon the wall shows what was done at the desk, and what it costs to wait for it."""
    found: list[Windows] = []

    def of(what: Callable[[Windows], float]) -> float:
        if not found:
            found.append(Windows(prepared(folder / "session")))
        return what(found[0])

    yield partial(paired, "a key at the desk to the painted hall", "120 milliseconds", lambda: of(Windows.turn),
                 lambda: PAINTED, at_most=1, pairs=5 * pairs)  # fmt: skip
    if Path("/proc/self/stat").exists():
        yield partial(paired, "the hall's processor in an idle second", "one percent of it", lambda: of(Windows.idle),
                     lambda: ONE_PERCENT, at_most=1, pairs=max(pairs // 4, 2))  # fmt: skip
    for one in found:
        one.close()
