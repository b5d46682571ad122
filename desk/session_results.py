"""What came out in a session, in lines for the minutes: how hands went up, and the points of teams; of nobody alone."""

from __future__ import annotations

from collections.abc import Iterable

from content.agenda import Hands, Session, after
from content.contest_state import Phase, ranking, scores
from content.errors import reason_of
from content.session_events import HandsAsked, SessionEvent, StepKind
from content.words import _
from desk.desk import Desk
from desk.session_questions import shown_of
from reports.score_sheet import counts_words
from storage.errors import NotRead
from storage.records import Meeting
from storage.sessions import logged_in, session_file


def results_of(desk: Desk, meeting: Meeting) -> tuple[str, ...]:
    """The lines; none where no session was held.

    Raises:
        NotRead: the session's file could not be read.
    """
    file = session_file(desk.home, meeting.uid)
    try:
        events = [one.event for one in logged_in(file)[0]]
    except OSError as error:
        raise NotRead(file.parent, file.name, reason_of(error)) from error
    session, shown = _followed(events)
    audience = [
        Hands(slot.asked, slot.hands, slot.phase is Phase.REVEALED)
        for slot in session.contest.state.slots.values()
        if slot.hands and not slot.thrown_out
    ]
    wanted = {one for step in session.steps if step.kind is StepKind.HANDS for one in step.questions}
    told = [hands for hands in (*shown, *audience) if hands.n or (hands.is_revealed and hands.asked.question in wanted)]
    lines = [words for hands in told if (words := _hands_words(desk, hands))]
    return (*lines, *_contest_words(session))


def _followed(events: Iterable[SessionEvent]) -> tuple[Session, list[Hands]]:
    """How the session ended, and each question put up with the hands that were counted last."""
    session, shown = Session(), list[Hands]()
    for event in events:
        session = after(session, event)
        if session.hands is None:
            continue
        if isinstance(event, HandsAsked) or not shown:
            shown.append(session.hands)
        else:
            shown[-1] = session.hands
    return session, shown


def _hands_words(desk: Desk, hands: Hands) -> str:
    question = shown_of(desk, hands.asked)
    if question is None:
        return ""
    said = counts_words(hands.counts) if hands.n else _("hands not counted")
    words = _("Show of hands: {question} {counts}", context="minutes")
    line = words.format(question=str(question.question.stem), counts=said)
    return line + (_("; right: {key}").format(key="".join(question.answer)) if hands.is_revealed else "")


def _contest_words(session: Session) -> list[str]:
    state = session.contest.state
    if not state.rounds:
        return []
    totals = {one.team: one.total for one in scores(state)}
    said = []
    for place, teams in ranking(state):
        words = (
            _("place {n} {team} {points} points") if len(teams) == 1 else _("tied at place {n} {team} {points} points")
        )
        said += [words.format(n=place, team=state.teams[team], points=totals[team]) for team in teams]
    return [_("Contest: {list}", context="minutes").format(list=_(", ").join(said))] if said else []
