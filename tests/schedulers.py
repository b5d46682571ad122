"""Programs of a system for tests, each a few lines of sh that keep what they are told: no real timer is ever set."""

from __future__ import annotations

import os
from pathlib import Path

CRONTAB = """\
case "$1" in
-l) [ -e "{kept}" ] || {{ echo "no crontab for you" >&2; exit 1; }}; cat "{kept}" ;;
-) cat > "{kept}" ;;
esac
"""
SYSTEMCTL = 'printf "%s\\n" "$*" >> "{kept}"\n'
NOTIFY = 'printf "%s\\n" "$@" >> "{kept}"\n'
REFUSES = 'echo "{kept}" >&2; exit 1\n'


def put(folder: Path, program: str, script: str, kept: str | Path) -> str:
    """Put a program in a folder; the PATH on which it is found first."""
    folder.mkdir(exist_ok=True)
    file = folder / program
    file.write_text("#!/bin/sh\n" + script.format(kept=kept), encoding="utf-8")
    file.chmod(0o755)
    return f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"
