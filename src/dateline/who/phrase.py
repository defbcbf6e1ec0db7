"""The words of a mention and what stands among them: known names, states, common nouns, and who only backs or leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.who.knowledge import Knowledge, unbroken
from dateline.who.names import Token, tokens
from dateline.who.nouns import Noun, load_nouns
from dateline.who.states import StateName, load_states

LONGEST_COMMON = 4
"""Words of the longest name of a state or common noun worth trying (Federal Republic of Yugoslavia)."""

COMPOUNDS = frozenset(
    "backed led allied trained funded supported held controlled based aligned born sponsored linked affiliated armed occupied "
    "administered run owned style appointed imposed brokered mediated inspired dominated equipped".split()
)
"""What makes a name before a hyphen a description of somebody else: US-backed rebels are no Americans."""
SIDES = frozenset({"pro", "anti", "non", "ex"})
PREPOSITIONS = frozenset(
    "of from for in at on by with to against near inside outside around who that which whose including into over under about".split()
)
JOINTS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `start` to `end` (half-open, counted in words) of a phrase and what they are; exactly one of the fields is filled."""

    start: int
    end: int
    actors: tuple[str, ...] = ()
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
    return Mark(mark.start - by, mark.end - by, mark.actors, mark.state, mark.noun)


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


def _mark_at(words: Sequence[Token], at: int, knowledge: Knowledge) -> Mark | None:
    size, ids = knowledge.longest_at(words, at)
    if size and not any(word.capital for word in words[at : at + size]):
        size = 0
    states, nouns = load_states(), load_nouns()
    for length in range(min(LONGEST_COMMON, unbroken(words, at)), size - 1, -1):
        key = " ".join(word.key for word in words[at : at + length])
        if length and key in states and words[at].capital:
            return Mark(at, at + length, state=states[key])
        if length > size and key.lower() in nouns:
            return Mark(at, at + length, noun=nouns[key.lower()])
    return Mark(at, at + size, actors=ids) if size else None


def parse(text: str, knowledge: Knowledge) -> Phrase:
    """The phrase of a mention's text; any text gives one, be it empty."""
    words = tokens(text)
    kept: list[Mark] = []
    backers: list[Mark] = []
    for mark in marks_of(words, knowledge):
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
