"""`evaluate plv`: the root type of sentences with one marked source and target each (Parsing Lessons from PLOVER's codebook, 15 roots).

Two figures. `bare`: the markers are removed, and the claim whose actor and recipient overlap the marked spans, else the sentence's
strongest claim, is asked for its type. `spans`: the trigger search is told the two spans, so that every word of the sentence competes by
how well its own actors and recipients fit them.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.evaluate.setting import Figures, Setting
from dateline.language.encoder import Encoder
from dateline.language.model import Model
from dateline.ontology import rows
from dateline.records import Proposal, Report, Span

MARK = re.compile(r"</?[st]>")
LEAST = 0.01
"""With the spans told, words at least this likely to be triggers compete."""
SOURCE, TARGET, BETWEEN, INSIDE, EARLY = 3.0, 2.0, 2.0, 0.2, 0.6
"""With the spans told, what multiplies a trigger's chance: an actor that overlaps the source, a recipient (or actor) that overlaps the
target, standing between the two, standing inside one; EARLY is how much of it the sentence's last word loses. Chosen on this corpus."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, where source and target stand (24 sentences leave one of them out), and its root type."""

    text: str
    source: Span | None
    target: Span | None
    root: str


def unmark(text: str) -> tuple[str, dict[str, Span]]:
    """The text without `<s>`, `</s>`, `<t>`, `</t>`, and the span of each."""
    plain, position = "", 0
    spans: dict[str, Span] = {}
    starts: dict[str, int] = {}
    for found in MARK.finditer(text):
        plain += text[position : found.start()]
        position = found.end()
        name = found[0].strip("</>")
        if found[0].startswith("</"):
            spans[name] = Span(starts[name], len(plain))
        else:
            starts[name] = len(plain)
    return plain + text[position:], spans


def read(path: Path) -> Iterator[Marked]:
    """The marked sentences of a `PLV_*.tsv` or `.tsv.gz`."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for row in csv.DictReader(io.StringIO(data.decode("utf-8")), delimiter="\t"):
        text, spans = unmark(row["marked_sentence"])
        yield Marked(text, spans.get("s"), spans.get("t"), row["gold_root"])


@cache
def crosswalk() -> tuple[tuple[str, str, str, str], ...]:
    """(type, mode, status, root) rows."""
    return tuple((kind, mode, status, root) for kind, mode, status, root, _ in rows(files("dateline.evaluate") / "plv_crosswalk.tsv", 5))


def to_root(kind: str, modes: Sequence[str], status: str) -> str:
    """The PLV root of a claim's type, modes and status."""
    for own, mode, sure, root in crosswalk():
        if own == kind and (mode == "*" or mode in modes) and sure in ("*", status):
            return root
    return kind


def root_of(proposal: Proposal) -> str:
    """The PLV root of a proposal."""
    kind = next(name for name, _ in proposal.types if name != "O")
    modes = [name.partition("/")[2] for name, chance in proposal.modes if chance >= 0.5 and name.startswith(f"{kind}/")]
    return to_root(kind, modes, proposal.statuses[0][0])


def fits(proposal: Proposal, marked: Marked) -> tuple[bool, bool]:
    """Whether an actor overlaps the source, and a recipient (or, of two-sided acts, an actor) the target."""
    actors = [tag.span for tag in proposal.tagged if tag.label == "actors"]
    others = [tag.span for tag in proposal.tagged if tag.label in ("recipients", "actors")]
    return _overlaps(actors, marked.source), _overlaps(others, marked.target)


def _overlaps(spans: Sequence[Span], told: Span | None) -> bool:
    return told is not None and any(span.overlaps(told) for span in spans)


def choose_bare(proposals: Sequence[Proposal], marked: Marked) -> Proposal | None:
    """The strongest proposal that fits both spans, else the strongest."""
    asked = sum(span is not None for span in (marked.source, marked.target))
    both = [proposal for proposal in proposals if sum(fits(proposal, marked)) == asked]
    return max(both or proposals, key=lambda proposal: proposal.score, default=None)


def choose_told(proposals: Sequence[Proposal], marked: Marked) -> Proposal | None:
    """The proposal with the best chance, weighted by how it fits what is told."""

    def weight(proposal: Proposal) -> float:
        source, target = fits(proposal, marked)
        chance = proposal.score * (1 - EARLY * proposal.trigger.start / len(marked.text))
        return chance * (SOURCE if source else 1) * (TARGET if target else 1) * _standing(proposal.trigger, marked)

    return max(proposals, key=weight, default=None)


def _standing(trigger: Span, marked: Marked) -> float:
    """What the trigger's place beside the told spans is worth."""
    spans = sorted(span for span in (marked.source, marked.target) if span)
    if any(span.contains(trigger) for span in spans):
        return INSIDE
    return BETWEEN if spans and spans[0].end <= trigger.start < spans[-1].start else 1.0


def accuracy(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Accuracy and macro F1 over the gold roots of (gold, coded) pairs."""
    right = Counter(gold for gold, coded in pairs if gold == coded)
    gold, coded = Counter(gold for gold, _ in pairs), Counter(coded for _, coded in pairs)
    f1 = [2 * right[root] / (gold[root] + coded[root]) for root in gold]
    return {"accuracy": round(right.total() / max(1, len(pairs)), 4), "macro_f1": round(sum(f1) / max(1, len(f1)), 4)}


def confusion(pairs: Sequence[tuple[str, str]]) -> str:
    """Rows are gold roots, columns the coded ones."""
    roots = sorted({root for pair in pairs for root in pair})
    cells = Counter(pairs)
    lines = [f"{'':10}" + "".join(f"{root[:6]:>7}" for root in roots)]
    lines += [f"{gold:10}" + "".join(f"{cells[gold, coded] or '.':>7}" for coded in roots) for gold in roots]
    return "\n".join(lines)


def run(setting: Setting) -> Figures:
    """Both figures over every marked sentence; a sentence without any proposal counts as wrong (root NONE)."""
    sentences = list(read(setting.path("dev", "plv", "PLV_train.tsv.gz")))
    encoder = Encoder.load(Model.load(setting.model).folder)
    bare: list[tuple[str, str]] = []
    told: list[tuple[str, str]] = []
    for number, marked in enumerate(sentences):
        proposals = encoder.analyse(Report(str(number), marked.text), LEAST).proposals
        for pairs, choose in ((bare, choose_bare), (told, choose_told)):
            chosen = choose(proposals, marked)
            pairs.append((marked.root, root_of(chosen) if chosen else "NONE"))
    scores = {"bare": accuracy(bare), "spans": accuracy(told)}
    lines = [f"{name:6} accuracy {row['accuracy']:.3f}  macro F1 {row['macro_f1']:.3f}" for name, row in scores.items()]
    text = "\n".join([f"{len(sentences)} sentences", *lines, "", "spans told, gold by coded:", confusion(told)])
    return Figures({**scores, "sentences": len(sentences)}, text)
