"""What the figures of a branch are called, and where a recount differs from a report that was made."""

from __future__ import annotations

from collections.abc import Iterator

from content.dates import day_words, period_words
from content.hours import hours
from content.period import Period
from content.words import _
from desk.branch_report import differences, recount
from desk.desk import Desk
from storage.branch_figures import Figures
from storage.clock import local_day
from storage.made_reports import MadeReport


def figure_words(name: str) -> str:
    """What a figure is called; empty for one that people know only by others."""
    return {
        "units": _("periods counted"),
        "persons": _("persons"),
        "due": _("due", context="figure"),
        "received": _("received", context="figure"),
        "paper": _("received on paper"),
        "filled": _("told by a longer file"),
        "leave": _("on leave"),
        "missing": _("missing", context="figure"),
        "returned": _("returned"),
        "in_doubt": _("to be checked"),
        "wrong_period": _("other period", context="standing"),
        "deferred": _("deferred"),
        "not_due": _("not due"),
        "files": _("files and forms"),
        "told_days": _("files that tell days"),
        "answered_days": _("days checked"),
        "due_days": _("days due"),
        "late_days": _("days checked late"),
        "told_study": _("files that tell hours"),
        "group_minutes": _("Group study, hours"),
        "training_minutes": _("Training, hours"),
        "make_up_minutes": _("Make-up, hours"),
        "self_minutes": _("self-study, hours"),
        "told_quiz": _("files that tell quizzes"),
        "answered": _("Questions answered"),
        "right": _("answered rightly"),
        "told_marks": _("files that tell counts by item"),
        "items": _("counts by item"),
        "problems_before": _("in account at the beginning"),
        "problems_listed": _("listed", context="figure"),
        "problems_reopened": _("listed again"),
        "problems_split": _("taken apart"),
        "problems_merged": _("merged"),
        "problems_struck": _("struck off"),
        "problems_removed": _("withdrawn"),
        "problems_after": _("in account at the end"),
    }.get(name, "")


def figure_text(name: str, figures: Figures) -> str:
    """A figure as people read it; empty for one that is a table of its own."""
    value = getattr(figures, name)
    if name == "units":
        return _(", ").join(period_words(Period.parse(unit)) for unit in value)
    if name in {"items", "lists"}:
        return ""
    return hours(value) if name.endswith("_minutes") else str(value)


def recount_lines(made: MadeReport, now: Figures) -> Iterator[str]:
    """How a recount differs from a report that was made: a line that says so, then a line a figure; nothing if not."""
    names = [name for name in differences(made.figures, now) if figure_words(name)]
    if not names:
        return
    head = _("The report on {period} (made on {day}, as of {stood}) is no longer what a recount comes to:")
    period, day = period_words(Period.parse(made.period)), day_words(local_day(made.written_at))
    yield head.format(period=period, day=day, stood=day_words(made.stood_on))
    for name in names:
        was, is_now = figure_text(name, made.figures), figure_text(name, now)
        text = (
            _("was {was}, now {now}").format(was=was, now=is_now) if was or is_now else _("changed", context="figure")
        )
        yield _("{label}: {text}").format(label=figure_words(name), text=text)


def recounted_words(desk: Desk, period: Period) -> str:
    """In a few words, that a recount differs from the report made last on a period; empty where it does not."""
    found = recount(desk, period)
    count = max(len(list(recount_lines(*found))) - 1, 0) if found else 0
    return _("{n} figures are not those of the report made").format(n=count) if count else ""
