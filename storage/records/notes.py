"""Study notes (学习笔记), templates to begin them from, and how far a material was read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from storage.records.kit import Line, Name, Part, Record, Text


class NoteKind(StrEnum):
    """How one studied: 自学, 集中学习, 培训, 补课."""

    SELF = "self"
    GROUP = "group"
    TRAINING = "training"
    MAKE_UP = "make_up"


class StudyNote(Record):
    """A study note; each of its four parts may stay empty.

    `material` is what was read, in words; `items` are ids of items, `matters` uids of matters it has to do with.
    Only what is `offered` (可交流) can be chosen when something leaves. A note of a meeting of the branch has its
    `meeting_uid`, and the revision of the slip its minutes come from; so each meeting is counted once.
    """

    title: Name
    material: Line = ""
    quotation: Text = ""
    own_words: Text = ""
    use_at_work: Text = ""
    question: Text = ""
    tags: tuple[Name, ...] = ()
    minutes: Annotated[int, Field(ge=0, le=100_000)] = 0
    kind: NoteKind = NoteKind.SELF
    items: tuple[Name, ...] = ()
    matters: tuple[Name, ...] = ()
    offered: bool = False
    meeting_uid: Line = ""
    meeting_rev: Annotated[int, Field(ge=0)] = 0


class Template(Part):
    """What stands in the fields of a note that is begun from it."""

    fields: dict[str, str]


class Look(Part):
    """The paragraph at which reading a material was left, from 0."""

    paragraph: Annotated[int, Field(gt=0, strict=True)]
