"""What stands in Set-up, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.cells import fold_within
from content.words import _, mark_for_translation, ngettext
from desk.words.faults import setting_notice_words
from desk.words.values import role_words
from storage.records import Profile, Role
from storage.settings import SettingNotice, Settings

HOURS_TARGET = "hours_target"
JOINED, LEFT, IS_SECRETARY = "joined_day", "left_day", "is_secretary"
PAGES = {  # the lines that open something, by the name of the line
    "calendar": mark_for_translation("Holidays"),
    "lists": mark_for_translation("Lists to answer"),
    "trash": mark_for_translation("Trash"),
    "backups": mark_for_translation("Backups"),
    "exchange": mark_for_translation("Two computers"),
    "vault": mark_for_translation("Vault"),
    "home": mark_for_translation("Data folder"),
}
NOTICE_LINES = 6  # above the settings, for what is wrong with the file; settings.tcss has the same


@dataclass(frozen=True)
class Setting:
    """One line of the settings, changed by typing or by choosing."""

    key: str
    """Its name in the settings file or the profile."""
    label: str
    """Its word on the line."""
    value: str
    """The value as it is kept."""
    hint: str = ""
    """What explains it while it is typed."""
    options: tuple[tuple[str, str], ...] = ()
    """(value, words) each; none: it is typed."""
    otherwise: str = ""
    """What goes as long as nothing is set."""
    offered: str = ""
    """What the branch's roster says as long as nothing is set: it stands in the field, and is saved or not."""

    @property
    def words(self) -> str:
        """The value as it is shown."""
        return dict(self.options).get(self.value, self.value)


def program_lines(settings: Settings) -> tuple[Setting, ...]:
    """What can be set of the program, a line each."""
    also = (("", _("nothing more")), ("html", "HTML"), ("json", "JSON"), ("html json", "HTML, JSON"))
    return (
        *_how_it_looks(settings),
        Setting(HOURS_TARGET, _("Hours a year"), str(settings.hours_target), _("group study and training")),
        Setting("hours_per_day", _("Hours a day"), str(settings.hours_per_day), _("what 1天 counts in a note")),
        Setting(
            "hours_per_half_day",
            _("Hours half a day"),
            str(settings.hours_per_half_day),
            _("what 半天 counts in a note"),
        ),
        Setting(
            "reviews_per_day",
            _("Reviews a day"),
            str(settings.reviews_per_day),
            _("questions that come again on one day at most"),
        ),
        Setting(
            "look_back_questions",
            _("My questions"),
            settings.look_back_questions,
            _("for looking back, three at most, ｜ between them; empty for the usual ones"),
            otherwise=_("the usual ones"),
        ),
        Setting("also_save_as", _("Also save as"), settings.also_save_as, options=also, otherwise=also[0][1]),
        Setting(
            "backup_folder",
            _("Second backup"),
            settings.backup_folder,
            _("a folder on another disk or a stick, for one backup a day; empty for none"),
            otherwise=_("none", context="folder"),
        ),
    )


def who_lines(who: Profile, such_as: str, first_check: str) -> tuple[Setting, ...]:
    """What is said of the person, a line each; `such_as` is a day as one writes it.

    first_check: from when checks are due as long as no day is set.
    """
    joined = who.joined_day.isoformat() if who.joined_day else ""
    left = who.left_day.isoformat() if who.left_day else ""
    roles = tuple((one.value, role_words(one)) for one in Role)
    yes_no = (("yes", _("yes")), ("no", _("no")))
    before = _("such as {day}; days before it are not due").format(day=such_as)
    after = _("such as {day}; days after it are not due").format(day=such_as)
    number = _("as in the branch's roster; the branch secretary knows it")
    return (
        Setting("name", _("Name"), who.name),
        Setting("member_no", _("Member no."), who.member_no, number),
        Setting("office", _("Office"), who.office),
        Setting("post", _("Post"), who.post),
        Setting("branch", _("Branch"), who.branch),
        Setting("party_group", _("Party group"), who.party_group),
        Setting(JOINED, _("Checks since"), joined, before, otherwise=first_check),
        Setting(LEFT, _("Checks until"), left, after),
        Setting("role", _("Role"), who.role.value, options=roles),
        Setting(IS_SECRETARY, _("Secretary"), "yes" if who.is_secretary else "no", options=yes_no),
    )


def places() -> list[tuple[str, str]]:
    """The lines of Set-up and the pages behind them: the name of each, and what it is called."""
    lines = (*who_lines(Profile(), "", ""), *program_lines(Settings()))
    return [*((one.key, one.label) for one in lines), *((key, _(PAGES[key])) for key in PAGES)]


def _how_it_looks(settings: Settings) -> tuple[Setting, ...]:
    """The language, the theme and the signs."""
    languages = (("auto", _("as the system")), ("zh", "中文"), ("en", "English"))
    themes = [("auto", _("as the terminal")), ("paper", _("paper (light)")), ("ink", _("ink (dark)"))]
    if settings.theme not in dict(themes):
        themes.append((settings.theme, settings.theme))
    signs = (("as-written", _("as they are")), ("plain", _("plain, for old consoles")))
    return (
        Setting("language", _("Language"), settings.language, options=languages),
        Setting("theme", _("Theme"), settings.theme, options=tuple(themes)),
        Setting("signs", _("Signs"), settings.signs, options=signs),
    )


def notice_lines(notices: Sequence[SettingNotice], width: int) -> list[str]:
    """What is wrong with the file, as much as there is room for; of the rest it is said that it is there."""
    said = [fold_within(setting_notice_words(one), width, NOTICE_LINES - 1) for one in notices]
    if sum(map(len, said)) <= NOTICE_LINES:
        return [line for lines in said for line in lines]
    shown: list[str] = []
    for place, lines in enumerate(said):
        if len(shown) + len(lines) >= NOTICE_LINES:  # the last line is for what is left
            more = len(said) - place
            words = ngettext("and {n} more fault: {command}", "and {n} more faults: {command}", more)
            return [*shown, words.format(n=more, command="sixdonts doctor")]
        shown += lines
    return shown
