"""A backup in one file, and bringing records back from it: whole, record by record, and undone."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import FileFaults
from desk.backups import back_up
from desk.desk import Desk
from storage import disk
from storage.archive import CONTENTS, Archive, belongs, own_files, write_archive
from storage.backup import kept_before
from storage.brought import brought_in
from storage.errors import ChangedElsewhere, NotRead
from storage.files import Files
from storage.journal import Journal
from storage.kinds import KINDS
from storage.records import Matter, MatterKind, MatterState, StudyNote
from storage.restoring import DatedCopy, bring_back, compared, undoing
from tests.storage.filling import fill
from tests.tui.sweeping import Faulty

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)


def records_of(home: Path) -> dict[str, object]:
    """Every record of a data folder, by kind, file and uid; not its name in an exchange, which is new then."""
    files = Files(home)
    return {
        f"{name}/{uid}": document
        for kind in KINDS
        if kind.record
        for name in files.names(kind.name)
        for uid, document in files.documents(name).items()
        if kind.name != "exchange/machine"
    }


def note(home: Path, title: str) -> StudyNote:
    journal = Journal.open(home, clock=lambda: AT)
    journal.notes.add(made := StudyNote.new(AT, DAY, title=title))
    return made


def archive_of(home: Path, target: Path) -> Path:
    write_archive(Files(home, lambda: AT), target)
    return target


def test_a_folder_written_into_one_file_comes_back_equal_in_an_empty_one(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    fill(home)
    (home / "settings.toml").write_text('theme = "ink"\n')
    target = archive_of(home, tmp_path / "all.zip")

    files = Files(other, lambda: AT)
    with Archive(target) as source:
        found = compared(files, source)
        bring_back(files, source, found.coming(), found.texts, found.kept_files)

    assert (records_of(other), found.unread) == (records_of(home), ())
    assert (other / "settings.toml").read_text() == 'theme = "ink"\n'
    assert [path for path in own_files(home) if not (other / path).exists()] == []


def test_what_is_missing_and_what_is_otherwise_comes_back_and_what_was_made_since_stays(tmp_path: Path) -> None:
    home = tmp_path / "home"
    kept, lost = note(home, "在"), note(home, "丢了")
    target = archive_of(home, tmp_path / "all.zip")
    journal = Journal.open(home, clock=lambda: AT)
    journal.notes.remove(lost)
    journal.notes.change(kept, lambda there: there.changed(AT, title="改了"))
    since = note(home, "后来的")
    files = Files(home, lambda: AT)

    with Archive(target) as source:
        bring_back(files, source, compared(files, source).coming())
    assert {one.title for one in Journal.open(home).notes.all()} == {"在", "丢了", "后来的"}

    before = kept_before(home)[-1]
    bring_back(files, DatedCopy(before), undoing(compared(files, DatedCopy(before)), before, brought_in(before)))
    assert {one.title for one in Journal.open(home).notes.all()} == {"改了", since.title}


def test_a_matter_that_was_settled_since_is_open_again_and_stands_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    journal = Journal.open(home, clock=lambda: AT)
    journal.matters.add(matter := Matter.new(AT, DAY, title="会签意见汇总", kind=MatterKind.ASSIGNED))
    target = archive_of(home, tmp_path / "all.zip")
    journal.matters.change(
        matter, lambda there: there.changed(AT, state=MatterState.SETTLED, closed_day=DAY, result="已报")
    )
    files = Files(home, lambda: AT)

    with Archive(target) as source:
        [one] = compared(files, source).coming()
        bring_back(files, source, [one])
    there = Journal.open(home).matters
    assert [one.title for one in there.open()] == ["会签意见汇总"]
    assert len([name for name in records_of(home) if matter.uid in name]) == 1


def test_nothing_is_brought_back_over_what_changed_since_it_was_looked_at(tmp_path: Path) -> None:
    home = tmp_path / "home"
    one = note(home, "甲")
    target = archive_of(home, tmp_path / "all.zip")
    journal = Journal.open(home, clock=lambda: AT)
    changed = journal.notes.change(one, lambda there: there.changed(AT, title="乙"))
    files = Files(home, lambda: AT)
    with Archive(target) as source:
        seen = compared(files, source).coming()
        journal.notes.change(changed or one, lambda there: there.changed(AT, title="丙"))
        with pytest.raises(ChangedElsewhere):
            bring_back(files, source, seen)
    assert [note.title for note in Journal.open(home).notes.all()] == ["丙"]


def test_one_flipped_byte_anywhere_is_noticed(tmp_path: Path) -> None:
    note(tmp_path / "home", "甲")
    target = archive_of(tmp_path / "home", tmp_path / "all.zip")
    sound = target.read_bytes()

    @given(st.integers(0, len(sound) - 1), st.integers(1, 255))
    def flipped(place: int, by: int) -> None:
        target.write_bytes(sound[:place] + bytes([sound[place] ^ by]) + sound[place + 1 :])
        try:
            with Archive(target) as source:
                told = {path: source.read(path) for path in source.names() if path not in set(source.faults())}
        except FileFaults:
            return
        assert all(content == (tmp_path / "home" / path).read_bytes() for path, content in told.items())

    flipped()


@given(st.integers(0, 2000))
@pytest.mark.slow
def test_a_file_cut_off_is_no_backup(length: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        note(Path(folder, "home"), "甲")
        target = archive_of(Path(folder, "home"), Path(folder, "all.zip"))
        data = target.read_bytes()
        target.write_bytes(data[: min(length, len(data) - 1)])
        with pytest.raises(FileFaults):
            Archive(target)


@pytest.mark.parametrize("path", ["../notes/2026-11.json", "/etc/passwd", "notes\\2026-11.json", "c:/notes.json"])
def test_nothing_outside_the_folder_belongs_to_it(path: str) -> None:
    assert not belongs(path)


def test_what_a_strange_file_holds_beside_is_passed_over_and_named(tmp_path: Path) -> None:
    head = {"version": 1, "format": 1, "made_at": AT.isoformat(), "files": {"../x.json": {"size": 1, "sha256": "0"}}}
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr(CONTENTS, json.dumps(head))
        packed.writestr("more.txt", "x")
    with Archive(tmp_path / "x.zip") as source:
        assert (source.names(), source.passed_over()) == ([], ["../x.json", "more.txt"])


def test_a_damaged_record_in_a_copy_is_named_and_the_others_come_back(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    good = note(copy, "好的")
    file = copy / "notes" / "2026-11.json"
    data = json.loads(file.read_text())
    data["records"]["n1"] = {"uid": "n1", "title": 5}
    file.write_text(json.dumps(data))
    found = compared(Files(home, lambda: AT), DatedCopy(copy))
    assert found.unread == ("notes/2026-11.json: n1",)
    assert [one.uid for one in found.coming() if one.kind == "notes"] == [good.uid]


def test_what_cannot_be_read_of_the_time_before_is_never_taken_for_new(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    archive = archive_of(home, tmp_path / "all.zip")
    note(home, "后来的")
    files = Files(home, lambda: AT)
    with Archive(archive) as source:
        before = bring_back(files, source, compared(files, source).coming())
    assert before is not None
    path = before / "matters/open.json"
    content = path.read_bytes()
    path.write_bytes(b"{")
    with pytest.raises(NotRead):
        undoing(compared(files, DatedCopy(before)), before, brought_in(before))
    path.unlink()
    path.write_bytes(content.replace("会签意见汇总".encode(), b"\\u0000"))  # the copy is linked to what is in use
    [uid] = json.loads(content)["records"]
    assert uid not in {one.uid for one in undoing(compared(files, DatedCopy(before)), before, brought_in(before))}


@pytest.mark.skipif(os.name == "nt", reason="the calls counted are those of POSIX")
def test_a_folder_that_cannot_be_listed_is_not_left_out_of_a_backup(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    with Faulty(str(home / "notes"), "scandir", 1, errno.EACCES, for_good=True).at_work(), pytest.raises(NotRead):
        archive_of(home, tmp_path / "all.zip")
    assert not (tmp_path / "all.zip").exists()


@pytest.mark.skipif(os.name == "nt", reason="the calls counted are those of POSIX")
def test_a_backup_that_the_system_did_not_confirm_is_there_and_that_is_told(tmp_path: Path) -> None:
    note(tmp_path / "home", "一")
    target = tmp_path / "out" / "all.zip"
    target.parent.mkdir()
    with (counting := Faulty(str(target.parent))).at_work():
        archive_of(tmp_path / "home", target)
        disk.confirm_folder(target.parent)
    desk = Desk(tmp_path / "home", clock=lambda: AT)
    with Faulty(str(target.parent), "open", counting.counts["open"], errno.EIO).at_work():
        path, count, _unread = back_up(desk, target)
    assert (path, count) == (target, 1)
    assert [one.kind for one in desk.notices] == ["unsure"]
