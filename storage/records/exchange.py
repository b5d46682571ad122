"""How this computer stands in the exchange with a person's other computers, beside the records themselves."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from storage.records.kit import Line, Name, Part

MACHINE_NAME = r"^[0-9a-f]{12}$"
MachineName = Annotated[str, StringConstraints(pattern=MACHINE_NAME)]
Count = Annotated[int, Field(ge=1, le=2**53, strict=True)]


class Machine(Part):
    """What this data folder is called among a person's computers, how far it has been, and where it was then.

    host, path, inode: of the data folder; a copy of it, or one that was put back, lies elsewhere or is another one.
    """

    machine: MachineName
    counter: Annotated[int, Field(ge=0)] = 0
    host: Line = ""
    path: Line = ""
    inode: int = 0


class Noted(Part):
    """How a record stood after the last exchange; `mark` is empty where it was deleted (see `storage.exchanging`)."""

    vector: dict[MachineName, Count]
    mark: Line


class Unsettled(Part):
    """Another version of a record, about which nobody decided yet; `document` is None where it was deleted there."""

    kind: Name
    uid: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    vector: dict[MachineName, Count]
    document: Any = None
