"""What a member handed in on paper, entered by the secretary (代录): what the form says, and the record made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from content.dates import period_words
from content.duration import read_minutes
from content.hours import hours
from content.period import Period
from content.words import _
from desk.desk import Desk
from storage.branch_notes import Paper
from storage.errors import ChangedElsewhere
from storage.facts import MatterFact
from storage.records import MatterKind, clean_line, new_uid

DAYS = ("answered_days", "due_days")
HOURS = ("group_minutes", "training_minutes", "make_up_minutes", "self_minutes")
PROBLEMS = tuple(f"problem_{number}" for number in range(1, 6))
MOST_HOURS = 1000
MINUTES = 60  # of an hour


def paper_labels() -> dict[str, str]:
    """What each field of the form is called."""
    return {
        "answered_days": _("Days checked"),
        "due_days": _("Days due"),
        "group_minutes": _("Group study"),
        "training_minutes": _("Training"),
        "make_up_minutes": _("Make-up study"),
        "self_minutes": _("Self-study"),
        **{name: _("Problem {n}").format(n=number) for number, name in enumerate(PROBLEMS, 1)},
    }


def paper_values(paper: Paper | None) -> dict[str, str]:
    """What stands in the form at first: what was entered before."""
    if paper is None:
        return dict.fromkeys((*DAYS, *HOURS, *PROBLEMS), "")
    titles = [problem.title for problem in paper.problems[: len(PROBLEMS)]]
    return {
        **{name: str(getattr(paper, name) or "") for name in DAYS},
        **{name: hours(getattr(paper, name)) if getattr(paper, name) else "" for name in HOURS},
        **dict(zip(PROBLEMS, [*titles, *[""] * len(PROBLEMS)], strict=False)),
    }


def paper_fault(values: Mapping[str, str], period: Period) -> tuple[str, str] | None:
    """The first field that cannot be read, or says more than the period holds, and one line about it."""
    most_days = (period.last - period.first).days + 1
    most_hours = min(24 * most_days, MOST_HOURS)
    for name in DAYS:
        days = _days(values[name])
        if days is None:
            return name, _("Write a number of days.")
        if days > most_days:
            words = _("{period} has only {n} days.")
            return name, words.format(period=period_words(period), n=most_days)
    if (_days(values["answered_days"]) or 0) > (_days(values["due_days"]) or 0):
        return "answered_days", _("There cannot be more days checked than days due.")
    for name in HOURS:
        minutes = _minutes(values[name])
        if minutes is None:
            return name, _("Write hours, such as 2 or 1.5.")
        if minutes > most_hours * MINUTES:
            words = _("That is more than there can be in {period}.")
            return name, words.format(period=period_words(period))
    return None


def enter_paper(
    desk: Desk, person: str, period: Period, values: Mapping[str, str], before: Paper | None, by: str = ""
) -> Paper:
    """Enter what came on paper in the place of what was entered before; a problem that stays is the same one.

    Raises:
        ChangedElsewhere: another form stands there than the one that was opened; `there` is that, or None.
        StorageError: it could not be saved.
    """
    known = {problem.title: problem for problem in (before.problems if before else ())}
    titles = [title for name in PROBLEMS if (title := clean_line(values[name]))]
    further = before.problems[len(PROBLEMS) :] if before else ()  # what the form has no line for stays
    paper = Paper(
        person=person,
        day=desk.today(),
        by=by,
        **{name: _days(values[name]) or 0 for name in DAYS},
        **{name: _minutes(values[name]) or 0 for name in HOURS},
        problems=(*_problems(desk, period, list(dict.fromkeys(titles)), known), *further),
    )
    with desk.branch.files.transaction():
        _as_opened(desk, person, period, before)
        desk.branch.enter_paper(paper, period)
    return paper


def take_paper_out(desk: Desk, person: str, period: Period, before: Paper | None) -> bool:
    """Take out what was entered from paper, as it was opened.

    Raises:
        ChangedElsewhere: another form stands there, or none; `there` is that.
        StorageError: it could not be saved.
    """
    with desk.branch.files.transaction():
        _as_opened(desk, person, period, before)
        desk.branch.remove_paper(person, period)
    return True


def _as_opened(desk: Desk, person: str, period: Period, before: Paper | None) -> None:
    there = next((one for one in desk.branch.noted(period).papers if one.person == person), None)
    if there != before:
        raise ChangedElsewhere(there)


def _problems(desk: Desk, period: Period, titles: Sequence[str], known: Mapping[str, MatterFact]) -> list[MatterFact]:
    day = min(desk.today(), period.last)
    return [
        known.get(title) or MatterFact(uid=new_uid(desk.now()), kind=MatterKind.SHORTFALL, title=title, given_day=day)
        for title in titles
    ]


def _days(text: str) -> int | None:
    text = clean_line(text)
    if not text:
        return 0
    return int(text) if re.fullmatch(r"\d{1,3}", text, re.ASCII) else None


def _minutes(text: str) -> int | None:
    """Hours where a number stands alone: the paper form counts in hours of study (学时)."""
    text = clean_line(text)
    return read_minutes(f"{text}h" if re.fullmatch(r"\d{1,5}(\.\d{1,2})?", text, re.ASCII) else text)
