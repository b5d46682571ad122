"""The document of a quarter, half a year or a year, gone over by the person before it is saved."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static, TextArea

from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.appraisal import appraisal_files, appraisal_of
from desk.desk import Desk
from reports.edited import editable
from reports.review import too_long_words
from screens.kit.area import Area
from screens.kit.bars import KeyBar
from screens.kit.base import AtDesk, Room
from screens.kit.folder import save_into_folder
from screens.kit.period import ask_period
from screens.kit.soon import Soon


class AppraisalEditor(AtDesk[str | None]):
    """A whole screen with the text of the document; the result is what is to be saved. What is changed is a draft.

    Args:
        made: what the records say.
        draft: the person's own version; empty when there is none.
    """

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    AppraisalEditor #head { height: 1; background: $panel; padding: 0 $edge; }
    AppraisalEditor Area { height: 1fr; margin: 1 $edge 0 $edge; }
    """
    HELP = mark_for_translation(
        "A period in one document, made of your records; nothing is rated. Change it, leave lines out, add your own: "
        "a line is a paragraph, one that begins with ## a heading. {appraisal.save} saves it as a Word document and as "
        "Markdown. What you changed stays as a draft; {appraisal.change} changes between it and what the records say "
        "now."
    )
    BINDINGS = [
        Binding("ctrl+s", "save", mark_for_translation("save"), id="appraisal.save", priority=True),
        Binding("ctrl+r", "change", mark_for_translation("draft/records"), id="appraisal.change",
                tooltip=mark_for_translation("Change between your version and what the records say now")),
        Binding("escape", "leave", mark_for_translation("leave"), id="appraisal.leave",
                tooltip=mark_for_translation("Leave; what you changed stays as a draft")),
    ]  # fmt: skip

    def __init__(self, desk: Desk, period: Period, made: str, draft: str) -> None:
        super().__init__(desk)
        self.period = period
        self.made = made
        self.own = draft
        self.area = Area("text")
        self.keeping = Soon(self, self._keep)

    def compose(self) -> ComposeResult:
        """What it is, and the text."""
        yield Static("", id="head", markup=False)
        yield self.area
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the person's version where there is one."""
        self.area.value = self.own or self.made
        self._show_head()
        self.call_after_refresh(self.area.focus)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to change to once something was changed."""
        return bool(self.own) if action == "change" else True

    @on(TextArea.Changed)
    def _typing(self) -> None:
        if self.area.value != self.made and self.area.value != self.own:
            self.own = self.area.value
            self._show_head()
            self.keeping.wish()

    async def _keep(self) -> bool:
        self.keeping.forget()
        return await self.done(lambda: self.desk.journal.drafts.put(f"appraisal/{self.period}", self.own))

    def action_change(self) -> None:
        """Show what the records say, or the person's version again."""
        self.area.value = self.made if self.area.value == self.own else self.own
        self._show_head()

    async def action_save(self) -> None:
        """Give the text back to be saved."""
        await self._keep()
        self.dismiss(self.area.value)

    async def action_leave(self) -> None:
        """Leave; what was changed stays as a draft."""
        if self.own:
            await self._keep()
        self.dismiss(None)

    def _show_head(self) -> None:
        title = _("Work and study, {period}").format(period=period_words(self.period))
        is_own = bool(self.own) and self.area.value == self.own
        words = _("your version") if is_own else _("as the records say")
        self.query_one("#head", Static).update(Content.assemble((title, "bold"), (f"  {words}", "$text-muted")))
        self.refresh_bindings()


async def edit_appraisal(room: Room, period: Period) -> None:
    """Ask for the period, have its document gone over, and save it; a step."""
    asked = await ask_period(room, _("Which period in one document?"), str(period), _("go over it"))
    if asked is None:
        return
    if words := too_long_words(asked):
        room.tell(words)
        return
    made = await room.attempt_long(appraisal_of, asked)
    draft = await room.attempt(lambda: room.desk.journal.drafts.get(f"appraisal/{asked}"))
    if made is None or draft is None:
        return
    text = await room.ask(AppraisalEditor(room.desk, asked, editable(made), draft))
    if text is not None:
        explain = _("Your version of this document, as a Word document and as Markdown.")
        await save_into_folder(room, explain, appraisal_files, asked, text)
