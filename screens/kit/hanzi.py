"""Where words begin in what is typed: each hanzi is one, so that Ctrl+W and Ctrl+Left go by one, not by a sentence.

As texts: `re` compiles them when they are asked for, and the first frame does not wait 3 ms for that.
"""

from __future__ import annotations

_HAN = "\u3400-\u9fff\uf900-\ufaff"
WORD_STARTS = rf"(?<=\W)\w|(?<=[{_HAN}])\w|[{_HAN}]"
WORD_EDGES = rf"(?<=\W)(?=\w)|(?<=\w)(?=\W)|(?<=[{_HAN}])(?=\w)|(?<=\w)(?=[{_HAN}])"
