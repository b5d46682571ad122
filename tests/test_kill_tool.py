"""The tool that kills ten thousand times: it finds what was lost, and goes on where it was stopped."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from tools.kill_ways import Ready, Say, Way, check_saves
from tools.kills import Life, go_on

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")]


def lie(_folder: Path, say: Say, ready: Ready) -> None:
    """Say that notes are saved, and save none."""
    ready()
    while True:
        say("note 01a1a0a30280a20def44b0")


def give_up(_folder: Path, _say: Say, ready: Ready) -> None:
    ready()
    raise OSError("no more")


def test_what_was_said_to_be_saved_and_is_not_there_is_found(tmp_path: Path) -> None:
    life = Life(Way("lie", "", lie, check_saves), tmp_path / "lie")
    assert "AssertionError" in life.killed(random.Random(1))


def test_a_program_that_ends_by_itself_is_nogo_on(tmp_path: Path) -> None:
    life = Life(Way("give up", "", give_up, check_saves), tmp_path / "gives-up")
    assert "no more" in life.killed(random.Random(1))


def test_thego_ons_go_on_where_they_were_stopped(tmp_path: Path) -> None:
    log = tmp_path / "kills.jsonl"
    go_on(tmp_path, log, 2)
    log.write_bytes(log.read_bytes()[:-5])  # stopped while the second was noted
    go_on(tmp_path, log, 3)
    done = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(one["kill"], one["wrong"]) for one in done] == [(0, ""), (1, ""), (2, "")]
