"""A person's page: what may leave, what of it was chosen, and the document and the file made of just that.

Everything that may leave is a `Pickable` that carries its facts. Document, page and submission are made from the
facts of those chosen and from nothing else, so what was not ticked cannot be in any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from content.calendar import PUBLISHED, Calendar
from content.dates import day_words, period_words
from content.marks import DontList, DontLists, short_words
from content.models import Question
from content.period import Period
from content.words import _
from reports.document import Addressee, Block, Document, Signature
from reports.fact_words import (
    attended_words,
    completeness_words,
    leave_words,
    quiz_words,
    sections,
    sentence_lead,
    study_words,
)
from reports.figures import Figures, PeriodRecords
from reports.plain_text import plain_text
from reports.quiz_facts import quiz_facts, quiz_topic_words
from reports.terms import day_in, matter_kind_words, note_kind_words
from storage.clock import local_day
from storage.facts import (
    Attended,
    Completeness,
    Fact,
    Header,
    ItemMarks,
    MatterFact,
    NoteFact,
    OnLeave,
    QuizFacts,
    RemarkFact,
    SentenceFact,
    Study,
    counts_of,
    format_of,
)
from storage.records import Answer, Matter, Profile, SelfCheck, StudyNote
from storage.submission import Submission, write


class PickKind(StrEnum):
    """What sort of thing may leave, in the order in which it is offered."""

    COMPLETENESS = "completeness"
    STUDY = "study"
    LEAVE = "leave"
    QUIZ = "quiz"
    QUIZ_TOPICS = "quiz_topics"
    MARKS = "marks"
    SENTENCE = "sentence"
    MATTER = "matter"
    NOTE = "note"

    @property
    def words(self) -> str:
        """What a group of these is called."""
        return {
            PickKind.COMPLETENESS: _("Completeness"),
            PickKind.STUDY: _("Hours of study"),
            PickKind.LEAVE: _("Leave and duty"),
            PickKind.QUIZ: _("Quiz counts"),
            PickKind.QUIZ_TOPICS: _("Quiz by topic and question"),
            PickKind.MARKS: _("Counts by item, all or none"),
            PickKind.SENTENCE: _("Sentences, one by one"),
            PickKind.MATTER: _("Matters, one by one"),
            PickKind.NOTE: _("Study notes, one by one"),
        }[self]


TICKED_AT_FIRST = frozenset({PickKind.COMPLETENESS, PickKind.STUDY, PickKind.LEAVE})
ONE_BY_ONE = frozenset({PickKind.SENTENCE, PickKind.MATTER, PickKind.NOTE})


@dataclass(frozen=True)
class Pickable:
    """Something that leaves only as a whole, with the facts that leave with it."""

    id: str
    """Stays the same from day to day."""
    kind: PickKind
    """What sort of thing it is."""
    words: str
    """What it is, on one line that may be long."""
    facts: tuple[Fact, ...]
    """What leaves with it."""
    is_presumed: bool = False
    """Whether it counts workdays of a year without a known calendar."""

    @property
    def seen(self) -> str:
        """The SHA-256 of what leaves with it, where it is ticked for what it says; empty where it is a count."""
        if self.kind not in ONE_BY_ONE:
            return ""
        said = "\n".join(fact.model_dump_json(exclude_defaults=True) for fact in self.facts)
        return sha256(said.encode()).hexdigest()

    @property
    def is_ticked_at_first(self) -> bool:
        """Whether it leaves unless the person takes the tick away."""
        return self.kind in TICKED_AT_FIRST


@dataclass(frozen=True)
class Summary:
    """What one person chose to say about a period."""

    period: Period
    """The days it is about."""
    dont_list: DontList
    """The unit's list at the period's end."""
    words: Mapping[str, str]
    """Every item of every list of the unit, in short words."""
    profile: Profile
    """Whose page it is."""
    made_at: datetime
    """The moment it is made."""
    picks: tuple[Pickable, ...]
    """What leaves."""
    remark: str = ""
    """The person's own words; empty for none."""
    calendar: Calendar = PUBLISHED
    """Which due days are known to be workdays."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that leaves besides the header."""
        facts = [fact for pick in self.picks for fact in pick.facts]
        return (*facts, RemarkFact(text=self.remark)) if self.remark.strip() else tuple(facts)


def offer(
    records: PeriodRecords, figures: Figures, lists: DontLists, questions: Mapping[str, Question] | None = None
) -> tuple[Pickable, ...]:
    """Everything that may leave about a period, grouped by kind; sentences, matters and notes one by one.

    `questions` are those of all banks, by id: answers are offered by topic only where they are known. Of the notes
    only those offered for exchange are. A personal list is nobody else's: of its answers nothing is offered, and no
    matter names an item of it.
    """
    period, words = records.period, short_words(lists.units())
    units = {one.id for one in lists.units()}
    found = list(_counts(figures, _attended(records.notes)))
    if by_topic := quiz_facts(records.attempts, questions or {}):
        found.append(_pickable(PickKind.QUIZ_TOPICS, quiz_topic_words(by_topic), *by_topic))
    leaves = {
        (max(leave.day, period.first), min(leave.last_day, period.last), leave.kind): leave.reason
        for leave in records.leaves
    }
    if leaves:
        facts = tuple(
            OnLeave(first_day=first, last_day=last, kind=kind, reason=reason)
            for (first, last, kind), reason in sorted(leaves.items())
        )
        found.append(_pickable(PickKind.LEAVE, leave_words(facts), *facts))
    found += [
        _sentence(check, answer, words, period)
        for check in records.checks
        if check.list_id in units
        for answer in check.answers
        if answer.sentence.strip()
    ]
    found += [_matter(matter, words, period) for matter in records.matters]
    found += [_note(note, period) for note in records.notes if note.offered]
    order = list(PickKind)
    return tuple(sorted(found, key=lambda pickable: order.index(pickable.kind)))


def _pickable(kind: PickKind, words: str, *facts: Fact, name: str = "") -> Pickable:
    return Pickable(f"{kind}/{name}" if name else str(kind), kind, " ".join(words[:500].split()), facts)


def _counts(figures: Figures, attended: tuple[Attended, ...]) -> Iterator[Pickable]:
    """What is counted; nothing that there is none of."""
    days = Completeness(answered_days=figures.answered_days, due_days=figures.due_days, late_days=figures.late_days)
    if figures.due_days:
        is_presumed = figures.presumed_days > 0
        told = _pickable(PickKind.COMPLETENESS, completeness_words(days, is_presumed=is_presumed), days)
        yield replace(told, is_presumed=is_presumed)
    study = Study(
        group_minutes=figures.study.group_minutes,
        training_minutes=figures.study.training_minutes,
        make_up_minutes=figures.study.make_up_minutes,
        self_minutes=figures.study.self_minutes,
    )
    if figures.study.notes:
        yield _pickable(PickKind.STUDY, study_words(study) + attended_words(attended), study, *attended)
    quiz = QuizFacts(answered=figures.quiz_answered, right=figures.quiz_right)
    if quiz.answered:
        yield _pickable(PickKind.QUIZ, quiz_words(quiz), quiz)
    marks = [
        ItemMarks(
            **{name: getattr(item, name) for name in ("item", "kept", "partly", "not_kept", "not_faced", "blank")}
        )
        for item in figures.items
    ]
    if any(item.marked for item in figures.items):
        words = _("On how many due days each of the {n} items was kept, partly kept, not kept, not faced or left blank")
        yield _pickable(PickKind.MARKS, words.format(n=len(marks)), *marks)


def _attended(notes: Iterable[StudyNote]) -> tuple[Attended, ...]:
    """The meetings of the branch among the notes, each once."""
    found = {note.meeting_uid: note for note in notes if note.meeting_uid}
    return tuple(
        Attended(meeting_uid=uid, day=note.day, title=note.title, minutes=note.minutes) for uid, note in found.items()
    )


def _sentence(check: SelfCheck, answer: Answer, words: Mapping[str, str], period: Period) -> Pickable:
    fact = SentenceFact(
        day=check.day, item=answer.item, mark=answer.mark, sentence=answer.sentence, late=check.is_late(answer)
    )
    said = sentence_lead(fact, words, period) + fact.sentence
    return _pickable(PickKind.SENTENCE, said, fact, name=f"{check.day}/{answer.item}")


def _matter(matter: Matter, words: Mapping[str, str], period: Period) -> Pickable:
    latest = max(matter.progress, key=lambda progress: (progress.day, progress.written_at), default=None)
    same = ("uid", "kind", "title", "given_by", "channel", "measure", "due_day", "state", "result", "answered_to")
    fact = MatterFact(
        **{name: getattr(matter, name) for name in (*same, "answered_day", "closed_day")},
        item=matter.item if matter.item in words else "",
        given_day=matter.day,
        latest_progress=latest.text if latest else "",
    )
    said = _("{day}, {kind}: {title}").format(
        day=day_in(matter.day, period.last), kind=matter_kind_words(matter.kind), title=matter.title
    )
    return _pickable(PickKind.MATTER, said, fact, name=matter.uid)


def _note(note: StudyNote, period: Period) -> Pickable:
    same = ("uid", "day", "title", "material", "quotation", "own_words", "use_at_work", "question", "tags", "minutes")
    fact = NoteFact(**{name: getattr(note, name) for name in (*same, "kind")})
    words = _("{day}, {kind}: {title}").format(
        day=day_in(note.day, period.last), kind=note_kind_words(note.kind), title=note.title
    )
    return _pickable(PickKind.NOTE, words, fact, name=note.uid)


def document(summary: Summary) -> Document:
    """The page as a document that can be handed in: title, branch, sections, name and day."""
    title = _("Self-check summary: {list}, {period}").format(
        list=summary.dont_list.title, period=period_words(summary.period)
    )
    day = local_day(summary.made_at)
    blocks: list[Block] = (
        [Addressee(_("{branch}:").format(branch=summary.profile.branch))] if summary.profile.branch else []
    )
    is_presumed = any(pick.is_presumed for pick in summary.picks)
    blocks += sections(summary.facts, summary.words, summary.period, summary.calendar, is_presumed=is_presumed)
    return Document(title, (*blocks, Signature(summary.profile.name, day, day_words(day))))


def page(summary: Summary) -> str:
    """The same document as plain text of at most 72 cells a line: what stands at the top of the file that leaves."""
    return plain_text(document(summary))


def submission(summary: Summary, revision: int) -> Submission:
    """What the file that leaves says to programs.

    Raises:
        pydantic.ValidationError: the profile lacks the name or the member number.
    """
    profile, dont_list, facts = summary.profile, summary.dont_list, summary.facts
    header = Header(
        format=format_of(facts),
        list_id=dont_list.id,
        list_edition=dont_list.edition,
        list_hash=dont_list.content_hash,
        list_items=tuple(dont.id for dont in dont_list.donts),
        list_title=str(dont_list.title),
        item_words=_words_needed(summary),
        member_no=profile.member_no,
        name=profile.name,
        branch=profile.branch,
        party_group=profile.party_group,
        office=profile.office,
        period=str(summary.period),
        revision=revision,
        made_at=summary.made_at,
        program=program(),
        counts=counts_of(facts),
    )
    return Submission(header=header, facts=facts)


def _words_needed(summary: Summary) -> dict[str, str]:
    """The words of the list's items and of every other item that leaves, in one order, so that bytes repeat."""
    named = {dont.id for dont in summary.dont_list.donts} | {getattr(fact, "item", "") for fact in summary.facts}
    return {item: summary.words[item] for item in sorted(named) if item in summary.words}


def file(summary: Summary, revision: int) -> bytes:
    """The file that leaves, byte for byte: the preview shows exactly this.

    Raises:
        pydantic.ValidationError: the profile lacks the name or the member number.
        storage.submission.TooLarge: more was chosen than a submission may hold.
    """
    return write(submission(summary, revision), page(summary))


def program() -> str:
    """What made a file, as the file says it."""
    try:
        return f"sixdonts {version('sixdonts')}"
    except PackageNotFoundError:  # a plain checkout
        return "sixdonts"
