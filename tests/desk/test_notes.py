from __future__ import annotations

from typing import Any

import pytest

from desk.desk import Desk
from desk.note_fields import tags_in
from desk.notes import save_note
from storage.errors import ChangedElsewhere, Gone
from tests.desk.conftest import MONDAY

FIELDS: dict[str, Any] = {"day": MONDAY.date(), "title": "监督法", "own_words": "先看总则。"}


def test_a_note_is_written(desk: Desk) -> None:
    saved = save_note(desk, None, FIELDS)
    assert desk.journal.notes.all() == [saved]
    assert (saved.title, saved.own_words, saved.day) == ("监督法", "先看总则。", MONDAY.date())


def test_what_was_opened_is_changed(desk: Desk) -> None:
    opened = save_note(desk, None, FIELDS)
    saved = save_note(desk, opened, {**FIELDS, "own_words": "再看分则。"})
    assert desk.journal.notes.all() == [saved]
    assert saved.own_words == "再看分则。"


def test_a_change_elsewhere_is_not_overwritten(desk: Desk) -> None:
    opened = save_note(desk, None, FIELDS)
    there = save_note(desk, opened, {**FIELDS, "title": "别处改的"})
    with pytest.raises(ChangedElsewhere) as raised:
        save_note(desk, opened, {**FIELDS, "title": "这里改的"})
    assert raised.value.there == there
    assert desk.journal.notes.all() == [there]


def test_a_note_deleted_elsewhere_is_said_to_be_gone(desk: Desk) -> None:
    opened = save_note(desk, None, FIELDS)
    desk.journal.notes.remove(opened)
    with pytest.raises(Gone):
        save_note(desk, opened, FIELDS)
    assert desk.journal.notes.all() == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" ，、 ", ()),
        ("法律，监督,法律", ("法律", "监督")),
        ("法律 监督法；机关、党建;", ("法律", "监督法", "机关", "党建")),
    ],
)
def test_tags_are_parted_as_people_part_them_each_once(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags
