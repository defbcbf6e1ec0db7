"""A state that uses force acts by its forces: the codebook's rule for the sector of states and governments."""

from __future__ import annotations

from dateline.who.hints import Hint
from dateline.who.meanings import COMMUNITIES, Reading

FORCE = frozenset({"ASSAULT", "MOBILIZE"})
"""Types in which a bare state as actor is MIL. COERCE stays out: of 17 states and governments that coerce in the annotated reports, 12
are governments that arrest, ban or seize, and five besiege."""
STRUCK = frozenset({"ASSAULT"})


def sector_by_deed(reading: Reading, hint: Hint) -> tuple[str, str]:
    """The sector of a state, its people or its government in this role, and the reason; ("", "") where the rule says nothing."""
    community = reading.noun is not None and reading.noun.force == "community"
    if hint.role == "actor" and hint.type in STRUCK and (community or (reading.actor is not None and reading.actor.kind in COMMUNITIES)):
        return "UAF", "a people that attacks does it by irregular forces"
    governs = reading.actor is not None and reading.actor.kind == "office" and reading.sector == "GOV"
    if reading.basis not in ("state", "people", "government") and not governs:
        return "", ""
    if reading.state is not None and reading.state.form == "place" and reading.basis == "people":
        return ("CVL", "a place that is struck is its people") if hint.type in STRUCK else ("GOV", "a place that acts is its authorities")
    if hint.role == "actor" and hint.type in FORCE:
        return "MIL", f"a state that does {hint.type} does it by its forces"
    if hint.role == "recipient" and hint.type in STRUCK and _struck_by_its_forces(reading):
        return "MIL", f"whom {hint.type} meets under a state's adjective or as the regime is its forces"
    return "", ""


def _struck_by_its_forces(reading: Reading) -> bool:
    if reading.state is not None and reading.basis == "state":
        return reading.state.form == "demonym"
    if reading.actor is not None:
        return any("regime" in name.lower() for name in reading.actor.names)
    return reading.noun is not None and reading.noun.word == "regime"
