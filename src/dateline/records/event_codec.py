"""The public JSON of events and judgements: plain dicts out, checked values in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from dateline.errors import InvalidRecord, UnknownName
from dateline.records.claim import COUNTS, STATUSES, Claim
from dateline.records.event import (
    DECISIONS,
    RELATIONS,
    Contradiction,
    Event,
    EventLink,
    Evidence,
    Figure,
    Judgement,
    Side,
    Speaker,
    Toll,
    Variant,
)
from dateline.records.ids import content_id
from dateline.records.span import Span
from dateline.records.values import PRECISIONS, Interval, Place

EVENT_SCHEMA = "dateline.event/1"
JUDGEMENT_SCHEMA = "dateline.judgement/1"
Json = Mapping[str, Any]


def _plain(value: Any) -> Any:
    """Spans as pairs, days as ISO, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        if value.keys() == {"start", "end"} and isinstance(value["start"], int):
            return [value["start"], value["end"]]
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (tuple, list)) else value


def event_to_dict(event: Event) -> dict[str, Any]:
    """The public record of an event, in the order of its fields."""
    record = {"schema": EVENT_SCHEMA, **_plain(asdict(event))}
    record["variants"] = dict(record["variants"])
    if not event.released:
        del record["released"]
    return record


def event_from_dict(record: Json) -> Event:
    """An event from its public record. Raises InvalidRecord."""
    _check_schema(record, EVENT_SCHEMA)
    try:
        return _event(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidRecord(f"event {record.get('id')!r}: expected the fields of {EVENT_SCHEMA}, found {error!r}") from None


def judgement_to_dict(judgement: Judgement) -> dict[str, Any]:
    """The public record of a judgement."""
    return {"schema": JUDGEMENT_SCHEMA, **_plain(asdict(judgement))}


def judgement_from_dict(record: Json) -> Judgement:
    """A judgement from its public record; the id is made from its content where it has none. Raises InvalidRecord, UnknownName."""
    _check_schema(record, JUDGEMENT_SCHEMA)
    if record.get("decision") not in DECISIONS:
        raise UnknownName("decision", str(record.get("decision")), list(DECISIONS))
    try:
        about = tuple(_evidence(evidence) for evidence in record.get("about") or ())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidRecord(f"judgement {record.get('id')!r}: about: expected claim, report, part, trigger, text; {error!r}") from None
    words = {name: str(record.get(name) or "") for name in ("id", "by", "at", "why", "field", "undoes")}
    judgement = Judgement(decision=record["decision"], about=about, value=record.get("value"), **words)
    return judgement if judgement.id else with_judgement_id(judgement)


def with_judgement_id(judgement: Judgement) -> Judgement:
    """The judgement under the id that its content gives: 24 hexadecimal digits."""
    record = judgement_to_dict(replace(judgement, id=""))
    content = repr(sorted((name, repr(value)) for name, value in record.items()))
    return replace(judgement, id=content_id(content.encode())[:24])


def evidence_of(claim: Claim) -> Evidence:
    """What a judgement keeps of a claim that it speaks of."""
    return Evidence(claim.id, claim.report, claim.part, claim.trigger.span, claim.trigger.text)


def _check_schema(record: Json, schema: str) -> None:
    found = record.get("schema", schema)
    if found != schema:
        raise InvalidRecord(f"expected schema {schema}, found {found!r}")


def _among(name: str, value: Any, known: tuple[str, ...]) -> Any:
    if value not in known:
        raise UnknownName(name, str(value), list(known))
    return value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values or ())


def _variant(record: Json) -> Variant:
    return Variant(str(record["value"]), _texts(record["claims"]), _texts(record["voices"]))


def _side(record: Json) -> Side:
    name, known, country, sector = (str(record[field]) for field in ("name", "id", "country", "sector"))
    return Side(name, known, country, sector, tuple(_variant(variant) for variant in record["names"]))


def _toll(record: Json | None) -> Toll | None:
    if record is None:
        return None
    figures = tuple(Figure(**{**figure, "day": _day(figure["day"])}) for figure in record["figures"])
    return Toll(record["low"], record["best"], record["high"], figures)


def _place(record: Json | None) -> Place | None:
    if record is None:
        return None
    _among("precision", record["precision"], PRECISIONS)
    return Place(**{**record, "span": Span(*record["span"])})


def _evidence(record: Json) -> Evidence:
    part = _among("part", record["part"], ("title", "text"))
    return Evidence(str(record["claim"]), str(record["report"]), part, Span(*record["trigger"]), str(record.get("text") or ""))


def _event(record: Json) -> Event:
    when = record["when"]
    words: dict[str, Any] = {name: str(record.get(name) or "") for name in ("id", "main", "label", "type", "merged_into")}
    tolls: dict[str, Any] = {name: _toll(record[name]) for name in COUNTS}
    lists: dict[str, Any] = {name: _texts(record.get(name)) for name in ("modes", "camps", "claims", "reports", "superseded", "rejected", "released")}
    return Event(
        status=_among("status", record["status"], STATUSES),
        when=Interval(_day(when["start"]), _day(when["end"])) if when else None,
        place=_place(record["place"]),
        actors=tuple(_side(side) for side in record["actors"]),
        recipients=tuple(_side(side) for side in record["recipients"]),
        speakers=tuple(Speaker(s["name"], s["camp"], _texts(s["reports"]), int(s["texts"])) for s in record["speakers"]),
        variants=tuple((field, tuple(_variant(v) for v in variants)) for field, variants in record["variants"].items()),
        contradictions=tuple(Contradiction(c["field"], c["line"], _texts(c["claims"])) for c in record["contradictions"]),
        links=tuple(EventLink(_among("relation", link["relation"], RELATIONS), str(link["event"])) for link in record["links"]),
        reviewed=bool(record["reviewed"]),
        confidence=float(record["confidence"]),
        **tolls,
        **words,
        **lists,
    )
