"""Capitals for text that came without: what a sentence's form tells, and the names that dateline's own tables know."""

from __future__ import annotations

import re

from dateline.where import Gazetteer
from dateline.where.names import fold
from dateline.where.tables import common, demonyms

START = re.compile(r"(?:^|(?<!\b[A-Za-z])(?<!\b(?:mr|dr|lt|st))(?<!\b(?:mrs|col|gen|maj))[.!?][\"')]*\s+|\n\s*)[\"'(]*([a-z])")
WORD = re.compile(r"[a-zñáéíóúü]+")
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
BRACKETED = re.compile(r"\(([a-z]{2,5})\)")
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = "january february march april may june july august september october november december".split()
MONTH = re.compile(rf"(?<=\d )(?:{'|'.join(MONTHS)})\b|\b(?:{'|'.join(MONTHS)})(?= (?:\d|19))")
LONGEST = 3
"""Words of a place name."""
KNOWN = 20_000
"""People in a place whose name by itself is taken for one; a name of several words needs none."""
JOINING = frozenset(("of", "and", "y", "de", "del"))
SMALL = JOINING | {"la", "las", "los", "el"}
"""Words that stay small inside a name and end none."""


def sentence_case(text: str) -> str:
    """Lower-case text with a capital at the start of each sentence and quotation; initials and bracketed abbreviations in capitals."""
    for pattern in (INITIALS, BRACKETED):
        text = pattern.sub(lambda found: found[0].upper(), text)
    return START.sub(lambda found: found[0][:-1] + found[1].upper(), text)


def recase(text: str, gazetteer: Gazetteer) -> str:
    """`sentence_case`, and capitals for places, nationalities, weekdays and dated months. The length stays the same."""
    letters = list(text)
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        taken = _name(text, words[at : at + LONGEST], gazetteer)
        for word in words[at : at + taken]:
            if word[0] not in SMALL or word is words[at]:
                letters[word.start()] = word[0][0].upper()
        at += max(1, taken)
    for month in MONTH.finditer(text):
        letters[month.start()] = month[0][0].upper()
    return sentence_case("".join(letters))


def _name(text: str, words: list[re.Match[str]], gazetteer: Gazetteer) -> int:
    """How many of the words, divided by single blanks, are a name; the longest wins."""
    for size in range(len(words), 0, -1):
        written = text[words[0].start() : words[size - 1].end()]
        plain = len(written.split(" ")) == size and not set(written) & set('.,;:"()\n-')
        if plain and _known(written, size, gazetteer):
            return size
    return 0


def _known(written: str, size: int, gazetteer: Gazetteer) -> bool:
    if written in DAYS or fold(written) in demonyms():
        return True
    words = written.split(" ")
    joined = words[-1] in SMALL or words[0] in JOINING
    if joined or written in MONTHS or len(written) < 4 or all(fold(word) in common() for word in words):
        return False
    return any(own and (size > 1 or spot.population >= KNOWN) for spot, own in gazetteer.exact(written))
