"""The sheet of a contest's scores: each team's points and where they come from, and the log of rulings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from content.contest import Contest, after, why_not
from content.contest_events import (
    Buzzed,
    BuzzRuled,
    ContestEvent,
    Corrected,
    Judged,
    LotDrawn,
    Protested,
    Replaced,
    Revealed,
    RoundKind,
    Ruled,
    TeamRenamed,
    ThrownOut,
    Undone,
    Verdict,
)
from content.contest_state import ContestState, Phase, Score, SlotState, ranking, scores, verdict_of
from content.hall import order_words, place_of, playoff_words, round_words
from content.words import _, ngettext
from reports.document import Block, Cell, Column, Document, Heading, Paragraph, Sheet, Small, Table, Workbook

Step = tuple[datetime, ContestEvent]


def workbook(steps: Sequence[Step], title: str) -> Workbook:
    """The scores and the log of rulings, a sheet each."""
    state = _state(steps)
    return Workbook(
        (
            Sheet(_("Scores", context="contest"), score_table(state), title, foot=_foot(state)),
            Sheet(_("By question"), question_table(state), title),
            Sheet(_("Rulings"), log_table(steps), title, foot=_signed()),
        )
    )


def document(steps: Sequence[Step], title: str, head: Iterable[Block] = ()) -> Document:
    """The same on paper, signed by the referee; `head` says when and where it was."""
    state = _state(steps)
    blocks: list[Block] = [*head, score_table(state)]
    if playoff := playoff_words(state):
        blocks.append(Paragraph(playoff))
    if state.open_protests:
        words = _("Not final: {n} open protests.").format(n=len(state.open_protests))
        blocks.append(Paragraph(words))
    blocks += [Heading(1, _("By question")), question_table(state)]
    log = log_table(steps)
    if log.rows:
        blocks += [Heading(1, _("Rulings")), log]
    blocks += [Paragraph(_signed()), Small(_("Scores belong to teams; nothing is kept about persons."))]
    return Document(_("{title}\nscore sheet").format(title=title), tuple(blocks))


def score_table(state: ContestState) -> Table:
    """A row a team in the order of their seats: base, each kind of round, penalties, corrections, total, place."""
    kinds = list(dict.fromkeys(one.kind for one in state.rounds if one.kind not in ("audience", "tiebreak")))
    places = {team: place for place, teams in ranking(state) for team in teams}
    titles = [
        _("Seat"),
        _("Team"),
        _("Base", context="score"),
        *map(round_words, kinds),
        _("Early", context="contest"),
        _("Corrected", context="score"),
        _("Total", context="score"),
        _("Place", context="score"),
    ]
    rows: list[tuple[Cell, ...]] = []
    for one in scores(state):
        by_kind = [
            sum(points for number, points in one.by_slot.items() if state.slots[number].kind is kind) for kind in kinds
        ]
        rows.append(
            (
                one.team,
                state.teams[one.team],
                one.base,
                *by_kind,
                -sum(one.penalties.values()),
                one.corrections,
                one.total,
                places[one.team],
            )
        )
    widths = [3, 10, *[5] * (len(titles) - 2)]
    return Table(tuple(Column(title, width) for title, width in zip(titles, widths, strict=True)), tuple(rows))


def question_table(state: ContestState) -> Table:
    """A row a question, numbered in its round as the wall has it, and what it brought each team; who won a 加赛.

    Who neither answered nor was too early has no 0 there: a 0 says that the answer brought nothing.
    """
    found = scores(state)
    titles = [_("Round", context="contest"), _("Question no."), *(state.teams[one.team] for one in found), _("Remarks")]
    rows: list[tuple[Cell, ...]] = []
    for slot in state.slots.values():
        points = [_brought(slot, one) for one in found]
        remarks = [_("thrown out: {reason}").format(reason=slot.thrown_out)] if slot.thrown_out else []
        remarks += [_("replaced: {reason}").format(reason=why) for _asked, why in slot.replaced]
        remarks += [counts_words(slot.hands)] if slot.hands else []
        if slot.kind is RoundKind.TIEBREAK and not slot.thrown_out:
            remarks += [
                _("{team} {verdict}", context="play-off").format(team=state.teams[team], verdict=verdict_words(verdict))
                for team in state.teams
                if (verdict := verdict_of(slot, team)) is not None
            ]
        rows.append((round_words(slot.kind), place_of(state, slot), *points, _("; ").join(remarks)))
    rows += [
        (round_words(RoundKind.TIEBREAK), "", *("" for _one in found), words)
        for number, played in enumerate(state.rounds)
        if played.kind is RoundKind.TIEBREAK and (words := order_words(state, number))
    ]
    widths = [6, 4, *[6] * len(found), 14]
    columns = tuple(Column(title, width) for title, width in zip(titles, widths, strict=True))
    return Table(columns, tuple(rows), is_dense=True)  # a usual evening's questions stand on one page


def _brought(slot: SlotState, one: Score) -> Cell:
    points = one.by_slot.get(slot.number, 0) - one.penalties.get(slot.number, 0)
    answered = verdict_of(slot, one.team) is not None and slot.kind is not RoundKind.TIEBREAK  # that gives no points
    return points if points or answered else ""


def log_table(steps: Iterable[Step]) -> Table:
    """What a person decided and counts, with its moment and in its order; what was taken back, when it was."""
    rows: list[tuple[Cell, ...]] = []
    counting: list[tuple[Cell, ...]] = []
    contest = Contest()
    for at, event in steps:
        if why_not(contest, event) is None:
            local = at.astimezone()
            row = (f"{local.hour}:{local.minute:02}", ruling_words(contest, event))
            if isinstance(event, Undone):
                gone = counting.pop()
                rows = [one for one in rows if one is not gone]
            else:
                counting.append(row)
            rows.append(row)
        contest = after(contest, event)
    rows = [row for row in rows if row[1]]
    return Table((Column(_("Time", context="ruling"), 5), Column(_("What", context="ruling"), 40)), tuple(rows))


def ruling_words(contest: Contest, event: ContestEvent) -> str:
    """What a person decided by an event, in one line; empty for what only goes on."""
    teams = contest.state.teams
    match event:
        case BuzzRuled():
            words = _("{question}: at one moment, {team} ruled first. {reason}")
            return words.format(
                question=_called(contest.state, event.slot), team=teams[event.team], reason=event.reason
            ).strip()
        case Protested():
            words = _("{question}: {team} protests, about {about}. {text}")
            return words.format(
                question=_called(contest.state, event.slot),
                team=teams[event.team],
                about=teams[event.about],
                text=event.text,
            ).strip()
        case Ruled():
            return _ruled_words(contest.state, event)
        case ThrownOut():
            return _("{question}: thrown out. {reason}").format(
                question=_called(contest.state, event.slot), reason=event.reason
            )
        case Replaced():
            return _("{question}: replaced. {reason}").format(
                question=_called(contest.state, event.slot), reason=event.reason
            )
        case Corrected():
            return _("{team}: {delta:+} points. {reason}").format(
                team=teams[event.team], delta=event.delta, reason=event.reason
            )
        case TeamRenamed():
            return _("{team} is called {name} from now on.").format(team=teams[event.team], name=event.name)
        case LotDrawn():
            return _("lot: {teams}").format(teams=_(", ").join(teams[one] for one in event.teams))
        case Undone() if contest.before is not None:
            undone = contest.before
            said = ruling_words(undone[0], undone[1]) or _played_words(undone[0].state, undone[1])
            return _("taken back: {what}").format(what=said) if said else ""
    return ""


def _ruled_words(state: ContestState, event: Ruled) -> str:
    protest = state.protests[event.protest - 1]
    what = [_("dismissed")]
    if event.verdict is not None:
        what = [_("now judged {verdict}").format(verdict=verdict_words(event.verdict))]
    if event.points is not None:
        what = [_("{n:+} points").format(n=event.points)]
    if event.penalty is not None:
        what = [*(what if event.verdict or event.points is not None else []),
                _("penalty {n}").format(n=event.penalty)]  # fmt: skip
    by = _(" ({by})").format(by=event.by) if event.by else ""
    words = _("{question}: protest of {team} about {about}, ruled: {what}. {reason}{by}")
    return words.format(
        question=_called(state, protest.slot), team=state.teams[protest.team], about=state.teams[protest.about],
        what=_(", ").join(what), reason=event.reason, by=by,
    )  # fmt: skip


def _called(state: ContestState, number: int) -> str:
    """A question as the wall calls it: `抢答第2题`."""
    slot = state.slots[number]
    return _("{round} question {n}").format(round=round_words(slot.kind), n=place_of(state, slot))


def _played_words(state: ContestState, event: ContestEvent) -> str:
    """What was played, where it is said only once taken back: an answer judged, a buzz, one too early, a reveal."""
    match event:
        case Judged():
            words = _("{question}: {team} {verdict}")
            return words.format(
                question=_called(state, event.slot),
                team=state.teams[event.team],
                verdict=verdict_words(event.verdict),
            )
        case Buzzed():
            is_early = state.slots[event.slot].phase is Phase.SHOWN
            words = _("{question}: {team} buzzed too early") if is_early else _("{question}: {team} buzzed")
            return words.format(question=_called(state, event.slot), team=state.teams[event.team])
        case Revealed():
            return _("{question}: revealed").format(question=_called(state, event.slot))
    return ""


def verdict_words(verdict: Verdict) -> str:
    """对, 部分对, 错, 不答."""
    return {
        Verdict.RIGHT: _("right", context="verdict"),
        Verdict.PART: _("partly right", context="verdict"),
        Verdict.WRONG: _("wrong", context="verdict"),
        Verdict.PASS: _("no answer", context="verdict"),
    }[verdict]


def counts_words(counts: Mapping[str, int]) -> str:
    """How many hands went up for each letter, in one line."""
    words = ngettext("{letter} {n} hand", "{letter} {n} hands", 2)
    return _(", ").join(words.format(letter=letter, n=n) for letter, n in sorted(counts.items()))


def _foot(state: ContestState) -> str:
    return "  ".join(filter(None, (playoff_words(state), _signed())))


def _signed() -> str:
    return _("Host: ________  Referee: ________  Scorer: ________")


def _state(steps: Iterable[Step]) -> ContestState:
    contest = Contest()
    for _at, event in steps:
        contest = after(contest, event)
    return contest.state
