"""Of every roster as offices keep them: who is read, and all that is not used, asked or refused is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from storage.roster import read_roster
from tests.storage.office_rosters import ROSTERS, OfficeRoster


@pytest.mark.parametrize("roster", ROSTERS.values(), ids=ROSTERS)
def test_a_roster_says_who_is_on_it_and_what_of_it_was_not_used(tmp_path: Path, roster: OfficeRoster) -> None:
    book = Workbook()
    roster.make(book)
    book.save(tmp_path / "名册.xlsx")
    reading = read_roster(tmp_path / "名册.xlsx")
    assert {member.member_no: member.name for member in reading.members} == roster.members
    assert tuple(person.name for person in reading.unnumbered) == roster.unnumbered
    assert tuple((fault.code, fault.row) for fault in reading.faults) == roster.faults
    assert [unused.kind for unused in reading.unused] == [kind for kind, _text in roster.unused]
    for unused, (_kind, text) in zip(reading.unused, roster.unused, strict=True):
        assert text in unused.text
