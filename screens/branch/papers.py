"""What came on paper, entered in a form: days, hours by kind, problems one a line."""

from __future__ import annotations

from functools import partial

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch_papers import PROBLEMS, enter_paper, paper_fault, paper_labels, paper_values, take_paper_out
from desk.words.branch import paper_lines
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.form import AskDialog, Field, Values
from storage.branch_notes import Paper
from storage.standings import MemberStanding


async def enter_form(room: Room, standing: MemberStanding, period: Period) -> None:
    """Enter what a member handed in on paper, in the place of what was entered before."""
    form, presets = Drafted(room, f"branch/{period}/paper/{standing.person}"), paper_values(standing.paper)
    labels = paper_labels()
    hints = dict.fromkeys(("group_minutes", "training_minutes", "make_up_minutes", "self_minutes"), _("hours"))
    fields = [Field(name, label, presets[name], hint=hints.get(name, "")) for name, label in labels.items()]
    heading = _("{name}, {period}, on paper").format(name=standing.member.name, period=period_words(period))
    explain = _("It counts as received on paper. What the form does not say stays empty. It has room for {n} problems; "
                "list further ones with sixdonts branch add.").format(n=len(PROBLEMS))  # fmt: skip
    values = await form.fill_in(heading, fields, partial(_fault, period), explain=explain)
    if values is None:
        return
    entered = await over(
        room, standing.paper, lambda seen: enter_paper(room.desk, standing.person, period, values, seen), _there
    )
    if entered is not None:
        await form.drop()
        await room.look_again()
        room.tell(_("Entered from paper: {name}").format(name=standing.member.name))


async def take_form_out(room: Room, standing: MemberStanding, period: Period) -> None:
    """Take out what was entered from paper, once what stands in it was seen."""
    if standing.paper is None:
        return
    heading = _("Take the form of {name} out?").format(name=standing.member.name)
    if await room.ask(AskDialog(heading, _there(standing.paper))) is None:
        return
    if await over(room, standing.paper, partial(take_paper_out, room.desk, standing.person, period), _there):
        await room.look_again()
        room.tell(_("{name}: the form was taken out.").format(name=standing.member.name))


def _there(paper: Paper | None) -> str:
    """What was entered elsewhere meanwhile."""
    if paper is None:
        return _("The form was taken out.")
    return "\n".join(_("{label}: {text}").format(label=label, text=text) for label, text in paper_lines(paper) if text)


def _fault(period: Period, values: Values) -> Fault:
    """The first field that cannot be taken, and one line that names it: six of them look alike."""
    fault = wrong_length(values) or paper_fault(values, period)
    return fault and (fault[0], _("{label}: {text}").format(label=paper_labels()[fault[0]], text=fault[1]))
