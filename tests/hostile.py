"""A data folder and an inbox whose every text would steer a terminal if it got there as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

# A title for the window, a colour, a question to the terminal, a C1 sequence, a line turned round, signs nobody sees.
STEERING = "\x1b]0;OWNED\x07\x1b[41m\x1b[6n\x9b5m"
HIDING = "\u202e\u2066\u200b\u200d\u2060\ufeff"
NEVER = {*"\x07\x08\x0b\x0c\x9b\x9d\u200b\u200d\u200e\u202e\u2060\u2066\ufeff"}
CALENDAR = "2027年部分节假日安排\n一、元\u202e旦\u200b：1月1日至3日放假，共3天。\n"
LIST = """id = "own{n}"
title = "清单{h}"
edition = "1{h}"
from = "2026-01-01"
source = "来源{h}"

[[dont]]
id = "own{n}-a"
official = "条目{h}"
short = "简称{h}"
"""


BANK = """id = "own"
title = "题库{h}"
edition = "1{h}"
source = "来源{h}"
licence = "许可{h}"

[[question]]
id = "own-1"
type = "true_false"
topic = "知识点{h}"
difficulty = 1
stem = "题干{h}"
answer = "T"
edition = "1{h}"
explanation = "解析{h}"
source = "出处{h}"
"""


def make_hostile(home: Path, inbox: Path) -> None:
    """Put such signs into every text of records, settings, a holiday, a list, a bank, a material and the inbox."""
    for path in sorted(home.rglob("*.json")):
        if path.name != "format.json" and "copies" not in path.parts:
            tables = json.loads(path.read_bytes())
            path.write_text(json.dumps(_hostile(tables, "")), encoding="utf-8")
    for path in sorted(home.glob("matters/open.json")):  # a record that only the first frame can read
        tables = json.loads(path.read_bytes())
        one = dict(next(iter(tables["records"].values())), uid="odd", title=f"题{STEERING}\ud800{HIDING}末")
        tables["records"]["odd"] = one
        path.write_text(json.dumps(tables), encoding="utf-8")
    (home / "settings.toml").write_text(f'"键\\u001b[41m\\u009b5m{HIDING}" = 1\n', encoding="utf-8")
    (home / "calendar").mkdir()
    (home / "calendar/2027.txt").write_text(CALENDAR, encoding="utf-8")
    (home / "calendar/2028.txt").write_text(CALENDAR.replace("旦", f"旦{STEERING}"), encoding="utf-8")
    (home / "lists/personal").mkdir(parents=True)
    (home / "lists/personal/2026-01-01.toml").write_text(LIST.format(n=1, h=HIDING), encoding="utf-8")
    for number, sign in enumerate([HIDING, "\\u001b[41m\\u009b5m"]):  # the second is refused, and named
        (home / f"banks/own{number}{HIDING}").mkdir(parents=True)
        (home / f"banks/own{number}{HIDING}/pack.toml").write_text(BANK.format(h=sign), encoding="utf-8")
    (home / "materials").mkdir()
    (home / "materials/0123456789abcdef.md").write_text(
        f"---\ntitle: 材料{HIDING}\ntopic: 题{HIDING}\nsource: 源{HIDING}\nedition: 1\n---\n\n"
        f"正文{HIDING}{STEERING} [链接{HIDING}](https://x.invalid/{STEERING})\n",
        encoding="utf-8",
    )
    (home / f"matters/open (冲突{STEERING}{HIDING}).json").write_text("{}", encoding="utf-8")
    (inbox / f"通知{STEERING}{HIDING}.txt").write_text("大家好", encoding="utf-8")


def _hostile(value: Any, key: str) -> Any:
    """The same with signs that a record may hold at the end of every text a person wrote."""
    if isinstance(value, dict):
        return {name: _hostile(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_hostile(one, key) for one in value]
    written = isinstance(value, str) and value and key in WRITTEN
    return f"{value}{HIDING}" if written else value


WRITTEN = {
    "title", "sentence", "measure", "result", "reason", "own_words", "quotation", "use_at_work", "given_by", "channel",
    "answered_to", "cause", "prevention", "text", "name", "branch", "office", "post", "party_group", "tags", "remark",
    "accepted_by", "attachments", "by", "category", "co_workers", "comment", "confirmed_by", "edition", "faulty",
    "file_name", "file_names", "host", "how", "item_words", "latest_progress", "lecturer", "list_title", "notes",
    "number", "own_kind", "owner", "party_post", "place", "points", "political_status", "program", "question",
    "recorder", "reporter", "responsible", "subject", "summary", "to", "wording", "words",
}  # fmt: skip
