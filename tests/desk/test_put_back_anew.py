"""What is restored, undone or put back is a new writing: older ones never win later, and nobody's work goes unseen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.doctor import mend
from desk.exchange import decide, undecided
from desk.undoing import look_at_undoing, undo_bringing_back
from desk.words.backups import overwritten_lines
from storage.disk import replace_file
from storage.records import Matter, MatterState, Profile, Template
from tests.computers import AT, DAY, desk_at, go, retitle, stick_at, titles, write


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return stick_at(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    return desk_at(tmp_path, "office")


@pytest.fixture
def home(tmp_path: Path) -> Desk:
    return desk_at(tmp_path, "home")


def restored(desk: Desk, backup: Path) -> None:
    bring_back_from(desk, look_into(desk, str(backup)))


def waiting(desk: Desk) -> list[set[str]]:
    """What waits for a decision: what each version is called."""
    return [{one["title"] if one else "" for one in (conflict.here, *conflict.others)} for conflict in undecided(desk)]


def in_trash(desk: Desk) -> set[str]:
    return {one.document["title"] for one in desk.journal.trash.items()}


def mistaken(desk: Desk, kept: Path) -> None:
    """A note, a backup of it, a change by mistake, and what the backup says brought back."""
    note = write(desk, "要的")
    back_up(desk, kept)
    retitle(desk, note, "写错了")
    restored(desk, kept)


def test_what_was_restored_is_newer_than_what_it_replaced_which_lies_in_the_trash(office: Desk, tmp_path: Path) -> None:
    mistaken(office, tmp_path / "kept.zip")
    [note] = office.journal.notes.all()
    assert (note.title, note.rev, in_trash(office)) == ("要的", 3, {"写错了"})
    assert look_into(office, str(tmp_path / "kept.zip")).comparison.coming() == ()
    [lying] = office.journal.trash.items()
    assert office.journal.trash.bring_back("notes", lying.record_uid)
    assert (titles(office), in_trash(office)) == (["写错了"], {"要的"})


def test_a_cloud_drives_copy_of_what_was_replaced_does_not_come_back_by_a_repair(office: Desk, tmp_path: Path) -> None:
    note = write(office, "要的")
    back_up(office, tmp_path / "kept.zip")
    retitle(office, note, "写错了")
    file = office.home / "notes/2026-11.json"
    (office.home / "notes/2026-11 (1).json").write_bytes(file.read_bytes())
    restored(office, tmp_path / "kept.zip")
    mend(office)
    assert titles(office) == ["要的"]


def test_what_was_replaced_shows_again_from_a_damaged_file_but_takes_the_place_of_nothing_elsewhere(
    office: Desk, home: Desk, stick: Path, tmp_path: Path
) -> None:
    mistaken(office, tmp_path / "kept.zip")
    go(office, stick)
    go(home, stick)
    file = office.home / "notes/2026-11.json"
    file.write_bytes(file.read_bytes()[:-9])
    for desk in (office, home):
        go(desk, stick)
        assert waiting(desk) == [{"要的", "写错了"}]
    assert titles(home) == ["要的"]


def test_a_settled_matter_that_a_repair_brings_back_is_asked_of_the_other_computer(
    office: Desk, home: Desk, stick: Path, tmp_path: Path
) -> None:
    matter = office.journal.matters.add(Matter.new(AT, DAY, title="会签"))
    back_up(office, tmp_path / "kept.zip")
    for desk in (office, home):
        go(desk, stick)
    office.journal.matters.change(
        matter, lambda old: old.changed(AT, title="误办结", state=MatterState.SETTLED, closed_day=DAY)
    )
    for desk in (office, home):
        go(desk, stick)
    restored(office, tmp_path / "kept.zip")
    for desk in (office, home):
        go(desk, stick)
    (home.home / "matters/open.json").write_bytes(b"")
    assert any("其中1件恢复为已办结" in line for line in mend(home))
    for desk in (home, office):
        go(desk, stick)
        assert waiting(desk) == [{"会签", "误办结"}]
    assert [one.title for one in office.journal.matters.open()] == ["会签"]


def test_undoing_leaves_what_another_computer_wrote_and_asks_where_it_is_overwritten(
    office: Desk, home: Desk, stick: Path, tmp_path: Path
) -> None:
    note = write(office, "原来")
    back_up(office, tmp_path / "kept.zip")
    for desk in (office, home):
        go(desk, stick)
    retitle(office, note, "改了")
    restored(office, tmp_path / "kept.zip")
    for desk in (office, home):
        go(desk, stick)
    write(home, "家里新写的")
    retitle(home, note, "家里改的")
    for desk in (home, office):
        go(desk, stick)
    lines = list(overwritten_lines(look_at_undoing(office)))
    assert (len(lines), "家里改的" in lines[1]) == (2, True)
    undo_bringing_back(office)
    assert titles(office) == ["家里新写的", "改了"]
    assert "家里改的" in in_trash(office)
    for desk in (office, home, office):
        go(desk, stick)
    assert titles(home) == ["家里改的", "家里新写的"]
    assert waiting(office) == waiting(home) == [{"改了", "家里改的"}]
    decide(home, undecided(home)[0], 0)
    for desk in (home, office):
        go(desk, stick)
    assert titles(office) == titles(home) == ["家里改的", "家里新写的"]


def test_undoing_leaves_what_was_written_here_since_and_lists_what_it_overwrites(office: Desk, tmp_path: Path) -> None:
    kept, lost = write(office, "甲"), write(office, "乙")
    back_up(office, tmp_path / "kept.zip")
    retitle(office, kept, "甲改了")
    office.journal.notes.remove(lost)
    other = write(office, "别的")
    restored(office, tmp_path / "kept.zip")
    retitle(office, kept, "甲又改了")
    retitle(office, lost, "乙又改了")
    retitle(office, other, "别的改了")
    write(office, "新写的")
    assert [one.here["title"] for one in look_at_undoing(office).overwritten] == ["甲又改了"]
    undo_bringing_back(office)
    assert titles(office) == ["乙又改了", "别的改了", "新写的", "甲改了"]
    undo_bringing_back(office)  # it is one more step, and can be taken back as well
    assert titles(office) == ["乙又改了", "别的改了", "新写的", "甲又改了"]


def test_a_list_that_was_edited_since_it_came_stays_when_that_is_undone(
    office: Desk, home: Desk, tmp_path: Path
) -> None:
    for day in ("2026-01-01", "2026-02-01"):
        path = office.home / f"lists/personal/{day}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('title = "甲"\n')
    back_up(office, tmp_path / "kept.zip")
    restored(home, tmp_path / "kept.zip")
    (home.home / "lists/personal/2026-02-01.toml").write_text('title = "改了"\n')
    undo_bringing_back(home)
    assert [path.name for path in (home.home / "lists/personal").iterdir()] == ["2026-02-01.toml"]


def test_what_was_put_back_from_the_trash_stands_once_and_the_computers_end_equal(
    office: Desk, home: Desk, stick: Path
) -> None:
    matter = office.journal.matters.add(Matter.new(AT, DAY, title="原来"))
    for desk in (office, home):
        go(desk, stick)
    office.journal.matters.change(
        matter, lambda old: old.changed(AT, title="办结了", state=MatterState.SETTLED, closed_day=date(2026, 11, 20))
    )
    office.journal.matters.remove(office.journal.matters.all()[0])
    home.journal.matters.change(matter, lambda old: old.changed(AT, title="家里改的"))
    for desk in (home, office):
        go(desk, stick)
    [lying] = office.journal.trash.items()
    office.journal.trash.restore(lying.uid)
    files = [json.loads(path.read_bytes())["records"] for path in sorted((office.home / "matters").glob("*.json"))]
    assert [list(one) for one in files] == [[matter.uid], []]
    for desk in (office, home, office):
        go(desk, stick)
    assert waiting(office) == waiting(home) == [{"办结了", "家里改的", ""}]
    decide(office, undecided(office)[0], 0)
    for desk in (office, home):
        go(desk, stick)
    assert [one.title for one in home.journal.matters.all()] == ["办结了"]
    assert office.journal.matters.all() == home.journal.matters.all()


@pytest.mark.parametrize("after", ["exchanged", "saved into", "repaired"])
def test_what_has_no_revision_and_shows_again_from_a_damaged_file_takes_the_place_of_nothing_elsewhere(
    after: str, office: Desk, home: Desk, stick: Path
) -> None:
    for said in ("旧", "新"):
        office.journal.save_profile(Profile(name="张三", post=said))
        office.journal.templates.put("note", Template(fields={"own_words": said}))
        for desk in (office, home):
            go(desk, stick)
    for name in ("profile", "templates"):
        (office.home / f"{name}.json").write_bytes(b"")
    if after == "saved into":
        office.journal.templates.put("other", Template(fields={"own_words": "另一份"}))
        office.journal.save_profile(Profile(name="张三", post="旧", joined_day=DAY))
    elif after == "repaired":
        mend(office)
    for desk in (office, home, office):
        go(desk, stick)
    assert home.journal.profile().post == "新"
    assert home.journal.templates.all()["note"].fields == {"own_words": "新"}
    for desk in (office, home):
        found = {one.key[0]: sorted(str(each) for each in (one.here, *one.others)) for one in undecided(desk)}
        assert sorted(found) == ["profile", "templates"]
        assert all("新" in new and "旧" in old for new, old in found.values())


def test_a_record_changed_often_after_its_file_was_damaged_takes_the_place_of_nothing_elsewhere(
    office: Desk, home: Desk, stick: Path
) -> None:
    note = write(office, "一")
    for title in ("二", "三"):
        retitle(office, note, title)
    for desk in (office, home):
        go(desk, stick)
    file = office.home / "notes/2026-11.json"
    file.write_bytes(file.read_bytes()[:-9])
    for title in ("四", "五", "六"):
        retitle(office, note, title)
    for desk in (office, home):
        go(desk, stick)
        assert waiting(desk) == [{"三", "六"}]
    assert titles(home) == ["三"]


@pytest.mark.parametrize("cut", [b"", b'title = "', b'title = "\xe7\x94', b"\0\0\0\0"])
def test_a_list_that_was_cut_stays_where_it_is_and_takes_the_place_of_no_other(
    cut: bytes, office: Desk, home: Desk, stick: Path
) -> None:
    path, there = (one.home / "lists/personal/2026-01-01.toml" for one in (office, home))
    path.parent.mkdir(parents=True)
    path.write_text('title = "甲"\n')
    for desk in (office, home):
        go(desk, stick)
    path.write_bytes(cut)
    assert list(go(office, stick).read.untouched.values()) == ["lists/personal/2026-01-01.toml"]
    go(home, stick)
    assert there.read_text() == 'title = "甲"\n'
    path.write_text('title = "乙"\n')  # mended, it goes again
    for desk in (office, home):
        go(desk, stick)
    assert there.read_text() == 'title = "乙"\n'


def test_a_list_that_a_repair_took_from_before_the_last_save_is_asked_of_the_other_computer(
    office: Desk, home: Desk, stick: Path
) -> None:
    path, there = (one.home / "lists/personal/2026-01-01.toml" for one in (office, home))
    path.parent.mkdir(parents=True)
    for said in ("甲", "乙"):
        replace_file(path, f'title = "{said}"\n'.encode())
        for desk in (office, home):
            go(desk, stick)
    path.write_bytes(b"")
    mend(office)
    assert path.read_text() == 'title = "甲"\n'
    for desk in (office, home):
        go(desk, stick)
        assert [one.key[0] for one in undecided(desk)] == ["lists"]
    assert there.read_text() == 'title = "乙"\n'
