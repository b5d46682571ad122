"""`demo`: a sample office of 24; a person's own records are never touched."""

from __future__ import annotations

from pathlib import Path

import click

from content.words import _, mark_for_translation, ngettext
from tui.commands.base import CouldNot, command, complain, option, say
from tui.shown_on import can_show


@command(
    help=mark_for_translation(
        "Open a sample office of 24 with a year of records, made from a seed.\n\nCtrl+T changes between a member and "
        "the branch secretary. Your own records are never touched; the sample is gone when the program ends."
    )
)
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation(
            "Only write what a month of the office hands in: submissions, roster, documents."))  # fmt: skip
@option("--into", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help=mark_for_translation("Only write the records of one busy person, as a data folder."))  # fmt: skip
@option("--years", type=click.IntRange(1, 50), default=1, metavar="N",
        help=mark_for_translation("How many years, with --into; 1 unless given."))  # fmt: skip
@option("--province", metavar="100x30x24",
        help=mark_for_translation(
            "With --into: instead a lake for rollup, of so many offices, branches of each, and months."))  # fmt: skip
@option("--seed", type=int, default=1, metavar="N", help=mark_for_translation("Another number makes other records."))
def demo(out: Path | None, into: Path | None, years: int, province: str | None, seed: int) -> None:
    """Make the office and open it, or only write it."""
    import tempfile

    from storage.clock import utc_now

    if province is not None and into is None:
        raise click.UsageError(_("Name the folder for it too: --into DIR"))
    for folder in filter(None, (out, into)):
        _refuse_full(folder)
    if province is not None and into is not None:
        _write_province(into, province, seed)
    elif into is not None:
        from tui.demo.folders import write_journal
        from tui.demo.office import MEMBER

        write_journal(into, MEMBER, utc_now(), seed, years=years, much=True)
        say(_("Written. Open it with: sixdonts --home {folder}").format(folder=into))
    if out is not None:
        from tui.demo.folders import write_out

        with tempfile.TemporaryDirectory(prefix="sixdonts-") as workshop:
            paths = write_out(out, Path(workshop), utc_now(), seed)
        words = ngettext("{n} file written in {folder}.", "{n} files written in {folder}.", len(paths))
        say(words.format(n=len(paths), folder=out))
    if out is None and into is None:
        _open(seed)


def _refuse_full(folder: Path) -> None:
    """Pass when the folder is new or empty.

    Raises:
        CouldNot: there is something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CouldNot(_("{folder} is not empty; name a new folder.").format(folder=folder))


def _write_province(into: Path, text: str, seed: int) -> None:
    from content.period import Period
    from storage.clock import local_day, utc_now
    from storage.province import Lake
    from tui.demo.province import Shape, write_province

    try:
        shape = Shape.parse(text)
    except ValueError as error:
        words = _("{text} is no size. Write offices, branches of each, and months: 100x30x24")
        raise click.BadParameter(words.format(text=text), param_hint="--province") from error
    last = Period.month_of(local_day(utc_now()))
    count = write_province(Lake(into), shape, last, seed)
    say(ngettext("{n} fact written.", "{n} facts written.", count).format(n=count))
    say(_("See it with: sixdonts rollup report {folder} --period {period}").format(folder=into, period=last))


def _open(seed: int) -> None:
    import tempfile

    if not can_show():
        complain(_("This needs a terminal. For the files alone run: sixdonts demo --out DIR"))
        raise click.exceptions.Exit(2)
    from storage.clock import utc_now
    from tui.demo.folders import make_office
    from tui.start import open_app

    say(_("Making a sample office of 24 ..."))
    with tempfile.TemporaryDirectory(prefix="sixdonts-", ignore_cleanup_errors=True) as folder:
        office = make_office(Path(folder), utc_now(), seed)
        open_app(office.member, office.secretary, hand_in=office.inbox)
