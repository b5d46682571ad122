"""The program's words for what its records are, as documents and tables use them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from content.calendar import Calendar
from content.dates import day_words, short_day
from content.period import Period
from content.words import _, language
from content.workdays import LeaveKind
from reports.document import cell_text
from storage.problems import Act, Status
from storage.records import AttendanceStatus, Every, MatterKind, MatterState, Meeting, MeetingKind, NoteKind, VoteMethod
from storage.roster import Member
from storage.standings import MemberStanding, Standing


def matter_kind_words(kind: MatterKind) -> str:
    """交办, 整改, 差错, 议定."""
    return {
        MatterKind.ASSIGNED: _("assigned"),
        MatterKind.SHORTFALL: _("shortfall"),
        MatterKind.ERROR: _("error"),
        MatterKind.DECISION: _("decision"),
    }[kind]


def every_words(every: Every) -> str:
    """每周, 每月, 每季度."""
    return {
        Every.WEEK: _("every week"),
        Every.MONTH: _("every month"),
        Every.QUARTER: _("every quarter"),
    }[every]


def matter_state_words(state: MatterState) -> str:
    """未办结, 办结, 不再办理."""
    return {
        MatterState.OPEN: _("not settled"),
        MatterState.SETTLED: _("settled"),
        MatterState.DROPPED: _("not pursued"),
    }[state]


def meeting_kind_words(kind: MeetingKind) -> str:
    """党员大会, 支委会, 党小组会, 党课, 主题党日, 组织生活会, 集中学习, 其他."""
    return {
        MeetingKind.GENERAL: _("General meeting", context="meeting"),
        MeetingKind.COMMITTEE: _("Committee meeting", context="meeting"),
        MeetingKind.GROUP: _("Party group meeting", context="meeting"),
        MeetingKind.LECTURE: _("Party lecture", context="meeting"),
        MeetingKind.THEME_DAY: _("Theme day", context="meeting"),
        MeetingKind.ORGANISATIONAL_LIFE: _("Organisational life meeting", context="meeting"),
        MeetingKind.STUDY: _("Group study", context="meeting"),
        MeetingKind.OTHER: _("Other", context="meeting"),
    }[kind]


def kind_of_meeting(meeting: Meeting) -> str:
    """What a meeting's kind is called; one of the branch's own by its own name."""
    return meeting.own_kind or meeting_kind_words(meeting.kind)


def attendance_words(status: AttendanceStatus) -> str:
    """到会, 迟到, 请假, 缺席, 列席."""
    return {
        AttendanceStatus.PRESENT: _("present", context="attendance"),
        AttendanceStatus.LATE: _("late", context="attendance"),
        AttendanceStatus.ON_LEAVE: _("on leave", context="attendance"),
        AttendanceStatus.ABSENT: _("absent", context="attendance"),
        AttendanceStatus.OBSERVER: _("observer", context="attendance"),
    }[status]


def vote_method_words(method: VoteMethod) -> str:
    """举手, 无记名投票, 记名投票, 口头."""
    return {
        VoteMethod.HANDS: _("by hands", context="vote"),
        VoteMethod.SECRET: _("secret ballot", context="vote"),
        VoteMethod.OPEN: _("open ballot", context="vote"),
        VoteMethod.SPOKEN: _("by word", context="vote"),
    }[method]


def standing_words(standing: Standing) -> str:
    """How a member stands for a period: 已报, 未报, 请假, …"""
    return {
        Standing.RECEIVED: _("received"),
        Standing.PAPER: _("received on paper"),
        Standing.RETURNED: _("returned"),
        Standing.IN_DOUBT: _("to be checked"),
        Standing.WRONG_PERIOD: _("other period", context="standing"),
        Standing.DEFERRED: _("deferred"),
        Standing.LEAVE: _("on leave"),
        Standing.NOT_DUE: _("not due"),
        Standing.MISSING: _("missing", context="member"),
    }[standing]


def stands_words(one: MemberStanding, *, is_early: bool = False) -> str:
    """How a member stands, and of who was given until a day that is over, that it is: 缓报到期未报.

    As long as it is early, nobody is called missing: 未到期.
    """
    if one.is_deferral_over:
        return _("deferral over")
    return _("not due yet") if is_early and one.standing is Standing.MISSING else standing_words(one.standing)


def not_counted_words(one: MemberStanding, period: Period) -> str:
    """Why what a member sent counts nowhere: 已转出, 未转入, 不需报."""
    left, joined = one.member.left_day, one.member.joined_day
    if left is not None and left < period.last:
        return _("has left")
    return _("not a member then") if joined is not None and joined > period.last else standing_words(one.standing)


def moved_words(member: Member) -> str:
    """The days on which somebody came to the branch or left it, as they stand in a table; empty where none is known."""
    joined = _("joined on {day}").format(day=cell_text(member.joined_day)) if member.joined_day else ""
    left = _("left on {day}").format(day=cell_text(member.left_day)) if member.left_day else ""
    return left or joined


def standing_short(standing: Standing) -> str:
    """How a member stood, in at most four cells."""
    return {
        Standing.RECEIVED: _("sent", context="year"),
        Standing.PAPER: _("form", context="year"),
        Standing.RETURNED: _("back", context="year"),
        Standing.IN_DOUBT: _("see", context="year"),
        Standing.WRONG_PERIOD: _("per.", context="year"),
        Standing.DEFERRED: _("late", context="year"),
        Standing.LEAVE: _("away", context="year"),
        Standing.NOT_DUE: _("n/a", context="year"),
        Standing.MISSING: _("none", context="year"),
    }[standing]


def status_words(status: Status) -> str:
    """How an item of the branch's list stands: 整改中, 待验收, 待销号, 已销号, 已归并, 已撤销."""
    return {
        Status.OPEN: _("in hand"),
        Status.DONE: _("to be verified"),
        Status.VERIFIED: _("to be struck off"),
        Status.STRUCK: _("struck off"),
        Status.MERGED: _("merged"),
        Status.REMOVED: _("withdrawn"),
    }[status]


def state_words(status: Status, *, is_overdue: bool) -> str:
    """The same on paper, where what is in hand and past its due day is 超期: alike in every table and sentence."""
    return _("overdue") if is_overdue else status_words(status)


def act_words(act: Act, *, is_first_due: bool = False) -> str:
    """What happened to an item: 列入, 进展, 延期, 移交, 完成, 验收, 销号, …; the first due day is no extension."""
    if is_first_due:
        return _("due day set")
    return {
        Act.LIST: _("listed", context="problem"),
        Act.EDIT: _("changed", context="problem"),
        Act.PROGRESS: _("progress"),
        Act.EXTEND: _("extended"),
        Act.HAND_OVER: _("handed over"),
        Act.DONE: _("done", context="problem"),
        Act.UNDONE: _("not done"),
        Act.VERIFY: _("verified"),
        Act.STRIKE: _("struck off"),
        Act.REOPEN: _("listed again"),
        Act.MERGE: _("merged"),
        Act.SPLIT: _("taken apart"),
        Act.REMOVE: _("withdrawn"),
    }[act]


def note_kind_words(kind: NoteKind) -> str:
    """自学, 集中学习, 培训, 补课."""
    return {
        NoteKind.SELF: _("self-study"),
        NoteKind.GROUP: _("group study"),
        NoteKind.TRAINING: _("training"),
        NoteKind.MAKE_UP: _("make-up study"),
    }[kind]


def day_in(day: date, beside: date) -> str:
    """A day in a sentence: with its year only where that differs from the year of the day it stands beside."""
    return short_day(day, beside) if day.year == beside.year else day_words(day)


def days_listed(days: Iterable[date], beside: date) -> str:
    """Days in a row, the earliest first, each month named once: 2月2日、6日、3月9日; 2, 6 Feb, 9 Mar."""
    by_month: dict[tuple[int, int], list[date]] = {}
    for day in sorted({*days}):
        by_month.setdefault((day.year, day.month), []).append(day)
    if language() == "en":
        told = [
            ", ".join([*(str(day.day) for day in month[:-1]), day_in(month[-1], beside)]) for month in by_month.values()
        ]
    else:
        told = [
            "、".join([day_in(month[0], beside), *(f"{day.day}日" for day in month[1:])]) for month in by_month.values()
        ]
    return _(", ").join(told)


def due_in(day: date, beside: date, calendar: Calendar) -> str:
    """A due day in a sentence; that it is only presumed to be a workday is said."""
    return calendar.presumed(day, day_in(day, beside))


def due_cell(day: date | None, calendar: Calendar) -> date | str | None:
    """A due day in a table; that it is only presumed to be a workday is said."""
    return calendar.presumed(day, cell_text(day)) if calendar.is_presumed(day) else day


def leave_days_words(first: date, last: date, kind: LeaveKind, *, in_cell: bool = False) -> str:
    """The days of a leave, with the half of the day where it is one: `11月9日上午`, in a table `2026-11-09上午`."""
    days = days_words(first, last, in_cell=in_cell)
    halves = {LeaveKind.MORNING: _("{day}, morning"), LeaveKind.AFTERNOON: _("{day}, afternoon")}
    return halves[kind].format(day=days) if kind in halves else days


def days_words(first: date, last: date, *, in_cell: bool = False) -> str:
    """The days from one to another, as they stand in a sentence or a table: `11月9日至11月13日`, or the one day.

    In a table each begins a line, so that none is torn apart.
    """
    begin, end = (cell_text(first), f"\n{cell_text(last)}") if in_cell else (day_in(first, first), day_in(last, first))
    return begin if first == last else _("{first} to {last}").format(first=begin, last=end)


def who_cell(name: str) -> str:
    """A name in a narrow column, the number that tells it from another beneath it in one piece."""
    return re.sub(r"\s*(?=[（(][0-9A-Za-z-]+[）)]$)", "\n", name)


def office_and_post(office: str, post: str) -> str:
    """Office and post as they are written one behind the other: 办公室副主任; not twice where the post names both."""
    if not office or not post or post.startswith(office):
        return post or office
    return _("{office}, {post}").format(office=office, post=post)
