"""Sentences to windows of word pieces: a sentence is read beside its neighbours, every report for itself.

Windows are run one by one, never batched over reports: int8 inference scales its activations by what stands in a batch, and a report's
claims must not depend on what is coded beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.language.words import case_of

WINDOW = 192
"""Word pieces in a window, its markers included, as in training."""
CONTEXT = 64
"""A sentence of at most so many pieces is read again as the context of the window after its own."""
CLS, SEP, UNK = 101, 102, 100


def load_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer of a `tokenizer.json`, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence's words as pieces; `first` gives each word's first piece, `case` its capitals."""

    ids: tuple[int, ...]
    first: tuple[int, ...]
    case: tuple[int, ...]


def to_pieces(words: Sequence[str], tokenizer: Tokenizer) -> Pieces:
    """Word pieces of words; a word that has none (a stray mark) is unknown, and a word's pieces beyond eight are dropped."""
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:
            pieces[word].append(piece)
    ids: list[int] = []
    first: list[int] = []
    for own in pieces:
        first.append(len(ids))
        ids.extend(own[:8] or [UNK])
    return Pieces(tuple(ids[: WINDOW - 2]), tuple(min(f, WINDOW - 3) for f in first), tuple(map(case_of, words)))


@dataclass(slots=True)
class Window:
    """Consecutive sentences; `read` counts those at its end that are read here, the ones before are context."""

    ids: list[int] = field(default_factory=lambda: [CLS])
    first: list[int] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    context: int = 0

    def add(self, sentence: int, pieces: Pieces) -> None:
        """Appends a sentence and its marker."""
        self.starts.append(len(self.first))
        self.first.extend(len(self.ids) + first for first in pieces.first)
        self.case.extend(pieces.case)
        self.ids.extend((*pieces.ids, SEP))
        self.sentences.append(sentence)

    def inputs(self) -> dict[str, NDArray[Any]]:
        """What Engine.words takes."""
        arrays = {"ids": self.ids, "first": self.first, "case": self.case}
        return {name: np.array([value], dtype=np.int64) for name, value in arrays.items()}


def windows(sentences: Sequence[Pieces]) -> Iterator[Window]:
    """Every sentence is read in one window; the sentence before a window's first stands in it as context where it is short."""
    window = Window()
    for number, pieces in enumerate(sentences):
        if len(window.sentences) > window.context and len(window.ids) + len(pieces.ids) + 1 > WINDOW:
            yield window
            window = Window()
            before = sentences[number - 1]
            if len(before.ids) <= CONTEXT and len(before.ids) + len(pieces.ids) + 3 <= WINDOW:
                window.add(number - 1, before)
                window.context = 1
        window.add(number, pieces)
    if len(window.sentences) > window.context:
        yield window
