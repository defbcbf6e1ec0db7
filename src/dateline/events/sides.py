"""Who did it to whom: the actors of many claims reconciled, with the names that each voice uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.events import words
from dateline.events.voices import Voices
from dateline.records import Actor, Claim, Side, Variant

SPECIFIC = 0.6
"""A name's word of at least this weight tells whom it names."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor of a claim, with what it may be recognised by."""

    actor: Actor
    claim: str
    keys: frozenset[str]


def sides(claims: Iterable[Claim], role: str, said: Voices) -> tuple[Side, ...]:
    """The actors ("actors") or recipients ("recipients") of a happening, those with most voices first."""
    named = [_Named(a, claim.id, _keys(a)) for claim in claims for a in getattr(claim, role) if a.text.strip()]
    found = [_side(group, said) for group in _groups(named)]
    return tuple(sorted(found, key=lambda side: (-len(_voices(side)), -sum(len(n.claims) for n in side.names), side.name, side.id)))


def _keys(actor: Actor) -> frozenset[str]:
    """An id, the rare words of the name, or country with sector; the bare words where there is nothing better."""
    keys = {f"id:{actor.id}"} if actor.id and not actor.id.startswith("new-") else set()
    keys |= {f"word:{word}" for word in words.stems(actor.name or actor.text) if words.weight(word) >= SPECIFIC}
    if actor.country and actor.sector:
        keys.add(f"code:{actor.country}{actor.sector}")
    return frozenset(keys or {f"text:{' '.join(words.stems(actor.text))}"})


def _groups(named: Sequence[_Named]) -> list[list[_Named]]:
    """Those that share a key, together."""
    groups: list[tuple[set[str], list[_Named]]] = []
    for item in sorted(named, key=lambda item: (item.claim, item.actor.span, item.actor.text)):
        keys, members = set(item.keys), [item]
        for group in [group for group in groups if group[0] & keys]:
            keys |= group[0]
            members = [*group[1], *members]
            groups.remove(group)
        groups.append((keys, members))
    return [members for _, members in groups]


def _side(group: Sequence[_Named], said: Voices) -> Side:
    identified = [item.actor for item in group if item.actor.id and not item.actor.id.startswith("new-")]
    actors = identified or [item.actor for item in group]
    return Side(
        _commonest(actor.name or actor.text for actor in actors),
        _commonest(actor.id for actor in actors),
        _commonest(item.actor.country for item in group),
        _commonest(item.actor.sector for item in group),
        variants([(item.actor.text, item.claim) for item in group], said),
    )


def _commonest(values: Iterable[str]) -> str:
    counted: dict[str, int] = defaultdict(int)
    for value in values:
        counted[value] += bool(value)
    return min(counted, key=lambda value: (-counted[value], value), default="")


def variants(found: Iterable[tuple[str, str]], said: Voices) -> tuple[Variant, ...]:
    """(value, claim) pairs as variants, the one with most voices first; values that differ only by case are one."""
    claims: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, set[str]] = defaultdict(set)
    for value, claim in found:
        claims[value.lower()].add(claim)
        shown[value.lower()].add(value)
    made = [Variant(min(shown[key]), tuple(sorted(own)), tuple(sorted({said[c] for c in own}))) for key, own in claims.items()]
    return tuple(sorted(made, key=lambda variant: (-len(variant.voices), -len(variant.claims), variant.value)))


def _voices(side: Side) -> set[str]:
    return {voice for name in side.names for voice in name.voices}


def differing(claims: Iterable[Claim], value: Callable[[Claim], str], said: Voices) -> tuple[Variant, ...]:
    """The variants of a field over the claims that fill it."""
    return variants([(shown, claim.id) for claim in claims if (shown := value(claim))], said)
