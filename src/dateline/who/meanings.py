"""What words can mean by themselves: the reading of a mention, and the readings of a known actor and of a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.who.actors import KnownActor
from dateline.who.nouns import Noun
from dateline.who.states import StateName

Basis = Literal["actor", "state", "people", "government", "noun", "name", "none"]
ARMED = frozenset({"MIL", "REB", "UAF", "CRM"})
COMMUNITIES = frozenset({"people", "faith"})
KIND_SECTORS = {"igo": "IGO", "ngo": "NGO"}
"""The codebook's sectors tell what an actor is: the World Health Organization is an international body before it is of health."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention's own meaning. `basis` is what carries it; `firm` tells whether the sector is settled by the words themselves.

    `name` is the usual name of an actor or a state, or the proper name in the words; `owner` unknown words before a noun ("Assad regime").
    `backing` are the codes of states and ids of actors that only back, lead or equip ("US-backed", "pro-Iranian").
    `homeless` marks what takes no country from its report; `why` gives a sentence for each field that was settled.
    """

    basis: Basis
    country: str = ""
    sector: str = ""
    firm: bool = False
    homeless: bool = False
    actor: KnownActor | None = None
    state: StateName | None = None
    noun: Noun | None = None
    name: str = ""
    owner: str = ""
    backing: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it names somebody in the knowledge base or a state."""
        return self.actor is not None or self.basis in ("state", "people", "government")


def as_actor(actor: KnownActor) -> Reading:
    """The reading of a known actor's name."""
    why = f"{actor.name} is known as {actor.id} ({actor.kind}, {actor.country or 'no country'}, {actor.sector or 'no sector'})"
    sector = KIND_SECTORS.get(actor.kind, actor.sector) if actor.sector not in ARMED else actor.sector
    return Reading("actor", actor.country, sector, bool(sector), not actor.country, actor, name=actor.name, why=(why,))


def as_state(found: StateName) -> Reading:
    """The reading of a state's name, demonym, seat or place."""
    basis: Basis = "people" if found.form in ("people", "place") else "state"
    why = f"{found.state.name} ({found.state.code}) named by its {found.form}"
    return Reading(basis, found.state.code, "CVL" if basis == "people" else "GOV", True, state=found, name=found.state.name, why=(why,))
