"""What every screen is: `Translated` speaks and is left once, `AtDesk` reads and saves, `Room` has a key and two bars.

What stands elsewhere is asked for by a message (see messages.py); search and help are actions of the app (`app.find`,
`app.help`), which knows every screen.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkType, get_current_worker

from content.cells import cut
from content.errors import SixdontsError
from content.words import _, mark_for_translation
from desk.desk import Desk
from screens.kit.bars import MOVEMENT, KeyBar, Keys, RoomBar, key_label, keyed
from screens.kit.door import Door
from screens.kit.keymap import KeyedScreen
from screens.kit.saying import SpeakingApp
from screens.kit.soon import Soon

T = TypeVar("T")
U = TypeVar("U")
P = ParamSpec("P")
SOON = 0.3  # seconds after which a screen says that something is under way
STEP = "step"  # what a key began and what goes on while dialogs ask
QUICK = "quick"  # the step that F9 began, whatever else goes on
ASKING = {STEP, QUICK}


class Translated(KeyedScreen[T]):
    """A screen whose keys speak the language spoken now, which explains itself at F1, and is left once at Esc."""

    HELP: ClassVar[str] = ""
    heading = ""  # what stands on its first line, where that is a heading
    CAN_BE_LEFT: ClassVar[bool] = False  # whether a key of a room may leave it: nothing written would be lost

    BINDINGS = [
        Binding("f1", "app.help", mark_for_translation("Help"), id="screen.help", priority=True),
        Binding("question_mark", "app.help", mark_for_translation("Help"), show=False, id="screen.help_sign"),
    ]

    def on_screen_suspend(self) -> None:
        """Show no cursor while something is open above (see `is_covered`)."""
        if self.focused is not None:
            self.focused.refresh()

    def on_screen_resume(self) -> None:
        """Show the cursor again."""
        if self.focused is not None:
            self.focused.refresh()

    def _compositor_refresh(self) -> None:
        """Draw what changed; while Textual lets nothing out it would draw the first frame twice, once for nobody."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave this screen and what was opened above it; nothing when it was left already."""
        return super().dismiss(result) if uncover(self) else AwaitComplete()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings with their words looked up."""
        others = self.other_words()
        return {key: _worded(active, others) for key, active in super().active_bindings.items()}

    @property
    def all_bindings(self) -> list[ActiveBinding]:
        """Our own bindings with their words looked up, those too that do nothing now: the help names every key.

        Textual's own, which have no id, hide none of ours: a list that cannot be scrolled sideways lets the key pass.
        One key may do several things, now this and now that; those of a widget hide what the screen does with it.
        """
        active, found = self.active_bindings, list[ActiveBinding]()
        owners: dict[str, object] = {}
        for namespace, bindings in self._modal_binding_chain:
            for key, binding in bindings:
                now = active.get(key)
                is_now = now is not None and now.binding.id == binding.id
                if binding.id and (owners.setdefault(key, namespace) is namespace or is_now):
                    unused = ActiveBinding(namespace, binding, False, binding.tooltip)
                    found.append(now if now is not None and is_now else _worded(unused, {}))
        return found

    def other_words(self) -> Mapping[str, str]:
        """What keys are called now instead, by their actions: those stand in the bar; an empty word takes one out."""
        return {}

    def on_key(self, event: events.Key) -> None:
        """Say of a key of this screen that finds nothing to do now that it is so: silence would look like a fault."""
        if event.key in MOVEMENT | {"escape"} or event.key in self.active_bindings:
            return
        for one in self.all_bindings:
            if one.binding.key == event.key and one.binding.description:
                self.notify(_nothing_words(one.binding), markup=False)
                return

    def action_press(self, key: str) -> None:
        """Do what a key does: for a click on the key bar."""
        self.app.simulate_key(key)

    def words_before_quitting(self) -> str:
        """What is asked once before the program ends while this stands open; nothing: it ends at once."""
        return ""

    def action_leave(self) -> Coroutine[Any, Any, None] | None:
        """Leave, as Esc does."""
        self.dismiss(None)
        return None

    def help_title(self) -> str:
        """What stands above the help of this screen: of which it is, where it has a heading."""
        return _("{name}: {words}").format(name=_("Help"), words=cut(self.heading, 60)) if self.heading else _("Help")

    def help_text(self) -> str:
        """What this screen is for, as F1 says it."""
        return keyed(self, _words(self.HELP))


class Dialog(Translated[T]):
    """A box of lines over the screen beneath, its keys at the bottom."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $veil 60%; }
    Dialog > Vertical, Dialog > VerticalScroll {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 1 $edge 0 $edge; border: none;
    }
    Dialog .title { text-style: bold; margin: 0 0 1 0; }
    Dialog .explain { color: $text-muted; height: auto; }
    Dialog KeyBar { dock: bottom; }
    """

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)


class AtDesk(Translated[T]):
    """A screen that works at somebody's desk: one way to read and to save, and one way to say a line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.ended: frozenset[Worker[Any]] = frozenset()  # steps that ask nothing more
        self.wished: list[Soon] = []  # what is to be done in a moment
        self._long_jobs = 0  # under way for this screen

    async def on_unmount(self) -> None:
        """Do what was to be done in a moment: the program ends, and what was typed last is not kept yet."""
        for soon in list(self.wished):
            await soon.now()

    async def attempt(self, work: Callable[[], U]) -> U | None:
        """What `work` returns, done in the desk's thread; on a fault one clear line and None."""
        return await self._told(self.desk.do(work))

    async def attempt_long(
        self, job: Callable[Concatenate[Desk, P], U], *values: P.args, **named: P.kwargs
    ) -> U | None:
        """What a long job returns (see `Desk.do_long`); on a fault one clear line and None."""
        return await self._told(self.do_long(job, *values, **named))

    async def do_long(self, job: Callable[Concatenate[Desk, P], U], *values: P.args, **named: P.kwargs) -> U:
        """What a long job returns; the bar of keys says that something is under way, and the keys go on answering."""
        self._long_jobs += 1
        soon = self.set_timer(SOON, self._say_under_way)
        try:
            return await self.desk.do_long(job, *values, **named)
        finally:
            soon.stop()
            self._long_jobs -= 1
            self._say_under_way()

    @property
    def is_under_way(self) -> bool:
        """Whether a long job is under way for this screen."""
        return self._long_jobs > 0

    def _say_under_way(self) -> None:
        for bar in self.query(Keys) if self.is_attached else ():
            bar.say(_("Under way ...") if self.is_under_way else "")

    async def _told(self, work: Awaitable[U]) -> U | None:
        try:
            return await work
        except SixdontsError as error:
            from desk.words.faults import fault_words

            self.notify(fault_words(error), severity="error", markup=False)
            return None

    async def not_shown(self, *kinds: str) -> tuple[str, ...]:
        """The files of these kinds that are not shown in full; asked where a list is empty, after it was read."""
        from desk.not_shown import not_shown  # here: the first frame reads no records

        return await self.attempt(lambda: not_shown(self.desk, *kinds)) or ()

    async def done(self, work: Callable[[], object]) -> bool:
        """Whether `work` was done, in the desk's thread; on a fault one clear line."""
        return await self.attempt(lambda: (work(), True)) is not None

    def tell(self, words: str) -> None:
        """Say one line."""
        self.notify(words, markup=False)

    def begin(self, step: Callable[..., Coroutine[Any, Any, None]], *context: object) -> None:
        """Begin a step that asks and waits, unless one is under way: a key hit twice in haste begins it once."""
        if not any(worker.group == STEP and worker.node is self and not worker.is_finished for worker in self.workers):
            self.run_worker(unbegun(step, *context), group=STEP)
        elif self.is_under_way:
            self.tell(_("What was begun here is still under way."))

    def end_steps(self) -> None:
        """Let the steps under way finish what they do, but ask nothing more: somebody goes elsewhere."""
        self.ended = frozenset(one for one in self.workers if one.node is self and not one.is_finished)

    @property
    def asks_on(self) -> bool:
        """Whether the step that is under way may still ask: nobody went elsewhere meanwhile."""
        return get_current_worker() not in self.ended

    async def ask(self, dialog: Screen[Any]) -> Any:
        """The result of a dialog; call it from a step, which ends here when somebody went elsewhere meanwhile."""
        if not self.asks_on:
            raise CancelledError
        return await self.app.push_screen_wait(dialog)


class Room(AtDesk[None]):
    """A screen that is reached by a function key."""

    NAME: ClassVar[str] = ""
    WITHIN: ClassVar[str] = ""  # the room it is reached from, which is lit in the bar then

    BINDINGS = [
        # Hidden: it stands in the bar above.
        Binding("f1", "app.help", mark_for_translation("Help"), show=False, id="room.help", priority=True),
        Binding("ctrl+f", "app.find", mark_for_translation("search"), show=False, id="room.find",
                tooltip=mark_for_translation("Search notes, sentences, matters, meetings and materials")),
    ]  # fmt: skip

    def __init__(self, desk: Desk, doors: Sequence[Door]) -> None:
        super().__init__(desk)
        self.doors = doors
        self.deletions: dict[str, list[Any]] = {}  # by page: what kit/deleting.py can bring back

    @classmethod
    def places(cls) -> list[tuple[str, str]]:
        """What the palette can go to in it, name and words each, by `action_to_line`; nothing unless it says so."""
        return []

    def compose(self) -> ComposeResult:
        """The two bars, and what the screen puts between them."""
        yield RoomBar(self.doors, self.WITHIN or self.NAME, is_sample=self.desk.is_sample)
        yield from self.furniture()
        yield KeyBar()

    def furniture(self) -> Iterable[Widget]:
        """The widgets between the two bars."""
        return ()

    def help_title(self) -> str:
        """The help says of which room it is."""
        here = next((_(door.title) for door in self.doors if door.room == self.NAME), "")
        return _("{name}: {words}").format(name=_("Help"), words=here) if here else super().help_title()

    @property
    def day_of_lines(self) -> date:
        """The day from which a line written here counts 今天 and 明天: the real one, unless Today shows another."""
        return self.desk.today()

    async def look_again(self) -> None:
        """Read the records and show them: when the screen comes up, and when anybody wrote."""
        if self.is_there:
            await self.read()
        if self.is_there:
            self.show()
            if isinstance(self.app, SpeakingApp):  # what could not be read is said where it is missing, at once
                self.app.say_notices(self.desk.notices)

    def show_if_there(self) -> None:
        """Show what was read, for a moment later than now: the room may have been taken down meanwhile."""
        if self.is_there:
            self.show()

    async def read(self) -> None:
        """Read what is to be shown."""

    def show(self) -> None:
        """Show what was read."""

    async def complete(self) -> None:
        """Show what the first frame of the program left out; it is out now."""

    @property
    def is_there(self) -> bool:
        """Whether the room stands: built, and not yet taken down, for another desk or language or at the end."""
        return self.is_mounted and self.is_attached and self.app.is_running and self.app.is_screen_installed(self)

    def on_screen_resume(self) -> None:
        """Show what was written while another screen was up; before the first frame there is nothing newer."""
        if self.desk.is_open:
            self.call_after_refresh(self.look_again)

    async def come_by_key(self) -> None:
        """Begin where the room's key leads, whatever was shown there before."""

    async def visit(self, target: str) -> None:
        """Show one thing of this room, named as search names it."""


def is_covered(widget: Widget) -> bool:
    """Whether something is open above the widget's screen: there is but one cursor on the terminal."""
    return widget.is_attached and widget.app.screen_stack[-1:] != [widget.screen]


def uncover(screen: Screen[Any]) -> bool:
    """Whether the screen is still open; what was opened above it is left. Esc hit twice must not leave the room."""
    app = screen.app
    if screen not in app.screen_stack:
        return False
    while app.screen is not screen:
        app.screen.dismiss()
    return True


def unbegun(step: Callable[..., Coroutine[Any, Any, None]], *context: object) -> WorkType[None]:
    """A step for a worker to begin: one that is cancelled before it begins leaves no coroutine behind."""
    return cast("WorkType[None]", partial(step, *context))


def _nothing_words(binding: Binding) -> str:
    """That there is nothing a key could do now what it is for."""
    if (binding.id or "").endswith(".undo"):
        return _("There is nothing here that could be taken back.")
    key = key_label(binding)
    return _("{key} {words}: nothing is here now to do that with.").format(key=key, words=binding.description)


def _worded(active: ActiveBinding, others: Mapping[str, str]) -> ActiveBinding:
    binding, other = active.binding, others.get(active.binding.action)
    show = binding.show if other is None else bool(other)
    worded = replace(binding, description=other or _words(binding.description), show=show)
    return active._replace(binding=worded, tooltip=_words(active.tooltip))


def _words(message: str) -> str:
    return _(message) if message else ""
