"""What a row of a language's tables must look like; a mistake is told with file and line."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable

from dateline.errors import InvalidTable

UNITS = "second|minute|hour|day|weekend|week|fortnight|month|quarter|half|year|decade|century|millennium"
WORDS = {
    "MONTH": r"[1-9]|1[0-2]",
    "ABBR": r"[1-9]|1[0-2]",
    "MAYBE": r"[1-9]|1[0-2]",
    "WD": "[0-6]",
    "WDS": "[0-6]",
    "WDABBR": "[0-6]",
    "SEASON": "SP|SU|FA|WI",
    "FALL": "SP|SU|FA|WI",
    "PART": "TMO|TMI|TAF|TEV|TNI",
    "NOON": r"T\d\d:\d\d",
    "MIDNIGHT": r"T\d\d:\d\d",
    "TODAY": r"-?\d",
    "ONES": r"\d",
    "TEEN": r"1\d",
    "TENS": r"[2-9]0",
    "ORDW": r"\d+",
    "ZONE": r"-?\d+(\.\d+)?",
    "AMPM": "am|pm",
    "EARLY": "START|MID|END",
    "LATE": "START|MID|END",
    "MID": "START|MID|END",
    "BEGIN": "START|MID|END",
    "END": "START|MID|END",
    **dict.fromkeys(("MINU", "HOURU", "DAYU", "WEEKU", "WKENDU", "MONTHU", "QTRU", "YEARU", "DECU", "CENTU", "UNITS", "QTRS"), UNITS),
}
"""The values that words of a symbol may have, where the engine computes with them."""
MONTH_DAY = r"(?:[1-9]|1[0-3])-(?:[1-9]|[12]\d|3[01])(?:\+\d+)?"
ISO = r"\d{4}-\d\d-\d\d"
FEASTS = {
    "fixed": MONTH_DAY,
    "weekday": r"(?:[1-9]|1[0-2])-[1-59]-[0-6](?:\+\d+)?",
    "western": r"-?\d+(?:\+\d+)?",
    "orthodox": r"-?\d+(?:\+\d+)?",
    "hijri": MONTH_DAY,
    "persian": MONTH_DAY,
    "hebrew": MONTH_DAY,
    "hijri month": MONTH_DAY,
    "persian month": MONTH_DAY,
    "once": ISO,
    "era": f"{ISO}/{ISO}",
}
"""How each kind of named day writes its place in its calendar."""


def line_of(table: Traversable, words: str) -> str:
    """File and line of the first row that holds the words, for messages."""
    lines = table.read_text(encoding="utf-8").splitlines()
    number = next((number for number, line in enumerate(lines, 1) if words in line and not line.startswith("#")), 0)
    return f"{table.name}:{number}"


def check_word(table: Traversable, row: tuple[str, str, str]) -> None:
    """A row of lexicon.tsv: form, symbol, value. Raises InvalidTable."""
    form, symbol, value = row
    if not re.fullmatch(WORDS.get(symbol, ".*"), value):
        raise InvalidTable(f"{line_of(table, form)}: {form!r}: a {symbol} is {WORDS[symbol]}, found {value!r}")


def check_feast(table: Traversable, row: tuple[str, str, str]) -> None:
    """A row of feasts.tsv: form, kind, place. Raises InvalidTable."""
    form, kind, place = row
    if kind not in FEASTS:
        raise InvalidTable(f"{line_of(table, form)}: {form!r}: unknown kind {kind!r}; known: {', '.join(FEASTS)}")
    if not re.fullmatch(FEASTS[kind], place):
        raise InvalidTable(f"{line_of(table, form)}: {form!r}: a place of kind {kind} is {FEASTS[kind]}, found {place!r}")
