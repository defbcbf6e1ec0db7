"""Text -> symbols -> nodes: the grammar's engine. Rules are applied in the order of their table, each from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.when.building import ACTIONS, Parts, Value
from dateline.when.language import TOKEN, Entry, Language, Rule

NUMERIC_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2}")


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of text that the grammar has understood as `symbol`, offsets in code points."""

    symbol: str
    start: int
    end: int
    value: Value


def digits_symbol(word: str) -> str:
    """The symbol's name for a token of digits: DATENUM, CLOCK, FRACTION, DEC, D (1 to 31), YEAR (1900 to 2099), OLDYEAR, INT, BIGINT."""
    if word.isdigit():
        return _integer_symbol(word)
    if NUMERIC_DATE.fullmatch(word):
        return "DATENUM"
    if re.fullmatch(r"[01]?\d:[0-5]\d(:[0-5]\d)?|2[0-4]:[0-5]\d(:[0-5]\d)?", word):
        return "CLOCK"
    if re.fullmatch(r"\d{1,2}/\d{1,2}", word):
        return "FRACTION"
    if re.fullmatch(r"\d{4}-\d{2}(\d{2})?", word):
        return "YEARS"
    if re.fullmatch(r"\d{1,3}-\d{1,3}", word):
        return "PAIR"
    return "DEC" if re.fullmatch(r"\d{1,3}(\.\d+|(,\d{3})+)", word) else "X"


def _integer_symbol(word: str) -> str:
    if len(word) == 4 and word[0] != "0":
        return "YEAR" if word[:2] in ("19", "20") else "OLDYEAR"
    if len(word) <= 2 and word.isascii() and 1 <= int(word) <= 31:
        return "D"
    return "INT" if len(word) <= 4 else "X"


def terminals(text: str, language: Language) -> Iterator[Node]:
    """The tokens of `text` that the language's lexicon knows, and digits; unknown words appear with the symbol ""."""
    tokens = [(match.group(), match.start()) for match in TOKEN.finditer(text)]
    entries, symbols = language.entries, language.symbols
    position = 0
    while position < len(tokens):
        word, start = tokens[position]
        known = entries.get(word.lower())
        entry = known and _longest(known, tokens, position)
        if entry:
            position += len(entry.tokens)
            last, begin = tokens[position - 1]
            yield Node(entry.symbol, start, begin + len(last), entry.value)
            continue
        position += 1
        symbol = symbols.get(digits_symbol(word), "") if word[0].isdigit() else ""
        yield Node(symbol, start, start + len(word), word)


def _longest(known: tuple[Entry, ...], tokens: list[tuple[str, int]], position: int) -> Entry | None:
    for entry in known:
        words = tokens[position : position + len(entry.tokens)]
        if len(words) == len(entry.tokens) and all(_same(form, word) for form, (word, _) in zip(entry.tokens, words, strict=True)):
            return entry
    return None


def _same(form: str, word: str) -> bool:
    if form == word:
        return True
    return form.islower() and form == word.lower() or (form.istitle() and form.upper() == word)


def segments(text: str, language: Language) -> Iterator[list[Node]]:
    """The runs of known tokens that hold more than glue."""
    run: list[Node] = []
    for node in terminals(text, language):
        if node.symbol:
            run.append(node)
            continue
        if run and _telling(run, language):
            yield run
        run = []
    if run and _telling(run, language):
        yield run


def _telling(run: list[Node], language: Language) -> bool:
    return any(node.symbol not in language.glue for node in run)


def parse(run: list[Node], language: Language) -> list[Node]:
    """The run with every rule applied; nodes keep their order and do not overlap."""
    codes = "".join(node.symbol for node in run)
    for rule in language.rules:
        match = rule.pattern.search(codes)
        if match:
            run = _apply(rule, run, codes, language.names)
            codes = "".join(node.symbol for node in run)
    return run


def _apply(rule: Rule, run: list[Node], codes: str, names: dict[str, str]) -> list[Node]:
    done: list[Node] = []
    position = 0
    for match in rule.pattern.finditer(codes):
        start, end = match.span()
        node = _build(rule, run[start:end], names) if end > start else None
        if node is None:
            continue
        done += run[position:start]
        done.append(node)
        position = end
    return done + run[position:]


def _build(rule: Rule, children: list[Node], names: dict[str, str]) -> Node | None:
    value = ACTIONS[rule.action](Parts([(names[child.symbol], child.value) for child in children]), rule.argument)
    if value is None:
        return None
    symbol = rule.symbol or next((child.symbol for child in reversed(children) if not isinstance(child.value, str)), "")
    return Node(symbol, children[0].start, children[-1].end, value)
