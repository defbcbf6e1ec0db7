"""Tolls by wording, where the encoder tagged none: "killed at least 12", "12 people were wounded", "the assassination of the mayor"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dateline.ontology import rows
from dateline.records import Count, Span
from dateline.what.numbers import Number, find_numbers

REACH = 7
"""Words between a number and its harm word at most."""
WALL = re.compile(r"[;:.!?\"“”]|\b(?:while|but|after|before|who|which|and|including|in|by|when)\b", re.I)
"""What a number does not reach across."""


@cache
def harm_words() -> dict[str, tuple[str, str]]:
    """word -> (killed or injured, use). Raises InvalidTable."""
    return {word: (count, use) for word, count, use in rows(files("dateline.what") / "harm.tsv", 3)}


def tolls(text: str, sentence: Span) -> dict[str, Count]:
    """The first killed and the first injured number that the sentence's wording ties to a harm word; spans count in `text`.

    One number for dead and wounded together is neither (codebook section 9).
    """
    words = sentence.of(text)
    numbers = list(find_numbers(words))
    found: dict[str, Count] = {}
    shared_until = 0
    for match in re.finditer(r"\w+", words):
        count, use = harm_words().get(match[0].lower(), ("", ""))
        if not count or count in found or use == "alone" or match.start() < shared_until:
            continue
        if end := _joint(words, match.end(), numbers):
            shared_until = end
            continue
        number = _beside(words, Span(*match.span()), numbers, use)
        if number:
            found[count] = Count(number.low, number.high, number.span.shifted(sentence.start))
    shared = len(found) == 2 and len({count.span for count in found.values()}) == 1
    return {} if shared else found


def _joint(words: str, end: int, numbers: Sequence[Number]) -> int:
    """Where "killed and wounded" ends that has one number for both; 0 where the second word has a number of its own or is none."""
    after = re.match(r"\s*(?:and|or|,)?\s*(\w+)", words[end:])
    if after is None or harm_words().get(after[1].lower(), ("", ""))[0] != "injured":
        return 0
    then = end + after.end()
    own = any(number.span.start >= then and _near(words[then : number.span.start], 2) for number in numbers)
    return 0 if own else then


def _beside(words: str, harm: Span, numbers: Sequence[Number], use: str) -> Number | None:
    if use in ("after", "both"):
        for number in numbers:
            if number.span.start >= harm.end and _near(words[harm.end : number.span.start], 2):
                return number
    if use in ("before", "both"):
        for number in reversed(numbers):
            if number.span.end <= harm.start and _near(words[number.span.end : harm.start], REACH):
                return number
    return None


def _near(between: str, most: int) -> bool:
    return len(between.split()) <= most and not WALL.search(between)


def is_part(text: str, sentence: Span, span: Span) -> bool:
    """Whether a number is part of one told before: "56 dead, including 11 children", "43 worshippers, nineteen of them women"."""
    before, after = text[max(sentence.start, span.start - 25) : span.start], text[span.end : span.end + 12]
    return bool(re.search(r"\b(?:including|among them)\W*(?:\w+\W+){0,2}$", before, re.I) or re.match(r"\W*of (?:them|whom)\b", after, re.I))


def single(trigger: str, recipients: Sequence[str]) -> bool:
    """Whether the act kills by itself and has one victim, named in the singular."""
    return harm_words().get(trigger.lower(), ("", ""))[1] == "alone" and len(recipients) == 1 and not _plural(recipients[0])


def _plural(mention: str) -> bool:
    head = re.sub(r"\W+$", "", mention).rsplit(" ", 1)[-1].lower()
    return (head.endswith("s") and not head.endswith(("ss", "us", "is"))) or head in PEOPLE or any(char.isdigit() for char in mention)


PEOPLE = frozenset("people men women children police civilians militia they them others dozens hundreds troops personnel youth staff".split())
