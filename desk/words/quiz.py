"""How sittings are called, and what a paper lacks."""

from __future__ import annotations

from content.drawing import TooFew
from content.words import _
from storage.records import SittingKind


def kind_words(kind: SittingKind) -> str:
    """今日测验, 复习, 错题, 按知识点, 模拟卷, 连续答题."""
    return {
        SittingKind.DAILY: _("Quiz of the day"),
        SittingKind.REVIEW: _("Reviews"),
        SittingKind.WRONG: _("Wrong answers"),
        SittingKind.TOPIC: _("By topic"),
        SittingKind.PAPER: _("Mock paper"),
        SittingKind.ENDLESS: _("On and on"),
    }[kind]


def lacking_words(error: TooFew) -> str:
    """Which types are too few, in one line."""
    words = _("{type}: {wanted} asked for, {there} there")
    return _("; ").join(words.format(type=kind.words, wanted=n, there=there) for kind, n, there in error.lacking)
