"""Report -> Analysis: sentences, named entities, and what the network proposes of every word that may name a happening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.language.decode import Scores, best_tags, joined, sigmoid, softmax, tag_spans
from dateline.language.engine import Arrays, Engine, OnnxEngine
from dateline.language.labels import COUNTED, ENTITIES, ROLES, STATUSES, modes, sectors, types
from dateline.language.sentences import sentences
from dateline.language.windows import Window, load_tokenizer, to_pieces, windows
from dateline.records import Analysis, Entity, Proposal, Report, Sentence, Span, Tagged

FLOOR = 0.1
"""Words less likely than this to be a trigger are not looked at from their own view."""
REACH = 24
"""Relative positions farther from the trigger are one position, as in training."""
SPAN = 96
"""Words that a view sees: the own sentence and as much of the one before as fits, as in training."""
COMPOUND = frozenset("led backed trained funded supported allied aligned affiliated based sponsored armed equipped brokered".split())
CLOSED = frozenset(
    "in on at to of for from by with after before over against near as are is was were be been has have had will would could "
    "can may might said says that which who while where when and or but also then since during into near out up".split()
)
"""Where a phrase of nouns ends at the latest."""
LEADING = frozenset(("the", "a", "an", ",", '"', "“", "”", "'", "‘", "’", "(", ")", "-", "–", "—", ".", ";", ":"))
"""What no mention begins with: articles stand outside of it (codebook section 3)."""
TRAILING = LEADING - {"a", "an", ".", ")"}


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence's words and their chances; `words` and `sector` begin `offset` words before it, in the sentence `before`."""

    number: int
    sentence: Sentence
    before: Sentence | None
    words: Scores
    trigger: Scores
    sector: Scores
    entity: Scores
    factuality: Scores
    offset: int
    text: str

    def at(self, word: int) -> Span:
        """Where a word of `words` stands."""
        if word >= self.offset:
            return self.sentence.words[word - self.offset]
        return self.before.words[word - self.offset] if self.before else Span(0, 0)

    def word(self, word: int) -> str:
        """A word of `words`, lower case; nothing where it stands in another part of the report."""
        return self.at(word).of(self.text).lower()

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The words without articles and marks at their ends, where something is left."""
        first, last = start, end
        while first < last and self.word(first) in LEADING:
            first += 1
        while last > first and self.word(last - 1) in TRAILING:
            last -= 1
        return (first, last) if first < last else (start, end)

    def completed(self, start: int, end: int) -> tuple[int, int]:
        """ "US" of "US-backed Syrian rebels" is no mention by itself: the words to the end of the phrase belong to it."""
        size = self.offset + len(self.sentence.words)
        if end + 2 >= size or self.word(end) != "-" or self.word(end + 1) not in COMPOUND:
            return start, end
        last = end + 2
        while last < size and last < end + 7 and (self.word(last).isalnum() and self.word(last) not in CLOSED):
            last += 1
        return (start, last) if last > end + 2 else (start, end)

    def span(self, start: int, end: int) -> Span | None:
        """Words of the own sentence, or of the one before it; never across both."""
        if start < self.offset and (end > self.offset or self.before is None):
            return None
        return Span(self.at(start).start, self.at(end - 1).end)


@dataclass(frozen=True, slots=True)
class _Ask:
    """A word to be seen as a trigger."""

    read: Read
    word: int


class Encoder:
    """The trained network with its tokenizer. Build it once; it holds no state between reports."""

    def __init__(self, engine: Engine, tokenizer: Tokenizer) -> None:
        self._engine = engine
        self._tokenizer = tokenizer
        self._types, self._modes, self._sectors = types(), modes(), sectors()

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Encoder:
        """The model in `folder` (words.onnx, view.onnx, tokenizer.json). Raises MissingData."""
        return cls(OnnxEngine.load(folder, threads), load_tokenizer(folder / "tokenizer.json"))

    def analyse(self, report: Report, floor: float = FLOOR) -> Analysis:
        """Sentences, entities and proposals of a report, in text order, the headline first.

        Words less likely than `floor` to be a trigger are not proposed.
        """
        found = sentences(report)
        pieces = [to_pieces([word.of(report.part(s.part)) for word in s.words], self._tokenizer) for s in found]
        entities: list[Entity] = []
        proposals: list[Proposal] = []
        for window in windows(pieces):
            reads = list(self._reads(window, report, found))
            for read in reads:
                entities.extend(_entities(report, read))
            proposals.extend(self._proposals(reads, floor))
        return Analysis(tuple(found), tuple(entities), tuple(proposals))

    def reads(self, report: Report) -> list[Read]:
        """Every sentence with its words' chances, before anything is looked at from a trigger."""
        found = sentences(report)
        pieces = [to_pieces([word.of(report.part(s.part)) for word in s.words], self._tokenizer) for s in found]
        return [read for window in windows(pieces) for read in self._reads(window, report, found)]

    def _reads(self, window: Window, report: Report, found: list[Sentence]) -> Iterator[Read]:
        scores = self._engine.words(window.inputs())
        for row in range(window.context, len(window.sentences)):
            sentence = found[window.sentences[row]]
            start, size = window.starts[row], len(sentence.words)
            before = found[window.sentences[row - 1]] if row and found[window.sentences[row - 1]].part == sentence.part else None
            reach = min(start - window.starts[row - 1], max(0, SPAN - size)) if row else 0
            own = slice(start, start + size)
            yield Read(
                window.sentences[row],
                sentence,
                before,
                scores["words"][0, start - reach : start + size],
                softmax(scores["trigger"][0, own]),
                softmax(scores["sector"][0, start - reach : start + size]),
                softmax(scores["entity"][0, own]),
                scores["factuality"][0, own],
                reach,
                report.part(sentence.part),
            )

    def _proposals(self, reads: list[Read], floor: float) -> Iterator[Proposal]:
        asks = [_Ask(read, int(word)) for read in reads for word in np.flatnonzero(1 - read.trigger[:, 0] >= floor)]
        if asks:
            seen = self._engine.view(_view_inputs(asks))
            for row, ask in enumerate(asks):
                yield self._proposal(ask, {name: value[row] for name, value in seen.items()})

    def _proposal(self, ask: _Ask, seen: Arrays) -> Proposal:
        read = ask.read
        first = read.trigger[ask.word]
        kinds = first * softmax(seen["kind"])
        kinds = kinds / kinds.sum()
        return Proposal(
            sentence=read.number,
            trigger=read.sentence.words[ask.word],
            score=float(1 - kinds[0]),
            types=_ranked(self._types, kinds),
            statuses=_ranked(STATUSES, softmax(seen["status"])),
            modes=_ranked(self._modes, sigmoid(seen["modes"]), 0.05),
            tagged=tuple(self._tagged(read, seen)),
            tally=float(softmax(seen["tally"])[1]),
            factuality=float(read.factuality[ask.word]),
        )

    def _tagged(self, read: Read, seen: Arrays) -> Iterator[Tagged]:
        size = read.offset + len(read.sentence.words)
        for head, names in (("roles", ROLES), ("counts", COUNTED)):
            chances = softmax(seen[head][:size])
            tags = best_tags(np.log(chances + 1e-9))
            for label, first, last in joined(tag_spans(tags), lambda word: read.word(word) == "-"):
                start, end = read.completed(*read.trimmed(first, last))
                span = read.span(start, end)
                if span:
                    score = float(np.mean([1 - chances[word, 0] for word in range(start, end)]))
                    sector = int(read.sector[end - 1].argmax())
                    yield Tagged(names[label], span, score, self._sectors[sector], float(read.sector[end - 1, sector]))


def _ranked(names: tuple[str, ...], chances: NDArray[Any], least: float = 0.0) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-chances, kind="stable")
    return tuple((names[i], float(chances[i])) for i in order if chances[i] >= least)


def _entities(report: Report, read: Read) -> Iterator[Entity]:
    for label, first, end in tag_spans(best_tags(np.log(read.entity + 1e-9))):
        span = Span(read.sentence.words[first].start, read.sentence.words[end - 1].end)
        score = float(1 - read.entity[first:end, 0].mean())
        yield Entity(read.sentence.part, span, span.of(report.part(read.sentence.part)), ENTITIES[label], score)


def _view_inputs(asks: list[_Ask]) -> dict[str, NDArray[Any]]:
    longest = max(len(ask.read.words) for ask in asks)
    hidden = asks[0].read.words.shape[1]
    words = np.zeros((len(asks), longest, hidden), dtype=np.float32)
    at = np.array([ask.read.offset + ask.word for ask in asks])
    for row, ask in enumerate(asks):
        words[row, : len(ask.read.words)] = ask.read.words
    column = np.arange(longest)[None, :]
    sizes = np.array([len(ask.read.words) for ask in asks])[:, None]
    offsets = np.array([ask.read.offset for ask in asks])[:, None]
    return {
        "words": words,
        "trigger": words[np.arange(len(asks)), at],
        "position": np.clip(column - at[:, None], -REACH, REACH) + REACH,
        "own": (column >= offsets).astype(np.int64),
        "missing": column >= sizes,
    }
