"""Words that a person chose in a report -> the value of a claim's field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.errors import InvalidRecord
from dateline.records import COUNTS, Actor, Claim, Report, Span, claim_to_dict
from dateline.training.annotation import Mistake, find_words
from dateline.what.numbers import find_numbers
from dateline.when import Narrative, resolve

LISTS = ("actors", "recipients", "sources")
WORDED = (*LISTS, "place", "when", *COUNTS)
"""Fields that words fill."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The words of a field: their `span` in the claim's part of the report, or the `words` themselves ("shop~2": the second one in the sentence).

    `name` is what they name ("" as the words are), `country` ISO alpha-3, `sector` one of the ontology's; `add` puts them beside what a list
    has, else they take its place.
    """

    field: str
    span: Span | None = None
    words: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""
    add: bool = False


def value_of(chosen: Chosen, claim: Claim, report: Report, known: Iterable[Claim] = ()) -> Any:
    """The value for the field of the claim's record. `known` are the report's claims: who has the same words there is the same.

    Raises InvalidRecord where the words are not in the text, or are no number or time.
    """
    if chosen.field not in WORDED:
        raise InvalidRecord(f"field: expected one that words fill ({', '.join(WORDED)}), found {chosen.field!r}")
    text = report.part(claim.part)
    span = _span(chosen, claim, text)
    words = span.of(text)
    if chosen.field in COUNTS:
        return _count(words, span)
    if chosen.field == "when":
        return _when(words, span, claim, report)
    if chosen.field == "place":
        return _place(chosen, words, span, known)
    one = _voice(chosen, words, span) if chosen.field == "sources" else _actor(chosen, words, span, known)
    before = claim_to_dict(claim)[chosen.field] if chosen.add else []
    return [*(other for other in before if other["span"] != one["span"]), one]


def without(claim: Claim, field: str) -> Any:
    """The value of a field that is to be empty. Raises InvalidRecord where it cannot be."""
    if field not in WORDED:
        raise InvalidRecord(f"field: expected one that can be empty ({', '.join(WORDED)}), found {field!r}")
    return [] if field in LISTS else None


def _span(chosen: Chosen, claim: Claim, text: str) -> Span:
    if chosen.span is not None:
        if not chosen.span or chosen.span.end > len(text):
            raise InvalidRecord(f"words: expected a stretch within the {len(text)} characters of the {claim.part}, found {chosen.span}")
        return chosen.span
    try:
        return find_words(text, chosen.words.strip(), claim.sentence)
    except Mistake as error:
        raise InvalidRecord(f"words: {error}") from None


def _count(words: str, span: Span) -> dict[str, Any]:
    found = next(iter(find_numbers(words)), None)
    if found is None:
        raise InvalidRecord(f"words: expected a number (12, at least nine, dozens), found {words!r}")
    return {"low": found.low, "high": found.high, "span": [span.start, span.end]}


def _when(words: str, span: Span, claim: Claim, report: Report) -> dict[str, Any]:
    interval = resolve(words, Narrative(report.published, outlet=report.outlet), report.part(claim.part)[claim.sentence.start : span.start])
    if interval is None:
        raise InvalidRecord(f"words: expected a time that fixes days (3 May, on Sunday), found {words!r} in a report of {report.published}")
    start, end = (day.isoformat() if day else None for day in (interval.start, interval.end))
    return {"span": [span.start, span.end], "text": words, "start": start, "end": end}


def _place(chosen: Chosen, words: str, span: Span, known: Iterable[Claim]) -> dict[str, Any]:
    """A place of the same words elsewhere in the report gives what it is; else only its name is known, and the map does not show it."""
    for claim in known:
        if claim.place and claim.place.text == words and chosen.name in ("", claim.place.name):
            return {**claim_to_dict(claim)["place"], "span": [span.start, span.end]}
    bare = {"lat": None, "lon": None, "precision": "place", "country": chosen.country, "admin1": "", "geonameid": None}
    return {"span": [span.start, span.end], "text": words, "name": chosen.name or words, **bare}


def _voice(chosen: Chosen, words: str, span: Span) -> dict[str, Any]:
    return {"span": [span.start, span.end], "text": words, "name": chosen.name}


def _actor(chosen: Chosen, words: str, span: Span, known: Iterable[Claim]) -> dict[str, Any]:
    same = next((actor for actor in _actors(known) if actor.text == words), None)
    if same is not None and chosen.name in ("", same.name):
        base = {"name": same.name, "id": same.id, "country": same.country, "sector": same.sector, "code": same.code}
    else:
        base = {"name": chosen.name or words, "id": "", "country": "", "sector": "", "code": ""}
    given = {name: value for name in ("country", "sector") if (value := getattr(chosen, name))}
    return {"span": [span.start, span.end], "text": words, **base, **given}


def _actors(claims: Iterable[Claim]) -> Iterable[Actor]:
    return (actor for claim in claims for actor in (*claim.actors, *claim.recipients))
