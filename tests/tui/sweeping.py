"""A system that fails or kills under whatever writes, and what there is of an office at any moment."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import duckdb
import pytest
from click.testing import CliRunner, Result

from desk.desk import Desk
from storage.errors import WrongPassphrase
from storage.files import Files
from storage.kinds import KINDS, text_files
from storage.sealed import Sealed, header_at
from storage.sessions import logged_in
from storage.vault import Header, key_in, read_header
from tests.storage.vaults import OTHER, PASSPHRASE
from tests.tui.commanding import NOW, run
from tests.tui.swept import COMMANDS, FIRST_HEADER, JOBS, PREPARED, READS, ids, scheduling
from tui.commands.main import LazyGroup

CALLS = ("open", "io.open", "write", "fsync", "link", "unlink", "replace", "mkdir", "rmdir", "scandir", "listdir")
OPENED: dict[bytes, tuple[str, bytes]] = {}  # by header: what opened it, and the key
UID = re.compile(r"[0-9a-zA-Z-]{22,}|\d{4}-\d\d-\d\dT[0-9:.]+Z?")
LOT = re.compile(rf"{UID.pattern}|(?<=sixdonts-)[0-9a-f]{{12}}(?=\.exchange)")


@dataclass
class Faulty:
    """The system's calls under a folder: counted, and failing from the wanted one on, for once or for good."""

    under: str
    call: str = ""
    number: int = 0
    error: int = 0
    for_good: bool = False
    kill_at: int = 0  # the process ends at this call, whichever it is
    after: Callable[[], None] | None = None  # looks at what there is after each step; its own calls are not counted
    counts: dict[str, int] = field(default_factory=dict)
    is_looking: bool = False

    def wrapped(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def maybe(*args: Any, **kwargs: Any) -> Any:
            if self.is_looking or not self.concerns(args[0]):
                return original(*args, **kwargs)
            self.counts[name] = self.counts.get(name, 0) + 1
            if self.kill_at and sum(self.counts.values()) == self.kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            here = self.counts[name]
            if name == self.call and (here == self.number or (self.for_good and here > self.number)):
                named = args[:1] if isinstance(args[0], str | Path) else ()
                raise OSError(self.error, os.strerror(self.error), *named)
            done = original(*args, **kwargs)
            if name in ("replace", "fsync") and self.after:
                self.is_looking = True
                self.after()
                self.is_looking = False
            return done

        return maybe

    def concerns(self, place: object) -> bool:
        return isinstance(place, int) or str(place).startswith(self.under)

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                module, plain = (io, "open") if name == "io.open" else (os, name)
                patch.setattr(module, plain, self.wrapped(name, getattr(module, plain)))
            yield


def contents(file: Path) -> str:
    """What a file that was given out says; a document is whole when it opens."""
    if file.suffix in (".docx", ".xlsx", ".zip"):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
        return "whole"
    if file.suffix == ".exchange":
        lines = file.read_text(encoding="utf-8").splitlines()
        json.loads(lines[-1])
        if "vault" in (head := json.loads(lines[0])):  # what is sealed, and by what, is drawn by lot
            return f"sealed at {head['counter']}"
        return "\n".join(nameless(json.loads(line)) for line in lines[:-1])
    if file.suffix == ".parquet":
        with duckdb.connect() as engine:
            return repr(engine.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [str(file)]).fetchall())
    text = file.read_text(encoding="utf-8")
    if file.stem == "sixdonts-remind":  # says where the records lie
        return re.sub(r'"--home" "[^"]+"|(?<=#sixdonts-remind:)\w+', "", text)
    return text


def nameless(one: Any) -> str:
    """What is noted of an exchange without the names of computers, which are drawn by lot, and where a folder lies."""
    vector = {"vector": sorted(one["vector"].values())} if "vector" in one else {}
    return repr({**{name: one[name] for name in one if name not in ("machine", "path", "inode")}, **vector})


def state(top: Path) -> dict[str, list[str]]:
    """All that can be read, as texts without the names the program draws by lot."""
    home = top / "home"
    found, cipher = vault_state(top)
    files = Files(home, lambda: NOW, cipher=cipher)
    for kind in KINDS:
        if kind.texts:
            values = [path.read_text(encoding="utf-8") for path in text_files(home, kind.name)]
        else:
            shown = (lambda _one: "drawn by lot") if kind.name in ("attempts", "schedule") else repr
            shown = nameless if kind.name.startswith("exchange/") else shown
            values = [shown(one) for name in files.names(kind.name) for one in files.documents(name).values()]
        found[kind.name] = values
    for path in (top / "files").rglob("*"):
        if path.is_file() and "inbox" not in path.parts and not path.name.endswith(".tmp"):
            found.setdefault(f"file {LOT.sub('U', path.name)}", []).append(contents(path))
    for path in (home / "sessions").glob("*.ndjson"):
        if "." not in path.stem:
            events, unreadable = logged_in(path)
            assert not unreadable
            found["sessions"] = [repr(one.event) for one in events]
    assert not [notice for notice in files.notices if notice.kind != "intent"]
    return {name: sorted(UID.sub("U", one) for one in values) for name, values in found.items() if values}


def vault_state(top: Path) -> tuple[dict[str, list[str]], Sealed | None]:
    """What is to be said of the vault, without what is drawn by lot; and the vault, open."""
    header = header_at(top / "home")
    if header is None:
        return {}, None
    content = header.encoded()
    if content not in OPENED:  # a passphrase takes its time, and a step leaves the header alone
        OPENED[content] = next(one for said in (PASSPHRASE, OTHER) if (one := key_by(header, said)) is not None)
    said, key = OPENED[content]
    words = [f"opened by {said}", f"change {header.change}", f"joined {bool(header.exchange)}"]
    if (first := top / "files" / FIRST_HEADER).exists():
        before = read_header(first.read_bytes())
        words += [f"recovery as it was: {header.recovery == before.recovery}", f"key: {header.mark == before.mark}"]
    return {"vault": words}, Sealed(top / "home", header, key)


def key_by(header: Header, said: str) -> tuple[str, bytes] | None:
    try:
        return said, key_in(header, said)
    except WrongPassphrase:
        return None


@contextlib.contextmanager
def passphrases(top: Path, found: dict[str, list[str]] | None = None) -> Iterator[None]:
    """The passphrase that opens the vault as it was found, and a new one, where a script would put them."""
    now = OTHER if f"opened by {OTHER}" in (found or {}).get("vault", ()) else PASSPHRASE
    with pytest.MonkeyPatch.context() as patch:
        for variable, said in (("SIXDONTS_PASSPHRASE_FILE", now), ("SIXDONTS_NEW_PASSPHRASE_FILE", OTHER)):
            file = top.parent / f"{variable}.txt"
            file.write_text(f"{said}\n", encoding="utf-8")
            file.chmod(0o600)
            patch.setenv(variable, str(file))
        yield


def attempt(made: Path, top: Path, name: str, faults: Faulty) -> Result:
    """Run a command, or a job of the app, on a fresh copy of the office while the system fails as told."""
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(made, top)
    if name in PREPARED:
        PREPARED[name](top)
    home = top / "home"
    if name in JOBS:
        with faults.at_work():
            return _job(home, JOBS[name])
    words, stdin = COMMANDS.get(name) or (READS[name], "")
    named = {"files": top / "files", **(ids(home) if "branch" in words else {})}
    with scheduling(top), faults.at_work(), passphrases(top):
        return run(home, *(word.format(**named) for word in words), stdin=stdin)


def _job(home: Path, job: Callable[[Desk], None]) -> Result:
    """A job of the app as if it were a command: its fault is one line, and what nobody foresaw is told as such."""

    class Job(LazyGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            return click.Command(cmd_name, callback=lambda: job(ctx.obj))

    return CliRunner().invoke(
        Job("jobs"), ["job"], obj=Desk(home, clock=lambda: NOW), env={"SIXDONTS_LANG": "en"}, catch_exceptions=False
    )


def killed(made: Path, top: Path, name: str, at: int) -> bool:
    """Run a command in a process of its own that is killed at a call; whether it was."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            attempt(made, top, name, Faulty(str(top), kill_at=at))
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """The kinds in which two states differ."""
    return [name for name in {*one, *other} if one.get(name) != other.get(name)]
