"""Words as linking compares them: stems, how rare each is, and the families of words that name one kind of happening.

Rarity comes from a fixed table, not from the reports at hand: a report that is added must not change how two others compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import snowballstemmer
from anyascii import anyascii

from dateline.ontology import rows

HERE = files("dateline.events")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
NUMBER = re.compile(r"\d")
RAREST = 1.0
"""Weight of a word that the table does not hold."""


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


@cache
def irregular() -> Mapping[str, str]:
    """Irregular forms and what they are forms of ("shot" is of "shoot"). Raises InvalidTable."""
    return {form: base for base, forms in rows(HERE / "irregular.tsv", 2) for form in forms.split()}


@cache
def common() -> Mapping[str, float]:
    """Weight, 0 to 1, of common stems; words that are not in the table are rare. Raises InvalidTable."""
    return {stem: float(weight) for weight, stems in rows(HERE / "common.tsv", 2) for stem in stems.split()}


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


def words(text: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a text."""
    return WORD.finditer(text)


def stems(text: str) -> list[str]:
    """The stems of a text's words in order; numbers as they stand."""
    return [stem(found[0]) for found in words(text)]


def weight(word: str) -> float:
    """How much a shared stem says, 0 (said everywhere) to 1 (rare)."""
    return common().get(word, RAREST)


def weights(found: Iterable[str]) -> dict[str, float]:
    """The stems that say anything, each with its weight."""
    return {word: value for word in dict.fromkeys(found) if (value := weight(word)) > 0}


def overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine, 0 to 1, of two weighted sets of stems."""
    if len(other) < len(one):
        one, other = other, one
    shared = sum(value * value for word, value in one.items() if word in other)
    return shared / (norm(one) * norm(other)) if shared else 0.0


def norm(found: Mapping[str, float]) -> float:
    """The length of a weighted set of stems as a vector."""
    return float(sum(value * value for value in found.values()) ** 0.5)
