"""What a person hands in: what may leave about a period, the file exactly as it will leave, and saving it.

What may leave and its documents are long jobs; the file itself is made and handed in at the desk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from content.dates import period_words
from content.marks import short_words
from content.period import Period
from content.words import _, sentences
from desk.desk import Desk
from desk.not_shown import may_hold
from desk.save_files import save_files
from desk.saved_as import files_as
from reports.fact_words import partly_words, undue_words
from reports.figures import figures, records_of
from reports.summary import Pickable, Summary, document, file, offer
from storage.clock import local_day
from storage.collecting import read_file
from storage.errors import ChangedElsewhere, WriteFailed
from storage.record_files import Notice, is_of
from storage.records import Profile, Sent
from storage.roster import member_key
from storage.submission import SubmissionError, fingerprint, safe_name, suggested_file_name

_OFFERED = ("checks", "notes", "attempts", "matters", "leaves")


@dataclass(frozen=True)
class HandingIn:
    """The file as it will leave. `sent` is the earlier record of just this file, if it was saved before.

    `lacking` names the fields of the profile that must be filled in first; until then something stands in for them.
    """

    summary: Summary
    revision: int
    content: bytes
    sent: Sent | None
    lacking: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file's text, every character of it."""
        return self.content.decode()

    @property
    def page(self) -> str:
        """The part of the text that people read, as it stands at its beginning."""
        lines = self.text.splitlines(keepends=True)
        return "".join(takewhile(lambda line: line.startswith("#"), lines))

    @property
    def machine_lines(self) -> int:
        """How many lines follow for the branch's program."""
        return len(self.text.splitlines()) - len(self.page.splitlines())


def offered(desk: Desk, period: Period) -> tuple[Pickable, ...]:
    """Everything that may leave about a period.

    Raises:
        NotRead: part of the records, or of the lists and days they are held against, could not be read.
    """
    return offer_of(desk, period).picks


@dataclass(frozen=True)
class Offer:
    """What may leave about a period, in a line which answers count for nothing in it, and what was read in part."""

    picks: tuple[Pickable, ...] = ()
    not_counted: str = ""
    in_part: tuple[Notice, ...] = ()


def offer_of(desk: Desk, period: Period) -> Offer:
    """Everything that may leave about a period, and what is to be said of it.

    Raises:
        NotRead: as `offered`.
    """
    desk.must_know_days()
    records = records_of(desk.journal, period, desk.today(), desk.calendar)
    counted = figures(records, desk.lists)
    questions = {one.id: one for one in desk.catalog.questions()} if records.attempts else {}
    said = partly_words(counted.partly_days), undue_words(counted.undue_days, counted.undue_days_off)
    gone = [
        one for one in desk.gone() if is_of(one.file.removesuffix(".json"), _OFFERED) and may_hold(one.file, period)
    ]
    return Offer(offer(records, counted, desk.lists, questions), sentences(*said), (*records.in_part, *gone))


def ticks_of(desk: Desk, period: Period, offers: Iterable[Pickable]) -> tuple[dict[str, bool], frozenset[str]]:
    """What is ticked or unticked by hand, and what lost its tick because it says something else since.

    At first that is what the last revision held. A tick is for what was seen: a sentence that was rewritten, a matter
    that was settled is ticked anew.
    """
    last, kept = _last_sent(desk, period), desk.journal.submission_ticks
    ticks = {**dict.fromkeys(last.picks if last else (), True), **kept.of(str(period))}
    at_tick, when_sent = kept.seen(str(period)), last.seen if last else {}
    changed = set()
    for pick in offers:
        known = {seen[pick.id] for seen in (at_tick, when_sent) if pick.id in seen}  # none in older data
        if ticks.get(pick.id) and pick.seen and known and pick.seen not in known:
            changed.add(pick.id)
    return {**ticks, **dict.fromkeys(changed, False)}, frozenset(changed)


def keep_ticks(desk: Desk, period: Period, ticks: Mapping[str, bool], offers: Iterable[Pickable]) -> None:
    """Keep what was ticked or unticked by hand, with what was seen there."""
    desk.journal.submission_ticks.keep(str(period), dict(ticks), _seen(pick for pick in offers if ticks.get(pick.id)))


def _seen(picks: Iterable[Pickable]) -> dict[str, str]:
    return {pick.id: pick.seen for pick in picks if pick.seen}


def prepare(desk: Desk, period: Period, picks: Iterable[Pickable], remark: str) -> HandingIn:
    """The file made of these picks: of the revision it had when nothing changed since, else of the next one.

    Raises:
        TooLarge: more was picked than a submission may hold.
        NotRead: who hands in, or what was handed in before, could not be read.
    """
    desk.must_know_days()
    profile = desk.journal.profile()
    lacking = tuple(name for name in ("name", "member_no", "branch") if not getattr(profile, name))
    lists = desk.lists
    dont_list, words = lists.unit_on(min(desk.today(), period.last)), short_words(lists.units())
    summary = Summary(period, dont_list, words, _stand_in(profile), desk.now(), tuple(picks), remark, desk.calendar)
    last = _last_sent(desk, period)
    desk.journal.files.must_be_read("profile", "sent")
    if last is not None:
        again = replace(summary, made_at=last.written_at)
        content = file(again, last.revision)
        if fingerprint(content) == last.sha256:
            return HandingIn(again, last.revision, content, last, lacking)
    revision = last.revision + 1 if last else 1
    return HandingIn(summary, revision, file(summary, revision), None, lacking)


def is_empty(handing_in: HandingIn) -> bool:
    """Whether nothing of the person's records would stand in the file."""
    return not handing_in.summary.remark and not any(pick.facts for pick in handing_in.summary.picks)


def files_of(desk: Desk, handing_in: HandingIn, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the file that leaves, the same as a Word document, and as Markdown.

    Where a file of that name is somebody else's of the same name, the member number stands in the name too.
    """
    profile, period = handing_in.summary.profile, period_words(handing_in.summary.period)
    revision = _("_rev{n}").format(n=handing_in.revision) if handing_in.revision > 1 else ""
    stem = suggested_file_name(profile.name, period).removesuffix(".txt") + revision
    if _is_of_another(folder / f"{stem}.txt", profile.member_no):
        stem = f"{safe_name(profile.name)}_{safe_name(profile.member_no)}_{safe_name(period)}{revision}"
    page = document(handing_in.summary)
    return {folder / f"{stem}.txt": handing_in.content, **files_as(desk, folder / stem, page, (".docx", ".md"))}


def _is_of_another(path: Path, member_no: str) -> bool:
    """Whether a submission of another member stands there."""
    try:
        there, _data = read_file(path)
    except (SubmissionError, OSError):
        return False
    return member_key(there.header.member_no) != member_key(member_no)


def hand_in(desk: Desk, handing_in: HandingIn, files: Mapping[Path, bytes]) -> None:
    """Write the files, each whole or not at all, and note that this revision was made.

    Raises:
        ChangedElsewhere: this revision was handed in elsewhere since it was prepared, and said something else.
        WriteFailed: the system refused; what was there before is still there.
    """
    # noted first: a revision left out harms nobody, one used twice is a conflict
    new = None if handing_in.sent else _noted(desk, handing_in, file_name=next(iter(files)).name)
    try:
        save_files(
            dict(reversed([*files.items()])), desk.notices
        )  # the file for the branch comes last: then all are there
    except WriteFailed:
        if new is not None:
            desk.journal.sent.take_back(new)
        raise
    _hold(desk, handing_in)


def _noted(desk: Desk, handing_in: HandingIn, file_name: str) -> Sent | None:
    """The note that this revision was made; None where it was noted already."""
    with desk.journal.files.transaction():
        last = _last_sent(desk, handing_in.summary.period)
        if last is None or last.revision < handing_in.revision:
            return desk.journal.sent.add(_note_of(handing_in, file_name))
    if (last.revision, last.sha256) != (handing_in.revision, fingerprint(handing_in.content)):
        raise ChangedElsewhere(last)
    return None


def _hold(desk: Desk, handing_in: HandingIn) -> None:
    """What left counts as ticked from now on, whatever was unticked before."""
    summary, ticks = handing_in.summary, desk.journal.submission_ticks
    period = str(summary.period)
    there, held = ticks.of(period), {pick.id for pick in summary.picks}
    if again := {name: True for name, ticked in there.items() if name in held and not ticked}:
        ticks.keep(period, again)


def _last_sent(desk: Desk, period: Period) -> Sent | None:
    earlier = [sent for sent in desk.journal.sent.all() if sent.period == str(period)]
    return max(earlier, key=lambda sent: sent.revision, default=None)


def _note_of(handing_in: HandingIn, file_name: str) -> Sent:
    summary = handing_in.summary
    return Sent.new(
        summary.made_at,
        local_day(summary.made_at),
        period=str(summary.period),
        revision=handing_in.revision,
        file_name=file_name,
        sha256=fingerprint(handing_in.content),
        picks=tuple(pick.id for pick in summary.picks),
        seen=_seen(summary.picks),
    )


def _stand_in(profile: Profile) -> Profile:
    """The profile with words for what is not known yet, so that the page can be shown."""
    missing = {"name": _("(name)"), "member_no": _("(member no.)"), "branch": _("(branch)")}
    known = profile.model_dump()
    return Profile(**{**known, **{name: words for name, words in missing.items() if not known[name]}})


def chosen(offers: Collection[Pickable], ticks: dict[str, bool]) -> tuple[Pickable, ...]:
    """What is ticked: what the person ticked or left ticked, and what is ticked at first."""
    return tuple(pick for pick in offers if ticks.get(pick.id, pick.is_ticked_at_first))
