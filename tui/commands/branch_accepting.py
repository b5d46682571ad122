"""`branch accept`: what members propose is put on the list; what is doubtful is asked before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import DAY, PAST_DAY, CouldNot, agree, argument, command, option, pass_desk, say
from tui.commands.branch_ids import BY, REASON, proposals_meant, say_each, say_listed, short_of, whose

if TYPE_CHECKING:
    from storage.proposals import Proposal


@command(help=mark_for_translation("Put what members propose on the list."))
@argument("ids", nargs=-1, metavar="ID...", help=mark_for_translation("Ids as branch ledger shows them."))
@option("--all", "everything", is_flag=True, help=mark_for_translation("All that is proposed."))
@option("--day", type=PAST_DAY, help=mark_for_translation(
    "From when they count; the end of the period they came for unless given."
))  # fmt: skip
@option("--due", "due_day", type=DAY,
        help=mark_for_translation("By when what has no due day of its own is to be done."))  # fmt: skip
@REASON
@BY
@option("--yes", is_flag=True, help=mark_for_translation("Agree to what is asked."))
@pass_desk
def accept(
    desk: Desk, ids: tuple[str, ...], everything: bool, day: date | None, due_day: date | None, reason: str, by: str,
    yes: bool,
) -> None:  # fmt: skip
    """List them, all in one write."""
    from desk.branch import accept as accept_proposals
    from desk.branch import all_to_list, proposals_of, undated
    from desk.branch_names import labels
    from desk.words.faults import not_allowed_words
    from desk.words.proposed import kept_due_lines, left_out_words
    from storage.problems import NotAllowed

    if bool(ids) == everything:
        raise click.UsageError(_("Name ids, or say --all."))
    chosen, returned = all_to_list(proposals_of(desk)) if everything else (proposals_meant(desk, ids), [])
    _agree_to_doubts(desk, chosen, day, yes=yes)
    lacking, short = undated(chosen), short_of(desk)
    kept = kept_due_lines(chosen, due_day, desk.today(), desk.calendar, labels(desk))
    due_day = due_day or _asked_due_day(desk, lacking)
    try:
        accept_proposals(desk, chosen, by=by, reason=reason, day=day, due_day=due_day)
    except NotAllowed as error:
        raise CouldNot(not_allowed_words(error)) from error
    _say_which(desk, chosen, {one.id: short[one.id] for one in chosen})
    for line in kept:
        say(line)
    if returned:
        say(left_out_words(returned))
    elif not chosen:
        say(_("Nothing is proposed."))
    if lacking and due_day is None:
        _say_undated(desk, lacking)
        say(_("There is no due day yet: branch extend sets one."))


def _agree_to_doubts(desk: Desk, chosen: Sequence[Proposal], day: date | None, *, yes: bool) -> None:
    """Ask, where a report was made on what they would count in, or what they came with was returned; say it anyway.

    Raises:
        CouldNot: it was not agreed to; nothing was written.
    """
    from desk.branch_acts import already_reported
    from desk.words.proposed import reported_words, returned_words

    made = already_reported(desk, chosen) if day is None else []
    if doubts := list(filter(None, (reported_words(made, desk.today()), returned_words(chosen)))):
        for line in doubts:
            say(line)
        agree(_("List them all the same?"), yes=yes)


def _say_which(desk: Desk, chosen: Sequence[Proposal], short: dict[str, str]) -> None:
    """What is on the list now, in the order it was chosen in."""
    order = {one.id: place for place, one in enumerate(chosen)}
    came_of = {
        item.uid: [key for source in item.sources if (key := f"{source.person}/{source.matter_uid}") in order]
        for item in desk.branch.items()
    }
    listed = [item for item in desk.branch.items() if came_of[item.uid]]
    listed.sort(key=lambda item: order[came_of[item.uid][0]])
    say_listed(desk, listed, {item.uid: short[came_of[item.uid][0]] for item in listed})


def _say_undated(desk: Desk, lacking: Sequence[Proposal]) -> None:
    """Which have no due day, and whose they are."""
    say_each(_("No due day: {title}"), whose(desk, lacking))


def _asked_due_day(desk: Desk, lacking: Sequence[Proposal]) -> date | None:
    """By when these are to be done, if somebody is there to be asked; before anything is written."""
    import sys

    if not lacking or not sys.stdin.isatty():
        return None
    _say_undated(desk, lacking)
    asked: date | None = click.prompt(
        _("By when are they to be done? (Enter: later)"), default="", show_default=False, prompt_suffix=" ",
        value_proc=lambda text: DAY.convert(text, None, None) if text.strip() else None,
    )  # fmt: skip
    return asked
