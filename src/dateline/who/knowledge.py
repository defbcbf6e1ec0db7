"""The knowledge base in memory: known actors found by exact, transliterated, partial and fuzzy name, at a date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain, zip_longest

from rapidfuzz import fuzz, process

from dateline.who.actors import KnownActor, read_actors, shipped_tables
from dateline.who.names import ARTICLES, Token, folded, normal, tokens
from dateline.who.nouns import load_nouns

EXACT, FOLDED, SURNAME = 100.0, 95.0, 85.0
FUZZY_FLOOR = 90.0
"""The least rapidfuzz ratio (0 to 100) of folded names that counts: about one letter in ten may differ."""
WORD_FLOOR = 75.0
"""The least ratio of each pair of words."""
FUZZY_LENGTH = 8
"""Shorter names differ by too little to be compared fuzzily."""


QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known actor that a name may mean. `score` 0 to 100: 100 the very name, 95 another spelling, 85 a surname, less a near one."""

    actor: KnownActor
    score: float
    held: bool = True


class Knowledge:
    """All known actors and the index of their names. Immutable after construction; `with_actors` gives a larger one."""

    def __init__(self, actors: Iterable[KnownActor]) -> None:
        self.actors: dict[str, KnownActor] = {}
        names, asides, surnames = (defaultdict[str, list[str]](list) for _ in range(3))
        for actor in actors:
            self.actors[actor.id] = actor
            for name in actor.names:
                key, aside = index_key(name, actor)
                bare = actor.kind == "person" and " " not in key and name != actor.name
                (surnames if bare else asides if aside else names)[key].append(actor.id)
        self.names = _index(names)
        # A name that needs a qualifier, "AFP (Philippines)", is that actor's without it only where its country is spoken of.
        self.asides = {key: ids for key, ids in _index(asides).items() if key.lower() not in load_nouns()}
        # A bare "Hamid" or "Clinton" names nobody by itself: the report has to tell of whom it speaks.
        self.surnames = _index(surnames)

    @classmethod
    def load(cls) -> Knowledge:
        """The shipped knowledge base, read once. Raises InvalidTable."""
        return _shipped()

    def with_actors(self, more: Iterable[KnownActor]) -> Knowledge:
        """This knowledge and `more`; an actor of a known id takes its place."""
        return Knowledge([*self.actors.values(), *more])

    @cached_property
    def lengths(self) -> dict[str, int]:
        """The longest name, in words, that starts with each word."""
        longest: dict[str, int] = {}
        for key in chain(self.names, self.asides):
            words = key.split()
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        return longest

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Ids by folded name; names that fold to almost nothing are left out."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, ids in self.names.items():
            if len(fold := folded(key)) > INITIALS_FOLD:
                found[fold] += [i for i in ids if i not in found[fold]]
        return {fold: tuple(ids) for fold, ids in found.items()}

    @cached_property
    def _by_initial(self) -> dict[str, list[str]]:
        buckets: dict[str, list[str]] = defaultdict(list)
        for fold in self.spellings:
            if len(fold) >= FUZZY_LENGTH:
                buckets[fold[0]].append(fold)
        return buckets

    def find(self, name: str, on: date | None = None) -> list[Candidate]:
        """Whom `name` may mean, best first: first those whose years cover `on`, then by score. An unknown name gives []."""
        key = normal(name)
        places = (
            (self.names, key, EXACT),
            (self.surnames, key, SURNAME),
            (self.asides, key, FOLDED),
            (self.spellings, folded(key), FOLDED),
        )
        for index, sought, score in places:
            if ids := index.get(sought):
                return self._ranked([(i, score) for i in ids], on)
        return self._ranked(self._near(folded(key)), on)

    def _near(self, fold: str) -> list[tuple[str, float]]:
        if len(fold) < FUZZY_LENGTH:
            return []
        near = process.extract(fold, self._by_initial.get(fold[0], []), scorer=fuzz.ratio, score_cutoff=FUZZY_FLOOR, limit=5)
        return [(i, score) for spelling, score, _ in near if _word_by_word(spelling, fold) for i in self.spellings[spelling]]

    def _ranked(self, scored: Sequence[tuple[str, float]], on: date | None) -> list[Candidate]:
        candidates = [Candidate(self.actors[i], score, self.actors[i].held(on)) for i, score in scored]
        return sorted(candidates, key=lambda found: (-found.score, _distance(found.actor, on), found.actor.id))

    def longest_at(self, words: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest known name that starts with the word at `at`: how many words it has, and whose it is; (0, ()) for none.

        Whose it is may be nobody but those of `asides`.
        """
        longest = self.lengths.get(words[at].key, 0)
        length = min(longest, unbroken(words, at)) if longest else 0
        for size in range(length, 0, -1):
            key = " ".join(word.key for word in words[at : at + size])
            if key in self.names or key in self.asides:
                return size, self.names.get(key, ())
        return self._spelled_at(words, at)

    def _spelled_at(self, words: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]]:
        """The same by folded spelling, for names with an Arabic article, where transliterations differ most."""
        if not words[at].capital and words[at].key not in ARTICLES:
            return 0, ()
        if words[at].key not in ARTICLES and not any(word.key in ARTICLES for word in words[at + 1 : at + 3]):
            return 0, ()
        for size in range(min(5, unbroken(words, at)), 1, -1):
            fold = folded(" ".join(word.key for word in words[at : at + size]))
            if len(fold) > INITIALS_FOLD and words[at + size - 1].key not in ARTICLES and (ids := self.spellings.get(fold)):
                return size, ids
        return 0, ()


def _word_by_word(one: str, other: str) -> bool:
    """Whether two folded names have as many words, each near its counterpart: Mohamed Asi is not Mohamed Ali."""
    pairs = list(zip_longest(one.split(), other.split(), fillvalue=""))
    return all(fuzz.ratio(first, second) >= WORD_FLOOR for first, second in pairs)


INITIALS_FOLD = 3
"""Folded names up to this length say too little to be told apart."""


def unbroken(words: Sequence[Token], at: int, most: int = 12) -> int:
    """How many words from `at` on, at most `most`, follow each other without punctuation between them."""
    size = 1
    while size < most and at + size < len(words) and not words[at + size - 1].stop:
        size += 1
    return size


def _distance(actor: KnownActor, on: date | None) -> int:
    return actor.years_away(on) if on else 0


def _index(found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items() if key}


def index_key(name: str, actor: KnownActor) -> tuple[str, bool]:
    """The key that a name is found by, and whether a bracketed qualifier was left out of it, as in "AFP (Philippines)".

    Outlets called by one common word (The National, The Sun) are found only with the article; El Al keeps its words.
    """
    bare = QUALIFIER.sub("", name) if name.endswith(")") else name
    key = normal(bare or name)
    if key in ARTICLES:
        key = " ".join(token.key for token in tokens(name))
    elif actor.kind == "media" and " " not in key and name.lower().startswith("the "):
        key = f"the {key}"
    return key, bool(bare) and bare is not name and bare != name


@cache
def _shipped() -> Knowledge:
    return Knowledge(actor for table in shipped_tables() for actor in read_actors(table))
