"""Meetings: the branch's register, from which papers are saved and learning sessions are run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cut, fold
from content.dates import short_day
from content.words import _, mark_for_translation
from desk.branch_names import labels
from desk.meeting_dues import due_this_quarter
from desk.meeting_names import same_named
from desk.session_waiting import waiting
from desk.words.meetings import due_lines
from desk.words.unread import empty_words
from reports.namesakes import Labels, meeting_told_apart
from reports.terms import kind_of_meeting
from screens.kit.bars import keyed, named
from screens.kit.list_screens import LOOKED_AT
from screens.kit.messages import GO_ON, Visit
from screens.kit.rows import Cell, Row, Rows, heads
from screens.kit.taking_back import ChangesRoom
from screens.meeting import register, steps
from screens.meeting.hosting import host_session
from screens.meeting.steps import Done
from screens.meeting.words import details, saying_more
from storage.records import Meeting
from storage.sessions import sessions_under_way

MOST = 76  # no line that is read is longer


class MeetingRows(Rows):
    """The list of meetings."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), show=False, id="meeting.open",
                tooltip=mark_for_translation("Read and change the selected meeting")),
    ]  # fmt: skip


class MeetingScreen(ChangesRoom[Done]):
    """The register of meetings, the latest first, and which are due this quarter."""

    NAME = "meeting"
    WITHIN = "branch"
    CSS_PATH = "meeting.tcss"
    HELP = mark_for_translation(
        "The branch's meetings. {meeting.add} enters one: everybody the roster expects is present; "
        "{meeting.attendance} says who was late, on leave or absent. {meeting.decide} enters what was decided, and "
        "makes it a matter or an item of the branch's list. {meeting.papers} saves the minutes, the sign-in sheet and "
        "the slips of hours, which the members take in at Study ({go.study}, then {study.hours} and "
        "{hours.slip}).\n"
        "{meeting.host} runs the learning session: sign-in, reading, show of hands, discussion, contest. "
        "`sixdonts hall` in a second window shows the wall.\n"
        "{meeting.make_up} says who studied later what they missed: the attendance stays, the hours count once. "
        "{meeting.vote} enters how was voted. A meeting that was entered wrongly is opened with Enter and struck; new "
        "slips ({meeting.papers}) then take back the hours that were given out.\n"
        "Above the list stands which kinds are due this quarter, by how often Set-up ({go.settings}) says each is "
        "held.\n"
        "{meeting.delete} deletes; slips that were handed out still count then: to take hours back, strike the meeting "
        "instead. {meeting.undo} takes back the last change. Esc goes back to the branch."
    )
    BINDINGS = [
        Binding("1", "add", mark_for_translation("add"), id="meeting.add",
                tooltip=mark_for_translation("Enter a meeting")),
        Binding("2", "attendance", mark_for_translation("attendance"), id="meeting.attendance",
                tooltip=mark_for_translation("Say who was late, on leave or absent")),
        Binding("3", "undo", mark_for_translation("undo"), id="meeting.undo",
                tooltip=mark_for_translation("Take back the last change, or bring back what was deleted")),
        Binding("4", "host", mark_for_translation("session"), id="meeting.host",
                tooltip=mark_for_translation("Run the learning session of this meeting on a wall, or go on with it")),
        Binding("5", "decide", mark_for_translation("decisions"), id="meeting.decide",
                tooltip=mark_for_translation("Enter what was decided, and what becomes of it")),
        Binding("6", "papers", mark_for_translation("papers"), id="meeting.papers",
                tooltip=mark_for_translation("Save minutes, sign-in sheet, slips")),
        Binding("7", "make_up", mark_for_translation("made up"), id="meeting.make_up",
                tooltip=mark_for_translation("Say who studied later what they missed")),
        Binding("8", "vote", mark_for_translation("votes"), id="meeting.vote",
                tooltip=mark_for_translation("Enter how was voted")),
        Binding("9", "go_on", mark_for_translation("session"), show=False, id="meeting.go_on",
                tooltip=mark_for_translation("Go on with the session that waits")),
        Binding("delete", "delete", mark_for_translation("delete"), id="meeting.delete",
                tooltip=mark_for_translation("Move to the trash, which keeps it for 30 days")),
        Binding("escape", "back", mark_for_translation("branch"), id="meeting.back"),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.meetings: list[Meeting] = []
        self.dues: list[str] = []
        self.under_way: frozenset[str] = frozenset()
        self.waits: Meeting | None = None  # of the session that was begun and not ended
        self.labels: Labels = {}
        self.unread: tuple[str, ...] = ()
        self.list = MeetingRows(id="list")

    def furniture(self) -> Iterable[Widget]:
        """What is due, the meetings, and the selected one."""
        yield Static(_("Meetings", context="room"), id="title", markup=False)
        yield Static("", id="due", markup=False)
        yield from self.columns(Static("", id="heads", markup=False))

    async def read(self) -> None:
        """Read the register."""
        found = await self.attempt(self._read)
        if found is not None:
            self.meetings, self.dues, self.under_way, self.waits = found
            self.labels = await self.attempt(lambda: labels(self.desk)) or {}  # the register stands without the roster
            self.unread = () if self.meetings else await self.not_shown("meetings")

    def _read(self) -> tuple[list[Meeting], list[str], frozenset[str], Meeting | None]:
        held = sorted(self.desk.journal.meetings.all(), key=lambda one: (one.day, one.from_time), reverse=True)
        under_way = frozenset(sessions_under_way(self.desk.home))
        return held, due_lines(due_this_quarter(self.desk)), under_way, waiting(self.desk)

    @property
    def meeting(self) -> Meeting | None:
        """The selected meeting."""
        return next((one for one in self.meetings if one.uid == self.list.highlighted_id), None)

    def show(self) -> None:
        """Bring every line up to date."""
        words = _("Not held yet this quarter: {list}").format(list=_("; ").join(self.dues))
        words = words if self.dues else _("Nothing is due this quarter.")
        lines = fold(words, max(min(self.app.size.width - 4, MOST), 20))
        self.query_one("#due", Static).update("\n".join([*self._waiting_line(), *lines]))
        titles = (_("Day"), _("Kind"), _("There"), _("Title"))
        head = self.query_one("#heads", Static)
        head.update("  " + heads(_cells(titles, 20)))
        head.display = bool(self.meetings)
        none = keyed(self, _("No meeting is entered. Press {meeting.add} to enter one."))
        self.list.empty = empty_words(self.unread, none)
        self.list.show([self._row(one) for one in self.meetings])
        self.show_details()

    def _waiting_line(self) -> list[str]:
        words, key = _("Session not ended: {title}  {key} goes on"), named(self, "meeting.go_on")
        return [words.format(title=cut(self.waits.title, 40), key=key)] if self.waits else []

    def _row(self, one: Meeting) -> Row:
        there = f"{one.present}/{one.expected}" if one.attendance else ""
        title = _("in session ") if one.uid in self.under_way else ""
        title += f"{one.from_time:%H:%M} " if len(same_named(self.meetings, one)) > 1 else ""
        title += (
            one.title + (_(" entered later") if one.is_late_entry else "") + (_(" struck") if one.is_struck else "")
        )
        return Row(one.uid, _cells((short_day(one.day, self.desk.today()), kind_of_meeting(one), there, title)))

    def details(self, width: int) -> str | Content:
        """Everything about the selected meeting."""
        if self.meeting is None:
            return ""
        text = details(self, meeting_told_apart(self.meeting, self.labels), width)
        return saying_more(text, self.query_one("#details").size.height)

    def details_wanted(self, width: int) -> int:
        """As many as the longest of the meetings that stand first."""
        first = (details(self, one, width).plain.count("\n") + 1 for one in self.meetings[:LOOKED_AT])
        return max(first, default=0) + 1

    def help_title(self) -> str:
        """The help says of which room it is; this one has no key of its own."""
        return _("{name}: {words}").format(name=_("Help"), words=_("Meetings", context="room"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the selected meeting is offered."""
        if action in ("attendance", "decide", "papers", "delete", "host", "make_up", "vote"):
            return self.is_mounted and self.meeting is not None
        if action == "go_on":
            return self.waits is not None
        return bool(self.done_before) if action == "undo" else True

    async def visit(self, target: str) -> None:
        """Select a meeting, and go on with its session where that is asked for."""
        uid, _slash, wish = target.partition("/")
        await self.look_again()
        self.list.select(uid)
        if wish == GO_ON and self.meeting is not None:
            self.begin(host_session, self, self.meeting)

    def action_back(self) -> None:
        """Go back to the branch, or for who has no such room to Today."""
        rooms = {door.room for door in self.doors}
        self.post_message(Visit("branch" if "branch" in rooms else "today", ""))

    def action_add(self) -> None:
        """Enter a meeting."""
        self.begin(self._add)

    async def _add(self) -> None:
        done = await steps.add(self)
        if done is not None:
            await self.remember(done)
            self.list.select(done.meeting.uid)

    @on(OptionList.OptionSelected, "#list")
    def _open(self) -> None:
        self.do(steps.edit, self.meeting)

    def action_attendance(self) -> None:
        """Say who was there."""
        self.do(steps.mark_attendance, self.meeting)

    def action_decide(self) -> None:
        """Enter what was decided."""
        self.do(steps.decide, self.meeting)

    def action_make_up(self) -> None:
        """Say who studied it later."""
        self.do(register.make_up, self.meeting)

    def action_vote(self) -> None:
        """Enter how was voted."""
        self.do(register.vote, self.meeting)

    def action_delete(self) -> None:
        """Move the selected meeting to the trash."""
        self.do(steps.delete, self.meeting)

    def action_host(self) -> None:
        """Run the session of the selected meeting."""
        if self.meeting is not None:
            self.begin(host_session, self, self.meeting)

    def action_go_on(self) -> None:
        """Go on with the session that waits."""
        if self.waits is not None:
            self.begin(host_session, self, self.waits)

    def action_papers(self) -> None:
        """Save papers."""
        if self.meeting is not None:
            self.begin(steps.save_papers, self, self.meeting)

    async def select_again(self, last: Done) -> None:
        """Select a meeting."""
        self.list.select(last.meeting.uid)


def _cells(texts: Iterable[str], last: int = 0) -> tuple[Cell, ...]:
    return tuple(Cell(text, width) for text, width in zip(texts, (11, 12, 7, last), strict=True))
