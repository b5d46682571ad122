"""`summary`: a person's page about a period, as text, Markdown or a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.period import Period
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import command, complain, option, pass_desk, refuse_replacing, save_and_say, say
from tui.commands.choosing import agree_to_lack, choosing_options, leaving, refuse_empty

if TYPE_CHECKING:
    from reports.summary import Summary

FORMATS = {"text": ".txt", "md": ".md", "docx": ".docx", "html": ".html", "json": ".json"}


@command(
    help=mark_for_translation(
        "Make a page about a period out of your own records.\n\n"
        "Without more said it holds only on how many days you checked, hours of study, and leave."
    )
)
@choosing_options
@option("--format", "format_name", type=click.Choice(list(FORMATS)),
        help=mark_for_translation("text unless --out says another by its ending."))  # fmt: skip
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("Write it to this file instead of the terminal."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@option("--yes", is_flag=True, help=mark_for_translation("Save without asking where part cannot be read."))
@option("--list", "only_list", is_flag=True, help=mark_for_translation("List what may leave, with its ids."))
@pass_desk
def summary(
    desk: Desk,
    period: Period | None,
    blocks: tuple[str, ...],
    picks: tuple[str, ...],
    remark: str | None,
    format_name: str | None,
    out: Path | None,
    force: bool,
    yes: bool,
    only_list: bool,
) -> None:
    """Print or save the page."""
    from desk.words.unread import incomplete_page_words

    period = period or Period.month_of(desk.today())
    if only_list:
        _say_offer(desk, period)
        return
    suffix = FORMATS[format_name] if format_name else out.suffix.lower() if out else ".txt"
    if suffix not in FORMATS.values():
        raise click.BadParameter(
            _("must end in .txt, .md, .docx, .html or .json, or --format given"), param_hint="--out"
        )
    if out is None and suffix == ".docx":
        raise click.UsageError(_("A Word document needs --out FILE."))
    made, in_part = leaving(desk, period, blocks, picks, remark)
    refuse_empty(desk, made, in_part)
    content = _content(desk, made.summary, suffix)
    if out is None:
        if in_part and suffix == ".txt":
            say(incomplete_page_words(list(dict.fromkeys(one.file for one in in_part))))
        say(content.decode().rstrip("\n"))
        return
    refuse_replacing({out: content}, force=force)
    agree_to_lack(desk, in_part, yes=yes)
    save_and_say({out: content}, force=force)
    if blank := [words for name, words in _stand_ins().items() if name in made.lacking]:
        complain(_("Stays blank, for you to fill in: {names}").format(names=_(", ").join(blank)))
    complain(_("Classified content does not belong in it."))


def _stand_ins() -> dict[str, str]:
    """What stands on the page where the profile does not say it."""
    return {"branch": _("(branch)"), "name": _("(name)")}


def _content(desk: Desk, made: Summary, suffix: str) -> bytes:
    from reports import formats
    from reports.summary import document, page

    if suffix == ".txt":
        return f"{page(made)}\n".encode()
    return formats.write(document(made), suffix, desk.fonts)


def _say_offer(desk: Desk, period: Period) -> None:
    from desk.submit import offer_of

    offer = offer_of(desk, period)
    for pickable in offer.picks:
        sign = "[x]" if pickable.is_ticked_at_first else "[ ]"
        say(f"{sign} {pickable.id}  {pickable.words}")
    if offer.not_counted:
        complain(offer.not_counted)
