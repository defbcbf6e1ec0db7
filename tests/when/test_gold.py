"""The dev reports' annotated time words resolve as their readers resolved them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from dateline.records import Interval, report_from_dict
from dateline.when import Narrative, publication_day, resolve

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"


def verdicts(record: dict[str, Any]) -> Iterator[bool]:
    """For every annotated time of a report, in order, whether the same interval comes out."""
    report = report_from_dict(record)
    published = publication_day(report) or report.published
    last: Interval | None = None
    for claim in record["claims"]:
        when = claim["when"]
        if when is None:
            continue
        lead = report.part(claim["in"])[: when["span"][0]].rpartition(". ")[2]
        tense: Literal["future", "past"] = "future" if claim["status"] == "planned" else "past"
        found = resolve(when["text"], Narrative(published, tense, last, report.outlet), lead)
        last = found or last
        yield found is not None and (when["start"], when["end"]) == (iso(found.start), iso(found.end))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.skipif(not GOLD.is_file(), reason="the annotated reports are not on this machine")
def test_nine_in_ten_annotated_times_resolve_to_their_interval() -> None:
    right = [verdict for line in GOLD.read_text(encoding="utf-8").splitlines() for verdict in verdicts(json.loads(line))]
    assert len(right) > 40
    assert sum(right) / len(right) >= 0.9
