"""How other data sets write what the codebook says: loaders of the crosswalk tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.errors import InvalidTable
from dateline.ontology.tables import HERE, load_sectors, load_types, rows

ANY = "*"
UNKNOWN = "unknown"
SIDES = frozenset({"state", "rebel", "militia", "civilian", "external"})
"""What a party is in a fight."""


@dataclass(frozen=True, slots=True)
class PartyRule:
    """How a sector is written: PLOVER's `sector`, ACLED's `inter` code (1 to 8), and the `side` that it is in a fight."""

    sector: str
    inter: int
    side: str


@dataclass(frozen=True, slots=True)
class CountryRule:
    """How a country is written: FIPS 10-4, ACLED's region, UCDP's region."""

    fips: str
    acled: str
    ucdp: str


@dataclass(frozen=True, slots=True)
class AcledRule:
    """What fits (mode, sides; empty sides fit anything) and the three words that ACLED has for it."""

    mode: str
    actor: frozenset[str]
    recipient: frozenset[str]
    event_type: str
    sub_event_type: str
    disorder_type: str

    def fits(self, modes: Iterable[str], actor: str, recipient: str) -> bool:
        """Whether the rule speaks of these modes and sides; an empty side is `unknown`."""
        wanted = self.mode == ANY or self.mode in modes
        sides = ((self.actor, actor), (self.recipient, recipient))
        return wanted and all(not allowed or (side or UNKNOWN) in allowed for allowed, side in sides)


@cache
def load_parties() -> dict[str, PartyRule]:
    """The rules by the codebook's sector. Raises InvalidTable."""
    table = {sector: PartyRule(plover, int(inter), side) for sector, plover, inter, side in rows(HERE / "parties.tsv", 4)}
    _check("parties.tsv", "sector", table, load_sectors())
    _check("parties.tsv", "side", {rule.side for rule in table.values()}, SIDES)
    return table


@cache
def load_countries() -> dict[str, CountryRule]:
    """The rules by ISO 3166-1 alpha-3 code. Raises InvalidTable."""
    return {country: CountryRule(*words) for country, *words in rows(HERE / "countries.tsv", 4)}


@cache
def load_scales() -> dict[tuple[str, str], float]:
    """PLOVER's score by type and mode, where a mode has its own. Raises InvalidTable."""
    table = {(kind, mode): float(scale) for kind, mode, scale in rows(HERE / "scales.tsv", 3)}
    _check_modes("scales.tsv", table)
    return table


@cache
def load_cameo() -> dict[tuple[str, str, str], str]:
    """CAMEO codes by type, mode (* for any) and status. Raises InvalidTable."""
    table = {(kind, mode, status): code for kind, mode, status, code in rows(HERE / "cameo.tsv", 4)}
    _check_modes("cameo.tsv", ((kind, mode) for kind, mode, _ in table))
    return table


@cache
def load_acled() -> dict[str, tuple[AcledRule, ...]]:
    """ACLED's words by type, the rules in the order in which they are tried. Raises InvalidTable."""
    table: dict[str, tuple[AcledRule, ...]] = {}
    for kind, mode, actor, recipient, *words in rows(HERE / "acled.tsv", 7):
        rule = AcledRule(mode, _sides(actor), _sides(recipient), *words)
        table[kind] = (*table.get(kind, ()), rule)
        _check_modes("acled.tsv", [(kind, mode)])
    return table


def scale(kind: str, modes: Iterable[str]) -> float:
    """PLOVER's score, -10 to 10: of several modes the one farthest from 0, of none that of the type."""
    own = [load_scales()[kind, mode] for mode in modes if (kind, mode) in load_scales()]
    return max(own, key=abs, default=load_types()[kind].scale)


def cameo_code(kind: str, modes: Iterable[str], status: str) -> str:
    """The CAMEO code, "" where there is none; of several modes the one whose score is farthest from 0 gives it."""
    table = load_cameo()
    coded = [mode for mode in modes if (kind, mode, status) in table]
    chosen = max(coded, key=lambda mode: abs(scale(kind, [mode])), default=ANY)
    return table.get((kind, chosen, status), "")


def _sides(cell: str) -> frozenset[str]:
    if cell == ANY:
        return frozenset()
    _check("acled.tsv", "side", cell.split("|"), SIDES | {UNKNOWN})
    return frozenset(cell.split("|"))


def _check_modes(table: str, pairs: Iterable[tuple[str, str]]) -> None:
    types = load_types()
    for kind, mode in pairs:
        _check(table, "type", [kind], types)
        _check(table, f"mode of {kind}", [mode], {*types[kind].modes, ANY})


def _check(table: str, what: str, found: Iterable[str], known: Iterable[str]) -> None:
    odd = sorted(set(found) - set(known))
    if odd:
        raise InvalidTable(f"{table}: expected a known {what}, found {', '.join(odd)}")
