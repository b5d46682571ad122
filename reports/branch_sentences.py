"""The branch's figures in sentences, each of which has one unit: persons, or persons by months."""

from __future__ import annotations

from collections.abc import Iterable

from content.dates import month_words, period_words
from content.period import Period
from content.words import _, sentences
from reports.document import Block, Paragraph
from storage.branch_figures import Figures
from storage.spans import Span


def unit_names(periods: Iterable[Period], of: Period) -> str:
    """The parts of a period by name, three months or more that follow on each other as one: `1月至3月、5月`."""
    runs: list[list[Period]] = []
    for one in periods:
        follows = runs and _is_month(one) and _is_month(runs[-1][-1]) and (one.first - runs[-1][-1].last).days == 1
        if follows:
            runs[-1].append(one)
        else:
            runs.append([one])
    return _(", ").join(name for run in runs for name in _run_names([unit_head(one, of) for one in run]))


def _run_names(names: list[str]) -> list[str]:
    return [_("{first} to {last}").format(first=names[0], last=names[-1])] if len(names) > 2 else names


def _is_month(period: Period) -> bool:
    return period == Period.month_of(period.first)


def unit_head(unit: Period, of: Period) -> str:
    """A month of the same year by its month alone."""
    return month_words(unit.first.month) if unit.first.year == of.last.year and _is_month(unit) else period_words(unit)


def parts_words(span: Span) -> str:
    """Of which months a longer period is made, and for which nothing was collected; empty of one that is whole."""
    if not span.is_made_of_parts:
        return ""
    text = _("Made of {n} periods: {names}.").format(n=len(span.units), names=unit_names(span.units, span.period))
    lacking = _("Nothing was collected for {names}.").format(names=unit_names(span.not_collected, span.period))
    return sentences(text, lacking if span.not_collected else "")


def members_words(n: int, *, by_month: bool) -> str:
    """So many members; over a period made of shorter ones, of members by months: 24人, 72人月."""
    return (_("{n}", context="members by months") if by_month else _("{n}", context="members")).format(n=n)


def columns_words(n: Figures, *, by_month: bool) -> str:
    """How many were due, and how they stand: due = received + leave + missing."""
    text = _("Due {due}, received {received}, on leave {away}, missing {missing}.")
    if by_month:
        text = _("By member and month: due {due}, received {received}, on leave {away}, missing {missing}.")
    columns = {"due": n.due, "received": n.received, "away": n.leave, "missing": n.missing}
    return text.format(**{name: members_words(count, by_month=by_month) for name, count in columns.items()})


def among_words(n: Figures, *, by_month: bool) -> str:
    """What is told apart among the received and the missing; empty where nothing is."""
    among = (
        (_("{n} of those received came on paper"), n.paper),
        (_("{n} of those received are told by a file for a longer period"), n.filled),
        (_("{n} of those missing were returned"), n.returned),
        (_("{n} of those missing are to be checked"), n.in_doubt),
        (_("{n} of those missing were for another period"), n.wrong_period),
        (_("{n} of those missing are deferred"), n.deferred),
        (_("nothing is due from {n}"), n.not_due),
    )
    parts = [words.format(n=members_words(count, by_month=by_month)) for words, count in among if count]
    return _("; ").join(parts) + _(".") if parts else ""


def listed(lead: str, said: list[str]) -> list[Block]:
    """The sentences behind their lead; several with their numbers, each a paragraph, so that none is half a page."""
    if len(said) == 1:
        return [Paragraph(said[0], bold_lead=lead)]
    numbered = (_("{n}. {text}", context="notice").format(n=n, text=text) for n, text in enumerate(said, 1))
    return [Paragraph("", bold_lead=lead), *map(Paragraph, numbered)]


def about_words(parts: Iterable[str]) -> str:
    """What is said of something behind its name, in brackets: （张三，10月20日前）; empty where nothing is."""
    about = ""
    for words in filter(None, parts):
        about = _("{name}, {about}").format(name=about, about=words) if about else words
    return _("({words})").format(words=about) if about else ""


def balance_words(n: Figures) -> str:
    """What came and went on the list: 期初在账3个、新增2个、……期末在账4个."""
    between = (
        (_("listed {n}"), n.problems_listed),
        (_("listed again {n}"), n.problems_reopened),
        (_("taken apart {n}"), n.problems_split),
        (_("merged {n}"), n.problems_merged),
        (_("struck off {n}"), n.problems_struck),
        (_("withdrawn {n}"), n.problems_removed),
    )
    said = [_("in account at the beginning {n}").format(n=n.problems_before)]
    said += [words.format(n=count) for words, count in between if count]
    said.append(_("in account at the end {n}").format(n=n.problems_after))
    return _(", ").join(said) + _(".")
