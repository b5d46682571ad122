"""Two desks on one folder: what one saved is kept, or was shown to the other before it was replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from content.donts import official_list
from content.marks import Mark
from content.period import Period
from desk import matters
from desk.answer import save_answer
from desk.branch import choose
from desk.branch_papers import HOURS, PROBLEMS, enter_paper, take_paper_out
from desk.desk import Desk
from desk.notes import save_note
from desk.profile import change_profile
from desk.remarks import keep_remark
from storage.errors import ChangedElsewhere
from storage.roster import Member
from storage.settings import change_setting
from tests.desk.conftest import MONDAY

SIX, DAY = official_list(), MONDAY.date()
NOTE: dict[str, Any] = {"day": DAY, "title": "监督法"}


def read_mark(desk: Desk) -> Any:
    return desk.glance().marks.get("error")


def read_sentence(desk: Desk) -> Any:
    return desk.glance().sentences.get("error", "")


def save_mark(desk: Desk, seen: Any, n: int) -> None:
    save_answer(desk, DAY, SIX, "error", seen={"mark": seen}, mark=list(Mark)[n % 4])


def save_sentence(desk: Desk, seen: Any, n: int) -> None:
    save_answer(desk, DAY, SIX, "error", seen={"sentence": seen}, sentence=f"第{n}句")


NOVEMBER = Period.parse("2026-11")
FORM = dict.fromkeys(("answered_days", "due_days", *HOURS, *PROBLEMS), "")


def read_choice(desk: Desk) -> Any:
    return next(iter(desk.branch.noted(NOVEMBER).choices), None)


def save_choice(desk: Desk, seen: Any, n: int) -> None:
    choose(desk, "p1", NOVEMBER, "leave" if n % 3 else "", f"病假{n}", None, seen)


def read_paper(desk: Desk) -> Any:
    return next(iter(desk.branch.noted(NOVEMBER).papers), None)


def save_paper(desk: Desk, seen: Any, n: int) -> None:
    if n % 5:
        enter_paper(desk, "p1", NOVEMBER, {**FORM, "problem_1": f"问题{n}"}, seen)
    else:
        take_paper_out(desk, "p1", NOVEMBER, seen)


def save_remark(desk: Desk, seen: Any, n: int) -> None:
    keep_remark(desk, "campaign/one", seen, {"faulty": f"有误{n}"})


def read_typed(desk: Desk) -> Any:
    """Open the line for a sentence and leave a draft there: what it was begun over."""
    desk.journal.drafts.put(f"today/{DAY}/error", "没写完", read_sentence(desk))
    return desk.journal.drafts.over(f"today/{DAY}/error")


EDITORS: dict[str, tuple[Callable[[Desk], Any], Callable[[Desk, Any, int], object]]] = {
    "mark": (read_mark, save_mark),
    "sentence": (read_sentence, save_sentence),
    "draft of a sentence": (read_typed, save_sentence),
    "choice": (read_choice, save_choice),
    "paper": (read_paper, save_paper),
    "remark": (lambda d: next(iter(d.journal.remarks.all()), None), save_remark),
    "matter": (lambda d: d.journal.matters.open()[0], lambda d, seen, n: matters.change(d, seen, title=f"事项{n}")),
    "note": (lambda d: d.journal.notes.all()[0], lambda d, seen, n: save_note(d, seen, {"title": f"笔记{n}"})),
    "profile": (lambda d: d.journal.profile(), lambda d, seen, n: change_profile(d, seen, name=f"张{n}")),
    "setting": (
        lambda d: d.settings,
        lambda d, seen, n: change_setting(d.home, "hours_target", n, seen=seen.hours_target),
    ),
    "member": (
        lambda d: d.branch.roster()[0],
        lambda d, seen, n: d.branch.save_member(Member(member_no="001", name=f"李{n}"), seen),
    ),
}


@hypothesis(max_examples=30)
@given(
    st.sampled_from(sorted(EDITORS)),
    st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.integers(1, 900)), min_size=2, max_size=12),
)
@pytest.mark.slow
def test_nothing_is_replaced_that_was_not_shown_before(editor: str, steps: list[tuple[int, bool, int]]) -> None:
    read, save = EDITORS[editor]
    with TemporaryDirectory() as folder:
        desks = [Desk(Path(folder), clock=lambda: MONDAY) for _ in range(2)]
        matters.add(desks[0], DAY, title="起草")
        save_note(desks[0], None, NOTE)
        desks[0].branch.save_roster([Member(member_no="001", name="张三")])
        seen = [read(one) for one in desks]
        for who, opens, n in steps:
            if opens:
                seen[who] = read(desks[who])
                continue
            before = read(desks[1 - who])
            try:
                save(desks[who], seen[who], n)
            except ChangedElsewhere:
                assert read(desks[1 - who]) == before
            else:
                after = read(desks[1 - who])
                assert seen[who] == before or after == before
                seen[who] = read(desks[who])
        for one in desks:
            one.close()


@pytest.mark.parametrize("editor", ["matter", "note", "profile", "member"])
def test_another_version_of_the_same_number_that_a_cloud_drive_brings_is_not_replaced(
    tmp_path: Path, editor: str
) -> None:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    matters.add(desk, DAY, title="起草")
    save_note(desk, None, NOTE)
    change_profile(desk, desk.journal.profile(), name="起草")
    desk.branch.save_roster([Member(member_no="001", name="起草")])
    read, save = EDITORS[editor]
    seen = read(desk)
    for file in tmp_path.rglob("*.json"):
        if "copies" not in file.parts:
            text = file.read_text("utf-8").replace("起草", "别处").replace("监督法", "别处")
            file.write_text(text, encoding="utf-8")
    with pytest.raises(ChangedElsewhere):
        save(desk, seen, 5)
    assert "别处" in str(read(desk))
    desk.close()


def test_a_remark_of_the_same_number_and_other_words_is_not_replaced(tmp_path: Path) -> None:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    opened = keep_remark(desk, "campaign/one", None, {"faulty": "答案有误"})
    desk.journal.remarks.change(opened, lambda there: there.model_copy(update={"faulty": "别处"}))
    with pytest.raises(ChangedElsewhere):
        keep_remark(desk, "campaign/one", opened, {"faulty": "再写"})
    desk.close()
