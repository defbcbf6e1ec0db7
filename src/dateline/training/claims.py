"""Annotated reports as examples: what each word and each trigger of a sentence should be read as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from dateline.errors import InvalidRecord
from dateline.language.labels import COUNTED, ROLES, STATUSES, bio, modes, sectors, types
from dateline.language.sentences import sentences
from dateline.records import Actor, Claim, Report, Sentence, Span, claim_from_dict, report_from_dict
from dateline.training.annotation import Annotated
from dateline.training.examples import IGNORE, Example, Frame
from dateline.what.numbers import find_numbers

ROLE_TAGS = bio(ROLES)
COUNT_TAGS = bio(COUNTED)


def read_gold(path: Path) -> Iterator[Annotated]:
    """Annotated reports from JSON lines (one report a line, with its claims). Raises InvalidRecord naming the line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            claims = [claim_from_dict(claim, record["id"]) for claim in record["claims"]]
            report = report_from_dict(record)
        except (ValueError, KeyError, InvalidRecord) as error:
            raise InvalidRecord(f"{path}:{number}: expected an annotated report, {error}") from None
        yield Annotated(report, claims, [_found_counts(report, claim) for claim in claims], f"{path}:{number}")


def _found_counts(report: Report, claim: Claim) -> dict[str, list[Span]]:
    """The number words of a claim whose annotation gives only bounds; a count that no words give is left out."""
    text = report.part(claim.part)
    inside = next((s.span for s in sentences(report) if s.part == claim.part and s.span.overlaps(claim.trigger.span)), None)
    if inside is None:
        return {}
    numbers = [(n.span.shifted(inside.start), n.low, n.high) for n in find_numbers(inside.of(text))]
    found = {}
    for name in COUNTED:
        count = getattr(claim, name)
        if count is not None:
            spans = _matching(numbers, (count.low, count.high), [a.span for a in claim.recipients])
            if spans:
                found[name] = spans
    return found


def _matching(numbers: list[tuple[Span, int | None, int | None]], bounds: tuple[int | None, int | None], people: list[Span]) -> list[Span]:
    for span, low, high in numbers:
        if (low, high) == bounds:
            return [span]
    if bounds == (1, 1):
        return people[:1]
    exact = [(span, low) for span, low, high in numbers if low is not None and low == high and low > 0]
    for size in (2, 3):
        for chosen in combinations(exact, size):
            if sum(low for _, low in chosen) == bounds[0] and bounds[0] == bounds[1]:
                return [span for span, _ in chosen]
    return people if bounds == (len(people), len(people)) else []


def _words_in(sentence: Sentence, span: Span) -> list[int]:
    return [i for i, word in enumerate(sentence.words) if word.overlaps(span)]


def _mark(tags: dict[int, int], words: list[int], label: str, names: tuple[str, ...]) -> None:
    for position, word in enumerate(words):
        tags.setdefault(word, names.index(("I-" if position else "B-") + label))


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    for role in ("actors", "recipients", "sources"):
        for value in getattr(claim, role):
            yield role, value.span
    if claim.place:
        yield "place", claim.place.span
    if claim.when:
        yield "when", claim.when.span


def _seen_words(sentence: Sentence, before: Sentence | None, span: Span) -> list[int]:
    """Word indices in the sentence, or negative ones in the sentence before it."""
    own = _words_in(sentence, span)
    if own or before is None or before.part != sentence.part:
        return own
    return [word - len(before.words) for word in _words_in(before, span)]


def _frame(claim: Claim, counted: dict[str, list[Span]], sentence: Sentence, before: Sentence | None) -> Frame | None:
    at = _words_in(sentence, claim.trigger.span)
    if not at:
        return None
    frame = Frame(at[0], kind=types().index(claim.type), status=STATUSES.index(claim.status), tally=int(claim.tally))
    for role, span in _spans(claim):
        _mark(frame.roles, _seen_words(sentence, before, span), role, ROLE_TAGS)
    for name, spans in counted.items():
        for span in spans:
            _mark(frame.counts, _words_in(sentence, span), name, COUNT_TAGS)
    names = modes()
    frame.modes = tuple(names.index(f"{claim.type}/{mode}") for mode in claim.modes if f"{claim.type}/{mode}" in names)
    return frame


def _sector_labels(sentence: Sentence, people: Iterable[Actor]) -> list[int]:
    labels = [IGNORE] * len(sentence.words)
    for actor in people:
        words = _words_in(sentence, actor.span)
        if words:
            labels[words[-1]] = sectors().index(actor.sector)
    return labels


def examples(annotated: Annotated, sparse_modes: bool = False) -> Iterator[Example]:
    """One example a sentence, in order. `sparse_modes`: a claim without modes may still have some, so it teaches none."""
    report = annotated.report
    before: Sentence | None = None
    for sentence in sentences(report):
        text = report.part(sentence.part)
        mine = [
            (claim, counted)
            for claim, counted in zip(annotated.claims, annotated.counted, strict=True)
            if claim.part == sentence.part and sentence.span.overlaps(claim.trigger.span)
        ]
        frames = [frame for claim, counted in mine if (frame := _frame(claim, counted, sentence, before))]
        triggers = [0] * len(sentence.words)
        for frame in frames:
            triggers[frame.word] = frame.kind
            if sparse_modes and not frame.modes:
                frame.modes = None
        people = [actor for claim, _ in mine for actor in (*claim.actors, *claim.recipients)]
        labels = {"trigger": triggers, "sector": _sector_labels(sentence, people)}
        yield Example([word.of(text) for word in sentence.words], report.id, labels, frames=frames)
        before = sentence
