"""How what the branch collected reads: decisions about files, who sent and who did not, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from content.cells import fold, pad
from content.dates import day_words, period_words
from content.period import Period
from content.words import _
from desk.words.faults import submission_fault_words
from reports.branch import MemberStanding
from reports.fact_words import completeness_words, leave_words, quiz_words, study_words
from reports.terms import matter_kind_words, matter_state_words
from storage.arriving import Change
from storage.branch_records import Problem
from storage.clock import local_day
from storage.collecting import Decision, DecisionKind, Passed
from storage.facts import Completeness, Fact, OnLeave, QuizFacts, Study
from storage.records import MatterState
from storage.submission import DamagedSubmission

LABEL_WIDTH = 14
Labelled = tuple[str, str]
F = TypeVar("F", bound=Fact)


def standing_figures(found: Sequence[MemberStanding]) -> str:
    """应报24  已报22  请假1  未报1."""
    received = sum(one.received is not None for one in found)
    missing = sum(one.is_missing for one in found)
    return _("due {due}  received {received}  on leave {on_leave}  missing {missing}").format(
        due=len(found), received=received, on_leave=len(found) - received - missing, missing=missing
    )


def problem_figures(problems: Sequence[Problem]) -> str:
    """问题12  已销号3."""
    struck = sum(problem.is_struck_off for problem in problems)
    return _("problems {n}  struck off {struck}").format(n=len(problems), struck=struck)


def progress_words(problem: Problem, today: date) -> tuple[str, str]:
    """How far a problem is, at most 11 cells, and the colour of that."""
    matter = problem.matter
    if problem.is_struck_off:
        return _("struck off"), "$text-muted"
    if matter.state is MatterState.OPEN and matter.due_day is not None and matter.due_day < today:
        return _("overdue"), "$error"
    return matter_state_words(matter.state), "$mark-kept" if problem.is_settled else ""


def decision_words(kind: DecisionKind) -> str:
    """What a decision about a file is called."""
    return {
        DecisionKind.NEW: _("new submission"),
        DecisionKind.NEWER: _("newer revision"),
        DecisionKind.SAME: _("taken in before"),
        DecisionKind.OLDER: _("older revision"),
        DecisionKind.CONFLICT: _("same revision, other content"),
        DecisionKind.DOUBLED: _("the same file again"),
        DecisionKind.UNKNOWN_MEMBER: _("not on the roster"),
        DecisionKind.OTHER_NAME: _("other name on the roster"),
        DecisionKind.OTHER_BRANCH: _("other branch"),
        DecisionKind.OTHER_PERIOD: _("other period"),
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


def file_labels(paths: Iterable[Path]) -> dict[Path, str]:
    """What to call each file: its name, and as many of its folders as tell it from others of that name."""
    known = set(paths)
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
        DecisionKind.DOUBLED: _("the same as {detail}"),
        DecisionKind.UNKNOWN_MEMBER: _("nobody on the roster has this number"),
        DecisionKind.OTHER_NAME: _("on the roster: {detail}"),
        DecisionKind.OTHER_BRANCH: _("branch in the file: {detail}"),
        DecisionKind.OTHER_PERIOD: _("it is about {detail}"),
        DecisionKind.UNKNOWN_VERSION: _("format {detail}: update sixdonts"),
    }.get(kind)
    if kind is DecisionKind.CONFLICT and decision.other is None:
        said = _("differs from {detail}, taken in before; choose one")
    if said is None:
        return who
    what = said.format(detail=period_words(Period.parse(detail)) if kind is DecisionKind.OTHER_PERIOD else detail)
    return what if kind is DecisionKind.UNKNOWN_VERSION else _("{who}: {what}").format(who=who, what=what)


def standing_lines(standing: MemberStanding) -> Iterable[Labelled]:
    """Everything about a member in a period, as label and text."""
    member, received = standing.member, standing.received
    yield _("Member no."), member.member_no
    yield _("Office"), _(", ").join(filter(None, (member.office, member.post)))
    yield _("Party group"), member.party_group
    yield _("State"), standing.state_words
    if received is None:
        yield _("Why"), standing.reason
        return
    yield _("Made on"), day_words(local_day(received.header.made_at))
    yield _("Taken in on"), day_words(local_day(received.taken_at))
    yield _("File"), received.file_name
    yield _("Check code"), received.checksum[:12]
    for completeness in _of(Completeness, received.facts):
        yield _("Self-check"), completeness_words(completeness)
    if leaves := _of(OnLeave, received.facts):
        yield _("Leave"), leave_words(leaves)
    for study in _of(Study, received.facts):
        yield _("Study"), study_words(study)
    for quiz in _of(QuizFacts, received.facts):
        yield _("Quiz"), quiz_words(quiz)


def problem_lines(problem: Problem) -> Iterable[Labelled]:
    """Everything about a problem, as label and text."""
    matter, state = problem.matter, problem.state
    yield _("Responsible"), problem.responsible
    yield _("Kind"), matter_kind_words(matter.kind)
    yield _("Listed on"), day_words(matter.given_day)
    yield _("Measure"), matter.measure
    yield _("Due"), day_words(matter.due_day) if matter.due_day else ""
    yield _("Progress"), matter.latest_progress
    yield _("State"), matter_state_words(matter.state)
    yield _("Result"), matter.result
    yield _("Settled on"), day_words(matter.closed_day) if matter.closed_day else ""
    yield _("Accepted by"), state.accepted_by if state else ""
    yield _("Struck off on"), day_words(state.struck_day) if state and state.struck_day else ""
    yield _("Remarks"), state.remark if state else ""
    yield _("From", context="problem"), _(", ").join(period_words(Period.parse(text)) for text in problem.periods)
    yield _("Check code"), problem.checksum[:12]


def labelled(lines: Iterable[Labelled], width: int) -> str:
    """Labels and texts beneath each other, folded to `width` cells; what is empty is left out."""
    found: list[str] = []
    for label, text in lines:
        if text:
            parts = fold(text, max(width - LABEL_WIDTH, 10))
            found += [pad(label if place == 0 else "", LABEL_WIDTH) + part for place, part in enumerate(parts)]
    return "\n".join(found)


def _of(kind: type[F], facts: Iterable[Fact]) -> list[F]:
    return [fact for fact in facts if isinstance(fact, kind)]
