from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from content.errors import FileFaults
from content.period import Period
from desk.desk import Desk
from desk.save_files import in_the_way, make_folder, save_files, save_in_folder
from desk.submit import files_of, hand_in, offered, prepare
from storage.errors import Unusable, WriteFailed
from storage.records import Profile

NOVEMBER = Period.parse("2026-11")


def test_only_what_says_something_else_is_in_the_way(tmp_path: Path) -> None:
    same, other, new = tmp_path / "same", tmp_path / "other", tmp_path / "new"
    save_files({same: b"as before", other: b"by somebody"})
    assert in_the_way({same: b"as before", other: b"by me", new: b"new"}) == [other]


def test_a_folder_of_that_name_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "report.docx").mkdir()
    assert in_the_way({tmp_path / "report.docx": b"..."}) == [tmp_path / "report.docx"]


def test_a_folder_that_is_gone_since_it_was_agreed_on_is_made_on_no_other_disk(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    save_in_folder(desk, stick, ((stick / "each" / "a.txt", b"..."),))
    shutil.rmtree(stick)
    with pytest.raises(WriteFailed):
        save_in_folder(desk, stick, ((stick / "each" / "a.txt", b"..."),))
    assert not stick.exists()


def test_what_is_handed_in_makes_no_folder_that_is_gone_and_counts_no_revision(desk: Desk, tmp_path: Path) -> None:
    made = prepare(desk, NOVEMBER, offered(desk, NOVEMBER), "")
    with pytest.raises(WriteFailed):
        hand_in(desk, made, files_of(desk, made, tmp_path / "pulled out"))
    assert not (tmp_path / "pulled out").exists()
    assert desk.journal.sent.all() == []


def test_a_new_folder_that_was_named_is_made_in_one_that_is_there_alone(desk: Desk, tmp_path: Path) -> None:
    make_folder(desk, tmp_path / "new")
    assert (tmp_path / "new").is_dir()
    with pytest.raises(FileFaults):
        make_folder(desk, tmp_path / "pulled out" / "new")
    assert not (tmp_path / "pulled out").exists()


@pytest.mark.parametrize("written", ["{}", " '{}' "])
def test_a_folder_that_was_used_before_and_is_gone_is_not_made(desk: Desk, tmp_path: Path, written: str) -> None:
    desk.journal.folders.keep("files/saved-in", written.format(tmp_path / "stick"))
    with pytest.raises(FileFaults):
        make_folder(desk, tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


async def test_a_long_job_makes_no_data_folder_where_that_is_gone(tmp_path: Path) -> None:
    Desk(tmp_path / "home").journal.save_profile(Profile(name="张三"))
    desk = Desk(tmp_path / "home")
    (tmp_path / "home").rename(tmp_path / "pulled out")
    with pytest.raises(Unusable):
        await desk.do_long(lambda beside: beside.journal.save_profile(Profile(name="李四")))
    assert not (tmp_path / "home").exists()
    (tmp_path / "pulled out").rename(tmp_path / "home")
    assert await desk.do_long(lambda beside: beside.journal.profile().name) == "张三"
    desk.close()


def test_a_file_is_only_its_owners_to_read(tmp_path: Path) -> None:
    save_files({tmp_path / "file": b"..."})
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


def test_handed_in_again_unchanged_keeps_its_revision_and_changed_gets_the_next(desk: Desk, tmp_path: Path) -> None:
    desk.journal.save_profile(Profile(name="张三", member_no="001", branch="第一党支部"))
    for remark, revision in (("first", 1), ("first", 1), ("second", 2)):
        made = prepare(desk, NOVEMBER, offered(desk, NOVEMBER), remark)
        hand_in(desk, made, files_of(desk, made, tmp_path))
        assert made.revision == revision
    assert sorted(sent.revision for sent in desk.journal.sent.all()) == [1, 2]


def test_the_file_for_the_branch_is_written_last_so_that_where_it_stands_the_others_stand(
    desk: Desk, tmp_path: Path
) -> None:
    made = prepare(desk, NOVEMBER, offered(desk, NOVEMBER), "")
    for suffix in (".docx", ".md"):
        folder = tmp_path / suffix[1:]
        files = files_of(desk, made, folder)
        (blocked,) = [path for path in files if path.suffix == suffix]
        blocked.mkdir(parents=True)  # a folder stands where one of the others should go
        with pytest.raises(WriteFailed):
            hand_in(desk, made, files)
        assert [path.name for path in folder.glob("*.txt")] == []


def test_what_could_not_be_written_is_not_noted_as_sent(desk: Desk, tmp_path: Path) -> None:
    made = prepare(desk, NOVEMBER, offered(desk, NOVEMBER), "")
    files = files_of(desk, made, tmp_path)
    first = next(iter(files))
    first.mkdir()  # a folder stands where the file for the branch should go
    with pytest.raises(WriteFailed):
        hand_in(desk, made, files)
    assert desk.journal.sent.all() == []
