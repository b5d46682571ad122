"""Long jobs: beside the desk as in a second program, read again when overtaken, never half done at the end."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from content.donts import official_list
from content.marks import Mark
from desk.answer import save_answer
from desk.desk import Desk
from storage.records import StudyNote


def note(desk: Desk, title: str) -> StudyNote:
    return StudyNote.new(desk.now(), desk.today(), title=title)


def titles(desk: Desk) -> list[str]:
    return [one.title for one in desk.journal.notes.all()]


async def held(begun: threading.Event) -> None:
    assert await asyncio.to_thread(begun.wait, 10)


async def test_a_save_does_not_wait_for_a_long_job(desk: Desk) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def job(_beside: Desk) -> str:
        begun.set()
        assert go_on.wait(10)
        return "done"

    long = asyncio.ensure_future(desk.do_long(job))
    await held(begun)
    await asyncio.wait_for(desk.do(lambda: desk.journal.notes.add(note(desk, "短"))), 5)
    assert not long.done()
    go_on.set()
    assert await long == "done"


async def test_a_long_job_shares_only_the_disk(desk: Desk) -> None:
    await desk.do(lambda: desk.journal.notes.add(note(desk, "一")))
    beside = await desk.do_long(lambda beside: beside)
    mine, theirs = (desk.journal, desk.branch, desk.finder), (beside.journal, beside.branch, beside.finder)
    assert not {id(one) for one in mine} & {id(one) for one in theirs}
    assert await desk.do_long(titles) == ["一"]


async def test_what_was_saved_while_a_long_job_read_is_in_its_result(desk: Desk) -> None:
    begun, go_on, readings = threading.Event(), threading.Event(), list[list[str]]()

    def job(beside: Desk) -> list[str]:
        readings.append(titles(beside))
        begun.set()
        assert go_on.wait(10)
        return readings[-1]

    long = asyncio.ensure_future(desk.do_long(job))
    await held(begun)
    await desk.do(lambda: desk.journal.notes.add(note(desk, "后来")))
    go_on.set()
    assert await long == ["后来"]
    assert readings == [[], ["后来"]]


async def test_what_a_long_job_did_not_read_may_change_meanwhile(desk: Desk) -> None:
    begun, go_on, readings = threading.Event(), threading.Event(), list[list[str]]()

    def job(beside: Desk) -> None:
        readings.append(titles(beside))
        begun.set()
        assert go_on.wait(10)

    long = asyncio.ensure_future(desk.do_long(job))
    await held(begun)
    await desk.do(lambda: save_answer(desk, desk.today(), official_list(), "error", seen={}, mark=Mark.KEPT))
    go_on.set()
    await long
    assert readings == [[]]


async def test_what_was_committed_is_not_done_twice(desk: Desk) -> None:
    def job(beside: Desk) -> list[str]:
        before = titles(beside)
        with beside.commit():
            beside.journal.notes.add(note(beside, f"第{len(before) + 1}篇"))
        return titles(beside)

    assert await desk.do_long(job) == ["第1篇"]
    assert await desk.do(lambda: titles(desk)) == ["第1篇"]


@pytest.mark.parametrize("value", [[1], {"a": 1}, {1}, bytearray(b"1")])
async def test_what_can_change_meanwhile_is_no_value_for_a_long_job(desk: Desk, value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        await desk.do_long(lambda _beside, one: one, value)


async def test_the_fault_of_a_long_job_is_raised_where_it_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await desk.do_long(lambda _beside, path: path.read_text("utf-8"), tmp_path / "none")
    assert await desk.do_long(lambda _beside: "goes on") == "goes on"


async def test_the_end_does_not_wait_for_reading_and_nothing_is_written_after_it(desk: Desk) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def job(beside: Desk) -> None:
        begun.set()
        assert go_on.wait(10)
        with beside.commit():
            beside.journal.notes.add(note(beside, "太晚"))

    long = asyncio.ensure_future(desk.do_long(job))
    await held(begun)
    await asyncio.wait_for(asyncio.to_thread(desk.close), 5)
    assert desk.left_reading
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await long
    assert titles(Desk(desk.home)) == []


async def test_the_end_waits_for_a_commit(desk: Desk) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def job(beside: Desk) -> None:
        with beside.commit():
            begun.set()
            assert go_on.wait(10)
            beside.journal.notes.add(note(beside, "写完"))

    long = asyncio.ensure_future(desk.do_long(job))
    await held(begun)
    closing = asyncio.ensure_future(asyncio.to_thread(desk.close))
    done, _waiting = await asyncio.wait({closing}, timeout=0.1)
    assert not done
    go_on.set()
    await closing
    await long
    assert titles(Desk(desk.home)) == ["写完"]


async def test_what_was_not_begun_when_the_end_came_is_never_begun(desk: Desk) -> None:
    begun, go_on, late = threading.Event(), threading.Event(), threading.Event()

    def job(_beside: Desk) -> None:
        begun.set()
        assert go_on.wait(10)

    first = asyncio.ensure_future(desk.do_long(job))
    await held(begun)
    second = asyncio.ensure_future(desk.do_long(lambda _beside: late.set()))
    await asyncio.sleep(0)
    desk.close()
    go_on.set()
    await first
    assert not late.is_set()
    second.cancel()
