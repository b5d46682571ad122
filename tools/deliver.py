"""Make what is carried to a computer without a network.

python tools/deliver.py wheelhouse OUT     folders of wheels with an install script, one for each platform
python tools/deliver.py folder OUT         a folder that needs no Python, for a system such as this one

What was made lies in OUT in a folder named after version and platform, with a checksum for each of its files. Why
something could not be made is said in the language of the system, Chinese or English.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from content.errors import reason_of
from content.words import pick, system_language, use
from tools.delivery.folder import make_folder
from tools.delivery.making import NotMade
from tools.delivery.wheelhouse import PLATFORMS, make_wheelhouses


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    wheels = kinds.add_parser("wheelhouse", help="wheels and an install script")
    wheels.add_argument("--platform", action="append", choices=sorted(PLATFORMS), help="all of them unless said")
    wheels.add_argument("--python", action="append", metavar="3.N", help="3.11 unless said; again for more")
    for one in (wheels, kinds.add_parser("folder", help="a folder that needs no Python")):
        one.add_argument("out", type=Path, metavar="OUT", help="where it is put")
    return parser.parse_args()


def main() -> int:
    """Do what the command line asks for; one line for each folder made, or why it could not be."""
    asked = arguments()
    use(system_language())
    try:
        if asked.kind == "folder":
            print(make_folder(asked.out))
        else:
            for made in make_wheelhouses(asked.platform or PLATFORMS, asked.python or ["3.11"], asked.out):
                print(made)
    except (NotMade, OSError, subprocess.SubprocessError) as error:
        why = str(error)
        if isinstance(error, OSError):
            place = f"{error.filename}{pick('：', ': ')}" if error.filename else ""
            why = f"{place}{reason_of(error)}"
        print(pick("没有做成：", "Not made: ") + why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
