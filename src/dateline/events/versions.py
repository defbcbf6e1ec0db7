"""Corrections: which report stands in place of which older one.

A report supersedes an older one of the same outlet where both have one address, or where it is a near-duplicate of it and says in its headline
or first words that it corrects, updates or retracts. What it supersedes is kept, marked and no longer counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from dateline.events.copies import CopyIndex
from dateline.ontology import rows
from dateline.records import Report


@cache
def cue() -> re.Pattern[str]:
    """The words of corrections.tsv at the start of a text. Raises InvalidTable."""
    known = sorted((word for word, _ in rows(files("dateline.events") / "corrections.tsv", 2)), key=len, reverse=True)
    return re.compile(r"\W*(?:" + "|".join(map(re.escape, known)) + r")\b\s*(?:\d+\s*)?[-:.,)\]–—]", re.IGNORECASE)


def corrects(report: Report) -> bool:
    """Whether the report says that it replaces an older one."""
    return bool(cue().match(report.title) or cue().match(report.text))


def superseded(reports: Mapping[str, Report], index: CopyIndex) -> dict[str, str]:
    """The id of each superseded report with the id of the report that stands in its place."""
    out: dict[str, str] = {}
    for old, new in sorted(_pairs(reports, index), key=lambda found: (found[0].id, _rank(found[1]))):
        out[old.id] = new.id  # the latest version stands
    return out


def _pairs(reports: Mapping[str, Report], index: CopyIndex) -> Iterable[tuple[Report, Report]]:
    """(old, new) wherever new replaces old directly."""
    by_address: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports.values():
        if report.url:
            by_address[report.outlet, report.url].append(report)
    for versions in by_address.values():
        ordered = sorted(versions, key=_rank)
        yield from ((old, new) for at, old in enumerate(ordered) for new in ordered[at + 1 :] if _newer(old, new))
    for new in filter(corrects, reports.values()):
        olds = (reports[name] for name in sorted(index.partners(new.id)) if name in reports)
        yield from ((old, new) for old in olds if new.outlet and old.outlet == new.outlet and _newer(old, new))


def _rank(report: Report) -> tuple[date, bool, str]:
    return (report.published or date.min, corrects(report), report.id)


def _newer(old: Report, new: Report) -> bool:
    """By day of publication; on the same day, the one that says that it corrects."""
    mine, theirs = _rank(new)[:2], _rank(old)[:2]
    return mine > theirs
