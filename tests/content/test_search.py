"""What a person types is understood, and finds what has it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.comparing import plain
from content.initials import initials_pattern
from content.period import Period
from content.search import NOTE, Query, SearchEntry, context, first_hit, hits, in_order, read_query

ENTRY = SearchEntry(
    NOTE, "1", "学习监督法 ABC", "专项工作报告的听取和审议，议题来源要写明。", date(2026, 11, 23), ("预算",),
    ("note", "笔记", "self", "自学"), "《监督法》",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("监督法 报告", True), ("监督法 决算", False), ("abc", True), ("ＡＢＣ", True), ('"工作报告的听取"', True),
        ("“工作报告 的”", False), ("tag:预算", True), ("标签：预算", True), ("tag:宪法", False), ("tag:ys", True),
        ("kind:note", True), ("类别:自学", True), ("kind:事项", False), ("material:监督", True), ("材料:条例", False),
        ("period:2026-Q4", True), ("时段:2026-10", False), ("jdf", True), ("xxjdf", True), ("dxf", False),
        ("监督法 period:2026 tag:预算 报告", True), ("预算", True),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_found(text: str, found: bool) -> None:
    assert ENTRY.matches(read_query(text)) == found


def test_a_period_that_is_none_is_said_and_left_aside() -> None:
    query = read_query("报告 period:2026-13")
    assert query.words == ("报告",)
    assert query.period is None
    assert "2026-13" in query.faults[0]
    assert read_query("period:2026-q4").period == Period.parse("2026-Q4")


@pytest.mark.parametrize(
    ("text", "named"),
    [("tag:", "tag:"), ("标签：", "标签："), ('材料:""', "材料:"), ("Period:", "Period:"), ('""', '""'), ("#", "#"),
     (" ＃ ", "#")],
)  # fmt: skip
def test_what_says_nothing_to_look_for_is_said(text: str, named: str) -> None:
    query = read_query(text)
    assert not query
    [fault] = query.faults
    assert "没有写明要找什么" in fault
    assert named in fault


def test_of_a_long_period_that_is_none_only_the_beginning_is_said() -> None:
    [fault] = read_query("period:" + "2" * 40).faults
    assert "2" * 20 in fault
    assert "2" * 21 not in fault


def test_a_word_with_a_colon_that_names_no_field_is_a_word() -> None:
    assert read_query("http://a").words == ("http://a",)
    assert read_query('say:"好 的"').words == ("say:", "好 的")


def test_a_material_is_looked_for_in_the_material_and_only_where_there_is_none_in_the_title() -> None:
    note = SearchEntry(NOTE, "1", "学习预算法", "", material="《监督法》")
    alone = SearchEntry(NOTE, "2", "预算法", "")
    asked = [read_query(text) for text in ("material:监督", "material:预算", "material:jd", "material:ys")]
    assert [note.matches(query) for query in asked] == [True, False, True, False]
    assert [alone.matches(query) for query in asked] == [False, True, False, True]


def test_first_letters_that_a_tag_does_not_begin_with_do_not_find_it() -> None:
    assert not ENTRY.matches(read_query("tag:xf"))


def test_the_first_of_several_words_is_where_the_context_is_taken() -> None:
    assert first_hit("监督 报告", read_query("报告 监督")) == 0
    assert first_hit("听取报告 监督", read_query("监督 报告")) == 2
    assert first_hit("听取报告", read_query("监督")) == 0


@pytest.mark.parametrize(
    ("before", "shown"),
    [("", "报告"), ("一二三四五六七八", "一二三四五六七八报告"), ("零一二三四五六七八", "..一二三四五六七八报告")],
)
def test_the_context_begins_eight_signs_before_the_first_hit_and_ends_sixty_behind(before: str, shown: str) -> None:
    said = context(before + "报告" + "文" * 90, read_query("报告"))
    assert said.startswith(shown + "文")
    assert len(said.removeprefix("..")) == 68


def test_hits_that_touch_are_one() -> None:
    assert hits("学习监督法", read_query("监督 法")) == [(2, 5)]
    assert hits("学习监督法", read_query("学 法")) == [(0, 1), (4, 5)]


@pytest.mark.parametrize("text", ["报告", "tag:预算", "kind:note", "material:条例", "period:2026"])
def test_one_condition_of_any_kind_is_enough_to_look(text: str) -> None:
    assert read_query(text)


def test_first_letters_are_marked_where_they_are_looked_for_and_no_word_stands() -> None:
    query = read_query("jdf")
    assert hits("学习监督法", query) == [(2, 5)]
    assert hits("学习监督法", query, initials=False) == []
    assert hits("jdf 监督法", query) == [(0, 3)]


@given(st.text())
def test_any_text_is_a_query_and_none_breaks_a_search(text: str) -> None:
    query = read_query(text)
    ENTRY.matches(query)
    for start, end in hits(ENTRY.body, query):
        assert 0 <= start < end <= len(ENTRY.body)
    assert context(ENTRY.body, query)


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [("m2", "共30㎡用房", "㎡"), ("人大", "省⼈大", "⼈大"), ('"a b"', "x A　 ｂ y", "A　 ｂ"), ("1", "第①项", "①"),
     ("é", "cafe\u0301s", "e\u0301"), ("股份", "㈱股份", "股份")],
)  # fmt: skip
def test_the_highlight_lies_on_what_was_found_where_signs_fold_into_several(typed: str, text: str, marked: str) -> None:
    query = read_query(typed)
    [(start, end)] = hits(text, query)
    assert text[start:end] == marked
    assert first_hit(text, query) == start


def test_a_phrase_behind_a_word_with_a_colon_is_looked_for_too() -> None:
    assert SearchEntry(NOTE, "1", "", '报告say:"好 的"').matches(read_query('say:"好 的"'))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=5), st.data())
def test_any_word_of_a_text_finds_it(word: str, data: st.DataObject) -> None:
    before, after = data.draw(st.text(max_size=5)), data.draw(st.text(max_size=5))
    entry = SearchEntry(NOTE, "1", "", before + word + after)
    assert entry.matches(Query((plain(word),)))
    spans = hits(entry.body, Query((plain(word),)))
    assert any(start <= len(before) < end for start, end in spans)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("xf", "宪法"),
        ("zqjl", "征求交流"),
        ("dbjy", "代表建议"),
        ("cq", "重庆"),
        ("zq", "重庆"),
        ("ab", "案卷"),
        ("yh", "银行"),
    ],
)
def test_first_letters_find_words_in_every_reading(word: str, text: str) -> None:
    expected = word != "ab"
    assert bool(initials_pattern(word).search(text)) == expected


def test_titles_come_first_then_the_newest() -> None:
    old = SearchEntry(NOTE, "old", "监督法", "", date(2020, 1, 1))
    new = SearchEntry(NOTE, "new", "其他", "监督法", date(2026, 1, 1))
    newer = SearchEntry(NOTE, "newer", "其他", "监督法", date(2026, 2, 1))
    assert [one.id for one in in_order([new, old, newer], read_query("监督法"))] == ["old", "newer", "new"]


def test_the_day_orders_what_was_found_whatever_the_ids_and_what_has_none_comes_last() -> None:
    days = {"c": date(2026, 1, 1), "a": date(2026, 2, 1), "z": None}
    entries = [SearchEntry(NOTE, uid, "", "监督法", day) for uid, day in days.items()]
    assert [one.id for one in in_order(entries, read_query("监督法"))] == ["a", "c", "z"]
