"""The program as people install it: a wheel built from this checkout, and a folder it is installed into."""

from __future__ import annotations

import compileall
import importlib.util
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parent.parent


def built_wheel(source: Path, folder: Path) -> Path:
    """The wheel of a checkout or an sdist, written into `folder`.

    Where hatchling is not installed, pip fetches it for the build.

    Raises:
        RuntimeError: it could not be built; the words are pip's.
    """
    alone = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    _pip("wheel", "--no-deps", *alone, "--wheel-dir", str(folder), str(source))
    return next(folder.glob("sixdonts-*.whl"))


def install(wheel: Path, folder: Path) -> Path:
    """The wheel alone, unpacked into `folder` and compiled; its dependencies are those of this Python."""
    _pip("install", "--no-deps", "--target", str(folder), str(wheel))
    compileall.compile_dir(folder, quiet=2)
    return folder


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr or done.stdout)
