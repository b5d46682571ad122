"""Quiz, driven by keys: each answer is on the disk before anybody is told whether it was right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from content.catalog import Catalog
from screens.cells import fold
from screens.quiz import QuizScreen
from storage.journal import Journal
from storage.records import Attempt
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown

SIZE = (80, 24)


def attempts(home: Path) -> list[Attempt]:
    return Journal.open(home).attempts.all()


async def enter_room(pilot: Pilot[None]) -> QuizScreen:
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    screen = pilot.app.screen
    assert isinstance(screen, QuizScreen)
    await until_shown(pilot, "今日测验")
    return screen


async def answer(pilot: Pilot[None], screen: QuizScreen, *, rightly: bool) -> None:
    """Choose the right options, or one option that is not the answer, and answer."""
    await until(
        pilot, lambda: screen.outcome is None and screen.sitting is not None and screen.sitting.current is not None
    )
    assert screen.sitting is not None
    shown = screen.sitting.current
    assert shown is not None
    letters = [letter for letter, _words in shown.choices]
    wanted = set(shown.answer) if rightly else {next(letter for letter in letters if letter not in shown.answer)}
    for letter in sorted(wanted):
        await pilot.press(str(letters.index(letter) + 1))
        await until(pilot, lambda letter=letter: letter in screen.chosen)  # type: ignore[misc]
    await pilot.press("enter")
    await until(pilot, lambda: screen.outcome is not None)


async def test_five_questions_and_each_answer_saved_at_once(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("enter")
        for number in range(1, 6):
            await answer(pilot, screen, rightly=True)
            assert len(attempts(tmp_path)) == number
            assert attempts(tmp_path)[-1].right
            await pilot.press("enter")
        await until_shown(pilot, "答了5题，答对5题")
    assert len({attempt.question_id for attempt in attempts(tmp_path)}) == 5


async def test_what_was_wrong_is_explained_with_its_source_and_comes_again_tomorrow(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 40)) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("enter")
        await answer(pilot, screen, rightly=False)
        await until_shown(pilot, "不对。正确答案")
        assert screen.outcome is not None
        shown = screen.outcome.shown
        for line in fold(str(shown.explanation), 74):
            await until_shown(pilot, line[:10])
        assert "出处：" in screen_text(pilot)
    (attempt,) = attempts(tmp_path)
    assert not attempt.right
    assert attempt.card.due <= MONDAY + timedelta(days=1)
    assert Catalog.load().question(attempt.question_id).explanation.zh


async def test_leaving_and_coming_back_goes_on(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("enter")
        await answer(pilot, screen, rightly=True)
        await pilot.press("f2")
        await until_shown(pilot, "已对照")
        await pilot.press("f4")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("enter")
        await answer(pilot, screen, rightly=True)
        assert screen.sitting is not None
        assert len(screen.sitting.answers) == 2
    assert len(attempts(tmp_path)) == 2


async def test_enter_without_a_choice_saves_nothing(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.asking)
        await pilot.press("enter")
        await until_shown(pilot, "请先按数字选择")
    assert attempts(tmp_path) == []


async def test_what_was_answered_is_not_new_again_in_the_next_run(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("enter")
        await answer(pilot, screen, rightly=False)
    (done,) = attempts(tmp_path)
    async with app_on(tmp_path, MONDAY + timedelta(days=1)).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        assert screen.sitting is not None
        assert screen.sitting.questions[0].question.id == done.question_id
        await until_shown(pilot, "待复习 1 题")
