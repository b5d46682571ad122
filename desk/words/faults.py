"""The words for what can go wrong: one line each, what happened and what to do."""

from __future__ import annotations

from content.cells import cut
from content.dates import day_words
from content.drawing import TooFew
from content.errors import FileFaults, PackError, SixdontsError, reason_of
from content.importing.limits import UnreadableError, unreadable_words
from content.parsing import UnparsableError
from content.words import _, ngettext, sentences
from desk.schedulers import NoScheduler, SchedulerRefused
from desk.words.problem_order import before_words, what_first_words
from desk.words.province_faults import province_fault_words
from desk.words.quiz import lacking_words
from desk.words.unread import damage_notices, not_read_words, unshown_words
from desk.words.vault import vault_changed_words, vault_fault_words, vault_notices, whole_folder_words
from storage import errors, problems, submission
from storage.record_files import Notice, NoticeKind
from storage.roster import RosterFault
from storage.roster_cells import first_of_month
from storage.settings import LANGUAGES, LONGEST, NUMBERS, SIGNS, THEMES, SettingNotice, Settings


def fault_words(error: SixdontsError) -> str:
    """One line for an error: what happened, and what to do."""
    if isinstance(error, submission.SubmissionError):
        return submission_fault_words(error)
    if isinstance(error, errors.StorageError):
        return _storage_fault_words(error)
    if isinstance(error, errors.LedgerError):
        return _ledger_fault_words(error)
    if isinstance(error, errors.VaultError):
        return vault_fault_words(error)
    if isinstance(error, errors.ProvinceError):
        return province_fault_words(error)
    if isinstance(error, errors.ChangedElsewhere):
        return _("It was changed elsewhere meanwhile, so nothing was saved. Look at it again first.")
    return _content_fault_words(error)


def _content_fault_words(error: SixdontsError) -> str:
    if isinstance(error, NoScheduler):
        return _("This system has no scheduler the program knows (systemd, cron, Task Scheduler); nothing was changed.")
    if isinstance(error, SchedulerRefused):
        return _("{program} refused, it says: {reason}").format(program=error.program, reason=cut(error.said, 200))
    if isinstance(error, problems.NotAllowed):
        return not_allowed_words(error)
    if isinstance(error, errors.NotThisReceipt):
        return _receipt_fault_words(error)
    if isinstance(error, PackError):
        return str(error)
    if isinstance(error, FileFaults):
        return _first_fault(error.faults)
    if isinstance(error, TooFew):
        return _("There are too few questions: {list}").format(list=lacking_words(error))
    if isinstance(error, UnreadableError):
        words = unreadable_words(error, _("is no Excel (.xlsx) or CSV file"), _("is too large for a table"))
        return _("The file {words}.").format(words=words)
    if isinstance(error, UnparsableError):
        return _("The file is damaged or of another kind and cannot be read. Nothing was taken from it.")
    return _("It could not be done, and the program does not know why. Nothing was changed.")


def _first_fault(faults: list[tuple[int, str]]) -> str:
    """The first fault of a file, and how many more there are."""
    line, words = faults[0]
    said = _("Line {line}: {problem}").format(line=line, problem=words) if line else words
    if more := len(faults) - 1:
        said += ngettext(" ({n} more fault)", " ({n} more faults)", more).format(n=more)
    return said


def _ledger_fault_words(error: errors.LedgerError) -> str:
    if isinstance(error, errors.NoSuchMember):
        return _("Nobody in the roster has the number {number}. Look it up, or take in the roster first.").format(
            number=cut(error.member_no, 30)
        )
    if isinstance(error, errors.NothingTakenIn):
        if error.name:
            return _("{name} has sent nothing for this period that could be returned.").format(name=cut(error.name, 30))
        return _("Nothing was taken in for this period, so there is no receipt to hand out.")
    if isinstance(error, errors.NoReport):
        return {
            "roster": _("There is no roster yet, so no report was made. First read one in."),
            "branch": _("The branch's name is not known, so no report was made. It comes with the roster."),
            "ahead": _("That period has not begun, so no report was made."),
            "returned": _("All that was taken in for this period was returned, so no report was made."),
            "orders": _("Nothing on the list is in hand that somebody is responsible for, so no sheet was made."),
            "owner": _("Nothing on the list is in hand for anybody of that name, so no sheet was made."),
        }.get(error.why, _("Nothing was taken in for this period, so no report was made."))
    return _("The ledger does not allow this. Nothing was changed.")


def _receipt_fault_words(error: errors.NotThisReceipt) -> str:
    """Why a receipt was not taken in."""
    whom = cut(error.whom, 60)
    return {
        "member": _("This receipt is for {whom}, not for you. Nothing was taken in; pass it on."),
        "branch": _("This receipt is from {whom}, which is not your branch. Nothing was taken in."),
        "returned": _("Yours was returned, and its receipt is taken in already; this one is for the others."),
        "not_in": _(
            "The number {whom} does not stand in this receipt. A file that was returned has a receipt of its own; else "
            "ask the branch whether it arrived."
        ),
        "to_come": _(
            "This receipt says it was made on {whom}, which is to come. Nothing was taken in; see whose date is wrong."
        ),
    }.get(error.why, _("Say first who you are: name and member number, in Set-up.")).format(whom=whom)


def not_allowed_words(error: problems.NotAllowed) -> str:
    """Why the branch's list does not allow something."""
    said = {
        "none": _("This problem is not in the ledger any more. Nothing was changed; the list shows what there is."),
        "status": what_first_words(error),
        "reason": _("Write the reason: it stays with the problem."),
        "day_before": before_words(error),
        "day_given": _("The day lies before the day of the problem."),
        "day_ahead": _("That day has not come yet."),
        "due_day": _("Write a new due day, other than the one there is."),
        "owner": _("Whoever is responsible cannot verify it: name somebody else."),
        "into": _("That is not possible with this problem: it is not in hand any more, or one of those to be merged."),
        "due_earlier": _("It is due on {day}: an extension needs a later day."),
        "due_past": _("The new due day is over already: write one that is still to come."),
        "same_owner": _("{who} is responsible already. Nothing was changed."),
        "no_name": _("Write who sees to it from now on."),
        "several": _("{name} may be any of {who}: write the member number.", context="person"),
        "left": _("{who} left the branch on {day}: name somebody else."),
        "number": _("Nobody on the roster has the number {name}: look it up."),
        "like": _("{name}: is that {who}? If so, write the number."),
        "nobody": _("Nobody on the roster is called {name}: look the name up."),
    }
    words = said.get(error.why, _("The ledger does not allow this. Nothing was changed."))
    return words.format_map({name: cut(text, 60) for name, text in error.said.items()})


def _storage_fault_words(error: errors.StorageError) -> str:
    if isinstance(error, errors.NewerFormat):
        return _("These records were made by a newer program and can only be read here. Please update sixdonts.")
    if isinstance(error, errors.Unusable):
        said = {
            "not a folder": _("{folder} is a file, or lies below one; choose another data folder with --home."),
            "not readable": _(
                "The data folder {folder} cannot be read; perhaps it is another user's. Check its rights, or choose "
                "another with --home."
            ),
            "gone": _("The data folder {folder} is gone; nothing was saved. Connect its disk, then try again."),
        }
        return said[error.reason].format(folder=error.path)
    if isinstance(error, errors.ReadOnly):
        if error.reason == "another desk":
            return _("This session is open at another desk. Here it can only be watched; nothing was changed.")
        return _("The data folder cannot be written, nothing was changed: {folder}. Check its rights.").format(
            folder=error.path
        )
    if isinstance(error, errors.Busy):
        return _("Another program is using the records. Not saved; please try again in a moment.")
    if isinstance(error, errors.Gone):
        return _("This record is not there any more; it was moved or deleted elsewhere. The list shows what there is.")
    if isinstance(error, errors.Taken):
        return _("A record of this name is already there and says something else. Nothing was changed.")
    if isinstance(error, errors.SettingsBroken):
        return _("settings.toml has a fault in line {line} and was not changed. Mend that line first.").format(
            line=error.line
        )
    if isinstance(error, errors.HalfDone | errors.LinkInside):
        return whole_folder_words(error)
    if isinstance(error, errors.NotRead):
        return not_read_words(error)
    return _not_written_words(error)


def _not_written_words(error: errors.StorageError) -> str:
    name = error.path.name
    if error.reason == "disk full":
        return _(
            "The disk is full. {file} was not saved; what was saved before is safe. Make room and try again."
        ).format(file=name)
    if error.reason == "file too large":
        return _("{file} is too large for this disk and was not saved; what was saved before is safe.").format(
            file=name
        )
    if isinstance(error, errors.WriteFailed):
        words = _("{file} could not be saved ({reason}); what was saved before is safe.")
        return vault_changed_words(error.error) or words.format(file=name, reason=reason_of(error.error))
    return _("The records could not be read or written ({file}). Nothing was changed; run sixdonts doctor.").format(
        file=name
    )


def submission_fault_words(error: submission.SubmissionError) -> str:
    """One line on a file that is no sound submission."""
    if isinstance(error, submission.TooLarge):
        return _("Too large for a submission: probably another file.")
    if isinstance(error, submission.NotASubmission):
        return {
            "receipt": _("A receipt of the branch, not a submission: it is taken in at Share."),
            "slip": _("A slip of a meeting's hours, not a submission: each member takes in their own."),
            "no_slip": _("Not a slip of a meeting: choose the file that the branch handed out."),
            "no_receipt": _("Not a receipt of the branch: choose the file that it handed out."),
        }.get(error.kind, _("Not a submission made by sixdonts."))
    if isinstance(error, submission.UnknownVersion):
        return _("Made by a newer program (format {version}). Update sixdonts, or ask for the file again.").format(
            version=error.version
        )
    if isinstance(error, submission.DamagedSubmission):
        what = {
            "empty": _("the file is empty"),
            "last_line": _("the last line is missing: the file was cut short"),
            "checksum": _("the file was changed after it was made"),
            "resaved": _("it was saved again in GB 18030, and letters were lost or changed"),
            "several": _("it holds more than one submission"),
        }.get(error.reason, _("line {line} is not what the program writes").format(line=error.line))
        return _("Damaged: {what}. Ask for the file again.").format(what=what)
    return _("It could not be written or read as a submission.")


def column_words(column: str) -> str:
    """What a column of the roster is called."""
    return {
        "member_no": _("Member no."),
        "running_no": _("Running no."),
        "name": _("Name"),
        "branch": _("Branch"),
        "office": _("Office"),
        "post": _("Post"),
        "party_group": _("Party group"),
        "political_status": _("Political status"),
        "party_post": _("Party post"),
        "joined_day": _("Joined on"),
        "left_day": _("Left on"),
    }.get(column, "")


def _month_alone_words(text: str) -> str:
    """That no day stands beside a month, and which was taken."""
    day = first_of_month(text)
    words = _("{value} names no day: {day} is taken. Where another is meant, write it out.")
    return words.format(value=text, day=day_words(day) if day else "")


def roster_fault_words(fault: RosterFault) -> str:
    """One line on a fault of the roster, with its row."""
    value = fault.value
    words = {
        "cannot_open": _("The file cannot be opened: {reason}").format(reason=value or _("it is missing or broken.")),
        "not_a_table": _("Not an Excel (.xlsx) or CSV file. Save it as one of these and try again."),
        "too_large": _("The file is too large for a roster."),
        "too_many_rows": _("More rows than a roster has; the rest was not read."),
        "missing_column": _("The column {value} is missing. Give the table this heading.").format(
            value=column_words(fault.column)
        ),
        "running_number_used": _("There is no column of member numbers, so the running number was taken."),
        "empty_number": _("{name} has no member number: fill it in.").format(name=value),
        "empty_name": _("Number {value} has no name: fill it in.").format(value=value),
        "doubled_number": _("Number {value} is already in row {first}: give each member one of their own.").format(
            value=value, first=fault.first_row
        ),
        "damaged_number": _(
            "Number {value} was spoiled by Excel. Format the column as text and type the number in again."
        ).format(value=value),
        "month_alone": _month_alone_words(value),
        "impossible_date": _("{value} is no date, or its year is wrong: write it as 2026-11-23.").format(value=value),
        "doubtful_name": _("'{name}' does not look like the name of one person.").format(name=cut(value, 30)),
        "left_before_joined": _("the day of leaving lies before the day of joining ({value}).").format(value=value),
        "other_table": _("another table{title} with {n} people was found, and was not read.").format(
            title=_(" '{title}'").format(title=cut(value, 30)) if value else "", n=fault.first_row
        ),
        "members_elsewhere": _(
            "Sheet {sheet} has {n} people too, and was not read. Put all on one sheet if they belong here."
        ).format(sheet=value, n=fault.first_row),
        "same_name": _("{name} stands in row {first} already, and has no number here: two people?").format(
            name=value, first=fault.first_row
        ),
        "sideways": _("The table lies on its side: the headings stand beneath each other, each person is a column."),
    }[fault.code]
    if fault.said:
        return _("The file {words}.").format(words=fault.said)
    return _("Row {row}: {words}").format(row=fault.row, words=words) if fault.row else words


def notice_words(notice: Notice) -> str:
    """One line on what the person should know about their files."""
    words: dict[NoticeKind, str] = {
        **damage_notices(),
        **_backup_notices(),
        "aside": _(
            "A change that was broken off cannot be read and was not made ({file}); it is kept beside. Look whether "
            "what you saved last is there."
        ),
        "format": _("{file} is damaged. The records are read as those of this program."),
        "record": _("A record in {file} cannot be read ({detail}). It is kept as it is; everything else is shown."),
        "unreadable": unshown_words(notice),
        "intent": _("A change that was broken off has been completed: {file}."),
        "waiting": _(
            "Saved, but not yet put into its files ({detail}); that is done at the next save. Do not copy the folder "
            "before."
        ),
        "unsure": _(
            "{file} was saved, but the system did not confirm that it is on the disk ({detail}). Check the disk."
        ),
        "locked": _(
            "Saved, but the records could not be let go ({detail}). If nothing can be saved now, close the program and "
            "start it again."
        ),
        "beside": _(
            "{file} is a copy of {detail} that another program made, perhaps a cloud drive. It is not read. What only "
            'it holds: sixdonts doctor --show "{file}"'
        ),
        "original": _("The file {detail} that was taken in is missing or was changed since."),
        "doubled": _(
            "In {file} something stands twice ({detail}). The last counts; a copy is kept when the file is changed."
        ),
        "table": _("{file} has a table of another program ({detail}). It is not read, and kept as it is."),
    }
    return words[notice.kind].format(file=notice.file, detail=notice.detail)


def _backup_notices() -> dict[NoticeKind, str]:
    """What to say of a copy or a backup that could not be made, of sealed files, and of what lies beside."""
    return {
        **vault_notices(),
        **_doctor_notices(),
        "second": _("The day's backup could not be written to {file} ({detail}). The records themselves are safe."),
        "missed": _("The second folder for backups was not reached for {detail} days: {file}."),
        "copy": _("The copy of the day could not be made ({detail}); the records themselves are safe."),
    }


def _doctor_notices() -> dict[NoticeKind, str]:
    """What doctor says of files beside the records, with {file} and {detail}."""
    said: dict[NoticeKind, str] = {
        "absent": _(
            "{file} is not here any more. The copy before the last save is used, which may lack that save. Mend it:"
        ),
        "gone": _("{file} is not here any more; {detail} still has it. Bring it back:"),
        "begun anew": _("{file} was gone and begun anew; {detail} has records that it lacks. Bring them back:"),
        "older": _("{file} is older than {detail} and says less: perhaps an old copy was put in its place. Mend it:"),
        "twice": _("A record stands in {file} and in {detail}; the newer one is shown. Put it right:"),
        "misplaced": _("A record in {file} belongs in {detail}, and counts in no month or year. Put it right:"),
        "bak": _("{file} cannot be read. The file itself is not touched by it. Set it aside:"),
        "bad_copy": _("{file} cannot be read; the backup lacks it. Set it aside:"),
        "schedule": _("{file} does not say what the answers say. Make it anew:"),
    }
    before = _("{file} is not here any more; copies/{detail} still has it. See it, and bring it back:")
    return {
        **{kind: sentences(words, "sixdonts doctor --repair") for kind, words in said.items()},
        "kept before": sentences(before, "sixdonts restore {detail}"),  # once saved over, no repair goes by that copy
    }


def setting_notice_words(notice: SettingNotice) -> str:
    """One line on what is wrong in the file of settings, and what is used instead."""
    if notice.problem == "unreadable":
        return _("settings.toml cannot be read; the defaults are used. Check its rights.")
    if notice.problem == "broken":
        words = _("settings.toml, line {line}: not TOML; the defaults are used. Mend the line or delete it.")
        return words.format(line=notice.line)
    if notice.problem == "unknown":
        words = _("settings.toml, line {line}: there is no setting {key}; there are: {keys}.")
        return words.format(line=notice.line, key=cut(notice.key, 30), keys=_(", ").join(Settings._fields))
    if (of_keys := _key_notices().get(notice.problem)) is not None:
        detail = notice.detail if notice.problem == "no action" else cut(notice.detail, 30)  # names of our own
        return of_keys.format(line=notice.line, key=cut(notice.key, 30), used=notice.used, detail=detail)
    words = _("settings.toml, line {line}: {key} cannot be that; {used} is used. Allowed: {allowed}.")
    return words.format(
        line=notice.line, key=notice.key, used=notice.used or _("the standard"), allowed=_allowed_words(notice.key)
    )


def _key_notices() -> dict[str, str]:
    """What to say of a line with keys that is not followed."""
    return {
        "no action": _("settings.toml, line {line}: there is no action {key}; there are: {detail}."),
        "not a key": _("settings.toml, line {line}: {key} cannot have {detail}; it keeps {used}. Take another."),
        "taken": _("settings.toml, line {line}: {detail} has that key too; {key} keeps {used}. Take another."),
    }


def _allowed_words(key: str) -> str:
    """What a setting may be."""
    if (choices := {"language": LANGUAGES, "theme": THEMES, "signs": SIGNS}.get(key)) is not None:
        return _(", ").join(choices)
    if (numbers := NUMBERS.get(key)) is not None:
        return _("a whole number from {first} to {last}").format(first=numbers[0], last=numbers[-1])
    if key == "meetings_due":
        return _("kinds of meeting with how often, in quotation marks, such as {example}").format(
            example='"committee:month lecture:quarter"'
        )
    if key == "own_meeting_kinds":
        return _("kinds of meeting with 、 between them in quotation marks, at most {n} characters").format(n=LONGEST)
    if key == "form_columns":
        return _("columns of forms, such as {example}").format(example='"matters/备注=result"')
    if key == "keys":
        return _("lines under [keys], such as {example}").format(example='matters.add = "n"')
    return _("the name of a font in quotation marks, at most {n} characters").format(n=LONGEST)
