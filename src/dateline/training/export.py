"""Weights to the shipped files: two int8 graphs, the tokenizer, and `model.json`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.training.model import Network, base_folder
from dateline.training.torch_engine import SYNTAX_OUTPUTS, VIEW_OUTPUTS, WORDS_OUTPUTS, SyntaxGraph, ViewGraph, WordsGraph


def _words_inputs() -> dict[str, Tensor]:
    return {
        "ids": torch.randint(1000, 2000, (1, 40)),
        "first": torch.arange(1, 31).unsqueeze(0),
        "case": torch.randint(0, 4, (1, 30)),
    }


def _view_inputs(hidden: int) -> dict[str, Tensor]:
    position = (torch.arange(20).unsqueeze(0) - torch.tensor([[3], [7], [9]])).clamp(-24, 24) + 24
    return {
        "words": torch.randn(3, 20, hidden),
        "trigger": torch.randn(3, hidden),
        "position": position,
        "own": torch.ones(3, 20, dtype=torch.long),
        "missing": torch.zeros(3, 20, dtype=torch.bool),
    }


def _export(graph: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str], path: Path, moving: dict[str, dict[int, str]]) -> None:
    torch.onnx.export(
        graph.eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=moving,
        opset_version=17,
        dynamo=False,
    )


def export(network: Network, folder: Path, card: dict[str, object]) -> None:
    """Writes words.onnx, view.onnx and syntax.onnx (int8, each channel its own scale), tokenizer.json and model.json."""
    folder.mkdir(parents=True, exist_ok=True)
    hidden = network.case.embedding_dim
    torch.backends.mha.set_fastpath_enabled(False)
    with TemporaryDirectory() as shop:
        words, view, syntax = (Path(shop) / f"{part}.onnx" for part in ("words", "view", "syntax"))
        moving_words = {"ids": {1: "L"}, "first": {1: "N"}, "case": {1: "N"}}
        moving_view = {name: {0: "T", 1: "M"} for name in ("words", "position", "own", "missing")} | {"trigger": {0: "T"}}
        _export(WordsGraph(network), _words_inputs(), WORDS_OUTPUTS, words, moving_words)
        _export(ViewGraph(network), _view_inputs(hidden), VIEW_OUTPUTS, view, moving_view)
        _export(SyntaxGraph(network), {"words": torch.randn(1, 20, hidden)}, SYNTAX_OUTPUTS, syntax, {"words": {1: "N"}})
        for path in (words, view, syntax):
            quantize_dynamic(str(path), str(folder / path.name), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(Path(base_folder()) / "tokenizer.json", folder / "tokenizer.json")
    (folder / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
