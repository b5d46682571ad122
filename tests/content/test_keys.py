"""A person's own keys: what cannot be is named and left out, and no two actions of one place have the same key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.keys import EVERYWHERE, KeyFault, chosen_keys, usual_keys

USUAL = usual_keys()
OTHERS = ["1", "2", "5", "x", "n", "space", "f2", "f9", "f10", "ctrl+n", "ctrl+s", "alt+1", "delete", "insert"]


@pytest.mark.parametrize(
    ("wanted", "chosen", "faults"),
    [
        ({"matters.add": "n, Insert"}, {"matters.add": ("n", "insert")}, {}),
        ({"today.kept": "2", "today.partly": "1"}, {"today.kept": ("2",), "today.partly": ("1",)}, {}),
        ({"today.kept": "x", "study.add": "x"}, {"today.kept": ("x",), "study.add": ("x",)}, {}),
        ({"branch.remind": "7", "branch.other_act": "r"}, {"branch.remind": ("7",), "branch.other_act": ("r",)}, {}),
        ({"branch.next": "5"}, {"branch.next": ("5",)}, {}),  # as the program comes: one of two that share the key
        ({"choice.write": "w"}, {}, {"choice.write": KeyFault("unknown", "choice.space")}),  # Enter stays Enter
        ({"call": "w"}, {}, {"call": KeyFault("unknown", "call.copy")}),
        ({"today.kept": "2"}, {}, {"today.kept": KeyFault("taken", "today.partly")}),
        ({"today.recent": "x", "today.kept": "x"}, {"today.recent": ("x",)},
         {"today.kept": KeyFault("taken", "today.recent")}),
        ({"matters.add": "f5"}, {}, {"matters.add": KeyFault("taken", "go.matters")}),
        ({"app.quick_add": "ctrl+s"}, {}, {"app.quick_add": KeyFault("taken", "appraisal.save")}),
        ({"go.today": "t"}, {}, {"go.today": KeyFault("not a key", "t")}),  # F2 answers while one writes
        ({"note.save": "delete"}, {}, {"note.save": KeyFault("not a key", "delete")}),  # it takes a sign away
        ({"note.part1": "ctrl+a"}, {}, {"note.part1": KeyFault("not a key", "ctrl+a")}),
        ({"app.quick_add": "f9, ctrl+v"}, {}, {"app.quick_add": KeyFault("not a key", "ctrl+v")}),
        ({"room.find": "ctrl+f"}, {"room.find": ("ctrl+f",)}, {}),  # as the program comes
        ({"matters.add": "insert", "matters.delete": "x"}, {"matters.add": ("insert",), "matters.delete": ("x",)}, {}),
        ({"app.quit": "f7", "go.share": "f13"}, {"go.share": ("f13",)}, {"app.quit": KeyFault("taken", "host.undo")}),
        ({"go.matters": "f6", "go.review": "f5"}, {"go.matters": ("f6",), "go.review": ("f5",)}, {}),  # not at a wall
        ({"app.lock": "ctrl+r", "note.draft": "ctrl+o", "note.preview": "alt+o", "appraisal.change": "alt+r"},
         {"note.draft": ("ctrl+o",), "note.preview": ("alt+o",), "appraisal.change": ("alt+r",)},
         {"app.lock": KeyFault("taken", "asking.remark")}),
        ({"matters.add": "j"}, {}, {"matters.add": KeyFault("not a key", "j")}),
        ({"matters.add": "n,"}, {}, {"matters.add": KeyFault("not a key", "")}),
        ({"matters.add": "ctrl+c"}, {}, {"matters.add": KeyFault("not a key", "ctrl+c")}),
        ({"matters.add": "enter"}, {}, {"matters.add": KeyFault("not a key", "enter")}),
        ({"matters.add": "加"}, {}, {"matters.add": KeyFault("not a key", "加")}),
    ],
)  # fmt: skip
def test_what_a_line_comes_to(
    wanted: dict[str, str], chosen: dict[str, tuple[str, ...]], faults: dict[str, KeyFault]
) -> None:
    assert chosen_keys(wanted) == (chosen, faults)


def test_where_no_place_has_that_name_the_places_are_named() -> None:
    _chosen, faults = chosen_keys({"todya.kept": "x"})
    assert {"today", "go", "matters"} <= {*faults["todya.kept"].detail.split(" ")}


@given(st.dictionaries(st.sampled_from([*USUAL, "no.such"]), st.sampled_from(OTHERS), max_size=8))
def test_every_line_is_followed_or_named_and_no_key_means_two_things(wanted: dict[str, str]) -> None:
    chosen, faults = chosen_keys(wanted)
    assert {*chosen, *faults} == set(wanted)
    assert not {*chosen} & {*faults}
    now = {**USUAL, **chosen}
    for action in chosen:
        for other, keys in now.items():
            places = {action.partition(".")[0], other.partition(".")[0]}
            if other != action and (len(places) == 1 or places & EVERYWHERE):
                doubled = set(keys) & set(now[action])
                assert doubled <= set(USUAL[action]) & set(USUAL[other])
