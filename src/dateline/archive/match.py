"""Whether a claim or version meets a query: the meaning that the SQL of sql/search.py must agree with."""

from __future__ import annotations

from dateline.archive.query import Query, facets, wanted
from dateline.archive.values import KeptClaim, Version
from dateline.archive.words import Term, claim_text, holds, parse, passages, report_text
from dateline.records import Claim, Interval, Report


def meets(kept: KeptClaim, report: Report, query: Query) -> bool:
    """Whether a claim is meant. `report` is the version that it was read in."""
    return claim_meets(kept, query) and report_meets(report, query) and text_meets(claim_text(kept.claim, report), query.text)


def claim_meets(kept: KeptClaim, query: Query) -> bool:
    """What is asked of the claim, apart from text and report."""
    claim = kept.claim
    found = facets(claim)
    return (
        (kept.current or not query.standing)
        and claim.confidence >= query.confidence
        and (not query.types or claim.type in query.types)
        and (not query.statuses or claim.status in query.statuses)
        and (not query.countries or (claim.place is not None and claim.place.country in set(query.countries) - {""}))
        and query.dated in (None, is_dated(claim))
        and query.placed in (None, is_placed(claim))
        and all(any((facet, value) in found for value in values) for facet, values in wanted(query))
        and _touches(claim.when.interval if claim.when else None, query)
    )


def report_meets(report: Report, query: Query) -> bool:
    """What is asked of the report, apart from text."""
    if (query.published_start or query.published_end) and not report.published:
        return False
    day = report.published
    return (
        (not query.outlets or report.outlet in query.outlets)
        and (not query.reports or report.id in query.reports)
        and not (day and query.published_start and day < query.published_start)
        and not (day and query.published_end and day > query.published_end)
    )


def version_meets(version: Version, query: Query) -> bool:
    """Whether a version is meant, apart from what is asked of its claims."""
    stands = version.state == "current" or (not query.standing and version.state != "erased")
    return stands and report_meets(version.report, query) and text_meets(report_text(version.report), query.text)


def text_meets(text: str, asked: str) -> bool:
    """Whether a text holds every word that is asked for and none that is excluded."""
    terms = parse(asked)
    indexed = list(passages(text)) if terms else []
    return all(_found(term, indexed) != term.excluded for term in terms)


def is_dated(claim: Claim) -> bool:
    """Whether the time is known at one end at least."""
    return claim.when is not None and (claim.when.interval.start is not None or claim.when.interval.end is not None)


def is_placed(claim: Claim) -> bool:
    """Whether the place has coordinates."""
    return claim.place is not None and claim.place.lat is not None and claim.place.lon is not None


def _found(term: Term, indexed: list[str]) -> bool:
    return any(holds(term, words) for words in indexed)


def _touches(interval: Interval | None, query: Query) -> bool:
    if query.start is None and query.end is None:
        return True
    if interval is None or (interval.start is None and interval.end is None):
        return False
    begins_in_time = query.end is None or interval.start is None or interval.start <= query.end
    ends_in_time = query.start is None or interval.end is None or interval.end >= query.start
    return begins_in_time and ends_in_time
