"""A list of don'ts is read as it is written, and what is wrong in it is named with its line."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.donts import read_dont_list
from content.errors import PackError
from content.marks import Bilingual, Mark

LIST = """\
id = "office-five"
title = "五个不让"
title_en = "Five don'ts"
edition = "2026"
from_day = 2026-01-01
source = "某办公室"

[[dont]]
id = "late"
official = "不让工作延误"
short = "工作不延误"
short_en = "no delay"
kept = "按时"
partly = "晚了，已说明"
not_kept = "晚了"
not_faced = "今天没有限时的事"
questions = [
  { text = "今天的事今天办了吗？", text_en = "Was today's work done today?" },
]

[[dont]]
id = "errors"
official = "不让差错发生"
short = "不出差错"
kept = "没有差错"
partly = "有差错，已纠正"
not_kept = "有差错"
not_faced = "今天没有经手材料"
"""


def write(folder: Path, text: str | bytes) -> Path:
    file = folder / "donts.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_list_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = read_dont_list(write(tmp_path, LIST))
    assert (found.id, found.title, found.from_day) == (
        "office-five",
        Bilingual("五个不让", "Five don'ts"),
        date(2026, 1, 1),
    )
    late, errors = found.donts
    assert (late.id, errors.id) == ("late", "errors")
    assert late.short == Bilingual("工作不延误", "no delay")
    assert errors.meanings[Mark.PARTLY] == Bilingual("有差错，已纠正")
    assert late.questions == (Bilingual("今天的事今天办了吗？", "Was today's work done today?"),)
    assert errors.questions == ()


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = read_dont_list(write(tmp_path, LIST))
    assert read_dont_list(write(tmp_path, b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())) == plain


def spoilt(old: str, new: str) -> str:
    assert old in LIST
    return LIST.replace(old, new, 1)


FAULTS = [
    (spoilt('title = "五个不让"', "title = “五个不让”"), 2, "“"),
    (spoilt('title = "五个不让"', 'title = "五个不让”'), 2, '"'),
    (spoilt('title = "五个不让"', 'title＝"五个不让"'), 2, "＝"),
    (spoilt('办了吗？", text_en', '办了吗？"，text_en'), 18, "，"),
    (spoilt("[[dont]]", "［［dont］］"), 8, "［"),
    (spoilt('edition = "2026"', "edition = "), 4, "TOML"),
    (spoilt('edition = "2026"', "edition = 2026"), None, "edition"),
    (spoilt("from_day = 2026-01-01", 'from_day = "2026-01-01"'), None, "from_day"),
    (spoilt("from_day = 2026-01-01", "from_day = 2026-01-01T08:00:00"), None, "from_day"),
    (spoilt('official = "不让差错发生"\n', ""), 21, "official"),
    (spoilt('official = "不让差错发生"', 'official = " "'), 21, "official"),
    (spoilt('official = "不让差错发生"', 'official = "\\u001b[31m"'), 21, "official"),
    (spoilt('kept = "按时"', 'kept = "按时"\nkeptt = "?"'), 8, "keptt"),
    (spoilt('id = "errors"', 'id = "late"'), None, "late"),
    (spoilt("text = ", "txet = "), 8, "text"),
    (LIST.split("[[dont]]")[0], None, "20"),
    (LIST + "".join(LIST[LIST.rindex("[[dont]]") :].replace("errors", f"e{n}") for n in range(19)), None, "20"),
]


@pytest.mark.parametrize(("text", "line", "says"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, says: str) -> None:
    with pytest.raises(PackError) as caught:
        read_dont_list(write(tmp_path, text))
    assert caught.value.line == line
    assert says in caught.value.problem
    assert "donts.toml" in str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="UTF-8"):
        read_dont_list(write(tmp_path, LIST.encode("gb18030")))


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read_dont_list(tmp_path / "absent.toml")
    assert caught.value.file.name == "absent.toml"


def test_deep_nesting_is_a_fault_like_any_other(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        read_dont_list(write(tmp_path, "x = " + "[" * 20_000))


@given(start=st.integers(0, len(LIST.encode())), length=st.integers(0, 30), put=st.binary(max_size=6))
def test_whatever_is_changed_in_a_file_only_a_pack_error_comes(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, put: bytes
) -> None:
    data = LIST.encode()
    file = write(tmp_path_factory.getbasetemp(), data[:start] + put + data[start + length :])
    with suppress(PackError):
        assert 1 <= len(read_dont_list(file).donts) <= 20


def test_what_the_first_frame_needs_imports_nothing_heavy() -> None:
    heavy = ("pydantic", "tinydb", "filelock", "chinese_calendar", "fsrs", "textual", "gettext")
    code = f"import sys, content.donts, content.workdays; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert run.stdout.strip() == "[]"
