"""The line on files that were not read in full, or set aside: the same on Today and in `status`; quick to import."""

from __future__ import annotations

from content.words import _
from storage.glance import Glance


def fault_line(seen: Glance) -> str:
    """What is wrong with the files, as long as it is so: the first that is; empty where nothing is."""
    if len(seen.damaged) > 1:
        words = _("Not read in full: {file}, {n} files in all. Run sixdonts doctor.")
        return words.format(file=seen.damaged[0], n=len(seen.damaged))
    if seen.damaged:
        return _("Not read in full: {file}. Run sixdonts doctor.").format(file=seen.damaged[0])
    if seen.set_aside:
        words = _("{file} was damaged, may lack a save: sixdonts doctor")
        return words.format(file=seen.set_aside[0])
    return ""


def short_fault(seen: Glance) -> str:
    """The same in a few words, without the file."""
    if seen.damaged:
        return _("a file not read in full")
    return _("a file was damaged") if seen.set_aside else ""
