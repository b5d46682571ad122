"""Settings: who keeps this journal, how the program looks, and the days on leave."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.calendar import Calendar
from content.holidays import calendar_words
from content.words import _, mark_for_translation
from content.workdays import LeaveKind
from desk.opened import remove
from desk.profile import blank_on_roster, change_profile
from desk.undo import bring_leave_back
from desk.vault import VaultState
from desk.words.backups import second_folder_fault
from reports.terms import leave_days_words
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.deleting import Deletion, bring_last_back, deleted_words
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.form import Field, FormDialog, Values, no_fault
from screens.kit.leave import add_leave
from screens.kit.list_screens import ListRoom
from screens.kit.rows import Cell, Row, Rows, heading
from screens.kit.tell import TellDialog
from screens.settings.backups import visit_backups
from screens.settings.exchange import visit_exchange
from screens.settings.folder import visit_folder
from screens.settings.holidays import import_holidays
from screens.settings.lines import (
    HOURS_TARGET,
    IS_SECRETARY,
    JOINED,
    LEFT,
    PAGES,
    Setting,
    notice_lines,
    places,
    program_lines,
    who_lines,
)
from screens.settings.lists import change_lists
from screens.settings.trash import visit_trash
from screens.settings.vault import state_words, visit_vault
from storage.cipher import has_vault
from storage.errors import StorageError
from storage.records import Leave, Profile, clean_line
from storage.settings import (
    DAY_HOURS,
    DEFAULTS,
    HOURS,
    REVIEWS,
    Settings,
    SettingsReading,
    change_setting,
    read_settings,
)

LABEL_WIDTH, BACKUP_FOLDER = 16, "backup_folder"
NUMBERS = {
    HOURS_TARGET: HOURS,
    "hours_per_day": DAY_HOURS,
    "hours_per_half_day": DAY_HOURS,
    "reviews_per_day": REVIEWS,
}
AT_ONCE = frozenset({"language", "theme", "signs", "role", IS_SECRETARY})  # what changes more than its own line


@dataclass
class SettingsChanged(Message):
    """Something was changed that other screens show: build them anew."""

    key: str


class SettingRows(Rows):
    """The list of settings."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("change"), id="settings.change",
                tooltip=mark_for_translation("Change the selected setting")),
    ]  # fmt: skip


class SettingsScreen(ListRoom):
    """All that can be set, a line each."""

    NAME = "settings"
    CSS_PATH = "settings.tcss"
    HELP = mark_for_translation(
        "Enter changes the selected line; language, colours and role take effect at once. Name, number and branch "
        "stand in what you hand in, nowhere else. On days of leave no self-check is due.\n"
        "More can be set in settings.toml in the data folder, such as the fonts of Word documents."
    )
    BINDINGS = [
        Binding("1", "add_leave", mark_for_translation("add leave"), id="settings.add_leave",
                tooltip=mark_for_translation("Write down days of leave, which are not due, or duty on days off")),
        Binding("3", "undo", mark_for_translation("undo"), id="settings.undo",
                tooltip=mark_for_translation("Bring back the leave deleted last")),
        Binding("delete", "remove_leave", mark_for_translation("delete"), id="settings.remove_leave",
                tooltip=mark_for_translation("Delete the selected leave")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.profile, self.on_roster = Profile(), dict[str, str]()
        self.reading = SettingsReading()
        self.vault = VaultState(is_on=False, is_open=False)
        self.leaves: tuple[Leave, ...] = ()
        self.first_check: date | None = None
        self.deleted: list[Deletion] = []
        self.list = SettingRows(id="list")

    @classmethod
    def places(cls) -> list[tuple[str, str]]:
        """Its lines, for the palette."""
        return places()

    def action_to_line(self, name: str) -> None:
        """Select a line."""
        self.list.select(name)

    def furniture(self) -> Iterable[Widget]:
        """What is wrong with the settings file, and the lines."""
        yield Static(_("Set-up"), id="title", markup=False)
        yield Static("", id="notices", markup=False)
        yield self.list

    async def read(self) -> None:
        """Read who it is, the days of leave and the settings."""
        read = await self.attempt(self._read)
        if read is not None:
            (self.profile, self.on_roster), self.leaves, self.first_check, self.reading = read
            self.vault = VaultState(has_vault(self.desk.home), not self.desk.cipher.is_locked)

    def _read(self) -> tuple[tuple[Profile, dict[str, str]], tuple[Leave, ...], date | None, SettingsReading]:
        journal, profile = self.desk.journal, self.desk.journal.profile()
        leaves = tuple(reversed(journal.leaves.all()))  # the latest first
        on_roster: dict[str, str] = {}
        with contextlib.suppress(StorageError):  # of a roster that cannot be read the branch's room tells
            on_roster = blank_on_roster(self.desk, profile)
        return (profile, on_roster), leaves, journal.checks.first_day(), read_settings(self.desk.home)

    def show(self) -> None:
        """Show every line."""
        notices = self.query_one("#notices", Static)
        notices.update("\n".join(notice_lines(self.reading.notices, self.app.size.width - 4)))
        notices.display = bool(self.reading.notices)
        self.list.show(
            [
                heading("who", _("Who I am")),
                *(_row(setting) for setting in self._who()),
                heading("program", _("The program")),
                *(_row(setting) for setting in program_lines(self.reading.settings)),
                _page("calendar", calendar_words(self.desk.calendar)),
                _page("lists", self._lists()),
                _page("trash", _("what was deleted in the last 30 days")),
                _page("backups", _("what there is, and bringing records back")),
                _page("exchange", _("exchange records over a stick or a shared folder")),
                _page("vault", state_words(self.vault)),
                _page("home", str(self.desk.home)),
                heading("leaves", _("Leave, travel, training, sick, duty")),
                *(_leave_row(leave) for leave in self.leaves),
                Row("add_leave", (Cell(_("add leave")),)),
            ]
        )
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit what is wrong with the file to the new width."""
        self.call_after_refresh(self.show_if_there)

    def _who(self) -> tuple[Setting, ...]:
        lines = who_lines(self.profile, self.desk.today().isoformat(), self._first_check())
        return tuple(self._with_roster(one) for one in lines)

    def _with_roster(self, line: Setting) -> Setting:
        """The line, with what the roster says where nothing was written."""
        text = self.on_roster.get(line.key, "")
        otherwise = _("blank; on the roster: {text}").format(text=text)
        return replace(line, offered=text, otherwise=otherwise) if text else line

    def _first_check(self) -> str:
        """From which day on a check is due as long as nobody set it."""
        first = self.first_check
        return (
            _("{day}, the first one answered").format(day=first.isoformat()) if first else _("the first one answered")
        )

    def _lists(self) -> str:
        """The titles of the lists answered today."""
        return _(", ").join(str(one.title) for one in self.desk.lists.on(self.desk.today()))

    @property
    def setting(self) -> Setting | None:
        """The selected setting."""
        name = self.list.highlighted_id
        return next((one for one in (*self._who(), *program_lines(self.reading.settings)) if one.key == name), None)

    @property
    def leave(self) -> Leave | None:
        """The selected leave."""
        return next((one for one in self.leaves if one.uid == self.list.highlighted_id), None)

    # Keys

    def other_words(self) -> Mapping[str, str]:
        """Enter is called by what it does with the selected line."""
        if not self.is_mounted:
            return {}
        name = self.list.highlighted_id or ""
        words = _("open") if self.leave is not None or name in ("trash", "home") else _("change")
        return {"select": _("add leave") if name == "add_leave" else words}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a leave can be deleted, and brought back where one was."""
        if action == "undo":
            return bool(self.deleted)
        return action != "remove_leave" or (self.is_mounted and self.leave is not None)

    @on(OptionList.OptionSelected, "#list")
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == "add_leave":
            self.action_add_leave()
        elif event.option_id == "calendar":
            self.begin(import_holidays, self)
        elif event.option_id == "lists":
            self.begin(change_lists, self)
        elif event.option_id == "trash":
            self.begin(visit_trash, self)
        elif event.option_id == "backups":
            self.begin(visit_backups, self)
        elif event.option_id == "exchange":
            self.begin(visit_exchange, self)
        elif event.option_id == "vault":
            self.begin(visit_vault, self)
        elif event.option_id == "home":
            self.begin(visit_folder, self)
        elif self.leave is not None:  # Del alone deletes
            self.app.push_screen(TellDialog(_("Leave"), _leave_words(self.leave)))
        elif self.setting is not None:
            self.begin(self._change, self.setting)

    async def _change(self, setting: Setting) -> None:
        """Ask for the new value of one setting, and save it."""
        text = await (self._choose(setting) if setting.options else self._type(setting))
        if text is None:
            return
        seen: object = self.reading.settings if hasattr(DEFAULTS, setting.key) else self.profile
        saved = await over(
            self, seen, lambda seen: self._save(setting.key, text, seen), lambda there: _there(setting, there)
        )
        if saved is None:
            return
        if not setting.options:
            await self._draft(setting).drop()
        await self.look_again()
        if setting.key in AT_ONCE and text != setting.value:
            self.post_message(SettingsChanged(setting.key))

    async def _choose(self, setting: Setting) -> str | None:
        field = Field(setting.key, setting.label, setting.value, options=setting.options)
        values: Values | None = await self.ask(FormDialog(setting.label, (field,), no_fault))
        return values[setting.key] if values else None

    async def _type(self, setting: Setting) -> str | None:
        today, calendar, home = self.desk.today(), self.desk.calendar, self.desk.home
        field = Field(setting.key, setting.label, setting.value or setting.offered)
        note = understood({setting.key: setting.label}, today, calendar) if setting.key in (JOINED, LEFT) else None
        values = await self._draft(setting).fill_in(
            setting.label,
            (field,),
            lambda values: _fault(values, today, calendar, home),
            explain=_explain(setting),
            note=note,
        )
        return clean_line(values[setting.key]) if values else None

    def _draft(self, setting: Setting) -> Drafted:
        return Drafted(self, f"settings/{setting.key}")

    def _save(self, key: str, text: str, seen: object) -> object:
        if isinstance(seen, Settings):
            was = getattr(seen, key)
            change_setting(
                self.desk.home, key, int(text) if key in NUMBERS else text, seen=was, notices=self.desk.notices
            )
            return seen
        assert isinstance(seen, Profile)
        value: object = text
        if key == IS_SECRETARY:
            value = text == "yes"
        elif key in (JOINED, LEFT):
            value = day_of(text, self.desk.today(), self.desk.calendar)
        return change_profile(self.desk, seen, **{key: value})

    def action_add_leave(self) -> None:
        """Write down days of leave."""
        self.begin(self._add_leave)

    async def _add_leave(self) -> None:
        """Write down days of leave, and go to them in the list."""
        if (leave := await add_leave(self)) is not None:
            self.list.select(leave.uid)

    def action_remove_leave(self) -> None:
        """Delete the selected leave."""
        if self.leave is not None:
            self.begin(self._remove, self.leave)

    async def _remove(self, leave: Leave) -> None:
        words = _leave_words(leave)
        removed = await over(self, leave, lambda seen: remove(self.desk, self.desk.journal.leaves, seen), _leave_words)
        if removed is not None:
            self.deleted.append(Deletion(words, leave.uid, partial(bring_leave_back, self.desk, removed)))
            await self.look_again()
            self.tell(deleted_words(self, "settings.undo", words))

    def action_undo(self) -> None:
        """Bring back the leave deleted last."""
        if self.deleted:
            self.begin(self._bring_back)

    async def _bring_back(self) -> None:
        self.list.select(await bring_last_back(self, self.deleted))


def _page(name: str, words: str) -> Row:
    return _row(Setting(name, _(PAGES[name]), words))


def _there(setting: Setting, now: object) -> str:
    """What a setting is now, when it was changed elsewhere."""
    there = getattr(now, setting.key)
    value = ("no", "yes")[there] if isinstance(there, bool) else str(there or "")
    words = dict(setting.options).get(value, value) or _("blank")
    return _("{label}: {text}").format(label=setting.label, text=words)


def _fault(values: Values, today: date, calendar: Calendar, home: Path) -> Fault:
    """What is wrong with what was typed for one setting."""
    for key in NUMBERS.keys() & values.keys():
        text, allowed = clean_line(values[key]), NUMBERS[key]
        if not text.isdecimal() or len(text) > 4 or int(text) not in allowed:
            return key, _("A whole number from {least} to {most}.").format(least=allowed[0], most=allowed[-1])
    if wrong := second_folder_fault(home, clean_line(values.get(BACKUP_FOLDER, ""))):
        return BACKUP_FOLDER, wrong
    return wrong_length(values) or wrong_day(values, (JOINED, LEFT), today, calendar)


def _explain(setting: Setting) -> str:
    """What stands above the field of a setting."""
    offered = _("So it stands on the branch's roster. Save it if it is right.")
    return "\n".join(filter(None, (setting.hint, offered if setting.offered else "")))


def _row(setting: Setting) -> Row:
    shown = Cell(setting.words) if setting.value else Cell(setting.otherwise or _("blank"), style="$text-muted")
    return Row(setting.key, (Cell(setting.label, LABEL_WIDTH), shown))


def _leave_row(leave: Leave) -> Row:
    return Row(leave.uid, (Cell(_leave_words(leave)),))


def _leave_words(leave: Leave) -> str:
    words = _("{days} ({reason})").format(
        days=leave_days_words(leave.day, leave.last_day, leave.kind), reason=leave.reason
    )
    return _("on duty: {days}").format(days=words) if leave.kind is LeaveKind.DUTY else words
