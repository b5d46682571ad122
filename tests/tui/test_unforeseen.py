"""What nobody foresaw is told in one line; the file of details says where it happened and quotes no record."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from desk.desk import Desk
from storage.records import StudyNote
from tests.screens.driving import app_on, until, until_shown
from tests.tui.commanding import NOW, start
from tui.commands.main import LazyGroup

PLANTED = "此句只在记录里"


def _refused_by_its_model(desk: Desk) -> None:
    note = desk.journal.notes.add(StudyNote.new(NOW, NOW.date(), title=PLANTED))
    desk.journal.notes.change(note, lambda old: old.changed(NOW, minutes=PLANTED))


def _while_another_was_handled(desk: Desk) -> None:
    try:
        _refused_by_its_model(desk)
    except ValueError as error:
        raise KeyError(PLANTED) from error


def _of_the_system(desk: Desk) -> None:
    raise RuntimeError(PLANTED) from FileNotFoundError(2, PLANTED, f"/nowhere/{PLANTED}")


def _several(desk: Desk) -> None:
    raise ExceptionGroup(PLANTED, [ValueError(PLANTED), LookupError(PLANTED)])


@pytest.mark.parametrize("job", [_refused_by_its_model, _while_another_was_handled, _of_the_system, _several])
def test_a_command_that_breaks_over_a_record_tells_nothing_of_it(job: Callable[[Desk], None], tmp_path: Path) -> None:
    class Job(LazyGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            return click.Command(cmd_name, callback=lambda: job(ctx.obj))

    desk = Desk(tmp_path / "home", clock=lambda: NOW)
    (tmp_path / "home").mkdir()
    done = CliRunner().invoke(Job("jobs"), ["job"], obj=desk, env={"SIXDONTS_LANG": "en"}, catch_exceptions=False)

    [details] = (tmp_path / "home").glob("error-*.log")
    said = details.read_text(encoding="utf-8")
    assert (done.exit_code, len(done.stderr.splitlines()), str(details) in done.stderr) == (1, 1, True)
    assert PLANTED not in said + done.output
    assert job.__name__ in said  # where it happened
    assert "Error" in said.splitlines()[-1]  # and what kind of fault it was
    assert stat.S_IMODE(details.stat().st_mode) & 0o077 == 0


async def test_the_app_that_breaks_over_a_record_tells_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = app_on(tmp_path)

    async def break_it() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, "已对照")
            app.call_later(lambda: _refused_by_its_model(app.desk))
            await until(pilot, lambda: not app.is_running)

    with pytest.raises(ValueError, match=PLANTED):
        await break_it()
    [details] = tmp_path.glob("error-*.log")
    out = capsys.readouterr()
    assert "_refused_by_its_model" in details.read_text(encoding="utf-8")
    assert PLANTED not in details.read_text(encoding="utf-8") + out.out + out.err + app.parting_words


def test_what_breaks_outside_both_is_one_line_too(tmp_path: Path) -> None:
    break_it = f"import click\ndef main(*_a, **_k): raise KeyError({PLANTED!r})\nclick.Group.main = main"
    done = start(tmp_path / "home", "note", "list", before=break_it, TMPDIR=str(tmp_path))

    [details] = tmp_path.glob("error-*.log")
    assert (done.returncode, len(done.stderr.decode().splitlines()), done.stdout) == (1, 1, b"")
    assert str(details) in done.stderr.decode()
    assert PLANTED not in done.stderr.decode() + details.read_text(encoding="utf-8")
