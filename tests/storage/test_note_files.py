"""Notes go out as Markdown and come back equal; other programs' notes come in once."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import FileFaults
from storage.foreign_notes import Incoming, read_jrnl
from storage.journal import Journal
from storage.note_files import (
    FILE_LIMIT,
    PARTS,
    files_of,
    note_text,
    plan,
    read_all,
    read_note,
    take_in,
)
from storage.records import TEXT_LIMIT, NoteKind, StudyNote

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
SPICE = ["## 体会", "\\## 体会", "## Thoughts", "---", "# 标题", "\n", "\n\n", "\t", "：", "[a]", "体会", "  "]
characters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029")
line = st.one_of(st.sampled_from(SPICE), st.text(characters, max_size=8)).map(lambda text: text.replace("\n", " "))
text = st.lists(st.one_of(st.sampled_from(SPICE), st.text(characters, max_size=12)), max_size=8).map("\n".join)
names = st.lists(line.filter(lambda text: bool(text)), max_size=3).map(tuple)
single = line.map(lambda said: said.replace("\t", " "))
notes = st.builds(
    lambda day, title, **fields: StudyNote.new(AT, day, title=title, **fields),
    st.dates(date(2000, 1, 1), date(2036, 12, 31)),
    single.filter(bool),
    material=single,
    minutes=st.integers(0, 100_000),
    kind=st.sampled_from(NoteKind),
    tags=names.map(lambda some: tuple(one.replace("\t", " ") for one in some)),
    items=st.sampled_from([(), ("error",)]),
    offered=st.booleans(),
    **dict.fromkeys(PARTS, text),
)


def back(note: StudyNote) -> StudyNote:
    return read_note(note_text(note), "x.md", AT, DAY).note


@given(notes)
def test_a_note_comes_back_equal_to_the_last_character(note: StudyNote) -> None:
    assert back(note) == note
    windows = note_text(note).replace("\n", "\r\n")
    assert read_note("\ufeff" + windows, "x.md", AT, DAY).note == note


@pytest.mark.slow
def test_a_thousand_notes_go_through_a_folder_and_back(tmp_path: Path) -> None:
    chance = random.Random(7)
    pieces = [*SPICE, "学习", "监督法", "a", "“", "1.", "> 引", "```"]
    made = [
        StudyNote.new(
            AT, DAY - timedelta(days=chance.randrange(900)), title="".join(chance.choices("学习法律abc /?*", k=9)),
            tags=tuple(chance.sample(["宪法", "监督", "a b"], 2)), minutes=chance.randrange(200),
            **{part: "\n".join(chance.choices(pieces, k=chance.randrange(9))) for part in PARTS},
        )
        for _number in range(1_000)
    ]  # fmt: skip
    for path, content in files_of(made, tmp_path).items():
        path.write_bytes(content)
    assert len(list(tmp_path.iterdir())) == 1_000
    found, faults = read_all(tmp_path, AT)
    assert not faults
    assert {one.note.uid: one.note for one in found} == {note.uid: note for note in made}
    journal = Journal.in_memory(clock=lambda: AT)
    take_in(journal, plan(journal.notes.all(), found), AT)
    again = plan(journal.notes.all(), found)
    assert (len(again.same), again.new, again.changed) == (1_000, [], [])


def test_what_was_changed_outside_comes_back_as_a_change_unless_it_was_changed_here_too() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    note = journal.notes.add(StudyNote.new(AT, DAY, title="监督法", own_words="一"))
    outside = read_note(note_text(note).replace("一\n", "二\n"), "x.md", AT, DAY)
    planned = plan(journal.notes.all(), [outside])
    assert planned.changed == [outside]
    take_in(journal, planned, AT)
    (here,) = journal.notes.all()
    assert (here.own_words, here.rev, here.uid) == ("二", 2, note.uid)
    assert plan([here], [outside]).conflicts == [outside]
    take_in(journal, plan([here], [outside]), AT)
    assert journal.notes.all() == [here]


@pytest.mark.parametrize(
    ("name", "content", "title", "day", "tags", "words"),
    [
        ("随记.md", "# 读监督法\n\n第一段\n", "读监督法", DAY, (), "第一段"),
        ("2026-10-08 调研.md", "只有一段", "2026-10-08 调研", date(2026, 10, 8), (), "只有一段"),
        ("a.md", "---\ntitle: 甲\ndate: 2026-09-01\ntags: [法律, '监督']\n---\n正文\n## 体会\n也是正文", "甲",
         date(2026, 9, 1), ("法律", "监督"), "正文\n## 体会\n也是正文"),
        ("b.md", "---\ntags:\n- x\n- y\n---\n正文", "b", DAY, ("x", "y"), "正文"),
        ("c.md", "---\nno end", "c", DAY, (), "---\nno end"),
    ],
)  # fmt: skip
def test_plain_markdown_becomes_a_note(
    name: str, content: str, title: str, day: date, tags: tuple[str, ...], words: str
) -> None:
    one = read_note(content, name, AT, DAY)
    assert (one.note.title, one.note.day, one.note.tags, one.note.own_words) == (title, day, tags, words)
    assert plan([one.note.changed(AT, title="改过")], [one]).same == [one]  # in once, whatever was done with it here


BANKS = {
    "混.gift": "::一:: 首都是哪里？ {\n=北京\n~上海\n}\n\n国旗是红的。{T}\n",
    "a.txt": "首都是哪里？\nA. 北京\nB. 上海\nANSWER: A\n\n国旗？\nA. 红\nB. 蓝\n答案：A\n",
}
QUOTING = (
    "今天学习。\n做了一道题：首都是哪里？\nA. 北京\nB. 上海\n答案：A\n会后又想了想。\n再看第三章。\n问处长。\n记下。\n"
)


@pytest.mark.parametrize("name", BANKS)
def test_a_bank_of_questions_is_named_and_becomes_no_note(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BANKS[name], "utf-8")
    assert read_all(tmp_path / name, AT) == ([], [f"{name}：是题库，没有读取；请用 `bank import` 导入"])


def test_of_a_folder_with_a_bank_the_notes_come_in_also_one_that_quotes_a_question(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BANKS["a.txt"], "utf-8")
    (tmp_path / "b.md").write_text(QUOTING, "utf-8")
    found, faults = read_all(tmp_path, AT)
    assert [one.note.own_words for one in found] == [QUOTING.strip("\n")]
    assert [line.partition("：")[0] for line in faults] == ["a.txt"]


def test_a_jrnl_export_comes_in_once() -> None:
    entries = [{"title": "读监督法", "body": "第一段\n", "date": "2026-09-01", "time": "09:00", "tags": ["@法律"]}] * 2
    found, _faults = read_jrnl(json.dumps({"entries": entries}), "j.json", AT)
    planned = plan([], found)
    (one,) = planned.new
    assert (one.note.title, one.note.own_words, one.note.tags, one.note.day) == (
        "读监督法", "第一段", ("法律",), date(2026, 9, 1)
    )  # fmt: skip
    assert len(planned.same) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("big.md", b"a" * (FILE_LIMIT + 1)),
        ("long.md", b"a" * (TEXT_LIMIT + 1)),
        ("binary.md", b"\x89PNG\0\0"),
        ("code.md", b"\xff\xff\xff"),
        ("empty/.md", b""),
        ("day.md", b"---\ndate: 2026-02-30\n---\nx"),
        ("uid.md", b'---\nuid: "x"\n---\n'),
        ("key.md", note_text(StudyNote.new(AT, DAY, title="x", uid="x")).replace("minutes", "minuten").encode()),
        ("kind.md", note_text(StudyNote.new(AT, DAY, title="x", uid="x")).replace('"self"', '"nap"').encode()),
        ("text.md", (note_text(StudyNote.new(AT, DAY, title="x", uid="x")) + "loose").encode()),
        ("deep.md", b"---\ntags: " + b"[" * 100_000 + b"\nuid: 1\n---\n"),
        ("j.json", b'{"entries": 3}'),
        ("k.json", b"[" * 100_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_come_in_is_one_line_and_the_rest_does(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / "in" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    if name.startswith("empty"):
        file = file.rename(file.with_name("\u3000.md"))
    found, faults = read_all(file, AT)
    assert (found, len(faults)) == ([], 1)
    (tmp_path / "in" / "good.md").write_text("好", "gb18030")
    if file.suffix == ".md":
        found, faults = read_all(tmp_path / "in", AT)
        assert ([one.note.own_words for one in found], len(faults)) == (["好"], 1)


def test_an_empty_place_and_a_missing_one_are_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(FileFaults):
            read_all(path, AT)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=8))
def test_every_incoming_note_is_planned_for_once(which: list[tuple[str, bool]]) -> None:
    known = StudyNote.new(AT, DAY, title="a", uid="a")
    incoming = [Incoming("x", StudyNote.new(AT, DAY, title=uid, uid=uid), 1 if own else None) for uid, own in which]
    planned = plan([known], incoming)
    assert len(planned.new) + len(planned.changed) + len(planned.same) + len(planned.conflicts) == len(incoming)
    assert len({one.note.uid for one in planned.new}) == len(planned.new)


def test_whole_numbers_in_the_front_matter_of_others_are_texts() -> None:
    one = read_note("---\ntitle: 2026\ndate: 20261101\ntags: 2026\nminutes: 40\n---\n正文一", "x.md", AT, DAY).note
    assert (one.title, one.day, one.tags, one.minutes) == ("2026", date(2026, 11, 1), ("2026",), 40)
    several = read_note("---\ntitle: 1.10\ntags: [2026, 学习]\n---\n正文", "x.md", AT, DAY).note
    assert (several.title, several.tags) == ("1.10", ("2026", "学习"))
    assert read_note("---\ntitle: x\ntags: [2026, 2027]\n---\n", "x.md", AT, DAY).note.tags == ("2026", "2027")


BAD_ENTRIES = [
    {"date": "2026-11-02", "title": "无正文", "body": None}, {"date": "2026-13-02", "title": "x"}, {"title": "x"}, 5,
    {"date": 20261102, "title": "x"}, {"date": "2026-11-02", "title": "", "body": ""},
    {"date": "2026-11-02", "title": "x", "body": "长" * (TEXT_LIMIT + 1)},
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_ENTRIES, ids=lambda bad: str(bad)[:40])
def test_of_a_jrnl_export_the_good_entries_come_in_and_the_bad_are_named(tmp_path: Path, bad: object) -> None:
    good = [{"date": f"2026-11-0{n}", "title": f"第{n}篇", "body": "b"} for n in (1, 3)]
    (tmp_path / "j.json").write_text(json.dumps({"entries": [good[0], bad, good[1]]}), encoding="utf-8")
    found, faults = read_all(tmp_path / "j.json", AT)
    assert [one.note.title for one in found] == ["第1篇", "第3篇"]
    (line,) = faults
    assert "j.json" in line
    assert "2" in line


JRNL_TEXT = """[2026-11-01 08:30] 学习监督法 *
第一段 @法律

[不是日期] 正文里的一行
[2026-11-02 09:05:00 PM] 第二篇
正文
[2026-02-30 08:00] 没有这一天
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_plain_text_of_jrnl_comes_in_with_its_dates(tmp_path: Path, end: str) -> None:
    (tmp_path / "journal.txt").write_bytes(JRNL_TEXT.replace("\n", end).encode())
    found, faults = read_all(tmp_path / "journal.txt", AT)
    assert [(one.note.title, one.note.day, one.note.tags) for one in found] == [
        ("学习监督法", date(2026, 11, 1), ("法律",)),
        ("第二篇", date(2026, 11, 2), ()),
    ]
    assert found[0].note.own_words == "第一段 @法律\n\n[不是日期] 正文里的一行"
    assert len(faults) == 1
    assert "2026-02-30" in faults[0]
    assert len(plan([one.note for one in found], read_all(tmp_path / "journal.txt", AT)[0]).same) == 2


@pytest.mark.parametrize("said", ["2026年11月3日", "2026年11月3日 上午", "2026/11/3", "2026.11.03", "2026-11-3"])
def test_a_day_is_read_as_people_write_it(tmp_path: Path, said: str) -> None:
    (tmp_path / "n.md").write_text(f"---\ndate: {said}\n---\n正文", "utf-8")
    found, faults = read_all(tmp_path, AT)
    assert ([one.note.day for one in found], faults) == ([date(2026, 11, 3)], [])


def test_an_export_in_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    document = {"entries": [{"date": "2026-11-03", "time": "08:00", "title": "plain", "body": "letters"}]}
    (tmp_path / "j.json").write_bytes(json.dumps(document).encode("utf-16"))
    found, faults = read_all(tmp_path / "j.json", AT)
    assert ([one.note.title for one in found], faults) == (["plain"], [])


@pytest.mark.parametrize("day", ["0206-11-02", "2206-11-02"])
def test_a_note_of_this_program_whose_day_was_made_one_that_nobody_means_is_named_with_its_line(day: str) -> None:
    written = note_text(StudyNote.new(AT, DAY, title="甲"))
    with pytest.raises(FileFaults) as caught:
        read_note(written.replace(DAY.isoformat(), day, 1), "a.md", AT, DAY)
    [(line, words)] = caught.value.faults
    assert written.splitlines()[line - 1].startswith("day:")
    assert day in words
