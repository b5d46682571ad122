"""Lists of don'ts to try things on."""

from __future__ import annotations

from datetime import date

from content.marks import Bilingual, Dont, DontList, Mark


def a_dont(dont_id: str) -> Dont:
    """An item that says its own id everywhere."""
    meanings = {mark: Bilingual(f"{dont_id}{mark}") for mark in Mark}
    return Dont(dont_id, Bilingual(f"不让{dont_id}"), Bilingual(f"{dont_id}短"), meanings, (), (), (), ())


def a_list(list_id: str, *items: str, edition: str = "1") -> DontList:
    """A list of these items."""
    donts = tuple(a_dont(item) for item in items)
    return DontList(list_id, Bilingual(f"{list_id}清单"), edition, date.min, Bilingual("依据"), donts)
