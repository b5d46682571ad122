"""A hundred thousand mutated submissions: each is refused with a declared error, or is what was written.

What members send, and what a branch sends to the next level; a thousand of them every time, the rest among the slow.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from content.marks import Mark
from storage.branch_figures import ItemFigures, ListFigures
from storage.facts import (
    BranchFigures,
    BranchMember,
    BranchProblem,
    Completeness,
    Fact,
    Header,
    ItemMarks,
    LaterEvent,
    MatterFact,
    NoteFact,
    QuizQuestion,
    QuizTopic,
    RemarkFact,
    SentenceFact,
    counts_of,
)
from storage.records import MatterKind
from storage.submission import Submission, SubmissionError, read, write

FACTS: tuple[Fact, ...] = (
    Completeness(answered_days=18, due_days=20, late_days=1),
    ItemMarks(item="duty", kept=15, partly=2, not_kept=1, not_faced=2, blank=0),
    ItemMarks(item="error", kept=15, partly=2, not_kept=1, not_faced=2, blank=0),
    SentenceFact(day=date(2026, 11, 23), item="error", mark=Mark.PARTLY, sentence="晚发\n半天", late=False),
    MatterFact(uid="m1", kind=MatterKind.ERROR, title="核对[文号]{日期}", given_day=date(2026, 11, 23)),
    NoteFact(uid="n1", day=date(2026, 11, 9), title="“学习”", own_words='a\t"b"\\', tags=("法治", "会务"), minutes=30),
    QuizTopic(topic="宪法", answered=10, right=8),
    QuizQuestion(question="q1", topic="宪法", stem="“题干”", first_right=True),
    RemarkFact(text="😀"),
)
SENT = Submission(
    header=Header(
        format=4,
        list_id="six-donts",
        list_edition="2012",
        list_hash="0123456789abcdef",
        list_items=("duty", "error"),
        member_no="007",
        name="张三",
        period="2026-11",
        made_at=datetime(2026, 11, 30, 9, tzinfo=UTC),
        program="0.1.0",
        counts=counts_of(FACTS),
    ),
    facts=FACTS,
)
UP: tuple[Fact, ...] = (
    BranchFigures(
        units=("2026-11",), due=1, received=1, files=22, told_days=22, answered_days=399,
        lists=(ListFigures(list_id="six-donts", title="六个不让", told=17),),
        items=(ItemFigures(list_id="six-donts", item="duty", persons=17, kept=9, partly=1, not_kept=0, not_faced=3,
                           blank=0),),
    ),
    BranchMember(member_no="007", name="张三", due=1, received=1),
    BranchProblem(uid="p1", title="文号写错", kind=MatterKind.ERROR, listed_day=date(2026, 11, 30), status="open",
                  later=(LaterEvent(act="hand_over", day=date(2026, 12, 1), owner="李四"),)),
)  # fmt: skip
SENT_UP = Submission(
    header=Header(**{**dict(SENT.header), "format": 5, "counts": counts_of(UP), "name": "第一党支部"}), facts=UP
)
PAGE = "六个不让对照小结\n张三 2026年11月"
HOSTILE = (
    b"NaN",
    b"\\ud800",
    b"\xed\xa0\x80",
    b"\r",
    b"\r\n",
    b"\n",
    b"\xef\xbb\xbf",
    b"\0",
    b"[[[[",
    b"{",
    b"null",
    b"#",
    b"-",
)


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 10, len(data)))]


def insert(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    data[place:place] = chance.choice((*HOSTILE, chance.randbytes(3)))


def change_lines(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    act = chance.randrange(4)
    if act == 0:
        lines.insert(other, lines[place])
    elif act == 1:
        del lines[place]
    elif act == 2:
        lines[place], lines[other] = lines[other], lines[place]
    else:
        lines[place] += lines[other]
    data[:] = b"\n".join(lines)


def change_token(data: bytearray, chance: random.Random) -> None:
    old, new = (chance.choice(bytes(data).replace(b",", b":").split(b":")) for _ in range(2))
    data[:] = bytes(data).replace(old, new, 1) if old else data


def mail(data: bytearray, chance: random.Random) -> None:
    data[:] = chance.choice((b"", b"\xef\xbb\xbf")) + bytes(data).replace(b"\n", b"\r\n", chance.choice((-1, 3)))


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip,
    cut,
    insert,
    change_lines,
    change_token,
    mail,
)


def json_lines(data: bytes) -> bytes:
    """What stands between the page and the last line."""
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")[:-2]
    page = next(number for number, line in enumerate(lines) if not line.startswith(b"#"))
    return b"\n".join(lines[page:])


@pytest.mark.parametrize("resummed", [False, True], ids=["checksum as it was", "checksum made new"])
@pytest.mark.parametrize("sent", [SENT, SENT_UP], ids=["of a member", "of a branch"])
@pytest.mark.parametrize("rounds", [250, pytest.param(24_750, marks=pytest.mark.slow)])
def test_mutated_submissions_raise_declared_errors_or_read_equal(sent: Submission, rounds: int, resummed: bool) -> None:
    chance, accepted, refused, whole = random.Random(f"{rounds}/{resummed}"), 0, 0, write(sent, PAGE)
    for number in range(rounds):
        mutated = bytearray(whole[: whole.rindex(b"sha256:")] if resummed else whole)
        for _ in range(chance.choice((1, 1, 2))):
            if mutated:
                chance.choice(MUTATIONS)(mutated, chance)
        data = bytes(mutated)
        if resummed:
            body = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
            data += b"sha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n"
        try:
            found = read(data)
        except SubmissionError:
            refused += 1
            continue
        accepted += 1
        if resummed:  # a forger's file may say something else, but only in the writer's own spelling
            assert json_lines(write(found, "")) == json_lines(data), number
        else:
            assert found == sent, number
    assert refused > accepted > rounds // 200
