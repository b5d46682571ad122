"""Keep the table of the actions and their keys in step with the bindings.

python tools/keys_doc.py           write content/keys.txt and docs/keys.md
python tools/keys_doc.py --check   change nothing; exit 1 when one is not current
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from content.keys import TABLE
from content.words import _, use

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
FIXED_KEYS = {
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
}  # fmt: skip
FIXED_PLACES = {"asking", "paper", "host", "quiz", "attendance"}  # their digits number what is shown
FOLLOWING = {  # they go with screen.help, and with what the other pages of the branch share
    "room.help", "screen.help_sign", "help.close_f1", "help.close_sign", "branch.roster_first", "branch.take_in_first",
}  # fmt: skip
INTRODUCTION = """\
# Keys · 按键

Written by `tools/keys_doc.py` from the bindings. Another key for an action stands in `settings.toml` in the data
folder, under `[keys]`: the name of the action, then one key or several with commas between them. Bar, help, palette,
tour and every sentence then name that key, of several the first. The names of the actions do not change.

```toml
[keys]
today.recent = "r"
matters.add = "n, insert"
app.quick_add = "ctrl+b"
```

A key is a digit, a letter (not h j k l g, which move in lists), `space`, `f1` to `f24`, `delete`, `insert`, `alt+` and
a digit or letter (not b f), or `ctrl+` and a letter (not c h i j m p z, which terminals and the program need). What
has a function key, Ctrl or Alt answers while one writes: it cannot have what writing needs, which is a letter, a
digit, `space`, `delete`, `insert`, and `ctrl+` with a d e f k u v w x y. A Chinese input method that is on keeps
letters for itself, a browser Ctrl+N, Ctrl+T and Ctrl+W, many terminals and browsers F10 (their menu) and F11 (the
whole screen): no action has these two unless you give it one. Enter, Esc, Tab and the arrows, and the keys of
questions and of the host's desk are fixed. A line with an unknown action, a key that cannot be, or a key another
action has is not followed; the program says so once when it starts, `sixdonts doctor` and Set-up each time. What is
printed by a command or written to a file (the help of `sixdonts`, the notice to members, a receipt) names the usual
key: who reads it may have others.

在数据文件夹的 `settings.toml` 里写 `[keys]`，一行一个：操作名 = 按键，几个键用逗号隔开。按键栏、帮助、命令面板、
“各页走一遍”和各处的提示都显示改后的键（写了几个的，显示第一个）。原来用功能键、Ctrl 或 Alt 的操作在写字时也起
作用，不能改成写字要用的键：字母、数字、`space`、`delete`、`insert`，以及 `ctrl+` 加 a d e f k u v w x y。
字母键在中文输入法打开时到不了程序，Ctrl+N、Ctrl+T、Ctrl+W 在浏览器里到不了程序；F10（菜单）、F11（全屏）许多终端
和浏览器自己要用，改之前先按一下看看。题目和
主持台的键不能改。写错的、和别的操作重复的那一行不起作用，打开程序时说明一次，其余照用。
命令的帮助、写给别人的文件（报送通知、回执等）里讲的是原来的键：看的人不一定改过。

| action · 操作名 | key · 键 | what it does | 做什么 |
|---|---|---|---|
"""


def bindings() -> Iterator[tuple[str, Binding]]:
    """Every binding of ours with its key, in the order of the files."""
    import screens
    import tui
    import tui.app
    import tui.tour

    for package in (screens, tui):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if package is screens:
                found = importlib.import_module(module.name)
                for below in pkgutil.iter_modules(found.__path__, f"{module.name}."):
                    importlib.import_module(below.name)
    ours = [one for one in _classes(DOMNode) if one.__module__.startswith(("screens.", "tui."))]
    for one in dict.fromkeys(sorted(ours, key=lambda node: (node.__module__, node.__qualname__))):
        for key, those in BindingsMap(one.__dict__.get("BINDINGS", ())).key_to_bindings.items():
            yield from ((key, binding) for binding in those)


def _classes(above: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for one in above.__subclasses__():
        yield one
        yield from _classes(one)


def table(*, is_fixed: bool) -> dict[str, tuple[list[str], Binding]]:
    """The actions that can have other keys, or those that keep theirs, by name, with their keys."""
    found: dict[str, tuple[list[str], Binding]] = {}
    for key, binding in bindings():
        place = (binding.id or "").partition(".")[0]
        if binding.id and (place in FIXED_PLACES) == is_fixed and key not in FIXED_KEYS and binding.id not in FOLLOWING:
            found.setdefault(binding.id, ([], binding))[0].append(key)
    return dict(sorted(found.items()))


def documents() -> dict[Path, str]:
    """The text of both files."""
    rows, lines = [], []
    fixed = [" ".join((action, *keys)) for action, (keys, _binding) in table(is_fixed=True).items()]
    for action, (keys, binding) in table(is_fixed=False).items():
        lines.append(" ".join((action, *keys)))
        said = []
        for language in ("en", "zh"):
            use(language)
            said.append(_(binding.tooltip or binding.description).replace("|", "\\|"))
        rows.append(f"| `{action}` | {', '.join(f'`{key}`' for key in keys)} | {said[0]} | {said[1]} |")
    return {TABLE: "\n".join([*lines, "", *fixed]) + "\n", PAGE: INTRODUCTION + "\n".join(rows) + "\n"}


def main() -> int:
    """Do what the command line asks for."""
    stale = {
        file: text
        for file, text in documents().items()
        if not file.is_file() or file.read_text(encoding="utf-8") != text
    }
    if "--check" in sys.argv[1:]:
        for file in stale:
            print(f"{file.name} is not current: run python tools/keys_doc.py")
        return int(bool(stale))
    for file, text in stale.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
