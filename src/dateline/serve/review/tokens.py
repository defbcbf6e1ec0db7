"""A sentence in words that can be chosen by keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.records import Span

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign with its ends in the part of the report (code points)."""

    text: str
    start: int
    end: int


def words_of(text: str, inside: Span) -> tuple[Word, ...]:
    """The words and signs of a stretch of a text, in order."""
    return tuple(Word(found[0], found.start(), found.end()) for found in WORD.finditer(text, inside.start, inside.end))
