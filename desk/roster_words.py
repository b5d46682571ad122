"""How a roster that was read is shown before it is saved: what was read as what, what not, what becomes different."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from content.words import _, ngettext
from desk.roster import Comparison, RosterPlan, changed_fields
from desk.words.faults import column_words, roster_fault_words
from storage.roster import Member, RosterFault
from storage.roster_columns import ReadAs, Unused

NO_TABLE = ("cannot_open", "not_a_table", "too_large")  # nothing of the file was read, and its line says why


def columns_words(columns: Sequence[ReadAs]) -> str:
    """What every column was read as: A 编号→编号，B 姓名→姓名."""
    one = _("{letter} {title} as {what}")
    said = [one.format(letter=read.letter, title=read.title, what=column_words(read.column)) for read in columns]
    return _("Read: {columns}").format(columns=_(", ").join(said))


def unused_words(unused: Unused) -> str:
    """One thing that was not used."""
    if unused.kind == "column":
        if not unused.text:
            return _("Column {letter} was not used; it has no heading.").format(letter=unused.name)
        return _("Column {letter} '{text}' was not used.").format(letter=unused.name, text=unused.text)
    if unused.kind == "behind":
        return _("Row {row}: {text} behind the name {name} was not used.").format(
            row=unused.row, text=unused.text, name=unused.name
        )
    if unused.kind == "ditto":
        return _("Row {row}: {text} is read as {name}, like the row above.").format(
            row=unused.row, text=unused.text, name=unused.name
        )
    if unused.kind == "blank":
        count = int(unused.name)
        return ngettext(
            "Column '{text}' is blank for {n} person (row {row}), and stays blank.",
            "Column '{text}' is blank for {n} people (from row {row} on), and stays blank.",
            count,
        ).format(text=unused.text, n=count, row=unused.row)
    if unused.kind == "file":
        return unused.text
    if unused.kind == "sheet":
        return _("Sheet {text} was not read.").format(text=unused.text)
    if unused.kind == "hidden":
        return _("Sheet {text} is hidden and was not read.").format(text=unused.text)
    if unused.kind == "row":
        return _("Row {row} is no member: {text}").format(row=unused.row, text=unused.text)
    if not unused.name:
        return _("Row {row}: the remark '{text}' was not used.").format(row=unused.row, text=unused.text)
    if not re.search("转|调|退|辞|离|leav|left", unused.text):
        return _("Row {row}, {name}: the remark '{text}' was not used.").format(
            row=unused.row, name=unused.name, text=unused.text
        )
    return _("Row {row}, {name}: the remark '{text}' was not used; a day of leaving belongs in its column.").format(
        row=unused.row, name=unused.name, text=unused.text
    )


def comparison_figures(found: Comparison) -> str:
    """来 1  走 1  有变 1  不变 21."""
    return _("came {came}  left {left}  changed {changed}  as before {same}").format(
        came=len(found.came), left=len(found.left), changed=len(found.changed), same=found.same
    )


def comparison_lines(found: Comparison) -> list[str]:
    """Who came, who left, and what changed about whom, one line a person."""
    lines = [_("Came: {who}").format(who=member_words(member)) for member in found.came]
    lines += [_("Left: {who}").format(who=member_words(member)) for member in found.left]
    for was, now in found.changed:
        one, blank = _("{label} {was} -> {now}"), _("blank")
        fields = [
            one.format(label=column_words(name), was=old or blank, now=new or blank)
            for name, (old, new) in changed_fields(was, now).items()
        ]
        lines.append(_("Changed: {who}, {fields}").format(who=member_words(now), fields=_(", ").join(fields)))
    return lines


def undated_words(members: Iterable[Member]) -> str:
    """What is asked of those a new table has no more and of whom no day of leaving is known."""
    words = _("No day of leaving: {names}. If they left on different days, keep them in the table, each with theirs.")
    return words.format(names=_(", ").join(map(member_words, members)))


def joined_today_words(found: Comparison) -> list[str]:
    """What is presumed of newcomers of whom no day of joining is known; none, no line."""
    names = [member_words(member) for member in found.came if member.joined_day is None]
    words = _("No day of joining: {names}. Taken as today; if not so, write the day in the table.")
    return [words.format(names=_(", ").join(names))] if names else []


def too_early_words(members: Iterable[Member]) -> str:
    """What is said of a day of leaving on which some had not joined yet."""
    words = _("{names} joined only after that day. Check the day.")
    return words.format(names=_(", ").join(map(member_words, members)))


def wrong_days_words() -> str:
    """What is said of somebody who would leave before they joined."""
    return _("The day of leaving lies before the day of joining. Check both days.")


def member_words(member: Member) -> str:
    """A member by number and name."""
    return f"{member.member_no} {member.name}"


def reading_lines(plan: RosterPlan) -> list[str]:
    """All that is wrong with a table and all of it that was not used; first what stops it."""
    faults = [roster_fault_words(fault) for fault in told_faults(plan)]
    return faults + [unused_words(one) for one in plan.reading.unused]


def told_faults(plan: RosterPlan) -> tuple[RosterFault, ...]:
    """The faults to name: not that numbers are missing where they are offered."""
    is_offered = plan.reading.unnumbered and not plan.some_lack_numbers
    numbers = ("missing_column", "member_no") if is_offered else ()
    return tuple(fault for fault in plan.reading.faults if (fault.code, fault.column) != numbers)


def refusal(plan: RosterPlan) -> str:
    """Why nothing can be saved of a table, in a line; empty when something can."""
    if plan.reading.stops:
        return _("It cannot be said who is who; the roster is as it was. Mend the rows named and try again.")
    if plan.branches:
        names = _(", ").join(plan.branches)
        return _("The table has people of several branches: {names}. Say which one the roster is for.").format(
            names=names
        )
    if any(fault.code == "sideways" for fault in plan.reading.faults):
        return _(
            "The roster is as it was. Turn the table round (in Excel: copy, Paste Special, Transpose), then again."
        )
    if any(fault.code in NO_TABLE for fault in plan.reading.faults):
        return _("The roster is as it was.")
    if not plan.reading.members and not plan.reading.unnumbered:
        file = plan.path.name
        return _("No member could be read from {file}; the roster is as it was.").format(file=file)
    if plan.reading.members and not plan.members() and len({*plan.reading.branches.values()}) == 1:
        return _("Everybody in the table belongs to {branch}, not to {own}. Name the branch as the table does.").format(
            branch=next(iter(plan.reading.branches.values())), own=plan.branch
        )
    return ""


def read_words(plan: RosterPlan) -> str:
    """How many were read."""
    count = len(plan.reading.members)
    return ngettext("{n} member was read.", "{n} members were read.", count).format(n=count)


def elsewhere_words(members: Iterable[tuple[Member, str]]) -> list[str]:
    """People whom the table counts to another branch, one a line."""
    one = _("{who} belongs to {branch}")
    return [one.format(who=member_words(member), branch=branch) for member, branch in members]


def perhaps_words(was: Member, now: Member) -> str:
    """Who stood in the roster before, and who stands in the new one and may be the same person."""
    before, after = (_(", ").join(filter(None, (member_words(one), one.office))) for one in (was, now))
    return _("before: {was}; now: {now}").format(was=before, now=after)


def numbering_words(plan: RosterPlan) -> str:
    """What is asked of people without numbers: of all, whether to number them; of some, what becomes of them."""
    count = len(plan.reading.unnumbered)
    if plan.some_lack_numbers:
        words = ngettext("{n} person has no number: {names}", "{n} people have no number: {names}", count)
        return words.format(n=count, names=_(", ").join(person.name for person in plan.reading.unnumbered))
    return ngettext(
        "The table has no member numbers. Number its {n} person? Who had a number keeps it.",
        "The table has no member numbers. Number its {n} people? Who had a number keeps it.",
        count,
    ).format(n=count)


def doubt_words(plan: RosterPlan) -> str:
    """What is asked of the doubts: 2 处要确认: whether to go on, though what is named is not as it should be."""
    count = len(plan.doubts)
    return ngettext(
        "Go on all the same? {n} doubt: a day that is none stays blank, who has no name stays out.",
        "Go on all the same? {n} doubts: days that are none stay blank, who has no name stays out.",
        count,
    ).format(n=count)
