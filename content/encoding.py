"""The encodings of the text files that Chinese offices have."""

from __future__ import annotations


def decoded(data: bytes, errors: str = "strict") -> str:
    """The text of a file in UTF-8, with or without a mark in front, or else in GB 18030.

    `errors`: what becomes of bytes that are neither, in the words of `bytes.decode`.

    Raises:
        UnicodeDecodeError: it is in neither.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors)
