"""A receipt is read only as it was written; whatever else comes is refused with a declared error."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.receipts import Receipt, ReceiptHeader, Verdict, read_receipt, write_receipt
from storage.submission import SubmissionError, read, seal
from tests.screens.sending import submission

AT, DAY = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
HOSTILE = ["../../x", "=1+1", "<b>", "\u202e倒", '"}', "# sha256:" + "0" * 64, "a\nsha256:" + "0" * 64]


def header(**fields: object) -> ReceiptHeader:
    return ReceiptHeader.model_validate({"period": "2026-11", "made_at": AT, "program": "0", "count": 1, **fields})


def verdict(**fields: object) -> Verdict:
    values = {"member_no": "001", "revision": 1, "state": "received", "day": DAY, **fields}
    return Verdict.model_validate(values)


RETURNED = write_receipt(
    header(member_no="001", name="张三"), [verdict(state="returned", comment="写明时限")], "回执\n张三\n"
)


@given(comment=st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["C"]), max_size=50),
       page=st.sampled_from([*HOSTILE, ""]))  # fmt: skip
def test_what_is_written_is_read_whatever_its_texts_hold(comment: str, page: str) -> None:
    mine = header(member_no="001", name="张三"), (verdict(state="returned", comment=comment),)
    assert read_receipt(write_receipt(*mine, page)) == Receipt(header=mine[0], verdicts=mine[1])


@given(place=st.integers(0, len(RETURNED) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_a_changed_or_cut_receipt_is_refused_or_says_the_same(place: int, byte: int, cut: bool) -> None:
    data = RETURNED[:place] if cut else RETURNED[:place] + bytes([byte]) + RETURNED[place + 1 :]
    with suppress(SubmissionError):
        assert read_receipt(data) == read_receipt(RETURNED)  # such as the last line end, which mail takes away


@pytest.mark.parametrize(
    "lines",
    [
        (header(count=2), verdict()),
        (header(count=2), verdict(), verdict(member_no="1", revision=2)),
        (header(member_no="001"), verdict(member_no="002")),
        (header(), verdict(state="returned")),
        (header(), verdict(comment="写明时限")),
        (verdict(), header()),
        (header(count=0), header(count=0)),
    ],
)
def test_a_receipt_that_contradicts_itself_or_says_what_is_anothers_is_refused(lines: tuple[object, ...]) -> None:
    with pytest.raises(SubmissionError):
        read_receipt(seal(lines, "回执"))  # type: ignore[arg-type]


def test_submissions_and_receipts_are_not_taken_for_each_other() -> None:
    with pytest.raises(SubmissionError):
        read(RETURNED)
    with pytest.raises(SubmissionError):
        read_receipt(submission("001"))
