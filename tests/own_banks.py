"""A bank brought in, as the app and the command line do it."""

from __future__ import annotations

from pathlib import Path

from content.importing.bank_plan import plan_import
from content.importing.unchecked import BankFile
from content.marks import Bilingual
from content.models import Pack, Question, QuestionType
from storage.banks import load_packs, own_ids, take_in


def bring_in(home: Path, pack: Pack) -> None:
    """Take in a file that says of its bank what the pack does."""
    file = BankFile(
        pack, tuple(range(2, len(pack.questions) + 2)), head=frozenset({"id", "title", "edition", "source"})
    )
    take_in(home, file, plan_import(file, load_packs(home), own_ids(home)))


def true_or_false(home: Path) -> None:
    """A bank of five statements, each of which is true."""
    words = {name: Bilingual("本处") for name in ("topic", "source", "edition", "explanation")}
    questions = [
        Question(
            id=f"q-{n}", type=QuestionType.TRUE_FALSE, difficulty=1, answer=("T",), stem=Bilingual(f"第{n}题"), **words
        )
        for n in range(5)
    ]
    about = {name: Bilingual("本处") for name in ("title", "edition", "source")}
    bring_in(home, Pack(id="own", licence="-", questions=tuple(questions), **about))
