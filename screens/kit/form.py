"""A form: a few labelled fields, one on a line. It saves nothing; its result goes back to who asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from content.cells import DIALOG_WIDTH, cut, fold
from content.words import _, mark_for_translation
from screens.kit.bars import KeyBar
from screens.kit.base import Dialog, unbegun
from screens.kit.fields import Choice, LineInput, TypedChoice
from screens.kit.page import Pages

Values = dict[str, str]


@dataclass(frozen=True)
class Field:
    """A field of a form: a line to type in, or one of a few options."""

    name: str
    """What its value is called in the result."""
    label: str
    """The words in front."""
    value: str = ""
    """What stands in it at first."""
    hint: str = ""
    """What stands in grey while it is empty."""
    options: tuple[tuple[str, str], ...] = ()
    """(value, words) each; none: it is a line to type in."""
    about: str = ""
    """What F1 says of it."""
    end_of_line: str = " "
    """What stands for the end of a line that was pasted."""
    is_secret: bool = False
    """Whether what is typed is not shown."""

    def words_of(self, value: str) -> str:
        """What a value of it is called."""
        return dict(self.options).get(value, value) or _("blank")


WRITTEN_ANEW = ("day", "period", "folder", "file")  # how the names of fields end whose value is rather put otherwise


def _is_written_anew(field: Field) -> bool:
    """Whether the first key takes the place of what stands there: of a day, a number, a folder, never of words."""
    return field.name.endswith(WRITTEN_ANEW) or not any(sign.isalpha() for sign in field.value)


class FormLine(LineInput):
    """A line of a form: Enter goes on to the next field."""

    BINDINGS = [
        Binding("enter", "submit", mark_for_translation("next"), id="form.line_next"),
        Binding("escape", "leave", mark_for_translation("leave"), id="form.line_leave"),
    ]


class FormDialog(Dialog[Values | None]):
    """Fields to fill in; Enter goes on and saves at the last, Ctrl+S saves at once, Esc leaves.

    Args:
        title: what is being filled in.
        fields: in their order.
        check: the fault of what was filled in, as (field name, one clear line), or None.
        keep: called with what stands in the fields whenever that changes, so that it can be kept as a draft.
        explain: one line beneath the title.
        note: a line beneath the fields about what stands in them, such as the day that was understood.
        usual: what usually stands in some fields, given the others: it follows them until somebody writes otherwise.
        does: what is done with it when it is filled in, in a word; saved unless said.
        further: what is asked before the form is given back, above it; what comes is added, None goes back to the form.
    """

    DEFAULT_CSS = """
    FormDialog > VerticalScroll { padding: 1 $edge 0 0; }
    FormDialog > VerticalScroll > Static { padding: 0 0 0 $edge; }
    FormDialog Horizontal { height: 1; }
    FormDialog .cursor { width: 2; text-opacity: 0%; color: $accent; text-style: bold; }
    FormDialog Horizontal:focus-within { height: 1; }  /* else its parts do not follow */
    FormDialog Horizontal:focus-within .cursor { text-opacity: 100%; }
    FormDialog .label { width: 14; }
    FormDialog Horizontal:focus-within .label { text-style: bold; }
    FormDialog LineInput, FormDialog Choice { width: 1fr; }
    FormDialog #fault { color: $error; text-style: bold; height: auto; }
    """
    HELP = mark_for_translation(
        "Enter goes on to the next field; at the last it does what {form.save} does anywhere. Where a field offers a "
        "few "
        "words, Left and Right choose one, or what is typed finds it. What stands in grey is only a hint."
    )
    BINDINGS = [
        Binding("ctrl+s", "save", mark_for_translation("save"), id="form.save"),
        Binding("down", "app.focus_next", mark_for_translation("next"), id="form.next"),
        Binding("up", "app.focus_previous", mark_for_translation("back", context="field"), show=False, id="form.back"),
        Binding("escape", "leave", mark_for_translation("leave"), id="form.leave"),
        Binding("enter", "next", mark_for_translation("next"), show=False, id="form.enter"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        check: Callable[[Values], tuple[str, str] | None],
        *,
        keep: Callable[[Values], None] | None = None,
        explain: str = "",
        note: Callable[[Values], str | Content] | None = None,
        usual: Callable[[Values], Values] | None = None,
        does: str = "",
        further: Callable[[Values], Awaitable[Values | None]] | None = None,
    ) -> None:
        super().__init__()
        self.heading = title
        self.fields = tuple(fields)
        self.check = check
        self.keep = keep
        self.explain = explain
        self.note = note
        self.usual = usual
        self.does = does
        self.further = further
        self.followed: Values = {}

    def compose(self) -> ComposeResult:
        """The fields, each with its label."""
        with VerticalScroll(can_focus=False) if self.fields else Pages():
            yield Static("\n".join(fold(self.heading, DIALOG_WIDTH)), classes="title", markup=False)
            if self.explain:
                yield Static("\n".join(fold(self.explain, DIALOG_WIDTH)), classes="explain", markup=False)
            for field in self.fields:
                with Horizontal():
                    yield Static(">", classes="cursor", markup=False)
                    yield Static(field.label, classes="label", markup=False)
                    yield self._widget(field)
            if self.note is not None:
                presets = {field.name: field.value for field in self.fields}
                yield Static(self.note(presets), classes="explain", id="note", markup=False)
            yield Static("", id="fault", markup=False)
        yield KeyBar()

    def _widget(self, field: Field) -> Widget:
        if field.options:
            return TypedChoice(field.options, field.value or field.options[0][0], id=f"field-{field.name}")
        line = FormLine(field.value, field.hint, password=field.is_secret, id=f"field-{field.name}")
        line.end_of_line = field.end_of_line
        line.select_on_focus = _is_written_anew(field)
        return line

    def help_text(self) -> str:
        """How a form is filled in, and what its fields mean."""
        about = [
            _("{name}: {words}").format(name=field.label, words=field.about) for field in self.fields if field.about
        ]
        return "\n".join([super().help_text(), *([""] if about else []), *about])

    def other_words(self) -> Mapping[str, str]:
        """The keys called by what they do: Enter in the last field is what Ctrl+S is anywhere, and stands alone."""
        does = self.does or _("save")
        if not self.fields:  # only a question: there is nothing to go on to
            return {"save": does, "app.focus_next": ""}
        return {"save": "", "submit": does, "next": does} if self._is_at_last else {"save": does}

    @property
    def values(self) -> Values:
        """What stands in the fields."""
        return {field.name: self._value(field) for field in self.fields}

    def _value(self, field: Field) -> str:
        widget = self._widget_of(field.name)
        return widget.value if isinstance(widget, Choice | LineInput) else ""

    @property
    def _is_at_last(self) -> bool:
        return bool(self.fields and self.focused and self.focused.id == f"field-{self.fields[-1].name}")

    def _widget_of(self, name: str) -> Widget:
        return self.query_one(f"#field-{name}")

    def on_mount(self) -> None:
        """Remember what usually stands in the fields as they are."""
        self.followed = self.usual(self.values) if self.usual else {}

    @on(Input.Changed)
    @on(Choice.Changed)
    def _follow(self) -> None:
        if self.usual is None:
            return
        before, self.followed = self.followed, self.usual(self.values)
        for name, text in self.followed.items():
            line = self.query_one(f"#field-{name}", LineInput)
            if line.value == before.get(name):
                line.value = text

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self.query_one("#fault", Static).update("")
        if self.keep is not None:
            self.keep(self.values)
        if self.note is not None:
            self.query_one("#note", Static).update(self.note(self.values))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_next()

    @on(TypedChoice.NotFound)
    def _not_found(self, event: TypedChoice.NotFound) -> None:
        """Say that nothing is written in a choice; the text stands there to be seen."""
        from storage.records import clean_line

        self.app.bell()
        words = _("Not taken: {text}. Left and Right choose here; Down goes on to the next field.")
        self.query_one("#fault", Static).update(words.format(text=cut(clean_line(event.typed), 24)))

    @on(LineInput.Left)
    def _left(self) -> None:
        self.action_leave()

    def action_next(self) -> None:
        """Go to the next field, or save after the last."""
        if self._is_at_last:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Give back what was filled in, or say what is wrong with it."""
        values = self.values
        fault = self.check(values)
        if fault is None:
            self._give_back(values)
            return
        name, words = fault
        self.query_one("#fault", Static).update(words)
        self._widget_of(name).focus()

    def _give_back(self, values: Values) -> None:
        if self.further is None:
            self.dismiss(values)
        elif not any(worker.node is self and not worker.is_finished for worker in self.workers):  # Enter hit twice
            self.run_worker(unbegun(self._ask_further, self.further, values))

    async def _ask_further(self, further: Callable[[Values], Awaitable[Values | None]], values: Values) -> None:
        more = await further(values)
        if more is not None:
            self.dismiss({**values, **more})


class AskDialog(FormDialog, inherit_bindings=False):
    """One question answered by a key: Enter does it, Esc does not."""

    BINDINGS = [
        Binding("enter", "save", mark_for_translation("do it"), id="ask.do"),
        Binding("escape", "leave", mark_for_translation("cancel"), id="ask.leave"),
    ]

    def __init__(self, title: str, explain: str = "", otherwise: str = "") -> None:
        super().__init__(title, (), lambda _values: None, explain=explain)
        self.otherwise = otherwise  # what Esc does, in a word; nothing, unless said

    def other_words(self) -> Mapping[str, str]:
        """What Esc does, where that was said."""
        return {"leave": self.otherwise} if self.otherwise else {}


def no_fault(_values: Mapping[str, str]) -> tuple[str, str] | None:
    """For a form in which everything may stand."""
    return None
