"""`dateline export`: claims or events in, another format out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from dateline.cli.console import Exit, messages
from dateline.cli.kept import Sensitive, collection_rules
from dateline.cli.release import door_of, through
from dateline.exports import NAMES, Format, Happening, Lost, format_named
from dateline.exports.html import write as write_page
from dateline.exports.lookup import Lookup, opened, records
from dateline.exports.mapping_files import read_mapping
from dateline.exports.streams import Rows, text
from dateline.outlines import outlines as outlines_of
from dateline.records import Claim, Event, Report, claim_from_dict, event_from_dict, report_from_dict
from dateline.sensitivity import Gate

Input = Annotated[Path, typer.Argument(metavar="CLAIMS.jsonl", exists=True, dir_okay=False, help="Claims, from `dateline code --format jsonl`.")]


@dataclass(slots=True)
class Given:
    """What is read, and what is missing from it: lines that are no records, tombstones, and records that events name in vain."""

    claims: Path
    events: Path | None
    reports: Path | None
    failed: list[str] = field(default_factory=list)
    tombstones: list[Event] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    door: Gate | None = None

    def happenings(self) -> Iterator[Happening]:
        """Events with their claims and reports, or claims alone; memory holds one at a time."""
        with ExitStack() as stack:
            reports = stack.enter_context(opened(self.reports, report_from_dict, self.failed.append)) if self.reports else None
            if self.events is None:
                for claim in records(self.claims, claim_from_dict, self.failed.append):
                    yield from through(self.door, None, [claim], self._reports(reports, (claim.report,)))
                return
            claims = stack.enter_context(opened(self.claims, claim_from_dict, self.failed.append))
            for event in records(self.events, event_from_dict, self.failed.append):
                if not event.merged_into:
                    yield from through(self.door, event, self._claims(claims, event), self._reports(reports, event.reports))
                elif self.door is None or not self.door.survey.is_closed(event):
                    self.tombstones.append(event)

    def _claims(self, lookup: Lookup[Claim], event: Event) -> list[Claim]:
        found = lookup.all(event.claims)
        self.missing["claims"] += len(event.claims) - len(found)
        return found

    def _reports(self, lookup: Lookup[Report] | None, names: tuple[str, ...]) -> dict[str, Report]:
        if lookup is None:
            return {}
        found = {report.id: report for report in lookup.all(names)}
        self.missing["reports"] += len(set(names)) - len(found)
        return found


def export(
    claims: Input,
    format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(NAMES)}.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here; text formats go to standard output by default.")] = None,
    events: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Events, from `dateline link --format jsonl`.")] = None,
    reports: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Report records (JSON lines): outlets, titles, evidence.")] = None,
    table: Annotated[str | None, typer.Option(help="For csv, parquet and geoparquet: events, claims, mentions or actors.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="For csv: begin with a byte order mark, for Excel.")] = False,
    tombstones: Annotated[Path | None, typer.Option(help="List events that were merged into others here (CSV): delete them.")] = None,
    sensitivity: Sensitive = "",
    mapping: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Your project's own codes and filters: a TOML or tab-separated table.")
    ] = None,
    outlines: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="For html: outlines of countries, TopoJSON or GeoJSON.")] = None,
    title: Annotated[str, typer.Option(help="For html: the title of the page.")] = "",
) -> None:
    """Write claims, or events with their claims, in another format; what it cannot carry is counted on standard error.

    Exit codes: 0 all read, 1 some lines could not be read (they are listed), 2 usage.
    """
    codes = read_mapping(mapping) if mapping else None
    chosen = format_named(format, table or ("events" if events else "claims"), bom, codes is not None)
    _check(chosen, events, output)
    given = Given(claims, events, reports, door=door_of(collection_rules(sensitivity), claims, events))
    sieved = Lost()
    happenings = codes.apply(given.happenings(), sieved) if codes else given.happenings()
    write = partial(write_page, outlines=outlines_of(outlines), title=title) if format == "html" else chosen.write
    with _stream(output) as stream:
        lost = write(happenings, stream)
    if tombstones:
        _write_tombstones(given.tombstones, tombstones)
    _tell(chosen, (lost, sieved), given)
    raise typer.Exit(Exit.SOME_FAILED if given.failed else Exit.ALL)


def _check(chosen: Format, events: Path | None, output: Path | None) -> None:
    if chosen.events and events is None:
        why = f"{chosen.name} needs events; `dateline link CLAIMS.jsonl --format jsonl` makes them from claims"
        raise typer.BadParameter(why, param_hint="--events")
    if chosen.binary and output is None:
        raise typer.BadParameter(f"{chosen.name} is no text: name a file", param_hint="--output")


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    """The file, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    try:
        stream = output.open("w+b")
    except OSError as error:
        raise typer.BadParameter(f"{output}: cannot be written: {error.strerror}", param_hint="--output") from None
    with stream:
        yield stream


def _write_tombstones(events: list[Event], path: Path) -> None:
    with path.open("wb") as stream, text(stream) as out:
        rows = Rows(out)
        rows.write(("id", "merged_into"))
        for event in events:
            rows.write((event.id, event.merged_into))


def _tell(chosen: Format, lost: tuple[Lost, Lost], given: Given) -> None:
    """On standard error: how many were written, what was lost, what was merged away or missing, and every line that failed."""
    written, sieved = lost
    lines = [f"{chosen.name}: {written.written} written, machine-coded and unreviewed unless a row says otherwise"]
    lines += [*sieved.lines(), *written.lines()]
    if given.tombstones:
        lines.append(f"left out: {len(given.tombstones)} events that were merged into others (--tombstones FILE lists them)")
    lines += [f"missing: {count} {what} that events or claims name are not in the files given" for what, count in given.missing.items() if count]
    lines += list(given.door.account.lines()) if given.door else []
    for line in (*lines, *given.failed):
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)
