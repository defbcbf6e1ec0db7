"""The precision audit: how often the machine is right, by type and by field, with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.errors import InvalidRecord
from dateline.records import COUNTS, Claim
from dateline.review.studies import Study
from dateline.review.wilson import Share, share

VERDICTS = ("right", "wrong", "unsure")
FIELDS = ("claim", "type", "status", "modes", "actors", "recipients", "place", "when", "sources", *COUNTS)
"""What is judged: `claim` is whether its word names a happening at all; the others only where the machine filled them."""


@dataclass(frozen=True, slots=True)
class Precision:
    """What an audit came to.

    `by_type`: claims of whose type the judge says that both trigger and type are right. `by_field`: fields that are right, of those filled.
    `whole` counts the sample as drawn; `weighted` weighs each type by how many claims it has in the archive. Unsure ones are left out.
    """

    by_type: Mapping[str, Share]
    by_field: Mapping[str, Share]
    whole: Share
    weighted: float | None
    unsure: int
    open: int


def filled(claim: Claim) -> tuple[str, ...]:
    """The fields of a claim that an audit judges."""
    always = ("claim", "type", "status")
    return tuple(name for name in FIELDS if name in always or getattr(claim, name, None))


def checked(claim: Claim, content: Mapping[str, Any]) -> dict[str, str]:
    """An answer: a verdict for each filled field; where the claim is wrong the others need none. Raises InvalidRecord."""
    asked = filled(claim)
    answer = {name: str(content[name]) for name in asked if content.get(name)}
    wrong = [f"{name}={value}" for name, value in answer.items() if value not in VERDICTS]
    if wrong:
        raise InvalidRecord(f"verdict: expected one of {', '.join(VERDICTS)}, found {', '.join(wrong)}")
    missing = [name for name in asked if name not in answer]
    if "claim" in missing or (missing and answer["claim"] == "right"):
        raise InvalidRecord(f"verdict: expected one for {', '.join(missing)}, found none")
    return answer if answer["claim"] == "right" else {"claim": answer["claim"]}


def precision(study: Study, claims: Mapping[str, Claim]) -> Precision:
    """What the answers of the audit's judge come to; `claims` by id as the machine made them (those that are gone are left out)."""
    given = {id: answer for answers in study.answers.values() for id, answer in answers.items() if id in claims}
    held = {id: _good(answer) for id, answer in given.items()}
    kinds = sorted({claims[id].type for id in given})
    by_type = {kind: _share([held[id] for id in given if claims[id].type == kind]) for kind in kinds}
    by_field = {name: made for name in FIELDS if (made := _share([_verdict(a, name) for a in given.values() if name in a])).judged}
    unsure = sum(verdict is None for verdict in held.values())
    return Precision(by_type, by_field, _share(list(held.values())), _weighted(by_type, study.sizes), unsure, len(study.claims) - len(given))


def _good(answer: Mapping[str, Any]) -> bool | None:
    """Whether trigger and type are right; None where the judge is not sure."""
    found = [_verdict(answer, name) for name in ("claim", "type") if name in answer]
    return False if False in found else None if None in found else True


def _verdict(answer: Mapping[str, Any], name: str) -> bool | None:
    return {"right": True, "wrong": False}.get(answer[name])


def _share(held: list[bool | None]) -> Share:
    judged = [verdict for verdict in held if verdict is not None]
    return share(sum(judged), len(judged))


def _weighted(by_type: Mapping[str, Share], sizes: Mapping[str, int]) -> float | None:
    known = [(made.value, sizes.get(kind, 0)) for kind, made in by_type.items()]
    total = sum(size for value, size in known if value is not None)
    return sum(value * size for value, size in known if value is not None) / total if total else None
