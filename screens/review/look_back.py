"""A week or a month in one's own words: what stands beside it, one's answers, and what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual import on
from textual.binding import Binding
from textual.widgets import OptionList

from content.dates import day_words, period_words, short_day
from content.marks import mark_words, short_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.look_backs import (
    MOST_PLANNED,
    Beside,
    beside,
    fresh,
    is_month,
    list_plan,
    plan_as_read,
    save_look_back,
    span_of,
)
from reports.matter_figures import due_on, was_open
from reports.terms import matter_state_words
from screens.kit.base import Room
from screens.kit.checks import wrong_length
from screens.kit.drafted import Drafted
from screens.kit.due_days import ask_due_days, due_day_in
from screens.kit.elsewhere import over
from screens.kit.form import Field
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows, heading
from storage.records import LookBack, Matter, MatterState, clean_line

DAY, STATE = 11, 12  # cells
WRITE, LIST, SPAN = "write", "list", "span"
BEFORE, AFTER = "before", "after"
OWN = re.compile(r"q\d+|p(\d+|_new)|i")  # the rows that one writes in


@dataclass(frozen=True)
class Wanted:
    """What is wanted on the page: its act, and which plan where it is about one."""

    act: str
    place: int = 0
    row: str = ""


class LookBackRows(Rows):
    """What stands beside, and what was written."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("write here"), id="look_back.write")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One writes in rows of one's own; what the records say is not written here."""
        is_own = action != "select" or OWN.fullmatch(self.highlighted_id or "") is not None
        return is_own and super().check_action(action, parameters)


class LookBackPage(ListPage[Wanted]):
    """A whole screen about a week or a month; the result is what is wanted."""

    CAN_BE_LEFT = True
    HELP = mark_for_translation(
        "Your own look-back at a week or a month. Above stands what the records say of these days; beneath it your "
        "questions and answers. A week keeps one thing you mean to do, which the next week shows again; a month keeps "
        "what is planned for the next, and {look_back.list} makes a planned line a matter. The questions can be "
        "changed in Set-up."
    )
    BINDINGS = [
        Binding("1", "want('before')", mark_for_translation("earlier"), id="look_back.earlier"),
        Binding("2", "want('after')", mark_for_translation("later"), id="look_back.later"),
        Binding("4", "want('span')", mark_for_translation("week/month"), id="look_back.span"),
        Binding("5", "list_plan", mark_for_translation("make it a matter"), id="look_back.list"),
        Binding("escape", "leave", mark_for_translation("close"), id="look_back.leave"),
    ]

    def __init__(self, period: Period, seen: LookBack, found: Beside, names: dict[str, str], at: Sequence[str]) -> None:
        late = _(" entered later") if seen.is_late_entry else ""
        super().__init__(_("Looking back: {period}").format(period=period_words(period)) + late,
                         LookBackRows(id="list"), at)  # fmt: skip
        self.period, self.seen, self.found, self.names = period, seen, found, names

    def rows(self) -> Sequence[Row]:
        """What stands beside, then what was written."""
        return [*self._beside(), *self._written()]

    def _beside(self) -> Iterable[Row]:
        today = self.period.last
        if self.found.intention:
            yield heading("meant", _("Meant to do"))
            yield Row("meant_then", (Cell(self.found.intention),))
        if self.found.planned:
            yield heading("planned_before", _("Planned last month"))
            for place, (plan, matter) in enumerate(self.found.planned):
                state = self._state(matter) if matter is not None else _("no matter of it")
                yield Row(f"then{place}", (Cell(state, STATE), Cell(plan.text)))
        if self.found.sentences:
            yield heading("fell_short", _("Not kept, or partly"))
            for place, (day, item, mark, sentence) in enumerate(self.found.sentences):
                said = "  ".join(filter(None, (self.names.get(item, item), sentence)))
                yield Row(f"s{place}", (Cell(short_day(day, today), DAY), Cell(mark_words(mark), 8), Cell(said)))
        stood = _("Not settled on {day}").format(day=short_day(self.found.day, today))
        of_matters = (("o", stood, self.found.open), ("m", _("Due day moved"), self.found.moved))
        for name, title, matters in of_matters:
            if matters:
                yield heading(name, title)
                for one in matters:
                    due = due_on(one, self.found.day)
                    words = short_day(due, today) if due else _("no due day")
                    yield Row(f"{name}{one.uid}", (Cell(words, DAY), Cell(self._since(one) + one.title)))

    def _state(self, matter: Matter) -> str:
        """How a matter stood on the day."""
        return matter_state_words(MatterState.OPEN if was_open(matter, self.found.day) else matter.state)

    def _since(self, matter: Matter) -> str:
        """What became of a matter after the day; empty while it is as it was."""
        if matter.closed_day is None or matter.closed_day <= self.found.day:
            return ""
        words = _("(since then {state}, {day}) ")
        return words.format(state=matter_state_words(matter.state), day=short_day(matter.closed_day, self.period.last))

    def _written(self) -> Iterable[Row]:
        yield heading("own", _("In my own words"))
        for place, one in enumerate(self.seen.asked):
            yield Row(f"q{place}", (Cell(one.question), Cell(one.text or _("blank"))))
        if not is_month(self.period):
            yield Row("i", (Cell(_("Next week I mean to")), Cell(self.seen.intention or _("blank"))))
            return
        yield heading("plans", _("Planned for next month"))
        for place, plan in enumerate(self.seen.planned):
            state = _("is a matter") if plan.matter_uid else ""
            yield Row(f"p{place}", (Cell(plan.text), Cell(state)))
        if len(self.seen.planned) < MOST_PLANNED:
            yield Row("p_new", (Cell(_("add a line")),))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a plan that is no matter yet can become one."""
        return action != "list_plan" or (self.is_mounted and self._plan is not None)

    @property
    def _plan(self) -> int | None:
        name = self.list.highlighted_id or ""
        place = int(name[1:]) if name[:1] == "p" and name[1:].isdecimal() else None
        return place if place is not None and not self.seen.planned[place].matter_uid else None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if OWN.fullmatch(event.option_id or ""):
            self.dismiss(Wanted(WRITE, row=event.option_id or ""))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_want(self, act: str) -> None:
        """Go to another period."""
        self.dismiss(Wanted(act))

    def action_list_plan(self) -> None:
        """Make the selected plan a matter."""
        if (place := self._plan) is not None:
            self.dismiss(Wanted(LIST, place))


async def look_back(room: Room, period: Period) -> None:
    """Show a week or a month, and do there what is wanted, until it is left; a step."""
    at: tuple[str, ...] = ()
    while True:
        found = await room.attempt_long(beside, period)
        seen = await room.attempt(lambda period=period: fresh(room.desk, period))  # type: ignore[misc]
        if found is None or seen is None:
            return
        lists = room.desk.lists
        own = (one.dont_list for one in (*lists.unit, *lists.personal) if one.dont_list is not None)
        page = LookBackPage(period, seen, found, short_words((lists.official, *own)), at or ("q0",))
        wanted: Wanted | None = await room.ask(page)
        if wanted is None:
            return
        at = tuple(page.list.beside)
        today = room.desk.today()
        if wanted.act == WRITE:
            at = ("p_new", f"p{len(seen.planned)}", *at) if wanted.row == "p_new" else at
            await _write(room, period, seen, wanted.row)
        elif wanted.act == LIST:
            at = (f"p{wanted.place}", *at)
            await _list(room, seen, wanted.place)
        elif wanted.act == SPAN:
            other = "week" if is_month(period) else "month"
            period = type(span_of(period))(other).of(min(period.last, today))
        else:
            step = -1 if wanted.act == BEFORE else 1
            there = span_of(period).beside(period, step)
            if there.first > today:
                room.tell(_("That period has not begun."))
            else:
                period = there


async def _write(room: Room, period: Period, seen: LookBack, row: str) -> None:
    """Answer one question, or write what is meant or planned next."""
    title, before = _asked(seen, row)
    form = Drafted(room, f"look_back/{period}/{row}")
    field = Field("text", _("In my own words"), before)
    values = await form.fill_in(title, (field,), wrong_length, explain=_("It may stay empty."))
    if values is None:
        return
    fields = _with(seen, row, clean_line(values["text"]))
    saved = await over(room, seen, lambda now: save_look_back(room.desk, now, **fields), _said)
    if saved is not None:
        await form.drop()
        room.tell(_("Saved: {what}").format(what=title))


def _asked(seen: LookBack, row: str) -> tuple[str, str]:
    """What a row asks, and what stands there."""
    if row == "i":
        return _("Next week I mean to"), seen.intention
    if row[0] == "q":
        one = seen.asked[int(row[1:])]
        return one.question, one.text
    return _("Planned for next month"), "" if row == "p_new" else seen.planned[int(row[1:])].text


def _with(seen: LookBack, row: str, text: str) -> dict[str, Any]:
    """What is saved when a row is written."""
    asked = {seen.asked[int(row[1:])].question: text} if row[0] == "q" else {}
    planned = [one.text for one in seen.planned]
    if row == "p_new":
        planned.append(text)
    elif row[0] == "p":
        planned[int(row[1:])] = text
    return {"asked": asked, "planned": planned, "intention": text if row == "i" else seen.intention}


def _said(there: LookBack) -> str:
    return "\n".join(filter(None, (*(one.text for one in there.asked), there.intention)))


async def _list(room: Room, seen: LookBack, place: int) -> None:
    today = room.desk.today()
    quick = plan_as_read(room.desk, seen, place)
    days = await ask_due_days(room, [quick], today, {})
    if days is None:
        return
    quick = replace(quick, due_day=due_day_in(days[0]))
    made = await room.attempt(lambda: list_plan(room.desk, seen, place, quick))
    if made is not None:
        matter = made[1]
        due = day_words(matter.due_day) if matter.due_day else _("no due day")
        room.tell(_("Matter added: {title}, {due}").format(title=matter.title, due=due))
