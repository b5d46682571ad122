"""Banks of questions: what there is, brought in from a file, given out as a file or as a paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.binding import Binding
from textual.content import Content

from content.catalog import Catalog
from content.cells import DIALOG_WIDTH, cell_len, fold
from content.drawing import TooFew
from content.errors import FileFaults
from content.importing.bank_plan import BankPlan
from content.models import Pack, Question
from content.words import _, mark_for_translation, ngettext
from desk.banks import (
    SUFFIXES,
    Incoming,
    bank_content,
    bank_files,
    paper_files,
    read_bank,
    take_in_bank,
    template_files,
)
from desk.desk import Desk
from desk.save_files import folder_of
from desk.words.quiz import lacking_words
from reports.banks import bank_lines, counted_types, hidden_words, plan_lines
from screens.kit.base import Room
from screens.kit.checks import Fault, empty_field, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.deleting import Deletion, bring_last_back, deleted_on, deleted_words
from screens.kit.folder import save_into_folder
from screens.kit.form import AskDialog, Field, FormDialog, Values
from screens.kit.list_screens import REMOVE, UNDO, Wish, WishPage
from screens.kit.page import PageDialog
from screens.kit.rows import Cell, Row, Rows
from screens.quiz.paper_form import SOME, choose_topics, count_fault, count_fields, counts_of
from storage.banks import bring_bank_back, own_ids, remove_bank
from storage.records import clean_line

BRING_IN, TEMPLATE, GIVE_OUT, PAPER, SHOW = "bring_in", "template", "give_out", "paper", "show"
FAULTS_SHOWN = 200
ONE, TWO = "A", "AB"


class BankRows(Rows):
    """The banks."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("what is in it"), id="banks.show")]


class Banks(WishPage):
    """A whole screen of banks; the result is what is wished."""

    CAN_BE_LEFT = True
    CHOSEN = SHOW
    HELP = mark_for_translation(
        "Write your own questions in Excel: {banks.template} saves a table with examples, {banks.bring_in} brings it "
        "in. Every fault is named with its row, and nothing is taken in until all are put right. {banks.give_out} "
        "gives a bank out as a file, {banks.paper} as a paper to be printed.\n"
        "The banks that come with the program cannot be removed; a question of theirs can be corrected or set aside "
        "while it is asked."
    )
    BINDINGS = [
        Binding("1", "wish('bring_in')", mark_for_translation("import"), id="banks.bring_in",
                tooltip=mark_for_translation("From Excel, CSV, Aiken, GIFT or TOML; checked first")),
        Binding("2", "wish('template')", mark_for_translation("template"), id="banks.template",
                tooltip=mark_for_translation("An Excel table with examples, to be filled in")),
        Binding("3", "wish('undo')", mark_for_translation("undo"), id="banks.undo",
                tooltip=mark_for_translation("Bring back what was deleted here last")),
        Binding("4", "wish('paper')", mark_for_translation("paper"), id="banks.paper",
                tooltip=mark_for_translation("Question sheet, answer sheet and key as Word documents")),
        Binding("5", "wish('give_out')", mark_for_translation("export"), id="banks.give_out",
                tooltip=mark_for_translation("The selected bank as Excel, TOML or GIFT")),
        Binding("delete", "wish('remove')", mark_for_translation("delete"), id="banks.remove",
                tooltip=mark_for_translation("Take away a bank that was brought in")),
        Binding("escape", "leave", mark_for_translation("close"), id="banks.leave"),
    ]  # fmt: skip

    def __init__(
        self, packs: Sequence[tuple[Pack, bool]], faults: Sequence[str], at: Sequence[str], *, can_undo: bool
    ) -> None:
        rows = BankRows(id="list", empty=_("There are no questions yet."))
        super().__init__(_("Banks of questions"), rows, at, can_undo=can_undo)
        self.packs = packs  # each with whether it can be removed
        self.faults = faults  # what is wrong with banks that are there

    def rows(self) -> Sequence[Row]:
        """The banks, then what cannot be read."""
        rows = []
        counts = [_count(len(pack.questions)) for pack, _own in self.packs]
        from_where = {True: _("brought in"), False: _("with the program")}
        widest, whose = max(map(cell_len, counts), default=0), max(map(cell_len, from_where.values()))
        for (pack, own), count in zip(self.packs, counts, strict=True):
            cells = (Cell(from_where[own], whose), Cell(count, widest, is_number=True))
            rows.append(Row(pack.id, (*cells, Cell(f"{pack.title} {pack.edition}"))))
        if self.faults:
            rows.append(Row("faults", (Cell(_("Cannot be read"), style="$error"),), is_heading=True))
            rows += [Row(f"fault/{place}", (Cell(fault),)) for place, fault in enumerate(self.faults)]
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a bank that was brought in can be removed."""
        own = {pack.id for pack, is_one in self.packs if is_one}
        if action == "wish" and parameters == (REMOVE,):
            return self.list.highlighted_id in own
        if parameters == (UNDO,):
            return super().check_action(action, parameters)
        return bool(self.packs) or action != "wish" or parameters in ((BRING_IN,), (TEMPLATE,))


def _count(questions: int) -> str:
    return ngettext("{n} question", "{n} questions", questions).format(n=questions)


async def visit_banks(room: Room) -> None:
    """Do with banks what is wished, until they are left; a step."""
    at: tuple[str, ...] = ()
    deleted = deleted_on(room, "banks")
    while (read := await room.attempt_long(_packs)) is not None:
        packs, faults = read
        wish: Wish | None = await room.ask(Banks(packs, faults, at, can_undo=bool(deleted)))
        if wish is None:
            return
        at = wish.at
        pack = next((pack for pack, _own in packs if pack.id == wish.id), None)
        if wish.what == BRING_IN:
            at = (await _bring_in(room), *at)
        elif wish.what == UNDO:
            at = (await bring_last_back(room, deleted), *at)
        elif wish.what == TEMPLATE:
            explain = _("An Excel table with an example of every type and how to fill it in.")
            await save_into_folder(room, explain, template_files)
        elif pack is not None and wish.what == REMOVE:
            deleted += await _remove(room, pack)
        elif pack is not None:
            steps = {SHOW: _show_bank, GIVE_OUT: _give_out, PAPER: _paper}
            await steps[wish.what](room, pack)


def _packs(desk: Desk) -> tuple[list[tuple[Pack, bool]], list[str]]:
    """The packs with questions, whether each was brought in, and every fault. A long job."""
    own, catalog = own_ids(desk.home), desk.packs
    return [(pack, pack.id in own) for pack in catalog.packs if pack.questions], [str(one) for one in catalog.faults]


async def _show_bank(room: Room, pack: Pack) -> None:
    lines = [line for text in bank_lines(Catalog((pack,))) for line in fold(text, DIALOG_WIDTH)]
    lines += ["", *fold(_("Source: {source}").format(source=pack.source), DIALOG_WIDTH)]
    await room.ask(PageDialog(Content("\n".join(lines))))


async def _bring_in(room: Room) -> str:
    """Ask for a file until one was taken in or it was left: the form stays as it was filled in; the bank's id."""
    values: Values = {}
    while (asked := await _ask_file(room, values)) is not None:
        values = asked
        if taken := await _take_file(room, values):
            return taken
    return ""


async def _ask_file(room: Room, before: Values) -> Values | None:
    words = _("for questions that say none; empty: the bank's name")
    fields = (
        Field("file", _("File"), before.get("file", ""), hint=_("Excel (.xlsx), CSV, Aiken (.txt), GIFT or TOML")),
        Field("topic", _("topic"), before.get("topic", ""), hint=words),
        Field("source", _("Authority"), before.get("source", ""), hint=words),
    )
    values: Values | None = await room.ask(FormDialog(_("Bring in a bank"), fields, _file_fault, does=_("check")))
    return values


async def _take_file(room: Room, values: Values) -> str:
    """Read a file, show every fault or what would come in, and take it in; the bank's id, or nothing."""
    file, topic, source = folder_of(values["file"]), clean_line(values["topic"]), clean_line(values["source"])
    try:
        incoming: Incoming = await room.do_long(read_bank, file, topic, source)
        if incoming.bank.hidden and await _wanted(room, incoming.bank.hidden):
            incoming = await room.do_long(read_bank, file, topic, source, with_hidden=True)
        plan, remarks = incoming.plan or await _sound_wanted(room, incoming, file.name), incoming.bank.remarks
        if plan is None:
            return ""
        if not plan.new and not plan.changed:
            await room.ask(
                PageDialog(Content("\n".join([*plan_lines(plan, remarks), "", _("There is nothing to take in.")])))
            )
            return plan.pack.id
        if await room.ask(AskDialog(_("Bring these in?"), "\n".join(plan_lines(plan, remarks)))) is None:
            return ""
        if await room.attempt_long(take_in_bank, incoming.bank, plan) is None:
            return ""
    except FileFaults as error:
        first, *others = error.lines(file.name)
        if others:
            await room.ask(PageDialog(Content("\n".join([first, *others]))))
        else:
            room.tell(first)
        return ""
    room.tell(_("Brought in: {title}").format(title=plan.pack.title))
    return plan.pack.id


async def _sound_wanted(room: Room, incoming: Incoming, name: str) -> BankPlan | None:
    """Show every fault; what is taken in without the questions at fault, where somebody wants that."""
    lines = Content("\n".join(_fault_lines(incoming, name)))
    plan, n = incoming.sound, len(incoming.bank.pack.questions)
    await room.ask(PageDialog(lines))
    if plan is None or not (plan.new or plan.changed):
        return None
    title = ngettext("Leave those at fault out and go on with {n} sound question?",
                     "Leave those at fault out and go on with {n} sound questions?", n)  # fmt: skip
    explain = _("They can be brought in later: put them right in the file, then bring it in again.")
    return plan if await room.ask(AskDialog(title.format(n=n), explain)) is not None else None


async def _wanted(room: Room, hidden: Sequence[str]) -> bool:
    """Whether hidden sheets are to be taken too."""
    return await room.ask(AskDialog(hidden_words(hidden), otherwise=_("leave out"))) is not None


def _file_fault(values: Values) -> Fault:
    if fault := empty_field(values, {"file": _("Say which file.")}) or wrong_length(values):
        return fault
    try:
        there = folder_of(values["file"]).is_file()
    except (OSError, ValueError, RuntimeError):
        there = False
    return None if there else ("file", _("There is no such file."))


def _fault_lines(incoming: Incoming, name: str) -> list[str]:
    faults = [line for fault in incoming.fault_lines(name) for line in fold(fault, DIALOG_WIDTH)]
    head = ngettext("{n} fault; nothing is taken in yet.", "{n} faults; nothing is taken in yet.",
                    len(incoming.bank.faults))  # fmt: skip
    shown = faults[:FAULTS_SHOWN]
    more = [_("and {n} more").format(n=len(faults) - FAULTS_SHOWN)] if len(faults) > FAULTS_SHOWN else []
    how = _("Put them right in the file, then bring it in again.")
    return [head.format(n=len(incoming.bank.faults)), how, "", *shown, *more]


async def _give_out(room: Room, pack: Pack) -> None:
    choices = [(".xlsx", _("Excel: opens anywhere, comes back as it was")), (".toml", _("TOML: comes back as it was"))]
    choices.insert(1, (".csv", _("CSV: text with commas, comes back as it was")))
    choices.append((".gift", _("GIFT: for Moodle and the like")))
    suffix: str | None = await room.ask(ChooseDialog(_("As what?"), choices))
    if suffix not in SUFFIXES:
        return
    content = await room.attempt_long(bank_content, pack, suffix)
    if content is None:
        return
    explain = _("{label}: {text}").format(label=pack.title, text=counted_types(pack.questions))
    if content[1]:
        explain += "\n" + _("This form has no words for {types}; they stay out.").format(
            types=counted_types(content[1])
        )
    await save_into_folder(room, explain, bank_files, pack, suffix)


async def _paper(room: Room, pack: Pack) -> None:
    found = await room.attempt_long(_questions_of, pack.id)
    if not found:
        return
    questions: Sequence[Question] = found
    fields = (
        Field("title", _("Title"), str(pack.title)),
        *count_fields(questions, {}),
        Field("versions", _("Versions"), ONE, options=((ONE, _("one")), (TWO, _("A and B")))),
        Field(
            "seed", _("Draw no."), room.desk.today().isoformat(), hint=_("the same one draws the same paper again"),
            about=_("Any word or number. The questions are drawn by it: while the bank is the same, the same one gives "
                    "the same paper again."),
        ),
    )  # fmt: skip

    def fault(values: Values) -> Fault:
        needed = empty_field(
            values, {"title": _("Give it a name.", context="paper"), "seed": _("This may not be empty.")}
        )
        return needed or wrong_length(values) or count_fault(values, questions)

    explain = _("Question sheet, answer sheet and key as Word documents.")
    title = _("A paper from this bank")
    values: Values | None = await room.ask(FormDialog(title, fields, fault, explain=explain, does=_("go on")))
    if values is None:
        return
    if values["topics"] == SOME:
        topics = await choose_topics(room, questions)
        if topics is None:
            return
        questions = [question for question in questions if question.topic.zh in topics]
    what = tuple(questions), tuple(counts_of(values).items()), clean_line(values["title"])
    seed, versions = values["seed"], values["versions"]
    try:
        await room.do_long(paper_files, *what, Path(), seed=seed, versions=versions)
    except TooFew as error:
        room.tell(lacking_words(error))
        return
    await save_into_folder(room, explain, paper_files, *what, seed=seed, versions=versions)


def _questions_of(desk: Desk, pack_id: str) -> list[Question]:
    """A pack's questions as they are asked. A long job."""
    catalog = desk.catalog
    return [one for one in catalog.questions() if catalog.pack_of(one.id).id == pack_id]


async def _remove(room: Room, pack: Pack) -> list[Deletion]:
    """Take a bank away; the answers to its questions stay, and so does the file it came from."""
    home, title, notices = room.desk.home, str(pack.title), room.desk.notices
    if not await room.done(lambda: remove_bank(home, pack.id, notices=notices)):
        return []
    room.tell(deleted_words(room, "banks.undo", title))
    return [Deletion(title, pack.id, lambda: bring_bank_back(home, pack.id, notices=notices))]
