"""What common nouns say of an actor's sector. The facts stand in tables/nouns.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors
from dateline.ontology.tables import rows
from dateline.who.names import normal

TABLE = "nouns.tsv"
Force = Literal["firm", "armed", "weak"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that heads actors: its sector (or empty), how firmly it decides, whether it can take a country from the report."""

    word: str
    sector: str
    force: Force
    homeless: bool
    plural: bool = False


def plurals(word: str) -> Iterator[str]:
    """The regular plurals of an English noun (the last word of a compound)."""
    if word.endswith("man"):
        yield word[:-3] + "men"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        yield word[:-1] + "ies"
    elif word.endswith(("s", "x", "ch", "sh")):
        yield word + "es"
    else:
        yield word + "s"


def _noun(word: str, sector: str, force: str, home: str) -> Noun:
    if sector and sector not in load_sectors():
        raise InvalidTable(f"{TABLE}: unknown sector {sector!r} of {word!r}")
    if force not in ("firm", "armed", "weak") or home not in ("", "none"):
        raise InvalidTable(f"{TABLE}: expected firm, armed or weak and none or nothing, found {force!r} {home!r} for {word!r}")
    return Noun(word, sector, cast(Force, force), home == "none", word.endswith(("s", "men", "people", "children")))


@cache
def load_nouns() -> dict[str, Noun]:
    """Every noun, singular and plural, by its normal key. Raises InvalidTable."""
    nouns: dict[str, Noun] = {}
    for word, sector, force, home in rows(files("dateline.who") / "tables" / TABLE, 4):
        nouns[normal(word)] = _noun(word, sector, force, home)
    for noun in list(nouns.values()):
        for plural in plurals(noun.word):
            nouns.setdefault(normal(plural), Noun(noun.word, noun.sector, noun.force, noun.homeless, True))
    return nouns
