"""A wheelhouse: every wheel the program needs on one platform, and a script that installs them without a network."""

from __future__ import annotations

import email
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name, parse_wheel_filename

from benchmarks.wheel import TOP, built_wheel
from content.words import pick
from tools.delivery.making import WHOLE, NotMade, make_out, needed, pip_words, whole_folder

CARRIED = Path(__file__).with_name("carried")


class Platform(NamedTuple):
    """A kind of computer: the tags of wheels that run on it, and what markers of requirements go by."""

    tags: tuple[str, ...]
    environment: dict[str, str]
    installer: str


def _linux(machine: str) -> Platform:
    """Linux from glibc 2.17 on, which the older releases used in offices have."""
    named = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": machine}
    return Platform((f"manylinux2014_{machine}", f"manylinux_2_17_{machine}"), named, "install.sh")


_WINDOWS = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"}
PLATFORMS = {
    "win_amd64": Platform(("win_amd64",), _WINDOWS, "install.bat"),
    "linux_x86_64": _linux("x86_64"),
    "linux_aarch64": _linux("aarch64"),
}


def make_wheelhouses(platforms: Iterable[str], pythons: Sequence[str], out: Path) -> Iterator[Path]:
    """For each platform a folder in `out` from which any of these Pythons installs the program; where they lie.

    Raises:
        NotMade: a wheel could not be had, or not made, or the program does not run on one of these Pythons, or `out` is
            no folder.
    """
    _check_pythons(pythons)
    make_out(out)
    try:
        with tempfile.TemporaryDirectory() as built:
            wheel = built_wheel(TOP, Path(built))
            for platform in platforms:
                name = "-".join((*wheel.name.split("-")[:2], platform))
                with whole_folder(out, name) as folder:
                    for python in pythons:
                        _fetch_all(wheel, PLATFORMS[platform], python, folder / "wheels")
                    put_installer(folder, platform, pythons)
                yield out / name
    except RuntimeError as error:  # pip's words
        raise NotMade(pip_words(str(error))) from error


def _check_pythons(pythons: Sequence[str]) -> None:
    """Pass when the program runs on them all, as `3.N` each."""
    runs_on = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    for python in pythons:
        if not re.fullmatch(r"3\.\d{1,3}", python) or python not in SpecifierSet(runs_on):
            why = pick(f"：程序要 Python {runs_on}，写法如 3.12。",
                       f": the program needs Python {runs_on}, written such as 3.12.")  # fmt: skip
            raise NotMade(f"--python {python}{why}")


def _fetch_all(wheel: Path, platform: Platform, python: str, wheels: Path) -> None:
    """Put a wheel, all it needs and pip beside one another."""
    _download([str(wheel), "pip"], platform, python, wheels)
    environment = {**platform.environment, "python_version": python, "python_full_version": f"{python}.0",
                   "implementation_name": "cpython", "platform_python_implementation": "CPython"}  # fmt: skip
    while missing := needed(WHOLE, requires_of(wheels).get, environment)[1]:
        _download(sorted(missing), platform, python, wheels)


def _download(wanted: Sequence[str], platform: Platform, python: str, wheels: Path) -> None:
    tags = [word for tag in platform.tags for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--only-binary=:all:",
               "--implementation=cp", f"--python-version={python}", *tags, "-c", str(TOP / "constraints.txt"),
               "-d", str(wheels), *wanted]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        where, why = f"{', '.join(platform.tags)}, Python {python}", pip_words(done.stderr)
        raise NotMade(pick(f"（{where}）要的软件包没有取全：{why}",
                           f"not every wheel could be had for {where}: {why}"))  # fmt: skip


def requires_of(wheels: Path) -> dict[str, list[str]]:
    """What the wheels of a folder ask for, by name."""
    found = dict[str, list[str]]()
    for wheel in wheels.glob("*.whl"):
        name = parse_wheel_filename(wheel.name)[0]
        with zipfile.ZipFile(wheel) as held:
            [file] = [one for one in held.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1]
            said = email.message_from_bytes(held.read(file))
        found[canonicalize_name(name)] = [str(one) for one in said.get_all("Requires-Dist", [])]
    return found


def put_installer(folder: Path, platform: str, pythons: Sequence[str]) -> None:
    """The script, with the Pythons it looks for, and what it goes by."""
    script = PLATFORMS[platform].installer
    text = (CARRIED / script).read_text(encoding="utf-8").replace("@PYTHONS@", " ".join(pythons))
    newline = "\r\n" if script.endswith(".bat") else "\n"
    (folder / script).write_text(text, encoding="utf-8", newline=newline)
    (folder / script).chmod(0o755)
    shutil.copyfile(CARRIED / "install.py", folder / "install.py")
    made_for = {"platform": platform, "pythons": list(pythons)}
    (folder / "made_for.json").write_text(json.dumps(made_for) + "\n", encoding="utf-8", newline="\n")
