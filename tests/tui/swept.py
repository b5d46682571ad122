"""Everything that writes, and an office with records of every kind in which each of these has something to do.

A command that writes has a line in COMMANDS, one that only reads in READS; what the app alone does is in JOBS.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from content.session_events import AgendaStep, SessionOpened, SignedIn, StepBegan, StepKind
from desk.branch import proposals_of
from desk.desk import Desk
from desk.exchange import exchange, look_at_folder
from desk.meetings import change_meeting
from desk.opened import remove
from desk.session import LiveSession
from desk.undo import bring_lying_back, lying
from storage.cipher import has_vault
from storage.records import Meeting, Profile
from storage.settings import change_setting
from tests.schedulers import NOTIFY, SYSTEMCTL, put
from tests.storage.vaults import turn_on
from tests.tui.commanding import NOW, run

MEMBERS = {"001": "张三", "002": "李四"}
LIST = (
    "清单名称,{title}\n版本,2026\n来源,办公室\n\n内容,简称,部分做到\n"
    "不让会议{first},不{first},有一次\n不让会议{second},不{second},有一次\n"
)
FILES = {
    "bank.csv": "题干,选项A,选项B,答案\n首都,北京,上海,A\n国旗,红,蓝,A\n",
    "more.csv": "题库编号,another\n题干,选项A,选项B,答案\n国歌,甲,乙,A\n",
    "more2.csv": "题库编号,another\n题干,选项A,选项B,答案\n国歌,甲,乙,A\n国徽,丙,丁,B\n",
    "list.csv": LIST.format(title="清单", first="迟到", second="早退"),
    "own.csv": LIST.format(title="自己的", first="拖延", second="推诿"),
    "notice.txt": "2028年部分节假日安排\n一、元旦：2027年12月31日至2028年1月2日放假，共3天。\n",
    "reading.md": "# 读物\n\n一段。\n",
    "roster.csv": "编号,姓名\n001,张三\n002,李四\n",
    "roster2.csv": "编号,姓名\n001,张三\n002,李四\n003,王五\n",
    "in/a.md": "---\ntitle: 甲\ndate: 2026-11-01\n---\n一\n",
    "in/b.md": "---\ntitle: 乙\ndate: 2026-10-01\n---\n二\n",
}
FIRST_HEADER = "first-vault.json"
OUT = ["--out", "{files}/out"]
COMMANDS = {
    "today": (["today"], "1\n2\nlate\n3\nwhy\n1\n1\n1\n"),
    "today of another day": (["today", "--day", "2026-11-20"], "1\n" * 6),
    "note add": (["note", "add", "题目", "--text", "正文"], ""),
    "matter add": (["matter", "add", "王处 12月2日前 报台账", "--yes"], ""),
    "matter settle": (["matter", "settle", "1", "--result", "已办"], ""),
    "matter report": (["matter", "report", *OUT], ""),
    "hours": (["hours", *OUT], ""),
    "summary": (["summary", "--out", "{files}/page.docx"], ""),
    "review": (["review", "--out", "{files}/review.html"], ""),
    "quiz": (["quiz", "1"], "1\n\n\n"),
    "profile": (["profile", "--post", "处长"], ""),
    "receipt": (["receipt", "{files}/receipt.txt"], ""),
    "appraisal": (["appraisal", "--out", "{files}/page.docx"], ""),
    "form": (["form", "{files}/out"], ""),
    "fill": (["fill", "2026-10", "--yes"], "11\n22\n\n4\n0\n3\n"),
    "office-form": (
        [
            "office-form",
            "{files}/office.xlsx",
            "--table",
            "matters",
            "--period",
            "2026",
            "--column",
            "备注=state",
            "--out",
            "{files}/filled.xlsx",
        ],
        "",
    ),
    "bank import": (["bank", "import", "{files}/bank.csv", "--yes"], ""),
    "bank import again": (["bank", "import", "{files}/more2.csv", "--yes"], ""),
    "bank remove": (["bank", "remove", "another", "--yes"], ""),
    "bank paper": (["bank", "paper", "{files}/out", "--single", "1", "--bank", "another"], ""),
    "bank mark": (["bank", "mark", "{files}/小测_marking.json", "{files}/answers.csv", *OUT], ""),
    "bank template": (["bank", "template", "{files}/template.xlsx"], ""),
    "list import": (["list", "import", "{files}/list.csv", "--yes"], ""),
    "list end": (["list", "end", "--personal"], ""),
    "calendar import": (["calendar", "import", "{files}/notice.txt", "--yes"], ""),
    "material add": (["material", "add", "{files}/reading.md"], ""),
    "import notes": (["import", "notes", "{files}/in", "--yes"], ""),
    "branch roster": (["branch", "roster", "{files}/roster2.csv", "--yes"], ""),
    "branch roster undo": (["branch", "roster", "--undo", "--yes"], ""),
    "branch member": (["branch", "member", "001", "--post", "科长"], ""),
    "branch collect": (["branch", "collect", "{files}/inbox"], ""),
    "branch report": (["branch", "report", *OUT], ""),
    "branch accept": (["branch", "accept", "{proposed}"], ""),
    "branch decline": (["branch", "decline", "{proposed}", "--reason", "已办"], ""),
    "branch add": (["branch", "add", "又一条", "--owner", "001", "--due", "2026-12-20"], ""),
    "branch progress": (["branch", "progress", "{在办}", "--text", "已核对"], ""),
    "branch extend": (["branch", "extend", "{在办}", "--due", "2026-12-20", "--reason", "等待会签"], ""),
    "branch hand": (["branch", "hand", "{在办}", "{主项}", "--to", "002"], ""),
    "branch done": (["branch", "done", "{在办}", "{主项}"], ""),
    "branch undone": (["branch", "undone", "{已办}", "--reason", "还差一份"], ""),
    "branch verify": (["branch", "verify", "{已办}", "--by", "002"], ""),
    "branch strike": (["branch", "strike", "{已验}"], ""),
    "branch reopen": (["branch", "reopen", "{已销}", "--reason", "又发生"], ""),
    "branch withdraw": (["branch", "withdraw", "{在办}", "--reason", "误列"], ""),
    "branch merge": (["branch", "merge", "{在办}", "--into", "{主项}"], ""),
    "branch merge of a proposal": (["branch", "merge", "{proposed}", "--into", "{主项}"], ""),
    "branch split": (["branch", "split", "{被并}"], ""),
    "branch undo": (["branch", "undo", "--yes"], ""),
    "branch edit": (["branch", "edit", "{在办}", "--cause", "人手少"], ""),
    "branch paper": (["branch", "paper", "002", "--days", "3", "--due-days", "4"], ""),
    "branch call": (["branch", "call", "2026-12", "--due", "2027-01-05", "--where", "共享盘", *OUT], ""),
    "branch standing": (["branch", "standing", "002", "--set", "leave", "--reason", "病假，整月"], ""),
    "branch missing": (["branch", "missing", "--reminded", "2026-11-23"], ""),
    "branch orders": (["branch", "orders", *OUT], ""),
    "branch return": (["branch", "return", "001", "--comment", "写明时限"], ""),
    "branch return undo": (["branch", "return", "001", "--period", "2026-10", "--undo"], ""),
    "branch receipt": (["branch", "receipt", "--period", "2026-10", *OUT], ""),
    "branch hand-on": (["branch", "hand-on", *OUT], ""),
    "branch hand-up": (["branch", "hand-up", "--number", "03", "--to", "机关党委", "--all-problems", *OUT], ""),
    "branch take-over": (["branch", "take-over", "{files}/handed.zip", "--yes"], ""),
    "branch take-over undo": (["branch", "take-over", "--undo", "--yes"], ""),
    "rollup add": (["rollup", "add", "{files}/inbox", "--into", "{files}/lake"], ""),
    "rollup sql": (["rollup", "sql", "{files}/out", "--period", "2026-11"], ""),
    "rollup report": (["rollup", "report", "{files}/kept-lake", "--period", "2026-11", "--xlsx", "{files}/p.xlsx"], ""),
    "meeting add": (["meeting", "add", "2026-11-20", "9:30", "11:00", "集中学习", "--leave", "李四:公差"], ""),
    "meeting minutes": (["meeting", "minutes", "旧会", *OUT], ""),
    "meeting slips": (["meeting", "slips", "旧会", *OUT], ""),
    "meeting take": (["meeting", "take", "{files}/slip.txt"], ""),
    "submit": (["submit", *OUT, "--remark", "附言"], ""),
    "export notes": (["export", "notes", "{files}/out"], ""),
    "export all": (["export", "all", "{files}/out"], ""),
    "import all": (["import", "all", "{files}/exported", "--yes"], ""),
    "backup now": (["backup", "now", "{files}/all.zip"], ""),
    "backup folder": (["backup", "folder", "/nowhere/second"], ""),
    "restore": (["restore", "{files}/kept.zip", "--all", "--yes"], ""),
    "doctor": (["doctor", "--repair"], ""),
    "restore undo": (["restore", "--undo", "--yes"], ""),
    "exchange": (["exchange", "{files}/stick", "--yes"], ""),
    "exchange keep": (["exchange", "--keep", "1=there"], ""),
    "bank export": (["bank", "export", "another", "{files}/out.toml"], ""),
    "list template": (["list", "template", "{files}/template.xlsx"], ""),
    "vault on": (["vault", "on", "--yes"], ""),
    "vault off": (["vault", "off", "--yes"], ""),
    "vault passphrase": (["vault", "passphrase"], ""),
    "vault recovery": (["vault", "recovery", "--yes"], ""),
    "vault rekey": (["vault", "rekey", "--yes"], ""),
    "vault join": (["vault", "join", "{files}/sealed", "--yes"], ""),
    "vault join in a vault": (["vault", "join", "{files}/sealed", "--yes"], ""),
    "exchange in a vault": (["exchange", "{files}/stick", "--yes", "--take-open"], ""),
    "remind install": (["remind", "install", "--at", "18:00", "--yes"], ""),
    "remind remove": (["remind", "remove", "--yes"], ""),
    "note add in a vault": (["note", "add", "题目", "--text", "正文"], ""),
    "matter settle in a vault": (["matter", "settle", "1", "--result", "已办"], ""),
}
IN_VAULT = {
    "vault off", "vault passphrase", "vault recovery", "vault rekey", "note add in a vault", "matter settle in a vault",
    "vault join in a vault", "exchange in a vault",
}  # fmt: skip
# What is done to the office before a command, where there is nothing for it to do otherwise.
PREPARED: dict[str, Callable[[Path], None]] = {
    "doctor": lambda top: _copied_by_a_drive(top / "home"),
    **dict.fromkeys(IN_VAULT, lambda top: _sealed(top)),
    **dict.fromkeys(("remind install", "remind remove"), lambda top: _reminded(top)),
    "vault join": lambda top: _left_sealed(top),
    "vault join in a vault": lambda top: _left_sealed(top, has_own_vault=True),
}
# Those that write nothing where there is no fault, as they are called.
READS = {
    "status": ["status"],
    "note list": ["note", "list"],
    "matter list": ["matter", "list"],
    "find": ["find", "旧"],
    "material list": ["material", "list"],
    "bank check": ["bank", "check", "{files}/bank.csv"],
    "bank list": ["bank", "list"],
    "inspect": ["inspect", "{files}/submission.txt"],
    "branch ledger": ["branch", "ledger"],
    "meeting list": ["meeting", "list"],
    "backup list": ["backup", "list"],
    "backup verify": ["backup", "verify"],
    "exchange undecided": ["exchange", "--undecided"],
    "list check": ["list", "check", "{files}/list.csv"],
    "list show": ["list", "show"],
    "calendar show": ["calendar", "show"],
    "calendar template": ["calendar", "template"],
    "vault status": ["vault", "status"],
    "remind show": ["remind", "show"],
    "remind now": ["remind", "now"],
    "completion": ["completion", "bash"],
    # Opens a window; listens on this computer's own address; with --out and --into writes a sample that nobody's
    # records are in.
    "hall": ["hall", "--help"],
    "serve": ["serve", "--help"],
    "demo": ["demo", "--help"],
}


@contextlib.contextmanager
def scheduling(top: Path) -> Iterator[None]:
    """A systemd that does nothing, whose units lie among the files of the office."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", put(top.parent / "bin", "systemctl", SYSTEMCTL, os.devnull))
        put(top.parent / "bin", "notify-send", NOTIFY, os.devnull)
        patch.setenv("XDG_CONFIG_HOME", str(top / "files" / "config"))
        yield


# What only the app does


def _a_note_removed(desk: Desk) -> None:
    found = [one for one in desk.journal.notes.all() if one.title == "旧记"]
    desk.journal.files.must_be_read("notes")
    remove(desk, desk.journal.notes, found[0])


def _a_matter_changed(desk: Desk) -> None:
    found = desk.journal.matters.open()
    desk.journal.files.must_be_read("matters")
    desk.journal.matters.change(found[0], lambda there: there.changed(desk.now(), measure="先核对"))


def _all_brought_back(desk: Desk) -> None:
    for one in lying(desk):
        bring_lying_back(desk, one)


def _meeting(desk: Desk) -> Meeting:
    found = desk.journal.meetings.all()
    desk.journal.files.must_be_read("meetings")
    return found[0]


def _a_session(desk: Desk) -> None:
    meeting = _meeting(desk)
    live = LiveSession(desk, meeting.uid)
    steps = (AgendaStep(kind=StepKind.SIGN_IN, minutes=4), AgendaStep(kind=StepKind.DISCUSSION, minutes=8))
    try:
        live.begin(SessionOpened(title="旧会", branch="支部", steps=steps, expected=2))
        for event in (SignedIn(present=2), StepBegan(place=1, took_minutes=4)):
            assert live.do(event) is None
        live.end(meeting)
    finally:
        live.close()


def _a_meeting_changed(desk: Desk) -> None:
    change_meeting(desk, _meeting(desk), place="三楼")


def _typed(desk: Desk) -> None:
    desk.journal.drafts.put("note/new", "未写完")


JOBS: dict[str, Callable[[Desk], None]] = {
    "a note removed": _a_note_removed,
    "a matter changed": _a_matter_changed,
    "all brought back from the trash": _all_brought_back,
    "a session": _a_session,
    "a meeting changed": _a_meeting_changed,
    "something typed": _typed,
    "a place kept": lambda desk: desk.journal.looks.keep("campaign/one", 3),
    "a template kept": lambda desk: desk.journal.templates.keep("周学习", {"title": "学习"}),
    "a profile saved": lambda desk: desk.journal.save_profile(Profile(name="张三", is_secretary=True)),
    "a setting changed": lambda desk: change_setting(desk.home, "theme", "ink"),
}


def _copied_by_a_drive(home: Path) -> None:
    """A copy of the notes beside them, in which there is one more."""
    file = min((home / "notes").glob("*.json"))
    tables = json.loads(file.read_bytes())
    note = next(iter(tables["records"].values()))
    tables["records"]["drive"] = {**note, "uid": "drive", "title": "网盘上的"}
    file.with_name(f"{file.stem} (conflict).json").write_text(json.dumps(tables), encoding="utf-8")


# The office


def _office_form(path: Path) -> None:
    """A form of a unit, to be filled in."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("登记表",), ("序号", "事项", "办理结果", "备注"), (None,)):
        sheet.append(row)
    book.save(path)


def office(top: Path) -> None:
    """Somebody with records of every kind, who is secretary too, and the files that commands take in."""
    for name, text in FILES.items():
        path = top / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _office_form(top / "files" / "office.xlsx")
    for number, name in MEMBERS.items():
        _handed_in(top, number, name)
    first = top / "files" / "first"  # one is taken in already: without any there is no report
    first.mkdir()
    shutil.copy(min((top / "files" / "inbox").glob("*.txt")), first)
    _done(
        top / "home",
        ("profile", "--name", "张三", "--member-no", "001", "--branch", "支部"),
        ("today", "--day", "2026-11-23"),
        ("matter", "add", "旧事", "--no-due", "--yes"),
        ("note", "add", "旧记", "--text", "旧文"),
        ("bank", "import", str(top / "files" / "more.csv"), "--yes"),
        ("list", "import", str(top / "files" / "own.csv"), "--personal", "--yes"),
        ("branch", "roster", str(top / "files" / "roster.csv"), "--branch", "支部", "--yes"),
        ("branch", "member", "002", "--post", "主任"),
        ("branch", "collect", str(first)),
    )


def whole_office(top: Path) -> None:
    """The office with a list of problems that stand in every way, a meeting and a ledger taken over."""
    office(top)
    home, files = top / "home", top / "files"
    _handed_in(top, "001", "张三", "2026-10")
    _taken_over(top)
    _done(
        home,
        ("branch", "collect", str(files / "first")),
        ("branch", "collect", str(files / "2026-10"), "--period", "2026-10"),
        ("branch", "return", "001", "--period", "2026-10", "--comment", "写明时限"),
        ("branch", "receipt", "--period", "2026-10", "--out", str(files / "made")),
        ("meeting", "add", "2026-11-19", "9:30", "11:00", "旧会"),
        ("meeting", "slips", "旧会", "--out", str(files / "made")),
        *(("branch", "add", title, "--owner", "001") for title in ("在办", "已办", "已验", "已销", "被并", "主项")),
    )
    shutil.move(next((files / "made").glob("*_return.txt")), files / "receipt.txt")
    shutil.move(next((files / "made").glob("*_slips.txt")), files / "slip.txt")
    shutil.copy(next((files / "first").glob("*")), files / "submission.txt")
    shutil.rmtree(files / "made")
    _steps(home)
    _kept(top)
    _exchanged(top)
    _reminded(top)


def _reminded(top: Path) -> None:
    """A reminder is installed for these very records, and not for those they are a copy of: that one would be kept."""
    shutil.rmtree(top / "files" / "config", ignore_errors=True)
    with scheduling(top):
        _done(top / "home", ("remind", "install", "--yes"))


def _exchanged(top: Path) -> None:
    """Something exchanged with another computer and not decided yet, and more of it on the stick."""
    stick, other = top / "files" / "stick", top / "laptop"
    stick.mkdir()
    over = ("exchange", str(stick), "--yes", "--this-is-me")
    _done(top / "home", over)
    _done(other, over, ("matter", "settle", "1", "--result", "那边办的"), ("note", "add", "那边的"), over)
    _done(top / "home", ("matter", "settle", "1", "--result", "这边办的"), over)
    _done(top / "home", ("matter", "add", "又一件", "--no-due", "--yes"))
    _done(other, ("note", "add", "又一篇"), over)
    shutil.rmtree(other)


def _kept(top: Path) -> None:
    """What somebody backed up and exported, and something brought back here already."""
    other, files = top / "other", top / "files"
    _done(other, ("note", "add", "早先的"), ("backup", "now", str(files / "before.zip")))
    _done(other, ("note", "add", "备份的"), ("backup", "now", str(files / "kept.zip")))
    _done(other, ("export", "all", str(files / "exported")))
    _done(top / "home", ("bank", "paper", str(files / "made"), "--single", "1", "--bank", "another", "--title", "小测"))
    shutil.move(files / "made" / "小测_marking.json", files / "小测_marking.json")
    shutil.rmtree(files / "made")
    (files / "answers.csv").write_text("1\nA\n", encoding="utf-8")
    shutil.rmtree(other)
    _done(top / "home", ("restore", str(files / "before.zip"), "--yes"))
    _done(top / "home", ("rollup", "add", str(files / "inbox"), "--into", str(files / "kept-lake")))


def ids(home: Path) -> dict[str, str]:
    """What the problems of the office are called on a command line, by their titles; and what is proposed."""
    desk = Desk(home, clock=lambda: NOW)
    return {one.title: one.uid for one in desk.branch.items()} | {"proposed": proposals_of(desk)[0].id}


def _done(home: Path, *commands: tuple[str, ...]) -> None:
    for words in commands:
        done = run(home, *words, stdin="1\n" * 6 if words[0] == "today" else "", now=NOW - timedelta(days=1))
        assert done.exit_code == 0, (words, done.output)


def _handed_in(top: Path, number: str, name: str, period: str = "") -> None:
    """What a member sends, with a problem to be proposed; of a period in a folder of its own."""
    member, out = top / number, top / "files" / (period or "inbox")
    asked = ["--period", period] if period else []
    _done(
        member,
        ("profile", "--name", name, "--member-no", number, "--branch", "支部"),
        ("today", *(["--day", f"{period}-20"] if period else [])),
        ("matter", "add", f"{name}的事", "--kind", "shortfall", "--no-due", "--yes"),
    )
    listed = run(member, "summary", "--list", *asked).stdout.splitlines()
    picked = [line.split()[2] for line in listed if f"{name}的事" in line]
    _done(member, ("submit", "--out", str(out), *asked, *(word for one in picked for word in ("--pick", one))))
    shutil.rmtree(member)


def _taken_over(top: Path) -> None:
    """Somebody else's ledger, as a file, and taken over here: there is one to go back to."""
    other, files = top / "other", top / "files"
    _done(
        other,
        ("branch", "roster", str(files / "roster.csv"), "--branch", "支部", "--yes"),
        ("branch", "add", "前任的事"),
        ("branch", "hand-on", "--out", str(files / "handed")),
    )
    [file] = (files / "handed").iterdir()
    shutil.move(file, files / "handed.zip")
    (files / "handed").rmdir()
    shutil.rmtree(other)
    _done(
        top / "home",
        ("branch", "take-over", str(files / "handed.zip"), "--yes"),
        ("branch", "member", "002", "--post", "主任"),
    )


def _steps(home: Path) -> None:
    """The problems of the list, each brought to where its title says."""
    named = ids(home)
    to_verify, to_strike = ("已办", "已验", "已销"), ("已验", "已销")
    _done(
        home,
        ("branch", "done", *(named[one] for one in to_verify)),
        ("branch", "verify", *(named[one] for one in to_strike), "--by", "002"),
        ("branch", "strike", named["已销"]),
        ("branch", "merge", named["被并"], "--into", named["主项"]),
    )
    _note_thrown_away(home, "不要了")


def _note_thrown_away(home: Path, title: str, backup: Path | None = None) -> None:
    """A note in the trash; and, where one is wanted, a backup in which it stands."""
    _done(home, ("note", "add", title), *([("backup", "now", str(backup))] if backup else []))
    desk = Desk(home, clock=lambda: NOW - timedelta(days=1))
    remove(desk, desk.journal.notes, next(one for one in desk.journal.notes.all() if one.title == title))


def sealed_office(made: Path, top: Path) -> None:
    """The same with its vault on; beside it how its header was."""
    shutil.copytree(made, top)
    _sealed(top)


def _sealed(top: Path) -> None:
    """Turn the vault of an office on, where it is not."""
    if not has_vault(top / "home"):
        header = turn_on(top / "home").header.encoded()
        (top / "files" / FIRST_HEADER).touch(0o600)
        (top / "files" / FIRST_HEADER).write_bytes(header)


def _left_sealed(top: Path, *, has_own_vault: bool = False) -> None:
    """What another computer whose vault is on left in a folder; here one may be on too."""
    if has_own_vault:
        _sealed(top)
    folder = top / "files" / "sealed"
    folder.mkdir()
    other = Desk(top / "sealed other", clock=lambda: NOW)
    other.take_cipher(turn_on(other.home))
    exchange(other, look_at_folder(other, folder))
    shutil.rmtree(other.home)
