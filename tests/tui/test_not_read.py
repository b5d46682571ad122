"""What the system does not let be read is named, and nothing is made of the rest as if it were all.

Whoever runs the tests may read anything: so a folder stands where a file should, or a link that leads to itself where
a folder should.
"""

from __future__ import annotations

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from tests.tui.commanding import NOW, run
from tests.tui.sweeping import Faulty
from tests.tui.swept import office

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office after a quiz, with the members' files taken in."""
    top = tmp_path_factory.mktemp("office") / "made"
    office(top)
    run(top / "home", "quiz", "1", stdin="1\n\n\n", now=NOW - timedelta(hours=1))
    run(top / "home", "branch", "collect", str(top / "files" / "inbox"), now=NOW - timedelta(hours=1))
    return top


@pytest.fixture
def top(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "one")
    return tmp_path / "one"


def no_file(path: Path) -> None:
    """Put a folder where a file stands: it cannot be read, by nobody."""
    path.unlink()
    path.mkdir()


def no_folder(path: Path) -> None:
    """Put a link to itself where something stands: it can be neither listed nor read."""
    path.rename(path.with_name(path.name + "-away"))
    path.symlink_to(path)


def run_in(top: Path, command: str) -> Result:
    words = command.format(files=top / "files", out=top / "out").split()
    return run(top / "home", *words, stdin="1\n")


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("notes/2026-11.json", "export notes {out}"),
        ("notes/2026-11.json", "import notes {files}/in --yes"),
        ("notes/2026-11.json", "hours --out {out}"),
        ("notes/2026-11.json", "submit --out {out}"),
        ("checks/2026-11.json", "review --out {out}.md"),
        ("matters/open.json", "review --json"),
        ("attempts/2026-11.json", "review"),
        ("notes/2026-11.json", "review --out {out}.docx"),
        ("checks/2026-11.json", "summary"),
        ("checks/2026-11.json", "summary --out {out}.docx"),
        ("matters/open.json", "submit --out {out}"),
        ("matters/open.json", "matter report --out {out}"),
        ("attempts/2026-11.json", "quiz 1"),
        ("profile.json", "submit --out {out}"),
        ("branch/roster.json", "branch collect {files}/inbox"),
        ("branch/roster.json", "branch report --out {out}"),
        ("branch/received/2026-11.json", "branch report --out {out}"),
    ],
)
@pytest.mark.slow
def test_what_would_lack_a_file_that_cannot_be_read_is_not_made(top: Path, file: str, command: str) -> None:
    no_file(top / "home" / file)

    done = run_in(top, command)

    assert done.exit_code == 1, done.output
    assert file in done.stderr.splitlines()[-1]
    assert not (top / "out").exists()
    assert not [*top.glob("out.*")]


@LINKS
@pytest.mark.parametrize(
    ("folder", "command"),
    [
        ("notes", "export notes {out}"),
        ("checks", "review --out {out}.md"),
        ("notes", "submit --out {out}"),
        ("checks", "submit --out {out}"),
        ("attempts", "quiz 1"),
        ("lists", "submit --out {out}"),
        ("calendar", "submit --out {out}"),
        ("banks", "quiz 1"),
        ("banks", "bank import {files}/more2.csv --yes"),
        ("banks", "bank remove another --yes"),
    ],
)
@pytest.mark.slow
def test_what_would_lack_a_folder_that_cannot_be_listed_is_not_made(top: Path, folder: str, command: str) -> None:
    (top / "home" / folder).mkdir(exist_ok=True)
    no_folder(top / "home" / folder)

    done = run_in(top, command)

    assert done.exit_code == 1, done.output
    assert folder in done.stderr.splitlines()[-1]
    assert not (top / "out").exists()


@LINKS
@pytest.mark.slow
def test_a_note_that_cannot_be_read_keeps_the_others_of_its_folder_out_and_is_named(top: Path) -> None:
    no_folder(top / "files" / "in" / "a.md")

    done = run_in(top, "import notes {files}/in --yes")

    assert (done.exit_code, "a.md" in done.stderr) == (1, True)
    assert not (top / "home" / "notes" / "2026-10.json").exists()


def test_what_the_secretary_cannot_read_is_named_and_the_rest_is_taken_in(top: Path) -> None:
    for folder in ("branch/received", "copies"):
        shutil.rmtree(top / "home" / folder)
    inside = top / "files" / "inbox" / "里面"
    inside.mkdir()

    with Faulty(str(inside), "scandir", 1, errno.EACCES).at_work():
        done = run_in(top, "branch collect {files}/inbox --json")

    assert done.exit_code == 1
    assert "1 file or folder could not be read" in done.stderr
    assert '"unreadable"' in done.stdout
    assert (top / "home" / "branch" / "received" / "2026-11.json").exists()


@pytest.mark.parametrize(
    "command", ["branch report --out {out}", "branch hand-up --number 03 --to 机关党委 --out {out}"]
)
def test_a_file_taken_in_that_cannot_be_read_for_a_moment_only_leaves_nothing_made(top: Path, command: str) -> None:
    originals = str(top / "home" / "branch" / "originals")
    for number in range(1, 100):
        with (faulty := Faulty(originals, "open", number, errno.EIO)).at_work():
            done = run_in(top, command)
        if faulty.counts["open"] < number:
            break
        assert done.exit_code == 1, f"at {number}: {done.output}"
        assert not (top / "out").exists()
    assert number > 3
    assert done.exit_code == 0


@pytest.mark.parametrize("file", ["notes/2026-11.json", "checks/2026-11.json", "matters/open.json"])
def test_a_file_that_cannot_be_read_when_its_pages_are_made_leaves_nothing_made(top: Path, file: str) -> None:
    """The records went out before; the pages to read would lack something."""
    for number in range(1, 100):
        with (faulty := Faulty(str(top / "home" / file), "open", number, errno.EIO, for_good=True)).at_work():
            done = run_in(top, "export all {out}")
        if faulty.counts.get("open", 0) < number:
            break
        assert done.exit_code == 1, f"at {number}: {done.output}"
        assert not (top / "out").exists()
    assert (number > 2, done.exit_code) == (True, 0)


@pytest.mark.slow
def test_checks_that_cannot_be_listed_for_a_moment_only_are_missed_in_no_review(top: Path) -> None:
    assert run_in(top, "review --out {out}.md").exit_code == 0
    whole = (top / "out.md").read_text(encoding="utf-8")
    for number in range(1, 100):
        (top / "out.md").unlink(missing_ok=True)
        with (faulty := Faulty(str(top / "home" / "checks"), "scandir", number, errno.EIO)).at_work():
            done = run_in(top, "review --out {out}.md")
        if done.exit_code == 0:
            assert (top / "out.md").read_text(encoding="utf-8") == whole, f"at {number}"
        if faulty.counts["scandir"] < number:
            break
    assert number > 3


@pytest.mark.parametrize("command", ["meeting take", "receipt", "inspect"])
def test_a_stick_that_breaks_while_a_file_is_read_is_told_in_one_line(top: Path, command: str) -> None:
    file = min((top / "files" / "inbox").iterdir())
    for number in range(1, 100):
        with (faulty := Faulty(str(top), "io.open", number, errno.EIO)).at_work():
            done = run(top / "home", *command.split(), str(file))
        assert "unforeseen" not in done.stderr, f"at {number}"
        if faulty.counts.get("io.open", 0) < number:
            break
    assert number > 1


def test_a_profile_that_cannot_be_read_is_not_written_over(top: Path) -> None:
    no_file(top / "home" / "profile.json")

    done = run_in(top, "profile --post 处长")

    assert done.exit_code == 1
    assert (top / "home" / "profile.json").is_dir()


def test_what_can_be_read_again_is_in_what_is_made(top: Path) -> None:
    notes = top / "home" / "notes" / "2026-11.json"
    content = notes.read_bytes()
    no_file(notes)
    assert run_in(top, "export notes {out}").exit_code == 1
    notes.rmdir()
    notes.write_bytes(content)

    assert run_in(top, "export notes {out}").exit_code == 0
    assert len(list((top / "out").iterdir())) == 1


@pytest.mark.parametrize(
    ("file", "command", "none"),
    [
        ("notes/2026-11.json", ("note", "list"), "没有笔记"),
        ("matters/open.json", ("matter", "list"), "没有未办结的事项"),
        ("matters/2026.json", ("matter", "list", "--closed"), "还没有办结的事项"),
        ("meetings/2026.json", ("meeting", "list"), "还没有录入会议"),
    ],
)
def test_a_list_without_lines_says_what_could_not_be_read_in_place_of_nothing(
    tmp_path: Path, file: str, command: tuple[str, ...], none: str
) -> None:
    assert none in run(tmp_path, *command, language="zh").stdout
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_bytes(b"{")
    said = run(tmp_path, *command, language="zh").stdout
    assert (f"没有全部列出：{file} 读不全" in said, none in said) == (True, False)
