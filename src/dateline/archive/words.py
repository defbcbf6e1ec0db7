"""Words as the full text knows them: folded to ASCII, so that SQLite, PostgreSQL and memory find the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii

from dateline.records import Claim, Report

WORD = re.compile(r"[a-z0-9]+")
ASKED = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
PASSAGE = 2000
"""Words in a passage. PostgreSQL keeps 256 positions of a word in a row and none above 16,383; an English text of 2,000 words has about 120
"the"."""
OVERLAP = 20
"""Words that a passage shares with the next one, so that a phrase of up to 21 words is found across the cut."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row that must be there, or must not; `prefix` where the last of them may go on ("shell*")."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False


def words_of(text: str) -> list[str]:
    """The words of a text, in order: letters without case and marks, other scripts transliterated, digits."""
    return WORD.findall(text.lower() if text.isascii() else anyascii(text).lower())


def fold(name: str) -> str:
    """A name as filters compare it."""
    return " ".join(words_of(name))


def passages(text: str) -> Iterator[str]:
    """The words of a text in stretches that an index can hold, divided by spaces."""
    words = words_of(text)
    for start in range(0, max(len(words) - OVERLAP, 1), PASSAGE):
        yield " ".join(words[start : start + PASSAGE + OVERLAP])


def report_text(report: Report) -> str:
    """What is searched of a report."""
    return f"{report.title}\n{report.text}"


def claim_text(claim: Claim, report: Report) -> str:
    """What is searched of a claim: its sentence, and the full names of whom and what it speaks of."""
    names = [actor.name for actor in (*claim.actors, *claim.recipients)] + [voice.name for voice in claim.sources]
    names += [claim.place.name] if claim.place else []
    return "\n".join([claim.sentence.of(report.part(claim.part)), *names])


def parse(text: str) -> tuple[Term, ...]:
    """What is asked for: every word must be there; "words in quotes" in a row; -word must not; word* may go on."""
    terms = []
    for minus, phrase, other_minus, word in ASKED.findall(text):
        words = tuple(words_of(phrase or word))
        if words:
            terms.append(Term(words, word.endswith("*"), bool(minus or other_minus)))
    return tuple(terms)


def holds(term: Term, words: str) -> bool:
    """Whether folded `words` (divided by spaces) hold the term's, its exclusion aside."""
    padded = f" {words} "
    return f" {' '.join(term.words)}{'' if term.prefix else ' '}" in padded
