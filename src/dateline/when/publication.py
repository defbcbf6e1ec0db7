"""The day of publication that a report's own text shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.records import Report
from dateline.when.finding import TimeExpression, find
from dateline.when.habits import day_first
from dateline.when.points import DIGITS, YEARLESS

HEAD = 260
"""How many code points of the text are looked at."""
RUN_TOGETHER = re.compile(r"\b(0[1-9]|[12]\d|3[01])((?:19|20)\d\d)\b")
"""Day and year whose comma was lost on the way ("Aug 012016")."""
STAMP = re.compile(
    r"(?:^|\b(?:posted|published|publication|updated|date|dated|issued|modified|created|released|reuters|afp|ap|sana|agencies))"
    r"(?: on| at)?[ :|]*$",
    re.IGNORECASE,
)
"""What stands before a date that is the page's own: nothing, or a word of page furniture, or an agency."""
AGENCY = re.compile(r"\s*(?:\([^()]{2,40}\)|[-–—]{1,2}\s)")
CITY = re.compile(
    r"(?:^|[.\n] ?)\s*[A-Z][A-Z'’. /-]{2,}(?:,[^,.\n]{2,30})?,\s*$"  # BEIRUT, Lebanon,
    r"|(?:^|\n)\s*(?:[A-Z][\w'’.-]+[ /]?){1,3}(?:,[^,.\n]{2,30})?,\s*$"  # Deir ez-Zor, Syria, at the start of a line
)
WEEKDAY_FIRST = re.compile(r"[A-Z][a-z]+\.?,? (?:\d|[A-Z])")


def publication_day(report: Report) -> date | None:
    """The day that the head of the text shows as its own ("27-07-2016", "BEIRUT, July 3 (Reuters)"); None where it shows none.

    It holds against the header's (the codebook). Never raises.
    """
    head = RUN_TOGETHER.sub(r"\1 \2", report.text[:HEAD])
    shown = (_day(head, found) for found in find(head, report.published, day_first(report.outlet)))
    return next((day for day in shown if day), None)


def dated(report: Report) -> Report:
    """The report on the day that its own text shows, where it shows one: what reports are linked by."""
    return replace(report, published=publication_day(report) or report.published)


def _day(head: str, found: TimeExpression) -> date | None:
    days, rule = found.told.days, found.told.rule
    if days is None or days.start != days.end or not (DIGITS in rule or "calendar date" in rule):
        return None
    before, after = head[: found.span.start], head[found.span.end :]
    stamped = YEARLESS not in rule and (STAMP.search(before.rstrip()) or _bare(before, found.text, after))
    return days.start if stamped or (CITY.search(before) and AGENCY.match(after)) else None


def _bare(before: str, words: str, after: str) -> bool:
    """A full date that no preposition ties to a sentence: with its weekday ("Sunday 10 Jul 2016"), or between a name and a capital."""
    if re.search(r"[a-z,]\s*$", before) and not re.search(r"[A-Z][\w'’-]*\s*$", before):
        return False
    return bool(WEEKDAY_FIRST.match(words) and words.count(" ") > 2) or bool(re.match(r" [A-Z\d]", after) and before.endswith(" "))
