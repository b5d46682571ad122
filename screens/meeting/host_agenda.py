"""The agenda while a session runs: its steps with their minutes, moved, left out, shortened, put in; kept by name."""

from __future__ import annotations

from content.agenda import step_called, step_words
from content.session_events import MOST_MINUTES, AgendaStep, StepChanged, StepDropped, StepKind, StepMoved
from content.words import _
from desk.agendas import insert, keep_agenda, new_step, parts_of
from screens.kit.bars import keyed
from screens.kit.checks import empty_field, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.form import Field, FormDialog, Values
from screens.meeting.host_base import HostBase
from storage.records import clean_line

COMES_IN = (StepKind.DISCUSSION, StepKind.READING, StepKind.HANDS, StepKind.QUIZ, StepKind.OTHER)
USUAL_MINUTES = "5"


async def change_agenda(screen: HostBase) -> None:
    """Choose a step of those under way and to come, and what becomes of it."""
    session = screen.host.live.session
    choices = [(str(place), _line(session.steps[place], place)) for place in range(session.place, len(session.steps))]
    chosen: str | None = await screen.ask(ChooseDialog(_heading(screen), choices))
    if chosen is None:
        return
    place, last = int(chosen), len(session.steps) - 1
    ways = [("minutes", _("Other minutes"))]
    if place > session.place:
        ways += [("earlier", _("One place earlier"))] if place > session.place + 1 else []
        ways += [("later", _("One place later"))] if place < last else []
        ways += [("drop", _("Leave it out"))]
    way = ways[0][0] if len(ways) == 1 else await screen.ask(ChooseDialog(_line(session.steps[place], place), ways))
    if way == "minutes":
        await _minutes(screen, place)
    elif way == "drop":
        await screen.do(lambda: screen.host.happens(StepDropped(place=place)))
    elif way is not None:
        to = place + (1 if way == "later" else -1)
        await screen.do(lambda: screen.host.happens(StepMoved(place=place, to=to)))


def _heading(screen: HostBase) -> str:
    session = screen.host.live.session
    used, _step = screen.host.live.minutes()
    to_come = sum(step.minutes for step in session.steps[session.place + 1 :])
    words = _("Agenda: used {used} min, {left} min planned after this step")
    return words.format(used=used, left=to_come)


def _line(step: AgendaStep, place: int) -> str:
    return f"{place + 1}  {step_called(step)}  " + _("{n} min").format(n=step.minutes)


def minutes_fault(values: Values) -> tuple[str, str] | None:
    """What is wrong with planned minutes."""
    text = values["minutes"].strip()
    is_number = text.isascii() and text.isdigit() and int(text) <= MOST_MINUTES
    return None if is_number else ("minutes", _("Minutes are a number, such as 60."))


async def _minutes(screen: HostBase, place: int) -> None:
    step = screen.host.live.session.steps[place]
    fields = [
        Field(
            "minutes",
            _("Minutes"),
            str(step.minutes),
            about=_("What is planned for this step; the clock at the upper right changes colour after them."),
        )
    ]
    values = await screen.ask(FormDialog(_line(step, place), fields, minutes_fault))
    if values is not None:
        minutes = int(values["minutes"])
        await screen.do(lambda: screen.host.happens(StepChanged(place=place, minutes=minutes)))


async def insert_step(screen: HostBase) -> None:
    """Put in a step that comes next."""
    kinds = tuple((str(kind.value), step_words(kind)) for kind in COMES_IN)
    values = await screen.ask(FormDialog(_("A step that comes next"), [
        Field("kind", _("Step", context="agenda"), options=kinds,
              about=_("Questions of a show of hands, or of questions, are drawn: such as were not asked yet.")),
        Field("words", _("What", context="agenda"), hint=_("its name; of a discussion its questions, with ；"),
              about=_("What is read is chosen next, from the materials.")),
        Field("minutes", _("Minutes"), USUAL_MINUTES, about=_("Planned; they can be changed while it runs.")),
    ], _insert_fault))  # fmt: skip
    if values is None:
        return
    kind, material, part = StepKind(values["kind"]), "", ""
    if kind is StepKind.READING:
        found = await _reading(screen)
        if found is None:
            return
        material, part = found

    def inserted() -> None:
        step = new_step(screen.host, kind, values["words"], int(values["minutes"]), material=material, part=part)
        insert(screen.host, step)

    await screen.do(inserted)


def _insert_fault(values: Values) -> tuple[str, str] | None:
    needed = {"words": _("Say what it is about.")} if values["kind"] in ("other", "discussion") else {}
    return empty_field(values, needed) or wrong_length(values) or minutes_fault(values)


async def _reading(screen: HostBase) -> tuple[str, str] | None:
    """What is read, and which part of it; empty: all of it."""
    materials = await screen.do(lambda: screen.desk.materials)
    choices = [(one.id, str(one.title)) for one in materials or ()]
    material: str | None = await screen.ask(ChooseDialog(_("What is studied?"), choices))
    if material is None:
        return None
    parts = await screen.do(lambda: parts_of(screen.desk, material))
    if not parts:
        return material, ""
    rows = [("all", _("All of it")), *((f"part/{one}", one) for one in parts)]
    part: str | None = await screen.ask(ChooseDialog(_("Which part?"), rows))
    return None if part is None else (material, part.removeprefix("part/") if part != "all" else "")


async def keep(screen: HostBase) -> None:
    """Keep the agenda as it is now under a name, to begin other sessions from."""
    session = screen.host.live.session
    explain = _("Steps and minutes are kept, not what was read and asked. The same name replaces an agenda.")

    def fault(values: Values) -> tuple[str, str] | None:
        return empty_field(values, {"name": _("Give it a name.", context="template")}) or wrong_length(values)

    title = session.opened.title if session.opened else ""
    about = keyed(screen, _("By it the agenda is chosen when a session is begun ({meeting.host})."))
    field = Field("name", _("Its name"), title, about=about)
    values = await screen.ask(FormDialog(_("Keep this agenda as a template"), (field,), fault, explain=explain))
    if values is None:
        return
    name = clean_line(values["name"])

    def kept() -> None:
        keep_agenda(screen.desk, name, session.steps)
        screen.host.said = _("Kept as a template: {name}").format(name=name)

    await screen.do(kept)
