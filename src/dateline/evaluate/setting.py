"""What a benchmark is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import MissingData


@dataclass(frozen=True, slots=True)
class Setting:
    """Where corpora lie (annotated reports in `gold` beside them), another file in place of a benchmark's own, how many errors to list."""

    corpora: Path
    data: Path | None = None
    errors: int = 0
    model: Path | None = None

    def path(self, *parts: str) -> Path:
        """`data`, or a file under the corpora. Raises MissingData where it is not there."""
        path = self.data or self.corpora.joinpath(*parts)
        if not path.exists():
            raise MissingData(f"{path}: not there; set DATELINE_CORPORA or --corpora to the folder of the corpora, or --data to the file")
        return path


@dataclass(frozen=True, slots=True)
class Figures:
    """A benchmark's figures: `values` for programs, `text` for people."""

    values: dict[str, Any]
    text: str


Benchmark = Callable[[Setting], Figures]
