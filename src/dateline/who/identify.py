"""The stage: mentions of a report's actors in, actors with id, country, sector and code out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Actor, Mention, Report
from dateline.who.casting import Casting, settle_all
from dateline.who.codes import actor_code
from dateline.who.hints import NO_HINT, Hint
from dateline.who.identities import Identity
from dateline.who.knowledge import Knowledge
from dateline.who.readings import Reader


@dataclass(frozen=True, slots=True)
class Identifier:
    """Identifies the actors of reports against a knowledge base. Holds no state between reports."""

    knowledge: Knowledge

    def identify(self, report: Report, mentions: Sequence[Mention], hints: Sequence[Hint] = ()) -> list[Actor]:
        """The actors that the mentions name, in the order given. One hint for each mention, or none at all (ValueError otherwise)."""
        identities = self.explain(report, mentions, hints)
        return [_actor(mention, identity) for mention, identity in zip(mentions, identities, strict=True)]

    def explain(self, report: Report, mentions: Sequence[Mention], hints: Sequence[Hint] = ()) -> list[Identity]:
        """The same as identities, whose `reasons` tell why each field is what it is."""
        if hints and len(hints) != len(mentions):
            raise ValueError(f"expected one hint for each of {len(mentions)} mentions, found {len(hints)}")
        casting = Casting(report, Reader(self.knowledge, report.published), hints)
        return settle_all(casting, mentions, hints or [NO_HINT] * len(mentions))


def _actor(mention: Mention, identity: Identity) -> Actor:
    code = actor_code(identity.country, identity.sector, identity.id)
    return Actor(mention.span, mention.text, identity.name or mention.text, identity.id, identity.country, identity.sector, code)
