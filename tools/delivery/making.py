"""What every delivery is made of: a folder that is whole or not there, its checksums, and what a program needs."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SUMS = "SHA256SUMS"
WHOLE = "sixdonts[web]"  # with what it needs in a browser: an office computer may have no good terminal


class NotMade(Exception):
    """A delivery could not be made; the words say why and what to do."""


@contextmanager
def whole_folder(out: Path, name: str) -> Iterator[Path]:
    """A folder to fill that afterwards lies in `out` under its name with checksums; one made before is replaced.

    Raises:
        NotMade: something else lies under that name.
        OSError: the system refused.
    """
    target = out / name
    if target.exists() and not (target / SUMS).is_file():
        raise NotMade(f"{target} is there and is no delivery; move it away or name another folder.")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{name}.", dir=out) as made:
        folder = Path(made) / name
        folder.mkdir()
        yield folder
        (folder / SUMS).write_text(sums_of(folder), encoding="utf-8", newline="\n")
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)


def sums_of(folder: Path) -> str:
    """A line for each file of a folder, as `sha256sum` writes them."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{hashlib.sha256((folder / file).read_bytes()).hexdigest()}  {file}\n" for file in files)


def needed(
    name: str, requires: Callable[[str], Iterable[str] | None], environment: Mapping[str, str] | None = None
) -> tuple[set[str], set[str]]:
    """Which distributions one needs, itself with them; and the requirements among them that nothing meets.

    requires: what a distribution asks for, by its name; None where there is none. environment: what markers go by,
    where it is not this Python. pip goes by this one whatever platform it downloads for.
    """
    found, unmet, waiting = set[str](), set[str](), [Requirement(name)]
    seen = set[str]()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        one = canonicalize_name(requirement.name)
        if (asked := requires(one)) is None:
            unmet.add(str(requirement).partition(";")[0].strip())
            continue
        found.add(one)
        for extra in ("", *requirement.extras):
            held = {**(environment or {}), "extra": extra}
            below = [Requirement(text) for text in asked]
            waiting += [each for each in below if each.marker is None or each.marker.evaluate(held)]
    return found, unmet
