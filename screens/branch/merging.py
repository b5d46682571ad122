"""Merging problems (归并): what is to be merged beside each it could be merged into; and taking one out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.calendar import Calendar
from content.cells import cell_len, cut
from content.words import _, mark_for_translation
from desk.branch_acts import merge_proposals, similar
from desk.words.branch import problem_lines
from desk.words.proposed import proposal_lines
from reports.namesakes import Labels, proposal_told_apart, told_apart
from screens.branch.lines import NAME_WIDTH, WHO_WIDTH
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.kit.labelled import labelled
from screens.kit.list_screens import ListPage, ListRoom
from screens.kit.rows import Cell, Row, Rows
from storage.problems import Act, Problem
from storage.proposals import Proposal

TITLE_WIDTH = 54  # of a title and who is responsible, together
BESIDE_WIDTH = 36  # of a text, at 80 columns


class MergeRows(Rows):
    """What something can be merged into."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("merge into this"), id="merge.take")]


class MergePage(ListPage[str]):
    """What is to be merged on the left, the selected one on the right; its result is a uid, or None."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    MergePage #beside { height: 12; layout: horizontal; }
    MergePage #beside VerticalScroll { width: 1fr; padding: 0 0 0 $edge; scrollbar-size-vertical: 1; }
    MergePage #beside Static { height: auto; }
    """
    BINDINGS = [Binding("escape", "leave", mark_for_translation("leave as it is"), id="merge.leave")]

    def __init__(self, heading: str, mine: Content, others: Sequence[Problem], calendar: Calendar) -> None:
        empty = _("There is no other problem in hand.")
        super().__init__(heading, MergeRows(id="list", empty=empty))
        self.mine = mine
        self.others = tuple(others)
        self.calendar = calendar

    def furniture(self) -> Iterable[Widget]:
        """The list, and beneath it both texts side by side."""
        yield self.list
        with Horizontal(id="beside"):
            with VerticalScroll(can_focus=False):
                yield Static(self.mine, markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("", id="other", markup=False)

    def rows(self) -> Sequence[Row]:
        """A line a problem."""
        who = min(max([NAME_WIDTH, *(cell_len(one.owner.name) for one in self.others)]), WHO_WIDTH)
        return [
            Row(one.uid, (Cell(one.title, TITLE_WIDTH - who), Cell(one.owner.name, who), Cell(one.category)))
            for one in self.others
        ]

    @on(OptionList.OptionHighlighted)
    def _show_beside(self) -> None:
        other = next((one for one in self.others if one.uid == self.list.highlighted_id), None)
        self.query_one("#other", Static).update(problem_text(other, self.calendar) if other else "")

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


def problem_text(problem: Problem, calendar: Calendar) -> Content:
    """A problem in the half of a screen."""
    return labelled(problem.title, problem_lines(problem, calendar), BESIDE_WIDTH)


def proposal_text(proposal: Proposal, calendar: Calendar) -> Content:
    """What is proposed, in the half of a screen."""
    return labelled(proposal.word.matter.title, proposal_lines(proposal, calendar), BESIDE_WIDTH)


async def merge(room: Room, problems: Sequence[Problem], everything: Sequence[Problem]) -> None:
    """Merge problems into one that is in hand: of several, into one of them or into another."""
    first, several = problems[0], len(problems) > 1
    others = similar(everything, category=first.category, item=first.item, without=[one.uid for one in problems])
    heading = _("Which one is to stay? The others are merged into it.") if several else _("Merge into which?")
    mine = Content("\n\n").join(problem_text(one, room.desk.calendar) for one in problems)
    into = await room.ask(MergePage(heading, mine, [*(problems if several else ()), *others], room.desk.calendar))
    if into is None:
        return
    list_, uids = room.desk.branch.list, [one.uid for one in problems if one.uid != into]
    if await room.attempt(lambda: list_.act(uids, list_.event(Act.MERGE, other=into))) is not None:
        await room.look_again()
        kept = next(one for one in (*problems, *others) if one.uid == into)
        room.tell(_said(room, (one.title for one in problems if one.uid != into), kept))


async def merge_into_listed(
    room: ListRoom, chosen: Sequence[Proposal], everything: Sequence[Problem], names: Labels
) -> None:
    """List what members sent merged into a problem in hand; the cursor goes there with what it stood on."""
    shown = [told_apart(one, names) for one in everything]
    others = similar(shown, category="", item=chosen[0].word.matter.item)
    mine = Content("\n\n").join(proposal_text(proposal_told_apart(one, names), room.desk.calendar) for one in chosen)
    into = await room.ask(MergePage(_("Merge into which?"), mine, others, room.desk.calendar))
    if into is None:
        return
    if await room.done(lambda: merge_proposals(room.desk, chosen, into)):
        is_at_one = room.list.highlighted_id in {one.id for one in chosen}
        await room.look_again()
        room.list.select(into if is_at_one else "")
        kept = next(one for one in others if one.uid == into)
        room.tell(_said(room, (one.word.matter.title for one in chosen), kept))


def _said(room: Room, titles: Iterable[str], into: Problem) -> str:
    """What was merged, and into whose: titles are often alike."""
    words = keyed(room, _("Merged into that of {name}; {branch.undo} takes it back: {title}"))
    return words.format(name=cut(into.owner.name or into.title, 20), title=cut(_("; ").join(titles), 36))


async def take_one_out(room: Room, inside: Sequence[Problem]) -> None:
    """Take one of those out again that were merged into a problem; of several it is asked which."""
    rows = [(one.uid, one.title + (_("({words})").format(words=one.owner.name) if one.owner.name else ""))
            for one in inside]  # fmt: skip
    uid = rows[0][0] if len(rows) == 1 else await room.ask(ChooseDialog(_("Which one is to be taken out?"), rows))
    if uid is not None:
        await take_apart(room, [one for one in inside if one.uid == uid])


async def take_apart(room: Room, problems: Sequence[Problem]) -> None:
    """Take merged problems out again."""
    list_, uids = room.desk.branch.list, [one.uid for one in problems]
    if await room.attempt(lambda: list_.act(uids, list_.event(Act.SPLIT))) is not None:
        await room.look_again()
        titles = _("; ").join(one.title for one in problems)
        room.tell(_("In hand again: {title}").format(title=cut(titles, 60)))
