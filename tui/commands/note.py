"""`note`: write a study note in one line, or list those of a period."""

from __future__ import annotations

from datetime import date

import click

from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from tui.commands.base import (
    PAST_DAY,
    PERIOD,
    CouldNot,
    Group,
    argument,
    group,
    long_text,
    one_line,
    option,
    pass_desk,
    say,
    say_json,
)
from tui.commands.nothing import say_none

KINDS = ("self", "group", "training", "make-up")


class NoteGroup(Group):
    """A group for which `note TITLE` is short for `note add TITLE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `add` before what is neither a command nor a call for help."""
        if args and args[0] not in (*self.commands, "--help"):
            args = ["add", *args]
        return super().parse_args(ctx, args)


@group(
    cls=NoteGroup,
    help=mark_for_translation("Write a study note, or list the notes.\n\nnote TITLE is short for note add TITLE."),
)
def note() -> None:
    """The commands about notes."""


def _title(context: click.Context, parameter: click.Parameter, words: tuple[str, ...]) -> str | None:
    """The title, in quotes or not."""
    return one_line(context, parameter, " ".join(words))


@note.command(help=mark_for_translation("Write a study note."))
@argument(
    "title",
    metavar="TITLE",
    nargs=-1,
    required=True,
    callback=_title,
    help=mark_for_translation("What the note is about."),
)
@option(
    "--text",
    metavar="TEXT|-",
    callback=long_text,
    help=mark_for_translation("Your own words; - reads them from standard input."),
)
@option("--material", metavar="TEXT", callback=one_line, help=mark_for_translation("What was read."))
@option("--day", type=PAST_DAY, help=mark_for_translation("Day of study; today unless given."))
@option("--minutes", metavar="TIME", default="0", help=mark_for_translation("How long: 90, 1.5小时, 半天."))
@option(
    "--kind",
    type=click.Choice(KINDS),
    default="self",
    help=mark_for_translation("How: self, group, training or make-up."),
)
@option("--tags", metavar="A,B", callback=one_line, help=mark_for_translation("Tags, with commas between them."))
@option(
    "--same",
    is_flag=True,
    help=mark_for_translation("It is of a meeting whose slip was taken in: the slip counts, this note counts 0."),
)
@option("--separate", is_flag=True, help=mark_for_translation("It is not; both count."))
@pass_desk
def add(
    desk: Desk,
    title: str,
    text: str | None,
    material: str | None,
    day: date | None,
    minutes: str,
    kind: str,
    tags: str | None,
    same: bool,
    separate: bool,
) -> None:
    """Save a note, or ask whether a slip has its hours."""
    from content.duration import HourRules
    from desk.note_fields import minutes_in, tags_in, wrong_minutes
    from desk.notes import counted_by_slip, save_note
    from storage.records import NoteKind

    rules = HourRules(desk.settings.hours_per_day, desk.settings.hours_per_half_day)
    if words := wrong_minutes(minutes, rules):
        raise click.BadParameter(words, param_hint="--minutes")
    fields = {
        "day": day or desk.today(),
        "title": title,
        "own_words": text or "",
        "material": material or "",
        "minutes": minutes_in(minutes, rules),
        "kind": NoteKind(kind.replace("-", "_")),
        "tags": tags_in(tags or ""),
    }
    if counted := () if separate else counted_by_slip(desk, None, fields):
        if not same:
            words = _("A slip counts hours already: {titles}. Is it the same meeting? Say --same, or --separate.")
            raise CouldNot(words.format(titles=_(", ").join(one.title for one in counted)))
        fields["minutes"] = 0
    saved = save_note(desk, None, fields)
    say(_("Saved: {title} ({day})").format(title=saved.title, day=saved.day.isoformat()))


@note.command("list", help=mark_for_translation("List the notes of a period, oldest first."))
@option("--period", type=PERIOD, help=mark_for_translation("Such as 2026-11 or 2026-Q4; this month unless given."))
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def list_notes(desk: Desk, period: Period | None, as_json: bool) -> None:
    """Print the notes of a period."""
    period = period or Period.month_of(desk.today())
    notes = desk.journal.notes.within(period)
    if as_json:
        say_json([found.model_dump(mode="json") for found in notes])
        return
    from content.dates import period_words
    from reports.terms import note_kind_words

    for found in notes:
        minutes = ngettext("{n} minute", "{n} minutes", found.minutes).format(n=found.minutes) if found.minutes else ""
        say("  ".join(filter(None, [found.day.isoformat(), note_kind_words(found.kind), minutes, found.title])))
    if not notes:
        say_none(desk, _("No notes in {period}.").format(period=period_words(period)), "notes", period=period)
