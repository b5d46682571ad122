"""How what the branch collected reads: decisions about files, who sent and who did not, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from content.calendar import Calendar
from content.dates import day_words, period_words
from content.period import Period
from content.words import _
from desk.branch_acts import LastAct
from desk.words.faults import submission_fault_words
from reports.branch import SOON, is_due_soon
from reports.fact_words import attended_words, completeness_words, leave_words, quiz_words, study_words
from reports.namesakes import Labels, called, event_told_apart
from reports.quiz_facts import quiz_topic_words
from reports.refused_files import refused_words
from reports.terms import (
    act_words,
    matter_kind_words,
    office_and_post,
    standing_words,
    stands_words,
    status_words,
)
from storage.arriving import Change
from storage.branch_notes import Paper
from storage.clock import local_day
from storage.collecting import Decision, DecisionKind
from storage.facts import Attended, Completeness, Fact, MatterFact, OnLeave, QuizFacts, RemarkFact, Study, of_kind
from storage.passed import Passed
from storage.problems import Act, Event, Problem, Status
from storage.proposals import Flags, Proposal
from storage.standings import MemberStanding, Standing, totals
from storage.submission import DamagedSubmission

Labelled = tuple[str, str]


def standing_figures(found: Sequence[MemberStanding], *, is_early: bool = False) -> str:
    """应报24  已报22  请假1  未报1; before anything is due, 应报24  请假1  未到期23."""
    n = totals(found)
    if is_early:
        words = _("due {due}  on leave {on_leave}  not due yet {early}")
        return words.format(due=n.due, on_leave=n.leave, early=n.missing)
    said = _("due {due}  received {received}  on leave {on_leave}  missing {missing}").format(
        due=n.due, received=n.received, on_leave=n.leave, missing=n.missing
    )
    besides = sum(one.is_not_counted for one in found)
    return "  ".join([said, _("not counted {n}").format(n=besides)]) if besides else said


def problem_figures(
    problems: Sequence[Problem], sent: Sequence[Proposal] = (), today: date | None = None, *, left_off: int = 0
) -> str:
    """问题12  已销号3  已归并1  已撤销1  超期1  30日内到期2  待列入2  已退回1; what is none is left out but for two.

    What its member has been given back does not wait to be listed.
    """
    count = Counter(problem.status for problem in problems)
    returned = sum(one.is_returned for one in sent)
    waiting = len(sent) - returned
    overdue = sum(today is not None and problem.is_overdue(today) for problem in problems)
    soon = sum(today is not None and is_due_soon(problem, today) for problem in problems)
    said = [
        _("problems {n}  struck off {struck}").format(n=len(problems), struck=count[Status.STRUCK]),
        *(
            _("{state} {n}").format(state=status_words(status), n=count[status])
            for status in (Status.MERGED, Status.REMOVED)
            if count[status]
        ),
        _("overdue {n}").format(n=overdue) if overdue else "",
        _("due in {days} days {n}").format(days=SOON.days, n=soon) if soon else "",
        _("proposed {n}").format(n=waiting) if waiting else "",
        _("returned {n}").format(n=returned) if returned else "",
        _("left off {n}").format(n=left_off) if left_off else "",
    ]
    return "  ".join(filter(None, said))


def progress_words(problem: Problem, today: date) -> tuple[str, str]:
    """How far a problem is, at most 11 cells, and the colour of that."""
    if problem.is_overdue(today):
        return _("overdue"), "$error"
    if is_due_soon(problem, today):
        return _("due soon"), "$warning"
    style = {Status.STRUCK: "$text-muted", Status.VERIFIED: "$mark-kept", Status.DONE: "$mark-kept"}
    short = {Status.DONE: _("to verify"), Status.VERIFIED: _("to strike")}
    return short.get(problem.status) or status_words(problem.status), style.get(problem.status, "")


def flag_words(flags: Flags) -> list[str]:
    """What is to be looked at in an item, each in a few words."""
    said = (
        (flags.says_settled, _("the member says it is settled")),
        (flags.dropped, _("no longer listed in the member's new revision")),
        (flags.changed, _("worded otherwise by the member since")),
        (flags.batch_undone, _("the taking in it came with was taken back")),
        (flags.form_removed, _("the paper form it came on was taken out")),
        (flags.owner_left, _("who is responsible has left: hand it over")),
    )
    return [words for is_so, words in said if is_so]


def decision_words(kind: DecisionKind) -> str:
    """What a decision about a file is called."""
    return {
        DecisionKind.NEW: _("new submission"),
        DecisionKind.NEWER: _("newer revision"),
        DecisionKind.SAME: _("taken in before"),
        DecisionKind.OLDER: _("older revision"),
        DecisionKind.CONFLICT: _("same revision, other content"),
        DecisionKind.ANEW: _("number and date disagree"),
        DecisionKind.DOUBLED: _("the same file again"),
        DecisionKind.UNKNOWN_MEMBER: _("not on the roster"),
        DecisionKind.OTHER_NAME: _("other name on the roster"),
        DecisionKind.OTHER_MEMBER: _("another member's number"),
        DecisionKind.OTHER_BRANCH: _("other branch"),
        DecisionKind.OTHER_PERIOD: _("other period", context="decision"),
        DecisionKind.UNKNOWN_VERSION: _("made by a newer program"),
        DecisionKind.DAMAGED: _("damaged"),
        DecisionKind.TOO_LARGE: _("too large"),
        DecisionKind.FOREIGN: _("not a submission"),
        DecisionKind.UNREADABLE: _("cannot be read"),
    }[kind]


def arrival_words(changes: Sequence[Change]) -> str:
    """What was done to a file on its way; what is told here was undone."""
    words = {
        Change.MARK: _("came with a byte order mark"),
        Change.GB18030: _("came saved again in GB 18030"),
        Change.UTF_16_LE: _("came saved again in UTF-16 (LE)"),
        Change.UTF_16_BE: _("came saved again in UTF-16 (BE)"),
        Change.UTF_32_LE: _("came saved again in UTF-32 (LE)"),
        Change.UTF_32_BE: _("came saved again in UTF-32 (BE)"),
        Change.LINE_ENDS: _("came with other line ends"),
        Change.NO_LAST_NEWLINE: _("came without its last line end"),
        Change.BLANK_LINES: _("came with blanks after its last line"),
        Change.ADDED: _("something was added after its last line, and is left out"),
        Change.ADDED_ABOVE: _("something was added above its first line, and is left out"),
    }
    return _(", ").join(words[change] for change in changes)


def file_labels(paths: Iterable[Path], folder: Path | None = None) -> dict[Path, str]:
    """What to call each file: its name, with its folders below `folder`; else as many as tell it from others."""
    known = set(paths)
    if folder is not None and all(folder in path.parents for path in known):
        return {path: path.relative_to(folder).as_posix() for path in known}
    labels = {path: path.name for path in known}
    for depth in range(2, max((len(path.parts) for path in known), default=0) + 1):
        counts = Counter(labels.values())
        for path, label in labels.items():
            if counts[label] > 1:
                labels[path] = "/".join(path.parts[-depth:])
    return labels


def _passed_words(detail: str) -> str:
    """Why a file was passed over."""
    words: dict[str, str] = {
        Passed.NOT_PLAIN: _("No plain file; it is not opened."),
        Passed.LINK: _("A link; it is not followed."),
        Passed.ARCHIVE: _("An archive: unpack it, then take in again."),
        Passed.OFFICE: _("A Word or Excel file; a submission is the text file that the program saved."),
        Passed.PDF: _("A PDF; a submission is the text file that the program saved."),
        Passed.PICTURE: _("A picture; a submission is the text file that the program saved."),
        Passed.RECEIPT: _("A receipt that the branch handed out, not a submission."),
        Passed.UPWARD: _("A branch's file for the next level, not a member's submission."),
        Passed.LOCK: _("What Word or Excel leaves while a file is open; not a submission."),
        Passed.EMPTY: _("The file is empty; it stays where it is."),
        Passed.TOO_DEEP: _("This folder lies too deep and was not looked at: take it in by itself."),
        Passed.TOO_MANY: _("More files than can be looked at: take the folders in one by one."),
    }
    return words.get(detail, _("Some other file; it stays where it is."))


def why_words(decision: Decision, labels: Mapping[Path, str]) -> str:
    """Why a file got its decision, in one line; whose it is where nothing more is to be said.

    `labels` are those of `file_labels` for the whole batch.
    """
    kind, detail = decision.kind, labels[decision.other] if decision.other else decision.detail
    if kind is DecisionKind.DAMAGED:
        known = detail in {"empty", "last_line", "checksum", "resaved", "several"}
        fault = DamagedSubmission(detail, changes=decision.changes)
        return submission_fault_words(fault) if known else _("It is not as the program wrote it.")
    if kind is DecisionKind.UNREADABLE:
        return detail
    if kind is DecisionKind.FOREIGN:
        return _passed_words(detail)
    if kind is DecisionKind.TOO_LARGE:
        return _("Some other file; it stays where it is.")
    why = _judged_words(decision, detail)
    return _("{label}; {text}").format(label=why, text=arrival_words(decision.changes)) if decision.changes else why


def _judged_words(decision: Decision, detail: str) -> str:
    """Whose file it is, and what stands against it."""
    kind = decision.kind
    who = _("{name} ({member_no}), rev. {n}").format(
        name=decision.name, member_no=decision.member_no, n=decision.revision
    )
    said = {
        DecisionKind.OLDER: _("revision {detail} goes before it"),
        DecisionKind.CONFLICT: _("differs from {detail}; choose one"),
        DecisionKind.ANEW: _("out of step with revision {n}; choose it if it is to count").format(n=decision.detail),
        DecisionKind.DOUBLED: _("the same as {detail}"),
        DecisionKind.UNKNOWN_MEMBER: _("nobody on the roster has this number"),
        DecisionKind.OTHER_NAME: _("on the roster: {detail}"),
        DecisionKind.OTHER_MEMBER: _("that number is {detail}'s; have the number put right and sent again"),
        DecisionKind.OTHER_BRANCH: _("branch in the file: {detail}"),
        DecisionKind.OTHER_PERIOD: _("it is about {detail}"),
        DecisionKind.UNKNOWN_VERSION: _("format {detail}: update sixdonts"),
    }.get(kind)
    if kind is DecisionKind.UNKNOWN_MEMBER and detail:
        said = _("nobody on the roster has this number; branch in the file: {detail}")
    if kind is DecisionKind.SAME and detail:
        said = _("it is about {detail}")
    if kind is DecisionKind.CONFLICT and decision.other is None:
        said = _("differs from {detail}, taken in before; choose one")
    if said is None:
        return who
    is_period = kind in {DecisionKind.OTHER_PERIOD, DecisionKind.SAME}
    what = said.format(detail=period_words(Period.parse(detail)) if is_period else detail)
    if kind in {DecisionKind.CONFLICT, DecisionKind.ANEW} and decision.made_at and decision.other_made_at:
        dates = _("this one was made on {this}, the other on {other}")
        what = _("{label}; {text}").format(
            label=what, text=dates.format(this=_moment(decision.made_at), other=_moment(decision.other_made_at))
        )
    return what if kind is DecisionKind.UNKNOWN_VERSION else _("{who}: {what}").format(who=who, what=what)


def _moment(at: datetime) -> str:
    return f"{day_words(local_day(at))} {at.astimezone():%H:%M}"


def standing_lines(standing: MemberStanding, *, is_early: bool = False, with_facts: bool = True) -> Iterable[Labelled]:
    """Everything about a member in a period, as label and text; without the facts, where the page itself is shown."""
    member, received, choice = standing.member, standing.received, standing.choice
    yield _("Member no."), member.member_no
    yield _("Office, post"), office_and_post(member.office, member.post)
    yield _("Party group"), member.party_group
    yield _("State"), stands_words(standing, is_early=is_early)
    if choice is not None:
        until = _("until {day}").format(day=day_words(choice.until)) if choice.until else ""
        yield _("Chosen"), "  ".join(filter(None, (standing_words(Standing(choice.standing)), choice.words, until)))
    yield _("Noted before"), standing.said
    for words in refused_words(standing):
        yield _("Not taken in"), words
    if standing.returned is not None:
        yield _("Returned"), f"{day_words(standing.returned.day)}  {standing.returned.comment}"
    yield _("Reminded"), _(", ").join(day_words(one.day) for one in standing.reminders)
    if standing.paper is not None:
        yield from paper_lines(standing.paper)
    if received is None:
        return
    yield _("Made on"), day_words(local_day(received.header.made_at))
    yield _("Taken in on"), day_words(local_day(received.taken_at))
    yield _("File"), received.file_name
    yield _("Check code"), received.checksum[:12]
    if with_facts:
        yield from fact_lines(received.facts)


def fact_lines(facts: Sequence[Fact]) -> Iterable[Labelled]:
    """What a member handed in, as label and text."""
    for completeness in of_kind(Completeness, facts):
        yield _("Self-check"), completeness_words(completeness)
    if leaves := of_kind(OnLeave, facts):
        yield _("Leave"), leave_words(leaves)
    for study in of_kind(Study, facts):
        yield _("Study"), study_words(study)
    if attended := of_kind(Attended, facts):
        yield _("Meetings", context="member"), attended_words(attended).strip()
    yield _("Quiz"), "".join([*map(quiz_words, of_kind(QuizFacts, facts)), quiz_topic_words(facts)])
    for matter in of_kind(MatterFact, facts):
        yield _("Matter"), matter.title
    for remark in of_kind(RemarkFact, facts):
        yield _("Remark"), remark.text


def paper_lines(paper: Paper) -> Iterable[Labelled]:
    """What was entered from paper, as label and text."""
    days, study = paper.answered_days, Study(**{name: getattr(paper, name) for name in STUDY})
    yield _("On paper"), _(", ").join(filter(None, (day_words(paper.day), paper.by)))
    if paper.due_days:
        yield (
            _("Self-check"),
            completeness_words(Completeness(answered_days=days, due_days=paper.due_days, late_days=0)),
        )
    yield _("Study"), study_words(study) if any(getattr(paper, name) for name in STUDY) else ""
    for problem in paper.problems:
        yield _("Problem"), problem.title


STUDY = ("group_minutes", "training_minutes", "make_up_minutes", "self_minutes")


def problem_lines(
    problem: Problem,
    calendar: Calendar,
    flags: Flags | None = None,
    events: Sequence[Event] = (),
    merged: Sequence[Problem] = (),
) -> Iterable[Labelled]:
    """Everything about a problem, as label and text; its history last.

    `events` is all that was ever entered, what was taken back too; `merged` what was merged into it.
    """
    for words in flag_words(flags) if flags else ():
        yield _("Look at"), words
    yield _("State"), status_words(problem.status)
    sources = (f"{source.name} {period_words(Period.parse(source.period))}" for source in problem.sources)
    yield _("Source"), _(", ").join(sources)
    yield _("Responsible"), problem.owner.name
    yield _("Kind"), problem.category or matter_kind_words(problem.kind)
    yield _("Listed on"), listed_words(problem)
    yield _("Cause", context="problem"), problem.cause
    yield _("Measure"), problem.measure
    yield _("Due"), due_words(problem.due_day, calendar)
    yield _("Done on"), day_words(problem.done_day) if problem.done_day else ""
    yield _("Verified by"), problem.verified_by
    yield _("Evidence"), problem.basis
    yield _("Struck off on"), day_words(problem.struck_day) if problem.struck_day else ""
    yield _("Remarks"), problem.remark
    for one in merged:
        yield _("Merged in"), _(", ").join(filter(None, (one.title, one.owner.name)))
    taken_back = _("{words} (taken back)")
    for event in events or problem.history:
        words = "  ".join(filter(None, (event_words(event, calendar, problem), edit_words(event, problem))))
        yield _("History"), taken_back.format(words=words) if event.taken_back_at else words


def edit_words(event: Event, problem: Problem) -> str:
    """What stood where something was put otherwise; of a change that was taken back, what it had said."""
    if event.act is not Act.EDIT:
        return ""
    labels = {
        "title": _("Problem"), "category": _("Category"), "cause": _("Cause", context="problem"),
        "measure": _("Measure"), "remark": _("Remarks"),
    }  # fmt: skip
    if event.taken_back_at is not None:
        written = ((labels[name], text) for name, text in event.fields.items() if name in labels and text)
        return _("; ").join(_("{label}: {text}").format(label=label, text=text) for label, text in written)
    was = next((before for one, before in problem.replaced if one == event), {})
    said = _("{label} was: {was}")
    return _("; ").join(said.format(label=labels[name], was=text or _("blank")) for name, text in was.items())


def event_words(event: Event, calendar: Calendar, problem: Problem | None = None) -> str:
    """An entry of the history, on one line; a listing by the day it was done, and what it counts from beside it.

    The item it happened to tells whether a due day was the first.
    """
    owner = event.owner.name if event.owner and event.act is Act.HAND_OVER else ""
    due = due_words(event.due_day, calendar)
    is_first = problem is not None and event.act is Act.EXTEND and problem.due_before(event) is None
    day, what = event.day, act_words(event.act, is_first_due=is_first)
    if event.act is Act.LIST:
        day, what = local_day(event.at), what + counted_words(event)
    parts = (day_words(day), what, event.text, owner, due, event.reason, event.by)
    return "  ".join(filter(None, parts))


def last_act_words(last: LastAct, labels: Labels, calendar: Calendar) -> str:
    """What was done last about the list, on one line."""
    if last.event is not None:
        said = event_words(event_told_apart(last.event, labels), calendar, last.problem)
        if last.into is None:
            return said
        owner = called(last.into.owner, labels).name
        into = _("into: {title}").format(title=last.into.title + (_("({words})").format(words=owner) if owner else ""))
        return f"{said}  {into}"
    [at, reason] = last.declined[0].at, last.declined[0].reason
    return "  ".join(filter(None, (day_words(local_day(at)), _("left off", context="state"), reason)))


def listed_words(problem: Problem) -> str:
    """The day an item was put on the list, and from when it counts where that is not the same."""
    listed = next((one for one in problem.history if one.act is Act.LIST), None)
    return day_words(local_day(listed.at)) + counted_words(listed) if listed else day_words(problem.listed_day)


def counted_words(listed: Event) -> str:
    """From when a listing counts that was done later: 计入2026年10月, or the day; empty where it was done that day."""
    if local_day(listed.at) == listed.day:
        return ""
    month = Period.month_of(listed.day)
    when = period_words(month) if listed.day == month.last else day_words(listed.day)
    return _("(counts in {when})").format(when=when)


def due_words(day: date | None, calendar: Calendar) -> str:
    """A due day; that it is only presumed to be a workday is said; empty where there is none."""
    return calendar.presumed(day, day_words(day)) if day else ""
