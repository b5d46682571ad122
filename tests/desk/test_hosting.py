"""The keys of the host's desk: each goes on by one, nothing is revealed too early, what is typed can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from content.contest_events import PRESET_A, PRESET_B, RoundKind, Verdict
from content.contest_state import Phase, answering, ranking, totals
from content.hall import HandsView, QuestionView, ReadingView, ScoresView, SignInView, TestPicture, pages_of
from content.lessons import FOLDER, lessons, steps_of
from content.markdown import has_section, joined, section_of, unmarked
from content.question_pool import suits
from content.session_events import SignedIn, StepKind
from desk.desk import Desk
from desk.hosting import Host
from desk.meeting_papers import facilitator_files
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_questions import askable
from desk.session_start import begin, lesson_of_material, plan, stands, team_names
from storage.records import Meeting

DAY = date(2026, 11, 23)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return add_meeting(desk, DAY, title="代表建议的办理", from_time=time(9, 30), to_time=time(10, 30))


@pytest.fixture
def host(desk: Desk, meeting: Meeting) -> Iterator[Host]:
    lesson = next(one for one in lessons() if one.id == "deputies")
    moments = count(1000, 0.2)
    live = LiveSession(desk, meeting.uid, ticks=lambda: next(moments))
    begin(desk, live, meeting, plan(desk, lesson, ("一队", "二队"), PRESET_B))
    yield Host(desk, live)
    live.close()


def go_to(host: Host, kind: StepKind) -> None:
    host.enter()  # the test picture
    while host.step is not None and host.step.kind is not kind:
        assert not host.next_step()


def wall(host: Host) -> object:
    return host.live.hall_state()


def test_a_session_begins_with_the_test_picture_and_enter_shows_the_first_step(host: Host) -> None:
    assert isinstance(wall(host), TestPicture)
    assert not host.enter()
    assert isinstance(wall(host), SignInView)


def test_enter_turns_every_page_and_then_goes_to_the_next_step(host: Host) -> None:
    go_to(host, StepKind.READING)
    pages = len(host.live.pages())
    assert pages > 1
    for page in range(1, pages):
        host.enter()
        seen = wall(host)
        assert isinstance(seen, ReadingView)
        assert seen.page == page
    host.enter()
    assert host.step is not None
    assert host.step.kind is StepKind.HANDS


@pytest.mark.slow
def test_hands_are_typed_letter_by_letter_and_the_key_comes_last(host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.enter()
    assert host.is_counting
    for number in (3, 12, 0, 1):
        for digit in str(number):
            host.digit(int(digit))
        host.enter()
    seen = wall(host)
    assert isinstance(seen, HandsView)
    assert (seen.asking.counts, seen.asking.is_revealed) == ({"A": 3, "B": 12, "C": 0, "D": 1}, False)
    host.enter()
    revealed = wall(host)
    assert isinstance(revealed, HandsView)
    assert revealed.asking.is_revealed
    host.enter()
    assert host.step is not None
    assert host.step.kind is StepKind.READING


@pytest.mark.slow
def test_counts_of_more_hands_than_people_stay_and_the_cursor_goes_to_the_largest_to_be_typed_anew(host: Host) -> None:
    host.live.do(SignedIn(present=24))
    go_to(host, StepKind.HANDS)
    host.enter()
    for typed in ("3", "112", "0", "9"):
        for digit in typed:
            host.digit(int(digit))
        host.enter()
    assert host.is_counting
    assert (host.typing.counts, host.typing.at) == (["3", "112", "0", "9"], 1)
    assert "B" in host.said
    host = Host(host.desk, host.live)  # the program was killed here
    assert (host.typing.counts, host.typing.at) == (["3", "112", "0", "9"], 1)
    host.digit(1)
    host.digit(2)
    for _letter in range(3):
        host.enter()
    seen = wall(host)
    assert isinstance(seen, HandsView)
    assert seen.asking.counts == {"A": 3, "B": 12, "C": 0, "D": 9}


@pytest.mark.slow
def test_right_goes_on_without_revealing(host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.enter()
    for _letter in range(4):
        host.digit(5)
        host.enter()
    host.turn(1)
    assert host.step is not None
    assert host.step.kind is StepKind.READING


@pytest.mark.slow
def test_hands_of_nobody_are_asked_again_and_then_revealed_without(host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.enter()
    for _letter in range(4):
        host.enter()
    assert host.said
    assert host.is_counting
    host.enter()
    seen = wall(host)
    assert isinstance(seen, HandsView)
    assert (seen.asking.is_revealed, seen.asking.counts) == (True, {})


@pytest.mark.slow
def test_a_buzzer_question_goes_from_shown_to_open_to_answered_to_revealed(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(2)
    host.enter()
    slot = host.slot
    assert slot is not None
    assert slot.phase is Phase.SHOWN
    host.enter()
    host.digit(2)
    assert answering(host.live.session.contest.state) == 2
    host.digit(1)  # the other team too, since nobody was called yet
    assert host.slot is not None
    assert len(host.slot.queue) == 2
    host.enter()
    assert host.live.left_ms() is not None
    host.digit(2)
    assert host.typing.verdict is Verdict.WRONG
    host.erase()
    host.enter()
    assert host.said  # a verdict first
    host.digit(1)
    host.enter()
    assert host.slot.phase is Phase.REVEALED
    assert totals(host.live.session.contest.state) == {1: 100, 2: 110}
    host.undo()
    host.undo()
    assert totals(host.live.session.contest.state) == {1: 100, 2: 100}


@pytest.mark.slow
def test_undo_goes_back_to_the_teams_and_no_further(host: Host) -> None:
    go_to(host, StepKind.DISCUSSION)
    host.undo()
    assert host.live.session.contest.state.rules is not None
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()  # shows the question, and its clock runs
    host.undo()
    assert host.slot is None
    assert host.live.left_ms() is None
    for _press in range(3):
        host.undo()
    assert host.said
    assert host.live.session.contest.state.rules is not None
    assert not host.live.session.contest.state.rounds


@pytest.mark.slow
def test_of_two_buzzers_at_one_moment_a_digit_says_which_was_first(desk: Desk, meeting: Meeting) -> None:
    live = LiveSession(desk, meeting.uid, ticks=lambda: 1000.0)
    begin(desk, live, meeting, plan(desk, lessons()[0], ("一队", "二队"), PRESET_B))
    host = Host(desk, live)
    go_to(host, StepKind.CONTEST)
    host.digit(2)
    host.enter()
    host.enter()
    host.digit(1)
    host.digit(2)
    host.enter()
    assert host.said  # to be ruled first
    host.digit(2)
    assert answering(live.session.contest.state) == 2
    live.close()


@pytest.mark.slow
def test_an_early_buzz_costs_and_the_question_goes_on_for_the_others(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(2)
    host.enter()
    host.digit(1)
    assert totals(host.live.session.contest.state) == {1: 90, 2: 100}
    host.enter()
    host.digit(1)
    assert host.said  # barred
    host.digit(2)
    assert answering(host.live.session.contest.state) == 2


@pytest.mark.slow
def test_risk_asks_for_the_value_first(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(3)
    host.enter()
    assert host.said
    assert host.slot is None
    host.digit(2)
    host.enter()
    assert host.slot is not None
    assert host.slot.value == 40
    host.digit(2)
    host.enter()
    team = host.slot.team
    assert team is not None
    assert totals(host.live.session.contest.state)[team] == 60


@pytest.mark.slow
def test_each_team_in_turn_is_asked_and_zero_ends_the_round_with_the_scores(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    asked = []
    for _question in range(4):
        host.enter()
        assert host.slot is not None
        asked.append(host.slot.team)
        host.digit(1)
        host.enter()
    assert asked == [1, 2, 1, 2]
    host.digit(0)
    assert isinstance(wall(host), ScoresView)
    assert host.live.session.contest.state.round is None


@pytest.mark.slow
def test_the_audience_is_counted_like_hands(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(4)
    host.enter()
    shown = host.shown
    assert shown is not None
    for _letter in shown.choices:
        host.digit(2)
        host.enter()
    seen = wall(host)
    assert isinstance(seen, QuestionView)
    assert seen.asking.n == 2 * len(shown.choices)


@pytest.mark.slow
def test_another_question_takes_the_place_of_one_and_one_thrown_out_counts_nothing(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()
    assert host.slot is not None
    before = host.slot.asked.question
    host.replace("题目有误")
    assert host.slot.asked.question != before
    host.digit(1)
    host.enter()
    assert totals(host.live.session.contest.state)[1] == 110
    host.throw_out("念错了")
    assert totals(host.live.session.contest.state)[1] == 100


def test_the_agenda_ends_and_the_meeting_has_its_steps(desk: Desk, meeting: Meeting, host: Host) -> None:
    go_to(host, StepKind.CLOSING)
    assert host.enter()
    ended = host.live.end(meeting)
    assert [one.kind for one in ended.steps] == [str(one.kind) for one in host.live.session.steps]
    assert stands(desk, meeting) == "over"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.integers(-7, 9), max_size=40))
@pytest.mark.slow
def test_whatever_is_pressed_the_wall_lacks_the_key_until_it_is_revealed(desk: Desk, keys: list[int]) -> None:
    there = add_meeting(desk, DAY, title="任意按键", from_time=time(9, 30), to_time=time(10, 30))
    live = LiveSession(desk, there.uid)
    host = Host(desk, live)
    try:
        begin(desk, live, there, plan(desk, lessons()[0], ("一队", "二队"), PRESET_A))
        go_to(host, StepKind.CONTEST)
        turns = (lambda: host.turn(1), lambda: host.turn(-1))
        others = (host.enter, *turns, host.erase, host.undo, host.stop_clock, host.blacken)
        for key in keys:
            host.digit(key) if key >= 0 else others[-key - 1]()
            seen, shown = wall(host), host.shown
            if shown is not None and host.slot is not None and host.slot.phase is not Phase.REVEALED:
                assert isinstance(seen, BaseModel)
                assert str(shown.question.explanation) not in seen.model_dump_json()
                assert not isinstance(seen, QuestionView) or not seen.asking.answer
    finally:
        live.close()


@pytest.mark.slow
def test_only_an_earlier_session_marks_a_question_as_asked(desk: Desk, meeting: Meeting, host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.enter()
    asked = host.live.session.asked
    assert asked
    assert not [one for one in askable(desk, but=meeting.uid) if one.was_asked]
    assert {one.question.id for one in askable(desk) if one.was_asked} == asked


def test_a_session_of_a_material_asks_what_its_topics_have(desk: Desk) -> None:
    lesson = lesson_of_material(desk, "congress-law/supervision")
    ids = {one.question.id for one in askable(desk)}
    assert lesson.contest
    assert lesson.hands
    assert {*lesson.contest, *lesson.hands} <= ids
    assert not {*lesson.contest} & {*lesson.hands}


@pytest.mark.parametrize(
    ("text", "names"), [("", ()), ("一队、二队", ("一队", "二队")), ("甲, 乙，丙", ("甲", "乙", "丙"))]
)
def test_team_names_stand_between_commas(text: str, names: tuple[str, ...]) -> None:
    assert team_names(text) == names


@pytest.mark.parametrize("text", ["一队", "一队、一队", "、".join(map(str, range(10)))])
def test_one_team_alone_or_two_of_one_name_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="teams"):
        team_names(text)


@pytest.mark.slow
def test_every_ready_session_names_what_is_there_and_can_be_played(desk: Desk, meeting: Meeting) -> None:
    there = {one.question.id: one.question for one in askable(desk)}
    materials = {one.id: str(one.text) for one in desk.materials}
    written = {path.stem for path in FOLDER.glob("*.toml")}
    assert [one.id for one in lessons()][:2] == ["six-donts", "deputies"]
    assert {one.id for one in lessons()} == written
    for lesson in lessons():
        assert has_section(materials[lesson.material], lesson.part), lesson.id
        assert {*lesson.hands, *lesson.contest} <= set(there)
        assert (len(lesson.points), len(set(lesson.contest) - set(lesson.hands))) == (3, 10)
        assert all(suits(there[one], None) for one in (*lesson.hands, *lesson.contest[:8]))
        assert lesson.closing
        assert not plan(desk, lesson, ("一队", "二队"), PRESET_A).lacks
        steps = steps_of(lesson, has_contest=True)
        assert 30 <= sum(one.minutes for one in steps) <= 60
        files = facilitator_files(desk, meeting, steps, desk.home)
        assert all(files.values())


def test_what_a_ready_session_reads_takes_six_pages_at_most_and_says_what_its_hands_are_asked(desk: Desk) -> None:
    there = {one.question.id: one.question for one in askable(desk)}
    materials = {one.id: str(one.text) for one in desk.materials}
    for lesson in lessons():
        text = unmarked(joined(section_of(materials[lesson.material], lesson.part)))
        assert 1 <= len(pages_of(text)) <= 6, lesson.id
        for one in lesson.hands:
            first, *_others = str(there[one].source).split("；")
            cited = re.findall("第[一二三四五六七八九十百]+条", first)
            assert cited[:1] == [article for article in cited[:1] if article in text]


def test_the_rounds_are_begun_by_their_digits(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(9)
    assert host.live.session.contest.state.round is None
    host.digit(4)
    played = host.live.session.contest.state.round
    assert played is not None
    assert played.kind is RoundKind.AUDIENCE


def play_off(host: Host, *answers: tuple[int, int] | None) -> None:
    """Questions of a 加赛: a team and the digit of its verdict, or nobody."""
    for one in answers:
        host.enter()  # the question
        host.enter()  # the buzzers open
        if one is not None:
            host.digit(one[0])
            host.enter()
            host.digit(one[1])
        host.enter()


@pytest.mark.slow
def test_in_a_play_off_the_first_right_answer_decides_and_enter_ends_it(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(5)
    play_off(host, None, (2, 1))
    host.enter()
    seen = wall(host)
    assert isinstance(seen, ScoresView)
    assert seen.remark.endswith("二队、一队")
    assert totals(host.live.session.contest.state) == {1: 100, 2: 100}
    assert ranking(host.live.session.contest.state) == [(1, (2,)), (2, (1,))]
    host.enter()
    host.digit(5)
    assert host.said  # nobody is tied any more


@pytest.mark.slow
def test_a_wrong_answer_in_a_play_off_is_out(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(5)
    play_off(host, (2, 2))
    host.enter()
    assert ranking(host.live.session.contest.state) == [(1, (1,)), (2, (2,))]


@pytest.mark.slow
def test_the_lot_decides_a_play_off_only_after_all_its_questions(desk: Desk, meeting: Meeting) -> None:
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[1], ("一队", "二队", "三队"), PRESET_B))
    host = Host(desk, live, lot=lambda teams: sorted(teams, reverse=True))
    go_to(host, StepKind.CONTEST)
    host.digit(5)
    play_off(host, None, (3, 2))
    host.digit(1)
    assert host.said
    assert live.session.contest.state.round is not None
    play_off(host, None)
    host.said = ""
    host.enter()
    assert host.said  # no further question
    host.digit(1)
    assert live.session.contest.state.round is None
    assert [teams for _place, teams in ranking(live.session.contest.state)] == [(2,), (1,), (3,)]
    host.undo()
    host.undo()
    assert len(ranking(live.session.contest.state)) == 1
    live.close()
