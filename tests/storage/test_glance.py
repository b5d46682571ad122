"""The quick reader sees what the journal wrote, and nothing makes it fail."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from content.calendar import PUBLISHED
from content.marks import DontLists, Mark
from content.workdays import LeaveKind
from storage.glance import Glance, GlanceMatter, glance, is_secretary
from storage.journal import Journal
from storage.records import (
    Answer,
    Attempt,
    CardState,
    Leave,
    Matter,
    MatterState,
    NoteKind,
    Profile,
    QuestionStanding,
    Remark,
    Role,
    SelfCheck,
    StudyNote,
)
from tests.lists import a_list

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ITEMS = ("delay", "error", "cold")
LISTS = DontLists(a_list("six-donts", *ITEMS))


def look(home: Path, today: date = TODAY) -> Glance:
    return glance(home, today, LISTS, PUBLISHED, now=AT)


def check(day: date, list_id: str = "six-donts", **marks: Mark | None) -> SelfCheck:
    new = SelfCheck.new(AT, day, uid=SelfCheck.uid_of(day, list_id), list_id=list_id, edition="1")
    for item, mark in marks.items():
        new = new.answered(AT, item, mark=mark, sentence="写了" if item == "error" else "")
    return new


def test_an_empty_folder_and_none_are_an_empty_glance(tmp_path: Path) -> None:
    assert look(tmp_path / "nowhere") == look(tmp_path) == Glance()
    (tmp_path / "file").write_text("x")
    assert look(tmp_path / "file") == Glance()


def test_todays_marks_and_sentences(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    journal.checks.add(check(TODAY, delay=Mark.KEPT, error=Mark.PARTLY, cold=None, retired=Mark.KEPT))
    journal.checks.add(check(TODAY, "other-list", cold=Mark.KEPT))
    seen = look(tmp_path)
    assert seen.marks == {"delay": Mark.KEPT, "error": Mark.PARTLY}
    assert seen.sentences == {"error": "写了"}


def test_complete_days_are_those_of_four_weeks_with_every_mark(tmp_path: Path) -> None:
    complete = dict.fromkeys(ITEMS, Mark.NOT_FACED)
    first = TODAY - timedelta(days=27)
    journal = Journal.open(tmp_path)
    journal.checks.add_many(check(day, **complete) for day in (TODAY, first, first - timedelta(days=1)))
    journal.checks.add(check(TODAY - timedelta(days=1), delay=Mark.KEPT, error=Mark.KEPT))
    assert look(tmp_path).complete_days == {TODAY, first}


def test_open_matters_stand_by_due_day_with_those_without_last(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    later, undated, overdue, settled = (
        journal.matters.add(Matter.new(AT, TODAY, title=title, due_day=due))
        for title, due in (("后", date(2026, 12, 4)), ("无", None), ("超期", date(2026, 11, 21)), ("办结", TODAY))
    )
    journal.matters.change(settled, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=TODAY))
    assert look(tmp_path).open_matters == (
        GlanceMatter(overdue.uid, "超期", date(2026, 11, 21)),
        GlanceMatter(later.uid, "后", date(2026, 12, 4)),
        GlanceMatter(undated.uid, "无", None),
    )


def test_reviews_are_those_due_by_now_as_the_quiz_counts_them(tmp_path: Path) -> None:
    dues = {"past": AT - timedelta(days=9), "now": AT, "tonight": AT + timedelta(minutes=1)}
    Journal.open(tmp_path).save_schedule(
        {
            question: QuestionStanding(
                card=CardState(state=1, step=0, stability=None, difficulty=None, due=due, last_review=None)
            )
            for question, due in dues.items()
        }
    )
    assert look(tmp_path).due_reviews == 2


def test_a_day_brings_at_most_so_many_reviews(tmp_path: Path) -> None:
    def standing(due: datetime, last_review: datetime) -> QuestionStanding:
        card = CardState(state=2, step=None, stability=1.0, difficulty=5.0, due=due, last_review=last_review)
        return QuestionStanding(card=card, asked=2)

    long_ago = AT - timedelta(days=30)
    backlog = {f"q{number}": standing(long_ago, long_ago - timedelta(days=9)) for number in range(9)}
    answered = {f"a{number}": standing(AT + timedelta(days=3), AT - timedelta(minutes=1)) for number in range(2)}
    Journal.open(tmp_path).save_schedule(backlog | answered)
    seen = [glance(tmp_path, TODAY, LISTS, PUBLISHED, now=AT, cap=cap).due_reviews for cap in (1, 2, 5, 11, 20)]
    assert seen == [0, 0, 3, 9, 9]


def test_the_years_minutes_count_group_study_training_and_make_up(tmp_path: Path) -> None:
    kinds = [(NoteKind.GROUP, 1), (NoteKind.TRAINING, 20), (NoteKind.MAKE_UP, 300), (NoteKind.SELF, 4000)]
    journal = Journal.open(tmp_path)
    for day in (date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 31)):
        journal.notes.add_many(
            StudyNote.new(AT, day, title="学", kind=kind, minutes=minutes) for kind, minutes in kinds
        )
    assert (look(tmp_path).counted_minutes, look(tmp_path).self_minutes) == (642, 8000)


def test_who_this_is_and_when_they_are_away(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    journal.save_profile(Profile(name="张三", role=Role.HEAD, is_secretary=True))
    journal.leaves.add(Leave.new(AT, date(2026, 8, 1), last_day=date(2026, 8, 9), reason="休假"))
    seen = look(tmp_path)
    assert (seen.name, seen.role, is_secretary(tmp_path)) == ("张三", "head", True)
    assert seen.leaves == ((date(2026, 8, 1), date(2026, 8, 9), LeaveKind.WHOLE),)


def test_a_change_broken_off_is_seen_as_made(tmp_path: Path) -> None:
    matter = Journal.open(tmp_path).matters.add(Matter.new(AT, TODAY, title="督办件"))
    intent = {"records": {"matters/open": {matter.uid: None}}}
    (tmp_path / "intent.json").write_text(json.dumps(intent))
    assert look(tmp_path).open_matters == ()
    assert (tmp_path / "intent.json").exists()


def test_a_damaged_file_is_read_from_its_bak_and_named(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    journal.checks.add(check(TODAY, delay=Mark.KEPT))
    journal.checks.edit(SelfCheck.uid_of(TODAY, "six-donts"), TODAY, lambda old: check(TODAY, delay=Mark.NOT_KEPT))
    (tmp_path / "checks" / "2026-11.json").write_bytes(b"\0\0\0")
    seen = look(tmp_path)
    assert seen.marks == {"delay": Mark.KEPT}
    assert seen.damaged == ("checks/2026-11.json",)


def test_a_file_set_aside_as_damaged_is_named_after_later_saves_too(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    for title in ("一", "二"):
        journal.notes.add(StudyNote.new(AT, TODAY, title=title))
    assert look(tmp_path).set_aside == ()
    (tmp_path / "notes" / "2026-11.json").write_bytes(b"junk")
    for title in ("三", "四"):
        journal.notes.add(StudyNote.new(AT, TODAY, title=title))
    seen = look(tmp_path)
    assert (seen.damaged, seen.set_aside) == ((), ("notes/2026-11.json",))
    assert look(tmp_path, date(2027, 2, 1)).set_aside == ("notes/2026-11.json",)


def test_a_file_that_is_not_there_any_more_is_read_from_its_bak_and_named(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    for title in ("督办件", "答复件"):
        journal.matters.add(Matter.new(AT, TODAY, title=title))
    (tmp_path / "matters" / "open.json").unlink()
    seen = look(tmp_path)
    assert [matter.title for matter in seen.open_matters] == ["督办件"]
    assert seen.damaged == ("matters/open.json",)


HOSTILE = ["", "[]", "{", "null", "[" * 100_000, '{"records": 5}', '{"x": NaN}', "\ud800", "9" * 5000]
NAMES = ["checks/2026-11", "notes/2026-03", "matters/open", "schedule", "profile", "leaves", "intent"]


@pytest.mark.parametrize("content", HOSTILE)
@pytest.mark.parametrize("name", NAMES)
def test_hostile_files_are_named_and_hide_nothing_else(tmp_path: Path, name: str, content: str) -> None:
    journal = Journal.open(tmp_path)
    journal.save_profile(Profile(name="张三"))
    journal.leaves.add(Leave.new(AT, TODAY, last_day=TODAY, reason="休假"))
    path = tmp_path / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    (tmp_path / f"{name}.json.bak").unlink(missing_ok=True)
    seen = look(tmp_path)
    assert seen.damaged == (f"{name}.json",)
    assert name == "profile" or seen.name == "张三"
    assert name == "leaves" or len(seen.leaves) == 1


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("checks/2026-11", '{"2026-11-23.six-donts": {"answers": [{"item": "delay", "mark": "great"}]}}'),
        ("checks/2026-11", '{"2026-11-23.six-donts": NaN}'),
        ("notes/2026-11", '{"u": {"kind": "group", "minutes": NaN}}'),
        ("matters/open", '{"u": {"state": "open", "title": "x", "due_day": "2026-02-30"}}'),
        ("schedule", '{"u": {"card": {"due": "2026-11-23T00:00:00", "last_review": null}}}'),
        ("profile", '{"profile": {"name": 5, "role": "staff", "is_secretary": true}}'),
        ("leaves", '{"u": {"day": "2026-11-23"}}'),
    ],
)
def test_a_document_it_cannot_take_is_left_out_and_its_file_named(tmp_path: Path, name: str, document: str) -> None:
    path = tmp_path / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{{"records": {document}}}')
    assert look(tmp_path) == Glance(damaged=(f"{name}.json",))


def without_defaults(record: BaseModel, document: Any) -> list[Any]:
    """A record as it may lie in its file: for each field that has a default without that one, and with none of them."""
    fields = [name for name, field in type(record).model_fields.items() if not field.is_required()]
    fewer = [{name: value for name, value in document.items() if name != field} for field in fields]
    return [*fewer, record.model_dump(mode="json", exclude={*fields})]


def marked(answers: tuple[Answer, ...]) -> SelfCheck:
    return SelfCheck.new(AT, TODAY, uid="2026-11-23.six-donts", list_id="six-donts", edition="1", answers=answers)


CARD = CardState(state=1, step=0, stability=None, difficulty=None, due=AT, last_review=None)
ANSWERS = (Answer(item="error", written_at=AT), Answer(item="error", written_at=AT, mark=Mark.KEPT))
READ: dict[str, tuple[BaseModel, ...]] = {
    "profile/profile": (Profile(), Profile(name="张三", role=Role.HEAD, is_secretary=True)),
    "checks/2026-11/2026-11-23.six-donts": (marked(()), marked(ANSWERS[:1]), marked(ANSWERS[1:])),
    "notes/2026-11/u": (StudyNote.new(AT, TODAY, uid="u", title="学", kind=NoteKind.GROUP, minutes=60),),
    "matters/open/u": (Matter.new(AT, TODAY, uid="u", title="督办件", due_day=TODAY),),
    "leaves/u": (Leave.new(AT, TODAY, uid="u", last_day=TODAY, reason="公差", kind=LeaveKind.DUTY),),
    "schedule/q": (QuestionStanding(card=CARD, asked=3),),
    "remarks/u": (Remark.new(AT, TODAY, uid="u", question_id="q", set_aside=True),),
    "attempts/2026-11/u": (
        Attempt.new(AT, TODAY, uid="u", pack_id="p", question_id="q", chosen=(), right=True, card=CARD),
    ),
}


@pytest.mark.parametrize("place", READ)
def test_a_record_that_the_journal_takes_is_none_that_cannot_be_read_here(tmp_path: Path, place: str) -> None:
    name, _slash, uid = place.rpartition("/")
    path = tmp_path / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    for record in READ[place]:
        for fewer in without_defaults(record, record.model_dump(mode="json")):
            seen = {}
            whole = type(record).model_validate(fewer)  # so does the journal
            for form, document in (("fewer", fewer), ("whole", whole.model_dump(mode="json"))):
                path.write_text(json.dumps({"records": {uid: document}}))
                seen[form] = look(tmp_path)
            assert seen["fewer"].damaged == (), fewer
            assert seen["fewer"] == seen["whole"]


@pytest.mark.parametrize("field", ["mark", "sentence", "written_day", "from_paper", "earlier"])
def test_an_answer_may_lack_what_has_a_default(tmp_path: Path, field: str) -> None:
    document = marked(ANSWERS[1:]).model_dump(mode="json")
    del document["answers"][0][field]
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/2026-11.json").write_text(json.dumps({"records": {document["uid"]: document}}))
    SelfCheck.model_validate(document)
    assert look(tmp_path) == Glance(marks={} if field == "mark" else {"error": Mark.KEPT}, sentences={})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-11-23"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["answers", "kind", "minutes", "state", "due_day", "title", "due", "day", "last_day", "name", "role", "item"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(NAMES),
    documents=st.dictionaries(
        st.sampled_from(["2026-11-23.six-donts", "profile", "u"]),
        JSON | st.dictionaries(st.sampled_from(FIELDS), JSON | st.just("open")),
        max_size=3,
    ),
)
@pytest.mark.slow
def test_no_document_makes_it_fail(tmp_path: Path, name: str, documents: dict[str, Any]) -> None:
    path = tmp_path / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(json.dumps({"records": documents}).encode())
    try:
        assert isinstance(look(tmp_path), Glance)
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def test_it_waits_for_no_large_library() -> None:
    program = """
import sys
import storage.calendar, storage.clock, storage.glance, storage.lists, storage.settings
from pathlib import Path
from datetime import date, datetime, timezone
home = Path(sys.argv[1])
storage.settings.read_settings(home)
lists, calendar = storage.lists.read_lists(home), storage.calendar.read_calendar(home)
storage.glance.glance(home, date(2026, 11, 23), lists, calendar, now=datetime.now(timezone.utc))
print([name for name in ("pydantic", "tinydb", "filelock", "storage.records", "platformdirs") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "nowhere"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
