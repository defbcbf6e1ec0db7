"""What the knowledge base covers, by country: how many actors of each kind, how many names, from which year to which."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from dateline.who.actors import KINDS, KnownActor
from dateline.who.knowledge import Knowledge
from dateline.who.states import state_names


@dataclass(frozen=True, slots=True)
class Coverage:
    """The known actors of one country (alpha-3; empty for those of none): `kinds` counts them, years are the first and last told."""

    country: str
    kinds: dict[str, int]
    names: int
    first: int | None
    last: int | None

    @property
    def actors(self) -> int:
        """How many there are."""
        return sum(self.kinds.values())


def coverage(knowledge: Knowledge) -> list[Coverage]:
    """The coverage of every country that has known actors, by its code, and first of the actors that have none."""
    by_country: dict[str, list[KnownActor]] = defaultdict(list)
    for actor in knowledge.actors.values():
        by_country[actor.country].append(actor)
    return [_of(country, by_country[country]) for country in sorted(by_country)]


def _of(country: str, actors: list[KnownActor]) -> Coverage:
    years = [year for actor in actors for year in (actor.start, actor.end) if year is not None]
    kinds = Counter(actor.kind for actor in actors)
    names = sum(len(actor.names) for actor in actors)
    return Coverage(country, dict(kinds), names, min(years, default=None), max(years, default=None))


def as_markdown(rows: list[Coverage]) -> str:
    """The coverage as a table for the documentation, a row for each country and a column for each kind."""
    kinds = sorted(KINDS)
    lines = [f"| country | actors | names | years | {' | '.join(kinds)} |", f"|{'---|' * (len(kinds) + 4)}"]
    for row in rows:
        years = f"{row.first or ''}-{row.last or ''}" if row.first or row.last else ""
        name = state_names().get(row.country, row.country or "none")
        counts = " | ".join(str(row.kinds.get(kind, "")) for kind in kinds)
        lines.append(f"| {name} | {row.actors} | {row.names} | {years} | {counts} |")
    return "\n".join(lines) + "\n"
