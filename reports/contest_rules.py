"""The contest's rules for paper: the numbers in force, the order of rounds and teams, how ties are settled."""

from __future__ import annotations

from collections.abc import Sequence

from content.contest_events import ContestRules, EarlyRule, RoundKind
from content.hall import round_words
from content.words import _
from reports.document import Column, Table


def rules_table(rules: ContestRules, teams: Sequence[str]) -> Table:
    """A row a round, in the order in which they usually are played, between how it begins and how a tie ends."""
    seats = _(", ").join(f"{number} {name}" for number, name in enumerate(teams, start=1))
    begin = _("Each team begins with {n} points. By seat: {teams}").format(n=rules.base, teams=seats)
    partly = _("Partly right: {n} per cent of the points, where several answers are asked.").format(
        n=rules.part_percent
    )
    rows = (
        (_("Begin"), begin),
        (round_words(RoundKind.MUST), _joined(
            _("By seat, one question each in turn."), _won(rules.must_right, rules.must_wrong),
            _time(rules.must_seconds))),
        (round_words(RoundKind.BUZZ), _joined(
            _won(rules.buzz_right, rules.buzz_wrong), _after_wrong(rules), _early(rules),
            _together(rules), _time(rules.buzz_seconds))),
        (round_words(RoundKind.RISK), _risk(rules)),
        (round_words(RoundKind.AUDIENCE), _("Hands are counted; no points.")),
        (_("Partly", context="contest"), partly),
        (_("Tie", context="contest"), _tie(rules)),
        (_("Dispute", context="contest"), _(
            "A team may protest about what was decided; the clock stops, the judge rules, and the score sheet says "
            "why. A question thrown out counts nothing; what an early buzz cost stays.")),
    )  # fmt: skip
    columns = (Column(_("Round", context="contest"), 8), Column(_("Rule", context="contest"), 59))
    return Table(columns, rows, caption=_("Rules of the contest"), is_dense=True, is_whole=True)


def _joined(*sentences: str) -> str:
    first, *others = filter(None, sentences)
    for one in others:
        first = _("{before} {after}", context="sentences").format(before=first, after=one)
    return first


def _won(right: int, wrong: int) -> str:
    lost = _("{n} off").format(n=wrong) if wrong else _("nothing off")
    return _("Right {right}, wrong {lost}, no answer 0.").format(right=f"+{right}", lost=lost)


def _time(seconds: int) -> str:
    return _("{n} seconds.").format(n=seconds) if seconds else _("No clock.")


def _after_wrong(rules: ContestRules) -> str:
    return (
        _("After a wrong answer the next that buzzed.") if rules.next_may_answer else _("After a wrong answer nobody.")
    )


def _early(rules: ContestRules) -> str:
    words = _("Too early: {n} off, and the question is void.")
    if rules.early is EarlyRule.BARRED:
        words = _("Too early: {n} off, and that team is barred; the others go on.")
    return words.format(n=rules.early_penalty)


def _together(rules: ContestRules) -> str:
    words = _("Within {n} ms two are at one moment: the host rules which was first.")
    return words.format(n=rules.together_ms) if rules.together_ms else ""


def _risk(rules: ContestRules) -> str:
    values = _(", ").join(map(str, rules.risk_values))
    return _joined(
        _("The team with most points first; teams of equal points by lot. A value is chosen before the question: "
          "{values}.").format(values=values),
        _("Right earns it, wrong costs it, no answer 0.") if rules.risk_wrong_costs
        else _("Right earns it, wrong costs nothing."),
        _time(rules.risk_seconds),
    )  # fmt: skip


def _tie(rules: ContestRules) -> str:
    words = _("Between the teams tied alone, as buzzer, for no points: who is right first wins, who is wrong is out; "
              "after {n} questions the lot.")  # fmt: skip
    return _joined(words.format(n=rules.tiebreak_questions), _time(rules.tiebreak_seconds))
