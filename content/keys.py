"""Which keys the actions answer to, and which a person may put in their place.

An action is named by the id of its binding, which does not change: its place, a dot, and what it does. The table of
them, `keys.txt`, is written by `tools/keys_doc.py` from the bindings themselves. Keys that mean the same everywhere
(Enter, Esc, Tab, arrows) are not in it, and keys that number a list stay: nobody can shut themselves in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

TABLE = Path(__file__).parent / "keys.txt"
EVERYWHERE = {"go", "app", "screen", "room"}  # places whose keys answer in every other place too
AT_THE_WALL = {"app.quit", "screen.help"}  # all of them that answer at the host's desk: a hall looks on
# None that belong to others: Ctrl with the rest, Alt with b and f, which come as Ctrl with an arrow.
_PRINTED = r"[0-9a-fim-z]|space"  # without the letters that move in lists: h j k l g
_OTHERS = r"f([1-9]|1[0-9]|2[0-4])|(ctrl\+)[abdefgklnoqrstuvwxy]|alt\+[0-9ac-eg-z]|delete|insert"
_KEY = re.compile(rf"{_PRINTED}|{_OTHERS}", re.ASCII)
_ROOM_S = re.compile(rf"{_PRINTED}|delete|insert", re.ASCII)  # they answer where nobody writes
_FIELD_S = re.compile(rf"{_ROOM_S.pattern}|ctrl\+[adefkuvwxy]", re.ASCII)  # what a field does something with
Problem = Literal["unknown", "not a key", "taken"]
Keys = tuple[str, ...]


class KeyFault(NamedTuple):
    """Why a line is not followed.

    detail: of "unknown" the actions of that place, or the places there are; of "not a key" the key that cannot be used
    there, of "taken" the action whose key it is.
    """

    problem: Problem
    detail: str = ""


def usual_keys() -> dict[str, Keys]:
    """The keys of every action that can have others, as the program comes."""
    return _table(0)


def fixed_keys() -> dict[str, Keys]:
    """The keys of actions that keep theirs, as far as another action could be given them."""
    return _table(1)


@cache
def usual_key(action: str) -> str:
    """The key that an action is named by as the program comes, whether it can have another or not."""
    return {**usual_keys(), **fixed_keys()}[action][0]


def _table(part: int) -> dict[str, Keys]:
    lines = TABLE.read_text(encoding="utf-8").split("\n\n")[part].splitlines()
    return {action: tuple(keys) for action, *keys in (line.split() for line in lines)}


def chosen_keys(wanted: Mapping[str, str]) -> tuple[dict[str, Keys], dict[str, KeyFault]]:
    """The keys that a person chose, by action, and what is wrong with the lines that are not followed.

    Two actions that can be meant at the same time never have the same key: of two lines the later one goes, and a line
    that takes the key of an action that keeps it. `wanted` has keys with commas between them, in the order written.
    """
    usual = usual_keys()
    chosen: dict[str, Keys] = {}
    faults: dict[str, KeyFault] = {}
    for action, text in wanted.items():
        keys = tuple(key.strip().lower() for key in text.split(","))
        if action not in usual:
            faults[action] = KeyFault("unknown", " ".join(_near(usual, action)))
        elif wrong := [key for key in keys if not _can_have(usual[action], key)]:
            faults[action] = KeyFault("not a key", wrong[0])
        else:
            chosen[action] = keys
    while clash := next(_clashes(usual, chosen), None):
        line, other = clash
        del chosen[line]
        faults[line] = KeyFault("taken", other)
    return chosen, faults


def _near(usual: Mapping[str, Keys], action: str) -> list[str]:
    """The actions of the place that a name begins with; the places, where there is none of that name."""
    place = action.partition(".")[0] + "."
    return [one for one in usual if one.startswith(place)] or sorted({one.partition(".")[0] for one in usual})


def _can_have(usual: Keys, key: str) -> bool:
    """Whether it is a key, and none that a field needs where the action answers while one writes."""
    return key in usual or bool(_KEY.fullmatch(key) and (not _FIELD_S.fullmatch(key) or _ROOM_S.fullmatch(usual[0])))


def _clashes(usual: Mapping[str, Keys], chosen: dict[str, Keys]) -> Iterator[tuple[str, str]]:
    """A chosen line and the action that has one of its keys too, the last line first."""
    usual = {**usual, **fixed_keys()}
    now = {**usual, **chosen}
    for action in reversed(chosen):
        for key in chosen[action]:
            for other, keys in now.items():
                if other != action and key in keys and _meet(action, other) and not _share(usual, action, other, key):
                    yield action, other


def _meet(one: str, other: str) -> bool:
    """Whether both can be meant at the same time: in one place, or one of them everywhere."""
    places = {one.partition(".")[0], other.partition(".")[0]}
    if "host" in places:
        return len(places) == 1 or bool({one, other} & AT_THE_WALL)
    return len(places) == 1 or bool(places & EVERYWHERE)


def _share(usual: Mapping[str, Keys], one: str, other: str, key: str) -> bool:
    """Whether they have the key in common as the program comes: now the one, now the other can be done."""
    return key in usual[one] and key in usual[other]
