"""The loop: batches in, weights out. Fixed seeds; bfloat16 where the processor has it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from dateline.training.examples import Encoded, Frame, batches, pack
from dateline.training.losses import Place, collate, factuality_loss, frame_losses, syntax_loss, word_losses
from dateline.training.model import Network

DOUBTFUL = 0.05
"""A word likelier than this to be a trigger, and none, is shown to the view as a counter-example."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast. `weights` scales the loss of each head; `pieces` is the size of a step in word pieces."""

    passes: int
    pieces: int = 1200
    encoder_rate: float = 8e-5
    head_rate: float = 8e-4
    frames: int = 64
    seed: int = 1
    weights: dict[str, float] = field(default_factory=dict)


def _optimizer(network: Network, plan: Plan, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    shared = list(network.encoder.parameters())
    known = {id(parameter) for parameter in shared}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    groups = [{"params": shared, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = min(100, max(1, steps // 20))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / warm, max(0.02, 1 - step / steps)))
    return optimizer, rate


def step_loss(network: Network, windows: Sequence[list[Encoded]], plan: Plan, chance: random.Random) -> Tensor:
    """The summed loss of every task that the batch's examples tell of."""
    batch = collate(windows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.read(batch.ids, batch.mask, batch.first, batch.case)
        asked = [(place, frame) for place in batch.places for frame in place.example.frames]
        asked += likely_mistakes(network, words, batch.places)
        if len(asked) > plan.frames:
            asked = chance.sample(asked, plan.frames)
        loss = word_losses(network, words, batch, plan.weights)
        loss = loss + plan.weights.get("syntax", 1.0) * syntax_loss(network, words, batch)
        loss = loss + plan.weights.get("factuality", 1.0) * factuality_loss(network, words, batch)
        return loss + frame_losses(network, words, asked, plan.weights)


def likely_mistakes(network: Network, words: Tensor, places: list[Place]) -> list[tuple[Place, Frame]]:
    """The word of each annotated sentence that looks most like a trigger and is none: the view learns to tell it apart."""
    out = []
    with torch.no_grad():
        for place in places:
            labels = place.example.labels.get("trigger")
            if labels is None or place.example.task != "claims":
                continue
            scores = network.word["trigger"](words[place.window, place.start : place.start + len(labels)]).float().softmax(-1)
            wrong = (1 - scores[:, 0]) * (torch.tensor(labels) == 0)
            if float(wrong.max()) > DOUBTFUL:
                out.append((place, Frame(int(wrong.argmax()))))
    return out


def fit(
    network: Network,
    draw: Callable[[int, random.Random], list[Encoded]],
    plan: Plan,
    report: Callable[[int, Network], None] | None = None,
) -> Network:
    """Trains in place.

    `draw(pass, chance)` gives the pass's sentences, documents whole and in order; `report` is called after each pass.
    """
    chance = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    rounds = [batches(list(pack(draw(number, chance), chance)), plan.pieces, chance) for number in range(plan.passes)]
    optimizer, rate = _optimizer(network, plan, sum(map(len, rounds)))
    for number, steps in enumerate(rounds):
        network.train()
        begun, total = time.monotonic(), 0.0
        for windows in steps:
            loss = step_loss(network, windows, plan, chance)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad()
            total += loss.item()
        print(f"pass {number + 1}/{plan.passes}: loss {total / len(steps):.3f}, {time.monotonic() - begun:.0f} s", flush=True)
        if report:
            report(number, network)
    return network
