"""What common nouns say of an actor's sector. The facts stand in tables/nouns.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors
from dateline.ontology.tables import rows
from dateline.who.names import normal

TABLE = "nouns.tsv"
Force = Literal["firm", "armed", "weak", "community"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that heads actors: its sector (or empty), how firmly it decides, and whether it takes a country from the report.

    `homeless`: it takes none; `home`: the country (alpha-3) that the noun alone tells, or empty.
    """

    word: str
    sector: str
    force: Force
    homeless: bool = False
    home: str = ""
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
    if force not in get_args(Force) or (home not in ("", "none") and not (len(home) == 3 and home.isupper())):
        raise InvalidTable(f"{TABLE}: expected firm, armed, weak or community and none, a code or nothing, found {force!r} {home!r} for {word!r}")
    plural = word.endswith(("s", "men", "people", "children"))
    return Noun(word, sector, cast(Force, force), home == "none", "" if home == "none" else home, plural)


@cache
def load_nouns() -> dict[str, Noun]:
    """Every noun, singular and plural, by its normal key. Raises InvalidTable."""
    nouns: dict[str, Noun] = {}
    for word, sector, force, home in rows(files("dateline.who") / "tables" / TABLE, 4):
        nouns[normal(word)] = _noun(word, sector, force, home)
    for noun in list(nouns.values()):
        for plural in plurals(noun.word):
            nouns.setdefault(normal(plural), replace(noun, plural=True))
    return nouns


@cache
def load_communities() -> dict[tuple[str, str], str]:
    """The sector of a community's armed forces by its noun and a country (alpha-3). Raises InvalidTable for an unknown sector."""
    forces = {}
    for noun, country, sector in rows(files("dateline.who") / "tables" / "communities.tsv", 3):
        if sector not in load_sectors():
            raise InvalidTable(f"communities.tsv: unknown sector {sector!r} of {noun} in {country}")
        forces[noun, country] = sector
    return forces
