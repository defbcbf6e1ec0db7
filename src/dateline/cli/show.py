"""`dateline show`: a report's text with the evidence of its claims marked."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.cli.cast import print_cast
from dateline.cli.console import Exit, messages, results
from dateline.cli.options import MinConfidence, ModelFolder, Names, Outlet, PrivateNamesOption, Published, Reports, Samples
from dateline.cli.sources import given, read_all
from dateline.coder import Coder, Reading
from dateline.reading import Failure
from dateline.records import COUNTS, Claim, Sentence, Span
from dateline.rows import bounds
from dateline.uncoded import uncoded

COLOURS = {
    "trigger": "bold white on red",
    "actors": "bold blue",
    "recipients": "bold magenta",
    "place": "bold green",
    "when": "bold yellow",
    "sources": "bold cyan",
}


def show(
    reports: Reports = None,
    samples: Samples = False,
    published: Published = None,
    outlet: Outlet = "",
    min_confidence: MinConfidence = None,
    model: ModelFolder = None,
    private_names: PrivateNamesOption = Names.keep,
    actors: Annotated[bool, typer.Option("--actors", help="List the reports' actors with id, name, code and mentions instead.")] = False,
) -> None:
    """Print reports with the words of each claim marked in colour, its fields beneath the sentence."""
    items = read_all(given(reports, samples), published, outlet)
    coder = Coder.load(model, min_confidence, private_names=private_names.value)
    console, failed = results(), False
    if not actors:
        console.print(Text.assemble("Marks: ", *((f" {name} ", style) for name, style in COLOURS.items())))
    for item in items:
        problem = item if isinstance(item, Failure) else uncoded(item)
        if problem:
            failed = True
            messages().print(f"dateline: {problem.name}: {problem.reason}", markup=False)
        elif not isinstance(item, Failure):
            (print_cast if actors else _show)(console, coder.shown(coder.read(item)))
    if failed:
        raise SystemExit(Exit.SOME_FAILED)


def _show(console: Console, reading: Reading) -> None:
    for sentence in reading.analysis.sentences:
        mine = [claim for claim in reading.claims if claim.part == sentence.part and claim.sentence == sentence.span]
        console.print(_marked(reading, sentence, mine))
        for claim in mine:
            console.print(Padding(_fields(claim), (0, 0, 0, 4)))
    console.print()


def _marked(reading: Reading, sentence: Sentence, claims: list[Claim]) -> Text:
    text = Text(sentence.span.of(reading.report.part(sentence.part)), "underline" if sentence.part == "title" else "")
    for name, span in (pair for claim in claims for pair in evidence(claim)):
        if sentence.span.contains(span):
            text.stylize(COLOURS[name], span.start - sentence.span.start, span.end - sentence.span.start)
    return text


def evidence(claim: Claim) -> list[tuple[str, Span]]:
    """(field, span) of the words that fill a claim, the trigger last so that it stays visible."""
    spans = [(name, value.span) for name in ("actors", "recipients", "sources") for value in getattr(claim, name)]
    spans += [(name, value.span) for name in ("place", "when") if (value := getattr(claim, name))]
    return [*spans, ("trigger", claim.trigger.span)]


def _fields(claim: Claim) -> Text:
    parts = [f"{claim.status} {'/'.join([claim.type, ','.join(claim.modes)]).rstrip('/')} ({claim.confidence:.2f})"]
    parts += [
        f"{label}: " + ", ".join(f"{actor.name or actor.text} [{actor.code or actor.country + actor.sector}]" for actor in people)
        for label, people in (("actor", claim.actors), ("recipient", claim.recipients))
        if people
    ]
    if claim.place:
        parts.append(f"place: {claim.place.name or claim.place.text} ({claim.place.precision})")
    if claim.when:
        parts.append(f"when: {claim.when.interval.start} to {claim.when.interval.end}")
    if claim.sources:
        parts.append("source: " + " < ".join(voice.name or voice.text for voice in claim.sources))
    parts += [f"{name}: {bounds(getattr(claim, name))}" for name in COUNTS if getattr(claim, name)]
    return Text("; ".join(parts), "dim")
