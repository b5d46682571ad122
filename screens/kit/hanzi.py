"""Where words begin in what is typed: each hanzi is one, so that Ctrl+W and Ctrl+Left go by one, not by a sentence."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff\uf900-\ufaff"
WORD_STARTS = re.compile(rf"(?<=\W)\w|(?<=[{_HAN}])\w|[{_HAN}]")
WORD_EDGES = re.compile(rf"(?<=\W)(?=\w)|(?<=\w)(?=\W)|(?<=[{_HAN}])(?=\w)|(?<=\w)(?=[{_HAN}])")
