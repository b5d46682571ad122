"""The host's desk in lines: where the session stands, the question with its key, what the keys do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from content.agenda import step_called, step_words
from content.cells import cell_len, fit, fold, fold_within, pad
from content.contest_events import RoundKind, Verdict
from content.contest_state import (
    SlotState,
    answering,
    playoff_teams,
    scores,
    tiebreak_order,
    verdict_of,
)
from content.hall import playoff_words, round_words
from content.hall_drawing import clock_words
from content.models import QuestionType
from content.question_pool import can_be_partly_right
from content.session_events import StepKind
from content.words import _
from desk.host_state import ASKING, HostState
from desk.hosting import ROUNDS, VERDICTS
from screens.kit.bars import EDGE

Line = Content
MARK_WIDTH = 5
LEAST_WHY = 2  # rows that say why an answer is right, however little room there is


def verdict_words(verdict: Verdict) -> str:
    """对, 部分对, 错, 不答."""
    return {
        Verdict.RIGHT: _("right", context="verdict"),
        Verdict.PART: _("partly", context="verdict"),
        Verdict.WRONG: _("wrong", context="verdict"),
        Verdict.PASS: _("no answer", context="verdict"),
    }[verdict]


def host_lines(host: HostState, width: int, height: int, now: datetime) -> list[Line]:
    """Exactly `height` lines of at most `width` cells."""
    foot = _foot(host, width - 2 * EDGE)
    room = height - 3 - len(foot)
    body = _body(host, width - 2 * EDGE, room)
    if len(body) > room:  # why an answer is right gives way, then what stands last
        why = max(room - len(_body(host, width - 2 * EDGE, 0)), LEAST_WHY)
        body = _body(host, width - 2 * EDGE, why)
    if len(body) > room:
        body = [*body[: room - 1], Content("..")]
    title, step = _head(host, width - 2 * EDGE, now)
    lines = [step, Content(""), *body]
    lines += [Content("")] * (height - 1 - len(lines) - len(foot))
    edge = " " * EDGE
    bar = Content.assemble(edge, title, edge).stylize("bold on $panel")
    return [bar, *(Content(edge) + line for line in (*lines, *foot))]


def _head(host: HostState, width: int, now: datetime) -> list[Line]:
    session, live = host.live.session, host.live
    title = session.opened.title if session.opened else ""
    used, step_used = live.minutes()
    words = _("{time}  used {used} of {planned} min")
    right = words.format(time=f"{now:%H:%M}", used=used, planned=session.planned_minutes)
    first = _("Host's desk") + "  " + title
    room = width - 2 - cell_len(right)
    first = fit(first, room)
    first += " " * (room - cell_len(first))
    step = host.step
    is_named = step is not None and (step.kind is StepKind.OTHER or step.title != title)
    called = "" if step is None else step_called(step) if is_named else step_words(step.kind)
    said = _("Step {n} of {all}  {called}").format(n=session.place + 1, all=len(session.steps), called=called)
    shows, is_over = view_words(host), step is not None and 0 < step.minutes < step_used
    style = "bold $warning" if shows or is_over else "$text-muted"
    if not shows and step is not None:
        words = _("this step {used} of {planned} min")
        shows = words.format(used=step_used, planned=step.minutes)
    left = max(width - 2 - cell_len(shows), 0)
    said = fit(said.rstrip(), left)
    return [
        Content(f"{first}  {right}"),
        Content.assemble((said, "bold"), " " * (left - cell_len(said) + 2), (fit(shows, width), style)),
    ]


def view_words(host: HostState) -> str:
    """What the wall shows, where that is not the step."""
    if host.live.is_read_only:
        return _("Another desk runs this session: only to be watched here.")
    if host.live.session.is_black:
        return _("The wall is black. F5 shows it again.")
    return {
        "test": _("Test picture on the wall."),
        "break": _("Break on the wall."),
        "scores": _("Scores on the wall."),
        "why": _("All of why on the wall."),
    }.get(host.live.view, "")


def _body(host: HostState, width: int, why_rows: int) -> list[Line]:
    if host.live.view == "test":
        return _preflight(width)
    step = host.step
    if step is None:
        return []
    if step.kind is StepKind.SIGN_IN:
        return _sign_in(host)
    if step.kind is StepKind.READING:
        pages, page = host.live.pages(), host.live.page
        text = pages[page]
        words = _("Page {n} of {all}").format(n=page + 1, all=len(pages))
        lines = [Content(one) for paragraph in text.split("\n") for one in fold(paragraph, width)]
        return [Content.styled(words, "$text-muted"), Content(""), *lines]
    if step.kind in ASKING:
        return _hands(host, width, why_rows)
    if step.kind is StepKind.CONTEST:
        return _contest(host, width, why_rows)
    lines = [Content(one) for point in step.points for one in fold(point, width)]
    notes = [Content.styled(one, "$text-muted") for one in fold(step.notes, width)] if step.notes else []
    decided = [Content(_("Decided: {text}").format(text=one.text)) for one in host.live.session.decisions]
    return [*lines, Content(""), *notes, *decided]


def _preflight(width: int) -> list[Line]:
    said = (
        _("The wall shows numbered rows. Before you begin:"),
        _("1. Extend the screen, do not mirror it; run `sixdonts hall` in a second terminal on the wall."),
        _("2. Zoom there with Ctrl and + until the last row of the room can read it, and all row numbers show."),
        _("3. Switch sleep and screen saver off; print the facilitator's sheet; phones silent."),
        _("Enter begins."),
    )
    return [Content(one) for line in said for one in fold(line, width)]


def _sign_in(host: HostState) -> list[Line]:
    session, counts = host.live.session, []
    if session.expected:
        counts.append(_("Expected {n}").format(n=session.expected))
    if session.expected or session.present:
        counts.append(_("Present {n}").format(n=session.present))
    return [
        *map(Content, counts or [_("Attendance not entered")]),
        Content(""),
        Content(_("1 everybody is there   2 mark who is not")),
    ]


def _question(host: HostState, width: int, why_rows: int) -> list[Line]:
    """The question with its key, and why in at most so many rows: for the host alone."""
    shown = host.shown
    if shown is None:
        return [Content(_("(This question is not in its bank any more.)"))]
    question = shown.question
    lines = [Content.styled(one, "bold") for one in fold(f"{question.type.words}  {question.stem}", width)]
    right = _("right", context="verdict")
    if not can_be_partly_right(question) and "T" in question.letters:
        right = _("key", context="answer")  # 对 beside 错误 would be read as one word
    for letter, words in shown.choices:
        is_right = letter in shown.answer and question.type is not QuestionType.ORDERING
        mark = right if is_right else ""
        for row, one in enumerate(fold(words, width - MARK_WIDTH - 4)):
            text = f"{pad(mark if not row else '', MARK_WIDTH)} {letter if not row else ' '}  {one}"
            lines.append(Content.styled(text, "$success bold") if is_right else Content(text))
    if not shown.choices:
        lines.append(Content.styled(_("Key: ") + _("; ").join(shown.answer_words()), "$success bold"))
    elif question.type is QuestionType.ORDERING:
        words = _("Right order: {letters}").format(letters=" ".join(shown.answer))
        lines.append(Content.styled(words, "$success bold"))
    why = _("{explanation} {source}").format(explanation=shown.explanation, source=question.source)
    lines += [Content.styled(one, "$text-muted") for one in (fold_within(why, width, why_rows) if why_rows else ())]
    if question.id in host.known and host.known[question.id].was_asked:
        lines.append(Content.styled(_("An earlier session asked this question."), "$warning"))
    return lines


def _counts(host: HostState) -> list[Line]:
    """The counts being typed, or those kept."""
    shown, session = host.shown, host.live.session
    letters = [letter for letter, _words in shown.choices] if shown else []
    if host.is_counting:
        typed = (host.typing.counts + [""] * len(letters))[: len(letters)]
        parts = [f"{'>' if place == host.typing.at else ' '}{letter} {text or '__'}"
                 for place, (letter, text) in enumerate(zip(letters, typed, strict=True))]  # fmt: skip
        return [Content(""), Content.styled(_("Hands") + "  " + "   ".join(parts), "bold")]
    slot = host.slot
    is_contest = host.step is not None and host.step.kind is StepKind.CONTEST
    counts = (slot.hands if slot else {}) if is_contest else (session.hands.counts if session.hands else {})
    if not counts:
        return []
    parts = [f"{letter} {counts.get(letter, 0)}" for letter in letters]
    words = _("Hands") + "  " + "   ".join(parts) + "   n = " + str(sum(counts.values()))
    return [Content(""), Content(words)]


def _hands(host: HostState, width: int, why_rows: int) -> list[Line]:
    session, step = host.live.session, host.step
    if session.hands is None:
        n = len(step.questions) if step else 0
        return [Content(_("{n} questions in this step. Enter puts up the first.").format(n=n))]
    return [*_question(host, width, why_rows), *_counts(host)]


def _contest(host: HostState, width: int, why_rows: int) -> list[Line]:
    state, slot = host.live.session.contest.state, host.slot
    if state.rules is None:
        return [Content(_("No teams were entered. Enter goes on without a contest."))]
    if state.round is None:
        return [*_rounds(host, width), Content(""), *_score_lines(host, None, width)]
    lines = _question(host, width, why_rows) + _counts(host) if slot is not None else []
    return [*lines, Content(""), *_score_lines(host, slot, width), *_clock(host, slot)]


def _rounds(host: HostState, width: int) -> list[Line]:
    """Which rounds can be begun, each with how many questions it has yet."""
    words, lines = _("{n} left", context="questions"), [_("Which round?")]
    for place, kind in enumerate(ROUNDS, start=1):
        choice = f"  {place} {round_words(kind)} {words.format(n=host.left(kind))}"
        if cell_len(lines[-1] + choice) > width:
            lines.append("")
        lines[-1] += choice
    return [Content(one) for one in lines]


def _score_lines(host: HostState, slot: SlotState | None, width: int) -> list[Line]:
    state = host.live.session.contest.state
    answers = answering(state)
    lines = []
    for one in scores(state):
        change = one.by_slot.get(slot.number, 0) - one.penalties.get(slot.number, 0) if slot else 0
        points = f"{one.total:>6}  {f'{change:+}' if change else '':>5}"
        words = f"{one.team}  {pad(state.teams[one.team], 16)} {points}  {_team_words(host, slot, one.team)}"
        style = "bold" if one.team == answers else ""
        lines.append(Content.styled(fit(words, width), style) if style else Content(fit(words, width)))
    for number in state.open_protests:
        protest = state.protests[number - 1]
        words = _("Protest {n} of {team} is open: Tab rules on it").format(n=number, team=state.teams[protest.team])
        lines.append(Content.styled(fit(words, width), "$warning"))
    return lines


def _team_words(host: HostState, slot: SlotState | None, team: int) -> str:
    """What a team did at this question, or is to do."""
    state = host.live.session.contest.state
    verdict = verdict_of(slot, team) if slot is not None else None
    if slot is not None:
        if verdict is not None:
            return _("thrown out", context="contest") if slot.thrown_out else verdict_words(verdict)
        if not slot.is_closed and team == answering(state):
            return _("answers", context="team")
        if team in slot.early:
            return _("too early", context="team")
        if team in slot.together:
            return _("at one moment", context="team")
        if team in slot.queue:
            return _("{n}. in the queue").format(n=slot.queue.index(team) + 1)
    if (slot is None or slot.is_closed) and team == host.next_team:
        value = state.round.chosen.get(team) if state.round else None
        chosen = "" if value is None else "  " + _("For {n} points").format(n=value)
        return _("is next", context="team") + chosen
    return _("in the play-off", context="team") if team in playoff_teams(state) else ""


def _clock(host: HostState, slot: SlotState | None) -> list[Line]:
    left = host.live.left_ms()
    if left is None or slot is None or slot.is_closed:
        return []
    words = _("Clock {left}").format(left=clock_words(left))
    if not host.live.session.contest.state.clock.running:
        words += "  " + _("stands; F6 lets it go on")
    return [Content.styled(words, "$error bold" if left == 0 else "bold")]


def _foot(host: HostState, width: int) -> list[Line]:
    session = host.live.session
    after = session.place + 1
    following = session.steps[after] if after < len(session.steps) else None
    next_words = _("Next: {step}").format(step=step_called(following) if following else _("the end", context="session"))
    says = [Content.styled(fit(one, width), "$warning bold") for one in fold(host.said, width)[:2]]
    return [
        *(says or [Content("")]),
        Content.styled(fit(next_words, width), "$text-muted"),
        Content.styled(fit(_now(host), width), "bold"),
    ]


def _now(host: HostState) -> str:
    """What the keys do now."""
    state, slot, step = host.live.session.contest.state, host.slot, host.step
    if host.live.is_read_only:
        return _("Esc closes")
    if host.is_between_rounds:
        return _("1 to 5 begin a round   Enter goes on")
    if host.live.view == "why":
        return _("Left/Right pages   Enter back to the question")
    if host.live.view != "step" or step is None:
        return _("Enter goes on")
    if host.is_counting:
        return _("Digits, Enter after each; Left/Right another letter; Esc clears")
    if step.kind is StepKind.READING:
        return _("Left/Right pages   Enter next page, at the last one next step")
    if step.kind in ASKING:
        hands = host.live.session.hands
        if hands is None:
            return _("Enter puts up the question")
        if not hands.is_revealed:
            return _("Enter reveals   Left counts again   Right goes on without revealing")
        return _("Enter next question, at the last one next step") + "   " + _("Left: all of why")
    if step.kind is not StepKind.CONTEST or state.rules is None:
        return _("Enter next step")
    if state.round is None:
        return _("1 to 5 begin a round   Enter next step")
    return _contest_now(host, slot)


def _must_choose(host: HostState) -> bool:
    """Whether the next team still has to choose a value for a question that is there."""
    played = host.live.session.contest.state.round
    return played is not None and host.next_team not in played.chosen and host.has_next


def _playoff_now(host: HostState) -> str:
    """What the keys do between two questions of a 加赛."""
    state = host.live.session.contest.state
    number = len(state.rounds) - 1
    if tiebreak_order(state, number):
        return f"{playoff_words(state)}   " + _("Enter ends the round")
    if host.lot_can_be_drawn:
        return _("1 draws the lot   0 ends the round")
    if not host.has_next:
        return _("No question is left   0 ends the round")
    return _("Enter shows the next question   0 ends the round")


def _queue_now(teams: Sequence[int], slot: SlotState) -> str:
    """What the keys do once a team buzzed; further ones only where there are some."""
    if set(teams) - {*slot.queue, *slot.barred}:
        return _("Digits: further teams   Enter lets the first one answer")
    return _("Enter lets the first one answer")


def _contest_now(host: HostState, slot: SlotState | None) -> str:
    state = host.live.session.contest.state
    played = state.round
    if slot is None or slot.is_closed:
        if played and played.kind is RoundKind.RISK and state.rules and _must_choose(host):
            values = "  ".join(f"{place} {value}" for place, value in enumerate(state.rules.risk_values, start=1))
            return _("Value: {values}   then Enter shows   0 ends the round").format(values=values)
        if played and played.kind is RoundKind.TIEBREAK:
            return _playoff_now(host)
        if not host.has_next:
            return _("No question is left   0 ends the round")
        why = "   " + _("Left: all of why") if host.is_revealed else ""
        return _("Enter shows the next question   0 ends the round") + why
    if slot.together:
        return _("At one moment: the digit of the team that was first")
    if host.is_answering:
        choices = " ".join(
            f"{place} {verdict_words(one)}"
            for place, one in enumerate(VERDICTS, start=1)
            if one is not Verdict.PART or host.can_be_partly_right
        )
        chosen = f" [{verdict_words(host.typing.verdict)}]" if host.typing.verdict else ""
        return _("{choices}{chosen}   Enter reveals   Esc back").format(choices=choices, chosen=chosen)
    if slot.kind in (RoundKind.BUZZ, RoundKind.TIEBREAK):
        if slot.phase == "shown":
            return _("Enter opens the buzzers   a digit: that team was too early")
        if slot.queue:
            return _queue_now(played.teams if played else (), slot)
        return _("Digits: which team buzzed   Enter: nobody, reveal")
    return _("Enter reveals")
