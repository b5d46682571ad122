"""The lines of a submission as rows of a province's table: flat, one type a column, each with the file it came from.

What a person wrote in words (sentences, matters, notes, remarks, why somebody was away) does not become a row: no
figure of a province is made of it. A branch's figures by list and by item, nested in its file, are rows of their own.
The column names are those of the Parquet files: once released they are permanent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from content.importing.table import name_key
from content.period import Period
from storage.facts import (
    BranchFigures,
    BranchMember,
    BranchProblem,
    Completeness,
    Fact,
    Header,
    ItemMarks,
    QuizFacts,
    QuizTopic,
    Study,
)
from storage.roster import member_key
from storage.spans import months_in

Row: TypeAlias = dict[str, str | int | None]
OF_THE_FILE = (
    "file", "file_name", "program", "made_at", "sender", "office", "office_name", "code", "number", "branch",
    "branch_name", "person", "first_day", "last_day",
)  # fmt: skip
TEXTS = (
    *OF_THE_FILE, "fact", "list_id", "item", "words", "topic", "uid", "kind", "category", "status", "listed_day",
    "due_day", "done_day", "struck_day", "joined_day", "left_day",
)  # fmt: skip
COUNTS = (
    "answered_days", "due_days", "late_days", "kept", "partly", "not_kept", "not_faced", "blank", "persons",
    "group_minutes", "training_minutes", "make_up_minutes", "self_minutes", "answers", "right_answers", "due",
    "received", "paper", "filled", "on_leave", "missing", "returned", "in_doubt", "wrong_period", "deferred", "not_due",
    "files", "told_days", "told_study", "told_quiz", "told_marks", "told", "withheld", "problems_before",
    "problems_listed", "problems_reopened", "problems_split", "problems_merged", "problems_struck", "problems_removed",
    "problems_after", "units",
)  # fmt: skip
COLUMNS = {**dict.fromkeys(TEXTS, "VARCHAR"), **dict.fromkeys(("revision", "months", "line", *COUNTS), "BIGINT")}
_CALLED = {"answered": "answers", "right": "right_answers", "leave": "on_leave"}  # SQL keeps these words for itself
_KEPT = (Completeness, ItemMarks, Study, QuizFacts, QuizTopic, BranchFigures, BranchMember, BranchProblem)


def head_of(header: Header, sha256: str, file_name: str, office: str) -> Row:
    """What every row of a file says of it; `office` is the name of the level above the branch.

    Names and numbers that may be written in several ways stand there twice: as a key, and as they were written.
    """
    is_of_branch = header.is_of_branch
    period = Period.parse(header.period)
    branch = header.name if is_of_branch else header.branch
    return {
        "file": sha256,
        "file_name": file_name,
        "program": header.program,
        "made_at": header.made_at.isoformat(),
        "sender": "branch" if is_of_branch else "member",
        "office": name_key(office),
        "office_name": office,
        "code": member_key(header.member_no) if is_of_branch else "",
        "number": header.member_no if is_of_branch else "",
        "branch": name_key(branch),
        "branch_name": branch,
        "person": "" if is_of_branch else person_key(header.member_no, header.name),
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "months": len(months_in(period)),
        "revision": header.revision,
    }


def person_key(member_no: str, name: str) -> str:
    """What a person is known by within a branch."""
    return f"{member_key(member_no)} {name_key(name)}"


def rows_of(head: Row, header: Header, facts: Iterable[Fact]) -> Iterator[Row]:
    """The rows of a file, its header first; `line` is the place of the line among those for programs, from 1.

    The header's has in `item` all items of its list in their order, a line end before and behind each.
    """
    items = "".join(f"\n{item}" for item in header.list_items) + "\n"
    yield {**head, "line": 1, "fact": "header", "list_id": header.list_id, "item": items, "words": header.list_title}
    for line, fact in enumerate(facts, 2):
        if isinstance(fact, _KEPT):
            for row in _rows_of_a_line(header, fact):
                yield {**head, "line": line, **row}


def _rows_of_a_line(header: Header, fact: Fact) -> Iterator[Row]:
    own: Row = {"fact": fact.fact, **_plain(fact)}
    if isinstance(fact, ItemMarks):
        own |= {"list_id": header.list_id, "words": header.item_words.get(fact.item, "")}
    if isinstance(fact, BranchMember):
        own["person"] = person_key(fact.member_no, fact.name)
    yield own
    if isinstance(fact, BranchFigures):
        for of_list in fact.lists:
            yield {"fact": "list_figures", **_plain(of_list), "words": of_list.title}
        for of_item in fact.items:
            yield {"fact": "item_figures", **_plain(of_item)}


def _plain(part: Any) -> Row:
    """The fields of a line that are columns; of the units a branch counted by, how many they are."""
    found: Row = {}
    for name, value in part:
        column = _CALLED.get(name, name)
        if column in COLUMNS and column not in OF_THE_FILE and column != "fact" and value is not None:
            value = len(value) if isinstance(value, tuple) else value
            found[column] = value if isinstance(value, str | int) else value.isoformat()
    return found
