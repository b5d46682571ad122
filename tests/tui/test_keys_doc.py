"""Every action has a key that an active Chinese input method lets through; letters only stand beside one."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from storage.settings import read_settings
from tools.keys_doc import FIXED_KEYS, PAGE, bindings

# F10 and F11 many terminals keep for themselves.
LET_THROUGH = re.compile(r"[0-9]|f([1-9]|12)|(ctrl|alt)\+.|delete|space")


@pytest.mark.slow  # every screen is imported
def test_every_action_has_a_key_that_an_input_method_lets_through() -> None:
    keys = defaultdict[tuple[str, str], set[str]](set)
    for key, binding in bindings():
        keys[(binding.id or "").partition(".")[0], binding.action].add(key)
    assert len(keys) > 200
    lost = {
        action
        for action, those in keys.items()
        if not any(key in FIXED_KEYS or LET_THROUGH.fullmatch(key) for key in those)
    }
    assert not lost


def test_the_example_of_the_page_is_followed_as_it_stands(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "settings.toml").write_text(example, encoding="utf-8")
    reading = read_settings(tmp_path)
    assert len(reading.settings.keys) == 3
    assert reading.notices == ()
