"""The wall, drawn: a visible state becomes lines of cells, whatever the size; a screen only paints them.

    draw(state, width, height, …)  exactly `height` lines of exactly `width` cells, laid out from 40 × 12

Roles say how a piece is painted: "" text, "title", "muted", "right" (the right answer, which the word 正确 says too),
"bar" and "digit" (coloured cells), "warning".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.cells import cell_len, cut, fold, fold_within
from content.hall import (
    Asking,
    Black,
    HallState,
    HandsView,
    QuestionView,
    ReadingView,
    ScoresView,
    SignInView,
    TestPicture,
    TextView,
)
from content.hall_digits import ROWS, big, big_width
from content.words import _, ngettext

Span = tuple[str, str]
Spans = tuple[Span, ...]
MARGIN = 1
LEAST_BAR = 6  # cells, where the words leave so few
NEAR = 12  # cells at most between the longest name and the points
LARGE = 20  # rows from which counts and clocks are drawn large


@dataclass(frozen=True)
class _Sheet:
    """A wall to be filled: a line on top, left and right, and what stands beneath it."""

    width: int
    height: int

    @property
    def inner(self) -> int:
        """Cells between the margins."""
        return max(self.width - 2 * MARGIN, 1)

    @property
    def rows(self) -> int:
        """Rows beneath the top line and the blank under it."""
        return max(self.height - 2, 0)

    @property
    def is_large(self) -> bool:
        """Whether there is room for large digits."""
        return self.height >= LARGE and self.width >= 2 * LARGE

    def filled(self, left: str, right: str, body: Iterable[Spans], role: str = "title") -> list[Spans]:
        """The lines: top, blank, body; cut and filled to the wall's size."""
        room = max(self.inner - cell_len(right) - (2 if right else 0), 0)
        head: Spans = ((_filled(left, room), role), (" " * (self.inner - room - cell_len(right)) + right, role))
        lines: list[Spans] = [head, (), *body]
        return [self._line(line) for line in (*lines, *[()] * self.height)][: self.height]

    def lacking(self, drawn: list[Spans], lines: int) -> list[Spans]:
        """The same wall; where that many lines had no room, it says so beneath its top line."""
        if lines > 0 and len(drawn) > 1:
            words = _("{n} lines do not fit: Ctrl and -").format(n=lines)
            drawn[1] = self._line(((cut(words, self.inner), "warning"),))
        return drawn

    def _line(self, spans: Spans) -> Spans:
        """A line of exactly the wall's width, within its margins."""
        room, found = self.width, list[Span]()
        for text, role in ((" " * MARGIN, ""), *spans):
            kept = text if cell_len(text) <= room else _clipped(text, room)
            if kept:
                found.append((kept, role))
            room -= cell_len(kept)
        return (*found, (" " * room, "")) if room else tuple(found)


def draw(
    state: HallState, width: int, height: int, *, left_ms: int | None = None, is_desk_gone: bool = False
) -> list[Spans]:
    """The lines of a wall of that size; left_ms: what the clock has left now, where it runs on since the state came."""
    sheet = _Sheet(width, height)
    lines = _drawn(state, sheet, left_ms)
    if is_desk_gone and len(lines) > 1 and not isinstance(state, Black):
        lines[1] = sheet._line(((_("The desk does not answer."), "warning"),))
    return lines


def clock_words(left_ms: int) -> str:
    """What a clock has left, begun seconds counted: `0:21`."""
    seconds = -(-max(left_ms, 0) // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


def _drawn(state: HallState, sheet: _Sheet, left_ms: int | None) -> list[Spans]:
    match state:
        case Black():
            return [sheet._line(())] * sheet.height
        case TestPicture():
            return _test_picture(sheet)
        case SignInView():
            return _sign_in(state, sheet)
        case ReadingView():
            return _reading(state, sheet)
        case HandsView():
            return _hands(state, sheet)
        case QuestionView():
            return _question(state, sheet, left_ms)
        case ScoresView():
            return _scores(state, sheet)
        case TextView():
            return _text(state, sheet, left_ms)


def _test_picture(sheet: _Sheet) -> list[Spans]:
    """Every row with its number at both ends: what is cut off is seen at once."""
    said = fold(_("Zoom the terminal until the last row can read this line, and the first and last numbers show."),
                max(sheet.width - 8, 1))  # fmt: skip
    middle = max((sheet.height - len(said)) // 2, 0)
    lines = []
    for row in range(sheet.height):
        number = f"{row + 1}"
        words = said[row - middle] if middle <= row < middle + len(said) else ""
        text = _filled(words, max(sheet.width - 8, 0))
        lines.append(sheet._line(((f"{number:<3}", "bar"), (text, ""), (f"{number:>3}", "bar"))))
    return lines


def _reading(state: ReadingView, sheet: _Sheet) -> list[Spans]:
    """A page, its lines apart where there is room, so that they are easily read aloud."""
    text = [line for paragraph in state.text.split("\n") for line in fold(paragraph, sheet.inner)]
    apart = 2 if 2 * len(text) - 1 <= sheet.rows else 1
    body: list[Spans] = []
    for line in _room_for(text, sheet.rows):
        body += [((line, ""),), *[()] * (apart - 1)]
    drawn = sheet.filled(state.title, f"{state.page + 1}/{state.pages}", body)
    return sheet.lacking(drawn, len(text) - sheet.rows)


def _sign_in(state: SignInView, sheet: _Sheet) -> list[Spans]:
    counts: list[tuple[str, int]] = []
    if state.expected:
        counts.append((_("Expected", context="session"), state.expected))
    if state.expected or state.present:
        counts.append((_("Present", context="session"), state.present))
    body: list[Spans] = [((line, ""),) for line in fold_within(state.title, sheet.inner, 2)] + [()]
    for words, number in counts:
        body += _counted(words, str(number), sheet)
    body += [(), *(((line, ""),) for line in fold(_("Please sign the sheet at the door and take a seat"), sheet.inner))]
    if state.from_time or state.to_time:
        times = _("{begin} to {end}", context="session").format(begin=state.from_time, end=state.to_time)
        body += [(), ((times, "muted"),)]
    last: Spans = ((cut(_("Nothing classified is spoken of; phones are silent"), sheet.inner), "muted"),)
    body = [*body[: sheet.rows - 1], *[()] * (sheet.rows - 1 - len(body)), last]
    return sheet.filled(state.branch or state.title, "", body)


def _counted(words: str, number: str, sheet: _Sheet) -> list[Spans]:
    if not sheet.is_large:
        return [((_filled(words, 10), ""), (number, "title"))]
    label, digits = _filled(words, 12), big(number)
    rows: list[Spans] = [
        ((label if row == ROWS // 2 else " " * 12, ""), *_cells(cells)) for row, cells in enumerate(digits)
    ]
    return [*rows, ()]


def _cells(row: Sequence[tuple[int, bool]]) -> Spans:
    return tuple((" " * cells, "digit" if is_on else "") for cells, is_on in row)


def _hands(state: HandsView, sheet: _Sheet) -> list[Spans]:
    asking, left = state.asking, _("Show of hands", context="session")
    if state.number:
        left = f"{left}  " + _("question {n}", context="session").format(n=state.number)
    right = ngettext("{n} answered", "{n} answered", asking.n).format(n=asking.n) if asking.counts else ""
    body, lacking = _asked(asking, sheet, sheet.rows)
    if asking.counts and state.present and asking.n != state.present:
        words = _("{n} present", context="session").format(n=state.present)
        right = f"{right} / {words}"
    return sheet.lacking(sheet.filled(left, right, body), lacking)


def _question(state: QuestionView, sheet: _Sheet, left_ms: int | None) -> list[Spans]:
    left = f"{state.round_words}  " + _("question {n}", context="session").format(n=state.number)
    if state.value:
        left += "  " + ngettext("{n} point", "{n} points", state.value).format(n=state.value)
    clock = _left(state.clock, left_ms)
    foot: list[Spans] = []
    if state.team:
        foot.append(((cut(_("{team} answers").format(team=state.team), sheet.inner), "title"),))
    elif state.remark:
        foot.append(((cut(state.remark, sheet.inner), "warning"),))
    if state.is_open is not None:
        words = _("Buzz now", context="contest") if state.is_open else _("Not open yet", context="contest")
        foot.append(((cut(words, sheet.inner), "digit" if state.is_open else "muted"),))
    if state.waiting and sheet.is_large:
        names = " ".join(state.waiting)
        words = _("then {teams}").format(teams=names) if state.team else names  # of those at one moment none is first
        foot.append(((cut(words, sheet.inner), "muted"),))
    if clock and sheet.is_large and not state.asking.is_revealed:
        foot += [(), *map(_cells, big(clock))]
    room = sheet.rows - len(foot)
    body, lacking = _asked(state.asking, sheet, room)
    body += [()] * (room - len(body))
    return sheet.lacking(sheet.filled(left, clock, [*body[:room], *foot]), lacking)


def _left(clock: object, left_ms: int | None) -> str:
    if clock is None:
        return ""
    return clock_words(getattr(clock, "left_ms", 0) if left_ms is None else left_ms)


def _asked(asking: Asking, sheet: _Sheet, rows: int) -> tuple[list[Spans], int]:
    """Stem, choices, and once revealed what is right and why; and how many lines of stem and choices had no room.

    Where there is little room the blanks give way, then the ends of long choices, then the end of the stem: every
    choice stands there, and which one is right.
    """
    said = f"{asking.kind_words}  {asking.stem}".strip()
    stem: list[Spans] = [((line, "title"),) for line in fold(said, sheet.inner)]
    written: list[Spans] = [((line, "right"),) for one in _written(asking) for line in fold(one, sheet.inner)]
    most = max(rows, 1)
    choices = _choices(asking, sheet, most)
    wanted = len(stem) + len(choices)
    while most > 1 and len(stem) + len(choices) + len(written) > rows:
        most -= 1
        choices = _choices(asking, sheet, most)
    room = max(rows - len(choices) - len(written), 0)
    if len(stem) > room:
        stem = [((line, "title"),) for line in fold_within(said, sheet.inner, room)] if room else []
    lacking = wanted - len(stem) - len(choices)
    blanks = rows - len(stem) - len(choices) - len(written)
    body: list[Spans] = [*stem, *([()] if blanks > 0 else []), *choices, *written]
    if asking.is_revealed and len(body) >= rows:  # nothing of why it is right has room
        lacking += len(fold(asking.explanation, sheet.inner))
    return [*body, *_why(asking, sheet, rows - len(body))][: max(rows, 0)], lacking


def _written(asking: Asking) -> tuple[str, ...]:
    """What stands beneath a question once it is revealed, where no choice can be marked: words, or the right order."""
    if asking.is_order and asking.answer:
        return (_("Right order: {letters}").format(letters=" ".join(asking.answer)),)
    return () if asking.choices else asking.answer


def _why(asking: Asking, sheet: _Sheet, rows: int) -> list[Spans]:
    """Why that is right, once it is revealed, in so many rows; where it goes on it says so."""
    why = (asking.explanation + (" " if asking.explanation.isascii() else "") + asking.source).strip()
    if not asking.is_revealed or rows < 1 or not why:
        return []
    room = max(rows - 1, 1)
    lines = fold(why, sheet.inner)
    if len(lines) > room:
        more = _(" (more)", context="why")
        lines = [*lines[: room - 1], _clipped(lines[room - 1], sheet.inner - cell_len(more)) + more]
    return [*([()] if rows > 1 else []), *(((line, "muted"),) for line in lines)]


def _choices(asking: Asking, sheet: _Sheet, most: int) -> list[Spans]:
    """The choices, each in at most that many lines."""
    if asking.counts:
        return _spread(asking, sheet, most)
    lines: list[Spans] = []
    for letter, words, mark, role in _marked(asking):
        folded = _within(words, mark, sheet.inner - 3, most)
        lines += [((f"{' ' if row else letter}  {line}", role),) for row, line in enumerate(folded)]
    return lines


def _marked(asking: Asking) -> list[tuple[str, str, str, str]]:
    """Each choice with its words, mark and role; the right one says so in words too, once it is revealed."""
    is_true_or_false = {letter for letter, _words in asking.choices} == {"T", "F"}  # 正确 and 错误 are its choices
    right = _("the answer", context="answer") if is_true_or_false else _("right", context="answer")
    return [
        (letter, words, right, "right") if letter in asking.answer and not asking.is_order else (letter, words, "", "")
        for letter, words in asking.choices
    ]


def _within(words: str, mark: str, width: int, most: int) -> list[str]:
    """A choice with its mark behind it; where its end has to go, the mark stands before it and stays."""
    lines = fold(f"{words}  {mark}".rstrip(), width)
    return lines if len(lines) <= most else fold_within(f"{mark}  {words}".lstrip(), width, most)


def _spread(asking: Asking, sheet: _Sheet, most_lines: int) -> list[Spans]:
    """Each choice with a bar and its number; the wider the wall, the longer the bars."""
    most = max(*asking.counts.values(), 1)
    number = len(str(most)) + 2
    marked = _marked(asking)
    room = sheet.inner - 3 - number
    longest = max(cell_len(f"{words}  {mark}".rstrip()) for _letter, words, mark, _role in marked)
    width = max(min(longest, room - 2 - LEAST_BAR), 2)
    bar_room = max(room - width - 2, 1)
    lines: list[Spans] = []
    for letter, words, mark, role in marked:
        count = asking.counts.get(letter, 0)
        filled = max(count * bar_room // most, 1) if count else 0
        first, *others = _within(words, mark, width, most_lines)
        label = f"{letter}  {_filled(first, width)}  "
        rest = " " * (bar_room - filled) + f"{count:>{number}}"
        lines.append(((label, role), (" " * filled, "bar"), (rest, "")))
        lines += [((f"   {line}", role),) for line in others]
    return lines


def _scores(state: ScoresView, sheet: _Sheet) -> list[Spans]:
    points = max((len(str(total)) for _name, total, _change in state.rows), default=1)
    rows: list[Spans] = []
    is_big = sheet.is_large and len(state.rows) * (ROWS + 1) <= sheet.rows - 2
    remark = fold(state.remark, sheet.inner) if state.remark else []
    is_wide = 2 * len(state.rows) + max(len(remark), 2) <= sheet.rows  # a blank line between two teams
    longest = max((cell_len(name) for name, _total, _change in state.rows), default=0) + NEAR
    for name, total, change in state.rows:
        changed = f"{change:+}" if change else ""
        if is_big:
            width = max(min(sheet.inner - big_width(f"{total}") - 10, longest), 1)
            for at, cells in enumerate(big(f"{total}")):
                label = _filled(name if at == ROWS // 2 else "", width)
                rows.append(((label, ""), *_cells(cells), (f"{changed:>8}" if at == ROWS // 2 else "", "muted")))
            rows.append(())
        else:
            width = max(min(sheet.inner - points - 9, longest), 1)
            rows.append(((_filled(name, width), ""), (f"{total:>{points + 2}}", "title"), (f"{changed:>7}", "muted")))
            rows += [()] if is_wide else []
    if remark:
        is_apart = not is_big and len(rows) + len(remark) < sheet.rows
        rows += [*([()] if is_apart else []), *(((line, ""),) for line in remark)]
    return sheet.filled(_("Scores", context="contest"), state.heading, rows[: sheet.rows])


def _text(state: TextView, sheet: _Sheet, left_ms: int | None) -> list[Spans]:
    clock = _left(state.clock, left_ms)
    body: list[Spans] = []
    for line in state.lines:
        body += [((one, ""),) for one in fold(line, sheet.inner)]
    lacking = len(body) - sheet.rows
    if clock and sheet.rows - len(body) > ROWS:
        body += [(), *map(_cells, big(clock))]
    return sheet.lacking(sheet.filled(state.title, clock, body[: sheet.rows]), lacking)


def _room_for(lines: Sequence[str], rows: int) -> list[str]:
    """As many lines as there are rows; two dots say that there were more."""
    if len(lines) <= rows or not rows:
        return list(lines[:rows])
    return [*lines[: rows - 1], lines[rows - 1].rstrip() + " .."]


def _filled(text: str, width: int) -> str:
    """The text in exactly `width` cells; two dots say that something was cut, blanks within it stay."""
    if cell_len(text) > width:
        text = _clipped(text, width - 2).rstrip() + ".."[: max(width, 0)]
    return text + " " * (width - cell_len(text))


def _clipped(text: str, width: int) -> str:
    """The beginning of a text in at most `width` cells, without dots."""
    return next((text[:end] for end in range(min(len(text), width), 0, -1) if cell_len(text[:end]) <= width), "")
