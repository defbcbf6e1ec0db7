"""How reports, versions and codings come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.archive.faults import NotThere, Refused
from dateline.archive.lineage import check_same, digest_of, follows, is_masked_original, record_bytes
from dateline.archive.log import Pen, write
from dateline.archive.store import Reads, Writes
from dateline.archive.values import Added, Coding, Received, State, Version
from dateline.errors import InvalidRecord
from dateline.records import Claim, Report, content_id


@dataclass(frozen=True, slots=True)
class Coded:
    """A coder's name and its claims of one report, in the order of the text."""

    coder: str
    claims: Sequence[Claim]


def known_version(tx: Reads, report: Report) -> Version | None:
    """The version that this very report is, also where a name was erased from it since. Raises Refused where the report was erased."""
    for version in tx.versions(report=report.id):
        if version.state == "erased":
            raise Refused(f"report {report.id[:60]!r} was erased ({version.why}) and is not taken in again")
    found = tx.version(digest_of(report))
    if found:
        return found
    return next((known for known in tx.versions(report=report.id) if is_masked_original(report, known)), None)


def add(tx: Writes, pen: Pen, received: Received, coded: Coded | None) -> Added:
    """Keep a report, and its claims where it was coded: what is there already stays as it is.

    Raises Refused where another coder is pinned, where the report was erased, or where its id belongs to a different report.
    """
    if coded:
        check_pin(tx, coded.coder)
        _pin_first(tx, pen, coded.coder)
    known = known_version(tx, received.report)
    version = known or _new_version(tx, pen, received)
    if coded is None or version.masks or coded.coder in {coding.coder for coding in tx.codings(version.digest)}:
        return Added(version, known is None, False)
    put_coding(tx, pen, version, coded)
    tx.stand(version.digest, coded.coder)
    return Added(version, known is None, True)


def put_coding(tx: Writes, pen: Pen, version: Version, coded: Coded) -> None:
    """Keep a coder's claims of a version, which do not count yet. Raises InvalidRecord for claims of another report or beyond its text."""
    for claim in coded.claims:
        _check_claim(version.report, claim)
    tx.put_coding(version.digest, Coding(coded.coder, pen.now(), False), coded.claims)


def retire(tx: Writes, version: Version, state: State, why: str, successor: str = "") -> None:
    """The version no longer stands. It is kept, marked. Raises Refused where it was erased."""
    if version.state == "erased":
        raise Refused(f"report {version.report.id[:60]!r} was erased ({version.why}): there is nothing left of it to mark")
    tx.set_version(version.digest, replace(version, state=state, why=why, successor=successor))


def current_version(tx: Reads, report: str) -> Version:
    """The version of a report (by id) that stands, or its newest. Raises NotThere."""
    found = tx.versions(report=report)
    if not found:
        raise NotThere(f"no report {report!r} in the archive")
    series = tx.versions(series=found[0].series)
    return next((version for version in series if version.state == "current"), series[-1])


def _new_version(tx: Writes, pen: Pen, received: Received) -> Version:
    report, record = received.report, record_bytes(received.report)
    earlier = _series(tx, report)
    raw = record if received.raw is None else received.raw
    version = Version(
        digest=content_id(record),
        report=report,
        series=earlier[0].series if earlier else report.id,
        number=len(earlier) + 1,
        raw_sha256=content_id(raw),
        raw_kind="record" if received.raw is None else "bytes",
        received=pen.now(),
    )
    for old in earlier:
        if old.state == "current":
            retire(tx, old, "superseded", "a new version came in", version.digest)
    tx.put_version(version, raw)
    return version


def _series(tx: Reads, report: Report) -> list[Version]:
    """The earlier versions of a report, oldest first."""
    same = tx.versions(report=report.id)
    if same:
        check_same(report, same[-1])
        return tx.versions(series=same[0].series)
    page = [known for known in tx.versions(url=report.url) if follows(report, known)] if report.url else []
    return tx.versions(series=page[0].series) if page else []


def check_pin(tx: Reads, coder: str) -> None:
    """Raises Refused where the archive is pinned to another coder, or where there is no name."""
    pinned = tx.setting("coder")
    if not coder:
        raise Refused("claims are kept with the name of the coder that made them; this one has none")
    if pinned not in ("", coder):
        raise Refused(
            f"the archive is pinned to {pinned!r}, this is {coder!r}: see what would change with "
            "'dateline archive recode --dry-run', and take it with 'dateline archive recode'"
        )


def _pin_first(tx: Writes, pen: Pen, coder: str) -> None:
    if not tx.setting("coder"):
        tx.set("coder", coder)
        write(tx, pen, "pin", {"coder": coder, "by": "dateline", "why": "the first coder of this archive"})


def _check_claim(report: Report, claim: Claim) -> None:
    if claim.report != report.id:
        raise InvalidRecord(f"claim {claim.id}: expected one of report {report.id!r}, found report {claim.report!r}")
    if claim.trigger.span.of(report.part(claim.part)) != claim.trigger.text:
        raise InvalidRecord(f"claim {claim.id}: its trigger {claim.trigger.text!r} does not stand there in the report")
