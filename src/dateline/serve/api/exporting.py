"""Everything that a query finds, in a file of another form."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, BinaryIO, Literal

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response, StreamingResponse

from dateline.archive import Archive, EventQuery, KeptClaim
from dateline.exports import Happening, format_named, of_claim, of_event
from dateline.exports.arrow import batches, schema
from dateline.exports.tables import TABLES
from dateline.records import Report
from dateline.serve.access import needs
from dateline.serve.api.answers import refusals, withheld
from dateline.serve.api.records import claim_record, event_record
from dateline.serve.filters import Claims, Events
from dateline.serve.kept import archive_of

router = APIRouter(dependencies=[Depends(needs("read"))], tags=["export"])
IN_MEMORY = 4 * 1024 * 1024
MEDIA = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "arrow": "application/vnd.apache.arrow.stream",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "acled": "text/csv",
    "ged": "text/csv",
    "gdelt": "text/tab-separated-values",
    "hxl": "text/csv",
    "rdf": "text/turtle",
    "plover": "application/x-ndjson",
}
Carried = Literal["jsonl", "csv", "geojson", "arrow", "parquet", "xlsx", "acled", "ged", "gdelt", "hxl", "rdf", "plover"]
ClaimCarried = Literal["jsonl", "csv", "geojson", "arrow", "parquet", "plover"]
Form = Annotated[Carried, Path(description="The form of the file.")]
ClaimForm = Annotated[ClaimCarried, Path(description="The form of the file.")]
FILE: dict[str, Any] = {
    "response_class": Response,
    "responses": {**refusals(), 200: {"description": "The file", "content": {media: {} for media in sorted(set(MEDIA.values()))}}},
}


@router.get("/export/events.{format}", **FILE)
def export_events(request: Request, format: Form, query: Events) -> Response:
    """Events with their claims. JSON lines are streamed as they are found; the other forms are made first."""
    archive = archive_of(request)
    if format == "jsonl":
        return _streamed(request, _lines(event_record(kept) for kept in archive.every_event(query)), "events.jsonl")
    return _made(request, f"events.{format}", (format, "events"), _of_events(archive, query))


@router.get("/export/claims.{format}", **FILE)
def export_claims(request: Request, format: ClaimForm, query: Claims) -> Response:
    """Claims, likewise."""
    archive = archive_of(request)
    if format == "jsonl":
        return _streamed(request, _lines(claim_record(kept) for kept in archive.every_claim(query)), "claims.jsonl")
    found = (of_claim(kept.claim, {kept.claim.report: _summary(kept)}) for kept in archive.every_claim(query))
    return _made(request, f"claims.{format}", (format, "claims"), found)


def _of_events(archive: Archive, query: EventQuery) -> Iterator[Happening]:
    for kept in archive.every_event(query):
        claims = archive.claims_by_id(kept.event.claims)
        if not kept.event.merged_into:
            yield of_event(kept.event, [found.claim for found in claims], {found.claim.report: _summary(found) for found in claims})


def _summary(kept: KeptClaim) -> Report:
    """What an export tells of a report: outlet, day and title. Its text stays in the archive."""
    return Report(kept.claim.report, "", kept.title, kept.outlet, "", kept.published)


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    return (json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n" for record in records)


def _made(request: Request, name: str, form: tuple[str, str], happenings: Iterable[Happening]) -> Response:
    """Written to a temporary file (memory, while it is small), so that a fault is a problem rather than half a file."""
    format, table = form
    spool: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    if format == "arrow":
        _write_arrow(happenings, table, spool)
    else:
        format_named(format, table).write(happenings, spool)
    spool.seek(0)
    return _streamed(request, _chunks(spool), name)


def _write_arrow(happenings: Iterable[Happening], table: str, stream: BinaryIO) -> None:
    """The batches of the Parquet file as an Arrow IPC stream."""
    from pyarrow import ipc

    known = schema(TABLES[table])
    with ipc.new_stream(stream, known) as out:
        for batch in batches(happenings, TABLES[table], known):
            out.write_batch(batch)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(1 << 16):
            yield chunk


def _streamed(request: Request, parts: Iterator[bytes], name: str) -> Response:
    form = name.rpartition(".")[2]
    ending = {"acled": "csv", "ged": "csv", "hxl": "csv", "gdelt": "tsv", "rdf": "ttl", "plover": "jsonl"}.get(form, form)
    headers = {"Content-Disposition": f'attachment; filename="{name.rpartition(".")[0]}.{ending}"', "Cache-Control": "no-store", **withheld(request)}
    return StreamingResponse(parts, media_type=MEDIA[form], headers=headers)
