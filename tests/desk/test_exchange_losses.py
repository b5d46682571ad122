"""What was lost on one computer, and what came in its place there, takes nothing away on another one."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.exchange import decide, undecided
from desk.not_shown import not_shown
from storage.records import Profile
from storage.records.notes import Template
from tests.computers import AT, desk_at, go, retitle, stick_at, titles, write


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return stick_at(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    return desk_at(tmp_path, "office")


@pytest.fixture
def home(tmp_path: Path) -> Desk:
    return desk_at(tmp_path, "home")


def lost(desk: Desk, files: str) -> Desk:
    """The computer after a file and what lies beside it are gone."""
    for path in desk.home.glob(f"{files}*"):
        path.unlink()
    return Desk(desk.home, clock=desk.now)


def decided_for_the_home(office: Desk, home: Desk, stick: Path) -> None:
    """A note that was called otherwise on both, twice at the office; the home's is kept, the office's is trash."""
    note = write(office, "甲")
    for desk in (office, home):
        go(desk, stick)
    for title in ("办公室", "办公室，再改"):
        retitle(office, office.journal.notes.all()[0], title)
    retitle(home, note, "家里")
    for desk in (home, office):
        go(desk, stick)
    [asked] = undecided(office)
    decide(office, asked, 1)
    for desk in (office, home, office):
        go(desk, stick)
    assert titles(office) == titles(home) == ["家里"]


def test_what_was_decided_against_and_comes_back_after_a_loss_replaces_nothing(
    office: Desk, home: Desk, stick: Path
) -> None:
    decided_for_the_home(office, home, stick)
    office = lost(office, "notes/")
    [lying] = office.journal.trash.items()
    office.journal.trash.restore(lying.uid)
    for desk in (office, home):
        go(desk, stick)
    assert len(undecided(home)) == 1
    assert titles(home) == ["家里"]


def test_deleting_what_came_back_after_a_loss_deletes_nothing_that_was_not_seen(
    office: Desk, home: Desk, stick: Path
) -> None:
    decided_for_the_home(office, home, stick)
    office = lost(office, "notes/")
    [lying] = office.journal.trash.items()
    office.journal.trash.restore(lying.uid)
    office.journal.notes.remove(office.journal.notes.all()[0])
    for desk in (office, home, office):
        go(desk, stick)
    assert titles(home) == titles(office) == ["家里"]


def test_what_is_gone_and_comes_back_by_exchanging_is_missed_as_long_as_a_record_of_it_is(
    tmp_path: Path, office: Desk, home: Desk, stick: Path
) -> None:
    write(office, "甲")
    for desk in (office, home):
        go(desk, stick)
    write(office, "未互换的")
    office = desk_at(tmp_path, "office", AT + timedelta(days=1))
    write(office, "次日的，之前留下当天的副本")
    only_here = office.journal.notes.all()
    office = lost(office, "notes/")
    go(office, stick)
    assert not_shown(office, "notes") == ("notes/2026-11.json",)

    office.journal.notes.add(next(one for one in only_here if one.title == "未互换的"))
    assert not_shown(office, "notes") == ()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_an_older_text_from_a_backup_replaces_nothing_though_it_is_changed_often_since(
    tmp_path: Path, office: Desk, home: Desk, stick: Path, *, is_deleted: bool
) -> None:
    note = write(office, "甲")
    for desk in (office, home):
        go(desk, stick)
    kept = tmp_path / "kept.zip"
    back_up(office, kept)
    retitle(home, note, "家里写了很多")
    for desk in (home, office):
        go(desk, stick)
    office = lost(office, "notes/")
    bring_back_from(office, look_into(office, str(kept)))
    for title in ("改一", "改二"):
        retitle(office, office.journal.notes.all()[0], title)
    if is_deleted:
        office.journal.notes.remove(office.journal.notes.all()[0])
    for desk in (office, home, office):
        go(desk, stick)
    assert titles(home) == ["家里写了很多"]
    assert titles(office) == (["家里写了很多"] if is_deleted else ["改二"])
    assert len(undecided(home)) == (0 if is_deleted else 1)


def test_what_has_no_revisions_and_is_begun_anew_after_a_loss_replaces_nothing(
    office: Desk, home: Desk, stick: Path
) -> None:
    write(office, "甲")
    office.journal.templates.put("读法条", Template(fields={"title": "甲"}))
    for desk in (office, home):
        go(desk, stick)
    home.journal.templates.put("读法条", Template(fields={"title": "家里改的"}))
    for desk in (home, office):
        go(desk, stick)
    office = lost(office, "templates.json")
    office.journal.templates.put("读法条", Template(fields={"title": "重新写的"}))
    for desk in (office, home):
        go(desk, stick)
    kept = home.journal.templates.get("读法条")
    assert kept is not None
    assert kept.fields == {"title": "家里改的"}
    assert len(undecided(home)) == 1


def test_a_bank_that_was_removed_once_added_again_and_then_lost_is_deleted_nowhere(
    office: Desk, home: Desk, stick: Path
) -> None:
    write(office, "甲")
    bank = office.home / "banks" / "mine" / "pack.toml"
    bank.parent.mkdir(parents=True)
    bank.write_text('title = "旧题库"\n')
    for desk in (office, home):
        go(desk, stick)
    bank.replace(bank.with_name("pack.toml.removed"))
    for desk in (office, home):
        go(desk, stick)
    bank.write_text('title = "新题库"\n')
    for desk in (office, home):
        go(desk, stick)
    there = home.home / "banks" / "mine" / "pack.toml"
    assert there.read_text() == 'title = "新题库"\n'
    bank.unlink()
    for desk in (office, home, office):
        go(desk, stick)
    assert there.read_text() == bank.read_text() == 'title = "新题库"\n'


OLD = "old"


def kept_and_changed(office: Desk, home: Desk, stick: Path) -> None:
    """A note and a profile that both have; then the office's folder kept as it is, and both changed and exchanged."""
    note = write(office, "甲")
    office.journal.save_profile(Profile(name="张三", office="旧处室"))
    for desk in (office, home):
        go(desk, stick)
    shutil.copytree(office.home, office.home.with_name(OLD))
    for title in ("甲改", "甲再改"):
        retitle(office, office.journal.notes.get(note.uid) or note, title)
    office.journal.save_profile(Profile(name="张三", office="新处室"))
    for desk in (office, home):
        go(desk, stick)


def put_back(office: Desk, file: str) -> Desk:
    """The office after an older file was copied over the one that is there."""
    shutil.copy(office.home.with_name(OLD) / file, office.home / file)
    return Desk(office.home, clock=office.now)


def test_an_older_file_of_records_copied_over_by_hand_replaces_nothing_newer_elsewhere(
    office: Desk, home: Desk, stick: Path
) -> None:
    kept_and_changed(office, home, stick)
    office = put_back(office, "notes/2026-11.json")
    for desk in (office, home):
        go(desk, stick)
    assert titles(home) == ["甲再改"]
    assert [len(undecided(desk)) for desk in (office, home)] == [1, 1]


def test_a_record_that_another_program_made_say_something_else_replaces_nothing_elsewhere(
    office: Desk, home: Desk, stick: Path
) -> None:
    kept_and_changed(office, home, stick)
    file = office.home / "notes" / "2026-11.json"
    file.write_text(file.read_text(encoding="utf-8").replace("甲再改", "手工改的"), encoding="utf-8")
    office = Desk(office.home, clock=office.now)
    for desk in (office, home):
        go(desk, stick)
    assert titles(home) == ["甲再改"]
    assert [len(undecided(desk)) for desk in (office, home)] == [1, 1]


def test_records_and_all_of_the_exchange_put_back_by_hand_replace_nothing_though_changed_since(
    office: Desk, home: Desk, stick: Path
) -> None:
    kept_and_changed(office, home, stick)
    for file in ("notes/2026-11.json", "exchange/known.json", "exchange/machine.json"):
        office = put_back(office, file)
    for title in ("一", "二", "三"):
        [note] = office.journal.notes.all()
        retitle(office, note, title)
    for desk in (office, home):
        go(desk, stick)
    assert titles(home) == ["甲再改"]
    assert [len(undecided(desk)) for desk in (office, home)] == [1, 1]


def test_what_has_no_revisions_and_was_put_back_by_hand_is_taken_for_a_change_as_the_documents_say(
    office: Desk, home: Desk, stick: Path
) -> None:
    """Nobody can tell it from an older one that a person wants so again (docs/formats.md)."""
    kept_and_changed(office, home, stick)
    office = put_back(office, "profile.json")
    for desk in (office, home):
        go(desk, stick)
    assert home.journal.profile().office == "旧处室"
