"""Where records stand whole beside the files they belong in, as far as a repair may believe it.

Of a file that cannot be read, everything its kind has in a `.bak` or in the newest backup that can be read; of single
records that are bad, or named in what cannot be read, the newest backup that has them whole. A copy that a cloud drive
made, a file that was set aside as damaged, one of another kind in the place of one, and a `.bak` before which an older
copy was put may each hold what is newer than what is in use: of these everything is offered.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from content.errors import FileFaults, reason_of
from storage import disk
from storage.beside import copied_file
from storage.errors import NewerFormat, NotRead
from storage.folder import Folder
from storage.gathered import TABLE
from storage.hurt import FileLook, bytes_of
from storage.kinds import Kind, kind_at
from storage.matter_shelf import file_of
from storage.merging import Offer
from storage.records import Record
from storage.restoring import Source
from storage.salvage import Found, found_in, named_in, whole_records
from storage.side_checks import must_list, strays

BAK = ".bak"
Looks = Mapping[str, Sequence[FileLook]]
Opener = tuple[str, Callable[[], AbstractContextManager[Source]]]


class Backups:
    """The backups there are, the newest first; each is opened when it is asked for first."""

    def __init__(self, openers: Sequence[Opener]) -> None:
        self._openers = dict(openers)
        self._open: dict[str, Source | None] = {}
        self._stack = ExitStack()

    def each(self, path: str) -> Iterator[tuple[str, bytes]]:
        """What they say in a file of that path, with the backup's name, the newest first; the same only once."""
        seen: set[bytes] = set()
        for name in self._openers:
            if (source := self._opened(name)) is None:
                continue
            try:
                content = source.read(path)
            except (
                FileNotFoundError,
                disk.NotPlain,
                disk.Damaged,
                KeyError,
                FileFaults,
            ):  # it is not in it, or damaged
                continue
            except OSError as error:
                raise NotRead(Path(name), path, reason_of(error)) from error
            if content not in seen:
                seen.add(content)
                yield name, content

    def paths(self) -> set[str]:
        """The paths of all that any of them holds."""
        found: set[str] = set()
        for name in self._openers:
            if (source := self._opened(name)) is not None:
                found |= set(source.names())
        return found

    def close(self) -> None:
        """Let them go."""
        self._stack.close()

    def _opened(self, name: str) -> Source | None:
        if name not in self._open:
            self._open[name] = None
            with contextlib.suppress(FileFaults, NewerFormat):
                self._open[name] = self._stack.enter_context(self._openers[name]())
        return self._open[name]


class Offers:
    """What may be offered to the files of a folder, looked at once."""

    def __init__(self, folder: Folder, looks: Looks, backups: Backups) -> None:
        self._folder, self._root, self._looks, self._backups = folder, folder.root, looks, backups
        self._beside = [
            (path, of)
            for path, _inside in strays(self._root, must_list)
            if (of := belongs_to(_inside)).endswith(".json")
        ]
        self._strange = [
            one for kind in looks.values() for one in kind if one.content and (one.is_hurt or one.is_other)
        ]

    def of(self, kind: Kind) -> Iterator[Offer]:
        """All that is offered to the files of a kind."""
        looks = self._looks[kind.name]
        model = FileLook("", kind).model
        for path, of in self._beside:
            if kind.has(of):
                name, source = of.removesuffix(".json"), path.relative_to(self._root).as_posix()
                yield from _offers(_sound(bytes_of(self._folder, path), model), name, source, replaces=True)
        if issubclass(model, Record):
            for strange in self._strange:
                if strange.kind is not kind:
                    for uid, found in whole_records(strange.content or b"", model):
                        yield Offer(uid, found, file_of(kind, found.value), f"{strange.name}.json", replaces=True)
        for look in looks:
            if look.is_older:
                backup = disk.backup_of(self._root / f"{look.name}.json")
                yield from _offers(_sound(bytes_of(self._folder, backup), model), look.name, BAK, replaces=True)
        yield from self._missing(kind, looks)

    def _missing(self, kind: Kind, looks: Sequence[FileLook]) -> Iterator[Offer]:
        """What fills the files that cannot be read, and the single records that are bad."""
        hurt = [look for look in looks if look.lacks]
        names = {look.name for look in looks}
        if hurt and kind.lies_in_folder:  # a record may have gone from one of its files to another
            names |= {path.removesuffix(".json") for path in self._backups.paths() if kind.has(path)}
        for look in [*looks, *(FileLook(name, kind) for name in sorted(names - {one.name for one in looks}))]:
            named = named_in(look.content or b"") if look.is_hurt else set()
            yield from self._from_backups(look, look.wanted() | named, is_whole=bool(hurt))

    def _from_backups(self, look: FileLook, wanted: set[str], *, is_whole: bool) -> Iterator[Offer]:
        if not (is_whole or wanted):
            return
        path = self._root / f"{look.name}.json"
        before = dict(_sound(bytes_of(self._folder, disk.backup_of(path)), look.model))
        yield from _offers((one for one in before.items() if is_whole or one[0] in wanted), look.name, BAK)
        left = wanted - before.keys()
        for name, content in self._backups.each(f"{look.name}.json"):
            if not (is_whole or left):
                return
            found = _decoded(content, look.model)
            if found is None:
                continue
            yield from _offers((one for one in found.items() if is_whole or one[0] in left), look.name, name)
            is_whole, left = False, left - found.keys()


def belongs_to(path: str) -> str:
    """The file to which a copy of a cloud drive, or a file set aside as damaged, belongs; empty for what is neither."""
    name, is_aside, _more = path.partition(".damaged-")
    if is_aside:
        of = name.removesuffix(BAK)
        return of if kind_at(of) else ""
    return copied_file(path)


def _offers(found: Iterator[tuple[str, Found]], file: str, source: str, *, replaces: bool = False) -> Iterator[Offer]:
    for uid, one in found:
        yield Offer(uid, one, file, source, replaces)


def _sound(content: bytes | None, model: type) -> Iterator[tuple[str, Found]]:
    """The whole records in the bytes of a file, read as one where that is possible."""
    if content is None:
        return
    decoded = _decoded(content, model)
    yield from whole_records(content, model) if decoded is None else decoded.items()


def _decoded(content: bytes, model: type) -> dict[str, Found] | None:
    """The whole records of a file that can be read as one of its kind; None of one that cannot."""
    try:
        documents = disk.decode_tables(content).get(TABLE, {})
    except disk.Damaged:
        return None
    found = {uid: one for uid, document in documents.items() if (one := found_in(model, uid, document)) is not None}
    return found if found or not documents else None
