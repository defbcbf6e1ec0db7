"""Number words as bounds: what "at least 12", "dozens" and "between 10 and 15" say by the codebook's section 8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Span

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * (i + 2) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
VAGUE = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "dozens": 24,
    "scores": 40,
    "tens": 20,
    "several": 3,
    "a handful": 3,
    "a few": 3,
    "numerous": 3,
}
"""Codebook section 8 and its rulings: the low bound, the high one open."""

FLOOR = "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|more than|over|upwards of|in excess of|exceeding|minimum"
CEILING = "up to|as many as|at most|no more than|not more than|fewer than|less than|a maximum of|under"
ROUGHLY = "about|around|some|nearly|almost|roughly|approximately|an estimated|estimated|close to|close on|well over|only|exactly"

_WORD = "|".join([*UNITS, *TENS, *SCALES])
_SPELLED = rf"(?:an?\s+)?(?:{_WORD})(?:(?:[\s-]+|(?<=d)\s+and\s+)(?:{_WORD}))*"
_DIGITS = r"\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.\d+)?"
_PLAIN = rf"(?:{_DIGITS})(?:[\s-]+(?:hundred|thousand|million|billion|dozen))?|{_SPELLED}|a\s+couple|both|no\s+one|nobody|none|no"
_VAGUE = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(VAGUE, key=len, reverse=True))
_LEAD = "|".join([FLOOR, CEILING, ROUGHLY, "between", "from"]).replace(" ", r"\s+")
NUMBER = re.compile(
    rf"""\b(?:(?P<lead>{_LEAD})\s+)?
    (?:(?P<vague>(?:many\s+)?(?:{_VAGUE}))\b
      |(?P<low>{_PLAIN})\b(?:\s*(?:-|–|to|and|or)\s*(?P<high>{_DIGITS}|{_SPELLED})\b)?(?P<more>\s+or\s+more\b|\s*\+)?)""",
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression: its words with their lead ("at least"), and its bounds; None is open."""

    span: Span
    low: int | None
    high: int | None


def value(words: str) -> int | None:
    """The whole number that digits or number words name; None where they name none."""
    words = words.lower().strip()
    if words in {"no", "none", "nobody", "no one"}:
        return 0
    if words in {"both", "a couple"}:
        return 2
    total, current = 0.0, 0.0
    for token in re.findall(r"\d[\d,  ]*(?:\.\d+)?|[a-z]+", words):
        if token[0].isdigit():
            current += float(re.sub(r"[,  ]", "", token))
        elif token in UNITS or token in TENS:
            current += UNITS.get(token, TENS.get(token, 0))
        elif token in ("hundred", "dozen"):
            current = max(1.0, current) * SCALES[token]
        elif token in SCALES:
            total, current = total + max(1.0, current) * SCALES[token], 0.0
        elif token not in {"a", "an", "and"}:
            return None
    return int(total + current)


def _bounds(found: re.Match[str]) -> tuple[int | None, int | None] | None:
    lead = " ".join((found["lead"] or "").lower().split())
    if found["vague"]:
        return VAGUE[re.sub(r"\s+", " ", found["vague"].lower()).removeprefix("many ")], None
    low = value(found["low"])
    if low is None:
        return None
    high = value(found["high"]) if found["high"] else None
    joint = found[0][found.end("low") - found.start() : found.start("high") - found.start()].strip() if found["high"] else ""
    if high is not None and high > low and (joint != "and" or lead == "between"):
        return low, high
    if re.fullmatch(FLOOR, lead) or found["more"] or lead == "well over":
        return low, None
    return (None, low) if re.fullmatch(CEILING, lead) else (low, low)


def find_numbers(text: str) -> Iterator[Number]:
    """Every number expression of `text`, leftmost first, none overlapping another."""
    position = 0
    while found := NUMBER.search(text, position):
        bounds = _bounds(found)
        end = found.end()
        if found["high"] and bounds and bounds[0] == bounds[1]:
            end = found.end("low")
        if bounds:
            yield Number(Span(found.start(), end), *bounds)
        position = max(end, found.start() + 1)
