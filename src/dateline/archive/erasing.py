"""Lawful erasure: a report, or a person's name, goes; a tombstone with the reason stays, and the log still verifies.

What remains: the report's id and digest (hashes of what was erased), when it came in, and the reason. Back-ups made before keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.archive.chain import canonical
from dateline.archive.faults import NotThere
from dateline.archive.lineage import MASK, version_digest
from dateline.archive.log import Pen, write
from dateline.archive.store import Writes
from dateline.archive.values import Entry, Mask, Version
from dateline.archive.words import words_of
from dateline.errors import InvalidRecord
from dateline.records import Claim, Part, Report, claim_from_dict, claim_to_dict, with_id

PARTS: tuple[Part, ...] = ("title", "text")
LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Order:
    """Who ordered an erasure, and why (without the name that is erased)."""

    by: str
    why: str


def erase_report(tx: Writes, pen: Pen, report: str, order: Order) -> Entry:
    """All versions of a report, their bytes, claims and events, and what was judged of them. Raises NotThere."""
    found = tx.versions(report=report)
    if not found:
        raise NotThere(f"no report {report!r} in the archive")
    series = tx.versions(series=found[0].series)
    ids = sorted({version.report.id for version in series})
    for version in series:
        _drop_codings(tx, version)
        tx.set_version(version.digest, _emptied(version, order.why))
    blanked = _blank(tx, lambda entry: _speaks_of(entry, set(ids)))
    _drop_events(tx, set(ids))
    return _tombstone(tx, pen, order, {"what": "report", "reports": ids, "entries": blanked})


def erase_person(tx: Writes, pen: Pen, names: Sequence[str], order: Order) -> Entry:
    """A person's names, each as given (without regard to case and spacing), from texts, claims, judgements and events.

    In texts each is covered by as many blocks, so that spans hold; the bytes that were read go. Raises InvalidRecord for a name of fewer
    than three letters, or one that the reason repeats.
    """
    pattern = name_pattern(names)
    if pattern.search(order.why) or pattern.search(order.by):
        raise InvalidRecord("why: the reason stays in the log for ever; write it without the name that is to be erased")
    ids = {id for digest in tx.digests(standing=False) for id in _erase_from(tx, digest, pattern)}
    blanked = _blank(tx, lambda entry: bool(pattern.search(canonical(entry.body))))
    for entry in blanked:
        write(tx, pen, entry.kind, covered(dict(entry.body or {}), pattern))
    _drop_events(tx, ids)
    return _tombstone(tx, pen, order, {"what": "person", "reports": sorted(ids), "entries": blanked})


def name_pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Finds any of the names as whole words. Raises InvalidRecord where there is none, or one too short to be meant."""
    bare = [name.split() for name in names if name.strip()]
    for words in bare:
        if sum(letter.isalnum() for word in words for letter in word) < LEAST_LETTERS:
            raise InvalidRecord(f"name: expected one of {LEAST_LETTERS} letters or more, found {' '.join(words)!r}")
    if not bare:
        raise InvalidRecord("name: expected the name that is to be erased, found none")
    longest = sorted((r"\s+".join(map(re.escape, words)) for words in bare), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)


def covered(value: Any, pattern: re.Pattern[str]) -> Any:
    """Plain JSON with the name covered in every text."""
    if isinstance(value, str):
        return pattern.sub(lambda found: MASK * len(found.group()), value)
    if isinstance(value, dict):
        return {name: covered(inner, pattern) for name, inner in value.items()}
    return [covered(inner, pattern) for inner in value] if isinstance(value, (list, tuple)) else value


def covered_claim(claim: Claim, pattern: re.Pattern[str]) -> Claim:
    """The claim with the name covered, and whoever it named without identity, under the id that this content has."""
    record = claim_to_dict(claim)
    clean = covered(record, pattern)
    for role in ("actors", "recipients"):
        for before, after in zip(record[role], clean[role], strict=True):
            if before != after or pattern.search(before["id"].replace("-", " ")):
                after["id"] = ""
    return claim if clean == record else with_id(claim_from_dict(clean))


def _erase_from(tx: Writes, digest: str, pattern: re.Pattern[str]) -> list[str]:
    """The report's id, where the name was in the version or its claims."""
    version = tx.version(digest)
    if version is None or version.state == "erased":
        return []
    report = version.report
    masks = tuple(Mask(part, *found.span()) for part in PARTS for found in pattern.finditer(report.part(part)))
    clean = _covered_report(report, pattern)
    codings = {coding: tx.claims(digest, coding.coder) for coding in tx.codings(digest)}
    cleaned = {coding: [covered_claim(claim, pattern) for claim in claims] for coding, claims in codings.items()}
    if clean == report and codings == cleaned and not pattern.search(version.why):
        return []
    new = replace(version, report=clean, masks=version.masks + masks, why=covered(version.why, pattern))
    if clean != report:
        new = replace(new, raw_kind="erased", raw_sha256="")
    new = replace(new, digest=version_digest(new))
    _drop_codings(tx, version)
    tx.set_version(digest, new)
    for coding, claims in cleaned.items():
        tx.put_coding(new.digest, coding, claims)
    _repoint(tx, new.series, digest, new.digest)
    return [report.id]


def _covered_report(report: Report, pattern: re.Pattern[str]) -> Report:
    """A URL that spells the name goes whole: its words are divided by all sorts of marks."""
    url = "" if pattern.search(" ".join(words_of(report.url))) or pattern.search(report.url) else report.url
    words = {name: covered(getattr(report, name), pattern) for name in ("title", "text", "outlet")}
    return replace(report, url=url, **words)


def _repoint(tx: Writes, series: str, old: str, new: str) -> None:
    for version in tx.versions(series=series):
        if version.successor == old:
            tx.set_version(version.digest, replace(version, successor=new))


def _emptied(version: Version, why: str) -> Version:
    blank = Report(version.report.id, "", published=None)
    return replace(version, report=blank, raw_sha256="", raw_kind="erased", state="erased", why=why, successor="", masks=())


def _drop_codings(tx: Writes, version: Version) -> None:
    for coding in tx.codings(version.digest):
        tx.drop_coding(version.digest, coding.coder)


def _speaks_of(entry: Entry, reports: set[str]) -> bool:
    about = (entry.body or {}).get("about") or ()
    return entry.kind == "judgement" and any(evidence["report"] in reports for evidence in about)


def _blank(tx: Writes, meant: Callable[[Entry], bool]) -> list[Entry]:
    """Blanks the entries that are meant, and gives them as they were."""
    found = [entry for entry in tx.entries() if entry.body is not None and meant(entry)]
    for entry in found:
        tx.blank_entry(entry.number)
    return found


def _drop_events(tx: Writes, reports: set[str]) -> None:
    """Derived ones that rest on these reports: they are made again from what remains."""
    for kept in tx.events(gone=True):
        if kept.gone or reports & set(kept.event.reports):
            tx.drop_event(kept.event.id)


def _tombstone(tx: Writes, pen: Pen, order: Order, what: dict[str, Any]) -> Entry:
    numbers = [entry.number for entry in what["entries"]]
    return write(tx, pen, "erasure", {**what, "entries": numbers, "by": order.by, "why": order.why})
