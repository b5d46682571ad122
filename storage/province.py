"""A province's facts on the disk: Parquet by period, read and written by DuckDB; the only file that knows it.

    LAKE/period=2026-11/facts.parquet    the facts of all files about that period, see province_rows.py
    LAKE/period=2026-11/shown.parquet    who stood behind what reports showed, in the same columns
    LAKE/_set_aside/                     what was damaged and is no longer read

A period's file is replaced whole, so it is the one before a change or the one after it. DuckDB is locked to this
folder, and to those that its periods are links to: it opens no other file, reaches no network and loads nothing.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from content.period import Period
from storage import disk
from storage.errors import Busy, DamagedLake, NoEngine, NoLake, WriteFailed
from storage.province_parquet import (
    SET_ASIDE,
    as_of_the_system,
    as_struct,
    has_its_end,
    is_of_a_period,
    is_sound,
    parquet,
    pattern,
    period_of,
    quoted,
    run,
    text,
)
from storage.province_rows import COLUMNS, Row
from storage.spans import touching

if TYPE_CHECKING:
    import duckdb

FACTS, SHOWN = "facts.parquet", "shown.parquet"
LOCK_SECONDS = 10
SORTED = "office, code, branch, person, file, line, fact, list_id, item"
Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""The names of a result's columns, and its rows in order."""
Only = Callable[[dict[str, Table]], str]
"""Of the tables, the key of the only office whose figures are shown; empty for all."""


@dataclass(frozen=True)
class Standing:
    """A file in the lake, as far as another one is compared with it."""

    file: str
    file_name: str
    revision: int
    made_at: str
    branch: str
    branch_name: str


@dataclass(frozen=True)
class Asked:
    """What the queries came to."""

    tables: dict[str, Table]
    unread: tuple[Path, ...]
    """Damaged files of other periods, which were left out, set aside or not."""
    forgotten: tuple[Path, ...] = ()
    """Damaged files, set aside, that said what earlier reports on days of the period showed."""


class Lake:
    """The facts in one folder. Opening makes nothing on the disk.

    Raises:
        NoEngine: DuckDB is not installed.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import duckdb  # noqa: F401 - told here, before anything is read
        except ImportError as error:
            raise NoEngine from error
        self.folder = folder.absolute()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever taken in: no file of a period lies in it."""
        return not self._files()

    def periods(self) -> list[str]:
        """The periods there are facts of."""
        return sorted(period_of(path) for path in self._files() if path.name == FACTS)

    def damaged(self) -> list[Path]:
        """The files that cannot be read to their end."""
        with self.engine() as engine:
            return [path for path in self._files() if not is_sound(engine, path)]

    def set_aside(self, path: Path) -> Path:
        """Take a damaged file out of the way, and say where it lies now."""
        place = self.folder / SET_ASIDE
        self._make(place)
        name = f"{period_of(path)}_{os.urandom(4).hex()}_{path.name}"
        shutil.move(path, place / name)  # the folder of a period may be a link to another disk
        disk.sync_folder(path.parent)
        return place / name

    def standings(self, period: str) -> dict[str, Standing]:
        """What is there for a period, by who sent it (`sender_key`)."""
        path = self._path(period)
        if not path.exists():
            return {}
        names = "file, file_name, revision, made_at, branch, branch_name"
        with self.engine() as engine:
            found = run(engine, path, f"SELECT sender, office, code, person, {names} FROM {parquet(path)} "  # noqa: S608
                         "WHERE fact = 'header'").fetchall()  # fmt: skip
        return {
            sender_key(sender, office, code, person, branch): Standing(file, file_name, revision, made_at, branch, name)
            for sender, office, code, person, file, file_name, revision, made_at, branch, name in found
        }

    def persons_of(self, period: str, file: str) -> frozenset[str]:
        """The members a branch's file names."""
        with self.engine() as engine:
            path = self._path(period)
            sql = f"SELECT person FROM {parquet(path)} WHERE file = ? AND fact = 'branch_member'"  # noqa: S608
            found = run(engine, path, sql, file).fetchall()
        return frozenset(person for (person,) in found)

    def put(self, period: str, lines: Path, without: Sequence[str]) -> None:
        """Put rows, written with `write_rows`, into a period; `without` are the files whose rows go, old or new.

        Raises:
            WriteFailed: the system refused; the period is what it was before.
        """
        path, columns = self._path(period), ", ".join(COLUMNS)
        lines_read = f"read_json(?, format='newline_delimited', hive_partitioning=false, columns={as_struct()})"
        sources = [f"SELECT {columns} FROM {lines_read}"]  # noqa: S608
        if path.exists():
            sources.append(f"SELECT {columns} FROM {parquet(path)}")  # noqa: S608
        sql = (f"SELECT * FROM ({' UNION ALL '.join(sources)}) "  # noqa: S608
               f"WHERE NOT list_contains(?, file) ORDER BY {SORTED}")  # fmt: skip
        with self.engine() as engine:
            self._copy(engine, path, sql, [pattern(lines), list(without)])

    def _copy(self, engine: duckdb.DuckDBPyConnection, path: Path, query: str, values: list[Any]) -> None:
        """Make the rows of a query a Parquet file, whole or not at all."""
        import duckdb

        temp = path.with_name(f".{path.name}.tmp")
        try:
            self._make(path.parent)
            engine.execute(f"COPY ({query}) TO {quoted(temp)} (FORMAT parquet, COMPRESSION zstd)", values)
            temp.chmod(0o600)
            with temp.open("r+b") as written:
                os.fsync(written.fileno())
            temp.replace(path)
            disk.sync_folder(path.parent)
        except (OSError, duckdb.Error) as error:
            temp.unlink(missing_ok=True)
            raise WriteFailed(path, as_of_the_system(error)) from error

    def ask(
        self, given: Mapping[str, str], views: Mapping[str, str], wanted: Iterable[str], about: Period,
        keep_at: datetime | None = None, only: Only = lambda _tables: "",
    ) -> Asked:  # fmt: skip
        """The rows of the wanted views. Each view is a query over `lake`, what is given, and those before it.

        With `keep_at`, the moment of a report that is shown, the rows of the view `kept` are noted as shown by it; of
        one office alone if `only`, which sees the tables before and may raise, names one.

        Raises:
            WriteFailed: they could not be.
            NoLake: there are no facts in the folder.
            DamagedLake: a file that tells something of the period `about` cannot be read, so nothing is counted.
        """
        lost = [path for path in self._lost(FACTS) if is_of_a_period(path) and not self._path(period_of(path)).exists()]
        if not self._files() and not lost:
            raise NoLake(self.folder)
        import duckdb

        asked = {**given, **views}, list(wanted), keep_at, only
        with self.engine() as engine:
            unread = [path for path in self._files() if not has_its_end(engine, path)]
            near = self._refuse([*unread, *lost], about)
            forgotten = tuple(path for path in self._lost(SHOWN) if period_of(path) in near)
            try:
                return Asked(self._asked(engine, unread, *asked), (*unread, *lost), forgotten)
            except duckdb.Error:
                if (damaged := self.damaged()) == unread:  # none is damaged within
                    raise
        self._refuse([*damaged, *lost], about)
        with self.engine() as engine:
            return Asked(self._asked(engine, damaged, *asked), (*damaged, *lost), forgotten)

    def _lost(self, name: str) -> list[Path]:
        """The files of that name that are set aside."""
        return sorted((self.folder / SET_ASIDE).glob(f"*_{name}"))

    def _refuse(self, damaged: Sequence[Path], about: Period) -> set[str]:
        """Pass when the figures of a period can be made without these files, and say what else tells of its days.

        Raises:
            DamagedLake: they cannot, or these are all there is.
        """
        there = self._files()
        near = touching(about, {period_of(path) for path in (*there, *damaged, *self._lost(SHOWN))})
        needed = [path for path in damaged if period_of(path) in near]
        if damaged and (needed or set(there) <= set(damaged)):
            raise DamagedLake((needed or damaged)[0])
        return near

    def _asked(
        self, engine: duckdb.DuckDBPyConnection, without: Sequence[Path], views: Mapping[str, str],
        wanted: Iterable[str], keep_at: datetime | None, only: Only,
    ) -> dict[str, Table]:  # fmt: skip
        every = (f"SELECT {', '.join(COLUMNS)}, {text(period_of(path))} AS period FROM {parquet(path)}"  # noqa: S608
                 for path in self._files() if path not in without)  # fmt: skip
        engine.execute(f"CREATE TEMP VIEW lake AS {' UNION ALL '.join(every)}")
        for name, query in views.items():
            kind = "VIEW" if name in UNKEPT else "TABLE"
            engine.execute(f"CREATE TEMP {kind} {name} AS {query}")
        tables = {name: _rows(engine, name, views[name]) for name in wanted}
        if keep_at is not None:
            self._keep(engine, keep_at, only(tables))
        return tables

    def _keep(self, engine: duckdb.DuckDBPyConnection, at: datetime, office: str) -> None:
        """Add what a report shows of members, of all offices or one, to what those before it showed."""
        of_office = "(? = '' OR office = ?)"
        query = f"SELECT DISTINCT period FROM kept WHERE {of_office} ORDER BY 1"  # noqa: S608
        periods = [period for (period,) in engine.execute(query, [office, office]).fetchall()]
        columns = ", ".join(_KEPT.get(name, f"CAST(NULL AS {kind}) AS {name}") for name, kind in COLUMNS.items())
        for period in periods:
            path = self._path(period).with_name(SHOWN)
            values = [at.isoformat(), period, office, office]
            query = f"SELECT {columns} FROM kept WHERE period = ? AND {of_office}"  # noqa: S608
            if path.exists():
                query = f"{query} UNION ALL SELECT {', '.join(COLUMNS)} FROM {parquet(path)}"  # noqa: S608
            self._copy(engine, path, f"{query} ORDER BY office, code, kind, list_id, item, person", values)

    @contextmanager
    def held(self) -> Iterator[None]:
        """The lock of the folder: two programs may add at once.

        Raises:
            Busy: another program held it too long.
            WriteFailed: the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        try:
            disk.must_be_folder(self.folder.parent)  # of a stick that is not there it would be on another disk
            disk.make_folder(self.folder)
            lock = FileLock(self.folder / ".lock", LOCK_SECONDS, mode=0o600, poll_interval=0.05)
            lock.acquire()
        except Timeout as error:
            raise Busy(self.folder) from error
        except OSError as error:
            raise WriteFailed(self.folder, error) from error
        try:
            yield
        finally:
            lock.release()

    def _make(self, place: Path) -> None:
        """Make a folder inside this one, which is there; else OSError: its disk was taken away meanwhile."""
        disk.must_be_folder(self.folder)
        disk.make_folder(place)

    @contextmanager
    def workshop(self) -> Iterator[Path]:
        """A folder for rows on their way, gone afterwards; one that a killed program left is gone before."""
        place = self.folder / ".adding"
        shutil.rmtree(place, ignore_errors=True)
        self._make(place)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    @contextmanager
    def engine(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """DuckDB, locked to this folder."""
        import duckdb

        engine = duckdb.connect(":memory:")
        try:
            engine.execute(f"SET temp_directory = {quoted(self.folder / '.spill')}")
            links = (path.parent.resolve() for path in self._files() if path.parent.is_symlink())
            folders = dict.fromkeys((self.folder, *links))
            allowed = ", ".join(f"{quoted(folder)}, {text(pattern(folder))}" for folder in folders)
            engine.execute(f"SET allowed_directories = [{allowed}]")
            engine.execute("SET enable_progress_bar = false")
            engine.execute("SET autoinstall_known_extensions = false")
            engine.execute("SET autoload_known_extensions = false")
            engine.execute("SET enable_external_access = false")
            engine.execute("SET lock_configuration = true")
            yield engine
        finally:
            engine.close()

    def _files(self) -> list[Path]:
        try:
            names = sorted(one.name for one in self.folder.iterdir() if one.name.startswith("period="))
        except (FileNotFoundError, NotADirectoryError):
            return []
        places = (self.folder / name / one for name in names for one in (FACTS, SHOWN))
        return [path for path in places if path.exists()]

    def _path(self, period: str) -> Path:
        return self.folder / f"period={period}" / FACTS


_KEPT = {
    "fact": "'shown' AS fact", "made_at": "? AS made_at", "kind": "subject AS kind",
    "told": "n AS told", "words": "said AS words", "uid": "block AS uid",
    **{name: name for name in ("sender", "office", "code", "branch", "list_id", "item", "first_day", "last_day")},
    **{name: name for name in ("person", "file")},
}  # fmt: skip
UNKEPT = frozenset({"named", "told", "members", "kept"})
"""Views that are as long as the facts, each asked for little of them; all others are computed once and kept."""


def sender_key(sender: str, office: str, code: str, person: str, branch: str) -> str:
    """By what the files of one sender for one period are one another's revisions."""
    return "\t".join((sender, office, code if sender == "branch" else branch, person))


def write_rows(out: IO[str], rows: Iterable[Row]) -> int:
    """Write rows as `Lake.put` takes them; how many they were."""
    count = 0
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def _rows(engine: duckdb.DuckDBPyConnection, name: str, query: str) -> Table:
    """A result in the order its query says: a table made of it need not keep that."""
    order = query.rpartition("ORDER BY")[2] if "ORDER BY" in query else "ALL"
    found = engine.execute(f"SELECT * FROM {name} ORDER BY {order}")  # noqa: S608
    return tuple(one[0] for one in found.description or ()), found.fetchall()
