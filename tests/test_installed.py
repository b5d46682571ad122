"""Wheel, editable install, sdist and a plain checkout speak Chinese, whatever was compiled before."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.wheel import built_wheel, install

TOP = Path(__file__).parent.parent
MESSAGES = Path("content/locale/zh_CN/LC_MESSAGES")
pytestmark = pytest.mark.slow
needs_hatchling = pytest.mark.skipif(
    not (importlib.util.find_spec("hatchling") and importlib.util.find_spec("editables")),
    reason="hatchling and editables are not installed: pip install -e '.[dev]'",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """This tree as a plain checkout: no git, nothing compiled."""
    return copied(tmp_path / "checkout")


def copied(to: Path) -> Path:
    unwanted = shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", ".hypothesis", "*.mo", "__pycache__", "dist", "build", "*.egg-info"
    )
    return Path(shutil.copytree(TOP, to, ignore=unwanted))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, which tmp_path is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


MODULES = (
    "__future__, ast, bisect, collections.abc, contextlib, errno, functools, gettext, io, locale, os, pathlib, re, "
    "struct"
)
AS_NOBODY = f"import {MODULES}, typing; os.setuid(65534)\n"  # who may not look into Python's own folder, perhaps


def said(folder: Path, before: str = "") -> list[str]:
    """A plain word, one with a context and one with a plural of the program in `folder`, and where it was found."""
    code = (
        f"{before}import site, sys; sys.path.insert(0, {str(folder)!r}); site.addsitedir({str(folder)!r})\n"
        "import content.words as words\n"
        "print(words._('kept'), words._('answer', context='question'))\n"
        "print(words.ngettext('{n} fault.', '{n} faults.', 2)); print(words.__file__)\n"
    )
    done = subprocess.run(  # without this Python's own site, where the checkout itself is installed
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", code], capture_output=True, text=True, encoding="utf-8",
        cwd=folder, check=False,
    )  # fmt: skip
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


CHINESE = ["做到 答案", "共{n}处问题。"]


def files(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def wheel_of(source: Path, folder: Path) -> Path:
    try:
        return built_wheel(source, folder)
    except RuntimeError as error:
        if importlib.util.find_spec("hatchling"):
            raise
        pytest.skip(f"no wheel without hatchling, and none could be fetched: {str(error)[-200:]}")


def test_a_wheel_carries_the_compiled_catalogue_alone_and_speaks_chinese(checkout: Path, tmp_path: Path) -> None:
    wheel = wheel_of(checkout, tmp_path / "dist")
    with zipfile.ZipFile(wheel) as held:
        names = [Path(name).name for name in held.namelist() if name.endswith((".mo", ".po"))]
        pages = {name for name in held.namelist() if name.startswith("tui/serving/") and not name.endswith(".py")}
    assert names == ["sixdonts.mo"]
    assert pages == {f"tui/serving/{name}" for name in ("page.html", "page.css", "page.js", "refused.html")}
    *words, place = said(install(wheel, tmp_path / "site"))
    assert words == CHINESE
    assert place.startswith(str(tmp_path / "site"))


@needs_hatchling
def test_an_sdist_carries_what_people_edit_and_its_wheel_speaks_chinese(checkout: Path, tmp_path: Path) -> None:
    built_wheel(checkout, tmp_path / "unused")  # a catalogue compiled before does not get in
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    [sdist] = (tmp_path / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as held:
        names = [Path(name).name for name in held.getnames() if name.endswith((".mo", ".po"))]
    assert names == ["sixdonts.po"]
    *words, place = said(install(built_wheel(sdist, tmp_path / "wheel"), tmp_path / "site"))
    assert words == CHINESE
    assert place.startswith(str(tmp_path / "site"))


@needs_hatchling
def test_an_editable_install_is_compiled_and_speaks_chinese(checkout: Path, tmp_path: Path) -> None:
    code = f"import os, hatchling.build; os.chdir({str(checkout)!r}); hatchling.build.build_editable({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert (checkout / MESSAGES / "sixdonts.mo").exists()
    [wheel] = tmp_path.glob("*.whl")
    *words, place = said(install(wheel, tmp_path / "site"))
    assert words == CHINESE
    assert place.startswith(str(checkout))


def test_a_plain_checkout_speaks_chinese_and_keeps_what_it_compiled(checkout: Path) -> None:
    before = files(checkout)
    assert said(checkout)[:2] == CHINESE
    assert set(files(checkout)) - set(before) == {str(MESSAGES / "sixdonts.mo")}
    once = files(checkout)
    assert said(checkout)[:2] == CHINESE
    assert files(checkout) == once  # compiled once, not at every start


def test_a_checkout_whose_chinese_was_edited_speaks_what_was_edited(checkout: Path) -> None:
    said(checkout)
    source, compiled = checkout / MESSAGES / "sixdonts.po", checkout / MESSAGES / "sixdonts.mo"
    source.write_text(source.read_text("utf-8").replace('msgstr "做到"', 'msgstr "做到了"'), "utf-8")
    later = compiled.stat().st_mtime_ns + 1_000_000_000
    os.utime(source, ns=(later, later))
    assert said(checkout)[0] == "做到了 答案"


@pytest.mark.skipif(os.name == "nt", reason="a folder cannot be made read-only by its mode here")
def test_a_read_only_checkout_speaks_chinese_and_nothing_is_written(open_folder: Path) -> None:
    checkout = copied(open_folder / "checkout")
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = files(checkout)
    try:
        assert said(checkout, AS_NOBODY if os.geteuid() == 0 else "")[:2] == CHINESE  # modes do not bind root
        assert files(checkout) == before
    finally:
        for path in (checkout, *checkout.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
