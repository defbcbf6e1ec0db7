"""The actions that rules.tsv names: from the parts that a rule matched to a meaning. They know symbols' names, never words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.when.amounts import About, Again, AgainIn, Amount, TimeOf, Vague
from dateline.when.calendar import Days, containing
from dateline.when.feasts import Feast
from dateline.when.meaning import Calendar, Fixed, InYear, Modified, Nth, Numbered, NumericDate, Shift, Side, Weekday, WeekdayIn
from dateline.when.telling import Meaning
from dateline.when.values import amount_value, short_year


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits; None is an unknown few."""

    count: float | None


Value = str | Number | Meaning
TODAY = Shift(0, "day")
UNITS_OF_DAYS = ("day", "week", "weekend", "fortnight")


class Parts:
    """What a rule matched: symbols by name with their values, in order."""

    def __init__(self, parts: list[tuple[str, Value]]) -> None:
        self.parts = parts

    def words(self, *names: str) -> list[str]:
        """The plain values of the parts with these symbols."""
        return [value for name, value in self.parts if name in names and isinstance(value, str)]

    def word(self, *names: str) -> str:
        """The first of them, or ""."""
        return next(iter(self.words(*names)), "")

    def has(self, *names: str) -> bool:
        """Whether a part has one of these symbols."""
        return any(name in names for name, _ in self.parts)

    def meanings(self) -> list[Meaning]:
        """The parts that have already been understood."""
        return [value for _, value in self.parts if not isinstance(value, str | Number)]

    def number(self) -> Number:
        """The first count among the parts; one where there is none."""
        for name, value in self.parts:
            if isinstance(value, Number):
                return value
            if name in ("D", "INT", "DEC", "YEAR") and isinstance(value, str):
                return Number(_digits(value))
        return Number(1)

    def unit(self) -> str:
        """The last unit's name."""
        named = [value for name, value in self.parts if name in UNIT_SYMBOLS and isinstance(value, str)]
        return named[-1] if named else "day"

    def year(self) -> int | None:
        """The year among the parts."""
        word = self.word("YEAR")
        return int(word) if word else None


UNIT_SYMBOLS = frozenset(
    ("SECU", "MINU", "HOURU", "DAYU", "WEEKU", "WKENDU", "FORTU", "MONTHU", "QTRU", "HALF", "YEARU", "DECU", "CENTU", "MILLU", "UNITS")
)  # fmt: skip
Action = Callable[[Parts, str], "Value | None"]


def _digits(word: str) -> float:
    if "/" in word:
        above, _, below = word.partition("/")
        return int(above) / (int(below) or 1)
    return float(word.replace(",", ""))


def _keep(parts: Parts, symbol: str) -> Value | None:
    """The value of the part with the symbol that the argument names."""
    return next((value for name, value in parts.parts if name == symbol), None)


def _last(parts: Parts, _: str) -> Value | None:
    return next(iter(reversed(parts.meanings())), None)


def _number(parts: Parts, argument: str) -> Value | None:
    """Number words added up; "few" is unknown; "half" adds a half; "pair" keeps the first."""
    if argument == "few":
        return Number(None)
    if argument == "half":
        count = parts.number().count
        return None if count is None else Number(count + 0.5)
    if argument == "pair":
        return parts.number() if not parts.has("PAIR") else Number(float(parts.word("PAIR").split("-")[0]))
    total, current = 0.0, 0.0
    for name, value in parts.parts:
        if isinstance(value, str) and value.replace("/", "").replace(".", "").isdigit():
            grows = name == "HUNDRED"
            current = (current or 1) * _digits(value) if grows else current + _digits(value)
            if grows and value == "1000":
                total, current = total + current, 0.0
    return Number(total + current)


def _ordinal(parts: Parts, _: str) -> Value | None:
    words = parts.words("ORDW", "TENS", "D", "INT")
    return str(sum(int(word) for word in words)) if words else "2"


def _spoken_year(parts: Parts, _: str) -> Value | None:
    words = parts.words("TEEN", "TENS", "ONES")
    if len(words) < 2:
        return None
    return str(int(words[0]) * 100 + sum(int(word) for word in words[1:]))


def _number_year(parts: Parts, _: str) -> Value | None:
    count = parts.number().count
    return str(int(count)) if count is not None and 1000 <= count <= 2999 else None


def _short_year(parts: Parts, _: str) -> Value | None:
    return str(short_year(int(parts.word("D", "INT"))))


def _calendar(parts: Parts, _: str) -> Value | None:
    """A date from its month, day and year; the weekday beside it adds nothing."""
    month, days = parts.word("MONTH"), [int(day) for day in parts.words("D", "ORD")]
    if any(not 1 <= day <= 31 for day in days):
        return None
    year = parts.year()
    pair = parts.word("PAIR")
    if pair:
        days = [int(day) for day in pair.split("-")]
    if len(days) > 1 and days[1] < days[0]:
        return None
    return Calendar(year, int(month) if month else None, days[0] if days else None, last_day=days[1] if len(days) > 1 else None)


def _season(parts: Parts, _: str) -> Value | None:
    return Calendar(parts.year(), season=parts.word("SEASON"))


def _year(parts: Parts, _: str) -> Value | None:
    return Calendar(parts.year())


def _years(parts: Parts, _: str) -> Value | None:
    """2016-2017, 2016-17."""
    words = parts.word("YEARS").split("-") if parts.has("YEARS") else parts.words("YEAR", "D", "INT")
    first, second = int(words[0]), int(words[-1])
    second = second if second > 99 else first - first % 100 + second
    if not 1 <= first <= second or second - first > 200:
        return None
    return Fixed(Days(date(first, 1, 1), date(second, 12, 31)), "year")


def _decade(parts: Parts, _: str) -> Value | None:
    word = parts.word("YEAR") or parts.word("INT", "D", "DECADES")
    year = int(word) if len(word) == 4 else short_year(int(word))
    if parts.has("TEEN"):
        year = int(parts.word("TEEN")) * 100 + year % 100
    return Fixed(containing(date(year, 1, 1), "decade"), "decade") if year % 10 == 0 else None


def _century(parts: Parts, _: str) -> Value | None:
    number = int(parts.word("ORD"))
    return Fixed(containing(date(max(number * 100 - 100, 1), 1, 1), "century"), "century") if 1 <= number <= 99 else None


def _feast(parts: Parts, _: str) -> Value | None:
    way = "last" if parts.has("LAST") else "next" if parts.has("NEXT", "COMING") else ""
    kind, _, place = parts.word("FEAST").partition(" ")
    return Feast(kind, place, parts.year(), way)


def _weekday(parts: Parts, argument: str) -> Value | None:
    weekday = int(parts.word("WD"))
    if argument == "told":
        return Weekday(weekday, "last" if parts.has("PREV") else "next", told=True)
    return WeekdayIn(weekday, parts.meanings()[-1]) if argument == "in" else Weekday(weekday, argument)


def _shift(parts: Parts, argument: str) -> Value | None:
    """The argument: a count ("+", "-" take the number among the parts), then "told", "base", or how it is cut ("tense", "till")."""
    sign, *flags = argument.split()
    number = parts.number().count
    if sign in "+-":
        if number is None:
            return Vague("PAST_REF" if sign == "-" else "FUTURE_REF")
        count = number if sign == "+" else -number
    else:
        count = float(sign)
    base = parts.meanings()[-1] if "base" in flags else None
    clipped = "by tense" if "tense" in flags else ""
    return Shift(count, parts.unit(), base, "told" in flags, clipped)


def _today(parts: Parts, _: str) -> Value | None:
    return Shift(int(parts.word("TODAY")), "day")


def _named_last(parts: Parts, argument: str) -> Value | None:
    """A month, season or feast with "last", "next" or "this"."""
    month, season = parts.word("MONTH"), parts.word("SEASON")
    return Calendar(None, int(month) if month else None, season=season, way=argument)


def _in_year(parts: Parts, _: str) -> Value | None:
    """A month, a day or a season of a year told by itself ("July last year")."""
    month, season = parts.word("MONTH"), parts.word("SEASON")
    year = parts.meanings()[-1]
    calendar = next((value for value in parts.meanings() if isinstance(value, Calendar)), None)
    return InYear(calendar or Calendar(None, int(month) if month else None, season=season), year)


def _nth(parts: Parts, argument: str) -> Value | None:
    """A numbered unit, of a year or a stretch that is given or not; argument "count" for several of them."""
    word = parts.word("ORD") or parts.word("ORDLAST", "LAST") or "1"
    unit, bases = parts.unit(), parts.meanings()
    base = bases[-1] if bases else Calendar(parts.year()) if parts.has("YEAR") else None
    count = parts.number().count if argument == "count" else 1
    if base is None:
        return Numbered(int(word), unit) if unit in ("quarter", "half") and int(word) <= (4 if unit == "quarter" else 2) else None
    return Nth(int(word), unit, base, int(count or 1))


def _modified(parts: Parts, argument: str) -> Value | None:
    base = parts.meanings()[-1] if parts.meanings() else Shift(0, parts.unit())
    return Modified(argument or parts.words("EARLY", "LATE", "MID", "BEGIN", "END")[-1], base)


def _side(parts: Parts, argument: str) -> Value | None:
    mod, clipped = argument.split()
    return Side(mod, clipped, parts.meanings()[-1] if parts.meanings() else Shift(0, parts.unit()))


def _part(parts: Parts, argument: str) -> Value | None:
    """A part of a day: of the day among the parts, or the argument's days from publication or from what was told ("0 told")."""
    count, *flags = argument.split() or ["0"]
    base = parts.meanings()[-1] if parts.meanings() else Shift(int(count), "day", told="told" in flags)
    time = parts.word("PART", "EARLYHOURS", "OVERNIGHT", "TONIGHT")
    mod = parts.word("EARLY", "LATE", "MID") if "mod" in flags else ""
    return TimeOf(time, base, mod=mod)


def _clock(parts: Parts, _: str) -> Value | None:
    """A time of the clock, without its day yet: "T10:35", with its zone behind a space."""
    fixed = parts.word("NOON", "MIDNIGHT")
    time = fixed or _clock_time(parts.word("CLOCK", "DEC", "D", "INT", "YEAR", "OLDYEAR"), parts.word("AMPM"))
    return f"{time} {parts.word('ZONE')}".strip() if time else None


def _clock_time(word: str, half: str) -> str:
    digits = word.replace(".", ":")
    if ":" not in digits:
        digits = f"{digits[:2]}:{digits[2:]}" if len(digits) == 4 else f"{digits}:00"
    hour, minute = (int(part) for part in digits.split(":")[:2])
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""


def _at_clock(parts: Parts, _: str) -> Value | None:
    time, _, zone = parts.word("K").partition(" ")
    base = parts.meanings()[-1] if parts.meanings() else TODAY
    return TimeOf(time, base, float(zone) if zone else None)


def _amount(parts: Parts, argument: str) -> Value | None:
    """So many units; the argument is the way (-1, 0, 1), "half", or "few" for unknown."""
    unit = parts.unit()
    if argument == "half":
        return Amount(0.5 if parts.parts[0][0] == "HALF" else 1.5, unit)
    if argument == "few":
        return Amount(None, unit)
    return Amount(parts.number().count, unit, int(argument))


def _numeric(parts: Parts, _: str) -> Value | None:
    return NumericDate(parts.word("DATENUM"))


def _set(parts: Parts, argument: str) -> Value | None:
    """Again and again; argument "in" for a part of the calendar."""
    weekday, part = parts.word("WD", "WDS"), parts.word("PART", "PARTS")
    if weekday:
        return Again(f"XXXX-WXX-{int(weekday) + 1}{part}")
    if part:
        return Again(f"XXXX-XX-XX{part}")
    if parts.meanings() or parts.has("MONTH"):
        return AgainIn(parts.meanings()[-1] if parts.meanings() else Calendar(None, int(parts.word("MONTH"))))
    word = parts.word("SETW")
    return Again(word or amount_value(parts.number().count, parts.unit()))


def _about(parts: Parts, _: str) -> Value | None:
    return About(parts.word("ABOUT", "WITHIN"), parts.meanings()[-1])


def _vague(parts: Parts, argument: str) -> Value | None:
    return Vague(argument or parts.word("REFW"))


ACTIONS: Mapping[str, Action] = {
    "keep": _keep, "last": _last, "number": _number, "ordinal": _ordinal, "spoken year": _spoken_year, "number year": _number_year,
    "short year": _short_year, "calendar": _calendar, "season": _season, "year": _year, "years": _years, "decade": _decade,
    "century": _century, "feast": _feast, "weekday": _weekday, "shift": _shift, "today": _today, "named": _named_last,
    "in year": _in_year, "nth": _nth, "modified": _modified, "side": _side, "part": _part, "clock": _clock, "at clock": _at_clock,
    "amount": _amount, "numeric": _numeric, "set": _set, "about": _about, "vague": _vague,
}  # fmt: skip
