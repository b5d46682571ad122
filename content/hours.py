"""Minutes as hours of study (学时, 60 minutes each): one rule wherever they are shown."""

from __future__ import annotations


def hours(minutes: int) -> str:
    """Minutes in hours, to a tenth: `21.5`, `0.3`, `6`."""
    return f"{tenths_of_hours(minutes):.1f}".removesuffix(".0")


def hours_and_minutes(minutes: int) -> str:
    """Minutes as a clock would show them, `3:40`: where many stand together, so that their sum is their sum."""
    return f"{minutes // 60}:{minutes % 60:02}"


def tenths_of_hours(minutes: int) -> float:
    """The same as a number, halves rounded up as a person does."""
    return (minutes + 3) // 6 / 10
