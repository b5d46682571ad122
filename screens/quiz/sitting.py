"""A sitting of questions: one after another, each explained at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from content.cells import fit, pad
from content.models import QuestionType
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from desk.words.quiz import kind_words
from screens.quiz.question import QuestionPage, Told, option_bindings
from screens.quiz.question_screen import QuestionScreen
from storage.records import SittingKind

if TYPE_CHECKING:
    from content.marking import ShownQuestion
    from storage.sitting import Answered, Sitting


class Asking(QuestionScreen):
    """The questions of one sitting. Every answer is on the disk before anybody is told whether it was right."""

    CAN_BE_LEFT = True
    HELP = mark_for_translation(
        "Choose with the digits, or write in the gaps; Enter answers. At once you see whether it was right, why, and "
        "where it stands. In a multiple choice question several options are chosen and all must be right; in an "
        "ordering question the digits are pressed in the right order. After a short answer you tick the points you "
        "named yourself.\n"
        "{asking.unsure} says that you are not sure: even if it was right, the question comes again sooner.\n"
        "Each answer is saved at once. Esc leaves; you can go on later. {asking.remark}: the question itself is wrong."
    )
    BINDINGS = [
        *option_bindings("asking", show=True),
        Binding("9", "unsure", mark_for_translation("not sure"), id="asking.unsure",
                tooltip=mark_for_translation("Not sure: the question comes again sooner")),
        Binding("enter", "go_on", mark_for_translation("go on"), id="asking.go_on",
                tooltip=mark_for_translation("Answer, and go to the next question")),
        Binding("ctrl+r", "remark", mark_for_translation("question wrong"), id="asking.remark",
                tooltip=mark_for_translation("Flag the question, set it aside, or correct it")),
        Binding("escape", "leave", mark_for_translation("leave"), id="asking.leave",
                tooltip=mark_for_translation("Leave the questions; you can go on later")),
    ]  # fmt: skip

    def __init__(self, desk: Desk, sitting: Sitting) -> None:
        hint = _("may stay empty; think, then Enter shows the points")
        super().__init__(desk, QuestionPage(short_hint=hint, id="page"))
        self.sitting = sitting
        self.outcome: Answered | None = None

    def on_mount(self) -> None:
        """Ask the first question; close what was broken off after its last."""
        self.call_after_refresh(self._end if self.sitting.is_over else self._ask)

    async def on_unmount(self) -> None:
        """Write the schedule when the program ends."""
        await self.attempt(self.sitting.close)

    @property
    def number(self) -> int:
        """The number of the question on the screen, from 1."""
        return len(self.sitting.answers) + (0 if self.outcome else 1)

    def _ask(self) -> None:
        self.outcome = None
        self.page.ask(self.sitting.current, self._head())
        self.show_side()

    def _head(self) -> str:
        kind, shown = self.sitting.plan.kind, self.sitting.current
        count = len(self.sitting.questions)
        where = _("question {number}") if kind is SittingKind.ENDLESS else _("question {number} of {count}")
        words = [kind_words(kind), where.format(number=self.number, count=count)]
        if shown is not None:
            words.append(str(shown.question.topic))
            if shown.question.id in self.desk.corrected:
                words.append(_("as you corrected it"))
        return fit("  ".join(words), max(self.page.size.width - 4, 20))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One is sure or not while the question waits."""
        return self.page.waits if action == "unsure" else super().check_action(action, parameters)

    def other_words(self) -> Mapping[str, str]:
        """The keys as they are now: a digit is called by its option, Enter by what it does."""
        names = {"go_on": self._go_on_words()}
        if self.page.is_at_last_line:
            names["submit"] = names["go_on"]
        kind = self.page.shown.question.type if self.page.shown else None
        for place, (letter, words) in enumerate(self.page.choices, start=1):
            name = _("point") if self.page.points_shown else words if kind is QuestionType.TRUE_FALSE else letter
            names[f"choose({place})"] = name
        if self.page.points_shown:
            names["clear"] = _("none", context="points")
        return names

    def _go_on_words(self) -> str:
        if self.page.waits:
            return _("points") if self._thinks_of_a_short_answer else _("answer", context="do")
        return _("close") if self.sitting.is_over else _("next question")

    @property
    def _thinks_of_a_short_answer(self) -> bool:
        shown = self.page.shown
        return shown is not None and shown.question.type is QuestionType.SHORT and not self.page.points_shown

    def action_choose(self, number: int) -> None:
        """Choose an option; pressing again takes it back where several may be chosen."""
        self.page.choose(number)

    def action_clear(self) -> None:
        """Choose nothing."""
        self.page.clear()

    def action_unsure(self) -> None:
        """Say that one is not sure, or that one is."""
        self.page.turn_certainty()

    async def action_go_on(self) -> None:
        """Answer, or go to the next question, or close after the last."""
        if self.page.waits:
            await self._answer()
        elif self.outcome is None or self.sitting.is_over:
            await self._end()
        else:
            self._ask()

    async def _answer(self) -> None:
        if self._thinks_of_a_short_answer:
            self.page.show_points()
            return
        given, unsure, sitting = self.page.given, self.page.is_unsure, self.sitting
        is_short = self.page.points_shown
        if not any(given) and not self.page.named_none:
            choose = _("Choose with a digit first.") if self.page.choices else _("Write something first.")
            self.tell(_("Which points did you name? 0: none of them.") if is_short else choose)
            return
        if is_short:
            named = [int(number) for number in given]
            self.outcome = await self.attempt(lambda: sitting.answer_short(named, unsure=unsure))
        else:
            self.outcome = await self.attempt(lambda: sitting.answer(given, unsure=unsure))
        if self.outcome is not None:
            self.page.tell(Told(self.outcome.given, self.outcome.right))
            self.show_side()

    async def _end(self) -> None:
        """Close the sitting and say how it went."""
        if not await self.done(self.sitting.close):
            return
        answered, right = len(self.sitting.answers), self.sitting.right
        self.dismiss(None)
        if answered:
            words = ngettext(
                "{n} question answered, {right} right.", "{n} questions answered, {right} right.", answered
            )
            again = "" if right == answered else _(" What was not right comes again tomorrow.")
            self.tell(words.format(n=answered, right=right) + again)

    async def action_leave(self) -> None:
        """Leave; what was answered is saved."""
        await self._end()

    def action_remark(self) -> None:
        """Flag the question on the screen, set it aside, or correct it."""
        if self.page.shown is not None:
            self.begin(self._remark, self.page.shown)

    async def _remark(self, shown: ShownQuestion) -> None:
        from screens.quiz.remark import remark_on

        if await remark_on(self, shown.question.id, shown.order) and self.page.waits:
            await self._anew()

    async def _anew(self) -> None:
        """Go on with the sitting as its questions are now: one was corrected, or is not asked any more."""
        from storage.sitting import Sitting

        plan, desk = self.sitting.plan, self.desk
        sitting = await self.attempt(lambda: Sitting(desk.journal, desk.catalog, desk.clock, plan))
        if sitting is None:
            return
        self.sitting = sitting
        if sitting.is_over:
            await self._end()
        else:
            self._ask()

    # At the side

    def side(self, width: int) -> Iterable[Content]:
        """The topics of this sitting, and which answers were right."""
        begin = max(len(self.sitting.questions) - 30, 0)
        for number, shown in enumerate(self.sitting.questions[begin:], start=begin + 1):
            state, style = "", "$text-muted"
            if number <= len(self.sitting.answers):
                right = self.sitting.answers[number - 1].right
                state, style = (
                    (_("right", context="verdict"), "$mark-kept") if right else (_("not right"), "$mark-not-kept")
                )
            line = f"{number:>2}  {pad(str(shown.question.topic), max(width - 14, 10))} "
            yield Content.assemble(line, (state, style))
