"""What a sitting and a mock paper have in common: a question, at its side all of them, and the keys that answer."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from desk.desk import Desk
from screens.kit.bars import KeyBar
from screens.kit.base import AtDesk
from screens.quiz.question import QuestionPage


class QuestionScreen(AtDesk[None]):
    """A screen that asks; Enter and Esc in a gap do what they do on the screen."""

    CSS_PATH = "question_screen.tcss"

    def __init__(self, desk: Desk, page: QuestionPage) -> None:
        super().__init__(desk)
        self.page = page

    def compose(self) -> ComposeResult:
        """How far one is, the question, and at its side from 120 columns all of them."""
        yield self.page.title
        with Horizontal(id="columns"):
            yield self.page
            yield Static("", id="side", markup=False)
        yield KeyBar()

    def show_side(self) -> None:
        """Show how far one is."""
        side = self.query_one("#side", Static)
        side.update(Content("\n").join(self.side(max(side.size.width - 4, 20))))
        self.refresh_bindings()

    def side(self, width: int) -> Iterable[Content]:
        """A line a question, of at most `width` cells."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A digit works where the question has such an option."""
        if action == "choose":
            return int(str(parameters[0])) <= len(self.page.choices)
        if action == "clear":
            return self.page.waits and (bool(self.page.chosen) or self.page.points_shown)
        return True

    @on(QuestionPage.Ready)
    async def _ready(self) -> None:
        await self.action_go_on()

    async def action_go_on(self) -> None:
        """Do what comes next."""
        raise NotImplementedError

    @on(QuestionPage.Left)
    async def _left(self) -> None:
        await self.action_leave()

    async def action_leave(self) -> None:
        """Leave the questions."""
        raise NotImplementedError
