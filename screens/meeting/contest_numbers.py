"""The numbers of a contest: one of two usual sets, or one's own, each a field."""

from __future__ import annotations

from content.contest_events import PRESET_A, PRESET_B, ContestRules, EarlyRule
from content.contest_numbers import LISTED, NO, YES, NotANumber, read, written
from content.words import _
from desk.session_start import rules_played
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values

OWN = "own"
PRESETS = {"a": PRESET_A, "b": PRESET_B}


def which_rules() -> Field:
    """The field that asks for them among those of a session."""
    return Field(
        "rules",
        _("Too early"),
        "a",
        options=(("a", _("question void")), ("b", _("that team is barred")), (OWN, _("own numbers"))),
        about=_(
            "What a buzz before the opening does; both cost 10 points. Own numbers: every number of the contest is "
            "asked, beginning with those of the last one."
        ),
    )


async def ask_rules(room: Room, chosen: str, meeting_uid: str) -> ContestRules | None:
    """The rules that were chosen; one's own are asked for. None: that was left; within a step."""
    if chosen in PRESETS:
        return PRESETS[chosen]
    last = await room.attempt(lambda: rules_played(room.desk))
    if last is None:
        return None
    form = Drafted(room, f"contest/{meeting_uid}")
    values = await form.fill_in(_("The contest's numbers"), _fields(written(last)), _fault, does=_("go on"))
    if values is None:
        return None
    await form.drop()
    return read(values)


def _fault(values: Values) -> Fault:
    try:
        read(values)
    except NotANumber as fault:
        words = (
            _("One to nine numbers from {least} to {most}, with 、 between them.")
            if fault.field == LISTED
            else _("A whole number from {least} to {most}.")
        )
        return fault.field, words.format(least=fault.least, most=fault.most)
    return None


def _fields(there: Values) -> tuple[Field, ...]:
    """A field a number, in the order of the rounds."""
    points, seconds = _("points", context="contest"), _("seconds; 0: no clock")
    early = ((EarlyRule.VOID.value, _("question void")), (EarlyRule.BARRED.value, _("that team is barred")))
    nexts = ((NO, _("nobody else")), (YES, _("the next team")))
    costs = ((YES, _("costs its value")), (NO, _("costs nothing")))
    named = (
        ("base", _("Begin with"), points, ()),
        ("must_right", _("Must: right"), points, ()),
        ("must_wrong", _("Must: wrong"), _("points taken off"), ()),
        ("must_seconds", _("Must: time"), seconds, ()),
        ("buzz_right", _("Buzz: right"), points, ()),
        ("buzz_wrong", _("Buzz: wrong"), _("points taken off"), ()),
        ("next_may_answer", _("Then answers"), "", nexts),
        ("buzz_seconds", _("Buzz: time"), seconds, ()),
        ("early", _("Too early"), "", early),
        ("early_penalty", _("It costs"), _("points taken off"), ()),
        ("together_ms", _("One moment"), _("milliseconds between two buzzes"), ()),
        ("risk_values", _("Risk: values"), _("such as 10、30、50"), ()),
        ("risk_wrong_costs", _("Risk: wrong"), "", costs),
        ("risk_seconds", _("Risk: time"), seconds, ()),
        ("part_percent", _("Partly right"), _("per cent of a right answer"), ()),
        ("tiebreak_questions", _("Tiebreak"), _("questions, then lots"), ()),
        ("tiebreak_seconds", _("Its time"), seconds, ()),
    )
    return tuple(Field(name, label, there[name], hint, options, about=hint) for name, label, hint, options in named)
