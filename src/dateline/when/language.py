"""A language as data: the words that tell time (lexicon.tsv), how they combine (rules.tsv), and named days (feasts.tsv).

The engine knows no word of any language. A folder beside this file with those tables is a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.errors import InvalidTable, UnknownName
from dateline.ontology.tables import rows
from dateline.when.building import ACTIONS
from dateline.when.checks import check_feast, check_word, line_of

HERE = files("dateline.when")
TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|\n[ \t\r]*\n|[^\w\s]|_")
NAME = re.compile(r"[A-Z][A-Z_0-9]*")
DIGIT_SYMBOLS = ("D", "YEAR", "OLDYEAR", "INT", "DEC", "PAIR", "YEARS", "CLOCK", "FRACTION", "DATENUM")
CUES = (
    *(("surely", "SURELY"), ("coming", "WILL"), ("coming", "UNTIL"), ("coming", "BY"), ("coming", "ENDS")),
    *(("been", "WAS"), ("been", "ENDED"), ("", "SAID")),
)
"""What the words of a symbol tell about the tense of their sentence."""
FIRST_SYMBOL = 0x4E00
"""Symbols are single characters from here on, so that a rule is a regular expression over a string of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of the lexicon: its tokens as written, the symbol's character and its value."""

    tokens: tuple[str, ...]
    symbol: str
    value: str


@dataclass(slots=True)
class Branch:
    """The forms that end here, having followed their tokens in lower case from the first, and the tokens that may come next.

    `only` is the one form there is where no other could be meant, whatever its case and whatever follows.
    """

    ends: list[Entry] = field(default_factory=list)
    after: dict[str, Branch] = field(default_factory=dict)
    only: Entry | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A step of the grammar: what matches `pattern` becomes one `symbol` by `action`; `sure` only in words known to tell a time."""

    symbol: str
    pattern: re.Pattern[str]
    action: str
    argument: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded language.

    `words` holds the forms by their first token in lower case; `symbols` a symbol's character by its name and `names` the other
    way; `cues` the words that tell the tense, `tells` what each tells: "surely" to come, probably "coming", "been", or neither
    (""); `plans` which rules fired for runs of symbols seen.
    """

    words: dict[str, Branch]
    rules: tuple[Rule, ...]
    glue: frozenset[str]
    symbols: dict[str, str]
    names: dict[str, str]
    cues: re.Pattern[str]
    tells: dict[str, str]
    plans: dict[str, tuple[Rule, ...]] = field(default_factory=dict, compare=False, repr=False)


class Symbols:
    """Gives every name its character."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The character of a name, a new one for a new name."""
        return self.of.setdefault(name, chr(FIRST_SYMBOL + len(self.of)))


def _words(table: Traversable, symbols: Symbols) -> Iterator[Entry]:
    for form, symbol, value in rows(table, 3):
        check_word(table, (form, symbol, value))
        yield Entry(tuple(TOKEN.findall(form)), symbols(symbol), "" if value == "-" else value)


def _feasts(table: Traversable, symbols: Symbols) -> Iterator[Entry]:
    for form, kind, place in rows(table, 3):
        check_feast(table, (form, kind, place))
        symbol, value = ("ERA", place) if kind == "era" else ("FEAST", f"{kind} {place}")
        if kind.endswith(" month"):
            symbol, value = "FMONTH", f"{kind.removesuffix(' month')} {place}"
        yield Entry(tuple(TOKEN.findall(form)), symbols(symbol), value)


def _branches(entries: list[Entry]) -> dict[str, Branch]:
    root = Branch()
    for entry in entries:
        branch = root
        for token in entry.tokens:
            branch = branch.after.setdefault(token.lower(), Branch())
        branch.ends.append(entry)
    for branch in root.after.values():
        if not branch.after and len(branch.ends) == 1 and branch.ends[0].tokens[0].islower():
            branch.only = branch.ends[0]
    return root.after


@dataclass(slots=True)
class _Grammar:
    """The rules as they are read: macros by name, compiled rules, and the glue."""

    symbols: Symbols
    macros: dict[str, str] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    glue: frozenset[str] = frozenset()

    def compiled(self, pattern: str) -> str:
        """The pattern over symbols' characters. Raises KeyError for a name that nothing above defines."""

        def character(match: re.Match[str]) -> str:
            name = match.group()
            return f"(?:{self.macros[name]})" if name in self.macros else self.symbols.of[name]

        return NAME.sub(character, pattern).replace(" ", "")

    def read(self, symbol: str, pattern: str, action: str, argument: str) -> None:
        """One row. Raises KeyError for an unknown name, re.error for a pattern that is none."""
        if action == "glue":
            self.glue = frozenset(self.symbols.of[name] for name in pattern.split())
        elif action == "let":
            self.macros[symbol] = self.compiled(pattern)
        else:
            _ = ACTIONS[action]
            regex = re.compile(self.compiled(pattern))
            name = self.symbols(symbol.rstrip("!"))
            self.rules.append(Rule(name, regex, action, "" if argument == "-" else argument, symbol.endswith("!")))


def _read_rules(table: Traversable, symbols: Symbols) -> _Grammar:
    grammar = _Grammar(symbols)
    produced = [symbol.rstrip("!") for symbol, _, action, _ in rows(table, 4) if action not in ("let", "glue")]
    for name in (*DIGIT_SYMBOLS, *produced):
        symbols(name)
    for symbol, pattern, action, argument in rows(table, 4):
        try:
            grammar.read(symbol, pattern, action, argument)
        except KeyError as name:
            raise InvalidTable(f"{line_of(table, pattern)}: unknown symbol or action {name} in {pattern!r}") from None
        except re.error as problem:
            raise InvalidTable(f"{line_of(table, pattern)}: {pattern!r} is no pattern: {problem}") from None
    return grammar


@cache
def load(code: str = "en") -> Language:
    """The language of a folder in dateline/when. Raises UnknownName for one that is not there, InvalidTable for a mistake in it."""
    known = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir() and (folder / "rules.tsv").is_file())
    if code not in known:
        raise UnknownName("language of time expressions", code, known)
    return read_language(HERE / code)


def read_language(folder: Traversable) -> Language:
    """The language of any folder with lexicon.tsv, feasts.tsv and rules.tsv. Raises InvalidTable naming file and line."""
    symbols = Symbols()
    entries = [*_words(folder / "lexicon.tsv", symbols), *_feasts(folder / "feasts.tsv", symbols)]
    grammar = _read_rules(folder / "rules.tsv", symbols)
    tells = {form: tense for tense, symbol in CUES for form in _forms(entries, symbols(symbol))}
    cues = "|".join(map(re.escape, sorted(tells, key=len, reverse=True)))
    names = {character: name for name, character in symbols.of.items()}
    pattern = re.compile(rf"\b(?:{cues})\b" if cues else "(?!)")
    return Language(_branches(entries), tuple(grammar.rules), grammar.glue, symbols.of, names, pattern, tells)


def _forms(entries: list[Entry], symbol: str) -> Iterator[str]:
    return (" ".join(entry.tokens).lower() for entry in entries if entry.symbol == symbol)
