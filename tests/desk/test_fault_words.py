"""Every fault has its words, in both languages: none falls to a bare id or to the system's English."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

import content
import desk
import reports
import storage
from content.drawing import TooFew
from content.errors import FileFaults, PackError, SixdontsError, reason_of
from content.importing.limits import Kind, UnreadableError, Why
from content.models import QuestionType
from content.parsing import UnparsableError
from content.words import use
from desk.schedulers import NoScheduler, SchedulerRefused
from desk.words.faults import fault_words, notice_words, setting_notice_words
from storage import errors, problems, submission
from storage.files import Files
from storage.record_files import Notice, NoticeKind
from storage.records import StudyNote
from storage.settings import Problem, SettingNotice, Settings, read_settings
from storage.vault import new_recovery_key
from storage.vaulting import with_new_key
from tests.computers import desk_at, write
from tests.storage.vaults import PASSPHRASE, QUICK, turn_on, unlock

UID = "9f2c11ab"
HOME = Path("/somewhere")
ENGLISH_REASON = os.strerror(errno.EIO)
NOTE = StudyNote.new(datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23), uid=UID, title="学习")

EXAMPLES: list[SixdontsError] = [
    SixdontsError(UID),
    PackError(HOME / "pack" / "pack.toml", 3, "题干为空"),
    PackError(HOME / "pack" / "pack.toml", None, "题干为空"),
    FileFaults([(0, "是空的")]),
    FileFaults([(3, "是空的"), (4, "是空的")]),
    UnparsableError(ENGLISH_REASON),
    *(UnreadableError(why, kind=kind) for why in get_args(Why) for kind in get_args(Kind)),
    TooFew([(QuestionType.SINGLE, 5, 2)]),
    errors.StorageError(HOME, UID),
    errors.ReadOnly(HOME),
    errors.Unusable(HOME, "not a folder"),
    errors.Unusable(HOME, "not readable"),
    errors.Unusable(HOME, "gone"),
    errors.NewerFormat(HOME, 2, 1),
    errors.Busy(HOME),
    errors.NotWhole(HOME, "branch/roster.json", "已损坏"),
    errors.NotWhole(HOME, "branch/roster.json", "不见了", "copies/2026-11-22"),
    *(errors.WriteFailed(HOME / "x.json", OSError(code, os.strerror(code))) for code in errno.errorcode),
    errors.WriteFailed(HOME / "x.json", OSError(ENGLISH_REASON)),
    *(
        problems.NotAllowed(why, UID)
        for why in ("status", "reason", "day_before", "day_ahead", "owner", "due_day", "into", "none")
    ),
    errors.Gone(HOME, UID),
    errors.Taken(HOME, UID),
    errors.SettingsBroken(HOME, 3),
    errors.NotRead(HOME, "notes", "13"),
    *(errors.HalfDone(HOME, change, OSError(28, os.strerror(28))) for change in ("on", "off", "rekey")),
    errors.LinkInside(HOME / "notes"),
    submission.SubmissionError(),
    submission.TooLarge(),
    *(submission.NotASubmission(kind) for kind in ("", "receipt", "no_receipt", "other")),
    *(submission.DamagedSubmission(why, 3) for why in ("empty", "last_line", "checksum", "resaved", "several", "line")),
    submission.UnknownVersion(9),
    errors.VaultError(UID),
    errors.WrongPassphrase(),
    errors.OtherRecoveryKey(),
    errors.MistypedRecoveryKey(3),
    errors.BrokenHeader(UID),
    errors.NewerVault(UID),
    errors.NotEnoughMemory(64),
    errors.HeaderIsMissing(),
    errors.VaultIsOn(),
    errors.VaultIsLocked(),
    errors.VaultIsLocked("a.zip"),
    errors.LedgerError(UID),
    errors.NoSuchMember("042"),
    errors.NothingTakenIn(),
    errors.NothingTakenIn("李四"),
    errors.ProvinceError(UID),
    errors.NoEngine(),
    errors.NoLake(HOME),
    errors.DamagedLake(HOME / "period=2026-11" / "facts.parquet"),
    errors.NotWholeMonths(),
    *(errors.NoReport(why) for why in ("roster", "branch", "received", "orders", "owner")),
    *(errors.NotThisReceipt(why, "李四（002）") for why in ("member", "branch", "not_in", "profile")),
    NoScheduler(),
    SchedulerRefused("crontab", "13"),
    errors.ChangedElsewhere(NOTE),
]


def classes(base: type[SixdontsError]) -> Iterator[type[SixdontsError]]:
    yield base
    for below in base.__subclasses__():
        yield from classes(below)


def import_all() -> None:
    for package in (content, storage, reports, desk):
        folder = Path(package.__path__[0])
        for file in folder.rglob("*.py"):
            import_module(".".join((package.__name__, *file.relative_to(folder).with_suffix("").parts)))


def test_the_table_of_this_test_and_the_drawing_of_the_tree_name_every_class() -> None:
    import_all()
    there = {one.__name__ for one in classes(SixdontsError) if one.__module__.split(".")[0] != "tests"}
    assert {type(one).__name__ for one in EXAMPLES} == there
    drawing = import_module("content.errors").__doc__ or ""
    assert set(re.findall(r"^[│├└─ ]*(\w+)(?:  |$)", drawing, re.MULTILINE)) >= there


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: f"{type(error).__name__} {error}"[:40])
@pytest.mark.slow
def test_a_fault_is_one_line_in_the_language_spoken(error: SixdontsError, language: str) -> None:
    use(language)
    words = fault_words(error)
    assert words
    assert "\n" not in words
    assert UID not in words
    if isinstance(error, errors.WriteFailed):
        assert not error.error.strerror or language == "en" or error.error.strerror not in words
    assert ENGLISH_REASON not in words
    if language == "zh":
        assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", re.sub("sixdonts( [a-z]+)+", "", words)), words
        assert re.search("[\u4e00-\u9fff]", words)
    else:
        without = words.replace("题干为空", "").replace("是空的", "").replace("李四（002）", "").replace("李四", "")
        assert not re.search("[\u4e00-\u9fff]", without), words


@pytest.mark.parametrize("code", [*errno.errorcode, 9999, None])
def test_no_reason_of_the_system_stands_in_english(code: int | None) -> None:
    use("zh")
    error = OSError(code, os.strerror(code)) if code is not None else OSError("Input/output error")
    assert not re.search("[A-Za-z]", reason_of(error))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_notice_has_words_of_its_own(language: str) -> None:
    use(language)
    said = {kind: notice_words(Notice(kind, "x.json", "y")) for kind in get_args(NoticeKind)}
    said |= {problem: setting_notice_words(SettingNotice(3, "k", problem, 1)) for problem in get_args(Problem)}
    assert len(set(said.values())) >= len(said) - 1  # an unreadable file of either kind may be said alike
    for words in said.values():
        assert len(words) > 12
        assert bool(re.search("[\u4e00-\u9fff]", words)) == (language == "zh")


ALLOWED = {
    "language": "auto、zh、en",
    "theme": "auto、paper、ink、",
    "signs": "as-written、plain",
    "hours_target": "0至1000",
    "hours_per_day": "1至24",
    "hours_per_half_day": "1至24",
    "reviews_per_day": "1至1000",
    "late_after_minutes": "0至120",
    "lock_after_minutes": "0至480",
    "meetings_due": "committee:month",
    "own_meeting_kinds": "会议",
    "keys": "[keys]",
    "form_columns": "matters/备注=result",
}


@pytest.mark.parametrize("key", Settings._fields)
def test_a_wrong_value_of_any_setting_is_told_with_what_is_allowed(tmp_path: Path, key: str) -> None:
    value = '"red"' if key == "theme" else "1.5"
    (tmp_path / "settings.toml").write_text(f"{key} = {value}\n", "utf-8")
    (notice,) = read_settings(tmp_path).notices
    assert ALLOWED.get(key, "字体") in setting_notice_words(notice)


def test_a_setting_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('colour = "red"\n', "utf-8")
    (notice,) = read_settings(tmp_path).notices
    assert all(key in setting_notice_words(notice) for key in Settings._fields)


@pytest.mark.parametrize("problem", ["broken", "unreadable", "not a key", "taken"])
def test_a_line_of_the_settings_that_is_not_followed_says_what_helps(problem: Problem) -> None:
    assert "请" in setting_notice_words(SettingNotice(3, "today.recent", problem, "7", "r"))


def test_of_a_vault_that_another_program_changed_it_is_said_what_to_do_with_what_was_typed(tmp_path: Path) -> None:
    office = desk_at(tmp_path, "office")
    office.take_cipher(turn_on(office.home))
    write(office, "甲")
    another = unlock(office.home)
    with_new_key(Files(office.home, cipher=another), another, PASSPHRASE, new_recovery_key(), costs=QUICK)
    with pytest.raises(errors.WriteFailed) as raised:
        write(office, "乙")
    assert fault_words(raised.value).startswith("没有保存：")
    assert office.home.name not in fault_words(raised.value)
