"""Where to save: a folder as people type or paste it."""

from __future__ import annotations

from pathlib import Path

from content.words import _
from screens.dialogs.checks import Fault
from screens.dialogs.form import Values


def usual_folder() -> Path:
    """The person's folder for documents, or their home where there is none."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def folder_of(text: str) -> Path:
    """The folder that was written: `~` is the home, quotes around it are not part of it."""
    return Path(text.strip().strip("\"'“”‘’").strip()).expanduser()


def folder_fault(values: Values) -> Fault:
    """What is wrong with the field `folder`."""
    text = values["folder"].strip()
    try:
        if text and folder_of(text).is_dir():
            return None
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        pass
    return "folder", _("There is no such folder. Make it first, or name another.")
