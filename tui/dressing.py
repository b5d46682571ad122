"""What the app speaks, wears and answers to: the language, the theme and the keys that the settings say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.filter import LineFilter

from content.words import _, system_language, use
from desk.desk import Desk
from screens.kit.bars import named
from screens.kit.keymap import NOTHING, KeysByAction
from storage.settings import OF_KEYS, read_settings
from tui.exit_filter import ExitFilter
from tui.locking import LockingApp
from tui.themes import GRID, INK, OWN, PAPER, theme_wanted


class DressedApp(LockingApp):
    """An app that speaks one language, wears one theme and answers to its keys, all as set."""

    keys_by_action: KeysByAction = NOTHING

    def __init__(self, desks: Sequence[Desk], come_back: str) -> None:
        super().__init__(desks, come_back)
        self._exit_filter = ExitFilter()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line of every widget goes through on its way to the terminal."""
        return [*super().get_line_filters(), self._exit_filter]

    def apply_settings(self) -> None:
        """Speak the language and wear the theme that the settings say."""
        self._speak()
        self.theme = theme_wanted(self.desk.settings.theme, self.available_themes)

    def _speak(self) -> None:
        settings = self.desk.settings
        use(system_language() if settings.language == "auto" else settings.language)
        self._exit_filter.wants_plain_signs = settings.signs == "plain"
        self.keys_by_action = {action: tuple(keys.split(",")) for action, keys in settings.keys}

    def say_key_faults(self) -> None:
        """Say which key of the settings cannot be had, of several how many; Set-up and doctor name each, this once.

        A file that is not understood at all is named as well: with it every key of one's own is gone.
        """
        of_file = (*OF_KEYS, "broken", "unreadable")
        faults = [one for one in read_settings(self.desk.home).notices if one.problem in of_file or one.key == "keys"]
        if not faults:
            return
        from desk.words.faults import setting_notice_words

        words = _("settings.toml: {n} of its keys cannot be had. Each is named in Set-up ({key}) and by {command}.")
        words = words.format(n=len(faults), key=named(self, "go.settings"), command="sixdonts doctor")
        self.notify(setting_notice_words(faults[0]) if len(faults) == 1 else words, severity="warning", markup=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The program's own colours and its grid, for Textual's themes too."""
        theme = self.current_theme
        base = PAPER if theme is not None and not theme.dark else INK
        return {**GRID, **{name: value for name, value in base.variables.items() if name in OWN}}

    def action_change_theme(self) -> None:
        """Choose a theme and keep it in the settings."""
        from tui.choosing_theme import choose_theme

        choose_theme(self, self._wear)

    async def _wear(self, theme: str) -> None:
        from storage.settings import change_setting

        self.theme = theme
        if (room := self._room_beneath) is not None:
            await room.attempt(partial(change_setting, self.desk.home, "theme", theme, notices=self.desk.notices))
