"""One shard from its items to its files: coded, written under its own names, and marked as done."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pyarrow
from pyarrow import parquet

from dateline.records import CLAIM_SCHEMA, Claim, Report, claim_from_dict, report_from_dict
from dateline.scale.schema import TEXT, claims_table, reports_table, to_json
from dateline.scale.shards import Shard
from dateline.scale.stage import Stage
from dateline.scale.store import Store
from dateline.scale.trial import Trial

BATCH = 50
"""Reports of a batch that the stage is given; the output does not depend on it."""
PARTITION = f"schema={CLAIM_SCHEMA.replace('/', '.')}"


@dataclass(frozen=True, slots=True)
class Done:
    """What a shard came to: counts, seconds of one worker, and the sha256 of every file by its name."""

    shard: str
    reports: int
    claims: int
    set_aside: int
    seconds: float
    files: dict[str, str]


def done(store: Store, shard: str) -> Done | None:
    """The shard's marker, or None where it is not done."""
    content = store.read(f"_done/{shard}.json")
    return Done(**json.loads(content)) if content else None


def code_shard(stage: Stage, store: Store, shard: Shard, batch: int = BATCH) -> Done:
    """Codes a shard unless its marker stands, and keeps it: the files first, the marker last.

    Whoever does it again writes the same bytes under the same names, so nothing is lost or doubled when a worker dies in between.
    """
    if known := done(store, shard.name):
        return known
    started, trial = time.perf_counter(), Trial(store, shard.name)
    items = _without(shard.table(), trial)
    coded = pyarrow.Table.from_batches(list(stage(items.to_batches(batch), trial.at)))
    files = {name: _kept(store, name, content) for name, content in _files(shard.name, coded)}
    refused = sum(reason is not None for reason in coded.column("reason").to_pylist())
    claims = sum(len(texts or ()) for texts in coded.column("claims").to_pylist())
    found = Done(shard.name, coded.num_rows - refused, claims, refused, round(time.perf_counter() - started, 3), files)
    store.write(f"_done/{shard.name}.json", json.dumps(asdict(found)).encode())
    trial.over()
    return found


def _without(items: pyarrow.Table, trial: Trial) -> pyarrow.Table:
    """The items, those blamed given as failures."""
    reasons = items.column("reason").to_pylist()
    for row, reason in trial.blamed.items():
        reasons[row] = reason
    return items.set_column(items.schema.get_field_index("reason"), items.schema.field("reason"), pyarrow.array(reasons, TEXT))


def _files(shard: str, coded: pyarrow.Table) -> Iterator[tuple[str, bytes]]:
    yield f"claims/{PARTITION}/{shard}.parquet", _parquet(claims_table(coded))
    yield f"reports/{PARTITION}/{shard}.parquet", _parquet(reports_table(coded))
    refused = [row for row in coded.select(["name", "reason"]).to_pylist() if row["reason"] is not None]
    if refused:
        yield f"set-aside/{shard}.jsonl", "".join(to_json(row) + "\n" for row in refused).encode()


def _parquet(table: pyarrow.Table) -> bytes:
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _kept(store: Store, name: str, content: bytes) -> str:
    store.write(name, content)
    return hashlib.sha256(content).hexdigest()


def coded_reports(store: Store, shard: str) -> Iterator[tuple[Report, list[Claim]]]:
    """The reports of a shard that is done, each with its claims, in the order of reading."""
    claims: dict[int, list[Claim]] = {}
    for row in _table(store, "claims", shard).select(["row", "record"]).to_pylist():
        claims.setdefault(row["row"], []).append(claim_from_dict(json.loads(row["record"])))
    for row in _table(store, "reports", shard).to_pylist():
        yield report_from_dict(row), claims.get(row["row"], [])


def refused_reports(store: Store, shard: str) -> Iterator[tuple[str, str]]:
    """Name and reason of what was set aside in a shard."""
    for line in (store.read(f"set-aside/{shard}.jsonl") or b"").decode().split("\n")[:-1]:
        row = json.loads(line)
        yield row["name"], row["reason"]


def _table(store: Store, kind: str, shard: str) -> pyarrow.Table:
    content = store.read(f"{kind}/{PARTITION}/{shard}.parquet")
    return parquet.read_table(pyarrow.BufferReader(content))
