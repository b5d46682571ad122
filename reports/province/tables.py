"""The tables of a province: a row for it, one an office, one a branch; of counts that few told only how many did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from content.dates import day_words, period_words
from content.hours import tenths_of_hours
from content.period import Period
from content.words import _, ngettext
from reports.branch_figures import FEWEST_BY_ITEM
from reports.document import Cell, PerCent, Sheet, Table, Workbook, columns_of, per_cent
from reports.province.queries import BRANCH, PROVINCE
from reports.province.report import Line, ProvinceReport
from storage.province_parquet import period_of

Of: TypeAlias = Callable[[Line], Sequence[Cell]]
PLACE_WIDTHS = (12, 4, 12)
PLACES = 1  # decimals of a share


def workbook(report: ProvinceReport) -> Workbook:
    """Every table with all its branches, a sheet each; empty ones are left out."""
    found = tables(report, report.lines)
    sheets = [
        Sheet(
            name,
            table,
            _("{what} ({parts})").format(what=name, parts=period_words(report.period)),
            head=_head(report),
            foot=foot,
        )
        for name, table, foot in found
        if table.rows
    ]
    return Workbook(tuple(sheets))


def tables(report: ProvinceReport, lines_of: Callable[[str], Iterable[Line]]) -> list[tuple[str, Table, str]]:
    """Name, table, and what is to be said beneath it; `lines_of` says which rows of each result are wanted."""
    few = _("In no sum, only in Left out: groups of fewer than {least}, or that would show fewer.").format(
        least=FEWEST_BY_ITEM
    )
    few += "\n" + _("So would a group that differs from an earlier report by fewer than {least}.").format(
        least=FEWEST_BY_ITEM
    )
    few += "\n" + _("Nor what a branch corrected since, or was shown by other files or other days.")
    apart = _("So would marks where others told the days. Branches withhold some themselves.")
    rest = _("So would a topic, where the rest of the answers is of fewer than {least}.").format(least=FEWEST_BY_ITEM)
    rest += "\n" + _("Topics stand only as they were when they were first shown.")
    counted = _("Counted: group study, training and make-up study.")
    return [
        (_("Submissions"), _received(report, lines_of("received")), _("A branch is expected from its first file on.")),
        (_("Branches missing"), _missing(report, lines_of("branches")), ""),
        (_("Standing of members"), _standings(report, lines_of("standings")), ""),
        (_("Days of self-check"), _days(report, lines_of("days")), few),
        (_("Hours against target"), _hours(report, lines_of("hours")), f"{counted}\n{few}"),
        (_("Shares by item"), _items(report, lines_of("items")), f"{few}\n{apart}"),
        (_("Quizzes"), _quiz(report, lines_of("quiz")), few),
        (_("Quizzes by topic"), _topics(report, lines_of("topics")), f"{few}\n{rest}"),
        (
            _("Problems put right"),
            _problems(report, lines_of("problems")),
            _("Overdue: of the items that were sent by name."),
        ),
        (
            _("Not counted"),
            _noticed(report, lines_of("noticed")),
            _("With a member in two branches, only the sums are not counted; what is called as an office is counted."),
        ),
        (_("Names before"), _renamed(report, lines_of("renamed")), ""),
    ]


def _head(report: ProvinceReport) -> str:
    as_of = _("As of {day}.").format(day=day_words(report.stood_on))
    said = [as_of]
    for words, paths in (
        (_("Damaged and not read: {list}."), report.unread),
        (_("What earlier reports showed is no longer known: {list}."), report.forgotten),
    ):
        if paths:
            said.append(words.format(list=_(", ").join(dict.fromkeys(map(period_of, paths)))))
    return " ".join(said)


def _table(report: ProvinceReport, lines: Iterable[Line], titles: Iterable[tuple[str, int]], of: Of) -> Table:
    """Place by place, and what the result says of each."""
    named, offices = report.named(), report.office_names()
    rows = []
    for line in sorted(lines, key=_place):
        branch = named.get((line["office"], line["code"]))
        place: tuple[Cell, Cell, Cell] = (offices.get(line["office"], ""), "", _("All branches"))
        if line["level"] == PROVINCE:
            place = (_("All offices"), "", "")
        elif line["level"] == BRANCH and branch is not None:
            place = (place[0], branch["number"], branch["branch_name"])
        rows.append((*place, *of(line)))
    heads = zip((_("Office", context="province"), _("No.", context="roster"), _("Branch")), PLACE_WIDTHS, strict=True)
    return Table((*columns_of(heads), *columns_of(titles)), tuple(rows), is_dense=True)


def _place(line: Line) -> tuple[bool, str, int, int, str]:
    """The province before its offices, an office before its branches, branches by number."""
    code = line["code"]
    return line["level"] > PROVINCE, line["office"], line["level"], len(code), code


def _received(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    """A row a place, a column a month."""
    found = list(lines)
    months = sorted({line["period"] for line in found})
    places: dict[tuple[int, str, str], dict[str, Line]] = {}
    for line in found:
        places.setdefault((line["level"], line["office"], line["code"]), {})[line["period"]] = line
    by_place = [{"level": level, "office": office, "code": code, "months": there}
                for (level, office, code), there in places.items()]  # fmt: skip

    def of(line: Line) -> Sequence[Cell]:
        there = line["months"]
        said = [_month_cell(line["level"], there.get(month)) for month in months]
        sums = ("received", "by_members", "missing", "expected")
        return (*said, *(sum(one[name] for one in there.values()) for name in sums))

    titles = [(period_words(Period.parse(month)) if len(months) == 1 else month, 7) for month in months]
    sums = (
        (_("received", context="figure"), 5), (_("members", context="sent"), 5), (_("missing", context="figure"), 5),
        (_("expected"), 5),
    )  # fmt: skip
    return _table(report, by_place, (*titles, *sums), of)


def _month_cell(level: int, line: Line | None) -> Cell:
    """What one month says: of a branch a word, above it how many of how many came."""
    if line is None:
        return ""
    if level < BRANCH:
        return f"{line['received']}/{line['expected']}"
    if line["received"]:
        return _("received", context="figure")
    return _("members", context="sent") if line["by_members"] else _("missing", context="figure")


def _missing(report: ProvinceReport, branches: Iterable[Line]) -> Table:
    """Who is to be reminded: of these branches those that a month came nothing of, and the months."""
    months: dict[tuple[str, str], list[str]] = {}
    for line in report.lines("received"):
        if line["level"] == BRANCH and line["missing"]:
            months.setdefault((line["office"], line["code"]), []).append(line["period"])
    rows = tuple(
        (one["office_name"], one["number"], one["branch_name"], _(", ").join(months[one["office"], one["code"]]))
        for one in branches
        if (one["office"], one["code"]) in months
    )
    titles = (
        (_("Office", context="province"), 12), (_("No.", context="roster"), 4), (_("Branch"), 14),
        (_("months missing"), 16),
    )  # fmt: skip
    return Table(columns_of(titles), rows, is_dense=True)


def _standings(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    names = ("due", "received", "paper", "on_leave", "missing", "by_members")
    titles = (
        (_("due", context="figure"), 5), (_("received", context="figure"), 5), (_("paper", context="figure"), 5),
        (_("on leave"), 5), (_("missing", context="figure"), 5), (_("direct", context="figure"), 6),
    )  # fmt: skip
    return _table(report, lines, titles, lambda line: [line[name] for name in names])


def _days(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    titles = ((_("days checked"), 6), (_("days due"), 6), (_("late", context="answer"), 5), *_n_titles())
    return _table(report, lines, titles, lambda line: _told(line, "answered_days", "due_days", "late_days"))


def _hours(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    def of(line: Line) -> Sequence[Cell]:
        if not line["n"]:
            return ("", "", "", "", 0, line["left_out"])
        counted, target = line["counted_minutes"], line["target_minutes"]
        return (
            tenths_of_hours(counted), tenths_of_hours(target), per_cent(counted, target, PLACES),
            tenths_of_hours(line["self_minutes"]), line["n"], line["left_out"],
        )  # fmt: skip

    titles = (
        (_("counted", context="hours"), 7), (_("target", context="hours"), 7), (_("of target"), 5),
        (_("self-study", context="hours"), 7), *_n_titles(),
    )  # fmt: skip
    return _table(report, lines, titles, of)


def _items(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    states = ("kept", "partly", "not_kept", "not_faced")

    def of(line: Line) -> Sequence[Cell]:
        marked = sum(line[state] for state in states)
        shares = [per_cent(line[state], marked, PLACES) if line["n"] else "" for state in states]
        return (line["words"] or line["item"], *shares, marked if line["n"] else "", line["n"], line["left_out"])

    titles = (
        (_("item"), 12), (_("kept"), 5), (_("partly", context="share"), 5), (_("not kept"), 5), (_("not faced"), 5),
        (_("days", context="marked"), 6), *_n_titles(),
    )  # fmt: skip
    return _table(report, lines, titles, of)


def _quiz(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    def of(line: Line) -> Sequence[Cell]:
        answers, right, n, left_out = _told(line, "answers", "right_answers")
        share = per_cent(line["right_answers"], line["answers"], PLACES) if line["n"] else ""
        return (answers, right, share, n, left_out)

    titles = (
        (_("answers", context="column"), 6),
        (_("right", context="answers"), 6),
        (_("share right"), 6),
        *_n_titles(),
    )
    return _table(report, lines, titles, of)


def _topics(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    def of(line: Line) -> Sequence[Cell]:
        share = PerCent(line["right_per_cent"] / 100, 0) if line["n"] else ""
        return (line["topic"], share, line["n"], line["left_out"])

    titles = ((_("Topic", context="quiz"), 12), (_("share right"), 6), *_n_titles())
    return _table(report, lines, titles, of)


def _problems(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    names = ("at_first", "came", "went", "struck", "at_last", "named", "overdue")
    titles = (
        (_("at first"), 5), (_("came"), 5), (_("went"), 5), (_("struck off"), 5), (_("at last"), 5), (_("named"), 5),
        (_("overdue"), 5),
    )  # fmt: skip
    return _table(report, lines, titles, lambda line: [line[name] for name in names])


def _noticed(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    """Files that are not counted, or not in every sum."""
    named, offices = report.named(), report.office_names()
    rows = tuple(
        (
            offices.get(one["office"], ""), _file_words(one), period_words(Period.parse(one["period"])),
            why_words(one["why"]), one["instead"] or named[one["office"], one["code"]]["branch_name"],
        )
        for one in lines
    )  # fmt: skip
    titles = (
        (_("Office", context="province"), 10),
        (_("File"), 16),
        (_("Period"), 8),
        (_("Why"), 16),
        (_("Beside"), 16),
    )
    return Table(columns_of(titles), rows, is_dense=True)


def _file_words(one: Line) -> str:
    """The file's name; of members' files, which bear their names, how many there are."""
    return one["file_name"] or ngettext("{n} member's file", "{n} members' files", one["files"]).format(n=one["files"])


def why_words(why: str) -> str:
    """Why a file is not counted."""
    return {
        "longer": _("shorter file there"),
        "overlaps": _("later file there"),
        "above": _("in office's file"),
        "in_branch": _("in branch's file"),
        "two_branches": _("sent in two"),
        "two_folders": _("in two folders"),
        "two_offices": _("under two offices"),
        "twice": _("member in two"),
        "part": _("no whole month"),
        "namesake": _("called as an office"),
    }[why]


def _renamed(report: ProvinceReport, lines: Iterable[Line]) -> Table:
    """What branches were called before, by the same number."""
    named, offices = report.named(), report.office_names()
    rows = tuple(
        (offices.get(one["office"], ""), named[one["office"], one["code"]]["number"], one["before"], one["now"])
        for one in lines
    )
    titles = (
        (_("Office", context="province"), 12),
        (_("No.", context="roster"), 4),
        (_("Name before"), 14),
        (_("Branch"), 14),
    )
    return Table(columns_of(titles), rows, is_dense=True)


def _n_titles() -> tuple[tuple[str, int], ...]:
    return ((_("n", context="province"), 5), (_("left out"), 5))


def _told(line: Line, *names: str) -> Sequence[Cell]:
    """Sums with their n; none where every group was too small."""
    sums = [line[name] if line["n"] else "" for name in names]
    return (*sums, line["n"], line["left_out"])
