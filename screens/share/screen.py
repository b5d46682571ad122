"""Share: what leaves for the branch, ticked one by one and shown word for word before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.dates import period_words, short_day
from content.period import Period
from content.words import _, mark_for_translation
from desk.profile import change_profile
from desk.save_files import in_the_way
from desk.submit import HandingIn, chosen, files_of, hand_in, offered, prepare
from reports.summary import Pickable
from screens.kit.checks import empty_field, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.fields import LEFT_RIGHT, Choice
from screens.kit.folder import folder_fault, folder_of, may_replace, usual_folder
from screens.kit.form import Field, FormDialog
from screens.kit.leave import add_leave
from screens.kit.list_screens import ListRoom
from screens.kit.period import ask_period
from screens.kit.rows import Cell, Row, Rows, heading, tick
from screens.kit.tell import TellDialog
from storage.errors import SixdontsError
from storage.records import Profile, clean_line

REMARK = "remark"  # the id of the row with the person's own words


class PickRows(Rows):
    """What may leave, a tick before each."""

    BINDINGS = [
        Binding("space", "select", mark_for_translation("tick"), id="share.tick",
                tooltip=mark_for_translation("Let it leave, or not")),
        Binding("enter", "select", mark_for_translation("tick"), show=False, id="share.tick_enter"),
        Binding("left", "screen.turn_period(-1)", mark_for_translation("period"), id="share.before",
                key_display=LEFT_RIGHT,
                tooltip=mark_for_translation("This month, last month, this quarter, this year")),
        Binding("right", "screen.turn_period(1)", mark_for_translation("period"), show=False, id="share.after",
                tooltip=mark_for_translation("This month, last month, this quarter, this year")),
    ]  # fmt: skip


class ShareScreen(ListRoom):
    """A person's page about a period, and the file for the branch."""

    NAME = "share"
    CSS_PATH = "share.tcss"
    HELP = mark_for_translation(
        "Choose a period and tick what may leave. At first only completeness, hours of study and leave are ticked; "
        "sentences, matters and notes leave only one by one. The preview is the very file that leaves.\n"
        "Saving writes the file for the branch, a Word document and a Markdown text into a folder you name; nothing "
        "is sent anywhere. Classified content does not belong in it."
    )
    BINDINGS = [
        Binding("1", "save", mark_for_translation("save"), id="share.save",
                tooltip=mark_for_translation("Save the file for the branch, with a Word document and a text")),
        Binding("2", "preview", mark_for_translation("preview"), id="share.preview",
                tooltip=mark_for_translation("Read the file exactly as it will leave; the arrows scroll")),
        Binding("3", "remark", mark_for_translation("remark"), id="share.remark",
                tooltip=mark_for_translation("Add your own words")),
        Binding("4", "leave", mark_for_translation("away"), id="share.leave",
                tooltip=mark_for_translation("Write down days of leave in this period")),
        Binding("escape", "back", mark_for_translation("list"), show=False, id="share.back"),
        Binding("5", "other_period", mark_for_translation("other period"), id="share.period",
                tooltip=mark_for_translation("Name a period, such as 2026-Q3")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.offers: tuple[Pickable, ...] = ()
        self.ticks: dict[str, dict[str, bool]] = {}
        self.remark = ""
        self.handing_in: HandingIn | None = None
        self.file_words = ""
        self.typed_period = ""
        self.folder = ""
        periods = self._periods()
        self.period_choice = Choice(periods, periods[0][0], id="period")
        self.list = PickRows(id="list", empty=_("Nothing was recorded in this period."))

    def furniture(self) -> Iterable[Widget]:
        """The period, what may leave, and what does."""
        yield self.period_choice
        yield Static("", id="state", markup=False)
        with Horizontal(id="columns"):
            yield self.list
            with VerticalScroll(id="preview"):
                yield Static("", id="file", markup=False)

    @property
    def period(self) -> Period:
        """The period chosen."""
        return Period.parse(self.period_choice.value)

    @property
    def chosen_ticks(self) -> dict[str, bool]:
        """What was ticked or unticked by hand in this period."""
        return self.ticks.setdefault(self.period_choice.value, {})

    def _periods(self) -> tuple[tuple[str, str], ...]:
        today = self.desk.today()
        month = Period.month_of(today)
        usual = {
            str(month): _("this month"),
            str(Period.month_of(month.first - timedelta(days=1))): _("last month"),
            f"{today.year}-Q{(today.month + 2) // 3}": _("this quarter"),
            f"{today.year}": _("this year"),
        }
        if self.typed_period and self.typed_period not in usual:
            usual[self.typed_period] = self.typed_period
        return tuple(usual.items())

    async def read(self) -> None:
        """Read what may leave now, and make the file of what is ticked."""
        self.period_choice.options = self._periods()
        if self.period_choice.value not in dict(self.period_choice.options):
            self.typed_period = self.period_choice.value
            self.period_choice.options = self._periods()
        self.period_choice.refresh()
        period = self.period
        read = await self.attempt(
            lambda: (offered(self.desk, period), self.desk.journal.submission_remarks.text(str(period)))
        )
        if read is not None:
            self.offers, self.remark = read
        await self._prepare()

    async def _prepare(self) -> None:
        """Make the file of what is ticked."""
        period, picks, remark = self.period, chosen(self.offers, self.chosen_ticks), self.remark
        try:
            self.handing_in = await self.desk.do(lambda: prepare(self.desk, period, picks, remark))
            self.file_words = self.handing_in.text
        except SixdontsError as error:
            from desk.words.faults import fault_words

            self.handing_in, self.file_words = None, fault_words(error)

    def show(self) -> None:
        """Show the file and the list it is ticked from."""
        self.query_one("#file", Static).update(self.file_words)
        self.query_one("#state", Static).update(self._state())
        self._show_list()

    def _state(self) -> str:
        if self.handing_in is None:
            return period_words(self.period)
        revision, sent = self.handing_in.revision, self.handing_in.sent
        words = (
            _("revision {n}, saved on {day}").format(n=revision, day=short_day(sent.day, self.desk.today()))
            if sent
            else _("revision {n}, not saved").format(n=revision)
        )
        return f"{period_words(self.period)}  {words}"

    def _show_list(self) -> None:
        rows = []
        for kind, group in groupby(self.offers, key=lambda pick: pick.kind):
            rows.append(heading(kind, kind.words))
            rows += [self._row(pick) for pick in group]
        if self.remark:
            rows += [heading(REMARK, _("Remark")), Row(REMARK, (Cell("[x]", 3), Cell(self.remark)))]
        self.list.show(rows)

    def _row(self, pick: Pickable) -> Row:
        return Row(pick.id, (tick(self.chosen_ticks.get(pick.id, pick.is_ticked_at_first)), Cell(pick.words)))

    @on(Choice.Changed, "#period")
    async def _period_changed(self) -> None:
        await self.look_again()

    # Keys

    @on(OptionList.OptionSelected, "#list")
    async def _tick(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == REMARK:
            self.action_remark()
            return
        pick = next((pick for pick in self.offers if pick.id == event.option_id), None)
        if pick is not None:
            self.chosen_ticks[pick.id] = not self.chosen_ticks.get(pick.id, pick.is_ticked_at_first)
            await self._prepare()
            if self.is_there:
                self.show()

    def action_turn_period(self, step: int) -> None:
        """Change the period, from the list too."""
        self.period_choice.action_move(step)

    def action_preview(self) -> None:
        """Show the file, or go back to the list."""
        preview = self.query_one("#preview")
        reading = self.has_class("-reading")
        self.set_class(not reading, "-reading")
        (self.list if reading else preview).focus()

    def action_back(self) -> None:
        """Go back from the file to the list."""
        if self.has_class("-reading"):
            self.action_preview()

    def action_remark(self) -> None:
        """Write a remark."""
        self.begin(self._write_remark)

    async def _write_remark(self) -> None:
        period = str(self.period)
        form = Drafted(self, f"share/{period}/remark/form")
        values = await form.fill_in(
            _("Remark"),
            (Field(REMARK, _("Own words"), self.remark, hint=_("empty: no remark")),),
            lambda values: wrong_length(values, (REMARK,)),
            explain=_("It leaves with the rest."),
        )
        if values is None:
            return
        text = clean_line(values[REMARK])
        if await self.done(lambda: self.desk.journal.submission_remarks.keep(period, text)):
            await form.drop()
            await self.look_again()

    def action_leave(self) -> None:
        """Write down days of leave."""
        self.begin(self._add_leave)

    async def _add_leave(self) -> None:
        await add_leave(self, self.period)

    def action_other_period(self) -> None:
        """Choose another period."""
        self.begin(self._ask_period)

    async def _ask_period(self) -> None:
        period = await ask_period(self, _("Another period"), self.typed_period, _("show"))
        if period is not None:
            self.typed_period = str(period)
            self.period_choice.options = self._periods()
            self.period_choice.value = self.typed_period
            await self.look_again()
            self.list.focus()

    def action_save(self) -> None:
        """Save the file for the branch."""
        self.begin(self._save)

    async def _save(self) -> None:
        if self.handing_in is not None and self.handing_in.lacking and not await self._ask_who():
            return
        made = self.handing_in
        if made is None or not made.summary.facts:
            self.tell(_("Nothing is ticked that could leave."))
            return
        folder = await self._ask_folder()
        if folder is None:
            return
        files = await self.attempt(lambda: files_of(self.desk, made, folder))
        if files is None:
            return
        if not await may_replace(self, await self.attempt(lambda: in_the_way(files))):
            return
        saved = await self.done(lambda: hand_in(self.desk, made, files))
        await self.look_again()
        if saved:
            await self.ask(TellDialog(_("Saved"), _words_after(files)))

    async def _ask_who(self) -> bool:
        """Ask for what the profile lacks, and write it down."""
        profile = await self.attempt(lambda: self.desk.journal.profile())
        if profile is None:
            return False
        needed = {
            "name": _("The branch must see who hands it in."),
            "member_no": _("The number by which the branch's roster knows you."),
            "branch": _("The name of your branch."),
        }
        form = Drafted(self, "profile")
        values = await form.fill_in(
            _("Who hands it in"),
            (
                Field("name", _("Name"), profile.name),
                Field("member_no", _("Member no."), profile.member_no, hint=_("as in the branch's roster")),
                Field("branch", _("Branch"), profile.branch),
            ),
            lambda values: empty_field(values, needed) or wrong_length(values),
            explain=_("Asked once; it stands in the file and on the page. Set-up changes it."),
        )
        if values is None:
            return False
        who = {name: clean_line(text) for name, text in values.items()}
        if await over(self, profile, lambda seen: change_profile(self.desk, seen, **who), _who_words) is None:
            return False
        await form.drop()
        await self.look_again()
        return True

    async def _ask_folder(self) -> Path | None:
        field = Field("folder", _("Folder"), self.folder or str(self.desk.hand_in or usual_folder()))
        explain = _("A file for the branch, a Word document and a Markdown text, made of what is ticked.")
        values = await self.ask(FormDialog(_("Save where?"), (field,), folder_fault, explain=explain))
        if values is None:
            return None
        self.folder = values["folder"]
        return folder_of(self.folder)


def _who_words(now: Profile) -> str:
    return "  ".join(filter(None, (now.name, now.member_no, now.branch)))


def _words_after(files: Iterable[Path]) -> str:
    return "\n".join(
        [
            *map(str, files),
            "",
            _(
                "Classified content must not be in it. The checksum shows only that the file was not changed, "
                "not that what it says is true."
            ),
        ]
    )
