"""Words that give away what is kept back, found in any text: places, names of persons, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.records import Actor, Event, Place, Side
from dateline.who import Knowledge, Veil
from dateline.who.names import normal, tokens
from dateline.who.nouns import load_nouns
from dateline.who.privacy import initials, is_private_id
from dateline.who.veil import WITHHELD

MASK = "\u2588"
"""Stands for each letter of a report that is kept back, as in the archive's erasures: lengths stay, so that spans do."""
GENERIC = frozenset(
    "north northern south southern east eastern west western central upper lower greater region regions province provinces district "
    "districts city town village villages area state county governorate municipality republic near outside of the in at and".split()
)
"""Words of place names that by themselves name no place."""
MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAYS = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTHS})\b|\b(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)"
    rf"|\b{WEEKDAYS}s?\b|\b(?:today|tonight|yesterday|tomorrow)\b",
    re.I,
)
"""Days as reports write them."""
EXACT = 100.0
"""The score with which the knowledge base finds a name that it holds letter by letter (who.knowledge)."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is hidden: names of places and of persons, each folded, and whether days are; `short` persons leave their initials."""

    places: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    days: bool = False
    short: bool = False

    def __or__(self, other: Words) -> Words:
        return Words(self.places | other.places, self.persons | other.persons, self.days or other.days, self.short or other.short)

    def __bool__(self) -> bool:
        return bool(self.places or self.persons or self.days)

    def hidden(self, text: str) -> str:
        """The text with "[withheld]", or a person's initials, for each stretch that is hidden."""
        out, at = [], 0
        for start, end, shown in self._stretches(text):
            out += [text[at:start], shown]
            at = end
        return "".join([*out, text[at:]])

    def masked(self, text: str) -> str:
        """The text with a block for each letter of a hidden stretch: as long as before."""
        out = list(text)
        for start, end, _ in self._stretches(text):
            out[start:end] = MASK * (end - start)
        return "".join(out)

    def _stretches(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, what is shown), half-open code points, in order, none touching another."""
        joined: list[tuple[int, int, str]] = []
        for start, end, shown in sorted(self._found(text)):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]), WITHHELD)
            else:
                joined.append((start, end, shown))
        return joined

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        if not text:
            return
        for names, short in ((self.persons, self.short), (self.places, False)):
            for start, end in _cuts(names, text):
                yield start, end, (_short(text, start, end) if short else WITHHELD)
        if self.days:
            yield from ((*match.span(), WITHHELD) for match in DAYS.finditer(text))


def _short(text: str, start: int, end: int) -> str:
    """Initials; their last full stop may be the text's own."""
    short = initials(text[start:end])
    return short[:-1] if text[end : end + 1] == "." else short


def _cuts(names: frozenset[str], text: str) -> set[tuple[int, int]]:
    """Whole names whatever their capitals, and their telling words alone where these have one."""
    if not names:
        return set()
    found = {(cut.start, cut.end) for cut in _veil(names).over(text).cuts}
    single = {name for name in names if " " not in name}
    return found | {(word.start, word.end) for word in tokens(text) if word.key.lower() in single}


@lru_cache(maxsize=512)
def _veil(names: frozenset[str]) -> Veil:
    return Veil(sorted(names), "omit")


def place_words(place: Place, level_km: float) -> frozenset[str]:
    """The names by which a place would be known; from the level of a country on also its first-order division."""
    names = (place.text, place.name, place.admin1 if level_km >= 500 else "")
    return frozenset(kept for name in names if (kept := _telling(name)) and name != WITHHELD)


def _telling(name: str) -> str:
    """A name without the generic words around it: "the Gao Region" is "gao"."""
    words = normal(name).lower().split()
    while words and words[0] in GENERIC:
        words.pop(0)
    while words and words[-1] in GENERIC:
        words.pop()
    return " ".join(words)


def person_words(people: Iterable[Actor | Side]) -> frozenset[str]:
    """The names of those who are private persons by their id, and the words by which a report calls them where these hold a name."""
    found: set[str] = set()
    for one in people:
        if is_private_id(one.id):
            spoken = [variant.value for variant in one.names] if isinstance(one, Side) else [one.text]
            found |= {one.name, *(words for words in spoken if _capitals(words))}
    return folded(found)


def voice_words(names: Iterable[str]) -> frozenset[str]:
    """Those of the voices' names that read like a person's whom the knowledge base does not hold."""
    return folded(name for name in names if _looks_personal(name) and not _known(name))


def folded(names: Iterable[str]) -> frozenset[str]:
    """Names as `Words` holds them."""
    return frozenset(key for name in names if name and WITHHELD not in name and (key := normal(name).lower()))


def speakers_of(event: Event) -> Iterator[str]:
    """Every name of a voice that an event holds."""
    yield from (speaker.name for speaker in event.speakers)
    tolls = (event.killed, event.injured, event.displaced, event.detained)
    yield from (figure.voice for toll in tolls if toll for figure in toll.figures)
    yield from (voice for _, variants in event.variants for variant in variants for voice in variant.voices)


def _looks_personal(name: str) -> bool:
    """Two words or more, each with a capital, none of them a noun for people or bodies ("Defence Ministry")."""
    words = tokens(name)
    return len(words) > 1 and all(word.text[:1].isupper() for word in words) and not any(word.key.lower() in load_nouns() for word in words)


def _capitals(words: str) -> bool:
    return any(token.text[:1].isupper() for token in tokens(words))


@lru_cache(maxsize=65536)
def _known(name: str) -> bool:
    return any(found.score >= EXACT for found in Knowledge.load().find(name))
