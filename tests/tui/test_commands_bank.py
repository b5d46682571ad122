"""`bank`: lists, checks, brings in once, gives out, prints papers."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.tui.commanding import NOW, run


def template(folder: Path) -> Path:
    path = folder / "题库.xlsx"
    assert run(folder / "home", "bank", "template", str(path)).exit_code == 0
    return path


def banks(home: Path) -> dict[str, int]:
    return {one["id"]: one["questions"] for one in json.loads(run(home, "bank", "list", "--json").stdout)}


def test_the_packs_are_listed_by_type_and_topic(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, "bank", "list", "--json").stdout)
    assert {"campaign"} <= {one["id"] for one in told}
    for one in told:
        assert sum(one["types"].values()) == sum(one["topics"].values()) == one["questions"] > 0
    assert "campaign" in run(tmp_path, "bank", "list").stdout


def test_the_banks_that_are_asked_from_are_without_a_fault_and_one_with_a_fault_is_named(tmp_path: Path) -> None:
    assert "No fault was found." in run(tmp_path, "bank", "check").stdout
    broken = tmp_path / "banks" / "own" / "pack.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("id = ", encoding="utf-8")
    result = run(tmp_path, "bank", "check")
    assert result.exit_code == 1
    assert "own/pack.toml" in result.stderr


@pytest.mark.slow
def test_a_filled_in_template_comes_in_once_and_goes_out_as_it_came(tmp_path: Path) -> None:
    home, path = tmp_path / "home", template(tmp_path)
    before = banks(home)
    assert "No fault was found." in run(home, "bank", "check", str(path)).stdout
    dry = run(home, "bank", "import", str(path), "--dry-run").stdout
    assert "dry run" in dry
    assert "6 of them are examples of the template" in dry
    assert banks(home) == before
    assert run(home, "bank", "import", str(path), "--yes").exit_code == 0
    (mine,) = set(banks(home)) - set(before)
    assert banks(home)[mine] == 6
    assert "nothing to take in" in run(home, "bank", "import", str(path), "--yes").stdout

    for suffix in (".xlsx", ".toml"):
        out = tmp_path / f"out{suffix}"
        assert run(home, "bank", "export", mine, str(out)).exit_code == 0
        again = tmp_path / f"other{suffix}"
        run(again, "bank", "import", str(out), "--yes")
        assert banks(again) == {**before, mine: 6}
    title = next(one["title"] for one in json.loads(run(home, "bank", "list", "--json").stdout) if one["id"] == mine)
    result = run(home, "bank", "export", title, str(tmp_path / "out.gift"))  # its title names it too
    assert "they stay out" in result.stderr

    asked = run(home, "bank", "remove", mine)
    assert (asked.exit_code, banks(home)) == (1, {**before, mine: 6})
    assert "--yes" in asked.output
    assert run(home, "bank", "remove", mine, "--yes").exit_code == 0
    assert banks(home) == before
    assert run(home, "bank", "remove", "campaign").exit_code == 1


@pytest.mark.slow
def test_a_corrected_typo_keeps_the_id_and_every_fault_keeps_everything_out(tmp_path: Path) -> None:
    home, path = tmp_path / "home", template(tmp_path)
    run(home, "bank", "import", str(path), "--yes")
    (mine,) = {one for one in banks(home) if one.startswith("bank-")}
    book = openpyxl.load_workbook(path)
    sheet = book["题目"]
    heads = [cell.value for cell in sheet[2]]
    stem = sheet.cell(3, heads.index("题干") + 1)
    stem.value = str(stem.value).replace("由谁召集", "是谁召集")
    sheet.cell(3, heads.index("解析") + 1).value = "由主任召集。"
    sheet.cell(3, heads.index("难度") + 1).value = "3"
    book.save(path)
    result = run(home, "bank", "import", str(path), "--yes")
    assert "changed: 1" in result.stdout
    assert "→ 常委会会议一般是谁召集并主持？ (explanation, difficulty)" in result.stdout
    assert banks(home)[mine] == 6

    sheet.cell(4, heads.index("答案") + 1).value = "AX"
    sheet.cell(5, heads.index("题型") + 1).value = "连线题"
    sheet.cell(9, heads.index("题干") + 1).value = "新加的一题"
    sheet.cell(9, heads.index("答案") + 1).value = "对"
    book.save(path)
    result = run(home, "bank", "import", str(path), "--yes")
    assert result.exit_code == 1
    assert "line 4" in result.stderr
    assert "line 5" in result.stderr
    assert banks(home)[mine] == 6


@pytest.mark.slow
def test_a_question_that_is_asked_elsewhere_is_left_out_and_a_like_one_is_named(tmp_path: Path) -> None:
    home, path = tmp_path / "home", template(tmp_path)
    run(home, "bank", "import", str(path), "--yes")
    other = tmp_path / "另一个.csv"
    rows = (
        "题干,选项A,选项B,选项C,选项D,答案\n"
        "常委会会议一般由谁召集并主持？,主任,秘书长,办公厅主任,法制委员会主任委员,A\n"
        "公文印发前，应当有人再核对一遍人名和日期吗？,,,,,对\n"
    )
    other.write_text(rows, encoding="utf-8-sig")
    told = run(home, "bank", "import", str(other), "--yes").stdout
    assert "left out: 1" in told
    assert "nearly alike, please look: 1" in told


@pytest.mark.slow
def test_a_paper_in_two_versions_is_the_same_again_and_gives_nothing_away(tmp_path: Path) -> None:
    arguments = ("--single", "3", "--multiple", "2", "--true-false", "2", "--bank", "campaign", "--versions", "AB")
    folder, again = tmp_path / "paper", tmp_path / "again"
    for place in (folder, again):
        assert run(tmp_path, "bank", "paper", str(place), *arguments, "--seed", "7", "--title", "测试").exit_code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 7
    assert [(folder / name).read_bytes() for name in names] == [(again / name).read_bytes() for name in names]
    sheets = [
        [one.text for one in docx.Document(str(folder / name)).paragraphs] for name in names if "questions" in name
    ]
    stems = [{text.partition(". ")[2] for text in sheet if text[:1].isdigit()} for sheet in sheets]
    assert stems[0] == stems[1]
    assert sheets[0] != sheets[1]
    keys = [path for path in folder.iterdir() if "key" in path.name]
    assert all("Authority" in [cell.text for cell in docx.Document(str(key)).tables[0].rows[0].cells] for key in keys)


def test_a_paper_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    result = run(tmp_path, "bank", "paper", str(tmp_path / "p"), "--single", "200", "--topic", "学风")
    assert result.exit_code == 1
    assert "200 asked for" in result.stderr
    assert run(tmp_path, "bank", "paper", str(tmp_path / "p")).exit_code == 2
    assert run(tmp_path, "bank", "export", "nobody", str(tmp_path / "x.xlsx")).exit_code == 1
    assert run(tmp_path, "bank", "check", str(tmp_path / "none.xlsx")).exit_code == 1


@pytest.mark.slow
def test_reviews_of_a_bank_that_was_taken_away_are_not_counted_until_it_comes_back(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "own.csv"
    path.write_text("题干,答案,知识点\n会议纪要印发后要跟踪督办。,对,本处\n", encoding="utf-8")
    run(home, "bank", "import", str(path), "--yes")
    run(home, "quiz", "1", "--topic", "本处", stdin="1\n")
    tomorrow = NOW + timedelta(days=30)
    (mine,) = {one for one in banks(home) if one.startswith("bank-")}

    def reviews() -> int:
        return int(json.loads(run(home, "status", "--json", now=tomorrow).stdout)["due_reviews"])

    assert reviews() == 1
    run(home, "bank", "remove", mine, "--yes")
    assert reviews() == 0
    run(home, "bank", "import", str(path), "--yes")
    assert reviews() == 1


@pytest.mark.slow
def test_quiz_by_topic_asks_only_on_it(tmp_path: Path) -> None:
    run(tmp_path, "bank", "import", str(template(tmp_path)), "--yes")
    result = run(tmp_path, "quiz", "9", "--topic", "会务", stdin="3\n")
    assert "Question 1 of 3" in result.stdout
    assert run(tmp_path, "quiz", "--topic", "没有这个").exit_code == 1


def sheets(path: Path, *, hidden: bool) -> Path:
    """A bank on one sheet and another on a second, which may be hidden; a column no bank has."""
    book = openpyxl.Workbook()
    for name, state in (("新题", "visible"), ("旧题", "hidden" if hidden else "visible")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append(["题干", "选项A", "选项B", "答案", "难度系数"])
        sheet.append([f"{name}在哪张表？", "这张", "那张", "A", "0.8"])
    del book["Sheet"]
    book.save(path)
    return path


@pytest.mark.slow
def test_what_a_bank_file_holds_beside_questions_is_named_and_hidden_sheets_are_left_until_wanted(
    tmp_path: Path,
) -> None:
    home, path = tmp_path / "home", sheets(tmp_path / "t.xlsx", hidden=True)
    said = run(home, "bank", "check", str(path), language="zh").stdout
    assert "工作表【新题】：不认识的列，没有读取：E 【难度系数】" in said
    assert "工作表【旧题】：隐藏的工作表，有1行题目" in said
    assert run(home, "bank", "import", str(path), "--yes").exit_code == 0
    assert 1 in banks(home).values()
    assert run(home, "bank", "import", str(path), "--yes", "--with-hidden").exit_code == 0
    assert 2 in banks(home).values()


@pytest.mark.slow
def test_two_ids_that_differ_in_case_only_are_one_bank_and_that_is_asked(tmp_path: Path) -> None:
    for name, bank_id, asked in (("a", "LAW", "首都？"), ("b", "law", "国旗？")):
        text = f"题库名称,题库\n题库编号,{bank_id}\n题干,选项A,选项B,答案\n{asked},甲,乙,A\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    home = tmp_path / "home"
    assert run(home, "bank", "import", str(tmp_path / "a.csv"), "--yes").exit_code == 0
    asked_first = run(home, "bank", "import", str(tmp_path / "b.csv"))
    assert asked_first.exit_code == 1
    assert "LAW" in asked_first.stdout
    assert banks(home)["LAW"] == 1
    assert run(home, "bank", "import", str(tmp_path / "b.csv"), "--yes").exit_code == 0
    assert banks(home)["LAW"] == 2
    assert "law" not in banks(home)


BROKEN = {
    "digits": f"id = {'9' * 5000}".encode(),
    "hexadecimal": f"id = 0x{'f' * 5000}".encode(),
    "deep": b"id = " + b"[" * 5000,
    "nothing": b"",
    "bytes": b"\xff\xfe\x00",
    "number_for_text": b"id = 3\ntitle = nan",
    "no_day": b"from_day = 2026-02-30",
    "control": b'"\\u001b[31m" = "x"',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.slow
def test_one_bad_bank_or_list_in_the_data_folder_is_passed_over_with_a_notice(tmp_path: Path, content: bytes) -> None:
    for file in (tmp_path / "banks" / "mine" / "pack.toml", tmp_path / "lists" / "unit" / "2026-01-01.toml"):
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    status = run(tmp_path, "status")
    assert status.exit_code == 0
    assert "lists/unit/2026-01-01.toml" in status.stdout + status.stderr
    listed = run(tmp_path, "bank", "list")
    assert "mine/pack.toml" in listed.stderr
    assert "campaign" in listed.stdout
    doctor = run(tmp_path, "doctor")
    assert "mine/pack.toml" in doctor.stdout + doctor.stderr
    assert "\x1b" not in doctor.stdout + doctor.stderr
    assert run(tmp_path, "note", "照常记录").exit_code == 0
