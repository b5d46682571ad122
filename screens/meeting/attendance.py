"""Who was at a meeting: all present first, then the exceptions; found by arrows, initials or number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from content.cells import cell_len, cut
from content.people import matching
from content.words import _, mark_for_translation
from desk.meetings import arriving
from reports.terms import attendance_words
from screens.kit.bars import EDGE, keyed
from screens.kit.checks import empty_field
from screens.kit.fields import LineInput
from screens.kit.form import AskDialog, Field, FormDialog, Values
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows
from screens.meeting.forms import person_fault, person_fields, person_said
from storage.records import Attendance, AttendanceStatus, Meeting, clean_line

STATUSES = (
    AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ON_LEAVE, AttendanceStatus.ABSENT,
    AttendanceStatus.OBSERVER,
)  # fmt: skip

MARK = mark_for_translation("mark")


class AttendanceRows(Rows):
    """The people."""

    MOVES_BY_LETTERS = False  # a letter begins to find
    BINDINGS = [Binding("enter", "select", mark_for_translation("more"), id="attendance.more")]


class Finder(LineInput):
    """Where one writes whom one looks for: Enter and the arrows go to the list."""

    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("to the list"), id="finder.go"),
        Binding("down", "submit", mark_for_translation("to the list"), show=False, id="finder.down"),
        Binding("escape", "leave", mark_for_translation("clear"), id="finder.leave"),
    ]


class AttendancePage(ListPage[tuple[Attendance, ...]]):
    """A whole screen of people; the result is the attendance as it was marked, or None."""

    HELP: ClassVar[str] = mark_for_translation(
        "Everybody the roster expects is present until you say otherwise. 1 to 5 mark the selected person and go on "
        "to the next; Enter says the reason, the times or the minutes. Tab goes to the line on top: write a name, the "
        "first letters of its reading (zs for Zhang San), or a member number.\n"
        "6 adds a guest, 7 marks everybody present again. {attendance.save} saves, Esc leaves all as it was, and "
        "asks before it "
        "drops marks."
    )
    DEFAULT_CSS = """
    AttendancePage #asked, AttendancePage #asked:focus-within { height: 1; margin: 0 0 1 0; }
    AttendancePage #asked .cursor { width: $edge; visibility: hidden; color: $accent; text-style: bold; }
    AttendancePage #asked:focus-within .cursor { visibility: visible; }
    AttendancePage #find { width: 1fr; margin: 0 $edge 0 0; }
    """
    BINDINGS = [
        Binding("ctrl+s", "save", mark_for_translation("save"), id="attendance.save"),
        *(Binding(str(place), f"mark({place})", MARK, id=f"attendance.mark_{place}")
          for place in range(1, 6)),
        Binding("6", "guest", mark_for_translation("guest"), id="attendance.guest"),
        Binding("7", "everybody", mark_for_translation("all present"), id="attendance.everybody"),
        Binding("tab", "find", mark_for_translation("find"), id="attendance.find"),
        Binding("escape", "leave", mark_for_translation("leave"), id="attendance.leave"),
    ]  # fmt: skip

    def __init__(self, meeting: Meeting, people: Iterable[Attendance], late_after_minutes: int) -> None:
        empty = _("Nobody is found. Esc in the line above empties it.")
        super().__init__(meeting.title, AttendanceRows(id="list", empty=empty))
        self.meeting = meeting
        self.late_after_minutes = late_after_minutes
        self.begun = tuple(people)
        self.people = list(self.begun)

    def furniture(self) -> Iterable[Widget]:
        """The line to find with, and the people."""
        with Horizontal(id="asked"):
            yield Static(">", classes="cursor", markup=False)
            yield Finder(
                placeholder=_("Tab finds: name, initials or number; 5 observer, 6 guest, 7 all present"),
                select_on_focus=False,  # the first letter is typed in the list
                id="find",
            )
        yield self.list

    def rows(self) -> Sequence[Row]:
        """Those found, each with status, number and what was said."""
        finder = self.query_one("#find", Finder)
        found = matching([one.name for one in self.people], finder.value, [one.member_no for one in self.people])
        return [self._row(place, self.people[place]) for place in found]

    def _row(self, place: int, one: Attendance) -> Row:
        said = [one.reason] if one.reason else []
        said += [_("came {time}").format(time=f"{one.arrived:%H:%M}")] if one.arrived else []
        said += [_("left {time}").format(time=f"{one.left:%H:%M}")] if one.left else []
        said += [_("{n} min").format(n=one.minutes)] if one.minutes is not None else []
        style = "" if one.status is AttendanceStatus.PRESENT else "bold"
        cells = (
            Cell(attendance_words(one.status), 9, style), Cell(one.member_no, 8), Cell(one.name, 12),
            Cell(one.post, 18), Cell("  ".join(said)),
        )  # fmt: skip
        return Row(str(place), cells)

    def on_mount(self) -> None:
        """Begin in the list."""
        if not self.begun:
            words = _("Nobody is expected: read the roster in at Branch first; {attendance.guest} adds a guest.")
            self.list.empty = keyed(self, words)
        super().on_mount()
        self._count()

    def _show(self) -> None:
        self.list.show(self.rows())
        self._count()

    def _count(self) -> None:
        expected = sum(one.is_expected for one in self.people)
        counts = _("expected {expected}  present {present}")
        counts = "  " + counts.format(expected=expected, present=sum(one.is_there for one in self.people))
        counts = counts if self.people else ""  # unknown is not 0
        title = cut(self.meeting.title, max(self.app.size.width - 2 * EDGE - cell_len(counts), 8))
        self.query_one("#title", Static).update(title + counts)

    @property
    def place(self) -> int | None:
        """The place of the selected person."""
        return int(self.list.highlighted_id) if self.list.highlighted_id else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A mark needs somebody to be selected."""
        return self.place is not None if action == "mark" and self.is_mounted else True

    def other_words(self) -> Mapping[str, str]:
        """The digits are called by what they say; one does not go where one is."""
        words = {f"mark({place})": attendance_words(status) for place, status in enumerate(STATUSES, start=1)}
        return {**words, "find": ""} if self.query_one("#find", Finder).has_focus else words

    def action_mark(self, number: int) -> None:
        """Mark the selected person, and go on to the next."""
        if self.place is None:
            return
        one, status = self.people[self.place], STATUSES[number - 1]
        fields = {"status": status, "reason": one.reason if status not in STATUSES[:2] else ""}
        self.people[self.place] = Attendance(**{**one.model_dump(), **fields, "arrived": None})
        last = self.list.highlighted == len(self.list.rows) - 1
        self._show()
        if not last:
            self.list.action_cursor_down()

    def action_everybody(self) -> None:
        """Mark everybody who is expected present."""
        fields = {"status": AttendanceStatus.PRESENT, "reason": "", "arrived": None, "left": None}
        self.people = [Attendance(**{**one.model_dump(), **fields}) if one.is_expected else one for one in self.people]
        self._show()

    def action_find(self) -> None:
        """Go to the line to find with, and back from it."""
        finder = self.query_one("#find", Finder)
        (self.list if finder.has_focus else finder).focus()

    def on_key(self, event: events.Key) -> None:
        """A letter in the list begins to find."""
        finder = self.query_one("#find", Finder)
        if not finder.has_focus and event.character and event.character.isascii() and event.character.isalpha():
            event.stop()
            finder.focus()
            finder.value += event.character
            finder.cursor_position = len(finder.value)

    @on(Input.Changed, "#find")
    def _found(self, typed: Input.Changed) -> None:
        self._show()
        if typed.value and self.list.rows:
            self.list.highlighted = 0  # the likeliest, not whoever was selected before and is found too

    @on(Input.Submitted, "#find")
    def _to_the_list(self) -> None:
        self.list.focus()

    @on(LineInput.Left)
    def _emptied(self) -> None:
        self.query_one("#find", Finder).value = ""
        self.list.focus()

    @on(OptionList.OptionSelected, "#list")
    def _more(self) -> None:
        place = self.place
        if place is None:
            return
        one = self.people[place]

        def said(values: Values | None) -> None:
            if values is not None:
                there = person_said(one, values)
                if there.arrived and one.status in STATUSES[:2]:
                    late = arriving(there, there.arrived, self.meeting.from_time, self.late_after_minutes)
                    there = Attendance(**{**there.model_dump(), "status": late.status, "arrived": late.arrived})
                self.people[place] = there
                self._show()

        is_one_of_two = [other.name for other in self.people].count(one.name) > 1 and one.member_no
        called = one.name + _("({words})").format(words=one.member_no) if is_one_of_two else one.name
        self.app.push_screen(FormDialog(called, person_fields(one), person_fault), said)

    def action_guest(self) -> None:
        """Add somebody who is not on the roster."""

        def added(values: Values | None) -> None:
            if values is not None:
                guest = Attendance(
                    name=clean_line(values["name"]), post=clean_line(values["post"]), has_vote=False,
                    status=AttendanceStatus.OBSERVER,
                )  # fmt: skip
                self.people.append(guest)
                self.query_one("#find", Finder).value = ""  # whom one looked for last would hide the guest
                self._show()
                self.list.select(str(len(self.people) - 1))
                self.notify(_("Added: {name}").format(name=guest.name), markup=False)

        fields = (Field("name", _("Name")), Field("post", _("Unit, post")))
        self.app.push_screen(
            FormDialog(_("A guest"), fields, lambda values: empty_field(values, {"name": _("Say the name.")})), added
        )

    def action_leave(self) -> None:
        """Leave all as it was; marks that would be dropped are asked about."""
        if tuple(self.people) == self.begun:
            self.dismiss(None)
            return

        def dropped(values: Values | None) -> None:
            if values is not None:
                self.dismiss(None)

        explain = keyed(self, _("What was marked here is not saved. Esc goes back; {attendance.save} saves it there."))
        self.app.push_screen(AskDialog(_("Leave without the marks?"), explain), dropped)

    def action_save(self) -> None:
        """Give back the attendance."""
        self.dismiss(tuple(self.people))
