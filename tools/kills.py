"""Kill the program at random moments of what it writes, ten thousand times, and see each time that nothing was lost.

python tools/kills.py FOLDER                  10,000 kills; stopped at any moment, the same line goes on with them
python tools/kills.py FOLDER --kills 500      so many
python tools/kills.py FOLDER --only join      only while that is done, again for more
python tools/kills.py FOLDER --table          what came out so far, as it stands in docs/reliability.md

A child process works in a data folder inside FOLDER and says over a pipe what is saved. At a random moment behind one
of its lines it is ended by kill -9; another child then looks at the folder as the next start does. FOLDER/kills.jsonl
gets a line for each kill; a folder in which something was wrong is kept as FOLDER/wrong-N. Needs fork: not on Windows.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP))

from tools.kill_ways import WAYS, Way, next_start, prepared  # noqa: E402 # it is run as a file

KILLS = 10_000
LIFE = 25  # kills in one folder, then a new one: small files, so that there are many saves
LATEST = 0.02  # seconds behind a line


def main() -> int:
    """Kill, and say what came out; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--only", action="append", choices=[way.name for way in WAYS], default=[])
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    log = asked.folder / "kills.jsonl"
    if not asked.table:
        asked.folder.mkdir(parents=True, exist_ok=True)
        go_on(asked.folder, log, asked.kills, [way for way in WAYS if way.name in asked.only] or WAYS)
    done = list(_logged(log))
    print("\n".join(_table(done)))
    return 1 if any(one["wrong"] for one in done) else 0


def go_on(folder: Path, log: Path, kills: int, ways: Sequence[Way] = WAYS) -> None:
    """Go on with the kills from where the log ends; every way in turn, each in folders of its own."""
    begun = sum(1 for _ in _logged(log))
    lives: dict[str, Life] = {}
    with log.open("a", encoding="utf-8") as file:
        for number in range(begun, kills):
            way = ways[number % len(ways)]
            if way.name not in lives or lives[way.name].is_over:
                lives[way.name] = Life(way, folder / way.name)
            wrong = lives[way.name].killed(random.Random(number))
            if wrong:
                shutil.move(folder / way.name, folder / f"wrong-{number}")
                print(f"{number} {way.name}: {wrong}", file=sys.stderr, flush=True)
                del lives[way.name]
            file.write(json.dumps({"kill": number, "way": way.name, "wrong": wrong}) + "\n")
            file.flush()


class Life:
    """A data folder, made anew, with what was said to be saved in it, until it was killed in so many times."""

    def __init__(self, way: Way, folder: Path) -> None:
        self._way, self._folder = way, folder
        self._said: list[str] = []
        self._kills = 0
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if failed := _answer(lambda: prepared(way, folder)):
            raise RuntimeError(failed)

    @property
    def is_over(self) -> bool:
        """Whether it was killed in often enough."""
        return self._kills >= LIFE

    def killed(self, chance: random.Random) -> str:
        """Work, be killed, look; what was wrong, or nothing."""
        self._kills += 1
        said, fault = _said_until_killed(self._way, self._folder, chance)
        self._said += said
        return fault or _answer(lambda: next_start(self._way, self._folder, self._said))


def _said_until_killed(way: Way, folder: Path, chance: random.Random) -> tuple[list[str], str]:
    """The lines a working child said before it was killed, and how it failed, if it did by itself."""
    read, write = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(read)
        _work(way, folder, write)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as lines:
        said = [lines.readline() for _ in range(chance.randrange(way.lines) + 1)]  # the first: that it is ready
        until = time.monotonic() + chance.uniform(0, LATEST)
        while time.monotonic() < until:
            pass
        os.kill(pid, signal.SIGKILL)
        said += lines.read().splitlines(keepends=True)
    _pid, status = os.waitpid(pid, 0)
    whole = [line.strip() for line in said if line.endswith("\n")]  # the last may be cut
    is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return whole[1:], "" if is_killed else "it ended by itself: " + " / ".join(whole[-12:])


def _work(way: Way, folder: Path, write: int) -> None:
    """In the child: work without end."""

    def say(words: str) -> object:
        return os.write(write, f"{words}\n".encode())  # one line is one write, whole

    try:
        way.work(folder, say, lambda: say("ready"))
    except BaseException:
        say(traceback.format_exc())
    finally:
        os._exit(1)


def _answer(question: Callable[[], Any]) -> str:
    """What a child that asked found wrong: nothing, or where it failed."""
    read, write = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            question()
        except BaseException:
            os.write(write, traceback.format_exc()[-4000:].encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as answer:
        found = answer.read()
    _pid, status = os.waitpid(pid, 0)
    return found or ("" if status == 0 else f"ended with {status}")


def _logged(log: Path) -> Iterator[dict[str, Any]]:
    """The kills so far; a line that was cut off with the program was not one."""
    if log.exists():
        whole = log.read_bytes().rpartition(b"\n")[0]
        log.write_bytes(whole + b"\n" if whole else b"")
        yield from (json.loads(line) for line in whole.splitlines())


def _table(done: list[dict[str, Any]]) -> Iterator[str]:
    kills, wrong = Counter(one["way"] for one in done), Counter(one["way"] for one in done if one["wrong"])
    yield "| what was killed | kills | wrong |"
    yield "|---|---:|---:|"
    yield from (f"| {way.words} | {kills[way.name]:,} | {wrong[way.name]} |" for way in WAYS if kills[way.name])
    yield f"| all | {len(done):,} | {sum(wrong.values())} |"


if __name__ == "__main__":
    sys.exit(main())
