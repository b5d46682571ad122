"""What both fronts say of what members propose for the branch's list of problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from content.calendar import Calendar
from content.dates import day_words, period_words
from content.period import Period
from content.words import _, ngettext
from desk.words.branch import Labelled, due_words
from reports.namesakes import Labels, proposal_told_apart
from reports.terms import matter_kind_words
from storage.clock import local_day
from storage.made_reports import MadeReport
from storage.problem_list import usual_day
from storage.proposals import Proposal


def proposal_state(one: Proposal) -> str:
    """How what a member proposes stands: 待列入, 改后再报, 重新列出, 未列入; 已退回 where its submission was."""
    if one.left_off is not None:
        return _("left off", context="state")
    if one.is_returned:
        return _("returned", context="proposal")
    return _("again") if one.was_struck else _("reworded") if one.was_declined else _("proposed", context="state")


def proposal_lines(proposal: Proposal, calendar: Calendar) -> Iterable[Labelled]:
    """Everything about what a member proposes, as label and text."""
    word, matter, left = proposal.word, proposal.word.matter, proposal.left_off
    if left is not None:
        yield (
            _("Left off"),
            "  ".join(filter(None, (day_words(local_day(left.changed_at or left.written_at)), left.reason))),
        )
    if proposal.is_returned:
        yield _("Look at"), _("the submission it came with was returned")
    if proposal.was_struck:
        yield _("Look at"), _("it was struck off or withdrawn before; listing it opens that one again")
    if proposal.was_declined:
        yield _("Look at"), _("it was left off the list before, worded otherwise")
    yield _("Member", context="problem"), word.name
    yield _("Kind"), matter_kind_words(matter.kind)
    yield _("Given on"), day_words(matter.given_day)
    yield _("Measure"), matter.measure
    yield _("Due"), due_words(matter.due_day, calendar)
    yield _("Progress"), matter.latest_progress
    yield _("Result"), matter.result
    yield _("Settled on"), day_words(matter.closed_day) if matter.closed_day else ""
    periods = dict.fromkeys((proposal.origin.period, word.period))
    yield _("From", context="problem"), _(", ").join(period_words(Period.parse(one)) for one in periods)
    yield _("Check code"), word.checksum[:12]


def usual_day_words(chosen: Sequence[Proposal], today: date) -> str:
    """From when these count where no day is named: the day itself where it is one for all."""
    days = {today if one.was_struck else usual_day(one, today) for one in chosen}
    return (
        _("empty: {day}").format(day=day_words(days.pop()))
        if len(days) == 1
        else _("empty: the end of the period it came for")
    )


def reported_words(made: Sequence[MadeReport], today: date) -> str:
    """That reports were made already on what would count in them, and which day leaves these as they are."""
    said = (
        _("{period} (made on {day})").format(
            period=period_words(Period.parse(one.period)), day=day_words(local_day(one.written_at))
        )
        for one in made
    )
    words = _(
        "There is a report already: {periods}. Without a day a recount differs from it; {today} leaves it as it is."
    )
    return words.format(periods=_(", ").join(said), today=day_words(today)) if made else ""


def returned_words(chosen: Iterable[Proposal]) -> str:
    """That some came with submissions that were returned, so that others are to come; empty where none did."""
    count = sum(one.is_returned for one in chosen)
    words = ngettext(
        "{n} came with a submission that was returned; its next revision may say otherwise.",
        "{n} came with submissions that were returned; their next revisions may say otherwise.",
        count,
    )
    return words.format(n=count) if count else ""


def kept_due_lines(
    chosen: Iterable[Proposal], due_day: date | None, today: date, calendar: Calendar, labels: Labels
) -> list[str]:
    """Of which a due day that was said is not the due day, for they have their own; that it is over is said."""
    words, over = _("Due as before, {day}: {title}"), _("Due as before, {day} (over): {title}")
    return [
        (over if own < today else words).format(day=due_words(own, calendar), title=title_and_name(one, labels))
        for one in chosen
        if due_day and (own := one.word.matter.due_day) not in {None, due_day} and own and not one.was_struck
    ]


def title_and_name(one: Proposal, labels: Labels) -> str:
    """The problem with whose it is: titles are often alike."""
    one = proposal_told_apart(one, labels)
    return one.word.matter.title + _("({words})").format(words=one.word.name)


def left_out_words(returned: Sequence[Proposal]) -> str:
    """That what came with submissions that were returned was not listed with all others; empty where nothing was."""
    words = ngettext(
        "{n} problem of a submission that was returned is left out; it can be listed by itself.",
        "{n} problems of submissions that were returned are left out; each can be listed by itself.",
        len(returned),
    )
    return words.format(n=len(returned)) if returned else ""
