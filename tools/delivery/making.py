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

from content.words import pick

SUMS = "SHA256SUMS"
WHOLE = "sixdonts[web]"  # with what it needs in a browser: an office computer may have no good terminal


class NotMade(Exception):
    """A delivery could not be made; the words say why and what to do."""


def make_out(out: Path) -> None:
    """Have the folder in which deliveries are put: before anything is built or fetched for it.

    Raises:
        NotMade: there is a file of that name, or above it.
        OSError: the system refused.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise NotMade(pick(f"{out} 是一个文件，或者在一个文件下面；请另写一个文件夹。",
                           f"{out} is a file or lies beneath one; name a folder.")) from error  # fmt: skip


def pip_words(said: str) -> str:
    """Why pip did not do it, in one line; that there is no network goes before what pip concludes from it."""
    if "connection broken by" in said or "Could not fetch URL" in said:
        return pick("连不上网络。请在能上网的电脑上做；要经过代理的，先设好 HTTPS_PROXY。",
                    "the network cannot be reached. Make it on a computer with one; where it goes by a proxy, set "
                    "HTTPS_PROXY first.")  # fmt: skip
    lines = said.strip().splitlines() or [""]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return pick("pip 说：", "pip says: ") + (errors or lines[-1:])[0]


@contextmanager
def whole_folder(out: Path, name: str) -> Iterator[Path]:
    """A folder to fill that afterwards lies in `out` under its name with checksums; one made before is replaced.

    Raises:
        NotMade: something else lies under that name, or `out` is no folder.
        OSError: the system refused.
    """
    target = out / name
    if target.exists() and not (target / SUMS).is_file():
        raise NotMade(pick(f"{target} 已经存在，不是以前做好的安装包；请移走它，或者另写一个文件夹。",
                           f"{target} is there and is no delivery; move it away or name another folder."))  # fmt: skip
    make_out(out)
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
