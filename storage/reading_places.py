"""Where in each material somebody was reading, so that the next sitting goes on there. Nothing else is kept."""

from __future__ import annotations

from storage.keyed import Keyed
from storage.records.notes import Look


class Looks(Keyed[Look]):
    """The paragraph at which reading a material was left, by its id."""

    def place(self, material_id: str) -> int:
        """The number of the paragraph, from 0."""
        look = self.get(material_id)
        return look.paragraph if look else 0

    def keep(self, material_id: str, paragraph: int) -> None:
        """Keep the place; the beginning needs none."""
        if paragraph == self.place(material_id):
            return
        if paragraph > 0:
            self.put(material_id, Look(paragraph=paragraph))
        else:
            self.drop(material_id)
