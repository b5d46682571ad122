"""A period over two lists: each day against its own, and nothing of a personal list leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from content.calendar import PUBLISHED
from content.donts import official_list
from content.marks import DontLists, Edition, Mark, short_words
from content.period import Period
from reports.branch import document as report_of
from reports.figures import figures, records_of
from reports.formats import write
from reports.summary import PickKind, Summary, file, offer
from storage.branch_records import Received
from storage.facts import Header, ItemMarks
from storage.journal import Journal
from storage.records import Matter, MatterKind, SelfCheck
from storage.submission import read
from tests.lists import a_list
from tests.reports.making import AT, NOVEMBER, PROFILE, TODAY, a_report, marks, received

OURS = a_list("ours", "error", "calls")  # one item is of the six too, another edition of the unit's list
MINE = a_list("mine", "temper")
LISTS = DontLists(official_list(), (Edition(date(2026, 11, 16), OURS),), (Edition(date(2026, 11, 1), MINE),))


def a_journal() -> Journal:
    journal = Journal.in_memory(clock=lambda: AT)
    for day, list_id, items in (
        (2, "six-donts", [dont.id for dont in official_list().donts]),
        (3, "six-donts", ["error"]),
        (16, "ours", ["error", "calls"]),
        (17, "ours", ["error"]),
        (17, "six-donts", [dont.id for dont in official_list().donts]),  # against a list of another day
        (17, "mine", ["temper"]),
    ):
        at, about = datetime(2026, 11, day, 9, tzinfo=UTC), date(2026, 11, day)
        check = SelfCheck.new(at, about, uid=SelfCheck.uid_of(about, list_id), list_id=list_id, edition="1")
        for item in items:
            check = check.answered(at, item, mark=Mark.KEPT, sentence="发了脾气" if item == "temper" else "")
        journal.checks.add(check)
    about = date(2026, 11, 17)
    journal.matters.add(Matter.new(AT, about, kind=MatterKind.SHORTFALL, title="好好说话", item="temper"))
    return journal


def test_each_day_is_counted_against_its_own_list() -> None:
    found = figures(records_of(a_journal(), NOVEMBER, TODAY, PUBLISHED), LISTS)
    assert (found.due_days, found.answered_days) == (16, 2)
    error, calls = found.items
    assert (error.item, error.kept, error.kept + error.blank) == ("error", 4, 16)  # in both lists
    assert (calls.item, calls.kept, calls.kept + calls.blank) == ("calls", 1, 6)  # only from the 16th on


def test_an_earlier_period_keeps_its_list() -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 15))
    found = figures(records_of(a_journal(), period, TODAY, PUBLISHED), LISTS)
    assert [item.item for item in found.items] == [dont.id for dont in official_list().donts]


def test_nothing_of_a_personal_list_leaves_even_if_everything_is_ticked() -> None:
    records = records_of(a_journal(), NOVEMBER, TODAY, PUBLISHED)
    offered = offer(records, figures(records, LISTS), LISTS)
    assert any(pick.kind is PickKind.MATTER for pick in offered)
    summary = Summary(NOVEMBER, OURS, short_words(LISTS.units()), PROFILE, AT, offered)
    content = file(summary, 1)
    assert "好好说话" in content.decode()  # a matter is ticked one by one
    for words in ("temper", "发了脾气", "mine"):
        assert words not in content.decode()
    header = read(content).header
    assert header.item_words == {"error": "error短", "calls": "calls短"}


def of_our_list(number: int) -> Received:
    """A submission of somebody whose unit has its own list."""
    facts = [
        ItemMarks(item=item, kept=number, partly=0, not_kept=0, not_faced=0, blank=2) for item in ("error", "calls")
    ]
    one = received(f"{number:03}", f"甲{number}", *facts)
    told = {"list_id": "ours", "list_title": "综合处清单", "list_items": ("error", "calls")}
    header = Header(**{**one.header.model_dump(), **told, "item_words": short_words([OURS])})
    return replace(one, header=header)


def test_lists_are_counted_apart_and_a_list_the_secretary_lacks_is_read_all_the_same() -> None:
    five = {f"{n:03}": of_our_list(n) for n in range(1, 6)}
    text = write(report_of(a_report(five)), ".md").decode()
    assert "| calls短 | 15 | 0 | 0 | 0 | 15 |" in text
    mixed = five | {"006": received("006", "甲6", *marks(2))}
    text = write(report_of(a_report(mixed)), ".md").decode()
    assert "综合处清单：6份报送材料中，5份" in text.replace(" ", "")
    assert "| calls短 | 15 |" in text
    assert "工作不出差错" not in text  # one person's counts
