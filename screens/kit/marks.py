"""The colours of the five states."""

from __future__ import annotations

from content.marks import Mark

MARK_COLOURS: dict[Mark | None, str] = {
    Mark.KEPT: "$mark-kept",
    Mark.PARTLY: "$mark-partly",
    Mark.NOT_KEPT: "$mark-not-kept",
    Mark.NOT_FACED: "$mark-not-faced",
    None: "$text-muted",
}
