"""What the command line does without click: the language, the streams, the folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from content.words import system_language, use
from storage.places import data_home
from storage.settings import read_settings


def forgive_streams() -> None:
    """Let no character that a terminal's encoding lacks end the program."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="replace")


def json_text(value: Any) -> str:
    """JSON that loses nothing: Chinese as it is, or in escapes where the output's encoding lacks any of it."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=2)
    return text


def home_among(arguments: Sequence[str]) -> Path:
    """The data folder that the arguments name with --home, else the usual one."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--home="):
            return data_home(Path(argument.removeprefix("--home=")))
        if argument == "--home" and arguments[place + 1 :]:
            return data_home(Path(arguments[place + 1]))
    return data_home()


def speak(home: Path) -> None:
    """Speak the language that the settings say, else the system's."""
    language = read_settings(home).settings.language
    use(system_language() if language == "auto" else language)
