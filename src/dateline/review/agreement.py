"""How far two coders agree: Krippendorff's alpha for what they name, F1 for the words they point at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from dateline.records import Span


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha of nominal data: 1 is perfect, 0 what chance gives, None where nothing varies or nothing is paired.

    `units` of at least two values each entered it; `same` of them are of one value.
    """

    value: float | None
    units: int
    same: int


def alpha(units: Iterable[Sequence[Hashable]]) -> Alpha:
    """Alpha over units, each the values that its coders gave (None: not given).

    K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), nominal data, any number of coders, missing values:
    alpha = 1 - (n - 1) x sum of o_ck / sum of n_c n_k, over values c that are not k, with o the coincidences and n_c their sums.
    """
    paired = [given for unit in units if len(given := [value for value in unit if value is not None]) > 1]
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for given in paired:
        for pair in permutations(range(len(given)), 2):
            key = (given[pair[0]], given[pair[1]])
            weights[key] = weights.get(key, 0.0) + 1 / (len(given) - 1)
    sums: dict[Hashable, float] = {}
    for (one, _), weight in weights.items():
        sums[one] = sums.get(one, 0.0) + weight
    total = sum(sums.values())
    apart = sum(weight for (one, other), weight in weights.items() if one != other)
    chance = total * total - sum(number * number for number in sums.values())
    same = sum(len(set(given)) == 1 for given in paired)
    return Alpha(1 - (total - 1) * apart / chance if chance else None, len(paired), same)


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """F1 between two coders' spans, 0 to 1 (None where neither marked any): `exact` on both ends, `overlap` by one shared code point."""

    exact: float | None
    overlap: float | None
    one: int
    other: int


def span_agreement(pairs: Iterable[tuple[Sequence[Span], Sequence[Span]]]) -> SpanAgreement:
    """Over units, each the spans of the one and of the other coder. F1 = 2 x matched / (one's + other's); it does not matter who is which."""
    exact = touching = one = other = 0
    for mine, yours in pairs:
        one, other = one + len(mine), other + len(yours)
        exact += len(set(mine) & set(yours))
        touching += matched(mine, yours)
    both = one + other
    return SpanAgreement(2 * exact / both if both else None, 2 * touching / both if both else None, one, other)


def matched(mine: Sequence[Span], yours: Sequence[Span]) -> int:
    """How many pairs of overlapping spans there are at most, each span in one of them. Spans of one coder do not overlap each other."""
    free = sorted(yours)
    found = 0
    for span in sorted(mine):
        hit = next((other for other in free if other.overlaps(span)), None)
        if hit is not None:
            free.remove(hit)
            found += 1
    return found
