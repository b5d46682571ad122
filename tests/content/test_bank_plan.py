"""What bringing a bank in would change: what is new, the same, changed, asked elsewhere, or nearly so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.catalog import Catalog
from content.importing.bank_plan import BankPlan, plan_import
from content.importing.raw import Raw
from content.importing.unchecked import BankFile, bank_of
from content.models import Pack
from content.similar_texts import near

OPTIONS = ("三日", "五日", "七日")


def bank(*stems: str, ids: tuple[str, ...] = (), title: str = "本处题库", answer: str = "B") -> BankFile:
    texts = [{"stem": stem, "answer": answer} for stem in stems]
    for text, name in zip(texts, ids, strict=False):
        text["id"] = name
    return bank_of([Raw(number, text, OPTIONS) for number, text in enumerate(texts, start=2)], {}, title)


def plan(file: BankFile, *there: Pack) -> BankPlan:
    return plan_import(file, Catalog(there), {pack.id for pack in there})


def test_a_new_bank_is_new_and_the_same_again_is_the_same() -> None:
    first = plan(bank("来电几声内接听？", "来访登记几项？"))
    assert (len(first.new), first.same, first.changed) == (2, 0, ())
    again = plan(bank("来电几声内接听？", "来访登记几项？"), first.pack)
    assert (again.new, again.same, again.changed) == ((), 2, ())
    assert again.pack == first.pack


def test_what_the_file_does_not_name_stays() -> None:
    first = plan(bank("来电几声内接听？", "来访登记几项？"))
    more = plan(bank("公文几人核对？"), first.pack)
    assert len(more.new) == 1
    assert len(more.pack.questions) == 3


def test_a_corrected_question_keeps_its_id_with_an_id_and_without() -> None:
    first = plan(bank("收到来电后几声之内必须接听？", "来访登记几项？", ids=("", "q-2")))
    one, two = first.pack.questions
    assert two.id.endswith("-q-2")
    again = plan(bank("收到来电后几声以内应当接听？", "来访的人登记几项？", ids=("", "q-2")), first.pack)
    assert again.new == ()
    assert {(old.id, new.id) for old, new in again.changed} == {(one.id, one.id), (two.id, two.id)}
    assert {question.stem.zh for question in again.pack.questions} == {
        "收到来电后几声以内应当接听？",
        "来访的人登记几项？",
    }


def test_a_supplement_replaces_nothing_however_like_it_is() -> None:
    first = plan(bank("常委会会议由谁召集？", "来访登记几项？", "公文几人核对？"))
    more = plan(bank("常委会会议由谁主持？"), first.pack)
    assert (len(more.new), more.changed) == (1, ())
    assert len(more.pack.questions) == 4


def test_numbers_that_are_given_later_double_nothing() -> None:
    first = plan(bank("来电几声内接听？", "来访登记几项？"))
    again = plan(bank("来电几声内接听？", "来访登记几项？", ids=("1", "2")), first.pack)
    assert (again.new, again.same, again.changed) == ((), 2, ())


def test_another_question_with_the_same_options_is_not_taken_for_a_correction() -> None:
    first = plan(bank("来电几声内接听？"))
    assert len(plan(bank("会议材料提前多久送达？"), first.pack).new) == 1


def test_another_packs_question_is_neither_doubled_nor_changed() -> None:
    other = bank("来电几声内接听？", ids=("1",), title="别处").pack
    theirs = other.questions[0].id
    doubled = plan(bank("来电几声内，接听"), other)
    assert [(one.stem.zh, same.id) for one, same in doubled.doubled] == [("来电几声内，接听", theirs)]
    assert doubled.pack.questions == ()


def test_nearly_alike_is_named_within_the_file_and_elsewhere() -> None:
    other = bank("常委会会议一般每两个月举行一次，由谁召集？", title="别处").pack
    told = plan(
        bank("常委会会议一般每两个月举行一次，是谁召集？", "常委会会议一般每两个月举行一次，由谁来召集？"), other
    )
    assert len(told.new) == 2
    assert {second.id for _first, second in told.alike} <= {other.questions[0].id, told.new[0].id}
    assert len(told.alike) == 2


TEXTS = st.lists(
    st.text(st.sampled_from("常委会主任会议每两个月举行一次由谁召集主持"), min_size=4, max_size=20), max_size=8
)


def share(one: str, other: str) -> float:
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    return len(pairs[0] & pairs[1]) / len(pairs[0] | pairs[1])


@settings(max_examples=200)
@given(TEXTS, TEXTS)
@pytest.mark.slow
def test_nearness_is_what_comparing_every_pair_finds(texts: list[str], others: list[str]) -> None:
    from content.written import plain

    texts, others = [plain(text) for text in texts], [plain(text) for text in others]
    texts = [text for text in texts if len(text) > 1]
    others = [text for text in others if len(text) > 1]
    found = {place for place, _other in near(texts, others)}
    slow = {
        place
        for place, text in enumerate(texts)
        if any(share(text, other) >= 0.8 for other in (*others, *texts[:place]))
    }
    assert found == slow
