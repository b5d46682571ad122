"""What is done with a matter, step by step: each asks in a form, then does one job at the desk.

A step gives back what was done and how to take it back, or None when nothing was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from content.dates import short_day
from content.words import _
from desk import matters
from desk.opened import remove
from desk.undo import bring_back, put_back, take_away, unsettle
from reports.terms import matter_state_words
from screens.kit.base import Room
from screens.kit.checks import day_of, understood
from screens.kit.deleting import back_words, deleted_words
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.form import Field, Values
from screens.matters.forms import (
    matter_changes,
    matter_fault,
    matter_fields,
    matter_note,
    progress_fault,
    reason_fault,
    settling_changes,
    settling_fault,
    settling_fields,
    usual_due_day,
)
from storage.records import Matter, clean_line


@dataclass(frozen=True)
class Step:
    """What was done with a matter, how it is called when it is taken back; `undo` says whether it could be.

    `undo` runs in the desk's thread.
    """

    what: str
    back: str
    matter: Matter
    undo: Callable[[], bool]

    @property
    def words(self) -> str:
        """The step in one line."""
        return f"{self.what} {self.matter.title}"

    def undone_words(self, is_undone: bool) -> str:
        """What was taken back, or why it was not."""
        if is_undone:
            return self.back.format(title=self.matter.title)
        return _("Not taken back: it was changed elsewhere since.")


class Deleting(Step):
    """A matter was moved to the trash."""

    @property
    def words(self) -> str:
        """What is gone, and how it comes back."""
        return self.what

    def undone_words(self, is_undone: bool) -> str:
        """What came back, or why it did not."""
        return back_words(self.matter.title, is_undone)


@dataclass(frozen=True)
class Several(Step):
    """Matters were added together."""

    count: int

    @property
    def words(self) -> str:
        """The matter, and how many with it."""
        if self.count == 1:
            return super().words
        return _("Matters added: {n}").format(n=self.count)

    def undone_words(self, is_undone: bool) -> str:
        """What was taken back; of several those changed since stay."""
        if self.count == 1:
            return super().undone_words(is_undone)
        if is_undone:
            return _("Taken back, matters added: {n}").format(n=self.count)
        return _("Taken back but for what was changed elsewhere since.")


async def add(room: Room) -> Step | None:
    """Ask for a new matter, and add it."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, "matter/new", again="matters.add")
    values = await form.fill_in(
        _("A new matter"),
        matter_fields(None, today, calendar),
        lambda values: matter_fault(values, None, today, calendar),
        note=lambda values: matter_note(values, today, calendar),
        usual=lambda values: usual_due_day(values, today, calendar),
    )
    if values is None:
        return None
    fields = matter_changes(values, None, today, calendar)
    matter = await room.attempt(lambda: matters.add(room.desk, fields.pop("day"), **fields))
    if matter is None:
        return None
    await form.drop()
    return Step(_("Added"), _("Adding taken back: {title}"), matter, partial(take_away, room.desk, matter))


async def edit(room: Room, matter: Matter) -> Step | None:
    """Ask what is to be changed in an open matter, and change it."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"matter/{matter.uid}")
    values = await form.fill_in(
        _("Change a matter"),
        matter_fields(matter, today, calendar),
        lambda values: matter_fault(values, matter, today, calendar),
        note=understood({"day": _("Given on"), "due_day": _("Due")}, today, calendar),
    )
    if values is None:
        return None
    fields, reason = matter_changes(values, matter, today, calendar), clean_line(values.get("reason", ""))
    return await _changed(
        room, _("Changed"), _("Change taken back: {title}"), matter,
        lambda seen: matters.change(room.desk, seen, reason=reason, **fields), form,
        lambda seen: matter_fields(seen, today, calendar), values,
    )  # fmt: skip


async def settle(room: Room, matter: Matter) -> Step | None:
    """Ask what was done and whom it was answered to, and settle the matter."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"matter/{matter.uid}/settle", again="matters.settle")
    values = await form.fill_in(
        _("Settle"),
        settling_fields(matter),
        lambda values: settling_fault(values, matter, today, calendar),
        explain=matter.title,
        note=understood({"answered_day": _("Answered on")}, today, calendar),
    )
    if values is None:
        return None
    fields = settling_changes(values, matter, today, calendar)
    settled = await over(
        room, matter, lambda seen: matters.settle(room.desk, seen, **fields), _there, settling_fields, values
    )
    if settled is None:
        return None
    await form.drop()
    saved, following = settled
    if saved.rev == matter.rev:
        return None
    words = _("Settled")
    if following is not None:
        day = calendar.presumed(following.due_day, short_day(following.due_day, today))
        words = _("Settled; next due {day}:").format(day=day)
    return Step(words, _("Settling taken back: {title}"), saved, partial(unsettle, room.desk, saved, matter, following))


async def drop(room: Room, matter: Matter) -> Step | None:
    """Ask why a matter is not pursued, and close it."""
    form = Drafted(room, f"matter/{matter.uid}/drop", again="matters.drop")
    values = await form.fill_in(_("Not pursued"), _drop_fields(matter), reason_fault, explain=matter.title)
    if values is None:
        return None
    reason = clean_line(values["reason"])
    return await _changed(
        room, _("Not pursued"), _("Dropping taken back: {title}"), matter,
        lambda seen: matters.drop(room.desk, seen, reason), form, _drop_fields, values,
    )  # fmt: skip


def _drop_fields(matter: Matter) -> tuple[Field, ...]:
    return (Field("reason", _("Why"), clean_line(matter.result)),)


async def note_progress(room: Room, matter: Matter) -> Step | None:
    """Ask what was done so far, and write it down."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, f"matter/{matter.uid}/progress", again="matters.progress")
    fields = (Field("text", _("Done so far")), Field("day", _("Day"), today.isoformat()))
    values = await form.fill_in(
        _("Progress"), fields, lambda values: progress_fault(values, today, calendar), explain=matter.title,
        note=understood({"day": _("Day")}, today, calendar),
    )  # fmt: skip
    if values is None:
        return None
    day, text = day_of(values["day"], today, calendar) or today, clean_line(values["text"])
    return await _changed(
        room, _("Progress written down"), _("Progress taken back: {title}"), matter,
        lambda seen: matters.note_progress(room.desk, seen, day, text), form,
    )  # fmt: skip


async def delete(room: Room, matter: Matter) -> Step | None:
    """Move a matter to the trash."""
    gone = await over(room, matter, lambda seen: remove(room.desk, room.desk.journal.matters, seen), _there, _title_of)
    if gone is None:
        return None
    what = deleted_words(room, "matters.undo", matter.title)
    return Deleting(what, "", matter, partial(bring_back, room.desk, "matters", matter.uid))


async def reopen(room: Room, matter: Matter) -> Step | None:
    """Open a closed matter again."""
    back = _("Reopening taken back: {title}")
    return await _changed(room, _("Open again"), back, matter, lambda seen: matters.reopen(room.desk, seen))


def _title_of(matter: Matter) -> tuple[Field, ...]:
    return (Field("title", _("Matter"), matter.title),)


def _there(matter: Matter) -> str:
    """A matter as it stands there now, in one line."""
    return _("{state}: {title}").format(state=matter_state_words(matter.state), title=matter.title)


async def _changed(
    room: Room,
    what: str,
    back: str,
    matter: Matter,
    job: Callable[[Matter], Matter],
    form: Drafted | None = None,
    fields_of: Callable[[Matter], Sequence[Field]] = _title_of,
    values: Values | None = None,
) -> Step | None:
    """Do a job that changes a matter; the form's draft is not needed any more once it is done."""
    saved = await over(room, matter, job, _there, fields_of, values)
    if saved is None:
        return None
    if form is not None:
        await form.drop()
    return Step(what, back, saved, partial(put_back, room.desk, saved, matter)) if saved.rev > matter.rev else None
