"""The packs that come with the program: read once for all tests of a process, which only look at them."""

from __future__ import annotations

from functools import cache

from content.catalog import Catalog


@cache
def shipped() -> Catalog:
    return Catalog.load()
