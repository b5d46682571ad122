"""What it costs to look at a folder of submissions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from benchmarks.measure import Row, environment, paired, seconds


def handed_in(folder: Path, count: int) -> tuple[Path, Path]:
    """A folder with the submissions of so many members, and a secretary's home whose roster has them."""
    from storage.branch import BranchLedger
    from storage.facts import Completeness, Fact, Header, ItemMarks, MatterFact, Study, counts_of
    from storage.records import MatterKind
    from storage.roster import Member
    from storage.submission import Submission, write

    inbox, home = folder / f"inbox{count}", folder / f"branch{count}"
    inbox.mkdir()
    at = datetime.now().astimezone()
    items = ("entrusted", "duty", "error", "visitor", "conduct", "image")
    matters = [
        MatterFact(
            uid=f"m{place}", kind=MatterKind.SHORTFALL, title="会议通知晚发半天", given_day=date(2026, 11, 9),
            item="error", measure="发前由第二人核对",
        )
        for place in range(3)
    ]  # fmt: skip
    facts: tuple[Fact, ...] = (
        Completeness(answered_days=18, due_days=20, late_days=2),
        *(ItemMarks(item=item, kept=14, partly=2, not_kept=1, not_faced=1, blank=2) for item in items),
        Study(group_minutes=120, training_minutes=30, make_up_minutes=0, self_minutes=60),
        *matters,
    )
    page = "\n".join(["2026年11月“六个不让”对照检查小结", *["  11月9日  会议通知晚发半天，已向参会单位说明。"] * 30])
    members = [Member(member_no=f"{number:05}", name=f"member {number}") for number in range(count)]
    for member in members:
        header = Header(
            list_id="six-donts", list_edition="2012", list_hash="0123456789abcdef", list_items=items,
            member_no=member.member_no, name=member.name, branch="branch", period="2026-11", made_at=at,
            program="sixdonts", counts=counts_of(facts),
        )  # fmt: skip
        (inbox / f"{member.member_no}.txt").write_bytes(write(Submission(header=header, facts=facts), page))
    BranchLedger.open(home).save_roster(members, branch="branch")
    return inbox, home


def looker(inbox: Path, home: Path) -> Callable[[], float]:
    """Looks at every file in a folder: the dry run of taking in."""
    from content.period import Period
    from storage.branch import BranchLedger

    return lambda: seconds(lambda: BranchLedger.open(home).look([inbox], Period.parse("2026-11")))


def hasher(inbox: Path) -> Callable[[], float]:
    """Reads, hashes and parses the lines of the same files, and nothing else."""
    import hashlib
    import json

    def read_all() -> None:
        for path in sorted(inbox.iterdir()):
            data = path.read_bytes()
            hashlib.sha256(data).hexdigest()
            [json.loads(line) for line in data.split(b"\n") if line.startswith(b"{")]

    return lambda: seconds(read_all)


def memory_of(inbox: Path, home: Path) -> float:
    """How many megabytes Python has allocated at the most while it looks at every file in a folder."""
    import subprocess

    code = (
        "import sys, tracemalloc\nfrom pathlib import Path\nfrom content.period import Period\n"
        "from storage.branch import BranchLedger\nimport storage.collecting\n"
        "ledger, period = BranchLedger.open(Path(sys.argv[2])), Period.parse('2026-11')\n"
        "ledger.roster()\ntracemalloc.start()\nledger.look([Path(sys.argv[1])], period)\n"
        "print(tracemalloc.get_traced_memory()[1] / 1024 / 1024)\n"
    )
    command = [sys.executable, "-c", code, str(inbox), str(home)]
    done = subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True)
    return float(done.stdout)


def collecting_rows(folder: Path, pairs: int) -> Iterator[partial[Row]]:
    """What it costs to look at a folder of submissions, in time and in memory; they are made when first asked for."""

    @cache
    def of(number: int) -> tuple[Path, Path]:
        return handed_in(folder, number)

    is_trial = pairs < 5  # whether the rows run at all, in a test
    for number, times in ((100, pairs),) if is_trial else ((1_000, max(pairs // 4, 3)), (10_000, 3)):
        yield partial(paired, f"collect {number:,} (dry run)", "reading, hashing and parsing the same files",
                     partial(_looked_at, of, number), partial(_hashed, of, number), at_most=4, pairs=times)  # fmt: skip
    if not is_trial:
        yield partial(paired, "collect 10,000: memory, MB for seconds", "25 MB", lambda: memory_of(*of(10_000)),
                      lambda: 25.0, at_most=1, pairs=1)  # fmt: skip


def _looked_at(of: Callable[[int], tuple[Path, Path]], number: int) -> float:
    return looker(*of(number))()


def _hashed(of: Callable[[int], tuple[Path, Path]], number: int) -> float:
    return hasher(of(number)[0])()
