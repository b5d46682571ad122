"""Both themes can be read: every text colour stands at least 4.5 : 1 from every ground it is shown on (WCAG 2.1)."""

from __future__ import annotations

import pytest
from textual.theme import BUILTIN_THEMES, Theme

from storage.settings import THEMES
from tests.contrast import CONES, as_seen, contrast
from tui.themes import INK, PAPER, theme_of_the_terminal


def colours(theme: Theme) -> dict[str, str]:
    own = {name: getattr(theme, name) for name in ("accent", "foreground", "background", "surface", "panel", "error")}
    return {**own, **theme.variables}


TEXTS = ("foreground", "text-muted", "accent", "error", "mark-kept", "mark-partly", "mark-not-kept", "mark-not-faced")
STATES = ("kept", "partly", "not-kept", "not-faced")
GROUNDS = ("background", "surface", "panel", "field", "block-cursor-background", "block-cursor-blurred-background")


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
def test_the_room_one_is_in_can_be_read(theme: Theme) -> None:
    found = colours(theme)
    assert contrast(found["lit"], found["lit-ground"]) >= 4.5
    assert contrast(found["block-cursor-foreground"], found["block-cursor-background"]) >= 4.5


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("chip", ["chip-kept", "chip-partly", "chip-not-kept", "chip-not-faced", "due"])
def test_every_chip_can_be_read(theme: Theme, chip: str) -> None:
    found = colours(theme)
    assert contrast(found[chip], found[f"{chip}-ground"]) >= 4.5


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("without", CONES)
def test_every_state_can_be_read_by_whoever_does_not_see_some_colours(theme: Theme, without: str) -> None:
    found = colours(theme)
    marks = [f"mark-{state}" for state in STATES]
    pairs = [(mark, ground) for mark in marks for ground in ("background", "surface", "block-cursor-background")]
    pairs += [(f"chip-{state}", f"chip-{state}-ground") for state in STATES]
    faint = [(text, ground) for text, ground in pairs
             if contrast(as_seen(found[text], without), as_seen(found[ground], without)) < 4.5]  # fmt: skip
    assert not faint


def test_a_colour_without_the_cones_for_it_is_another_one_and_grey_stays() -> None:
    assert as_seen("#FF0000", "protanopia") != as_seen("#FF0000", "tritanopia")
    assert {as_seen("#808080", one) for one in CONES} == {"#808080"}


def test_the_settings_know_every_theme_that_can_be_chosen() -> None:
    assert set(THEMES) == {"auto", PAPER.name, INK.name, *BUILTIN_THEMES}


def test_the_measure_itself() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("ground", "theme"), [("0;15", "paper"), ("15;0", "ink"), ("0;default;15", "paper"), ("", "ink")]
)
def test_the_theme_suits_the_terminal(monkeypatch: pytest.MonkeyPatch, ground: str, theme: str) -> None:
    monkeypatch.setenv("COLORFGBG", ground)
    assert theme_of_the_terminal() == theme
