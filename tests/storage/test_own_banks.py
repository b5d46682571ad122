"""Banks in the data folder, and what a person holds against a question, laid over any edition of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.catalog import Catalog
from content.errors import FileFaults
from content.importing.bank_plan import plan_import
from content.importing.unchecked import BankFile
from content.marks import Bilingual
from content.models import Pack, Question, QuestionType
from desk.desk import Desk
from storage.banks import banks_stamp, catalog_with, load_packs, own_ids, remove_bank, take_in
from storage.errors import WriteFailed
from storage.journal import Journal
from storage.records import Remark
from tests.own_banks import bring_in
from tests.tui.commanding import run

AT = datetime(2026, 11, 24, 4, tzinfo=UTC)
Fails = Callable[..., AbstractContextManager[list[int]]]
SHIPPED = {pack.id for pack in Catalog.shipped().packs}


def question(number: int, stem: str = "") -> Question:
    words = {
        "topic": Bilingual("会务"),
        "source": Bilingual("本处"),
        "edition": Bilingual("1"),
        "explanation": Bilingual(""),
    }
    stem = stem or f"第{number}问"
    return Question(
        id=f"own-{number}", type=QuestionType.TRUE_FALSE, difficulty=1, answer=("T",), stem=Bilingual(stem), **words
    )


def bank(*questions: Question, edition: str = "1") -> Pack:
    words = {"title": Bilingual("本处"), "edition": Bilingual(edition), "source": Bilingual("本处")}
    return Pack(id="own", licence="-", questions=questions, **words)


def own(home: Path) -> list[Pack]:
    return [pack for pack in load_packs(home).packs if pack.id not in SHIPPED]


@pytest.mark.slow
def test_a_bank_is_kept_replaced_and_taken_away(tmp_path: Path) -> None:
    assert own(tmp_path) == []
    for made in (bank(question(1)), bank(question(1), question(2), edition="2")):
        before = banks_stamp(tmp_path)
        bring_in(tmp_path, made)
        assert own(tmp_path) == [made]
        assert banks_stamp(tmp_path) != before
    assert own_ids(tmp_path) == {"own"}
    remove_bank(tmp_path, "own")
    remove_bank(tmp_path, "own")
    assert own(tmp_path) == []


@pytest.mark.parametrize("copy", ["OWN/pack.toml", "own (1)/pack.toml", "own/pack (1).toml", "own/more.toml"])
@pytest.mark.slow
def test_what_a_cloud_drive_put_beside_a_bank_is_not_read_for_it(tmp_path: Path, copy: str) -> None:
    bring_in(tmp_path, bank(question(1)))
    there = tmp_path / "banks"
    (there / copy).parent.mkdir(exist_ok=True)
    content = (there / "own" / "pack.toml").read_text(encoding="utf-8")
    (there / copy).write_text(content.replace("第1问", "冲突").replace("own-1", "own-9"), encoding="utf-8")
    assert own(tmp_path) == [bank(question(1))]
    said = run(tmp_path, "doctor").stdout.splitlines()
    assert len([line for line in said if line.startswith("- ")]) == 1, said


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_bank(tmp_path: Path, fails: Fails) -> None:
    bring_in(tmp_path, bank(question(1)))
    with fails("write", OSError(28, "No space left on device"), for_good=True), pytest.raises(WriteFailed):
        bring_in(tmp_path, bank(question(2)))
    assert own(tmp_path) == [bank(question(1))]


def remark(question_id: str, **fields: object) -> Remark:
    return Remark.new(AT, AT.date(), uid=Remark.uid_of(question_id), question_id=question_id, **fields)


def test_a_correction_and_what_is_set_aside_survive_a_newer_edition() -> None:
    remarks = [
        remark("own-1", corrected=question(1, "改过的第一问"), faulty="题干不清"),
        remark("own-2", set_aside=True),
        remark("gone-9", corrected=question(9)),
    ]
    for edition in (
        bank(question(1), question(2), question(3)),
        bank(question(1, "新版第一问"), question(2), edition="2"),
    ):
        asked = catalog_with(Catalog((edition,)), remarks)
        assert asked.question("own-1").stem.zh == "改过的第一问"
        with pytest.raises(KeyError):
            asked.question("own-2")
        assert len(asked.questions()) == len(edition.questions) - 1


@pytest.mark.slow
def test_the_desk_sees_a_bank_and_a_remark_that_another_program_wrote(tmp_path: Path) -> None:
    desk = Desk(tmp_path, clock=lambda: AT)
    before = len(desk.catalog.questions())
    assert desk.catalog is desk.catalog
    bring_in(tmp_path, bank(question(1), question(2)))
    assert len(desk.catalog.questions()) == before + 2
    Journal.open(tmp_path).remarks.add(remark("own-1", set_aside=True))
    assert len(desk.catalog.questions()) == before + 1
    Journal.open(tmp_path).remarks.edit(
        Remark.uid_of("own-1"),
        AT.date(),
        lambda old: old.changed(AT, set_aside=False, corrected=question(1, "改")) if old else remark("own-1"),
    )
    assert desk.catalog.question("own-1").stem.zh == "改"
    assert desk.corrected == {"own-1"}


@pytest.mark.slow
def test_two_who_bring_in_at_once_lose_nothing(tmp_path: Path) -> None:
    files = [BankFile(bank(question(number)), (2,)) for number in (1, 2)]
    plans = [plan_import(file, load_packs(tmp_path), own_ids(tmp_path)) for file in files]
    take_in(tmp_path, files[0], plans[0])
    with pytest.raises(FileFaults):
        take_in(tmp_path, files[1], plans[1])
    take_in(tmp_path, files[1], plan_import(files[1], load_packs(tmp_path), own_ids(tmp_path)))
    assert {one.id for one in own(tmp_path)[0].questions} == {"own-1", "own-2"}


@pytest.mark.slow
def test_a_bank_with_a_question_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    bring_in(tmp_path, bank(question(1), question(2)))
    path = tmp_path / "banks" / "own" / "pack.toml"
    path.write_text(path.read_text("utf-8").replace("difficulty = 1", "difficulty = 9", 1), encoding="utf-8")
    with pytest.raises(FileFaults) as caught:
        plan_import(BankFile(bank(question(3)), (2,)), load_packs(tmp_path), own_ids(tmp_path))
    assert "difficulty" in str(caught.value)


@pytest.mark.slow
def test_a_bank_with_the_id_of_a_pack_of_the_program_stands_beside_it(tmp_path: Path) -> None:
    pack = next(pack for pack in Catalog.shipped().packs if pack.id == "documents")
    changed = Question(**{**dict(pack.questions[0]), "stem": Bilingual("改过的题干")})
    file = BankFile(
        Pack(**{**dict(pack), "questions": (changed, question(1)), "materials": ()}), (2, 3), head=frozenset({"id"})
    )
    plan = plan_import(file, load_packs(tmp_path), own_ids(tmp_path))
    assert [one.id for one, _other in plan.taken] == [changed.id]
    assert [one.id for one in plan.new] == ["own-1"]
    take_in(tmp_path, file, plan)
    assert [one.id for one in own(tmp_path)[0].questions] == ["own-1"]


@pytest.mark.slow
def test_what_a_bank_is_called_stays_where_a_file_does_not_say(tmp_path: Path) -> None:
    bring_in(tmp_path, bank(question(1), edition="2026"))
    file = BankFile(bank(question(2), edition="1"), (2,))
    plan = plan_import(file, load_packs(tmp_path), own_ids(tmp_path))
    assert plan.pack.edition.zh == "2026"
