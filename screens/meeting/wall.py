"""How the wall is painted: strong colours of their own, the same in every theme, so that the last row can read them."""

from __future__ import annotations

HALL_GROUND = "#101010"
HALL_STYLES = {
    "": "#f4f4f4 on #101010",
    "title": "bold #ffd75f on #101010",
    "muted": "#c6c6c6 on #101010",
    "right": "bold #87ff87 on #101010",
    "bar": "bold #101010 on #5fd7ff",
    "digit": "#101010 on #ffd75f",
    "warning": "bold #ff8787 on #101010",
}
