"""A trained model's folder: its card's facts that the line needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dateline.errors import InvalidRecord, MissingData


@dataclass(frozen=True, slots=True)
class Model:
    """`model.json` of a model folder: its name, the default threshold, and the calibration's (raw, share right) knots."""

    folder: Path
    name: str
    threshold: float
    knots: tuple[tuple[float, float], ...]

    @classmethod
    def load(cls, folder: Path | None = None) -> Model:
        """The model in `folder`, or the shipped one. Raises MissingData, InvalidRecord."""
        folder = folder or Path(str(files("dateline"))) / "models" / "en"
        path = folder / "model.json"
        if not path.is_file():
            raise MissingData(f"{path}: the model's card is missing; install dateline again, or train a model with `dateline train`")
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            knots = tuple((float(raw), float(share)) for raw, share in record["calibration"])
            return cls(folder, str(record["name"]), float(record["threshold"]), knots)
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidRecord(f"{path}: expected name, threshold and calibration, found {error}; train the model again") from None
