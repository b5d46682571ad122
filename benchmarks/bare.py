"""The least a Textual app can be: header, label, footer. What the program's start is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Label

READY = "bare app is up"


class Bare(App[None]):
    """Header, label, footer."""

    def compose(self) -> ComposeResult:
        """The three."""
        yield Header()
        yield Label(READY)
        yield Footer()


if __name__ == "__main__":
    Bare().run()
