"""What runs the network: a protocol, and ONNX Runtime behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.errors import MissingData

Arrays = dict[str, NDArray[Any]]
PARTS = ("words", "view")


class Engine(Protocol):
    """Two graphs: pieces to words and their scores; words seen from triggers to the triggers' scores."""

    def words(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """ids [1, L], first and case [1, N] -> words [1, N, hidden] and a score array for each word-level head."""
        ...

    def view(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """words [T, M, hidden], trigger [T, hidden], position, own, missing [T, M] -> an array for each head of the view."""
        ...


class OnnxEngine:
    """The shipped model under ONNX Runtime on the processor."""

    def __init__(self, sessions: Mapping[str, Any]) -> None:
        self._sessions = sessions
        self._outputs = {part: [output.name for output in session.get_outputs()] for part, session in sessions.items()}

    @classmethod
    def load(cls, folder: Path, threads: int = 1, parts: Sequence[str] = PARTS) -> OnnxEngine:
        """Opens the graphs named in `parts`. Raises MissingData.

        `threads`: each window's own; 0 leaves their number to ONNX Runtime. One is fastest: windows are small, and two threads on one
        window wait for each other (161 against 106 sentences a second on two cores), while two windows side by side do not.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        sessions = {}
        for part in parts:
            path = folder / f"{part}.onnx"
            if not path.is_file():
                raise MissingData(f"{path}: the model's file is missing; install dateline again, or train one with `dateline train`")
            sessions[part] = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return cls(sessions)

    def run(self, part: str, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """Any of the opened graphs, its outputs by name."""
        values = self._sessions[part].run(self._outputs[part], dict(inputs))
        return {name: np.asarray(value) for name, value in zip(self._outputs[part], values, strict=True)}

    def words(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """See Engine.words."""
        return self.run("words", inputs)

    def view(self, inputs: Mapping[str, NDArray[Any]]) -> Arrays:
        """See Engine.view."""
        return self.run("view", inputs)
