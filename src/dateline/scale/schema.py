"""The record batches that go in and out of the stage, and the tables that a shard is kept as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow

from dateline.reading import Failure
from dateline.records import CLAIM_SCHEMA, COUNTS, Claim, Report, claim_from_dict, claim_to_dict, report_from_dict, report_to_dict
from dateline.rows import COLUMNS, claim_row

TEXT = pyarrow.string()
ITEMS = pyarrow.schema([("name", TEXT), ("report", TEXT), ("reason", TEXT)])
"""What the stage takes, a row for each report or failure: `report` is its public record as JSON, or null, with the `reason` then."""
CODED = pyarrow.schema([("name", TEXT), ("report", TEXT), ("claims", pyarrow.list_(TEXT)), ("reason", TEXT)])
"""What the stage gives, row for row: the claims' public records as JSON, or the reason why there are none (null where coded)."""

_NUMBERS = {"latitude", "longitude", "confidence"}
_TRUTHS = {"quoted", "tally", "reviewed"}
_WHOLES = {f"{name}_{end}" for name in COUNTS for end in ("low", "high")}
_ABOUT = {"dateline.schema": CLAIM_SCHEMA, "dateline.review": "machine-coded and unreviewed"}


def _kind(column: str) -> Any:
    if column in _NUMBERS:
        return pyarrow.float64()
    return pyarrow.bool_() if column in _TRUTHS else pyarrow.int64() if column in _WHOLES else TEXT


CLAIMS = pyarrow.schema(
    [("row", pyarrow.int32()), *((name, _kind(name)) for name in COLUMNS), ("record", TEXT)],
    metadata=_ABOUT,
)
"""A claim a row: `row` counts the report in its shard from 0, the columns of `dateline code --format csv`, and the public record as JSON."""
REPORTS = pyarrow.schema(
    [("row", pyarrow.int32()), *((name, TEXT) for name in ("id", "outlet", "title", "url", "published", "language", "text"))],
    metadata=_ABOUT,
)
"""A report a row, in the order of reading; `published` is an ISO day or null."""


def to_json(record: dict[str, Any]) -> str:
    """One record on one line, letters of every script kept."""
    return json.dumps(record, ensure_ascii=False)


def items_batch(items: Sequence[Report | Failure]) -> pyarrow.RecordBatch:
    """Reports and failures as a batch of ITEMS."""
    rows = [_item(item) for item in items]
    return pyarrow.RecordBatch.from_pylist(rows, schema=ITEMS)


def _item(item: Report | Failure) -> dict[str, str | None]:
    if isinstance(item, Failure):
        return {"name": item.name, "report": None, "reason": item.reason}
    return {"name": item.title or item.id, "report": to_json(report_to_dict(item)), "reason": None}


def report_of(text: str) -> Report:
    """The report of an item's JSON."""
    return report_from_dict(json.loads(text))


def claim_texts(claims: Iterable[Claim]) -> list[str]:
    """The claims as the CODED column holds them."""
    return [to_json(claim_to_dict(claim)) for claim in claims]


def claims_table(coded: pyarrow.Table) -> pyarrow.Table:
    """The claims of coded rows, in the order of reports and text, as a table of CLAIMS."""
    rows = [
        {"row": number, **claim_row(claim_from_dict(json.loads(text))), "record": text}
        for number, texts in enumerate(coded.column("claims").to_pylist())
        for text in texts or ()
    ]
    return pyarrow.Table.from_pylist(rows, schema=CLAIMS)


def reports_table(coded: pyarrow.Table) -> pyarrow.Table:
    """The reports that were coded, as a table of REPORTS."""
    coded_rows = enumerate(zip(coded.column("report").to_pylist(), coded.column("reason").to_pylist(), strict=True))
    rows = [{"row": number, **json.loads(report)} for number, (report, reason) in coded_rows if report and not reason]
    return pyarrow.Table.from_pylist(rows, schema=REPORTS)
