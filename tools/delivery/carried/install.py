"""Install sixdonts from the wheels beside this file, without a network; install.sh or install.bat start it.

First the checksums, the computer and the Python are looked at; then `program` is made beside this file, and a starter.
What was installed before stays until that is done, and comes back where it fails.
"""

from __future__ import annotations

import hashlib
import json
import locale
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS, PROGRAM = HERE / "wheels", HERE / "program"
BEFORE = HERE / "program.before"  # what was installed before, until the new one is whole
STARTERS = {
    "nt": ("sixdonts.bat", '@echo off\r\n"%~dp0program\\Scripts\\python.exe" -P -m tui %*\r\n'),
    "posix": (
        "sixdonts",
        '#!/bin/sh\nhere=$(dirname -- "$(readlink -f -- "$0")")\nexec "$here/program/bin/python" -P -m tui "$@"\n',
    ),
}


class Refused(Exception):
    """It cannot be installed; the words say why and what to do."""


def words(chinese: str, english: str) -> str:
    """What is said, in the language of the system."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if os.name == "nt":
        named = locale.getlocale()[0] or ""
    return chinese if named.lower().startswith(("zh", "chinese")) else english


def check_sums() -> None:
    """Pass when every file is as it was when this was made, and no wheel has come in between.

    Raises:
        Refused: one is not.
    """
    try:
        lines = (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        listed = {file: checksum for checksum, _space, file in (line.partition("  ") for line in lines)}
    except (OSError, UnicodeDecodeError):
        listed = {}
    if "install.py" not in listed:
        raise Refused(words("SHA256SUMS 不在或读不了，请重新拷贝整个文件夹。",
                            "SHA256SUMS is missing or cannot be read; copy the whole folder again."))  # fmt: skip
    for file, checksum in listed.items():
        try:
            is_same = hashlib.sha256((HERE / file).read_bytes()).hexdigest() == checksum
        except OSError:
            is_same = False
        if not is_same:
            raise Refused(words(f"{file} 缺少或被改动，请重新拷贝整个文件夹。",
                                f"{file} is missing or was changed; copy the whole folder again."))  # fmt: skip
    for wheel in WHEELS.iterdir():
        if f"wheels/{wheel.name}" not in listed:
            raise Refused(words(f"wheels 里多出了 {wheel.name}，请重新拷贝整个文件夹。",
                                f"{wheel.name} does not belong in wheels; copy the whole folder again."))  # fmt: skip


def check_computer() -> None:
    """Pass when the wheels are for this computer and this Python.

    Raises:
        Refused: they are for another.
    """
    made_for = json.loads((HERE / "made_for.json").read_text(encoding="utf-8"))
    target, pythons = made_for["platform"], made_for["pythons"]
    here = sysconfig.get_platform().replace("-", "_")
    if here != target or (os.name == "posix" and platform.libc_ver()[0] != "glibc"):
        raise Refused(words(f"这是给 {target} 用的，这台电脑是 {here}，请换用对应的安装包。",
                            f"This is for {target}, and this computer is {here}; take its own."))  # fmt: skip
    this = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if this not in pythons:
        wanted = ", ".join(pythons)
        raise Refused(words(f"这是给 Python {wanted} 用的，这里是 {this}。",
                            f"This is for Python {wanted}, and this is {this}."))  # fmt: skip


def make_room() -> None:
    """Make the folder `program` anew, with nothing in it; one from before is put by.

    Raises:
        Refused: the system did not let it be written, or something else has that name.
    """
    try:
        if PROGRAM.is_symlink() or (PROGRAM.exists() and not PROGRAM.is_dir()):
            raise Refused(words(f"{PROGRAM} 不是安装出来的文件夹，请移走或改名后再装。",
                                f"{PROGRAM} is no folder of an installation; move it away, then install."))  # fmt: skip
        if BEFORE.exists():  # the last time was broken off: this is whole, and what has its name is not
            shutil.rmtree(PROGRAM, ignore_errors=True)
        elif PROGRAM.exists():
            PROGRAM.rename(BEFORE)
        PROGRAM.mkdir()
    except OSError as error:
        raise Refused(words(
            f"写不进 {HERE}（{error.strerror}）。先关掉开着的程序；没有写权限的，把整个文件夹拷贝到别处再装。",
            f"{HERE} cannot be written ({error.strerror}). Close the program if it is open; where you may not write, "
            "copy the whole folder elsewhere and install there.",
        )) from error  # fmt: skip


def put_back() -> None:
    """Take away what was not finished; what was installed before has its place again."""
    shutil.rmtree(PROGRAM, ignore_errors=True)
    if BEFORE.exists() and not PROGRAM.exists():
        BEFORE.rename(PROGRAM)


def install() -> None:
    """Put all wheels into the folder, and the starter beside it; what was there before goes then.

    Raises:
        Refused: pip could not install.
    """
    try:
        fill()
    except BaseException:
        put_back()
        raise
    shutil.rmtree(BEFORE, ignore_errors=True)


def fill() -> None:
    """Make the environment, put the wheels into it, and write the starter.

    Raises:
        Refused: a step failed.
    """
    name, text = STARTERS[os.name]
    [pip] = WHEELS.glob("pip-*.whl")
    python = PROGRAM / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run([sys.executable, "-I", "-m", "venv", "--without-pip", str(PROGRAM)])
    run([str(python), "-I", str(pip / "pip"), "--isolated", "--disable-pip-version-check", "install", "--quiet",
         "--no-index", "--no-cache-dir", "--find-links", str(WHEELS), "sixdonts[web]"])  # fmt: skip
    (HERE / name).write_bytes(text.encode("ascii"))
    (HERE / name).chmod(0o755)


def run(command: list[str]) -> None:
    """Run a step to its end.

    Raises:
        Refused: it failed; its last line is told.
    """
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise Refused(words(f"没有装成：{lines[-1]}", f"Not installed: {lines[-1]}"))


def main() -> int:
    """Install, and say how to open the program; or say in one line why not."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # both are text files
    try:
        check_sums()
        check_computer()
        make_room()
        print(words("校验一致：文件没有损坏或改动（不说明出自何人）。正在安装……",
                    "Checksums agree: no file was damaged or changed (not who made them). Installing ..."))  # fmt: skip
        install()
    except Refused as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(words("已中断，没有装成。", "Broken off; not installed."), file=sys.stderr)
        return 130
    except OSError as error:
        print(words(f"没有装成：{error}", f"Not installed: {error}"), file=sys.stderr)
        return 1
    print(
        words(f"装好了。打开：{HERE / STARTERS[os.name][0]}", f"Installed. To open it: {HERE / STARTERS[os.name][0]}")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
