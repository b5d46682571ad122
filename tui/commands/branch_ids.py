"""What the commands about problems share: their ids and options, and whom a name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import PAST_DAY, CouldNot, argument, one_line, option, say

if TYPE_CHECKING:
    from storage.problems import ListedProblem, Owner
    from storage.proposals import Proposal

IDS = argument("ids", nargs=-1, required=True, metavar="ID...",
               help=mark_for_translation("Ids as branch ledger shows them; done to all or to none."))  # fmt: skip
WHY = mark_for_translation("Why, or by which decision, such as the committee's meeting of a day.")
REASON = option("--reason", metavar="TEXT", default="", callback=one_line, help=WHY)
BY = option("--by", metavar="NAME", default="", callback=one_line, help=mark_for_translation("Who enters it."))
OUTSIDE = option("--outside", "is_outside", is_flag=True,
                 help=mark_for_translation("The name is of somebody who is not on the roster."))  # fmt: skip
ON = option("--day", type=PAST_DAY, help=mark_for_translation("When it was; today unless given."))


def every_id(desk: Desk) -> list[str]:
    """The ids of all that is on the list, proposed, or left off it."""
    from desk.branch import left_off_of, proposals_of

    sent = (*proposals_of(desk), *left_off_of(desk))
    return [*(item.uid for item in desk.branch.items()), *(one.id for one in sent)]


def short_of(desk: Desk) -> dict[str, str]:
    """By id, what is shown of it."""
    from desk.branch_list import short_ids

    return dict(short_ids(every_id(desk)))


def uids_of(desk: Desk, ids: Sequence[str]) -> list[str]:
    """The items that were written.

    Raises:
        CouldNot: one of them is none, or only proposed.
    """
    from desk.branch_list import meant

    listed, every, found = {item.uid for item in desk.branch.items()}, every_id(desk), []
    for which in ids:
        uid = meant(which, every) or listed_from(desk, which)
        if uid is None:
            raise CouldNot(_("No one problem has the id {id}. See: sixdonts branch ledger").format(id=which))
        if uid not in listed:
            raise CouldNot(_("{id} is only proposed. First: sixdonts branch accept {id}").format(id=which))
        found.append(uid)
    return list(dict.fromkeys(found))


def listed_from(desk: Desk, which: str) -> str | None:
    """The item that what was proposed by this id has become; None where there is no such one."""
    from desk.branch_list import meant

    became = {f"{source.person}/{source.matter_uid}": item.uid
              for item in desk.branch.items() for source in item.sources}  # fmt: skip
    return became.get(meant(which, became) or "")


def proposals_meant(desk: Desk, ids: Sequence[str]) -> list[Proposal]:
    """What of the proposed was written.

    Raises:
        CouldNot: one of the ids is none of it.
    """
    from desk.branch import left_off_of, proposals_of
    from desk.branch_list import meant

    offered = {one.id: one for one in (*proposals_of(desk), *left_off_of(desk))}
    every = every_id(desk)
    found = {}
    for which in ids:
        name = meant(which, every)
        if name not in offered:
            if now := listed_from(desk, which):
                raise CouldNot(
                    _("{id} is on the list already, with the id {now}.").format(id=which, now=short_of(desk)[now])
                )
            raise CouldNot(_("Nothing of the id {id} is proposed. See: sixdonts branch ledger").format(id=which))
        found[name] = offered[name]
    return list(found.values())


def owner_of(desk: Desk, words: str, *, is_outside: bool) -> Owner:
    """Whom a name or a number means.

    Raises:
        CouldNot: it is not certain who that is.
    """
    from desk.branch_people import AGREEABLE, owner_named, people_of
    from desk.words.faults import not_allowed_words
    from storage.problems import NotAllowed

    try:
        return owner_named(people_of(desk), words, is_outside=is_outside)
    except NotAllowed as error:
        how = _("{why} If somebody else is meant all the same, add --outside.") if error.why in AGREEABLE else "{why}"
        raise CouldNot(how.format(why=not_allowed_words(error))) from error


def whose(desk: Desk, proposals: Iterable[Proposal]) -> list[str]:
    """Titles with whose they are, two of one name told apart: titles are often alike."""
    from desk.branch_names import labels
    from desk.words.proposed import title_and_name

    names = labels(desk)
    return [title_and_name(one, names) for one in proposals]


def say_listed(desk: Desk, items: Iterable[ListedProblem], was: Mapping[str, str] | None = None) -> None:
    """Each that is on the list now, with the id that the next command needs; by item, `was` is its id before."""
    from desk.branch_names import labels
    from desk.words.branch import counted_words
    from desk.words.problem_done import title_and_owner
    from storage.problems import Act

    short, names = short_of(desk), labels(desk)
    now = {one.uid: one for one in desk.branch.list.standing()}
    for one in items:
        listed = next(event for event in one.valid if event.act is Act.LIST)
        before = _("(was {id})").format(id=was[one.uid]) if was else ""
        title = title_and_owner(now[one.uid], names) + counted_words(listed) + before
        say(_("Listed: {id}  {title}").format(id=short[one.uid], title=title))


def say_each(words: str, titles: Iterable[str]) -> None:
    """A line a title."""
    for title in titles:
        say(words.format(title=title))
