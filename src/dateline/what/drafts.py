"""Analysis -> drafts: which proposals are claims, and what each says by its own tags."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.records import COUNTS, Analysis, Count, Draft, Mention, Part, Party, Proposal, Report, Sentence, Span, Status, Tagged
from dateline.what.counts import counts
from dateline.what.harm import single, tolls

MODE = 0.5
"""A mode is given when its own probability reaches this."""
TALLY = 0.5


def calibrated(score: float, knots: Sequence[tuple[float, float]]) -> float:
    """A raw score as the share of such claims that were right, interpolated between (raw, share) knots sorted by raw."""
    if not knots:
        return score
    at = bisect_left([raw for raw, _ in knots], score)
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (raw, share), (next_raw, next_share) = knots[at - 1], knots[at]
    return share + (next_share - share) * (score - raw) / (next_raw - raw)


def read_drafts(report: Report, analysis: Analysis, least: float, knots: Sequence[tuple[float, float]] = ()) -> list[Draft]:
    """The proposals whose calibrated confidence reaches `least` (0 to 1), in text order."""
    quotes: dict[Part, list[Span]] = {part: quotations(report.part(part)) for part in ("title", "text")}
    out = []
    for proposal in analysis.proposals:
        kind, chance = next(pair for pair in proposal.types if pair[0] != "O")
        confidence = round(calibrated(chance, knots), 4)
        if confidence >= least:
            sentence = analysis.sentences[proposal.sentence]
            draft = _draft(report, sentence, proposal, kind)
            quoted = any(span.contains(proposal.trigger) for span in quotes[sentence.part])
            out.append(replace(draft, confidence=confidence, quoted=quoted))
    return with_tolls(report, out)


def with_tolls(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the tolls that only the wording gives: each to the nearest act of violence of its sentence that has none."""
    out = list(drafts)
    for sentence in dict.fromkeys(draft.sentence for draft in drafts):
        rows = [i for i, draft in enumerate(out) if draft.sentence == sentence and draft.type == "ASSAULT" and not draft.tally]
        given = {name for i in rows for name, _ in out[i].counts}
        for name, count in tolls(report.part(sentence.part), sentence.span).items() if rows else ():
            at = count.span.start if count.span else 0
            if name not in given:
                row = min(rows, key=lambda i: abs(out[i].trigger.start - at))
                out[row] = replace(out[row], counts=tuple(sorted((*out[row].counts, (name, count)), key=lambda pair: pair[0])))
    return [_with_single(report, draft) for draft in out]


def _with_single(report: Report, draft: Draft) -> Draft:
    """One killed, where the act kills by itself and names a single victim."""
    victims = [party.mention.text for party in draft.recipients]
    words = draft.trigger.of(report.part(draft.sentence.part))
    if draft.type != "ASSAULT" or draft.counts or not single(words, victims):
        return draft
    return replace(draft, counts=(("killed", Count(1, 1, draft.recipients[0].mention.span)),))


def _draft(report: Report, sentence: Sentence, proposal: Proposal, kind: str) -> Draft:
    text = report.part(sentence.part)
    tags = proposal.tagged

    def mention(tag: Tagged) -> Mention:
        return Mention(sentence.part, tag.span, tag.span.of(text))

    def parties(label: str) -> tuple[Party, ...]:
        return tuple(Party(mention(tag), tag.sector, tag.sector_score) for tag in tags if tag.label == label)

    def best(label: str) -> Mention | None:
        """The likeliest in the own sentence, else one carried over from the sentence before."""
        found = [tag for tag in tags if tag.label == label]
        own = [tag for tag in found if sentence.span.contains(tag.span)]
        return mention(max(own or found, key=lambda tag: tag.score)) if found else None

    return Draft(
        sentence=sentence,
        trigger=proposal.trigger,
        proposal=proposal,
        type=kind,
        modes=_modes(proposal, kind),
        status=_status(proposal),
        tally=proposal.tally >= TALLY,
        quoted=False,
        confidence=0.0,
        actors=parties("actors"),
        recipients=parties("recipients"),
        voices=tuple(mention(tag) for tag in tags if tag.label == "sources"),
        place=best("place"),
        when=best("when"),
        counts=counts(text, sentence.span, [tag for tag in tags if tag.label in COUNTS and sentence.span.contains(tag.span)]),
    )


def _modes(proposal: Proposal, kind: str) -> tuple[str, ...]:
    return tuple(sorted(name.partition("/")[2] for name, chance in proposal.modes if chance >= MODE and name.startswith(f"{kind}/")))


def _status(proposal: Proposal) -> Status:
    return proposal.statuses[0][0]  # type: ignore[return-value]


OPENING = "“«„"
CLOSING = {"“": "”", "«": "»", "„": "“"}


def quotations(text: str) -> list[Span]:
    """What stands inside quotation marks, paragraph by paragraph; a quotation that is never closed ends with its paragraph."""
    return [span for start, line in _lines(text) for span in _quoted(line, start)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def _quoted(line: str, origin: int) -> Iterator[Span]:
    start, close = -1, ""
    for i, mark in enumerate(line):
        if start < 0 and (mark in OPENING or mark == '"'):
            start, close = i, CLOSING.get(mark, '"')
        elif start >= 0 and mark == close:
            yield Span(origin + start, origin + i + 1)
            start = -1
    if start >= 0:
        yield Span(origin + start, origin + len(line))
