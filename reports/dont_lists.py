"""Lists of don'ts told in lines, and written as the table that an office fills in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from content.dates import day_words
from content.marks import DontList, DontLists
from content.words import _, ngettext
from reports.banks import remark_lines
from reports.document import Column, Sheet, Table, Workbook

if TYPE_CHECKING:
    from storage.lists import Place

SHEET_COLUMNS = (
    ("编号", 8), ("内容", 24), ("简称", 13), ("做到", 18), ("部分做到", 18), ("未做到", 18), ("不涉及", 18),
    ("每日提问", 30), ("负责人提问", 30), ("做到的例子", 30), ("未做到的例子", 30),
)  # fmt: skip
HOW_TO_FILL = (
    "“内容”和“部分做到”必填；“简称”至多13个汉字，内容不超过13个汉字的可以不填。",
    "“做到”“未做到”“不涉及”写各种情况指什么，可以不填。每项都按“是＝做到”来写。",
    "提问和例子一格可以写几条，一行一条；提问每天轮流出现一条，至多36个汉字。",
    "“编号”可以不填：内容相同就是同一项。以后要改文字而仍算同一项的，从一开始就填编号，不再改动。",
    "最多20项。不得填写涉密内容。",
)


def place_words(place: Place) -> str:
    """本单位清单, 个人清单."""
    return {"unit": _("the unit's list"), "personal": _("own list")}[place.value]


def list_words(dont_list: DontList) -> str:
    """A list in one line: its title, edition, how many items, and by what authority."""
    count = len(dont_list.donts)
    items = ngettext("{n} item", "{n} items", count).format(n=count)
    words = _("{title} ({edition}, {items}), source: {source}")
    return words.format(title=dont_list.title, edition=dont_list.edition, items=items, source=dont_list.source)


def preview_lines(dont_list: DontList, place: Place, from_day: date, remarks: Sequence[str] = ()) -> Iterator[str]:
    """What a list would be, before it is taken over; what of its file is not taken after it."""
    yield _("{place} from {day} on").format(place=place_words(place), day=day_words(from_day))
    yield list_words(dont_list)
    for number, dont in enumerate(dont_list.donts, start=1):
        yield f"{number:>2} {dont.official}"
    yield from remark_lines(remarks)


def kept_lines(lists: DontLists) -> Iterator[str]:
    """Every list that is or was or will be answered, with its first day."""
    yield _("by default: {list}").format(list=list_words(lists.official))
    for words, editions in ((_("the unit's list"), lists.unit), (_("own list"), lists.personal)):
        for edition in editions:
            said = list_words(edition.dont_list) if edition.dont_list else _("ends; none of its own from then on")
            text = _("{place} from {day} on: {list}")
            yield text.format(place=words, day=day_words(edition.from_day), list=said)


def list_workbook(dont_list: DontList, from_day: date) -> Workbook:
    """The table of a list, with a second sheet for what it is called and how to fill it in; Chinese, as it is read."""
    lists = ("questions", "head_questions", "examples_kept", "examples_not_kept")
    rows = tuple(
        ("", dont.official.zh, dont.short.zh, *(text.zh for text in dont.meanings.values()),
         *("\n".join(text.zh for text in getattr(dont, name)) for name in lists))
        for dont in dont_list.donts
    )  # fmt: skip
    items = Table(tuple(Column(title, width) for title, width in SHEET_COLUMNS), rows)
    head = (
        ("清单名称", dont_list.title.zh), ("版本", dont_list.edition), ("启用日期", from_day),
        ("依据", dont_list.source.zh),
    )  # fmt: skip
    about = Table((Column("项目", 8), Column("填写", 40)), (*head, *(("说明", text) for text in HOW_TO_FILL)))
    return Workbook((Sheet("条目", items, "对照清单条目"), Sheet("清单", about, "清单名称和填写说明")))
