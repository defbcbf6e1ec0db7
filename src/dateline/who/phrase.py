"""The words of a mention and what stands among them: known names, states, common nouns, and who only backs or leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from dateline.who.knowledge import Knowledge, unbroken
from dateline.who.names import ARTICLES, Token, tokens
from dateline.who.nouns import Noun, load_nouns
from dateline.who.states import StateName, load_states

COMPOUNDS = frozenset(
    "backed led allied trained funded supported held controlled based aligned born sponsored linked affiliated armed occupied "
    "administered run owned style appointed imposed brokered mediated inspired dominated equipped".split()
)
"""What makes a name before a hyphen a description of somebody else: US-backed rebels are no Americans."""
SIDES = frozenset({"pro", "anti", "non", "counter"})
PREPOSITIONS = frozenset(
    "of from for in at on by with to against near inside outside around who that which whose including into over under about".split()
)
JOINTS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `start` to `end` (half-open, counted in words) of a phrase and what they are: known actors, a state, a common noun.

    Known actors and a noun together stand at names made of common words ("Interior Ministry"), which are the actor's in its country only.
    `asides` are actors that are so called in their own country only.
    """

    start: int
    end: int
    actors: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    state: StateName | None = None
    noun: Noun | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention in words, with its marks in order. `backers` are the marks of who backs or leads; they identify nobody."""

    words: tuple[Token, ...]
    marks: tuple[Mark, ...]
    backers: tuple[Mark, ...] = ()

    def part(self, start: int, end: int) -> Phrase:
        """The words from `start` to `end` as a phrase of their own."""
        moved = [[_moved(mark, start) for mark in marks if start <= mark.start and mark.end <= end] for marks in (self.marks, self.backers)]
        return Phrase(self.words[start:end], tuple(moved[0]), tuple(moved[1]))

    @property
    def text(self) -> str:
        """Its words, one space between them, hyphens kept."""
        return "".join(word.text + ("-" if word.joined else " ") for word in self.words).strip()


def _moved(mark: Mark, by: int) -> Mark:
    return replace(mark, start=mark.start - by, end=mark.end - by)


def marks_of(words: Sequence[Token], knowledge: Knowledge) -> Iterator[Mark]:
    """What stands among `words`, from the left, always the longest; a known name needs a capital."""
    at = 0
    while at < len(words):
        mark = _mark_at(words, at, knowledge)
        if mark is not None and mark.noun is not None and mark.end < len(words):
            # "deputy secretary of state": a longer noun that begins inside goes first
            later = (_mark_at(words, inner, knowledge) for inner in range(at + 1, mark.end))
            mark = next((other for other in later if other is not None and other.end > mark.end), mark)
        if mark is not None:
            yield mark
        at = mark.end if mark is not None else at + 1


@cache
def common_lengths() -> dict[str, int]:
    """The longest name of a state or common noun, in words, that starts with each word (lower case)."""
    longest: dict[str, int] = {}
    for key in chain(load_states(), load_nouns()):
        words = key.lower().split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _mark_at(words: Sequence[Token], at: int, knowledge: Knowledge) -> Mark | None:
    size, ids = knowledge.longest_at(words, at)
    if size and (not any(word.capital for word in words[at : at + size]) or _inside_name(words, at, size)):
        size = 0
    states, nouns = load_states(), load_nouns()
    longest = common_lengths().get(words[at].key.lower(), 0)
    for length in range(min(longest, unbroken(words, at)) if longest else 0, max(size, 1) - 1, -1):
        key = " ".join(word.key for word in words[at : at + length])
        if key in states and words[at].capital and not _nisba(words, at, states[key]):
            return Mark(at, at + length, state=states[key])
        if key.lower() in nouns and (length > size or not _initialism(words, at, size)):
            return Mark(at, at + length, actors=ids if length == size else (), noun=nouns[key.lower()])
    asides = knowledge.asides.get(" ".join(word.key for word in words[at : at + size]), ())
    return Mark(at, at + size, actors=ids, asides=asides) if size else None


def _nisba(words: Sequence[Token], at: int, found: StateName) -> bool:
    """Whether a demonym is part of a personal name: Abu Jandal al-Kuwaiti is not told to be a Kuwaiti."""
    return found.form == "demonym" and at > 0 and words[at - 1].joined and words[at - 1].key in ARTICLES


def _initialism(words: Sequence[Token], at: int, size: int) -> bool:
    return size == 1 and words[at].text.isupper()


def _inside_name(words: Sequence[Token], at: int, size: int) -> bool:
    """Whether a known name of one word, no initialism, only ends another's: Imran Zaman is not the newspaper Zaman."""
    if size != 1 or at == 0 or _initialism(words, at, size):
        return False
    before = words[at - 1]
    known = before.key.lower() in load_nouns() or before.key in load_states() or before.key in ARTICLES or before.key in COMPOUNDS
    return before.capital and before.text[:1].isalpha() and not before.stop and not before.joined and not known and len(before.text) > 2


SURNAMES = frozenset(
    "king bishop prince pope major marshal judge shepherd guard constable sergeant priest monk cardinal child young driver ranger "
    "church temple house hall market home farmer baker cook hunter fisher justice deputy general guest son sheriff coach chancellor "
    "butcher".split()
)
"""Nouns that are common surnames too: Julie Bishop is no bishop."""


def _surname(words: Sequence[Token], mark: Mark) -> bool:
    """Whether a noun ends a personal name: with a capital, after a word with a capital that is no noun."""
    if mark.noun is None or mark.noun.word not in SURNAMES or mark.start == 0 or not words[mark.start].capital:
        return False
    before = words[mark.start - 1]
    known = before.key.lower() in load_nouns() or before.key in load_states() or before.key in ("the", "a", "his", "her")
    return before.capital and not before.stop and not known


def parse(text: str, knowledge: Knowledge) -> Phrase:
    """The phrase of a mention's text; any text gives one, be it empty."""
    words = tokens(text)
    kept: list[Mark] = []
    backers: list[Mark] = []
    for mark in marks_of(words, knowledge):
        if _surname(words, mark):
            continue
        (backers if _backs(words, mark) else kept).append(mark)
    return Phrase(words, tuple(kept), tuple(backers))


def _backs(words: Sequence[Token], mark: Mark) -> bool:
    """Whether the mark stands before "-backed" or after "pro-", so that it describes another."""
    if mark.noun is not None:
        return False
    follows = words[mark.end].key if mark.end < len(words) else ""
    return follows in COMPOUNDS or (mark.start > 0 and words[mark.start - 1].key in SIDES)


def split(phrase: Phrase) -> tuple[Phrase, str, Phrase | None]:
    """The phrase's head, the preposition after it ("" for none) and what follows; a preposition inside a name does not count."""
    inside = {at for mark in (*phrase.marks, *phrase.backers) for at in range(mark.start, mark.end)}
    for at, word in enumerate(phrase.words):
        if at in inside or at == 0:
            continue
        if word.key in PREPOSITIONS:
            return phrase.part(0, at), word.key, phrase.part(at + 1, len(phrase.words))
        if word.key in JOINTS and any(mark.end <= at for mark in phrase.marks):
            return phrase.part(0, at), word.key, phrase.part(at + 1, len(phrase.words))
    return phrase, "", None
