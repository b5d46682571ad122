"""What a host does more rarely: protests and rulings, questions thrown out or replaced, points, agenda, break, end."""

from __future__ import annotations

from collections.abc import Callable

from content.contest_events import Corrected, Protested, Ruled, TeamRenamed, Verdict
from content.contest_state import decided_teams
from content.session_events import WallChosen
from content.words import _
from screens.kit.checks import empty_field
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values
from screens.meeting.host_agenda import change_agenda, insert_step, keep
from screens.meeting.host_base import HostBase
from screens.meeting.host_lines import verdict_words
from storage.records import clean_line

NO_PENALTY = "no_penalty"


async def more(screen: HostBase) -> str:
    """Ask what is wished, and do it; "end" and "leave" are given back."""
    host = screen.host
    state = host.live.session.contest.state
    choices: list[tuple[str, str]] = []
    if state.rules is not None:
        if state.slots:
            choices += [("protest", _("A team protests"))]
        if state.slot is not None and not state.slot.thrown_out:
            choices += [("out", _("Throw this question out")), ("replace", _("Another question in its place"))]
        if state.open_protests:
            choices.insert(0, ("rule", _("Rule on a protest")))
        choices += [
            ("points", _("Correct a team's points")),
            ("name", _("Rename a team")),
            ("scores", _("Show the scores")),
        ]
    wall = _("Show the desk in this window")
    if not host.live.session.one_window:
        wall = _("This window shows the wall alone (a mirrored screen)")
    choices += [
        ("next", _("Go to the next step")), ("back", _("Go back a step")),
        ("agenda", _("Agenda: other minutes, another order, left out")), ("insert", _("Put in a step")),
        ("keep", _("Keep this agenda as a template")), ("wall", wall), ("break", _("Break", context="session")),
        ("test", _("Test picture")), ("end", _("End the session")),
        ("leave", _("Leave the desk; the session can be gone on with")),
    ]  # fmt: skip
    wish: str | None = await screen.ask(ChooseDialog(_("Host's desk: more"), choices))
    if wish in ("end", "leave"):
        return wish
    if wish is not None:
        host.said = ""
        await _DO[wish](screen)
    return ""


def _draft(screen: HostBase, what: str) -> Drafted:
    """What is written of this session, in a hurry, is kept when Esc or a fault takes the form away."""
    return Drafted(screen, f"host/{screen.host.live.meeting_uid}/{what}")


def _slot(screen: HostBase) -> int:
    """The question asked last."""
    return len(screen.host.live.session.contest.state.slots)


async def _fill_in(form: Drafted, title: str, fields: list[Field], **needed: str) -> Values | None:
    return await form.fill_in(title, fields, lambda values: empty_field(values, needed))


def _reason() -> str:
    return _("Say why: it stands in the score sheet.")


def _reason_about() -> str:
    return _("In one line: it stands in the score sheet, with the time.")


def _why(first: str = "") -> Field:
    return Field("reason", _("Why"), about=" ".join(filter(None, (first, _reason_about()))))


def _teams(screen: HostBase) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), name) for number, name in screen.host.live.session.contest.state.teams.items())


async def _protest(screen: HostBase) -> None:
    """A protest is about what was decided of a team at the question asked last: an answer, or a buzz too early."""
    state = screen.host.live.session.contest.state
    slot = _slot(screen)
    decided = decided_teams(state.slots[slot])
    if not decided:
        screen.host.said = _("Nothing was decided at this question. Tab corrects points, or throws the question out.")
        return
    form = _draft(screen, f"protest/{slot}")
    values = await _fill_in(form, _("A protest; the clock stops"), [
        Field("team", _("Who protests"), options=_teams(screen), about=_("Any team may, about its own or another's.")),
        Field("about", _("Against whose"), options=tuple((str(one), state.teams[one]) for one in decided),
              about=_("Against what was decided of which team's answer.")),
        Field("text", _("Says"), "",
              about=_("In one line; may stay empty. It is ruled on with Tab, now or after the next questions.")),
    ])  # fmt: skip
    if values is not None:
        event = Protested(
            slot=slot, team=int(values["team"]), about=int(values["about"]), text=clean_line(values["text"]),
            left_ms=screen.host.live.left_ms(),
        )  # fmt: skip
        await _play(screen, form, event)


async def _play(screen: HostBase, form: Drafted, event: Protested | Ruled | Corrected | TeamRenamed) -> None:
    """Let a step of the contest happen, or say why it cannot."""

    def played() -> None:
        why = screen.host.live.play(event)
        screen.host.said = why.words if why else ""

    await _do(screen, form, played)


async def _do(screen: HostBase, form: Drafted, job: Callable[[], object]) -> None:
    """Do what a form was filled in for; the draft goes once it is done, not where it could not be."""
    await screen.do(job)
    if not screen.fault and not screen.host.said:
        await form.drop()


async def _rule(screen: HostBase) -> None:
    state = screen.host.live.session.contest.state
    number = state.open_protests[0]
    protest = state.protests[number - 1]
    slot = state.slots[protest.slot]
    rulings = [("", _("dismissed; it stays"))]
    rulings += [(str(one.value), verdict_words(one)) for one in screen.host.rulings(protest)]
    if slot.penalties.get(protest.about):
        rulings.append((NO_PENALTY, _("the points for an early buzz are given back")))
    words = _("Protest {n} of {team}, about {about}")
    title = words.format(n=number, team=state.teams[protest.team], about=state.teams[protest.about])
    if protest.text:
        title = _("{label}: {text}").format(label=title, text=protest.text)
    form = _draft(screen, f"ruling/{number}")
    values = await _fill_in(form, title, [
        Field("verdict", _("Ruling"), options=tuple(rulings),
              about=_("Dismissed: all stays as it was. Another verdict: the points are counted anew by it. Given back: "
                      "what the early buzz cost.")),
        _why(),
        Field("by", _("Ruled by"), about=_("Who decided, such as the judge; may stay empty.")),
    ], reason=_reason())  # fmt: skip
    if values is not None:
        ruled = values["verdict"]
        verdict = Verdict(ruled) if ruled not in ("", NO_PENALTY) else None
        penalty = 0 if ruled == NO_PENALTY else None
        reason, by = clean_line(values["reason"]), clean_line(values["by"])
        await _play(screen, form, Ruled(protest=number, verdict=verdict, penalty=penalty, reason=reason, by=by))


async def _throw_out(screen: HostBase) -> None:
    form = _draft(screen, f"out/{_slot(screen)}")
    values = await _fill_in(
        form,
        _("Throw this question out"),
        [_why(_("Its points vanish, plus and minus; what an early buzz cost stays."))],
        reason=_reason(),
    )
    if values is not None:
        await _do(screen, form, lambda: screen.host.throw_out(clean_line(values["reason"])))


async def _replace(screen: HostBase) -> None:
    form = _draft(screen, f"replace/{_slot(screen)}")
    values = await _fill_in(
        form,
        _("Another question in its place"),
        [_why(_("The same team answers for the same points; what was judged of the first one counts nothing."))],
        reason=_reason(),
    )
    if values is not None:
        await _do(screen, form, lambda: screen.host.replace(clean_line(values["reason"])))


async def _points(screen: HostBase) -> None:
    fields = [Field("team", _("Team"), options=_teams(screen)), Field("delta", _("Points"), hint="+10, -10",
              about=_("What is added or taken off, beside what the questions gave.")), _why()]  # fmt: skip

    def fault(values: Values) -> tuple[str, str] | None:
        if _number(values["delta"]) is None:
            return "delta", _("How many points? Write +10 or -10.")
        return empty_field(values, {"reason": _reason()})

    form = _draft(screen, "points")
    values = await form.fill_in(_("Correct a team's points"), fields, fault)
    if values is not None:
        delta = _number(values["delta"]) or 0
        await _play(screen, form, Corrected(team=int(values["team"]), delta=delta, reason=clean_line(values["reason"])))


def _number(text: str) -> int | None:
    try:
        found = int("".join(text.split()))
    except ValueError:
        return None
    return found if found and abs(found) <= 10_000 else None


async def _name(screen: HostBase) -> None:
    fields = [
        Field("team", _("Team"), options=_teams(screen)),
        Field("name", _("New name"), about=_("Its points stay; the score sheet says when it was renamed.")),
    ]
    form = _draft(screen, "name")
    values = await _fill_in(form, _("Rename a team"), fields, name=_("Say the name."))
    if values is not None:
        await _play(screen, form, TeamRenamed(team=int(values["team"]), name=clean_line(values["name"])))


async def _scores(screen: HostBase) -> None:
    await screen.do(lambda: screen.host.live.turn_to("scores"))


async def _break(screen: HostBase) -> None:
    await screen.do(lambda: screen.host.live.turn_to("break"))


async def _test(screen: HostBase) -> None:
    await screen.do(lambda: screen.host.live.turn_to("test"))


async def _wall(screen: HostBase) -> None:
    other = not screen.host.live.session.one_window
    await screen.do(lambda: screen.host.happens(WallChosen(one_window=other)))


async def _next(screen: HostBase) -> None:
    if await screen.do(screen.host.next_step):
        screen.host.said = _("This is the last step.")


async def _back(screen: HostBase) -> None:
    await screen.do(screen.host.step_back)


_DO = {
    "protest": _protest, "rule": _rule, "out": _throw_out, "replace": _replace, "points": _points, "name": _name,
    "scores": _scores, "break": _break, "test": _test, "agenda": change_agenda, "insert": insert_step,
    "keep": keep, "next": _next, "wall": _wall, "back": _back,
}  # fmt: skip
