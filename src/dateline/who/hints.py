"""What the rest of the line knows of a mention when it asks who it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known beside the mention's words.

    `sector` is the encoder's guess (an ontology sector or empty) and `score` its probability, 0 to 1; `place_country` the alpha-3 of the
    happening's place or empty; `type` the PLOVER type of the claim; `role` "actor" or "recipient"; `antecedent` the index, among the
    mentions given together, of the mention that this one stands for, where that is known.
    """

    sector: str = ""
    score: float = 0.0
    place_country: str = ""
    type: str = ""
    role: str = "actor"
    antecedent: int | None = None


NO_HINT = Hint()
