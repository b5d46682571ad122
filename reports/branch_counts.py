"""What a branch's report says of its members' days, hours and quizzes, from its figures alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from content.hours import hours
from content.words import _
from reports.branch_figures import FEWEST_BY_ITEM
from reports.document import Block, Cell, Column, Paragraph, Table
from storage.branch_figures import Figures, ItemFigures, ListFigures


def item_blocks(n: Figures, items: Sequence[ItemFigures]) -> list[Block]:
    """The days by item and state over everybody who ticked them, list by list, where enough did; `items` in order."""
    return [block for one in n.lists for block in _of_list(n, items, one, with_title=len(n.lists) > 1)]


def _of_list(n: Figures, in_order: Sequence[ItemFigures], one: ListFigures, *, with_title: bool) -> list[Block]:
    """The table of those who answered one list, or why there is none; what is left out of it is said."""
    words = _("{n} of {all} submissions tell the counts by item").format(n=one.told, all=n.files)
    if with_title:
        words = _("{label}: ").format(label=one.title or one.list_id) + words
    items = [item for item in in_order if item.list_id == one.list_id]
    if not items:
        text = _("{n}: fewer than {least}, so they are not shown.")
        if one.told >= FEWEST_BY_ITEM:
            text = _("{n}, but for no period {least} or more that can be shown; so they are not shown.")
        return [Paragraph(text.format(n=words, least=FEWEST_BY_ITEM))]
    left_out: list[Block] = []
    if one.withheld:
        text = _("{n} of them are left out: fewer than {least} told it then, or differ from a shorter or kept one.")
        left_out = [Paragraph(text.format(n=one.withheld, least=FEWEST_BY_ITEM))]
    titles = (_("kept"), _("partly kept"), _("not kept"), _("not faced"), _("days marked"))
    columns = (Column(_("item"), 12), *(Column(title, 5) for title in titles[:-1]), Column(titles[-1], 6))
    rows = tuple(_item_row(item) for item in items)
    return [Table(columns, rows, caption=_("Days by state ({n})").format(n=words)), *left_out]


def _item_row(item: ItemFigures) -> tuple[Cell, ...]:
    counts = (item.kept, item.partly, item.not_kept, item.not_faced)
    return (item.words or item.item, *counts, sum(counts))


def study_blocks(n: Figures) -> list[Block]:
    """The hours that members told."""
    if not n.told_study:
        return []
    text = _(
        "{n} of {all} submissions tell hours: group study, training and make-up study {counted} h; "
        "self-study {alone} h."
    )
    counted, alone = hours(n.group_minutes + n.training_minutes + n.make_up_minutes), hours(n.self_minutes)
    return [Paragraph(text.format(n=n.told_study, all=n.files, counted=counted, alone=alone))]


def quiz_blocks(n: Figures, left_out: int) -> list[Block]:
    """The quizzes that members told, and of how many nothing is shown."""
    text = _("{n} of {all} submissions tell quizzes: {answered} answers, {right} of them right.")
    said = [text.format(n=n.told_quiz, all=n.files, answered=n.answered, right=n.right)] if n.told_quiz else []
    text = _("Of {n} that tell quizzes no figures are shown: fewer than {least} can be told apart.")
    said += [text.format(n=left_out, least=FEWEST_BY_ITEM)] if left_out else []
    return [Paragraph(words) for words in said]
