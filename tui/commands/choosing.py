"""What of a period's records `summary` and `submit` let leave: by default only counts, hours and leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation, sentences
from desk.desk import Desk
from tui.commands.base import PERIOD, CouldNot, agree, complain, long_text, option

if TYPE_CHECKING:
    from desk.submit import HandingIn
    from storage.record_files import Notice

F = TypeVar("F", bound=Callable[..., Any])
BLOCKS = ("marks", "quiz", "quiz_topics")


class BlocksType(click.ParamType[tuple[str, ...]]):
    """Some of BLOCKS, with commas between them."""

    name = "blocks"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The blocks named."""
        if isinstance(value, tuple):
            return value
        blocks = tuple(filter(None, value.split(",")))
        if (unknown := [block for block in blocks if block not in BLOCKS]) or not blocks:
            text = unknown[0] if unknown else f"'{value}'"
            words = _("{text} is not one of: {choices}").format(text=text, choices=_(", ").join(BLOCKS))
            self.fail(words, param, ctx)
        return blocks


def choosing_options(function: F) -> F:
    """The options by which a person says what leaves."""
    for add in (
        option("--remark", metavar="TEXT|-", callback=long_text, help=mark_for_translation("Add your own words.")),
        option("--pick", "picks", multiple=True, metavar="ID",
               help=mark_for_translation("Also one sentence, matter or note; its id is in summary --list.")),
        option("--with", "blocks", type=BlocksType(), default=(), metavar="marks,quiz,quiz_topics",
               help=mark_for_translation("Also counts by item (marks), of the quiz (quiz), by topic (quiz_topics).")),
        option("--period", type=PERIOD,
               help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given.")),
    ):  # fmt: skip
        function = add(function)
    return function


def leaving(
    desk: Desk, period: Period, blocks: Sequence[str], picks: Sequence[str], remark: str | None
) -> tuple[HandingIn, tuple[Notice, ...]]:
    """What the options let leave, as the file that would be handed in; and what could be read of it only in part.

    A look-back is never a remark of itself, as it was not asked for: that it can be one is said, with its words.

    Raises:
        click.BadParameter: nothing is known by one of the ids.
    """
    from desk.submit import offer_of, prepare

    offer = offer_of(desk, period)
    if offer.not_counted:
        complain(offer.not_counted)
    if unknown := set(picks) - {pickable.id for pickable in offer.picks}:
        words = _("{period} has nothing of the id {id}. See: sixdonts summary --list")
        raise click.BadParameter(words.format(period=period, id=min(unknown)), param_hint="--pick")
    chosen = [
        pickable
        for pickable in offer.picks
        if pickable.is_ticked_at_first or pickable.kind in blocks or pickable.id in picks
    ]
    if remark is None and (begun := _remark_of_look_back(desk, period)):
        complain(_("No remark was given. It could begin from your look-back, by --remark: {text}").format(text=begun))
    return prepare(desk, period, chosen, remark or ""), offer.in_part


def _remark_of_look_back(desk: Desk, period: Period) -> str:
    """What a remark on a period can begin from; empty where one did not look back at it."""
    from desk.look_backs import look_back_of
    from reports.own_words import remark_words

    there = look_back_of(desk, period)
    return remark_words(there) if there else ""


def agree_to_lack(desk: Desk, in_part: Sequence[Notice], *, yes: bool) -> None:
    """Where part of the records could not be read, say so and go on only when that was agreed to.

    Raises:
        CouldNot: it was not.
    """
    from desk.words.notices import notices_words
    from desk.words.unread import lacking_words

    if not in_part:
        return
    for words in notices_words(in_part):
        complain(words)
    desk.notices[:] = [notice for notice in desk.notices if notice not in in_part]  # said now, not once more at the end
    agree(sentences(lacking_words(in_part), _("Save all the same?")), yes=yes)


def refuse_empty(desk: Desk, made: HandingIn, in_part: Sequence[Notice]) -> None:
    """Stop where nothing of the person's records would stand in it: nobody hands in an empty page.

    Raises:
        CouldNot: nothing would.
    """
    from desk.submit import is_empty
    from desk.words.unread import empty_words

    if is_empty(made):
        lacking = list(dict.fromkeys(one.file for one in in_part))
        raise CouldNot(empty_words(lacking, _nothing_words(desk, made.summary.period)))


def _nothing_words(desk: Desk, period: Period) -> str:
    """That there is nothing to hand in, and why where that is known."""
    if period.first > desk.today():
        return _("{period} has not begun yet; nothing was made.").format(period=period_words(period))
    return _("{period}: nothing of your records would be in it; nothing was made.").format(period=period_words(period))
