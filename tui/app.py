"""The app: it owns the desk, knows the rooms, and puts everything together."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import AwaitMount

from content.words import _, mark_for_translation
from desk.desk import Desk
from screens.kit.bars import key_words, movement_last, named
from screens.kit.base import QUICK, Room, Translated, unbegun, uncover
from screens.kit.door import Door
from screens.kit.messages import ListShortfall, Visit
from storage.wall_left import wall_left
from tui.backing_up import BackingUp
from tui.certain import draw_certain_widths
from tui.cursor_place import CursorInField
from tui.doors import DOORS, INNER, door_of, lock_screen, screen_class
from tui.in_turn import InTurnApp
from tui.shown_on import in_browser
from tui.themes import INK, PAPER, theme_wanted

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from screens.lock.screen import LockScreen

SWITCH_KEYS = "ctrl+y,ctrl+t" if in_browser() else "ctrl+t,ctrl+y"  # the first is shown
OFF_THE_WALL = {"go", "quick_add", "switch_desk", "command_palette", "find", "lock"}  # what nobody in a hall may see
LOOK_EVERY = 1.0  # seconds between looks at whether another process wrote


class SixdontsApp(CursorInField, InTurnApp):
    """The program on the terminal.

    Args:
        desks: whose records are worked at; the demo has two, a member's and the secretary's.
        come_back: the room to begin in.
    """

    TITLE = "sixdonts"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    ENABLE_COMMAND_PALETTE = True
    SUSPENDED_SCREEN_CLASS = "-suspended"
    BINDINGS = [
        *(Binding(door.key, f"go('{door.room}')", door.title, show=False, id=f"go.{door.room}", priority=True)
          for door in DOORS),
        Binding(SWITCH_KEYS, "switch_desk", mark_for_translation("change role"), id="app.switch", priority=True,
                tooltip=mark_for_translation("Sample office: change between member and secretary")),
        Binding("f9", "quick_add", mark_for_translation("new matter"), show=False, id="app.quick_add", priority=True,
                tooltip=mark_for_translation("Note a matter in one line, whichever screen is up")),
        Binding("ctrl+q", "quit", mark_for_translation("quit"), id="app.quit", show=False, priority=True),
    ]  # fmt: skip

    def __init__(self, desks: Sequence[Desk], come_back: str = "today") -> None:
        super().__init__(desks, come_back)
        draw_certain_widths()
        self.rooms: dict[str, Room] = {}
        self._backing_up = BackingUp()
        self.is_quitting = False
        self.parting_words = ""  # what is to be said on the terminal when the program has left it
        self.register_theme(PAPER)
        self.register_theme(INK)
        self._speak()
        # Nothing is drawn yet: what a change of the theme does later would read every rule a second time.
        self.set_reactive(App.theme, theme_wanted(self.desk.settings.theme, self.available_themes))
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def doors(self) -> tuple[Door, ...]:
        """The rooms this person has."""
        is_secretary = self.desk.is_secretary
        return tuple(door for door in DOORS if is_secretary or not door.for_secretary)

    def get_default_screen(self) -> Screen[None]:
        """Today first: marking comes first. It is as wide as the terminal from its first frame on.

        In a vault that is locked it is the lock.
        """
        first = lock_screen(self.desk) if self.desk.cipher.is_locked else self._room("today")
        _least, width = max(one for one in self.HORIZONTAL_BREAKPOINTS if one[0] <= self.size.width)
        first._push_result_callback(self, None)  # as a pushed screen has one: switching from it takes it off
        return first.add_class(width, update=False)

    async def on_mount(self) -> None:
        """Wait for Today; what is not marking can wait until the first frame is out. A wall comes before both."""
        if isinstance(self.screen, Room):
            self._wall_first()
        await AwaitMount(self.screen, [self.screen])
        then = self._after_first_frame if isinstance(self.screen, Room) else self._after_lock
        self.screen.call_after_refresh(self.call_after_refresh, then)  # the screen's, then ours

    def _wall_first(self) -> None:
        if uid := wall_left(self.desk.home):
            from tui.wall_again import WallAgain

            self.push_screen(WallAgain(self.desk, self.doors, uid))

    async def _after_lock(self) -> None:
        """Nothing but the lock is out, and nothing more is done before it is opened."""
        gc.enable()

    async def on_lock_screen_opened(self, opened: LockScreen.Opened) -> None:
        """Go where one was when it was locked, else to Today."""
        rooms = [self.come_back, "today"]
        name = next(one for one in rooms if one in {door.room for door in (*self.doors, *INNER)})
        await self.switch_screen(self._room(name))
        self._wall_first()
        await self._after_first_frame()
        if opened.by_recovery_key:
            from desk.words.vault import by_recovery_key_words

            self.notify(by_recovery_key_words(_("Set-up, Vault, change the passphrase")), markup=False)

    def _room(self, room: str) -> Room:
        """The room's screen; it stays as it was left."""
        if room not in self.rooms:
            self.rooms[room] = screen_class(room)(self.desk, self.doors)
            self.install_screen(self.rooms[room], name=f"{room}-{id(self.rooms[room])}")
        return self.rooms[room]

    async def _after_first_frame(self) -> None:
        gc.enable()
        self.set_interval(LOOK_EVERY, self._look_around)
        for room in tuple(self.rooms.values()):  # the one that is there
            await room.complete()
        from desk.beside import notice_copies

        await self.desk.do(lambda: notice_copies(self.desk))
        await self._let_the_room_look()
        self.say_notices(self.desk.notices)
        self.say_key_faults()
        if not self.is_headless:  # in tests one process has many apps
            gc.freeze()  # what is there stays: else all of it is gone through at every thousand notes that are read

    async def _look_around(self) -> None:
        """Show what another process wrote."""
        if self.is_quitting or self._is_on_wall:
            return
        desk = self.desk
        changed = await desk.do(lambda: desk.journal.changed_since_last_look())
        if changed:
            await self._let_the_room_look()
        await self._backing_up.look(desk)
        await self.lock_if_idle()
        self.say_notices(self.desk.notices)

    async def _let_the_room_look(self) -> None:
        room = self.screen_stack[-1] if self.screen_stack else None  # none while the program ends
        if isinstance(room, Room):
            await room.look_again()

    async def action_go(self, room: str) -> None:
        """Go to a room; what is up is left as Esc leaves it, or one line says what is to be done first."""
        if room not in {door.room for door in (*self.doors, *INNER)}:
            words = _("Branch is for secretaries. In Set-up ({key}) the role can be changed.")
            self.notify(words.format(key=named(self, "go.settings")), markup=False)
        elif not await self._leave_what_is_up():
            key = named(self, f"go.{room}", door_of(room).key)
            words = _("First finish here, or leave with Esc; then press {key} again.").format(key=key)
            self.notify(words, markup=False)
        elif isinstance(self.screen, Room):
            if room != self.screen.NAME:
                self.screen.end_steps()
                await self.switch_screen(self._room(room))
            await self._room(room).come_by_key()

    async def _leave_what_is_up(self) -> bool:
        """Whether the room one is in is up again: all above it was left, or nothing is when something cannot be."""
        from tui.palette import Palette

        room = self._room_beneath
        above = list(takewhile(lambda screen: screen is not room, reversed(self.screen_stack)))
        if room is None or not all(getattr(screen, "CAN_BE_LEFT", False) for screen in above):
            return False
        if above:
            room.end_steps()
        for screen in above:
            if isinstance(screen, Translated | Palette) and (leaving := screen.action_leave()) is not None:
                await leaving
        return self.screen is room

    async def on_visit(self, event: Visit) -> None:
        """Go to a room and show what was asked for there; without a target the room as it was left."""
        await self.action_go(event.room)
        room = self.rooms.get(event.room)
        if event.target and room is not None and self.screen is room:
            await room.visit(event.target)

    def on_list_shortfall(self, event: ListShortfall) -> None:
        """List what was not kept, above the room that asks."""
        from screens.matters.shortfall import list_shortfall

        event.room.begin(list_shortfall, event.room, event.dont, event.day, event.check_uid, event.sentence)

    def action_find(self) -> None:
        """Search everything, above the room one is in."""
        from tui.finding import find

        if isinstance(self.screen, Room):
            self.screen.begin(find, self.screen)

    def action_help(self) -> None:
        """Explain the screen that is up."""
        from screens.kit.help import HelpDialog

        if isinstance(self.screen, Translated):
            bindings = self.screen.all_bindings
            closed = {f"go.{door.room}" for door in DOORS if door not in self.doors}
            closed |= {"app.switch"} if len(self.desks) == 1 else set()  # only the sample office has two
            shown = [active for active in bindings if active.binding.id not in closed]
            title, text = self.screen.help_title(), self.screen.help_text()
            self.push_screen(HelpDialog(title, text, shown))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key does; a screen that is not built yet, or was left already, can do nothing."""
        screen = default_namespace
        if isinstance(screen, Screen) and not (screen.is_mounted and screen in self.screen_stack):
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rooms are gone to from anywhere in one; the role changes only where there are two, and under no dialog."""
        if action in OFF_THE_WALL and self._is_on_wall:
            return False
        if action in {"go", "quick_add"}:
            return self._room_beneath is not None
        if action == "switch_desk":
            return len(self.desks) > 1 and isinstance(self.screen, Room)
        return True

    def action_quick_add(self) -> None:
        """Note a matter in one line, above whatever is up; what goes on there waits and is not disturbed."""
        from screens.matters.quick_add import quick_add
        from screens.matters.screen import MattersScreen
        from screens.matters.steps import Step

        def done(step: Step) -> None:
            if isinstance(matters := self._room("matters"), MattersScreen):
                matters.done_before.append(step)

        room = self._room_beneath
        if room is not None and not any(one.group == QUICK and not one.is_finished for one in self.workers):
            room.run_worker(unbegun(quick_add, room, done), group=QUICK)

    async def action_switch_desk(self) -> None:
        """Work at the other desk (sample office)."""
        self.desks.append(self.desks.pop(0))
        await self.rebuild("branch" if self.desk.is_secretary else "today")

    async def rebuild(self, room: str) -> None:
        """Build every room anew, for another desk, language or role, and go to one."""
        await self.desk.do(lambda: self.desk.journal)
        self.apply_settings()
        if (beneath := self._room_beneath) is not None:  # a matter being noted just now stays a draft
            self.workers.cancel_group(beneath, QUICK)
            uncover(beneath)
        left = list(self.rooms.values())
        self.rooms.clear()
        await self.switch_screen(self._room(room))
        for screen in left:
            self.uninstall_screen(screen)
            await screen.remove()

    async def on_settings_changed(self) -> None:
        """Wear what was set at once."""
        await self.rebuild("settings")

    def action_command_palette(self) -> None:
        """Every action, to be found by its words."""
        from tui.palette import Actions, Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette([Actions], placeholder=_("Search for a command")))

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing can be copied: say which key quits."""
        words = _("Ctrl+C copies a selected text. {key} quits; what is being typed is kept as a draft.")
        self.notify(words.format(key=named(self, "app.quit")), markup=False)

    def action_tour(self) -> None:
        """Show what each room is for, until it is left."""
        from tui.tour import tour

        self.run_worker(unbegun(tour, self, self.doors))

    def action_sample(self) -> None:
        """Open the sample office, and come back."""
        from tui.sample import open_sample

        open_sample(self)

    def _fatal_error(self) -> None:
        """End with one line instead of a traceback; a developer with `textual run --dev` gets Textual's."""
        if "debug" in self.features:
            super()._fatal_error()
            return
        from tui.unforeseen import unforeseen

        self.parting_words = unforeseen(self.desk.home)
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What one does here, every room and what is done there, the theme, the end; each with its key as its help."""
        from tui.room_commands import called  # here: not on the way to the first frame

        seen = {""}
        for active in movement_last(screen.active_bindings.values()):
            binding, words = active.binding, called(active.binding.description, active.tooltip)
            comes_below = binding.action.startswith("go(") or binding.action == "quit"
            if binding.id and active.enabled and not comes_below and words not in seen:  # without an id: Textual's own
                seen.add(words)
                yield SystemCommand(words, key_words(binding.key), partial(self.simulate_key, binding.key))
        here = screen.NAME if isinstance(screen, Room) else ""
        for door in self.doors if here else ():
            key = named(self, f"go.{door.room}", door.key)
            yield SystemCommand(_(door.title), key, partial(self.action_go, door.room))
            yield from self._commands_of(door, is_here=door.room == here)
        for door in INNER if here else ():
            yield SystemCommand(_(door.title), "", partial(self.action_go, door.room))
        if here:
            yield SystemCommand(_("Tour of the rooms"), "", self.action_tour)
            if len(self.desks) == 1:
                yield SystemCommand(_("Sample office"), "", self.action_sample)
        yield SystemCommand(_("Theme"), "", self.action_change_theme)
        if self.can_lock:
            yield SystemCommand(_("Lock"), named(self, "app.lock"), self.action_lock)
        yield SystemCommand(_("Quit"), named(self, "app.quit"), self.action_quit)

    def _commands_of(self, door: Door, *, is_here: bool) -> Iterable[SystemCommand]:
        """What can be done in a room: it is entered, then it is done; of the room one is in only where one can go."""
        from tui.room_commands import commands_of, places_of

        found = places_of if is_here else commands_of
        for words, keys, action in found(door, screen_class(door.room), self.keys_by_action):
            do = partial(self._do_in, door.room, action) if action else partial(self.action_go, door.room)
            yield SystemCommand(words, keys, do)

    async def _do_in(self, name: str, action: str) -> None:
        await self.action_go(name)
        room = self.rooms.get(name)
        if room is not None and self.screen is room:  # not when something was opened in the meantime
            await room.look_again()
            await self.run_action(action, room)

    async def action_quit(self) -> None:
        """End when what was pressed before is done; pressed again while it is asked, end at once."""
        from tui.quitting import to_be_asked

        if (question := to_be_asked(self.screen_stack)) is not None:
            self.push_screen(question, self._end)
        else:
            self._end({})

    def _end(self, answer: Mapping[str, str] | None) -> None:
        if answer is not None and not self.is_quitting:
            self.is_quitting = True
            self.run_worker(unbegun(self._quit))

    async def _quit(self) -> None:
        from tui.quitting import all_done

        await all_done(self, self.desks)
        self.exit()

    async def on_unmount(self) -> None:
        """Let every save that was asked for finish."""
        for desk in self.desks:
            desk.close()
