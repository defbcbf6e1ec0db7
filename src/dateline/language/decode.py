"""Scores to tags: softmax, and the best sequence that begins every span with its B."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def softmax(scores: Scores) -> Scores:
    """Probabilities along the last axis."""
    exp = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: Scores) -> Scores:
    """Independent probabilities."""
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def _forbidden(tags: int) -> NDArray[np.bool_]:
    """[from, to]: I-x (even, from 2) follows only B-x or I-x."""
    out = np.zeros((tags, tags), dtype=bool)
    for inside in range(2, tags, 2):
        out[:, inside] = True
        out[[inside - 1, inside], inside] = False
    return out


def best_tags(scores: Scores) -> list[int]:
    """The likeliest legal tag sequence for log scores [words, 1 + 2 * labels] (Viterbi without learned transitions)."""
    words, tags = scores.shape
    if not words:
        return []
    greedy = scores.argmax(axis=1)
    before = np.concatenate(([0], greedy[:-1]))
    if not np.any((greedy % 2 == 0) & (greedy > 0) & (before != greedy) & (before != greedy - 1)):
        return [int(tag) for tag in greedy]
    wall = np.where(_forbidden(tags), -1e9, 0.0)
    best = scores[0].astype(np.float64)
    best[2::2] = -1e9
    back = np.zeros((words, tags), dtype=np.int64)
    for word in range(1, words):
        paths = best[:, None] + wall
        back[word] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[word]
    path = [int(best.argmax())]
    for word in range(words - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return path[::-1]


def joined(spans: Iterable[tuple[int, int, int]], glue: Callable[[int], bool]) -> Iterator[tuple[int, int, int]]:
    """Spans of one label that touch, or have only a word between that is `glue` (a hyphen), as one: two mentions need a divider."""
    last: tuple[int, int, int] | None = None
    for label, start, end in spans:
        if last and label == last[0] and (start == last[2] or (start == last[2] + 1 and glue(last[2]))):
            last = (label, last[1], end)
            continue
        if last:
            yield last
        last = (label, start, end)
    if last:
        yield last


def tag_spans(tags: list[int]) -> Iterator[tuple[int, int, int]]:
    """(label index, first word, word after the last) of every span in BIO tags."""
    start = None
    for word, tag in enumerate([*tags, 0]):
        if start is not None and (tag == 0 or tag % 2 == 1):
            yield (tags[start] - 1) // 2, start, word
            start = None
        if tag % 2 == 1:
            start = word
