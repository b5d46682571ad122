"""The words for what stands in the fields of records, as the screens have them; what is no choice of theirs stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from content.agenda import step_words
from content.models import QuestionType
from content.session_events import StepKind
from content.words import _
from content.workdays import LeaveKind
from desk.words.fields import field_words
from reports.terms import (
    attendance_words,
    every_words,
    matter_kind_words,
    matter_state_words,
    meeting_kind_words,
    note_kind_words,
    vote_method_words,
)
from storage.records import (
    AttendanceStatus,
    DecisionBecomes,
    Every,
    MatterKind,
    MatterState,
    MeetingKind,
    NoteKind,
    Role,
    VoteMethod,
)

HOW = frozenset({"uid", "rev", "written_at", "changed_at", "written_day", "from_paper"})  # not what it says
_NOTHING: tuple[Any, ...] = (None, "", [], {})


def value_words(kind: str, field: str, value: Any) -> str:
    """What a field of a kind of record says, on one line: a choice, yes and no, a list, a part of a record, a text."""
    if value in _NOTHING:
        return _("blank")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(value_words(kind, field, one) for one in value)
    if isinstance(value, dict):
        return " ".join(_part_words(kind, name, one) for name, one in value.items() if _is_said(name, one))
    if (chosen := _choice(kind, field, value)) is not None:
        return chosen
    return " ".join(str(value).split())


def _is_said(name: str, value: Any) -> bool:
    return name not in HOW and value not in _NOTHING


def _part_words(kind: str, name: str, value: Any) -> str:
    """A field inside a field; of yes and no it is said what of."""
    words = value_words(kind, name, value)
    if not isinstance(value, bool):
        return words
    return _("{label}: {text}").format(label=field_words().get(name, name), text=words)


def _choice(kind: str, field: str, value: Any) -> str | None:
    """What a choice is called; None for what is none, or was written by another program."""
    if (known := _choices().get((kind, field))) is None or not isinstance(value, str):
        return None
    of, words = known
    return words(of(value)) if value in {one.value for one in of} else None


def _choices() -> Mapping[tuple[str, str], tuple[type[Enum], Callable[[Any], str]]]:
    """The choices of each kind of record with their words."""
    return {
        ("notes", "kind"): (NoteKind, note_kind_words),
        ("matters", "kind"): (MatterKind, matter_kind_words),
        ("matters", "state"): (MatterState, matter_state_words),
        ("matters", "every"): (Every, every_words),
        ("meetings", "kind"): (MeetingKind, meeting_kind_words),
        ("meetings", "status"): (AttendanceStatus, attendance_words),
        ("meetings", "method"): (VoteMethod, vote_method_words),
        ("meetings", "becomes"): (DecisionBecomes, becomes_words),
        ("remarks", "type"): (QuestionType, lambda one: str(one.words)),
        ("agendas", "kind"): (StepKind, step_words),
        ("leaves", "kind"): (LeaveKind, leave_kind_words),
        ("profile", "role"): (Role, role_words),
    }


def role_words(role: Role) -> str:
    """工作人员, 处室负责人."""
    return {Role.STAFF: _("staff"), Role.HEAD: _("head of office")}[role]


def leave_kind_words(kind: LeaveKind) -> str:
    """全天, 上午, 下午, 休息日值班."""
    return {
        LeaveKind.WHOLE: _("whole days"),
        LeaveKind.MORNING: _("morning"),
        LeaveKind.AFTERNOON: _("afternoon"),
        LeaveKind.DUTY: _("on duty"),
    }[kind]


def becomes_words(becomes: DecisionBecomes) -> str:
    """不转, 转为我的事项, 列入支部清单."""
    return {
        DecisionBecomes.NOTHING: _("nothing", context="decision"),
        DecisionBecomes.MATTER: _("my matter"),
        DecisionBecomes.PROBLEM: _("branch's list"),
    }[becomes]
