"""What a person can decide at the desk, as judgements that the archive's log takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from dateline.errors import InvalidRecord
from dateline.events.judging import corrected, rule, standing
from dateline.ontology import load_types
from dateline.records import STATUSES, Claim, Decision, Judgement, claim_to_dict, evidence_of

State = Literal["unreviewed", "accepted", "rejected", "corrected"]
FIXED = frozenset({"schema", "id", "report", "in", "sentence", "trigger", "coder", "confidence", "released"})
"""Fields of a claim's record that no correction touches: they are evidence, or the machine's own."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, the reason ("" for none), and when (ISO, with zone). What is decided in one go has one time, and is undone in one go."""

    by: str
    why: str = ""
    at: str = ""


def said(by: str, why: str = "") -> Said:
    """A decision of this moment. Raises InvalidRecord where nobody makes it."""
    if not by.strip():
        raise InvalidRecord("by: expected the name of who decides, found nothing")
    return Said(by.strip(), why.strip(), datetime.now(UTC).isoformat(timespec="microseconds"))


def verdict(decision: Literal["accepted", "rejected"], claims: Iterable[Claim], by: Said) -> tuple[Judgement, ...]:
    """The claims are right, or they are no claims of what they say. Raises InvalidRecord without a claim."""
    return (_judgement(decision, tuple(claims), by),)


def correction(claim: Claim, field: str, value: Any, by: Said) -> tuple[Judgement, ...]:
    """`field` of the claim's record becomes `value`; a new type takes modes with it that it does not have.

    Raises InvalidRecord, UnknownName where the field cannot be corrected or the value is not one of its own.
    """
    changes = changes_of(claim, field, value)
    return tuple(_judgement("corrected", (claim,), by, {"field": name, "value": new}) for name, new in changes.items())


def merger(claims: Sequence[Claim], by: Said) -> tuple[Judgement, ...]:
    """All these claims are of one happening. Raises InvalidRecord for fewer than two."""
    _at_least(claims, 2, "merge")
    return (_judgement("same", tuple(claims), by),)


def division(chosen: Sequence[Claim], rest: Sequence[Claim], by: Said) -> tuple[Judgement, ...]:
    """The chosen claims are of one happening, and of another one than the rest. Raises InvalidRecord where either side is empty."""
    _at_least(chosen, 1, "split")
    _at_least(rest, 1, "split")
    apart = _judgement("different", (chosen[0], *rest), by)
    return (apart,) if len(chosen) == 1 else (_judgement("same", tuple(chosen), by), apart)


def last_of(judgements: Iterable[Judgement], by: str) -> tuple[Judgement, ...]:
    """What this person decided last and what still holds: all of one go, the latest first."""
    mine = [judgement for judgement in standing(judgements) if judgement.by == by]
    return tuple(judgement for judgement in mine if judgement.at == mine[0].at)


def states(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> dict[str, State]:
    """The review state of each claim. A corrected one stays corrected when it is accepted: both mean that a person stands behind it."""
    known = {claim.id: claim for claim in claims}
    found = rule(judgements, known)
    out: dict[str, State] = {}
    for key in known:
        refused, changed = key in found.rejected, key in found.corrections
        out[key] = "rejected" if refused else "corrected" if changed else "accepted" if key in found.accepted else "unreviewed"
    return out


def as_reviewed(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """The claims as people corrected them, under their old ids."""
    known = {claim.id: claim for claim in claims}
    changes = rule(judgements, known).corrections
    return [corrected(claim, changes[key]) if key in changes else claim for key, claim in known.items()]


def _judgement(decision: Decision, claims: Sequence[Claim], by: Said, change: dict[str, Any] | None = None) -> Judgement:
    _at_least(claims, 1, decision)
    return Judgement("", decision, tuple(map(evidence_of, claims)), by.by, by.at, by.why, **(change or {}))


def changes_of(claim: Claim, field: str, value: Any) -> dict[str, Any]:
    """What changes where a field of the claim's record becomes the value: the field, and of a new type the modes that it has not.

    Raises InvalidRecord, UnknownName where the field cannot be corrected or the value is not one of its own.
    """
    known = claim_to_dict(claim).keys() - FIXED
    if field not in known:
        raise InvalidRecord(f"field: expected one of {', '.join(sorted(known))}, found {field!r}")
    for name, names in (("type", tuple(load_types())), ("status", STATUSES)):
        if field == name and value not in names:
            raise InvalidRecord(f"{name}: expected one of {', '.join(names)}, found {value!r}")
    changes = {field: value}
    if field == "type":
        kept = [mode for mode in claim.modes if mode in load_types()[value].modes]
        changes |= {"modes": kept} if tuple(kept) != claim.modes else {}
    _try(claim, field, changes)
    return changes


def _try(claim: Claim, field: str, changes: dict[str, Any]) -> None:
    try:
        made = corrected(claim, changes)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise InvalidRecord(f"{field}: expected a value of this field, found {changes[field]!r} ({error})") from None
    modes = load_types()[made.type].modes
    wrong = [mode for mode in made.modes if mode not in modes]
    if wrong:
        raise InvalidRecord(f"modes: expected modes of {made.type} ({', '.join(modes) or 'none'}), found {', '.join(wrong)}")


def _at_least(claims: Sequence[Claim], number: int, what: str) -> None:
    if len(claims) < number:
        raise InvalidRecord(f"{what}: expected at least {number} claim{'s' if number > 1 else ''} on each side, found {len(claims)}")
