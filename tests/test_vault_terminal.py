"""The vault in a real terminal: locked while a note is written, and what is left of it in files and memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from storage.cipher import has_vault
from storage.journal import Journal
from storage.records import StudyNote, utc_now
from tests.storage.vaults import PASSPHRASE, PLANTED, turn_on, unlock, where
from tests.terminal import PROGRAM, TOP, Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]
KEPT = "写到一半的话"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a note, its vault on."""
    home = tmp_path / "home"
    now = utc_now()
    Journal.open(home).notes.add(StudyNote.new(now, now.date(), title=PLANTED, own_words=PLANTED))
    turn_on(home)
    return home


def memory_of(process: int) -> Iterator[bytes]:
    """What a process has in its memory, part by part, as far as the system lets it be read; what is swapped out too."""
    maps = Path(f"/proc/{process}/maps")
    if not maps.exists():
        pytest.skip("this system shows nobody a process's memory")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps.read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if found is None or "[vvar" in line or "[vsyscall" in line:
                continue
            begin, end = int(found[1], 16), int(found[2], 16)
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except (OSError, OverflowError, ValueError):
                continue


def holds(process: int, words: str) -> bool:
    """Whether words stand in a process's memory, in any way that Python keeps text."""
    forms = [words.encode(), words.encode("utf-16-le"), words.encode("utf-32-le"), words.encode("unicode_escape")]
    return any(form in part for part in memory_of(process) for form in forms)


def open_it(run: Terminal) -> None:
    run.until("已上锁")
    run.press(*PASSPHRASE)
    run.press("enter")


def test_locked_while_a_note_is_written_nothing_of_it_is_left_but_the_sealed_draft(home: Path, tmp_path: Path) -> None:
    run = Terminal(home, documents=tmp_path)
    run.until("已上锁")
    run.press(*"不是这一句")
    run.press("enter")
    run.until("口令不对")
    run.press("escape")
    open_it(run)
    run.until("已对照 0 / 6")
    run.press("f3")
    run.until(PLANTED)
    run.press("1")
    run.until("Ctrl+S 保存")
    run.paste(KEPT)
    run.until(KEPT)
    assert holds(run.child.pid, PLANTED)
    run.press("\x0c")  # Ctrl+L
    run.until("已上锁")
    for words in (PLANTED, KEPT):
        assert where(tmp_path, words) == []
        assert not holds(run.child.pid, words)
    assert not holds(run.child.pid, PASSPHRASE)
    open_it(run)
    run.until("1 新笔记")  # the room it was locked in
    run.press("1")
    run.until(KEPT)
    run.press("escape")
    run.press("ctrl+q")
    run.child.expect(pexpect.EOF)
    assert KEPT in "".join(Journal.open(home, cipher=unlock(home)).drafts.under("").values())


def test_the_command_line_asks_unseen_and_shows_no_passphrase_among_the_processes(home: Path, tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(TOP), "LANG": "C.UTF-8",
        "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "zh",
    }  # fmt: skip
    child = pexpect.spawn(
        sys.executable, ["-c", PROGRAM, "note", "list"], env=environment, encoding="utf-8", timeout=30
    )
    child.expect("口令或恢复密钥：")
    child.sendline("不是这一句")
    child.expect("口令不对")
    child.expect("口令或恢复密钥：")
    child.sendline(PASSPHRASE)
    child.expect(PLANTED)
    child.expect(pexpect.EOF)
    assert PASSPHRASE not in child.before


def test_a_passphrase_may_come_through_a_pipe(home: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    environment = {
        **os.environ, "PYTHONPATH": str(TOP), "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "zh",
        "SIXDONTS_PASSPHRASE_FILE": f"/dev/fd/{reading}",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "note", "list"], env=environment, pass_fds=[reading], capture_output=True
    )
    os.close(reading)
    assert PLANTED in done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("is_agreed", [False, True])
def test_a_recovery_key_that_was_shown_and_opens_nothing_is_called_so(tmp_path: Path, *, is_agreed: bool) -> None:
    home, now = tmp_path / "home", utc_now()
    Journal.open(home).notes.add(StudyNote.new(now, now.date(), title=PLANTED))
    (home / "vault.json.tmp").mkdir()  # the header cannot be written
    run = Terminal(home, "vault", "on", documents=tmp_path)
    for question in ("新口令", "再输一次"):
        run.until(question)
        run.press(*"six cups of tea", "enter")
    run.until("恢复密钥，只显示这一次", "已打印或抄下了吗")
    run.press("y" if is_agreed else "n", "enter")
    run.until("上面的恢复密钥不起作用", *["vault.json 没能保存"] * is_agreed)
    assert not has_vault(home)
