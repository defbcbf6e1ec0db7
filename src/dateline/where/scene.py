"""What the rest of a report says of where a mention lies: the names beside it, the name that "the town" stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Mention, Report
from dateline.where.atlas import Located
from dateline.where.distance import Point, moved
from dateline.where.entries import Spot
from dateline.where.phrase import Phrase, parse

SETTLED = frozenset(("city", "town", "village", "quarter", "camp"))
LIES = re.compile(
    r"^,?(?: which)?(?: (?:lies|is|located|situated|stands|sits|about|some|around|roughly|just|and|town|a|village|an?))*,? "
    r"\d+(?:[.,]\d+)?[ -]?(?:km|kilomet(?:er|re)s?|miles?|mi)\b(?: \([^)]*\))?(?: to the)? "
    r"(?:north|south|east|west)[\w-]*(?: (?:north|south|east|west))? (?:of|from) "
    r"(?:the )?(?-i:[a-z]+ )*",
    re.IGNORECASE,
)
"""Words behind a name that say how far from another one it lies."""
GAP = 150.0
"""Code points that weigh as much as one mention more."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A report with all its names resolved."""

    report: Report
    names: Sequence[Located]

    def inside(self, mention: Mention) -> list[Located]:
        """The names that stand in a mention's words."""
        return [name for name in self.names if name.found.part == mention.part and name.found.span.overlaps(mention.span)]

    def beside(self, mention: Mention, reach: int) -> Spot | None:
        """The settled place within `reach` code points of the mention that the report names most, and nearest."""
        counts = Counter(name.best.spot.number for name in self.names if name.best)
        weight: dict[int, float] = {}
        spots: dict[int, Spot] = {}
        for name in self.names:
            gap = max(name.found.span.start - mention.span.end, mention.span.start - name.found.span.end)
            if name.best and name.found.part == mention.part and 0 <= gap <= reach and name.best.spot.precision in {"point", "place"}:
                spot = spots.setdefault(name.best.spot.number, name.best.spot)
                weight[spot.number] = max(weight.get(spot.number, -9.0), min(counts[spot.number], 5) - gap / GAP)
        return spots[max(weight, key=lambda number: weight[number])] if weight else None

    def told(self, name: Located) -> tuple[Spot, Point] | None:
        """Where the report itself says that a place lies ("X lies 14 kilometres north of the town of Y"): Y, and that point."""
        text = self.report.part(name.found.part)
        for match in re.finditer(re.escape(name.found.text), text):
            lies = LIES.match(text[match.end() : match.end() + 140])
            anchor = self._next(name.found.part, match.end() + lies.end()) if lies else None
            phrase = parse(lies[0]) if lies else Phrase()
            if anchor and phrase.bearing is not None and phrase.distance is not None:
                return anchor, moved((anchor.lat, anchor.lon), phrase.bearing, phrase.distance)
        return None

    def _next(self, part: str, at: int) -> Spot | None:
        near = (name for name in self.names if name.best and name.found.part == part and at - 1 <= name.found.span.start <= at + 3)
        return next((name.best.spot for name in near if name.best), None)

    def antecedent(self, mention: Mention, phrase: Phrase, country: str) -> Spot | None:
        """What a described place stands for: the nearest fitting place before it, for "a village" the first after it."""
        able = [name for name in self.names if name.best and not name.found.people and _answers(phrase, name, country)]
        here = (mention.part == "text", mention.span.start)
        before = [name for name in able if (name.found.part == "text", name.found.span.start) < here]
        after = [name for name in able if (name.found.part == "text", name.found.span.start) > here]
        order = [*after[:1], *before[-1:]] if phrase.indefinite else [*before[-1:], *after[:1]]
        return order[0].best.spot if order and order[0].best else None

    def country(self) -> Spot | None:
        """The country that the report names most; the first of two."""
        found = [name.best.spot for name in self.names if name.best and name.best.spot.kind == "country"]
        return Counter(found).most_common(1)[0][0] if found else None


def _answers(phrase: Phrase, name: Located, country: str) -> bool:
    """Whether "the town", "the province" can mean this place."""
    if name.best is None:
        return False
    spot = name.best.spot
    if country and spot.country != country:
        return False
    if phrase.kind in {"city", "town", "village"}:
        return spot.kind in SETTLED and name.found.kind not in {"province", "district"}
    if phrase.kind in {"province", "country"}:
        return spot.kind == phrase.kind
    return spot.precision not in {"country", "region"}
