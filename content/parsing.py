"""One wrapper round the parsers this program stands on: tomllib, json, int(), zip, XML, csv.

What they declare to raise is narrower than what they do raise: int() refuses 5,000 digits with a ValueError,
zipfile an unknown version with NotImplementedError, any of them deep nesting with RecursionError.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from content.errors import FileFaults, SixdontsError


class UnparsableError(SixdontsError, ValueError):
    """What stood there is not what a parser reads; `text` is what the parser said of it."""

    def __init__(self, text: str = "", *, too_deep: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.too_deep = too_deep


@contextmanager
def parsing() -> Iterator[None]:
    """Whatever is raised inside for what a file holds comes out as UnparsableError.

    So wide on purpose: a file that others made must not end the program, whichever way it is broken.
    """
    try:
        yield
    except (UnparsableError, FileFaults):  # what a reader says of a file in words of its own
        raise
    except RecursionError:
        raise UnparsableError(too_deep=True) from None
    except Exception as error:
        raise UnparsableError(str(error)) from error
