"""Records and submissions to make reports of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from content.donts import official_list
from content.marks import DontLists, Mark, short_words
from content.period import Period
from reports.branch import BranchReport
from storage.balance import Balance
from storage.branch_notes import Choice
from storage.branch_records import Received
from storage.facts import Fact, Header, ItemMarks, counts_of
from storage.journal import Journal
from storage.problems import Problem
from storage.records import Leave, Matter, MatterKind, NoteKind, Profile, SelfCheck, StudyNote
from storage.roster import Member, member_key
from storage.spans import span_of
from storage.standings import Noted, standings

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NOVEMBER = Period.parse("2026-11")
LISTS = DontLists(official_list())
ITEM_WORDS = short_words(LISTS.units())
ITEMS = tuple(dont.id for dont in official_list().donts)
PROFILE = Profile(name="张三", member_no="001", branch="第一党支部")


def check(day: date, mark: Mark | None = Mark.KEPT, *, late: bool = False, sentence: str = "") -> SelfCheck:
    """Every item marked alike; the sentence at the first."""
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(days=1 if late else 0)
    made = SelfCheck.new(at, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    for item in ITEMS:
        made = made.answered(at, item, mark=mark, sentence=sentence if item == ITEMS[0] else "")
    return made


def a_journal() -> Journal:
    """Four days of November: kept, kept late, a day off kept, one not kept with a sentence; and one of everything."""
    journal = Journal.in_memory(clock=lambda: AT)
    journal.save_profile(PROFILE)
    days = [check(date(2026, 11, 2)), check(date(2026, 11, 3), late=True), check(date(2026, 11, 7))]
    journal.checks.add_many([*days, check(date(2026, 11, 4), Mark.NOT_KEPT, sentence="会议通知晚发半天")])
    day = date(2026, 11, 4)
    journal.matters.add(Matter.new(AT, day, title="核对会议通知", kind=MatterKind.SHORTFALL, due_day=day))
    journal.matters.add(Matter.new(AT, day, title="汇总会签意见", given_by="处长"))
    journal.notes.add(
        StudyNote.new(AT, day, title="监督法学习", own_words="体会一句", minutes=90, kind=NoteKind.GROUP, offered=True)
    )
    journal.notes.add(StudyNote.new(AT, day, title="自学代表法", minutes=30, offered=True))
    journal.leaves.add(Leave.new(AT, date(2026, 11, 9), last_day=date(2026, 11, 10), reason="年休假"))
    return journal


def marks(kept: int, partly: int = 0, not_kept: int = 0, not_faced: int = 0) -> tuple[ItemMarks, ...]:
    """The counts of every item, all alike."""
    return tuple(
        ItemMarks(item=item, kept=kept, partly=partly, not_kept=not_kept, not_faced=not_faced, blank=0)
        for item in ITEMS
    )


def received(member_no: str, name: str, *facts: Fact) -> Received:
    """What came in from one member."""
    header = Header(
        list_id="six-donts", list_edition="2012", list_hash="0123456789abcdef", list_items=ITEMS, item_words=ITEM_WORDS,
        member_no=member_no, name=name, branch="第一党支部", period="2026-11", made_at=AT, program="sixdonts",
        counts=counts_of(facts),
    )  # fmt: skip
    return Received(header, AT, 1, member_no.rjust(64, "0"), f"{name}_2026年11月.txt", facts, "c0de" * 16)


def a_report(came: dict[str, Received], *problems: Problem, away: dict[str, str] | None = None) -> BranchReport:
    """A report of a branch of eight, of whom these sent something, and those are on leave."""
    roster = [Member(member_no=f"{number:03}", name=f"甲{number}", office="综合处") for number in range(1, 9)]
    choices = [
        Choice(person=member_key(number), standing="leave", words=words, at=AT)
        for number, words in (away or {}).items()
    ]
    files = {member_key(number): one for number, one in came.items()}
    found = standings(roster, files, Noted(choices=choices), NOVEMBER)
    return BranchReport("第一党支部", NOVEMBER, TODAY, span_of(NOVEMBER, {NOVEMBER: found}, TODAY), problems, Balance())
