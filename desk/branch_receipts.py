"""Returning what a member sent, with a comment; and the receipts that the branch hands out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from content.dates import day_words, period_words
from content.period import Period
from content.words import _
from desk.desk import Desk
from reports.summary import program
from storage.branch_notes import Return
from storage.clock import local_day
from storage.errors import NothingTakenIn
from storage.receipts import ReceiptHeader, Verdict, write_receipt
from storage.standings import MemberStanding
from storage.submission import suggested_file_name


def send_back(desk: Desk, one: MemberStanding, period: Period, comment: str) -> Return:
    """Return what counts of a member; with another comment where it was returned before.

    Raises:
        NothingTakenIn: nothing came from the member.
    """
    if one.received is None:
        raise NothingTakenIn(one.member.name)
    sent = one.received
    made = Return(person=one.person, sha256=sent.sha256, revision=sent.revision, day=desk.today(), comment=comment)
    desk.branch.send_back(made, period)
    return made


def receipt_files(desk: Desk, period: Period, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: a receipt for all that names nobody, and one for each to whom was returned.

    Raises:
        NothingTakenIn: nothing was taken in for the period.
    """
    standings = desk.branch.standings(period, with_facts=False)
    stem = suggested_file_name(desk.branch.branch_name() or _("Branch"), period_words(period)).removesuffix(".txt")
    received = [one for one in standings if one.received is not None]
    if not received:
        raise NothingTakenIn()
    files: dict[Path, bytes] = {}
    standing = [_verdict(one) for one in received if one.returned is None]
    if standing:
        words = _("receipt")
        files[folder / f"{stem}_{words}.txt"] = _file(desk, period, standing, None)
    names = [one.member.name for one in received]
    for one in received:
        if one.returned is not None:
            name, words = one.member.name, _("return")
            who = name if names.count(name) == 1 else f"{name}-{one.member.member_no}"
            of_member = suggested_file_name(who, period_words(period)).removesuffix(".txt")
            files[folder / f"{of_member}_{words}.txt"] = _file(desk, period, [_verdict(one)], one)
    return files


def _verdict(one: MemberStanding) -> Verdict:
    received, back = one.received, one.returned
    assert received is not None  # only those are asked about
    return Verdict(
        member_no=one.member.member_no,
        revision=received.revision,
        state="received" if back is None else "returned",
        day=back.day if back else local_day(received.taken_at),
        comment=back.comment if back else "",
    )


def _file(desk: Desk, period: Period, verdicts: Sequence[Verdict], whose: MemberStanding | None) -> bytes:
    header = ReceiptHeader(
        branch=desk.branch.branch_name(),
        period=str(period),
        made_at=desk.now(),
        program=program(),
        member_no=whose.member.member_no if whose else "",
        name=whose.member.name if whose else "",
        count=len(verdicts),
    )
    return write_receipt(header, verdicts, _page(header, period, verdicts))


def _page(header: ReceiptHeader, period: Period, verdicts: Sequence[Verdict]) -> str:
    """The part for people: what it is, what it says, and what is done with it."""
    lines = [
        _("Receipt of the branch for {period}").format(period=period_words(period)),
        header.branch,
        "",
    ]
    for one in verdicts:
        words = _("{number}  revision {n}  received on {day}")
        if one.state == "returned":
            words = _("{name} ({number})  revision {n}  returned on {day}")
        lines.append(words.format(number=one.member_no, name=header.name, n=one.revision, day=day_words(one.day)))
        lines += [_("Comment: {text}").format(text=one.comment)] if one.comment else []
    lines += ["", _("Take it in at Share (F7), or run: sixdonts receipt FILE"),
              _("The checksum shows that the file was not changed, not that it is true.")]  # fmt: skip
    return "\n".join(line for place, line in enumerate(lines) if line or place != 1)
