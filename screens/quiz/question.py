"""A question on the screen: its words, what may be chosen or filled in, and what it was worth knowing for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Input, Static

from content.cells import fold
from content.marking import ShownQuestion, gaps_right
from content.models import GAP, LETTERS, MOST_GAPS, QuestionType
from content.words import _, mark_for_translation
from screens.kit.fields import Choice, LineInput
from screens.kit.keymap import once_drawn

WIDEST = 96  # longer lines read badly
LONGEST = 200  # characters that an answer in a gap may have
SURE, UNSURE = "sure", "unsure"


def option_bindings(screen: str, *, show: bool) -> list[Binding]:
    """The digits that choose an option, for a screen that has a page and the actions `choose` and `clear`."""
    words, tooltip = mark_for_translation("choose"), mark_for_translation("Choose this option, or take it back")
    digits = range(1, len(LETTERS) + 1)
    chosen = [
        Binding(str(n), f"choose({n})", words, show=show, id=f"{screen}.choose{n}", tooltip=tooltip) for n in digits
    ]
    clear, nothing = mark_for_translation("clear"), mark_for_translation("Choose nothing")
    return [*chosen, Binding("0", "clear", clear, id=f"{screen}.clear", tooltip=nothing)]


@dataclass(frozen=True)
class Told:
    """What was given to a question, as its pack has it, and whether it was right."""

    given: tuple[str, ...]
    """The letters or words that were given, as the pack has them."""
    right: bool
    """Whether all of it was right."""


class GapLine(LineInput):
    """What is written in one gap; Enter goes on to the next, and answers at the last."""

    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("go on"), id="gap.next"),
        Binding("down", "app.focus_next", mark_for_translation("next"), show=False, id="gap.down"),
        Binding("up", "app.focus_previous", mark_for_translation("back", context="field"), show=False, id="gap.up"),
        Binding("escape", "leave", mark_for_translation("leave"), id="gap.leave"),
    ]


class QuestionPage(VerticalScroll, inherit_bindings=False):
    """One question. It holds what is chosen and written, marks nothing and saves nothing.

    shown: the question; None shows nothing. chosen: letters as shown, in the order chosen, or numbers of points.
    told: what was answered, once it was. points_shown: of a short answer, whether its points may be ticked; then
    named_none: whether it was said that none of them was named.
    """

    BINDINGS = [  # those of scrolling, but for left and right, which belong to the screen
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]
    DEFAULT_CSS = """
    QuestionPage { padding: 0 $edge; scrollbar-size-vertical: 1; }
    QuestionPage:focus { background-tint: transparent 0%; }
    QuestionPage Static { height: auto; }
    QuestionPage #gaps { height: auto; }
    QuestionPage Horizontal { height: 1; }
    QuestionPage .number { width: $short-label-width; }
    QuestionPage GapLine { width: 1fr; max-width: $side-most; }
    QuestionPage #certainty { height: 1; margin-top: 1; }
    QuestionPage #certainty Static { width: $short-label-width; }
    QuestionPage Choice { width: 1fr; }
    """

    @dataclass
    class Ready(Message):
        """Enter was pressed in the last gap."""

    @dataclass
    class Left(Message):
        """Esc was pressed in a gap."""

    def __init__(
        self,
        *,
        short_hint: str,
        asks_certainty: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(id=id)
        self.short_hint = short_hint  # what stands in the line of a short answer
        self.asks_certainty = asks_certainty
        self.shown: ShownQuestion | None = None
        self.chosen: list[str] = []
        self.told: Told | None = None
        self.points_shown = False
        self.named_none = False
        self.title = Static("", id="title", markup=False)  # how far one is: the screen puts it above

    def compose(self) -> ComposeResult:
        """The words, the gaps, how certain one is, and the explanation."""
        words = Static("", id="words", markup=False)
        words.auto_links = False  # the colours of the options stand as they are written
        yield words
        with Vertical(id="gaps"):
            for number in range(1, MOST_GAPS + 1):
                with Horizontal():
                    yield Static("", classes="number", id=f"number-{number}", markup=False)
                    yield GapLine(id=f"gap-{number}", select_on_focus=False, max_length=LONGEST)
        with Horizontal(id="certainty"):
            yield Static("", id="certain", markup=False)
            yield Choice(((SURE, _("sure")), (UNSURE, _("not sure"))), SURE, id="sure")
        yield Static("", id="after", markup=False)

    # What is asked

    def ask(self, shown: ShownQuestion | None, head: str, given: Sequence[str] = ()) -> None:
        """Show a question with what was given to it before: letters as shown, or texts."""
        self.shown, self.told = shown, None
        self.title.update(head)
        self.points_shown = self.named_none = False
        written = bool(shown and not shown.question.letters)
        self.chosen = [] if written else list(given)
        for number, line in enumerate(self._lines):
            with line.prevent(Input.Changed):
                line.value = given[number] if written and number < len(given) else ""
        self.query_one("#sure", Choice).value = SURE
        self._arrange()
        self.scroll_home(animate=False)

    def tell(self, told: Told) -> None:
        """Show what was right, and why."""
        self.told = told
        self._arrange()
        self.call_after_refresh(self.scroll_end, animate=False)

    def show_points(self) -> None:
        """Show the points of a short answer, to be ticked, and what was written above them."""
        self.points_shown = True
        self._arrange()

    def show_head(self, head: str) -> None:
        """Change the line above the question."""
        self.title.update(head)

    @property
    def waits(self) -> bool:
        """Whether a question waits for an answer."""
        return self.shown is not None and self.told is None

    @property
    def is_unsure(self) -> bool:
        """Whether whoever answers says so."""
        return self.query_one("#sure", Choice).value == UNSURE

    @property
    def given(self) -> tuple[str, ...]:
        """What was chosen or written so far: letters as shown, numbers of points, or a text for each line."""
        written = tuple(line.value.strip()[:LONGEST] for line in self._lines[: self._gap_count])
        return written or tuple(self.chosen)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What a digit chooses now: letters and words, or the numbers of points."""
        if self.shown is None or not self.waits:
            return ()
        if self.shown.question.type is not QuestionType.SHORT:
            return self.shown.choices
        points = enumerate(self.shown.question.points, start=1)
        return tuple((str(number), str(point)) for number, point in points) if self.points_shown else ()

    def choose(self, number: int) -> None:
        """Choose an option or point by its place, or take it back; an order is chosen one after another."""
        if self.shown is None or number > len(self.choices):
            return
        letter, kind = self.choices[number - 1][0], self.shown.question.type
        self.named_none = False
        if kind in (QuestionType.SINGLE, QuestionType.TRUE_FALSE):
            self.chosen = [letter]
        elif letter in self.chosen:
            self.chosen.remove(letter)
        else:
            self.chosen.append(letter)
        self._show()

    def clear(self) -> None:
        """Choose nothing; of a short answer, say that it named no point."""
        self.chosen, self.named_none = [], self.points_shown
        self._show()

    def turn_certainty(self) -> None:
        """Say that one is not sure, or that one is."""
        choice = self.query_one("#sure", Choice)
        choice.choose(SURE if choice.value == UNSURE else UNSURE)

    # Gaps

    @property
    def _lines(self) -> list[GapLine]:
        return [self.query_one(f"#gap-{number}", GapLine) for number in range(1, MOST_GAPS + 1)]

    @property
    def is_at_last_line(self) -> bool:
        """Whether the cursor stands in the last line there is to write in."""
        return bool(self._gap_count) and self._lines[self._gap_count - 1].has_focus

    @property
    def _gap_count(self) -> int:
        """How many lines there are to write in; a short answer has one, until its points are shown."""
        if self.shown is None or not self.waits:
            return 0
        if self.shown.question.type is QuestionType.SHORT:
            return 0 if self.points_shown else 1
        return len(self.shown.question.gaps)

    def _arrange(self) -> None:
        """Bring up the lines that are needed, put the cursor where one writes or chooses, show the words."""
        count = self._gap_count
        for number, line in enumerate(self._lines, start=1):
            assert line.parent is not None
            line.parent.display = number <= count
            self.query_one(f"#number-{number}", Static).update(f"({number})" if count > 1 else _("Answer"))
        short = bool(self.shown and self.shown.question.type is QuestionType.SHORT)
        self._lines[0].placeholder = self.short_hint if short else ""
        self.query_one("#certainty").display = self.asks_certainty and self.waits
        self.query_one("#certain", Static).update(_("I am"))
        self._show()
        if not count:
            self.focus()  # at once: the next digit may come before the next frame
        once_drawn(self, self._focus)

    def _focus(self) -> None:
        """Put the cursor into the first line there is to write in, else on the page."""
        (self._lines[0] if self._gap_count else self).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        lines = self._lines[: self._gap_count]
        place = lines.index(event.input) if event.input in lines else len(lines)
        if place + 1 < len(lines):
            lines[place + 1].focus()
        else:
            self.post_message(self.Ready())

    @on(LineInput.Left)
    def _left(self, event: LineInput.Left) -> None:
        event.stop()
        self.post_message(self.Left())

    # What the page says

    def on_resize(self) -> None:
        """Fold to the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        if not self.is_attached:  # taken down between a new width and the next frame
            return
        width = max(min(self.size.width - 3, WIDEST), 20)
        lines = list(self._asked(self.shown, width)) if self.shown else []
        self.query_one("#words", Static).update(Content("\n").join(lines))
        after = list(self._explained(self.shown, self.told, width)) if self.shown and self.told else []
        self.query_one("#after", Static).update(Content("\n").join(after))
        self.screen.refresh_bindings()

    def _asked(self, shown: ShownQuestion, width: int) -> Iterable[Content]:
        question = shown.question
        stem = _("[{type}] ").format(type=question.type.words) + _stem_words(shown)
        yield from (Content.styled(line, "bold") for line in fold(stem, width))
        yield Content("")
        if question.type is QuestionType.SHORT:
            if (written := self._lines[0].value.strip()) and not self._gap_count:
                yield from map(Content, fold(_("You wrote: {text}").format(text=written), width))
            if self.points_shown or self.told:
                yield Content(_("Which of these points did your answer name?") if self.waits else _("The points:"))
                yield from self._options(shown, [str(n) for n in range(1, len(question.points) + 1)], width)
            if self.points_shown and self.waits:
                press = Style.from_meta({"@click": "screen.press('0')"})
                yield Content(f"0 [{'x' if self.named_none else ' '}] {_('none of them')}").stylize(press)
        elif question.type is not QuestionType.BLANK:
            if self.waits and question.type is QuestionType.ORDERING:
                how = _("Press the digits one after another in the right order; 0 clears.")
                yield Content.styled(how, "$text-muted")
            yield from self._options(shown, list(shown.answer), width)

    def _options(self, shown: ShownQuestion, right: list[str], width: int) -> Iterable[Content]:
        """A line or two for each: digit, whether it is chosen, letter and words; a click chooses."""
        chosen = self._chosen_as_shown(shown)
        is_order = shown.question.type is QuestionType.ORDERING
        choices = shown.choices or tuple((str(n), str(text)) for n, text in enumerate(shown.question.points, start=1))
        for place, (letter, words) in enumerate(choices, start=1):
            at = chosen.index(letter) + 1 if letter in chosen else 0
            style = "bold" if at else ""
            if self.told is not None:
                good = (is_order and at and right[at - 1] == letter) or (not is_order and letter in right)
                style = "bold $mark-kept" if good else "$text-muted"
                if at and not good:
                    style = "bold $mark-not-kept"
            mark = f"[{at or ' '}]" if is_order else "[x]" if at else "[ ]"
            name = f"{letter}  " if shown.question.type.has_options else ""
            first = f"{place} {mark} {name}"
            head, *others = fold(words, max(width - len(first), 10))
            press = Style.from_meta({"@click": f"screen.press('{place}')"})
            for line in (first + head, *(" " * len(first) + other for other in others)):
                yield Content(line).stylize(style).stylize(press)

    def _chosen_as_shown(self, shown: ShownQuestion) -> list[str]:
        if self.told is None or shown.question.type is QuestionType.SHORT:
            return list(self.told.given if self.told else self.chosen)
        return [shown.shown(letter) for letter in self.told.given]

    def _explained(self, shown: ShownQuestion, told: Told, width: int) -> Iterable[Content]:
        question = shown.question
        if question.type is QuestionType.BLANK:
            yield from self._filled(shown, told, width)
        else:
            yield Content("")
        style = "bold $mark-kept" if told.right else "bold $mark-not-kept"
        for line in fold(_("Right.") if told.right else _verdict(shown, told), width):
            yield Content.styled(line, style)
        if str(question.explanation):
            yield from map(Content, fold(str(shown.explanation), width))
        source = _("Source: {source} ({edition})", context="question").format(
            source=question.source, edition=question.edition
        )
        yield from (Content.styled(line, "$text-muted") for line in fold(source, width))

    def _filled(self, shown: ShownQuestion, told: Told, width: int) -> Iterable[Content]:
        """What was written in each gap, and whether it may stand there, in a word and a colour."""
        for number, good in enumerate(gaps_right(shown.question, told.given), start=1):
            written = told.given[number - 1] if number <= len(told.given) else ""
            words = _("({number}) {written}: {verdict}").format(
                number=number,
                written=written or _("(nothing)"),
                verdict=_("right", context="verdict") if good else _("not right"),
            )
            for line in fold(words, width):
                yield Content.styled(line, "bold $mark-kept" if good else "bold $mark-not-kept")


def _stem_words(shown: ShownQuestion) -> str:
    """The question; its gaps have numbers where there are several."""
    stem, count = str(shown.question.stem), len(shown.question.gaps)
    if count < 2:
        return stem
    parts = stem.split(GAP)
    return parts[0] + "".join(f"({number}){GAP}{part}" for number, part in enumerate(parts[1:], start=1))


def _verdict(shown: ShownQuestion, told: Told) -> str:
    kind = shown.question.type
    if kind is QuestionType.SHORT:
        return _("Not every point was named.") if any(told.given) else _("Not answered.")
    words = shown.answer if kind.has_options else shown.answer_words()
    answer = " ".join(words) if kind is QuestionType.ORDERING else _(", ").join(words)
    if not any(told.given):
        return _("Not answered. The right answer is {answer}.").format(answer=answer)
    if kind is QuestionType.ORDERING:
        return _("Not right. The right order is {answer}.").format(answer=answer)
    return _("Not right. The right answer is {answer}.").format(answer=answer)
