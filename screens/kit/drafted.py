"""A form that keeps what stands in it as a draft, and offers it again after it was left or the program was killed."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from textual import events
from textual.content import Content
from textual.widgets import Static

from content.cells import DIALOG_WIDTH, fold
from content.words import _
from screens.kit.bars import named
from screens.kit.base import AtDesk
from screens.kit.form import AskDialog, Field, FormDialog, Values
from screens.kit.soon import Soon
from storage.records import clean_line, clean_text, new_uid

ASIDE = "/aside/"  # behind a place: drafts that wait while something else is written there


class AskDraft(AskDialog):
    """Whether to go on with a draft; what is typed meanwhile, by who did not see the question, stands in the form.

    Once something was typed, Enter goes on with that alone, and the draft waits for the next time.
    """

    def __init__(self, draft: str, waits: str) -> None:
        super().__init__(_("Go on with what was not saved? Esc begins anew."), draft, _("begin anew"))
        self.waits = waits  # where the draft is found that was not gone on with
        self.typed = ""
        self.note = lambda _values: ""  # where what is typed is shown

    def on_key(self, event: events.Key) -> None:
        """Keep a letter, and take the last one back."""
        if event.character is not None and event.is_printable:
            self._keep(self.typed + event.character)
        elif event.key == "backspace":
            self._keep(self.typed[:-1])

    def on_paste(self, event: events.Paste) -> None:
        """Keep what was pasted."""
        self._keep(self.typed + event.text)

    def _keep(self, typed: str) -> None:
        self.typed = typed
        words = _("Typed, not lost: {text}  Enter goes on with it alone; the other waits. {waits}")
        words = words.format(text=clean_line(typed), waits=self.waits) if typed.strip() else ""
        self.query_one("#note", Static).update("\n".join(fold(words, DIALOG_WIDTH)))


def _with_typed(fields: Sequence[Field], typed: str) -> list[Field]:
    """The fields, what was typed standing in the first one behind what stands there."""
    first = fields[0]
    lines = clean_text(typed).split("\n")
    joint = first.end_of_line or " "
    text = joint.join(filter(None, [first.value, *(line.strip() for line in lines)]))
    return [replace(first, value=text), *fields[1:]]


class Drafted:
    """A form at one place of the drafts: `fill_in`, save what comes back, then `drop` the draft.

    again: the action whose key opens this very form, where there is one; it is named when a draft is left.
    """

    def __init__(self, room: AtDesk[Any], place: str, *, again: str = "") -> None:
        self.room = room
        self.place = place
        self.again = again
        self.latest: Values = {}
        self.presets: Values = {}
        self.touched = False
        self._taken_up: tuple[str, ...] = ()  # the places of what was laid aside and is gone on with
        self.keeping = Soon(room, self._keep)

    async def fill_in(
        self,
        title: str,
        fields: Sequence[Field],
        check: Callable[[Values], tuple[str, str] | None],
        *,
        explain: str = "",
        note: Callable[[Values], str | Content] | None = None,
        usual: Callable[[Values], Values] | None = None,
        does: str = "",
        further: Callable[[Values], Awaitable[Values | None]] | None = None,
    ) -> Values | None:
        """What was filled in, beginning with the draft if there is one and it is wanted; None when it was left."""
        self.presets = {field.name: _first_value(field) for field in fields}
        fields = await self._begun(fields)
        values: Values | None = await self.room.ask(
            FormDialog(
                title,
                fields,
                check,
                keep=self._typed,
                explain=explain,
                note=note,
                usual=usual,
                does=does,
                further=further,
            )
        )
        await self.keeping.now_or_never()
        if values is None and self.latest not in ({}, self.presets):
            self.room.tell(kept_words(self.room, self.again))
        return values

    async def _begun(self, fields: Sequence[Field]) -> Sequence[Field]:
        """The fields as one begins: with the draft where it is wanted, or with what was typed while that was asked."""
        draft = await self._draft()
        if draft:
            ask = AskDraft(self._what_differs(fields, draft), kept_words(self.room, self.again))
            goes_on = await self.room.ask(ask) is not None
            if goes_on and ask.typed.strip():
                await self._lay_aside(draft)
            elif goes_on:
                fields = [replace(field, value=draft.get(field.name, field.value)) for field in fields]
                self.touched = True
            if ask.typed.strip():
                fields = _with_typed(fields, ask.typed)
                self.touched = True
        return fields

    async def drop(self) -> None:
        """Forget the draft: what stood in it was saved."""
        self.touched = False
        for place in (self.place, *self._taken_up):
            await self.room.attempt(partial(self.room.desk.journal.drafts.drop, place))

    async def _lay_aside(self, draft: Values) -> None:
        """Keep a draft beside what is written now: it is offered the next time."""
        desk = self.room.desk
        place, text = f"{self.place}{ASIDE}{new_uid(desk.now())}", json.dumps(draft, ensure_ascii=False)
        if not self._taken_up:  # else it lies aside already
            await self.room.attempt(lambda: desk.journal.drafts.put(place, text))
        self._taken_up = ()

    def _kept(self) -> str:
        """What was being written here, or else what was laid aside first, which is taken up with that."""
        drafts = self.room.desk.journal.drafts
        if text := drafts.get(self.place):
            return text
        aside = drafts.under(self.place + ASIDE)
        self._taken_up = tuple(f"{self.place}{ASIDE}{first}" for first in sorted(aside)[:1])
        return drafts.get(self._taken_up[0]) if self._taken_up else ""

    async def _draft(self) -> Values:
        """What was kept, as far as it differs from what the form begins with."""
        text = await self.room.attempt(self._kept)
        try:
            kept = json.loads(text or "{}")
        except ValueError:
            return {}
        if not isinstance(kept, dict):
            return {}
        draft = {name: kept[name] for name in self.presets if isinstance(kept.get(name), str)}
        return draft if any(text != self.presets[name] for name, text in draft.items()) else {}

    def _what_differs(self, fields: Sequence[Field], draft: Values) -> str:
        """What the draft says, and beside it what stands there now where it would take its place."""
        lines = []
        for field in fields:
            there, mine = self.presets[field.name], draft.get(field.name, self.presets[field.name])
            if mine != there:
                now = _(" (there now '{there}')").format(there=field.words_of(there)) if there else ""
                lines.append(_("{label}: {text}").format(label=field.label, text=field.words_of(mine)) + now)
        return "\n".join(lines)

    def _typed(self, values: Values) -> None:
        self.latest = {name: clean_text(text) for name, text in values.items()}
        self.touched = self.touched or self.latest != self.presets
        if self.touched:
            self.keeping.wish()

    async def _keep(self) -> bool:
        if not self.touched or not self.latest:
            return True
        # Only what was written over: a field somebody changes elsewhere meanwhile is not to come back from a draft.
        written = {name: text for name, text in self.latest.items() if text != self.presets.get(name)}
        text = json.dumps(written, ensure_ascii=False) if written else ""
        return await self.room.done(lambda: self.room.desk.journal.drafts.put(self.place, text))


def kept_words(room: AtDesk[Any], again: str) -> str:
    """That a draft is kept, and how one comes back to it: by the key of the action `again`, where there is one."""
    if again:
        return _("Kept as a draft: {key} again goes on with it.").format(key=named(room, again))
    return _("Kept as a draft: the same step, begun again, goes on with it.")


def _first_value(field: Field) -> str:
    return field.value or (field.options[0][0] if field.options else "")
