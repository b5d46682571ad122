"""What is attached to a report (附件): the tables that are documents of their own, and the list of what it is made of.

A table bears the number and the title under which the report names it.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.dates import period_words
from content.period import Period
from content.words import _
from reports.document import Annex, Attachments, Block, Cell, Column, Small, Table
from reports.terms import day_in
from storage.roster import Member
from storage.spans import Span


def title_of(branch: str, period: Period, name: str) -> str:
    """The title of a branch's table."""
    what = {"branch": branch or _("Branch"), "period": period_words(period), "name": name}
    return _("{branch}: {name}, {period}").format(**what)


def mark_of(number: int) -> str:
    """附件 and its number, as it stands at the top left of what is attached."""
    return _("Attachment {n}").format(n=number)


def attached(titles: Sequence[str], span: Span) -> list[Block]:
    """Under the report: the names of all that is attached, the tables first."""
    names = (*titles, *([_the_grounds()] if span.pieces else []))
    return [Attachments(names, _("Attachments:"))] if names else []


def grounds(span: Span, number: int) -> list[Block]:
    """What every figure can be followed to, behind the signature: the files, and the forms that came on paper."""
    if not span.pieces:
        return []
    of_branches = any(piece.received.header.is_of_branch for piece in span.pieces if piece.received)
    columns = (Column(_("Line"), 3), Column(_("Branch") if of_branches else _("Name (number)"), 9),
               Column(_("File"), 13), Column(_("Rev."), 3), Column(_("Check code"), 8))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for line, piece in enumerate(span.pieces, 1):
        who = piece.member.name if of_branches else _who(piece.member)
        if piece.received is not None:
            rows.append((line, who, piece.received.file_name, piece.received.revision, piece.received.checksum[:12]))
        elif piece.paper is not None:
            text = _("{period} (paper form, entered on {day})")
            day = day_in(piece.paper.day, piece.period.last)
            rows.append((line, who, text.format(period=period_words(piece.period), day=day), None, ""))
    words = _("The checksum shows that the file was not changed, not that it is true.")
    return [Annex(mark_of(number), _the_grounds()), Small(words), Table(columns, tuple(rows))]


def _who(member: Member) -> str:
    """The name and the number that tells it from another: a file may be called anything."""
    number = _("({words})").format(words=member.member_no)
    return member.name if member.name.endswith(number) else member.name + number


def _the_grounds() -> str:
    return _("The files this report is made of")
