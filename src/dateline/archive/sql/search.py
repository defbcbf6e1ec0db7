"""A Query as SQL. Means what match.py means; the contract tests hold the two together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, cast, column, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from dateline.archive.query import Query, wanted
from dateline.archive.sql.models import ClaimRow, CodingRow, FacetRow, PassageRow, VersionRow
from dateline.archive.words import Term, parse

Condition = ColumnElement[bool]
INDEX = table("passage_words", column("rowid"), column("words"))
"""SQLite's full text over `passages`."""
VECTOR: ColumnElement[Any] = literal_column("passages.vector")
"""PostgreSQL's."""
SHOWN = (ClaimRow.record, ClaimRow.order, VersionRow.digest, VersionRow.outlet, VersionRow.published, VersionRow.title, VersionRow.state)


def select_claims(query: Query, dialect: str) -> Select[*tuple[Any, ...]]:
    """Claims (what is SHOWN of them and their versions, and whether their coding stands); not ordered."""
    chosen = select(*SHOWN, CodingRow.standing)
    joined = chosen.join(CodingRow, ClaimRow.coding == CodingRow.row).join(VersionRow, CodingRow.version == VersionRow.row)
    conditions = [*_of_claim(query), *_of_report(query)]
    conditions += [holds_term(term, ClaimRow.row, PassageRow.claim, dialect) for term in parse(query.text)]
    return joined.where(*conditions)


def select_reports(query: Query, dialect: str) -> Select[*tuple[Any, ...]]:
    """Versions; not ordered."""
    stands = VersionRow.state == "current" if query.standing else VersionRow.state != "erased"
    conditions: list[Condition] = [stands, *_of_report(query)]
    conditions += [holds_term(term, VersionRow.row, PassageRow.version, dialect) for term in parse(query.text)]
    if query.of_claims():
        coded = select(CodingRow.version).join(ClaimRow, ClaimRow.coding == CodingRow.row)
        inner = coded.join(VersionRow, CodingRow.version == VersionRow.row).where(*_of_claim(query))
        conditions.append(VersionRow.row.in_(inner))
    return select(VersionRow).where(*conditions)


def _of_claim(query: Query) -> list[Condition]:
    found: list[Condition] = []
    if query.standing:
        found += [CodingRow.standing.is_(True), VersionRow.state == "current"]
    for own, values in ((ClaimRow.type, query.types), (ClaimRow.status, query.statuses), (ClaimRow.country, query.countries)):
        if values:
            found.append(own.in_(values))
    if query.countries:
        found.append(ClaimRow.country != "")
    if query.confidence:
        found.append(ClaimRow.confidence >= query.confidence)
    for flag, asked in ((ClaimRow.dated, query.dated), (ClaimRow.placed, query.placed)):
        if asked is not None:
            found.append(flag.is_(asked))
    return [*found, *_period(query), *(_having(facet, values) for facet, values in wanted(query))]


def _period(query: Query) -> list[Condition]:
    found: list[Condition] = []
    if query.start or query.end:
        found.append(ClaimRow.dated.is_(True))
    if query.end:
        found.append(or_(ClaimRow.starts.is_(None), ClaimRow.starts <= query.end.isoformat()))
    if query.start:
        found.append(or_(ClaimRow.ends.is_(None), ClaimRow.ends >= query.start.isoformat()))
    return found


def _having(facet: str, values: tuple[str, ...]) -> Condition:
    return ClaimRow.row.in_(select(FacetRow.claim).where(and_(FacetRow.facet == facet, FacetRow.value.in_(values), FacetRow.value != "")))


def _of_report(query: Query) -> list[Condition]:
    found: list[Condition] = []
    if query.outlets:
        found.append(VersionRow.outlet.in_(query.outlets))
    if query.reports:
        found.append(VersionRow.report.in_(query.reports))
    if query.published_start:
        found.append(VersionRow.published >= query.published_start.isoformat())
    if query.published_end:
        found.append(VersionRow.published <= query.published_end.isoformat())
    return found


def holds_term(term: Term, own: Any, owner: Any, dialect: str) -> Condition:
    """Whether a row's passages hold a term. Words are [a-z0-9] only, so that they need no quoting in either language."""
    meant = select(owner).where(owner.is_not(None), _matches(term, dialect))
    held: Condition = own.not_in(meant) if term.excluded else own.in_(meant)
    return held


def _matches(term: Term, dialect: str) -> Condition:
    if dialect == "postgresql":
        asked = " <-> ".join(term.words) + (":*" if term.prefix else "")
        found: Condition = VECTOR.bool_op("@@")(cast(asked, TSQUERY))
        return found
    asked = '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
    return PassageRow.row.in_(select(INDEX.c.rowid).where(INDEX.c.words.bool_op("MATCH")(asked)))
