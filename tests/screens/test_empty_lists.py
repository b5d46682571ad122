"""An empty list never says that there is nothing where what belongs there could not be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.period import Period
from storage.branch import BranchLedger
from storage.journal import Journal
from storage.records import Profile
from storage.roster import read_roster
from tests.screens.driving import MONDAY, app_on, screen_text, settle
from tests.screens.sending import inbox, roster_file

ROOMS = [  # the keys that lead there, the file that belongs there, and what is said where there is none
    ("f3", "notes/2026-11.json", "还没有学习笔记"),
    ("f3 6", "templates.json", "还没有模板"),
    ("f4 7", "remarks.json", "没有。答题时"),
    ("f5", "matters/open.json", "没有未办结的事项"),
    ("f6 tab tab tab", "checks/2026-11.json", "没有写过说明"),
    ("f6 tab", "matters/open.json", "没有在办的事项"),
    ("f6 tab tab", "attempts/2026-11.json", "没有答题"),
    ("f7", "checks/2026-11.json", "没有记录"),
    ("f8", "branch/roster.json", "还没有人员名册"),
    ("f8 0", "meetings/2026.json", "还没有登记会议"),
    ("f2 7", "checks/2026-11.json", "近八周这一条没有记录"),
    ("f2 ctrl+f x", "checks/2026-11.json", "没有找到"),
]


def secretary(home: Path) -> None:
    Journal.open(home).save_profile(Profile(name="王书记", branch="第一党支部", is_secretary=True))


async def said_at(pilot: Pilot[None], keys: str) -> str:
    """What stands there, the words of a folded line together; and back to the room."""
    for key in keys.split():
        await pilot.press(key)
        await settle(pilot)
    shown = "".join(line.strip() for line in screen_text(pilot).splitlines())
    await pilot.press("escape")
    await settle(pilot)
    return shown


@pytest.mark.parametrize("rooms", [ROOMS[:1], pytest.param(ROOMS, marks=pytest.mark.slow)], ids=["study", "all"])
async def test_an_empty_list_says_what_could_not_be_read_in_place_of_nothing(
    tmp_path: Path, rooms: list[tuple[str, str, str]]
) -> None:
    whole, hurt = tmp_path / "whole", tmp_path / "hurt"
    for home in (whole, hurt):
        secretary(home)
    for _keys, file, _none in ROOMS:
        (hurt / file).parent.mkdir(parents=True, exist_ok=True)
        (hurt / file).write_bytes(b"{")
    async with app_on(whole).run_test(size=(120, 36)) as pilot:
        for keys, _file, none in rooms:
            said = await said_at(pilot, keys)
            assert none in said, (keys, said)
            assert "没有全部列出" not in said, keys
    async with app_on(hurt).run_test(size=(120, 36)) as pilot:
        assert "未办结事项没有全部读出" in await said_at(pilot, "f2")
        for _esc in range(6):
            await pilot.press("escape")  # what was said of the damage is read, and away
        for keys, file, none in rooms:
            said = await said_at(pilot, keys)
            assert none not in said, (keys, said)
            assert "没有全部列出" in said, (keys, said)
            assert file in said, (keys, said)


@pytest.mark.parametrize("name", ["branch/roster", "branch/received/2026-11"])
@pytest.mark.slow
async def test_a_branch_of_which_a_file_is_gone_shows_no_month_and_says_which(tmp_path: Path, name: str) -> None:
    secretary(tmp_path)
    (beside := tmp_path / "beside").mkdir()
    ledger = BranchLedger.open(tmp_path, clock=lambda: MONDAY)
    ledger.save_roster(read_roster(roster_file(beside)).members, branch="第一党支部")
    ledger.take_in(ledger.look([inbox(beside)], Period.parse("2026-11")))
    shutil.copytree(tmp_path / "branch", tmp_path / "copies" / "2026-11-20" / "branch")
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        assert "张三" in await said_at(pilot, "f8")
        for ending in (".json", ".json.bak"):
            (tmp_path / f"{name}{ending}").unlink(missing_ok=True)
        said = await said_at(pilot, "f2 f8")
        assert "没有全部列出" in said
        assert f"{name}.json" in said
        assert "张三" not in said
        assert "还没有人员名册" not in said
