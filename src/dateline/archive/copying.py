"""Back-up and restore: the whole archive as JSON lines that any store can be filled from, SQLite from PostgreSQL and the other way round.

The first line names the form, the last one counts the others and has their sha256, so that a file that was cut off is not taken.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from dateline.archive.chain import canonical
from dateline.archive.deriving import keep
from dateline.archive.faults import Refused, UnusableArchive
from dateline.archive.store import Reads, Writes
from dateline.archive.values import Coding, Entry, KeptEvent, Mask, Version
from dateline.archive.verifying import verify
from dateline.errors import DatelineError
from dateline.records import claim_from_dict, claim_to_dict, event_from_dict, event_to_dict, report_from_dict, report_to_dict

SCHEMA = "dateline.archive/1"
SETTINGS = ("coder", "sensitivity")


def lines(tx: Reads, made: str) -> Iterator[str]:
    """The archive's content, each line with its end. Facets and full text are made again by whoever restores it."""
    count, sha = 0, hashlib.sha256()
    for record in _records(tx, made):
        line = canonical(record) + "\n"
        count += 1
        sha.update(line.encode())
        yield line
    yield canonical({"end": count, "sha256": sha.hexdigest()}) + "\n"


def restore(tx: Writes, source: Iterable[str]) -> int:
    """Fill an empty archive; gives the number of versions.

    Raises Refused where it is not empty, UnusableArchive where the back-up is damaged, cut off, or of another form.
    """
    if tx.digests(standing=False) or tx.last_entry():
        raise Refused("a back-up is restored into an empty archive, this one holds something already; name a new one")
    number = 0
    try:
        for record in _checked(source):
            _put(tx, record)
            number += 1
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError) as error:
        raise UnusableArchive(f"back-up damaged after line {number}: {error}") from None
    problems = list(verify(tx))
    if problems:
        raise UnusableArchive(f"back-up damaged: {problems[0].where}: {problems[0].what}")
    return len(tx.digests(standing=False))


def _records(tx: Reads, made: str) -> Iterator[dict[str, Any]]:
    yield {"schema": SCHEMA, "made": made}
    for digest in tx.digests(standing=False):
        version, raw = tx.version(digest), tx.raw(digest)
        if version:
            yield {"version": _version(version), "raw": None if raw is None else base64.b64encode(raw).decode()}
        for coding in tx.codings(digest):
            yield {
                "coding": asdict(coding),
                "digest": digest,
                "claims": [claim_to_dict(claim) for claim in tx.claims(digest, coding.coder)],
            }
    for entry in tx.entries():
        yield {"entry": asdict(entry)}
    for kept in tx.events(gone=True):
        yield {"event": event_to_dict(kept.event), "changed": kept.changed, "gone": kept.gone}
    for name in SETTINGS:
        yield {"setting": name, "value": tx.setting(name)}


def _version(version: Version) -> dict[str, Any]:
    plain = {name: getattr(version, name) for name in Version.__dataclass_fields__}
    return {**plain, "report": report_to_dict(version.report), "masks": [asdict(mask) for mask in version.masks]}


def _checked(source: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The records between first and last line. Raises UnusableArchive where either is not what it must be."""
    sha, ended = hashlib.sha256(), False
    for count, line in enumerate(source):
        record = json.loads(line)
        if count == 0 and record.get("schema") != SCHEMA:
            raise UnusableArchive(f"no back-up of the form {SCHEMA}: it begins with {line[:60]!r}")
        if "end" in record:
            ended = (record["end"], record["sha256"]) == (count, sha.hexdigest())
            break
        if count:
            yield record
        sha.update(line.encode())
    if not ended:
        raise UnusableArchive("back-up damaged: its end is missing, or lines are not those that were written")


def _put(tx: Writes, record: dict[str, Any]) -> None:
    try:
        if "version" in record:
            _put_version(tx, record)
        elif "coding" in record:
            tx.put_coding(record["digest"], Coding(**record["coding"]), [claim_from_dict(claim) for claim in record["claims"]])
        elif "entry" in record:
            tx.put_entry(Entry(**record["entry"]))
        elif "event" in record:
            keep(tx, [KeptEvent(event_from_dict(record["event"]), record["changed"], record["gone"])])
        elif record["value"]:
            tx.set(record["setting"], record["value"])
    except DatelineError as error:
        raise ValueError(str(error)) from None


def _put_version(tx: Writes, record: dict[str, Any]) -> None:
    plain, raw = record["version"], record["raw"]
    report, masks = report_from_dict(plain["report"]), tuple(Mask(**mask) for mask in plain["masks"])
    version = Version(**{**plain, "report": report, "masks": masks})
    tx.put_version(version, None if raw is None else base64.b64decode(raw))
