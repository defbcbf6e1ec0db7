"""A reconciliation service for OpenRefine (Reconciliation API 0.2) over the archive's actors and places.

https://reconciliation-api.github.io/specs/0.2/
"""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Depends, Query, Request
from rapidfuzz import fuzz
from starlette.responses import Response

from dateline.archive import ActorCount, Archive, EventQuery, PlaceCount
from dateline.archive.words import fold
from dateline.errors import InvalidRecord
from dateline.serve.access import needs
from dateline.serve.api.answers import Record, answer, refusals
from dateline.serve.kept import archive_of
from dateline.who import is_private_id

router = APIRouter(dependencies=[Depends(needs("read"))], tags=["reconcile"])
TYPES = ({"id": "actor", "name": "Actor"}, {"id": "place", "name": "Place"})
MOST_QUERIES, MOST_FOUND, POOL = 50, 20, 200
SURE, CLEAR = 95.0, 10.0
"""A match is stated where the score is at least SURE and the next one CLEAR below it."""
Queries = Annotated[str | None, Query(max_length=100_000, description="JSON: {key: {query, type, limit}}.")]
Prefix = Annotated[str, Query(max_length=200)]
READ: dict[str, Any] = {"responses": refusals()}


@router.get("/reconcile", response_model=Record, **READ)
def manifest(request: Request, queries: Queries = None) -> Response:
    """The service's manifest, or, with `queries`, their candidates."""
    return answer(request, _manifest(request) if queries is None else _answers(archive_of(request), queries))


@router.post(
    "/reconcile",
    response_model=Record,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "properties": {"queries": {"type": "string"}}, "required": ["queries"]}
                }
            },
        }
    },
    **READ,
)
async def reconcile(request: Request) -> Response:
    """Candidates for a batch of queries, as OpenRefine sends it."""
    form = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)
    if "queries" not in form:
        raise InvalidRecord("queries: expected a form with the field 'queries', found none")
    from starlette.concurrency import run_in_threadpool

    return answer(request, await run_in_threadpool(_answers, archive_of(request), form["queries"][-1]))


@router.get("/reconcile/suggest/entity", response_model=Record, **READ)
def suggest_entity(request: Request, prefix: Prefix) -> Response:
    """Actors and places whose names hold what was typed."""
    found = [candidate for kind in TYPES for candidate in _candidates(archive_of(request), prefix, kind["id"], 10)]
    kept = [{"id": each["id"], "name": each["name"], "description": each["description"]} for each in found]
    return answer(request, {"result": kept})


@router.get("/reconcile/suggest/type", response_model=Record, **READ)
def suggest_type(request: Request, prefix: Prefix = "") -> Response:
    """The two types."""
    return answer(request, {"result": [kind for kind in TYPES if fold(prefix) in fold(kind["name"])]})


def _manifest(request: Request) -> Record:
    base = str(request.base_url).rstrip("/")
    service = f"{base}/api/v1/reconcile"
    return {
        "versions": ["0.2"],
        "name": "dateline: actors and places of this archive",
        "identifierSpace": f"{base}/",
        "schemaSpace": f"{base}/api/v1/",
        "defaultTypes": list(TYPES),
        "view": {"url": f"{base}/{{{{id}}}}"},
        "suggest": {name: {"service_url": service, "service_path": f"/suggest/{name}"} for name in ("entity", "type")},
        "batchSize": MOST_QUERIES,
    }


def _answers(archive: Archive, text: str) -> Record:
    asked = _read(text)
    return {key: {"result": _matched(_asked(archive, key, query))} for key, query in asked.items()}


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InvalidRecord(f"queries: expected JSON, found {error}") from None
    except RecursionError:
        raise InvalidRecord("queries: expected JSON of two levels, found more than can be read") from None
    if not isinstance(found, dict) or len(found) > MOST_QUERIES:
        raise InvalidRecord(f"queries: expected an object of at most {MOST_QUERIES} queries")
    return found


def _asked(archive: Archive, key: str, query: Any) -> list[Record]:
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise InvalidRecord(f"queries.{key[:40]}: expected an object with the name to look for under 'query'")
    kind, limit = query.get("type", ""), query.get("limit", 5)
    kinds = kind if isinstance(kind, list) else [kind]
    chosen = [known["id"] for known in TYPES if known["id"] in kinds or kinds in ([""], [None], [])]
    most = limit if isinstance(limit, int) and 0 < limit <= MOST_FOUND else 5
    found = [candidate for each in chosen for candidate in _candidates(archive, query["query"][:200], each, most)]
    return sorted(found, key=lambda candidate: (-candidate["score"], candidate["id"]))[:most]


def _candidates(archive: Archive, name: str, kind: str, most: int) -> list[Record]:
    """The likest of those that share a word with the name. Private persons are nobody's candidates."""
    words = sorted(fold(name).split(), key=len, reverse=True)[:3]
    pool: dict[str, ActorCount | PlaceCount] = {}
    for word in words:
        found = archive.actors_of(EventQuery(), word, POOL) if kind == "actor" else archive.places_of(EventQuery(), word, POOL)
        pool |= {each.id: each for each in found if not is_private_id(each.id)}
    scored = [_candidate(name, kind, each) for each in pool.values()]
    return sorted(scored, key=lambda candidate: (-candidate["score"], candidate["id"]))[:most]


def _candidate(name: str, kind: str, found: ActorCount | PlaceCount) -> Record:
    score = round(fuzz.token_sort_ratio(fold(name), fold(found.name)), 1)
    told = f"{found.country or 'no country'}, {found.events} events in this archive"
    return {
        "id": f"{kind}s/{quote(found.id, safe='')}",
        "name": found.name,
        "description": told,
        "type": [{"id": kind, "name": kind.capitalize()}],
        "score": score,
        "match": False,
    }


def _matched(found: list[Record]) -> list[Record]:
    """States a match where there is but one that can be meant."""
    second = found[1]["score"] if len(found) > 1 else 0.0
    sure = bool(found) and found[0]["score"] >= SURE and found[0]["score"] - second >= CLEAR
    return [{**each, "match": sure and number == 0} for number, each in enumerate(found)]
