"""The part of a material that stands under a heading."""

from __future__ import annotations

import pytest

from content.markdown import section_of

TEXT = "# 代表法\n\n总说。\n\n## 第一节\n\n一。\n\n### 细目\n\n细。\n\n## 第二节\n\n二。\n"


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("第一节", "一。\n\n### 细目\n\n细。"),
        ("细目", "细。"),
        ("第二节", "二。"),
        ("没有", TEXT),
        ("代表法", TEXT[6:].strip()),
    ],
)
def test_a_section_ends_at_the_next_heading_of_its_level_or_above(heading: str, found: str) -> None:
    assert section_of(TEXT, heading) == found
