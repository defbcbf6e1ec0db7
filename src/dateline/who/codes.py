"""Codes that other event data sets know an actor by: CAMEO-style codes (USAMIL, SYRREB, IGOUNO) and ACLED's inter code.

The rules stand in tables/codes.tsv and tables/special-codes.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors
from dateline.ontology.tables import rows

PROTESTERS, RIOTERS = 6, 5
MOB = frozenset({"CVL", "OPP", "EDU", "LAB", "REL", "PTY", "REF"})
"""Sectors whose members, where they protest or riot, ACLED codes as protesters or rioters."""


@dataclass(frozen=True, slots=True)
class CodeRule:
    """How a sector is written: `code` after a country, `countryless` alone, `inter` ACLED's number."""

    code: str
    countryless: str
    inter: int


@cache
def load_codes() -> dict[str, CodeRule]:
    """The rules by sector. Raises InvalidTable for a sector that the ontology lacks or a number that is none."""
    rules = {}
    for sector, code, countryless, inter in rows(files("dateline.who") / "tables" / "codes.tsv", 4):
        if sector not in load_sectors() or not inter.isdigit():
            raise InvalidTable(f"codes.tsv: expected a sector of the ontology and a number, found {sector!r} and {inter!r}")
        rules[sector] = CodeRule(code, countryless, int(inter))
    return rules


@cache
def load_special_codes() -> dict[str, str]:
    """The codes of single actors (IGOUNO, IMGMUSISI) by their id."""
    return {identity: code for identity, code in rows(files("dateline.who") / "tables" / "special-codes.tsv", 2)}  # noqa: C416


def actor_code(country: str, sector: str, identity: str = "") -> str:
    """The CAMEO-style code, general to special, for a country (alpha-3 or empty), a sector and an id; "" where nothing is known."""
    if special := load_special_codes().get(identity):
        return special
    rule = load_codes().get(sector)
    if rule is None:
        return country
    return country + rule.code if country else rule.countryless or rule.code


def inter_code(country: str, sector: str, place_country: str = "", mode: str = "") -> int | None:
    """ACLED's inter code, or None for an unknown sector. Forces of a state other than `place_country`'s are 8 (external);
    civilians in a demonstration (`mode` "demo") are 6, in a riot ("riot") 5."""
    rule = load_codes().get(sector)
    if rule is None:
        return None
    if sector in MOB and mode in ("demo", "riot"):
        return PROTESTERS if mode == "demo" else RIOTERS
    if rule.inter == 1 and place_country and country != place_country:
        return 8
    return rule.inter


def explain_code(country: str, sector: str, identity: str = "") -> str:
    """Which rule gives the CAMEO-style code of `actor_code`, in words."""
    if special := load_special_codes().get(identity):
        return f"{identity} has a code of its own, {special} (special-codes.tsv)"
    rule = load_codes().get(sector)
    if rule is None:
        return "the country alone: the sector is unknown" if country else "neither country nor sector is known"
    if not country:
        return f"no country: {rule.countryless or rule.code or 'nothing'} stands for sector {sector} (codes.tsv)"
    return f"country {country}, then {rule.code or 'no letters'} for sector {sector} (codes.tsv)"


def explain_inter(country: str, sector: str, place_country: str = "", mode: str = "") -> str:
    """Which rule gives ACLED's number of `inter_code`, in words."""
    inter, rule = inter_code(country, sector, place_country, mode), load_codes().get(sector)
    if inter is None or rule is None:
        return "none: the sector is unknown"
    if inter == rule.inter:
        return f"sector {sector} is {inter} (codes.tsv)"
    if inter in (PROTESTERS, RIOTERS):
        return f"sector {sector} in a {'demonstration' if mode == 'demo' else 'riot'} is {inter}"
    return f"forces of {country or 'no state'} in {place_country} are external, {inter}"
