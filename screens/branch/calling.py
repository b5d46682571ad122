"""The notice of a period: asked for in a form, shown as a text to copy, saved where that is wanted."""

from __future__ import annotations

from textual.binding import Binding

from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.branch_calling import PUT_IN, call_files, call_of, call_text, due_doubt, due_fault
from reports.call import usually_asked
from screens.branch.reading import RemindDialog
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.folder import save_into_folder
from screens.kit.form import AskDialog, Field, Values
from storage.records import clean_line


class CallDialog(RemindDialog, inherit_bindings=False):
    """The notice to copy; Enter saves it as files."""

    BINDINGS = [
        Binding("1", "copy", mark_for_translation("copy"), id="call.copy"),
        Binding("enter", "save", mark_for_translation("save as files"), id="call.do"),
        Binding("escape", "leave", mark_for_translation("close"), id="call.leave"),
    ]


async def call_for(room: Room, period: Period) -> None:
    """Ask by when and where, then show the notice to be copied or saved."""
    today, calendar = room.desk.today(), room.desk.calendar
    last = await room.attempt(lambda: room.desk.journal.folders.last(PUT_IN))
    form = Drafted(room, f"branch/{period}/call")

    def fault(values: Values) -> Fault:
        if wrong := wrong_length(values, ()) or wrong_day(values, ("due_day",), today, calendar):
            return wrong
        due_day = day_of(values["due_day"], today, calendar)
        if due_day is None:
            return "due_day", _("Write by when it is to be there.")
        wrong_due = due_fault(period, due_day, today)
        return ("due_day", wrong_due) if wrong_due else None

    values = await form.fill_in(
        _("Notice for {period}").format(period=period_words(period)),
        (
            Field("due_day", _("By when")),
            Field("where", _("Put where"), last or "", hint=_("a folder or a channel; empty: to the secretary")),
            Field("asked", _("What", context="calling"), usually_asked()),
        ),
        fault,
        note=understood({"due_day": _("By when")}, today, calendar),
        does=_("show"),
    )
    due_day = day_of(values["due_day"], today, calendar) if values else None
    if values is None or due_day is None:
        return
    doubt = due_doubt(room.desk, period, due_day)
    if doubt and await room.ask(AskDialog(_("By that day?"), doubt)) is None:
        return
    asked, where = clean_line(values["asked"]), clean_line(values["where"])
    call = await room.attempt(lambda: call_of(room.desk, period, due_day, asked=asked, where=where))
    if call is None:
        return
    await form.drop()
    if await room.ask(CallDialog(_("Notice to copy"), call_text(call))) is not None:
        await save_into_folder(room, _("The notice as a text and as a Word document."), call_files, call)
