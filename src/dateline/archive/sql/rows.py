"""Between the values of the archive and the rows of its tables."""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import Any, cast

from dateline.archive.chain import canonical
from dateline.archive.match import is_dated, is_placed
from dateline.archive.order import claim_order, version_order
from dateline.archive.sql.models import EntryRow, EventRow, VersionRow
from dateline.archive.values import Entry, EntryKind, KeptClaim, KeptEvent, Mask, RawKind, State, Version
from dateline.records import Claim, Report, claim_from_dict, claim_to_dict, event_from_dict, event_to_dict


def version_values(version: Version) -> dict[str, Any]:
    """The columns of a version, its bytes aside."""
    report = version.report
    return {
        "digest": version.digest,
        "series": version.series,
        "number": version.number,
        "state": version.state,
        "successor": version.successor,
        "why": version.why,
        "received": version.received,
        "report": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "text": report.text,
        "masks": canonical([[mask.part, mask.start, mask.end] for mask in version.masks]),
        "raw_sha256": version.raw_sha256,
        "raw_kind": version.raw_kind,
        "order": version_order(version),
    }


def read_version(row: VersionRow) -> Version:
    """A version from its row."""
    published = date.fromisoformat(row.published) if row.published else None
    return Version(
        digest=row.digest,
        report=Report(row.report, row.text, row.title, row.outlet, row.url, published, row.language),
        series=row.series,
        number=row.number,
        raw_sha256=row.raw_sha256,
        raw_kind=cast(RawKind, row.raw_kind),
        received=row.received,
        state=cast(State, row.state),
        successor=row.successor,
        why=row.why,
        masks=tuple(Mask(part, start, end) for part, start, end in json.loads(row.masks)),
    )


def pack(raw: bytes) -> bytes:
    """Bytes as they lie in the table."""
    return zlib.compress(raw, 6)


def unpack(packed: bytes) -> bytes:
    """The bytes that were read; what cannot be unpacked is given as it lies, so that `verify` finds its hash wrong."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return packed


def claim_values(claim: Claim, version: Version, place: tuple[int, str, int]) -> dict[str, Any]:
    """The columns of a claim; `place` is (row of its coding, coder, its number there)."""
    coding, coder, number = place
    interval = claim.when.interval if claim.when else None
    return {
        "coding": coding,
        "number": number,
        "id": claim.id,
        "type": claim.type,
        "status": claim.status,
        "country": claim.place.country if claim.place else "",
        "dated": is_dated(claim),
        "placed": is_placed(claim),
        "starts": interval.start.isoformat() if interval and interval.start else None,
        "ends": interval.end.isoformat() if interval and interval.end else None,
        "confidence": claim.confidence,
        "order": claim_order(version, coder, number),
        "record": canonical(claim_to_dict(claim)),
    }


def read_claim(record: str) -> Claim:
    """A claim from its record."""
    return claim_from_dict(json.loads(record))


def read_kept(row: Any) -> KeptClaim:
    """A claim with what is shown beside it, from what search.select_claims selects."""
    published = date.fromisoformat(row.published) if row.published else None
    current = row.standing and row.state == "current"
    return KeptClaim(read_claim(row.record), row.digest, row.outlet, published, row.title, current, row.order)


def entry_values(entry: Entry) -> dict[str, Any]:
    """The columns of a log entry."""
    body = None if entry.body is None else canonical(entry.body)
    plain = {name: getattr(entry, name) for name in ("number", "kind", "at", "commitment", "previous", "hash", "salt")}
    return {**plain, "body": body}


def read_entry(row: EntryRow) -> Entry:
    """A log entry from its row; a body that is no JSON any more is given as such, so that `verify` finds its commitment wrong."""
    kind = cast(EntryKind, row.kind)
    return Entry(row.number, kind, row.at, row.commitment, row.previous, row.hash, _body(row.body), row.salt)


def event_values(kept: KeptEvent) -> dict[str, Any]:
    """The columns of an event."""
    return {"id": kept.event.id, "changed": kept.changed, "gone": kept.gone, "record": canonical(event_to_dict(kept.event))}


def read_event(row: EventRow) -> KeptEvent:
    """An event from its row."""
    return KeptEvent(event_from_dict(json.loads(row.record)), row.changed, row.gone)


def _body(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"unreadable": text}
