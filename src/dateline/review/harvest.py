"""Work at the desk -> training data: judged sentences in the annotation format of annotations/README.md.

A sentence without claims teaches that nothing happens in it. So only sentences are written whose every claim a person accepted, corrected or
rejected, and at least one; the rest of the report is left out, and its id says that it came from the desk. What is written is read back, and a
sentence that does not come out as it went in is left out with the reason.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.archive import Archive
from dateline.errors import DatelineError, InvalidRecord
from dateline.records import COUNTS, Actor, Claim, Count, Interval, Report, Span
from dateline.review.decisions import State, as_reviewed, states
from dateline.training.annotation import read_annotations


@dataclass(frozen=True, slots=True)
class Harvest:
    """Annotation text (blocks of reports), the number of reports, sentences and claims in it, and what was left out, a line each."""

    text: str
    reports: int
    sentences: int
    claims: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A judged sentence: where it stands, and those of its claims that hold."""

    part: str
    span: Span
    claims: tuple[Claim, ...]


def harvest(archive: Archive) -> Harvest:
    """Everything in the archive that people judged, as annotations. `dateline annotations check` finds no mistake in it."""
    judgements = archive.judgements(in_force=False)
    judged = {evidence.report for judgement in judgements for evidence in judgement.about}
    blocks, left, sentences, claims = [], list[str](), 0, 0
    for version in archive.standing():
        if version.report.id not in judged:
            continue
        own = archive.claims(version.digest)
        state = states(own, judgements)
        chosen = list(_chosen(as_reviewed(own, judgements), state))
        kept = [sentence for sentence in chosen if _reads_back(version.report, sentence, left)]
        if kept:
            blocks.append(_block(version.report, kept))
            sentences, claims = sentences + len(kept), claims + sum(len(sentence.claims) for sentence in kept)
    return Harvest("\n\n".join(blocks) + "\n" * bool(blocks), len(blocks), sentences, claims, tuple(left))


def _chosen(claims: Sequence[Claim], state: Mapping[str, State]) -> Iterator[_Sentence]:
    """Sentences whose every claim was judged, in the order of the text, the title first."""
    by_sentence: dict[tuple[bool, Span], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.part != "title", claim.sentence), []).append(claim)
    for (_, span), own in sorted(by_sentence.items(), key=lambda item: item[0]):
        if all(state[claim.id] != "unreviewed" for claim in own):
            yield _Sentence(own[0].part, span, tuple(claim for claim in own if state[claim.id] != "rejected"))


def _reads_back(report: Report, sentence: _Sentence, left: list[str]) -> bool:
    """Whether the sentence's claims, written and read, are the same; where not, why is added to `left`."""
    where = f"{report.id[:12]} {sentence.part} {sentence.span.start}"
    try:
        wanted = [_essence(claim, report) for claim in sentence.claims]
        text = _block(report, [sentence])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "one.claims"
            path.write_text(text, encoding="utf-8")
            mistakes: list[str] = []
            read = [(annotated.report, claim) for annotated in read_annotations(path, mistakes) for claim in annotated.claims]
    except DatelineError as error:
        left.append(f"{where}: {error}")
        return False
    same = not mistakes and sorted(wanted) == sorted(_essence(claim, found) for found, claim in read)
    if not same:
        left.append(f"{where}: {mistakes[0].split(': ', 1)[-1] if mistakes else 'the annotation format cannot tell it as it was judged'}")
    return same


def _essence(claim: Claim, report: Report) -> tuple[str, ...]:
    """What the annotation format can tell of a claim, in words."""
    text = report.part(claim.part)
    people = [f"{kind}:{one.text}|{one.country}|{one.sector}" for kind, who in (("a", claim.actors), ("r", claim.recipients)) for one in who]
    return _flat(
        *(claim.status, str(claim.tally), claim.type, ",".join(claim.modes), claim.trigger.text),
        *people,
        claim.place.text + claim.place.precision if claim.place else "",
        claim.when.text + _days(claim.when.interval) if claim.when else "",
        *(voice.text for voice in claim.sources),
        *(f"{name}{_bounds(count)}{count.span.of(text)}" for name in COUNTS if (count := getattr(claim, name)) and count.span),
    )


def _flat(*words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words)


def _block(report: Report, sentences: Sequence[_Sentence]) -> str:
    head = [f"=== desk-{re.sub('[^a-z0-9]+', '-', report.id.lower())[:40].strip('-')}"]
    head += [f"outlet: {' '.join(report.outlet.split())}"] if report.outlet.strip() else []
    head += [f"published: {report.published.isoformat()}"] if report.published else []
    body: list[str] = []
    end = None
    for sentence in sentences:
        words = " ".join(sentence.span.of(report.part(sentence.part)).split())  # type: ignore[arg-type]
        lines = [f"- {_line(claim, report)}" for claim in sentence.claims]
        if sentence.part == "title":
            head += [f"title: {words}", *lines]
            continue
        gap = [""] if end is None or "\n" in report.text[end : sentence.span.start] or sentence.span.start > end + 2 else []
        body += [*gap, f"> {words}", *lines]
        end = sentence.span.end
    return "\n".join([*head, *body])


def _line(claim: Claim, report: Report) -> str:
    text = report.part(claim.part)
    first = " ".join(
        [
            *([claim.status] if claim.status != "actual" else []),
            *(["tally"] if claim.tally else []),
            claim.type + ("/" + ",".join(claim.modes) if claim.modes else ""),
            _words(text, claim, claim.trigger.span),
        ]
    )
    return "; ".join([first, *_fields(claim, text)])


def _fields(claim: Claim, text: str) -> Iterator[str]:
    for name, people in (("actor", claim.actors), ("to", claim.recipients)):
        yield from (f"{name}={_words(text, claim, person.span)} {_who(person)}" for person in people)
    if claim.place:
        name = claim.place.name if claim.place.name != claim.place.text else ""
        yield f"place={_words(text, claim, claim.place.span)} <{name}|{claim.place.precision}>"
    if claim.when:
        yield f"when={_words(text, claim, claim.when.span)} <{_days(claim.when.interval)}>"
    for voice in claim.sources:
        yield f"source={_words(text, claim, voice.span)}"
    for name in COUNTS:
        count = getattr(claim, name)
        if count and count.span is None:
            raise InvalidRecord(f"{name} rests on no words, and the annotation format needs them")
        if count:
            yield f"{name}={_words(text, claim, count.span)} <{_bounds(count)}>"


def _who(person: Actor) -> str:
    return f"<{person.name if person.name != person.text else ''}|{person.country}|{person.sector}>"


def _days(interval: Interval) -> str:
    start, end = (day.isoformat() if day else "" for day in (interval.start, interval.end))
    return start if start == end else f"{start}..{end}"


def _bounds(count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def _words(text: str, claim: Claim, span: Span) -> str:
    """The words as the format finds them: whole words of the sentence, `~2` where they stand there the second time. Raises InvalidRecord."""
    words = span.of(text)
    if not claim.sentence.contains(span):
        raise InvalidRecord(f"{' '.join(words.split())!r} stands in another sentence, which is not written with it")
    hits = [
        found.start()
        for found in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text[: claim.sentence.end])
        if found.start() >= claim.sentence.start
    ]
    if span.start not in hits:
        raise InvalidRecord(f"{words!r} is no whole word of its sentence")
    nth = hits.index(span.start) + 1
    return " ".join(words.split()) + (f"~{nth}" if nth > 1 else "")
