"""A material to read: Markdown that scrolls, with its contents; a note or questions on it by one key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static
from textual.widgets.markdown import MarkdownBlock

from content.cells import cut
from content.markdown import joined
from content.models import Material
from content.words import _, mark_for_translation
from screens.kit.bars import EDGE, KeyBar
from screens.kit.base import Translated, unbegun
from screens.kit.choose import ChooseDialog
from screens.study.plain_markdown import PlainMarkdown

NOTE_ON_IT, QUIZ_ON_IT = "note", "quiz"


class Reader(Translated[tuple[str, int]]):
    """One material, with its source. The result is what is wished next, and the paragraph that was on top."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    Reader #title { height: 1; margin: 0 0 1 0; padding: 0 $edge; text-style: bold; background: $panel; }
    Reader PlainMarkdown, Reader .source { max-width: $main-width; }
    Reader .source { height: auto; color: $text-muted; padding: 0 $edge; }
    Reader VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """
    HELP = mark_for_translation(
        "Read with the arrows and Page Down; the place is kept. {reader.note} begins a note on this material, "
        "{reader.quiz} asks questions on it, where there are some."
    )
    BINDINGS = [
        Binding("1", "wish('note')", mark_for_translation("write a note"), id="reader.note"),
        Binding("2", "contents", mark_for_translation("contents"), id="reader.contents"),
        Binding("3", "wish('quiz')", mark_for_translation("questions on it"), id="reader.quiz"),
        Binding("escape", "wish('close')", mark_for_translation("close"), id="reader.close"),
        Binding("enter", "wish('close')", mark_for_translation("close"), show=False, id="reader.close_enter"),
    ]

    def __init__(self, material: Material, paragraph: int, *, asks: bool) -> None:
        super().__init__()
        self.material = material
        self.paragraph = paragraph
        self.asks = asks  # whether there are questions on it

    def compose(self) -> ComposeResult:
        """The text and where it comes from."""
        source = _("Source: {source} ({edition})", context="material").format(
            source=self.material.source, edition=self.material.edition
        )
        yield Static(cut(str(self.material.title), self.app.size.width - 2 * EDGE), id="title", markup=False)
        with VerticalScroll(id="page"):
            yield PlainMarkdown(joined(str(self.material.text)), open_links=False)
            yield Static(source, classes="source", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin where reading was left."""
        self.query_one("#page").focus()
        self.call_after_refresh(self.call_after_refresh, self._go_to, self.paragraph)

    @property
    def blocks(self) -> list[MarkdownBlock]:
        """The paragraphs, headings and lists of the text."""
        return [child for child in self.query_one(Markdown).children if isinstance(child, MarkdownBlock)]

    def _go_to(self, paragraph: int) -> None:
        if self.blocks and (self.blocks[0].source or "").strip("# \n") == str(self.material.title):
            self.blocks[0].display = False  # the title stands above
        if 0 < paragraph < len(self.blocks):
            self.query_one("#page", VerticalScroll).scroll_to_widget(self.blocks[paragraph], top=True, animate=False)

    @property
    def on_top(self) -> int:
        """The paragraph at the top of the page."""
        top = self.query_one("#page", VerticalScroll).scroll_y
        return next((place for place, block in enumerate(self.blocks) if block.virtual_region.bottom > top), 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Questions are asked where there are some on this material."""
        return self.asks if parameters == (QUIZ_ON_IT,) else True

    def action_wish(self, wish: str) -> None:
        """Close, and say what is wished next."""
        self.dismiss((wish, self.on_top))

    def action_leave(self) -> None:
        """Close; the place is kept."""
        self.action_wish("close")

    def action_contents(self) -> None:
        """Go to a heading."""
        self.run_worker(unbegun(self._to_a_heading), exclusive=True)

    async def _to_a_heading(self) -> None:
        sources = [(block.source or "").strip() for block in self.blocks]
        headings = [
            (str(place), "  " * (len(source) - len(source.lstrip("#")) - 1) + source.strip("# "))
            for place, source in enumerate(sources)
            if source.startswith("#")
        ]
        place = await self.app.push_screen_wait(ChooseDialog(_("Contents"), headings, _("The text has no headings.")))
        if place is not None:
            self._go_to(int(place))
            if place == "0":
                self.query_one("#page", VerticalScroll).scroll_home(animate=False)
