"""What each mark means at one item, with examples."""

from __future__ import annotations

from textual.content import Content

from content.cells import DIALOG_WIDTH, fold, pad
from content.marks import Bilingual, Dont, Mark
from content.words import _
from screens.kit.page import PageDialog


class MeaningDialog(PageDialog):
    """One item explained."""

    def __init__(self, dont: Dont) -> None:
        super().__init__(_words(dont))


def _words(dont: Dont) -> Content:
    lines = [Content.styled(str(dont.official), "bold"), Content("")]
    for mark in Mark:
        if mark in dont.meanings:
            lines += _hanging(mark.words, dont.meanings[mark])
    for words, examples in (
        (_("Kept, for example"), dont.examples_kept),
        (_("Not kept, for example"), dont.examples_not_kept),
    ):
        lines += [Content(""), Content.styled(words, "bold")] if examples else []
        for example in examples:
            lines += _hanging("", example, width=2)
    return Content("\n").join(lines)


def _hanging(label: str, text: Bilingual, width: int = 13) -> list[Content]:
    lines = fold(str(text), DIALOG_WIDTH - width)
    first = Content.assemble((pad(label, width), "bold"), lines[0])
    return [first, *(Content(" " * width + line) for line in lines[1:])]
