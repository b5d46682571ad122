"""Every command that writes × every error of the system × every file operation, once and for good; and kills.

What was there is there, or what was said is whole; the one line is true; the next start is clean. Of the cases CI runs
a part, always the same. SIXDONTS_SWEEP_SHARE=0.1 runs a tenth of all, drawn by SIXDONTS_SWEEP_SEED; 1 runs all.
"""

from __future__ import annotations

import ast
import errno
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
import pytest
from click.testing import Result

from storage.roster import member_key
from tests.tui.commanding import NOW, run
from tests.tui.sweeping import Faulty, attempt, differing, killed, passphrases, state, vault_state
from tests.tui.swept import COMMANDS, IN_VAULT, JOBS, MEMBERS, READS, sealed_office, whole_office
from tui.commands.main import cli

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the calls counted are those of POSIX"),
]
SHARE = float(os.environ.get("SIXDONTS_SWEEP_SHARE", "0"))
SEED = os.environ.get("SIXDONTS_SWEEP_SEED", "1")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EPERM)
KILLS_EACH = 1  # so many of each command, spread over its calls; a share of all is one at so many calls
TRIED = 6  # about so many cases of each command where no share is said; always the same

# Whose files may be left out by a command that ends with 1 and has taken in the rest.
LESS = dict.fromkeys(("branch collect", "rollup add"), (("张三",), ("李四",), ("张三", "李四")))
State = dict[str, list[str]]
T = TypeVar("T")
LEFT = re.compile(r"- (?:.+\.tmp: left by a write that was broken off|intent\.json: a change was broken off).*")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, once; each case works on a copy."""
    top = tmp_path_factory.mktemp("office") / "made"
    whole_office(top)
    return top


@pytest.fixture(scope="module")
def sealed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same office, its vault on."""
    top = tmp_path_factory.mktemp("sealed") / "made"
    sealed_office(made, top)
    return top


@pytest.fixture
def its(name: str, request: pytest.FixtureRequest) -> Path:
    """The office in which a command has something to do."""
    found: Path = request.getfixturevalue("sealed" if name in IN_VAULT else "made")
    return found


def drawn(found: Sequence[T], name: str) -> list[T]:
    """The wanted share of the cases of a command, drawn by the seed."""
    return random.Random(f"{SEED} {name}").sample(found, max(1, round(len(found) * SHARE)))


def cases(counts: dict[str, int], name: str) -> list[tuple[str, int, int, bool]]:
    """Which call, which number of it, which error, once or for good: a share of them, or some spread over all."""
    found = [
        (call, number, error, for_good)
        for call in sorted(counts)
        for number in range(1, counts[call] + 1)
        for error in ERRORS
        for for_good in (False, True)
    ]
    step = max(1, len(found) // TRIED) | 1
    step += 2 * (step % 5 == 0)  # so that all ten ways to fail come in turn
    return drawn(found, name) if SHARE else found[::step]


def steps_of(made: Path, top: Path, name: str) -> tuple[Faulty, list[State]]:
    """The calls a command makes where nothing fails, and what there is before it, after each step and at its end."""
    steps = [state(made)]
    seen = Faulty(str(top), after=lambda: steps.append(state(top)))
    clean = attempt(made, top, name, seen)
    assert clean.exit_code == 0, clean.output
    steps.append(state(top))
    assert steps[-1] != steps[0], "the command saves nothing"
    return seen, steps


def leaves(group: click.Group, *before: str) -> Iterator[str]:
    """Every command by its whole name."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            if isinstance(found, click.Group):
                yield from leaves(found, *before, name)
            else:
                yield " ".join((*before, name))


def test_every_command_is_in_the_sweep_or_known_to_write_nothing() -> None:
    every = set(leaves(cli))
    swept = {
        name for name in every for words, _stdin in COMMANDS.values() if f"{' '.join(words)} ".startswith(f"{name} ")
    }
    assert swept | (READS.keys() - {"exchange undecided"}) == every  # a way to call `exchange` that only reads
    assert not swept & READS.keys()


@pytest.mark.parametrize("name", READS)
def test_what_is_not_in_the_sweep_writes_nothing(name: str, made: Path, tmp_path: Path) -> None:
    top, before = tmp_path / "one", every_file(made)
    done = attempt(made, top, name, Faulty("nowhere"))
    assert done.exit_code == 0, done.output
    assert every_file(top) == before


def every_file(top: Path) -> dict[str, bytes]:
    """All that lies there."""
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [*COMMANDS, *JOBS])
def test_a_command_on_a_failing_system_tells_the_truth_and_loses_nothing(
    name: str, its: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    made, top = its, tmp_path / "one"
    seen, steps = steps_of(made, top, name)
    parts = [(names, without(made, top, name, names)) for names in LESS.get(name, ())]
    wrong, tried = [], 0
    for call, number, error, for_good in cases(seen.counts, name):
        tried += 1
        done = attempt(made, top, name, Faulty(str(top), call, number, error, for_good))
        if fault := fault_of(done, steps, parts, top):
            case = f"{call} {number} {errno.errorcode[error]} {'for good' if for_good else 'once'}"
            wrong.append(f"{case}: {fault} | {done.exit_code} {done.stderr[-300:]!r}")
    record_property("tried", tried)
    print(f"{name}: {tried} tried, {len(wrong)} wrong")
    assert tried
    assert not wrong, "\n".join(wrong)


def without(made: Path, top: Path, name: str, names: Sequence[str]) -> State:
    """What there is after a command that was given fewer files: none of these members."""
    fewer = top.with_name("fewer")
    shutil.rmtree(fewer, ignore_errors=True)
    shutil.copytree(made, fewer)
    for one in names:
        for file in (fewer / "files" / "inbox").glob(f"{one}*"):
            file.unlink()
    attempt(fewer, top, name, Faulty(str(top)))
    return state(top)


def unnoted(left: State, names: Sequence[str]) -> State:
    """What is left without the notes, one each, that the files of these members could not be read.

    To note something is one change more of the collection.
    """
    found = []
    for collection in map(ast.literal_eval, left.get("branch/received", ())):
        refused = list(collection["refused"])
        for note in (next(filter(partial(is_unread_of, one), refused), None) for one in names):
            if note is not None:
                refused.remove(note)
        revision = collection["rev"] - (refused != collection["refused"])
        found.append(repr({**collection, "rev": revision, "refused": refused}))
    return {**left, "branch/received": sorted(found)} if found else left


def is_unread_of(name: str, note: dict[str, str]) -> bool:
    """Whether a note says just this: that this member's file could not be read, and why."""
    number = next(number for number, one in MEMBERS.items() if one == name)
    wanted = {"person": member_key(number), "why": "unreadable", "day": NOW.date().isoformat()}
    empty = dict.fromkeys(("sha256", "number_of", "written_by"), "")
    said = {"file_name": note["file_name"], "detail": note["detail"]}
    return note == {**wanted, **empty, **said} and note["file_name"].startswith(f"{name}_") and bool(note["detail"])


@pytest.mark.parametrize("name", [*COMMANDS, *JOBS])
def test_a_command_killed_at_any_call_leaves_a_whole_state(name: str, its: Path, tmp_path: Path) -> None:
    made = its
    top, wrong, kills = tmp_path / "one", [], 0
    seen, steps = steps_of(made, top, name)
    calls = sum(seen.counts.values())
    every = range(1, calls + 1)
    step = max(1, calls // KILLS_EACH)
    wanted = drawn(every, name) if SHARE else every[step // 2 :: step]
    for at in wanted:
        kills += killed(made, top, name, at)
        if (left := state(top)) not in steps:
            wrong.append(f"killed at call {at} of {calls}: {differing(left, steps[0])}")
        if fault := doctor_fault(top):
            wrong.append(f"killed at call {at} of {calls}: doctor: {fault}")
        start = run(top / "home", "status")
        if start.exit_code or start.stderr:
            wrong.append(f"killed at call {at} of {calls}: {start.stderr}")
    print(f"{name}: {kills} kills at {calls} calls")
    assert kills == len(wanted)
    assert not wrong, "\n".join(wrong)


def doctor_fault(top: Path) -> str:
    """What doctor says of what a kill left that is not so; empty when it names just what lies there."""
    home = top / "home"
    with passphrases(top, vault_state(top)[0]):  # to open a vault goes on with what was begun
        said = run(home, "doctor")
    there = {path.relative_to(home).as_posix() for path in home.rglob("*.tmp") if "aside" not in path.parts}
    there |= {path.name for path in home.glob("intent.json")}
    every = [line for line in said.stdout.splitlines() if line.startswith("- ")]
    found = [line for line in every if "is a copy of" not in line]  # not taken out of the way yet
    named = {line[2:].partition(": ")[0] for line in found if LEFT.fullmatch(line)}
    is_so = named == there and len(found) == len(there) and said.exit_code == bool(every)
    return "" if is_so else f"{there}: {said.output}"


def fault_of(done: Result, steps: list[State], parts: Sequence[tuple[Sequence[str], State]], top: Path) -> str:
    """What is wrong after a command on a failing system; empty when nothing is.

    `parts` are less, and whole: whose files are lacking, and what there is without them.
    """
    try:
        left = state(top)
    except AssertionError as error:
        return f"a damaged file: {error}"
    if done.exit_code not in (0, 1):
        return "an exit code that is neither 0 nor 1"
    if "unforeseen" in done.stderr or "Traceback" in done.output:
        return "an error nobody foresaw"
    if done.exit_code == 0 and left != steps[-1]:
        return f"told as done, and is not: {differing(left, steps[-1])}"
    *notices, _fault = done.stderr.splitlines() or ["", ""]
    names_faults = "\n- " in done.stdout  # doctor, after it said what it did
    if done.exit_code == 1 and (
        not (done.stderr or names_faults) or len(set(notices)) < len(notices)
    ):  # others tell of other files
        return "not one line"
    if "Errno" in done.stderr or "Path(" in done.stderr:
        return "words of the system"
    is_part = any(part in (left, unnoted(left, names)) for names, part in parts)
    if done.exit_code == 1 and left not in steps and not is_part:
        return f"not a state on the way: {differing(left, steps[0])}"
    if done.exit_code == 1 and not names_faults and left == steps[-1] and left not in steps[:-2] and not is_part:
        return "told as undone, and is done"
    start = run(top / "home", "status")
    return "" if start.exit_code == 0 and not start.stderr else f"the next start: {start.stderr}"
