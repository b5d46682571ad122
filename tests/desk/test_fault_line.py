"""The line on files that are damaged or were: whole on a line of Today, in both languages."""

from __future__ import annotations

import pytest

from content.cells import cell_len
from content.words import use
from desk.words.fault_line import fault_line, short_fault
from storage.glance import Glance

WIDTH = 76  # of Today's lines, in 80 cells
FILES = ("notes/2026-11.json", "branch/received/2026-11.json")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_line_names_the_file_and_is_cut_nowhere(language: str) -> None:
    try:
        use(language)
        for seen in (Glance(damaged=FILES), Glance(set_aside=FILES), Glance(set_aside=FILES[1:])):
            assert cell_len(line := fault_line(seen)) <= WIDTH
            assert line.find((seen.damaged or seen.set_aside)[0]) >= 0
            assert "sixdonts doctor" in line
            assert short_fault(seen)
        assert "2" in fault_line(Glance(damaged=FILES)), "how many there are"
        assert fault_line(Glance(damaged=FILES[:1], set_aside=FILES[1:])) == fault_line(Glance(damaged=FILES[:1]))
    finally:
        use("zh")


def test_where_nothing_is_wrong_nothing_is_said() -> None:
    assert (fault_line(Glance()), short_fault(Glance())) == ("", "")
