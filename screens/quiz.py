"""Quiz: five questions a day, and at once why an answer was right or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding, Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from content.dates import day_words
from content.words import _, mark_for_translation, ngettext
from screens.base import Room
from screens.cells import cut, fold, pad

if TYPE_CHECKING:
    from content.marking import ShownQuestion
    from storage.sitting import Answered, Sitting

MOST_OPTIONS = 8
WIDEST = 96  # longer lines read badly


class QuizScreen(Room):
    """What is due, one question after another, and what each answer was worth knowing for."""

    NAME = "quiz"
    CSS_PATH = "quiz.tcss"
    HELP = mark_for_translation(
        "Five questions a day: first those due for review, then new ones. Choose with the digits, answer with Enter; "
        "at once you see whether it was right, why, and where it stands. In a multiple choice question several "
        "options are chosen and all must be right.\n"
        "Each answer is saved at once. Esc leaves; coming back goes on where you were. Up and Down scroll.\n"
        "There are no points. Answers stay on this computer unless you tick them in Share."
    )
    BINDINGS = [
        *(Binding(str(n), f"choose({n})", mark_for_translation("choose"), id=f"quiz.choose{n}",
                  tooltip=mark_for_translation("Choose this option, or take it back"))
          for n in range(1, MOST_OPTIONS + 1)),
        Binding("enter", "go_on", mark_for_translation("go on"), id="quiz.go_on",
                tooltip=mark_for_translation("Begin, answer, and go to the next question")),
        Binding("escape", "leave", mark_for_translation("leave"), id="quiz.leave",
                tooltip=mark_for_translation("Leave the questions; you can go on later")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.sitting: Sitting | None = None
        self.asking = False
        self.topics: tuple[str, ...] = ()
        self.chosen: set[str] = set()
        self.outcome: Answered | None = None

    def furniture(self) -> Iterable[Widget]:
        """The page, and at its side from 120 columns the questions of this sitting."""
        with Horizontal(id="columns"):
            with VerticalScroll(id="page"):
                yield Static("", id="words", markup=False)
            yield Static("", id="side", markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll the page."""
        self.query_one("#page").focus()

    def on_resize(self) -> None:
        """Fold to the new width."""
        self.call_after_refresh(self.show)

    async def look_again(self) -> None:
        """Show what may be asked; while a question is asked, nothing that others wrote changes it."""
        if self.sitting is None or not self.asking:
            await super().look_again()

    async def read(self) -> None:
        """Draw the questions anew, unless a sitting was begun: that one goes on."""
        if self.sitting is None or not self.sitting.answers or self.sitting.is_over:
            self.sitting = await self.attempt(self._new_sitting)

    async def on_screen_suspend(self) -> None:
        """Write the schedule when another room is entered."""
        await self._close()

    async def on_unmount(self) -> None:
        """Write the schedule when the program ends."""
        await self._close()

    def _new_sitting(self) -> Sitting:
        from storage.sitting import Sitting

        return Sitting(self.desk.journal, self.desk.catalog, self.desk.clock, topics=self.topics)

    async def visit(self, target: str) -> None:
        """Ask about some topics, named with spaces between them; afterwards about everything again."""
        await self._close()
        self.topics, self.outcome = tuple(target.split()), None
        self.chosen.clear()
        self.sitting = await self.attempt(self._new_sitting)
        self.asking = bool(self.sitting and self.sitting.questions)
        if not self.asking:
            self.tell(_("There are no questions on it just now."))
        self.topics = ()
        self.show()

    async def _close(self) -> None:
        if self.sitting is not None:
            await self.attempt(self.sitting.close)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A digit works where the question has such an option."""
        question = self._question
        if action == "choose":
            return question is not None and int(str(parameters[0])) <= len(question.choices)
        if action == "leave":
            return self.asking
        if action == "go_on":
            return self.sitting is not None and bool(self.sitting.questions)
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys as they are now: a digit is called by its option, Enter by what it does."""
        bindings = super().active_bindings
        names = {"go_on": self._go_on_words()}
        if self._question is not None:
            letters = [words if letter in "TF" else letter for letter, words in self._question.choices]
            names |= {f"choose({n})": letter for n, letter in enumerate(letters, start=1)}
        return {
            key: active._replace(binding=replace(active.binding, description=names[active.binding.action]))
            if active.node is self and active.binding.action in names
            else active
            for key, active in bindings.items()
        }

    @property
    def _question(self) -> ShownQuestion | None:
        """The question that waits for an answer on the screen."""
        return self.sitting.current if self.sitting and self.asking and self.outcome is None else None

    def _go_on_words(self) -> str:
        if self._question is not None:
            return _("answer")
        if not self.asking:
            return _("go on") if self.sitting and self.sitting.answers else _("begin")
        if self.outcome is None:
            return _("five more")
        return _("close") if self.sitting and self.sitting.is_over else _("next question")

    def action_choose(self, number: int) -> None:
        """Choose an option; in a multiple choice question pressing again takes it back."""
        from content.models import QuestionType

        question = self._question
        if question is None or number > len(question.choices):
            return
        letter = question.choices[number - 1][0]
        if question.question.type is QuestionType.MULTIPLE:
            self.chosen ^= {letter}
        else:
            self.chosen = {letter}
        self.show(keep_place=True)

    async def action_go_on(self) -> None:
        """Begin, answer, or go to the next question."""
        if self._question is not None:
            await self._answer()
        elif not self.asking:
            self.asking = True
        elif self.outcome is not None:
            self.outcome = None
            if self.sitting is not None and self.sitting.is_over:
                await self._close()
        else:
            self.sitting = await self.attempt(self._new_sitting)
            self.asking = bool(self.sitting and self.sitting.questions)
        self.show()

    async def _answer(self) -> None:
        sitting, chosen = self.sitting, frozenset(self.chosen)
        if sitting is None or not chosen:
            self.tell(_("Choose with a digit first."))
            return
        self.outcome = await self.attempt(lambda: sitting.answer(chosen))
        if self.outcome is not None:
            self.chosen.clear()

    async def action_leave(self) -> None:
        """Go back to the entry; what was answered is saved."""
        self.asking = False
        self.outcome = None
        await self._close()
        await self.look_again()

    # What the page says

    def show(self, *, keep_place: bool = False) -> None:
        """Show the page."""
        if not self.is_there:
            return
        width = min(self.query_one("#page").size.width - 3, WIDEST)
        page = self.query_one("#page", VerticalScroll)
        self.query_one("#words", Static).update(Content("\n").join(self._lines(max(width, 20))))
        self.query_one("#side", Static).update(Content("\n").join(self._side()))
        if self.outcome is not None:
            self.call_after_refresh(page.scroll_end, animate=False)
        elif not keep_place:
            self.call_after_refresh(page.scroll_home, animate=False)
        self.refresh_bindings()

    def _lines(self, width: int) -> list[Content]:
        if self.sitting is None:
            return []
        if not self.asking:
            return self._entry(self.sitting, width)
        if self.outcome is not None:
            return [*self._asked(self.outcome.shown, width), *self._explained(self.outcome, width)]
        if self.sitting.current is not None:
            return self._asked(self.sitting.current, width)
        return self._end(self.sitting)

    def _entry(self, sitting: Sitting, width: int) -> list[Content]:
        counts = [
            ngettext("{n} question to review", "{n} questions to review", sitting.due).format(n=sitting.due),
            ngettext("{n} new question", "{n} new questions", sitting.new).format(n=sitting.new),
        ]
        lines = [Content.styled(_("Quiz of the day"), "bold"), Content("  ".join(counts)), Content("")]
        if sitting.questions:
            return [*lines, *self._list(sitting, width), Content(""), Content.styled(self._entry_hint(sitting), "")]
        if sitting.next_day is None:
            return [*lines, Content(_("There are no questions."))]
        when = _("Nothing is due today and every question was asked. Next review: {day}.")
        return [*lines, *map(Content, fold(when.format(day=day_words(sitting.next_day)), width))]

    def _entry_hint(self, sitting: Sitting) -> str:
        if sitting.answers:
            return _("Enter goes on with question {number}.").format(number=len(sitting.answers) + 1)
        return _("Enter begins. Each answer is saved at once.")

    def _list(self, sitting: Sitting, width: int) -> list[Content]:
        head = ngettext("Today {n} question", "Today {n} questions", len(sitting.questions))
        lines = [Content.styled(head.format(n=len(sitting.questions)), "bold")]
        for number, shown in enumerate(sitting.questions, start=1):
            question = shown.question
            if number <= len(sitting.answers):
                state = _right_words(sitting.answers[number - 1].right)
            else:
                state = _("review") if question.id in sitting.reviewed else _("new")
            kind = pad(question.type.words, 16)
            lines.append(
                Content.assemble(
                    f"  {number}  {kind}  ", (pad(state, 9), "$text-muted"), cut(str(question.topic), width - 32)
                )
            )
        return lines

    def _asked(self, shown: ShownQuestion, width: int) -> list[Content]:
        sitting = self.sitting
        assert sitting is not None
        number = len(sitting.answers) + (0 if self.outcome else 1)
        head = _("Question {number} of {count}").format(number=number, count=len(sitting.questions))
        source = f"{head}  {shown.question.topic}"
        stem = _("[{type}] ").format(type=shown.question.type.words) + str(shown.question.stem)
        lines = [Content.styled(cut(source, width), "$text-muted"), Content("")]
        lines += [Content.styled(line, "bold") for line in fold(stem, width)]
        lines.append(Content(""))
        for place, (letter, words) in enumerate(shown.choices, start=1):
            lines += self._option(shown, place, letter, words, width)
        return lines

    def _option(self, shown: ShownQuestion, place: int, letter: str, words: str, width: int) -> list[Content]:
        """A line or two: digit, whether it is chosen, letter and words; a click chooses."""
        chosen = letter in (self.outcome.chosen if self.outcome else self.chosen)
        style = "bold" if chosen else ""
        if self.outcome:
            style = "bold $mark-kept" if letter in shown.answer else "$mark-not-kept" if chosen else "$text-muted"
        name = "" if letter in "TF" else f"{letter}  "
        first = f"{place} {'[x]' if chosen else '[ ]'} {name}"
        folded = fold(words, width - len(first))
        lines = [first + folded[0], *(" " * len(first) + line for line in folded[1:])]
        press = Style.from_meta({"@click": f"screen.press('{place}')"})
        return [Content(line).stylize(style).stylize(press) for line in lines]

    def _explained(self, outcome: Answered, width: int) -> list[Content]:
        shown = outcome.shown
        names = {letter: words if letter in "TF" else letter for letter, words in shown.choices}
        answer = _(", ").join(names[letter] for letter in shown.answer)
        verdict = _("Right.") if outcome.right else _("Not right. The right answer is {answer}.").format(answer=answer)
        lines = [Content(""), Content.styled(verdict, "bold $mark-kept" if outcome.right else "bold $mark-not-kept")]
        lines += map(Content, fold(str(shown.explanation), width))
        source = _("Source: {source} ({edition})").format(source=shown.question.source, edition=shown.question.edition)
        return [*lines, *(Content.styled(line, "$text-muted") for line in fold(source, width))]

    def _end(self, sitting: Sitting) -> list[Content]:
        done = ngettext(
            "{n} question answered, {right} right.", "{n} questions answered, {right} right.", sitting.right
        )
        return [
            Content.styled(done.format(n=len(sitting.answers), right=sitting.right), "bold"),
            Content(_("What was not right comes again tomorrow."))
            if sitting.right < len(sitting.answers)
            else Content(""),
            Content(""),
            Content(_("Enter: five more. Esc: back.")),
        ]

    def _side(self) -> list[Content]:
        if self.sitting is None or not self.asking:
            return []
        return self._list(self.sitting, self.query_one("#side").size.width - 2 or 38)


def _right_words(right: bool) -> str:
    return _("right") if right else _("not right")
