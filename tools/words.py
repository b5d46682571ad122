"""Keep the Chinese in step with the source.

python tools/words.py              bring the catalogue up to date
python tools/words.py --add FILE   the same, with the Chinese of a JSON file {"English": "中文"}; a message with a
                                   context is named "context|English"
python tools/words.py --check      change nothing; exit 1 when source and catalogue differ or Chinese is missing; warn
                                   of a message without a context whose Chinese differs from the same one with a context

English needs no catalogue: it stands in the source.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP))

from content.po import CONTEXT_END, PLURAL_END, read_po  # noqa: E402  the path comes first

ROOMS = ("tui", "screens", "desk", "reports", "storage", "content")
KEYWORDS = {"_": 1, "ngettext": 2, "mark_for_translation": 1}  # what asks for words, and how many forms
CATALOGUE = TOP / "content" / "locale" / "zh_CN" / "LC_MESSAGES" / "sixdonts.po"
HEADER = "Language: zh_CN\nPlural-Forms: nplurals=1; plural=0;\nContent-Type: text/plain; charset=utf-8\n"


def words_of_the_source() -> dict[str, str]:
    """Every message the source asks for, as gettext keys it, with its plural or nothing."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for path in sorted((TOP / room).rglob("*.py")):
            for message, plural in _asked_for(ast.parse(path.read_text(encoding="utf-8"))):
                found[message] = found.get(message) or plural
    return found


def _asked_for(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The messages of a module, in f-strings too, each with its plural."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS):
            continue
        forms = [_constant(one) for one in node.args[: KEYWORDS[node.func.id]]]
        if not all(forms) or len(forms) != KEYWORDS[node.func.id]:
            continue
        context = "".join(_constant(one.value) for one in node.keywords if one.arg == "context")
        yield (context + CONTEXT_END if context else "") + forms[0], "".join(forms[1:])


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def po_text(source: Mapping[str, str], chinese: Mapping[str, str]) -> str:
    """The catalogue as a .po file: the messages of the source in order, each with its Chinese."""
    blocks = ["# Written by tools/words.py.\n" + _entry("msgid", "") + _entry("msgstr", HEADER)]
    for key in sorted(source, key=lambda key: (key.rpartition(CONTEXT_END)[2], key)):
        context, _end, message = key.rpartition(CONTEXT_END)
        words, plural = chinese.get(key, ""), source[key]
        blocks.append(
            (_entry("msgctxt", context) if context else "")
            + _entry("msgid", message)
            + (_entry("msgid_plural", plural) if plural else "")
            + _entry("msgstr[0]" if plural else "msgstr", words)
        )
    return "\n".join(blocks)


def _entry(name: str, text: str) -> str:
    lines = [f'"{_escaped(line)}"\n' for line in text.splitlines(keepends=True)] or ['""\n']
    return f"{name} " + (lines[0] if len(lines) == 1 else '""\n' + "".join(lines))


def _escaped(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\b", "\\b")):
        text = text.replace(sign, escape)
    return text


def needing_context(source: Mapping[str, str], chinese: Mapping[str, str]) -> list[str]:
    """The messages that stand without a context beside the same one with a context and other Chinese."""
    contexts: dict[str, list[str]] = {}
    for key in source:
        context, _end, message = key.rpartition(CONTEXT_END)
        if context and message in source and chinese.get(key) != chinese.get(message):
            contexts.setdefault(message, []).append(context)
    return [f"{message!r} needs a context too: it differs in {', '.join(names)}" for message, names in contexts.items()]


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    added = json.loads(options.add.read_text(encoding="utf-8")) if options.add else {}
    there = CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""
    chinese = {key.partition(PLURAL_END)[0]: "".join(forms) for key, forms in read_po(there).items()}
    chinese |= {key.replace("|", CONTEXT_END, 1): words for key, words in added.items() if "|" in key} | added
    source = words_of_the_source()
    wanted = po_text(source, chinese)
    faults = [f"no Chinese for {key!r}" for key in source if not chinese.get(key)]
    if wanted != there and options.check:
        faults.append(f"{CATALOGUE.relative_to(TOP)} is not current: run python tools/words.py")
    elif wanted != there:
        CATALOGUE.write_text(wanted, encoding="utf-8")
    doubts = [f"warning: {words}" for words in needing_context(source, chinese)]
    print(*faults, *doubts, sep="\n", end="\n" if faults or doubts else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
