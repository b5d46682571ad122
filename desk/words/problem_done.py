"""What was done to a problem of the branch's list, said once it was done."""

from __future__ import annotations

from datetime import date

from content.dates import short_day
from content.words import _
from desk.words.branch import progress_words
from reports.namesakes import Labels, called
from storage.problems import Act, Event, Problem


def title_and_owner(one: Problem, labels: Labels) -> str:
    """The problem with whose it is, two of one name told apart: titles are often alike."""
    owner = called(one.owner, labels).name
    return one.title + (_("({words})").format(words=owner) if owner else "")


def entered_words(event: Event, now: Problem, today: date) -> str:
    """What was done: 已记进展, 已延至12月20日, 已移交何芳; where it only moves on, how it stands now: 待验收."""
    if event.act is Act.EXTEND and event.due_day is not None:
        words = _("put off until {day}") if now.due_before(event) else _("due day set: {day}")
        return words.format(day=short_day(event.due_day, today))
    if event.act is Act.HAND_OVER and event.owner is not None:
        return _("handed over to {name}").format(name=event.owner.name)
    said = {
        Act.PROGRESS: _("progress noted"),
        Act.EDIT: _("wording changed"),
        Act.UNDONE: _("not done after all"),
        Act.REOPEN: _("on the list again"),
        Act.SPLIT: _("taken out of the merged one"),
    }
    return said.get(event.act) or progress_words(now, today)[0]
