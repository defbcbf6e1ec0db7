"""The manifest: what a job came to, with hashes, versions, throughput and cost."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

from dateline.records import CLAIM_SCHEMA
from dateline.scale.keeping import Done
from dateline.scale.store import Store

MANIFEST = "manifest.json"
LIBRARIES = ("dateline", "onnxruntime", "pyarrow", "numpy", "ray", "fsspec")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Counts over all shards; `seconds` of the clock of this run; `worker_hours` of all shards whenever they were done.

    `reports_a_second` counts what this run coded; `worker_hours_a_million` is the cost per million reports in processor hours, `cost_a_million`
    the same in money where the price of a processor hour was given.
    """

    schema: str
    job: dict[str, object]
    versions: dict[str, str]
    shards: int
    reports: int
    claims: int
    set_aside: int
    seconds: float
    reports_a_second: float
    worker_hours: float
    worker_hours_a_million: float
    cost_a_million: float | None
    files: dict[str, str]


def finish(store: Store, found: Iterable[Done], run: tuple[int, float], price: float | None) -> Manifest:
    """Writes the manifest of the shards in `found`. `run` is what was coded now: reports, and seconds of the clock; `price` of a processor hour."""
    shards = sorted(found, key=lambda one: one.shard)
    reports = sum(one.reports + one.set_aside for one in shards)
    hours = sum(one.seconds for one in shards) / 3600
    millionth = hours / reports * 1e6 if reports else 0.0
    made = Manifest(
        schema=CLAIM_SCHEMA,
        job=json.loads(store.read("_job.json") or b"{}"),
        versions=_versions(),
        shards=len(shards),
        reports=sum(one.reports for one in shards),
        claims=sum(one.claims for one in shards),
        set_aside=sum(one.set_aside for one in shards),
        seconds=round(run[1], 3),
        reports_a_second=round(run[0] / run[1], 2) if run[1] else 0.0,
        worker_hours=round(hours, 6),
        worker_hours_a_million=round(millionth, 3),
        cost_a_million=None if price is None else round(millionth * price, 4),
        files={name: digest for one in shards for name, digest in one.files.items()},
    )
    store.write(MANIFEST, json.dumps(asdict(made), indent=1).encode())
    return made


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
