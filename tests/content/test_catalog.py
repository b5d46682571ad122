"""Packs are found and checked; what is wrong in one is named and hides nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.catalog import Catalog
from content.marks import Bilingual
from content.models import QuestionType

PACK = """\
id = "office"
title = "处室业务"
title_en = "Office work"
edition = "2026"
source = "本处室"
licence = "MIT"
valid_from = 2026-01-01
"""
QUESTIONS = """\
[[question]]
id = "office-1"
type = "single"
topic = "公文"
topic_en = "Documents"
difficulty = 1
stem = "一件公文至少由几人核对？"
options = ["一人", "两人", "三人"]
answer = "B"
explanation = "核稿与校对由两人分开做，{A}看不出自己的错。"
source = "处室办文规定"
edition = "2026"
tags = ["办文"]

[[question]]
id = "office-2"
type = "true_false"
topic = "会务"
difficulty = 2
stem = "会后三日内印发纪要。"
answer = "T"
explanation = "规定如此。"
source = "处室办会规定"
edition = "2026"
"""
MATERIAL = "---\ntitle: 办文规定\ntopic: 公文\nsource: 本处室\nedition: 2026\n---\n\n# 办文\n\n先核后发。\n"


def make_pack(folder: Path, name: str = "office", **files: str) -> Path:
    """A pack folder under `folder`; `files` replaces a file's text by its name without the ending."""
    pack = folder / name
    pack.mkdir(parents=True, exist_ok=True)
    texts = {"pack": PACK, "questions": QUESTIONS, **files}
    for stem, text in texts.items():
        (pack / (f"{stem}.md" if text.startswith("---") else f"{stem}.toml")).write_text(text, encoding="utf-8")
    return pack


def spoilt(old: str, new: str) -> str:
    assert old in QUESTIONS
    return QUESTIONS.replace(old, new, 1)


def test_a_pack_is_read_as_it_is_written(tmp_path: Path) -> None:
    make_pack(tmp_path, rules=MATERIAL)
    catalog = Catalog.load([tmp_path])
    assert catalog.faults == ()
    (pack,) = catalog.packs
    assert (pack.id, pack.title, pack.valid_from) == ("office", Bilingual("处室业务", "Office work"), date(2026, 1, 1))
    assert [question.id for question in catalog.questions()] == ["office-1", "office-2"]
    question = catalog.question("office-1")
    assert question.type is QuestionType.SINGLE
    assert question.options[1] == Bilingual("两人")
    assert question.answer == ("B",)
    assert catalog.pack_of("office-2") is pack
    assert [found.id for found in catalog.questions("会务")] == ["office-2"]
    (material,) = catalog.materials
    assert (material.id, material.title) == ("office/rules", Bilingual("办文规定"))
    assert material.text.zh.startswith("# 办文")
    with pytest.raises(KeyError):
        catalog.question("office-3")


def test_english_stands_beside_the_material(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, rules=MATERIAL)
    (pack / "rules.en.md").write_text(MATERIAL.replace("办文规定", "Documents").replace("先核后发", "Check first"))
    (material,) = Catalog.load([tmp_path]).materials
    assert material.title == Bilingual("办文规定", "Documents")
    assert "Check first" in material.text.en


def test_a_folder_may_be_a_pack_itself(tmp_path: Path) -> None:
    assert len(Catalog.load([make_pack(tmp_path)]).questions()) == 2


FAULTS = [
    (spoilt('answer = "B"', 'answer = "D"'), 1, "ABC"),
    (spoilt('answer = "B"', 'answer = "AB"'), 1, ""),
    (spoilt('answer = "B"', 'answer = ""'), 1, "answer"),
    (spoilt('type = "single"', 'type = "multiple"'), 1, ""),
    (spoilt('type = "single"', 'type = "essay"'), 1, "essay"),
    (spoilt("difficulty = 1", "difficulty = 9"), 1, "difficulty"),
    (spoilt("difficulty = 1\n", ""), 1, "difficulty"),
    (spoilt('stem = "一件公文至少由几人核对？"\n', ""), 1, "stem"),
    (spoilt("explanation", "explaination"), 1, "explaination"),
    (spoilt("{A}", "{D}"), 1, "D"),
    (spoilt('"两人"', '"一人"'), 1, ""),
    (spoilt('"两人", "三人"]', '"两人", "三人"]\noptions_en = ["one"]'), 1, "options_en"),
    (spoilt('id = "office-1"', 'id = "办文1"'), 1, "id"),
]


@pytest.mark.parametrize(("text", "line", "says"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_wrong_question_is_named_and_the_other_stays(tmp_path: Path, text: str, line: int, says: str) -> None:
    make_pack(tmp_path, questions=text)
    catalog = Catalog.load([tmp_path])
    assert [question.id for question in catalog.questions()] == ["office-2"]
    (fault,) = catalog.faults
    assert (fault.file.name, fault.line) == ("questions.toml", line)
    assert says in fault.problem


@pytest.mark.parametrize(
    ("old", "new"),
    [('answer = "T"', 'answer = "A"'), ('answer = "T"', 'answer = "T"\noptions = ["对", "错"]')],
)
def test_a_wrong_true_or_false_question_is_named_with_its_own_line(tmp_path: Path, old: str, new: str) -> None:
    make_pack(tmp_path, questions=spoilt(old, new))
    catalog = Catalog.load([tmp_path])
    assert [question.id for question in catalog.questions()] == ["office-1"]
    assert [fault.line for fault in catalog.faults] == [15]


def test_a_doubled_question_is_named_and_the_first_stays(tmp_path: Path) -> None:
    make_pack(tmp_path, questions=QUESTIONS.replace("office-2", "office-1"))
    catalog = Catalog.load([tmp_path])
    assert catalog.question("office-1").type is QuestionType.SINGLE
    assert [fault.line for fault in catalog.faults] == [15]


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    make_pack(tmp_path, broken="[[question]]\nid = “x”\n", rules="---\ntitle: 无\n---\n")
    (tmp_path / "office" / "foreign.toml").write_bytes("[[question]]\nstem = '题'".encode("gb18030"))
    catalog = Catalog.load([tmp_path])
    assert len(catalog.questions()) == 2
    found = {(fault.file.name, fault.line) for fault in catalog.faults}
    assert found == {("broken.toml", 2), ("rules.md", 1), ("foreign.toml", None)}


def test_a_wrong_pack_hides_no_other(tmp_path: Path) -> None:
    make_pack(tmp_path, "a", pack=PACK.replace('licence = "MIT"\n', ""))
    make_pack(tmp_path, "b")
    catalog = Catalog.load([tmp_path])
    assert [pack.id for pack in catalog.packs] == ["office"]
    assert [fault.file.parent.name for fault in catalog.faults] == ["a"]


def test_of_two_packs_with_one_id_the_first_stays(tmp_path: Path) -> None:
    make_pack(tmp_path, "a")
    make_pack(tmp_path, "b", questions=QUESTIONS.replace("office-2", "office-3"))
    catalog = Catalog.load([tmp_path])
    assert [question.id for question in catalog.questions()] == ["office-1", "office-2"]
    assert [fault.file.parent.name for fault in catalog.faults] == ["b"]


def test_one_question_id_in_two_packs_is_named(tmp_path: Path) -> None:
    make_pack(tmp_path, "a")
    make_pack(tmp_path, "b", pack=PACK.replace('"office"', '"other"'))
    catalog = Catalog.load([tmp_path])
    assert catalog.pack_of("office-1").id == "office"
    assert [(fault.file.parent.name, fault.line) for fault in catalog.faults] == [("b", 1), ("b", 15)]


def test_an_absent_folder_is_named_and_a_folder_that_is_no_pack_is_not(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    assert Catalog.load([tmp_path]) == Catalog()
    assert [fault.file for fault in Catalog.load([tmp_path / "absent"]).faults] == [tmp_path / "absent"]


def test_the_hash_follows_the_words_and_not_the_line_ends(tmp_path: Path) -> None:
    def hash_of(questions: str) -> str:
        pack = make_pack(tmp_path)
        (pack / "questions.toml").write_bytes(questions.encode())
        return Catalog.load([tmp_path]).packs[0].content_hash

    assert hash_of(QUESTIONS) == hash_of(QUESTIONS.replace("\n", "\r\n"))
    assert hash_of(QUESTIONS) != hash_of(spoilt("三日", "五日"))


@given(start=st.integers(0, len(QUESTIONS.encode())), length=st.integers(0, 40), put=st.binary(max_size=6))
def test_whatever_is_changed_in_a_file_the_rest_is_there(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, put: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "changed"
    pack = make_pack(folder, more=QUESTIONS.replace("office-", "more-"))
    data = QUESTIONS.encode()
    (pack / "questions.toml").write_bytes(data[:start] + put + data[start + length :])
    catalog = Catalog.load([folder])
    assert {"more-1", "more-2"} <= {question.id for question in catalog.questions()}
    assert {fault.file.name for fault in catalog.faults} <= {"questions.toml"}
    assert all(str(fault) for fault in catalog.faults)


WRITTEN = """
[[question]]
id = "office-8"
type = "blank"
topic = "会务"
difficulty = 1
stem = "会前____日把材料发到____。"
stem_en = "Papers go out ____ days before, to ____."
gaps = [["七", "七日"], ["组成人员"]]
gaps_en = [["seven"], ["the members"]]
explanation = "提前七日是为了看得完。"
source = "会务规定"
edition = "2026"

[[question]]
id = "office-9"
type = "short"
topic = "会务"
difficulty = 1
stem = "会后要办哪几件事？"
points = ["印发纪要", "督办"]
explanation = "两件都要办。"
source = "会务规定"
edition = "2026"
"""


def test_what_is_written_is_read(tmp_path: Path) -> None:
    catalog = Catalog.load([make_pack(tmp_path, questions=WRITTEN)])
    assert catalog.faults == ()
    blank, short = catalog.questions()
    assert [(gap.zh, gap.en) for gap in blank.gaps] == [(("七", "七日"), ("seven",)), (("组成人员",), ("the members",))]
    assert not blank.any_order
    assert short.points == (Bilingual("印发纪要"), Bilingual("督办"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[["七", "七日"], ["组成人员"]]', '["七", "组成人员"]'),
        ('[["七", "七日"], ["组成人员"]]', '[["七"]]'),
        ('[["seven"], ["the members"]]', '[["seven"]]'),
        ('points = ["印发纪要", "督办"]', "points = []"),
        ("difficulty = 1", 'difficulty = 1\nany_order = "yes"'),
    ],
)
def test_a_written_question_with_a_fault_is_named(tmp_path: Path, old: str, new: str) -> None:
    assert WRITTEN.count(old)
    catalog = Catalog.load([make_pack(tmp_path, questions=WRITTEN.replace(old, new))])
    assert catalog.faults
    assert all(fault.line for fault in catalog.faults)
