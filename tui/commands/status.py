"""`status`: how the day stands, in a few lines.

The lines are made without click, pydantic or TinyDB, so that `sixdonts status` answers at once; click is imported
only by `tui.commands.status_command`, for help and for faults in the usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content.calendar import Calendar
from content.dates import day_words, weekday_words
from content.marks import DontList, DontLists
from content.printable import printable, printable_line
from content.words import _, ngettext
from desk.words.due import due_words
from desk.words.fault_line import fault_line, short_fault
from storage.calendar import read_calendar
from storage.cipher import has_vault
from storage.clock import local_day, utc_now
from storage.glance import Glance, glance
from storage.lists import read_lists
from storage.places import check_home
from storage.settings import read_settings
from tui.commands.terminal import forgive_streams, home_among, json_text, speak

SHOWN = 3
VARIABLE = "SIXDONTS_PASSPHRASE_FILE"  # as `tui.commands.passphrase` has it, which takes longer to import


def quick_status(arguments: Sequence[str]) -> bool:
    """Answer `[--home DIR] status [--json | --short]` without click; False leaves it to click: others, or a fault."""
    rest = list(arguments)
    if rest[:1] == ["--home"]:
        del rest[:2]
    elif rest and rest[0].startswith("--home="):
        del rest[0]
    if rest not in (["status"], ["status", "--json"], ["status", "--short"]):
        return False
    forgive_streams()
    try:
        home = home_among(arguments)
        speak(home)
        text = status_text(home, utc_now(), as_json="--json" in rest, is_short="--short" in rest)
    except Exception:  # click's guard has words for it
        return False
    try:
        print(text, flush=True)
    except BrokenPipeError:  # nobody reads any more; what is left in the buffer goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    return True


def status_text(home: Path, now: datetime, *, as_json: bool, is_short: bool = False) -> str:
    """What `status` prints."""
    check_home(home)
    today, calendar = local_day(now), read_calendar(home)
    if has_vault(home):
        return _("Locked") if is_short else _locked(today, calendar, as_json=as_json)
    lists = read_lists(home)
    seen = glance(home, today, lists, calendar, now=now, cap=read_settings(home).settings.reviews_per_day)
    if as_json:
        return json_text(as_data(seen, today, lists, calendar))
    if is_short:
        return short_line(seen, today, lists, calendar)
    return "\n".join(printable(line) for line in lines(seen, today, lists, calendar))


def short_line(seen: Glance, today: date, lists: DontLists, calendar: Calendar) -> str:
    """The day in a few words, for a prompt or a status bar; a day off asks nothing, and empty is nothing to say."""
    done, items = lists.unit_on(today).answered(seen.marks)
    said = []
    if done or calendar.kind_of(today).is_workday:
        said.append(_("checked {done} / {all}").format(done=done, all=items))
    if over := _overdue(seen, today):
        said.append(ngettext("{n} overdue", "{n} overdue", over).format(n=over))
    if fault := short_fault(seen):
        said.append(fault)
    return "  ".join(said)


def _locked(today: date, calendar: Calendar, *, as_json: bool) -> str:
    """What can be said of a day whose records are locked."""
    kind = calendar.kind_of(today)
    if as_json:
        data = {"day": today.isoformat(), "is_workday": kind.is_workday, "is_presumed": kind.is_presumed}
        return json_text({**data, "is_locked": True})
    words = _("Locked: nothing is shown. Open it with sixdonts and the passphrase.")
    if os.environ.get(VARIABLE):  # it is to answer at once: what opens a vault takes long
        words = _("Locked: nothing is shown. status never opens a vault, by {variable} neither; the other commands do.")
    return f"{day_words(today)} {weekday_words(today)} {kind.words}\n" + words.format(variable=VARIABLE)


def lines(seen: Glance, today: date, lists: DontLists, calendar: Calendar) -> list[str]:
    """The day; the open matters, most pressing first; the reviews; a damaged file, if there is one."""
    done, items = lists.unit_on(today).answered(seen.marks)
    checked = _("checked {done} / {all}").format(done=done, all=items)
    if own := lists.personal_on(today):
        done, items = own.answered(seen.marks)
        checked += "  " + _("own list {done} / {all}").format(done=done, all=items)
    found = [f"{day_words(today)} {weekday_words(today)} {calendar.kind_of(today).words}  {checked}"]
    if seen.open_matters:
        found.append(_matters_line(seen, today, calendar))
    elif "matters/open.json" in seen.damaged:
        found.append(_("The open matters cannot be read in full."))
    if seen.due_reviews:
        found.append(
            ngettext("{n} question to review", "{n} questions to review", seen.due_reviews).format(n=seen.due_reviews)
        )
    if fault := fault_line(seen):
        found.append(fault)
    return found


def _matters_line(seen: Glance, today: date, calendar: Calendar) -> str:
    count, over = len(seen.open_matters), _overdue(seen, today)
    head = ngettext("{n} open matter", "{n} open matters", count).format(n=count)
    if over:
        head = _("{matters}, {n} overdue").format(matters=head, n=over)
    if undated := sum(1 for matter in seen.open_matters if matter.due_day is None):
        head = _("{matters}, {n} without a due day").format(matters=head, n=undated)
    names = [
        _("{title} ({when})").format(
            title=printable_line(matter.title), when=due_words(matter.due_day, today, calendar)
        )
        for matter in seen.open_matters[:SHOWN]
    ]
    named = _(", ").join(names)
    if count > SHOWN:
        named = _("{list} and more").format(list=named)
    return _("{head}: {list}").format(head=head, list=named)


def _count(dont_list: DontList, seen: Glance) -> dict[str, Any]:
    answered, items = dont_list.answered(seen.marks)
    return {"id": dont_list.id, "edition": dont_list.edition, "answered": answered, "items": items}


def _overdue(seen: Glance, today: date) -> int:
    return sum(1 for matter in seen.open_matters if matter.due_day and matter.due_day < today)


def as_data(seen: Glance, today: date, lists: DontLists, calendar: Calendar) -> dict[str, Any]:
    """The same for another program."""
    kind = calendar.kind_of(today)
    return {
        "day": today.isoformat(),
        "is_workday": kind.is_workday,
        "is_presumed": kind.is_presumed,
        "lists": [_count(one, seen) for one in lists.on(today)],
        "marks": {item: mark.value for item, mark in seen.marks.items()},
        "open_matters": [
            {
                "uid": matter.uid,
                "title": matter.title,
                "due_day": matter.due_day and matter.due_day.isoformat(),
                "due_day_is_presumed": calendar.is_presumed(matter.due_day),
            }
            for matter in seen.open_matters
        ],
        "overdue": _overdue(seen, today),
        "due_reviews": seen.due_reviews,
        "damaged": list(seen.damaged),
        "set_aside": list(seen.set_aside),
    }
