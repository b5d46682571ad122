"""What is being typed, so that it is there again after a crash."""

from __future__ import annotations

from storage.files import RecordFiles

FILE = "drafts"


class Drafts:
    """Texts by the place they are typed at, such as `today/2026-11-23/error` or `note/new`."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files

    def get(self, place: str) -> str:
        """What was being typed there; empty when nothing was."""
        document = self._files.documents(FILE).get(place)
        text = document.get("text") if isinstance(document, dict) else None
        return text if isinstance(text, str) else ""

    def put(self, place: str, text: str) -> None:
        """Keep what is being typed; an empty text is no draft."""
        if not text:
            self.drop(place)
            return
        with self._files.transaction() as transaction:
            transaction.put(FILE, place, {"text": text})

    def drop(self, place: str) -> None:
        """Forget a draft, because it was saved or given up."""
        if self._files.documents(FILE).get(place) is None:
            return
        with self._files.transaction() as transaction:
            transaction.drop(FILE, place)
