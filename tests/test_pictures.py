"""The pictures of README, guides and docs/look.md show what the program shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pictures import SHOTS, mended, office_shown, shots, text_in, text_of, with_text


def test_a_picture_holds_what_it_says() -> None:
    bare = (Path(__file__).parent.parent / "docs" / "pictures" / "session-desk.png").read_bytes()
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
