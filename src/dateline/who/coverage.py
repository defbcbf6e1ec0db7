"""What the knowledge base covers, by country: how many actors of each kind and in each decade, how many names, which years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.who.actors import KnownActor
from dateline.who.knowledge import Knowledge
from dateline.who.states import state_names

DECADES = tuple(range(1940, 2030, 10))
"""The decades that are counted, by their first year; what is older counts in the first."""
PAGE = """# Known actors

Made by `dateline actors coverage -o docs/actors.md`; do not edit it by hand. The rows of the knowledge base are written from general
knowledge and stand in `src/dateline/who/tables/actors`. States themselves (by name, demonym, capital) are known beside them and not
counted.

{actors:,} actors under {names:,} names: {counted}.

A country with few rows is one whose officials and groups keep their own words in claims, with a provisional id (`new-...`). Add your own
with `dateline actors add` and `dateline actors import`.

## By country and kind

Years are the first and the last that a row tells; a person's are those in office.

{kinds}
## By country and decade

How many actors have years that touch the decade; a start without an end goes on.

{decades}"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The known actors of one country (alpha-3; empty for those of none): `kinds` counts them, years are the first and last told.

    `decades` counts those whose years touch a decade (a start without an end goes on), `undated` those that have no year at all.
    """

    country: str
    kinds: dict[str, int]
    names: int
    first: int | None
    last: int | None
    decades: dict[int, int] = field(default_factory=dict)
    undated: int = 0

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
    dated = [actor for actor in actors if actor.start is not None or actor.end is not None]
    decades = {decade: sum(_active(actor, decade) for actor in dated) for decade in DECADES}
    return Coverage(country, dict(kinds), names, min(years, default=None), max(years, default=None), decades, len(actors) - len(dated))


def _active(actor: KnownActor, decade: int) -> bool:
    """Whether the actor's years touch the decade; an open end is open."""
    first = decade if decade > DECADES[0] else 0
    return (actor.start or 0) <= decade + 9 and (actor.end or 9999) >= first


def as_markdown(rows: list[Coverage]) -> str:
    """The coverage as a table for the documentation, a row for each country and a column for each kind there is."""
    kinds = sorted({kind for row in rows for kind in row.kinds})
    cells = ([*_head(row), *(row.kinds.get(kind, "") for kind in kinds)] for row in rows)
    return _table(["country", "actors", "names", "years", *kinds], cells)


def decades_as_markdown(rows: list[Coverage]) -> str:
    """The same with a column for each decade, and one for the actors that have no years: bodies that are always there."""
    heads = [f"{'to ' if decade == DECADES[0] else ''}{decade}s" for decade in DECADES]
    cells = ([_name(row), *(row.decades.get(decade) or "" for decade in DECADES), row.undated or ""] for row in rows)
    return _table(["country", *heads, "no years"], cells)


def _table(head: list[str], rows: Iterable[list[str | int]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(map(str, row))} |" for row in rows)]
    return "\n".join(lines) + "\n"


def _head(row: Coverage) -> list[str | int]:
    return [_name(row), row.actors, row.names, f"{row.first or ''}-{row.last or ''}" if row.first or row.last else ""]


def _name(row: Coverage) -> str:
    return state_names().get(row.country, row.country or "none")


def as_page(knowledge: Knowledge) -> str:
    """The documentation's page on the knowledge base: what it covers by kind, then by decade."""
    rows, actors = sorted(coverage(knowledge), key=_name), knowledge.actors.values()
    kinds = Counter(actor.kind for actor in actors)
    counted = ", ".join(f"{number:,} of kind {kind}" for kind, number in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
    names = sum(row.names for row in rows)
    return PAGE.format(actors=len(actors), names=names, counted=counted, kinds=as_markdown(rows), decades=decades_as_markdown(rows))
