"""Reading what a member sent, and reminding those who sent nothing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content

from content.cells import DIALOG_WIDTH
from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.branch_calling import still_open_words
from desk.branch_reading import reading
from desk.branch_reminding import must_know_who_is_missing, note_reminder, reminder_text, to_remind
from desk.words.branch import standing_lines
from screens.branch.seen import Seen
from screens.kit.base import Room
from screens.kit.form import AskDialog
from screens.kit.labelled import labelled
from screens.kit.page import PageDialog
from storage.standings import MemberStanding


async def read_submission(room: Room, person: str, period: Period, seen: Seen) -> None:
    """Show how a member stands for a period and, below, the very page that they sent."""
    found = await room.attempt_long(reading, person, period)
    if found is None:
        return
    standing, page = found
    title = f"{standing.member.name}  {period_words(period)}"
    lines = labelled(title, standing_lines(standing, is_early=seen.is_early, with_facts=False), DIALOG_WIDTH)
    await room.ask(PageDialog(Content.assemble(lines, "\n", f"\n{page}\n" if page else "")))


class RemindDialog(AskDialog, inherit_bindings=False):
    """A text to copy; Enter notes that it was sent."""

    BINDINGS = [
        Binding("enter", "save", mark_for_translation("note: reminded today"), id="remind.do"),
        Binding("1", "copy", mark_for_translation("copy"), id="remind.copy"),
        Binding("escape", "leave", mark_for_translation("close"), id="remind.leave"),
    ]

    def action_copy(self) -> None:
        """Give the text to the terminal, which gives it to what is pasted next."""
        self.app.copy_to_clipboard(self.explain)
        self.notify(_("Copied, where the terminal allows it; else mark it with the mouse."), markup=False)


async def remind(room: Room, standings: Sequence[MemberStanding], period: Period) -> None:
    """Show whom to remind of what, to be copied, and note the day once that was done."""
    if not await room.done(lambda: must_know_who_is_missing(room.desk)):
        return
    wanted = to_remind(standings, room.desk.today())
    if not wanted:
        room.tell(_("There is nobody to remind."))
        return
    still_open = await room.attempt(lambda: still_open_words(room.desk, period))
    heading = "  ".join(filter(None, (_("To remind"), still_open)))
    if await room.ask(RemindDialog(heading, reminder_text(wanted, period))) is None:
        return
    count = await room.attempt(lambda: note_reminder(room.desk, wanted, period))
    if count is not None:
        await room.look_again()
        words = ngettext("Noted: {n} member reminded today.", "Noted: {n} members reminded today.", count)
        room.tell(words.format(n=count))
