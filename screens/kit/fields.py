"""Fields to fill in. All work with an active Chinese input method: arrows, Enter, Tab, Esc."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from content.cells import cell_len
from content.words import mark_for_translation
from screens.kit.hanzi import WORD_STARTS

LEFT_RIGHT = mark_for_translation("Left/Right")


class LineInput(Input):
    """One line; what is pasted comes in whole, its line ends as spaces, without control characters."""

    TAKES_TYPING = True
    _WORD_START = WORD_STARTS  # type: ignore[assignment] # given to `re`, which takes a text as well
    DEFAULT_CSS = """
    LineInput { border: none; height: 1; padding: 0; background: $block-cursor-blurred-background; }
    LineInput > .input--placeholder, LineInput > .input--suggestion { color: $text-muted; }
    LineInput:focus { border: none; background: $field; }
    """
    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("save"), id="line.save"),
        Binding("escape", "leave", mark_for_translation("put aside"), id="line.leave"),
    ]

    end_of_line = " "
    """What stands for the end of a line that was pasted."""

    class Left(Message):
        """The person pressed Esc: what stands in the field stays as a draft."""

        def __init__(self, field: LineInput) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> LineInput:
            """The field that was left."""
            return self.field

    @property
    def _value(self) -> Text:
        """What is shown; of a secret a star a cell, as Textual's own sign for it is of uncertain width."""
        if not self.password:
            return super()._value
        return Text("*" * cell_len(self.value), no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        from storage.records import clean_line

        text = self.end_of_line.join(filter(None, map(clean_line, event.text.splitlines())))
        start, end = self.selection
        if self.max_length:
            text = text[: max(self.max_length - len(self.value) + abs(end - start), 0)]
        self.replace(text, min(start, end), max(start, end))
        event.stop()
        event.prevent_default()

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in place of another, typed or pasted: every kind of blank, as of full width, is one blank."""
        super().replace("".join(" " if sign.isspace() else sign for sign in text), start, end)

    def action_leave(self) -> None:
        """Tell who owns the field that it was left."""
        self.post_message(self.Left(self))


class Choice(Widget, can_focus=True):
    """One of a few words, all on one line: left and right change it, a click chooses."""

    DEFAULT_CSS = """
    Choice { height: 1; }
    Choice:focus { background: $field; }
    """
    BINDINGS = [
        Binding("left", "move(-1)", mark_for_translation("choose"), id="choice.left", key_display=LEFT_RIGHT),
        Binding("right", "move(1)", mark_for_translation("choose"), show=False, id="choice.right"),
        Binding("space", "move(1)", mark_for_translation("choose"), show=False, id="choice.space"),
    ]
    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another word was chosen."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The choice that changed."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        """Options are (value, words)."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(Choice.value, value)

    def render(self) -> Content:
        """The words on one line; the chosen one stands in brackets, so that colour is not needed to see it."""
        parts = []
        for value, words in self.options:
            chosen = value == self.value
            parts.append(Content.styled(f"[{words}]" if chosen else f" {words} ", "bold" if chosen else "$text-muted"))
        return Content(" ").join(parts)

    def action_move(self, step: int) -> None:
        """Choose the neighbour."""
        values = [value for value, _words in self.options]
        place = values.index(self.value) if self.value in values else 0
        self.choose(values[(place + step) % len(values)])

    def choose(self, value: str) -> None:
        """Choose this one and say so."""
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, value))

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        x = event.get_content_offset_capture(self).x
        start = 0
        for value, words in self.options:
            width = Content(words).cell_length + 3
            if start <= x < start + width:
                self.choose(value)
            start += width


class TypedChoice(Choice):
    """A choice that is typed too: what is typed finds the word; what finds none is said and changes nothing."""

    class NotFound(Message):
        """No word is meant by what was typed; the choice is as it was before."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(options, value, id=id)
        self._typed, self._before = "", value

    def on_key(self, event: events.Key) -> None:
        """Take a letter or digit for the word that is looked for; any other key begins anew."""
        if event.character is not None and event.character.isalnum():
            event.stop()
            self._find(event.character)
        else:
            self._typed = ""

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted, as input methods do, like what is typed."""
        event.stop()
        self._find(event.text)

    def on_blur(self) -> None:
        """Begin anew the next time."""
        self._typed = ""

    def _find(self, text: str) -> None:
        from content.people import matching

        if not self._typed:
            self._before = self.value
        self._typed += text
        found = matching([words for _value, words in self.options], self._typed)
        self.choose(self.options[found[0]][0] if found else self._before)
        if not found:
            self.post_message(self.NotFound(self._typed))
