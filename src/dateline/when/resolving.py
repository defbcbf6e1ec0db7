"""The words that tell when something happened -> the interval of days, as the codebook rules it (sections 5 and 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from dateline.records import Interval
from dateline.when.days import Tense
from dateline.when.finding import EXPRESSIONS, place
from dateline.when.habits import day_first
from dateline.when.language import TOKEN, load
from dateline.when.parts import Number
from dateline.when.reading import Node, parse, runs
from dateline.when.shifts import Shift
from dateline.when.stretches import Between
from dateline.when.telling import Meaning, Moment, Told, told_interval

LEADING = frozenset(
    (
        *("SINCE", "UNTIL", "BEFORE", "AFTER", "FROM", "TO", "BETWEEN", "BY", "ENDS", "LAST", "PAST", "NEXT", "COMING", "PREV", "FOLL"),
        *("THIS", "THESE", "THAT", "SAME", "EARLY", "LATE", "MID", "BEGIN", "END", "EARLIER", "LATER", "OVERNIGHT", "HYPHEN"),
        *("OF", "THE", "IN", "ON", "A", "ABOUT", "AT", "WD", "ONES", "DAYU", "WEEKU", "UNITS"),
    )
)
"""Symbols of words that belong to the time though a reader may leave them before the span."""
RELATIONS = frozenset(("SINCE", "UNTIL", "BEFORE", "AFTER", "FROM", "BY", "ENDS", "BETWEEN"))
PASSED_OVER = frozenset(("THE", "IN", "ON", "AT", "JUST", "A", "OF", "ABOUT", "PART", "COMMA"))
JOINTS = frozenset(("TO", "UNTIL", "HYPHEN", "AND", "OR"))
TODAY = Shift(0, "day")
BESIDE_SAYING = frozenset(("ON", "EARLY", "LATE"))
POSSESSIVE = re.compile(r"['’]s?\b")
LEAD_WINDOW = 48
"""How many code points before the span are looked at for words such as "since"."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """Where a report stands when it tells a time.

    `published` is the day of publication; `tense` the happening's; `last` the days told last before ("a week earlier"); `outlet`
    decides the order of day and month in 3/5/2016; `offset` is how many hours the place is ahead of GMT, where known.
    """

    published: date | None
    tense: Tense = "past"
    last: Interval | None = None
    outlet: str = ""
    offset: float | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The days that words tell, None where they tell none, and the rule that decided."""

    interval: Interval | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """Words understood before they are placed: a meaning and how the happening lies to it (SINCE, BEFORE, ... or "")."""

    meaning: Meaning
    relation: str


def resolve(words: str, narrative: Narrative, lead: str = "") -> Interval | None:
    """The interval that `words` tell; `lead` is the text before them in their sentence. None where they fix no days. Never raises."""
    return explained(words, narrative, lead).interval


def explain(words: str, narrative: Narrative, lead: str = "") -> str:
    """Which rule gave the interval, innermost last, and what came out."""
    resolution = explained(words, narrative, lead)
    days = resolution.interval
    shown = f"{days.start or '...'} to {days.end or '...'}" if days else "no days"
    return f"{words!r}: {resolution.rule}: {shown}"


def explained(words: str, narrative: Narrative, lead: str = "", language: str = "en") -> Resolution:
    """The interval with the rule that decided."""
    reading = _read(_tail(lead[-LEAD_WINDOW:], language), words, language)
    if reading is None:
        return Resolution(None, "no time in the words")
    tense = "past" if narrative.tense == "future" and _was_planned(lead, language) else narrative.tense
    moment = Moment(narrative.published, tense, told_interval(narrative.last), day_first(narrative.outlet), narrative.offset)
    told = place(reading.meaning, moment)
    if told is not None and told.value == "PRESENT_REF" and reading.relation:
        told = place(TODAY, moment)  # "until now"
    if told is None or told.days is None:
        return Resolution(None, told.rule if told else "no such day")
    return _bounded(told, reading.relation, moment)


def _tail(lead: str, language: str) -> str:
    """The words at the end of the lead that belong to the time."""
    known = load(language)
    found = runs(lead, known)
    start = len(lead.rstrip())
    if not found or found[-1][-1].end != start:
        return ""
    for node in reversed(found[-1]):
        if known.names[node.symbol] not in LEADING:
            break
        start = node.start
    return lead[start:]


def _was_planned(lead: str, language: str) -> bool:
    """Whether the plan itself is told in the past ("were preparing to attack on Saturday"): its day is past too."""
    known = load(language)
    return any(known.names[node.symbol] == "WENT" for run in runs(lead, known) for node in run)


@lru_cache(maxsize=16384)
def _read(tail: str, words: str, language: str) -> _Reading | None:
    known = load(language)
    nodes = [node for run in runs(f"{tail} {words}", known) for node in run]
    parsed = parse(nodes, known, sure=True)
    names = [known.names[node.symbol] for node in parsed]
    told = [at for at, node in enumerate(parsed) if names[at] in EXPRESSIONS and node.end > len(tail) + 1]
    return _compose(parsed, names, told) if told else None


def _compose(parsed: list[Node], names: list[str], told: list[int]) -> _Reading | None:
    """One meaning from the expressions found: a date before an amount; dates that are joined make one stretch."""
    first = next((at for at in told if names[at] == "T"), told[0])
    last = _joined(names, told, first)
    meaning, end, relation = _meaning(parsed[first]), _meaning(parsed[last]), _relation(names, first)
    if meaning is None or end is None:
        return None
    if last == first:
        return _Reading(meaning, relation)
    return _Reading(Between(meaning, end), "" if relation in ("FROM", "BETWEEN", "SINCE") else relation)


def _joined(names: list[str], told: list[int], first: int) -> int:
    """Where the last of the expressions stands that "to", "and" or a dash joins to the first; commas join only on the way."""
    last = reached = first
    for at in told[told.index(first) + 1 :]:
        between = frozenset(names[reached + 1 : at])
        if not between or not between <= JOINTS | PASSED_OVER | {"COMMA"}:
            break
        reached = at
        last = at if between & JOINTS else last
    return last


def _meaning(node: Node) -> Meaning | None:
    return None if isinstance(node.value, str | Number) else node.value


def _relation(names: Sequence[str], at: int) -> str:
    before = at - 1
    while before >= 0 and names[before] in PASSED_OVER:
        before -= 1
    return names[before] if before >= 0 and names[before] in RELATIONS else ""


def _bounded(told: Told, relation: str, moment: Moment) -> Resolution:
    """The interval on the side of the told days that the relation names; only "since" and "from" leave the end open."""
    days = told.days
    assert days is not None
    rule = f"{relation.lower()} {told.rule}" if relation else told.rule
    if relation == "FROM" and told.unit == "day" and days.start < days.end:
        return Resolution(_clipped(told, moment), rule)  # "from May 15-24"
    if relation in ("SINCE", "FROM"):
        return Resolution(Interval(days.start, None), rule)
    if told.type == "TIME" and relation in ("BEFORE", "AFTER", "BY"):
        return Resolution(_clipped(told, moment), rule)  # "before dawn on Friday" is Friday
    if relation in ("UNTIL", "BY", "ENDS"):
        return Resolution(Interval(None, days.end), rule)
    if relation == "BEFORE":
        return Resolution(_interval(None, _step(days.start, -1)), rule)
    if relation == "AFTER":
        return Resolution(_after(days.end, moment), rule)
    return Resolution(_clipped(told, moment), rule)


def _step(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _interval(start: date | None, end: date | None) -> Interval | None:
    if start is None and end is None:
        return None
    return Interval(start, end) if not (start and end and end < start) else Interval(start, start)


def _after(day: date, moment: Moment) -> Interval | None:
    """From the day after, to publication for what has happened."""
    start = _step(day, 1)
    past = moment.published if moment.tense == "past" and start and moment.published and moment.published >= start else None
    return _interval(start, past)


def _clipped(told: Told, moment: Moment) -> Interval:
    """The days, cut at publication where the words say so ("this month" until publication, or from it for what is planned)."""
    days, published = told.days, moment.published
    assert days is not None
    if published is None or not told.clipped or not days.start <= published <= days.end:
        return Interval(days.start, days.end)
    ahead = told.clipped == "from" or (told.clipped == "by tense" and moment.tense == "future")
    clipped = replace(days, start=published) if ahead else replace(days, end=published)
    return Interval(clipped.start, clipped.end)


def tells_the_saying(lead: str, rest: str = "", language: str = "en") -> bool:
    """Whether a time between `lead` and `rest` is that of a plain verb of saying ("activists said Saturday", "told AFP on Monday").

    Such a day is not the happening's (the codebook). A possessive behind it ("said Friday's raid ...") belongs to the happening.
    """
    if POSSESSIVE.match(rest):
        return False
    known = load(language)
    words = TOKEN.findall(lead[-LEAD_WINDOW:])
    while words and (branch := known.words.get(words[-1].lower())) and any(known.names[e.symbol] in BESIDE_SAYING for e in branch.ends):
        words.pop()
    return any(known.tells.get(word.lower()) == "" for word in words[-2:]) and words[-1:] not in ([","], ["."])
