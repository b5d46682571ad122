"""Every kind of fact that a file may hold has words."""

from __future__ import annotations

from typing import get_args

import pytest

from storage.facts import FactName
from tui.commands.inspect import fact_words


@pytest.mark.parametrize("name", get_args(FactName))
def test_every_kind_of_fact_is_called_something(name: str) -> None:
    assert fact_words(name)
