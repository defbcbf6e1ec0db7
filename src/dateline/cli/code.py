"""`dateline code`: reports in, claims out."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import typer

from dateline.cli.console import Exit, messages, tracked
from dateline.cli.kept import Sensitive, collection_rules
from dateline.cli.link import link_coded
from dateline.cli.options import MinConfidence, ModelFolder, Names, Outlet, Output, PrivateNamesOption, Published, Quiet, Reports, Samples
from dateline.cli.release import let_out
from dateline.cli.sources import given, read_all
from dateline.cli.tables import print_claims
from dateline.cli.workers import Coded, Workers, coded_by_workers
from dateline.coder import Coder, Reading
from dateline.exports.streams import safe
from dateline.reading import Failure
from dateline.records import Claim, Report, claim_to_dict
from dateline.rows import COLUMNS, claim_row
from dateline.sensitivity import Rules
from dateline.uncoded import uncoded

Write = Callable[[Report, list[Claim]], None]


class Format(StrEnum):
    """How claims are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def code(
    reports: Reports = None,
    samples: Samples = False,
    format: Annotated[Format, typer.Option(help="A readable table, JSON lines, or CSV.")] = Format.table,
    output: Output = None,
    published: Published = None,
    outlet: Outlet = "",
    min_confidence: MinConfidence = None,
    model: ModelFolder = None,
    private_names: PrivateNamesOption = Names.keep,
    failures: Annotated[Path | None, typer.Option(help="Where reports that failed are listed (JSON lines).")] = None,
    link: Annotated[bool, typer.Option("--link", help="Bring the claims together into events and print them after the claims.")] = False,
    events: Annotated[Path | None, typer.Option(help="Write the events here (JSON lines) instead; implies --link.")] = None,
    sensitivity: Sensitive = "",
    workers: Workers = 1,
    quiet: Quiet = False,
) -> None:
    """Code reports: write the claims that they make.

    Exit codes: 0 all coded, 1 some reports failed, 2 usage, 3 missing data, 130 interrupted (what was coded is kept).
    """
    names, rules = given(reports, samples), collection_rules(sensitivity)
    for option, path in (("--output", output), ("--failures", failures), ("--events", events)):
        _check_writable(option, path)
    if link and events is None and format is not Format.table and output is None:
        raise typer.BadParameter("with --format jsonl or csv on standard output, name --events FILE", param_hint="--link")
    if workers > 1 and format is Format.table and private_names is not Names.keep:
        raise typer.BadParameter("a table without private names is made by one worker: add --format jsonl or csv", param_hint="--workers")
    items = read_all(names, published, outlet)  # Says at once where --published is no day.
    each = (
        coded_by_workers(names, workers, output, (published, outlet), (model, min_confidence, private_names.value), quiet)
        if workers > 1
        else _coded(Coder.load(model, min_confidence, private_names=private_names.value), tracked(items, "coding", quiet), format)
    )
    done = _Done()
    with _writer(format, output) as write:
        try:
            _write_all(each, partial(_let_out, rules, write), done, keep=link or events is not None)
        except KeyboardInterrupt:
            _list_failures(done.failed, failures)
            messages().print("dateline: interrupted; what was coded so far is kept")
            raise typer.Exit(Exit.INTERRUPTED) from None
    if link or events:
        link_coded(done.coded, events, rules)
    _list_failures(done.failed, failures)
    raise typer.Exit(Exit.SOME_FAILED if done.failed else Exit.ALL)


@dataclass
class _Done:
    """What has come of the reports so far; `coded` is filled where it is to be linked."""

    failed: list[Failure] = field(default_factory=list)
    coded: list[tuple[Report, list[Claim]]] = field(default_factory=list)


def _write_all(each: Iterable[Coded | Failure], write: Callable[[Coded], None], done: _Done, *, keep: bool) -> None:
    for item in each:
        if isinstance(item, Failure):
            done.failed.append(item)
            continue
        write(item)
        if keep:
            done.coded.append((item.report, item.records))


def _let_out(rules: Rules, write: Write, item: Coded) -> None:
    write(*let_out(rules, *item.seen))


def _coded(coder: Coder, items: Iterable[Report | Failure], format: Format) -> Iterator[Coded | Failure]:
    """Each report coded in this process."""
    for reading in coder.read_each(_codable(items)):
        if isinstance(reading, Failure):
            yield reading
        else:
            records = coder.records(reading)
            yield Coded(reading.report, records, _seen(coder, reading, records, format))


def _codable(items: Iterable[Report | Failure]) -> Iterator[Report | Failure]:
    """Reports in a language without a model become failures that say so."""
    for item in items:
        yield (uncoded(item) or item) if isinstance(item, Report) else item


def _seen(coder: Coder, reading: Reading, records: list[Claim], format: Format) -> tuple[Report, list[Claim]]:
    """The report and its claims as the format wants them: a table shows words of the report beside the records' fields."""
    if format is not Format.table:
        return reading.report, records
    shown = coder.shown(reading)
    return shown.report, list(shown.claims)


def _check_writable(option: str, path: Path | None) -> None:
    """Before anything is coded: raises typer.BadParameter where the file cannot be written."""
    try:
        if path is not None:
            path.open("a").close()
    except OSError as error:
        raise typer.BadParameter(f"{path}: cannot be written: {error.strerror}", param_hint=option) from None


def _list_failures(failed: list[Failure], path: Path | None) -> None:
    """Each failure on standard error, and in the failures file."""
    for failure in failed:
        messages().print(f"dateline: {failure.name}: {failure.reason}", markup=False, soft_wrap=True)
    if path is not None:
        lines = (json.dumps({"name": failure.name, "reason": failure.reason}, ensure_ascii=False) + "\n" for failure in failed)
        path.write_text("".join(lines), encoding="utf-8")


@contextmanager
def _writer(format: Format, output: Path | None) -> Iterator[Write]:
    """A function that writes one report's claims, each flushed as it comes."""
    stream: TextIO = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
    try:
        yield {Format.table: _table, Format.jsonl: _jsonl, Format.csv: _csv}[format](stream)
    finally:
        stream.flush()
        if output:
            stream.close()


def _table(stream: TextIO) -> Write:
    return lambda report, claims: print_claims(report, claims, stream)


def _jsonl(stream: TextIO) -> Write:
    def write(report: Report, claims: list[Claim]) -> None:
        for claim in claims:
            stream.write(json.dumps(claim_to_dict(claim), ensure_ascii=False) + "\n")
        stream.flush()

    return write


def _csv(stream: TextIO) -> Write:
    rows = csv.DictWriter(stream, COLUMNS)
    rows.writeheader()

    def write(report: Report, claims: list[Claim]) -> None:
        rows.writerows({name: safe(value) for name, value in claim_row(claim).items()} for claim in claims)
        stream.flush()

    return write
