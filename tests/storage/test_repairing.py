"""A repair loses no record that stands whole anywhere, and leaves a folder in which nothing is found wrong."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from content.errors import FileFaults
from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.doctor import folder_faults, mend, worth_knowing
from desk.undoing import undo_bringing_back
from desk.words.faults import fault_words, notice_words
from storage.backup import kept_before
from storage.errors import NotRead, StorageError
from storage.journal import Journal
from storage.records import Matter, MatterState, StudyNote
from tests.storage.filling import AT, DAY
from tests.storage.hurting import CONFLICTS, DAMAGES, Documents, documents, documents_of, rank, record_paths, used
from tests.tui.sweeping import Faulty

NOW = AT + timedelta(days=6)
TRIES = int(os.environ.get("SIXDONTS_REPAIRS", "25"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("used") / "home"
    used(home)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def desk_of(home: Path) -> Desk:
    return Desk(home, clock=lambda: NOW)


def found(home: Path) -> list[str]:
    return list(folder_faults(desk_of(home)))


def still_found(home: Path) -> list[str]:
    """What is wrong after a repair, once somebody has looked at what that could not bring back."""
    lines = found(home)
    if lines and all(".json.damaged-" in line and "请核对" in line for line in lines):
        repaired(home)
        return found(home)
    return lines


def repaired(home: Path) -> list[str]:
    desk = desk_of(home)
    try:
        return list(mend(desk))
    finally:
        desk.close()


def still_whole(home: Path, before: Documents) -> Documents:
    """The newest version of each record that still stands whole in a file, a `.bak` or the last copy."""
    copies = sorted((home / "copies").iterdir())
    places = [home, *(one for one in copies[-1:] if one.is_dir())]
    best: Documents = {}
    for place in places:
        for path in sorted(place.rglob("*.json*")):
            inside = path.relative_to(place).as_posix()
            if path.is_file() and not inside.startswith(("copies/", "aside/")):
                content = path.read_bytes()
                here = documents_of(inside, content) or {
                    key: one
                    for key, one in before.items()
                    if f'"{key[1]}": {json.dumps(one, ensure_ascii=False)}'.encode() in content
                }
                for key, one in here.items():
                    if key not in best or rank(one) > rank(best[key]):
                        best[key] = one
    return best


def deleted(home: Path) -> set[tuple[str, str]]:
    trash = [one for (kind, _uid), one in documents(home).items() if kind == "trash"]
    return {(one["kind"], one["record_uid"]) for one in trash}


@pytest.mark.slow
def test_a_folder_used_for_days_is_sound_and_a_repair_does_nothing(home: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}

    assert (found(home), repaired(home), list(worth_knowing(desk_of(home)))[1:]) == ([], [], [])
    kept = {path: path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
    new = {path.relative_to(home).parts[0] for path in kept.keys() - before.keys()}
    assert {path: kept[path] for path in before if path.name != "days.txt"} == {
        path: content for path, content in before.items() if path.name != "days.txt"
    }
    assert new <= {"copies", "lock"}  # as at the first save of any day


@pytest.mark.slow
@settings(
    max_examples=TRIES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=TRIES == 25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(data=st.data())
def test_what_stands_whole_anywhere_is_there_after_a_repair(
    made: Path, tmp_path_factory: Any, data: st.DataObject
) -> None:
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("hurt") / "home"))
    try:
        _hurt_and_repaired(home, data)
    finally:
        shutil.rmtree(home.parent)


def _hurt_and_repaired(home: Path, data: st.DataObject) -> None:
    before = documents(home)
    gone_before = deleted(home)
    paths = record_paths(home)
    hurt = []
    for _number in range(data.draw(st.integers(1, 2))):
        path, other = data.draw(st.sampled_from(paths)), data.draw(st.sampled_from(paths))
        name = data.draw(st.sampled_from(sorted(DAMAGES)))
        if not ((home / path).is_file() and (home / other).is_file()):
            continue
        if name == "a bit flipped" and b'"rev"' not in (home / path).read_bytes():
            continue  # what has nothing but a key is another one with another letter in it
        if path != other and path.startswith("matters/") and other.startswith("matters/"):
            continue  # each is a sound file of the same kind in the other's place
        DAMAGES[name](home / path, data.draw(st.floats(0, 1)), home / other)
        hurt.append((name, path))
    if data.draw(st.booleans()):
        path = data.draw(st.sampled_from(paths))
        bak = home / f"{path}.bak"
        if bak.is_file():
            bak.write_bytes(bak.read_bytes()[: data.draw(st.integers(0, 300))])
    there = documents(home)
    wanted = {key: one for key, one in still_whole(home, before).items() if key in before or key in there}
    lacking = [path for _name, path in hurt if documents_of(path, _read(home / path)) != _part(before, path, home)]

    said = found(home)
    for path in lacking:
        if _is_known_of(home, path) and any(not _is_same(key, there, before) for key in _keys_of(before, path, home)):
            assert any(path in line for line in said), (hurt, path, said)
    were = {path: (home / path).read_bytes() for path in paths if (home / path).is_file()}
    lines = repaired(home)
    after = documents(home)
    aside = [path.read_bytes() for path in (home / "aside").rglob("*") if path.is_file()]
    taken = [path for path, content in were.items() if _read(home / path) != content and content not in aside]
    assert taken in ([], ["schedule.json"]), (hurt, lines)  # the schedule's old state is its `.bak`

    assert still_found(home) == [], (hurt, lines)
    lost = [key for key, one in wanted.items() if key not in after and key not in deleted(home)]
    assert not lost, (hurt, lines)
    old = [key for key, one in wanted.items() if key in after and rank(after[key]) < rank(one)]
    assert not old, (hurt, lines)
    if not any(path == "trash.json" for _name, path in hurt):
        back = [key for key in gone_before if key in after]
        assert not back, (hurt, lines)
    assert repaired(home) == []
    assert documents(home) == after


def _is_known_of(home: Path, path: str) -> bool:
    """Whether anything here still says that there was such a file."""
    if os.path.lexists(home / path) or (home / f"{path}.bak").exists():
        return True
    return (max((home / "copies").glob("2*")) / path).exists()


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _keys_of(before: Documents, path: str, _home: Path) -> list[tuple[str, str]]:
    return [key for key in before if path.removesuffix(".json").startswith(key[0])]


def _part(before: Documents, path: str, home: Path) -> Documents:
    return {key: before[key] for key in _keys_of(before, path, home)}


def _is_same(key: tuple[str, str], there: Documents, before: Documents) -> bool:
    """Whether a record still is one; a changed letter in it is nothing that anybody could notice."""
    return key in there and rank(there[key]) >= rank(before[key])


def _note(number: int, **fields: Any) -> tuple[str, dict[str, Any]]:
    note = StudyNote.new(AT, DAY, uid=f"n{number}", **{"title": f"只在副本第{number}条", **fields})
    return note.uid, note.model_dump(mode="json")


def _written(path: Path, records: dict[str, Any]) -> None:
    path.write_text(json.dumps({"records": records}, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.slow
def test_a_copy_of_a_cloud_drive_gives_what_only_it_holds(name: str, home: Path) -> None:
    file = home / "notes/2026-11.json"
    mine = json.loads(file.read_bytes())["records"]
    newer, older, *_others = sorted(mine)
    binned = next(uid for kind, uid in deleted(home) if kind == "notes")
    theirs = {
        **mine,
        **dict([_note(1)]),
        newer: {**mine[newer], "title": "对方后来改的", "rev": 9},
        older: {**mine[older], "title": "对方改的，同一版"},
        binned: _note(2)[1] | {"uid": binned},
    }
    copy = file.with_name(name.format(stem="2026-11", end=".json"))
    _written(copy, theirs)

    lines = "\n".join(repaired(home))
    after = {uid: one for (kind, uid), one in documents(home).items() if kind == "notes"}
    assert after == {**mine, **dict([_note(1)]), newer: theirs[newer]}
    [kept] = (home / "aside").rglob(copy.name)
    assert json.loads(kept.read_bytes())["records"] == theirs
    assert (lines.count(copy.name), "1" in lines, found(home)) == (4, True, [])


def test_one_bad_record_comes_from_the_newest_backup_that_has_it_and_no_other_does(home: Path) -> None:
    file = home / "notes/2026-11.json"
    before = documents(home)
    records = json.loads(file.read_bytes())["records"]
    bad, taken_back, *_others = sorted(records)
    del records[taken_back]  # gone without a trace, as what was added and taken back at once: in the `.bak` alone
    for copy in (home / "copies").glob("2*/notes/2026-11.json"):
        there = json.loads(copy.read_bytes())["records"]
        there.pop(taken_back, None)
        copy.unlink()
        _written(copy, there)
    records[bad] = {**records[bad], "rev": "many"}
    _written(file, records)

    repaired(home)
    after = documents(home)
    assert after == {key: one for key, one in before.items() if key != ("notes", taken_back)}
    assert found(home) == []


def test_what_stands_whole_nowhere_is_counted_by_its_day_and_no_word_of_it_is_told(home: Path) -> None:
    file = home / "notes/2026-11.json"
    shutil.rmtree(home / "copies")
    (home / "notes/2026-11.json.bak").unlink()
    content = file.read_bytes()
    place = content.index("下午第2天".encode())
    file.write_bytes(content[:place] + b"\xff" + content[place + 1 :])

    damaged = file.read_bytes()
    lines = "\n".join(repaired(home))
    [kept] = (home / "aside").glob("*/notes/2026-11.json")
    assert kept.read_bytes() == damaged
    [report] = (home / "aside").glob("*/report.txt")
    assert "1条" in lines
    assert "11月5日" in lines
    assert lines in report.read_text(encoding="utf-8")
    assert not any(word in report.read_text(encoding="utf-8") for word in ("下午", "上午", "先核对", "张三"))
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in (home / "aside").rglob("*")} == {0}
    [told] = found(home)  # a repair that could not bring it back is no look at it
    assert "notes/2026-11.json.damaged-" in told
    assert still_found(home) == []


def test_a_record_of_a_newer_program_is_left_as_it_is(home: Path) -> None:
    file = home / "notes/2026-11.json"
    records = json.loads(file.read_bytes())["records"]
    uid = min(records)
    records[uid] = {**records[uid], "shoe_size": 42}
    _written(file, records)

    assert (repaired(home), len(found(home))) == ([], 1)
    assert json.loads(file.read_bytes())["records"] == records


@pytest.mark.parametrize("content", [b"", b"\x00\x00", b"theme = 'ink\n"])
@pytest.mark.slow
def test_a_text_that_cannot_be_read_is_what_it_was_before(content: bytes, home: Path) -> None:
    (home / "settings.toml.bak").write_text("theme = 'ink'\n", encoding="utf-8")
    (home / "settings.toml").write_bytes(content)

    lines = repaired(home)
    assert any("settings.toml" in line for line in lines)
    assert (home / "settings.toml").read_text(encoding="utf-8") == "theme = 'ink'\n"
    assert [path.read_bytes() for path in (home / "aside").rglob("settings.toml")] == [content]
    assert found(home) == []


def test_a_fault_in_a_text_is_left_to_its_owner(home: Path) -> None:
    (home / "settings.toml.bak").write_text("theme = 'ink'\n", encoding="utf-8")
    (home / "settings.toml").write_text("theme = 7\n", encoding="utf-8")

    assert (repaired(home), len(found(home))) == ([], 1)
    assert (home / "settings.toml").read_text(encoding="utf-8") == "theme = 7\n"


@pytest.mark.skipif(os.name != "posix", reason="this system has no such modes")
def test_a_folder_open_to_others_is_closed_with_all_that_is_in_it(home: Path) -> None:
    for path in (home, home / "notes", home / "notes/2026-11.json"):
        path.chmod(0o777)

    assert len(repaired(home)) == 2
    assert kept_before(home) == []  # no record changed: there is nothing to undo
    assert {path.stat().st_mode & 0o077 for path in (home, *home.rglob("*"))} == {0}
    assert found(home) == []


@pytest.mark.slow
def test_the_way_back_takes_what_came_from_elsewhere_and_nothing_that_stood_in_a_file(home: Path) -> None:
    _written(home / "notes/2026-11 (1).json", dict([_note(1), _note(2)]))
    file = home / "checks/2026-11.json"
    file.write_bytes(b"x" + file.read_bytes())  # what the last save changed is whole in it, and not shown
    journal = Journal.open(home, clock=lambda: NOW)
    shown = (journal.notes.all(), journal.matters.all())

    repaired(home)
    after = Journal.open(home, clock=lambda: NOW)
    assert len(after.notes.all()) == len(shown[0]) + 2
    undo_bringing_back(desk_of(home))
    back = Journal.open(home, clock=lambda: NOW)
    assert (back.notes.all(), back.matters.all()) == shown
    assert back.checks.all() == after.checks.all()
    assert still_found(home) == []


@pytest.mark.parametrize("with_bak", [True, False])
@pytest.mark.parametrize("name", sorted(DAMAGES.keys() - {"swapped with another", "another's in its place"}))
@pytest.mark.slow
def test_undoing_a_repair_never_takes_away_what_could_be_read_before_it(name: str, with_bak: bool, home: Path) -> None:
    file = home / "checks/2026-11.json"
    if not with_bak:
        file.with_name(file.name + ".bak").unlink()
    DAMAGES[name](file, 0.7, file)
    before = {one.uid: one.rev for one in Journal.open(home, clock=lambda: NOW).checks.all()}

    with suppress(StorageError):
        repaired(home)
    with suppress(FileFaults):  # nothing was brought back
        undo_bringing_back(desk_of(home))
    after = {one.uid: one.rev for one in Journal.open(home, clock=lambda: NOW).checks.all()}
    assert {uid: max(rev, after.get(uid, -1)) for uid, rev in before.items()} == {uid: after.get(uid) for uid in before}


@pytest.mark.parametrize("name", ["gone", "a folder in its place"])
@pytest.mark.slow
def test_a_file_that_is_no_more_there_is_mended_from_the_copy_before_the_last_save(name: str, home: Path) -> None:
    DAMAGES[name](home / "checks/2026-11.json", 0, home)

    lines = repaired(home)
    [line] = [line for line in lines if "checks/2026-11.json（" in line]
    assert ("原文件不见了" in line) == (name == "gone")
    assert any("移开的全部文件" in line for line in lines) == (name != "gone")  # else there is the report only
    assert found(home) == []


@pytest.mark.parametrize("call", ["mkdir", "link", "replace", "unlink"])
@pytest.mark.slow
def test_undoing_a_repair_that_failed_takes_nothing_away(call: str, home: Path, tmp_path: Path) -> None:
    (home / "checks/2026-11.json").write_bytes(b"x")
    before = documents(home)
    for number in range(1, 20, 3):
        one = Path(shutil.copytree(home, tmp_path / f"failed-{number}"))
        shown = {check.uid for check in Journal.open(one, clock=lambda: NOW).checks.all()}
        earlier = kept_before(one)[-1:]
        with suppress(StorageError), Faulty(str(one), call, number, errno.ENOSPC).at_work():
            repaired(one)
        if kept_before(one)[-1:] != earlier:
            with suppress(FileFaults):  # all that came was shown before: there is nothing to undo
                undo_bringing_back(desk_of(one))
        lost = {key for key in before.keys() - documents(one).keys() if not key[0].startswith("exchange/")}
        assert not lost, number
        assert shown <= {check.uid for check in Journal.open(one, clock=lambda: NOW).checks.all()}, number


@pytest.mark.slow
def test_the_review_schedule_is_made_of_the_answers_and_forgets_none_that_it_alone_knows(home: Path) -> None:
    file = home / "schedule.json"
    before = json.loads(file.read_bytes())["records"]
    alone = {"q9": {**before["q1"], "asked": 5}}
    _written(file, {**alone, "q1": {**before["q1"], "right": 0, "last_right": False}})

    assert any("schedule.json" in line for line in found(home))
    assert len(repaired(home)) == 1
    assert json.loads(file.read_bytes())["records"] == {**before, **alone}
    assert found(home) == []


def test_links_that_lead_nowhere_are_told_and_are_no_fault(home: Path) -> None:
    for name in ("checks", "matters"):
        for path in (home / name).glob("*"):
            path.unlink()
    shutil.rmtree(home / "copies")
    journal = Journal.open(home, clock=lambda: NOW)
    journal.notes.add(StudyNote.new(AT, DAY, title="指向", matters=("none",)))

    told = list(worth_knowing(desk_of(home)))
    assert any("笔记" in line and "2026-11-03" in line for line in told)
    assert found(home) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no fork")
def test_a_repair_killed_at_any_call_is_gone_on_with_by_the_next(home: Path, tmp_path: Path) -> None:
    for path in ("notes/2026-11.json", "matters/open.json"):
        (home / path).write_bytes((home / path).read_bytes()[:-300])
    _written(home / "notes/2026-11 (1).json", dict([_note(1)]))
    (home / "checks/2026-11.json").unlink()
    counted = Faulty(str(tmp_path))
    whole = Path(shutil.copytree(home, tmp_path / "whole"))
    with counted.at_work():
        repaired(whole)
    calls, wanted = sum(counted.counts.values()), documents(whole)
    kills = int(os.environ.get("SIXDONTS_REPAIR_KILLS", "30"))
    for at in range(1, calls + 1, max(1, calls // kills)):
        one = Path(shutil.copytree(home, tmp_path / f"killed-{at}"))
        assert _is_killed(one, at)
        repaired(one)
        assert (documents(one), found(one)) == (wanted, []), at
        shutil.rmtree(one)


def _is_killed(home: Path, at: int) -> bool:
    child = os.fork()
    if child == 0:
        with suppress(BaseException), Faulty(str(home), kill_at=at).at_work():
            repaired(home)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.slow
def test_an_older_copy_in_a_files_place_loses_nothing_that_its_neighbours_still_have(home: Path) -> None:
    before = documents(home)
    DAMAGES["an older copy"](home / "matters/2026.json", 0, home)
    assert any("matters/2026.json" in line for line in found(home))

    repaired(home)
    assert documents(home).keys() == before.keys()
    assert found(home) == []


@pytest.mark.parametrize("days", [0, 1, 3])
@pytest.mark.parametrize("month", ["checks/2026-11.json", "notes/2026-11.json", "attempts/2026-11.json"])
@pytest.mark.slow
def test_a_month_that_is_gone_is_named_and_comes_back_however_many_copies_lack_it(
    month: str, days: int, home: Path
) -> None:
    kept = max((home / "copies").glob("2*")) / month
    before = set(documents_of(month, kept.read_bytes()))
    (home / month).unlink()
    (home / f"{month}.bak").unlink(missing_ok=True)
    last = NOW
    for number in range(1, days + 1):
        last = NOW + timedelta(days=number)
        Journal.open(home, clock=lambda last=last: last).matters.add(Matter.new(last, DAY, title="又一件"))  # type: ignore[misc]

    assert any(month in line for line in found(home))
    desk = Desk(home, clock=lambda: last + timedelta(days=1))  # its copy of the day is made by the repair itself
    assert any(month in line for line in mend(desk))
    desk.close()
    assert {key for key in documents(home) if key[0] == month.partition("/")[0]} == before
    assert found(home) == []


@pytest.mark.slow
def test_a_month_that_only_a_copy_from_before_a_repair_has_is_named_and_comes_back(home: Path) -> None:
    before = {uid for kind, uid in documents(home) if kind == "notes"}
    (home / "leaves.json").write_text("cut")
    repaired(home)
    shutil.rmtree(home / "notes")
    for copy in (home / "copies").glob("2*"):
        shutil.rmtree(copy / "notes", ignore_errors=True)

    assert any("before-restore-" in line and "notes/2026-11.json" in line for line in found(home))
    assert any("notes/2026-11.json" in line for line in repaired(home))
    assert {uid for kind, uid in documents(home) if kind == "notes"} == before
    assert found(home) == []


@pytest.mark.slow
def test_who_one_is_does_not_go_unnoticed_where_a_copy_still_says_it(home: Path) -> None:
    said = (home / "profile.json").read_bytes()
    (home / "profile.json").write_text('{"records": {}}')
    (home / "profile.json.bak").unlink(missing_ok=True)

    [line] = found(home)
    assert ("本人信息" in line, "--record profile/profile" in line) == (True, True)
    repaired(home)
    assert json.loads((home / "profile.json").read_bytes()) == json.loads(said)
    assert found(home) == []


NOTES = "notes/2026-11.json"


def lose_the_notes(home: Path) -> None:
    for name in (NOTES, f"{NOTES}.bak"):
        (home / name).unlink()


def add_note(home: Path, at: datetime) -> None:
    Journal.open(home, clock=lambda: at).notes.add(StudyNote.new(at, DAY, title="后来的"))


@pytest.mark.slow
def test_a_month_that_is_gone_and_was_made_anew_by_a_later_save_is_named_record_by_record_and_comes_back(
    home: Path,
) -> None:
    copy = max((home / "copies").glob("2*"))
    lost = {uid for _kind, uid in documents_of(NOTES, (copy / NOTES).read_bytes())}
    lose_the_notes(home)
    add_note(home, NOW)

    said = found(home)
    named = [uid for uid in lost if any(f"restore {copy.name} --record notes/{uid}" in line for line in said)]
    assert len(named) == 5
    assert len(said) == 6
    assert str(len(lost) - 5) in said[-1]
    assert any(copy.name in line for line in repaired(home))
    assert {uid for kind, uid in documents(home) if kind == "notes"} > lost
    assert found(home) == []
    desk = desk_of(home)
    undo_bringing_back(desk)
    desk.close()
    assert [one["title"] for (kind, _uid), one in documents(home).items() if kind == "notes"] == ["后来的"]


@pytest.mark.parametrize(("days", "is_sure"), [(30, True), (60, False)])
@pytest.mark.slow
def test_what_may_have_been_deleted_between_two_copies_is_not_said_to_be_lost(
    days: int, is_sure: bool, home: Path
) -> None:
    lose_the_notes(home)
    for later in (NOW, NOW + timedelta(days=days)):
        add_note(home, later)
    shutil.rmtree(home / "copies" / NOW.date().isoformat())
    assert (found(home) != []) == is_sure


@pytest.mark.slow
def test_what_was_deleted_does_not_come_back_with_its_month_when_the_trash_was_swept(home: Path) -> None:
    journal = Journal.open(home, clock=lambda: NOW)
    note = journal.notes.all()[0]
    journal.notes.remove(note)
    (home / "notes/2026-11.json").unlink()
    (home / "notes/2026-11.json.bak").unlink()
    for number in (1, 2, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50):
        last = NOW + timedelta(days=number)
        Journal.open(home, clock=lambda last=last: last).matters.add(Matter.new(last, DAY, title="又一件"))  # type: ignore[misc]
    assert ("notes", note.uid) not in deleted(home)

    repaired(home)
    back = {key for key in documents(home) if key[0] == "notes"}
    assert back
    assert ("notes", note.uid) not in back


@pytest.mark.parametrize("name", ["cut", "zeros", "noise"])
@pytest.mark.parametrize("place", [0.3, 0.6])
@pytest.mark.slow
def test_after_a_loss_that_cannot_be_counted_no_number_is_said_to_be_all_of_it(
    name: str, place: float, home: Path
) -> None:
    file = home / "notes/2026-11.json"
    shutil.rmtree(home / "copies")
    (home / "notes/2026-11.json.bak").unlink()
    DAMAGES[name](file, place, file)

    lines = "\n".join(repaired(home))
    assert ("无法得知" in lines, "sixdonts backup list" in lines) == (True, True)
    assert "丢失：至少" in lines or "丢失" not in lines


@pytest.mark.parametrize("with_copies", [True, False])
@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"\xff\xfe\x00"])
@pytest.mark.slow
def test_what_comes_from_before_the_last_save_is_said_to_lack_that_save(
    content: bytes, with_copies: bool, home: Path
) -> None:
    if not with_copies:
        shutil.rmtree(home / "copies")
    (home / "notes/2026-11.json").write_bytes(content)

    lines = "\n".join(repaired(home))
    assert ("可能缺最后一次保存" in lines, "0条" in lines) == (True, False)


@pytest.mark.slow
def test_a_file_that_an_editor_saved_in_another_encoding_loses_nothing(home: Path) -> None:
    file = home / "notes/2026-11.json"
    before = documents(home)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        file.write_bytes(file.read_bytes().decode().encode(encoding))
        file.with_name(file.name + ".bak").unlink(missing_ok=True)
        repaired(home)
        assert documents(home) == before, encoding


@pytest.mark.parametrize("apart", [1, 86400])
@pytest.mark.slow
def test_a_sound_folder_is_sound_after_it_was_copied_file_by_file(apart: int, home: Path) -> None:
    """A settled matter and a deleted note leave files that say less than their `.bak`."""
    journal = Journal.open(home, clock=lambda: NOW)
    journal.notes.remove(journal.notes.all()[0])
    matter = journal.matters.add(Matter.new(NOW, DAY, title="要办结的"))
    journal.matters.change(matter, lambda old: old.changed(NOW, state=MatterState.SETTLED, closed_day=DAY))
    for path in home.rglob("*.json"):
        os.utime(path, (1000, 1000))
    for path in home.rglob("*.json.bak"):
        os.utime(path, (1000 + apart, 1000 + apart))

    assert found(home) == []


@pytest.mark.slow
def test_a_folder_in_a_files_place_is_named_as_one_and_mended(home: Path) -> None:
    DAMAGES["a folder in its place"](home / "notes/2026-11.json", 0, home)

    desk = desk_of(home)
    assert desk.journal.notes.all() is not None
    [said] = [notice_words(one) for one in desk.notices if one.file == "notes/2026-11.json"]
    with pytest.raises(NotRead) as raised:
        desk.journal.files.must_be_read("notes")
    for line in (said, fault_words(raised.value)):
        assert ("sixdonts doctor --repair" in line, "权限" in line) == (True, False)
    lines = [one for one in found(home) if "notes/2026-11.json" in one]
    assert sum("文件夹" in one for one in lines) == 1, lines
    assert not any("权限" in one for one in lines), lines
    assert repaired(home)
    assert found(home) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_the_system_does_not_let_be_read_is_named_once_and_a_repair_says_so_and_changes_nothing(
    home: Path,
) -> None:
    before = documents(home)
    (home / "notes").rename(home / "away")
    (home / "notes").symlink_to(home / "notes")

    assert sum("notes" in line.partition("：")[0] and "权限" in line for line in found(home)) == 1
    with pytest.raises(FileFaults, match="没有修复"):
        repaired(home)
    (home / "notes").unlink()
    (home / "away").rename(home / "notes")
    assert documents(home) == before


def test_a_repair_that_showed_nothing_new_leaves_nothing_to_undo_and_hides_no_earlier_way_back(home: Path) -> None:
    journal = Journal.open(home, clock=lambda: NOW)
    note = journal.notes.add(StudyNote.new(NOW, DAY, title="甲"))
    desk = desk_of(home)
    back_up(desk, home.parent / "kept.zip")
    journal.notes.change(note, lambda there: there.changed(NOW, title="乙"))
    bring_back_from(desk, look_into(desk, str(home.parent / "kept.zip")))
    for _time in range(2):
        journal.matters.add(Matter.new(NOW, DAY, title="丙"))
    (home / "matters/open.json").write_bytes(b"")
    assert not any("--undo" in line for line in repaired(home))
    undo_bringing_back(desk_of(home))
    assert "乙" in {one.title for one in Journal.open(home).notes.all()}
