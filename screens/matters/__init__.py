"""Matters: what is owed an answer, until it is settled."""
