"""督办单: for one person, what the branch's list has for them and is not done, with room to say what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from content.calendar import Calendar
from content.words import _
from reports.document import Addressee, Cell, Column, Document, Paragraph, Signature, Table
from reports.terms import day_in
from storage.problems import Owner, Problem, Status


def by_owner(problems: Iterable[Problem]) -> dict[Owner, list[Problem]]:
    """What is in hand, by who is responsible; what falls due first stands first. Nobody's is left out."""
    found: dict[Owner, list[Problem]] = {}
    for one in sorted(problems, key=lambda one: (one.due_day or date.max, one.listed_day)):
        if one.status is Status.OPEN and one.owner.name:
            known = next((owner for owner in found if owner.is_same(one.owner)), one.owner)
            found.setdefault(known, []).append(one)
    return found


def order(branch: str, owner: Owner, problems: Sequence[Problem], today: date, calendar: Calendar) -> Document:
    """The sheet for one person."""
    text = _("{n} problems on the branch's list are yours and not done.")
    # Above the table, so that beneath it stands only what is signed, which fits on the page of the last row.
    asked = _(
        "See to them within their time, write into the table what was done to each, sign this sheet and give it back "
        "to the branch by ____________. Where a measure or a due day is missing, write down what you propose."
    )
    columns = (
        Column(_("Line"), 2), Column(_("The problem"), 8), Column(_("Corrective measure"), 7),
        Column(_("To be done by"), 5), Column(_("How far"), 5), Column(_("What was done"), 10),
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.title, one.measure or _("(none yet)"), due_words(one, today, calendar), _how_far(one), "")
        for number, one in enumerate(problems, 1)
    )
    return Document(
        _("Order to see to problems"),
        (
            Addressee(_("To {name}:").format(name=owner.name)),
            Paragraph(text.format(n=len(problems))),
            Paragraph(asked),
            Table(columns, rows, row_points=45),
            Paragraph(_("Signed by who is responsible:            Day:")),
            Signature(branch, today),
        ),
    )


def due_words(problem: Problem, today: date, calendar: Calendar) -> str:
    """The day it is due, and that it is over where it is, or that none was agreed."""
    if problem.due_day is None:
        return _("(none yet)")
    day = calendar.presumed(problem.due_day, day_in(problem.due_day, today))
    if not problem.is_overdue(today):
        return day
    return _("{day} (overdue {n} days)").format(day=day, n=(today - problem.due_day).days)


def _how_far(problem: Problem) -> str:
    return problem.progress[-1].text if problem.progress else ""
