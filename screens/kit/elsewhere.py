"""What was changed elsewhere since it was opened: both are shown and it is asked before one replaces the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from content.words import _
from screens.kit.base import AtDesk
from screens.kit.form import AskDialog, Field, Values
from storage.errors import ChangedElsewhere

R = TypeVar("R")
U = TypeVar("U")


async def over(
    room: AtDesk[Any],
    opened: R,
    job: Callable[[R], U],
    words: Callable[[R], str],
    fields_of: Callable[[R], Sequence[Field]] = lambda _record: (),
    values: Values | None = None,
) -> U | None:
    """What a job makes of a record as it was opened; None when it was not done; in a step.

    Changed elsewhere meanwhile, the record as it is (`words`, and the fields of both) is shown, and the job is done
    over it only when that is wished.
    """

    def tried() -> U | ChangedElsewhere:
        try:
            return job(seen)
        except ChangedElsewhere as error:
            return error

    seen = opened
    while isinstance(outcome := await room.attempt(tried), ChangedElsewhere):
        lines = [words(outcome.there), *_both(fields_of(opened), fields_of(outcome.there), values or {})]
        title = _("Changed elsewhere since you opened it. Do it all the same?")
        if await room.ask(AskDialog(title, "\n".join(lines))) is None:
            return None
        seen = outcome.there
    return outcome


def _both(before: Sequence[Field], now: Sequence[Field], values: Values) -> list[str]:
    """The fields that differ: what stands there now, and what was filled in here where it would replace it."""
    opened = {field.name: field.words_of(field.value) for field in before}
    lines = []
    for field in now:
        there, mine = field.words_of(field.value), field.words_of(values.get(field.name, field.value))
        if mine not in (there, opened.get(field.name, "")):
            words = _("{label}: there now '{there}', yours '{mine}'")
            lines.append(words.format(label=field.label, there=there, mine=mine))
        elif there != opened.get(field.name, ""):
            lines.append(_("{label}: there now '{there}', it stays").format(label=field.label, there=there))
    return lines
