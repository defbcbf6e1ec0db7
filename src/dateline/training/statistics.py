"""What the annotated reports hold, and where they repeat themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from dateline.language.sentences import sentences
from dateline.language.words import split_words
from dateline.ontology import load_types
from dateline.records import COUNTS, STATUSES, Claim
from dateline.training.annotation import Annotated

NEAR = 85
"""Sentences at least this alike (rapidfuzz ratio, 0 to 100) are near-duplicates."""
GRAM = 5


def _texts(reports: Sequence[Annotated]) -> list[tuple[str, str, bool]]:
    """(report, sentence, whether it holds a claim)."""
    out = []
    for annotated in reports:
        marked = {(claim.part, claim.sentence) for claim in annotated.claims}
        for sentence in sentences(annotated.report):
            held = any(part == sentence.part and span.overlaps(sentence.span) for part, span in marked)
            out.append((annotated.report.id, sentence.span.of(annotated.report.part(sentence.part)), held))
    return out


def _grams(texts: list[tuple[str, str, bool]]) -> Counter[str]:
    grams: Counter[str] = Counter()
    for _, text, _ in texts:
        words = [word.of(text).lower() for word in split_words(text) if word.of(text).isalnum()]
        grams.update(" ".join(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1))
    return grams


def near_duplicates(texts: list[tuple[str, str, bool]]) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of sentences at least NEAR alike, of those that share their first or last three words."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for report, text, _ in texts:
        words = text.lower().split()
        for key in {"^" + " ".join(words[:3]), "$" + " ".join(words[-3:])} if len(words) > 5 else ():
            groups.setdefault(key, []).append((report, text))
    seen = set()
    for group in groups.values():
        for (a, one), (b, other) in combinations(group, 2):
            if one != other and (one, other) not in seen and fuzz.ratio(one, other) >= NEAR:
                seen.add((one, other))
                yield a, one, b, other


def _counts(claims: list[Claim]) -> list[str]:
    kinds = Counter(claim.type for claim in claims)
    modes = Counter(f"{claim.type}/{mode}" for claim in claims for mode in claim.modes)
    lines = ["types and modes:"]
    for name, kind in sorted(load_types().items()):
        shown = ", ".join(f"{mode} {modes[f'{name}/{mode}']}" for mode in kind.modes)
        lines.append(f"  {name:10}{kinds[name]:5}  {shown}")
    status = Counter(claim.status for claim in claims)
    lines.append("status: " + ", ".join(f"{name} {status[name]}" for name in STATUSES))
    lines.append(f"tallies: {sum(claim.tally for claim in claims)}; quoted: {sum(claim.quoted for claim in claims)}")
    sourced, nested = sum(bool(claim.sources) for claim in claims), sum(len(claim.sources) > 1 for claim in claims)
    counted = sum(any(getattr(claim, name) for name in COUNTS) for claim in claims)
    lines.append(f"with a source: {sourced}, with two or more voices: {nested}; with a count: {counted}")
    return lines


def statistics(reports: Sequence[Annotated]) -> str:
    """The counts, the most repeated five-word stretches, and near-duplicate sentences, as text."""
    texts = _texts(reports)
    claims = [claim for annotated in reports for claim in annotated.claims]
    empty = sum(not held for *_, held in texts)
    lines = [f"{len(reports)} reports, {len(texts)} sentences ({empty / max(1, len(texts)):.0%} without a claim), {len(claims)} claims"]
    lines += _counts(claims)
    lines.append(f"most repeated stretches of {GRAM} words:")
    lines += [f"  {count:4}  {gram}" for gram, count in _grams(texts).most_common(12) if count > 1]
    twins = list(near_duplicates(texts))
    lines.append(f"near-duplicate sentences: {len(twins)}")
    lines += [f"  {a}: {one}\n  {b}: {other}" for a, one, b, other in twins[:10]]
    return "\n".join(lines)
