"""`evaluate factuality`: how sure a predicate's happening is told, -3 (did not happen) to 3 (happened), on UW and MEANTIME."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dateline.evaluate.setting import Figures, Setting
from dateline.language.encoder import Encoder
from dateline.language.model import Model
from dateline.records import Report

SETS = {"uw": "uw-dev.jsonl.gz", "meantime": "meantime-dev.jsonl.gz"}


def targets(path: Path) -> Iterator[tuple[str, dict[int, float]]]:
    """(text, {code point where a predicate starts: its factuality}) of each sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            words = record["text"].split(" ")
            starts = np.cumsum([0, *(len(word) + 1 for word in words)])
            yield record["text"], {int(starts[t["span1"][0]]): float(t["label"]) for t in record["targets"]}


def pairs(encoder: Encoder, path: Path) -> list[tuple[float, float]]:
    """(gold, coded) of every predicate."""
    out = []
    for number, (text, gold) in enumerate(targets(path)):
        for read in encoder.reads(Report(str(number), text)):
            for word, score in zip(read.sentence.words, read.factuality, strict=True):
                if word.start in gold:
                    out.append((gold[word.start], float(np.clip(score, -3, 3))))
    return out


def figures(found: list[tuple[float, float]]) -> dict[str, float]:
    """Pearson's r and the mean absolute error."""
    gold, coded = np.array(found).T
    r = float(np.corrcoef(gold, coded)[0, 1])
    return {"pearson": round(r, 4), "mae": round(float(np.abs(gold - coded).mean()), 4), "predicates": len(found)}


def run(setting: Setting) -> Figures:
    """Both sets; `--data` names a folder of files with the same names."""
    folder = setting.path("dev", "factuality")
    encoder = Encoder.load(Model.load(setting.model).folder)
    values = {name: figures(pairs(encoder, folder / file)) for name, file in SETS.items()}
    lines = [f"{name:10} r {v['pearson']:.3f}  mean absolute error {v['mae']:.3f}  {v['predicates']} predicates" for name, v in values.items()]
    return Figures(values, "\n".join(lines))
