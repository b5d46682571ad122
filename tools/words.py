"""Keep the translations in step with the source.

python tools/words.py              bring the catalogues up to date and compile them
python tools/words.py --add FILE   the same, with the Chinese of a JSON file {"English": "中文"}
python tools/words.py --check      change nothing; exit 1 when the source, .po and .mo differ or Chinese is missing
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).parent.parent
ROOMS = ("tui", "screens", "reports", "storage", "content")
KEYWORDS = {"_": 1, "ngettext": 2, "mark_for_translation": 1}  # what asks for words, and how many forms
LOCALE = TOP / "content" / "locale"


def words_of_the_source() -> Catalog:
    """Every message the source asks for, with the file it stands in."""
    catalogue = Catalog(charset="utf-8")
    for room in ROOMS:
        for path in sorted((TOP / room).rglob("*.py")):
            for message in _asked_for(ast.parse(path.read_text(encoding="utf-8"))):
                catalogue.add(message, locations=[(path.relative_to(TOP).as_posix(), 0)])
    return catalogue


def _asked_for(tree: ast.AST) -> Iterator[str | tuple[str, ...]]:
    """The messages of a module, in f-strings too, where Babel's extractor does not look before Python 3.12."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            words = [one.value for one in node.args[: KEYWORDS[node.func.id]] if isinstance(one, ast.Constant)]
            forms = tuple(word for word in words if isinstance(word, str))
            if len(forms) == KEYWORDS[node.func.id]:
                yield forms if len(forms) > 1 else forms[0]


def read(language: str) -> Catalog:
    """The catalogue as it is committed."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po_path(language: str) -> Path:
    """Where a language's catalogue stands."""
    return LOCALE / language / "LC_MESSAGES" / "sixdonts.po"


def brought_up_to_date(language: str, source: Catalog, added: dict[str, str]) -> Catalog:
    """The catalogue with exactly the messages of the source; English says what the source says."""
    old = read(language)
    new = Catalog(
        locale=language, charset="utf-8", header_comment="# Written by tools/words.py.", project="sixdonts", fuzzy=False
    )
    for message in source:
        if not message.id:
            continue
        ids = _forms(message.id)
        known = old.get(ids[0])
        string = ids if language == "en" else _forms(added.get(ids[0]) or (known.string if known else ""))
        new.add(
            message.id,
            string if len(ids) > 1 else string[0],
            locations=message.locations,
            flags=message.flags - {"fuzzy"},
        )
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    """The .po file, without anything that differs from run to run."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, sort_output=True, omit_header=False, include_lineno=False, width=0)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Report-Msgid')
    return b"\n".join(line for line in buffer.getvalue().split(b"\n") if not line.startswith(dated))


def mo_bytes(po: bytes, language: str) -> bytes:
    """The compiled catalogue of a .po file."""
    buffer = io.BytesIO()
    catalogue = read_po(io.BytesIO(po), locale=language)
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # else it is the moment of now
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """The messages without words."""
    return [str(message.id) for message in catalogue if message.id and not all(_forms(message.string))]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    added = json.loads(options.add.read_text(encoding="utf-8")) if options.add else {}
    source = words_of_the_source()
    faults = []
    for language in ("zh_CN", "en"):
        catalogue = brought_up_to_date(language, source, added)
        po = po_bytes(catalogue)
        for path, wanted in ((po_path(language), po), (po_path(language).with_suffix(".mo"), mo_bytes(po, language))):
            if path.exists() and path.read_bytes() == wanted:
                continue
            if options.check:
                faults.append(f"{path.relative_to(TOP)} is not current: run python tools/words.py")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wanted)
        faults += [f"{language}: no words for {text!r}" for text in missing(catalogue)]
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
