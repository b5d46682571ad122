"""The words for the fields of records, as their forms have them."""

from __future__ import annotations

from content.words import _


def field_words() -> dict[str, str]:
    """What each field of a record that is exchanged is called."""
    return _common() | _of_matters() | _of_meetings() | _of_others()


def _common() -> dict[str, str]:
    return {
        "title": _("Title"),
        "kind": _("Kind"),
        "day": _("Day"),
        "last_day": _("Last day"),
        "period": _("Period"),
        "minutes": _("Minutes"),
        "progress": _("Progress"),
        "state": _("State"),
        "text": _("Text", context="version"),
        "name": _("Name"),
        "item": _("Item"),
        "items": _("Item"),
        "matters": _("Matters"),
        "party_group": _("Party group"),
    }


def _of_matters() -> dict[str, str]:
    return {
        "given_by": _("Given by"),
        "channel": _("How it was given"),
        "co_workers": _("Co-workers"),
        "measure": _("Measure"),
        "due_day": _("Due"),
        "extensions": _("Due days before"),
        "result": _("Result"),
        "closed_day": _("Closed"),
        "answered_to": _("Answered to"),
        "answered_day": _("Answered on"),
        "cause": _("Cause", context="error"),
        "prevention": _("Prevention"),
        "check_uid": _("Self-check it is from"),
        "repeat": _("Comes back"),
        "original": _("Line as it was typed"),
    }


def _of_meetings() -> dict[str, str]:
    return {
        "own_kind": _("Kind"),
        "number": _("Number", context="field"),
        "place": _("Place", context="minutes"),
        "host": _("Host", context="meeting"),
        "recorder": _("Recorder"),
        "lecturer": _("Lecturer"),
        "from_time": _("Begin", context="field"),
        "to_time": _("To", context="meeting"),
        "break_minutes": _("Break", context="session"),
        "attendance": _("Attendance"),
        "topics": _("Topics", context="minutes"),
        "votes": _("Votes"),
        "decisions": _("Decisions"),
        "summary": _("Summary", context="meeting"),
        "attachments": _("Attachments", context="field"),
        "make_ups": _("Make-up classes", context="field"),
        "steps": _("Agenda"),
        "has_vote": _("Has a vote", context="field"),
        "is_struck": _("Struck from the register"),
        "signed_in": _("Signed in", context="field"),
    }


def _of_others() -> dict[str, str]:
    return {
        "material": _("Material"),
        "quotation": _("Quotation"),
        "own_words": _("In my own words"),
        "use_at_work": _("Use at work"),
        "question": _("Question"),
        "tags": _("Tags"),
        "offered": _("For exchange"),
        "meeting_uid": _("Meeting it is from"),
        "meeting_rev": _("Meeting it is from"),
        "fields": _("Fields", context="template"),
        "reason": _("Reason"),
        "member_no": _("Member no."),
        "office": _("Office"),
        "post": _("Post"),
        "branch": _("Branch"),
        "role": _("Role", context="field"),
        "is_secretary": _("Branch secretary", context="field"),
        "joined_day": _("Day of joining", context="field"),
        "left_day": _("Day of leaving", context="field"),
        "intention": _("Intention", context="look-back"),
        "asked": _("What was asked", context="field"),
        "planned": _("Planned", context="field"),
        "list_id": _("List"),
        "edition": _("Edition", context="field"),
        "revision": _("Revision"),
        "receipts": _("Receipts", context="field"),
        "file_name": _("File"),
        "sha256": _("Checksum", context="field"),
        "picks": _("What was ticked", context="field"),
        "seen": _("What was seen", context="field"),
        "question_id": _("Question"),
        "pack_id": _("Bank", context="field"),
        "faulty": _("Flagged as wrong", context="field"),
        "set_aside": _("Set aside", context="field"),
        "corrected": _("Corrected answer", context="field"),
    }
