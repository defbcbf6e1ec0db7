"""Judgements of people -> what linking must hold to: they outrank the machine, the later one outranks the earlier, and none is dropped.

A judgement names claims by id and by evidence. Where a report was coded again and a claim's id changed, the judgement follows the evidence: the
claim whose trigger overlaps, else the nearest one with the same trigger word. Where there is none, it is listed as orphaned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from dateline.errors import DatelineError
from dateline.events.clustering import Constraints, Pair, pair
from dateline.records import Claim, Evidence, Judgement, claim_from_dict, claim_to_dict

NEAR = 400
"""How far, in code points, a trigger's word may have moved for a judgement to follow it."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What judgements come to.

    `orphaned`: judgements of whose claims at least one is gone (they hold for those left). `overruled`: those that a later one contradicts.
    `invalid`: corrections that make no valid claim. `unsure`: pairs that a person would not decide.
    """

    constraints: Constraints = field(default_factory=Constraints)
    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unsure: frozenset[Pair] = frozenset()
    orphaned: tuple[Judgement, ...] = ()
    overruled: tuple[Judgement, ...] = ()
    invalid: tuple[Judgement, ...] = ()


@dataclass(slots=True)
class _Book:
    """Judgements taken in so far, the latest first."""

    parent: dict[str, str] = field(default_factory=dict)
    apart: set[Pair] = field(default_factory=set)
    same: set[Pair] = field(default_factory=set)
    unsure: set[Pair] = field(default_factory=set)
    verdicts: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, dict[str, Any]] = field(default_factory=dict)

    def home(self, key: str) -> str:
        """The smallest claim that is judged the same as `key`."""
        while (above := self.parent.get(key, key)) != key:
            key = above
        return key

    def separated(self, one: str, other: str) -> bool:
        """Whether the two, or any that are the same as they, are judged different."""
        return any({self.home(a), self.home(b)} == {self.home(one), self.home(other)} for a, b in self.apart)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one takes back, the latest first; a judgement given twice is one."""
    ordered = sorted({judgement.id: judgement for judgement in judgements}.values(), key=lambda item: (item.at, item.id), reverse=True)
    undone: set[str] = set()
    for judgement in ordered:
        if judgement.decision == "undone" and judgement.id not in undone:
            undone.add(judgement.undoes)
    return [judgement for judgement in ordered if judgement.id not in undone and judgement.decision != "undone"]


def rule(judgements: Iterable[Judgement], claims: Mapping[str, Claim]) -> Rulings:
    """What the judgements come to for these claims, by id."""
    book = _Book()
    orphaned, overruled, invalid = [], [], []
    places = _by_part(claims) if (found := standing(judgements)) else {}
    for judgement in found:
        keys = [key for evidence in judgement.about if (key := follow(evidence, claims, places))]
        if len(keys) < len(judgement.about) or not judgement.about:
            orphaned.append(judgement)
        if judgement.decision == "corrected" and not _valid(judgement, [claims[key] for key in keys]):
            invalid.append(judgement)
        elif not _take(book, judgement, keys):
            overruled.append(judgement)
    verdicts = book.verdicts.items()
    return Rulings(
        _constraints(book),
        frozenset(key for key, verdict in verdicts if verdict == "accepted"),
        frozenset(key for key, verdict in verdicts if verdict == "rejected"),
        book.corrections,
        frozenset(book.unsure),
        *(tuple(sorted(listed, key=lambda item: item.id)) for listed in (orphaned, overruled, invalid)),
    )


def _by_part(claims: Mapping[str, Claim]) -> dict[tuple[str, str], list[Claim]]:
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for key in sorted(claims):
        found[claims[key].report, claims[key].part].append(claims[key])
    return found


def follow(evidence: Evidence, claims: Mapping[str, Claim], places: Mapping[tuple[str, str], Sequence[Claim]]) -> str | None:
    """The id of the claim that the evidence stands for now; None where it is gone."""
    if evidence.claim in claims:
        return evidence.claim
    beside = places.get((evidence.report, evidence.part), ())
    over = [claim for claim in beside if claim.trigger.span.overlaps(evidence.trigger)]
    moved = [claim for claim in beside if claim.trigger.text.lower() == evidence.text.lower() and _distance(claim, evidence) <= NEAR]
    found = over or moved
    return min(found, key=lambda claim: (_distance(claim, evidence), claim.id)).id if found else None


def _distance(claim: Claim, evidence: Evidence) -> int:
    return abs(claim.trigger.span.start - evidence.trigger.start)


def _take(book: _Book, judgement: Judgement, keys: Sequence[str]) -> bool:
    """Enters a judgement; False where a later one stands against it."""
    if judgement.decision in ("accepted", "rejected"):
        fresh = [key for key in keys if key not in book.verdicts]
        book.verdicts.update((key, judgement.decision) for key in fresh)
        return len(fresh) == len(keys) or all(book.verdicts[key] == judgement.decision for key in keys)
    if judgement.decision == "corrected":
        fresh = [key for key in keys if judgement.field not in book.corrections.get(key, {})]
        for key in fresh:
            book.corrections.setdefault(key, {})[judgement.field] = judgement.value
        return len(fresh) == len(keys)
    whole = combinations(dict.fromkeys(keys), 2)
    links = whole if judgement.decision != "different" else ((keys[0], key) for key in dict.fromkeys(keys[1:]) if key != keys[0])
    return all([_enter(book, judgement.decision, a, b) for a, b in links])  # noqa: C419 - every link is entered, also after a refusal


def _enter(book: _Book, decision: str, one: str, other: str) -> bool:
    """Enters one pair; False where a later judgement stands against it."""
    link = pair(one, other)
    if decision == "unsure":
        book.unsure.add(link)
        return True
    together = book.home(one) == book.home(other)
    against = together if decision == "different" else book.separated(one, other)
    if against or link in book.unsure:
        return False
    if decision == "different":
        book.apart.add(link)
    elif not together:
        kept, gone = pair(book.home(one), book.home(other))
        book.parent[gone] = kept
        book.same.add(link)
    return True


def _constraints(book: _Book) -> Constraints:
    """Must-links as entered; cannot-links between all that are the same as the two that were judged."""
    alike: dict[str, set[str]] = defaultdict(set)
    for key in {key for link in book.same | book.apart for key in link}:
        alike[book.home(key)].add(key)
    apart = {pair(x, y) for a, b in book.apart for x in alike[book.home(a)] for y in alike[book.home(b)]}
    return Constraints(frozenset(book.same), frozenset(apart))


def _valid(judgement: Judgement, claims: Iterable[Claim]) -> bool:
    try:
        return all(corrected(claim, {judgement.field: judgement.value}) is not None for claim in claims)
    except (DatelineError, TypeError, ValueError, AttributeError, KeyError):
        return False


def corrected(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """The claim with fields of its record replaced, under its old id. Raises InvalidRecord where a field is unknown or its value is wrong."""
    record = claim_to_dict(claim)
    if changes.keys() - (record.keys() - {"schema", "id", "report", "in", "sentence", "trigger", "coder"}):
        raise ValueError(f"fields that can be corrected: {sorted(record)}; found {sorted(changes)}")
    return replace(claim_from_dict({**record, **changes}), id=claim.id)
