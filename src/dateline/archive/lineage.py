"""Which reports are versions of one another."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from dateline.archive.chain import canonical
from dateline.archive.faults import Refused
from dateline.archive.values import Mask, Version
from dateline.archive.words import words_of
from dateline.errors import InvalidRecord
from dateline.records import Report, content_id, report_to_dict

CONTENT_ID = re.compile(r"[0-9a-f]{64}")
SHARED = 0.2
"""Least share of the smaller text's different words for two texts under one id to be versions: corrections keep most of theirs, two English
reports on other matters share about a tenth (their function words)."""
MASK = "\u2588"


def record_bytes(report: Report) -> bytes:
    """The canonical record: keys sorted, no spaces, UTF-8. Raises InvalidRecord for text that no database can keep."""
    record = canonical(report_to_dict(report))
    if "\\u0000" in record:
        raise InvalidRecord(f"report {report.id[:40]!r}: expected text, found a NUL character in it")
    try:
        return record.encode()
    except UnicodeEncodeError:
        raise InvalidRecord(f"report {report.id[:40]!r}: expected Unicode text, found half a surrogate pair in it") from None


def digest_of(report: Report) -> str:
    """A version's identity: the sha256 of its canonical record."""
    return content_id(record_bytes(report))


def version_digest(version: Version) -> str:
    """A kept version's identity. Two versions that differed in an erased name only stay two, by their numbers."""
    record = record_bytes(version.report)
    return content_id(record + f"\n{version.number}".encode()) if version.masks else content_id(record)


def is_page(url: str) -> bool:
    """Whether a URL names a page of its own, rather than a site's front door."""
    parts = urlsplit(url) if url.startswith(("http://", "https://")) else None
    return parts is not None and (parts.path.strip("/") != "" or parts.query != "")


def follows(report: Report, known: Version) -> bool:
    """Whether `report` is a later reading of the page that `known` was read from: same page and outlet, both ids made from content.

    Ids that the source gave are its own word that the two are different reports.
    """
    old = known.report
    made = CONTENT_ID.fullmatch(report.id) and CONTENT_ID.fullmatch(old.id)
    return bool(made) and is_page(report.url) and report.url == old.url and report.outlet == old.outlet


def check_same(report: Report, known: Version) -> None:
    """Raises Refused where two sources use one id for different reports: one would take the other's place."""
    old = known.report
    if known.state == "erased" or (report.url and report.url == old.url):
        return
    if report.outlet and old.outlet and report.outlet != old.outlet:
        raise Refused(_taken(report, f"a report of {old.outlet}, this one is of {report.outlet}"))
    if _shared_words(report.text, old.text) < SHARED:
        raise Refused(_taken(report, "a report on something else"))


def masked(text: str, masks: tuple[Mask, ...], part: str) -> str:
    """A version's title or text with its erased stretches covered, as far as it reaches."""
    letters = list(text)
    for mask in masks:
        if mask.part == part:
            end = min(mask.end, len(letters))
            letters[mask.start : end] = MASK * max(end - mask.start, 0)
    return "".join(letters)


def is_masked_original(report: Report, known: Version) -> bool:
    """Whether `report` is what `known` was before a name was erased from it: under the masks the texts are the same."""
    if not known.masks:
        return False
    old = known.report
    covered = replace(report, title=masked(report.title, known.masks, "title"), text=masked(report.text, known.masks, "text"))
    return (covered.title, covered.text, covered.published) == (old.title, old.text, old.published)


def _taken(report: Report, by: str) -> str:
    return f"the id {report.id[:60]!r} is taken by {by}; give the reports of each source ids of their own"


def _shared_words(one: str, other: str) -> float:
    left, right = set(words_of(one)), set(words_of(other))
    return len(left & right) / max(min(len(left), len(right)), 1)
