"""A Parquet file as DuckDB is told of it: by exactly its path, whole or not, with what it says when it cannot."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from content.period import Period
from storage.errors import DamagedLake
from storage.province_rows import COLUMNS

if TYPE_CHECKING:
    import duckdb


SET_ASIDE = "_set_aside"


def period_of(path: Path) -> str:
    """The period whose file it is or, set aside, was."""
    return path.name.rsplit("_", 2)[0] if path.parent.name == SET_ASIDE else path.parent.name.removeprefix("period=")


def is_of_a_period(path: Path) -> bool:
    """Whether its folder is called like a period."""
    try:
        Period.parse(period_of(path))
    except ValueError:
        return False
    return True


def run(engine: duckdb.DuckDBPyConnection, path: Path, sql: str, *values: str) -> duckdb.DuckDBPyConnection:
    """What a query says.

    Raises:
        DamagedLake: the file that it reads is damaged.
    """
    import duckdb

    try:
        return engine.execute(sql, values)
    except duckdb.Error as error:
        raise DamagedLake(path) from error


def has_its_end(engine: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether a file opens and has the columns, of their types: what was cut off has lost its end, which says both.

    One in a folder that is called like no period cannot be counted either.
    """
    import duckdb

    if not is_of_a_period(path):
        return False
    try:
        found = engine.execute("SELECT name, type FROM parquet_schema(?)", [pattern(path)]).fetchall()
    except duckdb.Error:
        return False
    kinds = {"VARCHAR": "BYTE_ARRAY", "BIGINT": "INT64"}
    return {(name, kinds[kind]) for name, kind in COLUMNS.items()} <= set(found)


def is_sound(engine: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether every value of it can be read."""
    import duckdb

    try:
        engine.execute(f"SELECT BIT_XOR(HASH(facts)) FROM {parquet(path)} AS facts").fetchall()  # noqa: S608
    except duckdb.Error:
        return False
    return has_its_end(engine, path)


def as_struct() -> str:
    """The columns as those of lines on their way."""
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"


def parquet(path: Path) -> str:
    """The rows of exactly this file: DuckDB would take a path for a pattern, and its folders for columns."""
    return f"read_parquet({text(pattern(path))}, hive_partitioning=false)"


def pattern(path: Path) -> str:
    """The pattern that only this path answers to."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))


def quoted(path: Path) -> str:
    """A path in SQL."""
    return text(str(path))


def text(value: str) -> str:
    """A text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def as_of_the_system(error: Exception) -> OSError:
    """What the system said, as far as DuckDB passes it on."""
    if isinstance(error, OSError):
        return error
    code = errno.ENOSPC if "No space left" in str(error) else errno.EIO
    return OSError(code, os.strerror(code))
