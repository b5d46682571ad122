"""Handing up: a branch's figures and list as a file, which the next level takes in as a branch does its members'."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from content.dates import day_words, period_words
from content.marks import short_words
from content.period import Period
from content.words import _
from desk.branch_names import labels
from desk.branch_report import report_of
from desk.desk import Desk
from desk.save_files import save_files
from reports.branch import BranchReport
from reports.branch_figures import without_small_units, without_sums_of_few
from reports.joint import is_of_branches, joint
from reports.namesakes import told_apart
from reports.plain_text import plain_text
from reports.summary import program
from reports.upward import SENT, facts_upward, members_of, tellers_of, upward_document, without_small_differences
from storage.clock import local_day
from storage.errors import WriteFailed
from storage.facts import Fact, Header, counts_of, format_of
from storage.handed_up import HandedUp
from storage.problems import Problem
from storage.submission import Submission, fingerprint, page_of, suggested_file_name, write


@dataclass(frozen=True)
class HandingUp:
    """The file as it will leave; `note` is what is kept of it, `is_again` that just this file was made before."""

    note: HandedUp
    content: bytes
    is_again: bool

    @property
    def page(self) -> str:
        """What people read of it, which says all that leaves."""
        return page_of(self.content)


def may_leave(desk: Desk, period: Period) -> tuple[Problem, ...]:
    """The items of the list that may be ticked to go with it. A long job."""
    names = labels(desk)
    return tuple(told_apart(one, names) for one in report_of(desk, period).problems if one.status in SENT)


def not_there_words(desk: Desk, unknown: Sequence[str], period: Period) -> str:
    """That no item that may leave is called so; of one that is on the list all the same, from when it is on it."""
    names, said = labels(desk), []
    listed = [told_apart(one, names) for one in desk.branch.list.standing()]
    for words in unknown:
        others = [
            _("{title} (listed on {day})").format(title=one.title, day=day_words(one.listed_day))
            for one in listed
            if words in one.title and one.listed_day > period.last
        ]
        said.append(_(", ").join(others) or words)
    words = _("Nothing on the list of {period} is called so: {words}")
    return words.format(period=period_words(period), words=_("; ").join(said))


def last_handed_up(desk: Desk) -> HandedUp | None:
    """What was sent upwards last, whatever the period: its number and whom it was for are offered again."""
    found = desk.branch.upward.all()
    return found[-1] if found else None


def prepare(desk: Desk, period: Period, number: str, to: str, problems: Collection[str] = frozenset()) -> HandingUp:
    """The file for a period with the items ticked: the one made before where nothing changed, else the next revision.

    `number` is the branch's on the roster of the next level, `to` the name of that. A long job.

    Raises:
        NotRead, NoReport: as for a report.
        TooLarge: more was ticked than a file may hold.
    """
    report = report_of(desk, period)
    last = desk.branch.upward.last(period)
    if last is not None:
        again = _made(desk, report, number, to, problems, last, last.revision)
        if fingerprint(again.content) == last.sha256:
            return HandingUp(last, again.content, is_again=True)
    return _made(desk, report, number, to, problems, last, last.revision + 1 if last else 1)


def _made(
    desk: Desk, report: BranchReport, number: str, to: str, problems: Collection[str], last: HandedUp | None,
    revision: int,
) -> HandingUp:  # fmt: skip
    """The file of a revision; of the one made before with the moment it was made at."""
    tellers: tuple[str, ...] = ()
    if is_of_branches(report.span):  # each of them guards its own counts by item
        together = joint(report.span)
        figures, members = together.figures, together.members
    else:
        before = (last.figures, last.tellers) if last else (None, ())
        figures = without_small_units(report.figures, report.span)
        figures, tellers = without_small_differences(figures, tellers_of(report.span), *before)
        members = members_of(report.span)
    figures = without_sums_of_few(figures)
    at = last.written_at if last and last.revision == revision else desk.now()
    as_made = replace(report, today=local_day(at))
    names = labels(desk)
    chosen = [told_apart(one, names) for one in report.problems if one.uid in problems]
    facts = facts_upward(figures, members, chosen, report.later)
    header = _header(desk, report, number, to, revision, at, facts)
    content = write(Submission(header=header, facts=facts), plain_text(upward_document(as_made, facts, to)))
    file_name = suggested_file_name(report.branch, period_words(report.period)).removesuffix(".txt")
    file_name += _("_upwards") + (_("_rev{n}").format(n=revision) if revision > 1 else "") + ".txt"
    note = HandedUp.new(
        at,
        local_day(at),
        period=str(report.period),
        revision=revision,
        number=number,
        to=to,
        file_name=file_name,
        sha256=fingerprint(content),
        figures=figures,
        tellers=tellers,
        problems=tuple(one.uid for one in chosen),
    )
    return HandingUp(note, content, is_again=False)


def _header(
    desk: Desk, report: BranchReport, number: str, to: str, revision: int, at: datetime, facts: Sequence[Fact]
) -> Header:
    """The branch in the place of the member, and the next level in that of the branch."""
    dont_list = desk.lists.unit_on(min(desk.today(), report.period.last))
    items = tuple(dont.id for dont in dont_list.donts)
    words = short_words(desk.lists.units())
    return Header(
        format=format_of(facts),
        list_id=dont_list.id,
        list_edition=dont_list.edition,
        list_hash=dont_list.content_hash,
        list_items=items,
        list_title=str(dont_list.title),
        item_words={item: words[item] for item in items if item in words},
        member_no=number,
        name=report.branch,
        branch=to,
        period=str(report.period),
        revision=revision,
        made_at=at,
        program=program(),
        counts=counts_of(facts),
    )


def hand_up(desk: Desk, made: HandingUp, folder: Path) -> Path:
    """Write the file and note its revision. A long job.

    Raises:
        ChangedElsewhere: another of this revision, or a later one, was made since this was prepared.
        WriteFailed: the system refused; what was there before is still there.
    """
    path = folder / made.note.file_name
    with desk.commit():
        # noted first: a revision left out harms nobody, one used twice is a conflict
        is_new = desk.branch.upward.keep(made.note)
        try:
            save_files({path: made.content}, desk.notices)
        except WriteFailed:
            if is_new:  # a note that stood before is of a file that was saved
                desk.branch.upward.take_back(made.note)
            raise
    return path
