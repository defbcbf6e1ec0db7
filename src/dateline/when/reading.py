"""Text -> symbols -> nodes: the grammar's engine. Rules are applied in the order of their table, each from left to right."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.when.building import ACTIONS
from dateline.when.language import TOKEN, Branch, Entry, Language, Rule
from dateline.when.parts import Parts, Value

PLANS = 20_000
"""How many plans are kept for a language."""
DIGIT_FORMS = {
    "DATENUM": re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2}"),
    "CLOCK": re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
    "FRACTION": re.compile(r"\d{1,2}/\d{1,2}"),
    "YEARS": re.compile(r"\d{4}-\d{2}(?:\d{2})?"),
    "PAIR": re.compile(r"\d{1,3}-\d{1,3}"),
    "DEC": re.compile(r"\d{1,3}(?:\.\d+|(?:,\d{3})+)"),
}


class Node(NamedTuple):
    """A stretch of text that the grammar has understood as `symbol`, offsets in code points. (A tuple, because texts hold many.)"""

    symbol: str
    start: int
    end: int
    value: Value


def digits_symbol(word: str) -> str:
    """The symbol's name for a token of digits: one of DIGIT_FORMS, D (1 to 31), YEAR (1900 to 2099), OLDYEAR, INT, or X for none."""
    if word.isdecimal():
        return _integer_symbol(word)
    return next((name for name, form in DIGIT_FORMS.items() if form.fullmatch(word)), "X")


def _integer_symbol(word: str) -> str:
    if len(word) == 4 and word[0] != "0":
        return "YEAR" if word[:2] in ("19", "20") else "OLDYEAR"
    if len(word) <= 2 and 1 <= int(word) <= 31:
        return "D"
    return "INT" if len(word) <= 4 else "X"


def runs(text: str, language: Language) -> list[list[Node]]:
    """The tokens of `text` that the language's lexicon knows, and digits, in runs that no other token interrupts."""
    tokens = [(match.group(), match.start()) for match in TOKEN.finditer(text)]
    known = language.words
    found: list[list[Node]] = []
    run: list[Node] = []
    skip = 0
    for position, (word, start) in enumerate(tokens):
        if position < skip:
            continue
        branch = known.get(word.lower())
        if branch is not None and (entry := branch.only or _longest(branch, tokens, position)):
            skip = position + len(entry.tokens)
            last, begin = tokens[skip - 1]
            run.append(Node(entry.symbol, start, begin + len(last), entry.value))
        elif word[0].isdecimal() and (node := _digits(word, start, language)):
            run.append(node)
        elif run:
            found.append(run)
            run = []
    return [*found, run] if run else found


def _digits(word: str, start: int, language: Language) -> Node | None:
    symbol = language.symbols.get(digits_symbol(word)) if word.isascii() else None
    return Node(symbol, start, start + len(word), word) if symbol else None


def _longest(branch: Branch | None, tokens: list[tuple[str, int]], position: int) -> Entry | None:
    """The longest form that stands at the position, whose first token `branch` has followed."""
    best, at, count = None, position + 1, len(tokens)
    while branch is not None:
        for entry in branch.ends:
            if all(map(_same, entry.tokens, (word for word, _ in tokens[position:at]))):
                best = entry
        branch = branch.after.get(tokens[at][0].lower()) if branch.after and at < count else None
        at += 1
    return best


def _same(form: str, word: str) -> bool:
    """Whether a form is a word that it equals but for case: in lower case always, with a capital only itself or all capitals."""
    return form == word or form.islower() or form.upper() == word


def segments(text: str, language: Language) -> list[list[Node]]:
    """The runs of known tokens that hold more than glue."""
    glue = language.glue
    return [run for run in runs(text, language) if not all(node.symbol in glue for node in run)]


def parse(run: list[Node], language: Language, sure: bool = False) -> list[Node]:
    """The run with every rule applied, in order, not overlapping; `sure` where the words are known to tell a time.

    Which rules fire depends on the symbols alone unless a build fails, so the rules that fired are kept for the next run like it.
    """
    key = "".join(node.symbol for node in run) + ("!" if sure else "")
    plan = language.plans.get(key)
    return (_replayed(run, plan, language) if plan is not None else None) or _explored(run, language, key)


def _replayed(run: list[Node], plan: tuple[Rule, ...], language: Language) -> list[Node] | None:
    """The run by a kept plan; None where a build fails, so that other rules may fire."""
    for rule in plan:
        run, built = _apply(rule, run, language.names)
        if not built:
            return None
    return run


def _explored(run: list[Node], language: Language, key: str) -> list[Node]:
    """The run by all rules; the plan is kept where every build went well."""
    fired: list[Rule] = []
    whole, sure = True, key.endswith("!")
    codes = key.rstrip("!")
    for rule in language.rules:
        if (rule.sure and not sure) or not rule.pattern.search(codes):
            continue
        run, built = _apply(rule, run, language.names)
        fired.append(rule)
        whole = whole and built
        codes = "".join(node.symbol for node in run)
    if whole and len(language.plans) < PLANS:
        language.plans[key] = tuple(fired)
    return run


def _apply(rule: Rule, run: list[Node], names: dict[str, str]) -> tuple[list[Node], bool]:
    """The run after one rule, and whether everything that it matched could be built."""
    done: list[Node] = []
    position, whole = 0, True
    for match in rule.pattern.finditer("".join(node.symbol for node in run)):
        start, end = match.span()
        node = _build(rule, run[start:end], names) if end > start else None
        if node is None:
            whole = False
            continue
        done += run[position:start]
        done.append(node)
        position = end
    return done + run[position:], whole


def _build(rule: Rule, children: list[Node], names: dict[str, str]) -> Node | None:
    value = ACTIONS[rule.action](Parts([(names[child.symbol], child.value) for child in children]), rule.argument)
    return None if value is None else Node(rule.symbol, children[0].start, children[-1].end, value)
