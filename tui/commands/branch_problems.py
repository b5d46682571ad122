"""What is done to the problems of the branch's list: progress, done, verify, strike, extend, hand, merge, withdraw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import DAY, Command, CouldNot, argument, command, complain, one_line, option, pass_desk, say
from tui.commands.branch_ids import BY, IDS, ON, OUTSIDE, REASON, WHY, every_id, owner_of, say_each, uids_of, whose

if TYPE_CHECKING:
    from storage.problems import Event


@command(help=mark_for_translation("Note how far problems are."))
@IDS
@option("--text", required=True, metavar="TEXT", callback=one_line, help=mark_for_translation("How far it is."))
@ON
@BY
@pass_desk
def progress(desk: Desk, ids: tuple[str, ...], text: str, day: date | None, by: str) -> None:
    """Enter it."""
    from storage.problems import Act

    _enter(desk, ids, lambda: [desk.branch.list.event(Act.PROGRESS, day=day, text=text, by=by)])


@command(help=mark_for_translation("Put a problem otherwise; what is not named stays, and what stood before is kept."))
@argument("id", help=mark_for_translation("The id as branch ledger shows it."))
@option("--title", metavar="TEXT", callback=one_line, help=mark_for_translation("The problem in words."))
@option("--category", metavar="TEXT", callback=one_line, help=mark_for_translation("Its category."))
@option("--cause", metavar="TEXT", callback=one_line, help=mark_for_translation("What it comes from."))
@option("--measure", metavar="TEXT", callback=one_line, help=mark_for_translation("What is to be done about it."))
@option("--remark", metavar="TEXT", callback=one_line, help=mark_for_translation("A remark."))
@REASON
@BY
@pass_desk
def edit(desk: Desk, id: str, reason: str, by: str, **fields: str | None) -> None:  # noqa: A002 - the argument's name
    """Enter what is put otherwise."""
    from storage.problems import Act

    said = {name: text for name, text in fields.items() if text is not None}
    if not said:
        raise click.UsageError(_("Say what is put otherwise, such as --title TEXT."))
    if said.get("title") == "":
        raise click.UsageError(_("A problem needs words."))
    [uid] = uids_of(desk, [id])
    now = desk.branch.list.get(uid)
    changed = {name: text for name, text in said.items() if getattr(now, name) != text}
    if not changed:
        say(_("Nothing changed."))
        return
    _enter(desk, [id], lambda: [desk.branch.list.event(Act.EDIT, fields=changed, reason=reason, by=by)])


@command(help=mark_for_translation("Problems are done and wait to be verified."))
@IDS
@ON
@REASON
@BY
@pass_desk
def done(desk: Desk, ids: tuple[str, ...], day: date | None, reason: str, by: str) -> None:
    """Enter it."""
    from storage.problems import Act

    _enter(desk, ids, lambda: [desk.branch.list.event(Act.DONE, day=day, reason=reason, by=by)])


@command(help=mark_for_translation("Problems were verified by somebody who is not responsible for them."))
@IDS
@option("--by", "verifier", required=True, metavar="NAME", callback=one_line,
        help=mark_for_translation("Who verified: a name or a member number."))  # fmt: skip
@option("--checked", metavar="TEXT", default="", callback=one_line, help=mark_for_translation("What was checked."))
@OUTSIDE
@ON
@REASON
@pass_desk
def verify(
    desk: Desk, ids: tuple[str, ...], verifier: str, checked: str, is_outside: bool, day: date | None, reason: str
) -> None:
    """Enter it."""
    from storage.problems import Act

    who, list_ = owner_of(desk, verifier, is_outside=is_outside), desk.branch.list
    owner = who if who.person else None
    _enter(
        desk, ids,
        lambda: [list_.event(Act.VERIFY, day=day, by=who.name, owner=owner, text=checked, reason=reason)],
    )  # fmt: skip


@command(help=mark_for_translation("Strike problems off that were verified."))
@IDS
@ON
@REASON
@BY
@pass_desk
def strike(desk: Desk, ids: tuple[str, ...], day: date | None, reason: str, by: str) -> None:
    """Enter it."""
    from storage.problems import Act

    _enter(desk, ids, lambda: [desk.branch.list.event(Act.STRIKE, day=day, reason=reason, by=by)])


@command(help=mark_for_translation("Give problems another due day."))
@IDS
@option("--due", "due_day", type=DAY, required=True, help=mark_for_translation("The new due day."))
@option("--reason", metavar="TEXT", default="", callback=one_line,
        help=mark_for_translation("Why; the first due day needs no reason."))  # fmt: skip
@option("--by", metavar="NAME", default="", callback=one_line, help=mark_for_translation("Who agreed."))
@pass_desk
def extend(desk: Desk, ids: tuple[str, ...], due_day: date, reason: str, by: str) -> None:
    """Enter it."""
    from storage.problems import Act

    _enter(desk, ids, lambda: [desk.branch.list.event(Act.EXTEND, due_day=due_day, reason=reason, by=by)])


@command(help=mark_for_translation("Hand problems over to somebody else."))
@IDS
@option("--to", "to", required=True, metavar="TEXT", callback=one_line,
        help=mark_for_translation("Who sees to it: a name or a member number."))  # fmt: skip
@OUTSIDE
@REASON
@BY
@pass_desk
def hand(desk: Desk, ids: tuple[str, ...], to: str, is_outside: bool, reason: str, by: str) -> None:
    """Enter it."""
    from storage.problems import Act

    owner = owner_of(desk, to, is_outside=is_outside)
    _enter(desk, ids, lambda: [desk.branch.list.event(Act.HAND_OVER, owner=owner, reason=reason, by=by)])


@command(help=mark_for_translation("Merge problems, or what is proposed, into a problem in hand."))
@IDS
@option("--into", required=True, metavar="ID", help=mark_for_translation("The problem that stays."))
@REASON
@BY
@pass_desk
def merge(desk: Desk, ids: tuple[str, ...], into: str, reason: str, by: str) -> None:
    """Merge them, all in one write."""
    from desk.branch import proposals_of
    from desk.branch_acts import merge_proposals
    from desk.branch_list import meant
    from storage.problems import Act

    [target] = uids_of(desk, [into])
    offered = {one.id: one for one in proposals_of(desk)}
    chosen = [offered[name] for which in ids if (name := meant(which, every_id(desk))) in offered and name]
    if not chosen:
        _enter(desk, ids, lambda: [desk.branch.list.event(Act.MERGE, other=target, reason=reason, by=by)])
        return
    if len(chosen) < len(ids):
        raise CouldNot(_("What is proposed and what is on the list cannot be merged in one go: do it in two."))
    merge_proposals(desk, chosen, target, by=by, reason=reason)
    say_each(_("Merged: {title}"), whose(desk, chosen))


def _simple(name: str, act: str, words: str, *, with_reason: bool) -> Command:
    """A command that does one thing to problems, where that needs a reason with one."""

    why = option("--reason", required=True, metavar="TEXT", callback=one_line, help=WHY) if with_reason else REASON

    @command(name, help=words)
    @IDS
    @why
    @BY
    @pass_desk
    def one(desk: Desk, ids: tuple[str, ...], reason: str, by: str) -> None:
        """Enter it."""
        from storage.problems import Act

        _enter(desk, ids, lambda: [desk.branch.list.event(Act(act), reason=reason, by=by)])

    assert isinstance(one, Command)
    return one


split = _simple("split", "split", mark_for_translation("Take problems out of the one they were merged into."),
                with_reason=False)  # fmt: skip
undone = _simple("undone", "undone", mark_for_translation("Problems are not done after all."), with_reason=True)
reopen = _simple("reopen", "reopen", mark_for_translation("List problems again that were struck off or withdrawn."),
                 with_reason=True)  # fmt: skip
withdraw = _simple("withdraw", "remove", mark_for_translation("Withdraw problems from the list."), with_reason=True)


@command(help=mark_for_translation("Take back what was entered last on the list; it stays to be seen as taken back."))
@option("--yes", is_flag=True, help=mark_for_translation("Do it without asking."))
@pass_desk
def undo(desk: Desk, yes: bool) -> None:
    """Say what it was, ask, and take it back."""
    import sys

    from desk.branch_acts import last_act, take_back, taken_in_after
    from desk.branch_names import labels
    from desk.words.branch import last_act_words

    last = last_act(desk)
    if taken_in_after(desk, last):
        complain(_("What was done last was a taking in: sixdonts branch collect --undo takes that back."))
    if last is None:
        raise CouldNot(_("There is nothing on the list that could be taken back."))
    say(last_act_words(last, labels(desk), desk.calendar))
    say_each("- {title}", last.titles)
    if not yes and not (sys.stdin.isatty() and click.confirm(_("Take it back?"), default=False)):
        raise CouldNot(_("Nothing was changed; --yes agrees."))
    take_back(desk, last)
    say(_("Taken back.", context="problem"))


ACTS = (
    progress, edit, done, verify, strike, extend, hand, merge, split, undone, reopen, withdraw,
    undo,
)  # fmt: skip


def _enter(desk: Desk, ids: Sequence[str], events: Callable[[], list[Event]]) -> None:
    """Let it happen to all of these problems or to none.

    Raises:
        CouldNot: the list does not allow it for one of them, which is named.
    """
    from desk.branch_acts import enter
    from desk.branch_names import labels
    from desk.words.faults import not_allowed_words
    from desk.words.problem_done import entered_words, title_and_owner
    from reports.namesakes import event_told_apart
    from storage.problems import NotAllowed

    uids = uids_of(desk, ids)
    names = labels(desk)
    titles = {one.uid: title_and_owner(one, names) for one in desk.branch.list.standing()}
    try:
        entered = events()
        found = enter(desk, uids, *entered)
    except NotAllowed as error:
        named = titles.get(error.uid, "")
        words = not_allowed_words(error)
        raise CouldNot(_("{label}: {text}").format(label=named, text=words) if named else words) from error
    last = event_told_apart(entered[-1], names)
    for one in found:
        say(_("{label}: {text}").format(label=entered_words(last, one, desk.today()), text=titles[one.uid]))
