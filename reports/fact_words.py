"""What the facts of one person's submission say, in words and in the sections of a summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from content.calendar import Calendar
from content.dates import short_day
from content.hours import hours
from content.marks import Mark, mark_words
from content.period import Period
from content.words import _, language, mark_for_translation, ngettext
from content.workdays import LeaveKind
from reports.document import Block, Column, Heading, Paragraph, Table
from reports.figures import SHORTFALL_KINDS
from reports.quiz_facts import quiz_topic_words
from reports.terms import day_in, due_in, leave_days_words, matter_state_words, note_kind_words
from storage.facts import (
    Attended,
    Completeness,
    Fact,
    ItemMarks,
    MatterFact,
    NoteFact,
    OnLeave,
    QuizFacts,
    RemarkFact,
    SentenceFact,
    Study,
    of_kind,
)
from storage.records import MatterKind, MatterState

_NUMERALS = "一二三四五六七八九十"
_LEAVE_WORDS = {
    LeaveKind.WHOLE: mark_for_translation("Not counted as due: {days}."),
    LeaveKind.MORNING: mark_for_translation("Half a day away: {days}."),
    LeaveKind.AFTERNOON: mark_for_translation("Half a day away: {days}."),
    LeaveKind.DUTY: mark_for_translation("On duty, and due: {days}."),
}


def numbered(sections: Iterable[tuple[str, Sequence[Block]]]) -> tuple[Block, ...]:
    """The sections that say something, under headings numbered 一、 二、 (1. 2. in English)."""
    blocks: list[Block] = []
    number = 0
    for title, content in sections:
        if content:
            number += 1
            heading = f"{number}. {title}" if language() == "en" else f"{_NUMERALS[number - 1]}、{title}"
            blocks += [Heading(1, heading), *content]
    return tuple(blocks)


def sections(
    facts: Sequence[Fact], words: Mapping[str, str], period: Period, calendar: Calendar, *, is_presumed: bool = False
) -> tuple[Block, ...]:
    """A summary's sections: only those that something was chosen for, and nothing but what was chosen.

    `words` are the items' short forms by id. `is_presumed`: the due days among them are, by Monday to Friday.
    """
    told = [(fact, _is_shortfall(fact)) for fact in facts]
    wanting = [fact for fact, shortfall in told if shortfall]
    others = [fact for fact, shortfall in told if not shortfall]
    return numbered(
        [
            (_("Self-check"), [*_counts(others, words, is_presumed), *_sentences(others, words, period)]),
            (
                _("Shortfalls and corrections"),
                [*_sentences(wanting, words, period), *_matters(wanting, words, period, calendar)],
            ),
            (_("Matters"), _matters(others, words, period, calendar)),
            (_("Study"), _study(others, period)),
            (_("Remark"), [Paragraph(fact.text) for fact in of_kind(RemarkFact, others)]),
        ]
    )


def completeness_words(fact: Completeness, *, is_presumed: bool = False) -> str:
    """已自查18天（应自查20天），其中补填2天。工作日按周一至周五推算。."""
    if is_presumed:
        return presumed_words(completeness_words(fact))
    done, due = fact.answered_days, fact.due_days
    if fact.late_days:
        text = _("{done} of {due} due days were answered, {late} of them late.")
        return text.format(done=done, due=due, late=fact.late_days)
    return _("{done} of {due} due days were answered.").format(done=done, due=due)


def presumed_words(words: str) -> str:
    """A sentence that counts due days of a year whose arrangement is not known, and that it is so."""
    return _("{words} Workdays presumed: Mon to Fri.").format(words=words)


def partly_words(days: int) -> str:
    """另有3天只填了一部分，不计入: due days with some items left blank; empty when there are none."""
    text = ngettext(
        "{n} more due day is filled in partly; not counted.",
        "{n} more due days are filled in partly; not counted.",
        days,
    )
    return text.format(n=days) if days else ""


def undue_words(days: int, days_off: int) -> str:
    """另有2天休息日有填写，不计入: answered days on which nothing was due; empty when there are none."""
    if not days:
        return ""
    if days == days_off:
        text = ngettext("{n} day off holds answers; not counted.", "{n} days off hold answers; not counted.", days)
    else:
        text = ngettext(
            "{n} day not due (off, on leave, too early or late) holds answers; not counted.",
            "{n} days not due (off, on leave, too early or late) hold answers; not counted.",
            days,
        )
    return text.format(n=days)


def attended_words(facts: Iterable[Attended]) -> str:
    """The meetings of the branch among the hours, by day and name; empty when there are none."""
    words = _("{title} ({day}, {hours} h)")
    told = [
        words.format(title=one.title, day=short_day(one.day, one.day), hours=hours(one.minutes))
        for one in sorted(facts, key=lambda one: (one.day, one.meeting_uid))
    ]
    return _(" Meetings of the branch among them: {list}.").format(list=_(", ").join(told)) if told else ""


def leave_words(facts: Iterable[OnLeave]) -> str:
    """The days away, which were not due, half days, which were, and days off on duty, which were; with the reasons."""
    said: dict[str, list[str]] = {}
    for fact in facts:
        days = _("{days} ({reason})").format(
            days=leave_days_words(fact.first_day, fact.last_day, fact.kind), reason=fact.reason
        )
        said.setdefault(_LEAVE_WORDS[fact.kind], []).append(days)
    return "".join(_(text).format(days=_(", ").join(days)) for text, days in said.items())


def study_words(fact: Study) -> str:
    """Hours by kind; what counts towards the yearly target first, self-study beside it."""
    kinds = [
        (_("group study {hours} h"), fact.group_minutes),
        (_("training {hours} h"), fact.training_minutes),
        (_("make-up study {hours} h"), fact.make_up_minutes),
    ]
    said = _(", ").join(text.format(hours=hours(minutes)) for text, minutes in kinds if minutes)
    alone = _("self-study {hours} h").format(hours=hours(fact.self_minutes))
    if not said:
        return _("{self_study}.").format(self_study=alone)
    counted = fact.group_minutes + fact.training_minutes + fact.make_up_minutes
    text = (
        _("{kinds}, together {hours} h.") if not fact.self_minutes else _("{kinds}, together {hours} h; {self_study}.")
    )
    return text.format(kinds=said, hours=hours(counted), self_study=alone)


def quiz_words(fact: QuizFacts) -> str:
    """答题40次，答对31次。: an answer each, the same question answered twice is two."""
    return _("Answers to questions: {answered}, right: {right}.").format(answered=fact.answered, right=fact.right)


def sentence_lead(fact: SentenceFact, words: Mapping[str, str], period: Period) -> str:
    """The day, the item and how it went: `11月23日“工作不出差错”（未做到，补填）：`."""
    state = mark_words(fact.mark)
    return _("{day}, {item} ({state}): ").format(
        day=day_in(fact.day, period.last),
        item=words.get(fact.item, fact.item),
        state=_("{state}, written late").format(state=state) if fact.late else state,
    )


def _is_shortfall(fact: Fact) -> bool:
    if isinstance(fact, SentenceFact):
        return fact.mark in (Mark.PARTLY, Mark.NOT_KEPT)
    return isinstance(fact, MatterFact) and fact.kind in SHORTFALL_KINDS


def _counts(facts: Sequence[Fact], words: Mapping[str, str], is_presumed: bool) -> Iterator[Block]:
    complete = of_kind(Completeness, facts)
    for fact in complete:
        yield Paragraph(completeness_words(fact, is_presumed=is_presumed))
    if leaves := of_kind(OnLeave, facts):
        yield Paragraph(leave_words(leaves))
    if marks := of_kind(ItemMarks, facts):
        yield _marks(marks, words)


def _marks(facts: Sequence[ItemMarks], words: Mapping[str, str]) -> Table:
    """Due days by state, and how many there are."""
    states = [_("kept"), _("partly kept"), _("not kept"), _("not faced"), _("blank"), _("due days")]
    rows = []
    for fact in facts:
        counts = (fact.kept, fact.partly, fact.not_kept, fact.not_faced, fact.blank)
        rows.append((words.get(fact.item, fact.item), *counts, sum(counts)))
    columns = (Column(_("item"), 12), *(Column(title, 5) for title in states))
    return Table(columns, tuple(rows), caption=_("Days by state"))


def _sentences(facts: Sequence[Fact], words: Mapping[str, str], period: Period) -> list[Block]:
    found = sorted(of_kind(SentenceFact, facts), key=lambda fact: fact.day)
    return [Paragraph(fact.sentence, bold_lead=sentence_lead(fact, words, period)) for fact in found]


def _matters(facts: Sequence[Fact], words: Mapping[str, str], period: Period, calendar: Calendar) -> list[Block]:
    found = sorted(of_kind(MatterFact, facts), key=lambda fact: (fact.given_day, fact.uid))
    return [
        Paragraph(_sentence(_matter_parts(fact, words, period, calendar)), bold_lead=_lead(number, fact.title))
        for number, fact in enumerate(found, 1)
    ]


def _matter_parts(fact: MatterFact, words: Mapping[str, str], period: Period, calendar: Calendar) -> Iterator[str]:
    given = _given(fact, words, period)
    yield given
    if fact.measure:
        yield _("measure: {text}").format(text=fact.measure)
    if fact.due_day:
        yield _("due {day}").format(day=due_in(fact.due_day, period.last, calendar))
    if fact.latest_progress:
        yield _("progress: {text}").format(text=fact.latest_progress)
    state = matter_state_words(fact.state)
    closed = _("{state} on {day}")
    yield closed.format(state=state, day=day_in(fact.closed_day, period.last)) if fact.closed_day else state
    if fact.result:
        is_dropped = fact.state is MatterState.DROPPED
        yield (_("reason: {text}") if is_dropped else _("result: {text}")).format(text=fact.result)
    if fact.answered_to and fact.answered_day:
        day = day_in(fact.answered_day, period.last)
        yield _("answered to {whom} on {day}").format(whom=fact.answered_to, day=day)
    elif fact.answered_to:
        yield _("answered to {whom}").format(whom=fact.answered_to)


def _given(fact: MatterFact, words: Mapping[str, str], period: Period) -> str:
    """Since when it is owed, from whom and by which way."""
    day = day_in(fact.given_day, period.last)
    if fact.kind in SHORTFALL_KINDS:
        text = _("listed on {day} under {item}") if fact.item else _("listed on {day}")
    elif fact.kind is MatterKind.DECISION:
        text = _("decided on {day}")
    else:
        text = _("assigned on {day} by {whom}") if fact.given_by else _("assigned on {day}")
    said = text.format(day=day, whom=fact.given_by, item=words.get(fact.item, fact.item))
    return _("{said}, {channel}").format(said=said, channel=fact.channel) if fact.channel else said


def _study(facts: Sequence[Fact], period: Period) -> list[Block]:
    blocks: list[Block] = [Paragraph(study_words(fact)) for fact in of_kind(Study, facts)]
    if attended := of_kind(Attended, facts):
        blocks.append(Paragraph(attended_words(attended).strip()))
    blocks += [Paragraph(quiz_words(fact)) for fact in of_kind(QuizFacts, facts)]
    if by_topic := quiz_topic_words(facts):
        blocks.append(Paragraph(by_topic))
    notes = sorted(of_kind(NoteFact, facts), key=lambda fact: (fact.day, fact.uid))
    for number, note in enumerate(notes, 1):
        blocks += _note(number, note, period)
    return blocks


def _note(number: int, note: NoteFact, period: Period) -> Iterator[Block]:
    about = [day_in(note.day, period.last), note_kind_words(note.kind)]
    if note.minutes:
        about.append(_("{hours} h").format(hours=hours(note.minutes)))
    if note.material:
        about.append(_("material: {text}").format(text=note.material))
    if note.tags:
        about.append(_("tags: {text}").format(text=" ".join(note.tags)))
    yield Paragraph(_sentence(about), bold_lead=_lead(number, note.title))
    parts = [
        (_("Quotation: "), note.quotation),
        (_("Thoughts: "), note.own_words),
        (_("Use at work: "), note.use_at_work),
        (_("Question: "), note.question),
    ]
    for label, text in parts:
        if text:
            yield Paragraph(text, bold_lead=label)


def _lead(number: int, title: str) -> str:
    """A title before what is said of it; English has a blank between sentences."""
    return f"{number}. {_ended(title)}" + (" " if language() == "en" else "")


def _sentence(parts: Iterable[str]) -> str:
    text = _ended(_("; ").join(part.strip().rstrip("。；;") for part in parts))
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    """The text with a full stop, where it does not end with a mark of its own."""
    text = text.strip()
    return text if text.endswith(("。", "！", "？", ".", "!", "?")) else text + _(".")
