"""`material`: what there is to read, and materials of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from content.words import _, mark_for_translation
from desk.desk import Desk
from tui.commands.base import CouldNot, argument, complain, group, one_line, option, pass_desk, say


@group(help=mark_for_translation("Materials to read: list them, add your own."))
def material() -> None:
    """The commands about materials."""


@material.command("list", help=mark_for_translation("List the materials by topic."))
@pass_desk
def list_materials(desk: Desk) -> None:
    """Print the materials."""
    for one in desk.materials:
        say("  ".join([one.id, str(one.topic), str(one.title)]))


@material.command(help=mark_for_translation("Add a Markdown or plain text file to what there is to read."))
@argument("file", type=click.Path(path_type=Path), help=mark_for_translation("The file; it is copied."))
@option("--title", callback=one_line, help=mark_for_translation("Its first heading or the file's name when left out."))
@option("--topic", callback=one_line, help=mark_for_translation("Under which topic it stands."))
@pass_desk
def add(desk: Desk, file: Path, title: str | None, topic: str | None) -> None:
    """Keep a copy of the file."""
    from content.errors import FileFaults
    from storage.materials import material_text, not_taken_words, save_material

    try:
        one = material_text(file, title or "", topic or "", desk.today())
    except FileFaults as error:
        raise CouldNot(error.lines(file.name)[0]) from error
    material_id = save_material(desk.home, one.title, one.text, notices=desk.notices)
    say(_("Saved: {title} ({id})").format(title=one.title, id=material_id))
    if words := not_taken_words(one):
        complain(words)
