"""Pictures of the program, made by the program.

    python tools/pictures.py --home DIR --keys f3,enter --size 80x24 --lang zh --theme ink --out picture.png
    python tools/pictures.py --readme          those of README, guides and docs/look.md, of the sample office
    python tools/pictures.py --session         those of docs/session.md, of a session that is held for them

Textual's SVG gives the width of a run of text by its characters, not its cells, so that a browser draws hanzi over
one another. Here every run is split into pieces of one cell width, each with the width it has in the terminal.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from rich.cells import cell_len

from content.contest_events import PRESET_B
from desk.desk import Desk
from storage.clock import Clock, utc_now
from storage.records import Meeting

CELL = 12.2  # the width of a cell in Textual's SVG, in its own units
FONTS = "'Noto Sans Mono CJK SC', 'WenQuanYi Zen Hei Mono', 'Sarasa Mono SC', monospace"
_TEXT = re.compile(
    r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" clip-path="([^"]*)">(.*?)</text>'
)
PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DAY = datetime(2026, 11, 23, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Monday: what the pictures show is of it
KEYWORD = b"Screen"  # of the text in a PNG
HEADER = 33  # bytes of a PNG before its next chunk
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def mended(svg: str) -> str:
    """The SVG with every run of text as wide as its cells."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-variant-east-asian:[^;]*;", "", svg)
    svg = re.sub(r"font-family:[^;]*;", f"font-family: {FONTS};", svg)
    return _TEXT.sub(_pieces, svg)


def _pieces(match: re.Match[str]) -> str:
    kind, x, y, clip, text = match.groups()
    place, pieces = float(x), []
    for width, run in groupby(html.unescape(text), key=cell_len):
        piece = "".join(run)
        length = CELL * width * len(piece)
        if piece.strip("\N{NO-BREAK SPACE} "):
            pieces.append(
                f'<text class="{kind}" x="{place:g}" y="{y}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs"'
                f' clip-path="{clip}">{html.escape(piece)}</text>'
            )
        place += length
    return "".join(pieces)


async def drawn(home: Path, keys: list[str], size: tuple[int, int], clock: Clock = utc_now) -> str:
    """The SVG of the program after these keys."""
    from desk.desk import Desk
    from tui.app import SixdontsApp

    app = SixdontsApp([Desk(home, clock=clock)])
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.4)
        return app.export_screenshot(title="sixdonts")


async def wall(home: Path, size: tuple[int, int]) -> str:
    """The SVG of the hall's window beside a session under way."""
    from tui.hall import HallApp

    app = HallApp(home)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1.5)
        return app.export_screenshot(title="sixdonts hall")


def rendered(svg: str, out: Path) -> None:
    """Write the picture as PNG, with the first browser found."""
    width, height = (float(n) for n in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<body style="margin:0">{svg}</body>', encoding="utf-8")
        for browser in BROWSERS:
            command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                       "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--screenshot={out}",
                       f"--window-size={int(width) + 1},{int(height) + 1}", page.as_uri()]  # fmt: skip
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=120)
                return
            except FileNotFoundError:
                continue
    sys.exit("no Chromium found")


@dataclass(frozen=True)
class Shot:
    """A picture of the sample office: who sits there, and which keys they pressed."""

    name: str
    who: str
    keys: str
    size: tuple[int, int] = (80, 24)
    languages: tuple[str, ...] = ("zh", "en")
    ground: str = "0;15"  # as a terminal says it: paper; 15;0 is ink

    def file(self, lang: str) -> Path:
        """Where it lies."""
        return PICTURES / (f"{self.name}.{lang}.png" if len(self.languages) > 1 else f"{self.name}.png")


SHOTS = (
    Shot("today", "member", "1 4 3"),
    Shot("matter", "member", "f9"),
    Shot("review", "member", "f6"),
    Shot("share", "member", "f7", (120, 36)),
    Shot("branch", "secretary", "f8", (120, 36)),
    Shot("ledger", "secretary", "f8 tab"),
    Shot("look-matters", "member", "f5", (120, 36), ("zh",)),
    Shot("look-share", "member", "f7", (80, 24), ("zh",), "15;0"),
)


def office_shown(folder: Path) -> None:
    """Make the sample office that the pictures show: one file is missing, one member on leave."""
    from content.period import Period
    from storage.branch import BranchLedger
    from storage.roster import person_of
    from tui.demo.folders import make_office
    from tui.demo.office import SILENT, members

    office, month = make_office(folder, DAY, 1), Period.month_of(DAY.astimezone().date())
    ledger = BranchLedger.open(office.secretary, clock=lambda: DAY)
    ledger.take_in(ledger.look([office.inbox], month))
    ledger.choose(person_of(members()[SILENT]), month, "leave", "病假")


def shots(shot: Shot, office: Path) -> Iterator[tuple[Path, str]]:
    """Its file and its SVG in each language; each begins from the office as it was made."""
    for lang in shot.languages:
        os.environ["SIXDONTS_LANG"], os.environ["COLORFGBG"] = lang, shot.ground
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copytree(office, Path(folder) / "office"))
            yield shot.file(lang), asyncio.run(drawn(copy / shot.who, shot.keys.split(), shot.size, lambda: DAY))


def readme() -> None:
    """Draw the pictures of the README, the guides and docs/look.md into docs/pictures."""
    with tempfile.TemporaryDirectory() as folder:
        office_shown(Path(folder))
        for shot in SHOTS:
            for file, svg in shots(shot, Path(folder)):
                keep(file, svg)


def keep(file: Path, svg: str) -> None:
    """Write a picture with what it says inside."""
    rendered(mended(svg), file)
    file.write_bytes(with_text(file.read_bytes(), text_of(svg)))


def text_of(svg: str) -> str:
    """What a picture says, line by line, each run of text in its columns."""
    lines: dict[float, str] = {}
    for _kind, x, y, _clip, text in _TEXT.findall(svg):
        line = lines.get(float(y), "")
        gap = round(float(x) / CELL) - cell_len(line)
        lines[float(y)] = line + " " * gap + html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    return "\n".join(line.rstrip() for _y, line in sorted(lines.items()))


def with_text(png: bytes, text: str) -> bytes:
    """The PNG with what it says inside, so that a test can see whether the program still says so."""
    body = b"iTXt" + KEYWORD + b"\0\0\0\0\0" + text.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:HEADER] + chunk + png[HEADER:]


def text_in(png: bytes) -> str:
    """What a PNG says, as it was written into it; empty where nothing was."""
    at = png.find(b"iTXt" + KEYWORD + b"\0")
    if at < 0:
        return ""
    length, start = struct.unpack(">I", png[at - 4 : at])[0], at + 4
    return png[start : start + length].removeprefix(KEYWORD + b"\0\0\0\0\0").decode()


def begun(desk: Desk) -> Meeting:
    """A meeting of 24 with a session that has come to its contest."""
    from datetime import time

    from content.lessons import lessons
    from content.session_events import SignedIn, StepBegan, StepKind
    from desk.meetings import add_meeting
    from desk.session import LiveSession
    from desk.session_start import begin, plan
    from storage.records import Attendance, Profile

    desk.journal.save_profile(Profile(name="李四", member_no="002", branch="机关第一党支部", is_secretary=True))
    people = tuple(Attendance(person=f"{n}", name=f"甲{n}") for n in range(24))
    meeting = add_meeting(
        desk, desk.today(), title="代表建议的办理", from_time=time(9, 30), to_time=time(10, 30), attendance=people,
        uid="session",  # the order of the options follows from it
    )  # fmt: skip
    live = LiveSession(desk, meeting.uid)
    planned = plan(desk, lessons()[1], ("办公室队", "代表工委队", "法工委队", "财经委队"), PRESET_B)
    begin(desk, live, meeting, planned)
    live.do(SignedIn(present=23))
    live.do(StepBegan(place=next(at for at, one in enumerate(planned.steps) if one.kind is StepKind.CONTEST)))
    live.turn_to("step")
    live.close()
    return meeting


def session_shots(home: Path) -> Iterator[tuple[Path, str]]:
    """The pictures of docs/session.md: a question on the wall and at the desk, revealed, and the scores."""
    from desk.hosting import Host
    from desk.session import LiveSession

    os.environ["SIXDONTS_LANG"], os.environ["COLORFGBG"] = "zh", "0;15"
    desk = Desk(home, clock=lambda: DAY)
    meeting = begun(desk)

    def at_the_wall(name: str, *keys: str) -> tuple[Path, str]:
        live = LiveSession(desk, meeting.uid)
        host = Host(desk, live)
        for key in keys:
            host.enter() if key == "enter" else host.digit(int(key))
        live.beat()
        live.close()
        return PICTURES / f"session-{name}.png", asyncio.run(wall(home, (40, 12)))

    yield at_the_wall("question", "2", "enter", "enter", "2", "enter")
    svg = asyncio.run(drawn(home, ["f8", "0", "4"], (80, 24), lambda: DAY))
    yield PICTURES / "session-desk.png", svg
    yield at_the_wall("revealed", "1", "enter")
    yield at_the_wall("scores", "0")
    desk.close()


def session() -> None:
    """Draw the pictures of docs/session.md into docs/pictures."""
    with tempfile.TemporaryDirectory() as folder:
        for file, svg in session_shots(Path(folder)):
            keep(file, svg)


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--session", action="store_true")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--keys", default="")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--theme", default="")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.readme:
        readme()
        return
    if options.session:
        session()
        return
    if options.home is None or options.out is None:
        parser.error("--home and --out are needed, or --readme, or --session")
    os.environ["SIXDONTS_LANG"] = options.lang
    if options.theme:
        os.environ["COLORFGBG"] = "0;15" if options.theme == "paper" else "15;0"
    width, _, height = options.size.partition("x")
    svg = asyncio.run(drawn(options.home, [key for key in options.keys.split(",") if key], (int(width), int(height))))
    rendered(mended(svg), options.out.resolve())


if __name__ == "__main__":
    main()
