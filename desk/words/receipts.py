"""How a receipt of the branch reads, for both fronts."""

from __future__ import annotations

from dataclasses import dataclass

from content.dates import period_words, short_day
from content.period import Period
from content.words import _, sentences
from desk.desk import Desk
from desk.receiving import News, TakenIn, last_revision, receipts_of
from desk.submit import HandingIn
from storage.records.typed import KeptReceipt

_STOPS = tuple("。！？；….!?;")


def receipt_words(desk: Desk, kept: KeptReceipt, saved: int) -> str:
    """第1版 支部11月24日收到; returned with its comment; and where another revision was saved here, or nothing."""
    words = _("revision {n}: received by the branch on {day}")
    if kept.state == "returned":
        words = _("revision {n}: returned by the branch on {day}: {comment}")
    said = words.format(n=kept.revision, day=short_day(kept.day, desk.today()), comment=kept.comment)
    if not saved:
        return _and(said, _("nothing was saved here for this period: see whether the receipt is yours"))
    if kept.revision > saved:
        return _and(said, _("revision {n} is the last that was saved here").format(n=saved))
    if saved > kept.revision:
        return _and(said, _("revision {n} was saved since; the branch has said nothing of it yet").format(n=saved))
    return said


def _and(said: str, more: str) -> str:
    """Both on one line; a comment may end with a stop of its own."""
    return sentences(said, more) if said.endswith(_STOPS) else _("{label}; {text}").format(label=said, text=more)


@dataclass(frozen=True)
class Said:
    """What the branch said last of the submission for a period, and whether it waits for the next revision."""

    words: str = ""
    before: tuple[str, ...] = ()
    """What it had said before that, the latest first."""
    waits: bool = False


def said_of(desk: Desk, period: Period) -> Said:
    """What the branch said last; empty words where it said nothing."""
    all_, saved = receipts_of(desk, period), last_revision(desk, str(period))
    if not all_:
        return Said()
    before = tuple(receipt_words(desk, one, one.revision) for one in all_[1:])
    waits = all_[0].state == "returned" and saved <= all_[0].revision
    return Said(receipt_words(desk, all_[0], saved), before, waits)


def unchanged_words(desk: Desk, made: HandingIn) -> str:
    """That a file is the very revision that the branch returned; empty where it is not."""
    if made.sent is None or not said_of(desk, made.summary.period).waits:
        return ""
    words = _("This is revision {n} as it was returned. Change it first: what is ticked, the records, or the remark.")
    return words.format(n=made.revision)


def taken_in_words(desk: Desk, taken: TakenIn, saved: int) -> str:
    """What came of taking in a receipt, in one line."""
    said = _("{label}: {text}").format(label=period_words(taken.period), text=receipt_words(desk, taken.receipt, saved))
    about = {
        News.SAME: _("It was taken in before; nothing changed."),
        News.OLD: _("This receipt is an old one."),
    }.get(taken.news, "")
    return sentences(about, said)
