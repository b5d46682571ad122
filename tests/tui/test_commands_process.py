"""Commands as processes of their own: streams, exit codes, languages, what no traceback may come out of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.commanding import TOP, run, start


def test_without_a_terminal_it_says_what_to_do_and_exits_2(tmp_path: Path) -> None:
    for arguments in ([], ["--home", str(tmp_path)]):
        done = start(tmp_path, *arguments)
        assert done.returncode == 2
        assert b"sixdonts status" in done.stderr
        assert done.stdout == b""


@pytest.mark.parametrize(
    "encoding", ["ascii", *(pytest.param(name, marks=pytest.mark.slow) for name in ("cp936", "cp437", "utf-8"))]
)
@pytest.mark.parametrize("arguments", [["status"], ["matter", "list"], ["--help"], ["status", "nonsense"]])
@pytest.mark.slow
def test_no_encoding_ends_a_command(tmp_path: Path, encoding: str, arguments: list[str]) -> None:
    run(tmp_path, "matter", "add", "会签意见汇总😀")
    done = start(tmp_path, *arguments, PYTHONIOENCODING=encoding, LC_ALL="C", SIXDONTS_LANG="zh")

    assert done.returncode == (2 if arguments[-1] == "nonsense" else 0)
    assert b"Traceback" not in done.stderr
    assert (done.stdout or done.stderr).strip()


@pytest.mark.slow
def test_input_that_is_no_utf_8_ends_nothing(tmp_path: Path) -> None:
    code = "from tui.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--home", str(tmp_path), "today"],
        input="3\n会议通知晚发\n".encode("gbk"),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TOP), "PYTHONIOENCODING": "utf-8"},
    )

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [["status"], ["matter", "list"], ["--help"]], ids=" ".join)
@pytest.mark.slow
def test_a_reader_that_went_away_causes_no_traceback(tmp_path: Path, command: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-c", "from tui.__main__ import main; main()", *command],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TOP), "SIXDONTS_HOME": str(tmp_path)},
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.slow
def test_what_nobody_foresaw_is_one_line_and_its_details_a_private_file(tmp_path: Path) -> None:
    run(tmp_path, "note", "a note")
    before = "import tui.commands.note\nfrom storage.shelf import Shelf\nShelf.within = lambda self, period: 1 / 0"
    done = start(tmp_path, "note", "list", before=before)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    [details] = tmp_path.glob("error-*.log")
    assert str(details).encode() in done.stderr
    assert "ZeroDivisionError" in details.read_text(encoding="utf-8")
    if os.name == "posix":
        assert details.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = start(tmp_path / "file" / "home", "note", "a note")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("language", "words"), [("zh", "用法"), ("en", "Usage")])
def test_help_faults_and_clicks_own_words_are_in_the_language(tmp_path: Path, language: str, words: str) -> None:
    shown = run(tmp_path, "matter", "settle", "--help", language=language).stdout
    fault = run(tmp_path, "matter", "settle", "--nothing", language=language).stderr

    assert words in shown
    assert words in fault
    assert ("办结" in shown) is (language == "zh")
    assert ("没有选项" in fault) is (language == "zh")


def test_the_settings_outrank_the_system_in_help_too(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "zh"\n', encoding="utf-8")

    assert "用法" in start(tmp_path, "--help", PYTHONIOENCODING="utf-8").stdout.decode()
    assert "已对照" in start(tmp_path, "status", PYTHONIOENCODING="utf-8").stdout.decode()


def test_help_fits_80_cells(tmp_path: Path) -> None:
    for language in ("zh", "en"):
        for command in ([], ["note", "add"], ["matter", "add"], ["summary"], ["submit"], ["branch", "collect"]):
            for line in run(tmp_path, *command, "--help", language=language).stdout.splitlines():
                assert cell_len(line) <= 80, line


def test_a_shell_gets_its_completions(tmp_path: Path) -> None:
    done = start(tmp_path, _SIXDONTS_COMPLETE="bash_complete", COMP_WORDS="sixdonts matter s", COMP_CWORD="2")
    assert done.stdout.split() == [b"plain,settle"]
    script = start(tmp_path, "completion", "zsh").stdout.decode()
    assert "_SIXDONTS_COMPLETE" in script


def test_text_from_records_cannot_steer_the_terminal(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "plain")
    path = tmp_path / "matters/open.json"
    path.write_text(path.read_text(encoding="utf-8").replace("plain", "\\u001b[2Jgone\\u202eback"), encoding="utf-8")

    done = start(tmp_path, "status", PYTHONIOENCODING="utf-8").stdout.decode()
    assert "[2Jgoneback" in done
    assert "\x1b" not in done


@pytest.mark.parametrize(("language", "words"), [("zh", "已中止"), ("en", "Aborted!")])
@pytest.mark.parametrize("arguments", [["note", "list"], ["status"]], ids=" ".join)
@pytest.mark.slow
def test_ctrl_c_ends_a_command_with_a_word_in_the_language_spoken(
    tmp_path: Path, language: str, words: str, arguments: list[str]
) -> None:
    before = "\n".join(
        [
            "import tui.commands.status",
            "from storage.shelf import Shelf",
            "def stop(*_all, **_named):",
            "    raise KeyboardInterrupt",
            "Shelf.all = Shelf.within = tui.commands.status.status_text = stop",
        ]
    )
    done = start(tmp_path, *arguments, before=before, SIXDONTS_LANG=language, PYTHONIOENCODING="utf-8")

    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.returncode in (1, 130)


@pytest.mark.parametrize("encoding", [pytest.param("ascii", marks=pytest.mark.slow), "gbk", "utf-8"])
@pytest.mark.parametrize("arguments", [("matter", "list", "--json"), ("status", "--json")])
@pytest.mark.slow
def test_json_loses_no_character_whatever_the_encoding_of_the_output(
    tmp_path: Path, arguments: tuple[str, ...], encoding: str
) -> None:
    run(tmp_path, "matter", "add", "报名单\U0001f600", "--due", "+5")
    out = start(tmp_path, *arguments, PYTHONIOENCODING=encoding).stdout.decode(encoding)
    assert "报名单\U0001f600" in json.dumps(json.loads(out), ensure_ascii=False)
    if encoding == "utf-8":
        assert "报名单" in out
