"""Finds and checks the packs in the folders it is given.

A pack is a folder: `pack.toml`; materials `*.md` with their English beside them in `*.en.md`; and questions in every
other `*.toml`, or in `pack.toml` itself. What is wrong is collected and hides nothing that is right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from content.errors import PackError, reason_of, was_refused
from content.markdown import front_matter
from content.marks import Bilingual
from content.models import Gap, Material, Pack, Question
from content.tomlfile import Table, has_controls, read_text, read_toml
from content.words import _

SHIPPED = Path(__file__).parent / "packs"
PACK, ENGLISH = "pack.toml", ".en.md"

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Catalog:
    """All packs that can be used, and what was wrong with the rest."""

    packs: tuple[Pack, ...] = ()
    """The packs in their order."""
    faults: tuple[PackError, ...] = ()
    """Why other files could not be used."""

    @staticmethod
    def shipped() -> Catalog:
        """The packs that come with the program, read once: nothing changes them while it runs."""
        packs = _shipped()
        if packs.faults:  # what the system refused is asked for again
            _shipped.cache_clear()
        return packs

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Catalog:
        """The packs in the folders, each a pack itself or a folder of packs; the first of two with one id stays."""
        faults: list[PackError] = []
        files = [file for folder in folders for file in _pack_files(folder, faults)]
        return cls()._and([(table, table.file.parent) for table in _tables(files, faults)], faults)

    def with_banks(self, banks: Path) -> Catalog:
        """These packs, and behind them the banks of a person.

        Of two with one id the one whose folder bears the id stays: another is a copy that a cloud drive made. Of a
        bank only its one file is read; what else lies in its folder somebody else put there.
        """
        faults: list[PackError] = []
        own = _tables(_pack_files(banks, faults), faults)
        in_order = sorted(own, key=lambda one: one.says("id") != one.file.parent.name)
        return self._and([(table, None) for table in in_order], faults)

    def _and(self, tables: Iterable[tuple[Table, Path | None]], faults: list[PackError]) -> Catalog:
        """These packs and those of the tables, each with the folder that belongs to it; `faults` came before."""
        packs = {pack.id: pack for pack in self.packs}
        for table, folder in tables:
            try:
                pack = _read_pack(table, packs, faults, folder)
                packs[pack.id] = pack
            except PackError as fault:
                faults.append(fault)
        return Catalog(tuple(packs.values()), (*self.faults, *faults))

    @classmethod
    def load_file(cls, file: Path) -> Catalog:
        """The one pack that stands in a file, with its questions in it; nothing beside it is read."""
        try:
            return cls.load_text(file, read_text(file))
        except PackError as fault:
            return cls((), (fault,))

    @classmethod
    def load_text(cls, file: Path, text: str) -> Catalog:
        """The same of a text that is not, or not yet, in that file."""
        faults: list[PackError] = []
        try:
            return cls((_read_pack(read_toml(file, text), {}, faults, None),), tuple(faults))
        except PackError as fault:
            return cls((), (*faults, fault))

    def must_be_read(self) -> None:
        """Pass when the system let every file of the packs be read.

        Raises:
            PackError: it did not; the file may hold packs and questions that are missing here.
        """
        for fault in self.faults:
            if was_refused(fault):
                raise fault

    def question(self, question_id: str) -> Question:
        """The question of that id.

        Raises:
            KeyError: no pack has such a question.
        """
        return self._asked[question_id][1]

    def pack_of(self, question_id: str) -> Pack:
        """The pack a question stands in.

        Raises:
            KeyError: no pack has such a question.
        """
        return self._asked[question_id][0]

    def questions(self, topics: Collection[str] = ()) -> tuple[Question, ...]:
        """The questions in the order of the packs; of some topics only, by their Chinese names, when any are given."""
        return tuple(question for _pack, question in self._asked.values() if not topics or question.topic.zh in topics)

    def changed(self, corrected: Mapping[str, Question], set_aside: Collection[str]) -> Catalog:
        """The same packs with some questions as a person corrected them, and without some."""
        packs = []
        for pack in self.packs:
            kept = [corrected.get(one.id, one) for one in pack.questions if one.id not in set_aside]
            packs.append(Pack(**{**dict(pack), "questions": tuple(kept)}))
        return Catalog(tuple(packs), self.faults)

    @property
    def materials(self) -> tuple[Material, ...]:
        """The materials in the order of the packs."""
        return tuple(material for pack in self.packs for material in pack.materials)

    @cached_property
    def _asked(self) -> dict[str, tuple[Pack, Question]]:
        return {question.id: (pack, question) for pack in self.packs for question in pack.questions}


@cache
def _shipped() -> Catalog:
    return Catalog.load((SHIPPED,))


def _pack_files(folder: Path, faults: list[PackError]) -> list[Path]:
    try:
        if (folder / PACK).is_file():
            return [folder / PACK]
        children = sorted(folder.iterdir())
    except OSError as error:
        faults.append(_refused(folder, error))
        return []
    found = []
    for child in children:
        try:
            found += [child / PACK] if (child / PACK).is_file() else []
        except OSError as error:  # one folder that may not be read hides no other
            faults.append(_refused(child / PACK, error))
    return found


def _tables(files: Iterable[Path], faults: list[PackError]) -> Iterator[Table]:
    for file in files:
        try:
            yield read_toml(file)
        except PackError as fault:
            faults.append(fault)


def _refused(path: Path, error: OSError) -> PackError:
    fault = PackError(path, None, _("cannot be read: {reason}").format(reason=reason_of(error)))
    fault.__cause__ = error
    return fault


def _files_in(folder: Path, ending: str, faults: list[PackError]) -> list[Path]:
    """The files of a pack's folder that end so, in order."""
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(ending))
    except OSError as error:
        faults.append(_refused(folder, error))
        return []


def _read_pack(table: Table, packs: dict[str, Pack], faults: list[PackError], folder: Path | None) -> Pack:
    """The pack of a `pack.toml`, beside those read before; its wrong questions and materials go to the faults.

    What else belongs to it lies in the folder, if one is given.
    """
    pack_id = table.take_text("id")
    if pack_id in packs:
        raise table.fault(_("another pack has the id {id}").format(id=pack_id))
    fields = {
        "title": table.take_bilingual("title"),
        "edition": table.take_bilingual("edition"),
        "source": table.take_bilingual("source"),
        "licence": table.take_text("licence"),
        "valid_from": table.take_day("valid_from"),
        "valid_until": table.take_day("valid_until"),
    }
    taken = {question.id for pack in packs.values() for question in pack.questions}
    questions = _questions(folder, list(table.take_tables("question")), taken, faults)
    table.finish()
    materials = _materials(folder, pack_id, faults) if folder else ()
    return _made(Pack, table, id=pack_id, **fields, questions=questions, materials=materials)


def _questions(
    folder: Path | None, tables: list[Table], taken: set[str], faults: list[PackError]
) -> tuple[Question, ...]:
    """The questions of the tables, which stand in `pack.toml` itself, and of the other files of its folder."""
    for file in _files_in(folder, ".toml", faults) if folder else ():
        if file.name == PACK:
            continue
        try:
            top = read_toml(file)
            tables += top.take_tables("question")
            top.finish()
        except PackError as fault:
            faults.append(fault)
    questions: dict[str, Question] = {}
    for table in tables:
        try:
            question = _question(table)
            if question.id in taken or question.id in questions:
                raise table.fault(_("the id {id} stands here twice").format(id=question.id))
            questions[question.id] = question
        except PackError as fault:
            faults.append(fault)
    return tuple(questions.values())


def _question(table: Table) -> Question:
    question = _made(
        Question,
        table,
        id=table.take_text("id"),
        type=table.take_text("type"),
        topic=table.take_bilingual("topic"),
        difficulty=table.take("difficulty"),
        stem=table.take_bilingual("stem"),
        options=table.take_bilinguals("options"),
        answer=tuple(table.take_text("answer", required=False)),
        gaps=_gaps(table),
        any_order=table.take_yes("any_order"),
        points=table.take_bilinguals("points"),
        fixed_order=table.take_yes("fixed_order"),
        explanation=table.take_bilingual("explanation", required=False),
        source=table.take_bilingual("source"),
        edition=table.take_bilingual("edition"),
        tags=table.take_texts("tags"),
    )
    table.finish()
    return question


def _gaps(table: Table) -> tuple[Gap, ...]:
    chinese, english = table.take_lists("gaps"), table.take_lists("gaps_en")
    if english and len(english) != len(chinese):
        raise table.fault(_("{key} and {key}_en differ in number").format(key="gaps"))
    return tuple(
        _made(Gap, table, zh=zh, en=en) for zh, en in zip(chinese, english or [()] * len(chinese), strict=True)
    )


def _made(model: type[M], table: Table, **fields: Any) -> M:
    """The model made of the fields; what it refuses becomes a PackError at the table's line."""
    try:
        return model(**fields)
    except ValidationError as error:
        raise table.fault(why_refused(error)) from None


def why_refused(error: ValidationError) -> str:
    """The first thing a model refused, in one line."""
    first = error.errors(include_url=False)[0]
    if cause := first.get("ctx", {}).get("error"):
        return str(cause)
    key = ".".join(str(part) for part in first["loc"])
    if first["input"] is None:
        return _("{key} is missing").format(key=key)
    return _("{key} cannot be {value}").format(key=key, value=_shown(first["input"]))


def _shown(value: object) -> str:
    """A value as somebody wrote it, shortened; a number may have more digits than can be written at all."""
    try:
        return repr(value)[:40]
    except ValueError:
        return "…"


def _materials(folder: Path, pack_id: str, faults: list[PackError]) -> tuple[Material, ...]:
    materials = []
    for file in _files_in(folder, ".md", faults):
        if file.name.endswith(ENGLISH):
            continue
        try:
            materials.append(read_material(file, pack_id))
        except PackError as fault:
            faults.append(fault)
    return tuple(materials)


def read_material(file: Path, pack_id: str) -> Material:
    """The material in a Markdown file with front matter, and its English beside it; else `title_en` and the like.

    Raises:
        PackError: it cannot be used; with the line.
    """
    chinese, text = _front_matter(file)
    english_file = file.with_name(file.stem + ENGLISH)
    english, english_text = _front_matter(english_file) if english_file.is_file() else (None, "")
    fields = {}
    for key in ("title", "topic", "source", "edition"):
        own = chinese.take_text(f"{key}_en", required=False)  # where there is no English beside it, its name at least
        fields[key] = Bilingual(chinese.take_text(key), english.take_text(key) if english else own)
    topics = tuple(chinese.take_text("quiz_topics", required=False).split()) or (fields["topic"].zh,)
    for table in filter(None, (chinese, english)):
        table.finish()
    text_in_both = Bilingual(text, english_text)
    return _made(Material, chinese, id=f"{pack_id}/{file.stem}", text=text_in_both, quiz_topics=topics, **fields)


def _front_matter(file: Path) -> tuple[Table, str]:
    """The lines `key: value` between the two `---` at the top of a Markdown file, and the text after them."""
    front, text = front_matter(read_text(file))
    if not front:
        raise PackError(file, 1, _("must begin with title, topic, source and edition between two lines ---"))
    if has_controls(text):
        raise PackError(file, None, _("holds control characters"))
    pairs = (re.split("[:：]", line, maxsplit=1) for line in front.split("\n") if line.strip())
    return Table(file, {pair[0].strip(): pair[-1].strip() for pair in pairs}, line=1), text.lstrip("\n")
