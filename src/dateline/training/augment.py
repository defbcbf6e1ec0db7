"""Changes that keep annotations true: archives lose commas and apostrophes, headlines shout, chat is all lower case."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.training.examples import Example, Frame

LOST = frozenset({",", "'", "’", "-", '"', "“", "”", "‘"})
"""Marks that a text may lose without another meaning."""
SHARES = {"marks": 0.12, "upper": 0.04, "lower": 0.04}
"""The share of documents that each change is made to in a pass."""


def augmented(document: Sequence[Example], chance: random.Random) -> list[Example]:
    """The document as it is, or changed in one of the ways of SHARES."""
    draw = chance.random()
    for name, share in SHARES.items():
        if draw < share:
            return CHANGES[name](document)
        draw -= share
    return list(document)


def without_marks(document: Sequence[Example]) -> list[Example]:
    """The document without the marks of LOST; every label and tag moves with its word."""
    out: list[Example] = []
    before: list[int | None] = []
    for example in document:
        kept = [i for i, word in enumerate(example.words) if word not in LOST]
        if not kept or "heads" in example.labels:
            out.append(example)
            before = list(range(len(example.words)))
            continue
        place = _places(len(example.words), kept)
        out.append(_moved(example, kept, place, before))
        before = place
    return out


def _places(words: int, kept: list[int]) -> list[int | None]:
    """Where each old word stands now; None for one that is lost."""
    now = {old: new for new, old in enumerate(kept)}
    return [now.get(word) for word in range(words)]


def _moved(example: Example, kept: list[int], place: list[int | None], before: list[int | None]) -> Example:
    stayed = sum(spot is not None for spot in before)

    def spot(word: int) -> int | None:
        if word >= 0:
            return place[word]
        old = before[word] if -word <= len(before) else None
        return None if old is None else old - stayed

    def tags(old: dict[int, int]) -> dict[int, int]:
        return {new: tag for word, tag in old.items() if (new := spot(word)) is not None}

    frames: list[Frame] = []
    for frame in example.frames:
        word = place[frame.word]
        if word is not None:
            frames.append(replace(frame, word=word, roles=tags(frame.roles), counts=tags(frame.counts)))
    labels = {name: [values[i] for i in kept] for name, values in example.labels.items()}
    return replace(example, words=[example.words[i] for i in kept], labels=labels, frames=frames, factuality=tags_of(example, place))


def tags_of(example: Example, place: list[int | None]) -> dict[int, float]:
    """The example's factuality, moved with its words."""
    return {new: value for word, value in example.factuality.items() if (new := place[word]) is not None}


def recased(change: Callable[[str], str]) -> Callable[[Sequence[Example]], list[Example]]:
    """A change of every word's case: the uncased pieces stay, the capitals go or come."""
    return lambda document: [replace(example, words=[change(word) for word in example.words]) for example in document]


CHANGES: dict[str, Callable[[Sequence[Example]], list[Example]]] = {
    "marks": without_marks,
    "upper": recased(str.upper),
    "lower": recased(str.lower),
}
