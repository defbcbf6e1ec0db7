"""The number words that the encoder tagged, as the codebook's bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.records import Count, Span, Tagged
from dateline.what.harm import is_part, tolls
from dateline.what.numbers import Number, find_numbers

LIST = 40
"""Code points that parts of one list ("three women and three children") stand apart at most."""
LARGEST = 100_000_000
"""No happening has more people than this: a larger figure is money or a misreading."""


def counts(text: str, sentence: Span, tagged: Sequence[Tagged]) -> tuple[tuple[str, Count], ...]:
    """(killed, injured, displaced or detained, Count) for each count the tags give; parts of one toll are summed.

    One number tagged both as dead and as wounded is a joint toll: neither (codebook section 9).
    """
    numbers = [Number(n.span.shifted(sentence.start), n.low, n.high) for n in find_numbers(sentence.of(text))]
    told = {name: count.span for name, count in tolls(text, sentence).items()}
    spans: dict[str, list[Span]] = {}
    for tag in tagged:
        spans.setdefault(_worded(tag, told), []).append(tag.span)
    joint = {span for span in spans.get("killed", []) if span in spans.get("injured", [])}
    found = []
    for name, own in spans.items():
        parts = [span for span in own if span not in joint]
        count = _summed([parts[0], *(span for span in parts[1:] if not is_part(text, sentence, span))] if parts else [], numbers)
        if count:
            found.append((name, count))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _worded(tag: Tagged, told: Mapping[str, Span | None]) -> str:
    """What the wording beside a number says, where it contradicts the tag: "38 dead and 67 wounded"."""
    other = {"killed": "injured", "injured": "killed"}.get(tag.label, "")
    own, across = told.get(tag.label), told.get(other)
    return other if across and across.overlaps(tag.span) and not (own and own.overlaps(tag.span)) else tag.label


def _summed(spans: list[Span], numbers: list[Number]) -> Count | None:
    """The sum of the parts; an open part leaves the sum open on its side. A part without a number word is one person."""
    if not spans:
        return None
    parts = list(dict.fromkeys(_part(span, numbers) for span in spans))
    parts = [part for i, part in enumerate(parts) if not any(_retold(later, part) for later in parts[i + 1 :])]
    low = sum(part[0] for part in parts if part[0] is not None) if any(part[0] is not None for part in parts) else None
    exact = all(part[1] is not None for part in parts)
    high = sum(part[1] or 0 for part in parts) if exact else None
    if (low is None and high is None) or max(low or 0, high or 0) > LARGEST:
        return None
    return Count(low, high, Span(spans[0].start, spans[0].end))


def _retold(part: tuple[int | None, int | None, int], other: tuple[int | None, int | None, int]) -> bool:
    """The same number again, farther than a list reaches: a headline that runs on into its lead tells its toll twice."""
    return part[0] == other[0] and part[2] - other[2] > LIST


def _part(span: Span, numbers: list[Number]) -> tuple[int | None, int | None, int]:
    for number in numbers:
        if number.span.overlaps(span):
            return number.low, number.high, number.span.start
    return 1, 1, span.start
