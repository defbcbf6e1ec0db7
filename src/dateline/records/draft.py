"""A claim before its mentions are resolved: the words that fill each field."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.claim import Status
from dateline.records.language import Mention, Proposal, Sentence
from dateline.records.span import Span
from dateline.records.values import Count


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's or recipient's words, with the encoder's guess of its sector and how sure it is (0 to 1)."""

    mention: Mention
    sector: str
    score: float


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of one happening; who, where and when are still words."""

    sentence: Sentence
    trigger: Span
    proposal: Proposal
    type: str
    modes: tuple[str, ...]
    status: Status
    tally: bool
    quoted: bool
    confidence: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    voices: tuple[Mention, ...]
    place: Mention | None
    when: Mention | None
    counts: tuple[tuple[str, Count], ...]
