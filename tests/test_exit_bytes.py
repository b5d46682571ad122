"""In a real terminal: of hostile records, banks, rosters, settings and file names no byte steers what shows them."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from tests.hostile import NEVER, make_hostile
from tests.screens.test_lines import filled
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

# What the program writes to the terminal itself: colours in full, places, modes, the keyboard's protocol, a clean-up.
MADE = re.compile(
    r"\x1b\[[\d;]*H|\x1b\[(?:0|(?:[1-9];)*(?:[34]8;2;\d+;\d+;\d+;?|[1-9];?)*)m|\x1b\[\?[\d;]+(?:[hl]|\$p)|\x1b\[[<>=][\d;]*u"
    r"|\x1b\]22;[a-z-]+\x07"  # the shape of the mouse's pointer
    r"|\x1b\[\?u|\x1b\[c|\x1b\[m|\x1b\[\d*[JK]|\x1b\[\d+ q"
)
ROOMS = {
    "f3": "集中学习培训", "f4": "不计分", "f5": "换排列：按时限", "f7": "自查天数", "f8": "应报4",
    "f12": "个人信息", "f2": "已对照"
}  # fmt: skip
STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def is_clean(shown: str) -> str:
    """What of a stream the program did not make itself; empty when there is nothing."""
    left = MADE.sub("", shown)
    return "".join(sorted({*STEERS.findall(left), *(NEVER & {*left})})) + "\x1b[41m" * ("\x1b[41m" in shown)


def test_no_byte_of_a_sequence_that_the_program_did_not_make(tmp_path: Path) -> None:
    home = filled(tmp_path)
    make_hostile(home, tmp_path / "报送")
    run = Terminal(home, documents=tmp_path)
    run.child.logfile_read = log = io.StringIO()
    run.until(ROOMS["f2"])
    for key, words in ROOMS.items():
        run.press(key)
        run.until(words)
        run.press("down", "down")
        run.until(words)
    run.press("f9")
    run.until("Esc")
    run.press("escape", "\x10")  # the palette
    run.until("Esc")
    assert "会签" in log.getvalue()
    assert is_clean(log.getvalue()) == ""
    assert "\x1b[>1u" not in log.getvalue()  # a protocol of keys that loses what a Chinese input method types


@pytest.mark.parametrize("hostile", ["\x1b[41m", "\x1b]0;t\x07", "\x1b[6n", "\x9b5m", "\u202e", "\x1bP", "\x07"])
def test_such_a_sequence_would_be_seen(hostile: str) -> None:
    assert is_clean(f"\x1b[1;38;2;1;2;3;48;2;4;5;6m字\x1b[0m{hostile}") != ""
