"""The notice of a period: as a text to copy, and as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from content.dates import day_words, period_words
from content.period import Period
from content.words import _
from desk.desk import Desk
from reports import formats
from reports.call import Call, document, text
from storage.standings import MemberStanding
from storage.submission import suggested_file_name

PUT_IN = "branch/put-in"  # where the place is remembered that members were told last, among the folders


def call_of(desk: Desk, period: Period, due_day: date, *, asked: str = "", where: str = "") -> Call:
    """The notice; by when it asks for the files is kept, and the place in it is remembered for the next one."""
    desk.branch.call(period, due_day, desk.today())
    desk.journal.folders.keep(PUT_IN, where)
    return Call(desk.branch.branch_name(), period, due_day, desk.today(), asked, where)


def still_open_words(desk: Desk, period: Period) -> str:
    """That the day by which the notice asks for the files has not passed; empty where it has, or none was given out.

    Of a longer period its last month's notice says so too.
    """
    last = open_until(desk, period)
    words = _("The notice asks for it by {day}: that day is not over, more may come.")
    return words.format(day=day_words(last)) if last else ""


def open_until(desk: Desk, period: Period) -> date | None:
    """The day by which the notice asks for the files, as long as it is not over."""
    calls = [one for unit in {period, Period.month_of(period.last)} if (one := desk.branch.noted(unit).calls[-1:])]
    last = max((one[0].due_day for one in calls), default=None)
    return last if last is not None and last >= desk.today() else None


def is_early(desk: Desk, period: Period, found: Sequence[MemberStanding]) -> bool:
    """Whether nobody has sent anything yet for a period whose day is to come: that of its notice, else its last."""
    calls = desk.branch.noted(period).calls
    due_day = calls[-1].due_day if calls else period.last
    return desk.today() <= due_day and not any(one.received or one.paper or one.refused for one in found)


def due_fault(period: Period, due_day: date, today: date) -> str:
    """Why nothing can be asked for by that day; empty when it can."""
    if due_day < period.first:
        return _("That day lies before {period} begins. Check the year.").format(period=period_words(period))
    return _("That day is over. Write a day to come.") if due_day < today else ""


def due_doubt(desk: Desk, period: Period, due_day: date) -> str:
    """What is asked of a day that may be meant otherwise; empty when nothing is."""
    remark = desk.calendar.kind_of(due_day).remark
    said = day_words(due_day) + (_("({words})").format(words=remark) if remark else "")
    if due_day < period.last:
        return _("{day} lies before {period} ends. Ask for it by then?").format(day=said, period=period_words(period))
    if not desk.calendar.kind_of(due_day).is_workday:
        return _("{day} is no workday. Ask for it by then?").format(day=said)
    return ""


def call_text(call: Call) -> str:
    """The text to copy into the office's own channel."""
    return text(call)


def call_files(desk: Desk, call: Call, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the notice as a text and as a Word document."""
    stem = suggested_file_name(call.branch or _("Branch"), period_words(call.period)).removesuffix(".txt")
    words = _("notice")
    return {
        folder / f"{stem}_{words}.txt": f"{text(call)}\n".encode(),
        folder / f"{stem}_{words}.docx": formats.write(document(call), ".docx", desk.fonts),
    }
