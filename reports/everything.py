"""All that a person wrote by day and by matter, to be read without this program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content.dates import day_words, period_words
from content.marks import DontLists, mark_words, short_words
from content.period import Period
from content.words import _
from reports.document import Block, Document, Heading, Labelled, Paragraph
from reports.own_words import ENDS, planned_words
from reports.terms import days_words, kind_of_meeting, matter_kind_words, matter_state_words
from storage.records import Leave, LookBack, Matter, Meeting, SelfCheck


def checks_document(checks: Iterable[SelfCheck], leaves: Iterable[Leave], lists: DontLists) -> Document:
    """Every self-check with its marks, sentences and what stood there before; then the days of leave."""
    own = [one.dont_list for one in (*lists.unit, *lists.personal) if one.dont_list is not None]
    names = short_words((lists.official, *own))
    titles = {one.id: str(one.title) for one in (lists.official, *own)}
    blocks: list[Block] = []
    for check in sorted(checks, key=lambda one: (one.day, one.uid)):
        blocks.append(Heading(1, f"{day_words(check.day)}  {titles.get(check.list_id, check.list_id)}"))
        for answer in check.answers:
            late = _(" entered later") if check.is_late(answer) else ""
            late += _(" changed later") if answer.earlier else ""
            said = "  ".join(filter(None, (mark_words(answer.mark) + late, answer.sentence)))
            blocks.append(Labelled(_("{label}: ").format(label=names.get(answer.item, answer.item)), said))
            for old in answer.earlier:
                words = _("before: {mark} {sentence} (changed: {reason})")
                was = words.format(mark=mark_words(old.mark), sentence=old.sentence, reason=old.reason)
                blocks.append(Labelled("", was))
    if leaves := sorted(leaves, key=lambda one: one.day):
        blocks.append(Heading(1, _("Leave and duty")))
        blocks += [Paragraph(f"{days_words(one.day, one.last_day)}  {one.reason}") for one in leaves]
    return Document(_("Self-checks"), tuple(blocks))


def matters_document(matters: Iterable[Matter]) -> Document:
    """Every matter with all that was said of it."""
    blocks: list[Block] = []
    for matter in sorted(matters, key=lambda one: (one.day, one.uid)):
        blocks.append(Heading(1, matter.title))
        blocks += [Labelled(_("{label}: ").format(label=label), text) for label, text in _lines(matter) if text]
    return Document(_("Matters"), tuple(blocks))


def _lines(matter: Matter) -> Iterator[tuple[str, str]]:
    yield _("Kind"), f"{matter_kind_words(matter.kind)}  {matter_state_words(matter.state)}"
    yield _("Given"), "  ".join(filter(None, (day_words(matter.day), matter.given_by, matter.channel)))
    yield _("Due"), day_words(matter.due_day) if matter.due_day else ""
    yield _("Co-workers"), _(", ").join(matter.co_workers)
    yield _("Cause", context="error"), matter.cause
    yield _("Measure"), matter.measure
    for one in matter.extensions:
        yield _("Extended"), f"{day_words(one.due_day)}  {one.reason}"
    for entry in matter.progress:
        yield day_words(entry.day), entry.text
    yield _("Result"), matter.result
    yield _("Prevention"), matter.prevention
    yield _("Answered to"), "  ".join(filter(None, (
        matter.answered_to, day_words(matter.answered_day) if matter.answered_day else "")))  # fmt: skip
    yield _("Closed"), day_words(matter.closed_day) if matter.closed_day else ""
    yield _("As typed"), matter.original


def meetings_document(meetings: Iterable[Meeting]) -> Document:
    """Every meeting of the register: what, when, where, what was decided."""
    blocks: list[Block] = []
    for one in sorted(meetings, key=lambda one: (one.day, one.uid)):
        blocks.append(Heading(1, f"{day_words(one.day)}  {one.title}"))
        when = f"{one.from_time:%H:%M}-{one.to_time:%H:%M}"
        blocks.append(Paragraph("  ".join(filter(None, (kind_of_meeting(one), when, one.place, one.host)))))
        blocks += [Paragraph(topic.title) for topic in one.topics if topic.title]
        blocks += [Paragraph(" ".join(filter(None, (made.text, made.owner)))) for made in one.decisions]
        blocks += [Paragraph(one.summary)] if one.summary else []
    return Document(_("Meetings", context="room"), tuple(blocks))


def look_backs_document(look_backs: Iterable[LookBack]) -> Document:
    """Every look-back at a week or month: each question with its answer, what was intended and what was planned."""
    blocks: list[Block] = []
    for one in sorted(look_backs, key=lambda one: (one.day, one.uid)):
        blocks.append(Heading(1, period_words(Period.parse(one.period))))
        for asked in one.asked:
            if asked.text:
                ended = asked.question if asked.question.endswith(ENDS) else ""
                blocks.append(Labelled(ended or _("{label}: ").format(label=asked.question), asked.text))
        if one.intention:
            blocks.append(Labelled(_("{label}: ").format(label=_("Intention", context="look-back")), one.intention))
        blocks += [Paragraph(line) for line in planned_words([one])]
    return Document(_("Look-backs"), tuple(blocks))
