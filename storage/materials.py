"""Materials that a person added: Markdown files with front matter in `materials/`, read as those of a pack are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.catalog import read_material
from content.errors import FileFaults, PackError
from content.front_matter import read_front_matter
from content.markdown import first_heading, paragraphs
from content.models import Material
from content.words import _
from storage.files import Notice
from storage.foreign_files import read_limited, text_of
from storage.kinds import text_files
from storage.records import clean_line, clean_text
from storage.text_files import bring_back, replace_text, take_away

FOLDER, OWN = "materials", "own"
FILE_LIMIT = 1024 * 1024
_READ = {
    "title": ("title", "标题"),
    "topic": ("topic", "主题", "类别"),
    "source": ("source", "来源", "出处"),
    "edition": ("edition", "版本"),
}


def own_materials(home: Path) -> tuple[list[Material], list[PackError]]:
    """The materials a person added, by title, and what is wrong with the others."""
    found, faults = [], []
    for file in text_files(home, FOLDER):
        try:
            found.append(read_material(file, OWN))
        except PackError as fault:
            faults.append(fault)
    return sorted(found, key=lambda one: one.title.zh), faults


def material_faults(home: Path) -> list[str]:
    """A line for each material that cannot be read."""
    return [str(fault) for fault in own_materials(home)[1]]


@dataclass(frozen=True)
class Incoming:
    """A material as a file says it: its title, the text to be kept, and what of its front matter is not taken."""

    title: str
    text: str
    not_taken: tuple[str, ...] = ()


def material_text(file: Path, title: str, topic: str, today: date) -> Incoming:
    """What is to be kept of a Markdown or plain text file in UTF-8 or gb18030.

    A title and a topic that are given stand before those that the file says itself.

    Raises:
        FileFaults: it is no such file, or there is nothing in it.
    """
    if not file.exists():
        raise FileFaults([(0, _("is not there; check the name and the folder"))])
    if not file.is_file():
        raise FileFaults([(0, _("is a folder or a device, not a file; choose a file"))])
    if file.suffix.lower() not in (".md", ".markdown", ".txt"):
        raise FileFaults([(0, _("is no text; save it as .md or .txt"))])
    front = read_front_matter(clean_text(text_of(read_limited(file, FILE_LIMIT)).removeprefix("\ufeff")))
    text = front.body
    if not text.strip():
        raise FileFaults([(0, _("is empty"))])
    if file.suffix.lower() == ".txt":
        text = paragraphs(text)
    said = {name: clean_line(_as_line(front.first(*keys))) for name, keys in _READ.items()}
    title = clean_line(title) or said["title"] or clean_line(first_heading(text)) or clean_line(file.stem)
    topic = clean_line(topic) or said["topic"] or _("my own")
    source = said["source"] or _("added by myself: {file}").format(file=clean_line(file.name) or "?")
    kept = {"title": title, "topic": topic, "source": source, "edition": said["edition"] or today.isoformat()}
    head = "\n".join(f"{key}: {value}" for key, value in kept.items())
    not_taken = front.others(*(key for keys in _READ.values() for key in keys))
    return Incoming(title, f"---\n{head}\n---\n\n{text.strip()}\n", tuple(not_taken))


def _as_line(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def not_taken_words(incoming: Incoming) -> str:
    """What of a material's front matter is not taken, in a line; empty where all is."""
    keys = _(", ").join(" ".join(key.split())[:20] for key in incoming.not_taken[:8])
    return _("not taken of what stands at its top: {keys}").format(keys=keys) if keys else ""


def save_material(home: Path, title: str, text: str, *, notices: list[Notice] | None = None) -> str:
    """Keep a material durably; its id. The same title replaces what was kept under it.

    Raises:
        StorageError: it could not be written.
    """
    stem = hashlib.sha256(title.encode()).hexdigest()[:16]
    replace_text(home, home / FOLDER / f"{stem}.md", text.encode, notices=notices)
    return f"{OWN}/{stem}"


def remove_material(home: Path, material_id: str, *, notices: list[Notice] | None = None) -> None:
    """Take a material away; the file a person gave is not touched.

    Raises:
        StorageError: the system refused.
    """
    take_away(home, _place(home, material_id), notices=notices)


def bring_material_back(home: Path, material_id: str, *, notices: list[Notice] | None = None) -> bool:
    """Put a material back that was removed; nothing, and False, when one of its title was added since.

    Raises:
        StorageError: the system refused.
    """
    return bring_back(home, _place(home, material_id), notices=notices)


def _place(home: Path, material_id: str) -> Path:
    return home / FOLDER / f"{material_id.partition('/')[2]}.md"
