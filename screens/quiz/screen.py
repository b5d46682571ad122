"""Quiz: what may be asked today, what was wrong, topics, mock papers and banks; Enter begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.dates import short_day
from content.words import _, mark_for_translation, ngettext
from desk.words.quiz import kind_words
from screens.kit.form import AskDialog
from screens.kit.list_screens import ListRoom
from screens.kit.rows import Cell, Row, Rows
from storage.records import SittingKind, SittingPlan

if TYPE_CHECKING:
    from storage.sitting import Overview

GO_ON, GO_ON_PAPER, FLAGGED, BANKS = "go_on", "go_on_paper", "flagged", "banks"
ENTRIES = (*(kind.value for kind in SittingKind), FLAGGED, BANKS)


class QuizRows(Rows):
    """What may be done."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("begin"), id="quiz.begin",
                        tooltip=mark_for_translation("Begin what is selected"))]  # fmt: skip


class QuizScreen(ListRoom):
    """The entry: one line for everything that can be asked, with how much of it there is."""

    NAME = "quiz"
    CSS_PATH = "quiz.tcss"
    HELP = mark_for_translation(
        "Enter begins the quiz of the day: five questions, first those due for review, then new ones. A question comes "
        "again the sooner the less sure you were; after an absence the reviews are spread over several days.\n"
        "Wrong answers can be asked again at any time; by topic you also see what you know and what not. A mock paper "
        "says how it went only when it is handed in. Banks can be brought in from Excel and given out as papers.\n"
        "There are no points and no ranks, and nobody measures your time. Answers stay on this computer unless you "
        "tick them in Share."
    )
    BINDINGS = [
        Binding("0", f"choose('{GO_ON}')", mark_for_translation("Go on with what was broken off"), show=False,
                id="quiz.go_on"),
        Binding("9", f"choose('{GO_ON_PAPER}')", mark_for_translation("Go on with the mock paper"), show=False,
                id="quiz.go_on_paper"),
        *(Binding(str(number), f"choose('{entry}')", words, show=False, id=f"quiz.{entry}")
          for number, (entry, words) in enumerate(
              zip(ENTRIES, (
                mark_for_translation("The quiz of the day"),
                mark_for_translation("What is due for review"),
                mark_for_translation("What was answered wrongly"),
                mark_for_translation("Topics: what you know, and questions on one"),
                mark_for_translation("A mock paper"),
                mark_for_translation("Questions on and on"),
                mark_for_translation("Questions you flagged, set aside or corrected"),
                mark_for_translation("Banks of questions: bring in, give out, papers"),
            ), strict=True), start=1)),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.seen: Overview | None = None
        self.counts = (0, 0, 0)  # packs with questions, questions, remarks
        self.list = QuizRows(id="list")

    def furniture(self) -> Iterable[Widget]:
        """The lines."""
        yield Static("", id="title", markup=False)
        yield self.list
        yield Static(_("Reading ..."), id="note", markup=False)

    async def read(self) -> None:
        """Look what may be asked."""
        read = await self.attempt(self._read)
        if read is not None:
            self.seen, self.counts = read

    def _read(self) -> tuple[Overview, tuple[int, int, int]]:
        from storage.sitting import overview

        catalog = self.desk.catalog
        packs = sum(bool(pack.questions) for pack in catalog.packs)
        seen = overview(self.desk.journal, catalog, self.desk.now(), self.desk.settings.reviews_per_day)
        return seen, (packs, len(catalog.questions()), len(self.desk.journal.remarks.all()))

    # What the lines say

    def show(self) -> None:
        """Bring every line up to date."""
        if self.seen is None:
            return
        was_empty = not self.list.rows
        self.query_one("#title", Static).update(_("Quiz"))
        self.list.show(list(self._rows(self.seen)))
        if was_empty:
            broken_off = GO_ON if self.seen.plan else GO_ON_PAPER if self.seen.paper else ""
            self.list.select(broken_off or SittingKind.DAILY.value)
        self.query_one("#note", Static).update(_("No points, no ranks; each answer is saved at once."))
        self.refresh_bindings()

    def _rows(self, seen: Overview) -> Iterable[Row]:
        if seen.plan is not None:
            yield Row(GO_ON, (Cell("0", 1), Cell(_("Go on"), 16), Cell(self._left_off(seen.plan, seen.plan_left))))
        if seen.paper is not None:
            words = self._left_off(seen.paper, seen.paper_left)
            yield Row(GO_ON_PAPER, (Cell("9", 1), Cell(_("Go on"), 16), Cell(words)))
        for number, (entry, words) in enumerate(zip(ENTRIES, self._words(seen), strict=True), start=1):
            yield Row(entry, (Cell(str(number), 1), Cell(entry_words(entry), 16), Cell(words)))

    def _left_off(self, plan: SittingPlan, left: int | None) -> str:
        words = kind_words(plan.kind)
        if left is not None:
            count = ngettext("{kind}, {n} question left", "{kind}, {n} questions left", left)
            words = count.format(kind=words, n=left)
        began = short_day(plan.began_at.astimezone().date(), self.desk.today())
        return _("{what}, begun on {day}").format(what=words, day=began)

    def _words(self, seen: Overview) -> Sequence[str]:
        packs, questions, remarks = self.counts
        return (
            self._daily_words(seen),
            self._review_words(seen),
            _how_many(len(seen.wrong)),
            _("what you know, and questions on one topic"),
            _("questions of each type, as you choose"),
            _("until you stop"),
            _how_many(remarks),
            _("{packs} banks, {n} questions").format(packs=packs, n=questions),
        )

    def _daily_words(self, seen: Overview) -> str:
        if not seen.reviews and not seen.new:
            if seen.next_day is None:
                return _("there are no questions yet")
            return _("nothing due today; next review {day}").format(day=short_day(seen.next_day, self.desk.today()))
        due = ngettext("{n} to review", "{n} to review", len(seen.reviews)).format(n=len(seen.reviews))
        new = ngettext("{n} new", "{n} new", seen.new).format(n=seen.new)
        words = [_("five questions: {due}, {new}").format(due=due, new=new)]
        if seen.today:
            words.append(ngettext("{n} answered today", "{n} answered today", seen.today).format(n=seen.today))
        return _("; ").join(words)

    def _review_words(self, seen: Overview) -> str:
        if not seen.reviews:
            return _("nothing due today")
        today = ngettext("{n} today", "{n} today", len(seen.reviews)).format(n=len(seen.reviews))
        if seen.backlog == len(seen.reviews):
            return today
        words = _("{today}; {n} are due in all, the others come later")
        return words.format(today=today, n=seen.backlog)

    # Keys

    @on(OptionList.OptionSelected, "#list")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_choose(event.option_id or "")

    def action_choose(self, entry: str) -> None:
        """Begin what the line says."""
        if self.seen is None or not entry:
            return
        if entry in (GO_ON, GO_ON_PAPER):
            self.begin(self._go_on, entry)
        elif entry == FLAGGED:
            self.begin(self._flagged)
        elif entry == BANKS:
            self.begin(self._banks)
        elif entry == SittingKind.TOPIC:
            self.begin(self._topics)
        elif entry == SittingKind.PAPER:
            self.begin(self._paper)
        elif self._was_begun_today(entry):
            self.begin(self._go_on, GO_ON)
        elif entry in ENTRIES:
            self.begin(self._new, SittingKind(entry))

    def _was_begun_today(self, entry: str) -> bool:
        """Whether the quiz or the reviews of this day were begun; those are gone on with, not begun anew."""
        from storage.sitting import OF_THE_DAY

        plan = self.seen.plan if self.seen else None
        return plan is not None and plan.kind in OF_THE_DAY and entry == plan.kind

    async def visit(self, target: str) -> None:
        """Ask about some topics, named with spaces between them."""
        await self.look_again()
        self.begin(self._new, SittingKind.TOPIC, tuple(target.split()))

    # Steps

    async def _go_on(self, entry: str) -> None:
        """Go on with what was broken off, as it is now."""
        from storage.sitting import PAPER_PLACE, PLACE, unfinished

        place = PAPER_PLACE if entry == GO_ON_PAPER else PLACE
        desk = self.desk
        plan = await self.attempt(lambda: unfinished(desk.journal, desk.catalog, desk.today(), place))
        if plan is None:
            self.tell(_("There is nothing left to go on with."))
            await self.look_again()
            return
        await self._ask(plan)

    async def _new(self, kind: SittingKind, topics: tuple[str, ...] = ()) -> None:
        """Begin a new sitting."""
        plan = await self.attempt(partial(self._plan, kind, topics))
        if plan is None:
            return
        if not plan.question_ids:
            self.tell(_("There is nothing to ask here just now."))
            return
        await self._ask(plan)

    def _plan(self, kind: SittingKind, topics: tuple[str, ...]) -> SittingPlan:
        """The plan of a sitting (in the desk's thread)."""
        from storage.sitting import plan_for

        seen, _counts = self._read()
        return plan_for(kind, seen, self.desk.catalog, self.desk.now(), topics=topics)

    async def _ask(self, plan: SittingPlan) -> None:
        from screens.quiz.mock_paper import MockPaperScreen
        from screens.quiz.sitting import Asking
        from storage.mock import MockPaper
        from storage.sitting import Sitting

        desk = self.desk
        if plan.kind is SittingKind.PAPER:
            paper = await self.attempt(lambda: MockPaper(desk.journal, desk.catalog, desk.clock, plan))
            if paper is not None:
                await self.ask(MockPaperScreen(desk, paper))
        else:
            sitting = await self.attempt(lambda: Sitting(desk.journal, desk.catalog, desk.clock, plan))
            if sitting is not None:
                await self.ask(Asking(desk, sitting))
        await self.look_again()

    async def _topics(self) -> None:
        from screens.quiz.topics import choose_topic

        topics = await choose_topic(self)
        if topics:
            await self._new(SittingKind.TOPIC, topics)

    async def _paper(self) -> None:
        from screens.quiz.paper_form import ask_mock_paper

        explain = _("A mock paper was begun and not handed in. If another is begun, what stands in it is lost.")
        if self.seen and self.seen.paper and await self.ask(AskDialog(_("Give up the mock paper?"), explain)) is None:
            return
        if (plan := await ask_mock_paper(self)) is not None:
            await self._ask(plan)

    async def _flagged(self) -> None:
        from screens.quiz.flagged import visit_flagged

        await visit_flagged(self)
        await self.look_again()

    async def _banks(self) -> None:
        from screens.quiz.banks import visit_banks

        await visit_banks(self)
        await self.look_again()


def _how_many(questions: int) -> str:
    return ngettext("{n} question", "{n} questions", questions).format(n=questions) if questions else _("none yet")


def entry_words(entry: str) -> str:
    """A line's name."""
    if entry == FLAGGED:
        return _("Flagged")
    return _("Banks") if entry == BANKS else kind_words(SittingKind(entry))
