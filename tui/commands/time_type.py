"""A time of day on the command line."""

from __future__ import annotations

from datetime import time
from typing import Any

import click

from content.clock_times import parse_time
from content.words import _


class TimeType(click.ParamType[time]):
    """A time of day: `9:30`, `0930`, `14：05`."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """The time, or how to write one."""
        if isinstance(value, time):
            return value
        try:
            return parse_time(str(value))
        except ValueError:
            self.fail(_("{text} is no time of day. Write it like 9:30.").format(text=value), param, ctx)


TIME = TimeType()
