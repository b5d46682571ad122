"""The words for backups: what each is, what bringing one back would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.dates import day_words
from content.marks import DontLists
from content.printable import printable_line
from content.words import _, ngettext, sentences
from desk.backups import Backup, Look, OtherText, persons_own
from desk.desk import Desk
from desk.exchange_folder import is_of
from desk.undoing import Last, Undoing
from desk.words.exchange import differences, person_words, where_they_part
from desk.words.kinds import called_words, kind_words
from storage.clock import local_day
from storage.kinds import kind_at
from storage.places import lies_inside, typed_path
from storage.records import Profile
from storage.restoring import Difference

NAMED = 8
SHORT = 12  # signs of a field in a line


def backup_words(one: Backup) -> str:
    """What a backup is, in a few words."""
    return {
        "day": _("before the first save of the day"),
        "before": _("before something was brought back"),
        "second": _("in the second folder"),
    }[one.where]


def second_folder_fault(home: Path, said: str) -> str:
    """Why no backups can go there: it is a file, or lies in the data folder `home`; empty where they may."""
    path = typed_path(said)
    if said and lies_inside(home, path):
        return _("{folder} lies in the data folder: choose another one.").format(folder=printable_line(said))
    is_file = path.is_file() or (path.suffix.lower() == ".zip" and not path.is_dir())
    return _("{folder} is a file; name a folder.").format(folder=printable_line(said)) if said and is_file else ""


def second_folder_line(desk: Desk) -> str:
    """That no backup goes to the second folder that is set, and why; empty where one may."""
    if not (fault := second_folder_fault(desk.home, desk.settings.backup_folder)):
        return ""
    return _("No backup goes to the second folder: {fault} Command: sixdonts backup folder FOLDER").format(fault=fault)


def state_words(one: Difference | OtherText) -> str:
    """How a record or a text stands here, against the backup."""
    return {"missing": _("missing here"), "other": _("otherwise here"), "new": _("made since, stays")}[one.state]


def title_of(one: Difference) -> str:
    """What a record is called, in a line: its day, and its title where it has one."""
    said: Any = one.document if isinstance(one.document, dict) else {}
    return " ".join(filter(None, called_words(said))) or one.uid


def keeping_words(*, is_sealed: bool) -> str:
    """How a backup in one file is to be kept."""
    if is_sealed:
        return _("All you wrote goes into one file, sealed as here: the passphrase of today opens it, also later on.")
    return _("All you wrote goes into one file, readable for whoever has it. Keep it as the records themselves.")


def unread_words(files: list[str]) -> str:
    """What in a backup that was just written cannot be read, as it cannot be here."""
    words = _("In it as here, not all can be read: {files}. See: sixdonts doctor")
    return words.format(files=_(", ").join(map(printable_line, files)))


def stranger_words(look: Look) -> str:
    """That a backup is another person's than the records here; empty where it is not, or nobody said whose they are."""
    one = next((one for one in look.comparison.records if one.kind == "profile" and one.state == "other"), None)
    if one is None:
        return ""
    try:
        here, there = Profile.model_validate(one.here), Profile.model_validate(one.there)
    except ValidationError:
        return ""
    if is_of(here, there):
        return ""
    words = _("What would come is of {there}; the records here are of {here}.")
    persons = {"there": person_words(there.name, there.member_no), "here": person_words(here.name, here.member_no)}
    return words.format(**persons)


def look_lines(look: Look) -> Iterator[str]:
    """What bringing a backup back would change: counted by kind, and what cannot be read."""
    if stranger := stranger_words(look):
        yield stranger
    if look.made_at is not None:
        at = look.made_at
        yield _("Made on {day}, {time}.").format(day=day_words(local_day(at)), time=f"{at.astimezone():%H:%M}")
    if look.is_opened:
        words = _("The backup is sealed; no vault is on here, so what comes back lies open. Turn it on: {command}")
        yield words.format(command="sixdonts vault on")
    coming = look.comparison.coming()
    for state, words in (("missing", _("missing here")), ("other", _("otherwise here"))):
        counts = Counter(kind_words(one.kind) for one in persons_own(coming) if one.state == state)
        counts.update(text_kind_words(one) for one in look.texts if one.state == state)
        if counts:
            yield f"{words}{_(': ')}" + _(", ").join(f"{kind} {n}" for kind, n in counts.items())
    if n := len(look.comparison.kept_files):
        words = ngettext("{n} file taken in is missing here.", "{n} files taken in are missing here.", n)
        yield words.format(n=n)
    if not (coming or look.comparison.texts or look.comparison.kept_files):
        yield (
            _("What can be read is all here. What the rest held is not known: try another backup.")
            if look.comparison.unread
            else _("Nothing is missing here or otherwise: there is nothing to bring back.")
        )
    if n := sum(one.state == "new" for one in persons_own(look.comparison.records)):
        yield ngettext("{n} record was made since; it stays.", "{n} records were made since; they stay.", n).format(n=n)
    yield from (_("cannot be read: {part}").format(part=part) for part in look.comparison.unread)
    yield from (_("passed over, not of this program: {part}").format(part=part) for part in look.passed_over)


def record_line(one: Difference) -> str:
    """A record that could come back, in a line: what names it, what it is, how it stands."""
    return _("{name}  {kind}, {state}: {title}").format(
        name=f"{one.kind}/{one.uid}", kind=kind_words(one.kind), state=state_words(one), title=title_of(one)
    )


def text_lines(look: Look, most: int = NAMED) -> Iterator[str]:
    """The same of the texts, a line each; of many the first."""
    words = _("{name}  {kind}, {state}: {title}")
    parts = ((one, text_kind_words(one), state_words(one)) for one in look.texts)
    lines = [words.format(name=one.path, kind=kind, state=state, title=one.title) for one, kind, state in parts]
    yield from _named(lines, most)


def text_kind_words(one: OtherText) -> str:
    """What sort of text it is."""
    kind = kind_at(one.path)
    return kind_words(kind.name if kind else "")


def apart_words(one: Difference, lists: DontLists) -> str:
    """In what first a record is otherwise here than in the backup, shortly; empty where that cannot be said."""
    if one.state != "other" or not (isinstance(one.here, dict) and isinstance(one.there, dict)):
        return ""
    try:
        first, *more = differences(one.kind, one.here, one.there, lists)
    except (ValueError, LookupError, TypeError, AttributeError):  # it is no sound record here
        return ""
    here, there = where_they_part(first.here, first.there, SHORT)
    words = _("{label}: {there} in the backup, {here} now").format(label=first.label, here=here, there=there)
    return words + (ngettext(" (and {n} more)", " (and {n} more)", len(more)).format(n=len(more)) if more else "")


def brought_back_words(count: int) -> str:
    """How much was brought back."""
    return ngettext("{n} brought back.", "{n} brought back.", count).format(n=count)


def left_words(look: Look) -> list[str]:
    """What did not come back because it cannot be read, a line each; empty when all could."""
    return [_("Cannot be read, did not come back: {part}").format(part=part) for part in look.comparison.unread]


def undo_question(last: Last) -> str:
    """Whether to go back, naming to what."""
    said = {"day": day_words(local_day(last.at)), "time": f"{last.at.astimezone():%H:%M}", "name": last.name}
    if last.is_undoing:
        return _("What was brought back was undone on {day}, {time}. Bring it back once more?").format(**said)
    if last.name:
        return _("Go back to before {name} was brought back on {day}, {time}?").format(**said)
    words = _(
        "Let the records go back to before the last bringing back or repair, on {day}, {time}? What a repair set aside "
        "stays there."
    )
    return words.format(**said)


def overwritten_lines(look: Undoing) -> Iterator[str]:
    """What was done since and is undone with it: how much, and the first of it by name."""
    edited = [one for one in look.changed_texts if one.state == "other"]
    taken = [one for one in look.changed_texts if one.state == "missing"]
    if found := look.overwritten:
        words = ngettext(
            "{n} was changed since and is overwritten; what stands now goes to Deleted:",
            "{n} were changed since and are overwritten; what stands now goes to Deleted:",
            len(found),
        )
        yield words.format(n=len(found))
        yield from _named([_called(one) for one in found])
    if edited:
        words = ngettext(
            "{n} file was edited since and is overwritten; undoing once more brings it back:",
            "{n} files were edited since and are overwritten; undoing once more brings them back:",
            len(edited),
        )
        yield words.format(n=len(edited))
        yield from _named([_text_called(one) for one in edited])
    if returning := [*map(_called, look.returning), *map(_text_called, taken)]:
        words = ngettext(
            "{n} was deleted since and comes back:", "{n} were deleted since and come back:", len(returning)
        )
        yield words.format(n=len(returning))
        yield from _named(returning)


def _called(one: Difference) -> str:
    here = one if one.here is None else replace(one, there=None)
    return _("  {kind}: {title}").format(kind=kind_words(one.kind), title=title_of(here))


def _text_called(one: OtherText) -> str:
    return _("  {kind}: {title}").format(kind=text_kind_words(one), title=one.title)


def _named(lines: list[str], most: int = NAMED) -> Iterator[str]:
    """The first of them, and how many more there are."""
    yield from lines[:most]
    if (more := len(lines) - most) > 0:
        yield ngettext("  and {n} more", "  and {n} more", more).format(n=more)


def undo_words(last: Last) -> str:
    """To what it goes back, where that was agreed to."""
    said = {"day": day_words(local_day(last.at)), "time": f"{last.at.astimezone():%H:%M}", "name": last.name}
    if last.is_undoing:
        return _("Brought back once more is what was undone on {day}, {time}.").format(**said)
    if last.name:
        return _("Going back to before {name} was brought back on {day}, {time}.").format(**said)
    return _("The records go back to before the last bringing back or repair, on {day}, {time}.").format(**said)


def undone_words(last: Last, count: int) -> str:
    """What going back came to, so that one knows where one stands; `last` is what was undone."""
    if not count:
        words = _("The records are as they were before; none had to be changed.")
    elif last.is_undoing:
        words = ngettext("Brought back once more: {n}.", "Brought back once more: {n}.", count)
    else:
        words = ngettext("Undone: {n} is as it was before.", "Undone: {n} are as they were before.", count)
    is_repair = not (last.name or last.is_undoing)
    aside = _("What a repair set aside stays there; in the folder aside it lies as it was.") if is_repair else ""
    return sentences(words.format(n=count), aside)
