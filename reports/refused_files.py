"""The words for files of members that were not taken in: what came instead, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.words import _
from storage.branch_notes import Refused
from storage.file_names import revision_named
from storage.passed import Passed
from storage.standings import MemberStanding

WORD, EXCEL = "word", "excel"
_BY_ENDING: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docx", ".wps", ".rtf"), WORD),
    **dict.fromkeys((".xls", ".xlsx", ".et"), EXCEL),
    ".pdf": Passed.PDF,
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic", ".bmp", ".gif"), Passed.PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z"), Passed.ARCHIVE),
}
_CUT, _ALTERED = {"last_line", "empty"}, {"checksum", "resaved"}


def asked_again_words(one: MemberStanding) -> list[str]:
    """Why something is still asked of a member: what was refused of who is missing, or a later file that is spoilt."""
    if one.is_missing:
        return refused_words(one)
    return unread_words(one) if one.spoilt else []


def refused_words(one: MemberStanding) -> list[str]:
    """What is said of files that were not taken in: their names, and of what cannot be read what is to be done."""
    names = [_refused_file(refused) for refused in one.refused if refused.why != "damaged"]
    return [*unread_words(one), *names]


def unread_words(one: MemberStanding) -> list[str]:
    """Why what a member handed in holds nothing, and what is to be done; empty where it could be read.

    Where something counts, it is about a later revision that could not be read.
    """
    if not one.is_received:
        words = _why_unread(one.refused)
        return [words] if words else []
    if not one.spoilt:
        return []
    last = max(revision_named(refused.file_name) for refused in one.spoilt)
    revision = _("rev. {n}", context="handed in").format(n=last)
    return [_why_unread([kept for kept in one.spoilt if revision_named(kept.file_name) == last], revision)]


def _why_unread(refused: Sequence[Refused], revision: str = "") -> str:
    """Why one of these holds nothing, the surest cause first; where it was to be a later revision, of which."""
    what = revision or _("file", context="handed in")
    damages = {kept.detail for kept in refused if kept.why == "damaged"}
    if damages:
        words = _("{what} damaged, to be sent again")
        if damages & _CUT:
            words = _("{what} incomplete, to be sent again")
        elif damages & _ALTERED:
            words = _("{what} altered after it was made, to be sent again")
        return words.format(what=what)
    if any(kept.why == "unreadable" for kept in refused):
        return _("{what} cannot be opened, to be sent again").format(what=what)
    foreign = [kept for kept in refused if kept.why == "foreign"]
    return _foreign_words(foreign[-1], revision or _("what came", context="handed in")) if foreign else ""


def _foreign_words(one: Refused, what: str) -> str:
    """What came in the place of a submission, as far as its ending or its beginning says."""
    ending = one.file_name[one.file_name.rfind(".") :].lower()
    words = {
        WORD: _("{what} is a Word file: the submission file (.txt) is asked for"),
        EXCEL: _("{what} is an Excel file: the submission file (.txt) is asked for"),
        Passed.OFFICE: _("{what} is a Word or Excel file: the submission file (.txt) is asked for"),
        Passed.PDF: _("{what} is a PDF: the submission file (.txt) is asked for"),
        Passed.PICTURE: _("{what} is a picture: the submission file (.txt) is asked for"),
        Passed.ARCHIVE: _("{what} is an archive: the submission file (.txt) is asked for"),
    }.get(_BY_ENDING.get(ending, one.detail), _("{what} is no submission, to be sent again"))
    return words.format(what=what)


def _refused_file(one: Refused) -> str:
    """The file, and who wrote whose number in it."""
    if one.written_by:
        return _("the file of {who} has this number").format(who=one.written_by)
    mixed = _("{file} (has the number of {who})").format(file=one.file_name, who=one.number_of)
    return mixed if one.number_of else one.file_name
