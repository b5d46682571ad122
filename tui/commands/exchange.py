"""`exchange`: a person's computers tell each other what they recorded, over a stick or a shared folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.printable import printable_line
from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, agree, argument, command, complain, option, pass_desk, say, say_json

if TYPE_CHECKING:
    from desk.exchange import ExchangeLook
    from storage.exchange_settling import Conflict

HERE, BOTH = "here", "both"
COMMAND = "sixdonts exchange"


@command(help=mark_for_translation(
    "Exchange records with your other computers over a folder: a stick, a shared drive. Shows first what comes and "
    "goes.\n\n"
    "Each computer writes one file of its own there and reads the others'. What was changed on two of them at once is "
    "kept twice, and you are asked; --undecided lists it, --keep decides. The files hold all you wrote, readable for "
    "whoever has them, unless the vault is on: then they are sealed, and `vault join` lets another computer of yours "
    "read them. A branch's ledger does not go along: `branch hand-on` is for that."
))  # fmt: skip
@argument("folder", type=click.Path(path_type=Path), required=False,
          help=mark_for_translation("The folder; the one used last unless given."))  # fmt: skip
@option("--dry-run", is_flag=True, help=mark_for_translation("Only show what would be done."))
@option("--undecided", is_flag=True, help=mark_for_translation("List what two computers say differently."))
@option("--keep", "keeps", multiple=True, metavar="N=here|there|both",
        help=mark_for_translation("Of number N of --undecided keep this; again for more."))  # fmt: skip
@option("--yes", is_flag=True, help=mark_for_translation("Do it without asking."))
@option("--this-is-me", is_flag=True,
        help=mark_for_translation("Where nobody said yet who you are, or whose a file is: the files in the folder are "
                                  "mine."))  # fmt: skip
@option("--take-open", is_flag=True,
        help=mark_for_translation("While the vault is on: take in files that lie open too, which anybody could have "
                                  "written."))  # fmt: skip
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def exchange(
    desk: Desk,
    folder: Path | None,
    dry_run: bool,
    undecided: bool,
    keeps: tuple[str, ...],
    yes: bool,
    this_is_me: bool,
    take_open: bool,
    as_json: bool,
) -> None:
    """Show what would be done; ask, do it, and ask about what two computers say differently."""
    if undecided or keeps:
        if folder is not None:
            raise click.UsageError(_("--undecided and --keep go without a folder."))
        if dry_run:
            words = _("--dry-run shows what an exchange would do; it goes neither with --undecided nor with --keep.")
            raise click.UsageError(words)
        _keep_all(desk, keeps) if keeps else _list(desk, as_json=as_json)
        return
    _exchange(desk, folder or _used_last(desk), dry_run=dry_run, yes=yes, this_is_me=this_is_me, take_open=take_open)


def _exchange(desk: Desk, folder: Path, *, dry_run: bool, yes: bool, this_is_me: bool, take_open: bool) -> None:
    from desk.exchange import PLACE, exchange, look_at_folder
    from desk.words.exchange import exchanged_words, is_doubtful, is_nothing, unread_words

    look = look_at_folder(desk, folder, take_open=take_open or not (yes or dry_run))
    _say_look(look)
    if not (dry_run or take_open or yes) and _is_to_leave_open(look):
        look = look_at_folder(desk, folder, take_open=False)
        _say_look(look)
    if not is_nothing(look) and not this_is_me:
        is_asked = sys.stdin.isatty() and not dry_run
        if not _is_that_person(look, is_asked=is_asked):
            look = look_at_folder(desk, folder, take_open=look.take_open, take_unnamed=False)
            _say_look(look)
    if not dry_run:
        if not is_nothing(look):
            agree(_("Exchange this?"), yes=yes, default=not is_doubtful(look))
            done = exchange(desk, look)
            desk.journal.folders.keep(PLACE, str(folder.absolute()))
            say(exchanged_words(done, look))
        _offer_to_delete(look)
        _ask_about_all(desk)
    if unread := unread_words(look):
        raise CouldNot("\n".join(printable_line(line) for line in unread.split("\n")))


def _say_look(look: ExchangeLook) -> None:
    from desk.words.exchange import look_lines

    for line in look_lines(look):
        say(printable_line(line))


def _is_to_leave_open(look: ExchangeLook) -> bool:
    """Whether somebody who can be asked does not want what lies open, which anybody could have written."""
    from desk.words.exchange import take_open_words

    question = printable_line(take_open_words(look))
    return bool(question) and sys.stdin.isatty() and not click.confirm(question, default=False)


def _is_that_person(look: ExchangeLook, *, is_asked: bool) -> bool:
    """Whether what would come is one's own, as is known or somebody says; not: the rest is exchanged without it.

    Raises:
        CouldNot: nobody said so, and without it there is nothing to exchange.
    """
    from desk.words.exchange import am_i_words, whose_words

    if not (question := printable_line(am_i_words(look))):
        return True
    if is_asked and click.confirm(question, default=False):
        return True
    if look.goes_without_unnamed:
        return False
    command = "sixdonts profile --name ..."
    if not whose_words(look):
        words = _("{question} Nothing was exchanged. If yes: --this-is-me; if not, take a folder of your own.")
    elif is_asked:
        words = _("Nothing was exchanged. Say first who you are: {command}")
    else:
        words = _("{question} Nothing was exchanged. If yes: --this-is-me; if not: {command}")
    raise CouldNot(words.format(question=question, command=command))


def _offer_to_delete(look: ExchangeLook) -> None:
    """Ask whether this computer's files of before are to go, where somebody can be asked."""
    from desk.exchange import delete_older
    from desk.words.exchange import delete_older_words, deleted_older_words

    words = delete_older_words(look)
    if words and sys.stdin.isatty() and click.confirm(words, default=False):
        say(deleted_older_words(delete_older(look)))


def _used_last(desk: Desk) -> Path:
    from desk.exchange import PLACE

    last = desk.journal.folders.last(PLACE)
    if not last:
        raise CouldNot(_("Say which folder: sixdonts exchange FOLDER"))
    return Path(last)


def _list(desk: Desk, *, as_json: bool) -> None:
    from desk.exchange import undecided, undecided_later
    from desk.words.exchange import conflict_title

    found, later = undecided(desk), undecided_later(desk)
    if later:
        words = _("To be decided later: {n}. What stood here was lost; exchange once more first: {command}")
        complain(words.format(n=later, command=COMMAND))
    if as_json:
        say_json([
            {"number": number, "kind": one.key[0], "uid": one.key[1], "here": one.sides[0][1],
             "there": [document for _number, document in one.sides[1:]]}
            for number, one in enumerate(found, start=1)
        ])  # fmt: skip
        return
    if not found and not later:
        say(_("Nothing is to be decided."))
    for number, one in enumerate(found, start=1):
        say(printable_line(f"{number}  {conflict_title(one)}"))
        _show(desk, one)
        for choice in _choices(one):
            say(f"   sixdonts exchange --keep {number}={choice}")
    if found:
        say(_("Several at once: --keep again for each. Then exchange once more: {command}").format(command=COMMAND))


def _show(desk: Desk, conflict: Conflict) -> None:
    from desk.words.exchange import side_lines

    for line in side_lines(conflict, desk.lists):
        say(f"   {printable_line(line)}")


def _choices(conflict: Conflict) -> dict[str, int | None]:
    """What can be kept, by the word for it: `there` is the other, where there are more `there2` is the second."""
    (own, _document), *others = conflict.sides
    found: dict[str, int | None] = {HERE: own}
    found |= {f"there{place if place > 1 else ''}": number for place, (number, _one) in enumerate(others, start=1)}
    if conflict.can_both_stay:
        found[BOTH] = None
    return found


def _keep_all(desk: Desk, keeps: tuple[str, ...]) -> None:
    from desk.exchange import decide, undecided
    from desk.words.exchange import conflict_title

    found, wanted = undecided(desk), list[tuple["Conflict", int | None]]()
    for keep in keeps:
        number, _equals, word = keep.partition("=")
        if not (number.isascii() and number.isdecimal() and 1 <= int(number[:6]) <= len(found)):
            raise CouldNot(_("There is no number {n}; --undecided lists them.").format(n=printable_line(number)))
        conflict = found[int(number) - 1]
        choices = _choices(conflict)
        if not word:
            words = _("Number {n} ({title}): say which to keep: {choices}").format(
                n=number, title=conflict_title(conflict),
                choices=_(", ").join(f"--keep {number}={choice}" for choice in choices),
            )  # fmt: skip
            raise CouldNot(printable_line(words))
        if word not in choices:
            words = _("Number {n} ({title}): {text} is not one of: {choices}").format(
                n=number, title=conflict_title(conflict), text=word, choices=_(", ").join(choices)
            )
            raise CouldNot(printable_line(words))
        if any(conflict is other for other, _choice in wanted):
            raise CouldNot(_("Number {n} was given twice. Nothing was decided.").format(n=number))
        wanted.append((conflict, choices[word]))
    for conflict, chosen in wanted:
        decide(desk, conflict, chosen)
    _say_decided(len(wanted))


def _ask_about_all(desk: Desk) -> None:
    """Ask about each where somebody can be asked, else say how it is done."""
    from desk.exchange import decide, undecided
    from desk.words.exchange import conflict_title

    found = undecided(desk)
    if not found:
        return
    if not sys.stdin.isatty():
        say(_("To be decided: {n}. See: {command}").format(n=len(found), command="sixdonts exchange --undecided"))
        return
    decided = 0
    for number, conflict in enumerate(found, start=1):
        choices = _choices(conflict)
        say(printable_line(f"{number}/{len(found)}  {conflict_title(conflict)}"))
        _show(desk, conflict)
        labels = labels_of(choices)
        numbered = "  ".join(f"{n} {label}" for n, label in enumerate(labels, start=1))
        words = _("Keep which? {choices} (Enter: later)").format(choices=numbered)
        meant = click.prompt(
            words, default="", show_default=False, prompt_suffix=" ", value_proc=partial(meant_by, labels)
        )
        if meant:
            decide(desk, conflict, choices[meant])
            decided += 1
    _say_decided(decided)


def labels_of(choices: Iterable[str]) -> dict[str, str]:
    """The choices by what they are called where somebody is asked."""
    called = {HERE: _("this one", context="version"), BOTH: _("both", context="version")}
    there = _("the other one", context="version")
    return {called.get(word) or f"{there}{word.removeprefix('there')}": word for word in choices}


def meant_by(labels: Mapping[str, str], said: str) -> str:
    """The choice that was typed, by its number, by what it is called, or as --keep has it; empty for later.

    Raises:
        UsageError: it is none.
    """
    said = said.strip().lower()
    numbered = {str(n): word for n, word in enumerate(labels.values(), start=1)}
    named = {**numbered, **labels, **{word: word for word in labels.values()}, "": ""}
    if said not in named:
        raise click.UsageError(_("Type one of these numbers: {numbers}").format(numbers=_(", ").join(numbered)))
    return named[said]


def _say_decided(count: int) -> None:
    if count:
        say(_("Decided: {n}. Exchange once more here, then on the other computer.").format(n=count))
