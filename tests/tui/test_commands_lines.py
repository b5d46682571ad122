"""Several matters given to `matter add` at once, and a filter that is not understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage.journal import Journal
from tests.tui.commanding import NOW, run


def titles(home: Path) -> set[str]:
    return {one.title for one in Journal.open(home, clock=lambda: NOW).matters.open()}


def test_several_lines_are_several_matters(tmp_path: Path) -> None:
    assert run(tmp_path, "matter", "add", "1. 张主任 年底前 报材料\n2. 整理档案").exit_code == 0
    assert titles(tmp_path) == {"报材料", "整理档案"}


def test_a_line_that_is_not_understood_is_named_and_none_is_saved(tmp_path: Path) -> None:
    done = run(tmp_path, "matter", "add", "整理档案\n节后报总结")
    assert done.exit_code == 1
    assert "节后报总结" in done.output
    assert not titles(tmp_path)


def test_a_period_that_is_not_understood_is_wrong_usage_of_a_search(tmp_path: Path) -> None:
    done = run(tmp_path, "find", "时段:上周")
    assert done.exit_code == 2
    assert "上周" in done.output


@pytest.mark.parametrize(
    ("arguments", "exit_code", "says"),
    [
        (["find", ""], 2, "不能为空"),
        (["find", " ", "\u3000"], 2, "不能为空"),
        (["note", "add", "a", "--text", "-"], 1, "没有保存"),
        (["material", "add", "{home}/nothing"], 1, "不存在"),
        (["material", "add", "{home}"], 1, "是文件夹"),
        (["import", "notes", "{home}/nothing"], 1, "不存在"),
        (["import", "notes", "{home}"], 1, "没有 Markdown 文件"),
    ],
)
def test_what_is_empty_or_not_there_is_told_as_that(
    tmp_path: Path, arguments: list[str], exit_code: int, says: str
) -> None:
    told = run(tmp_path, *(one.format(home=tmp_path) for one in arguments), language="zh")
    assert (told.exit_code, says in told.output) == (exit_code, True)


def test_more_than_can_be_taken_at_once_is_refused_whole_and_not_cut(tmp_path: Path) -> None:
    done = run(tmp_path, "matter", "add", "-", "--no-due", stdin="整理档案\n" * 20_000, language="zh")
    assert done.exit_code == 1
    assert "内容太多" in done.output
    assert not titles(tmp_path)


def test_lines_that_look_like_one_notice_are_saved_only_once_it_is_said_how_many_they_are(tmp_path: Path) -> None:
    notice = "各位：\n1.报工作总结\n2.报明年计划"
    done = run(tmp_path, "matter", "add", "-", stdin=notice)
    assert (done.exit_code, titles(tmp_path)) == (1, set())
    assert "--one" in done.output
    assert run(tmp_path, "matter", "add", "-", "--one", stdin=notice).exit_code == 0
    assert titles(tmp_path) == {"各位： 1.报工作总结 2.报明年计划"}


def test_words_that_nobody_put_in_quotes_are_one_line(tmp_path: Path) -> None:
    assert run(tmp_path, "matter", "add", "王处", "12月4日前", "报名单", "--yes").exit_code == 0
    [matter] = Journal.open(tmp_path, clock=lambda: NOW).matters.open()
    assert (matter.given_by, matter.title, matter.original) == ("王处", "报名单", "王处 12月4日前 报名单")
    assert run(tmp_path, "note", "学代表法", "第三章", "--minutes", "30").exit_code == 0
    assert [one.title for one in Journal.open(tmp_path, clock=lambda: NOW).notes.all()] == ["学代表法 第三章"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["note", "add", "a", "--day", "11月31日"], "没有11月31日这一天"),
        (["matter", "add", "a", "--due", "2026-11-31"], "没有2026-11-31这一天"),
        (["meeting", "add", "31日", "支部党员大会"], "没有2026-11-31这一天"),
        (["note", "list", "--period", "2026-11-01..2026-11-31"], "没有2026-11-31这一天"),
        (["note", "list", "--period", "2026-11-30..2026-11-01"], "请把开始日期写在前面：2026-11-01..2026-11-30"),
        (["find", "时段:2026-11-30..2026-11-01"], "请把开始日期写在前面：2026-11-01..2026-11-30"),
        (["note", "list", "--period", "0206-11"], "0206-11早于1949年，请核对年份"),
        (["note", "add", "a", "--day", "0206-11-02"], "0206-11-02早于1949年，请核对年份"),
        (["matter", "add", "a", "--due", "2206-12-01"], "2206-12-01距今超过10年，请核对年份"),
        (["meeting", "add", "0206年11月2日", "支部党员大会"], "0206年11月2日早于1949年，请核对年份"),
        (["branch", "ledger", "--period", "0206"], "0206早于1949年，请核对年份"),
        (["note", "add", "a", "--minutes", "999999"], "一条笔记最多14400分钟（240小时）"),
        (["note", "add", "a", "--minutes", "9" * 30], "一条笔记最多14400分钟（240小时）"),
    ],
)
def test_a_day_a_period_or_a_time_that_cannot_be_is_told_with_its_cause(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    told = run(tmp_path, *arguments, language="zh")
    assert (told.exit_code, says in told.output) == (2, True), told.output


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2206年12月1日前报名单", "【2206年12月1日】距今超过10年，以哪天为限？"),
        ("0206年12月1日前报名单", "【0206年12月1日】早于1949年，以哪天为限？"),
    ],
)
def test_a_due_day_in_a_year_that_nobody_means_is_asked_and_nothing_saved(tmp_path: Path, line: str, says: str) -> None:
    told = run(tmp_path, "matter", "add", line, language="zh")
    assert (told.exit_code, says in told.output, titles(tmp_path)) == (1, True, set()), told.output


@pytest.mark.parametrize(
    ("more", "given"), [((), date(2026, 11, 23)), (("--given-on", "2026-11-20"), date(2026, 11, 20))]
)
def test_the_day_a_matter_was_given_is_that_of_the_line_unless_another_is_said(
    tmp_path: Path, more: tuple[str, ...], given: date
) -> None:
    lines = ["张主任昨天交办 12月4日前报名单", "12月4日前印清单"]
    said = run(tmp_path, "matter", "add", lines[0], *more, "--yes", language="zh")
    assert (said.exit_code, f"交办日期 2026年11月{given.day}日" in said.output) == (0, True), said.output
    assert run(tmp_path, "matter", "add", "-", "--each", "--yes", *more, stdin="\n".join(lines)).exit_code == 0
    saved = Journal.open(tmp_path, clock=lambda: NOW).matters.open()
    assert {(one.title, one.day) for one in saved if one.title == "报名单"} == {("报名单", given)}
