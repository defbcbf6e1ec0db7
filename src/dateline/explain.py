"""Why a claim's fields have their values: the score, the runner-up, and the words or the rule that spoke for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coder import Coder, Reading, lead
from dateline.records import COUNTS, Actor, Claim, Count, Tagged
from dateline.rows import bounds
from dateline.when import explain as explain_when
from dateline.where import Choice
from dateline.who import explain_code, explain_inter, inter_code


@dataclass(frozen=True, slots=True)
class Reason:
    """A field of a claim, its value as people read it, and why."""

    field: str
    value: str
    why: str


def explain(coder: Coder, reading: Reading, number: int) -> list[Reason]:
    """The reasons of the reading's claim `number`, field by field."""
    claim, draft = reading.claims[number], reading.drafts[number]
    proposal = draft.proposal
    first, second = [pair for pair in proposal.types if pair[0] != "O"][:2]
    out = [
        Reason("type", claim.type, f"trigger {claim.trigger.text!r} scored {proposal.score:.2f}; {_against(first, second)}"),
        Reason(
            "status",
            claim.status,
            _against(proposal.statuses[0], proposal.statuses[1]) + f"; factuality {proposal.factuality:+.1f}",
        ),
        Reason("confidence", f"{claim.confidence:.2f}", f"raw score {first[1]:.2f}, calibrated on reports held back from training"),
    ]
    if proposal.modes:
        out.append(Reason("modes", ", ".join(claim.modes) or "none", ", ".join(f"{name} {score:.2f}" for name, score in proposal.modes[:3])))
    out += _people(coder, reading, number)
    out += _spots(coder, reading, number)
    for name in COUNTS:
        count = getattr(claim, name)
        if count:
            tagged = _words(proposal.tagged, name, reading, number)
            out.append(Reason(name, bounds(count), tagged or _wording(count, reading, number)))
    if claim.tally:
        out.append(Reason("tally", "yes", f"scored {proposal.tally:.2f}"))
    return out


def _against(first: tuple[str, float], second: tuple[str, float]) -> str:
    return f"{first[0]} {first[1]:.2f} against {second[0]} {second[1]:.2f}"


def _words(tagged: Sequence[Tagged], label: str, reading: Reading, number: int) -> str:
    text = reading.report.part(reading.claims[number].part)
    return "; ".join(f"{tag.span.of(text)!r} tagged {tag.score:.2f}" for tag in tagged if tag.label == label)


def _wording(count: Count, reading: Reading, number: int) -> str:
    text = reading.report.part(reading.claims[number].part)
    return f"{count.span.of(text)!r} by the wording, untagged" if count.span else "by the wording, untagged"


def _people(coder: Coder, reading: Reading, number: int) -> Iterator[Reason]:
    """Each actor and recipient with the identity's own reasons, each voice with its tag."""
    identities = coder.identities(reading)[number]
    claim, draft = reading.claims[number], reading.drafts[number]
    scores = {tag.span: tag.score for tag in draft.proposal.tagged}
    for actor, (role, identity) in zip((*claim.actors, *claim.recipients), identities, strict=True):
        why = "; ".join(f"{name}: {reason}" for name, reason in identity.reasons.items())
        shown = " ".join(part for part in (actor.name, actor.country, actor.sector, actor.code) if part)
        yield Reason(role, shown, f"{actor.text!r} tagged {scores.get(actor.span, 0):.2f}; {why or 'no rule spoke'}")
        yield _code(claim, actor)
    for voice in claim.sources:
        yield Reason("source", voice.name, f"{voice.text!r} tagged {scores.get(voice.span, 0):.2f}")


def _code(claim: Claim, actor: Actor) -> Reason:
    """What other event data sets call the actor, and by which rule."""
    where = claim.place.country if claim.place else ""
    party = actor.country, actor.sector
    mode = next((mode for mode in claim.modes if claim.type == "PROTEST" and mode in ("demo", "riot")), "")
    inter = inter_code(*party, where, mode)
    value = f"CAMEO {actor.code or '-'}, ACLED inter {'-' if inter is None else inter}"
    return Reason("code", value, f"{explain_code(*party, actor.id)}; ACLED: {explain_inter(*party, where, mode)}")


def _features(choice: Choice) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in choice.features.items() if value)


def _spots(coder: Coder, reading: Reading, number: int) -> Iterator[Reason]:
    claim, draft = reading.claims[number], reading.drafts[number]
    scores = {tag.span: tag.score for tag in draft.proposal.tagged}
    if claim.place:
        choices = coder.choices(reading, number)
        shown = "; ".join(f"{choice.spot.name} {choice.spot.country} {choice.chance:.2f} ({_features(choice)})" for choice in choices[:2])
        yield Reason(
            "place",
            claim.place.name,
            f"{claim.place.text!r} tagged {scores.get(claim.place.span, 0):.2f}; {shown or 'described place'}",
        )
    if draft.when:
        value = f"{claim.when.interval.start} to {claim.when.interval.end}" if claim.when else "unresolved"
        yield Reason("when", value, explain_when(draft.when.text, reading.narratives[number], lead(reading.report, draft)))
