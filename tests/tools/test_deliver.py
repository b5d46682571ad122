"""What is carried to a computer without a network does the main job there, and refuses what it is not for."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from packaging.utils import parse_wheel_filename

from tests.terminal import TOP, Terminal
from tests.test_whole_card import go_to
from tools.delivery.folder import make_folder
from tools.delivery.making import SUMS, WHOLE, NotMade, needed, sums_of, whole_folder
from tools.delivery.wheelhouse import PLATFORMS, make_wheelhouses, put_installer, requires_of

HERE = sysconfig.get_platform().replace("-", "_")
THIS = f"{sys.version_info[0]}.{sys.version_info[1]}"
ALONE = ("unshare", "-rn")  # a network namespace of its own, in which there is nothing
posix_only = pytest.mark.skipif(os.name == "nt", reason="a script for sh")


def has_namespaces() -> bool:
    return shutil.which("unshare") is not None and not subprocess.run([*ALONE, "true"], check=False).returncode


def wheelhouse(platform: str, out: Path) -> Path:
    """One made here, or the reason why it cannot be."""
    try:
        [made] = make_wheelhouses([platform], [THIS], out)
    except NotMade as error:
        if is_any_wheel_to_be_had(out):
            raise
        pytest.skip(f"no wheels without a network: {error}")
    return made


def is_any_wheel_to_be_had(out: Path) -> bool:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(out / "one"), "tinydb"]
    return not subprocess.run(command, capture_output=True, check=False).returncode


def does_the_main_job(program: Path, top: Path) -> None:
    """Mark the six, save a summary as a Word document, open it with python-docx; all without a network."""
    run = Terminal(top / "home", documents=top, program=[*ALONE, str(program)])
    run.until("已对照 0 / 6", seconds=60)
    for count in range(1, 7):
        run.press("1")
        run.until(f"已对照 {count} / 6")
    run.press("f9")
    run.until("记一件事项", "回车 保存")
    run.paste("张主任 5个工作日内 报送调研材料")
    run.press("enter")
    run.until("未办结 1 件")
    run.press("f7")
    run.until("第1版，未保存")
    go_to(run, "报送调研材料")
    run.press("space")
    run.until(when=lambda: "[x]" in run.selected)
    run.press("1")
    run.until("Ctrl+S 保存", "姓名")
    for name, field in (("姓名", "张三"), ("编号", "001"), ("支部", "第一党支部")):
        run.until(f"> {name}")
        run.paste(field)
        run.press("down")
    run.press("ctrl+s")
    run.until("回车 保存", "文件夹")
    run.press("ctrl+s")
    run.until("已保存", "回车 关闭", seconds=60)
    run.press("enter")
    run.end()
    [page] = top.rglob("张三_*.docx")
    assert "报送调研材料" in "\n".join(one.text for one in docx.Document(str(page)).paragraphs)


@pytest.mark.slow
@pytest.mark.skipif(HERE not in PLATFORMS or HERE.startswith("win"), reason="no wheelhouse is made for this system")
@pytest.mark.skipif(not has_namespaces(), reason="no network namespace of its own can be had here")
def test_what_a_wheelhouse_installs_does_the_main_job_without_a_network(tmp_path: Path) -> None:
    made = wheelhouse(HERE, tmp_path)
    done = installed(made, *ALONE)
    assert done.returncode == 0, done.stderr
    does_the_main_job(made / "sixdonts", tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("PyInstaller") is None, reason="PyInstaller is not installed: '.[deliver]'"
)
@pytest.mark.skipif(not has_namespaces(), reason="no network namespace of its own can be had here")
def test_a_folder_without_python_does_the_main_job_without_a_network(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "out")
    does_the_main_job(made / "sixdonts", tmp_path)
    assert (made / SUMS).read_text("utf-8").count("\n") == len([one for one in made.rglob("*") if one.is_file()]) - 1


@pytest.mark.slow
@pytest.mark.parametrize("platform", sorted(PLATFORMS.keys() - {HERE}))
def test_a_wheelhouse_for_another_platform_has_all_it_needs_and_only_what_runs_there(
    platform: str, tmp_path: Path
) -> None:
    wheels = wheelhouse(platform, tmp_path) / "wheels"
    tags = {one.name: {tag.platform for tag in parse_wheel_filename(one.name)[3]} for one in wheels.iterdir()}
    assert [name for name, held in tags.items() if not held & {"any", *PLATFORMS[platform].tags}] == []
    assert {"lxml", "pydantic-core", "markupsafe", "cryptography", "textual", "pip"} <= requires_of(wheels).keys()
    assert needed(WHOLE, requires_of(wheels).get, PLATFORMS[platform].environment)[1] == set()


# What it refuses


@pytest.mark.parametrize("python", ["3.10", "2.7", "latest", "3.11.4"])
def test_a_python_the_program_does_not_run_on_is_refused_before_anything_is_fetched(
    python: str, tmp_path: Path
) -> None:
    with pytest.raises(NotMade, match=rf"--python {python}：程序要 Python >=3\.11"):
        list(make_wheelhouses(PLATFORMS, ["3.11", python], tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A wheelhouse for this computer in which nothing but the checks can be tried: its only wheel is empty."""
    with whole_folder(tmp_path, "small") as folder:
        (folder / "wheels").mkdir()
        (folder / "wheels" / "pip-1-py3-none-any.whl").write_bytes(b"")
        put_installer(folder, HERE if HERE in PLATFORMS else "linux_x86_64", [THIS])
    return tmp_path / "small"


def installed(
    folder: Path, *before: str, language: str = "en_US.UTF-8", **named: str
) -> subprocess.CompletedProcess[str]:
    """What install.sh says."""
    environment = {"PATH": os.environ["PATH"], "LANG": language, "PYTHON": sys.executable, **named}
    return subprocess.run([*before, "sh", str(folder / "install.sh")], capture_output=True, text=True, check=False,
                          env=environment, encoding="utf-8")  # fmt: skip


def made_for(folder: Path, **changed: object) -> None:
    """Say in the folder that it was made for something else, as if it had been."""
    file = folder / "made_for.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **changed}), "utf-8")
    (folder / SUMS).unlink()
    (folder / SUMS).write_text(sums_of(folder), "utf-8")


SPOILS: dict[str, Callable[[Path], object]] = {
    "pip-1-py3-none-any.whl 缺少或被改动": lambda top: (top / "wheels" / "pip-1-py3-none-any.whl").write_bytes(b"x"),
    "made_for.json 缺少或被改动": lambda top: (top / "made_for.json").unlink(),
    "多出了 evil-1-py3-none-any.whl": lambda top: (top / "wheels" / "evil-1-py3-none-any.whl").write_bytes(b""),
    "SHA256SUMS 不在或读不了": lambda top: (top / SUMS).unlink(),
    "这是给 win_arm64 用的": lambda top: made_for(top, platform="win_arm64"),
    "这是给 Python 3.99 用的": lambda top: made_for(top, pythons=["3.99"]),
    "program 不是安装出来的文件夹": lambda top: (top / "program").write_text("a file"),
    "program 不是安装出来的文件夹，": lambda top: (top / "program").symlink_to(top.parent),
    "没有装成": lambda _top: None,
}


@posix_only
@pytest.mark.skipif(HERE not in PLATFORMS, reason="no wheelhouse is made for this system")
@pytest.mark.parametrize("said", SPOILS)
def test_what_cannot_be_installed_is_refused_in_one_line_and_nothing_is_left(said: str, small: Path) -> None:
    SPOILS[said](small)
    done = installed(small, language="zh_CN.UTF-8")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert said in done.stderr
    assert ("正在安装" in done.stdout) == (said == "没有装成"), "nothing is begun that is then refused"
    assert not (small / "sixdonts").exists()


@posix_only
@pytest.mark.skipif(HERE not in PLATFORMS, reason="no wheelhouse is made for this system")
def test_what_was_installed_before_stays_where_the_new_one_fails(small: Path) -> None:
    (small / "sixdonts").write_text("the starter from before")
    (small / "program").mkdir()
    (small / "program" / "held").write_text("the program from before")
    for _time in range(2):
        assert installed(small).returncode == 1
        held = {one.name for one in small.iterdir()}
        assert held == {"sixdonts", "program", "wheels", "install.sh", "install.py", "made_for.json", SUMS}
        assert [one.name for one in (small / "program").iterdir()] == ["held"]
        (small / "program").rename(small / "program.before")  # as if the next time it was broken off in the middle
        (small / "program").mkdir()


@posix_only
@pytest.mark.parametrize("name", ["json.py", "hashlib.py", "venv.py", "sitecustomize.py"])
def test_no_file_beside_the_script_or_where_one_stands_is_run(
    name: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = small.parent / "ran"
    (small / name).write_text(f"open({str(ran)!r}, 'w').close()\n")
    monkeypatch.chdir(small)
    assert installed(small, PYTHONPATH=str(small)).returncode == 1
    assert not ran.exists()


@posix_only
def test_a_python_it_is_not_for_is_named_by_the_script_itself(small: Path) -> None:
    script = small / "install.sh"
    script.write_text(script.read_text("utf-8").replace(THIS, "3.99"), "utf-8")
    done = installed(small)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "No Python 3.99 was found" in done.stderr


def test_the_script_for_windows_is_plain_ascii_with_its_line_ends(tmp_path: Path) -> None:
    put_installer(tmp_path, "win_amd64", ["3.11", "3.12"])
    script = (tmp_path / "install.bat").read_bytes()
    assert script.isascii()
    assert script.count(b"\n") == script.count(b"\r\n")
    assert b"for %%v in (3.11 3.12) do" in script
    assert script.count(b'install.py"') == script.count(b'-I -B "%~dp0install.py"') == 2


def delivered(out: Path, **named: str) -> subprocess.CompletedProcess[str]:
    """What tools/deliver.py says."""
    command = [sys.executable, str(TOP / "tools" / "deliver.py"), "wheelhouse", str(out), "--platform=linux_x86_64"]
    environment = {**os.environ, "SIXDONTS_LANG": "zh", **named}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, encoding="utf-8")


@pytest.mark.parametrize("out", ["file", "file/below"])
@pytest.mark.parametrize(
    ("language", "said"), [("zh", "没有做成：{out} 是一个文件"), ("en", "Not made: {out} is a file")]
)
def test_a_file_where_a_folder_is_wanted_is_named_before_anything_is_built(
    out: str, language: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    done = delivered(tmp_path / out, SIXDONTS_LANG=language, PATH="")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(said.format(out=tmp_path / out))


@pytest.mark.slow
def test_without_a_network_that_is_said_and_not_what_pip_concludes_from_it(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:9/"  # nobody listens there
    done = delivered(tmp_path / "out", PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=nowhere, PIP_FIND_LINKS="",
                     PIP_RETRIES="1")  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "连不上网络" in done.stderr
    assert "conflicting" not in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


# What it is made of


REQUIRES = {
    "top": ["Below>=1", "windows-only; sys_platform == 'win32'", "old; python_version < '3.10'"],
    "below": ["with-extra[more]"],
    "with-extra": ["extra-part; extra == 'more'", "not-asked; extra == 'other'"],
    "extra-part": ["top"],
}


def test_what_is_needed_goes_by_the_platform_it_is_for_and_by_extras() -> None:
    linux = needed("top", REQUIRES.get, {"sys_platform": "linux", "python_version": "3.11"})
    windows = needed("top", REQUIRES.get, {"sys_platform": "win32", "python_version": "3.11"})
    assert linux == ({"top", "below", "with-extra", "extra-part"}, set())
    assert windows == (linux[0], {"windows-only"})


def test_a_folder_that_was_not_finished_is_not_there_and_the_one_before_stays(tmp_path: Path) -> None:
    with whole_folder(tmp_path, "made") as folder:
        (folder / "one").write_text("1")
    with contextlib.suppress(OSError), whole_folder(tmp_path, "made") as folder:
        (folder / "one").write_text("2")
        raise OSError("full")
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert (tmp_path / "made" / "one").read_text() == "1"
    with whole_folder(tmp_path, "made") as folder:
        (folder / "two").write_text("2")
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [SUMS, "two"]


def test_what_is_no_delivery_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "letters.txt").write_text("mine")
    with pytest.raises(NotMade, match="请移走它"), whole_folder(tmp_path, "made"):
        pass
    assert (tmp_path / "made" / "letters.txt").read_text() == "mine"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller's notes of one run do not meet another's."""
    monkeypatch.setenv("PYINSTALLER_CONFIG_DIR", str(tmp_path / "cache"))
