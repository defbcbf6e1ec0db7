"""The actions that rules.tsv names: from the parts that a rule matched to a meaning. They know symbols' names, never words."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.when.amounts import About, Again, AgainIn, Amount, Vague
from dateline.when.clock import CLOCK
from dateline.when.counting import COUNTING
from dateline.when.feasts import Era, Feast, dated_abroad
from dateline.when.parts import Action, Parts, Value
from dateline.when.points import Calendar, InYear, NumericDate, Weekday, WeekdayIn
from dateline.when.shifts import Frame, LatestDay, Nth, NthWeekday, Numbered, Shift
from dateline.when.stretches import Half, Modified, Side
from dateline.when.telling import Meaning
from dateline.when.values import amount_value

NUMBERED = {"quarter": 4, "half": 2}
WHOLE_YEARS = {"decade": ("year", 10), "century": ("year", 100), "millennium": ("year", 1000)}
"""What "a decade ago" is counted in."""


def _keep(parts: Parts, symbol: str) -> Value | None:
    """The value of the part with the symbol that the argument names."""
    return next((value for name, value in parts.parts if name == symbol), None)


def _last(parts: Parts, _: str) -> Value | None:
    return parts.meaning()


def _calendar(parts: Parts, _: str) -> Value | None:
    """A date from its month, day and year, and the weekday beside it."""
    pair = parts.word("PAIR")
    days = [int(day) for day in (pair.split("-") if pair else parts.words("D", "ORD"))]
    if any(not 1 <= day <= 31 for day in days) or sorted(days) != days:
        return None
    weekday = parts.word("WD")
    return Calendar(
        year=parts.year(),
        month=parts.month(),
        day=days[0] if days else None,
        last_day=days[-1] if len(days) > 1 else None,
        weekday=int(weekday) if weekday and days else None,
    )


def _season(parts: Parts, argument: str) -> Value | None:
    """A season; argument "years" for a winter over the turn of the year."""
    year = int(parts.word("YEARS")[:4]) if argument == "years" and parts.has("YEARS") else parts.year()
    return Calendar(year, season=parts.word("SEASON"))


def _year(parts: Parts, _: str) -> Value | None:
    return Calendar(parts.year())


def _numeric(parts: Parts, _: str) -> Value | None:
    return NumericDate(parts.word("DATENUM"))


def _feast(parts: Parts, argument: str) -> Value | None:
    """A named day, its year or its turn; argument "week" for its week."""
    way = "last" if parts.has("LAST") else "next" if parts.has("NEXT", "COMING") else ""
    kind, _, place = parts.word("FEAST").partition(" ")
    feast = Feast(kind, place, parts.year(), way)
    return WeekdayIn(0, feast, whole=True) if argument == "week" else feast


def _abroad(parts: Parts, _: str) -> Value | None:
    """A day, month and perhaps year of the Hijri or Persian calendar."""
    day, year = parts.word("D", "ORD"), parts.word("OLDYEAR", "YEAR")
    return dated_abroad(parts.word("FMONTH", "FEAST"), int(day) if day else None, int(year) if year else None)


def _era(parts: Parts, _: str) -> Value | None:
    return Era(parts.word("ERA"))


def _weekday(parts: Parts, argument: str) -> Value | None:
    """A weekday; argument "in" for one of a week, "told" from what was told last, or its way."""
    weekday = int(parts.word("WD"))
    if argument == "told":
        return Weekday(weekday, "last" if parts.has("PREV") else "next", told=True)
    week = parts.meaning()
    return WeekdayIn(weekday, week) if argument == "in" and week else Weekday(weekday, argument)


def _shift(parts: Parts, argument: str) -> Value | None:
    """The argument: a count ("ahead", "back" take the number among the parts), then flags.

    "told" counts from what was told last, "base" from the date among the parts, "keep" keeps its grain, "tense" cuts at publication.
    """
    sign, *flags = argument.split()
    number = parts.number().count if sign in ("ahead", "back") else float(sign)
    if number is None:
        return _few(parts.unit(), sign, "told" in flags)
    base = parts.meaning() if "base" in flags else None
    count = -number if sign == "back" else number
    unit, times = WHOLE_YEARS.get(parts.unit(), (parts.unit(), 1)) if sign in ("ahead", "back") else (parts.unit(), 1)
    keep = "keep" in flags or bool(base and count)
    return Shift(count * times, unit, base, "told" in flags, "by tense" if "tense" in flags else "", keep)


def _few(unit: str, sign: str, told: bool) -> Value:
    """An unknown number of units away: hours after what was told last are its day, days after it an amount."""
    if told and unit in ("hour", "minute", "second"):
        return Shift(0, "day", told=True)
    return Amount(None, unit) if told else Vague("PAST_REF" if sign == "back" else "FUTURE_REF")


def _today(parts: Parts, _: str) -> Value | None:
    return Shift(int(parts.word("TODAY")), "day")


def _latest(parts: Parts, _: str) -> Value | None:
    return LatestDay()


def _named(parts: Parts, argument: str) -> Value | None:
    """A month or season with "last", "next" or "this" before it."""
    return Calendar(month=parts.month(), season=parts.word("SEASON"), way=argument)


def _in_year(parts: Parts, _: str) -> Value | None:
    """A month, a day or a season of a year told by itself ("July last year")."""
    calendar = next((value for value in parts.meanings() if isinstance(value, Calendar)), None)
    year = parts.meaning()
    return InYear(calendar or Calendar(month=parts.month(), season=parts.word("SEASON")), year) if year else None


def _nth(parts: Parts, argument: str) -> Value | None:
    """A numbered unit of a year or stretch, given or not; argument "count" for several of them, "year ago" for one a year back."""
    number = int(parts.word("ORD", "ORDLAST", "LAST", "QNAME", "HNAME") or 1)
    unit = "quarter" if parts.has("QNAME") else "half" if parts.has("HNAME") else parts.unit()
    count = parts.number().count if argument == "count" else 1
    if count is None:
        return None
    base = Shift(-1, "year") if argument == "year ago" else parts.meaning() or (Calendar(parts.year()) if parts.has("YEAR") else None)
    if base is not None:
        return Nth(number, unit, base, int(count))
    return Numbered(number, unit) if 1 <= abs(number) <= NUMBERED.get(unit, 0) else None


def _nth_weekday(parts: Parts, _: str) -> Value | None:
    base = parts.meaning()
    return NthWeekday(int(parts.word("ORD", "ORDLAST", "LAST")), int(parts.word("WD")), base) if base else None


def _frame(parts: Parts, argument: str) -> Value | None:
    """The quarter that a report on figures is about, so many years away or in the year among the parts."""
    years = int(argument) if argument else 0
    return Frame(years, parts.year(), "quarter" if parts.has("QTRU", "PERIOD") else parts.unit(), parts.has("EARLIER"))


def _week_of(parts: Parts, _: str) -> Value | None:
    day = parts.meaning()
    return WeekdayIn(0, day, whole=True) if day else None


def _base(parts: Parts) -> Meaning:
    """The date among the parts, or the current unit; a bare day is the one told last."""
    return parts.meaning() or (LatestDay() if parts.unit() == "day" else Shift(0, parts.unit()))


def _modified(parts: Parts, argument: str) -> Value | None:
    """Early, middle or late in a date; argument "half" for its halves, or the mod itself."""
    if argument == "half":
        return Half(parts.word("ORD") != "1", _base(parts))
    words = parts.words("EARLY", "LATE", "MID", "BEGIN", "END")
    return Modified(argument or words[-1], _base(parts), edge=parts.has("BEGIN", "END"))


def _side(parts: Parts, argument: str) -> Value | None:
    """Earlier or later in a date; the argument is the mod and the side of publication."""
    mod, clipped = argument.split()
    return Side(mod, clipped, _base(parts))


def _amount(parts: Parts, argument: str) -> Value | None:
    """So many units; the argument is the way (-1, 0, 1), "half", or "few" for unknown."""
    if argument == "half":
        halved = any(name == "HALF" for name, _ in parts.parts[:2])
        return Amount(0.5, parts.unit()) if halved else Amount(1.5, parts.units()[0])
    if argument == "few":
        return Amount(None, parts.unit())
    return Amount(parts.number().count, parts.unit(), int(argument))


def _set(parts: Parts, argument: str) -> Value | None:
    """Again and again; argument "season" for some seasons or parts of the day in a row."""
    if argument == "season":
        return Again(f"XXXX-{parts.word('SEASONS') or 'XX-XX' + parts.word('PARTS')}")
    weekday, part = parts.word("WD", "WDS"), parts.word("PART", "PARTS")
    if weekday or part:
        return Again(f"XXXX-WXX-{int(weekday) + 1}{part}" if weekday else f"XXXX-XX-XX{part}")
    if parts.has("MONTH", "SEASON"):
        return AgainIn(Calendar(month=parts.month(), season=parts.word("SEASON")))
    return Again(parts.word("SETW") or amount_value(parts.number().count, parts.unit()))


def _about(parts: Parts, _: str) -> Value | None:
    base = parts.meaning()
    return About(parts.word("ABOUT", "WITHIN"), base) if base else None


def _vague(parts: Parts, argument: str) -> Value | None:
    """A reference without days; argument "duration" for an amount without a number, or the reference itself."""
    return Vague(parts.word("WHILE"), "DURATION") if argument == "duration" else Vague(argument or parts.word("REFW"))


ACTIONS: Mapping[str, Action] = {
    **{"keep": _keep, "last": _last, "calendar": _calendar, "season": _season, "year": _year, "numeric": _numeric, "feast": _feast},
    **{"abroad": _abroad, "era": _era, "weekday": _weekday, "shift": _shift, "today": _today, "latest": _latest, "named": _named},
    **{"in year": _in_year, "nth": _nth, "nth weekday": _nth_weekday, "frame": _frame, "week of": _week_of},
    **{"modified": _modified, "side": _side, "amount": _amount, "set": _set, "about": _about, "vague": _vague},
    **COUNTING,
    **CLOCK,
}
"""Every action by the name that rules.tsv gives it."""
