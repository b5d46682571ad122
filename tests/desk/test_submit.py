"""What is handed in: the branch's file comes last, so that where it lies all lie."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from content.words import use
from desk.desk import Desk
from desk.submit import files_of, hand_in, prepare
from storage.collecting import read_file
from storage.errors import ChangedElsewhere, WriteFailed
from storage.records import Profile, StudyNote

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOVEMBER = Period.parse("2026-11")


@pytest.mark.parametrize("refused", range(3))
def test_the_file_for_the_branch_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int) -> None:
    desk, out = Desk(tmp_path / "home", clock=lambda: AT), tmp_path / "out"
    out.mkdir()
    desk.journal.notes.add(StudyNote.new(AT, date(2026, 11, 23), title="学"))
    handing_in = prepare(desk, Period.parse("2026-11"), (), "")
    files = files_of(desk, handing_in, out)
    original, done = os.replace, [0]

    def full(source: Any, target: Any, **others: Any) -> None:
        if Path(target).parent == out:
            done[0] += 1
            if done[0] > refused:
                raise OSError(errno.ENOSPC, "injected")
        original(source, target, **others)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(WriteFailed):
        hand_in(desk, handing_in, files)
    assert [path for path in files if path.suffix == ".txt"]
    assert len([path for path in files if path.exists()]) == refused
    assert not [path for path in files if path.suffix == ".txt" and path.exists()]
    assert desk.journal.sent.all() == []


def test_a_revision_that_was_handed_in_elsewhere_meanwhile_is_not_used_twice(tmp_path: Path) -> None:
    here, there = Desk(tmp_path / "home", clock=lambda: AT), Desk(tmp_path / "home", clock=lambda: AT)
    mine, theirs = (prepare(desk, NOVEMBER, (), remark) for desk, remark in ((here, "一"), (there, "二")))
    (tmp_path / "theirs").mkdir()
    hand_in(there, theirs, files_of(there, theirs, tmp_path / "theirs"))
    with pytest.raises(ChangedElsewhere):
        hand_in(here, mine, files_of(here, mine, tmp_path / "mine"))
    assert not (tmp_path / "mine").exists()
    (tmp_path / "mine").mkdir()
    again = prepare(here, NOVEMBER, (), "一")
    hand_in(here, again, files_of(here, again, tmp_path / "mine"))
    assert sorted(one.revision for one in here.journal.sent.all()) == [1, 2]


def test_the_same_preview_may_be_saved_in_two_places(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", clock=lambda: AT)
    made = prepare(desk, NOVEMBER, (), "")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        hand_in(desk, made, files_of(desk, made, tmp_path / name))
    assert [one.revision for one in desk.journal.sent.all()] == [1]


def test_two_of_one_name_in_one_folder_each_keep_their_file(tmp_path: Path) -> None:
    use("zh")
    out, period = tmp_path / "out", Period.parse("2026-11")
    out.mkdir()
    for number in ("B3-01", "B3-02", "B3-01"):
        desk = Desk(tmp_path / number, clock=lambda: AT)
        desk.journal.save_profile(Profile(name="张伟", member_no=number, branch="第一党支部"))
        handing_in = prepare(desk, period, (), "")
        hand_in(desk, handing_in, files_of(desk, handing_in, out))
    sent = {path.name: read_file(path)[0].header.member_no for path in sorted(out.glob("*.txt"))}
    assert sent == {"张伟_2026年11月.txt": "B3-01", "张伟_B3-02_2026年11月.txt": "B3-02"}
    assert len(list(out.iterdir())) == 6
