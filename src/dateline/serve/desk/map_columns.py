"""What the map of a view is drawn from: its events as columns, and the names of countries and towns."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.archive import Archive, EventQuery
from dateline.errors import MissingData
from dateline.ontology import load_types
from dateline.records import PRECISIONS, RADIUS_KM
from dateline.serve.desk.filters import query_of
from dateline.serve.desk.ready import Ready
from dateline.serve.kept import archive_of
from dateline.where import Gazetteer

router = APIRouter(include_in_schema=False)
EPOCH = date(1970, 1, 1).toordinal()
MOST = 250_000
"""Events that a map draws, at most."""
TOWNS = 2500


@router.get("/desk/map.json")
def map_columns(request: Request) -> Response:
    """The view's events as columns, whatever its box and period: moving those needs no new columns."""
    query = replace(query_of(request.query_params), box=None, start=None, end=None)
    archive = archive_of(request)
    ready = cast(Ready, request.app.state.desk_maps)
    packed = ready.get(archive, ("map", query), lambda: gzip.compress(pack(archive, query), 1))
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), media_type="application/json", headers=headers)
    return Response(packed, media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})


@router.get("/desk/labels.json")
def map_labels() -> Response:
    """Names of countries and large towns: [name, lon, lat, kind, population], the most populous first."""
    return Response(labels(), media_type="application/json", headers={"Cache-Control": "max-age=86400"})


def pack(archive: Archive, query: EventQuery) -> bytes:
    """The columns that browser/src/lib/happenings.ts reads: degrees, days since 1970-01-01, numbers in place of types and precisions."""
    rows = [row for row in archive.map_rows(query, MOST) if row.lat is not None and row.lon is not None]
    types = {name: number for number, name in enumerate(load_types())}
    exact: dict[str, int] = {name: number for number, name in enumerate(PRECISIONS)}
    days = {day: date.fromisoformat(day).toordinal() - EPOCH for day in {row.day for row in rows} if day}
    found: dict[str, Any] = {
        "ids": [row.id for row in rows],
        "lat": [row.lat for row in rows],
        "lon": [row.lon for row in rows],
        "precision": [exact.get(row.precision, 1) for row in rows],
        "type": [types.get(row.type, 0) for row in rows],
        "day": [days.get(row.day) for row in rows],
        "killed": [row.killed for row in rows],
        "precisions": [{"name": name, "km": RADIUS_KM[name]} for name in PRECISIONS],
        "types": [{"name": kind.name, "quad": kind.quad} for kind in load_types().values()],
        "undated": sum(not row.day for row in rows),
    }
    return json.dumps(found, separators=(",", ":")).encode()


@cache
def labels() -> bytes:
    """The gazetteer's countries and its `TOWNS` largest towns; an empty list where no gazetteer can be had."""
    try:
        found = sorted(_names(Gazetteer.open()), key=lambda row: -row[4])
    except MissingData:
        found = []
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _names(gazetteer: Gazetteer) -> Iterator[tuple[str, float, float, str, int]]:
    for kind, most in (("country", 400), ("city", TOWNS)):
        for spot in gazetteer.largest(kind, most):
            yield spot.name, spot.lon, spot.lat, kind, spot.population
