"""What stands in the fields of a study note: from the record, checked, and back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from content.calendar import Calendar
from content.dates import no_day_words, parse_day
from content.duration import MOST_MINUTES, HourRules, read_minutes
from content.words import _
from storage.records import LINE_LIMIT, TEXT_LIMIT, NoteKind, StudyNote, clean_line, clean_text

Values = dict[str, str]
LINES = ("title", "material", "tags")
PARTS = ("quotation", "own_words", "use_at_work", "question")
YES, NO = "yes", "no"
TITLE_FROM_WORDS = 40  # characters of the first line of somebody's own words that make a title
_BETWEEN_TAGS = re.compile(r"[\s,，、;；]+")


def part_words(part: str) -> str:
    """摘录, 体会, 工作运用, 疑问."""
    return {
        "quotation": _("Quotation"),
        "own_words": _("Thoughts"),
        "use_at_work": _("Use at work"),
        "question": _("Question"),
    }[part]


def values_of(note: StudyNote | None, today: date) -> Values:
    """What stands in the fields for a note, or for a new one of today."""
    if note is None:
        return dict.fromkeys((*LINES, *PARTS), "") | {
            "day": today.isoformat(),
            "minutes": "",
            "kind": NoteKind.SELF.value,
            "offered": NO,
            "links": "",
        }
    values = {name: str(getattr(note, name)) for name in ("title", "material", *PARTS)}
    minutes = str(note.minutes) if note.minutes else ""
    return values | {
        "tags": " ".join(note.tags),
        "day": note.day.isoformat(),
        "minutes": minutes,
        "kind": note.kind.value,
        "offered": YES if note.offered else NO,
        "links": " ".join([*(f"item:{item}" for item in note.items), *(f"matter:{uid}" for uid in note.matters)]),
    }


def links_in(values: Values, kind: str) -> tuple[str, ...]:
    """The ids of one kind that a note has to do with: "item" or "matter"."""
    pairs = (link.partition(":") for link in values["links"].split())
    return tuple(name for before, _colon, name in pairs if before == kind and name)


def fault_in(
    values: Values, today: date, calendar: Calendar, old_day: date | None = None, rules: HourRules | None = None
) -> tuple[str, str] | None:
    """The first field that cannot be saved as it stands, and one clear line about it; None when all can be."""
    if not _title(values):
        return "title", _("Write a title, or thoughts to take it from.")
    for name in LINES:
        if len(clean_line(values[name])) > LINE_LIMIT:
            return name, _("This line may have {n} characters at most.").format(n=LINE_LIMIT)
    try:
        day = parse_day(values["day"], today, calendar)
    except ValueError as error:
        return "day", no_day_words(error, _("Write the day as 2026-11-23, 11-23 or 11月23日."))
    if day > today and day != old_day:
        return "day", _("That day has not come yet.")
    if words := wrong_minutes(values["minutes"], rules):
        return "minutes", words
    for name in PARTS:
        if len(clean_text(values[name])) > TEXT_LIMIT:
            words = _("{part} may have {n} characters at most; nothing was cut.")
            return name, words.format(part=part_words(name), n=TEXT_LIMIT)
    return None


def record_fields(values: Values, today: date, calendar: Calendar, rules: HourRules | None = None) -> dict[str, Any]:
    """The fields of the record, for values without a fault."""
    return {
        "title": _title(values),
        "day": parse_day(values["day"], today, calendar),
        "material": clean_line(values["material"]),
        "tags": tags_in(values["tags"]),
        "minutes": minutes_in(values["minutes"], rules),
        "kind": NoteKind(values["kind"]),
        "offered": values["offered"] == YES,
        "items": links_in(values, "item"),
        "matters": links_in(values, "matter"),
        **{name: clean_text(values[name]).strip("\n") for name in PARTS},
    }


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that were written, with spaces, commas or semicolons between them; each once."""
    return tuple(dict.fromkeys(tag for tag in _BETWEEN_TAGS.split(clean_line(text)) if tag))


def _title(values: Values) -> str:
    return clean_line(values["title"]) or clean_line(values["own_words"].strip().partition("\n")[0][:TITLE_FROM_WORDS])


def minutes_in(text: str, rules: HourRules | None) -> int:
    """The minutes somebody wrote, where `wrong_minutes` finds nothing wrong."""
    return read_minutes(clean_line(text), rules) or 0


def wrong_minutes(text: str, rules: HourRules | None) -> str | None:
    """Why a text is no time that one studies for a note, and what to write; None where it is one."""
    line = clean_line(text)
    minutes = read_minutes(line, rules)
    if minutes is None and not line.isdigit():  # a number with more digits than anybody reads is one
        return _("Write how long: 90, 1.5 hours, half a day as 半天.")
    if minutes is None or minutes > MOST_MINUTES:
        return _("At most {n} minutes ({hours} h) for a note.").format(n=MOST_MINUTES, hours=MOST_MINUTES // 60)
    return None
