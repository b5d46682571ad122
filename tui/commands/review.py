"""`review`: what a period of one's own records comes to, as on the screen Review."""

from __future__ import annotations

from pathlib import Path

import click

from content.period import Period, Span
from content.words import mark_for_translation
from desk.desk import Desk
from tui.commands.base import PERIOD, CouldNot, command, ending_of, option, pass_desk, save_and_say, say, say_json

ENDINGS = (".txt", ".md", ".docx", ".html")
PARTS = {span.value: span for span in (Span.WEEK, Span.MONTH, Span.QUARTER)}


@command(
    help=mark_for_translation(
        "Look back on a period: items, shares beside those of a year before, sentences, matters, hours, quiz.\n\n"
        "The same figures as on the screen (F6), each with what it is out of. Nothing of it leaves this computer by "
        "itself."
    )
)
@option("--period", type=PERIOD, help=mark_for_translation("2026-11, 2026-Q4, 2026; this month when left out."))
@option("--by", "parts", type=click.Choice(list(PARTS)), default=Span.MONTH.value,
        help=mark_for_translation("Shares by week, month (as when left out) or quarter."))  # fmt: skip
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("Write it to this file instead: .txt, .md, .docx or .html."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def review(desk: Desk, period: Period | None, parts: str, as_json: bool, out: Path | None, force: bool) -> None:
    """Print the review, or save it."""
    from desk.not_shown import not_shown_of
    from desk.review import REVIEWED, whole_review
    from desk.words.unread import incomplete_page_words
    from reports import formats
    from reports.plain_text import plain_text
    from reports.review import too_long_words
    from reports.review_document import data, document

    period = period or Period.month_of(desk.today())
    if words := too_long_words(period):
        raise CouldNot(words)
    ending = ending_of(out, ENDINGS, "--out") if out else ""
    found = whole_review(desk, period, PARTS[parts])
    if as_json and out is None:
        say_json(data(found))
    elif out is None:
        if files := not_shown_of(desk, period, *REVIEWED):
            say(incomplete_page_words(files))
        say(plain_text(document(found)))
    else:
        page = document(found)
        content = f"{plain_text(page)}\n".encode() if ending == ".txt" else formats.write(page, ending, desk.fonts)
        save_and_say({out: content}, force=force)


@command(
    help=mark_for_translation(
        "A quarter, half a year or a year in one document, for 平时考核 or the year's end: matters settled, study, "
        "what fell short and what was done about it, in your own words.\n\nSave it as .docx or .md and finish it by "
        "hand; what comes next is left blank."
    )
)
@option("--period", type=PERIOD, help=mark_for_translation("2026-Q4, 2026; this quarter when left out."))
@option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
        help=mark_for_translation("Write it to this file instead: .txt, .md, .docx or .html."))  # fmt: skip
@option("--force", is_flag=True, help=mark_for_translation("Replace files that are already there."))
@pass_desk
def appraisal(desk: Desk, period: Period | None, out: Path | None, force: bool) -> None:
    """Print the document, or save it."""
    from desk.appraisal import appraisal_of
    from reports import formats
    from reports.plain_text import plain_text

    ending = ending_of(out, ENDINGS, "--out") if out else ""
    page = appraisal_of(desk, period or Period.quarter_of(desk.today()))
    if out is None:
        say(plain_text(page))
        return
    content = f"{plain_text(page)}\n".encode() if ending == ".txt" else formats.write(page, ending, desk.fonts)
    save_and_say({out: content}, force=force)
