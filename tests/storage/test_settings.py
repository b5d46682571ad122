"""Settings a person may edit by hand: a wrong line is named, and no other line is ever touched."""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import SettingsBroken, WriteFailed
from storage.settings import DEFAULTS, SettingNotice, Settings, change_setting, read_settings

Fails = Callable[..., AbstractContextManager[list[int]]]
BY_HAND = """\
# 我的设置
language = 'zh'   # 中文

  "theme"="ink"# 深色
body_font = "仿宋_GB2312 # 不是注释"
hours_target=40
"""


def write(home: Path, text: str) -> Path:
    path = home / "settings.toml"
    path.write_bytes(text.encode())
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    reading = read_settings(tmp_path / "nowhere")
    assert (reading.settings, reading.notices) == (DEFAULTS, ())


def test_what_the_file_says_is_used(tmp_path: Path) -> None:
    write(tmp_path, BY_HAND)
    reading = read_settings(tmp_path)
    expected = Settings(language="zh", theme="ink", body_font="仿宋_GB2312 # 不是注释", hours_target=40)
    assert (reading.settings, reading.notices) == (expected, ())


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ('theme = "ink"\nlanguage = "fr"\n', SettingNotice(2, "language", "wrong value", "auto")),
        ('theme = "ink"\nhours_target = "32"\n', SettingNotice(2, "hours_target", "wrong value", 32)),
        ('theme = "ink"\nhours_target = true\n', SettingNotice(2, "hours_target", "wrong value", 32)),
        ('theme = "ink"\nhours_target = -1\n', SettingNotice(2, "hours_target", "wrong value", 32)),
        ('theme = "ink"\n\nbody_font = ["宋体"]\n', SettingNotice(3, "body_font", "wrong value", "")),
        ('theme = "ink"\n\nbody_font = "\\u001b[31m"\n', SettingNotice(3, "body_font", "wrong value", "")),
        ('theme = "ink"\nkeys = "x"\n', SettingNotice(2, "keys", "wrong value", "")),
        ('# x\ncolour = "red"\ntheme = "ink"\n', SettingNotice(2, "colour", "unknown")),
        ('theme = "ink"\n[fonts]\nbody_font = "x"\n', SettingNotice(2, "fonts", "unknown")),
    ],
)
def test_a_wrong_line_is_named_and_the_others_hold(tmp_path: Path, text: str, notice: SettingNotice) -> None:
    write(tmp_path, text)
    reading = read_settings(tmp_path)
    assert (reading.settings, reading.notices) == (Settings(theme="ink"), (notice,))


@pytest.mark.parametrize("table", ['"today.recent" = "r"', 'today.recent = "r"', '[keys.today]\nrecent = "r"'])
def test_keys_can_be_written_in_each_way_that_toml_has_and_a_change_leaves_them(tmp_path: Path, table: str) -> None:
    path = write(tmp_path, f"[keys]\n{table}\n")
    change_setting(tmp_path, "theme", "ink")
    assert path.read_text().endswith(f"[keys]\n{table}\n")
    reading = read_settings(tmp_path)
    assert (reading.settings, reading.notices) == (Settings(theme="ink", keys=(("today.recent", "r"),)), ())


def test_a_wrong_key_is_named_with_its_line_and_the_others_hold(tmp_path: Path) -> None:
    write(tmp_path, '[keys]\ntoday.kept = 2\n"call.such" = "x"\ntoday.recent = "r"\nmatters.add = ["a"]\n')
    reading = read_settings(tmp_path)
    assert reading.settings.keys == (("today.recent", "r"),)
    assert reading.notices == (
        SettingNotice(2, "today.kept", "taken", "1", "today.partly"),
        SettingNotice(3, "call.such", "no action", "", "call.copy"),
        SettingNotice(5, "matters.add", "not a key", "1", "['a']"),
    )


@pytest.mark.slow
def test_a_name_of_very_many_parts_is_no_action_and_no_crash(tmp_path: Path) -> None:
    write(tmp_path, f"[keys]\n{'a.' * 5000}b = 1\n")
    assert [(one.line, one.problem) for one in read_settings(tmp_path).notices] == [(2, "no action")]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('language = "zh"\ntheme = “ink”\n'.encode(), 2),
        (b'language = "zh"\nlanguage = "en"\n', 2),
        (b'\n\ntheme = "ink\n', 3),
        ('# 设置\ntheme = "ink"\n'.encode("gb18030"), 1),
        (b"x = " + b"[" * 100_000, 1),
        (b"\0\0\0", 1),
    ],
)
def test_a_broken_file_gives_the_defaults_and_is_never_overwritten(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    reading = read_settings(tmp_path)
    assert reading.settings == DEFAULTS
    assert [(notice.problem, notice.line) for notice in reading.notices] == [("broken", line)]
    with pytest.raises(SettingsBroken) as caught:
        change_setting(tmp_path, "theme", "ink")
    assert caught.value.line == line
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    assert [notice.problem for notice in read_settings(tmp_path).notices] == ["unreadable"]


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("language", "en", "language = 'zh'   # 中文", 'language = "en"   # 中文'),
        ("theme", "paper", '  "theme"="ink"# 深色', '  "theme"="paper"# 深色'),
        ("body_font", "仿宋", 'body_font = "仿宋_GB2312 # 不是注释"', 'body_font = "仿宋"'),
        ("hours_target", 32, "hours_target=40", "hours_target=32"),
        ("title_font", "", "hours_target=40\n", 'hours_target=40\ntitle_font = ""\n'),
    ],
)
def test_a_change_touches_its_line_alone(tmp_path: Path, key: str, value: str | int, old: str, new: str) -> None:
    path = write(tmp_path, BY_HAND)
    change_setting(tmp_path, key, value)
    assert path.read_bytes().decode() == BY_HAND.replace(old, new)
    assert getattr(read_settings(tmp_path).settings, key) == value


def test_line_ends_and_the_mark_of_notepad_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes("\ufefflanguage = 'zh'\r\n# 完".encode())
    change_setting(tmp_path, "theme", "ink")
    assert path.read_bytes().decode() == "\ufefflanguage = 'zh'\r\n# 完\r\ntheme = \"ink\"\r\n"


def test_a_new_line_goes_before_the_first_table(tmp_path: Path) -> None:
    path = write(tmp_path, "[mine]\ntheme = 'x'\n")
    change_setting(tmp_path, "theme", "ink")
    assert path.read_text() == "theme = \"ink\"\n\n[mine]\ntheme = 'x'\n"


def test_a_value_over_two_lines_is_changed_as_a_whole(tmp_path: Path) -> None:
    path = write(tmp_path, '# mine\ntheme = """\nink"""  # dark\nlanguage = "zh"\n')
    change_setting(tmp_path, "theme", "paper")
    assert path.read_text() == '# mine\ntheme = "paper"  # dark\nlanguage = "zh"\n'


@pytest.mark.parametrize(
    ("key", "value"),
    [("colour", "red"), ("language", "fr"), ("hours_target", "32"), ("theme", ""), ("theme", "a\nb"), ("body_font", 5)],
)
def test_what_cannot_be_set_is_refused(tmp_path: Path, key: str, value: str | int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        change_setting(tmp_path, key, value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_settings(tmp_path: Path, fails: Fails, name: str) -> None:
    change_setting(tmp_path, "theme", "ink")
    with fails(name, OSError(errno.ENOSPC, "injected"), for_good=True), pytest.raises(WriteFailed):
        change_setting(tmp_path, "theme", "paper")
    assert read_settings(tmp_path).settings.theme == "ink"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=20),
    hours=st.integers(0, 1000),
)
def test_what_is_set_is_read(tmp_path: Path, name: str, hours: int) -> None:
    change_setting(tmp_path, "heading_font", name)
    change_setting(tmp_path, "hours_target", hours)
    read = read_settings(tmp_path)
    assert (read.settings.heading_font, read.settings.hours_target, read.notices) == (name, hours, ())
    tomllib.loads((tmp_path / "settings.toml").read_text("utf-8"))
