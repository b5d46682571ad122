"""Every action has a key that an active Chinese input method lets through; letters only stand beside one."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tools.keys_doc import FIXED_KEYS, bindings

LET_THROUGH = re.compile(r"[0-9]|f([1-9]|1[0-2])|(ctrl|alt)\+.|delete|space")


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
