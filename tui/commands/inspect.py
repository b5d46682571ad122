"""`inspect`: what a submission file says of itself, and whether it is as it was made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from content.errors import reason_of
from content.words import _, mark_for_translation
from tui.commands.base import CouldNot, argument, command, must_be_there, option, say, say_json

if TYPE_CHECKING:
    from storage.facts import Header
    from storage.submission import SubmissionError


@command(
    help=mark_for_translation(
        "Show what is in a submission file, and whether it was changed.\n\n"
        "The checksum shows that the file was not changed, not that it is true."
    )
)
@argument(
    "file",
    type=click.Path(path_type=Path),
    help=mark_for_translation("The submission file."),
)
@option("--json", "as_json", is_flag=True, help=mark_for_translation("For another program."))
def inspect(file: Path, as_json: bool) -> None:
    """Print the header, the counts and the checksum; or what is wrong."""
    from desk.words.branch import arrival_words
    from storage.arriving import as_written
    from storage.collecting import NotAPlainFile, read_file
    from storage.errors import NotRead
    from storage.passed import Passed
    from storage.submission import SubmissionError, fingerprint

    must_be_there(file)
    where = Path(os.path.realpath(file))  # whoever names a link means what it leads to
    try:
        if where.is_dir():
            raise NotAPlainFile(Passed.NOT_PLAIN)
        submission, data = read_file(where)
    except SubmissionError as error:
        _say_fault(file, error, as_json)
        raise click.exceptions.Exit(1) from error
    except NotAPlainFile as error:
        words = _("is a folder or a device, not a file; choose a file")
        raise CouldNot(_("{file}: {problem}").format(file=file.name, problem=words)) from error
    except OSError as error:
        raise NotRead(file.parent, file.name, reason_of(error)) from error
    sha256, arrived = fingerprint(data), as_written(data)
    if as_json:
        header = submission.header.model_dump(mode="json")
        say_json({"file": str(file), "is_sound": True, "sha256": sha256, "checksum": arrived.checksum,
                  "changes": [*arrived.changes], "header": header})  # fmt: skip
        return
    for line in _header_lines(submission.header):
        say(line)
    say(_("Check code (the file's last line): {checksum}").format(checksum=arrived.checksum))
    if arrived.changes:
        say(arrival_words(arrived.changes))
    say(_("The checksum fits: the file is as it was made."))
    say(_("The checksum shows that the file was not changed, not that it is true."))


def _say_fault(file: Path, error: SubmissionError, as_json: bool) -> None:
    from desk.words.faults import submission_fault_words
    from storage.submission import DamagedSubmission

    if not as_json:
        words = _("{file}: {problem}").format(file=file.name, problem=submission_fault_words(error))
        raise CouldNot(words) from error
    code = error.reason if isinstance(error, DamagedSubmission) else type(error).__name__
    say_json({"file": str(file), "is_sound": False, "fault": code, "words": submission_fault_words(error)})


def _header_lines(header: Header) -> list[str]:
    from content.dates import period_words
    from content.period import Period

    pairs = [
        (_("Name"), header.name),
        (_("Member no."), header.member_no),
        (_("Branch"), header.branch),
        (_("Party group"), header.party_group),
        (_("Office"), header.office),
        (_("Period"), period_words(Period.parse(header.period))),
        (_("Revision"), str(header.revision)),
        (_("Made"), f"{header.made_at.astimezone():%Y-%m-%d %H:%M}"),
        (_("Program"), header.program),
        (_("List"), _("{title} ({key})").format(title=f"{header.list_id} {header.list_edition}", key=header.list_hash)),
        (_("Content"), _(", ").join(f"{fact_words(name)} {count}" for name, count in header.counts.items())),
    ]
    return [_("{label}: {text}").format(label=label, text=text or _("blank")) for label, text in pairs]


def fact_words(name: str) -> str:
    """What a kind of fact in a submission is called."""
    return {
        "completeness": _("completeness"),
        "on_leave": _("days of leave"),
        "item_marks": _("marks per item"),
        "sentence": _("sentences"),
        "matter": _("matters"),
        "note": _("study notes"),
        "study": _("study hours"),
        "attended": _("meetings attended"),
        "quiz": _("quiz"),
        "quiz_topic": _("quiz by topic"),
        "quiz_question": _("questions answered"),
        "remark": _("remark"),
        "branch_figures": _("the branch's figures"),
        "branch_member": _("members and their standing"),
        "branch_problem": _("problems of the branch's list"),
    }[name]
