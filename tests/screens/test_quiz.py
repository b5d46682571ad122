"""Quiz, driven by keys: each answer is on the disk before anybody is told whether it was right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from content.catalog import Catalog
from content.marking import right_answer
from content.marks import Bilingual
from content.models import Gap, Pack, Question, QuestionType
from screens.kit.fields import Choice, LineInput
from screens.kit.form import FormDialog
from screens.kit.pick import PickDialog
from screens.quiz.flagged import Flagged
from screens.quiz.mock_paper import MockPaperScreen
from screens.quiz.question import GapLine
from screens.quiz.screen import QuizScreen
from screens.quiz.sitting import Asking
from screens.quiz.topics import Topics
from storage.banks import remove_bank
from storage.journal import Journal
from storage.records import Attempt, Remark
from tests.own_banks import bring_in
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

SIZE = (80, 24)
TOPIC = "六种题型"
OPTIONS = tuple(Bilingual(words) for words in ("三日", "五日", "七日", "十日"))


def one(kind: str, **fields: object) -> Question:
    words = Bilingual(f"{kind}的题干")
    return Question(
        id=f"six-{kind}", type=QuestionType(kind), topic=Bilingual(TOPIC), difficulty=1, source=Bilingual("《某法》"),
        edition=Bilingual("2026"), explanation=Bilingual("这样规定。"), **{"stem": words, **fields},
    )  # fmt: skip


SIX = (
    one("single", options=OPTIONS, answer=("B",)),
    one("multiple", options=OPTIONS, answer=("A", "C")),
    one("true_false", answer=("F",)),
    one("blank", stem=Bilingual("提前____日，由____通过。"), gaps=(Gap(zh=("二十",)), Gap(zh=("三分之二",)))),
    one("short", points=(Bilingual("印发纪要"), Bilingual("跟踪督办"))),
    one("ordering", options=OPTIONS, answer=("C", "A", "D", "B")),
)
BANK = Pack(
    id="six", title=Bilingual("题型"), edition=Bilingual("1"), source=Bilingual("试"), licence="-", questions=SIX
)


def attempts(home: Path) -> list[Attempt]:
    return Journal.open(home).attempts.all()


async def enter_room(pilot: Pilot[None]) -> QuizScreen:
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    screen = pilot.app.screen
    assert isinstance(screen, QuizScreen)
    await until_shown(pilot, "今日测验")
    return screen


async def begin(pilot: Pilot[None], *keys: str) -> Asking:
    """Begin a sitting by these keys of the entry."""
    await enter_room(pilot)
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, Asking))
    asking = pilot.app.screen
    assert isinstance(asking, Asking)
    await until(pilot, lambda: asking.page.waits)
    return asking


async def begin_six(pilot: Pilot[None]) -> Asking:
    """Begin the topic with a question of every type."""
    await enter_room(pilot)
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, Topics))
    await until_shown(pilot, "总体要求")
    await pilot.press("end", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, Asking))
    asking = pilot.app.screen
    assert isinstance(asking, Asking)
    await until(pilot, lambda: asking.page.waits)
    return asking


async def give(pilot: Pilot[None], asking: Asking, *, rightly: bool) -> None:
    """Give an answer to the question on the screen by keys, whatever its type."""
    page = asking.page
    await until(pilot, lambda: page.waits)
    assert page.shown is not None
    question, shown = page.shown.question, page.shown
    if question.type is QuestionType.BLANK:
        for number, text in enumerate(right_answer(question), start=1):
            line = page.query_one(f"#gap-{number}", GapLine)
            await until(pilot, lambda line=line: line.has_focus)  # type: ignore[misc]
            line.value = text if rightly else "不对"
            await pilot.press("enter")
        return
    if question.type is QuestionType.SHORT:
        await until(pilot, lambda: page.query_one("#gap-1", GapLine).has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: page.points_shown and page.has_focus)
        await pilot.press(
            *([str(number) for number in range(1, len(question.points) + 1)] if rightly else "0"), "enter"
        )
        return
    letters = [letter for letter, _words in shown.choices]
    wrong = [letter for letter in letters if letter not in shown.answer] or letters
    for letter in shown.answer if rightly else wrong[:1]:
        await pilot.press(str(letters.index(letter) + 1))
        await until(pilot, lambda letter=letter: letter in page.chosen)  # type: ignore[misc]
    await pilot.press("enter")


async def answer(pilot: Pilot[None], asking: Asking, *, rightly: bool) -> None:
    """Answer, and wait until it is told whether that was right."""
    await give(pilot, asking, rightly=rightly)
    await until(pilot, lambda: asking.outcome is not None)


@pytest.mark.slow
async def test_five_questions_and_each_answer_saved_at_once(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        asking = await begin(pilot, "enter")
        for number in range(1, 6):
            await answer(pilot, asking, rightly=True)
            assert len(attempts(tmp_path)) == number
            assert attempts(tmp_path)[-1].right
            await pilot.press("enter")
        await until_shown(pilot, "答了5题，答对5题")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    assert len({attempt.question_id for attempt in attempts(tmp_path)}) == 5


@pytest.mark.slow
@pytest.mark.parametrize("rightly", [True, pytest.param(False, marks=pytest.mark.slow)])
async def test_every_type_is_answered_by_keys_and_explained(tmp_path: Path, rightly: bool) -> None:
    bring_in(tmp_path, BANK)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin_six(pilot)
        for _question in SIX:
            await answer(pilot, asking, rightly=rightly)
            assert asking.outcome is not None
            if rightly:
                await until_shown(pilot, "答对了")
            elif asking.outcome.shown.question.points:
                await until_shown(pilot, "没有答全")
            else:
                await until_shown(pilot, "没答对")
            await until_shown(pilot, "依据：《某法》（2026）")
            await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    made = {attempt.question_id: attempt for attempt in attempts(tmp_path)}
    assert set(made) == {question.id for question in SIX}
    assert {attempt.right for attempt in made.values()} == {rightly}
    if rightly:
        assert made["six-ordering"].chosen == ("C", "A", "D", "B")
        assert made["six-blank"].chosen == ("二十", "三分之二")


@pytest.mark.slow
async def test_not_sure_comes_again_sooner(tmp_path: Path) -> None:
    two = (SIX[0], Question(**{**dict(SIX[0]), "id": "six-other"}))
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": two}))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin_six(pilot)
        await pilot.press("9")
        await until_shown(pilot, "[没把握]")
        await answer(pilot, asking, rightly=True)
        await pilot.press("enter")
        await answer(pilot, asking, rightly=True)
    unsure, sure = sorted(attempts(tmp_path), key=lambda one: not one.unsure)
    assert (unsure.unsure, sure.unsure) == (True, False)
    assert unsure.card.due < sure.card.due


@pytest.mark.slow
async def test_what_was_wrong_is_explained_with_its_source_and_comes_again_tomorrow(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 40)) as pilot:
        asking = await begin(pilot, "enter")
        await answer(pilot, asking, rightly=False)
        assert asking.outcome is not None
        shown = asking.outcome.shown
        told = "".join(str(shown.explanation).split())
        await until(pilot, lambda: told in "".join(screen_text(pilot).split()))
        assert "依据：" in screen_text(pilot)
    (attempt,) = attempts(tmp_path)
    assert not attempt.right
    assert attempt.card.due <= MONDAY + timedelta(days=1)
    assert Catalog.shipped().question(attempt.question_id).explanation.zh


@pytest.mark.slow
async def test_leaving_and_coming_back_goes_on_also_in_another_run(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin(pilot, "enter")
        await answer(pilot, asking, rightly=True)
        await pilot.press("escape")
        await until_shown(pilot, "接着做")
        await until_shown(pilot, "今日测验，还有 4 题")
        await until_shown(pilot, "今日已答 1 题")
        assert asking.sitting.answers[0].right
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin(pilot, "enter")
        await until_shown(pilot, "第2题，共5题")
        await answer(pilot, asking, rightly=False)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await begin(pilot, "1")  # what was begun today is gone on with, not begun anew
        await until_shown(pilot, "第3题，共5题")
        await pilot.press("escape")
        await begin(pilot, "0")
        await until_shown(pilot, "第3题，共5题")
    assert {attempt.right for attempt in attempts(tmp_path)} == {True, False}
    assert len({attempt.sitting for attempt in attempts(tmp_path)}) == 1


@pytest.mark.slow
async def test_enter_without_a_choice_saves_nothing(tmp_path: Path) -> None:
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": SIX[:1]}))
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await begin_six(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "请先按数字选择")
    assert attempts(tmp_path) == []


@pytest.mark.slow
async def test_wrong_answers_and_reviews_are_asked_again(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin(pilot, "enter")
        await answer(pilot, asking, rightly=False)
        await pilot.press("enter")
        await answer(pilot, asking, rightly=True)
    (wrong,) = (attempt.question_id for attempt in attempts(tmp_path) if not attempt.right)
    async with app_on(tmp_path, MONDAY + timedelta(days=1)).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "待复习 1 题")
        asking = await begin(pilot, "2")
        assert asking.sitting.plan.question_ids == (wrong,)
        await pilot.press("escape")
        asking = await begin(pilot, "3")
        assert asking.sitting.plan.question_ids == (wrong,)
        await answer(pilot, asking, rightly=True)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
        await until(pilot, lambda: "错题              1" not in screen_text(pilot))


async def opened_form(pilot: Pilot[None]) -> FormDialog:
    """The form that opens; the words of its title may stand in the key bar beneath too."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
    assert isinstance(pilot.app.screen, FormDialog)
    return pilot.app.screen


async def correcting(pilot: Pilot[None]) -> None:
    """Open the form that corrects the question on the screen."""
    await pilot.press("ctrl+r")
    await opened_form(pilot)
    await pilot.press("down", "right", "right", "ctrl+s")
    await until_shown(pilot, "改正题目")
    await opened_form(pilot)


async def correct(pilot: Pilot[None], **values: str) -> None:
    """Correct the question on the screen."""
    await correcting(pilot)
    for name, text in values.items():
        pilot.app.screen.query_one(f"#field-{name}", LineInput).value = text
    await pilot.press("ctrl+s")
    await until_shown(pilot, "已改正")


@pytest.mark.slow
async def test_a_question_corrected_on_the_screen_is_marked_as_corrected(tmp_path: Path) -> None:
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": SIX[:1]}))
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        asking = await begin_six(pilot)
        assert asking.page.shown is not None
        order = asking.page.shown.order
        await correct(pilot, stem="改过的题干", answer="Ｃ", explanation="应选C，A不对。")
        await until_shown(pilot, "本人已改正")
        await until_shown(pilot, "改过的题干")
        await answer(pilot, asking, rightly=True)
        await until_shown(pilot, "答对了")
    (attempt,) = attempts(tmp_path)
    assert (attempt.chosen, attempt.right) == ((order[2],), True)
    (remark,) = Journal.open(tmp_path).remarks.all()
    assert remark.corrected is not None
    assert remark.corrected.options == OPTIONS
    assert remark.corrected.explanation.zh == f"应选{{{order[2]}}}，{{{order[0]}}}不对。"


@pytest.mark.slow
async def test_a_letter_of_no_option_is_refused_in_one_line(tmp_path: Path) -> None:
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": SIX[:1]}))
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        asking = await begin_six(pilot)
        await correcting(pilot)
        shown = asking.page.shown
        assert shown is not None
        for place, (letter, words) in enumerate(shown.choices):  # as it stands on the screen
            line = pilot.app.screen.query_one(f"#field-option{shown.order[place]}", LineInput)
            assert (line.value, letter) == (words, "ABCD"[place])
        pilot.app.screen.query_one("#field-answer", LineInput).value = "E"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "答案写选项的字母，从 A 到 D")
    assert Journal.open(tmp_path).remarks.all() == []


@pytest.mark.slow
async def test_a_correction_that_was_left_is_a_draft(tmp_path: Path) -> None:
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": SIX[:1]}))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await begin_six(pilot)
        await correcting(pilot)
        pilot.app.screen.query_one("#field-stem", LineInput).value = "改了一半"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Asking))
        await settle(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "上次有未保存的内容")
        await pilot.press("enter")
        await opened_form(pilot)
        await until_shown(pilot, "[改正]")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "改了一半")


@pytest.mark.slow
async def test_a_question_set_aside_is_not_asked_keeps_its_correction_and_comes_back(tmp_path: Path) -> None:
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": SIX[:2]}))
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        asking = await begin_six(pilot)
        assert asking.page.shown is not None
        first = asking.page.shown.question
        await correct(pilot, stem="改过的题干")
        await until_shown(pilot, "改过的题干")
        await pilot.press("ctrl+r")
        await opened_form(pilot)
        await pilot.press("down", "left", "ctrl+s")
        await until_shown(pilot, "不再出这道题")
        await until_shown(pilot, "第1题，共1题")
        assert asking.page.shown is not None
        assert asking.page.shown.question.id != first.id
        await pilot.press("escape")
        await until_shown(pilot, "有误的题          1 题")
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, Flagged))
        await settle(pilot)
        await until_shown(pilot, "不再出")
        await pilot.press("enter")
        await opened_form(pilot)
        await pilot.press("down", "left", "ctrl+s")
        await until_shown(pilot, "已记下")
        await until(pilot, lambda: isinstance(pilot.app.screen, Flagged))
        await pilot.press("escape")
        asking = await begin_six(pilot)
        assert len(asking.sitting.questions) == 2
    (remark,) = Journal.open(tmp_path).remarks.all()
    assert remark.corrected is not None


@pytest.mark.slow
async def test_a_remark_on_a_question_that_is_gone_can_be_taken_back(tmp_path: Path) -> None:
    bring_in(tmp_path, BANK)
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    uid = Remark.uid_of("six-single")
    journal.remarks.add(Remark.new(MONDAY, MONDAY.date(), uid=uid, question_id="six-single", set_aside=True))
    remove_bank(tmp_path, "six")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("7")
        await until_shown(pilot, "已没有这道题")
        await pilot.press("enter")
        await until_shown(pilot, "撤销")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "没有。答题时按")
    assert Journal.open(tmp_path).remarks.all() == []


@pytest.mark.slow
async def test_a_paste_too_long_for_a_gap_is_cut_and_answered(tmp_path: Path) -> None:
    bring_in(tmp_path, Pack(**{**dict(BANK), "questions": SIX[3:4]}))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin_six(pilot)
        line = asking.page.query_one("#gap-1", GapLine)
        await until(pilot, lambda: line.has_focus)
        pilot.app.post_message(events.Paste("长" * 5_000))
        await until(pilot, lambda: bool(line.value))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: asking.outcome is not None)
    (attempt,) = attempts(tmp_path)
    assert not attempt.right


@pytest.mark.slow
async def test_what_is_gone_on_with_is_as_it_is_now(tmp_path: Path) -> None:
    bring_in(tmp_path, BANK)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        asking = await begin_six(pilot)
        await answer(pilot, asking, rightly=True)
        await pilot.press("escape")
        await until_shown(pilot, "接着做")
        remove_bank(tmp_path, "six")
        await pilot.press("0")
        await until_shown(pilot, "没有可以接着做的了")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))


@pytest.mark.slow
async def test_a_mock_paper_is_handed_in_and_only_then_marked(tmp_path: Path) -> None:
    bring_in(tmp_path, BANK)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        await pilot.press("f1")
        await until_shown(pilot, "部分给分：答对一部分时是否给一部分分")
        await pilot.press("f1")
        await until(pilot, lambda: pilot.app.screen is form)
        for kind in QuestionType:
            field = form.query_one(f"#field-count-{kind}")
            field.value = "1" if kind in (QuestionType.SHORT, QuestionType.TRUE_FALSE) else "0"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, MockPaperScreen))
        paper = pilot.app.screen
        assert isinstance(paper, MockPaperScreen)
        await until_shown(pilot, "第1题，共2题")
        await pilot.press("1")
        await until_shown(pilot, "1题未答")
        assert attempts(tmp_path) == []
        await pilot.press("right")
        await until(pilot, lambda: paper.page.query_one("#gap-1", GapLine).has_focus)
        paper.page.query_one("#gap-1", GapLine).value = "印发纪要"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "交卷吗")
        await pilot.press("enter")
        await until_shown(pilot, "请对照要点")
        await until_shown(pilot, "0 [ ] 一条也没答到")
        await until_shown(pilot, "你写的：印发纪要")
        short = paper.paper.questions[1].question
        await pilot.press("escape")  # half compared it would be half handed in
        await until_shown(pilot, "请先对照完简答题")
        assert isinstance(pilot.app.screen, MockPaperScreen)
        await pilot.press(*(str(number) for number in range(1, len(short.points) + 1)), "enter")
        await until(pilot, lambda: bool(paper.marked))
        await until_shown(pilot, "共2题，答对")
        await pilot.press("right")
        await until_shown(pilot, "你写的：印发纪要")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    made = {attempt.question_id: attempt for attempt in attempts(tmp_path)}
    assert len(made) == 2
    assert made[short.id].right


@pytest.mark.slow
async def test_a_paper_that_cannot_be_drawn_leads_back_to_its_form(tmp_path: Path) -> None:
    bring_in(tmp_path, BANK)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("5")
        form = await opened_form(pilot)
        form.query_one("#field-count-single", LineInput).value = "7"
        form.query_one("#field-topics", Choice).choose("some")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await settle(pilot)
        await pilot.press("end", "space", "ctrl+s")  # the topic of the bank, with one question of a type
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen is not form)
        again = await opened_form(pilot)
        assert again.query_one("#field-count-single", LineInput).value == "7"
        await until_shown(pilot, "单选题要7道")


@pytest.mark.slow
async def test_what_was_answered_is_not_new_again_in_the_next_run(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        asking = await begin(pilot, "enter")
        await answer(pilot, asking, rightly=False)
    (done,) = attempts(tmp_path)
    async with app_on(tmp_path, MONDAY + timedelta(days=1)).run_test(size=SIZE) as pilot:
        asking = await begin(pilot, "enter")
        assert asking.sitting.questions[0].question.id == done.question_id
