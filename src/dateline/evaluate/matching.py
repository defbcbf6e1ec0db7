"""When a coded field agrees with the annotated one: the referee's rules (score.py)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.records import Actor, Claim, Place, Span, Voice

TOLERANCE_KM = {"point": 30, "place": 30, "area": 100, "province": 150, "country": 600, "region": 1500}
"""How far a coded place may lie from an annotated one of each precision."""
EARTH_DIAMETER_KM = 12742
Mention = Actor | Voice


def same_mention(gold: Span, coded: Span) -> bool:
    """Half of the longer span shared, or inside it and ending with it (the head noun) within 80 code points."""
    if not gold.overlaps(coded):
        return False
    shared = min(gold.end, coded.end) - max(gold.start, coded.start)
    longer = max(len(gold), len(coded))
    return shared * 2 >= longer or (gold.end == coded.end and longer <= 80)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees (haversine)."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(h))


def same_place(gold: Place, coded: Place) -> bool:
    """Within the tolerance of the annotated precision; an unlocated place agrees with nothing."""
    if gold.lat is None or gold.lon is None or coded.lat is None or coded.lon is None:
        return False
    return distance_km((gold.lat, gold.lon), (coded.lat, coded.lon)) <= TOLERANCE_KM[gold.precision]


def mention_pairs(gold: Sequence[Mention], coded: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Annotated mentions with the first coded one that is the same, each used once."""
    free = list(coded)
    pairs = []
    for mention in gold:
        hit = next((other for other in free if same_mention(mention.span, other.span)), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((mention, hit))
    return pairs


def pair_claims(gold: Sequence[Claim], coded: Sequence[Claim]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pairs one to one by overlapping triggers, the same type first; then the missed and the extra claims."""
    candidates = [
        (g.type == c.type, g.trigger.span == c.trigger.span, -abs(i - j), i, j)
        for i, g in enumerate(gold)
        for j, c in enumerate(coded)
        if g.part == c.part and g.trigger.span.overlaps(c.trigger.span)
    ]
    left: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in sorted(candidates, reverse=True):
        if i not in left and j not in used:
            left[i] = j
            used.add(j)
    pairs = [(gold[i], coded[j]) for i, j in left.items()]
    return pairs, [g for i, g in enumerate(gold) if i not in left], [c for j, c in enumerate(coded) if j not in used]
