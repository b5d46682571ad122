"""File systems that lack something: one without hard links that tells no cases apart, as exFAT on a memory stick.

No kernel at hand mounts one, so the calls under a folder are changed: a name is taken for the one that is there and
differs in case only, and no file gets a second name.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.banks import load_packs
from storage.cipher import has_vault
from tests.tui.commanding import run
from tests.tui.sweeping import Faulty, attempt, state
from tests.tui.swept import COMMANDS, FIRST_HEADER, JOBS, whole_office

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the calls changed are those of POSIX")

ONE = (
    "open",
    "stat",
    "lstat",
    "access",
    "scandir",
    "listdir",
    "mkdir",
    "rmdir",
    "unlink",
    "chmod",
    "utime",
)
TWO = ("replace", "rename")


class Folding:
    """The system's calls under a folder, as a file system without links and without cases has them."""

    def __init__(self, under: Path) -> None:
        self.under = str(under)
        self.listdir = os.listdir

    def there(self, path: Any) -> Any:
        """The path, each part of it as it is written where it stands already."""
        if isinstance(path, int) or not os.fspath(path).startswith(self.under + "/"):
            return path
        found = self.under
        for part in os.fspath(path)[len(self.under) + 1 :].split("/"):
            try:
                names = self.listdir(found)
            except OSError:
                names = []
            alike = [name for name in names if name.casefold() == part.casefold()]
            assert len(alike) < 2, f"two names that differ in case only: {alike}"
            found = f"{found}/{alike[0] if alike else part}"
        return found

    def wrapped(self, original: Callable[..., Any], paths: int) -> Callable[..., Any]:
        def folded(*args: Any, **kwargs: Any) -> Any:
            return original(*map(self.there, args[:paths]), *args[paths:], **kwargs)

        return folded

    def no_link(self, source: Any, target: Any, **_options: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), os.fspath(source))

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in (*ONE, *TWO):
                patch.setattr(os, name, self.wrapped(getattr(os, name), 1 + (name in TWO)))
            opened = self.wrapped(io.open, 1)
            patch.setattr(io, "open", opened)
            patch.setattr(builtins, "open", opened)
            patch.setattr(os, "link", self.no_link)
            yield


# What they write differs in kind: records, a bank, the branch's ledger and originals, documents. The others are slow.
EVERY_TIME = {"today", "matter settle", "bank import again", "list import", "branch collect", "submit"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office on such a file system."""
    top = tmp_path_factory.mktemp("office") / "made"
    top.mkdir()
    with Folding(top).at_work():
        whole_office(top)
    return top


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in EVERY_TIME else pytest.mark.slow) for name in (*COMMANDS, *JOBS)]
)
@pytest.mark.slow
def test_every_command_does_the_same_without_hard_links_and_cases(name: str, made: Path, tmp_path: Path) -> None:
    usual, top = tmp_path / "usual", tmp_path / "one"
    assert attempt(made, usual, name, Faulty(str(usual))).exit_code == 0
    with Folding(top).at_work():
        done = attempt(made, top, name, Faulty(str(top)))
        start = run(top / "home", "status")
        sound = run(top / "home", "doctor")
    assert (done.exit_code, start.stderr) == (0, "")
    if not has_vault(top / "home"):  # else it asks for the passphrase: tests/storage/test_vaulting.py looks there
        assert "All is sound." in sound.stdout
    assert alike(top) == alike(usual)


def alike(top: Path) -> dict[str, list[str]]:
    """What there is, without what is drawn by lot or says where it lies."""
    return {name: said for name, said in state(top).items() if name not in ("folders", f"file {FIRST_HEADER}")}


@pytest.mark.slow
def test_a_bank_whose_id_differs_in_case_only_is_the_one_that_is_there(made: Path, tmp_path: Path) -> None:
    top = tmp_path / "one"
    (tmp_path / "again.csv").write_text("题库编号,Another\n题干,选项A,选项B,答案\n国徽,丙,丁,B\n", encoding="utf-8")
    attempt(made, top, "list template", Faulty(str(top)))  # the office has a bank "another"
    before = {pack.id: pack for pack in load_packs(top / "home").packs}["another"]
    with Folding(top).at_work():
        done = run(top / "home", "bank", "import", str(tmp_path / "again.csv"), "--yes")
        kept = [pack for pack in load_packs(top / "home").packs if pack.id.casefold() == "another"]
    assert done.exit_code == 0, done.output
    assert [pack.id for pack in kept] == ["another"]
    assert {one.stem.zh for one in before.questions} < {one.stem.zh for one in kept[0].questions}
