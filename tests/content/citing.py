"""Whether what a question cites is there: 《监督法》第十五条第二款, 中央八项规定第二项, in the edition named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from content.written import plain

_DOCUMENTS = tomllib.loads(Path(__file__).with_name("articles.toml").read_text(encoding="utf-8"))
_SOURCE = re.compile(r"《?([^《》第]+)》?((?:第|序言|\d).*)")
_PLACE = re.compile(r"第([^第]+)条(?:第([^第]+)款)?(?:第([^第]+)项)?")


def citing_fault(source: str, edition: str) -> str:
    """What is wrong with a source; empty when every place it names is there."""
    match = _SOURCE.fullmatch(source)
    if match is None or match[1] not in _DOCUMENTS:
        return f"no such document: {source}"
    document = _DOCUMENTS[match[1]]
    if edition != document["edition"]:
        return f"{match[1]} is of another edition than {edition}"
    if "clauses" in document:
        unknown = set(match[2].split("、")) - set(document["clauses"].split())
        return f"{match[1]} has no {unknown}" if unknown else ""
    articles = [[int(number) for number in article.split("/")] for article in document["articles"].split()]
    return next(filter(None, (_place_fault(place, articles) for place in match[2].split("、"))), "")


def _place_fault(place: str, articles: list[list[int]]) -> str:
    if place == "序言":
        return ""
    match = _PLACE.fullmatch(place)
    if match is None:
        return f"not a place: {place}"
    article, paragraph, item = (int(plain(part)) if part else 0 for part in match.groups())
    if not 1 <= article <= len(articles):
        return f"no such article: {place}"
    paragraphs, *items = articles[article - 1]
    if paragraph > paragraphs:
        return f"no such paragraph: {place}"
    return f"no such item: {place}" if item > sum(items) else ""
