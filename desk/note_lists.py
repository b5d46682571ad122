"""In what order and groups the notes stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from content.dates import period_words
from content.period import Period
from content.words import _
from reports.terms import note_kind_words
from storage.records import StudyNote

NEWEST, BY_MONTH, BY_TAG, BY_MATERIAL, BY_KIND = "newest", "month", "tag", "material", "kind"
ORDERS = (NEWEST, BY_MONTH, BY_TAG, BY_MATERIAL, BY_KIND)


def order_words(order: str) -> str:
    """How the notes stand: 最新在前, 按月份, 按标签, 按材料, 按类别."""
    return {
        NEWEST: _("newest first"),
        BY_MONTH: _("by month"),
        BY_TAG: _("by tag"),
        BY_MATERIAL: _("by material"),
        BY_KIND: _("by kind"),
    }[order]


def grouped(notes: Sequence[StudyNote], order: str) -> list[tuple[str, list[StudyNote]]]:
    """Notes in groups with their headings; one of several tags stands in each of their groups.

    The groups are in the order of their first note, so that what was written last stays on top; those without a tag
    or material come last.
    """
    if order == NEWEST:
        return [("", list(notes))]
    labels: Callable[[StudyNote], Sequence[str]] = {
        BY_MONTH: lambda note: [period_words(Period.month_of(note.day))],
        BY_TAG: lambda note: note.tags or [""],
        BY_MATERIAL: lambda note: [note.material],
        BY_KIND: lambda note: [note_kind_words(note.kind)],
    }[order]
    groups: dict[str, list[StudyNote]] = {}
    for note in notes:
        for label in dict.fromkeys(labels(note)):
            groups.setdefault(label, []).append(note)
    without = groups.pop("", None)
    nothing = _("without a tag") if order == BY_TAG else _("without a material")
    return [*groups.items(), *([(nothing, without)] if without else [])]
