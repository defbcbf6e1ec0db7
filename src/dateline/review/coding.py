"""Blind double coding: what a coder answers on a word, and how far two of them agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import InvalidRecord
from dateline.ontology import load_types
from dateline.records import COUNTS, STATUSES, Span
from dateline.review.agreement import Alpha, SpanAgreement, alpha, span_agreement
from dateline.review.studies import Study

NONE = "none"
"""The type of a word that names no happening."""
WORDED = ("actors", "recipients", "place", "when", "sources", *COUNTS)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders over the claims that both have answered: alpha of `type` and `status`, F1 of the words of each field and of all of them."""

    coders: tuple[str, ...]
    both: int
    type: Alpha
    status: Alpha
    fields: Mapping[str, SpanAgreement]
    words: SpanAgreement


def checked(content: Mapping[str, Any], length: int) -> dict[str, Any]:
    """An answer: `type` (or "none"), `status`, `spans` by field as [start, end] within a text of `length` code points. Raises InvalidRecord."""
    kind, status = str(content.get("type") or ""), str(content.get("status") or "actual")
    if kind != NONE and kind not in load_types():
        raise InvalidRecord(f"type: expected {NONE} or one of {', '.join(load_types())}, found {kind!r}")
    if status not in STATUSES:
        raise InvalidRecord(f"status: expected one of {', '.join(STATUSES)}, found {status!r}")
    if kind == NONE:
        return {"type": NONE}
    spans = {name: [_ends(pair, length) for pair in pairs] for name, pairs in dict(content.get("spans") or {}).items() if pairs}
    unknown = spans.keys() - set(WORDED)
    if unknown:
        raise InvalidRecord(f"spans: expected fields of {', '.join(WORDED)}, found {', '.join(sorted(unknown))}")
    return {"type": kind, "status": status, "spans": spans}


def agreement(study: Study) -> Agreement:
    """How far the two coders of a study agree."""
    one, other = (study.answers.get(coder, {}) for coder in study.coders[:2])
    both = [id for id in study.claims if id in one and id in other]
    pairs = [(one[id], other[id]) for id in both]
    happenings = [pair for pair in pairs if NONE not in (pair[0]["type"], pair[1]["type"])]
    fields = {name: made for name in WORDED if (made := span_agreement([_spans(pair, name) for pair in happenings])).exact is not None}
    words = span_agreement([_spans(pair, name) for pair in happenings for name in WORDED])
    kinds, statuses = (alpha([tuple(answer[name] for answer in pair) for pair in those]) for name, those in (("type", pairs), ("status", happenings)))
    return Agreement(study.coders, len(both), kinds, statuses, fields, words)


def _spans(pair: Sequence[Mapping[str, Any]], name: str) -> tuple[list[Span], list[Span]]:
    mine, yours = ([Span(*ends) for ends in answer.get("spans", {}).get(name, ())] for answer in pair)
    return mine, yours


def _ends(pair: Any, length: int) -> list[int]:
    if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(type(end) is int for end in pair) and 0 <= pair[0] < pair[1] <= length):
        raise InvalidRecord(f"spans: expected [start, end) within 0 and {length}, found {pair!r}")
    return list(pair)
