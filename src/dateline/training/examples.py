"""Sentences with what is known of their words, packed with their neighbours into windows for the encoder."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

WINDOW = 192
"""Word pieces in a window, its markers included: about seven sentences."""
IGNORE = -100
"""The label of a word that teaches nothing."""


@dataclass(slots=True)
class Frame:
    """What hangs on one predicate or trigger: a tag for each word of the previous sentence and its own, as one list."""

    word: int
    roles: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    kind: int = 0
    status: int = 0
    tally: int = 0
    modes: tuple[int, ...] | None = ()


@dataclass(slots=True)
class Example:
    """One sentence. Labels are a list as long as the words, or missing where its corpus does not tell them.

    A frame's tags are keyed by word index; negative indices count back from the sentence's start into the one before it.
    """

    words: list[str]
    document: str
    labels: dict[str, list[int]] = field(default_factory=dict)
    factuality: dict[int, float] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    task: str = "claims"
    weight: float = 1.0


@dataclass(slots=True)
class Encoded:
    """An example as word pieces; `first` gives each word's first piece."""

    example: Example
    ids: list[int]
    first: list[int]


def encode(example: Example, tokenizer: Tokenizer) -> Encoded | None:
    """Word pieces without markers; None for a sentence too long for a window."""
    encoding = tokenizer.encode(example.words, is_pretokenized=True, add_special_tokens=False)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    ids: list[int] = []
    first: list[int] = []
    pieces: dict[int, list[int]] = {}
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:
            pieces.setdefault(word, []).append(piece)
    for word in range(len(example.words)):
        first.append(len(ids))
        ids.extend(pieces.get(word, [unknown]))
    return Encoded(example, ids, first) if len(ids) <= WINDOW - 2 else None


def pack(sentences: Iterable[Encoded], chance: random.Random | None = None) -> Iterator[list[Encoded]]:
    """Consecutive sentences of one document in windows of at most WINDOW pieces.

    With `chance` some windows are cut short, so that training sees a sentence in many surroundings.
    """
    window: list[Encoded] = []
    used = 1
    limit = WINDOW
    for sentence in sentences:
        strange = bool(window) and window[-1].example.document != sentence.example.document
        if window and (strange or used + len(sentence.ids) + 1 > limit):
            yield window
            window, used = [], 1
            limit = chance.choice((48, 96, WINDOW, WINDOW)) if chance else WINDOW
        window.append(sentence)
        used += len(sentence.ids) + 1
    if window:
        yield window


def batches(windows: Sequence[list[Encoded]], pieces: int, chance: random.Random) -> list[list[list[Encoded]]]:
    """Windows of like length together, at most `pieces` word pieces a batch with its padding, in random order."""

    def length(window: list[Encoded]) -> int:
        return 1 + sum(len(sentence.ids) + 1 for sentence in window)

    ordered = sorted(windows, key=lambda window: length(window) + chance.random() * 12)
    out: list[list[list[Encoded]]] = []
    for window in ordered:
        if out and (len(out[-1]) + 1) * max(length(window), *map(length, out[-1])) <= pieces:
            out[-1].append(window)
        else:
            out.append([window])
    chance.shuffle(out)
    return out
