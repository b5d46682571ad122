"""The first line at 80 columns: whatever keys were chosen, it explains and says where one is; no entry is cut."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from content.cells import cell_len
from content.words import use
from screens.kit.bars import RoomBar
from screens.kit.door import Door
from tests.screens.driving import app_on
from tui.doors import DOORS

MEMBER = tuple(door for door in DOORS if not door.for_secretary)
NOTE = {"app.quick_add": ("ctrl+b",)}
ALL = {f"go.{door.room}": (f"ctrl+{letter}",) for door, letter in zip(DOORS, "bglnoqrs", strict=True)}
LONG = {**ALL, "app.quick_add": ("ctrl+t",), "screen.help": ("ctrl+y",)}


def line(bar: RoomBar, keys: Mapping[str, tuple[str, ...]], doors: tuple[Door, ...], is_sample: bool = False) -> str:
    """What the first line says."""
    vars(bar.app)["keys_by_action"] = keys
    bar.is_sample = is_sample
    bar.show(doors)
    return str(bar.render())


async def test_the_first_line_gives_way_in_order_and_never_loses_the_help(own_home: Path) -> None:
    async with app_on(own_home).run_test(size=(80, 24)) as pilot:
        bar = pilot.app.screen.query_one(RoomBar)
        rooms = "F2今日 F3学习 F4测验 F5事项 F6回顾 F7报支部 "
        branch = "F8支部 F12设置 "
        use("zh")
        assert line(bar, {}, MEMBER) == f"六个不让  {rooms}F12设置 F9记事项 F1帮助"
        assert line(bar, {}, DOORS) == f"{rooms}{branch}   F9记事项 F1帮助"
        assert line(bar, {}, DOORS, is_sample=True) == f"示例 {rooms}{branch}       F1帮助"
        assert line(bar, NOTE, MEMBER) == f"{rooms}F12设置      Ctrl+B 记事项 F1帮助"
        assert line(bar, NOTE, DOORS, is_sample=True) == f"示例 {rooms}{branch}       F1帮助"
        bare = "今日 学习 测验 事项 回顾 报支部 支部 设置"
        some = {"go.quiz": ("ctrl+b",), "go.share": ("alt+7",), "app.quick_add": ("ctrl+g",)}
        assert line(bar, some, DOORS).startswith("F2今日 F3学习 Ctrl+B 测验 F5事项 F6回顾 Alt+7报支部 F8支部 F12设置 ")
        some["screen.help"] = ("ctrl+y",)
        said = "F2今日 F3学习 Ctrl+B 测验 F5事项 F6回顾 Alt+7报支部 F8支部 F12设置 Ctrl+Y 帮助"
        assert line(bar, some, DOORS) == said
        assert line(bar, LONG, DOORS).split("  ") == ["六个不让", f"{bare} Ctrl+T 记事项 Ctrl+Y 帮助"]
        use("en")
        rooms = "F2Today F3Study F4Quiz F5Matters F6Review F7Share "
        assert line(bar, {}, MEMBER) == f"{rooms}F12Set-up      F9New F1Help"
        assert line(bar, {}, DOORS) == f"{rooms}F8Branch F12Set-up   F1Help"
        assert line(bar, {}, DOORS, is_sample=True) == f"SAMPLE {rooms}F8Branch F9New F1Help"
        bare = "Today Study Quiz Matters Review Share Branch Set-up"
        assert line(bar, LONG, DOORS, is_sample=True) == f"SAMPLE {bare}        Ctrl+Y Help"
        lines = [line(bar, keys, doors, sample) for keys in ({}, NOTE, LONG) for doors in (MEMBER, DOORS)
                for sample in (False, True)]  # fmt: skip
        use("zh")
        assert [one for one in lines if cell_len(one) > 78] == []
