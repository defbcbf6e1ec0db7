"""How many: every figure with its voice and day; never a sum of what several voices count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median_low

from dateline.events.voices import Voices
from dateline.records import Claim, Count, Figure, Toll


@dataclass(frozen=True, slots=True)
class Said:
    """Who says each claim, of which camp the voices are, and when each report was published."""

    voices: Voices
    camps: Mapping[str, str]
    days: Mapping[str, date | None]


def toll(claims: Iterable[Claim], name: str, said: Said) -> Toll | None:
    """The toll of one kind (killed, injured, displaced, detained); None where no claim gives a figure.

    Within a report a voice's largest figure is its count (the smaller ones are parts of it); a later report's figure of the same voice
    supersedes it. Running totals over many happenings (`tally`) are left out, and so is a number that is the year of publication: a date
    that was read as a count.
    """
    counted = [(claim, count) for claim in claims if (count := getattr(claim, name)) and not claim.tally]
    figures = [_figure(claim, count, said) for claim, count in counted if not _is_year(count, said.days.get(claim.report))]
    if not figures:
        return None
    every = _ordered([figure for voice in _by_voice(figures).values() for figure in _superseding(voice)])
    standing = [figure for figure in every if not figure.superseded]
    stated = [number(figure) for figure in standing]
    lows = [figure.low if figure.low is not None else 0 for figure in standing]
    return Toll(min(lows), median_low(stated), max(stated), tuple(every))


def _is_year(count: Count, day: date | None) -> bool:
    return day is not None and count.low == count.high == day.year


def number(figure: Figure) -> int:
    """The number that a figure states."""
    return figure.low if figure.low is not None else figure.high or 0


def _figure(claim: Claim, count: Count, said: Said) -> tuple[str, Figure]:
    voice = said.voices[claim.id]
    return claim.report, Figure(count.low, count.high, voice, said.camps.get(voice, ""), said.days.get(claim.report), claim.id)


def _by_voice(figures: Iterable[tuple[str, Figure]]) -> dict[str, dict[str, list[Figure]]]:
    found: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for report, figure in figures:
        found[figure.voice][report].append(figure)
    return found


def _superseding(reports: Mapping[str, Sequence[Figure]]) -> list[Figure]:
    """One voice's figures, the largest of each report, all but the latest marked."""
    largest = [max(own, key=lambda figure: (number(figure), figure.claim)) for own in reports.values()]
    last = max((figure.day or date.min for figure in largest), default=date.min)
    current = max((f for f in largest if (f.day or date.min) == last), key=lambda figure: (number(figure), figure.claim))
    return [replace(figure, superseded=figure is not current) for figure in largest]


def _ordered(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda f: (f.superseded, f.voice, f.day or date.min, f.claim))


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be true: their ranges share a number."""
    lows = [figure.low or 0 for figure in (one, other)]
    highs = [figure.high for figure in (one, other) if figure.high is not None]
    return max(lows) <= min(highs, default=max(lows))


def shown(figure: Figure) -> str:
    """A figure as people say it: 31, at least 43, up to 50, 10 to 15."""
    if figure.low is None:
        return f"up to {figure.high}"
    if figure.high is None:
        return f"at least {figure.low}"
    return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"
