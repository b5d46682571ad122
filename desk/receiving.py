"""What a member's program does with a receipt of the branch: is it mine, is it news, what does it say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from content.dates import day_words
from content.errors import reason_of
from content.importing.table import name_key
from content.period import Period
from content.words import _
from desk.desk import Desk
from storage.clock import local_day
from storage.collecting import NotAPlainFile, read_receipt_file
from storage.errors import NotRead, NotThisReceipt
from storage.receipts import Receipt, Verdict
from storage.records import Profile
from storage.records.typed import KeptReceipt
from storage.roster import member_key
from storage.submission import NotASubmission

CLOCKS_DIFFER = timedelta(days=1)  # at the most; a receipt made later than that would stand above all to come


class News(StrEnum):
    """What taking in a receipt came to."""

    NEW = "new"
    SAME = "same"  # it was taken in before
    OLD = "old"  # there is a later receipt, or a later revision was saved; it is kept all the same


@dataclass(frozen=True)
class TakenIn:
    """A receipt that was taken in: of which period, what it says, and whether that is news."""

    period: Period
    receipt: KeptReceipt
    news: News


def take_in_receipt(desk: Desk, file: Path) -> TakenIn:
    """Keep what a receipt says of this person's submission. A long job.

    Raises:
        SubmissionError: the file is no sound receipt.
        NotThisReceipt: it is for somebody else, says nothing of this person, or is of a day to come.
        NotRead: the system did not let the file, or whose program it is, be read.
    """
    try:
        receipt = read_receipt_file(file)
    except NotAPlainFile as error:
        raise NotASubmission("no_receipt") from error
    except OSError as error:
        raise NotRead(file.parent, file.name, reason_of(error)) from error
    profile = desk.journal.profile()
    desk.journal.files.must_be_read("profile")
    period = receipt.header.period
    verdict = _mine(receipt, profile, desk.journal.submission_receipts.of(period))
    if receipt.header.made_at > desk.now() + CLOCKS_DIFFER:
        raise NotThisReceipt("to_come", day_words(local_day(receipt.header.made_at)))
    kept = KeptReceipt(
        revision=verdict.revision,
        state=verdict.state,
        day=verdict.day,
        comment=verdict.comment,
        made_at=receipt.header.made_at,
    )
    with desk.commit():
        there = desk.journal.submission_receipts.of(period)
        desk.journal.submission_receipts.keep(period, kept)
    return TakenIn(Period.parse(period), kept, _news(kept, there, last_revision(desk, period)))


def _mine(receipt: Receipt, profile: Profile, there: Sequence[KeptReceipt]) -> Verdict:
    """What it says of the person of this profile; a receipt for all goes by branch and number, since it has no name."""
    header = receipt.header
    if not profile.member_no or not profile.name:
        raise NotThisReceipt("profile")
    if header.member_no and (
        member_key(header.member_no) != member_key(profile.member_no) or name_key(header.name) != name_key(profile.name)
    ):
        who = _("{name} ({member_no})").format(name=header.name, member_no=header.member_no)
        raise NotThisReceipt("member", who)
    if header.branch and profile.branch and name_key(header.branch) != name_key(profile.branch):
        raise NotThisReceipt("branch", header.branch)
    verdict = receipt.about(profile.member_no)
    if verdict is None:  # what is returned stands only in the file of the one it is for
        raise NotThisReceipt("returned" if there and there[-1].state == "returned" else "not_in", profile.member_no)
    return verdict


def _news(kept: KeptReceipt, there: tuple[KeptReceipt, ...], saved: int) -> News:
    if any(one.says_the_same(kept) and (one.made_at >= kept.made_at or one is there[-1]) for one in there):
        return News.SAME
    later = any(one.made_at > kept.made_at for one in there)
    return News.OLD if later or saved > kept.revision else News.NEW


def last_revision(desk: Desk, period: str) -> int:
    """The revision saved last for a period; 0 when none was."""
    return max((sent.revision for sent in desk.journal.sent.all() if sent.period == period), default=0)


def receipts_of(desk: Desk, period: Period) -> tuple[KeptReceipt, ...]:
    """All that the branch said of a period, the receipt made last first."""
    return desk.journal.submission_receipts.of(str(period))[::-1]


def last_receipt(desk: Desk, period: Period) -> KeptReceipt | None:
    """What the branch said last, by the day on which the receipt was made."""
    return next(iter(receipts_of(desk, period)), None)
