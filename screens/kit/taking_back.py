"""A list whose changes are taken back one after another, the last one first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, Protocol, TypeVar

from screens.kit.base import Room
from screens.kit.list_screens import DetailsRoom

T = TypeVar("T")


class Undoable(Protocol):
    """What was done; `undo` runs in the desk's thread and says whether it could."""

    @property
    def words(self) -> str:
        """What was done, in one line."""

    @property
    def undo(self) -> Callable[[], bool]:
        """Takes it back."""

    def undone_words(self, is_undone: bool) -> str:
        """What was taken back, or why it was not."""


C = TypeVar("C", bound=Undoable)


class ChangesRoom(DetailsRoom, Generic[C]):
    """A list with details that remembers what was done on it, so that 3 takes it back."""

    def __init__(self, *context: Any) -> None:
        super().__init__(*context)
        self.done_before: list[C] = []

    def do(self, step: Callable[[Room, T], Awaitable[C | None]], selected: T | None) -> None:
        """Begin a step with what is selected, and remember what it did."""

        async def begun(one: T) -> None:
            done = await step(self, one)
            if done is not None:
                await self.remember(done)

        if selected is not None:
            self.begin(begun, selected)

    async def remember(self, done: C) -> None:
        """Show what was done, and keep how it is taken back."""
        self.done_before.append(done)
        await self.look_again()
        self.tell(done.words)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self.done_before:
            self.begin(self._undo, self.done_before[-1])

    async def _undo(self, last: C) -> None:
        is_undone = await self.attempt(last.undo)
        if is_undone is None:  # the fault was told, and it may be tried again
            return
        self.done_before.remove(last)
        await self.look_again()
        await self.select_again(last)
        self.tell(last.undone_words(is_undone))

    async def select_again(self, last: C) -> None:
        """Select what a change was about that was taken back."""
        raise NotImplementedError
