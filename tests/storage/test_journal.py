"""The journal as a whole: kills, damaged files, newer and read-only folders, several programs at once."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from content.period import Period
from content.search import read_query
from storage import files as files_module
from storage.errors import Busy, NewerFormat, ReadOnly, StorageError, Unusable, WriteFailed
from storage.finding import Finder
from storage.journal import Journal
from storage.kinds import KINDS
from storage.places import data_home
from storage.records import Attempt, CardState, Matter, MatterState, Profile, QuestionStanding, Role, StudyNote
from tests.storage.filling import fill

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
NOVEMBER = "notes/2026-11.json"
Fails = Callable[..., AbstractContextManager[list[int]]]


class Killed(BaseException):
    """The process ends here: nothing of the program handles it."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def note(title: str = "宪法学习", day: date = DAY) -> StudyNote:
    return StudyNote.new(AT, day, title=title)


def settle(journal: Journal, matter: Matter) -> Matter:
    return journal.matters.change(matter, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY))


def everything(home: Path) -> dict[str, bytes]:
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def titles(journal: Journal) -> list[str]:
    return sorted(found.title for found in journal.notes.all())


def test_opening_and_reading_make_nothing(home: Path) -> None:
    journal = Journal.open(home)
    assert (journal.notes.all(), journal.matters.open(), journal.trash.items()) == ([], [], [])
    assert (journal.profile(), journal.schedule(), journal.drafts.get("note/new")) == (Profile(), {}, "")
    assert (journal.notices, journal.read_only) == ([], "")
    journal.drafts.drop("note/new")
    assert not home.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_nobody_else_can_read_it(home: Path) -> None:
    journal = Journal.open(home)
    settle(journal, journal.matters.add(Matter.new(AT, DAY, title="督办件")))
    assert {stat.S_IMODE(path.stat().st_mode) for path in [home, *home.rglob("*")] if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*") if path.is_file()} == {0o600}


@pytest.mark.parametrize("name", ["open", "write", "fsync", "link", "unlink", "replace"])
def test_a_kill_at_any_step_of_a_move_leaves_the_matter_once(home: Path, fails: Fails, name: str) -> None:
    journal, reader = Journal.open(home), Journal.open(home)
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    settled = settle(journal, matter)
    steps = 0
    for call in range(1, 30):
        before = journal.matters.all()
        state = MatterState.OPEN if before[0].state is MatterState.SETTLED else MatterState.SETTLED
        closed = None if state is MatterState.OPEN else DAY
        try:
            with fails(name, Killed(), call=call):
                journal.matters.change(
                    settled,
                    lambda old, state=state, closed=closed: old.changed(AT, state=state, closed_day=closed),  # type: ignore[misc]
                )
        except Killed:
            steps += 1
        year = Period.parse("2026")
        for anybody in (reader, Journal.open(home), journal):
            assert [found.uid for found in anybody.matters.all()] == [matter.uid]
            assert len(anybody.matters.open()) + len(anybody.matters.closed_within(year)) == 1
            assert anybody.matters.all() == reader.matters.all()
        assert not (home / "intent.json").exists()
    assert steps >= 2


@pytest.mark.parametrize("call", [1, 2])
def test_room_for_all_files_is_taken_before_the_intent_is_written(home: Path, fails: Fails, call: int) -> None:
    journal = Journal.open(home)
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    with fails("fsync", Killed(), call=call), pytest.raises(Killed):  # while the two files' next states are made
        settle(journal, matter)
    assert not (home / "intent.json").exists()
    assert len(Journal.open(home).matters.open()) == 1
    with fails("replace", Killed(), call=2), pytest.raises(Killed):  # the intent stands: so does each file's next state
        settle(journal, matter)
    assert (home / "intent.json").exists()
    assert [path.name for path in sorted((home / "matters").glob("*.tmp"))] == ["2026.json.tmp", "open.json.tmp"]


def test_a_change_broken_off_is_completed_and_said(home: Path, fails: Fails) -> None:
    journal = Journal.open(home)
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    with fails("replace", Killed(), call=2), pytest.raises(Killed):  # the first is the intent's own
        settle(journal, matter)
    assert (home / "intent.json").exists()
    assert journal.matters.open() == []
    assert [notice.kind for notice in Journal.open(home).notices] == ["intent"]
    assert Journal.open(home).notices == []


def test_a_change_broken_off_is_seen_by_a_program_that_read_before(home: Path, fails: Fails) -> None:
    reader, journal = Journal.open(home), Journal.open(home)
    finder = Finder(reader.files)
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    assert [one.uid for one in reader.matters.open()] == [matter.uid]
    assert ["open" in one.kinds for one in finder.find(read_query("督办件"))] == [True]
    with fails("replace", Killed(), call=2), pytest.raises(Killed):
        settle(journal, matter)
    assert reader.matters.open() == []
    assert [one.state for one in reader.matters.all()] == [MatterState.SETTLED]
    assert ["settled" in one.kinds for one in finder.find(read_query("督办件"))] == [True]


def test_a_damaged_intent_is_set_aside(home: Path) -> None:
    kept = Journal.open(home).notes.add(note())
    (home / "intent.json").write_bytes(b'{"records": {"../../etc/x": {}}}')
    journal = Journal.open(home)
    assert journal.notes.all() == [kept]
    assert [notice.kind for notice in journal.notices] == ["aside"]
    assert [path.read_bytes() for path in home.glob("intent.json.damaged-*")] == [b'{"records": {"../../etc/x": {}}}']


@pytest.mark.parametrize("call", range(1, 8))
@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "link", "unlink"])
def test_a_system_that_fails_loses_nothing_and_says_so(home: Path, fails: Fails, name: str, call: int) -> None:
    journal = Journal.open(home)
    journal.notes.add_many([note("一"), note("十月", date(2026, 10, 8))])
    reasons: list[str] = []
    with fails(name, OSError(errno.ENOSPC, "injected"), call=call):
        try:
            journal.notes.add_many([note("二"), note("又是十月", date(2026, 10, 9))])
            expected = ["一", "二", "十月", "又是十月"]
        except WriteFailed as error:
            reasons.append(error.reason)
            expected = ["一", "十月"]
    assert titles(journal) == titles(Journal.open(home)) == sorted(expected)
    assert set(reasons) <= {"disk full"}
    journal.notes.add(note("三"))
    assert titles(journal) == sorted([*expected, "三"])


def test_a_folder_that_cannot_be_written_says_so(home: Path, fails: Fails) -> None:
    journal = Journal.open(home)
    kept = journal.notes.add(note())
    with fails("open", OSError(errno.EROFS, "read-only"), for_good=True), pytest.raises(ReadOnly):
        journal.notes.add(note("二"))
    assert journal.notes.all() == [kept]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere, Windows knows no modes")
def test_a_read_only_folder_is_opened_for_reading(home: Path) -> None:
    kept = Journal.open(home).notes.add(note())
    home.chmod(0o500)
    try:
        journal = Journal.open(home)
        assert journal.read_only == "folder not writable"
        assert journal.notes.all() == [kept]
        with pytest.raises(ReadOnly):
            journal.notes.add(note("二"))
    finally:
        home.chmod(0o700)


def test_a_file_where_the_folder_should_be(home: Path) -> None:
    home.write_text("a file")
    journal = Journal.open(home)
    assert journal.notes.all() == []
    with pytest.raises(StorageError):
        journal.notes.add(note())
    assert home.read_text() == "a file"


BROKEN = [b"", b"{", b"[]", b'{"records": 5}', b"\xff\xfe", "{'中'}".encode("gb18030"), b"[" * 100_000, b"\0" * 300]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_damaged_file_is_shown_from_its_bak_then_set_aside(home: Path, broken: bytes) -> None:
    journal = Journal.open(home)
    journal.notes.add(note("一"))
    journal.notes.add(note("二"))
    (home / NOVEMBER).write_bytes(broken)
    assert titles(journal) == ["一"]
    assert [(notice.kind, notice.file) for notice in journal.notices] == [("damaged", NOVEMBER)]
    assert (home / NOVEMBER).read_bytes() == broken
    journal.notes.add(note("三"))
    assert titles(journal) == titles(Journal.open(home)) == ["一", "三"]
    assert [path.read_bytes() for path in (home / "notes").glob("*.damaged-*")] == [broken]
    assert len(journal.notices) == 1


@pytest.mark.parametrize("broken", BROKEN)
def test_a_damaged_file_without_a_good_bak_is_set_aside_and_begun_new(home: Path, broken: bytes) -> None:
    journal = Journal.open(home)
    journal.notes.add(note("一"))
    (home / NOVEMBER).write_bytes(broken)
    (home / (NOVEMBER + ".bak")).write_bytes(b"also broken")
    assert titles(journal) == []
    journal.notes.add(note("二"))
    assert titles(journal) == ["二"]
    kept = sorted(path.read_bytes() for path in (home / "notes").glob("*.damaged-*"))
    assert kept == sorted([broken, b"also broken"])


def test_a_file_damaged_twice_in_a_second_is_set_aside_twice(home: Path) -> None:
    journal = Journal.open(home, clock=lambda: AT)
    for broken in (b"first", b"second"):
        journal.notes.add(note(broken.decode()))
        (home / NOVEMBER).write_bytes(broken)
    journal.notes.add(note())
    assert sorted(path.read_bytes() for path in (home / "notes").glob("*.damaged-*")) == [b"first", b"second"]


def test_a_file_that_is_gone_comes_back_from_its_bak(home: Path) -> None:
    journal = Journal.open(home)
    journal.notes.add(note("一"))
    journal.notes.add(note("二"))
    (home / NOVEMBER).unlink()
    assert titles(journal) == ["一"]
    journal.notes.add(note("三"))
    assert titles(journal) == ["一", "三"]


def test_a_kill_while_restoring_loses_nothing(home: Path, fails: Fails) -> None:
    for name in ("link", "open", "write", "fsync", "replace", "unlink"):
        for call in range(1, 7):
            folder = home / f"{name}{call}"
            journal = Journal.open(folder)
            journal.notes.add(note("一"))
            journal.notes.add(note("二"))
            (folder / NOVEMBER).write_bytes(b"broken")
            try:
                with fails(name, Killed(), call=call):
                    journal.notes.add(note("三"))
            except Killed:
                journal.notes.add(note("三"))
            assert titles(Journal.open(folder)) in (["一", "三"], ["一", "三", "三"])
            assert b"broken" in everything(folder).values()


def test_what_cannot_be_opened_hides_nothing_else(home: Path) -> None:
    journal = Journal.open(home)
    journal.notes.add(note("十月", date(2026, 10, 8)))
    (home / NOVEMBER).mkdir()
    assert titles(journal) == ["十月"]
    assert [(notice.kind, notice.file) for notice in journal.notices] == [("unreadable", NOVEMBER)]
    kept = note("十一月")
    journal.notes.add(kept)  # what stood in the file's place is set aside
    assert sorted(titles(journal)) == ["十一月", "十月"]
    assert [path.is_dir() for path in (home / NOVEMBER).parent.glob("2026-11.json.damaged-*")] == [True]


def test_foreign_files_in_the_folder_disturb_nothing(home: Path) -> None:
    journal = Journal.open(home)
    kept = journal.notes.add(note())
    for name in ("2026-11 (conflicted copy).json", "读我.txt", ".hidden", "2026-11.json.tmp", "x.json.bak.old"):
        (home / "notes" / name).write_bytes(b"whatever")
    assert journal.notes.all() == [kept]
    assert journal.notices == []


def test_a_newer_format_is_read_and_never_written(home: Path) -> None:
    kept = Journal.open(home).notes.add(note())
    (home / "format.json").write_text('{"format": 2}')
    before = everything(home)
    journal = Journal.open(home)
    assert (journal.read_only, journal.notes.all()) == ("newer format", [kept])
    with pytest.raises(NewerFormat) as caught:
        journal.notes.add(note("二"))
    assert (caught.value.found, caught.value.known) == (2, 1)
    with pytest.raises(NewerFormat):
        journal.drafts.put("note/new", "未写完")
    assert everything(home) == before


def test_a_folder_that_became_newer_while_open_is_not_written(home: Path) -> None:
    journal = Journal.open(home)
    journal.notes.add(note())
    (home / "format.json").write_text('{"format": 12}')
    with pytest.raises(NewerFormat):
        journal.notes.add(note("二"))


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": "two"}', b"\xff"])
def test_an_unreadable_format_is_said_and_left(home: Path, content: bytes) -> None:
    Journal.open(home).notes.add(note("一"))
    (home / "format.json").write_bytes(content)
    journal = Journal.open(home)
    journal.notes.add(note("二"))
    assert titles(journal) == ["一", "二"]
    assert [(notice.kind, notice.file) for notice in journal.notices] == [("format", "format.json")]
    assert (home / "format.json").read_bytes() == content


def test_two_programs_never_overwrite_each_other(home: Path) -> None:
    first, second = Journal.open(home), Journal.open(home)
    kept = first.notes.add(note("一"))
    second.notes.add(note("二"))
    first.notes.change(kept, lambda old: old.changed(AT, minutes=30))
    second.notes.change(kept, lambda old: old.changed(AT, tags=("党纪",)))
    assert titles(first) == ["一", "二"]
    assert [(found.minutes, found.tags) for found in first.notes.all() if found.title == "一"] == [(30, ("党纪",))]


def test_a_lock_that_is_held_too_long_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Journal.open(home).notes.add(note())
    monkeypatch.setattr(files_module, "LOCK_SECONDS", 0.05)
    journal = Journal.open(home)
    with FileLock(home / "lock"), pytest.raises(Busy):
        journal.notes.add(note("二"))
    assert journal.notes.all() == [kept]
    journal.notes.add(note("二"))


def test_what_anybody_changed_is_seen_once(home: Path) -> None:
    journal, other = Journal.open(home), Journal.open(home)
    assert journal.changed_since_last_look() == frozenset()
    matter = other.matters.add(Matter.new(AT, DAY, title="督办件"))
    other.drafts.put("note/new", "未写完")
    assert journal.changed_since_last_look() == {"matters"}
    assert journal.changed_since_last_look() == frozenset()
    other.matters.remove(matter)
    assert journal.changed_since_last_look() == {"matters", "trash"}


def test_what_a_journal_wrote_itself_is_no_news(journal: Journal) -> None:
    matter = journal.matters.add(Matter.new(AT, DAY, title="督办件"))
    journal.save_profile(Profile(name="张三"))
    settle(journal, matter)
    assert journal.changed_since_last_look() == frozenset()


def test_a_change_of_another_before_ones_own_to_the_same_file_is_news(home: Path) -> None:
    journal, other = Journal.open(home), Journal.open(home)
    journal.notes.add(note("一"))
    assert journal.changed_since_last_look() == frozenset()
    other.notes.add(note("二"))
    journal.notes.add(note("三"))
    assert journal.changed_since_last_look() == {"notes"}
    journal.notes.add(note("四"))
    other.notes.add(note("五"))
    assert journal.changed_since_last_look() == {"notes"}
    assert journal.changed_since_last_look() == frozenset()


def test_what_another_program_writes_anywhere_is_seen(home: Path) -> None:
    journal = Journal.open(home)
    fill(home)
    unseen = {"looks", "drafts", "plans", "folders", "told"}
    unseen |= {"exchange/machine", "exchange/known", "exchange/unsettled"}
    assert journal.changed_since_last_look() == {kind.name for kind in KINDS if kind.record} - unseen
    for kind in (kind for kind in KINDS if kind.texts and kind.is_told):
        path = home / kind.texts.replace("dddd", "2026").replace("dd", "11").replace("hash", "0" * 16).replace(
            "*", "own"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        assert journal.changed_since_last_look() == {kind.name}
        path.unlink()
        assert journal.changed_since_last_look() == {kind.name}
    (home / "leaves.json").unlink()
    (home / "leaves.json.bak").unlink(missing_ok=True)
    assert journal.changed_since_last_look() == {"leaves"}


def test_a_clock_set_back_stops_nothing(home: Path) -> None:
    now = [datetime(2099, 1, 1, tzinfo=UTC)]
    journal = Journal.open(home, clock=lambda: now[0])
    journal.notes.add(note("一"))
    for back in range(400):
        now[0] = AT - timedelta(days=back)
        if back % 40 == 0:
            journal.notes.add(StudyNote.new(now[0], DAY, title="二"))
    assert len(journal.notes.all()) == 11
    assert journal.notices == []


def test_the_profile(journal: Journal) -> None:
    assert journal.profile() == Profile()
    journal.save_profile(Profile(name="张三", role=Role.HEAD, is_secretary=True))
    assert journal.profile() == Profile(name="张三", role=Role.HEAD, is_secretary=True)


def test_a_profile_that_cannot_be_read_is_kept_beside_the_new_one(journal: Journal) -> None:
    with journal.files.transaction() as transaction:
        transaction.put("profile", "profile", {"shoe_size": 42})
    assert journal.profile() == Profile()
    assert [notice.kind for notice in journal.notices] == ["record"]
    journal.save_profile(Profile(name="张三"))
    assert journal.profile().name == "张三"
    assert {"shoe_size": 42} in journal.files.documents("profile").values()


def card(stability: float) -> CardState:
    return CardState(state=2, step=None, stability=stability, difficulty=5.0, due=AT, last_review=None)


def attempt(question: str, at: datetime, stability: float) -> Attempt:
    return Attempt.new(
        at, at.date(), pack_id="campaign", question_id=question, chosen=("A",), right=True, card=card(stability)
    )


def test_one_bad_card_is_named_and_the_schedule_is_not_believed(journal: Journal) -> None:
    journal.save_schedule({"q1": QuestionStanding(card=card(1.0)), "gone": QuestionStanding(card=card(3.0))})
    assert set(journal.schedule() or ()) == {"q1", "gone"}
    with journal.files.transaction() as transaction:
        transaction.put("schedule", "q2", {"state": "confused"})
    assert journal.schedule() is None
    assert "schedule.json" in {notice.file for notice in journal.notices}


def test_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert data_home() == tmp_path / "home"
    assert data_home(tmp_path / "other") == tmp_path / "other"
    monkeypatch.delenv("SIXDONTS_HOME")
    assert data_home().name == "sixdonts"


FILL = """
import resource, sys
from datetime import date, datetime, timezone
from pathlib import Path
from storage.errors import WriteFailed
from storage.finding import Finder
from storage.journal import Journal
from storage.kinds import KINDS
from storage.records import StudyNote
at = datetime(2026, 11, 23, tzinfo=timezone.utc)
journal = Journal.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
for number in range(1000):
    try:
        journal.notes.add(StudyNote.new(at, at.date(), title=str(number), own_words="字" * 500))
    except WriteFailed as error:
        print(number, error.reason, len(journal.notes.all()), sep=";")
        break
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.slow
def test_a_file_that_may_not_grow_keeps_what_it_has(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILL, home], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    acknowledged, reason, shown = done.stdout.strip().split(";")
    assert reason == "file too large"
    assert int(acknowledged) == int(shown) == len(Journal.open(home).notes.all()) > 5
    assert not list(home.rglob("*.tmp"))
    json.loads((home / NOVEMBER).read_bytes())


def test_a_matter_saved_before_its_line_was_kept_is_read_and_can_be_changed(home: Path) -> None:
    matter = Matter.new(AT, DAY, title="报名单", original="王处 12月4日前 报名单")
    Journal.open(home).matters.add(matter)
    path = home / "matters/open.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    assert tables["records"][matter.uid].pop("original") == "王处 12月4日前 报名单"
    path.write_text(json.dumps(tables), encoding="utf-8")
    [read] = Journal.open(home).matters.open()
    assert (read.title, read.original) == ("报名单", "")
    Journal.open(home).matters.change(read, lambda there: there.changed(AT, given_by="王处"))
    assert [one.given_by for one in Journal.open(home).matters.open()] == ["王处"]


def two_files(journal: Journal, title: str) -> None:
    journal.notes.add_many([note(title), note(title, date(2026, 10, 8))])


@pytest.mark.parametrize("call", range(1, 8))
@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "link", "unlink", "close"])
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "lasting"])
def test_what_is_said_to_be_undone_is_never_applied(
    home: Path, fails: Fails, name: str, call: int, for_good: bool
) -> None:
    journal = Journal.open(home)
    two_files(journal, "一")
    with fails(name, OSError(errno.EIO, "injected"), call=call, for_good=for_good):
        try:
            two_files(journal, "二")
            expected = ["一", "一", "二", "二"]
        except StorageError:
            expected = ["一", "一"]
    assert titles(Journal.open(home)) == expected
    two_files(journal, "三")
    again = Journal.open(home)
    assert (titles(again), again.notices) == (sorted([*expected, "三", "三"]), [])
    assert not (home / "intent.json").exists()


def test_a_file_that_could_be_neither_confirmed_nor_put_back_is_said_to_be_saved(home: Path, fails: Fails) -> None:
    journal = Journal.open(home)
    journal.notes.add(note("一"))
    refused = OSError(errno.EIO, "injected")
    with fails("fsync", refused, call=2, for_good=True), fails("replace", refused, call=2, for_good=True):
        journal.notes.add(note("二"))  # the folder was not confirmed, the old file not put back
    assert [notice.kind for notice in journal.notices] == ["unsure"]
    assert titles(Journal.open(home)) == ["一", "二"]


def test_a_lock_that_cannot_be_let_go_leaves_the_change_saved(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    journal, flock = Journal.open(home), fcntl.flock

    def refuse(handle: int, operation: int) -> None:
        if operation == fcntl.LOCK_UN:
            raise OSError(errno.EIO, "injected")
        flock(handle, operation)

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refuse)
        journal.notes.add(note("一"))
    assert [notice.kind for notice in journal.notices] == ["locked"]
    assert titles(Journal.open(home)) == ["一"]
    journal.notes.add(note("二"))
    assert titles(Journal.open(home)) == ["一", "二"]


@pytest.mark.slow
def test_where_an_intent_stands_the_next_states_of_its_files_are_on_the_disk(home: Path, fails: Fails) -> None:
    seen = 0
    for name in ("open", "write", "fsync", "replace", "link", "unlink"):
        for call in range(1, 12):
            journal = Journal.open(home)
            title = f"{name} {call}"
            with contextlib.suppress(Killed), fails(name, Killed(), call=call):
                two_files(journal, title)
            if (home / "intent.json").exists():
                seen += 1
                for month in ("2026-10", "2026-11"):
                    places = [home / "notes" / f"{month}.json{end}" for end in ("", ".tmp")]
                    assert any(title in place.read_text("utf-8") for place in places if place.exists())
    assert seen > 3


@pytest.mark.parametrize("content", [b"{}", b'{"records": {}}', b'{"other": {"matters/open": {}}}', b"[]", b""])
def test_an_intent_that_says_no_change_is_set_aside_and_named(home: Path, content: bytes) -> None:
    Journal.open(home).notes.add(StudyNote.new(AT, DAY, title="一"))
    (home / "intent.json").write_bytes(content)
    journal = Journal.open(home)
    assert [notice.kind for notice in journal.notices] == ["aside"]
    assert [path.read_bytes() for path in home.glob("intent.json.damaged-*")] == [content]
    assert [note.title for note in journal.notes.all()] == ["一"]


def nested(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


@pytest.mark.parametrize("depth", [900, 960, 968, 980, 990, 5000])
def test_a_file_that_is_nested_too_deep_ends_in_a_declared_error_or_is_set_aside(home: Path, depth: int) -> None:
    path = home / "notes" / "2026-11.json"
    path.parent.mkdir(parents=True)
    path.write_text(f'{{"records": {{"deep": {nested(depth)}}}}}', encoding="utf-8")
    before = path.read_bytes()
    with contextlib.suppress(StorageError):
        Journal.open(home).notes.add(StudyNote.new(AT, DAY, title="一"))
    kept = [one.read_bytes() for one in path.parent.iterdir() if not one.name.endswith(".tmp")]
    assert before in kept or b'"deep"' in path.read_bytes()
    assert not list(home.rglob("*.tmp"))


def test_a_change_that_was_broken_off_and_is_nested_too_deep_stops_no_save(home: Path) -> None:
    Journal.open(home).notes.add(StudyNote.new(AT, DAY, title="一"))
    change = f'{{"records": {{"notes/2026-11": {{"deep": {nested(970)}}}, "sent": {{}}}}}}'
    (home / "intent.json").write_text(change, encoding="utf-8")
    journal = Journal.open(home)
    journal.notes.add(StudyNote.new(AT, DAY, title="二"))
    assert sorted(note.title for note in journal.notes.all()) == ["一", "二"]


def test_what_is_said_of_a_damaged_file_is_so(home: Path) -> None:
    path = home / "notes" / "2026-11.json"
    for title in "一二":
        Journal.open(home).notes.add(StudyNote.new(AT, DAY, title=title))
    path.write_bytes(b"{")
    journal = Journal.open(home)
    assert ([note.title for note in journal.notes.all()], journal.notices[0].kind) == (["一"], "damaged")
    path.with_name("2026-11.json.bak").unlink()
    for saves in (False, True):
        journal = Journal.open(home)
        if saves:
            journal.notes.add(note_now())
        else:
            assert journal.notes.all() == []
        assert [(notice.kind, notice.file) for notice in journal.notices] == [("lost", "notes/2026-11.json")]


def test_a_file_that_is_gone_is_said_to_be_missing(home: Path) -> None:
    for title in "一二":
        Journal.open(home).notes.add(StudyNote.new(AT, DAY, title=title))
    (home / "notes" / "2026-11.json").unlink()
    journal = Journal.open(home)
    journal.notes.add(note_now())
    assert [notice.kind for notice in journal.notices] == ["missing"]
    assert len(journal.notes.all()) == 2


def note_now() -> StudyNote:
    return StudyNote.new(AT, DAY, title="三")


def test_a_data_folder_that_is_gone_is_not_made_anew_and_goes_on_when_it_is_back(home: Path, tmp_path: Path) -> None:
    """A stick with the records on it was pulled out: a folder of its name would be on another disk, and empty."""
    with contextlib.suppress(StorageError):
        Journal.open(home).save_profile(Profile(name="张三"))
    for was_written in (False, True):
        journal = Journal.open(home)
        if was_written:
            journal.save_profile(Profile(name="李四"))
        home.rename(tmp_path / "pulled out")
        with pytest.raises(Unusable):
            journal.save_profile(Profile(name="王五"))
        assert not home.exists()
        (tmp_path / "pulled out").rename(home)
        journal.save_profile(Profile(name="王五"))
        assert Journal.open(home).profile().name == "王五"
