"""The four flat tables that CSV, XLSX, Parquet and SQLite share: events, claims, mentions, actors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dateline.exports import days
from dateline.exports.happening import Happening, Named, coded_by, outlets
from dateline.exports.wording import notes
from dateline.records import COUNTS, Actor, Claim, Count

Kind = Literal["text", "whole", "number", "truth"]
Row = tuple[Any, ...]
ENDS = ("low", "high")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, its columns with their kinds in order, and the rows that one happening gives it."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[Happening], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(name for name, _ in self.columns)


def _columns(words: str) -> tuple[tuple[str, Kind], ...]:
    kinds: dict[str, Kind] = {"#": "whole", "~": "number", "?": "truth"}
    return tuple((word.rstrip("#~?"), kinds.get(word[-1], "text")) for word in words.split())


def _listed(values: Iterator[str]) -> str:
    return "; ".join(values)


def _people(people: tuple[Named, ...]) -> Row:
    return tuple(_listed(getattr(person, name) for person in people) for name in ("name", "country", "sector", "code"))


def _where(happening: Happening) -> Row:
    place = happening.place
    if place is None:
        return ("", None, None, "", "", "")
    return (place.name or place.text, place.lat, place.lon, place.precision, place.country, place.admin1)


def event_rows(happening: Happening) -> Iterator[Row]:
    """One row an event; a claim alone has none."""
    event = happening.event
    if event is None:
        return
    tolls = [happening.tolls.get(name) for name in COUNTS]
    yield (
        *(event.id, event.label, event.status, event.type, _listed(iter(event.modes))),
        *(*_people(happening.actors), *_people(happening.recipients), *_where(happening)),
        *(days.iso(event.when.start if event.when else None), days.iso(event.when.end if event.when else None)),
        *(end for toll in tolls for end in ((toll.low, toll.best, toll.high) if toll else (None, None, None))),
        *(_listed(iter(happening.voices)), _listed(iter(event.camps)), _listed(iter(outlets(happening)))),
        *(len(event.claims), len(event.reports), len(event.contradictions), notes(happening)),
        *(event.confidence, event.reviewed, happening.coder, _listed(iter(event.claims))),
    )


def claim_rows(happening: Happening) -> Iterator[Row]:
    """One row a claim: the columns of `dateline code --format csv`."""
    return map(_claim, happening.claims)


def _claim(claim: Claim) -> Row:
    place, when = claim.place, claim.when.interval if claim.when else None
    counts: list[Count | None] = [getattr(claim, name) for name in COUNTS]
    return (
        *(claim.id, claim.report, claim.status, claim.type, "; ".join(claim.modes), claim.trigger.text),
        *(*_mentioned(claim.actors), *_mentioned(claim.recipients)),
        *((place.name or place.text, place.lat, place.lon, place.precision, place.country) if place else ("", None, None, "", "")),
        *(days.iso(when.start if when else None), days.iso(when.end if when else None)),
        *("; ".join(voice.name or voice.text for voice in claim.sources), claim.quoted, claim.tally),
        *(end for count in counts for end in ((count.low, count.high) if count else (None, None))),
        *(claim.confidence, False, coded_by(claim)),
    )


def _mentioned(people: tuple[Actor, ...]) -> Row:
    return (
        "; ".join(p.name or p.text for p in people),
        "; ".join(p.country for p in people),
        "; ".join(p.sector for p in people),
    )


def mention_rows(happening: Happening) -> Iterator[Row]:
    """One row for each stretch of words that fills a claim's field: where it stands (half-open code points), what it says."""
    event = happening.event.id if happening.event else ""
    for claim in happening.claims:
        report = happening.reports.get(claim.report)
        said = report.part(claim.part) if report else ""
        for field, span, words in _spans(claim):
            yield (event, claim.id, claim.report, claim.part, field, span.start, span.end, words or span.of(said))


def _spans(claim: Claim) -> Iterator[tuple[str, Any, str]]:
    yield "trigger", claim.trigger.span, claim.trigger.text
    for field, people in (("actor", claim.actors), ("recipient", claim.recipients), ("source", claim.sources)):
        yield from ((field, person.span, person.text) for person in people)
    if claim.place:
        yield "place", claim.place.span, claim.place.text
    if claim.when:
        yield "when", claim.when.span, claim.when.text
    for name in COUNTS:
        count: Count | None = getattr(claim, name)
        if count and count.span:
            yield name, count.span, ""


def actor_rows(happening: Happening) -> Iterator[Row]:
    """One row for each party of the happening (the event, or the claim alone), in its role."""
    for role, people in (("actor", happening.actors), ("recipient", happening.recipients)):
        for person in people:
            yield (happening.id, role, person.name, person.id, person.country, person.sector, person.code)


_TOLLS = " ".join(f"{name}_{end}#" for name in COUNTS for end in ("low", "best", "high"))
_COUNTS = " ".join(f"{name}_{end}#" for name in COUNTS for end in ENDS)
EVENTS = Table(
    "events",
    _columns(
        "id label status type modes actors actor_countries actor_sectors actor_codes "
        "recipients recipient_countries recipient_sectors recipient_codes "
        f"place latitude~ longitude~ precision country admin1 start end {_TOLLS} voices camps outlets "
        "claims# reports# contradictions# notes confidence~ reviewed? coder claim_ids"
    ),
    event_rows,
)
CLAIMS = Table(
    "claims",
    _columns(
        "id report status type modes trigger actors actor_countries actor_sectors "
        "recipients recipient_countries recipient_sectors place latitude~ longitude~ precision country start end "
        f"sources quoted? tally? {_COUNTS} confidence~ reviewed? coder"
    ),
    claim_rows,
)
MENTIONS = Table("mentions", _columns("event claim report part field start# end# text"), mention_rows)
ACTORS = Table("actors", _columns("happening role name id country sector code"), actor_rows)
TABLES = {table.name: table for table in (EVENTS, CLAIMS, MENTIONS, ACTORS)}


def with_project_code(table: Table) -> Table:
    """The table with one more column, `project_code`: what the project's own mapping gives the happening of the row."""

    def rows(happening: Happening) -> Iterator[Row]:
        return ((*row, happening.project_code) for row in table.rows(happening))

    return Table(table.name, (*table.columns, ("project_code", "text")), rows)


CODED = {name: with_project_code(table) for name, table in TABLES.items()}
"""The same tables for happenings that a project's mapping gave codes."""
