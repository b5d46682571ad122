"""A text in Markdown, drawn in signs of certain width."""

from __future__ import annotations

from textual.widgets import Markdown


class PlainMarkdown(Markdown):
    """Textual's, but for its bullets and lines, which are two cells wide on some terminals."""

    BULLETS = ["- "]
    DEFAULT_CSS = """
    PlainMarkdown MarkdownBlockQuote { border: none; padding: 0 0 0 $edge; }
    PlainMarkdown MarkdownHorizontalRule { border: none; }
    PlainMarkdown MarkdownTableContent { keyline: none; }
    PlainMarkdown MarkdownHeader { color: $foreground; text-style: bold; content-align: left middle; margin: 1 0; }
    """
