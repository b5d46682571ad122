"""All that is recorded goes out as lines and comes back equal, to the last field; what was cut off is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import FileFaults
from content.period import Period
from content.words import _
from desk.desk import Desk
from desk.everything import everything, look_into_export, take_in_export
from desk.save_files import save_files
from storage.exported import RECORDS, Exported
from storage.journal import Journal
from storage.records import Asked, LookBack, Planned, StudyNote
from tests.storage.filling import fill
from tests.storage.test_restoring import records_of

Lines = dict[str, Any]
AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
SAID = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


def desk_on(home: Path) -> Desk:
    return Desk(home, clock=lambda: AT)


def moved(home: Path, out: Path, other: Path) -> None:
    """Write everything of one home into a folder, and take it in at another."""
    desk, there = desk_on(home), desk_on(other)
    save_files(everything(desk, out), into=out.parent)
    take_in_export(there, out, look_into_export(there, out))
    desk.close()
    there.close()


def test_every_kind_of_record_comes_back_equal(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    (tmp_path / "home" / "settings.toml").write_text('theme = "ink"  # mine\n')
    moved(tmp_path / "home", tmp_path / "out", tmp_path / "other")
    assert records_of(tmp_path / "other") == records_of(tmp_path / "home")
    assert (tmp_path / "other" / "settings.toml").read_text() == 'theme = "ink"  # mine\n'


@given(st.lists(st.tuples(SAID.filter(str.strip), SAID), max_size=4))
@pytest.mark.slow
def test_every_text_comes_back_to_the_last_character(notes: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder, "home")
        journal = Journal.open(home, clock=lambda: AT)
        for title, text in notes:
            journal.notes.add(StudyNote.new(AT, date(2026, 11, 3), title=title, own_words=text))
        moved(home, Path(folder, "out"), Path(folder, "other"))
        assert records_of(Path(folder, "other")) == records_of(home)


def test_the_pages_have_what_was_written(tmp_path: Path) -> None:
    fill(tmp_path)
    desk = desk_on(tmp_path)
    pages = {path.name: data.decode() for path, data in everything(desk, Path("out")).items() if path.suffix == ".md"}
    assert any("会议通知晚发半天" in page for page in pages.values())
    for matter in desk.journal.matters.within(Period.parse("2026")):
        assert any(matter.title in page for page in pages.values())
    desk.close()


def test_the_pages_have_every_word_of_the_look_backs_by_their_week_or_month(tmp_path: Path) -> None:
    desk = desk_on(tmp_path)
    asked = (
        Asked(question="什么值得记？", text="早催\n早办"),
        Asked(question="其他", text="多问"),
        Asked(question="空的"),
    )
    month, week = Period.parse("2026-10"), Period.parse("2026-W44")
    plan = (Planned(text="整理会议记录"), Planned(text="联系代表"))
    for period, more in ((month, {"planned": plan}), (week, {"intention": "先打电话"})):
        one = LookBack.new(AT, period.last, uid=str(period), period=str(period), asked=asked)
        desk.journal.look_backs.add(one.changed(AT, **more))
    page = everything(desk, Path("out"))[Path("out", "回顾.md")].decode()
    told = [
        "2026年10月",
        "什么值得记？",
        "早催",
        "早办",
        "其他：",
        "多问",
        "整理会议记录",
        "联系代表",
        "2026年第44周",
        "先打电话",
    ]
    places = [page.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert "空的" not in page
    desk.close()


@pytest.mark.parametrize("spoil", [
    lambda data: data[:-20],
    lambda data: b"".join(data.splitlines(keepends=True)[:-2]),
    lambda data: data.replace("会议".encode(), "会计".encode()),
    lambda data: b"{}\n{}\n",
    lambda data: b"",
    lambda data: b"[" * 100_000 + b"\n{}\n",
    lambda data: data.replace(b'"file": "checks/', b'"file": "../checks/'),
])  # fmt: skip
@pytest.mark.slow
def test_an_export_cut_off_or_changed_is_refused(tmp_path: Path, spoil: object) -> None:
    fill(tmp_path / "home")
    desk = desk_on(tmp_path / "home")
    save_files(everything(desk, tmp_path / "out"), into=tmp_path)
    desk.close()
    file = tmp_path / "out" / RECORDS
    assert callable(spoil)
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(FileFaults):
        Exported(tmp_path / "out")


def another_kind(head: Lines, one: Lines) -> None:
    one |= {"kind": "songs", "file": "songs/2026"}


def another_field(head: Lines, one: Lines) -> None:
    one["record"]["mood"] = "calm"


def another_form(head: Lines, one: Lines) -> None:
    head["version"] = 2
    one.clear()


@pytest.mark.parametrize("newer", [another_kind, another_field, another_form])
def test_an_export_of_a_newer_program_is_told_as_such_and_nothing_is_taken_of_it(
    newer: Callable[[Lines, Lines], None], tmp_path: Path
) -> None:
    fill(tmp_path / "home")
    desk = desk_on(tmp_path / "home")
    save_files(everything(desk, tmp_path / "out"), into=tmp_path)
    desk.close()
    file = tmp_path / "out" / RECORDS
    head, *lines, _end = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    newer(head, next(one for one in lines if one["kind"] == "notes"))
    body = b"".join(json.dumps(one).encode() + b"\n" for one in (head, *lines))
    end = {"records": len(lines), "sha256": hashlib.sha256(body).hexdigest()}
    file.write_bytes(body + json.dumps(end).encode() + b"\n")
    with pytest.raises(FileFaults) as caught:
        Exported(tmp_path / "out")
    assert caught.value.faults == [(0, _("was made by a newer program: please update sixdonts"))]


def test_another_program_can_read_the_lines(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    desk = desk_on(tmp_path / "home")
    save_files(everything(desk, tmp_path / "out"), into=tmp_path)
    desk.close()
    head, *lines, end = map(json.loads, (tmp_path / "out" / RECORDS).read_text(encoding="utf-8").splitlines())
    assert (head["export"], head["version"], end["records"]) == ("sixdonts", 1, len(lines))
    assert {line["kind"] for line in lines} >= {"checks", "notes", "matters", "meetings"}
