"""The pictures of README, guides and docs/look.md show what the program shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pictures import SHOTS, mended, office_shown, session_shots, shots, text_in, text_of, with_text


def test_a_picture_holds_what_it_says() -> None:
    bare = b"\x89PNG\r\n\x1a\n" + bytes(25) + b"the rest"
    assert text_in(bare) == ""
    told = with_text(bare, "一  做到\n二  未填")
    assert text_in(told) == "一  做到\n二  未填"
    assert len(told) - len(bare) == 12 + len(b"Screen") + 5 + len("一  做到\n二  未填".encode())


def test_a_run_of_hanzi_in_a_picture_is_as_wide_as_its_cells() -> None:
    svg = '<text class="r1" x="0" y="20" textLength="73.2" clip-path="url(#a)">交办 a</text>'
    lengths = re.findall(r'x="([\d.]+)"[^>]*textLength="([\d.]+)"[^>]*>([^<]+)<', mended(svg))
    assert lengths == [("0", "48.8", "交办"), ("48.8", "24.4", " a")]


@pytest.mark.slow
def test_every_picture_of_the_sample_office_says_what_its_screen_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SIXDONTS_LANG", "COLORFGBG"):
        monkeypatch.setenv(name, "")  # set while drawing; put back afterwards
    office_shown(tmp_path)
    for shot in SHOTS:
        for file, svg in shots(shot, tmp_path):
            assert text_in(file.read_bytes()) == text_of(svg), (
                f"python tools/pictures.py --readme draws {file.name} anew"
            )


@pytest.mark.slow
def test_every_picture_of_a_session_says_what_desk_and_wall_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SIXDONTS_LANG", "COLORFGBG"):
        monkeypatch.setenv(name, "")
    for file, svg in session_shots(tmp_path):
        was, now = (re.sub(r"\d+:\d\d", "0:00", text) for text in (text_in(file.read_bytes()), text_of(svg)))
        assert was == now, f"python tools/pictures.py --session draws {file.name} anew"  # but for the clock that runs
