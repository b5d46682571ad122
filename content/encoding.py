"""The encodings of the text files that Chinese offices have."""

from __future__ import annotations


def decoded(data: bytes, errors: str = "strict") -> str:
    """The text of a file in UTF-8, with or without a mark in front, in UTF-16 with its mark, or else in GB 18030.

    `errors`: what becomes of bytes that are none of these, in the words of `bytes.decode`.

    Raises:
        UnicodeDecodeError: it is in none of them.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors)
