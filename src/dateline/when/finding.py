"""Every time expression of a text, as TIMEX3 has it: where it stands, its type, value and modifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.records import Span
from dateline.when.days import Tense
from dateline.when.language import Language, load
from dateline.when.parts import Number
from dateline.when.points import Calendar
from dateline.when.reading import Node, parse, segments
from dateline.when.shifts import FRAME
from dateline.when.stretches import Modified
from dateline.when.telling import Meaning, Moment, TimexType, Told

SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n")
EXPRESSIONS = ("T", "DUR", "SET", "REF")
GRACE = 60
"""As Moment.grace, but here the tense is only guessed."""
CUE_WINDOW = 80
"""How many code points before an expression are looked at for its tense."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3: `[start, end)` in code points, its words, type, value and mod; `told` holds its days where known, and the rule."""

    span: Span
    text: str
    type: TimexType
    value: str
    mod: str
    told: Told


def meanings(run: list[Node], language: Language) -> Iterator[tuple[Node, Meaning]]:
    """The expressions of a run of tokens, each with its meaning."""
    for node in parse(run, language):
        if language.names[node.symbol] in EXPRESSIONS and not isinstance(node.value, str | Number):
            yield node, node.value


def place(meaning: Meaning, moment: Moment) -> Told | None:
    """A meaning in its place; None where the calendar has no such day (29 February 2015, year 10000)."""
    try:
        return meaning.at(moment)
    except (OverflowError, ValueError):
        return None


def find(text: str, published: date | None = None, day_first: bool = True, language: str = "en") -> list[TimeExpression]:
    """Every time expression of `text`, in order. Relative ones are counted from `published`; without it values stay open."""
    return find_in(text, Moment(published, day_first=day_first, grace=GRACE), load(language))


def find_in(text: str, moment: Moment, language: Language) -> list[TimeExpression]:
    """Every time expression of `text` in a language, told from `moment` on. Never raises."""
    found = []
    for run in segments(text, language):
        for node, meaning in meanings(run, language):
            told = place(meaning, replace(moment, tense=_tense(text, node, meaning, language)))
            if told is None:
                continue
            span = Span(node.start, node.end)
            found.append(TimeExpression(span, span.of(text), told.type, told.value, told.mod, told))
            moment = _after(moment, told)
    return found


def _after(moment: Moment, told: Told) -> Moment:
    """The narrative once an expression has been told."""
    if told.days is None or told.type not in ("DATE", "TIME"):
        return moment
    reported = told.unit == "quarter" and FRAME not in told.rule
    return replace(moment, last=told, frame=told if reported else moment.frame)


def _tense(text: str, node: Node, meaning: Meaning, language: Language) -> Tense:
    """Whether the sentence up to the expression speaks of what is to come: the last of the language's cues decides ("will", "was").

    A day and month are the nearest ones unless the sentence speaks of the past; for a weekday only the plainest cues count.
    """
    before = text[max(0, node.start - CUE_WINDOW) : node.start]
    cues = language.cues.findall(SENTENCE_END.split(before)[-1].lower())
    told = language.tells[cues[-1]] if cues else ""
    if isinstance(meaning, Calendar) and meaning.day:
        return "past" if told == "been" else "present"
    month = isinstance(meaning, Calendar | Modified)
    return "future" if told == "surely" or (month and told == "coming") else "present"
