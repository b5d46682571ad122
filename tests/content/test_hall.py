"""What a hall may see, and how it is drawn: nothing before it is revealed, every line whole at every size."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from content.cells import cell_len
from content.cells import fold as fold_cells
from content.contest import after, fold, why_not
from content.contest_events import (
    PRESET_B,
    Asked,
    Buzzed,
    BuzzOpened,
    ContestEvent,
    HandsCounted,
    Judged,
    Opened,
    QuestionShown,
    Replaced,
    Revealed,
    RoundBegan,
    RoundEnded,
    RoundKind,
    Team,
    ThrownOut,
    Undone,
    ValueChosen,
    Verdict,
)
from content.hall import (
    SMALLEST,
    Asking,
    Black,
    HallClock,
    HallState,
    HandsView,
    QuestionView,
    ReadingView,
    ScoresView,
    SignInView,
    TestPicture,
    TextView,
    asking_of,
    fits,
    pages_of,
    question_view,
    round_view,
    scores_view,
)
from content.hall_digits import big, big_width
from content.hall_drawing import Spans, clock_words, draw
from content.marking import ShownQuestion
from content.marks import Bilingual
from content.models import Question, QuestionType
from content.words import use

KEY, WHY, WHERE = "交办之日", "都从交办这一天算起", "代表法第五十一条"


def plain_lines(lines: Iterable[Spans]) -> list[str]:
    return ["".join(text for text, _role in line) for line in lines]


def question(number: int) -> Question:
    return Question(
        id=f"secret-{number}",
        type=QuestionType.SINGLE,
        topic=Bilingual("期限", ""),
        difficulty=1,
        stem=Bilingual(f"第{number}题的期限从哪一天起算？", ""),
        options=(Bilingual("代表提出之日", ""), Bilingual(KEY, ""), Bilingual("闭幕之日", "")),
        answer=("B",),
        explanation=Bilingual(WHY, ""),
        source=Bilingual(WHERE, ""),
        edition=Bilingual("2025年", ""),
    )


def shown(number: int) -> ShownQuestion:
    return ShownQuestion(question(number), ("C", "B", "A"))


ASKING = asking_of(shown(1), is_revealed=False)
OPEN = asking_of(shown(1), is_revealed=True, counts={"A": 5, "B": 12})
STATES: list[HallState] = [
    TestPicture(),
    SignInView(title="代表建议的办理" * 3, expected=300, present=17, from_time="9:30", to_time="10:30"),
    ReadingView(title="代表法", text="承办单位应当自交办之日起三个月内答复。" * 9, page=0, pages=3),
    HandsView(number=2, asking=ASKING),
    HandsView(number=2, asking=OPEN, present=24),
    QuestionView(
        round_words="抢答", number=3, value=10, asking=ASKING, team="代表工委队", waiting=("法工委",),
        clock=HallClock(left_ms=21_000, running=True),
    ),
    QuestionView(round_words="风险", number=1, asking=OPEN, remark="本题作废"),
    ScoresView(heading="抢答", rows=(("办公室" * 9, 110, 0), ("代表工委", -90, -10)), remark="下一轮"),
    TextView(title="休息", lines=("十分钟后继续",), clock=HallClock(left_ms=600_000)),
    Black(),
]  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.view)
@given(st.integers(1, 130), st.integers(1, 40), st.booleans())
def test_every_line_is_exactly_as_wide_as_the_wall(state: HallState, width: int, height: int, gone: bool) -> None:
    lines = plain_lines(draw(state, width, height, is_desk_gone=gone))
    assert len(lines) == height
    assert [cell_len(line) for line in lines] == [width] * height


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36), (30, 10)])
def test_stem_and_every_choice_stand_on_the_wall_at_every_size(size: tuple[int, int]) -> None:
    for state in (STATES[3], STATES[4], STATES[5]):
        text = "".join("".join(plain_lines(draw(state, *size))).split())
        assert all(part in text for part in ("第1题的期限从哪一天起算？", "代表提出之日", KEY, "闭幕之日"))


def test_the_wall_says_in_words_which_is_right_and_what_the_clock_has_left() -> None:
    assert any(KEY in line and "正确" in line for line in plain_lines(draw(STATES[4], *SMALLEST)))
    assert "0:05" in plain_lines(draw(STATES[5], *SMALLEST, left_ms=4_001))[0]
    assert [clock_words(ms) for ms in (0, -5, 1, 59_001, 60_000)] == ["0:00", "0:00", "0:01", "1:00", "1:00"]


def test_teams_wait_behind_the_one_that_answers_and_stand_side_by_side_where_none_does() -> None:
    use("zh")
    waiting = STATES[5]
    assert any("其后 法工委" in line for line in plain_lines(draw(waiting, 80, 24)))
    together = waiting.model_copy(update={"team": "", "waiting": ("代表工委队", "法工委"), "remark": "同时抢到"})
    lines = [line.strip(" │") for line in plain_lines(draw(together, 80, 24))]
    assert lines[lines.index("同时抢到") + 1] == "代表工委队 法工委"


@pytest.mark.parametrize("is_counted", [False, True], ids=["read", "counted"])
@pytest.mark.parametrize("size", [(30, 10), (40, 12), (80, 24)])
@given(
    st.text("代表建议办理期限", min_size=1, max_size=120),
    st.lists(st.text("交办之日起算受理", min_size=1, max_size=60), min_size=2, max_size=5),
    st.integers(0, 4),
    st.booleans(),
)
def test_every_choice_and_which_is_right_stand_on_the_wall_however_long_they_are(
    size: tuple[int, int], is_counted: bool, stem: str, choices: list[str], place: int, is_gone: bool
) -> None:
    use("zh")
    letters = "ABCDE"[: len(choices)]
    right = letters[place % len(letters)]
    counts = dict.fromkeys(letters, 3) if is_counted else {}
    choice_of = tuple(zip(letters, choices, strict=True))
    asking = Asking(kind_words="单选题", stem=stem, choices=choice_of, is_revealed=True, answer=(right,), counts=counts)
    lines = plain_lines(draw(HandsView(asking=asking, number=1), *size, is_desk_gone=is_gone))
    assert [line[1] for line in lines if line[1] in letters and line[2] == " "] == [*letters]
    marked = next(at for at, line in enumerate(lines) if "正确" in line or ("正" in line and "确" in lines[at + 1]))
    assert [line[1] for line in lines[: marked + 1] if line[1] in letters and line[2] == " "][-1] == right
    assert any("主持台没有回应" in line for line in lines) == is_gone


def test_a_black_wall_stays_black_even_when_the_desk_is_gone() -> None:
    assert set("".join(plain_lines(draw(Black(), 40, 12, is_desk_gone=True)))) == {" "}


def test_bars_say_the_numbers_and_nobody_s_name() -> None:
    lines = draw(STATES[4], 80, 24)
    bars = [sum(cell_len(text) for text, role in line if role == "bar") for line in lines]
    assert sorted(bar for bar in bars if bar)[-1] == max(bars)
    assert "17" in plain_lines(lines)[0]


def test_a_state_that_is_not_revealed_cannot_hold_key_or_explanation() -> None:
    for field in ({"answer": ("B",)}, {"explanation": WHY}, {"source": WHERE}):
        with pytest.raises(ValidationError):
            Asking.model_validate({"stem": "问", **field})


@given(st.text(alphabet="法律条文，。 abc\n", max_size=900))
def test_pages_hold_every_word_and_fit_the_smallest_wall(text: str) -> None:
    pages = pages_of(text)
    assert "".join("".join(pages).split()) == "".join(text.split())
    for number, page in enumerate(pages):
        lines = plain_lines(draw(ReadingView(title="法", text=page, page=number, pages=len(pages)), *SMALLEST))
        assert "".join("".join(lines[2:]).split()) == "".join(page.split())


def test_a_question_of_too_many_long_choices_does_not_fit_the_smallest_wall() -> None:
    assert fits(shown(1))
    long = [Bilingual(f"{number}" + "很长的选项" * 12, "") for number in range(6)]
    many = Question(**{**question(1).model_dump(), "options": long})
    assert not fits(ShownQuestion(many, tuple("ABCDEF")))
    assert fits(ShownQuestion(many, tuple("ABCDEF")), (120, 36))


def test_digits_are_six_cells_wide_and_five_high() -> None:
    for digit in "0123456789":
        rows = big(digit)
        assert (len(rows), {sum(cells for cells, _on in row) for row in rows}) == (5, {6})
    assert len({str(big(digit)) for digit in "0123456789"}) == 10
    assert big_width("10:05") == 34


# Nothing before it is revealed

TEAMS = (Team(id=1, name="一队"), Team(id=2, name="二队"))
ADAPTER: TypeAdapter[HallState] = TypeAdapter(HallState)


def steps(number: int) -> list[ContestEvent]:
    def asked(one: int) -> Asked:
        return Asked(question=f"bank/secret-{one}", version="seed99", option_order=("C", "B", "A"))

    slot = number
    return [
        Opened(teams=TEAMS),
        *(RoundBegan(kind=kind, teams=(1, 2)) for kind in (RoundKind.BUZZ, RoundKind.MUST, RoundKind.RISK)),
        RoundBegan(kind=RoundKind.AUDIENCE), ValueChosen(team=1, value=10), RoundEnded(), Undone(),
        QuestionShown(slot=slot, asked=asked(slot)), QuestionShown(slot=slot, asked=asked(slot), team=1),
        BuzzOpened(slot=slot), Buzzed(slot=slot, team=2), Judged(slot=slot, team=2, verdict=Verdict.WRONG),
        Judged(slot=slot, team=1, verdict=Verdict.RIGHT), HandsCounted(slot=slot, counts={"A": 3}, n=9),
        Revealed(slot=slot), ThrownOut(slot=slot, reason="有误"),
        Replaced(slot=slot, asked=asked(90 + slot), reason="换"),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 1000), max_size=50))
def test_neither_the_hall_s_state_nor_its_wall_holds_anything_before_the_reveal(choices: list[int]) -> None:
    contest = fold([Opened(teams=TEAMS)])
    for number in choices:
        slots = len(contest.state.slots)
        able = [one for slot in (slots, slots + 1) if slot for one in steps(slot) if why_not(contest, one) is None]
        contest = after(contest, able[number % len(able)])
        if (slot := contest.state.slot) is None:
            continue
        asked = shown(int(slot.asked.question.rpartition("-")[2]))
        view = question_view(contest.state, slot, asked, HallClock(left_ms=9_000))
        line = ADAPTER.dump_json(view).decode()
        wall = "\n".join(plain_lines(draw(view, 80, 24)))
        assert not any(secret in line + wall for secret in ("secret", "bank/", "seed99"))
        is_revealed = slot.phase == "revealed" and not slot.thrown_out
        assert (WHY in line, WHERE in line, "正确" in wall) == (is_revealed,) * 3
        assert bool(view.asking.answer) is is_revealed
        assert ADAPTER.validate_json(line) == view
        wall = "\n".join(plain_lines(draw(scores_view(contest.state, slot), 40, 12)))
        assert all(name in wall for name in ("一队", "二队"))


def test_a_page_ends_where_a_sentence_ends_and_a_heading_goes_with_what_follows() -> None:
    sentence = "没人催，本岗位该办的也按程序办。"
    pages = pages_of("一、职能不削弱\n" + sentence * 30)
    assert len(pages) > 2
    assert all(page.endswith("。") for page in pages)
    assert "".join(pages).replace("\n", "") == "一、职能不削弱" + sentence * 30
    filled = "交" * 19 * 8 + "。"
    assert pages_of(f"{filled}\n二、不出差错\n{sentence}" * 2)[1].startswith("二、不出差错")


@given(
    text=st.text(alphabet="交办之日。，；！ab .\n1", max_size=900), width=st.integers(20, 80), rows=st.integers(6, 30)
)
def test_pages_lose_nothing_and_fit(text: str, width: int, rows: int) -> None:
    pages = pages_of(text, (width, rows))
    assert "".join("".join(pages).split()) == "".join(text.split())
    for page in pages:
        assert sum(len(fold_cells(one, width - 2)) for one in page.split("\n")) <= max(rows - 3, 1)


def test_a_page_with_room_has_its_lines_apart() -> None:
    page = ReadingView(title="代表法", text="交办之日起算。\n三个月内答复。", page=0, pages=1)
    rows = [line.strip() for line in plain_lines(draw(page, 80, 24))]
    assert rows[2:5] == ["交办之日起算。", "", "三个月内答复。"]


def test_a_small_wall_says_that_choices_do_not_fit_and_that_why_goes_on() -> None:
    choices = tuple((letter, "不让人大形象因为自己的过失受到损害") for letter in "ABCD")
    asking = Asking(kind_words="单选题", stem="下列哪一项不在《意见》的“六个不让”之内？", choices=choices)
    assert "Ctrl" in "\n".join(plain_lines(draw(HandsView(asking=asking), 30, 10)))
    assert "Ctrl" not in "\n".join(plain_lines(draw(HandsView(asking=asking), 40, 12)))
    shown = asking.model_copy(update={"is_revealed": True, "answer": ("C",), "explanation": "这是另一回事。" * 20})
    assert "（未完）" in "\n".join(plain_lines(draw(HandsView(asking=shown), 40, 12)))
    assert "Ctrl" in "\n".join(plain_lines(draw(TextView(title="讨论", lines=("字" * 200,)), 30, 10)))


def test_the_right_one_of_true_and_false_does_not_say_true_behind_false() -> None:
    asking = Asking(stem="交办之日起算", choices=(("T", "正确"), ("F", "错误")), is_revealed=True, answer=("F",))
    line = next(one for one in plain_lines(draw(HandsView(asking=asking), 40, 12)) if "错误" in one)
    assert line.split() == ["F", "错误", "答案"]


def test_the_wall_says_whether_one_may_buzz_who_was_too_early_whose_turn_it_is_and_for_how_much() -> None:
    teams = (Team(id=1, name="一队"), Team(id=2, name="二队"))
    events: list[ContestEvent] = [Opened(teams=teams, rules=PRESET_B), RoundBegan(kind=RoundKind.BUZZ, teams=(1, 2))]
    events.append(QuestionShown(slot=1, asked=Asked(question="q", option_order=("C", "B", "A"))))
    assert "还没有开抢" in wall(events)
    assert "一队早抢" in wall([*events, Buzzed(slot=1, team=1)])
    opened = wall([*events, BuzzOpened(slot=1)])
    assert "开抢" in opened
    assert "还没有" not in opened
    assert "开抢" not in wall([*events, BuzzOpened(slot=1), Buzzed(slot=1, team=2)])
    risk = fold([events[0], RoundBegan(kind=RoundKind.RISK, teams=(2, 1)), ValueChosen(team=2, value=40)]).state
    view = round_view(risk)
    assert view is not None
    assert (view.title, view.lines) == ("风险", ("请二队答题", "分值40分"))


def wall(events: list[ContestEvent]) -> str:
    state = fold(events).state
    assert state.slot is not None
    return "\n".join(plain_lines(draw(question_view(state, state.slot, shown(1), None), 40, 12)))


@pytest.mark.parametrize("size", [(30, 10), (40, 12), (80, 24)])
def test_a_revealed_ordering_question_shows_the_order_and_marks_no_option_right(size: tuple[int, int]) -> None:
    use("zh")
    fields = {**question(1).model_dump(), "type": QuestionType.ORDERING, "answer": ("B", "A", "C")}
    ordering = ShownQuestion(Question.model_validate(fields), ("C", "B", "A"))
    before, revealed = (asking_of(ordering, is_revealed=is_revealed) for is_revealed in (False, True))
    lines = plain_lines(draw(QuestionView(round_words="风险", number=1, asking=revealed), *size))
    assert any("正确顺序：B C A" in line for line in lines)
    assert not any("正确" in line for line in lines if KEY in line)
    hidden = plain_lines(draw(QuestionView(round_words="风险", number=1, asking=before), *size))
    assert not any("正确" in line or "B C A" in line for line in hidden)


def test_the_wall_names_no_number_that_is_not_known() -> None:
    def told(**known: int) -> str:
        return "\n".join(plain_lines(draw(SignInView(title="代表法", **known), 80, 24)))

    use("zh")
    assert ("应到" in told(), "已到" in told()) == (False, False)
    assert ("应到" in told(present=17), "已到" in told(present=17)) == (False, True)
    assert ("应到" in told(expected=24), "已到" in told(expected=24)) == (True, True)
