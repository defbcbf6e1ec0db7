"""What a collection keeps back, as values: which records are meant, until when, how coarse, which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from dateline.records import Claim, Event, Report

PlaceLevel = Literal["district", "region", "country"]
PLACE_KM: dict[str, float] = {"district": 30.0, "region": 100.0, "country": 500.0}
"""How coarse a level is, in km: the radius with which records.RADIUS_KM draws places of its precision."""
DayLevel = Literal["month", "year"]
DAY_LEVELS: tuple[DayLevel, ...] = ("month", "year")
Names = Literal["initials", "omit"]


@dataclass(frozen=True, slots=True)
class Selector:
    """Which records a rule means: an empty field asks nothing, the values of one field are alternatives, all fields must hold.

    `countries` (ISO alpha-3) are the place's, or the parties' where no country of the place is known. `places` are names as given or
    resolved, without regard to case. `ids` are of claims, events or reports; `tags` name lists of ids (Rules.tags).
    """

    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """What all rules share. `exempt` are the roles of a team that see the record as it is; `why` is for people."""

    selector: Selector = Selector()
    exempt: frozenset[str] = frozenset()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Embargo(Rule):
    """Nothing of the record goes out before the day `until`; None is until the rule is taken away."""

    until: date | None = None


@dataclass(frozen=True, slots=True)
class Coarsening(Rule):
    """Place and day are told no finer than this; `grid_km` is a grid of so many kilometres instead of a level."""

    place: PlaceLevel | None = None
    grid_km: float | None = None
    day: DayLevel | None = None

    @property
    def km(self) -> float:
        """How coarse the place becomes, in km; 0 where the rule leaves it."""
        return self.grid_km or (PLACE_KM[self.place] if self.place else 0.0)


@dataclass(frozen=True, slots=True)
class Withholding(Rule):
    """Names of private persons go out as initials or not at all; `also` are names that are withheld whoever bears them."""

    names: Names = "omit"
    also: tuple[str, ...] = ()


Some = TypeVar("Some", bound=Rule)


@dataclass(frozen=True, slots=True)
class Rules:
    """A collection's rules. `tags` are lists of ids of claims, events or reports."""

    embargoes: tuple[Embargo, ...] = ()
    coarsenings: tuple[Coarsening, ...] = ()
    withholdings: tuple[Withholding, ...] = ()
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def in_force(self, today: date, role: str = "") -> Rules:
        """The rules that bind `role` on the day: embargoes that are over are left out, and rules that the role is exempt from."""
        running = tuple(rule for rule in self.embargoes if rule.until is None or today < rule.until)
        return Rules(_binding(running, role), _binding(self.coarsenings, role), _binding(self.withholdings, role), self.tags)

    def __bool__(self) -> bool:
        return bool(self.embargoes or self.coarsenings or self.withholdings)

    def means(self, rule: Rule, record: Claim | Event) -> bool:
        """Whether the rule is about the record (see Selector)."""
        asked, place = rule.selector, record.place
        known = {record.id, *((record.report,) if isinstance(record, Claim) else record.reports)}
        wanted = asked.ids | {id for tag in asked.tags for id in self.tags.get(tag, ())}
        named = {place.name.casefold(), place.text.casefold(), place.admin1.casefold()} if place else set()
        return (
            (not asked.types or record.type in asked.types)
            and (not asked.countries or bool(asked.countries & countries_of(record)))
            and (not asked.places or bool({name.casefold() for name in asked.places} & named))
            and (not (asked.ids or asked.tags) or bool(wanted & known))
        )

    def closes(self, report: Report) -> bool:
        """Whether an embargo names this very report, or names nothing at all and so closes the whole collection."""
        return any(self._names(rule.selector, report.id) for rule in self.embargoes)

    def _names(self, asked: Selector, id: str) -> bool:
        if asked == Selector():
            return True
        listed = asked.ids | {one for tag in asked.tags for one in self.tags.get(tag, ())}
        return id in listed and not (asked.types or asked.countries or asked.places)


def countries_of(record: Claim | Event) -> frozenset[str]:
    """The place's country, or the parties' where it is not known."""
    if record.place and record.place.country:
        return frozenset({record.place.country})
    return frozenset(party.country for party in (*record.actors, *record.recipients) if party.country)


def _binding(rules: tuple[Some, ...], role: str) -> tuple[Some, ...]:
    return tuple(rule for rule in rules if not (role and role in rule.exempt))
