"""The words for what doctor finds and what a repair did; of records nothing but titles of matters to look over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from content.cells import cut
from content.dates import day_words
from content.printable import printable_line
from content.words import _, ngettext
from desk.words.kinds import kind_words
from storage.backup import BEFORE
from storage.cipher import INTENT_FILE
from storage.clock import local_day, read_day
from storage.damaged import found_at, saved_in
from storage.kinds import kind_at
from storage.links import Loose
from storage.lost import Lost
from storage.repairing import Mended, Repaired

DAYS_NAMED = 10
LOST_NAMED = 5
TITLE_LONGEST = 60


def loose_words(one: Loose) -> str:
    """Links that lead nowhere, and what can be done about them."""
    words = {
        "check": _("The self-check named by {kind} is not here ({n}, the first of {day}). Look for it: {command}"),
        "matter": _("A matter named by {kind} is not here ({n}, the first of {day}). Look for it: {command}"),
        "slip": _("A meeting is older here than the slip in {kind} ({n}, the first of {day}). Look for it: {command}"),
        "question": _("Answers to questions that no bank has any more: {n}, the first of {day}. They stay and count."),
    }[one.link]
    return words.format(
        kind=kind_words(one.kind), n=one.count, day=one.first_day.isoformat(), command="sixdonts backup list"
    )


def lost_lines(lost: Sequence[Lost]) -> Iterator[str]:
    """What stands only in copies, a line each, and how it comes back; of many the first."""
    for one in lost[:LOST_NAMED]:
        words = _("{kind} of {day}: only in the copy of {copy}, and nobody deleted it. Bring it back: {command}")
        if "day" not in one.found.document:
            words = _("{kind}: only in the copy of {copy}, and nobody deleted it. Bring it back: {command}")
        command = f"sixdonts restore {one.copy} --record {one.kind}/{one.uid}"
        yield words.format(
            kind=kind_words(one.kind), day=one.found.document.get("day", ""), copy=one.copy, command=command
        )
    if (more := len(lost) - LOST_NAMED) > 0:
        words = ngettext(
            "{n} more record stands only in copies. All come back: {command}",
            "{n} more records stand only in copies. All come back: {command}",
            more,
        )
        yield words.format(n=more, command="sixdonts doctor --repair")


def set_aside_words(path: str) -> str:
    """What a file means that was set aside as damaged: what may be missing since, and where to look."""
    of, at = saved_in(path), found_at(path)
    if of == INTENT_FILE:
        words = _(
            "{file}: a change that was broken off; it could not be read and was not made. Look whether what you saved "
            "last is there; then {command} puts this file away."
        )
    elif of and at is not None:
        words = _(
            "{file}: {of} was not sound and was kept so on {day}, {time}. What was saved in it last before, or more, "
            "may be missing: look. Earlier states: sixdonts backup list, then sixdonts restore. Once you have looked, "
            "{command} puts this file away."
        )
    else:
        words = _("{file}: a damaged file that was set aside; nothing of it is used. {command} puts it away.")
    return words.format(file=path, of=of, command="sixdonts doctor --repair", **_when(at))


def _moved_words(path: str) -> str:
    """That a repair set a file aside, and what may be missing since it was found damaged."""
    of, at = saved_in(path), found_at(path)
    words = _("{file}: set aside.")
    if of and of != INTENT_FILE and at is not None:
        words = _("{file}: set aside. What was saved in {of} last before {day}, {time} may be missing: look.")
    return words.format(file=path, of=of, **_when(at))


def _when(at: datetime | None) -> dict[str, str]:
    return {} if at is None else {"day": day_words(local_day(at)), "time": f"{at.astimezone():%H:%M}"}


def unmendable_words() -> str:
    """That a repair can do nothing about what is wrong."""
    return _("A repair can do nothing about this, and changes nothing; each line says what helps.")


def repaired_lines(done: Repaired, *, is_named: bool = True) -> Iterator[str]:
    """What a repair did, a line each. Matters are named by their titles, or by their days where all may read it."""
    for one in done.mended:
        yield from _mended_lines(one)
        yield from _matter_lines(one, is_named=is_named)
        yield from _lost_lines(one)
    for source, count in sorted(done.differs.items()):
        words = ngettext(
            "{source}: {n} record says something else than the one in use, which stays. Both are kept.",
            "{source}: {n} records say something else than those in use, which stay. Both are kept.",
            count,
        )
        yield words.format(source=source_words(source), n=count)
    if n := done.deleted:
        words = ngettext(
            "{n} record was deleted before and was not brought back.",
            "{n} records were deleted before and were not brought back.",
            n,
        )
        yield words.format(n=n)
    yield from map(_moved_words, done.tidied.moved)
    for path, (source, _content) in done.tidied.texts.items():
        words = _("{file}: what it said before is back, from: {source}")
        yield words.format(file=path, source=source_words(source))
    if done.tidied.is_format_bad:
        yield _("{file} was made anew.").format(file="format.json")
    if done.tidied.modes:
        yield _("The data folder is closed to others on this computer now.")
    if done.is_schedule_made:
        yield _("The review schedule was made anew from the answers.")
    if done.folder is not None and not done.is_moved:
        yield _("This report: {folder}").format(folder=done.folder)
    elif done.folder is not None:
        yield _("All that was taken out of use, and this report: {folder}").format(folder=done.folder)
    if done.can_be_undone:
        yield _(
            "{command} takes back what came from elsewhere, into the trash. What stood in the files stays; what was "
            "set aside stays there."
        ).format(command="sixdonts restore --undo")


def source_words(source: str) -> str:
    """Where records came from."""
    if source == ".bak":
        return _("the copy before the last save")
    if (day := read_day(source)) is not None:
        return _("the backup of {day}").format(day=day.isoformat())
    if source.startswith(BEFORE):
        return _("what was kept before a repair or a bringing back ({name})").format(name=source)
    return source


def _mended_lines(one: Mended) -> Iterator[str]:
    file = f"{one.file}.json"
    if one.whole:
        words = ngettext(
            "{file} ({kind}): written anew; {n} record of it was whole.",
            "{file} ({kind}): written anew; {n} records of it were whole.",
            one.whole,
        )
    elif not one.was_there and one.came and all(kind_at(source) for source, _count in one.came):
        words = _("{file} ({kind}): made for what belongs in it.")
    elif not one.was_there:
        words = _("{file} ({kind}): was not there; made anew.")
    elif one.was_sound:
        words = _("{file} ({kind}): was whole; written anew with records that are missing elsewhere.")
    else:
        words = _("{file} ({kind}): nothing of it could be read; written anew.")
    yield words.format(file=file, kind=kind_words(one.kind), n=one.whole)
    for source, n in one.came:
        words = ngettext("  {n} record from: {source}", "  {n} records from: {source}", n)
        yield words.format(n=n, source=source_words(source))
    for source, n in one.replaced:
        words = ngettext("  {n} newer version from: {source}", "  {n} newer versions from: {source}", n)
        yield words.format(n=n, source=source_words(source))


def _matter_lines(one: Mended, *, is_named: bool) -> Iterator[str]:
    """The matters whose state may be that of before."""
    if n := len(one.closed):
        words = ngettext(
            "  {n} matter came back as settled or dropped{days}: look whether it is open still.",
            "  {n} matters came back as settled or dropped{days}: look whether they are open still.",
            n,
        )
        yield words.format(n=n, days=_days(tuple(one.closed)))
        yield from _titles(one.closed) if is_named else ()
    if n := len(one.opened):
        words = ngettext(
            "  {n} matter is open again{days}: look whether it was settled.",
            "  {n} matters are open again{days}: look whether they were settled.",
            n,
        )
        yield words.format(n=n, days=_days(tuple(one.opened)))
        yield from _titles(one.opened) if is_named else ()


def _titles(matters: Mapping[str, str]) -> Iterator[str]:
    yield from (f"    {cut(printable_line(title), TITLE_LONGEST)}" for title in [*matters.values()][:DAYS_NAMED])
    if (more := len(matters) - DAYS_NAMED) > 0:
        yield "  " + ngettext("  and {n} more", "  and {n} more", more).format(n=more)


def _lost_lines(one: Mended) -> Iterator[str]:
    """What is gone, as far as that can be told, and what may be."""
    if n := len(one.lost):
        words = ngettext(
            "  Lost: {n} record that stands whole nowhere{days}",
            "  Lost: {n} records that stand whole nowhere{days}",
            n,
        )
        if one.is_open:
            words = _("  Lost: at least {n} that stand whole nowhere{days}")
        yield words.format(n=n, days=_days(one.lost))
    if not one.is_open:
        return
    sources = [source for source, _count in one.came]
    if not one.was_there and sources and all(kind_at(source) for source in sources):
        return  # it was made for what stood in another
    if ".bak" in sources:
        yield "  " + _("The copy before the last save may lack what that save added. Look it over.")
    elif sources:
        yield "  " + _("What was saved after that backup may be missing; how much cannot be told. Look it over.")
    else:
        words = _("What stood in its damaged part is not here; how much cannot be told. Look for it: {command}")
        if not one.was_there:
            words = _("What stood in it is not here; how much cannot be told. Look for it: {command}")
        yield "  " + words.format(command="sixdonts backup list")


def _days(uids: tuple[str, ...]) -> str:
    """The days of records by their names, as far as these say them."""
    days = sorted({day for uid in uids if (day := _day_of(uid)) is not None})
    if not days:
        return ""
    shown = _(", ").join(day_words(day) for day in days[:DAYS_NAMED])
    return _(" ({days})").format(days=shown + (" …" if len(days) > DAYS_NAMED else ""))


def _day_of(uid: str) -> date | None:
    """The day that the name of a record says: a self-check's, or the moment at which another was made."""
    if (day := read_day(uid[:10])) is not None:
        return day
    try:
        return local_day(datetime.fromtimestamp(int(uid[:12], 16) / 1000, UTC)) if len(uid) == 22 else None
    except (ValueError, OverflowError, OSError):
        return None
