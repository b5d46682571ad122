"""What the app speaks and wears: the language and the theme that the settings say."""

from __future__ import annotations

from functools import partial

from content.words import system_language, use
from tui.locking import LockingApp
from tui.themes import GRID, INK, OWN, PAPER, theme_wanted


class DressedApp(LockingApp):
    """An app that speaks one language and wears one theme, both as set."""

    def apply_settings(self) -> None:
        """Speak the language and wear the theme that the settings say."""
        self._speak()
        self.theme = theme_wanted(self.desk.settings.theme, self.available_themes)

    def _speak(self) -> None:
        language = self.desk.settings.language
        use(system_language() if language == "auto" else language)

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
