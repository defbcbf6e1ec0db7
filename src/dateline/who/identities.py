"""Who a mention is, with the reason for every field."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from dateline.who.meanings import Reading
from dateline.who.names import normal, slug
from dateline.who.scene import is_person

Settled = Literal["id", "country", "sector"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A settled identity: `id` of the knowledge base, `state-xxx`, provisional (`new-...`) or empty for a generic group.

    `backing` are the states (alpha-3) and actors (ids) that back it by the mention's words; they are no part of it.
    `reasons` holds, by field ("id", "country", "sector"), a sentence on why it is so.
    """

    id: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""
    personal: bool = False
    plural: bool = False
    reasons: dict[str, str] = field(default_factory=dict)
    backing: tuple[str, ...] = ()

    def because(self, name: Settled, value: str, reason: str) -> Identity:
        """This identity with one field set, for a reason."""
        changed = {"id": self.id, "country": self.country, "sector": self.sector, name: value}
        reasons = {**self.reasons, name: reason}
        return replace(self, id=changed["id"], country=changed["country"], sector=changed["sector"], reasons=reasons)


def from_reading(reading: Reading) -> Identity:
    """The identity as far as the words alone tell it."""
    why = "; ".join(reading.why)
    reasons = {key: why for key in ("id", "country", "sector") if why}
    plural = reading.basis == "people" or (reading.noun is not None and reading.noun.plural)
    return Identity(_id(reading), reading.name, reading.country, reading.sector, is_person(reading), plural, reasons, reading.backing)


def _id(reading: Reading) -> str:
    if reading.actor is not None:
        return reading.actor.id
    if reading.basis in ("state", "government") and reading.country:
        return f"state-{reading.country.lower()}"
    return ""


def provisional_id(name: str, country: str, personal: bool = False) -> str:
    """The stable id of an actor that the knowledge base lacks: the same for every spelling with the same normal name and country.

    It starts with `new-`, which no known id does, so that an unknown actor never merges with a known one; a person's with `new-person-`.
    """
    return "-".join(filter(None, ("new-person" if personal else "new", country.lower(), slug(normal(name)))))
