"""All toponyms of a report: what the encoder calls a place together with what the gazetteer knows.

Associative use counts here ("Moscow condemned", "Syrian rebels"), as in the gold of the corpora that geoparsers are measured on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.records import Entity, Mention, Report
from dateline.where.found import Found
from dateline.where.gazetteer import Gazetteer
from dateline.where.names import fold
from dateline.where.scan import scan
from dateline.where.tables import demonyms

MIN_LENGTH = 2


def recognise(report: Report, entities: Sequence[Entity], gazetteer: Gazetteer) -> list[Mention]:
    """Every toponym of title and text, in order, none overlapping another. Without entities, by capitals and the gazetteer alone."""
    found = [*scan("title", report.title, gazetteer), *scan("text", report.text, gazetteer)]
    kept = [hit for hit in found if hit.sure]
    mentions = [Mention(hit.part, hit.span, hit.text) for hit in kept]
    if entities:
        mentions = [*_of_entities(entities, found), *(m for m, hit in zip(mentions, kept, strict=True) if _stands(hit, entities))]
    return _apart(mentions)


def _of_entities(entities: Iterable[Entity], found: Sequence[Found]) -> list[Mention]:
    """The encoder's places, and its adjectives of countries."""
    places = [entity for entity in entities if entity.label == "LOC" or (entity.label == "MISC" and fold(entity.text) in demonyms())]
    return [Mention(entity.part, entity.span, entity.text) for entity in places if len(entity.span) >= MIN_LENGTH]


def _stands(hit: Found, entities: Sequence[Entity]) -> bool:
    """Whether a name that the gazetteer knows stands although the encoder calls it no place: not inside a person's name."""
    return not any(e.part == hit.part and e.span.overlaps(hit.span) and e.label == "PER" for e in entities)


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """In order of title, then text; of two that overlap the one that was named first."""
    kept: list[Mention] = []
    for mention in mentions:
        if not any(other.part == mention.part and other.span.overlaps(mention.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: (mention.part == "text", mention.span))
