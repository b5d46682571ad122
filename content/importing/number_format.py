"""What a sheet shows for a number: `100%`, `¥1,200`, `5日`, `36:00`, `2026年12月4日`, by the cell's format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

GENERAL = "General"
# The formats that have a number instead of a code; 27 to 36 and 50 to 58 as Excel in Chinese has them.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0", 42: "¥#,##0;-¥#,##0", 43: "#,##0.00;-#,##0.00",
    44: "¥#,##0.00;-¥#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((5, 6), "¥#,##0;-¥#,##0"), **dict.fromkeys((7, 8), "¥#,##0.00;-¥#,##0.00"),
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'), **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'), **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}  # fmt: skip
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|(?:\\|!(?=[0#?.,%/@]))(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|(?P<moment>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|e+|a{3,4})"
    r"|(?P<digit>[0#?.,%/@])|(?P<other>.)",
    re.DOTALL,
)
# What is shown as the system writes it, on a computer of such an office: *2012年3月14日 and *13:30:55.
_SYSTEM = {
    **dict.fromkeys(("[$-F800]", "[$-x-sysdate]"), 'yyyy"年"m"月"d"日"'),
    **dict.fromkeys(("[$-F400]", "[$-x-systime]"), "h:mm:ss"),
}
_COLOURS = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[黑蓝青绿洋红白黄]+色?)", re.I)
_ELAPSED = re.compile(r"h+|m+|s+", re.I)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_DAYS = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # noqa: DTZ001 - a sheet knows no time zone
_LAST_SERIAL = 2_958_465  # 31 December 9999


@dataclass(frozen=True)
class _Part:
    """A piece of a format: its kind, and the text it adds or the letters that say what stands there."""

    kind: str  # text, digit, moment, elapsed, half, power, general
    text: str


class Unknown(ValueError):
    """A format that is not known here; what the sheet shows cannot be said."""


class Moment(datetime):
    """A day, with or without a time of day, and how the sheet shows it."""

    shown: str
    whole: bool  # whether year, month and day are all shown

    @classmethod
    def of(cls, serial: float, code: str, first: int) -> Moment | None:
        """The day a number stands for where the format shows it as one; None where there is no such day."""
        if not 0 <= serial <= _LAST_SERIAL:
            return None
        if not first and serial < 60:  # Excel counts a 29 February 1900
            serial += 1
        at = _FIRST_DAYS[first] + timedelta(milliseconds=round(serial * 86_400_000))
        at = (at + timedelta(milliseconds=500)).replace(microsecond=0)
        parts = _parts(_section(code, serial)[0])
        moment = cls(at.year, at.month, at.day, at.hour, at.minute, at.second)
        moment.shown = _shown_moment(parts, moment, serial)
        letters = "".join(part.text.lower() for part in parts if part.kind == "moment")
        moment.whole = bool(re.search("[ye]", letters)) and ("d" in letters or "mmm" not in letters)
        return moment


class Number(float):
    """A number, and how the sheet shows it where its format says more than the number; None where that is unknown."""

    shown: str | None

    @classmethod
    def of(cls, value: float, code: str) -> Number:
        """The number as the format shows it."""
        number = cls(value)
        try:
            number.shown = shown_number(value, code)
        except Unknown:
            number.shown = None
        return number


def general(value: float) -> str:
    """A number as a sheet shows it that has no format: eleven digits, no zeros at the end."""
    value = float(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.11g}" if 1e-5 <= abs(value) < 1e15 else f"{value:.6G}"


def is_day(code: str) -> bool:
    """Whether a format shows a day of the calendar."""
    try:
        parts = _parts(_section(code, 1)[0])
    except Unknown:
        return False
    return any(part.text[0] in "yedaM" for part in _settled(parts) if part.kind == "moment")


def shown_number(value: float, code: str) -> str:
    """What a sheet shows for a number under a format that shows no day of the calendar.

    Raises:
        Unknown: the format says something that is not known here.
    """
    section, value = _section(code, value)
    parts = _parts(section)
    if any(part.kind in ("moment", "elapsed") for part in parts):
        if value < 0 or value > _LAST_SERIAL:
            raise Unknown(code)
        seconds = timedelta(seconds=round(value * 86_400))
        return _shown_moment(parts, _FIRST_DAYS[0] + seconds, value)
    if any(part.kind == "general" or part.text == "@" for part in parts if part.kind in ("general", "digit")):
        return "".join(general(value) if part.kind in ("general", "digit") else part.text for part in parts)
    codes = "".join(part.text for part in parts if part.kind in ("digit", "power"))
    if abs(value) >= 1e15:
        raise Unknown(code)  # a sheet has no more than fifteen figures
    if "/" in codes:
        return _shown_fraction(value, codes)
    return _shown_digits(value, parts, codes)


def _section(code: str, value: float) -> tuple[str, float]:
    """The part of a format that a number of this sign has, and the number as that part shows it."""
    for beginning, shown in _SYSTEM.items():
        code = shown if code.startswith(beginning) else code
    sections = re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+|(?<=;)(?=;|$)', code) or [""]
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _parts(section: str) -> list[_Part]:
    found: list[_Part] = []
    for match in _PART.finditer(section):
        kind = match.lastgroup
        if kind == "bracket":
            found += _bracket(match["bracket"])
        elif kind is not None:
            names = {"quoted": "text", "escaped": "text", "other": "text"}
            found.append(_Part(names.get(kind, kind), match[kind]))
    return found


def _bracket(words: str) -> list[_Part]:
    if words.startswith("$"):  # a currency, or only the language the rest is in
        return [_Part("text", words[1:].partition("-")[0])]
    if _ELAPSED.fullmatch(words):
        return [_Part("elapsed", words.lower())]
    if _COLOURS.fullmatch(words):
        return []
    raise Unknown(words)  # a condition, or figures written as Chinese characters


def _settled(parts: Sequence[_Part]) -> list[_Part]:
    """The same parts with months as M and minutes as m: m is a minute behind hours or before seconds."""
    timed = [place for place, part in enumerate(parts) if part.kind in ("moment", "elapsed")]
    found = list(parts)
    for number, place in enumerate(timed):
        text = parts[place].text.lower()
        if text[0] == "m" and parts[place].kind == "moment":
            before = parts[timed[number - 1]].text.lower() if number else ""
            after = parts[timed[number + 1]].text.lower() if number + 1 < len(timed) else ""
            is_minute = before.startswith("h") or after.startswith("s")
            found[place] = _Part("moment", text if is_minute and len(text) < 3 else text.upper())
        elif parts[place].kind == "moment":
            found[place] = _Part("moment", text)
    return found


def _shown_moment(parts: Sequence[_Part], at: datetime, serial: float) -> str:
    twelve = any(part.kind == "half" for part in parts)
    hour = (at.hour - 1) % 12 + 1 if twelve else at.hour
    seconds = round(serial * 86_400)
    texts = []
    for part in _settled(parts):
        if part.kind == "elapsed":
            size = {"h": 3600, "m": 60, "s": 1}[part.text[0]]
            texts.append(f"{seconds // size:0{len(part.text)}d}")
        elif part.kind == "half":
            am, pm = part.text.split("/")
            texts.append(am if at.hour < 12 else pm)
        elif part.kind == "moment":
            texts.append(_shown_piece(part.text, at, hour))
        elif part.kind == "text" or part.text in "/,.":
            texts.append(part.text)
        elif part.text != "@":  # tenths of a second
            texts.append("0")
    return "".join(texts)


def _shown_piece(letters: str, at: datetime, hour: int) -> str:
    first, size = letters[0], len(letters)
    if first in "ye":
        return f"{at.year % 100:02d}" if first == "y" and size <= 2 else str(at.year)
    if first == "M" and size > 2:
        return _MONTHS[at.month - 1][: {3: 3, 5: 1}.get(size, 9)]
    if first == "d" and size > 2:
        return _DAYS[at.weekday()][: 3 if size == 3 else 9]
    if first == "a":
        return ("星期" if size > 3 else "") + "一二三四五六日"[at.weekday()]
    number = {"M": at.month, "d": at.day, "h": hour, "m": at.minute, "s": at.second}[first]
    return f"{number:0{min(size, 2)}d}"


def _shown_fraction(value: float, codes: str) -> str:
    before, _slash, after = codes.partition("/")
    if not after or after.strip("?#0"):
        raise Unknown(codes)
    fraction = Fraction(abs(value)).limit_denominator(10 ** min(len(after), 4) - 1)
    whole, rest = divmod(fraction.numerator, fraction.denominator)
    sign = "-" if value < 0 else ""
    if not before[:-1].strip("?") or not whole:
        return f"{sign}{fraction}" if rest or whole else "0"
    return f"{sign}{whole} {rest}/{fraction.denominator}" if rest else f"{sign}{whole}"


def _shown_digits(value: float, parts: Sequence[_Part], codes: str) -> str:
    if "E" in codes:
        decimals = codes.partition("E")[0].partition(".")[2]
        return f"{value:.{len(decimals)}E}"
    bare = codes.replace("%", "")
    whole, _dot, decimals = bare.partition(".")
    scaled = len(bare) - len(bare.rstrip(","))
    number = Decimal(repr(value)) * 100 ** codes.count("%") / 1000**scaled
    places = len(decimals.rstrip(",").replace(",", ""))
    number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = f"{abs(number):f}"
    figures, _dot, rest = digits.partition(".")
    least = sum(sign == "0" for sign in whole)
    figures = ("" if figures == "0" else figures).zfill(least)
    optional = len(decimals) - len(decimals.rstrip("#?,"))
    while optional and rest.endswith("0"):
        rest, optional = rest[:-1], optional - 1
    sign = "-" if number < 0 else ""
    return sign + _laid_out(parts, figures, rest, by_thousands="," in whole.strip(","))


def _laid_out(parts: Sequence[_Part], figures: str, rest: str, *, by_thousands: bool) -> str:
    """The figures where the format has its digits, the texts between them where they stand."""
    dot = next((place for place, part in enumerate(parts) if part.kind == "digit" and part.text == "."), len(parts))
    slots = [place for place, part in enumerate(parts[:dot]) if part.kind == "digit" and part.text in "0#?"]
    fills: dict[int, str] = {}
    left = f"{int(figures):,}".rjust(len(figures), "0") if by_thousands and figures else figures
    if by_thousands:
        fills = {slots[0]: left}
    else:
        for place in reversed(slots[1:]):
            fills[place], left = left[-1:], left[:-1]
        if slots:
            fills[slots[0]] = left
    texts = []
    for place, part in enumerate(parts):
        if part.kind != "digit":
            texts.append(part.text)
        elif part.text == "%":
            texts.append("%")
        elif place == dot:
            texts.append(f".{rest}" if rest else "")
        else:
            texts.append(fills.get(place, ""))
    return "".join(texts)
