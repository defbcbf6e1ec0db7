"""Who held an office in a state on a day, from the years and notes of the persons in the knowledge base."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from dateline.ontology.tables import rows
from dateline.who.actors import KnownActor
from dateline.who.knowledge import Knowledge

YEARS = re.compile(r"(?P<since>since|from)?\s*(?:in\s+)?(?P<start>[12]\d{3})(?:\s*[-–]\s*(?P<end>[12]\d{3})?)?")

BODIES = frozenset("UN U.N. EU NATO AU OAU OSCE IAEA OPCW IMF ICC ECOWAS GCC UNHCR UNICEF WHO UNESCO".split())
"""First words of offices in international bodies."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person held, first and last year inclusive, None for open."""

    person: str
    start: int | None
    end: int | None

    def covers(self, on: date) -> bool:
        """Whether the day falls in its years."""
        return (self.start or 0) <= on.year <= (self.end or 9999)


@cache
def load_offices() -> dict[str, str]:
    """Offices by the words for them, lower case."""
    return {words: office for words, office in rows(files("dateline.who") / "tables" / "offices.tsv", 2)}  # noqa: C416


def tenures(actor: KnownActor) -> Iterator[tuple[str, Tenure]]:
    """The offices that a person's note names ("PM 2012-2016, president since 2018"), in his years where it gives none."""
    for part in re.split(r"[,;]", actor.note):
        years = YEARS.search(part)
        words = (part[: years.start()] if years else part).strip().lower()
        office = load_offices().get(words)
        if office is not None:
            yield office, _tenure(actor, years)


def serves_body(actor: KnownActor, on: date | None) -> bool:
    """Whether a person acts for an international body on the day, by the note ("UN secretary-general 2007-2016").

    Without a day the last office of the note counts.
    """
    if actor.kind != "person" or actor.sector == "IGO":
        return actor.kind == "person"
    parts = [part.strip() for part in re.split(r"[,;]", actor.note)]
    serving = [part for part in parts if part.split(" ")[0] in BODIES]
    if on is None:
        return bool(serving) and serving[-1] == parts[-1]
    tenured = (_tenure(actor, YEARS.search(part)) for part in serving)
    return any(tenure.covers(on) for tenure in tenured)


def _tenure(actor: KnownActor, years: re.Match[str] | None) -> Tenure:
    if years is None:
        return Tenure(actor.id, actor.start, actor.end)
    start = int(years["start"])
    if years["end"]:
        return Tenure(actor.id, start, int(years["end"]))
    return Tenure(actor.id, start, actor.end if years["since"] or "-" in years[0] or "–" in years[0] else start)


@lru_cache(maxsize=4)
def held_offices(knowledge: Knowledge) -> dict[tuple[str, str], tuple[Tenure, ...]]:
    """Tenures by country (alpha-3) and office."""
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for actor in knowledge.actors.values():
        if actor.kind == "person" and actor.note:
            for office, tenure in tenures(actor):
                found[actor.country, office].append(tenure)
    return {key: tuple(held) for key, held in found.items()}


def holder(knowledge: Knowledge, country: str, words: str, on: date | None) -> KnownActor | None:
    """Who held the office in the country on the day; None where nobody or more than one is known to, or without a day."""
    office = load_offices().get(words.lower())
    if office is None or on is None or not country:
        return None
    holders = {tenure.person for tenure in held_offices(knowledge).get((country, office), ()) if tenure.covers(on)}
    return knowledge.actors[holders.pop()] if len(holders) == 1 else None
