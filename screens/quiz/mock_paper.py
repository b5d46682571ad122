"""A mock paper: any question in any order until it is handed in; then every question with what was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from content.cells import cut, fit, pad
from content.models import QuestionType
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from screens.kit.fields import LEFT_RIGHT
from screens.kit.form import AskDialog
from screens.quiz.question import QuestionPage, Told, option_bindings
from screens.quiz.question_screen import QuestionScreen

if TYPE_CHECKING:
    from storage.mock import MockPaper
    from storage.sitting import Answered


class MockPaperScreen(QuestionScreen):
    """The questions of one paper. What stands at each is on the disk as soon as it is chosen or left."""

    CAN_BE_LEFT = True
    HELP = mark_for_translation(
        "Answer in any order: Left and Right go to the other questions, Page Up and Page Down too, also out of a line "
        "one writes in. Answers can be changed until {paper.hand_in} hands the paper in. Short answers are then "
        "compared with "
        "their points by yourself.\n"
        "Esc leaves; the paper waits for you. Time, where there is a limit, goes on. Nobody but you sees how it went."
    )
    BINDINGS = [
        *option_bindings("paper", show=False),
        Binding("enter", "go_on", mark_for_translation("next question"), id="paper.next"),
        Binding("left,pageup", "turn(-1)", mark_for_translation("other question"), id="paper.back",
                key_display=LEFT_RIGHT, tooltip=mark_for_translation("The question before")),
        Binding("right,pagedown", "turn(1)", mark_for_translation("on"), show=False, id="paper.on",
                tooltip=mark_for_translation("The question after")),
        Binding("ctrl+s", "hand_in", mark_for_translation("hand in"), id="paper.hand_in", priority=True),
        Binding("escape", "leave", mark_for_translation("leave"), id="paper.leave",
                tooltip=mark_for_translation("Leave the paper; it waits for you")),
    ]  # fmt: skip

    def __init__(self, desk: Desk, paper: MockPaper) -> None:
        hint = _("compared with its points when the paper is handed in")
        super().__init__(desk, QuestionPage(asks_certainty=False, short_hint=hint, id="page"))
        self.paper = paper
        self.number = 0
        self.to_compare: list[int] = []  # short answers still to be compared with their points
        self.named: dict[int, tuple[str, ...]] = {}  # the points that those compared named
        self.is_handing_in = False
        self.comparing: int | None = None
        self.marked: list[tuple[Answered, Fraction]] = []

    def on_mount(self) -> None:
        """Begin with the first question nothing stands at."""
        empty = (number for number in range(len(self.paper.questions)) if not any(self.paper.given(number)))
        self.number = next(empty, 0)
        self.call_after_refresh(self._show_question)
        self.set_interval(1, self._tick)

    # What is shown

    def _show_question(self) -> None:
        shown, given = self.paper.questions[self.number], self.paper.given(self.number)
        if self.marked:
            answered, _share = self.marked[self.number]
            self.page.ask(shown, self._head(), () if shown.question.letters else given)
            self.page.tell(Told(answered.given, answered.right))
        else:
            letters = tuple(shown.shown(letter) for letter in given) if shown.question.letters else given
            self.page.ask(shown, self._head(), letters)
            if self.comparing is not None:
                self.page.show_points()
        self.show_side()

    def _head(self) -> str:
        count = len(self.paper.questions)
        words = [
            _("Mock paper"),
            _("question {number} of {count}").format(number=self.number + 1, count=count),
        ]
        if self.marked:
            words.append(self._result())
        elif self.comparing is not None:
            words.append(_("compare with the points"))
        else:
            left = self.paper.unanswered
            words.append(ngettext("{n} still empty", "{n} still empty", left).format(n=left) if left else "")
            words.append(self._time_words())
        return fit("  ".join(filter(None, words)), max(self.page.size.width - 4, 20))

    def _time_words(self) -> str:
        left = self.paper.time_left()
        if left is None:
            return ""
        if left < timedelta(minutes=1):
            return _("less than a minute left")
        minutes = -(-left // timedelta(minutes=1))
        return ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)

    def _result(self) -> str:
        right = sum(answered.right for answered, _share in self.marked)
        words = ngettext("{right} of {n} right", "{right} of {n} right", right)
        told = words.format(right=right, n=len(self.marked))
        part = sum((share for _answered, share in self.marked if share < 1), Fraction(0))
        return told + (_(", and {part} in part").format(part=f"{float(part):.1f}") if part else "")

    def side(self, width: int) -> Iterable[Content]:
        """The types of the paper's questions, and how they stand."""
        begin = max(min(self.number - 14, len(self.paper.questions) - 30), 0)
        for number, shown in list(enumerate(self.paper.questions))[begin : begin + 30]:
            state, style = self._state(number)
            mark = ">" if number == self.number else " "
            line = f"{mark}{number + 1:>3}  {pad(shown.question.type.words, 15)} "
            yield Content.assemble(line, (cut(state, width - 22), style))

    def _state(self, number: int) -> tuple[str, str]:
        if self.marked:
            answered, share = self.marked[number]
            if answered.right:
                return _("right", context="verdict"), "$mark-kept"
            return (_("in part"), "$mark-partly") if share else (_("not right"), "$mark-not-kept")
        return (_("answered"), "") if any(self.paper.given(number)) else (_("empty"), "$text-muted")

    # Keys

    def other_words(self) -> Mapping[str, str]:
        """Enter is called by what it does; while points are compared one cannot leave, and is told why."""
        words = {"go_on": _("next question")}
        if self.comparing is not None:
            words = {"go_on": _("compared"), "clear": _("none", context="points"), "leave": ""}
        elif self.number + 1 >= len(self.paper.questions):
            words["go_on"] = _("close") if self.marked else _("hand in")
        return words | ({"submit": words["go_on"]} if self.page.is_at_last_line else {})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One turns while nothing is compared, and hands in once."""
        if action == "turn":
            return self.comparing is None
        if action == "hand_in":
            return not self.marked and self.comparing is None
        return super().check_action(action, parameters)

    async def action_choose(self, number: int) -> None:
        """Choose an option, or tick a point that was named."""
        self.page.choose(number)
        if self.comparing is None:
            await self._keep()

    async def action_clear(self) -> None:
        """Choose nothing; of a short answer, say that it named no point."""
        self.page.clear()
        if self.comparing is None:
            await self._keep()

    async def action_go_on(self) -> None:
        """The next question; after the last, hand in, or close."""
        if self.comparing is not None:
            await self._compared()
        elif self.number + 1 < len(self.paper.questions):
            await self.action_turn(1)
        elif self.marked:
            self.dismiss(None)
        else:
            self.action_hand_in()

    async def action_turn(self, step: int) -> None:
        """Go to another question; what was written stays."""
        if not self.marked and not await self._keep():
            return
        self.number = min(max(self.number + step, 0), len(self.paper.questions) - 1)
        self._show_question()

    async def _keep(self) -> bool:
        """Write down what stands at the question on the screen; whether that was done."""
        shown, number = self.page.shown, self.number
        if shown is None or self.marked or self.comparing is not None:
            return True
        given = shown.given(self.page.given)
        if given == self.paper.given(number) or (not any(given) and not any(self.paper.given(number))):
            return True
        done = await self.done(lambda: self.paper.put(number, given))
        self.page.show_head(self._head())
        self.show_side()
        return done

    async def action_leave(self) -> None:
        """Leave; the paper waits. Half compared it is half handed in, and would wait as if nothing had been asked."""
        if self.comparing is not None:
            self.tell(_("Compare the short answers first; then the paper is handed in."))
        elif await self._keep():
            self.dismiss(None)

    # Handing in

    def action_hand_in(self) -> None:
        """Hand the paper in."""
        self.begin(self._hand_in)

    async def _hand_in(self) -> None:
        if not await self._keep():
            return
        left = self.paper.unanswered
        explain = ngettext("{n} question is still empty.", "{n} questions are still empty.", left).format(n=left)
        if await self.ask(AskDialog(_("Hand in the paper?"), explain if left else "")) is not None:
            await self._compare_short_answers()

    async def _tick(self) -> None:
        """Show the time that is left; when none is, the paper is handed in as it stands."""
        left = self.paper.time_left()
        if left is None or self.marked or self.comparing is not None or self.app.screen is not self:
            return
        if left:
            self.page.show_head(self._head())
        elif await self._keep():
            await self._compare_short_answers()
            over, short = (
                _("The time is over: handed in as it stands."),
                _("The time is over. Compare your short answers."),
            )
            self.tell(over if self.comparing is None else short)

    async def _compare_short_answers(self) -> None:
        if self.is_handing_in:  # the time was over while somebody was asked
            return
        self.is_handing_in = True
        questions = enumerate(self.paper.questions)
        short = [number for number, shown in questions if shown.question.type is QuestionType.SHORT]
        self.to_compare = [number for number in short if any(self.paper.given(number))]
        await self._compare_next()

    async def _compare_next(self) -> None:
        if self.to_compare:
            self.comparing = self.number = self.to_compare.pop(0)
            self._show_question()
            return
        self.comparing = None
        marked = await self.attempt(lambda: self.paper.hand_in(self.named))
        self.is_handing_in = marked is not None
        if marked is not None:
            self.marked = marked
            self.number = 0
            self._show_question()

    async def _compared(self) -> None:
        if not self.page.chosen and not self.page.named_none:
            self.tell(_("Which points did you name? 0: none of them."))
            return
        self.named[self.number] = tuple(sorted(self.page.chosen)) or ("0",)
        await self._compare_next()
