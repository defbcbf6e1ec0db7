"""The whole way from corpora to the shipped model, with fixed seeds: pre-training, the claim heads, calibration, export."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch

from dateline.errors import MissingData
from dateline.language.encoder import Encoder
from dateline.language.windows import load_tokenizer
from dateline.training.annotation import Annotated, annotation_files, check
from dateline.training.augment import augmented
from dateline.training.calibration import calibrate
from dateline.training.claims import examples, read_gold
from dateline.training.corpora import CROSSNER_ENTITIES, read_bio, read_factuality, read_frames, read_gum, read_propbank
from dateline.training.examples import Encoded, Example, encode
from dateline.training.export import export
from dateline.training.fit import Plan, fit
from dateline.training.held import held_back
from dateline.training.model import Network, base_folder, new_network

Documents = list[list[Encoded]]

PRETRAINING = Plan(
    passes=3,
    pieces=1500,
    weights={"syntax": 0.7, "upos": 0.3, "frame": 1.0, "srl": 1.5, "predicate": 0.5, "entity": 1.5},
)
"""Syntax, roles, entities, factuality and frames on the open corpora: about eight minutes a pass on two cores."""
CLAIMS = Plan(
    passes=10,
    pieces=1000,
    encoder_rate=1e-4,
    head_rate=1e-3,
    frames=96,
    weights={"trigger": 2.0, "roles": 2.5, "modes": 0.5, "status": 0.5, "kind": 0.7, "sector": 0.5},
)
"""The claim heads on annotated reports, with a share of the open corpora so that nothing learned before is lost."""
REHEARSED = 0.06
"""The share of pre-training documents in each pass over the claims."""
THRESHOLD = 0.35
"""The default least confidence: where the slot F1 of the held-back reports is about highest."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the training data lie; `train` (gold/train.jsonl) may be missing, and the model is then trained without it."""

    corpora: Path
    annotations: Path
    train: Path | None = None


@dataclass(slots=True)
class Data:
    """Annotated reports to train on and those held back; `facts` describe them for the card."""

    taught: list[tuple[Annotated, bool]] = field(default_factory=list)
    held: list[Annotated] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def load_data(sources: Sources) -> Data:
    """The annotated reports, a tenth of the project's own held back. Raises MissingData where there are none."""
    own, mistakes = check(annotation_files(sources.annotations))
    if not own:
        raise MissingData(f"{sources.annotations}: no *.claims file there; name the folder of the annotated reports")
    gold = list(read_gold(sources.train)) if sources.train and sources.train.is_file() else []
    data = Data([(report, True) for report in gold])
    for report in own:
        if held_back(report.report.id):
            data.held.append(report)
        else:
            data.taught.append((report, False))
    data.facts = {
        "own reports": len(own),
        "train.jsonl reports": len(gold),
        "held back": len(data.held),
        "mistakes left out": len(mistakes),
    }
    return data


class Tokens:
    """Examples as word pieces, documents kept whole."""

    def __init__(self) -> None:
        self.tokenizer = load_tokenizer(Path(base_folder()) / "tokenizer.json")

    def encoded(self, document: Iterable[Example]) -> list[Encoded]:
        """A document's sentences, those too long for a window left out."""
        return [encoded for example in document if (encoded := encode(example, self.tokenizer))]

    def documents(self, found: Iterable[Example]) -> Documents:
        """Encoded sentences grouped by document, in order; sentences too long for a window left out."""
        out: dict[str, list[Encoded]] = {}
        for example in found:
            encoded = encode(example, self.tokenizer)
            if encoded:
                out.setdefault(example.document, []).append(encoded)
        return list(out.values())


def open_corpora(corpora: Path, tokens: Tokens) -> Documents:
    """The openly licensed corpora of the README, as documents. Raises MissingData where a file is not there."""
    train = corpora / "train"
    if not train.is_dir():
        raise MissingData(f"{train}: no corpora there; give their folder with --corpora (docs/training.md says where they are published)")
    factuality = read_factuality(train / "uds-factuality" / "train.jsonl.gz")
    politics = train / "crossner-politics"
    return [
        *tokens.documents(read_propbank(train / "ewt-propbank" / "train.jsonl.gz", factuality)),
        *tokens.documents(read_gum(train / "gum" / "gum-permissive.conllu.gz")),
        *tokens.documents(read_bio(politics / "train.txt.gz", CROSSNER_ENTITIES, 0, 1)),
        *tokens.documents(read_bio(politics / "dev.txt.gz", CROSSNER_ENTITIES, 0, 1)),
        *tokens.documents(read_bio(train / "wikigold" / "test.conllu.gz", {}, 1, 2)),
        *tokens.documents(read_frames(train / "geneva" / "train.jsonl.gz", [])),
    ]


def _shuffled(documents: Sequence[list[Encoded]], chance: random.Random) -> list[Encoded]:
    order = list(documents)
    chance.shuffle(order)
    return [sentence for document in order for sentence in document]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the claim heads are taught on."""

    tokens: Tokens
    claims: list[list[Example]]
    rehearsed: Documents


def pretrain(documents: Documents, plan: Plan = PRETRAINING) -> Network:
    """A network that knows syntax, roles, entities and factuality."""
    torch.manual_seed(plan.seed)
    return fit(new_network(), lambda number, chance: _shuffled(documents, chance), plan)


def teach(network: Network, lesson: Lesson, plan: Plan, report: Callable[[int, Network], None] | None = None) -> Network:
    """Teaches the claim heads on changing copies of the annotated reports, rehearsing a share of the open corpora in each pass."""

    def draw(number: int, chance: random.Random) -> list[Encoded]:
        again = chance.sample(lesson.rehearsed, round(len(lesson.rehearsed) * REHEARSED))
        fresh = [lesson.tokens.encoded(augmented(document, chance)) for document in lesson.claims]
        return _shuffled([*fresh, *again], chance)

    return fit(network, draw, plan, report)


def train(sources: Sources, out: Path, name: str, base: Path | None = None, passes: int | None = None) -> dict[str, Any]:
    """Trains and exports a model into `out`; `base` keeps the pre-trained weights between runs. Returns the card's facts."""
    tokens = Tokens()
    data = load_data(sources)
    documents = open_corpora(sources.corpora, tokens)
    network = new_network()
    if base and base.is_file():
        network.load_state_dict(torch.load(base))
    else:
        network = pretrain(documents)
        if base:
            torch.save(network.state_dict(), base)
    lesson = Lesson(tokens, [list(examples(report, sparse)) for report, sparse in data.taught], documents)
    teach(network, lesson, CLAIMS if passes is None else replace(CLAIMS, passes=passes))
    card: dict[str, Any] = {"name": name, "threshold": THRESHOLD, "calibration": [], "data": data.facts}
    export(network, out, card)
    card["calibration"] = calibrate(Encoder.load(out), data.held)
    export(network, out, card)
    return card
