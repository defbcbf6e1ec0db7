"""Whether what is kept is still what was put in."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.chain import check_chain, check_erased
from dateline.archive.lineage import version_digest
from dateline.archive.log import judgements
from dateline.archive.store import Reads
from dateline.archive.values import Problem, Version
from dateline.errors import DatelineError
from dateline.records import claim_id, content_id


def verify(tx: Reads, head: str = "") -> Iterator[Problem]:
    """Every fault in the log, the versions, the bytes, the claims and the store itself. `head` is a hash of the log noted before."""
    for what in tx.check():
        yield Problem("store", what)
    entries = tx.entries()
    yield from check_chain(entries, head)
    yield from check_erased(entries)
    yield from _unreadable(tx)
    for digest in tx.digests(standing=False):
        version = tx.version(digest)
        if version and version.state != "erased":
            yield from _version(tx, version)
            yield from _claims(tx, version)
    yield from _series(tx)


def _unreadable(tx: Reads) -> Iterator[Problem]:
    try:
        judgements(tx)
    except DatelineError as error:
        yield Problem("log", f"a judgement cannot be read: {error}")


def _version(tx: Reads, version: Version) -> Iterator[Problem]:
    where = f"version {version.digest[:16]} of report {version.report.id[:40]}"
    if version_digest(version) != version.digest:
        yield Problem(where, "the report is not the one that came in: its digest differs")
    raw = tx.raw(version.digest)
    if version.raw_kind == "erased":
        if raw is not None:
            yield Problem(where, "the bytes that were read are still there after an erasure")
    elif raw is None or content_id(raw) != version.raw_sha256:
        yield Problem(where, "the bytes that were read are missing or changed: their sha256 differs")


def _claims(tx: Reads, version: Version) -> Iterator[Problem]:
    codings = tx.codings(version.digest)
    if codings and sum(coding.standing for coding in codings) != 1:
        yield Problem(f"version {version.digest[:16]}", "expected one coding that counts")
    for coding in codings:
        for claim in tx.claims(version.digest, coding.coder):
            where = f"claim {claim.id} of report {version.report.id[:40]}"
            if claim_id(claim) != claim.id:
                yield Problem(where, "its id is not made from its content: it was changed")
            if claim.trigger.span.of(version.report.part(claim.part)) != claim.trigger.text:
                yield Problem(where, "its trigger does not stand in the report")


def _series(tx: Reads) -> Iterator[Problem]:
    """At most one version of a report stands."""
    seen: set[str] = set()
    for digest in tx.digests(standing=True):
        version = tx.version(digest)
        if version and version.series in seen:
            yield Problem(f"report {version.series[:40]}", "two of its versions stand")
        seen |= {version.series} if version else set()
