"""The draft of a note: what was typed and not saved, and which state of the note it was begun from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from content.cells import cut
from content.words import _
from desk.note_fields import PARTS, YES, Values, part_words, values_of
from reports.terms import note_kind_words
from screens.kit.drafted import ASIDE
from storage.journal import Journal
from storage.records import NoteKind, StudyNote, clean_text, new_uid

BEGUN_FROM = "begun_from"  # the revision of the note that was opened; what older programs kept does not say it
CHOSEN = frozenset({"day", "kind", "offered"})  # fields that are never empty: they alone make no draft of a new note
SHOWN = 160  # cells of a field in the question


@dataclass(frozen=True)
class NoteDraft:
    """What was typed at a note; none when it has no fields."""

    values: Values = field(default_factory=dict)
    begun_from: str = ""
    text: str = ""  # as it is kept

    def is_overtaken(self, note: StudyNote | None) -> bool:
        """Whether the note was changed after the draft was begun, as far as the draft says from what that was."""
        return bool(self.values and note and self.begun_from and self.begun_from != str(note.rev))


def draft_place(note: StudyNote | None) -> str:
    """Where the draft of a note is kept."""
    return f"note/{note.uid}" if note else "note/new"


def aside_place(place: str, at: datetime) -> str:
    """Where what was begun there is kept while something else is written."""
    return f"{place}{ASIDE}{new_uid(at)}"


def drafts_at(journal: Journal, note: StudyNote | None, today: date) -> dict[str, NoteDraft]:
    """The drafts of a note by where each lies: what was written last, then what was laid aside, oldest first."""
    place = draft_place(note)
    aside = {f"{place}{ASIDE}{name}": text for name, text in sorted(journal.drafts.under(place + ASIDE).items())}
    found = {there: draft_of(text, note, today) for there, text in {place: journal.drafts.get(place), **aside}.items()}
    return {there: draft for there, draft in found.items() if draft.values}


def written_in(versions: Iterable[Values | None], nothing: Sequence[Values], *, is_new: bool) -> list[Values]:
    """What somebody wrote in these versions of a note, each once; `nothing` is what nobody needs kept.

    A new note in which there is only a day and what is chosen is nothing too.
    """
    found: list[Values] = []
    for version in filter(None, versions):
        values = {name: clean_text(text) for name, text in version.items()}
        is_blank = is_new and not any(text for name, text in values.items() if name not in CHOSEN)
        if not is_blank and values not in (*nothing, *found):
            found.append(values)
    return found


def draft_text(values: Values, note: StudyNote | None) -> str:
    """A draft as it is kept, begun from this note or, for a new one, from none."""
    begun_from = {BEGUN_FROM: str(note.rev)} if note else {}
    return json.dumps(values | begun_from, ensure_ascii=False)


def draft_of(text: str, note: StudyNote | None, today: date) -> NoteDraft:
    """A kept draft; without fields when it cannot be read."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return NoteDraft()
    if not isinstance(found, dict):
        return NoteDraft()
    names = values_of(note, today).keys()
    values = {name: value for name, value in found.items() if name in names and isinstance(value, str)}
    return NoteDraft(values, str(found.get(BEGUN_FROM, "")), text)


def differences(there: Values, mine: Values) -> list[str]:
    """What stands in the note now and what in the draft, for each field in which they differ."""
    lines = []
    for name, label in _labels().items():
        if name in mine and mine[name] != there[name]:
            words = _("{label}: there now '{there}', yours '{mine}'")
            shown = (cut(_words(name, value), SHOWN) or _("blank") for value in (there[name], mine[name]))
            lines.append(words.format(label=label, there=next(shown), mine=next(shown)))
    return lines


def _labels() -> Mapping[str, str]:
    return {
        "title": _("Title"),
        "day": _("Day"),
        "minutes": _("Time", context="study"),
        "material": _("Material"),
        "kind": _("Kind"),
        "tags": _("Tags"),
        "offered": _("Exchange"),
        **{part: part_words(part) for part in PARTS},
    }


def _words(name: str, value: str) -> str:
    if name == "offered":
        return _("may be chosen to leave") if value == YES else _("only for me")
    if name == "kind" and value in {kind.value for kind in NoteKind}:
        return note_kind_words(NoteKind(value))
    return value
