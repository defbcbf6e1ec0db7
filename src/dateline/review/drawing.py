"""A stratified sample of claims that the same seed always draws again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.archive import Archive, Query
from dateline.records import content_id

LEAST = 5
"""Claims of each type in a sample, as far as there are so many and the sample is large enough."""


def strata(archive: Archive, query: Query | None = None) -> dict[str, list[str]]:
    """The ids of all claims that meet the query (all where None), by type."""
    found: dict[str, list[str]] = {}
    for kept in archive.every_claim(query or Query()):
        found.setdefault(kept.claim.type, []).append(kept.claim.id)
    return dict(sorted(found.items()))


def draw(by_type: Mapping[str, Iterable[str]], size: int, seed: str) -> list[str]:
    """At most `size` ids: LEAST of each type first, the rest in proportion to how many each type has; in an order that tells nothing.

    Within a type the ids are ordered by the sha256 of seed and id, so that nobody chooses and everybody can draw it again.
    """
    ordered = {kind: sorted(set(ids), key=lambda id: content_id(f"{seed}|{id}".encode())) for kind, ids in by_type.items()}
    shares = allotted({kind: len(ids) for kind, ids in ordered.items()}, size)
    chosen = [id for kind, ids in ordered.items() for id in ids[: shares[kind]]]
    return sorted(chosen, key=lambda id: content_id(f"{seed}|order|{id}".encode()))


def allotted(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each type; one at a time to the type that has least of its due, so that the sum is exact."""
    total = sum(sizes.values())
    given = dict.fromkeys(sizes, 0)
    for _ in range(min(size, total)):
        open_ = [kind for kind in sizes if given[kind] < sizes[kind]]
        given[min(open_, key=lambda kind: _served(given[kind], sizes[kind], kind))] += 1
    return given


def _served(given: int, size: int, kind: str) -> tuple[bool, float, str]:
    """Types below LEAST come first, then those whose share is least served."""
    return given >= LEAST, given / size if given >= LEAST else given, kind
