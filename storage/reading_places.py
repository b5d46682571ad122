"""Where in each material somebody was reading, so that the next sitting goes on there. Nothing else is kept."""

from __future__ import annotations

from storage.files import RecordFiles

FILE = "looks"


class Looks:
    """The paragraph at which reading a material was left, by its id."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files

    def place(self, material_id: str) -> int:
        """The number of the paragraph, from 0."""
        document = self._files.documents(FILE).get(material_id)
        place = document.get("paragraph") if isinstance(document, dict) else None
        return place if isinstance(place, int) and not isinstance(place, bool) and place > 0 else 0

    def keep(self, material_id: str, paragraph: int) -> None:
        """Keep the place; the beginning needs none."""
        if paragraph == self.place(material_id):
            return
        with self._files.transaction() as transaction:
            if paragraph > 0:
                transaction.put(FILE, material_id, {"paragraph": paragraph})
            else:
                transaction.drop(FILE, material_id)
