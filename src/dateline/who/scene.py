"""Who stands in a report: every named or described actor in text order, the sentences, and the country that the report is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.records import Part, Report, Span
from dateline.who.meanings import Reading
from dateline.who.names import ARTICLES
from dateline.who.nouns import Noun
from dateline.who.phrase import Mark, Phrase, parse
from dateline.who.readings import Reader

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
TITLE_WEIGHT, TEXT_WEIGHT, PLACE_WEIGHT = 3.0, 1.0, 2.0
"""A title names the country that a report is about three times as surely as a sentence of it (chosen on the training reports)."""
NO_NAMES = frozenset(
    "in on at by of to for from with as it he she they we i you this that these those there here his her their our its my and but or if "
    "when while after before since until although though because however also then now not no yes what who which how why where some many "
    "most all both each every other another such more one two three four five six seven eight nine ten several few dozens scores "
    "hundreds thousands monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms meanwhile according earlier later last next today yesterday tomorrow".split()
)
PERSON_ENDINGS = ("er", "or", "man", "woman", "ist", "ian", "ant", "ent", "ee", "chief", "envoy", "king", "queen", "prince", "ary", "eon")
PERSONS = frozenset(
    "general admiral boy girl child baby son wife husband pilot captain colonel nurse suspect pope cleric sheikh monk nun priest "
    "bishop monarch emir sultan mp head guard judge peer spy gunman youth teen victim pupil aide medic rebel civilian sergeant "
    "corporal gen col lt maj sgt insp prof rev gov sen rep amb guy senator premier marshal diplomat cop thief king dictator "
    "candidate delegate magistrate justice relative native individual friend bride widow tourist pirate bandit hostage detainee "
    "captive accomplice mufti imam rabbi".split()
)
BODIES = frozenset(
    "fund trust club federation project programme program centre center games olympics paralympics shield operation corps society "
    "association foundation institute league union order house times post news daily radio channel square street road act treaty "
    "award prize front army brigade brigades movement party alliance council congress forces force guard legion liwa jaish jaysh "
    "jabhat harakat kataib ansar jund hizb islamic national international united new world democratic people's baptist church".split()
)
"""Words of names that are no persons'."""
NO_PERSONS = ("ment", "power", "newspaper", "tanker", "helicopter", "destroyer", "carrier", "center", "airliner", "freighter")


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody named or described in a report, as its words alone tell. `subject`: nobody stands before in the sentence."""

    part: Part
    span: Span
    text: str
    reading: Reading
    sentence: int
    subject: bool = False

    @property
    def personal(self) -> bool:
        """Whether it is one human being."""
        return is_person(self.reading)

    @property
    def plural(self) -> bool:
        """Whether it is several."""
        reading = self.reading
        return reading.basis == "people" or (reading.noun is not None and reading.noun.plural)


def is_person(reading: Reading) -> bool:
    """Whether a reading is of one human being: a known person, a noun for persons in the singular, an unknown name of two words."""
    if reading.actor is not None:
        return reading.actor.kind in ("person", "office")
    if reading.noun is not None:
        return bool(reading.name) or (not reading.noun.plural and names_person(reading.noun))
    words = reading.name.split()
    return reading.basis == "name" and 2 <= len(words) <= 4 and not any(_impersonal(word) for word in words)


def _impersonal(word: str) -> bool:
    """Whether a word of a name shows that it is no person's: digits, an acronym, or what bodies are called."""
    initials = len(word) > 2 and word.isupper() and "." not in word
    return initials or any(ch.isdigit() for ch in word) or word.lower() in BODIES


def names_person(noun: Noun) -> bool:
    """Whether the noun is for one human being, told by its last word's form."""
    last = noun.word.split()[-1].split("-")[-1]
    return last in PERSONS or (last.endswith(PERSON_ENDINGS) and not last.endswith(NO_PERSONS))


class Scene:
    """The actors of one report. Built once for each report; reading it changes nothing.

    `places` are the countries (alpha-3) of the places where its happenings took place, one for each: they vote with the text.
    """

    def __init__(self, report: Report, reader: Reader, places: Sequence[str] = ()) -> None:
        self.report = report
        self._starts: dict[str, list[int]] = {part: _sentence_starts(report.part(part)) for part in PARTS}
        self._phrases = {part: parse(report.part(part), reader.knowledge) for part in PARTS}
        self._inner = {part: _inner_capitals(phrase) for part, phrase in self._phrases.items()}
        self.votes = _votes(self._phrases, reader)
        self.votes.update(places)
        self.countries = tuple(sorted(self.votes, key=lambda code: (-self.votes[code], code)))
        self.country = self.countries[0] if self.countries else ""
        settled = Reader(reader.knowledge, reader.on, self.countries)
        self.found = tuple(found for part in PARTS for found in self._chunks(part, settled))

    @cached_property
    def last_names(self) -> frozenset[str]:
        """The last words, lower case, of the names of persons that the report tells in full."""
        return frozenset(found.text.split()[-1].lower() for found in self.found if found.personal and " " in found.text)

    def sentence(self, part: Part, at: int) -> int:
        """The number of the sentence at a code point; the title's come before the text's."""
        before = len(self._starts["title"]) if part == "text" else 0
        return before + bisect_right(self._starts[part], at) - 1

    def _chunks(self, part: Part, reader: Reader) -> Iterator[Found]:
        text, phrase = self.report.part(part), self._phrases[part]
        before = -1
        for start, end in _runs(phrase):
            span = Span(phrase.words[start].start, phrase.words[end - 1].end)
            reading = reader.read_phrase(phrase.part(start, end))
            if reading.basis == "none" or (reading.basis == "name" and end - start == 1 and not self._is_name(part, phrase, start)):
                continue
            number = self.sentence(part, span.start)
            yield Found(part, span, span.of(text), reading, number, number != before)
            before = number

    def _is_name(self, part: Part, phrase: Phrase, at: int) -> bool:
        """Whether a single unknown word with a capital is a name: it has the capital elsewhere than at a sentence's start."""
        return phrase.words[at].key in self._inner[part]


def _inner_capitals(phrase: Phrase) -> frozenset[str]:
    """The keys of words that carry a capital inside a sentence."""
    pairs = zip(phrase.words, phrase.words[1:], strict=False)
    return frozenset(word.key for before, word in pairs if word.capital and not before.stop)


PARTS: tuple[Part, Part] = ("title", "text")


def _sentence_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in SENTENCE_END.finditer(text) if match.end() < len(text))]


def _votes(phrases: dict[Part, Phrase], reader: Reader) -> Counter[str]:
    """How often each country is named, by state or by known actor; who only backs or leads has no vote."""
    votes: Counter[str] = Counter()
    for part, phrase in phrases.items():
        weight = TITLE_WEIGHT if part == "title" else TEXT_WEIGHT
        for mark in phrase.marks:
            if code := _country(mark, reader):
                votes[code] += weight * (PLACE_WEIGHT if mark.state and mark.state.form == "place" else 1)  # type: ignore[assignment]
    return votes


def _country(mark: Mark, reader: Reader) -> str:
    if mark.state is not None:
        return mark.state.state.code
    # The press and international bodies speak of everywhere.
    actors = (reader.knowledge.actors[i] for i in mark.actors)
    countries = {actor.country for actor in actors if actor.kind not in ("media", "ngo", "igo")}
    return countries.pop() if len(countries) == 1 else ""


def _runs(phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Runs of words that are marked or carry a capital, no punctuation inside: rough noun phrases."""
    marked = {at for mark in (*phrase.marks, *phrase.backers) for at in range(mark.start, mark.end)}
    start: int | None = None
    for at, word in enumerate(phrase.words):
        inside = at in marked or (word.capital and word.text[:1].isalpha() and word.key.lower() not in NO_NAMES | ARTICLES)
        if not inside:
            if start is not None:
                yield start, at
            start = None
            continue
        start = at if start is None else start
        if word.stop:
            yield start, at + 1
            start = None
    if start is not None:
        yield start, len(phrase.words)
