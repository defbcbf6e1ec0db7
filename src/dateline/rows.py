"""A claim as one flat row, for tables."""

from __future__ import annotations

from typing import Any

from dateline.records import COUNTS, Claim, Count

COLUMNS = (
    *("id", "report", "status", "type", "modes", "trigger", "actors", "actor_countries", "actor_sectors"),
    *("recipients", "recipient_countries", "recipient_sectors", "place", "latitude", "longitude", "precision", "country"),
    *("start", "end", "sources", "quoted", "tally"),
    *(f"{name}_{end}" for name in COUNTS for end in ("low", "high")),
    *("confidence", "reviewed", "coder"),
)
"""The columns of `--format csv`; lists are divided by "; ". `reviewed` is always False: a machine coded the row."""


def claim_row(claim: Claim) -> dict[str, Any]:
    """The row, keyed by COLUMNS; coordinates in degrees, days ISO."""
    place, interval = claim.place, claim.when.interval if claim.when else None
    row: dict[str, Any] = {
        "id": claim.id,
        "report": claim.report,
        "status": claim.status,
        "type": claim.type,
        "modes": "; ".join(claim.modes),
        "trigger": claim.trigger.text,
        "place": place.name or place.text if place else "",
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "precision": place.precision if place else "",
        "country": place.country if place else "",
        "start": interval.start.isoformat() if interval and interval.start else "",
        "end": interval.end.isoformat() if interval and interval.end else "",
        "sources": "; ".join(voice.name or voice.text for voice in claim.sources),
        "quoted": claim.quoted,
        "tally": claim.tally,
        "confidence": claim.confidence,
        "reviewed": False,
        "coder": "; ".join((claim.coder, *claim.released)),
    }
    for name, people in (("actor", claim.actors), ("recipient", claim.recipients)):
        row[f"{name}s"] = "; ".join(actor.name or actor.text for actor in people)
        row[f"{name}_countries"] = "; ".join(actor.country for actor in people)
        row[f"{name}_sectors"] = "; ".join(actor.sector for actor in people)
    for name in COUNTS:
        count: Count | None = getattr(claim, name)
        row[f"{name}_low"], row[f"{name}_high"] = (count.low, count.high) if count else (None, None)
    return {column: row[column] for column in COLUMNS}


def bounds(count: Count | None) -> str:
    """A count as people write it: 12, 12+, up to 50, 10-15; empty for none."""
    if count is None:
        return ""
    if count.low is None:
        return f"up to {count.high}"
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"
