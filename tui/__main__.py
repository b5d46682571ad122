"""The way in: the app without words, a command with them.

Only what the first frame needs is imported here; click comes in when there is a command to read.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Open the app, or run the command that was given; Ctrl+C ends with a line and no traceback."""
    try:
        _run()
    except KeyboardInterrupt:
        from content.words import _

        print(_("Aborted!"), file=sys.stderr)
        sys.exit(130)
    except Exception:  # outside the app and the commands, which have their own way to say it
        from tui.unforeseen import unforeseen

        print(unforeseen(None), file=sys.stderr)
        sys.exit(1)


def _run() -> None:
    arguments = sys.argv[1:]
    if arguments or "_SIXDONTS_COMPLETE" in os.environ:  # a shell asks for completions without arguments
        if "status" in arguments:
            gc.disable()  # it is over before there is anything to collect
            from tui.commands.status import quick_status

            if quick_status(arguments):
                os._exit(0)  # all is printed and nothing is open: to take the modules apart is a tenth of the time
            gc.enable()
        from tui.commands.main import cli

        cli(prog_name="sixdonts")
        return
    from tui.shown_on import can_show

    if not can_show():
        from content.words import _, system_language, use

        use(system_language())
        print(_("This needs a terminal. For a line of text run: sixdonts status"), file=sys.stderr)
        sys.exit(2)
    from tui.start import open_app

    open_app(None)


if __name__ == "__main__":
    main()
