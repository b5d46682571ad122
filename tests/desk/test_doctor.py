"""What is said of a copy from before the last save that the system does not let be read."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.desk import Desk
from desk.doctor import folder_faults, mend
from desk.matters import settle
from desk.words.faults import notice_words
from storage.errors import NotRead
from storage.glance import glance
from storage.records import Matter
from tests.computers import AT, DAY, desk_at, titles, write
from tests.storage.vaults import turn_on

FILE = "notes/2026-11.json"
BAK = FILE + ".bak"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A computer with two notes, of whose `.bak` only the name can be read."""
    desk = desk_at(tmp_path, "office")
    for title in ("甲", "乙"):
        write(desk, title)
    whole = os.open

    def refusing(path: Any, *more: Any, **named: Any) -> int:
        if str(path).endswith(".bak"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return whole(path, *more, **named)

    monkeypatch.setattr(os, "open", refusing)
    return Desk(tmp_path / "office", clock=desk.clock)


def test_a_bak_without_rights_is_named_and_may_be_deleted(office: Desk) -> None:
    [line] = folder_faults(office)
    assert BAK in line
    assert "删除它" in line
    assert titles(office) == ["乙", "甲"]


@pytest.mark.parametrize("is_there", [True, False])
def test_where_the_bak_is_needed_the_damage_is_named_as_the_cause_and_the_bak_is_to_stay(
    office: Desk, *, is_there: bool
) -> None:
    (office.home / FILE).write_text("cut off") if is_there else (office.home / FILE).unlink()
    [line] = folder_faults(office)
    assert f"{FILE} 已损坏或不见了" in line
    assert "请勿删除" in line
    with pytest.raises(NotRead) as raised:
        write(office, "丙")
    assert raised.value.file == BAK
    assert (office.home / BAK).exists()


def test_a_file_that_is_not_there_any_more_is_told_by_whoever_reads_it_and_once_by_the_doctor(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, "office")
    for title in ("甲", "乙"):
        write(desk, title)
    (desk.home / FILE).unlink()
    desk = Desk(desk.home, clock=desk.clock)

    assert titles(desk) == ["甲"]
    [notice] = desk.notices
    [line] = folder_faults(desk)
    assert line == notice_words(notice)
    assert (FILE in line, BAK in line, "sixdonts doctor --repair" in line) == (True, False, True)


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_file_that_goes_on_the_day_it_was_made_is_told_and_nothing_of_it_is_lost(
    tmp_path: Path, *, is_sealed: bool
) -> None:
    desk = desk_at(tmp_path, "office")
    if is_sealed:
        write(desk, "甲")
        desk.take_cipher(turn_on(desk.home))
    desk.journal.matters.add(Matter.new(AT, DAY, title="起草通知"))
    [matter] = desk.journal.matters.all()
    settle(desk, matter, result="已发")
    (desk.home / "matters/2026.json").unlink()
    desk = Desk(desk.home, clock=desk.clock, cipher=desk.cipher)

    [line] = folder_faults(desk)
    assert "matters/2026.json 不见了" in line
    assert [one.result for one in desk.journal.matters.all()] == ["已发"]
    assert "恢复1条" in "".join(mend(desk))
    assert [one.result for one in desk.journal.matters.all()] == ["已发"]
    assert list(folder_faults(desk)) == []


@pytest.mark.parametrize("is_sealed", [False, True])
def test_matters_whose_state_may_be_that_of_before_are_named_but_not_where_a_vault_would_leave_it_open(
    tmp_path: Path, *, is_sealed: bool
) -> None:
    desk = desk_at(tmp_path, "office")
    if is_sealed:
        write(desk, "甲")
        desk.take_cipher(turn_on(desk.home))
    for title in ("督查通报", "会签意见", "还没办的"):
        desk.journal.matters.add(Matter.new(AT, DAY, title=title))
    first, second = desk.journal.matters.all()[:2]
    for matter in (first, second):
        settle(desk, matter)
    (desk.home / "matters/2026.json").write_bytes(b"")

    lines = mend(Desk(desk.home, clock=desk.clock, cipher=desk.cipher))
    said = [lines[place + 1].strip() for place, line in enumerate(lines) if "其中1件" in line]
    assert said == [first.title, second.title]  # the last save is lost: the second is open again
    [report] = (desk.home / "aside").rglob("report.txt")
    text = report.read_text(encoding="utf-8")
    assert "其中1件恢复为未办结" in text
    assert [one.title in text for one in (first, second)] == [not is_sealed] * 2


def test_a_file_made_for_what_lay_in_a_wrong_one_is_not_said_to_be_gone(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, "office")
    write(desk, "甲")
    file = desk.home / FILE
    file.write_bytes(
        file.read_bytes()
        .replace(b'"day":"2026-11-23"', b'"day":"2019-01-23"')
        .replace(b'"day": "2026-11-23"', b'"day": "2019-01-23"')
    )
    lines = "".join(mend(Desk(desk.home, clock=desk.clock)))
    assert "notes/2019-01.json（笔记）：新建" in lines
    assert not {one for one in ("不见了", "可能缺", "无法得知") if one in lines}


def test_a_file_gone_from_a_vault_is_told_by_whoever_looks_for_it(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, "office")
    write(desk, "甲")
    desk.take_cipher(turn_on(desk.home))
    for path in (desk.home / FILE, desk.home / BAK):
        path.unlink(missing_ok=True)

    assert titles(desk) == []
    assert [(one.kind, one.file) for one in desk.notices] == [("removed", FILE)]
    seen = glance(desk.home, desk.today(), desk.lists, desk.calendar, now=desk.now(), cipher=desk.cipher)
    assert seen.damaged == (FILE,)


def test_a_file_gone_from_a_vault_is_named_after_a_save_began_it_anew(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, "office")
    write(desk, "甲")
    later = Desk(desk.home, clock=lambda: AT + timedelta(days=1))
    later.journal.matters.add(Matter.new(AT, DAY, title="次日的事，之前留下当天的副本"))
    later.take_cipher(turn_on(desk.home))
    for path in (desk.home / FILE, desk.home / BAK):
        path.unlink(missing_ok=True)
    write(later, "乙")

    anew = Desk(desk.home, clock=later.clock, cipher=later.cipher)
    assert titles(anew) == ["乙"]
    assert [(one.kind, one.file) for one in anew.notices] == [("begun anew", FILE)]
    seen = glance(anew.home, anew.today(), anew.lists, anew.calendar, now=anew.now(), cipher=anew.cipher)
    assert seen.damaged == (FILE,)
    locked = glance(anew.home, anew.today(), anew.lists, anew.calendar, now=anew.now())
    assert FILE in locked.damaged
    mend(anew)
    assert titles(Desk(desk.home, clock=later.clock, cipher=later.cipher)) == ["乙", "甲"]
