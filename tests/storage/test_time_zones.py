"""What was written late or in time stays so, wherever it is read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from content.calendar import Calendar
from content.marks import Mark
from storage.glance import glance
from storage.journal import Journal
from storage.lists import read_lists
from storage.records import SelfCheck

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows changes no time zone of a process")
DAY = date(2026, 11, 23)
SHANGHAI_2330 = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def zone_put_back() -> Iterator[None]:
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


def move_to(zone: str) -> None:
    os.environ["TZ"] = zone
    time.tzset()


@pytest.mark.parametrize("read_in", ["America/New_York", "Pacific/Auckland", "UTC"])
@pytest.mark.parametrize(("day", "late"), [(DAY, False), (date(2026, 11, 22), True)])
@pytest.mark.parametrize("is_changed", [False, True], ids=["as written", "changed since"])
def test_a_check_written_at_half_past_eleven_stays_what_it_was(
    tmp_path: Path, read_in: str, day: date, late: bool, is_changed: bool
) -> None:
    move_to("Asia/Shanghai")
    journal = Journal.open(tmp_path, clock=lambda: SHANGHAI_2330)
    uid = SelfCheck.uid_of(day, "six-donts")
    check = SelfCheck.new(SHANGHAI_2330, day, uid=uid, list_id="six-donts", edition="1")
    item = read_lists(tmp_path).official.donts[0].id
    check = check.answered(SHANGHAI_2330, item, mark=Mark.KEPT)
    if is_changed:
        check = check.answered(SHANGHAI_2330 + timedelta(days=2), item, mark=Mark.PARTLY, reason="记错了")
    journal.checks.add(check)
    move_to(read_in)
    read = Journal.open(tmp_path).checks.all()[0]
    assert [read.is_late(answer) for answer in read.answers] == [late]
    seen = glance(tmp_path, DAY, read_lists(tmp_path), Calendar(), now=SHANGHAI_2330, day=day, cap=20)
    assert (item in seen.late) == late
