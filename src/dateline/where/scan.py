"""Finds the names of a text that the gazetteer knows: capitalised words, the longest run first, and countries' adjectives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.records import Part, Span
from dateline.where.found import WIDE, Found, Passage
from dateline.where.gazetteer import Gazetteer
from dateline.where.judge import judged
from dateline.where.names import ARTICLES, fold
from dateline.where.tables import abbreviations, demonyms, kinds

WORD = re.compile(r"(?:[A-Z]\. ?)+Va\.|(?:[A-Z]\.){2,}|[^\W\d_]+(?:[’'`ʼ‘](?!s\b)[^\W\d_]+)*|\d+")
GAP = re.compile(r"^(?: |-|‐|–| - |\. |’|'|‘)$")
WRITTEN_OUT = {"st": "saint", "ft": "fort", "mt": "mount", "ste": "sainte", "saint": "st", "fort": "ft", "mount": "mt"}
CONTRACTED = re.compile(r"[’'](?:ve|ll|re|d|m|t)$", re.IGNORECASE)
LONGEST = 6
SAME = 0.93
"""The likeness from which two romanisations are taken to be of one name."""
"""Words in the longest name that is looked for."""


def scan(part: Part, text: str, gazetteer: Gazetteer) -> list[Found]:
    """Every known name of `text` in order, none overlapping another."""
    words = [match.span() for match in WORD.finditer(text)]
    found: list[Found] = []
    at = 0
    while at < len(words):
        hit = _at(words, at, text, gazetteer) if _may_start(text, words, at) else None
        if hit is None:
            at += 1
            continue
        size, name = hit
        found.append(_found(part, text, words[at : at + size], name))
        at += size
    return judged(found, Passage(text, words), gazetteer)


def _may_start(text: str, words: Sequence[tuple[int, int]], at: int) -> bool:
    start, end = words[at]
    if text[start].isupper() or ord(text[start]) > 0x52F:
        return True
    article = text[start:end].lower() in ARTICLES and text[end : end + 1] in {"-", "‐", "–"}
    return article and end + 1 < len(text) and (text[end + 1].isupper() or text[end + 1] in "'‘’")


def _at(words: Sequence[tuple[int, int]], at: int, text: str, gazetteer: Gazetteer) -> tuple[int, str] | None:
    """The longest known name that starts with word `at`: how many words, and what to look up."""
    size = 1
    while size < LONGEST and at + size < len(words) and GAP.match(text[words[at + size - 1][1] : words[at + size][0]]):
        size += 1
    start = words[at][0]
    for count in range(size, 0, -1):
        written = text[start : words[at + count - 1][1]]
        if count == 1 and text[:start].endswith(", ") and f"{written}." in abbreviations() and text[words[at][1] : words[at][1] + 1] == ".":
            return 1, written
        if CONTRACTED.search(written):
            continue
        if name := _known(written, text[words[at + count - 1][0] :], gazetteer):
            return count, name
    return None


def _known(written: str, last: str, gazetteer: Gazetteer) -> str:
    folded = fold(written)
    final = WORD.match(last)
    if final and final[0].islower() and fold(final[0]) not in kinds():
        return ""
    if folded in demonyms() and written[0].isupper():
        return written
    if len(folded.replace(" ", "")) <= 2 and not (written.isupper() and _acronym(written, gazetteer)):
        return ""
    if gazetteer.knows(folded):
        return written if _acronym(written, gazetteer) else ""
    if written in abbreviations():
        return written
    if other := next((other for other in _otherwise(folded) if gazetteer.knows(other)), ""):
        return other
    return written if _transliterated(folded, gazetteer) else ""


def _otherwise(folded: str) -> list[str]:
    """The same name without its first article, and with "st", "ft", "mt" written out."""
    first, _, rest = folded.partition(" ")
    if not rest:
        return []
    long = WRITTEN_OUT.get(first)
    return ([f"{long} {rest}"] if long else []) + ([rest] if first in ARTICLES else [])


def _acronym(written: str, gazetteer: Gazetteer) -> bool:
    """False for short words in capitals (FDA, HIV) that stand for no country or state, whatever hamlet may bear them as a name."""
    bare = written.replace(".", "")
    if len(bare) > 4 or " " in bare or not bare.isupper():
        return True
    return any(spot.kind in WIDE for spot, _ in gazetteer.exact(written)[:3]) or written in abbreviations() or bare in abbreviations()


def _transliterated(folded: str, gazetteer: Gazetteer) -> bool:
    """Whether a name with an article inside ("deir e zor") is that of a place in another romanisation."""
    words = folded.split()
    if len(words) < 3 or not any(word in ARTICLES for word in words[1:-1]):
        return False
    hits = gazetteer.approximate(folded, 1)
    return bool(hits) and hits[0][1] >= SAME


def _found(part: Part, text: str, words: Sequence[tuple[int, int]], name: str) -> Found:
    span = Span(words[0][0], words[-1][1])
    if people := demonyms().get(fold(name)):
        place, country = people
        return Found(part, span, span.of(text), place or country, country, people=True)
    return Found(part, span, span.of(text), name)
