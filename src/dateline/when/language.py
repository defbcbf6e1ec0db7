"""A language as data: the words that tell time (lexicon.tsv), how they combine (rules.tsv), and named days (feasts.tsv).

The engine knows no word of any language. A folder beside this file with those tables is a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.errors import InvalidTable, UnknownName
from dateline.ontology.tables import rows

HERE = files("dateline.when")
TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|\n[ \t\r]*\n|[^\w\s]|_")
FIRST_SYMBOL = 0x4E00
"""Symbols are single characters from here on, so that a rule is a regular expression over a string of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of the lexicon: its tokens as written, the symbol's character and its value."""

    tokens: tuple[str, ...]
    symbol: str
    value: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A step of the grammar: what matches `pattern` becomes one `symbol` ("" for the symbol of its own head) by `action`."""

    symbol: str
    pattern: re.Pattern[str]
    action: str
    argument: str
    line: int


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded language. `entries` by the first token in lower case, longest form first; `names` from character to symbol."""

    entries: dict[str, tuple[Entry, ...]]
    rules: tuple[Rule, ...]
    symbols: dict[str, str]
    glue: frozenset[str]
    names: dict[str, str]


class Symbols:
    """Gives every name its character."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        return self.of.setdefault(name, chr(FIRST_SYMBOL + len(self.of)))


def _entries(table: Traversable, symbols: Symbols) -> Iterator[Entry]:
    for form, symbol, value in rows(table, 3):
        yield Entry(tuple(TOKEN.findall(form)), symbols(symbol), "" if value == "-" else value)


def _feasts(table: Traversable, symbols: Symbols) -> Iterator[Entry]:
    for form, kind, place in rows(table, 3):
        yield Entry(tuple(TOKEN.findall(form)), symbols("FEAST"), f"{kind} {place}")


def _by_first(entries: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.tokens)):
        found.setdefault(entry.tokens[0].lower(), []).append(entry)
    return {first: tuple(same) for first, same in found.items()}


def _compile(pattern: str, macros: dict[str, str], symbols: Symbols) -> str:
    def translate(match: re.Match[str]) -> str:
        name = match.group()
        return f"(?:{macros[name]})" if name in macros else symbols(name)

    return re.sub(r"[A-Z][A-Z_0-9]*", translate, pattern).replace(" ", "")


def _read_rules(table: Traversable, symbols: Symbols) -> tuple[list[Rule], frozenset[str]]:
    macros: dict[str, str] = {}
    found: list[Rule] = []
    glue: frozenset[str] = frozenset()
    for number, (symbol, pattern, action, argument) in enumerate(rows(table, 4), 1):
        if action == "glue":
            glue = frozenset(symbols(name) for name in pattern.split())
            continue
        compiled = _compile(pattern, macros, symbols)
        if action == "let":
            macros[symbol] = compiled
            continue
        try:
            regex = re.compile(compiled)
        except re.error as problem:
            raise InvalidTable(f"{table.name}: row {number}: {pattern!r} is no pattern: {problem}") from None
        found.append(Rule("" if symbol == "*" else symbols(symbol), regex, action, argument, number))
    return found, glue


@cache
def load(code: str = "en") -> Language:
    """The language of a folder in dateline/when. Raises UnknownName for one that is not there, InvalidTable for a mistake in it."""
    known = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir() and (folder / "rules.tsv").is_file())
    if code not in known:
        raise UnknownName("language of time expressions", code, known)
    symbols = Symbols()
    entries = [*_entries(HERE / code / "lexicon.tsv", symbols), *_feasts(HERE / code / "feasts.tsv", symbols)]
    rules, glue = _read_rules(HERE / code / "rules.tsv", symbols)
    names = {character: name for name, character in symbols.of.items()}
    return Language(_by_first(entries), tuple(rules), symbols.of, glue, names)
