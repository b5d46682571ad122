"""For hatch: compiles the catalogue before a wheel or an editable install is made."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]  # its types are not read
    """Writes every .po file's .mo beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, unless they travel as source."""
        if self.target_name != "wheel":
            return
        po = runpy.run_path(str(Path(self.root) / "content" / "po.py"))
        for path in (Path(self.root) / "content" / "locale").rglob("*.po"):
            new = path.with_suffix(".new.mo")
            new.write_bytes(po["mo_bytes"](po["read_po"](path.read_text(encoding="utf-8"))))
            new.replace(path.with_suffix(".mo"))  # whole at once, for whatever starts meanwhile
