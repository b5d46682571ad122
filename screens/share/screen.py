"""Share: what leaves for the branch, ticked one by one and shown word for word before it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import cut, fold
from content.dates import period_words, short_day
from content.errors import SixdontsError
from content.period import Period
from content.words import _, mark_for_translation, ngettext
from desk.desk import Desk
from desk.look_backs import look_back_of
from desk.submit import HandingIn, Offer, chosen, keep_ticks, offer_of, prepare, ticks_of
from desk.words.receipts import Said, said_of, unchanged_words
from reports.own_words import remark_words
from reports.summary import Pickable
from screens.kit.bars import EDGE, keyed
from screens.kit.checks import wrong_length
from screens.kit.drafted import Drafted
from screens.kit.fields import Choice
from screens.kit.form import Field
from screens.kit.labelled import folded
from screens.kit.leave import add_leave
from screens.kit.list_screens import ListRoom
from screens.kit.period import ask_period
from screens.kit.rows import Cell, Row, heading
from screens.share.identity import ask_who
from screens.share.pick_rows import PickRows, changed_words, group_words, nothing_words, pick_row
from screens.share.receipts import take_receipt
from screens.share.saving import save
from storage.records import clean_line

SAID_CELLS = 200  # of what the branch said, above the list; 8 shows all of it
REMARK = "remark"  # the id of the row with the person's own words


class ShareScreen(ListRoom):
    """A person's page about a period, and the file for the branch."""

    NAME = "share"
    list: PickRows
    CSS_PATH = "share.tcss"
    HELP = mark_for_translation(
        "Choose a period and tick what may leave. At first only completeness, hours of study and leave are ticked; "
        "sentences, matters and notes leave only one by one. The preview is the very file that leaves.\n"
        "Saving writes the file for the branch, a Word document and a Markdown text into a folder you name; nothing "
        "is sent anywhere. Classified content does not belong in it. {share.receipt} takes in the branch's receipt; "
        "after a return change what is to be put otherwise and save again: that is the next revision."
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
        Binding("6", "section", mark_for_translation("section"), id="share.section",
                tooltip=mark_for_translation("Tick the whole section of the selected row, or none of it")),
        Binding("7", "machine", mark_for_translation("all lines"), id="share.machine",
                tooltip=mark_for_translation("Show the part for the branch's program too; it leaves with the page")),
        Binding("8", "receipt", mark_for_translation("receipt"), id="share.receipt",
                tooltip=mark_for_translation("Take in what the branch says: received, or returned with a comment")),
        Binding("escape", "back", mark_for_translation("back to the list"), id="share.back"),
        Binding("5", "other_period", mark_for_translation("other", context="period"), id="share.period",
                tooltip=mark_for_translation("Name a period, such as 2026-Q3")),
        Binding("9", "office_form", mark_for_translation("fill form"), id="share.office_form",
                tooltip=mark_for_translation("Fill in a form of the office's own (Excel, Word) from your records")),
    ]  # fmt: skip

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.offer = Offer()
        self.ticks: dict[str, dict[str, bool]] = {}
        self.changed: frozenset[str] = frozenset()
        self.said = Said()
        self.remark = ""
        self.handing_in: HandingIn | None = None
        self.fault = self.nothing = ""
        self.typed_period = ""
        self.shows_machine = False
        periods = self._periods()
        self.period_choice = Choice(periods, periods[0][0], id="period")
        self.list = PickRows(id="list")

    def furniture(self) -> Iterable[Widget]:
        """The period, what may leave, and what does."""
        yield self.period_choice
        yield Static("", id="state", markup=False)
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield self.list
                yield Static("", id="full", markup=False)
            with VerticalScroll(id="preview"):
                yield Static("", id="file", markup=False)

    @property
    def period(self) -> Period:
        """The period chosen."""
        return Period.parse(self.period_choice.value)

    @property
    def offers(self) -> tuple[Pickable, ...]:
        """Everything that may leave in this period."""
        return self.offer.picks

    @property
    def chosen_ticks(self) -> dict[str, bool]:
        """What was ticked or unticked by hand in this period."""
        return self.ticks.setdefault(str(self.period), {})

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
        try:
            found = await self.do_long(_read, period)
            self.offer, self.remark, (self.ticks[str(period)], self.changed), self.said = found
        except SixdontsError as error:
            self._refuse(error)
        else:
            await self._prepare()
            self.nothing = "" if self.offers else await nothing_words(self)

    def _refuse(self, error: SixdontsError) -> None:
        """Show why there is no file: what was read before is not handed in as if it were all."""
        from desk.words.faults import fault_words

        self.offer, self.handing_in, self.fault = Offer(), None, fault_words(error)

    async def _prepare(self) -> None:
        """Make the file of what is ticked."""
        period, picks, remark = self.period, chosen(self.offers, self.chosen_ticks), self.remark
        try:
            self.handing_in = await self.desk.do(lambda: prepare(self.desk, period, picks, remark))
        except SixdontsError as error:
            self._refuse(error)

    def show(self) -> None:
        """Show the file and the list it is ticked from."""
        self.query_one("#file", Static).update(self._file())
        self._show_list()

    def _show_state(self) -> None:
        """Show what the file is, what the branch said, and what is not in it."""
        said = cut(self.said.words, SAID_CELLS), "$warning" if self.said.waits else ""
        parts = (
            (self._state(), ""),
            said,
            (changed_words(len(self.changed)), "$warning"),
            (self.offer.not_counted, ""),
        )
        width = max(self.app.size.width - 2 * EDGE, 20)
        self.query_one("#state", Static).update(folded(parts, width))

    def _file(self) -> str:
        """The page that people read; on a key the whole file, every character of it."""
        made = self.handing_in
        if made is None:
            return self.fault
        if self.shows_machine:
            return made.text
        words = ngettext(
            "{n} line for the branch's program follows and leaves too; {share.machine} shows it.",
            "{n} lines for the branch's program follow and leave too; {share.machine} shows them.",
            made.machine_lines,
        )
        return f"{made.page}\n{keyed(self, words).format(n=made.machine_lines)}"

    def show_details(self) -> None:
        """Show the selected row in full, where the row itself does not say all of it."""
        self._show_state()
        pick = self._pick(self.list.highlighted_id)
        words = pick.words if pick else self.remark if self.list.highlighted_id == REMARK else ""
        lines = [] if self.list.says_all(words) else fold(words, max(self.list.size.width - 4, 20))
        self.query_one("#full", Static).update("\n".join(lines))
        super().show_details()

    def _pick(self, name: str | None) -> Pickable | None:
        return next((pick for pick in self.offers if pick.id == name), None)

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
            rows.append(heading(kind, group_words(kind)))
            rows += [self._row(pick) for pick in group]
        if self.remark:
            rows += [heading(REMARK, _("Remark")), Row(REMARK, (Cell("[x]", 3), Cell(self.remark)))]
        self.list.empty = (self.handing_in is None and self.fault) or self.nothing
        self.list.show(rows)
        self.show_details()

    def _row(self, pick: Pickable) -> Row:
        is_changed = pick.id in self.changed
        return pick_row(pick, is_ticked=self._is_ticked(pick), is_changed=is_changed, today=self.desk.today())

    @on(Choice.Changed, "#period")
    async def _period_changed(self) -> None:
        await self.look_again()

    # Keys

    @on(OptionList.OptionSelected, "#list")
    async def _tick(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == REMARK:
            self.action_remark()
            return
        pick = self._pick(event.option_id)
        if pick is not None:
            await self._set({pick.id: not self._is_ticked(pick)})

    async def action_section(self) -> None:
        """Tick all of the section the selected row is in, or none when all are."""
        pick = self._pick(self.list.highlighted_id)
        section = [one for one in self.offers if pick is not None and one.kind is pick.kind]
        wanted = not all(self._is_ticked(one) for one in section)
        if not section:
            self.tell(_("Nothing stands here to be ticked."))
        await self._set({one.id: wanted for one in section})

    def _is_ticked(self, pick: Pickable) -> bool:
        return self.chosen_ticks.get(pick.id, pick.is_ticked_at_first)

    async def _set(self, ticks: dict[str, bool]) -> None:
        """Tick and untick, and keep that for the period."""
        period, offers = self.period, self.offers
        if not ticks or not await self.done(lambda: keep_ticks(self.desk, period, ticks, offers)):
            return
        self.ticks.setdefault(str(period), {}).update(ticks)
        self.changed -= ticks.keys()
        await self._prepare()
        if self.is_there:
            self.show()

    def action_machine(self) -> None:
        """Show the part for the branch's program too, or only the page that people read."""
        self.shows_machine = not self.shows_machine
        self.query_one("#file", Static).update(self._file())
        if not self.has_class("-wide") and not self.has_class("-reading"):  # where it is to be seen
            self.tell(keyed(self, _("{share.preview} shows the file.")))

    def other_words(self) -> Mapping[str, str]:
        """What works where the file is shown and what where the list is; a section is ticked where there is one."""
        if self.has_class("-reading"):
            return {"preview": "", "section": ""}
        unused = [
            *(() if self.has_class("-wide") else ("machine",)),
            *(() if self.offers else ("section",)),
            "back",
        ]
        return dict.fromkeys(unused, "")

    def action_turn_period(self, step: int) -> None:
        """Change the period, from the list too."""
        self.period_choice.action_move(step)

    def action_preview(self) -> None:
        """Show the file, or go back to the list."""
        preview = self.query_one("#preview")
        reading = self.has_class("-reading")
        self.set_class(not reading, "-reading")
        (self.list if reading else preview).focus()
        self.refresh_bindings()

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
        there = None if self.remark else await self.attempt(lambda: look_back_of(self.desk, self.period))
        begun = self.remark or (clean_line(remark_words(there)) if there else "")
        values = await form.fill_in(
            _("Remark"),
            (Field(REMARK, _("Remark"), begun, hint=_("empty: no remark")),),
            lambda values: wrong_length(values, (REMARK,)),
            explain=_("It leaves with the rest.") + (_(" Begun from your look-back.") if there else ""),
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

    def action_receipt(self) -> None:
        """Take in a receipt of the branch."""
        self.begin(take_receipt, self, self.said)

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
        if self.handing_in is not None and self.handing_in.lacking and not await ask_who(self):
            return
        made = self.handing_in
        if made is None or not made.summary.facts:
            self.tell((made is None and self.fault) or _("Nothing is ticked that could leave."))
            return
        if unchanged := await self.attempt(lambda: unchanged_words(self.desk, made)):
            self.tell(unchanged)
            return
        await save(self, made, self.offer.in_part)

    def action_office_form(self) -> None:
        """Fill in a form of the office's own."""
        from screens.kit.office_form import fill_office_form

        self.begin(fill_office_form, self, ("self-check", "hours", "notes", "matters", "shortfalls"), self.period)


def _read(desk: Desk, period: Period) -> tuple[Offer, str, tuple[dict[str, bool], frozenset[str]], Said]:
    """What may leave, the remark, the ticks, what the branch said. A long job."""
    offer = offer_of(desk, period)
    remark = desk.journal.submission_remarks.text(str(period))
    return offer, remark, ticks_of(desk, period, offer.picks), said_of(desk, period)
