"""How well each topic is known, from the person's own answers."""

from __future__ import annotations

from datetime import timedelta

from content.catalog import Catalog
from content.spacing import after
from reports.progress import progress, stubborn
from storage.records import CardState, QuestionStanding
from tests.reports.making import AT


def standing(*answers: bool) -> QuestionStanding:
    """How a question stands after these answers, a day apart, the last of them a minute ago."""
    card = None
    for days, right in enumerate(answers, start=1 - len(answers)):
        card = CardState(**after(card, right, AT + timedelta(days=days, minutes=-1)))
    assert card is not None
    return QuestionStanding(card=card, asked=len(answers), right=sum(answers), last_right=answers[-1])


def test_what_was_wrong_the_last_time_is_not_remembered() -> None:
    catalog = Catalog.shipped()
    first, second, third = [one for one in catalog.questions() if one.topic.zh == "总体要求"][:3]
    standings = {first.id: standing(True), second.id: standing(True, False)}
    (topic,) = (one for one in progress(catalog, standings, AT) if one.topic.zh == "总体要求")
    assert (topic.asked, topic.answers, topic.right) == (2, 3, 2)
    assert topic.remembered is not None
    assert 0.45 < topic.remembered <= 0.5
    (none,) = (one for one in progress(catalog, {third.id: standing(False)}, AT) if one.topic.zh == "总体要求")
    assert none.remembered == 0


def test_wrong_again_and_again_is_what_was_wrong_twice_and_the_last_time() -> None:
    first, second, third, fourth = Catalog.shipped().questions()[:4]
    standings = {
        first.id: standing(False, True, False), second.id: standing(True, False),
        third.id: standing(False, False, True), fourth.id: standing(False, False, False),
    }  # fmt: skip
    assert [question for question, _standing in stubborn(Catalog.shipped(), standings)] == [fourth, first]
