"""Words as linking compares them: stems, how rare each is, and the families of words that name one kind of happening.

Rarity comes from a fixed table, not from the reports at hand: a report that is added must not change how two others compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii

from dateline.ontology import rows

HERE = files("dateline.events")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
LIKE = {"kh": "k", "gh": "g", "dh": "d", "th": "t", "ph": "f", "ck": "k", "q": "k", "z": "s"}
SIMILAR = re.compile("|".join(LIKE))
"""Letters that stand for one sound in names brought over from other scripts."""
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
COUNTED = re.compile(
    rf"(?<![\d.,:/-])(?<!(?:{MONTHS}) )\d+(?:,\d{{3}})*(?![\d:/-]|[.,]\d|(?:st|nd|rd|th)\b|[ ,]+(?:{MONTHS}))|\b[a-z]+\b", re.IGNORECASE
)
"""Numbers in figures that are no part of a date or a time, and words, among which number words are looked for."""
YEAR, SMALL, LARGE = 0.1, 0.3, 0.8
"""Weights of numbers: a year, one digit, more digits."""
RAREST = 1.0
"""Weight of a word that the table does not hold."""


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def irregular() -> Mapping[str, str]:
    """Irregular forms and what they are forms of ("shot" is of "shoot"). Raises InvalidTable."""
    return {form: base for base, forms in rows(HERE / "irregular.tsv", 2) for form in forms.split()}


@cache
def common() -> Mapping[str, float]:
    """Weight, 0 to 1, of common stems and names; words that are in neither table are rare. Raises InvalidTable."""
    known = {word: float(value) for value, stems in rows(HERE / "common.tsv", 2) for word in stems.split()}
    for value, names in (*rows(HERE / "common_names.tsv", 2), *rows(HERE / "common_news.tsv", 2)):
        for name in names.split():
            known[stem(name)] = min(float(value), known.get(stem(name), RAREST))
    return known


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """The families of a stem, each named by its first word ("explod" is of "bombing"). Raises InvalidTable."""
    found: dict[str, list[str]] = {}
    for name, words in rows(HERE / "families.tsv", 2):
        for word in dict.fromkeys(stem(word) for word in words.split()):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a word, lower case, without accents: "Killings", "killed" and "kill" are one."""
    folded = anyascii(word).lower().replace("'s", "").replace("'", "")
    return str(_stemmer().stemWord(irregular().get(folded, folded)))


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name as it sounds, for names that are spelled in many ways: its first letter and its consonants ("Hasakeh", "Al-Hasaka": "hsk")."""
    folded = SIMILAR.sub(lambda found: LIKE[found[0]], anyascii(name).lower().removesuffix("'s").replace("'", ""))
    key = folded[:1] + "".join(letter for letter in folded[1:] if letter not in "aeiouyhw")
    single = re.sub(r"(.)\1+", r"\1", key)
    return single if len(single) > 2 else re.sub(r"(.)\1+", r"\1", folded).rstrip("aeh") or folded


def words(text: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a text."""
    return WORD.finditer(text)


@cache
def number_words() -> Mapping[str, int]:
    """Numbers from one to ninety as words; greater ones are seldom written out."""
    ones = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    return {word: number for number, word in enumerate(ones, 1)} | {word: 10 * number for number, word in enumerate(tens, 2)}


def numbers(text: str, least: int = 3) -> frozenset[int]:
    """The numbers from `least` on that a text counts with, years and days of a month left out."""
    found = set()
    for match in COUNTED.finditer(text):
        word = match[0].lower().replace(",", "")
        value = int(word) if word.isdigit() else number_words().get(word, 0)
        if least <= value < 10**7 and not (word.isdigit() and 1900 <= value <= 2100):
            found.add(value)
    return frozenset(found)


def stems(text: str) -> list[str]:
    """The stems of a text's words in order; numbers as they stand."""
    return [stem(found[0]) for found in words(text)]


def weight(word: str) -> float:
    """How much a shared stem says, 0 (said everywhere) to 1 (rare). Years and small numbers say little."""
    if word[:1].isdigit():
        return YEAR if len(word) == 4 and word[:2] in ("19", "20") else SMALL if len(word) < 2 else LARGE
    return common().get(word, RAREST)


@dataclass(frozen=True, slots=True)
class Bag:
    """Stems with their weights, and the length of these as a vector."""

    weights: Mapping[str, float] = field(default_factory=dict)
    norm: float = 0.0

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Bag:
        """The bag of these weights."""
        return cls(weights, float(sum(value * value for value in weights.values()) ** 0.5))

    def overlap(self, other: Bag) -> float:
        """The cosine, 0 to 1, with another bag."""
        if not self.norm or not other.norm:
            return 0.0
        mine, theirs = self.weights, other.weights
        return float(sum([mine[word] * mine[word] for word in mine.keys() & theirs.keys()]) / (self.norm * other.norm))


def bag(found: Iterable[str]) -> Bag:
    """The stems that say anything, each with its weight."""
    return Bag.of({word: value for word in dict.fromkeys(found) if (value := weight(word)) > 0})
