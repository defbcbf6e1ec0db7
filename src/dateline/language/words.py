"""Words with exact offsets, and what the uncased encoder cannot see of them: their case."""

from __future__ import annotations

import re

from dateline.records import Span

WORD = re.compile(r"\w+|[^\w\s]")
"""Runs of letters and digits, and every other visible character for itself: hyphens, quotes and commas are words."""

LOWER, DIGITS, CAPITAL, UPPER = range(4)


def split_words(text: str) -> tuple[Span, ...]:
    """The words of `text`; whitespace belongs to none."""
    return tuple(Span(*match.span()) for match in WORD.finditer(text))


def case_of(word: str) -> int:
    """0 lower case or a mark, 1 digits, 2 first letter capital, 3 capitals throughout."""
    if word.isupper() and len(word) > 1:
        return UPPER
    if word[:1].isupper():
        return CAPITAL
    return DIGITS if word.isdigit() else LOWER
