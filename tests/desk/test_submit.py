"""What is handed in: the branch's file comes last, so that where it lies all lie."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from content.marks import Mark
from content.period import Period
from content.words import use
from desk.answer import save_answer
from desk.desk import Desk
from desk.matters import settle
from desk.submit import chosen, files_of, hand_in, keep_ticks, offered, prepare, ticks_of
from storage.collecting import read_file
from storage.errors import ChangedElsewhere, WriteFailed
from storage.records import Matter, Profile, SelfCheck, StudyNote
from storage.records.typed import Ticks

MONDAY = date(2026, 11, 23)
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


def with_a_sentence(desk: Desk, sentence: str) -> None:
    """What is said of today at one item."""
    answer(desk, "error", mark=Mark.PARTLY, sentence=sentence)


def answer(desk: Desk, item: str, **change: Any) -> None:
    """Save an answer of today as somebody who sees what stands there."""
    check = desk.journal.checks.get(SelfCheck.uid_of(MONDAY, "six-donts"), MONDAY)
    there = check.answer(item) if check else None
    seen = {"mark": there.mark, "sentence": there.sentence} if there else {"mark": None, "sentence": ""}
    save_answer(desk, MONDAY, desk.lists.unit_on(MONDAY), item, seen=seen, **change)


def ticked(desk: Desk) -> tuple[set[str], frozenset[str]]:
    """What is ticked of all that may leave, and what lost its tick."""
    offers = offered(desk, NOVEMBER)
    ticks, changed = ticks_of(desk, NOVEMBER, offers)
    return {pick.id for pick in chosen(offers, ticks)}, changed


def hand_in_ticked(desk: Desk, out: Path) -> None:
    """Save the file of what is ticked now."""
    offers = offered(desk, NOVEMBER)
    made = prepare(desk, NOVEMBER, chosen(offers, ticks_of(desk, NOVEMBER, offers)[0]), "")
    hand_in(desk, made, files_of(desk, made, out))


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_tick_is_for_what_was_seen_a_sentence_rewritten_since_is_ticked_anew(tmp_path: Path, is_sent: bool) -> None:
    desk, name = Desk(tmp_path / "home", clock=lambda: AT), f"sentence/{MONDAY}/error"
    with_a_sentence(desk, "通知晚发半天")
    assert name not in ticked(desk)[0]
    keep_ticks(desk, NOVEMBER, {name: True}, offered(desk, NOVEMBER))
    assert (name in ticked(desk)[0], ticked(desk)[1]) == (True, frozenset())
    if is_sent:
        (tmp_path / "out").mkdir()
        hand_in_ticked(desk, tmp_path / "out")
    with_a_sentence(desk, "通知晚发半天，因本人疏忽")
    assert (name in ticked(desk)[0], ticked(desk)[1]) == (False, frozenset({name}))
    keep_ticks(desk, NOVEMBER, {name: True}, offered(desk, NOVEMBER))
    assert (name in ticked(desk)[0], ticked(desk)[1]) == (True, frozenset())


def test_what_left_by_another_way_counts_as_seen(tmp_path: Path) -> None:
    desk, name = Desk(tmp_path / "home", clock=lambda: AT), f"sentence/{MONDAY}/error"
    with_a_sentence(desk, "一")
    keep_ticks(desk, NOVEMBER, {name: True}, offered(desk, NOVEMBER))
    with_a_sentence(desk, "二")
    made = prepare(desk, NOVEMBER, [pick for pick in offered(desk, NOVEMBER) if pick.id == name], "")
    (tmp_path / "out").mkdir()
    hand_in(desk, made, files_of(desk, made, tmp_path / "out"))
    assert (name in ticked(desk)[0], ticked(desk)[1]) == (True, frozenset())


def test_a_matter_settled_since_is_ticked_anew_and_counts_stay_ticked(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", clock=lambda: AT)
    matter = desk.journal.matters.add(Matter.new(AT, MONDAY, title="报简报"))
    with_a_sentence(desk, "一")
    offers = offered(desk, NOVEMBER)
    keep_ticks(desk, NOVEMBER, {f"matter/{matter.uid}": True, "marks": True}, offers)
    (tmp_path / "out").mkdir()
    hand_in_ticked(desk, tmp_path / "out")
    settle(desk, matter, result="已报")
    assert ticked(desk)[1] == {f"matter/{matter.uid}"}
    answer(desk, "duty", mark=Mark.KEPT)
    assert "marks" in ticked(desk)[0]


def test_what_older_programs_kept_of_ticks_still_counts(tmp_path: Path) -> None:
    desk, name = Desk(tmp_path / "home", clock=lambda: AT), f"sentence/{MONDAY}/error"
    with_a_sentence(desk, "一")
    assert not Ticks.model_validate({"ticks": {name: True}}).seen
    desk.journal.submission_ticks.keep("2026-11", {name: True})
    with_a_sentence(desk, "二")
    assert (name in ticked(desk)[0], ticked(desk)[1]) == (True, frozenset())
