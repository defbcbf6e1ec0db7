"""Which reports no model codes, and why."""

from __future__ import annotations

from dateline.reading import Failure
from dateline.records import Report


def uncoded(report: Report) -> Failure | None:
    """Why a report is not coded: its language has no model. None where it is coded."""
    if report.language in ("en", ""):
        return None
    return Failure(report.title or report.id, f"language {report.language!r} has no model: kept uncoded; dateline reads English (en)")
