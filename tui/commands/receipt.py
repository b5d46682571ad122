"""`receipt`: what the branch said of what was handed in; take in its file."""

from __future__ import annotations

from pathlib import Path

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, argument, command, must_be_there, option, pass_desk, say, say_json


@command(
    help=mark_for_translation(
        "Take in a receipt of the branch: received, or returned with a comment. Without a file, show what it said.\n\n"
        "After a return, change what is to be put otherwise and run submit again: the next revision is made."
    )
)
@argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False,
          help=mark_for_translation("The file that the branch handed out."))  # fmt: skip
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@pass_desk
def receipt(desk: Desk, file: Path | None, as_json: bool) -> None:
    """Take it in, or show all."""
    from desk.receiving import last_revision, take_in_receipt
    from desk.words.faults import submission_fault_words
    from desk.words.receipts import taken_in_words
    from storage.submission import SubmissionError

    if file is None:
        _show(desk, as_json)
        return
    must_be_there(file)
    try:
        taken = take_in_receipt(desk, file)
    except SubmissionError as error:
        words = submission_fault_words(error)
        raise CouldNot(_("{file}: {problem}").format(file=file.name, problem=words)) from error
    saved = last_revision(desk, str(taken.period))
    if as_json:
        say_json({"period": str(taken.period), "news": taken.news.value, **taken.receipt.model_dump(mode="json")})
    else:
        say(taken_in_words(desk, taken, saved))


def _show(desk: Desk, as_json: bool) -> None:
    """All that was said of each period, the latest first."""
    from content.dates import period_words
    from content.period import Period
    from desk.receiving import last_revision, receipts_of
    from desk.words.receipts import receipt_words

    periods = sorted(desk.journal.submission_receipts.all(), reverse=True)
    found = [(period, receipts_of(desk, Period.parse(period))) for period in periods]
    if as_json:
        say_json([{"period": period, **one.model_dump(mode="json")} for period, all_ in found for one in all_])
        return
    for period, all_ in found:
        for place, one in enumerate(all_):
            words = receipt_words(desk, one, one.revision if place else last_revision(desk, period))
            say(_("{label}: {text}").format(label=period_words(Period.parse(period)), text=words))
    if not found:
        say(_("The branch has said nothing yet."))
