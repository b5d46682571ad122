"""What came on paper, entered in a form: days, hours by kind, problems one a line."""

from __future__ import annotations

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch_papers import PROBLEMS, enter_paper, paper_fault, paper_values
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values
from storage.standings import MemberStanding


async def enter_form(room: Room, standing: MemberStanding, period: Period) -> None:
    """Enter what a member handed in on paper, in the place of what was entered before."""
    form, presets = Drafted(room, f"branch/{period}/paper/{standing.person}"), paper_values(standing.paper)
    labels = {
        "answered_days": _("Days checked"),
        "due_days": _("Days due"),
        "group_minutes": _("Group study"),
        "training_minutes": _("Training"),
        "make_up_minutes": _("Make-up study"),
        "self_minutes": _("Self-study"),
        **{name: _("Problem {n}").format(n=number) for number, name in enumerate(PROBLEMS, 1)},
    }
    hints = dict.fromkeys(("group_minutes", "training_minutes", "make_up_minutes", "self_minutes"), _("hours"))
    fields = [Field(name, label, presets[name], hint=hints.get(name, "")) for name, label in labels.items()]
    heading = _("{name}, {period}, on paper").format(name=standing.member.name, period=period_words(period))
    explain = _("It counts as received on paper. What the form does not say stays empty.")
    values = await form.fill_in(heading, fields, _fault, explain=explain)
    if values is None:
        return
    if await room.done(lambda: enter_paper(room.desk, standing.person, period, values, standing.paper)):
        await form.drop()
        await room.look_again()
        room.tell(_("Entered from paper: {name}").format(name=standing.member.name))


def _fault(values: Values) -> Fault:
    return wrong_length(values) or paper_fault(values)
