"""The network behind the run time's engine protocol, before it is exported: for measuring while training."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dateline.language.engine import Arrays
from dateline.training.model import Network

WORD_HEADS = ("trigger", "entity", "sector")


class WordsGraph(nn.Module):
    """Pieces to words and what the word-level heads say of them: the exported `words.onnx`."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor, case: Tensor) -> tuple[Tensor, ...]:
        """See Engine.words; the order of the outputs is WORDS_OUTPUTS."""
        words = self.network.read(ids, torch.ones_like(ids), first, case)
        heads = [self.network.word[name](words) for name in WORD_HEADS]
        return (words, *heads, self.network.factuality(words).squeeze(-1))


class ViewGraph(nn.Module):
    """Words seen from triggers to the triggers' scores: the exported `view.onnx`."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, trigger: Tensor, position: Tensor, own: Tensor, missing: Tensor) -> tuple[Tensor, ...]:
        """See Engine.view; the order of the outputs is VIEW_OUTPUTS."""
        seen = self.network.view(words, trigger, position, own, missing)
        at = (position == REACH_AT).float().unsqueeze(-1)
        whole = (seen * at).sum(1)
        tags = [self.network.tags[name](seen) for name in ("roles", "counts")]
        return (*tags, *(self.network.whole[name](whole) for name in WHOLE_HEADS))


class SyntaxGraph(nn.Module):
    """Words to parts of speech and trees: the exported `syntax.onnx`, which only the benchmark of syntax opens."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """words [1, N, hidden] -> upos [1, N, U], arcs [1, N, N + 1] (0 is the root), relations [1, N, N + 1, R]."""
        return self.network.word["upos"](words), self.network.syntax.arcs(words), self.network.syntax.every_relation(words)


SYNTAX_OUTPUTS = ("upos", "arcs", "relations")
WHOLE_HEADS = ("kind", "status", "tally", "modes")
WORDS_OUTPUTS = ("words", *WORD_HEADS, "factuality")
VIEW_OUTPUTS = ("roles", "counts", *WHOLE_HEADS)
REACH_AT = 24
"""The relative position that is the trigger itself."""


class TorchEngine:
    """Engine over an unexported network."""

    def __init__(self, network: Network) -> None:
        self._words, self._view = WordsGraph(network.eval()), ViewGraph(network)

    def words(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """See Engine.words."""
        return _run(self._words, WORDS_OUTPUTS, inputs)

    def view(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """See Engine.view."""
        return _run(self._view, VIEW_OUTPUTS, inputs)


def _run(graph: nn.Module, names: tuple[str, ...], inputs: Mapping[str, NDArray[Any]]) -> Arrays:
    with torch.inference_mode():
        values = graph(**{name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in inputs.items()})
    return {name: value.numpy() for name, value in zip(names, values, strict=True)}
