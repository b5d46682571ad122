"""What each kind of record is called, where records of several kinds stand in one list."""

from __future__ import annotations

from typing import Any

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.undo import TITLES


def kind_words(kind: str) -> str:
    """What sort of record it is."""
    return {
        "checks": _("self-check"),
        "matters": _("matter"),
        "notes": _("note", context="kind"),
        "attempts": _("answer to a question"),
        "meetings": _("meeting", context="kind"),
        "agendas": _("agenda of a session"),
        "templates": _("note template"),
        "remarks": _("remark on a question"),
        "leaves": _("day of leave"),
        "drafts": _("draft"),
        "lookbacks": _("look-back"),
        "sent": _("what was handed in"),
        "submissions/receipts": _("receipt of the branch"),
        "profile": _("who I am"),
        "calendar": _("holidays"),
        "lists": _("list to answer"),
        "materials": _("Material"),
        "banks": _("bank of questions"),
        "settings": _("Set-up"),
        "sessions": _("course of a session"),
    }.get(kind, _("the branch's ledger") if kind.startswith("branch/") else _("other record"))


def called_words(said: dict[str, Any]) -> tuple[str, str]:
    """The day a record is of and what it is called, each empty where it has none; what is of a period is called so."""
    title = next((said[name] for name in TITLES if isinstance(said.get(name), str) and said[name]), "")
    day, period = str(said.get("day") or ""), _period(said.get("period"))
    if period is None:
        return day, " ".join(str(title).split())
    return "" if day == str(period.last) else day, period_words(period)


def _period(said: Any) -> Period | None:
    try:
        return Period.parse(said) if isinstance(said, str) else None
    except ValueError:  # it is no sound record
        return None
