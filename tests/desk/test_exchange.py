"""Two and three computers of one person over a stick, on a real disk: what goes, what waits, what does no harm."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from content.errors import FileFaults
from content.marks import Mark
from content.search import read_query
from content.words import _
from content.workdays import LeaveKind
from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.exchange import decide, delete_older, exchange, look_at_folder, undecided, undecided_later
from desk.undoing import undo_bringing_back
from desk.words.exchange import (
    am_i_words,
    conflict_title,
    exchanged_words,
    is_doubtful,
    is_nothing,
    look_lines,
    side_lines,
    unread_words,
    whose_words,
)
from reports.terms import matter_state_words
from storage.checking import faults
from storage.errors import ChangedElsewhere, StorageError
from storage.kinds import KINDS, kind_called
from storage.records import (
    Attempt,
    Attendance,
    AttendanceStatus,
    CardState,
    Leave,
    Matter,
    MatterState,
    Meeting,
    MeetingKind,
    NoteKind,
    Profile,
    Role,
    SelfCheck,
    StudyNote,
)
from tests.computers import AT, DAY, desk_at, go, own_file, retitle, stick_at, titles, write
from tests.storage.filling import fill
from tests.storage.vaults import turn_on


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return stick_at(tmp_path)


def everything(desk: Desk) -> dict[str, object]:
    """All that goes, as it lies in a data folder, but for what stays on each."""
    files = desk.journal.files
    found: dict[str, object] = {
        f"{name}/{uid}": document
        for kind in KINDS
        if kind.exchanged and kind.record and kind.name != "profile"
        for name in files.names(kind.name)
        for uid, document in files.documents(name).items()
    }
    for path in sorted(desk.home.rglob("*")):
        inside = path.relative_to(desk.home).as_posix()
        if any(kind.exchanged and kind.texts and kind.has(inside) for kind in KINDS) and not inside.endswith(".bak"):
            found[inside] = path.read_text()
    return found


def test_what_was_recorded_on_one_computer_is_on_the_other_to_the_last_field(tmp_path: Path, stick: Path) -> None:
    fill(tmp_path / "office")
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    shutil.rmtree(tmp_path / "office/exchange")
    (tmp_path / "office/calendar").mkdir()
    (tmp_path / "office/calendar/2028.txt").write_text("2028年部分节假日安排\n一、元旦：1月1日放假。\n")
    (tmp_path / "office/settings.toml").write_text('theme = "ink"\n')
    go(office, stick)
    go(home, stick)
    assert everything(home) == everything(office)
    assert home.journal.profile() == Profile(name="张三")  # who keeps a branch's ledger stays: the ledger does not go
    assert (home.home / "settings.toml").exists() is False
    assert [path.name for path in home.home.iterdir() if path.name == "branch"] == []
    assert list(faults(home.home)) == []


def test_what_is_changed_deleted_or_settled_follows_and_the_trash_keeps_its_text(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    one, two = write(office, "甲"), write(office, "乙")
    matter = office.journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    go(office, stick)
    go(home, stick)
    retitle(home, one, "甲改")
    home.journal.notes.remove(two)
    home.journal.matters.change(matter, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY))
    go(home, stick)
    go(office, stick)
    assert titles(office) == ["甲改"]
    assert [item.document["title"] for item in office.journal.trash.items()] == ["乙"]
    assert [one.state for one in office.journal.matters.all()] == [MatterState.SETTLED]
    assert not go(office, stick).outcome.steps


def test_one_record_changed_on_both_is_found_twice_until_somebody_decides(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    go(home, stick)
    retitle(office, note, "单位改的")
    retitle(home, note, "家里改的")
    go(office, stick)
    go(home, stick)
    go(office, stick)
    for desk, mine, theirs in ((office, "单位改的", "家里改的"), (home, "家里改的", "单位改的")):
        [conflict] = undecided(desk)
        assert (titles(desk), conflict.others[0]["title"]) == ([mine], theirs)
        go(desk, stick)
        assert len(undecided(desk)) == 1
        assert len(desk.finder.find(read_query("改的"))) == 2
    [conflict] = undecided(office)
    decide(office, conflict, 1)
    go(office, stick)
    go(home, stick)
    assert (titles(office), titles(home), undecided(office), undecided(home)) == (["家里改的"], ["家里改的"], [], [])
    assert [item.document["title"] for item in office.journal.trash.items()] == ["单位改的"]


def test_both_can_be_kept_where_both_make_sense(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    go(home, stick)
    retitle(office, note, "一")
    retitle(home, note, "二")
    go(office, stick)
    go(home, stick)
    [conflict] = undecided(home)
    assert conflict.can_both_stay
    decide(home, conflict, None)
    go(home, stick)
    go(office, stick)
    assert titles(office) == titles(home) == ["一", "二"]
    assert undecided(office) == undecided(home) == []


def test_deleted_here_and_changed_there_is_asked_and_shown_on_both(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    go(home, stick)
    office.journal.notes.remove(note)
    retitle(home, note, "还要")
    go(office, stick)
    go(home, stick)
    go(office, stick)
    assert titles(office) == titles(home) == ["还要"]
    [conflict] = undecided(office)
    assert conflict.others == (None,)
    decide(office, conflict, 1)
    go(office, stick)
    go(home, stick)
    assert titles(office) == titles(home) == []


def test_what_was_deleted_here_and_settled_there_is_asked_with_each_side_at_its_own_computer(
    tmp_path: Path, stick: Path
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    matter = office.journal.matters.add(Matter.new(AT, DAY, title="甲事"))
    go(office, stick)
    go(home, stick)
    office.journal.matters.remove(matter)
    home.journal.matters.change(
        matter, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY, result="家里办好了")
    )
    go(home, stick)
    lines = list(look_lines(look_at_folder(office, stick)))
    assert not any(line.startswith("新收进") for line in lines)
    go(office, stick)
    go(home, stick)
    for desk, own, theirs in (
        (office, "本机：已删除", "另一台：家里办好了"),
        (home, "本机：家里办好了", "另一台：已删除"),
    ):
        [conflict] = undecided(desk)
        shown = list(side_lines(conflict, desk.lists))
        assert own in shown or any(line.endswith(own) for line in shown)
        assert theirs in shown or any(line.endswith(theirs) for line in shown)
        assert any(line.endswith(matter_state_words(MatterState.SETTLED)) for line in shown)
    [conflict] = undecided(office)
    decide(office, conflict, conflict.sides[0][0])  # as it was said here: deleted
    go(office, stick)
    go(home, stick)
    assert home.journal.matters.all() == office.journal.matters.all() == []


def test_what_two_computers_say_differently_stands_in_the_words_of_the_screens(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note, leave, meeting = (
        write(office, "甲"),
        Leave.new(AT, DAY, last_day=DAY, reason="休假"),
        Meeting.new(AT, DAY, title="学", from_time=time(9), to_time=time(10)),
    )
    office.journal.leaves.add(leave)
    office.journal.meetings.add(meeting)
    go(office, stick)
    go(home, stick)
    for desk, is_home in ((office, False), (home, True)):
        desk.journal.save_profile(
            Profile(name="张三", role=Role.HEAD if is_home else Role.STAFF, office="甲处" if is_home else "乙处")
        )
        kinds = (NoteKind.GROUP, LeaveKind.MORNING) if is_home else (NoteKind.TRAINING, LeaveKind.AFTERNOON)
        desk.journal.notes.change(note, partial(StudyNote.changed, at=AT, kind=kinds[0], offered=is_home))
        desk.journal.leaves.change(leave, partial(Leave.changed, at=AT, kind=kinds[1]))
        there = (Attendance(name="李四", status=AttendanceStatus.LATE, has_vote=is_home),)
        kind = MeetingKind.LECTURE if is_home else MeetingKind.STUDY
        made = partial(Meeting.changed, at=AT, kind=kind, is_struck=is_home, attendance=there)
        desk.journal.meetings.change(meeting, made)
        go(desk, stick)
    lines = {conflict_title(one): list(side_lines(one, home.lists)) for one in undecided(home)}
    said = [line for some in lines.values() for line in some]
    assert "本人信息" in lines
    wanted = (
        "处室负责人",
        "工作人员",
        "集中学习",
        "培训",
        "上午",
        "下午",
        "党课",
        "有表决权：是 迟到",
        "有表决权：否 迟到",
    )
    assert [words for words in wanted if not any(line.endswith(words) for line in said)] == []
    assert {line.rpartition("：")[2] for line in said if line.startswith(("可交流", "已从登记中划去"))} == {"是", "否"}
    assert not [line for line in said if re.search(r"[A-Za-z]{3}", line)]


def answered(desk: Desk, *items: str, mark: Mark = Mark.KEPT) -> None:
    uid = SelfCheck.uid_of(DAY, "six-donts")

    def change(old: SelfCheck | None) -> SelfCheck:
        check = old or SelfCheck.new(AT, DAY, uid=uid, list_id="six-donts", edition="2012")
        for item in items:
            check = check.answered(AT, item, mark=mark)
        return check

    desk.journal.checks.edit(uid, DAY, change)


def test_a_day_answered_in_part_on_each_is_one_day_and_asks_nothing(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    answered(office, "duty", "error")
    answered(home, "error", "image")
    go(office, stick)
    go(home, stick)
    go(office, stick)
    for desk in (office, home):
        [check] = desk.journal.checks.all()
        assert sorted(one.item for one in check.answers) == ["duty", "error", "image"]
        assert undecided(desk) == []


def test_an_item_answered_otherwise_is_asked_and_what_was_not_chosen_stays_beside_it(
    tmp_path: Path, stick: Path
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    answered(office, "duty", "error")
    answered(home, "error", "image", mark=Mark.NOT_KEPT)
    go(office, stick)
    go(home, stick)
    [conflict] = undecided(home)
    decide(home, conflict, 0)
    go(home, stick)
    go(office, stick)
    [check] = office.journal.checks.all()
    answer = check.answer("error")
    assert answer is not None
    assert (answer.mark, [past.mark for past in answer.earlier]) == (Mark.NOT_KEPT, [Mark.KEPT])
    assert (check.mark("duty"), check.mark("image")) == (Mark.KEPT, Mark.NOT_KEPT)
    assert undecided(office) == []


def attempt(question: str, at: datetime) -> Attempt:
    card = CardState(state=2, step=None, stability=1.0, difficulty=5.0, due=at + timedelta(days=1), last_review=at)
    return Attempt.new(at, at.date(), pack_id="campaign", question_id=question, chosen=("A",), right=True, card=card)


def test_answers_to_questions_are_added_up_and_the_schedule_is_made_again(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    office.journal.attempts.add(attempt("q1", AT - timedelta(days=90)))
    home.journal.attempts.add(attempt("q2", AT - timedelta(days=2)))
    go(office, stick)
    go(home, stick)
    go(office, stick)
    for desk in (office, home):
        assert sorted(one.question_id for one in desk.journal.attempts.all()) == ["q1", "q2"]
        assert sorted(desk.journal.schedule() or {}) == ["q1", "q2"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-40]),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(path.read_bytes().replace("甲".encode(), "乙".encode())),
        lambda path: shutil.copy(path, path.with_name("again.exchange")),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["gone", "empty", "cut by a little", "cut by half", "changed", "twice", "a folder"],
)
def test_a_missing_cut_or_repeated_file_changes_nothing(
    tmp_path: Path, stick: Path, harm: Callable[[Path], object]
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    write(office, "甲")
    go(office, stick)
    go(home, stick)
    [path] = [one for one in stick.iterdir() if '"甲"' in one.read_text() and one.name not in own_file(home)]
    write(home, "乙")
    harm(path)
    go(home, stick)
    assert titles(home) == ["乙", "甲"]
    if not path.is_dir():
        go(office, stick)
        assert titles(office) == ["乙", "甲"]


def test_an_old_file_put_in_the_place_of_the_newest_does_no_harm(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    old = {path: path.read_bytes() for path in stick.iterdir()}
    retitle(office, note, "新的")
    go(office, stick)
    go(home, stick)
    for path, data in old.items():
        path.write_bytes(data)
    assert not go(home, stick).outcome.steps
    go(office, stick)
    assert titles(office) == titles(home) == ["新的"]


def test_a_folder_that_is_not_there_or_empty_deletes_nothing(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    write(office, "甲")
    with pytest.raises(FileFaults):
        look_at_folder(office, tmp_path / "nowhere")
    go(office, stick)
    shutil.rmtree(stick)
    stick.mkdir()
    assert not go(office, stick).outcome.steps
    assert titles(office) == ["甲"]


@pytest.mark.parametrize("comes", [False, True])
def test_a_stick_pulled_out_after_the_look_takes_no_file_to_another_disk(
    tmp_path: Path, stick: Path, comes: bool
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    write(home, "那边的")
    go(home, stick)
    look = look_at_folder(office, stick)
    stick.rename(tmp_path / "pulled out")
    if comes:
        stick.mkdir()  # another one
    with pytest.raises(FileFaults):
        exchange(office, look)
    assert (stick.exists(), titles(office)) == (comes, [])
    assert not comes or list(stick.iterdir()) == []


def test_a_record_file_that_is_lost_deletes_nothing_elsewhere_and_comes_back(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    write(office, "甲")
    go(office, stick)
    go(home, stick)
    for path in (office.home / "notes").iterdir():
        path.unlink()
    go(desk_at(tmp_path, "office"), stick)
    go(home, stick)
    assert titles(home) == titles(desk_at(tmp_path, "office")) == ["甲"]


def test_nobody_chooses_against_a_text_that_was_lost_here_before_it_is_back(tmp_path: Path, stick: Path) -> None:
    office, home, laptop = (desk_at(tmp_path, name) for name in ("office", "home", "laptop"))
    note = write(office, "甲")
    for desk in (office, home, laptop):
        go(desk, stick)
    retitle(office, note, "办公室")
    retitle(home, note, "家里")
    for desk in (office, home, laptop):
        go(desk, stick)
    assert len(undecided(laptop)) == 1
    for path in (laptop.home / "notes").iterdir():
        path.unlink()
    laptop = desk_at(tmp_path, "laptop")
    assert (undecided(laptop), undecided_later(laptop)) == ([], 1)
    go(laptop, stick)
    [asked] = undecided(laptop)
    assert undecided_later(laptop) == 0
    assert {one["title"] for _number, one in asked.sides} == {"办公室", "家里"}


def test_what_was_decided_against_lies_in_the_trash_and_is_no_deletion_when_the_file_is_lost_later(
    tmp_path: Path, stick: Path
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "甲")
    for desk in (office, home):
        go(desk, stick)
    retitle(office, note, "办公室")
    retitle(home, note, "家里")
    for desk in (office, home):
        go(desk, stick)
    [asked] = undecided(home)
    decide(home, asked, 0)
    for desk in (home, office):
        go(desk, stick)
    for path in (home.home / "notes").iterdir():
        path.unlink()
    home = desk_at(tmp_path, "home")
    assert [one.record_uid for one in home.journal.trash.items()] == [note.uid]
    for desk in (home, office):
        go(desk, stick)
    assert titles(office) == titles(desk_at(tmp_path, "home")) == ["家里"]


def test_a_deletion_is_known_when_the_trash_has_long_been_emptied(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "甲")
    go(office, stick)
    go(home, stick)
    office.journal.notes.remove(note)
    for days in range(31, 44):  # the trash believes a day after ten days of use
        later = desk_at(tmp_path, "office", AT + timedelta(days=days))
        later.journal.drafts.put("note/new", str(days))
    assert later.journal.trash.items() == []
    go(later, stick)
    go(home, stick)
    assert titles(home) == []


def test_a_backup_brought_back_goes_on_under_a_new_name_and_is_told_to_the_others(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    back_up(office, tmp_path / "kept.zip")
    retitle(office, note, "改了")
    go(office, stick)
    go(home, stick)
    before = go(office, stick).outcome.machine
    bring_back_from(office, look_into(office, str(tmp_path / "kept.zip")))
    assert go(office, stick).outcome.machine != before
    go(home, stick)
    assert titles(home) == titles(office) == ["原来"]
    undo_bringing_back(office)
    go(office, stick)
    go(home, stick)
    assert titles(home) == titles(office) == ["改了"]


def test_a_backup_brought_to_a_new_computer_and_undone_there_deletes_nothing_elsewhere(
    tmp_path: Path, stick: Path
) -> None:
    office, new = desk_at(tmp_path, "office"), desk_at(tmp_path, "new")
    write(office, "甲")
    go(office, stick)
    back_up(office, tmp_path / "kept.zip")
    write(new, "已有的")
    bring_back_from(new, look_into(new, str(tmp_path / "kept.zip")))
    undo_bringing_back(new)
    assert titles(new) == ["已有的"]
    go(new, stick)
    go(office, stick)
    assert titles(office) == titles(new) == ["已有的", "甲"]


def test_a_copied_folder_and_one_put_back_whole_lose_no_edit(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    shutil.copytree(office.home, tmp_path / "copied")
    retitle(office, note, "单位改的")
    go(office, stick)
    go(home, stick)
    copied = desk_at(tmp_path, "copied")
    retitle(copied, note, "副本改的")
    assert go(copied, stick).outcome.is_new
    assert (titles(copied), len(undecided(copied))) == (["副本改的"], 1)
    go(home, stick)
    assert (titles(home), len(undecided(home))) == (["单位改的"], 1)


def test_a_folder_set_back_in_its_place_is_noticed_by_what_others_know_of_it(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    files = {path: path.read_bytes() for path in office.home.rglob("*.json") if "copies" not in path.parts}
    retitle(office, note, "改了")
    go(office, stick)
    go(home, stick)
    (stick / own_file(office)).unlink()
    for path, data in files.items():
        path.write_bytes(data)
    again = desk_at(tmp_path, "office")
    retitle(again, note, "再改")
    assert go(again, stick).outcome.is_new
    assert (titles(again), [one.others[0]["title"] for one in undecided(again)]) == (["再改"], ["改了"])


def test_anothers_file_is_refused_by_name_and_two_persons_cannot_be_told_apart(tmp_path: Path, stick: Path) -> None:
    office, other = desk_at(tmp_path, "office"), desk_at(tmp_path, "other")
    office.journal.save_profile(Profile(name="张三"))
    other.journal.save_profile(Profile(name="李四"))
    write(office, "甲")
    write(other, "李四的")
    go(office, stick)
    look = go(other, stick)
    assert titles(other) == ["李四的"]
    assert [one.why for one in look.passed] == [_("is {name}'s, not yours").format(name="张三")]
    with pytest.raises(FileFaults):
        look_at_folder(desk_at(tmp_path, "new"), stick)


def test_a_computer_without_a_name_is_told_whose_records_come_among_itsown_file(tmp_path: Path, stick: Path) -> None:
    office, other = desk_at(tmp_path, "office"), desk_at(tmp_path, "other")
    office.journal.save_profile(Profile(name="张三"))
    write(office, "甲")
    go(office, stick)
    assert whose_words(look_at_folder(desk_at(tmp_path, "new"), stick)) == "张三"
    write(other, "谁的")
    look = look_at_folder(other, stick)
    assert "张三" in am_i_words(look)
    assert any("张三" in line and "1" in line and "sixdonts profile" in line for line in look_lines(look))


def test_a_computer_that_learns_the_name_says_it_in_its_own_file_at_once(tmp_path: Path, stick: Path) -> None:
    office, other = desk_at(tmp_path, "office"), desk_at(tmp_path, "other")
    office.journal.save_profile(Profile(name="张三", member_no="007"))
    go(office, stick)
    go(other, stick)
    assert [one.name for one in look_at_folder(office, stick).computers] == ["张三"]


def test_a_folder_with_only_anothers_files_or_a_cut_one_is_never_called_empty(tmp_path: Path, stick: Path) -> None:
    office, other = desk_at(tmp_path, "office"), desk_at(tmp_path, "other")
    empty = next(iter(look_lines(look_at_folder(other, stick))))
    other.journal.save_profile(Profile(name="李四"))
    office.journal.save_profile(Profile(name="张三"))
    go(office, stick)
    look = look_at_folder(other, stick)
    assert empty not in look_lines(look)
    assert is_doubtful(look)
    [path] = stick.iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    look = look_at_folder(other, stick)
    assert empty not in look_lines(look)
    assert not is_doubtful(look)
    [line] = [line for line in look_lines(look) if path.name in line]
    assert "请在那台电脑上再互换一次" in line
    assert (path.name in unread_words(look), "再互换一次" in unread_words(look)) == (True, False)  # why is said once


def test_ones_own_file_of_before_a_restore_is_called_so_and_may_go(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    note = write(office, "原来")
    go(office, stick)
    old = own_file(office)
    back_up(office, tmp_path / "kept.zip")
    retitle(office, note, "改了")
    bring_back_from(office, look_into(office, str(tmp_path / "kept.zip")))
    look = look_at_folder(office, stick)
    assert [line for line in look_lines(look) if old in line] == [f"{old}是本机恢复备份以前留下的，可以删除"]
    assert look.computers == ()
    exchange(office, look)
    assert delete_older(look) == 1
    assert [path.name for path in stick.iterdir()] == [own_file(office)]
    assert not go(office, stick).older
    assert titles(office) == ["原来"]


def test_a_copied_folder_takes_the_file_of_the_one_it_was_copied_from_for_no_own_one(
    tmp_path: Path, stick: Path
) -> None:
    office = desk_at(tmp_path, "office")
    write(office, "原来")
    go(office, stick)
    shutil.copytree(office.home, tmp_path / "copied")
    copied = desk_at(tmp_path, "copied")
    go(copied, stick)
    look = look_at_folder(copied, stick)
    assert (look.older, len(look.computers)) == ((), 1)


def test_the_live_file_of_a_computer_whose_disk_was_copied_whole_may_not_go(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    write(office, "原来")
    go(office, stick)
    twin = tmp_path / "twin"
    shutil.copytree(office.home, twin)  # what the twin has, at the same place and of the same name
    write(office, "单位")
    go(office, stick)
    live = own_file(office)
    for path in office.home.rglob("*.json*"):
        path.unlink()
    shutil.copytree(twin, office.home, dirs_exist_ok=True)
    twin_desk = desk_at(tmp_path, "office")
    write(twin_desk, "另一台")
    go(twin_desk, stick)
    assert own_file(twin_desk) != live

    look = look_at_folder(twin_desk, stick)
    assert (look.older, [line for line in look_lines(look) if "可以删除" in line]) == ((), [])
    assert delete_older(look) == 0
    assert (stick / live).exists()


def test_what_came_by_a_backup_and_all_others_have_is_not_said_to_go(tmp_path: Path, stick: Path) -> None:
    office, new = desk_at(tmp_path, "office"), desk_at(tmp_path, "new")
    write(office, "甲")
    go(office, stick)
    back_up(office, tmp_path / "kept.zip")
    bring_back_from(new, look_into(new, str(tmp_path / "kept.zip")))
    assert look_at_folder(new, stick).outcome.news == ()
    write(new, "乙")
    assert [kind for kind, _uid in look_at_folder(new, stick).outcome.news] == ["notes"]


def test_a_record_that_this_program_would_not_write_is_passed_over_and_named(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "甲")
    path = office.home / "notes/2026-11.json"
    tables = json.loads(path.read_text())
    tables["records"]["bad"] = {"uid": "bad", "shoe_size": 42}
    path.write_text(json.dumps(tables))
    look = go(desk_at(tmp_path, "office"), stick)
    assert list(look.read.untouched.values()) == ["notes/2026-11.json: bad"]
    go(home, stick)
    assert [one.uid for one in home.journal.notes.all()] == [note.uid]


def test_what_was_saved_while_one_looked_is_neither_lost_nor_overwritten(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    note = write(office, "原来")
    go(office, stick)
    go(home, stick)
    retitle(office, note, "单位改的")
    go(office, stick)
    look = look_at_folder(home, stick)
    retitle(home, note, "家里改的")
    with pytest.raises(ChangedElsewhere):
        exchange(home, look)
    assert titles(home) == ["家里改的"]
    look = look_at_folder(home, stick)
    write(home, "另一条")  # what does not concern it hinders nothing
    exchange(home, look)
    assert (titles(home), len(undecided(home))) == (["另一条", "家里改的"], 1)


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    write(office, "甲")
    go(office, stick)
    [path] = stick.iterdir()
    before = path.stat().st_mtime_ns, {one: one.stat().st_mtime_ns for one in office.home.rglob("*.json")}
    assert go(office, stick).is_written
    assert (path.stat().st_mtime_ns, {one: one.stat().st_mtime_ns for one in office.home.rglob("*.json")}) == before


def test_what_is_encrypted_goes_to_no_folder_in_the_open(tmp_path: Path, stick: Path) -> None:
    office = desk_at(tmp_path, "office")
    write(office, "甲")
    look = look_at_folder(office, stick)
    turn_on(office.home)  # another program does it meanwhile
    with pytest.raises((FileFaults, StorageError)):
        exchange(office, look)
    assert list(stick.iterdir()) == []


def test_every_kind_that_a_person_writes_goes_or_is_said_to_stay() -> None:
    stays = {kind.name for kind in KINDS if not kind.exchanged}
    assert stays == {
        "trash", "schedule", "looks", "drafts", "plans", "folders", "told", "submissions/remarks", "submissions/ticks",
        "exchange/machine", "exchange/known", "exchange/unsettled", "sessions", "settings",
        *(kind.name for kind in KINDS if kind.name.startswith("branch/")),
    }  # fmt: skip
    assert kind_called("attempts").exchanged == "added"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_the_file_is_for_its_owner_alone(tmp_path: Path, stick: Path) -> None:
    go(desk_at(tmp_path, "office"), stick)
    [path] = stick.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_could_not_be_read_is_never_said_to_bring_nothing_new(tmp_path: Path, stick: Path) -> None:
    office, other = desk_at(tmp_path, "office"), desk_at(tmp_path, "other")
    write(office, "单位")
    go(other, stick)
    go(office, stick)
    go(other, stick)
    go(office, stick)
    path = stick / own_file(other)
    path.write_bytes(path.read_bytes()[:-20])
    look = look_at_folder(office, stick)
    assert is_nothing(look)
    lines = list(look_lines(look))
    assert not [line for line in lines if "两边都没有" in line]
    assert [line for line in lines if "不知道" in line]


def test_where_no_file_of_the_other_computers_lies_nothing_goes_there_unasked(tmp_path: Path, stick: Path) -> None:
    office, other, empty = desk_at(tmp_path, "office"), desk_at(tmp_path, "other"), tmp_path / "empty"
    empty.mkdir()
    write(office, "单位")
    write(other, "家里")
    assert not is_doubtful(look_at_folder(office, empty))  # the first time nothing can lie there
    for desk in (office, other, office):
        go(desk, stick)
    look = look_at_folder(office, empty)
    assert (look.is_other_missing, is_doubtful(look)) == (True, True)
    assert "U 盘" in next(iter(look_lines(look)))
    assert "没有读到" in exchanged_words(exchange(office, look), look)
    assert not look_at_folder(office, stick).is_other_missing


def test_a_live_computer_of_the_same_name_is_not_said_to_be_this_ones_own_of_before(
    tmp_path: Path, stick: Path
) -> None:
    office, other = desk_at(tmp_path, "office"), desk_at(tmp_path, "other")
    write(office, "单位")
    go(office, stick)
    [line] = [line for line in look_lines(look_at_folder(other, stick)) if "同名" in line]  # nobody knows yet
    assert ("不要删除" in line, "可以删除" in line) == (True, False)
    go(other, stick)
    assert not [line for line in look_lines(look_at_folder(office, stick)) if "同名" in line]


def test_a_computer_that_has_something_from_this_one_was_agreed_to_and_is_not_asked_about(
    tmp_path: Path, stick: Path
) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    for desk, title in ((office, "单位的"), (home, "家里的")):
        write(desk, title)
        go(desk, stick)  # so the second took in what the first had left
    assert am_i_words(look_at_folder(office, stick)) == ""
    assert am_i_words(look_at_folder(desk_at(tmp_path, "new"), stick)) != ""


def test_ones_own_records_are_not_counted_among_those_of_a_stranger(tmp_path: Path, stick: Path) -> None:
    office, home = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    office.journal.attempts.add(attempt("q1", AT))
    for desk in (office, home):
        go(desk, stick)
    write(home, "家里的")
    go(home, stick)
    assert "共1条" in am_i_words(look_at_folder(office, stick))
