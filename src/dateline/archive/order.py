"""The order of results: newest report first, then the order of the text."""

from __future__ import annotations

from dateline.archive.values import Version
from dateline.records import Report, content_id

LAST = 999_999


def day_key(report: Report) -> str:
    """The report's day as text that sorts; undated reports come last, since results descend."""
    return report.published.isoformat() if report.published else "0000-00-00"


def version_order(version: Version) -> str:
    """Sorts descending, newest day first; unique among versions."""
    return f"{day_key(version.report)} {version.digest}"


def claim_order(version: Version, coder: str, number: int) -> str:
    """Sorts descending, newest day first and a report's claims in the order of its text (`number` from 0)."""
    return f"{version_order(version)} {content_id(coder.encode())[:8]} {LAST - number:06d}"
