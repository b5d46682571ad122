"""Where sessions lie: names alone, for whoever must not wait for the reader of them."""

from __future__ import annotations

FOLDER = "sessions"
HALL_ENDING = ".hall.ndjson"
