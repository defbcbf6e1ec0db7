"""`evaluate claims`: coded claims against annotated reports, with the figures of the referee (score.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dateline.coder import Coder
from dateline.evaluate.matching import mention_pairs, pair_claims, same_place
from dateline.evaluate.setting import Figures, Setting
from dateline.records import COUNTS, Actor, Claim
from dateline.training.claims import read_gold

ORDER = (
    *("SLOTS", "trigger", "trigger+type", "type", "modes", "actors", "recipients", "sources", "place", "when"),
    *("place matched", "when matched", "status", "status not actual", *COUNTS, "tally", "actor country", "actor sector"),
)
LISTS = ("actors", "recipients", "sources")
SINGLE = ("place", "when", *COUNTS)


@dataclass(slots=True)
class Scores:
    """Right, annotated and coded by figure."""

    tally: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, right: int, gold: int, coded: int) -> None:
        """Adds to a figure."""
        row = self.tally.setdefault(name, [0, 0, 0])
        for position, value in enumerate((right, gold, coded)):
            row[position] += value

    def slot(self, name: str, right: int, gold: int, coded: int) -> None:
        """Adds to a figure that counts as slots."""
        self.add(name, right, gold, coded)
        self.add("SLOTS", right, gold, coded)

    def prf(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a figure."""
        right, gold, coded = self.tally.get(name, (0, 0, 0))
        precision, recall = right / coded if coded else 0.0, right / gold if gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def agrees(name: str, gold: Claim, coded: Claim) -> bool:
    """Whether a single-valued field is filled in both and the same."""
    a, b = getattr(gold, name), getattr(coded, name)
    if a is None or b is None:
        return False
    if name == "place":
        return same_place(a, b)
    return bool(a.interval == b.interval) if name == "when" else (a.low, a.high) == (b.low, b.high)


Agree = Callable[[str, Claim, Claim], bool]


def agrees_in_words(name: str, gold: Claim, coded: Claim) -> bool:
    """As `agrees`, but a place by its words: annotations written by hand carry no coordinates."""
    if name == "place" and gold.place and coded.place:
        return gold.place.span.overlaps(coded.place.span)
    return agrees(name, gold, coded)


def _pair(scores: Scores, gold: Claim, coded: Claim, agree: Agree) -> None:
    same = gold.type == coded.type
    scores.slot("type", int(same), 1, 1)
    shared = len(set(gold.modes) & set(coded.modes)) if same else 0
    scores.slot("modes", shared, len(set(gold.modes)), len(set(coded.modes)))
    for name in LISTS:
        annotated, found = getattr(gold, name), getattr(coded, name)
        hits = mention_pairs(annotated, found)
        scores.slot(name, len(hits), len(annotated), len(found))
        for one, other in hits:
            if isinstance(one, Actor) and isinstance(other, Actor):
                scores.add("actor country", int(one.country == other.country), 1, 1)
                scores.add("actor sector", int(one.sector == other.sector), 1, 1)
    for name in SINGLE:
        filled = int(bool(getattr(gold, name))), int(bool(getattr(coded, name)))
        right = int(agree(name, gold, coded))
        scores.slot(name, right, *filled)
        if name in ("place", "when"):
            scores.add(f"{name} matched", right, *filled)
    scores.slot("status", int(gold.status == coded.status), 1, 1)
    unsure = int(gold.status != "actual"), int(coded.status != "actual")
    scores.add("status not actual", int(gold.status == coded.status != "actual"), *unsure)
    scores.add("tally", int(gold.tally and coded.tally), int(gold.tally), int(coded.tally))


def _lone(scores: Scores, claim: Claim, coded: bool) -> None:
    def count(name: str, number: int, slot: bool = True) -> None:
        (scores.slot if slot else scores.add)(name, 0, 0 if coded else number, number if coded else 0)

    for name, number in (("type", 1), ("modes", len(claim.modes)), ("status", 1)):
        count(name, number)
    for name in LISTS:
        count(name, len(getattr(claim, name)))
    for name in SINGLE:
        count(name, int(getattr(claim, name) is not None))
    count("status not actual", int(claim.status != "actual"), slot=False)
    count("tally", int(claim.tally), slot=False)


def score(reports: Iterable[tuple[Sequence[Claim], Sequence[Claim]]], agree: Agree = agrees) -> Scores:
    """Scores of (annotated, coded) claims, report by report; `agree` says when single-valued fields are the same."""
    scores = Scores()
    for gold, coded in reports:
        pairs, missed, extra = pair_claims(gold, coded)
        scores.add("trigger", len(pairs), len(gold), len(coded))
        scores.add("trigger+type", sum(g.type == c.type for g, c in pairs), len(gold), len(coded))
        for g, c in pairs:
            _pair(scores, g, c, agree)
        for claim in missed:
            _lone(scores, claim, coded=False)
        for claim in extra:
            _lone(scores, claim, coded=True)
    return scores


def table(scores: Scores) -> str:
    """The figures as the referee prints them."""
    lines = [f"{'':18}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'gold':>7}{'coded':>7}"]
    for name in ORDER:
        if name in scores.tally:
            lines.append(f"{name:18}" + "".join(f"{x:7.3f}" for x in scores.prf(name)) + "{:8}{:7}{:7}".format(*scores.tally[name]))
    return "\n".join(lines)


def values(scores: Scores) -> dict[str, dict[str, float]]:
    """The figures as the referee's --json gives them."""
    names = ("precision", "recall", "f1", "right", "gold", "coded")
    return {
        name: dict(zip(names, (*(round(x, 4) for x in scores.prf(name)), *scores.tally[name]), strict=True)) for name in ORDER if name in scores.tally
    }


def run(setting: Setting) -> Figures:
    """Codes the annotated reports (`gold/dev.jsonl` beside the corpora) and scores the claims."""
    annotated = list(read_gold(setting.path("..", "gold", "dev.jsonl")))
    coder = Coder.load(setting.model)
    scores = score((report.claims, coder.code(report.report)) for report in annotated)
    claims = sum(len(report.claims) for report in annotated)
    head = f"{len(annotated)} reports, {claims} gold claims, {scores.tally['trigger'][2]} coded claims\n"
    return Figures(values(scores), head + table(scores))
