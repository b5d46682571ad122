"""Rosters as offices keep them, made with openpyxl: merged titles, two rows of headings, notes and more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("编号", "姓名", "处室", "党小组")
PEOPLE = (("001", "张三", "办公室", "第一党小组"), ("002", "李四", "法工委", "第二党小组"))
BOTH = {"001": "张三", "002": "李四"}


@dataclass(frozen=True)
class OfficeRoster:
    """A roster, and what is to be read of it: by number who it has, who has no number, what is wrong, what not used."""

    make: Callable[[Workbook], None]
    members: dict[str, str]
    unnumbered: tuple[str, ...] = ()
    faults: tuple[tuple[str, int], ...] = ()
    unused: tuple[tuple[str, str], ...] = ()


def _rows(*rows: Sequence[object]) -> Callable[[Workbook], None]:
    def make(book: Workbook) -> None:
        for row in rows:
            book.worksheets[0].append(list(row))

    return make


def _then(make: Callable[[Workbook], None], more: Callable[[Worksheet], None]) -> Callable[[Workbook], None]:
    def both(book: Workbook) -> None:
        make(book)
        more(book.worksheets[0])

    return both


def _merge(*areas: str) -> Callable[[Worksheet], None]:
    def merge(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return merge


def _second_sheet(
    name: str, *rows: Sequence[object], first: Sequence[Sequence[object]] = ()
) -> Callable[[Workbook], None]:
    def make(book: Workbook) -> None:
        _rows(*(first or (HEADINGS, *PEOPLE)))(book)
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))

    return make


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True


def _filter(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:D3"
    sheet.auto_filter.add_filter_column(3, ["第一党小组"])
    sheet.row_dimensions[3].hidden = True


def _as_number(sheet: Worksheet) -> None:
    for row in (2, 3):
        sheet.cell(row, 1).number_format = "000"


ROSTERS = {
    "a merged title and a unit above": OfficeRoster(
        _then(
            _rows(
                ("机关第一党支部党员名册",), ("单位：省人大常委会办公厅", None, None, "2026年11月"), HEADINGS, *PEOPLE
            ),
            _merge("A1:D1", "A2:C2"),
        ),
        BOTH,
    ),
    "two rows of headings": OfficeRoster(
        _then(
            _rows(
                ("编号", "姓名", "单位及职务", None, "组织关系", None),
                (None, None, "处室", "职务", "转入日期", "转出日期"),
                ("001", "张三", "办公室", "主任科员", "2024-3-1", None),
                ("002", "李四", "法工委", "处长", None, None),
            ),
            _merge("C1:D1", "E1:F1"),
        ),
        BOTH,
    ),
    "two rows of headings, merged downwards": OfficeRoster(
        _then(
            _rows(
                ("编号", "姓名", "单位及职务", None),
                (None, None, "处室", "职务"),
                ("001", "张三", "办公室", "主任科员"),
                ("002", "李四", "法工委", "处长"),
            ),
            _merge("A1:A2", "B1:B2", "C1:D1"),
        ),
        BOTH,
        unused=(("file", ""),),
    ),
    "notes beneath": OfficeRoster(
        _rows(
            HEADINGS,
            *PEOPLE,
            ("注：本表截至2026年11月底。",),
            ("填表人：", "赵六", None, "审核人：孙七"),
            (None, "以上人员均在岗"),
        ),
        BOTH,
        unused=(("row", "注：本表截至2026年11月底。"), ("row", "填表人： 赵六"), ("row", "以上人员均在岗")),
    ),
    "totals": OfficeRoster(
        _rows(HEADINGS, PEOPLE[0], ("小计", 1), PEOPLE[1], ("小计", 1), ("合计", "2人"), (None, "共2人")),
        BOTH,
        unused=(("row", "小计 1"), ("row", "小计 1"), ("row", "合计 2人"), ("row", "共2人")),
    ),
    "blanks inside names and headings": OfficeRoster(
        _rows(
            ("编 号", "姓　　名", "处 室", "党 小 组"),
            ("001", "张　三", "办公室", "一"),
            (" 002 ", " 李 四 ", "法工委", "二"),
        ),
        BOTH,
    ),
    "numbers as whole numbers": OfficeRoster(_rows(HEADINGS, (1, "张三"), (2, "李四")), {"1": "张三", "2": "李四"}),
    "numbers as decimal numbers": OfficeRoster(
        _rows(HEADINGS, (1.0, "张三"), (2.0, "李四")), {"1": "张三", "2": "李四"}
    ),
    "numbers shown with zeros": OfficeRoster(_then(_rows(HEADINGS, (1, "张三"), (2, "李四")), _as_number), BOTH),
    "numbers of many kinds": OfficeRoster(
        _rows(HEADINGS, ("RD-001", "张三"), ("０02", "李四"), ("第3号", "王五")),
        {"RD-001": "张三", "０02": "李四", "第3号": "王五"},
    ),
    "a second sheet of others": OfficeRoster(
        _second_sheet("退休人员", HEADINGS, ("901", "周八")), BOTH, faults=(("members_elsewhere", 0),)
    ),
    "the roster on the second sheet": OfficeRoster(
        _second_sheet("名册", HEADINGS, *PEOPLE, first=[("填表说明",), ("一、按编制填写",)]),
        BOTH,
        unused=(("sheet", "Sheet"),),
    ),
    "hidden rows and columns": OfficeRoster(
        _then(_rows(HEADINGS, *PEOPLE), _hide), BOTH, unused=(("file", ""), ("file", ""))
    ),
    "a filter": OfficeRoster(_then(_rows(HEADINGS, *PEOPLE), _filter), BOTH, unused=(("file", ""),)),
    "groups merged downwards": OfficeRoster(
        _then(_rows(("党小组", "编号", "姓名"), ("第一党小组", "001", "张三"), (None, "002", "李四")), _merge("A2:A3")),
        BOTH,
        unused=(("file", ""),),
    ),
    "groups only at their first row": OfficeRoster(
        _rows(("党小组", "编号", "姓名"), ("第一党小组", "001", "张三"), (None, "002", "李四")),
        BOTH,
        unused=(("blank", "党小组"),),
    ),
    "groups as rows between": OfficeRoster(
        _rows(HEADINGS, ("第一党小组",), PEOPLE[0], (None, "第二党小组"), PEOPLE[1]),
        BOTH,
        unused=(("row", "第一党小组"), ("row", "第二党小组")),
    ),
    "women and nationalities behind names": OfficeRoster(
        _rows(HEADINGS, ("001", "张三（女）"), ("002", "李四(女，回族)"), ("003", "王五（蒙古族）")),
        BOTH | {"003": "王五"},
        unused=(("behind", "（女）"), ("behind", "(女，回族)"), ("behind", "（蒙古族）")),
    ),
    "what somebody is, behind names": OfficeRoster(
        _rows(HEADINGS, ("001", "张三（预备党员）"), ("002", "李四(已退休)"), ("003", "王五（女，组长）")),
        BOTH | {"003": "王五"},
        unused=(("behind", "（预备党员）"), ("behind", "(已退休)"), ("behind", "（女，组长）")),
    ),
    "groups with their counts in the column of numbers": OfficeRoster(
        _rows(HEADINGS, ("第一党小组（1人）",), PEOPLE[0], ("第二党小组（1人）",), PEOPLE[1]),
        BOTH,
        unused=(("row", "第一党小组（1人）"), ("row", "第二党小组（1人）")),
    ),
    "numbers kept from becoming numbers": OfficeRoster(_rows(HEADINGS, ("'001", "张三"), ("’002", "李四")), BOTH),
    "two of one name told apart": OfficeRoster(
        _rows(HEADINGS, ("001", "张伟（大）"), ("002", "张伟（小）")), {"001": "张伟（大）", "002": "张伟（小）"}
    ),
    "dates in many forms": OfficeRoster(
        _rows(
            ("编号", "姓名", "转入日期"),
            ("001", "张三", "2024.3.1"),
            ("002", "李四", "2024年3月1日"),
            ("003", "王五", "20240301"),
            ("004", "赵六", 45352),
            ("005", "孙七", datetime(2024, 3, 1)),  # noqa: DTZ001
            ("006", "周八", date(2024, 3, 1)),
            ("007", "吴九", "2024/3/1"),
            ("008", "郑十", "—"),
            ("009", "冯一", "无"),
        ),
        {
            "001": "张三",
            "002": "李四",
            "003": "王五",
            "004": "赵六",
            "005": "孙七",
            "006": "周八",
            "007": "吴九",
            "008": "郑十",
            "009": "冯一",
        },
    ),
    "dates that are none": OfficeRoster(
        _rows(
            ("编号", "姓名", "转出日期"),
            ("001", "张三", "2026年11月"),
            ("002", "李四", "已转出"),
            ("003", "王五", "26.11.3"),
        ),
        BOTH | {"003": "王五"},
        faults=(("month_alone", 2), ("impossible_date", 3), ("impossible_date", 4)),
    ),
    "phones and identity numbers": OfficeRoster(
        _rows(
            ("编号", "姓名", "身份证号", "手机", "备注"),
            ("001", "张三", "110101199001011234", "13800000000", None),
            ("002", "李四", None, None, "2026年10月转出"),
        ),
        BOTH,
        unused=(("column", "身份证号"), ("column", "手机"), ("column", "备注"), ("remark", "2026年10月转出")),
    ),
    "numbers missing for some": OfficeRoster(
        _rows(HEADINGS, PEOPLE[0], (None, "王五"), ("无", "赵六"), ("待定", "孙七"), PEOPLE[1]),
        BOTH,
        unnumbered=("王五", "赵六", "孙七"),
        faults=(("empty_number", 3), ("empty_number", 4), ("empty_number", 5)),
        unused=(("blank", "党小组"), ("blank", "处室")),
    ),
    "names only, one twice": OfficeRoster(
        _rows(("姓名", "处室"), ("张三", "甲"), ("李四", "乙"), ("张　三", "丙")),
        {},
        unnumbered=("张三", "李四", "张三"),
        faults=(("missing_column", 1), ("same_name", 4)),
    ),
    "one named twice, once without number": OfficeRoster(
        _rows(("编号", "姓名"), ("001", "张三"), (None, "张三"), ("002", "李四")),
        BOTH,
        unnumbered=("张三",),
        faults=(("same_name", 3), ("empty_number", 3)),
    ),
    "laid out sideways": OfficeRoster(
        _rows(("编号", "001", "002"), ("姓名", "张三", "李四"), ("处室", "甲", "乙")), {}, faults=(("sideways", 0),)
    ),
    "laid out sideways beneath a title": OfficeRoster(
        _rows(("名册",), ("姓名", "张三", "李四"), ("处室", "甲", "乙"), ("党小组", "一", "二")),
        {},
        faults=(("sideways", 0),),
    ),
    "a form about one person": OfficeRoster(
        _rows(("姓名", "张三", "处室", "办公室"), ("编号", "001", "职务", "处长"), ("政治面貌", "中共党员")),
        {},
        faults=(("sideways", 0),),
    ),
    "two blocks side by side": OfficeRoster(
        _rows(("编号", "姓名", None, "编号", "姓名"), ("001", "张三", None, "002", "李四")), BOTH
    ),
    "running numbers beside member numbers": OfficeRoster(
        _rows(("序号", "人员编号", "姓名"), (1, "001", "张三"), (2, "002", "李四")), BOTH
    ),
    "running numbers alone": OfficeRoster(
        _rows(("序号", "姓名"), (1, "张三"), (2, "李四")),
        {"1": "张三", "2": "李四"},
        faults=(("running_number_used", 1),),
    ),
    "formulas counting the rows": OfficeRoster(
        _rows(("序号", "编号", "姓名"), ("=ROW()-1", "001", "张三"), ("=ROW()-1", "002", "李四")),
        BOTH,
        unused=(("file", ""),),
    ),
    "headings with explanations": OfficeRoster(
        _rows(
            ("编号（必填）", "姓名（按姓氏笔画为序）", "所在处室（全称）", "转出时间\n(格式2026-11-23)"),
            ("001", "张三"),
            ("002", "李四"),
        ),
        BOTH,
    ),
    "names of other peoples": OfficeRoster(
        _rows(HEADINGS, ("001", "阿布都拉·买买提"), ("002", "欧阳 修"), ("003", "Ann Li")),
        {"001": "阿布都拉·买买提", "002": "欧阳修", "003": "Ann Li"},
    ),
}
