"""`evaluate syntax`: parts of speech and trees on the English Web Treebank's dev part, with gold tokens."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import MissingData
from dateline.evaluate.setting import Figures, Setting
from dateline.language.engine import OnnxEngine
from dateline.language.labels import DEPRELS, UPOS
from dateline.language.model import Model
from dateline.language.windows import Window, load_tokenizer, to_pieces


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """The treebank's sentences as records of tokens, upos, head and deprel."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def parse(engine: OnnxEngine, syntax: OnnxEngine, window: Window) -> tuple[list[str], list[int], list[str]]:
    """Tags, heads (0 the root) and relations of one sentence; each word takes its likeliest head."""
    scores = syntax.run("syntax", {"words": engine.words(window.inputs())["words"]})
    heads: NDArray[np.int64] = scores["arcs"][0].argmax(-1)
    relations = scores["relations"][0][np.arange(len(heads)), heads].argmax(-1)
    tags = scores["upos"][0].argmax(-1)
    return [UPOS[i] for i in tags], heads.tolist(), [DEPRELS[i] for i in relations]


def run(setting: Setting) -> Figures:
    """UPOS accuracy, unlabelled and labelled attachment over all tokens; subtypes of relations do not count."""
    path = setting.path("train", "ewt-propbank", "dev.jsonl.gz")
    folder = Model.load(setting.model).folder
    if not (folder / "syntax.onnx").is_file():
        raise MissingData(f"{folder / 'syntax.onnx'}: the model has no syntax part; train one with `dateline train`")
    engine, syntax = OnnxEngine.load(folder), OnnxEngine.load(folder, parts=("syntax",))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    total = tagged = attached = labelled = 0
    for record in sentences(path):
        window = Window()
        window.add(0, to_pieces(record["tokens"], tokenizer))
        tags, heads, relations = parse(engine, syntax, window)
        for i, (tag, head, relation) in enumerate(zip(record["upos"], record["head"], record["deprel"], strict=True)):
            total += 1
            tagged += tags[i] == tag
            attached += heads[i] == head
            labelled += heads[i] == head and relations[i] == relation.split(":")[0]
    values = {
        "upos": round(tagged / total, 4),
        "uas": round(attached / total, 4),
        "las": round(labelled / total, 4),
        "tokens": total,
    }
    return Figures(values, "  ".join(f"{name} {value}" for name, value in values.items()))
