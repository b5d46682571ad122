"""What each kind of record is called, where records of several kinds stand in one list."""

from __future__ import annotations

from content.words import _


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
        "sent": _("what was handed in"),
        "profile": _("who I am"),
    }.get(kind, _("the branch's ledger") if kind.startswith("branch/") else _("other record"))
