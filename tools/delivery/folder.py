"""A folder that needs no Python: the program with an interpreter and all it needs, for a system such as this one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.utils import canonicalize_name

from benchmarks.wheel import TOP, built_wheel, install
from content.words import pick
from tools.delivery.making import WHOLE, NotMade, make_out, needed, pip_words, whole_folder

FLOORS = ("tui", "screens", "desk", "reports", "storage", "content")  # what is only named in texts is found by these
START = "from tui.__main__ import main\n\nmain()\n"


def make_folder(out: Path) -> Path:
    """A folder in `out` that holds all the program needs on a system such as this one; where it lies.

    Raises:
        NotMade: PyInstaller is not there, or could not make it, or `out` is no folder.
    """
    if importlib.util.find_spec("PyInstaller") is None:
        command = "pip install -c constraints.txt -e '.[deliver]'"
        raise NotMade(pick(f"没有安装 PyInstaller：{command}", f"PyInstaller is not installed: {command}"))
    make_out(out)
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        try:
            wheel = built_wheel(TOP, work / "wheel")
            site = install(wheel, work / "site")
        except RuntimeError as error:  # pip's words
            raise NotMade(pip_words(str(error))) from error
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        name = "-".join((*wheel.name.split("-")[:2], platform, "folder"))
        with whole_folder(out, name) as folder:
            _bundle(site, work, folder)
    return out / name


def _bundle(site: Path, work: Path, folder: Path) -> None:
    """Fill the folder with what PyInstaller makes of the program installed in `site`."""
    start = work / "sixdonts.py"
    start.write_text(START, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--onedir", "--console", "--noconfirm", "--log-level=ERROR",
               "--name=sixdonts", f"--paths={site}", f"--distpath={work / 'dist'}", f"--workpath={work / 'work'}",
               f"--specpath={work}", "--copy-metadata=sixdonts", *_floors(), *_docx(), *_serve(), *_left_out(),
               str(start)]  # fmt: skip
    where = {**os.environ, "PYTHONPATH": str(site)}  # its own process: the files are taken from there, not from here
    done = subprocess.run(command, cwd=work, env=where, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotMade((done.stderr or done.stdout).strip().splitlines()[-1])
    for one in (work / "dist" / "sixdonts").iterdir():
        one.rename(folder / one.name)


def _floors() -> Iterator[str]:
    for floor in FLOORS:
        yield f"--collect-submodules={floor}"
        yield f"--collect-data={floor}"


def _docx() -> Iterator[str]:
    """python-docx opens `docx/parts/../templates`, so that a folder `docx/parts` must be on the disk."""
    yield "--collect-data=docx"
    [parts] = importlib.util.find_spec("docx.parts").submodule_search_locations  # type: ignore[union-attr, misc]
    yield f"--add-data={Path(parts) / '__init__.py'}{os.pathsep}docx/parts"


def _serve() -> Iterator[str]:
    """textual-serve asks for its own version, and the page for its script."""
    yield "--copy-metadata=textual-serve"
    yield "--collect-data=textual_serve"


def _left_out() -> Iterator[str]:
    """The modules of this Python that the program does not need, such as those of contributors' tools."""

    def requires(name: str) -> list[str] | None:
        try:
            return metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            return None

    wanted, _unmet = needed(WHOLE, requires)
    for module, held_by in metadata.packages_distributions().items():
        if not wanted & {canonicalize_name(one) for one in held_by} and module.isidentifier():
            yield f"--exclude-module={module}"
