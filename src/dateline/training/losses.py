"""Windows to tensors, and what each task's mistakes cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.language.words import case_of
from dateline.training.examples import IGNORE, Encoded, Example, Frame
from dateline.training.model import REACH, Network

CLS, SEP, PAD = 101, 102, 0
SPAN = 96
"""Words that a view sees: the own sentence and as much of the one before as fits."""


@dataclass(slots=True)
class Place:
    """Where an example's words stand in a batch: window and first word."""

    example: Example
    window: int
    start: int
    previous: int


@dataclass(slots=True)
class Batch:
    """Tensors of a batch of windows and where each example stands in them."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    case: Tensor
    places: list[Place]


def collate(windows: Sequence[list[Encoded]]) -> Batch:
    """[CLS] sentence [SEP] sentence [SEP] ... for each window, padded."""
    ids: list[Tensor] = []
    first: list[Tensor] = []
    case: list[Tensor] = []
    places: list[Place] = []
    for number, window in enumerate(windows):
        pieces: list[int] = [CLS]
        firsts: list[int] = []
        cases: list[int] = []
        previous = 0
        for sentence in window:
            places.append(Place(sentence.example, number, len(firsts), previous))
            previous = len(sentence.first)
            firsts.extend(len(pieces) + piece for piece in sentence.first)
            cases.extend(case_of(word) for word in sentence.example.words)
            pieces.extend([*sentence.ids, SEP])
        ids.append(torch.tensor(pieces))
        first.append(torch.tensor(firsts))
        case.append(torch.tensor(cases))
    pad = torch.nn.utils.rnn.pad_sequence
    padded = pad(ids, batch_first=True, padding_value=PAD)
    mask = pad([torch.ones_like(row) for row in ids], batch_first=True)
    return Batch(padded, mask, pad(first, batch_first=True), pad(case, batch_first=True), places)


def word_losses(network: Network, words: Tensor, batch: Batch, weights: dict[str, float]) -> Tensor:
    """Cross-entropy of every word-level head over the examples that tell its labels."""
    total = words.new_zeros(())
    for name, head in network.word.items():
        rows, gold = [], []
        for place in batch.places:
            labels = place.example.labels.get(name)
            if labels is not None:
                rows.append(words[place.window, place.start : place.start + len(labels)])
                gold.extend(labels)
        if rows and any(label != IGNORE for label in gold):
            scores = head(torch.cat(rows)).float()
            total = total + weights.get(name, 1.0) * F.cross_entropy(scores, torch.tensor(gold), ignore_index=IGNORE)
    return total


def factuality_loss(network: Network, words: Tensor, batch: Batch) -> Tensor:
    """Smooth L1 of the factuality head at the predicates that have a gold value."""
    rows = [(p.window, p.start + i, value) for p in batch.places for i, value in p.example.factuality.items()]
    if not rows:
        return words.new_zeros(())
    window, word, gold = zip(*rows, strict=True)
    scores = network.factuality(words[list(window), list(word)]).squeeze(-1).float()
    return F.smooth_l1_loss(scores, torch.tensor(gold))


def syntax_loss(network: Network, words: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of heads and of relations to the gold heads."""
    trees = [place for place in batch.places if "heads" in place.example.labels]
    if not trees:
        return words.new_zeros(())
    longest = max(len(place.example.words) for place in trees)
    inside = words.new_zeros((len(trees), longest, words.size(-1)))
    heads = torch.zeros((len(trees), longest), dtype=torch.long)
    gold = torch.full((len(trees), longest), IGNORE)
    relations = gold.clone()
    rows = []
    for row, place in enumerate(trees):
        size = len(place.example.words)
        rows.append(F.pad(words[place.window, place.start : place.start + size], (0, 0, 0, longest - size)))
        heads[row, :size] = gold[row, :size] = torch.tensor(place.example.labels["heads"])
        relations[row, :size] = torch.tensor(place.example.labels["relations"])
    inside = torch.stack(rows)
    arcs = network.syntax.arcs(inside).float()
    outside = torch.arange(longest + 1).unsqueeze(0) > torch.tensor([len(p.example.words) for p in trees]).unsqueeze(1)
    arcs = arcs.masked_fill(outside.unsqueeze(1), -1e4)
    named = network.syntax.relations(inside, heads).float()
    return F.cross_entropy(arcs.flatten(0, 1), gold.flatten(), ignore_index=IGNORE) + F.cross_entropy(
        named.flatten(0, 1), relations.flatten(), ignore_index=IGNORE
    )


@dataclass(slots=True)
class Views:
    """What `View` takes for a list of triggers, and the word offset of each own sentence in its row."""

    words: Tensor
    trigger: Tensor
    position: Tensor
    own: Tensor
    missing: Tensor
    offsets: list[int]
    triggers: list[int]


def views(words: Tensor, asked: Sequence[tuple[Place, int]]) -> Views:
    """Rows of the previous and the own sentence for each (place, trigger word)."""
    rows, offsets = [], []
    for place, _ in asked:
        size = len(place.example.words)
        before = min(place.previous, max(0, SPAN - size))
        rows.append(words[place.window, place.start - before : place.start + size])
        offsets.append(before)
    lengths = torch.tensor([len(row) for row in rows])
    inside = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
    at = torch.tensor([offset + word for offset, (_, word) in zip(offsets, asked, strict=True)])
    column = torch.arange(inside.size(1)).unsqueeze(0)
    position = (column - at.unsqueeze(1)).clamp(-REACH, REACH) + REACH
    own = (column >= torch.tensor(offsets).unsqueeze(1)).long()
    trigger = inside[torch.arange(len(rows)), at]
    return Views(inside, trigger, position, own, column >= lengths.unsqueeze(1), offsets, at.tolist())


def _gold_tags(tags: dict[int, int], seen: Views, row: int) -> Tensor:
    gold = torch.where(seen.missing[row], IGNORE, 0)
    for word, tag in tags.items():
        column = word + seen.offsets[row]
        if 0 <= column < len(gold):
            gold[column] = tag
    return gold


def frame_losses(network: Network, words: Tensor, asked: list[tuple[Place, Frame]], weights: dict[str, float]) -> Tensor:
    """What the view from each frame's word costs: roles and counts, and for claims the whole frame's labels."""
    total = words.new_zeros(())
    if not asked:
        return total
    seen = views(words, [(place, frame.word) for place, frame in asked])
    out = network.view(seen.words, seen.trigger, seen.position, seen.own, seen.missing)
    whole = out[torch.arange(len(asked)), torch.tensor(seen.triggers)]
    for name, rows in _tag_rows(asked).items():
        column = {"srl": "roles", "roles": "roles", "counts": "counts"}[name]
        gold = torch.stack([_gold_tags(getattr(asked[row][1], column), seen, row) for row in rows])
        scores = network.tags[name](out[rows]).float()
        total = total + weights.get(name, 1.0) * F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
    claims = [row for row, (place, frame) in enumerate(asked) if place.example.task == "claims"]
    return total + _whole_losses(network, whole[claims], [asked[row][1] for row in claims], weights)


def _tag_rows(asked: list[tuple[Place, Frame]]) -> dict[str, list[int]]:
    claims = [row for row, (place, frame) in enumerate(asked) if place.example.task == "claims" and frame.kind]
    roles = [row for row, (place, _) in enumerate(asked) if place.example.task == "roles"]
    return {name: rows for name, rows in (("srl", roles), ("roles", claims), ("counts", claims)) if rows}


def _whole_losses(network: Network, whole: Tensor, frames: list[Frame], weights: dict[str, float]) -> Tensor:
    total = whole.new_zeros(())
    if not frames:
        return total
    total = total + weights.get("kind", 1.0) * F.cross_entropy(network.whole["kind"](whole).float(), torch.tensor([frame.kind for frame in frames]))
    real = [row for row, frame in enumerate(frames) if frame.kind]
    for name in ("status", "tally"):
        gold = torch.tensor([getattr(frames[row], name) for row in real], dtype=torch.long)
        if real:
            scores = network.whole[name](whole[real]).float()
            total = total + weights.get(name, 1.0) * F.cross_entropy(scores, gold)
    told = [row for row in real if frames[row].modes is not None]
    if told:
        scores = network.whole["modes"](whole[told]).float()
        gold = torch.zeros_like(scores)
        for row, frame in enumerate(told):
            for mode in frames[frame].modes or ():
                gold[row, mode] = 1.0
        loss = F.binary_cross_entropy_with_logits(scores, gold, reduction="none").sum(-1).mean()
        total = total + weights.get("modes", 1.0) * loss
    return total
